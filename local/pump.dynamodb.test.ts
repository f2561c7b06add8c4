import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb'
import type { DynamoDBRecord } from 'aws-lambda'
import { nursery } from './children.ts'
import { clientOf, createTable, importItems, openStream, startDynamoDb, streamOf } from './dynamodb.ts'
import type { Invoked } from './functions.ts'
import type { Mapping } from './mappings.ts'
import { freePorts } from './ports.ts'
import { startPump } from './pump.ts'

describe('DynamoDB Local', () => {
  const endpoint = process.env.AWS_ENDPOINT_URL_DYNAMODB!
  let dir: string
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'mulin-'))
  })
  afterAll(() => rm(dir, { recursive: true }))

  test('When the table is created, then it is the one of serverless.yml; asked again, it is left alone', async () => {
    expect(await createTable(endpoint, 'first')).toEqual({ created: true })
    expect(await createTable(endpoint, 'first')).toEqual({ created: false })
    const client = clientOf(endpoint)
    const { Table: table } = await client.send(new DescribeTableCommand({ TableName: 'first' }))
    expect(table?.KeySchema?.map(key => key.AttributeName)).toEqual(['pk', 'sk'])
    expect(table?.GlobalSecondaryIndexes?.map(index => index.IndexName).sort()).toEqual([
      'gsi1',
      'gsi2',
      'gsi3',
      'gsi4',
    ])
    for (const index of table?.GlobalSecondaryIndexes ?? [])
      expect(index.Projection).toEqual({ ProjectionType: 'KEYS_ONLY' })
    expect(table?.StreamSpecification).toEqual({ StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' })
    const { TimeToLiveDescription: ttl } = await client.send(
      new DescribeTimeToLiveCommand({ TableName: 'first' }),
    )
    expect(ttl).toMatchObject({ AttributeName: 'expiresAt', TimeToLiveStatus: 'ENABLED' })
    client.destroy()
  })

  test('When data is imported before the stream is opened, then it is no change; what is written later is one', async () => {
    await createTable(endpoint, 'imported', { stream: false })
    const old = Array.from({ length: 250 }, (_, i) => ({ pk: `old-${i}`, sk: 'x', nested: { n: i } }))
    await importItems(endpoint, 'imported', old)
    await openStream(endpoint, 'imported')
    const client = clientOf(endpoint)
    await client.send(
      new PutItemCommand({ TableName: 'imported', Item: { pk: { S: 'new' }, sk: { S: 'x' } } }),
    )
    const seen: string[] = []
    const pump = startPump({
      endpoint,
      mapping: all,
      stream: await streamOf(endpoint, 'imported'),
      invoke: async (_, event) => {
        seen.push(...(event as { Records: DynamoDBRecord[] }).Records.map(each => keyOf(each) ?? ''))
        return fine
      },
      deadLetters: join(dir, 'imported.jsonl'),
      say: () => undefined,
    })
    await pump.idle()
    await pump.stop()
    expect(seen).toEqual(['new'])
    const found = await client.send(
      new GetItemCommand({ TableName: 'imported', Key: { pk: { S: 'old-249' }, sk: { S: 'x' } } }),
    )
    expect(found.Item?.nested).toEqual({ M: { n: { N: '249' } } })
    client.destroy()
  }, 20_000)

  test('When it is started again over data that nothing followed yet, then what is written next has its effects, and late ones are spoken of', async () => {
    const children = nursery(join(dir, 'logs'))
    const start = async () => {
      const [port = 0] = await freePorts(1)
      return startDynamoDb({ port, dataDir: dir, children })
    }
    const first = await start()
    await createTable(first.endpoint, 'kept', { stream: false })
    await importItems(first.endpoint, 'kept', [{ pk: 'old', sk: 'x' }])
    await openStream(first.endpoint, 'kept')
    await first.stop()

    const second = await start()
    const seen: string[] = []
    const said: string[] = []
    const pump = startPump({
      endpoint: second.endpoint,
      mapping: all,
      stream: await streamOf(second.endpoint, 'kept'),
      invoke: async (_, event) => {
        seen.push(...(event as { Records: DynamoDBRecord[] }).Records.map(each => keyOf(each) ?? ''))
        return fine
      },
      deadLetters: join(dir, 'kept.jsonl'),
      say: line => void said.push(line),
      lateMs: -120_000,
    })
    await pump.idle()
    const client = clientOf(second.endpoint)
    await client.send(new PutItemCommand({ TableName: 'kept', Item: { pk: { S: 'new' }, sk: { S: 'x' } } }))
    await pump.idle()
    client.destroy()
    await pump.stop()
    await second.stop()
    children.close()
    expect(seen).toEqual(['new'])
    expect(said).toEqual([expect.stringContaining('消息和名单晚了')])
  }, 60_000)

  /** A function that is told of everything. */
  const all: Mapping = { name: 'told', batchSize: 100, attempts: 10, wants: () => true }

  /** Writes `keys` to a new table and pumps them into a function that answers as told; what it was given. */
  async function pumped(
    table: string,
    keys: string[],
    answer: (records: DynamoDBRecord[], call: number) => Invoked,
    mapping = all,
  ) {
    await createTable(endpoint, table)
    const calls: string[][] = []
    const said: string[] = []
    const deadLetters = join(dir, `${table}.jsonl`)
    const pump = startPump({
      endpoint,
      mapping,
      stream: await streamOf(endpoint, table),
      invoke: async (_, event) => {
        const { Records: records } = event as { Records: DynamoDBRecord[] }
        calls.push(records.map(record => record.dynamodb?.Keys?.pk?.S ?? ''))
        return answer(records, calls.length)
      },
      deadLetters,
      say: line => void said.push(line),
    })
    const client = clientOf(endpoint)
    for (const pk of keys)
      await client.send(new PutItemCommand({ TableName: table, Item: { pk: { S: pk }, sk: { S: 'x' } } }))
    await pump.idle()
    await pump.stop()
    client.destroy()
    return { calls, said, dead: await readFile(deadLetters, 'utf8').catch(() => '') }
  }
  const fine: Invoked = { ok: true, result: { batchItemFailures: [] } }
  const thrown: Invoked = { ok: false, reason: 'thrown' }
  const keyOf = (record: DynamoDBRecord) => record.dynamodb?.Keys?.pk?.S

  test('When items are written, then the pump delivers each change once, in order', async () => {
    const keys = Array.from({ length: 130 }, (_, i) => `k${i}`)
    const { calls, said } = await pumped('order', keys, () => fine)
    expect(calls.flat()).toEqual(keys)
    expect(Math.max(...calls.map(call => call.length))).toBeLessThanOrEqual(100)
    expect(said).toEqual([])
  }, 20_000)

  test('When a function wants only some records, a few at a time, then it gets those', async () => {
    const some: Mapping = { ...all, batchSize: 2, wants: record => keyOf(record) !== 'k3' }
    const { calls } = await pumped('some', ['k1', 'k2', 'k3', 'k4', 'k5', 'k6'], () => fine, some)
    expect(calls.flat()).toEqual(['k1', 'k2', 'k4', 'k5', 'k6'])
    expect(Math.max(...calls.map(call => call.length))).toBeLessThanOrEqual(2)
  }, 20_000)

  test('When the function names a failed item, then it is tried again from there, and nothing is lost', async () => {
    let failed = 0
    const { calls, said } = await pumped('partial', ['a', 'b', 'c'], records => {
      const bad = records.find(record => keyOf(record) === 'b')
      if (!bad || failed++ > 1) return fine
      return { ok: true, result: { batchItemFailures: [{ itemIdentifier: bad.dynamodb?.SequenceNumber }] } }
    })
    expect(calls.flat().filter(key => key === 'a')).toHaveLength(1)
    expect(calls.flat().filter(key => key === 'b')).toHaveLength(3)
    expect(calls.flat().at(-1)).toBe('c')
    expect(said).toEqual([expect.stringContaining('retrying')])
  }, 20_000)

  test('When the function throws at first, then it is called again', async () => {
    const { calls, dead } = await pumped('thrown', ['a'], (_, call) => (call < 3 ? thrown : fine))
    expect(calls).toEqual([['a'], ['a'], ['a']])
    expect(dead).toBe('')
  }, 20_000)

  test('When a record always makes it throw, then only that one is laid aside, and loudly', async () => {
    const poison = (records: DynamoDBRecord[]) => (records.some(one => keyOf(one) === 'b') ? thrown : fine)
    const { calls, said, dead } = await pumped('poison', ['a', 'b', 'c'], poison)
    expect(calls.filter(call => call.join() === 'b')).toHaveLength(10)
    expect(calls.flat().at(-1)).toBe('c')
    expect(said.at(-1)).toContain('gave up')
    expect(
      dead
        .trim()
        .split('\n')
        .map(line => JSON.parse(line).record.dynamodb.Keys.pk.S),
    ).toEqual(['b'])
  }, 40_000)
})
