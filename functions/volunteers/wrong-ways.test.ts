import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Input, Operation } from '../../shared/contract.ts'
import { identity } from '../../shared/identity.ts'
import { plusMinutes } from '../../shared/time.ts'
import { volunteers } from '../../shared/volunteers.ts'
import type { ShiftReply } from '../../shared/volunteers/shifts.ts'
import { monday10, neighbourhood, op, type Neighbourhood } from '../testing/given.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())
beforeEach(() => {
  given.faults.calm()
  given.setNow(monday10)
})

const day = 24 * 60
const starts = plusMinutes(monday10, 2 * day)
const during = (minutes: number) => given.setNow(plusMinutes(starts, minutes))
const shiftOf = (lead: string, about: Partial<Input<typeof volunteers.addShift>> = {}) =>
  given.as(lead).do(volunteers.addShift, {
    ...{ team: `team-${lead.split('-')[1]}`, title: '文明岗', place: '东门' },
    ...{ startsAt: starts, endsAt: plusMinutes(starts, 120), places: 3, openTo: 'all', ...about },
  })
const take = (person: string, { id }: ShiftReply) =>
  given.as(person).do(volunteers.takeShift, { id, op: op() })
describe('hours', () => {
  test('When too many digits were guessed, then even the right ones are refused until tomorrow', async () => {
    const shift = await shiftOf('lead-1')
    await take('resident-1', shift)
    during(5)
    const { digits } = await given.as('lead-1').do(volunteers.checkInCode, { id: shift.id })
    const wrong = digits === '123456' ? '654321' : '123456'
    const guess = (digits: string) => given.as('resident-1').try(volunteers.checkIn, { id: shift.id, digits })
    for (let i = 0; i < 20; i++) await guess(wrong)
    expect((await guess(digits)).status).toBe(429)
  })

  test('When a lead puts down their own time, then it is not by the list but by the clock', async () => {
    const shift = await shiftOf('lead-2')
    const lead = given.as('lead-2')
    during(100)
    expect((await lead.try(volunteers.checkIn, { id: shift.id, at: starts })).body.code).toBe(
      'volunteers.notYourOwn',
    )
    await lead.do(volunteers.checkIn, { id: shift.id })
    during(3 * day)
    expect((await lead.try(volunteers.checkOut, { id: shift.id, at: plusMinutes(starts, 119) })).status).toBe(
      403,
    )
    expect((await lead.try(volunteers.checkOut, { id: shift.id })).body.code).toBe('volunteers.tooLate')
  })

  test('When somebody has gone, then the lead changes the hours only with a reason that stays', async () => {
    const shift = await shiftOf('lead-3')
    await take('resident-3', shift)
    const person = await given.idOf('resident-3')
    during(5)
    const { digits } = await given.as('lead-3').do(volunteers.checkInCode, { id: shift.id })
    await given.as('resident-3').do(volunteers.checkIn, { id: shift.id, digits })
    during(35)
    await given.as('resident-3').do(volunteers.checkOut, { id: shift.id })
    during(130)
    const again = await given
      .as('lead-3')
      .try(volunteers.checkOut, { id: shift.id, person, at: plusMinutes(starts, 120) })
    expect(again.status).toBe(409)
    expect((await given.as('resident-3').do(volunteers.hours, {})).minutes).toBe(30)
  })

  test('When two shifts run at once, then the same minute counts once', async () => {
    const [one, other] = [await shiftOf('lead-4'), await shiftOf('lead-5')]
    const codes = async (lead: string, { id }: ShiftReply) =>
      (await given.as(lead).do(volunteers.checkInCode, { id })).code
    // Both at the same moment: neither list knows of the other yet.
    await Promise.all([take('resident-4', one), take('resident-4', other)])
    during(0)
    const person = given.as('resident-4')
    const tries = await Promise.all([
      person.try(volunteers.checkIn, { id: one.id, code: await codes('lead-4', one) }),
      person.try(volunteers.checkIn, { id: other.id, code: await codes('lead-5', other) }),
    ])
    during(120)
    for (const each of [one, other]) await person.try(volunteers.checkOut, { id: each.id })
    expect(tries.map(({ status }) => status)).toEqual([200, 200])
    expect((await person.do(volunteers.hours, {})).minutes).toBe(120)
  })

  test('When a shift is called off, then nothing counts after that', async () => {
    const shift = await shiftOf('lead-6')
    await take('resident-6', shift)
    during(-20)
    const { code } = await given.as('lead-6').do(volunteers.checkInCode, { id: shift.id })
    await given.as('resident-6').do(volunteers.checkIn, { id: shift.id, code })
    during(30)
    await given.as('lead-6').do(volunteers.cancelShift, { id: shift.id, seq: shift.seq, op: op() })
    during(170)
    expect((await given.as('resident-6').do(volunteers.checkOut, { id: shift.id })).mine).toMatchObject({
      minutes: 30,
    })
  })

  test('When hours are put right over and over, then what they were at first stays', async () => {
    const shift = await shiftOf('lead-7')
    await take('resident-7', shift)
    const user = await given.idOf('resident-7')
    during(120)
    await given.as('lead-7').do(volunteers.checkIn, { id: shift.id, person: user, at: starts })
    let { version } = (await given.as('lead-7').do(volunteers.checkOut, { id: shift.id, person: user })) && {
      version: 2,
    }
    for (let minutes = 200; minutes < 255; minutes++)
      version = (
        await given
          .as('lead-7')
          .do(volunteers.correctHours, { user, id: shift.id, version, minutes, reason: '再改' })
      ).version
    const { corrections } = (await given.as('resident-7').do(volunteers.hours, {})).items[0]!
    expect(corrections[0]).toMatchObject({ before: 120 })
  })

  test('When the lead enters from paper when somebody went, then they may enter it better, until it was put right with a reason', async () => {
    const shift = await shiftOf('lead-9')
    await take('resident-9', shift)
    const person = await given.idOf('resident-9')
    during(130)
    const lead = given.as('lead-9')
    await lead.do(volunteers.checkIn, { id: shift.id, person, at: starts })
    const went = (minutes: number) =>
      lead.try(volunteers.checkOut, { id: shift.id, person, at: plusMinutes(starts, minutes) })
    expect([(await went(60)).status, (await went(90)).status]).toEqual([200, 200])
    const [{ id, version, minutes }] = (await given.as('resident-9').do(volunteers.hours, {}))
      .items as never as [{ id: string; version: number; minutes: number }]
    expect(minutes).toBe(90)
    await lead.do(volunteers.correctHours, { user: person, id, version, minutes: 60, reason: '早退' })
    expect((await went(120)).body.code).toBe('volunteers.hasGone')
  })

  test('When somebody only waited, then nobody records that they did not come', async () => {
    const shift = await shiftOf('lead-8', { places: 1 })
    await take('resident-8', shift)
    await take('resident-9', shift)
    during(30)
    const person = await given.idOf('resident-9')
    expect((await given.as('lead-8').try(volunteers.noShow, { id: shift.id, person })).body.code).toBe(
      'volunteers.notInTeam',
    )
  })
})

