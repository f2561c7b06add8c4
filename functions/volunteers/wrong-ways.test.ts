import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Input, Operation } from '../../shared/contract.ts'
import { identity } from '../../shared/identity/identity.ts'
import { papers } from '../../shared/papers/papers.ts'
import { plusMinutes } from '../../shared/time.ts'
import { volunteers } from '../../shared/volunteers/volunteers.ts'
import type { ShiftReply } from '../../shared/volunteers/shifts.ts'
import type { MembershipReply } from '../../shared/volunteers/teams.ts'
import { mostWaiting } from '../../shared/places.ts'
import { changePlaces } from '../platform/places.ts'
import { changeStint, getStint } from './hours-store.ts'
import { teamPartition, type TeamPlaces } from './teams-store.ts'
import { kindOf } from '../modules.ts'
import { monday10, neighbourhood, op, type Neighbourhood, withinLimits } from '../testing/given.ts'

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
    await withinLimits(async () => {
      for (let i = 0; i < 20; i++) await guess(wrong)
      expect((await guess(digits)).status).toBe(429)
    })
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
    for (let minutes = 60; minutes < 115; minutes++)
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
      'volunteers.notExpected',
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

describe('belonging', () => {
  interface Kept {
    readonly seats: Record<string, number>
    readonly queue: Record<string, number>
  }
  const kept = async (team: string) =>
    (await given.table.get({ pk: `C#bchd#TEAM#${team}`, sk: 'PLACES' })) as unknown as Kept
  const roleOf = async (person: string, team: string) =>
    (await given.as(person).do(identity.me, {})).grants.some(
      ({ role, scope }) => role === 'volunteer' && scope === team,
    )
  const apply = (person: string, team: string) =>
    given.as(person).do(volunteers.apply, { team, listed: true })
  const now = (person: string, { id }: MembershipReply) => given.as(person).do(volunteers.membership, { id })
  const tap = ({ id, seq }: MembershipReply) => ({ id, seq, op: op() })
  const approve = (lead: string, membership: MembershipReply) =>
    given.as(lead).do(volunteers.decide, { ...tap(membership), approve: true })
  const most = (team: string, most: number) =>
    given.as('staff-1').do(volunteers.saveTeam, { team, changes: { most } })

  test('When somebody leaves the team, then they come to nothing that is for it alone; what is for all they keep', async () => {
    const member = await approve('lead-11', await apply('resident-11', 'team-11'))
    const startsAt = plusMinutes(starts, day)
    const [own, other] = [
      await shiftOf('lead-11', { openTo: 'team', places: 1 }),
      await shiftOf('lead-11', { startsAt, endsAt: plusMinutes(startsAt, 60) }),
    ]
    for (const shift of [own, other]) await take('resident-11', shift)
    await given.as('resident-11').do(volunteers.leave, tap(member))
    await given.settled()
    const taken = async ({ id }: ShiftReply) => (await given.as('lead-11').do(volunteers.shift, { id })).taken
    expect([await taken(own), await taken(other)]).toEqual([0, 1])
  })

  test('When staff give the role where the team is full, then nobody stands among those who applied', async () => {
    await most('team-12', 1)
    await approve('lead-12', await apply('resident-12', 'team-12'))
    const user = await given.idOf('resident-13')
    const grant = { user, role: 'volunteer', scope: 'team-12' } as const
    expect((await given.as('staff-1').try(identity.grant, grant)).body.code).toBe('volunteers.teamFull')
    expect((await given.as('lead-12').do(volunteers.applications, {})).items).toEqual([])
  })

  test('When the team is full and so is its queue, then the lead who says yes is told to make room', async () => {
    await most('team-9', 1)
    await approve('lead-9', await apply('resident-17', 'team-9'))
    const asked = await apply('resident-18', 'team-9')
    const queue = Object.fromEntries(Array.from({ length: mostWaiting }, (_, i) => [`m${i}`, 100 + i]))
    const places = teamPartition('bchd', 'team-9')
    await changePlaces<TeamPlaces>(given.table, places, was => ({ ...was, queue }))
    const no = await given.as('lead-9').try(volunteers.decide, { ...tap(asked), approve: true })
    expect(no.body).toMatchObject({
      ...{ code: 'volunteers.teamQueueFull', text: expect.stringContaining('名额改多') },
    })
  })

  test('When the role is given once more, for a shorter time, then the seat goes when the role does', async () => {
    const member = await approve('lead-13', await apply('resident-14', 'team-13'))
    const user = await given.idOf('resident-14')
    const until = plusMinutes(given.now(), 10 * day)
    await given.as('staff-1').do(identity.grant, { user, role: 'volunteer', scope: 'team-13', until })
    given.minutesLater(11 * day)
    await given.tick()
    expect((await now('resident-14', member)).state).toBe('left')
    expect((await kept('team-13')).seats).toEqual({})
  })

  test('When a lead takes themselves in, then nothing is written', async () => {
    const { code } = await given.as('lead-13').do(identity.myCode, {})
    const added = await given.as('lead-13').try(volunteers.addMember, { team: 'team-13', code })
    expect(added.body.code).toBe('identity.notYourself')
    expect((await given.as('staff-1').do(volunteers.applications, { team: 'team-13' })).items).toEqual([])
  })

  test('When a change of the seats is told once more, later, then nobody is moved by it', async () => {
    await most('team-14', 1)
    const [first, second] = [await apply('resident-15', 'team-14'), await apply('resident-16', 'team-14')]
    await approve('lead-14', first)
    await approve('lead-14', second)
    await given.settled()
    const after = await kept('team-14')
    const held = { ...after, queue: {}, holds: { [second.id]: plusMinutes(given.now(), day) } }
    const tell = async (before: object, after: object) => {
      await kindOf('teamPlaces').follows({ ...given.effects, now: given.now() }, { before, after } as never)
      return (await now('resident-16', second)).state
    }
    expect(await tell(after, held)).toBe('waitlisted')
    expect(await tell(held, { ...after, queue: {} })).toBe('waitlisted')
  })

  test('When all happens at once, then seats, states and roles say the same', async () => {
    const team = 'team-15'
    await most(team, 3)
    const people = Array.from({ length: 8 }, (_, i) => `resident-${20 + i}`)
    const asked = await Promise.all(people.map(person => apply(person, team)))
    await Promise.all(asked.map(each => approve('lead-15', each)))
    await given.settled()
    const members = await Promise.all(people.map((person, i) => now(person, asked[i]!)))
    const answers = await Promise.all([
      ...members.slice(0, 5).map((each, i) => given.as(people[i]!).try(volunteers.leave, tap(each))),
      ...members.slice(0, 3).map(each => given.as('lead-15').try(volunteers.leave, tap(each))),
      // Fewer than there are at that moment is refused, without anything else going wrong.
      ...[2, 4, 3].map(most => given.as('staff-1').try(volunteers.saveTeam, { team, changes: { most } })),
    ])
    expect(answers.filter(({ status }) => status >= 500)).toEqual([])
    await given.settled()
    await Promise.all(asked.map(({ id }, i) => given.as(people[i]!).try(volunteers.confirmPlace, { id })))
    await given.settled()
    const { seats, queue } = await kept(team)
    for (const [i, person] of people.entries()) {
      const { id, state } = await now(person, asked[i]!)
      expect([id in seats, id in queue, await roleOf(person, team)]).toEqual([
        state === 'approved' || state === 'promoted',
        state === 'waitlisted',
        state === 'approved',
      ])
    }
  })
})

