import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { quarterAt, quartersOf, takenIn, type Span } from '../../shared/slots.ts'
import { plusMinutes } from '../../shared/time.ts'
import { monday10, neighbourhood, op, type Neighbourhood } from '../testing/given.ts'
import { community, meetingsBy, type Meeting } from '../testing/meetings.ts'
import { daysOf, slotSteps, SlotTaken } from './slots.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())
beforeEach(() => given.faults.calm())

const staff = (now = monday10, person = 'user_s') => meetingsBy(given.table, person, now)
const monday = '2026-11-23'
const tuesday = '2026-11-24'
/** From a quarter of Monday on, so many quarters long. */
const span = (quarter: number, length: number, ...resources: readonly string[]): Span => {
  const fromAt = plusMinutes(quarterAt(monday, 'q00'), quarter * 15)
  return { resources, fromAt, toAt: plusMinutes(fromAt, length * 15) }
}
let rooms = 0
/** A room nobody has booked yet. */
const room = () => `room:r${++rooms}`
/** Quarter → booking, of Monday and Tuesday. */
const standing = async (resource: string) => {
  const days = await daysOf(given.table, community, [resource], monday, tuesday)
  return Object.fromEntries(
    days.flatMap(({ on, quarters }) => Object.entries(quarters).map(([name, { b }]) => [`${on} ${name}`, b])),
  )
}
const quarters = (numbers: readonly number[], b: string, on = monday) =>
  Object.fromEntries(numbers.map(n => [`${on} q${n}`, b]))
/** What was booked, and who was told that something stands there; any other answer is an error. */
const outcomes = async (bookings: readonly Promise<Meeting>[]) => {
  const won: Meeting[] = []
  const refused: SlotTaken[] = []
  for (const each of await Promise.allSettled(bookings))
    if (each.status === 'fulfilled') won.push(each.value)
    else if (each.reason instanceof SlotTaken) refused.push(each.reason)
    else throw each.reason
  return { won, refused }
}
const many = (count: number) => Array.from({ length: count }, (_, n) => n)

describe('when many want the same', () => {
  test('When 100 book one slot at once, then one has it and every other is told that it is taken', async () => {
    const talk = room()
    const { won, refused } = await outcomes(
      await Promise.all(
        many(100).map(async n => {
          const what = span(56, 4, 'person:' + String(n), talk)
          if (n % 2) return { booking: staff().add(op(), what) }
          const { id } = await staff().add(op())
          return { booking: staff().book(id, op(), what) }
        }),
      ).then(each => each.map(({ booking }) => booking)),
    )
    expect([won.length, refused.length]).toEqual([1, 99])
    for (const { resource, fromAt, code, status } of refused)
      expect([resource, fromAt, code, status]).toEqual([talk, won[0]!.span!.fromAt, 'slots.taken', 409])
    expect(await standing(talk)).toEqual(quarters([56, 57, 58, 59], won[0]!.id))
    // The losers have taken nothing else either.
    for (const n of many(100)) {
      const has = Object.keys(await standing(`person:${n}`)).length
      expect(has).toBe(won[0]!.span!.resources.includes(`person:${n}`) ? 4 : 0)
    }
  })

  test('When lengths overlap, then no quarter has two bookings and nobody is refused for nothing', async () => {
    const [talk, mediator] = [room(), room()]
    const asked = many(60).map(n =>
      span(40 + ((n * 7) % 24), 1 + ((n * 5) % 6), ...(n % 3 ? [talk] : [talk, mediator])),
    )
    const { won, refused } = await outcomes(asked.map(what => staff().add(op(), what)))
    expect(won.length + refused.length).toBe(60)
    const has = await standing(talk)
    for (const { id, span: booked } of won)
      for (const name of quartersOf(booked!).get(monday)!) expect(has[`${monday} ${name}`]).toBe(id)
    const lengths = won.map(({ span: booked }) => quartersOf(booked!).get(monday)!.length)
    expect(Object.keys(has)).toHaveLength(lengths.reduce((sum, each) => sum + each, 0))
  })

  test('When a hold has run out and its holder confirms while others book, then one of them has it', async () => {
    const talk = room()
    const what = span(60, 4, talk)
    const held = await staff().add(op())
    await staff().hold(held.id, op(), what, plusMinutes(monday10, 30))
    const late = plusMinutes(monday10, 31)
    const { won, refused } = await outcomes([
      ...many(5).map(() => staff(late).add(op(), what)),
      staff(late).confirm(held.id, op()),
      ...many(5).map(() => staff(late).add(op(), what)),
    ])
    expect([won.length, refused.length]).toEqual([1, 10])
    expect(await standing(talk)).toEqual(quarters([60, 61, 62, 63], won[0]!.id))
  })
})

