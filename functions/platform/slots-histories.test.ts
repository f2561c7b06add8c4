/**
 * Many people holding, booking, moving and calling off meetings for the same few rooms, mediators and people, side by
 * side, late, twice, with writes and answers lost. What must stand is worked out here from what was asked with each tap
 * that a meeting's timeline has, without looking at the code of slots.
 */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import fc from 'fast-check'
import type { Span } from '../../shared/slots.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { memoryTable, type MemoryTable } from '../../local/memory/memory-table.ts'
import { community, meetingId, meetingsBy, type Meeting } from '../testing/meetings.ts'
import { runs } from '../testing/runs.ts'
import { slotSteps, SlotTaken } from './slots.ts'
import type { Table } from './table.ts'

const minute = 60_000
/** 10:00 on a Monday in Shanghai, and 23:00, an hour before the night that is fought for. */
const starts = Date.parse('2026-11-23T02:00:00.000Z')
const night = Date.parse('2026-11-23T15:00:00.000Z')
const quarters = [0, 1, 2, 3, 4, 5, 6, 7]
const at = (time: number) => new Date(time).toISOString()
const instants = [...quarters, 8].map(n => at(night + n * 15 * minute))
const quarterAt = (n: number) => instants[n]!

// ---- what may happen ----

const names = ['hold', 'hold', 'book', 'book', 'confirm', 'cancel', 'lapse'] as const
type Loss = 'before' | 'after' | undefined

const rooms = ['room:1', 'room:2']
const mediators = ['mediator:1', 'mediator:2']
const people = ['person:1', 'person:2', 'person:3']
const resources = [...rooms, ...mediators, ...people]
/** Of the four meetings. */
const ids = ['0', '1', '2', '3'].map(meetingId)

interface Tap {
  readonly name: (typeof names)[number]
  readonly meeting: number
  readonly person: string
  readonly from: number
  readonly length: number
  readonly resources: readonly string[]
  readonly holdMinutes: number
  /** Minutes that pass before it, and how far behind the tapper's clock is. */
  readonly later: number
  readonly behind: number
  /** Begins before the one before has ended. */
  readonly together: boolean
  /** What becomes of its writes, one after the other. */
  readonly losses: readonly Loss[]
  readonly twice: boolean
}

const someTap: fc.Arbitrary<Tap> = fc.record({
  name: fc.constantFrom(...names),
  meeting: fc.nat(3),
  person: fc.constantFrom('user_a', 'user_b'),
  from: fc.nat(6),
  length: fc.integer({ min: 1, max: 3 }),
  resources: fc.tuple(fc.constantFrom(...people), fc.constantFrom(...rooms), fc.constantFrom(...mediators)),
  holdMinutes: fc.constantFrom(10, 30),
  later: fc.constantFrom(0, 0, 5, 30),
  behind: fc.constantFrom(0, 0, 0, 1, 15),
  together: fc.boolean(),
  losses: fc.array(fc.constantFrom<Loss>(undefined, undefined, 'before', 'after'), { maxLength: 2 }),
  twice: fc.boolean(),
})
interface History {
  readonly taps: readonly Tap[]
  /** Whose turn it is, where several wait. */
  readonly turns: readonly number[]
}

const someHistory: fc.Arbitrary<History> = fc.record({
  taps: fc.array(someTap, { minLength: 3, maxLength: 12, size: 'max' }),
  turns: fc.array(fc.nat(5), { maxLength: 40 }),
})

// ---- turns: each read and each write of taps side by side waits for its own ----

const inTurn = (turns: readonly number[]) => {
  const waiting: (() => void)[] = []
  let isCrowd = false
  let taken = 0
  return {
    turn: () => (isCrowd ? new Promise<void>(resolve => waiting.push(resolve)) : Promise.resolve()),
    async all<T>(works: readonly (() => Promise<T>)[]): Promise<T[]> {
      isCrowd = works.length > 1
      let left = works.length
      const ends = works.map(work => work().finally(() => left--))
      while (isCrowd && left) {
        await new Promise(setImmediate)
        const next = (turns[taken++ % turns.length] ?? 0) % Math.max(waiting.length, 1)
        waiting.splice(next, 1)[0]?.()
      }
      return Promise.all(ends)
    },
  }
}
type Turns = ReturnType<typeof inTurn>
let now: Turns

const lost = () => Object.assign(new Error('lost'), { name: 'TimeoutError' })

const withLosses = (memory: MemoryTable, losses: readonly Loss[]): Table => {
  const left = [...losses]
  const reading = async <T>(read: () => Promise<T>) => now.turn().then(read)
  const writing = async <T>(write: () => Promise<T>) => {
    await now.turn()
    const loss = left.shift()
    if (loss === 'before') throw lost()
    const outcome = await write()
    if (loss === 'after') throw lost()
    return outcome
  }
  return {
    ...memory,
    get: key => reading(() => memory.get(key)),
    getMany: keys => reading(() => memory.getMany(keys)),
    put: (item, when) => writing(() => memory.put(item, when)),
    transact: steps => writing(() => memory.transact(steps)),
  }
}

// ---- one history ----

