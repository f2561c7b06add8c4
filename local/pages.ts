import { createHash } from 'node:crypto'
import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { nursery, tailOf } from './children.ts'
import { inRoot, root } from './paths.ts'

const sources = [
  'miniprogram/src',
  'miniprogram/config',
  'miniprogram/babel.config.cjs',
  'shared',
  'package-lock.json',
]
export type Target = 'h5' | 'weapp'
export const distOf = (target: Target) => inRoot('miniprogram/dist', target)

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

/** Changes with every build: another build into the folder may have been without the demo. */
const builtAt = (target: Target) =>
  stat(join(distOf(target), target === 'h5' ? 'index.html' : 'app.json')).then(
    found => found.mtimeMs,
    () => 0,
  )

/**
 * Builds the pages unless that has been done for these very sources: for the browser with the panel of demo people,
 * for WeChat as it is shipped. `progress` is told each second how much is done.
 */
export async function buildPages(
  target: Target,
  logDir: string,
  progress?: (percent: number) => void,
): Promise<{ built: boolean }> {
  const stampFile = inRoot(`.local/${target}.stamp`)
  const hash = await hashOfSources()
  const stamp = await readFile(stampFile, 'utf8').catch(() => '')
  if (stamp === `${hash} ${await builtAt(target)}`) return { built: false }

  await rm(distOf(target), { recursive: true, force: true }) // Taro leaves older files there
  const children = nursery(logDir)
  const percent = () =>
    Number(
      tailOf(join(logDir, `build-${target}.log`))
        .match(/\d+(?=%\))/g)
        ?.at(-1) ?? 0,
    )
  const watch = progress && setInterval(() => progress(percent()), 1000)
  try {
    const build = children.start({
      name: `build-${target}`,
      command: process.execPath,
      args: [inRoot('node_modules/@tarojs/cli/bin/taro'), 'build', '--type', target, '--no-check'],
      cwd: inRoot('miniprogram'),
      env: { ...process.env, MULIN_DEMO: String(target === 'h5'), NODE_ENV: 'production' },
      task: true,
    })
    await build.ended
    const failure = build.failure()
    if (failure) throw failure
    if (!(await builtAt(target)))
      throw new Error(`build-${target} wrote no pages; log: ${join(logDir, `build-${target}.log`)}`)
  } finally {
    clearInterval(watch)
    children.close()
  }
  await mkdir(inRoot('.local'), { recursive: true })
  await writeFile(stampFile, `${hash} ${await builtAt(target)}`)
  return { built: true }
}
