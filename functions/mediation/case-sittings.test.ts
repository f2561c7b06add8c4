import { afterAll, beforeEach, describe, expect, test } from '@jest/globals'
import { mediation } from '../../shared/mediation/mediation.ts'
import type { CaseReply } from '../../shared/mediation/reply.ts'
import { plusMinutes } from '../../shared/time.ts'
import { caseStory, room, tuesday10 } from '../testing/case-story.ts'
import { neighbourhood, op, type Neighbourhood } from '../testing/given.ts'

let given: Neighbourhood
let story: ReturnType<typeof caseStory>
const closing: Neighbourhood[] = []
beforeEach(async () => {
  given = await neighbourhood()
  story = caseStory(given)
  closing.push(given)
})
afterAll(async () => {
  for (const each of closing) await each.close()
})

const at = (minutes: number) => plusMinutes(tuesday10, minutes)
const staff = () => given.as('room-1')
const sessionsOf = async (each: CaseReply) => (await story.read('room-1', each)).sessions
const correct = (each: CaseReply, beganAt: string, endedAt: string, session = 1) =>
  staff().tryAnything(mediation.correctSession, { id: each.id, op: op(), session, beganAt, endedAt })

describe('when a session ends before its time', () => {
  /** Somebody at the door, for the same room and mediator, from then on for half an hour. */
  const walksIn = async (fromAt: string) => {
    const other = await story.heard('resident-3', 'resident-4')
    return staff().try(mediation.book, { ...story.tap(other), room, fromAt, minutes: 30, walkIn: true })
  }
  const shown = async () => {
    const on = tuesday10.slice(0, 10)
    const { items } = await staff().do(mediation.calendar, { fromOn: on, toOn: on })
    return items.map(({ fromAt, toAt, stateText }) => [fromAt, toAt, stateText])
  }

  test('When they have got up, then the rest of the hour is free from the quarter that is under way, and the calendar says so', async () => {
    const each = await story.held()
    given.setNow(at(35))
    expect((await walksIn(at(30))).status).toBe(409)
    await given.as('mediator-1').do(mediation.endSession, story.tap(each))
    expect((await walksIn(at(30))).status).toBe(200)
    const both = [
      [tuesday10, at(30), '谈过了'],
      [at(30), at(60), '约好时间'],
    ]
    expect(await shown()).toEqual(both)
    // What is put right afterwards takes nothing back, and frees nothing that is another's by now.
    given.setNow(at(70))
    expect((await correct(each, at(5), at(50))).status).toBe(200)
    expect(await shown()).toEqual(both)
  })

  test.each([
    ['agree', { oral: true, terms: ['三天内修好水管'] }],
    ['noAgreement', {}],
    ['withdraw', {}],
  ] as const)('When it ends by %s, then the rest is free in the same write', async (move, said) => {
    const each = await story.held()
    given.setNow(at(16))
    await staff().do(mediation[move], { ...story.tap(each), ...said } as never)
    expect((await walksIn(at(15))).status).toBe(200)
  })

  test('When it is over at once, then it keeps its first quarter, by which the calendar knows it', async () => {
    const each = await story.held()
    await staff().do(mediation.endSession, story.tap(each))
    expect((await walksIn(tuesday10)).status).toBe(409)
    expect((await walksIn(at(15))).status).toBe(200)
    expect((await shown())[0]).toEqual([tuesday10, at(15), '谈过了'])
  })

  test('When somebody did not come, then the hour is free from the quarter that is under way', async () => {
    const each = await story.booked()
    given.setNow(at(20))
    await staff().do(mediation.hold, { ...story.tap(each), present: ['p1'], held: false })
    expect((await walksIn(at(15))).status).toBe(200)
    expect((await shown())[0]).toEqual([tuesday10, at(15), '没来齐'])
  })

  test('When one that is under way is said to be over by a correction, then the rest is free too', async () => {
    const each = await story.held()
    given.setNow(at(35))
    expect((await correct(each, at(5), at(30))).status).toBe(200)
    expect((await walksIn(at(30))).status).toBe(200)
  })
})