interface Asked extends Tap {
  readonly op: string
  readonly at: number
  readonly span: Span
  readonly freeAt: string
}
type Answer = 'done' | 'lost' | Refusal

const carryOut = async (memory: MemoryTable, asked: Asked): Promise<Answer> => {
  const { name, op, span, freeAt } = asked
  const id = ids[asked.meeting]!
  const send = async (losses: readonly Loss[]): Promise<Answer> => {
    const table = withLosses(memory, losses)
    const meetings = meetingsBy(table, asked.person, at(asked.at))
    try {
      if (name === 'hold') await meetings.hold(id, op, span, freeAt)
      else if (name === 'book') await meetings.book(id, op, span)
      else if (name === 'lapse') {
        // The clock comes when a hold is over.
        const { freeAt: over } = await meetings.find(id)
        if (over && over < at(asked.at)) await meetings.lapse(id)
      } else await meetings[name](id, op)
      return 'done'
    } catch (error) {
      if (error instanceof Refusal) return error
      if ((error as Error).name === 'TimeoutError') return 'lost'
      throw error
    }
  }
  const first = await send(asked.losses)
  return asked.twice ? send(asked.losses.slice(1)) : first
}

/** Resource and quarter → the meeting that has it, and until when it is only held. */
type Standing = Map<string, { readonly id: string; readonly freeAt?: string | undefined }>
const placesIn = ({ resources, fromAt, toAt }: Span) =>
  quarters
    .filter(n => fromAt <= quarterAt(n) && quarterAt(n) < toAt)
    .flatMap(n => resources.map(resource => `${resource} ${quarterAt(n)}`))

/** What each meeting has, told from its timeline and what was asked with each tap. */
const retold = ({ timeline }: Meeting, asked: ReadonlyMap<string, Asked>) => {
  let has: { readonly span: Span; readonly freeAt?: string | undefined } | undefined
  for (const { move, op } of timeline) {
    if (move === 'hold') has = { span: asked.get(op)!.span, freeAt: asked.get(op)!.freeAt }
    if (move === 'book') has = { span: asked.get(op)!.span }
    if (move === 'confirm') has = { span: has!.span }
    if (move === 'cancel' || move === 'lapse') has = undefined
  }
  return has
}

const counts = { done: 0, taken: 0, lost: 0, tookOver: 0, sideBySide: 0, stillBooked: 0 }
const wrong = (...facts: readonly unknown[]) => {
  throw new Error(JSON.stringify(facts))
}
const isLive = (freeAt: string | undefined, time: number) => freeAt === undefined || freeAt >= at(time)

interface Stood {
  /** What is booked, and what is held and not over. */
  readonly live: Standing
  /** `<place> <meeting>`, over or not. */
  readonly had: ReadonlyMap<string, string | undefined>
}

/** What stands by the meetings, checked against the days. */
const judge = (memory: MemoryTable, asked: ReadonlyMap<string, Asked>, time: number): Stood => {
  const items = memory.items()
  const meetings = items.filter(({ sk }) => sk === 'MATTER') as unknown as Meeting[]
  const live: Standing = new Map()
  const had = new Map<string, string | undefined>()
  for (const meeting of meetings) {
    const { id, timeline } = meeting
    if (new Set(timeline.map(({ op }) => op)).size < timeline.length) wrong('one tap, two entries', timeline)
    const has = retold(meeting, asked)
    if (JSON.stringify([has?.span, has?.freeAt]) !== JSON.stringify([meeting.span, meeting.freeAt]))
      wrong('a meeting has another time than was asked', meeting, has)
    for (const place of has ? placesIn(has.span) : []) {
      had.set(`${place} ${id}`, has!.freeAt)
      if (!isLive(has!.freeAt, time)) continue
      if (live.has(place)) wrong('in two places', place, id, live.get(place))
      live.set(place, { id, freeAt: has!.freeAt })
    }
  }
  for (const [key, freeAt] of had) {
    const [resource, fromAt, id] = key.split(' ')
    const has = live.get(`${resource} ${fromAt}`)
    if (!isLive(freeAt, time) && has && has.id !== id) counts.tookOver++
  }
  const found: Standing = new Map()
  for (const { pk, sk, ...day } of items.filter(item => item.sk.startsWith('DAY#')))
    for (const [name, taken] of Object.entries(day)) {
      const { b: id, freeAt } = taken as { b: string; freeAt?: string }
      const begins = Date.parse(`${sk.slice(4)}T00:00:00+08:00`) + Number(name.slice(1)) * 15 * minute
      const place = `${pk.split('#')[3]} ${at(begins)}`
      if (!had.has(`${place} ${id}`) || had.get(`${place} ${id}`) !== freeAt)
        wrong('left behind', place, taken)
      found.set(place, { id, freeAt })
    }
  for (const [place, { id, freeAt }] of live)
    if (found.get(place)?.id !== id || found.get(place)?.freeAt !== freeAt) wrong('not marked', place, id)
  return { live, had }
}

