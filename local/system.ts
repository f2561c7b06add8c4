import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Item } from '../functions/platform/table.ts'
import { nursery } from './children.ts'
import { createTable, importItems, localAws, openStream, startDynamoDb, streamOf } from './dynamodb.ts'
import { startFunctions } from './functions.ts'
import { startGateway } from './gateway.ts'
import { localKey, startKms } from './kms.ts'
import { inRoot } from './paths.ts'
import { freePorts } from './ports.ts'
import { startPumps } from './pump.ts'
import { localBucket, startS3 } from './s3.ts'
import { startTicker } from './ticker.ts'
import { localApp, startWechat } from './wechat.ts'
import { localTemplates } from './wechat-words.ts'

export interface Endpoints {
  dynamodb: string
  kms: string
  s3: string
  wechat: string
}

/** Someone to sign in as: `code` stands in for what wx.login gives. */
export interface Persona {
  id: string
  name: string
  /** Roles and home in words. */
  about: string
  roles: readonly { role: string; scope: string }[]
  code: string
  community: string
}

export interface Demo {
  /** Names what the seed makes, e.g. a hash of its sources; other data folders are thrown away. */
  version: string
  /** The community that newcomers can ring. */
  welcome: string
  /** Answered at GET /demo/personas. */
  personas(): readonly Persona[]
  /**
   * All that is in the table in the beginning, made with what the functions read from their environment; its files are
   * put into the bucket. Asked once for a data folder, while the database and the functions start; interrupted, it
   * begins anew.
   */
  items(env: Record<string, string>): Promise<readonly Item[]>
}

export interface SystemOptions {
  /** Free ones by default. */
  frontPort?: number
  apiPort?: number
  /** Keeps the data between starts; without it, in memory. */
  dataDir?: string
  /** Without Java: the functions in this process, over the table in memory. */
  withoutJava?: boolean
  logDir?: string
  say(line: string): void
  /** Called when a part dies after the start; the system is of no use then. The reason has been said. */
  onFailure?(reason: Error): void
  demo?: Demo
  stage?: string
}

const SEEDED = 'seeded'
const DAY_MS = 24 * 3600 * 1000

/** Removes what runs of earlier days left in the folder. */
async function prune(folder: string) {
  for (const name of await readdir(folder).catch((): string[] => [])) {
    const { mtimeMs } = await stat(join(folder, name)).catch(() => ({ mtimeMs: Date.now() }))
    if (mtimeMs < Date.now() - DAY_MS) await rm(join(folder, name), { recursive: true, force: true })
  }
}

/** True when the folder holds finished demo data; what an interrupted start left is thrown away. */
async function isSeeded(dataDir: string | undefined) {
  if (!dataDir) return false
  const files: string[] = await readdir(dataDir).catch(() => [])
  if (files.includes(SEEDED)) return true
  await rm(dataDir, { recursive: true, force: true })
  await mkdir(dataDir, { recursive: true })
  return false
}

