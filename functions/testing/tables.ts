/** What a test's table is: in memory, or, in suites named *.dynamodb.test.ts, one of its own in DynamoDB Local. */
import { randomUUID } from 'node:crypto'
import { paginateScan, type DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { DynamoDBRecord } from 'aws-lambda'
import { createTable, dropTable, streamOf } from '../../local/dynamodb.ts'
import { memoryTable, recordsOf } from '../../local/memory/memory-table.ts'
import { memoryPumps, startPumps } from '../../local/pump.ts'
import { streamReader } from '../../local/streams.ts'
import { itemIn, openClient, openTable, type Item, type Table } from '../platform/table.ts'

/** How long tests wait for a part of the system: a busy machine is not a fault of the network. */
export const patient = { connectionTimeout: 20_000, requestTimeout: 40_000, throwOnRequestTimeout: true }

type Pumps = Awaited<ReturnType<typeof startPumps>>

export interface TestTable {
  readonly table: Table
  /** What it is called in DynamoDB Local. */
  readonly name?: string
  /** Where there is a network that can fail. */
  readonly client?: DynamoDBClient
  /** All that is stored. */
  items(): Promise<Item[]>
  /** Reads the stream from its beginning: each call gives what has come since the call before. */
  reader(): Promise<() => Promise<DynamoDBRecord[]>>
  pumps(options: Omit<Parameters<typeof memoryPumps>[0], 'records'>): Promise<Pumps>
  /** Takes back what was written since the stream was read last; only in memory. */
  undo?(): void
  close(): Promise<void>
}

export const inMemory = (): TestTable => {
  const table = memoryTable()
  const stream: DynamoDBRecord[] = []
  const readOn = () => {
    let read = 0
    return () => {
      stream.push(...recordsOf(table.written()))
      const records = stream.slice(read)
      read = stream.length
      return records
    }
  }
  return {
    table,
    items: async () => table.items(),
    async reader() {
      const records = readOn()
      return async () => records()
    },
    pumps: options => memoryPumps({ ...options, records: readOn() }),
    undo: () => table.undo(),
    close: async () => undefined,
  }
}

export const inDynamoDb = async (endpoint: string): Promise<TestTable> => {
  const name = `test-${randomUUID()}`
  await createTable(endpoint, name)
  const client = openClient({ requestHandler: patient })
  const table = openTable(name, client)
  return {
    table,
    name,
    client,
    async items() {
      const items: Item[] = []
      for await (const { Items = [] } of paginateScan({ client }, { TableName: name }))
        items.push(...Items.map(item => itemIn(item)!))
      return items
    },
    async reader() {
      const { pass } = streamReader(endpoint, await streamOf(endpoint, name))
      return async () => {
        // The stream may be a moment behind: all has come when this has.
        const end = { pk: 'END', sk: randomUUID() }
        await table.put(end)
        await table.remove(end)
        const records: DynamoDBRecord[] = []
        const isEnd = ({ eventName, dynamodb }: DynamoDBRecord) =>
          eventName === 'REMOVE' && dynamodb?.Keys?.sk?.S === end.sk
        while (!records.some(isEnd)) await pass(async some => void records.push(...some))
        return records.filter(({ dynamodb }) => dynamodb?.Keys?.pk?.S !== end.pk)
      }
    },
    pumps: async options => startPumps({ ...options, endpoint, stream: await streamOf(endpoint, name) }),
    async close() {
      await dropTable(endpoint, name)
      client.destroy()
    },
  }
}

export const openTestTable = async () => {
  const { AWS_ENDPOINT_URL_DYNAMODB: endpoint } = process.env
  return endpoint ? inDynamoDb(endpoint) : inMemory()
}
