/**
 * `npm run bench`: measurements, each a ratio against a yardstick of the same run, printed and written to RESULTS.md.
 * Nothing here fails a build; what costs more calls or units than agreed fails a test.
 */
import { writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { startDatabases, startParts, stopParts } from '../functions/testing/parts.ts'
import { inRoot } from '../local/paths.ts'
import { city } from './city.ts'
import { rows } from './rows.ts'
import { sizes } from './sizes.ts'
import { speed } from './speed.ts'

await startParts()
const cityTold = await city()
Object.assign(process.env, await startDatabases())
await speed()
await stopParts()
await sizes()
console.table(rows)

const machine = `${cpus().length} × ${cpus()[0]!.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, DynamoDB Local`
const lines = rows.map(
  ({ measure, ours, yardstick, ratio, spread = '', goal = '' }) =>
    `| ${measure} | ${ours} | ${yardstick} | ${ratio} | ${spread} | ${goal} |`,
)
writeFileSync(
  inRoot('bench/RESULTS.md'),
  `# Measured

Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${machine}. Ratios are of medians; the spread is from the
first to the third quartile of the ratio, run by run.

| what | ours | yardstick | ratio | spread | goal |
| ---- | ---- | --------- | ----- | ------ | ---- |
${lines.join('\n')}

${cityTold}`,
)
