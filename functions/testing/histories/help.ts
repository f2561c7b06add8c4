/** 帮办: one request, anybody tapping anything on it; who has it, what was told to whom, the money and the hours. */
import { help } from '../../../shared/help/help.ts'
import { messages } from '../../../shared/messages/messages.ts'
import { matters } from '../../../shared/matters/matters.ts'
import type { Entry } from '../../../shared/lifecycle.ts'
import type { Help } from '../../help/help-store.ts'
import type { Item } from '../../platform/table.ts'
import type { Operation } from '../../../shared/contract.ts'
import type { Stage, Story } from './history.ts'
import { judgeMine, mattersIn, timelineIn, toldOf, wrong, type MatterItem } from './judge.ts'
import { Day, type Began, type Town } from './day.ts'

/** What a tap said. */
interface Said {
  readonly volunteer?: string
  readonly spentFen?: number
  readonly paidFen?: number | undefined
}

const matterOf = (day: Day, id: string) =>
  mattersIn(day.memory.items()).find(each => each.id === id) as unknown as Help & MatterItem

/** Who would do what next. */
const next: Readonly<Record<string, readonly [string, keyof typeof help]>> = {
  open: ['lead-1', 'claim'],
  offered: ['lead-1', 'claim'],
  claimed: ['lead-1', 'assign'],
  assigned: ['volunteer-1', 'accept'],
  accepted: ['volunteer-1', 'bought'],
  bought: ['volunteer-1', 'start'],
  onTheWay: ['volunteer-1', 'deliver'],
  delivered: ['elder-1', 'confirm'],
  unanswered: ['elder-1', 'confirm'],
  withStaff: ['staff-1', 'release'],
  failed: ['elder-1', 'reopen'],
  confirmed: ['volunteer-1', 'correct'],
}
const anything: readonly (readonly [string, keyof typeof help])[] = [
  ...(['claim', 'claim', 'release', 'assign', 'decline'] as const).map(name => ['lead-2', name] as const),
  ...(['claim', 'release', 'assign', 'accept'] as const).map(name => ['lead-1', name] as const),
  ...(['accept', 'decline', 'bought', 'start', 'deliver', 'fail', 'correct', 'suggest'] as const).map(
    name => ['volunteer-1', name] as const,
  ),
  ...(['accept', 'bought'] as const).map(name => ['volunteer-2', name] as const),
  ...(['confirm', 'problem', 'withdraw', 'reopen', 'rate', 'change', 'answer'] as const).flatMap(name => [
    ['elder-1', name] as const,
    ['child-1', name] as const,
  ]),
  ...(['takeOver', 'offer', 'release', 'fail', 'note', 'problem', 'deliver', 'reopen'] as const).map(
    name => ['staff-1', name] as const,
  ),
  ...(['takeOver', 'offer'] as const).map(name => ['grid-1', name] as const),
]

const tap =
  (town: Town, ids: readonly string[]): Stage['tap'] =>
  (day, act, op) => {
    const id = ids[act.many % 3 ? 0 : 1]!
    if (act.what % 8 === 0) {
      const person = act.who % 2 ? 'elder-1' : 'volunteer-1'
      return { person, operation: messages.read, input: { upTo: day.now } }
    }
    const item = matterOf(day, id)
    const sensible = act.who % 3 > 0 && next[item.state]
    const [person, name] = sensible || anything[act.what % anything.length]!
    const words: Record<string, object> = {
      assign: { volunteer: town.idOf(act.many % 4 ? 'volunteer-1' : 'volunteer-2') },
      offer: { team: act.many % 2 ? 'team-1' : 'team-2' },
      bought: { spentFen: act.many + 1 },
      correct: { spentFen: act.many + 1 },
      // Now and then another amount than was laid out is given back.
      confirm: { paidFen: act.many % 3 ? item.spentFen : act.many + 1 },
      rate: { rating: 'good' },
      note: { text: '打过电话' },
      change: { lines: [{ what: '鸡蛋' }, { what: '白菜' }] },
      suggest: { what: '鸡蛋', instead: '鸭蛋' },
      answer: { swap: 0, yes: true },
    }
    const seq = Math.max(item.seq - (act.many % 9 ? 0 : 1), 1)
    return { person, operation: help[name], input: { id, seq, op, ...words[name] } }
  }

// ---- what must stand ----

type Timeline = readonly Entry[]

/** Nobody gets it before the one who has it lets go of it. */
export const judgeOwner = (id: string, timeline: Timeline) => {
  let owner: string | undefined
  for (const { move, by } of timeline) {
    if (move === 'claim') {
      if (owner) wrong('two owners', id, owner, by)
      owner = by
    }
    if (['release', 'lapse', 'reopen', 'takeOver'].includes(move)) owner = undefined
  }
}