describe('leaving us', () => {
  test('When it comes right after asking, before anything has followed, then nothing of them stays', async () => {
    // Nothing follows here: its stream is not read.
    const own = await neighbourhood()
    try {
      const about = { team: 'team-1', title: '文明岗', place: '东门', places: 1, openTo: 'all' } as const
      const { id } = await own
        .as('lead-1')
        .do(volunteers.addShift, { ...about, startsAt: starts, endsAt: plusMinutes(starts, 60) })
      const asked = await own.as('resident-1').do(volunteers.apply, { team: 'team-1', note: '周末有空' })
      await own.as('resident-1').do(volunteers.takeShift, { id })
      const user = await own.idOf('resident-1')
      await own.as('resident-1').do(identity.erase, {})
      expect((await own.as('lead-1').do(volunteers.applications, {})).items).toEqual([])
      expect((await own.as('lead-1').do(volunteers.shift, { id })).taken).toBe(0)
      const left = await own.as('staff-1').do(volunteers.membership, { id: asked.id })
      expect(left).toMatchObject({ state: 'left', name: '已注销' })
      const added = await own.as('staff-1').try(volunteers.addMember, { team: 'team-1', person: user })
      expect(added.status).toBe(404)
      const { seq } = left
      const approved = await own.as('staff-1').try(volunteers.decide, { id: asked.id, seq, approve: true })
      expect(approved.status).toBe(409)
    } finally {
      await own.close()
    }
  })
})

