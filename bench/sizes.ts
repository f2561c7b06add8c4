/** Bundles of the functions, how long they take to load, and the packages of the mini-program. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build, type BuildOptions } from 'esbuild'
import { inRoot } from '../local/paths.ts'
import { inServerlessYml } from '../local/serverless.ts'
import { pair, row } from './rows.ts'

/** As it is packaged. */
const bundled = async (contents: string) => {
  const { banner, mainFields, alias } = (await inServerlessYml('custom', 'esbuild')) as BuildOptions
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: inRoot('.'), loader: 'ts' },
    ...{ bundle: true, minify: true, format: 'esm', platform: 'node', target: 'node24', write: false },
    ...{ banner, mainFields, alias, absWorkingDir: inRoot('.') },
    external: ['sharp', 'libheif-js'],
    loader: { '.ttf': 'binary' },
  })
  return outputFiles[0]!.contents
}

/** What any function on this table needs. */
const client = `import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb'
import { KMSClient } from '@aws-sdk/client-kms'
export const handler = [DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'x' })), GetCommand, new KMSClient({ region: 'x' })]`

const load = (file: string) => {
  const env = { ...process.env, NODE_OPTIONS: '', AWS_REGION: 'cn-north-1' }
  execFileSync(process.execPath, ['--input-type=module', '-e', `await import(${JSON.stringify(file)})`], {
    env,
  })
}

export const sizes = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mulin-bench-'))
  const written = async (name: string, contents: string) => {
    const file = join(folder, `${name}.mjs`)
    const bytes = await bundled(contents)
    writeFileSync(file, bytes)
    return { file, kb: gzipSync(bytes).length / 1024 }
  }
  const sdk = await written('sdk', client)
  for (const name of ['api', 'changes', 'clock']) {
    const ours = await written(name, `export * from './functions/${name}.ts'`)
    row(`${name}, bundle, gzip`, {
      ...{ ours: ours.kb, bare: sdk.kb, unit: 'KB', yardstick: 'clients of the SDK alone' },
    })
    const loading = await pair(
      9,
      async () => load(ours.file),
      async () => load(sdk.file),
      1,
    )
    row(`${name}, loading in a fresh process`, { ...loading, yardstick: 'clients of the SDK', goal: 1.2 })
  }
  rmSync(folder, { recursive: true })

  const sizeOf = (path: string): number =>
    statSync(path).isDirectory()
      ? readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0)
      : statSync(path).size
  const weapp = inRoot('miniprogram/dist/weapp')
  try {
    const app = JSON.parse(readFileSync(join(weapp, 'app.json'), 'utf8')) as {
      readonly subPackages: readonly { readonly root: string }[]
    }
    const names = app.subPackages.map(({ root }) => root.replace(/\/$/, ''))
    const packages = names.map(name => [name, sizeOf(join(weapp, name))] as const)
    const main = sizeOf(weapp) - packages.reduce((sum, [, bytes]) => sum + bytes, 0)
    for (const [name, bytes] of [['main', main] as const, ...packages])
      row(`mini-program, package ${name}`, {
        ...{ ours: bytes / 1024, bare: 2048, unit: 'KB', yardstick: 'WeChat’s limit' },
      })
  } catch {
    console.log('no weapp build to measure: npm run build:weapp')
  }
}
