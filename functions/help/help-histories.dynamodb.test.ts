/**
 * Many people tapping anything on one request, some at once, some late, with answers lost and writes throttled. What
 * must hold is written down here by hand, without looking at the table of moves.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Operation } from '../../shared/contract.ts'
import { help, type HelpReply } from '../../shared/help/help.ts'
import { neighbourhood, op, type Answer, type Neighbourhood } from '../testing/given.ts'
import { runs } from '../testing/runs.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())

/** From → to, for every move there is. */
const stays = (move: string, ...states: readonly string[]) =>
  states.map(state => `${move}: ${state} → ${state}`)
const roads = [
  'ask: → open',
  'claim: open → claimed',
  'claim: offered → claimed',
  'offer: open → offered',
  'decline: offered → open',
  ...['claimed', 'assigned', 'accepted', 'bought', 'onTheWay', 'withStaff'].map(
    from => `release: ${from} → open`,
  ),
  'assign: claimed → assigned',
  'assign: assigned → assigned',
  'assign: accepted → assigned',
  'accept: assigned → accepted',
  ...['assigned', 'accepted', 'bought', 'onTheWay'].map(from => `decline: ${from} → claimed`),
  'bought: accepted → bought',
  'bought: bought → bought',
  'start: bought → onTheWay',
  'deliver: onTheWay → delivered',
  'deliver: withStaff → delivered',
  'confirm: delivered → confirmed',
  'confirm: unanswered → confirmed',
  'confirm: failed → confirmed',
  'problem: delivered → withStaff',
  'problem: unanswered → withStaff',
  ...['open', 'claimed', 'assigned', 'accepted', 'bought', 'onTheWay', 'withStaff'].map(
    from => `fail: ${from} → failed`,
  ),
  'reopen: failed → open',
  'reopen: unanswered → open',
  ...['open', 'offered', 'claimed', 'assigned', 'accepted', 'withStaff'].map(
    from => `withdraw: ${from} → withdrawn`,
  ),
  ...['open', 'offered', 'claimed', 'assigned', 'accepted', 'failed', 'unanswered', 'withStaff'].map(
    from => `takeOver: ${from} → withStaff`,
  ),
  ...['confirmed', 'unanswered', 'failed'].map(state => `rate: ${state} → ${state}`),
  ...stays('change', 'open', 'offered', 'claimed', 'assigned', 'accepted'),
  ...stays('suggest', 'accepted', 'bought'),
  ...stays('answer', 'accepted', 'bought'),
  ...stays('say', 'accepted', 'bought', 'onTheWay'),
  ...stays('correct', 'delivered', 'unanswered', 'withStaff', 'confirmed', 'failed'),
  'widen: open → open',
  'escalate: open → open',
  'lapse: offered → open',
  'lapse: claimed → open',
  'lapse: assigned → open',
  'expire: delivered → unanswered',
]
/** In whose hands a tap of this name may succeed at all. */
const hands: Record<string, RegExp> = {
  offer: /^(staff|grid)/,
  claim: /^lead/,
  release: /^(lead|staff|grid)/,
  assign: /^lead/,
  accept: /^(volunteer|lead)/,
  decline: /^(volunteer|lead)/,
  bought: /^(volunteer|lead)/,
  start: /^(volunteer|lead)/,
  deliver: /^(volunteer|lead|staff|grid)/,
  confirm: /^(resident-1|staff)/,
  problem: /^(resident-1|staff)/,
  fail: /^(volunteer|lead|staff|grid)/,
  reopen: /^(resident-1|staff)/,
  withdraw: /^(resident-1|staff)/,
  takeOver: /^(staff|grid)/,
  rate: /^resident-1/,
  change: /^(resident-1|staff)/,
  suggest: /^(volunteer|lead)/,
  answer: /^(resident-1|staff)/,
  say: /^(resident-1|staff)/,
  correct: /^(volunteer|lead)/,
  reveal: /^(volunteer|lead|staff|grid)/,
}
const people = [
  'resident-1',
  'resident-2',
  'lead-1',
  'lead-2',
  'volunteer-1',
  'volunteer-2',
  'staff-1',
  'grid-1',
  'outsider-1',
]

interface SomeTap {
  readonly person: string
  readonly name: string
  readonly volunteer: string
  readonly behind: number
  readonly spentFen: number
  /** Sends a second time, as after a lost answer. */
  readonly twice: boolean
}

