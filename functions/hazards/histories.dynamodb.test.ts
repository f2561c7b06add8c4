/**
 * Many people tapping anything on one hazard, some at once, some late or twice, with answers lost and writes throttled.
 * What must hold is written down here by hand, without looking at the table of moves.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Operation } from '../../shared/contract.ts'
import { hazards, type HazardReply } from '../../shared/hazards/hazards.ts'
import { neighbourhood, op, type Neighbourhood } from '../testing/given.ts'
import { hazardStory } from '../testing/hazard-story.ts'
import { runs } from '../testing/runs.ts'

let given: Neighbourhood
let story: ReturnType<typeof hazardStory>
beforeAll(async () => {
  given = await neighbourhood()
  story = hazardStory(given)
})
afterAll(() => given.close())

/** From → to, for every move there is. */
const roads = [
  'report: → reported',
  ...['reported', 'dispatched'].map(from => `dispatch: ${from} → dispatched`),
  'sendBack: dispatched → reported',
  'extend: dispatched → dispatched',
  'handle: dispatched → handled',
  'verify: handled → closed',
  'notFixed: handled → dispatched',
  ...['handled', 'closed'].flatMap(from => [`answer: ${from} → closed`, `answer: ${from} → dispatched`]),
  'refuse: reported → refused',
  'turn: reported → turned',
  'withdraw: reported → withdrawn',
  ...['reported', 'dispatched', 'handled'].map(state => `follow: ${state} → ${state}`),
]
/** In whose hands a tap of this name may succeed at all; resident-1 has reported it. */
const hands: Readonly<Record<string, RegExp>> = {
  follow: /^(resident-2|firm|department|staff|grid|helper)/,
  dispatch: /^(staff|grid-1)/,
  sendBack: /^(firm-1|department-1|staff|grid-1)/,
  extend: /^(firm-1|department-1|staff|grid-1)/,
  handle: /^(firm-1|department-1|staff|grid-1)/,
  verify: /^(staff|grid-1|helper-1)/,
  notFixed: /^(staff|grid-1|helper-1)/,
  answer: /^(resident-1|staff)/,
  refuse: /^(staff|grid-1)/,
  turn: /^(staff|grid-1)/,
  withdraw: /^(resident-1|staff)/,
}
const people = [
  'resident-1',
  'resident-2',
  'staff-1',
  'staff-2',
  'grid-1',
  'grid-2',
  'helper-1',
  'firm-1',
  'firm-2',
  'department-1',
  'outsider-1',
]

const ways = [
  { to: 'firm', unit: 'firm-1' },
  { to: 'department', unit: 'department-1' },
  { to: 'self' },
] as const
const someTap = fc.record({
  person: fc.constantFrom(...people),
  name: fc.constantFrom(...Object.keys(hands), 'dispatch', 'handle', 'verify'),
  way: fc.constantFrom(...ways),
  behind: fc.constantFrom(0, 0, 0, 1),
  yes: fc.boolean(),
  twice: fc.boolean(),
  sensible: fc.constantFrom(true, true, false),
})
type SomeTap = typeof someTap extends fc.Arbitrary<infer T> ? T : never

/** The next sensible tap, so that histories get somewhere. */
const sensibly: Readonly<Record<string, readonly [name: string, person: string]>> = {
  reported: ['dispatch', 'staff-1'],
  dispatched: ['handle', 'grid-1'],
  handled: ['verify', 'helper-1'],
  closed: ['answer', 'resident-1'],
}

const words = (each: SomeTap, same: string): Readonly<Record<string, object>> => ({
  follow: { yes: each.yes },
  dispatch: each.way,
  sendBack: { reason: 'notOurs', whose: '供电所' },
  extend: { reason: 'weather', until: '2026-12-10' },
  handle: { what: '换了灯泡', witness: '门卫老张' },
  notFixed: { words: '还是不亮' },
  answer: { fixed: each.yes },
  refuse: { reason: 'notFound', whose: '供电所' },
  turn: { same },
})