describe('when a booking moves', () => {
  test('When it moves within the day, then what it leaves is free and what it keeps is its own', async () => {
    const [talk, other] = [room(), room()]
    const { id } = await staff().add(op(), span(40, 4, talk, 'person:m1'))
    await staff().book(id, op(), span(42, 4, talk, 'person:m1'))
    expect(await standing(talk)).toEqual(quarters([42, 43, 44, 45], id))
    await staff().book(id, op(), span(42, 2, other, 'person:m1'))
    expect([await standing(talk), await standing(other)]).toEqual([{}, quarters([42, 43], id)])
    const next = await staff().add(op(), span(40, 6, talk))
    await expect(staff().book(id, op(), span(45, 4, talk, 'person:m1'))).rejects.toThrow(SlotTaken)
    expect(await standing(other)).toEqual(quarters([42, 43], id))
    expect(await standing(talk)).toEqual(quarters([40, 41, 42, 43, 44, 45], next.id))
    expect(await standing('person:m1')).toEqual(quarters([42, 43], id))
    await staff().cancel(id, op())
    expect([await standing(other), await standing('person:m1')]).toEqual([{}, {}])
  })

  test('When it goes over midnight, then both days have it, and it moves out of both', async () => {
    const talk = room()
    const { id } = await staff().add(op(), span(94, 4, talk))
    const night = { ...quarters([94, 95], id), [`${tuesday} q00`]: id, [`${tuesday} q01`]: id }
    expect(await standing(talk)).toEqual(night)
    await expect(staff().add(op(), span(97, 1, talk))).rejects.toMatchObject({
      resource: talk,
      fromAt: quarterAt(tuesday, 'q01'),
    })
    expect((await staff().add(op(), span(98, 1, talk))).state).toBe('booked')
    await staff().book(id, op(), span(90, 5, talk))
    expect(await standing(talk)).toMatchObject(quarters([90, 91, 92, 93, 94], id))
    expect(Object.keys(await standing(talk))).toHaveLength(6)
  })

  test('When it holds an earlier time beside the one it has, then letting the hold go leaves what is booked', async () => {
    const [talk, next] = [room(), op()]
    const booked = span(40, 4, talk)
    const kept = { ...span(38, 4, talk), freeAt: plusMinutes(monday10, 30) }
    const change = async (was: readonly Span[], now: readonly Span[], b = 'case') =>
      given.table.transact(await slotSteps(given.table, community, b, { was, now }, monday10))
    await change([], [booked])
    await change([booked], [booked, kept])
    const [day] = await daysOf(given.table, community, [talk], monday, monday)
    const held = { b: 'case', freeAt: kept.freeAt }
    expect(day!.quarters).toMatchObject({ q38: held, q39: held, q40: { b: 'case' }, q43: { b: 'case' } })
    expect(takenIn(day!, plusMinutes(monday10, 31))).toEqual(['q40', 'q41', 'q42', 'q43'])
    await change([booked, kept], [booked])
    expect(await standing(talk)).toEqual(quarters([40, 41, 42, 43], 'case'))
    await change([], [span(38, 2, talk)], next)
    await expect(change([booked], [span(39, 4, talk)])).rejects.toMatchObject({
      fromAt: quarterAt(monday, 'q39'),
    })
  })

  test('When a whole day is booked, moved and freed, then it is one write each', async () => {
    const talk = room()
    const { id } = await staff().add(op(), span(0, 96, talk))
    await staff().book(id, op(), span(48, 96, talk))
    expect(Object.keys(await standing(talk))).toHaveLength(96)
    await staff().cancel(id, op())
    expect(await standing(talk)).toEqual({})
    const everybody = many(50).map(n => `person:e${n}`)
    await expect(staff().add(op(), span(94, 4, ...everybody))).rejects.toThrow(RangeError)
  })
})

