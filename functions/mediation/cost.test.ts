/** What work on cases costs does not depend on how many others there are. */
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { mediation } from '../../shared/mediation/mediation.ts'
import { plusMinutes } from '../../shared/time.ts'
import { caseStory, room, tuesday10 } from '../testing/case-story.ts'
import { neighbourhood, op, type Neighbourhood } from '../testing/given.ts'
import { remembering } from '../platform/remembered.ts'
import type { Item } from '../platform/table.ts'
import { caseMatters } from './case-kind.ts'
import { casesIn, quarrelsOf } from './case-month.ts'
import type { Case } from './case-store.ts'

let given: Neighbourhood
let story: ReturnType<typeof caseStory>
beforeEach(async () => {
  given = await neighbourhood()
  story = caseStory(given)
})
afterEach(() => given.close())

const letters = 'abcdefghijklmnop'
/** As many like this one, standing in the lists that it stands in. */
const many = async (like: Case, count: number, from = 0) => {
  const own = (await given.items()).find(({ pk, sk }) => sk === 'MATTER' && pk.endsWith(like.id))!
  for (let n = from; n < count; n++) {
    const tail = [...n.toString(16).padStart(6, '0')].map(digit => letters[parseInt(digit, 16)]).join('')
    const id = like.id.slice(0, -6) + tail
    const renamed = Object.entries(own).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.replace(like.id, id) : value,
    ])
    await given.table.put(Object.fromEntries(renamed) as Item)
  }
}

const stored = async ({ id }: { readonly id: string }) => (await caseMatters.get(given.effects, id))!
/** As the functions read: each thing once. */
const ctx = () => ({ ...given.effects, table: remembering(given.table), now: given.now() })

/** Of two who wait for an earlier time, one comes when this slot is let go; what that cost. */
const slotComesFree = async (fromAt: string, open: number) => {
  const later = plusMinutes(fromAt, 7 * story.day)
  const waits = await story.booked(later, `resident-${open}1`, `resident-${open}2`)
  await given.as('room-1').do(mediation.joinWaitlist, { id: waits.id, op: op() })
  const booked = await story.booked(fromAt, `resident-${open}3`, `resident-${open}4`)
  const before = await stored(booked)
  const { id, seq } = await story.read('room-1', booked)
  await given.as('room-1').do(mediation.cancel, { id, seq, op: op(), reason: 'partyAsked' })
  const after = await stored(booked)
  const { follows } = caseMatters.followed
  const spent = await given.spentBy(() => follows(ctx(), { before, after }))
  expect((await stored(waits)).kept).toMatchObject({ room, fromAt })
  return spent
}

test('When a slot comes free, then it costs the same with 100 open cases as with 10,000', async () => {
  const like = await stored(await story.accepted())
  await many(like, 100)
  const few = await slotComesFree(tuesday10, 1)
  await many(like, 10_000, 100)
  const lots = await slotComesFree(plusMinutes(tuesday10, story.day), 2)
  expect(lots).toEqual(few)
  expect(few.calls).toBeLessThan(20)
})

test('When the table of a month is made, then the cases of other months cost nothing', async () => {
  const old = await stored(await story.accepted('resident-1'))
  given.setNow('2027-03-08T02:00:00.000Z')
  const now = await stored(await story.accepted('resident-2'))
  const month = { community: 'bchd', month: '2027-03', which: 'table' } as const
  const made = async () => {
    const found = await casesIn(ctx(), month)
    expect(found.map(({ item }) => item.id)).toEqual([now.id])
    await quarrelsOf(ctx(), month)
  }
  await many(old, 100)
  const few = await given.spentBy(made)
  await many(old, 10_000, 100)
  expect(await given.spentBy(made)).toEqual(few)
  expect(few.calls).toBeLessThan(5)
  const then = await casesIn(ctx(), { ...month, month: '2026-11' })
  expect(then.map(({ item }) => item.id)).toEqual([old.id])
})