const judge = async ({ id }: HazardReply) => {
  const item = (await given.table.get({ pk: `C#bchd#M#${id}`, sk: 'MATTER' }))!
  const timeline = item.timeline as {
    seq: number
    op: string
    move: string
    to: string
    by: string
    as: string
  }[]
  expect(timeline.map(({ seq }) => seq)).toEqual(timeline.map((_, i) => i + 1))
  expect(new Set(timeline.map(each => each.op)).size).toBe(timeline.length)
  let [state, handler, reopened] = ['', '', 0]
  for (const { move, to, by, as } of timeline) {
    expect(roads).toContain(state ? `${move}: ${state} → ${to}` : `${move}: → ${to}`)
    // The one who handled it never judges it; what staff note for a unit is the unit's.
    if (move === 'verify' || move === 'notFixed' || move === 'answer')
      expect([move, by === handler]).toEqual([move, false])
    if (move === 'handle') handler = as === 'communityStaff' && item.to !== undefined ? '' : by
    if ((state === 'handled' || state === 'closed') && to === 'dispatched') reopened++
    state = to
  }
  expect([item.state, item.seq, item.reopened]).toEqual([state, timeline.length, reopened])
  if (state === 'reported') expect([item.to, item.toKind, item.toName]).toEqual(Array(3).fill(undefined))
  if (state === 'dispatched') expect(item.toName).toBeDefined()
  expect(new Set(item.followers as string[]).size).toBe((item.followers as string[]).length)
}

test('When anyone taps anything, at once, late or twice, and the network fails, then every history is sound', async () => {
  for (const person of people) await given.tokenOf(person)
  const same = await story('reported')
  const ends = new Set<string>()
  let n = 0
  const random = () => (n = (n * 16_807 + 11) % 2_147_483_647) / 2_147_483_647
  await fc.assert(
    fc.asyncProperty(fc.array(someTap, { minLength: 6, maxLength: 18 }), async taps => {
      const start = await story('reported')
      let latest: HazardReply = start
      given.faults.storm(0.1, random)
      const send = async (each: SomeTap) => {
        const [name, person] = (each.sensible ? sensibly[latest.state] : undefined) ?? [
          each.name,
          each.person,
        ]
        const tap = { id: start.id, seq: Math.max(1, latest.seq - each.behind), op: op() }
        const operation: Operation = hazards[name as keyof typeof hazards]
        const input = { ...tap, ...words(each, same.id)[name] }
        const answer = await given.as(person).tryAnything(operation, input)
        const again = each.twice ? await given.as(person).tryAnything(operation, input) : answer
        expect([name, person, answer.status < 500 || answer.status === 503]).toEqual([name, person, true])
        if (answer.status !== 200) return
        expect([name, person]).toEqual([name, expect.stringMatching(hands[name]!)])
        const stored = await given.table.get({ pk: `C#bchd#M#${start.id}`, sk: 'MATTER' })
        const written = (stored!.timeline as { op: string }[]).some(each => each.op === tap.op)
        if (written && again.status !== 503) expect([name, person, again.status]).toEqual([name, person, 200])
      }
      // Three at a time: two that race, and one after them.
      for (let i = 0; i < taps.length; i += 3) {
        await Promise.all(taps.slice(i, i + 2).map(send))
        if (taps[i + 2]) await send(taps[i + 2]!)
        latest = await given.as('resident-1').do(hazards.hazard, { id: start.id })
      }
      given.faults.calm()
      await judge(start)
      ends.add(latest.state)
    }),
    { numRuns: runs(40, 25) },
  )
  given.faults.calm()
  // A check that never gets anywhere proves nothing.
  expect(given.faults.made()).toBeGreaterThan(5)
  expect([...ends]).toEqual(expect.arrayContaining(['closed', 'dispatched']))
}, 300_000)

test.each([
  ['verify', 'reported', 'dispatch'],
  ['handle', 'dispatched', 'sendBack'],
  ['verify', 'handled', 'notFixed'],
  ['refuse', 'reported', 'dispatch'],
  ['withdraw', 'reported', 'dispatch'],
] as const)(
  'When %s and another move are tapped at once on one that is %s, then one of them is made',
  async (one, state, other) => {
    const it = await story(state)
    const each = {
      person: '',
      name: '',
      behind: 0,
      yes: true,
      twice: false,
      sensible: false,
      way: ways[0],
    } as const
    const by: Readonly<Record<string, string>> = {
      handle: 'firm-1',
      sendBack: 'staff-1',
      withdraw: 'resident-1',
      verify: 'helper-1',
    }
    const send = (name: string) =>
      given.as(by[name] ?? 'staff-2').tryAnything(hazards[name as keyof typeof hazards], {
        ...{ id: it.id, seq: it.seq, op: op(), ...words(each, it.id)[name] },
      })
    const answers = await Promise.all([send(one), send(other)])
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    const { timeline } = await given.as('resident-1').do(hazards.hazard, { id: it.id })
    expect(timeline).toHaveLength(it.timeline.length + 1)
  },
)