describe('when a hold runs out', () => {
  test('When another takes it, then its holder neither confirms nor frees it', async () => {
    const talk = room()
    const what = span(64, 2, talk)
    const { id } = await staff().add(op())
    const freeAt = plusMinutes(monday10, 30)
    await staff().hold(id, op(), what, freeAt)
    await expect(staff(freeAt).add(op(), what)).rejects.toThrow(SlotTaken)
    const late = plusMinutes(freeAt, 1)
    const next = await staff(late).add(op(), span(65, 2, talk))
    await expect(staff(late).confirm(id, op())).rejects.toThrow(SlotTaken)
    // Half of it is still its own and goes; the rest stays with the other.
    await staff(late).cancel(id, op())
    expect(await standing(talk)).toEqual(quarters([65, 66], next.id))
  })

  test('When nobody has taken it, then its holder still may; let go by the clock, nothing is left of it', async () => {
    const talk = room()
    const { id } = await staff().add(op())
    await staff().hold(id, op(), span(70, 2, talk), plusMinutes(monday10, 30))
    const late = staff(plusMinutes(monday10, 60))
    await late.confirm(id, op())
    const [kept] = await daysOf(given.table, community, [talk], monday, monday)
    expect(kept!.quarters).toEqual({ q70: { b: id }, q71: { b: id } })
    await late.hold(id, op(), span(71, 2, talk), plusMinutes(monday10, 90))
    await late.lapse(id)
    expect(await standing(talk)).toEqual({})
    expect((await late.find(id)).state).toBe('open')
  })
})

describe('when things go wrong on the way', () => {
  test('When transactions conflict and answers are lost, then it is booked once and said so', async () => {
    const talk = room()
    const { id } = await staff().add(op())
    given.faults.next('TransactWriteItems', 'conflict', 'answerLost', 'throttled')
    expect((await staff().book(id, op(), span(76, 2, talk))).state).toBe('booked')
    expect(await standing(talk)).toEqual(quarters([76, 77], id))
    given.faults.next('TransactWriteItems', 'answerLost', 'conflict', 'answerLost')
    expect((await staff().add(op(), span(78, 2, talk))).seq).toBe(1)
    expect(Object.keys(await standing(talk))).toHaveLength(4)
  })

  test('When every answer to a move is lost, then its retry is told that it was done, and it was done once', async () => {
    const talk = room()
    const { id } = await staff().add(op(), span(80, 2, talk))
    const tap = op()
    given.faults.next('TransactWriteItems', ...Array<'answerLost'>(4).fill('answerLost'))
    await expect(staff().book(id, tap, span(81, 2, talk))).rejects.toThrow()
    expect(await staff().book(id, tap, span(81, 2, talk))).toMatchObject({ state: 'booked', seq: 2 })
    expect(await standing(talk)).toEqual(quarters([81, 82], id))
  })

  test('When it never goes through, then nothing has moved', async () => {
    const talk = room()
    const { id } = await staff().add(op(), span(84, 2, talk))
    given.faults.next('TransactWriteItems', ...Array<'throttled'>(4).fill('throttled'))
    await expect(staff().cancel(id, op())).rejects.toThrow()
    expect(await standing(talk)).toEqual(quarters([84, 85], id))
    expect((await staff().find(id)).seq).toBe(1)
  })
})
