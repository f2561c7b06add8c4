/**
 * Where the program meets its table and WeChat, with what goes wrong there: each invocation of a function has at most one
 * fault, at one of its calls. The table's faults are what is left when the SDK has tried four times, and what its tries do
 * meanwhile: a write whose answer was lost is sent once more, and one that hung may arrive after what came later.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { MemoryTable } from '../../../local/memory/memory-table.ts'
import { everyPage, type Table } from '../../platform/table.ts'

export const writeFaults = [
  /** The write was not done, and nobody answered. */
  'gone',
  /** It was done, and nobody answered. */
  'lost',
  /** It was done, the answer was lost, and the SDK sent it once more; a transaction has a token that makes it one. */
  'twice',
  /** It is done now, and its first try, which hung, is done once more a good while later. */
  'late',
  'throttled',
  /** Another transaction held one of the items all the time. */
  'conflict',
  /** Others come first. */
  'slow',
  /** The function ends before the write, or between the write and its answer. */
  'dies',
  'diesAfter',
] as const
/** A read that is throttled, or hangs while others come first. */
export const readFaults = ['unread', 'slowRead'] as const
/** WeChat hangs, answers with a page of HTML, refuses the token once, or sends and then hangs. */
export const weChatFaults = ['weChatHangs', 'weChatGarbage', 'weChatToken', 'weChatUnheard'] as const
/** All was done, and the caller heard nothing. */
const unheard = 'unheard'
export type FaultKind =
  (typeof writeFaults)[number] | (typeof readFaults)[number] | (typeof weChatFaults)[number] | typeof unheard

export interface Fault {
  readonly kind: FaultKind
  /** At which of the calls of its sort, from 0 on. */
  readonly at: number
}

type Sort = 'write' | 'read' | 'weChat' | 'answer'
const isOne = (kinds: readonly FaultKind[], kind: FaultKind) => kinds.includes(kind)
const sortOf = (kind: FaultKind): Sort => {
  if (kind === unheard) return 'answer'
  if (isOne(readFaults, kind)) return 'read'
  return isOne(weChatFaults, kind) ? 'weChat' : 'write'
}

/** One call of a function. */
export class Invocation {
  readonly fault: Fault | undefined
  /** It ended in the midst of its work: nobody gets an answer, and it does nothing from then on. */
  dead = false
  struck = false
  readonly #calls: Record<Sort, number> = { read: 0, write: 0, weChat: 0, answer: 0 }

  constructor(fault: Fault | undefined) {
    this.fault = fault
  }

  /** Its fault, if this call is the one to be struck. */
  next(sort: Sort): FaultKind | undefined {
    const n = this.#calls[sort]++
    if (!this.fault || sortOf(this.fault.kind) !== sort || this.fault.at !== n) return undefined
    this.struck = true
    return this.fault.kind
  }
}

const failed = (name: string) => Object.assign(new Error(name), { name })
const timedOut = () => failed('TimeoutError')
const throttled = () => failed('ThrottlingException')
const died = () => failed('Died')

/** So many turns others have before something slow goes on, and so many calls come before what is late. */
const slowTurns = 400
const longestTurns = 40
const lateCalls = 12

/** Others have so many turns first. */
export const turns = async (many: number) => {
  for (let n = 0; n < many; n++) await undefined
}

/** What the border stands before: one table and one WeChat at a time. */
export interface Behind {
  readonly memory: MemoryTable
  /** What indexes show; absent: what there is. */
  index?: MemoryTable | undefined
  /** Each message that WeChat took, by whom it was for. */
  readonly pushed: string[]
}

