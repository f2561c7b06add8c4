/**
 * Measurements, each a ratio against a yardstick of the same run: absolute times say more about the machine than about
 * us. `npm run bench` prints a table; nothing here fails a build.
 */
import { randomUUID } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { absent } from '../shared/lifecycle.ts'
import { help } from '../shared/help/help.ts'
import { plusMinutes } from '../shared/time.ts'
import { volunteers } from '../shared/volunteers/volunteers.ts'
import { neighbourhood } from '../functions/testing/given.ts'
import { meetingsBy } from '../functions/testing/meetings.ts'
import { startDatabases, stopParts } from '../functions/testing/parts.ts'
import { inRoot } from '../local/paths.ts'
import { inServerlessYml } from '../local/serverless.ts'
import { build, type BuildOptions } from 'esbuild'

interface Row {
  readonly measure: string
  readonly ours: string
  readonly yardstick: string
  readonly ratio: string
}
const rows: Row[] = []
const row = (measure: string, ours: number, yardstick: number, what: string, unit: string) =>
  rows.push({
    measure,
    ours: `${ours.toFixed(1)} ${unit}`,
    yardstick: `${what}: ${yardstick.toFixed(1)} ${unit}`,
    ratio: (ours / yardstick).toFixed(2),
  })

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!

/** Milliseconds of one call, the median of many, after a warm-up; both sides take turns. */
const pair = async (
  runs: number,
  ours: (n: number) => Promise<unknown>,
  yardstick: (n: number) => Promise<unknown>,
) => {
  const times: [number[], number[]] = [[], []]
  for (let n = -10; n < runs; n++)
    for (const [i, work] of [ours, yardstick].entries()) {
      const start = performance.now()
      await work(n)
      if (n >= 0) times[i]!.push(performance.now() - start)
    }
  return [median(times[0]), median(times[1])] as const
}

const speed = async () => {
  const given = await neighbourhood()
  const key = (n: number) => ({ pk: `BENCH#${n + 100}`, sk: 'X' })
  const filler = { text: 'x'.repeat(1_500) }
  const bare = async (n: number) => {
    await given.table.get(key(n))
    await given.table.put({ ...key(n), ...filler, n }, absent('nothing'))
  }
  const requests = new Map<number, Awaited<ReturnType<typeof given.request1>>>()
  for (let n = -10; n < 150; n++) requests.set(n, await given.request1())
  const lead = given.as('lead-1')
  const claim = await pair(
    150,
    n => lead.do(help.claim, { id: requests.get(n)!.id, seq: 1, op: randomUUID() }),
    bare,
  )
  row('claim through the whole chain', ...claim, 'one bare read and write', 'ms')
  const ask = await pair(100, () => given.request1({ key: randomUUID() }), bare)
  row('ask through the whole chain', ...ask, 'one bare read and write', 'ms')
  const board = await pair(60, () => given.as('staff-1').do(help.board, {}), bare)
  row('a board of 50', ...board, 'one bare read and write', 'ms')
  const startsAt = plusMinutes(given.now(), 24 * 60)
  const at = { startsAt, endsAt: plusMinutes(startsAt, 60) }
  const about = { team: 'team-1', title: '文明岗', place: '东门', places: 200, openTo: 'all' as const, ...at }
  const shift = await lead.do(volunteers.addShift, about)
  const people = Array.from({ length: 110 }, (_, i) => `resident-${i + 1}`)
  for (const person of people) await given.idOf(person)
  const take = await pair(
    100,
    n => given.as(people[n + 10]!).do(volunteers.takeShift, { id: shift.id, op: randomUUID() }),
    bare,
  )
  row('a place in a shift, up to 110 taken', ...take, 'one bare read and write', 'ms')
  const five = (n: number) =>
    ['room', 'mediator', 'person', 'side', 'other'].map(what => `${what}:${n + 100}`)
  const hour = { fromAt: at.startsAt, toAt: at.endsAt }
  const book = await pair(
    60,
    n => meetingsBy(given.table, 'user_s', given.now()).add(`book ${n}`, { resources: five(n), ...hour }),
    n =>
      given.table.transact(
        ['MATTER', ...five(n)].map(sk => ({ put: { pk: key(n).pk, sk, n }, when: absent('pk') })),
      ),
  )
  row('a booking of room, mediator and three people', ...book, 'one bare transaction of as many', 'ms')
  await given.close()
}

/** As it is packaged. */
const bundled = async (contents: string) => {
  const { charset, mainFields, alias } = (await inServerlessYml('custom', 'esbuild')) as BuildOptions
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: inRoot('.'), loader: 'ts' },
    ...{ bundle: true, minify: true, format: 'esm', platform: 'node', target: 'node24', write: false },
    ...{ charset, mainFields, alias, absWorkingDir: inRoot('.') },
  })
  return gzipSync(outputFiles[0]!.contents).length / 1024
}

const size = async () => {
  const sdk = await bundled(
    "export * from '@aws-sdk/lib-dynamodb'; export * from '@aws-sdk/client-dynamodb'; export * from '@aws-sdk/client-kms'",
  )
  for (const name of ['api', 'changes', 'clock'])
    row(
      `${name} bundle, gzip`,
      await bundled(`export * from './functions/${name}.ts'`),
      sdk,
      'AWS SDK clients alone',
      'KB',
    )
  const sizeOf = (path: string): number =>
    statSync(path).isDirectory()
      ? readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0)
      : statSync(path).size
  const weapp = inRoot('miniprogram/dist/weapp')
  try {
    const subpackages = ['help', 'identity', 'community', 'mediation', 'messages', 'volunteers'].map(
      name => [name, sizeOf(join(weapp, name))] as const,
    )
    const main = sizeOf(weapp) - subpackages.reduce((sum, [, bytes]) => sum + bytes, 0)
    for (const [name, bytes] of [['main', main] as const, ...subpackages])
      row(`weapp package ${name}`, bytes / 1024, 2048, 'WeChat’s limit', 'KB')
  } catch {
    console.log('no weapp build to measure: npm run build:weapp')
  }
}

Object.assign(process.env, await startDatabases())
await speed()
await size()
await stopParts()
console.table(rows)
