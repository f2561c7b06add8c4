/**
 * A history's system: phones that ask again when they hear nothing, a stream that brings changes late, twice, in another
 * order and half, a clock that skips and ticks twice. All of it is called one by one, as the history says.
 */
import { recordsOf, type MemoryTable } from '../../../local/memory/memory-table.ts'
import type { Input, Operation, Reply } from '../../../shared/contract.ts'
import { plusMinutes } from '../../../shared/time.ts'
import { changeOf } from '../../platform/matter-item.ts'
import { Invocation, type Behind, type Border, type Fault } from './border.ts'
import type { serve } from '../../platform/serve.ts'
import type { changes } from '../../changes.ts'
import type { clock } from '../../clock.ts'

/** Where a day begins: what is stored, when it is, and whom WeChat has sent messages to. */
export interface Began {
  readonly memory: MemoryTable
  readonly at: string
  readonly pushed: readonly string[]
}

export interface Town {
  readonly border: Border
  readonly functions: {
    readonly api: ReturnType<typeof serve>
    readonly changes: ReturnType<typeof changes>
    readonly clock: ReturnType<typeof clock>
  }
  /** What was logged as an error since the day began. */
  readonly logged: string[]
  idOf(person: string): string
  nameOf(id: string): string
  setNow(at: string): void
}

export interface Heard {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>> & { readonly code?: string }
}

/** What somebody did once: the same request until they heard an answer, or gave up. */
export interface Tap {
  readonly person: string
  readonly operation: Operation
  readonly input: Readonly<Record<string, unknown>>
  /** Each answer that came. */
  readonly heard: Heard[]
}

export interface Strike {
  readonly fault?: Fault | undefined
  /** Sent once more, though it was answered. */
  readonly twice?: boolean
}

type Record_ = ReturnType<typeof recordsOf>[number]
const keyOf = ({ dynamodb }: Record_) => `${dynamodb?.Keys?.pk?.S} ${dynamodb?.Keys?.sk?.S}`

const mostTries = 3
const largestBatch = 5

export class Day implements Behind {
  readonly #town: Town
  readonly memory: MemoryTable
  index: MemoryTable | undefined
  readonly pushed: string[]
  readonly taps: Tap[] = []
  /** How many faults were made. */
  struck = 0
  /** What the stream has still to bring, item by item in order, and what it brought. */
  readonly #waiting = new Map<string, Record_[]>()
  readonly #brought: Record_[][] = []
  #now: string

  constructor(town: Town, { memory, at, pushed }: Began, broken = (whole: MemoryTable) => whole) {
    this.#town = town
    this.memory = broken(memory.fork())
    this.pushed = [...pushed]
    this.#now = at
    town.logged.length = 0
    this.comeBack()
  }

  /** It is this day again, after another. */
  comeBack() {
    this.#town.border.stand(this)
    this.#town.setNow(this.#now)
  }

