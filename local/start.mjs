// `npm start`. Plain JavaScript, so that an old Node, which cannot read TypeScript, says what is wrong.
const [major, minor] = process.versions.node.split('.').map(Number)

if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    '需要 Node.js 22.18 或更高版本，当前为 ' +
      process.versions.node +
      ' (Node.js >= 22.18 is needed): https://nodejs.org',
  )
  process.exit(1)
}
const [{ start }, { demo }] = await Promise.all([import('./start.ts'), import('./demo.ts')])
await start(demo)