describe('when they have talked', () => {
  test('When times were ticked before it, then these have served: nobody reads them as times to come, and new ones are asked for anew', async () => {
    const each = await story.heard()
    const offer = async (item: CaseReply) =>
      staff().do(mediation.offerTimes, { ...story.tap(item), room, minutes: 90 })
    const { offered, ...there } = await offer(each)
    expect(offered!.starts.length).toBeGreaterThan(1)
    for (const who of ['resident-1', 'resident-2'])
      await given.as(who).do(mediation.chooseTimes, { id: each.id, op: op(), starts: offered!.starts })
    const fromAt = offered!.starts[0]!
    await staff().do(mediation.book, { ...story.tap(await story.read('room-1', there)), room, fromAt })
    given.setNow(fromAt)
    const asBooked = await story.read('room-1', there)
    const talked = await staff().do(mediation.hold, {
      ...{ ...story.tap(asBooked), present: ['p1', 'p2'], held: true },
    })
    expect([talked.offered?.starts, talked.parties.map(({ times }) => times)]).toEqual([
      [],
      [undefined, undefined],
    ])
    expect(talked.offered?.minutes).toBe(90)
    const again = await offer(talked)
    expect(again.offered!.starts.length).toBeGreaterThan(0)
    const mine = (await story.read('resident-1', there)).parties.find(({ mine }) => mine)
    expect(mine?.times).toBeUndefined()
  })
})

describe('when a session began and ended', () => {
  test('When they sit down late and get up early, then that is what it says, and not the slot', async () => {
    const each = await story.held()
    given.setNow(at(25))
    await given.as('mediator-1').do(mediation.endSession, story.tap(each))
    expect(await sessionsOf(each)).toMatchObject([
      { fromAt: tuesday10, toAt: at(60), beganAt: at(5), endedAt: at(25) },
    ])
  })

  test('When somebody did not come, then it is over at once, and never began', async () => {
    const each = await story.booked()
    given.setNow(at(15))
    await staff().do(mediation.hold, { ...story.tap(each), present: ['p1'], held: false })
    const [session] = await sessionsOf(each)
    expect(session).toMatchObject({ held: false, endedAt: at(15) })
    expect(session).not.toHaveProperty('beganAt')
  })

  test('When what came of it is noted, then that ends it on the same day; on a later one nobody claims to know', async () => {
    const each = await story.held()
    given.setNow(at(50))
    const terms = ['三天内修好水管']
    const agreed = await staff().do(mediation.agree, { ...story.tap(each), oral: true, terms })
    expect(agreed.sessions[0]).toMatchObject({ endedAt: at(50) })

    const other = await story.held(plusMinutes(tuesday10, story.day), 'resident-3', 'resident-4')
    given.setNow(plusMinutes(tuesday10, 2 * story.day))
    const fromAt = plusMinutes(tuesday10, 3 * story.day)
    const later = await staff().do(mediation.adjourn, { ...story.tap(other), room, fromAt })
    expect(later.sessions[0]).not.toHaveProperty('endedAt')
  })

  test('When they sit over midnight, then getting up in the new day ends it, and when is known', async () => {
    const each = await story.heard()
    const late = '2026-11-24T15:30:00.000Z'
    given.setNow(late)
    const comes = { ...story.tap(each), room, fromAt: late, minutes: 60, walkIn: true as const }
    const booked = await staff().do(mediation.book, comes)
    for (const party of ['p1', 'p2'] as const) await story.shown(each, party)
    const there = story.tap(await story.read('room-1', booked))
    await staff().do(mediation.hold, { ...there, present: ['p1', 'p2'], held: true })
    given.setNow(plusMinutes(late, 37))
    await staff().do(mediation.endSession, story.tap(await story.read('room-1', each)))
    expect(await sessionsOf(each)).toMatchObject([{ beganAt: late, endedAt: plusMinutes(late, 37) }])
  })

  test('When it is noted down after its time, then neither is known until the clerk says so', async () => {
    const each = await story.booked()
    given.setNow(at(story.day))
    await staff().do(mediation.hold, { ...story.tap(each), present: ['p1', 'p2'], held: true })
    const [unknown] = await sessionsOf(each)
    expect(unknown).not.toHaveProperty('beganAt')
    expect(unknown).not.toHaveProperty('endedAt')
    const now = story.tap(await story.read('room-1', each))
    const { body } = await staff().try(mediation.endSession, now)
    expect(body).toMatchObject({ code: 'mediation.sessionLongOver' })
    expect((await correct(each, at(10), at(40))).status).toBe(200)
    expect(await sessionsOf(each)).toMatchObject([{ beganAt: at(10), endedAt: at(40) }])
  })

  test('When times cannot be true, then they are refused with the day they belong to', async () => {
    const each = await story.held()
    given.setNow(at(50))
    for (const [from, to] of [
      [at(30), at(20)],
      [at(10), at(10)],
      [at(10), at(51)],
      [at(-story.day), at(-story.day + 30)],
    ] as const) {
      const { status, body } = await correct(each, from, to)
      expect([status, body]).toMatchObject([400, { code: 'mediation.sessionTimesWrong' }])
      expect(JSON.stringify(body)).toContain('11月24日')
    }
    expect((await correct(each, at(5), at(40), 2)).body).toMatchObject({ code: 'mediation.sessionUnknown' })
  })
})