  get now() {
    return this.#now
  }
  pass(minutes: number) {
    this.passTo(plusMinutes(this.#now, minutes))
  }
  passTo(at: string) {
    this.#now = at
    this.#town.setNow(at)
  }

  /** Others can begin here. */
  saved(): Began {
    return { memory: this.memory.fork(), at: this.#now, pushed: [...this.pushed] }
  }

  async #call<T>(fault: Fault | undefined, invoke: () => Promise<T>) {
    const invocation = new Invocation(fault)
    const answer = await this.#town.border.call(invocation, invoke)
    if (invocation.struck) this.struck++
    return answer
  }

  async #ask(person: string, operation: Operation, body: string, fault?: Fault): Promise<Heard | undefined> {
    const event: object = {
      rawPath: `/api/${operation.name.replace('.', '/')}`,
      requestContext: { http: { method: 'POST' } },
      headers: { authorization: `Bearer ${this.#town.idOf(person)}` },
      body,
    }
    const { api } = this.#town.functions
    const answer = await this.#call(fault, () => api(event as Parameters<typeof api>[0]))
    return answer && { status: answer.statusCode!, body: JSON.parse(answer.body!) as Heard['body'] }
  }

  /** As a phone does: again with the same tap, until there is an answer that is one. */
  async tap(person: string, operation: Operation, input: Tap['input'], strike: Strike = {}): Promise<Tap> {
    const tap: Tap = { person, operation, input, heard: [] }
    this.taps.push(tap)
    const body = JSON.stringify(input)
    for (let tries = 0; tries < mostTries; tries++) {
      const heard = await this.#ask(person, operation, body, tries ? undefined : strike.fault)
      if (heard) tap.heard.push(heard)
      if (heard && heard.status !== 503 && !(strike.twice && tries === 0)) break
    }
    return tap
  }

  /** Without faults, and expecting success. */
  async do<Op extends Operation>(person: string, operation: Op, input: Input<Op>): Promise<Reply<Op>> {
    const heard = await this.#ask(person, operation, JSON.stringify(input))
    if (heard?.status !== 200)
      throw new Error(`${person} ${operation.name}: ${JSON.stringify(heard)} ${this.#town.logged.join(' ')}`)
    return heard.body as Reply<Op>
  }

  // ---- the stream ----

  #read() {
    const followed = this.memory.written().filter(({ before, after }) => changeOf(before, after))
    for (const record of recordsOf(followed)) {
      const list = this.#waiting.get(keyOf(record)) ?? []
      list.push(record)
      this.#waiting.set(keyOf(record), list)
    }
  }

  async #bring(records: readonly Record_[], fault?: Fault) {
    const answer = await this.#call(fault, () => this.#town.functions.changes({ Records: [...records] }))
    if (!answer) return 0
    const [failure] = answer.batchItemFailures
    if (!failure) return records.length
    return records.findIndex(({ dynamodb }) => dynamodb?.SequenceNumber === failure.itemIdentifier)
  }

  /** What was followed some time ago comes again. */
  async followAgain(choose: number) {
    await this.#bring(this.#brought[choose % this.#brought.length] ?? [])
  }

  /** A batch: the next changes of some items, those of one in order. What was not followed comes again. */
  async follow(choose: number, fault?: Fault): Promise<void> {
    this.#read()
    const lists = [...this.#waiting.values()]
    const order = lists.map((_, n) => lists[(n + choose) % lists.length]!)
    const batch = order.flat().slice(0, 1 + (choose % largestBatch))
    if (!batch.length) return
    const done = await this.#bring(batch, fault)
    for (const record of batch.slice(0, done)) {
      // Another invocation may have had the same batch.
      const left = this.#waiting.get(keyOf(record))?.filter(each => each !== record)
      if (left?.length) this.#waiting.set(keyOf(record), left)
      else this.#waiting.delete(keyOf(record))
    }
    if (done) this.#brought.push(batch.slice(0, done))
  }

  async followAll() {
    for (this.#read(); this.#waiting.size; this.#read()) {
      const before = [...this.#waiting.values()].flat().length
      await this.follow(4)
      this.#read()
      if ([...this.#waiting.values()].flat().length >= before + 10)
        throw new Error(`what follows never ends: ${this.#town.logged.at(-1)}`)
    }
  }

  // ---- the clock ----

  async tick(fault?: Fault) {
    await this.#call(fault, this.#town.functions.clock)
  }

  /** The weather clears up: what was late arrives, indexes show what there is, everything follows, and the clock comes round. */
  async calm(choose: number, minutes = 5) {
    await this.#town.border.arriveAll()
    this.index = undefined
    await this.followAll()
    await this.followAgain(choose)
    for (let n = 0; n < 2; n++) {
      this.pass(minutes)
      await this.tick()
      await this.followAll()
    }
  }

  errors() {
    return this.#town.logged
  }
}
