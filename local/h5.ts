import { createHash } from 'node:crypto'
import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { nursery } from './children.ts'
import { inRoot, root } from './paths.ts'

const sources = [
  'miniprogram/src',
  'miniprogram/config',
  'miniprogram/babel.config.cjs',
  'shared',
  'package-lock.json',
]
const dist = inRoot('miniprogram/dist/h5')
const stampFile = inRoot('.local/h5.stamp')

async function filesIn(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => undefined)
  if (!found?.isDirectory()) return found ? [path] : []
  const names = (await readdir(path)).sort()
  return (await Promise.all(names.map(name => filesIn(join(path, name))))).flat()
}

async function hashOfSources() {
  const hash = createHash('sha256')
  for (const source of sources)
    for (const file of await filesIn(inRoot(source)))
      hash.update(`${relative(root, file)}\0`).update(await readFile(file))
  return hash.digest('hex')
}

/** Changes with every build, whoever made it: another build into the folder may have been without the demo. */
const builtAt = () =>
  stat(join(dist, 'index.html')).then(
    found => found.mtimeMs,
    () => 0,
  )

/** Builds the H5 pages with the demo panel, unless that has been done for these very sources. */
export async function buildH5(logDir: string): Promise<{ built: boolean }> {
  const hash = await hashOfSources()
  const stamp = await readFile(stampFile, 'utf8').catch(() => '')
  if (stamp === `${hash} ${await builtAt()}`) return { built: false }

  await rm(dist, { recursive: true, force: true }) // Taro leaves older files there
  const npm = process.env.npm_execpath
  const children = nursery(logDir)
  try {
    const build = children.start({
      name: 'build-h5',
      command: npm ? process.execPath : 'npm',
      args: [...(npm ? [npm] : []), 'run', 'build:h5'],
      env: { ...process.env, MULIN_DEMO: 'true', NODE_ENV: 'production' },
      task: true,
    })
    await build.ended
    const failure = build.failure()
    if (failure) throw failure
    if (!(await builtAt())) throw new Error(`build-h5 wrote no pages; log: ${join(logDir, 'build-h5.log')}`)
  } finally {
    children.close()
  }
  await mkdir(inRoot('.local'), { recursive: true })
  await writeFile(stampFile, `${hash} ${await builtAt()}`)
  return { built: true }
}