/** The whole system on one machine. It, and everything it started, ends with `stop` or with this process. */
export async function startSystem(options: SystemOptions) {
  const { say, demo, dataDir, stage = 'local' } = options
  await Promise.all([prune(inRoot('.local/logs')), prune(inRoot('.local/bundles'))])
  const logDir = options.logDir ?? inRoot('.local/logs', String(process.pid))
  const children = nursery(logDir)
  const stops: (() => Promise<unknown>)[] = [async () => children.close()]
  /** Keeps how to stop what has just started; the last started is stopped first. */
  async function keep<T extends { stop(): Promise<unknown> }>(starting: Promise<T> | T): Promise<T> {
    const part = await starting
    stops.push(part.stop)
    return part
  }
  let stopping: Promise<void> | undefined
  const stop = () =>
    (stopping ??= (async () => {
      for (const one of stops.splice(0).reverse()) await one()
    })())
  let failure: Error | undefined
  let started = false
  const onFailure = (reason: Error) => {
    failure ??= reason
    if (!started) return // thrown below
    say(reason.message)
    options.onFailure?.(reason)
  }

  async function start() {
    const seeded = await isSeeded(dataDir)
    const [dynamodbPort = 0, httpPort = 0, lambdaPort = 0, apiPort = 0, frontPort = 0] = await freePorts(5)
    const kms = await keep(startKms())
    // Within the data folder, so that files and the records about them are kept and thrown away together.
    const s3 = await keep(startS3(dataDir ? { dir: join(dataDir, 'files') } : {}))
    const wechat = await keep(startWechat({ templates: Object.values(localTemplates) }))
    const dynamodb = `http://127.0.0.1:${dynamodbPort}`
    const endpoints = { dynamodb, kms: kms.base, s3: s3.base, wechat: wechat.base }
    const tableName = `mulin-${stage}`
    const env = {
      TZ: 'UTC',
      AWS_REGION: localAws.region,
      AWS_ACCESS_KEY_ID: localAws.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: localAws.credentials.secretAccessKey,
      AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
      AWS_ENDPOINT_URL_KMS: endpoints.kms,
      AWS_ENDPOINT_URL_S3: endpoints.s3,
      MULIN_STAGE: stage,
      MULIN_TABLE: tableName,
      MULIN_KMS_KEY: localKey,
      MULIN_WELCOME: demo?.welcome ?? '',
      MULIN_BUCKET: localBucket,
      WECHAT_BASE: endpoints.wechat,
      WECHAT_APPID: localApp.appid,
      WECHAT_SECRET: localApp.secret,
      WECHAT_TEMPLATES: JSON.stringify(localTemplates),
    }

    async function inMemory() {
      const make = async () => {
        const items = (await demo?.items(env)) ?? []
        if (demo) say('演示数据已写入 (demo data is in)')
        return items
      }
      // Only now, for it brings all that the functions bring.
      const { startInMemory } = await import('./memory-functions.ts')
      const file = dataDir && join(dataDir, 'table')
      const started = await keep(startInMemory({ port: httpPort, env, file, make, logDir, say }))
      if (dataDir) await writeFile(join(dataDir, SEEDED), '')
      return started
    }

    async function database() {
      await keep(startDynamoDb({ port: dynamodbPort, dataDir, children, onFailure }))
      // Months of history are no news: the stream begins where the demo's present does.
      await createTable(dynamodb, tableName, { stream: seeded || !demo })
      say('数据库已就绪 (DynamoDB Local is ready)')
    }
    async function store() {
      const [, items] = await settled([database(), seeded ? undefined : demo?.items(env)])
      if (seeded) return
      if (items) {
        await importItems(dynamodb, tableName, items)
        await openStream(dynamodb, tableName)
      }
      if (dataDir) await writeFile(join(dataDir, SEEDED), '')
      if (items) say('演示数据已写入 (demo data is in)')
    }
    async function overDynamoDb() {
      const [, { http, invoke }] = await settled([
        store(),
        keep(startFunctions({ stage, httpPort, lambdaPort, env, children, onFailure })),
      ])
      const stream = await streamOf(endpoints.dynamodb, tableName)
      const deadLetters = join(logDir, 'dead-letters.jsonl')
      const pumps = await keep(startPumps({ endpoint: endpoints.dynamodb, stream, invoke, deadLetters, say }))
      return { http, invoke, pumps }
    }

    const { http, invoke, pumps } = await (options.withoutJava ? inMemory() : overDynamoDb())
    say('云函数已就绪 (the functions are ready)')

    const ticker = await keep(startTicker(invoke, say))
    const shared = { api: http, personas: () => demo?.personas() ?? [] }
    const pages = inRoot('miniprogram/dist/h5')
    const api = await keep(startGateway({ ...shared, port: options.apiPort ?? apiPort }))
    const front = await keep(startGateway({ ...shared, port: options.frontPort ?? frontPort, pages }))
    return {
      api: api.base,
      front: front.base,
      tableName,
      endpoints,
      env,
      logDir,
      /** Resolves when all changes made so far have had their effects. */
      pumpIdle: pumps.idle,
      /** Runs the clock once, now; throws when it fails. */
      tick: ticker.tick,
      stop,
    }
  }

  try {
    const system = await start()
    if (failure) throw failure
    started = true
    return system
  } catch (error) {
    await stop()
    throw failure ?? error // what died first, not what missed it
  }
}

export type System = Awaited<ReturnType<typeof startSystem>>

/** Like Promise.all, but waits for all even when one fails, so that what they started can be stopped. */
async function settled<A, B>(both: [A | Promise<A>, B | Promise<B>]): Promise<[A, B]> {
  await Promise.allSettled(both)
  return Promise.all(both)
}
