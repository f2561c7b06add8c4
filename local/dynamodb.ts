import { mkdir } from 'node:fs/promises'
import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceInUseException,
  TransactWriteItemsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
  type CreateTableCommandInput,
  type StreamSpecification,
  type TimeToLiveSpecification,
} from '@aws-sdk/client-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import type { Item } from '../functions/platform/table.ts'
import type { Nursery } from './children.ts'
import { checkJava } from './java.ts'
import { inRoot } from './paths.ts'
import { untilListening } from './ports.ts'
import { inServerlessYml } from './serverless.ts'
import { isObject } from './stand-in.ts'

const emulator = inRoot('node_modules/amplify-dynamodb-simulator/emulator')

/** The credentials and region do not matter to DynamoDB Local, but the SDK wants some. */
export const localAws = {
  region: 'cn-northwest-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
}

export const clientOf = (endpoint: string) => new DynamoDBClient({ ...localAws, endpoint })

interface Options {
  port: number
  /** Keeps the data in this folder; without it, in memory. */
  dataDir?: string | undefined
  children: Nursery
  onFailure?(reason: Error): void
}

/**
 * DynamoDB Local 1.25.1 listens on all addresses and has no option to change that (tried: `*:port`). It
 * holds only demo data; -cors keeps pages of other origins in the developer's browser from reading it.
 */
export async function startDynamoDb({ port, dataDir, children, onFailure }: Options) {
  await checkJava()
  const cwd = dataDir ?? inRoot('.local') // it leaves a file where it stands
  await mkdir(cwd, { recursive: true })
  const child = children.start({
    name: 'dynamodb',
    command: 'java',
    cwd,
    args: [
      ...['-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'], // starts sooner, takes less
      `-Djava.library.path=${emulator}/DynamoDBLocal_lib`,
      ...['-jar', `${emulator}/DynamoDBLocal.jar`, '-sharedDb', '-disableTelemetry'],
      ...['-cors', 'http://127.0.0.1', '-port', String(port)],
      ...(dataDir ? ['-dbPath', dataDir] : ['-inMemory']),
    ],
    ...(onFailure ? { onFailure } : {}),
  })
  await untilListening(port, child.failure)
  return { endpoint: `http://127.0.0.1:${port}`, stop: () => child.stop() }
}

/** The table as serverless.yml defines it, less what only AWS has. */
async function tableInServerlessYml() {
  const found = await inServerlessYml('resources', 'Resources', 'Table', 'Properties')
  if (!isObject(found)) throw new Error('serverless.yml has no resource Table')
  const { StreamSpecification: stream, TimeToLiveSpecification: ttl, ...rest } = found
  // What a test makes it also takes away.
  delete rest.DeletionProtectionEnabled
  delete rest.PointInTimeRecoverySpecification
  delete rest.SSESpecification
  const definition = { ...rest, StreamSpecification: { StreamEnabled: true, ...(stream as object) } }
  return {
    create: definition as unknown as CreateTableCommandInput,
    stream: definition.StreamSpecification as StreamSpecification,
    ttl: ttl as TimeToLiveSpecification | undefined,
  }
}

/**
 * Creates the table of serverless.yml under this name; if it is there already, leaves it alone. Without a stream,
 * `openStream` turns it on: what is imported before is no change that anything follows from.
 */
export async function createTable(
  endpoint: string,
  name: string,
  { stream = true } = {},
): Promise<{ created: boolean }> {
  const { create, ttl } = await tableInServerlessYml()
  const client = clientOf(endpoint)
  const quiet = { StreamSpecification: { StreamEnabled: false } }
  try {
    await client.send(new CreateTableCommand({ ...create, ...(!stream && quiet), TableName: name }))
    await waitUntilTableExists({ client, maxWaitTime: 20, minDelay: 1 }, { TableName: name })
    if (ttl) await client.send(new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification: ttl }))
    return { created: true }
  } catch (error) {
    if (error instanceof ResourceInUseException) return { created: false }
    throw error
  } finally {
    client.destroy()
  }
}

/** A table that is not needed any more still costs the others: DynamoDB Local goes through all it has for what has expired. */
export async function dropTable(endpoint: string, name: string): Promise<void> {
  const client = clientOf(endpoint)
  try {
    await client.send(new DeleteTableCommand({ TableName: name }))
  } finally {
    client.destroy()
  }
}

const mostInTransaction = 100

/**
 * Puts items into an empty table. DynamoDB Local on a disk syncs once for each write, so a transaction of a hundred is
 * some six times as fast as a batch; while it works on one, the next is made ready.
 */
export async function importItems(
  endpoint: string,
  TableName: string,
  items: readonly Item[],
): Promise<void> {
  const client = clientOf(endpoint)
  let at = 0
  const carry = async () => {
    while (at < items.length) {
      const some = items.slice(at, (at += mostInTransaction))
      const TransactItems = some.map(item => ({ Put: { TableName, Item: marshall(item) } }))
      await client.send(new TransactWriteItemsCommand({ TransactItems }))
    }
  }
  try {
    await Promise.all([carry(), carry()])
  } finally {
    client.destroy()
  }
}

/** Turns on the stream of serverless.yml: only what is written from now on is in it. */
export async function openStream(endpoint: string, name: string): Promise<void> {
  const { stream } = await tableInServerlessYml()
  const client = clientOf(endpoint)
  try {
    await client.send(new UpdateTableCommand({ TableName: name, StreamSpecification: stream }))
  } finally {
    client.destroy()
  }
}

/** The ARN of the table's stream. */
export async function streamOf(endpoint: string, name: string): Promise<string> {
  const client = clientOf(endpoint)
  try {
    const { Table: table } = await client.send(new DescribeTableCommand({ TableName: name }))
    if (!table?.LatestStreamArn) throw new Error(`${name} has no stream`)
    return table.LatestStreamArn
  } finally {
    client.destroy()
  }
}
