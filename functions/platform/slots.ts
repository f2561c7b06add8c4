/**
 * C#<community>#R#<resource> / DAY#<on>: what is booked of a resource on a day, quarters as attributes. A booking is
 * written together with the matter it belongs to, one item for each resource and day, so that it stands as a whole or
 * not at all, and the second to come meets what the first has written. Holds end by their `freeAt`, not by a clock.
 */
import { absent, all, below, is, type Fields } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import {
  isTaken,
  quarterAt,
  quartersOf,
  type ResourceDay,
  type Span,
  type Taken,
} from '../../shared/slots.ts'
import { dayOf } from '../../shared/time.ts'
import { join, type Key, type Step, type Table } from './table.ts'

/** A span that is let go by itself after `freeAt`, unless it is booked before. */
export interface Hold extends Span {
  readonly freeAt?: string | undefined
}

/** Something stands there already. Which resource it was is for staff only: a party's day is nobody else's business. */
export class SlotTaken extends Refusal {
  readonly resource: string
  readonly fromAt: string

  constructor(resource: string, fromAt: string) {
    super('slots.taken')
    this.resource = resource
    this.fromAt = fromAt
  }
}

type Place = Pick<ResourceDay, 'resource' | 'on'>

const keyOf = (community: string, { resource, on }: Place): Key => ({
  pk: join('C', community, 'R', resource),
  sk: join('DAY', on),
})

const quartersIn = (item: Fields = {}) =>
  Object.fromEntries(Object.entries(item).filter(([name]) => /^q\d\d$/.test(name))) as Record<string, Taken>

/** Each place once, in the order asked. */
const readDays = async (
  table: Table,
  community: string,
  places: readonly Place[],
): Promise<readonly (ResourceDay & { readonly key: Key })[]> => {
  const asked = new Map(places.map(place => [`${place.resource} ${place.on}`, place]))
  const days = [...asked.values()].map(place => ({ ...place, key: keyOf(community, place) }))
  const found = await table.getMany(days.map(({ key }) => key))
  return days.map(day => {
    const item = found.find(({ pk, sk }) => pk === day.key.pk && sk === day.key.sk)
    return { ...day, quarters: quartersIn(item) }
  })
}

/** Up to so many, asking for each is cheaper than for all of a resource at once: a day without anything costs as well. */
const fewDays = 2

/** What is booked of each resource on each day from `fromOn` to `toOn`, empty days too: for calendars. */
export const daysOf = async (
  table: Table,
  community: string,
  resources: readonly string[],
  fromOn: string,
  toOn: string,
): Promise<ResourceDay[]> => {
  const wanted: string[] = []
  // No day at all (in the year 10000) comes before nothing: the loop must not go on for ever.
  for (let day = dayOf(fromOn); day.isBefore(dayOf(toOn).add(1, 'day')); day = day.add(1, 'day'))
    wanted.push(day.format('YYYY-MM-DD'))
  const places = wanted.flatMap(on => resources.map(resource => ({ resource, on })))
  if (wanted.length <= fewDays) {
    const days = await readDays(table, community, places)
    return days.map(({ resource, on, quarters }) => ({ resource, on, quarters }))
  }
  const read = await Promise.all(
    [...new Set(resources)].map(async resource => {
      const { pk, sk } = keyOf(community, { resource, on: fromOn })
      return (await table.query({ pk, sk: { atLeast: sk }, limit: wanted.length })).items
    }),
  )
  const found = new Map(read.flat().map(item => [`${item.pk} ${item.sk}`, item]))
  return places.map(place => {
    const { pk, sk } = keyOf(community, place)
    return { ...place, quarters: quartersIn(found.get(`${pk} ${sk}`)) }
  })
}

/** Whether anything was ever booked there, even if it is gone by now. */
export const everBooked = async (table: Table, community: string, resource: string) =>
  (await table.query({ pk: join('C', community, 'R', resource), limit: 1 })).items.length > 0

/** A booking may have several: what is booked, and a hold beside it of what came free. */
type Spans = Hold | readonly Hold[] | undefined

/** Each with its quarters by day, the one that stays longest last. */
const cut = (spans: Spans) => {
  const stays = ({ freeAt }: Hold) => freeAt ?? '~'
  return (spans ? [spans].flat() : [])
    .toSorted((one, other) => (stays(one) < stays(other) ? -1 : 1))
    .map(span => ({ ...span, days: quartersOf(span) }))
}
type Cut = ReturnType<typeof cut>

const placesOf = (spans: Cut): Place[] =>
  spans.flatMap(({ resources, days }) =>
    [...days.keys()].flatMap(on => resources.map(resource => ({ resource, on }))),
  )

/** What the spans take on that day; where two of them overlap, the one that stays longer does. */
const takenBy = (b: string, spans: Cut, { resource, on }: Place): ReadonlyMap<string, Taken> =>
  new Map(
    spans
      .filter(({ resources }) => resources.includes(resource))
      .flatMap(({ days, freeAt }) =>
        (days.get(on) ?? []).map(name => [name, { b, ...(freeAt && { freeAt }) }]),
      ),
  )

/** DynamoDB takes 100 in one transaction; the matter is one, and something may go along with it. */
const mostDays = 90

/**
 * The steps that move the booking `b` from all it had to all it has now; without `was` it is new, without `now` it
 * ends. One for each day, whatever is freed and taken there, each on condition that its quarters are still as read:
 * lost, they are to be asked for again. Only what is still its own is freed: a hold that ran out may be another's now.
 * Throws `SlotTaken` where something stands.
 */
export const slotSteps = async (
  table: Table,
  community: string,
  b: string,
  { was, now }: { readonly was?: Spans; readonly now?: Spans },
  at: string,
): Promise<Step[]> => {
  const [before, after] = [cut(was), cut(now)]
  const days = await readDays(table, community, [...placesOf(after), ...placesOf(before)])
  if (days.length > mostDays) throw new RangeError('a booking of too many days')
  return days.flatMap(day => {
    const { resource, on, quarters } = day
    const own = (name: string) => quarters[name]?.b === b
    const take = takenBy(b, after, day)
    const lost = [...take.keys()].sort().find(name => isTaken(quarters[name], at) && !own(name))
    if (lost) {
      // When the time was chosen it was free: what is looked for instead is looked for in what stands there now.
      table.forget?.()
      throw new SlotTaken(resource, quarterAt(on, lost))
    }
    const free = [...takenBy(b, before, day).keys()].filter(name => own(name) && !take.has(name))
    // One clause for each quarter, about what was read there: a clause for all three ways of being free would make the
    // expression too long when a whole day is booked.
    const asRead = (name: string) => {
      if (own(name)) return is(`${name}.b`, b)
      return quarters[name] ? below(`${name}.freeAt`, at) : absent(name)
    }
    const set = Object.fromEntries([...take].map(([name, taken]) => [name, { map: { ...taken } }]))
    const touched = [...take.keys(), ...free]
    return touched.length
      ? { update: day.key, change: { set, remove: free }, when: all(...touched.map(asRead)) }
      : []
  })
}
