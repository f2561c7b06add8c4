import { appendFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { DynamoDBRecord } from 'aws-lambda'
import type { Invoke } from './functions.ts'
import { streamMappings, type Mapping } from './mappings.ts'
import { isObject } from './stand-in.ts'
import { streamReader } from './streams.ts'

const PASS_MS = 100
const SAID_EVERY_MS = 60_000

interface Delivery {
  mapping: Mapping
  invoke: Invoke
  /** Records given up after all attempts, one JSON a line. */
  deadLetters: string
  say(line: string): void
}

interface Options extends Delivery {
  endpoint: string
  /** The stream's ARN. */
  stream: string
  /** So long after a change its effects are called late. */
  lateMs?: number
}

/** Says, once in a while, that effects come late; what was written before the start is none of them. */
function lateness(name: string, lateMs: number, say: (line: string) => void) {
  const start = Date.now()
  let said = -Infinity
  return ({ dynamodb }: DynamoDBRecord) => {
    // DynamoDB Local says the minute only.
    const writtenMs = Number(dynamodb?.ApproximateCreationDateTime ?? NaN) * 1000 + 60_000
    const now = Date.now()
    if (!(writtenMs > start && now - writtenMs > lateMs) || now - said < SAID_EVERY_MS) return
    said = now
    const seconds = Math.round((now - writtenMs) / 1000)
    say(`消息和名单晚了${seconds}秒 (effects of changes are ${seconds} s late: ${name})`)
  }
}

/** The sequence number that the function says it failed at; AWS takes an empty or odd answer as success. */
function failedAt(result: unknown): string | undefined {
  const failures = isObject(result) ? result.batchItemFailures : undefined
  const first: unknown = Array.isArray(failures) ? failures[0] : undefined
  return isObject(first) && typeof first.itemIdentifier === 'string' ? first.itemIdentifier : undefined
}

/** Brings records to a function as Lambda's event source mapping does: what it wants of them, in order. */
function delivery({ mapping, invoke, deadLetters, say }: Delivery) {
  const { name, batchSize, attempts, wants } = mapping
  const halt = new AbortController()
  const wait = (ms: number) => sleep(ms, undefined, { signal: halt.signal }).catch(() => {})

  /** Delivers until all is done; a failing record is retried, and after all attempts laid aside, loudly. */
  async function deliver(records: DynamoDBRecord[]): Promise<void> {
    let rest = records
    for (let attempt = 1; rest.length && !halt.signal.aborted;) {
      const answer = await invoke(name, { Records: rest })
      if (halt.signal.aborted) return
      if (!answer.ok && rest.length > 1) {
        // The whole batch was thrown back: halves find the record at fault.
        const middle = Math.ceil(rest.length / 2)
        await deliver(rest.slice(0, middle))
        return deliver(rest.slice(middle))
      }
      const id = answer.ok ? failedAt(answer.result) : rest[0]?.dynamodb?.SequenceNumber
      if (id === undefined) return
      const at = Math.max(
        0,
        rest.findIndex(record => record.dynamodb?.SequenceNumber === id),
      )
      if (at > 0) attempt = 1
      rest = rest.slice(at)
      const reason = answer.ok ? 'batchItemFailures' : answer.reason
      if (attempt === 1) say(`${name} 函数失败，正在重试 (${name} failed, retrying): ${reason}`)
      if (attempt++ < attempts) {
        await wait(Math.min(20 * 2 ** attempt, 500))
        continue
      }
      say(`${name} 函数放弃了一条记录 (gave up a record, see ${deadLetters}): ${reason}`)
      await appendFile(deadLetters, `${JSON.stringify({ reason, record: rest[0] })}\n`)
      rest = rest.slice(1)
      attempt = 1
    }
  }

  async function deliverWanted(records: DynamoDBRecord[]): Promise<void> {
    const wanted = records.filter(wants)
    for (let from = 0; from < wanted.length; from += batchSize)
      await deliver(wanted.slice(from, from + batchSize))
  }
  return { halt, wait, deliver: deliverWanted }
}

/** Carries the table's stream to a function. */
export function startPump({ endpoint, stream, lateMs = 30_000, ...options }: Options) {
  const { say, mapping } = options
  const tellLate = lateness(mapping.name, lateMs, say)
  const reader = streamReader(endpoint, stream)
  const { halt, wait, deliver } = delivery(options)

  let passes = 0
  let quietSince = 0 // the first of the latest passes that found nothing
  let wanted = 0 // someone waits until the passes up to this one are quiet
  async function run() {
    while (!halt.signal.aborted) {
      const bring = async (records: DynamoDBRecord[]) => {
        tellLate(records[0]!)
        await deliver(records)
      }
      const count = await reader.pass(bring).catch((error: unknown) => {
        if (!halt.signal.aborted)
          say(`读取数据流失败，重试中 (reading the stream failed, retrying): ${String(error)}`)
        return undefined
      })
      if (count === undefined) {
        await wait(1000)
        continue
      }
      passes += 1
      if (count > 0) quietSince = passes + 1
      else await wait(passes < wanted ? 10 : PASS_MS)
    }
  }
  const running = run()

  /** Resolves when two passes begun after this call found nothing: all earlier changes have had effect. */
  async function idle() {
    const from = passes + 2 // the pass under way may have read before the caller's last write
    wanted = Math.max(wanted, from + 1)
    while (!halt.signal.aborted && passes < Math.max(from, quietSince) + 1) await wait(10)
  }
  async function stop() {
    halt.abort()
    // A call under way may take long; it ends with the functions' process.
    await Promise.race([running, sleep(500)])
  }
  return { idle, stop }
}

/** The same for the table in memory: `idle` carries what `records` gives until there is nothing more. */
export async function memoryPumps({
  records,
  ...options
}: Omit<Delivery, 'mapping'> & { records(): DynamoDBRecord[] }) {
  const deliveries = (await streamMappings()).map(mapping => delivery({ ...options, mapping }))
  const carry = async () => {
    for (let all = records(); all.length; all = records())
      await Promise.all(deliveries.map(({ deliver }) => deliver(all)))
  }
  let running = Promise.resolve()
  return {
    idle: () => (running = running.then(carry)),
    stop: async () => deliveries.forEach(({ halt }) => halt.abort()),
  }
}

/** One for each function that serverless.yml brings the stream to. */
export async function startPumps(options: Omit<Options, 'mapping'>) {
  const pumps = (await streamMappings()).map(mapping => startPump({ ...options, mapping }))
  return {
    /** Resolves when all earlier changes have had effect, at every function. */
    idle: async (): Promise<void> => void (await Promise.all(pumps.map(pump => pump.idle()))),
    stop: async (): Promise<void> => void (await Promise.all(pumps.map(pump => pump.stop()))),
  }
}