/** Whether each was answered as it went. */
const judgeAnswers = (
  memory: MemoryTable,
  told: readonly (readonly [Asked, Answer])[],
  before: Stood,
  states: ReadonlyMap<string, string>,
) => {
  const timelines = new Map(
    memory.items().flatMap(({ sk, id, timeline }) => (sk === 'MATTER' ? [[id, timeline]] : [])) as [
      string,
      Meeting['timeline'],
    ][],
  )
  for (const [asked, answer] of told) {
    const { name, op, person } = asked
    const id = ids[asked.meeting]!
    const timeline = timelines.get(id)!
    if (answer === 'lost') counts.lost++
    if (name === 'lapse' || answer === 'lost') continue
    if (answer === 'done') {
      counts.done++
      // A tap that found its result there is done as well.
      if (!timeline.some(entry => entry.op === op || (entry.by === person && entry.move === name)))
        wrong('said to be done', asked)
      continue
    }
    if (timeline.some(entry => entry.op === op)) wrong('done and refused', asked, answer.code)
    if (answer instanceof SlotTaken) {
      counts.taken++
      const { resource, fromAt } = answer
      const place = `${resource} ${fromAt}`
      const isJustified = ids.some((other, n) => {
        if (other === id) return false
        // It stood there by the tapper's clock, or somebody beside it asked for it or confirmed a hold that was over.
        const beside = told.filter(([{ meeting }]) => meeting === n)
        const had = `${place} ${other}`
        if (before.had.has(had) && (beside.length || isLive(before.had.get(had), asked.at))) return true
        return beside.some(([{ span }]) => placesIn(span).includes(place))
      })
      if (!isJustified) wrong('refused for nothing', asked, place)
    } else if (answer.code !== 'matter.moved') wrong('refused in another way', asked, answer.code)
    else if (told.length === 1) {
      const from = { hold: [''], book: [''], confirm: ['held'], cancel: ['held', 'booked'] }[name]
      if (from.includes(states.get(id)!) || name === 'hold' || name === 'book')
        wrong('could have moved', asked)
    }
  }
}

/** Everything that is free can be booked, and nothing else. */
const judgeFree = async (memory: MemoryTable, live: Standing, time: number) => {
  const quarter = (n: number, resource: string) => ({
    ...{ resources: [resource], fromAt: quarterAt(n), toAt: quarterAt(n + 1) },
  })
  for (const resource of resources) {
    const isFree = (n: number) => !live.has(`${resource} ${quarterAt(n)}`)
    const free = quarters.filter(isFree).map(n => quarter(n, resource))
    const steps = await slotSteps(memory, community, 'last', { now: free }, at(time))
    if (free.length && !(await memory.transact(steps)).done) wrong('lost', resource, free)
    const n = quarters.find(each => !isFree(each))
    if (n !== undefined) {
      const again = slotSteps(memory, community, 'last', { now: quarter(n, resource) }, at(time))
      const [outcome] = await Promise.allSettled([again])
      if (outcome.status === 'fulfilled' || !(outcome.reason instanceof SlotTaken))
        wrong('given twice', resource, n)
      counts.stillBooked++
    }
  }
}

const play = async ({ taps, turns }: History) => {
  const memory = memoryTable()
  now = inTurn(turns)
  for (const n of ids.keys()) await meetingsBy(memory, 'user_a', at(starts)).add(String(n))
  const asked = new Map<string, Asked>()
  let time = starts
  let stood: Stood = { live: new Map(), had: new Map() }
  const groups: Asked[][] = []
  for (const [n, tap] of taps.entries()) {
    if (!tap.together || !groups.length) {
      time += tap.later * minute
      groups.push([])
    }
    const when = time - tap.behind * minute
    const [fromAt, toAt] = [quarterAt(tap.from), quarterAt(Math.min(tap.from + tap.length, quarters.length))]
    const span = { resources: tap.resources, fromAt, toAt }
    const each = { ...tap, op: `tap-${n}`, at: when, span, freeAt: at(when + tap.holdMinutes * minute) }
    asked.set(each.op, each)
    groups.at(-1)!.push(each)
  }
  time = starts
  for (const group of groups) {
    time += group[0]!.later * minute
    if (group.length > 1) counts.sideBySide++
    const meetings = memory.items().filter(({ sk }) => sk === 'MATTER')
    const states = new Map(meetings.map(({ id, state }) => [id as string, state as string]))
    const answers = await now.all(group.map(each => () => carryOut(memory, each)))
    judgeAnswers(
      memory,
      group.map((each, i) => [each, answers[i]!] as const),
      stood,
      states,
    )
    stood = judge(memory, asked, time)
  }
  await judgeFree(memory, stood.live, time)
}

beforeAll(() => {
  // Waiting before trying again is waiting for a turn.
  jest
    .spyOn(globalThis, 'setTimeout')
    .mockImplementation(((go: () => void) => void now.turn().then(go)) as never)
})
afterAll(() => {
  jest.restoreAllMocks()
})

test('When anyone holds, books, moves or calls off anything, at once, late or twice, and the network fails, then nothing is in two places and no slot is lost', async () => {
  const numRuns = runs(10_000, 500)
  await fc.assert(fc.asyncProperty(someHistory, play), { numRuns })
  // A check that never gets anywhere proves nothing.
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(numRuns / 10)
}, 300_000)