export const openBorder = () => {
  const invocations = new AsyncLocalStorage<Invocation>()
  let behind: Behind | undefined
  let late: { readonly at: number; readonly arrive: () => Promise<unknown> }[] = []
  let calls = 0
  let underWay = 0
  let chance = 1
  const { stands, arriveAll } = {
    stands: () => behind!,
    async arriveAll() {
      for (const { arrive } of late.splice(0)) await arrive()
    },
  }

  /** Calls of functions that are under way together take their turns in any order. */
  const pass = async () => {
    calls++
    if (underWay > 1) await turns((chance = (chance * 16_807) % 2_147_483_647) % longestTurns)
    if (!late.length) return
    const now = late.filter(({ at }) => at <= calls)
    late = late.filter(each => !now.includes(each))
    for (const { arrive } of now) await arrive()
  }

  const read = async <T>(run: () => Promise<T>): Promise<T> => {
    await pass()
    const invocation = invocations.getStore()
    if (invocation?.dead) throw died()
    const fault = invocation?.next('read')
    if (fault === 'unread') throw throttled()
    if (fault === 'slowRead') await turns(slowTurns)
    return run()
  }

  const write = async <T>(run: () => Promise<T>, once = false): Promise<T> => {
    await pass()
    const invocation = invocations.getStore()
    if (invocation?.dead) throw died()
    switch (invocation?.next('write')) {
      case 'gone':
        throw timedOut()
      case 'throttled':
        throw throttled()
      case 'conflict':
        throw failed('TransactionConflictException')
      case 'slow':
        await turns(slowTurns)
        return run()
      case 'lost':
        await run()
        throw timedOut()
      case 'twice': {
        const first = await run()
        return once ? first : run()
      }
      case 'late':
        if (!once) late.push({ at: calls + lateCalls, arrive: run })
        return run()
      case 'dies':
        invocation!.dead = true
        throw died()
      case 'diesAfter':
        await run()
        invocation!.dead = true
        throw died()
      default:
        return run()
    }
  }

  const table: Table = {
    get: key => read(() => stands().memory.get(key)),
    getMany: keys => read(() => stands().memory.getMany(keys)),
    query: question => read(() => ((question.index && stands().index) || stands().memory).query(question)),
    queryAll: question => everyPage(question, page => table.query(page)),
    put(item, when) {
      const { memory } = stands()
      return write(() => memory.put(item, when))
    },
    remove(key, when) {
      const { memory } = stands()
      return write(() => memory.remove(key, when))
    },
    update(key, change, when) {
      const { memory } = stands()
      return write(() => memory.update(key, change, when))
    },
    transact(steps) {
      const { memory } = stands()
      return write(() => memory.transact(steps), true)
    },
  }

  // ---- WeChat's side of fetch ----

  let token = 1
  const answering = (body: string) => new Response(body, { headers: { 'content-type': 'application/json' } })
  const fetching = async (url: string, init?: { readonly body?: string }): Promise<Response> => {
    if (url.includes('/stable_token')) return answering(JSON.stringify({ access_token: `token-${token}` }))
    if (!url.includes('/subscribe/send')) throw new Error(`nothing answers ${url}`)
    const invocation = invocations.getStore()
    const fault = invocation?.next('weChat')
    const take = () => void stands().pushed.push((JSON.parse(init!.body!) as { touser: string }).touser)
    if (fault === 'weChatToken') token++
    if (!url.endsWith(`access_token=token-${token}`)) return answering('{"errcode":40001,"errmsg":"token"}')
    if (fault === 'weChatHangs') throw timedOut()
    if (fault === 'weChatGarbage') return answering('<html>502 Bad Gateway</html>')
    take()
    if (fault === 'weChatUnheard') return answering('')
    return answering('{"errcode":0,"errmsg":"ok"}')
  }

  return {
    table,
    fetch: fetching,
    /** From now on this is what there is. */
    stand(before: Behind) {
      behind = before
      late = []
      chance = 1
    },
    /** What was late arrives now. */
    arriveAll,
    /** Calls a function: what it answers, or undefined when it did not come to that. */
    async call<T>(invocation: Invocation, invoke: () => Promise<T>): Promise<T | undefined> {
      underWay++
      const answer = await invocations
        .run(invocation, invoke)
        .catch((error: unknown) => {
          // A function that fails is called again by AWS: the stream's with the same batch, the clock's a minute later.
          if (!invocation.struck) throw error
          return undefined
        })
        .finally(() => underWay--)
      return invocation.dead || invocation.next('answer') ? undefined : answer
    },
  }
}
export type Border = ReturnType<typeof openBorder>