describe('rubbish', () => {
  const names = ['constructor', '__proto__', 'a b', '张三', '#', 'x'.repeat(128), '..', 'a.b']
  const period = { fromOn: '2026-01-01', toOn: '2026-11-23' }
  /** What each of these answers that it should not: a fault of ours, or a yes. */
  const wrong = async (who: string, asked: readonly (readonly [Operation, object])[]) => {
    const answers = asked.map(async ([operation, input]) => {
      const { status } = await given.as(who).tryAnything(operation, input)
      return status === 200 || status >= 500 ? [`${operation.name} ${JSON.stringify(input)} ${status}`] : []
    })
    return (await Promise.all(answers)).flat()
  }

  test('When a name is none, then it is refused everywhere', async () => {
    const { id } = await shiftOf('lead-10')
    during(10)
    for (const person of names) {
      const correction = { id, version: 1, minutes: 5, reason: '早退' }
      const byLead = [
        ...[volunteers.takeShift, volunteers.giveUpShift, volunteers.checkIn, volunteers.checkOut].map(
          operation => [operation, { id, person }] as const,
        ),
        ...[volunteers.shift, volunteers.membership, volunteers.confirmPlace, volunteers.sheet].map(
          operation => [operation, { id: person }] as const,
        ),
        [volunteers.noShow, { id, person }],
        [volunteers.correctHours, { ...correction, user: person }],
        [volunteers.correctHours, { ...correction, user: person, id: person }],
        [volunteers.leave, { id: person, seq: 1 }],
      ] as const
      const number = person.slice(0, 60)
      const byStaff = [
        [volunteers.addMember, { team: 'team-10', person }],
        [volunteers.record, { ...period, person }],
        [volunteers.printRecord, { number }],
        [volunteers.verifyRecord, { number, code: number }],
        [identity.grant, { user: person, role: 'volunteer', scope: 'team-10' }],
        [identity.revoke, { user: person, grant: 'volunteer.bchd.team-10', reason: 'moved' }],
        [identity.revoke, { user: person, grant: person, reason: 'moved' }],
        [volunteers.team, { team: person }],
        [volunteers.saveTeam, { team: person, changes: {} }],
        [volunteers.shifts, { next: person }],
      ] as const
      expect([...(await wrong('lead-10', byLead)), ...(await wrong('staff-1', byStaff))]).toEqual([])
      // Taken back where there was nothing: nothing is done.
      expect((await given.as('lead-10').try(volunteers.noShow, { id, person, undo: true })).status).toBe(200)
    }
  })
})
