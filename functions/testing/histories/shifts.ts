/** 志愿: two shifts at overlapping times with a place less than people want; who has one, who came, and the hours. */
import { volunteers } from '../../../shared/volunteers/volunteers.ts'
import { plusMinutes } from '../../../shared/time.ts'
import type { Stint } from '../../volunteers/hours-store.ts'
import type { ShiftPlaces, Shift } from '../../volunteers/shifts-store.ts'
import type { Item } from '../../platform/table.ts'
import { Day, type Began, type Town } from './day.ts'
import type { Stage, Story } from './history.ts'
import { mattersIn, wrong, type MatterItem } from './judge.ts'

type ShiftItem = Shift & MatterItem
const shiftOf = (items: readonly Item[], id: string) =>
  mattersIn(items).find(each => each.id === id) as unknown as ShiftItem
const placesOf = (items: readonly Item[], id: string) =>
  items.find(item => item.sk === 'PLACES' && item.id === id) as unknown as ShiftPlaces & Item

const people = ['volunteer-1', 'volunteer-2', 'lead-1', 'lead-2'] as const
const cap = 2

// ---- what may happen ----

const before = ['takeShift', 'takeShift', 'takeShift', 'giveUpShift', 'changeShift', 'cancelShift'] as const
const during = [
  ...([
    'checkIn',
    'checkIn',
    'checkIn',
    'checkOut',
    'checkOut',
    'checkOut',
    'noShow',
    'correctHours',
  ] as const),
  'takeShift',
] as const

const tap =
  (town: Town, ids: readonly string[]): Stage['tap'] =>
  (today, act, op) => {
    const id = ids[act.many % 2]!
    const items = today.memory.items()
    const { seq, startsAt } = shiftOf(items, id)
    const names = plusMinutes(today.now, 15) >= startsAt ? during : before
    const name = names[act.what % names.length]!
    const person = people[act.who % people.length]!
    const user = town.idOf(person)
    const stint = items.find(({ pk, sk }) => pk === `U#${user}#HOURS` && sk === id) as unknown as
      Stint | undefined
    const words: Record<typeof name, readonly [string, object]> = {
      takeShift: [person, { id, op }],
      giveUpShift: [person, { id, op }],
      changeShift: ['lead-1', { id, seq, op, changes: { places: cap + 1 } }],
      cancelShift: ['lead-1', { id, seq, op }],
      // By the lead's list.
      checkIn: ['lead-1', { id, op, person: user }],
      checkOut: act.many % 3 ? [person, { id, op }] : ['lead-1', { id, op, person: user }],
      noShow: ['lead-1', { id, op, person: user, ...(act.many % 5 === 0 && { undo: true }) }],
      correctHours: [
        'staff-1',
        { user, id, op, version: stint?.version ?? 0, minutes: act.many % 30, reason: '记错了' },
      ],
    }
    const [who, input] = words[name]
    return { person: who, operation: volunteers[name], input: { ...input } }
  }

// ---- what must stand ----

/** Only as many have seats as there are, but for who came all the same; nobody has two, or none and was told of one. */
const judgePlaces = (town: Town, day: Day, places: ShiftPlaces, id: string) => {
  const [seats, queue] = [Object.keys(places.seats), Object.keys(places.queue)]
  const came = day.taps.flatMap(({ operation, input }) =>
    operation === volunteers.checkIn && input.id === id ? [input.person] : [],
  )
  if (seats.filter(user => !came.includes(user)).length > places.cap)
    wrong('more than there are seats', id, seats, places.cap)
  if (seats.some(user => queue.includes(user))) wrong('twice in a shift', id, seats, queue)
  for (const person of people) {
    const user = town.idOf(person)
    const own = day.taps.filter(
      ({ operation, input, person: by }) =>
        input.id === id &&
        by === person &&
        (operation === volunteers.takeShift || operation === volunteers.giveUpShift),
    )
    const [only] = own
    if (own.length !== 1 || only!.operation !== volunteers.takeShift || places.closed) continue
    const mine = only!.heard.at(-1)?.body.mine as object | undefined
    // A seat that was kept for them and not taken in time goes to the next.
    const waited = only!.heard.some(
      ({ body }) => (body.mine as { place?: string } | undefined)?.place !== 'seated',
    )
    if (only!.heard.at(-1)?.status === 200 && mine && !waited && !seats.includes(user))
      wrong('a place is lost', id, person)
  }
  const tickets = [...Object.values(places.seats), ...Object.values(places.queue)]
  if (new Set(tickets).size < tickets.length) wrong('one ticket twice', id, tickets)
}