const likely = ['claim', 'assign', 'accept', 'bought', 'start', 'deliver', 'confirm'] as const
const right: Record<string, string> = { claim: 'lead-1', assign: 'lead-1', confirm: 'resident-1' }

const someTap: fc.Arbitrary<SomeTap> = fc
  .record({
    person: fc.constantFrom(...people),
    name: fc.constantFrom(...Object.keys(hands)),
    volunteer: fc.constantFrom('volunteer-1', 'volunteer-1', 'volunteer-2', 'resident-1'),
    behind: fc.constantFrom(0, 0, 0, 0, 1, 2),
    spentFen: fc.integer({ min: 1, max: 20_000 }),
    twice: fc.boolean(),
    sensible: fc.constantFrom(true, true, true, false),
  })
  .map(({ sensible, ...tap }) =>
    sensible ? { ...tap, behind: 0, volunteer: 'volunteer-1', person: '' } : tap,
  )

/** A tap with nobody's name on it is the next sensible one, so that histories get somewhere. */
const sensibleTap = (state: string): { person: string; name: string } => {
  const order = ['open', 'claimed', 'assigned', 'accepted', 'bought', 'onTheWay', 'delivered']
  const name = likely[Math.max(order.indexOf(state), 0)]!
  return { name, person: right[name] ?? 'volunteer-1' }
}

/** What such a tap says. */
const words: Record<string, object> = {
  rate: { rating: 'good' },
  change: { lines: [{ what: '鸡蛋' }, { what: '白菜' }] },
  suggest: { what: '鸡蛋', instead: '鸭蛋' },
  answer: { swap: 0, yes: true },
  say: { what: 'door' },
}
/** What was said with each tap. */
const said = new Map<string, { readonly spentFen?: number; readonly paidFen?: number | undefined }>()

const play = async (start: HelpReply, taps: readonly SomeTap[]) => {
  let latest = start
  const send = async (each: SomeTap) => {
    const { name, person } = each.person ? each : { ...each, ...sensibleTap(latest.state) }
    const { id } = start
    const tap = { id, seq: Math.max(1, latest.seq - each.behind), op: op() }
    const more =
      name === 'assign'
        ? { volunteer: await given.idOf(each.volunteer) }
        : name === 'offer'
          ? { team: each.spentFen % 2 ? 'team-1' : 'team-2' }
          : name in words
            ? words[name]!
            : // Now and then the asker gives back another amount than was laid out.
              { spentFen: each.spentFen, paidFen: each.behind ? each.spentFen : latest.spentFen }
    said.set(tap.op, more)
    const operation: Operation = help[name as keyof typeof help]
    const input = name === 'reveal' ? { id } : { ...tap, ...more }
    const answer = await given.as(person).tryAnything(operation, input)
    const again = each.twice ? await given.as(person).tryAnything(operation, input) : answer
    return { name, person, op: tap.op, answer, again }
  }
  // Three at a time: two that race, and one after them.
  for (let i = 0; i < taps.length; i += 3) {
    const outcomes = await Promise.all(taps.slice(i, i + 2).map(send))
    const last = taps[i + 2]
    if (last) outcomes.push(await send(last))
    latest = await given.as('resident-1').do(help.get, { id: start.id })
    const done = await opsOf(start.id)
    for (const { name, person, op, answer, again } of outcomes)
      check(name, person, answer, again, done.has(op))
  }
  return latest
}

const check = (name: string, person: string, answer: Answer, again: Answer, written: boolean) => {
  expect([name, person, answer.status < 500 || answer.status === 503]).toEqual([name, person, true])
  if (answer.status !== 200) return
  expect([name, person]).toEqual([name, expect.stringMatching(hands[name]!)])
  // A tap that was carried out is never an error when it is sent again. (One that found its result there already was
  // a success without being carried out; sent again later, it may find something else.)
  if (written) expect([name, person, again.status]).toEqual([name, person, 200])
  if (name === 'reveal')
    expect(Object.keys(answer.body)).toEqual(expect.arrayContaining(['phone', 'address']))
  else expect(JSON.stringify(answer.body)).not.toMatch(/1001234|单元/)
}

const opsOf = async (id: string) => {
  const item = await given.table.get({ pk: `C#bchd#M#${id}`, sk: 'MATTER' })
  return new Set((item!.timeline as { op: string }[]).map(entry => entry.op))
}

