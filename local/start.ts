import { spawn } from 'node:child_process'
import { readdir, rm, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { checkJava, hasJava } from './java.ts'
import { buildPages } from './pages.ts'
import { inRoot } from './paths.ts'
import { isFree } from './ports.ts'
import { startSystem, type Demo, type Persona, type System } from './system.ts'

const begin = performance.now()
const seconds = () => ((performance.now() - begin) / 1000).toFixed(1).padStart(5)
const { isTTY } = process.stdout
const say = (line: string) => console.log(`${isTTY ? '\r\x1b[K' : ''}[${seconds()} s] ${line}`)

/** One line that the next takes the place of; where lines stay, one in ten seconds. */
const progressLine = () => {
  let toldAt = performance.now()
  return (line: string) => {
    if (isTTY) return void process.stdout.write(`\r\x1b[K[${seconds()} s] ${line}`)
    if (performance.now() - toldAt < 10_000) return
    toldAt = performance.now()
    say(line)
  }
}

function optionsOf(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      fresh: { type: 'boolean', default: false },
      'no-open': { type: 'boolean', default: false },
      front: { type: 'string', default: '10086' },
      api: { type: 'string', default: '3000' },
    },
  })
  return { ...values, front: Number(values.front), api: Number(values.api) }
}

async function checkPort(port: number, option: string) {
  if (await isFree(port)) return
  throw new Error(
    `端口 ${port} 已被占用：请先停掉占用它的程序，或换一个端口：npm start -- --${option}=${port + 1} ` +
      `(port ${port} is in use: stop what uses it, or choose another as shown)`,
  )
}

/** The folder of this demo's data; data of other versions is thrown away, and all of it with --fresh. */
async function dataFolder(demo: Demo | undefined, fresh: boolean, kind: 'memory' | 'dynamodb') {
  const version = demo?.version ?? 'empty'
  const folder = inRoot('.local/data')
  for (const name of await readdir(folder).catch((): string[] => []))
    if (fresh || !name.startsWith(version))
      await rm(inRoot('.local/data', name), { recursive: true, force: true })
  return inRoot('.local/data', `${version}-${kind}`)
}

function openBrowser(url: string) {
  const { CI, DISPLAY, WAYLAND_DISPLAY } = process.env
  const [command, args] =
    process.platform === 'darwin'
      ? ['open', [url]]
      : process.platform === 'win32'
        ? ['cmd', ['/c', 'start', '', url]]
        : ['xdg-open', [url]]
  if (CI || (command === 'xdg-open' && !DISPLAY && !WAYLAND_DISPLAY)) return
  const browser = spawn(command, args, { detached: true, stdio: 'ignore' })
  browser.on('error', () => {}) // the address is printed all the same
  browser.unref()
}

/** Those whose parts make the main story. */
const shown = ['resident-1', 'elder-1', 'child-1', 'lead-1', 'volunteer-1', 'staff-1', 'outsider-1']
const line = ({ id, name, about }: Persona) => `    ${id.padEnd(14)} ${name}  ${about}`

function printReady({ front, api, logDir }: System, demo: Demo | undefined) {
  const people = demo?.personas() ?? []
  const lines = [
    '',
    '  睦邻已启动 (mulin is running)',
    `    网页 H5   ${front}`,
    `    接口 API  ${api}`,
    `    日志 logs ${logDir}`,
    ...(people.length
      ? [
          '',
          '  演示人物 (demo people，在网页上切换)',
          ...people.filter(({ id }) => shown.includes(id)).map(line),
        ]
      : []),
    '',
    '  停止 (stop): Ctrl-C    重置数据 (reset the data): npm start -- --fresh',
    '',
  ]
  console.log(lines.join('\n'))
}

/** npm passes a signal to its shell, which may die without telling us; then our parent changes. */
function whenParentDies(then: () => void) {
  const parent = process.ppid
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return
  setInterval(() => process.ppid !== parent && then(), 1000).unref()
}

/** The command `npm start`. */
export async function start(demo?: Demo) {
  let system: System | undefined
  let leaving = false
  /** Ends orderly once; asked again, or before all has started, at once: the keeper ends the children. */
  async function leave(code: number) {
    if (leaving || !system) process.exit(code)
    leaving = true
    say('正在停止 (stopping)…')
    await system.stop()
    process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leave(0))
  whenParentDies(() => void leave(0))

  try {
    const { fresh, front, api, 'no-open': quiet } = optionsOf(process.argv.slice(2))
    await Promise.all([checkPort(front, 'front'), checkPort(api, 'api')])
    if (process.env.CI) await checkJava()
    const withoutJava = !(await hasJava())
    if (withoutJava)
      say('没有 Java，数据库用内存里的 (no Java: the table is in memory, kept in a file under .local)')
    const logDir = inRoot('.local/logs/start')
    const dataDir = await dataFolder(demo, fresh, withoutJava ? 'memory' : 'dynamodb')
    say('正在启动后端并构建网页 (starting the back end, building the pages)…')
    const backend = startSystem({
      frontPort: front,
      apiPort: api,
      dataDir,
      withoutJava,
      logDir,
      say,
      onFailure: () => void leave(1),
      ...(demo ? { demo } : {}),
    }).then(started => {
      say(`接口已可用 (the API answers): ${started.api}`)
      return (system = started)
    })
    const tell = progressLine()
    const pages = buildPages('h5', logDir, percent => tell(`正在构建网页 (building the pages): ${percent}%`))
    pages.then(
      ({ built }) => say(built ? '网页已构建 (pages built)' : '网页无变化 (pages unchanged)'),
      () => {}, // thrown below
    )
    const [running] = await Promise.all([backend, pages])
    // For commands beside it, like `npm run import`; a table in memory is nobody else's.
    if (!withoutJava) await writeFile(inRoot('.local/running.json'), JSON.stringify(running.env))
    printReady(running, demo)
    if (!quiet) openBrowser(running.front)
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    await leave(1)
  }
}