/** Each minute counts once for a person, and nobody served longer than the shift was. */
const judgeHours = (items: readonly Item[], town: Town, shifts: readonly ShiftItem[]) => {
  for (const person of people) {
    const user = town.idOf(person)
    const stints = items.filter(({ pk }) => pk === `U#${user}#HOURS`) as unknown as (Stint & Item)[]
    const corrected = stints.some(({ corrections = [] }) => corrections.length > 0)
    let sum = 0
    const minutes = new Set<number>()
    for (const { id, state, minutes: counted, fromAt, toAt } of stints) {
      const shift = shifts.find(each => each.id === id)!
      const length = (Date.parse(shift.endsAt) - Date.parse(shift.startsAt)) / 60_000
      if (counted > length) wrong('the hours do not add up', person, counted, length)
      if (state !== 'done' && counted) wrong('the hours do not add up', person, state, counted)
      if (state !== 'done') continue
      sum += counted
      const from = Math.max(Date.parse(fromAt), Date.parse(shift.startsAt))
      const to = Math.min(Date.parse(toAt ?? fromAt), Date.parse(shift.endsAt))
      for (let at = from; at < to; at += 60_000) minutes.add(Math.floor(at / 60_000))
    }
    if (!corrected && sum > minutes.size) wrong('the hours do not add up', person, sum, minutes.size)
  }
}

/** Who was said to be there has a time, as long as nobody has said since that they did not come. */
const judgeCame = (items: readonly Item[], day: Day) => {
  for (const { operation, input, heard } of day.taps) {
    if (operation !== volunteers.checkIn || heard.at(-1)?.status !== 200) continue
    const stint = items.find(({ pk, sk }) => pk === `U#${String(input.person)}#HOURS` && sk === input.id)
    if (!stint) wrong('came and is not in the books', input)
  }
}

const judge =
  (town: Town, ids: readonly string[]): Stage['judge'] =>
  async today => {
    const items = today.memory.items()
    const shifts = ids.map(id => shiftOf(items, id))
    for (const id of ids) {
      const places = placesOf(items, id)
      if (places) judgePlaces(town, today, places, id)
    }
    judgeHours(items, town, shifts)
    judgeCame(items, today)
    const { minutes } = await today.do('volunteer-1', volunteers.hours, {})
    const own = items.filter(({ pk }) => pk === `U#${town.idOf('volunteer-1')}#HOURS`) as unknown as Stint[]
    const sum = own.reduce((all, each) => all + (each.state === 'done' ? each.minutes : 0), 0)
    if (minutes !== sum) wrong('the hours do not add up', minutes, sum)
  }

// ---- where histories begin: nobody has a place, all have, it is on, some are there ----

export const shiftStory = async (town: Town, morning: Began): Promise<Story> => {
  const today = new Day(town, morning)
  const ids: string[] = []
  const stages: Stage[] = []
  const stage = async () => {
    await today.followAll()
    stages.push({ began: today.saved(), tap: tap(town, ids), judge: judge(town, ids) })
    today.comeBack()
  }
  for (const [n, team] of ['team-1', 'team-1'].entries()) {
    const startsAt = plusMinutes(morning.at, 120 + n * 30)
    const shift = await today.do('lead-1', volunteers.addShift, {
      ...{ key: `shift-number-${n}`, team, title: '文明岗', place: '东门', places: cap, openTo: 'all' },
      ...{ startsAt, endsAt: plusMinutes(startsAt, 60) },
    })
    ids.push(shift.id)
  }
  await stage()
  for (const id of ids)
    for (const person of people.slice(0, 3))
      await today.do(person, volunteers.takeShift, { id, op: `took-${person}-${ids.indexOf(id)}` })
  await stage()
  today.pass(125)
  await stage()
  for (const id of ids)
    await today.do('lead-1', volunteers.checkIn, {
      ...{ id, op: `came-number-${ids.indexOf(id)}`, person: town.idOf('volunteer-1') },
    })
  today.pass(35)
  await stage()
  return { name: 'shifts', stages }
}