const judge = async ({ id }: HelpReply) => {
  const { item, timeline } = await given.table.get({ pk: `C#bchd#M#${id}`, sk: 'MATTER' }).then(found => ({
    item: found!,
    timeline: found!.timeline as {
      seq: number
      op: string
      move: string
      to: string
      by: string
      as: string
    }[],
  }))
  expect(timeline.map(({ seq }) => seq)).toEqual(timeline.map((_, i) => i + 1))
  expect(new Set(timeline.map(each => each.op)).size).toBe(timeline.length)
  timeline.forEach(({ move, to }, i) => {
    const from = i ? `${timeline[i - 1]!.to} ` : ''
    expect(roads).toContain(`${move}: ${from}→ ${to}`)
  })
  expect(item.state).toBe(timeline.at(-1)!.to)
  expect(item.seq).toBe(timeline.length)
  const inHand = ['claimed', 'assigned', 'accepted', 'bought', 'onTheWay', 'delivered', 'confirmed']
  if (item.state === 'open')
    expect([item.team, item.volunteer, item.staff, item.offeredTo]).toEqual(Array(4).fill(undefined))
  if (item.state === 'offered')
    expect([item.offeredTo, item.team]).toEqual([expect.stringMatching(/^team-[12]$/), undefined])
  const byStaff = timeline.findLastIndex(({ move }) => ['takeOver', 'problem'].includes(move))
  if (inHand.includes(item.state as string) && byStaff < 0) expect(item.team).toMatch(/^team-[12]$/)
  if (inHand.indexOf(item.state as string) >= 1 && byStaff < 0) expect(item.volunteer).toBeDefined()
  if (item.state === 'claimed') expect(item.volunteer).toBeUndefined()
  // Who took part held the right part: the volunteer who accepted is the one who bought, went and delivered.
  const accepted = timeline.findLast(({ move }) => move === 'accept')
  const since = accepted ? timeline.slice(timeline.indexOf(accepted)) : []
  for (const { move, by, as } of since)
    if (['bought', 'start', 'deliver'].includes(move) && as === 'volunteer') expect(by).toBe(accepted!.by)
  judgeMoney(item, timeline)
}

/** What was laid out and given back, recounted from what people said with the taps that were carried out. */
const judgeMoney = (item: Record<string, unknown>, timeline: readonly { op: string; move: string }[]) => {
  let spent: number | undefined
  let paid: number | undefined
  const lost: number[] = []
  let differs = false
  for (const { op, move } of timeline) {
    if (move === 'bought') spent = said.get(op)!.spentFen
    if (['release', 'decline', 'fail', 'reopen'].includes(move)) {
      if (spent !== undefined) lost.push(spent)
      spent = undefined
    }
    if (move === 'correct') {
      const { spentFen } = said.get(op)!
      if (spent !== undefined) spent = spentFen
      else lost[lost.length - 1] = spentFen!
      differs = paid !== undefined && paid !== spent
    }
    if (move === 'confirm') {
      paid = said.get(op)!.paidFen
      differs ||= paid !== undefined && paid !== (spent ?? 0)
    }
  }
  expect(item.spentFen).toBe(spent)
  expect(item.paidFen).toBe(paid)
  expect(((item.laidOut ?? []) as { spentFen: number }[]).map(({ spentFen }) => spentFen)).toEqual(lost)
  expect(item.moneyOpen === true).toBe(lost.length > 0 || differs)
}

test('When anyone taps anything, at once, late or twice, and the network fails, then every history is sound', async () => {
  for (const person of people) await given.tokenOf(person)
  let n = 0
  const random = () => (n = (n * 16_807 + 11) % 2_147_483_647) / 2_147_483_647
  const ends = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(fc.array(someTap, { minLength: 6, maxLength: 36 }), async taps => {
      given.faults.storm(0.04, random)
      const start = await given.request1({ key: op() }).catch(() => undefined)
      if (!start) return
      await play(start, taps).catch((error: unknown) => {
        if (!/ 503 /.test(String(error))) throw error
      })
      given.faults.calm()
      await judge(start)
      const { state } = await given.as('resident-1').do(help.get, { id: start.id })
      ends.set(state, (ends.get(state) ?? 0) + 1)
    }),
    { numRuns: runs(60, 40) },
  )
  // A check that never gets anywhere proves nothing: some histories end well, and faults were made.
  expect(ends.get('confirmed') ?? 0).toBeGreaterThan(0)
  expect(given.faults.made()).toBeGreaterThan(runs(10, 5))
}, 300_000)
