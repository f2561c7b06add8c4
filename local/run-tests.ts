/**
 * `npm test`: format, lint, import rules and types are checked beside the tests. Without Java, what is about DynamoDB
 * itself is left out and named; in CI that is a failure. Paths choose test files, as with jest.
 */
import { spawn } from 'node:child_process'
import { glob } from 'node:fs/promises'
import { basename } from 'node:path'
import { hasJava, noJava } from './java.ts'
import { inRoot } from './paths.ts'

interface Ran {
  code: number
  seconds: number
  said: string
}

/** Runs a command; what it says is shown as it comes, or kept. */
const run = (command: string, args: string[], { shown }: { shown: boolean }) => {
  const begin = performance.now()
  const windows = process.platform === 'win32'
  const child = spawn(command, args, {
    cwd: inRoot(),
    stdio: shown ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    shell: windows && command === 'npm',
  })
  let said = ''
  for (const output of [child.stdout, child.stderr]) output?.on('data', data => (said += String(data)))
  return new Promise<Ran>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', code =>
      resolve({ code: code ?? 1, seconds: Math.round((performance.now() - begin) / 1000), said }),
    )
  })
}

const args = process.argv.slice(2)
const paths = args.filter(each => each !== '--check')
const java = await hasJava()
if (!java && process.env.CI) {
  console.error(noJava)
  process.exit(1)
}
const projects = java ? ['unit', 'dynamodb'] : ['unit']

const jest = [
  ...['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  ...[inRoot('node_modules/jest/bin/jest.js'), ...paths, '--selectProjects', ...projects],
]
const [tests, check] = await Promise.all([
  run(process.execPath, jest, { shown: true }),
  args.includes('--check') && run('npm', ['run', '--silent', 'check'], { shown: false }),
])
if (check) {
  if (check.code) console.log(`\n${check.said.trimEnd()}`)
  console.log(`\nCheck:       ${check.code ? 'FAILED' : 'passed'}, ${check.seconds} s beside the tests`)
}
if (!java) {
  const left: string[] = []
  for await (const file of glob('{functions,local}/**/*.dynamodb.test.ts', { cwd: inRoot() }))
    left.push(basename(file, '.dynamodb.test.ts'))
  console.log(`没有 Java，略过了测数据库本身的 (without Java, left out): ${left.sort().join(', ')}`)
}
process.exit(tests.code || (check ? check.code : 0))