describe('record sheets', () => {
  const period = { fromOn: '2026-11-01', toOn: '2026-11-25' }

  test('When the same key comes with another period, then it is refused', async () => {
    const shift = await shiftOf('lead-1')
    await take('resident-31', shift)
    const person = await given.idOf('resident-31')
    during(120)
    await given.as('lead-1').do(volunteers.checkIn, { id: shift.id, person, at: starts })
    await given.as('lead-1').do(volunteers.checkOut, { id: shift.id, person })
    const sheet = { key: 'sheet-31-a', ...period }
    await given.as('resident-31').do(volunteers.record, sheet)
    const other = await given.as('resident-31').try(volunteers.record, { ...sheet, fromOn: '2026-10-01' })
    expect(other.body.code).toBe('request.keyReused')
  })

  /** Somebody has served two hours in lead-2's shift, which is over. */
  const served = async (who: string) => {
    const { id } = await shiftOf('lead-2')
    await given.as(who).do(volunteers.takeShift, { id })
    const user = await given.idOf(who)
    during(120)
    await given.as('lead-2').do(volunteers.checkIn, { id, person: user, at: starts })
    await given.as('lead-2').do(volunteers.checkOut, { id, person: user })
    return { id, user }
  }

  test('When hours were put right after it was issued, then it is not sealed any more', async () => {
    const { id, user } = await served('resident-32')
    const { number } = await given.as('resident-32').do(volunteers.record, period)
    const right = { user, id, version: 2, minutes: 30, reason: '早退' }
    await given.as('lead-2').do(volunteers.correctHours, right)
    given.minutesLater(10 * day)
    const announced = { announcedFromOn: '2026-11-25', announcedToOn: '2026-12-01' }
    const sealed = { handler: '小王', contact: '02200000001', ...announced }
    const sealing = await given.as('staff-1').try(volunteers.seal, { number, sealed })
    expect(sealing.body.code).toBe('volunteers.sheetOutdated')
  })

  test('When there is too much for one sheet, then they are told to make several', async () => {
    const { user, id } = await served('resident-33')
    const stint = (await getStint(given.table, user, id))!
    for (let at = 0; at < 500; at += 50)
      await Promise.all(
        Array.from({ length: 50 }, (_, i) => {
          const more = { ...stint, id: `task-${at + i}` }
          return changeStint(given.table, user, more.id, () => more)
        }),
      )
    const sheet = await given.as('resident-33').try(volunteers.record, period)
    expect(sheet.body.code).toBe('volunteers.tooMuchServed')
  })

  test('When staff are staff no more, then what they had made of others is not theirs', async () => {
    await served('resident-34')
    const { paper } = await given.as('staff-2').do(volunteers.export, { ...period, team: 'team-2' })
    expect((await given.as('staff-2').try(papers.get, { id: paper })).status).toBe(200)
    const user = await given.idOf('staff-2')
    await given
      .as('supervisor-1')
      .do(identity.revoke, { user, grant: 'communityStaff.bchd.bchd', reason: 'left' })
    for (const operation of [papers.get, papers.again])
      expect((await given.as('staff-2').try(operation, { id: paper })).status).toBe(404)
  })
})