/** What was laid out and given back, recounted from what people said with the taps that were carried out. */
const judgeMoney = (item: Help, timeline: Timeline, said: ReadonlyMap<string, Said>) => {
  let [spent, paid]: (number | undefined)[] = []
  const lost: number[] = []
  let differs = false
  for (const { op, move } of timeline) {
    const { spentFen, paidFen } = said.get(op) ?? {}
    if (move === 'bought') spent = spentFen
    if (['release', 'decline', 'fail', 'reopen'].includes(move)) {
      if (spent !== undefined) lost.push(spent)
      spent = undefined
    }
    if (move === 'correct') {
      if (spent !== undefined) spent = spentFen
      else lost[lost.length - 1] = spentFen!
      differs = paid !== undefined && paid !== spent
    }
    if (move === 'confirm') {
      paid = paidFen
      differs ||= paid !== undefined && paid !== (spent ?? 0)
    }
  }
  const laidOut = (item.laidOut ?? []).map(({ spentFen }) => spentFen)
  const isOpen = lost.length > 0 || differs
  if (item.spentFen !== spent || item.paidFen !== paid || `${laidOut}` !== `${lost}`)
    wrong('the money does not add up', item.id, [item.spentFen, spent], [item.paidFen, paid], laidOut, lost)
  // What staff have said is settled, is.
  if (item.moneyOpen === true && !isOpen) wrong('the money does not add up', item.id, 'nothing is open')
}

/** A confirmed task of a team is one time of its volunteer; every minute counts once. */
const judgeHours = (items: readonly Item[], item: Help) => {
  const stints = items.filter(({ pk, sk }) => pk.endsWith('#HOURS') && sk === item.id)
  const due = item.state === 'confirmed' && item.team && item.volunteer ? 1 : 0
  if (stints.length !== due) wrong('the hours do not add up', item.id, item.state, stints.length)
  if (due && (stints[0]!.pk !== `U#${item.volunteer}#HOURS` || stints[0]!.state !== 'done'))
    wrong('the hours do not add up', item.id, stints)
}

/** Who must hear of what, written down by hand: the one it is for, and who was sent for. */
const judgeNews = (
  items: readonly Item[],
  { id, asker }: Help,
  timeline: Timeline,
  said: ReadonlyMap<string, Said>,
) => {
  let volunteer: string | undefined
  for (const { seq, move, by, op } of timeline) {
    const hears = (to: string | undefined) => {
      if (to && to !== by && toldOf(items, to, id, seq) !== 1) wrong('not told', to, move, seq)
    }
    if (['claim', 'accept', 'start', 'deliver', 'release', 'takeOver', 'fail'].includes(move)) hears(asker)
    if (move === 'assign') hears((volunteer = said.get(op)?.volunteer))
    if (['withdraw', 'takeOver'].includes(move)) hears(volunteer)
    if (['release', 'decline', 'lapse', 'reopen', 'takeOver'].includes(move)) volunteer = undefined
  }
}

const judgeOne = async (
  town: Town,
  day: Day,
  items: readonly Item[],
  id: string,
  said: ReadonlyMap<string, Said>,
) => {
  const item = matterOf(day, id)
  const timeline = timelineIn(items, item)
  judgeOwner(id, timeline)
  judgeMoney(item, timeline, said)
  judgeHours(items, item)
  judgeNews(items, item, timeline, said)
  const { asker, askedBy, volunteer, claimedBy, staff } = item
  const people = new Set([asker, askedBy, volunteer, claimedBy, staff].flatMap(each => each ?? []))
  judgeMine(items, item, people)
  // One of them looks.
  const looks = town.nameOf([...people][item.seq % people.size]!)
  const { items: own } = await day.do(looks, matters.mine, {})
  if (!own.some(card => card.id === id)) wrong('not among their own', looks, id)
}

const judge =
  (town: Town, ids: readonly string[], before: ReadonlyMap<string, Said>): Stage['judge'] =>
  async day => {
    const items = day.memory.items()
    const said = new Map([
      ...before,
      ...day.taps.map(({ input }) => [String(input.op), input as Said] as const),
    ])
    for (const id of ids) await judgeOne(town, day, items, id, said)
  }

// ---- where histories begin: the first of two requests has come so far, the second is open or has come as far ----

const told: readonly (readonly [string, keyof typeof help, Said])[] = [
  ['lead-1', 'claim', {}],
  ['lead-1', 'assign', { volunteer: 'volunteer-1' }],
  ['volunteer-1', 'accept', {}],
  ['volunteer-1', 'bought', { spentFen: 1_250 }],
  ['volunteer-1', 'start', {}],
  ['volunteer-1', 'deliver', {}],
]

export const helpStory = async (town: Town, morning: Began): Promise<Story> => {
  const said = new Map<string, Said>()
  const day = new Day(town, morning)
  const asked = (key: string) =>
    day.do('child-1', help.ask, {
      ...{ key, kind: 'groceries', lines: [{ what: '鸡蛋' }], for: town.idOf('elder-1') },
    })
  const ids = [(await asked('asked-first')).id, (await asked('asked-second')).id]
  const stages: Stage[] = []
  const tell = async (day: Day, id: string, n: number) => {
    const [person, name, { volunteer, ...more }] = told[n]!
    const op = `before-${n}-${ids.indexOf(id)}`
    const says = { ...more, ...(volunteer && { volunteer: town.idOf(volunteer) }) }
    said.set(op, says)
    await day.do(person, help[name] as Operation, { id, seq: matterOf(day, id).seq, op, ...says })
    await day.followAll()
    day.pass(3)
  }
  const stage = (day: Day) =>
    stages.push({ began: day.saved(), tap: tap(town, ids), judge: judge(town, ids, said) })
  await day.followAll()
  stage(day)
  for (let n = 0; n < told.length; n++) {
    await tell(day, ids[0]!, n)
    stage(day)
    const both = new Day(town, day.saved())
    for (let m = 0; m <= n; m++) await tell(both, ids[1]!, m)
    stage(both)
    day.comeBack()
  }
  return { name: 'help', stages }
}
