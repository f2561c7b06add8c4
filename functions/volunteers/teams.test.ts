import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { help } from '../../shared/help/help.ts'
import { identity } from '../../shared/identity/identity.ts'
import { consentVersions } from '../../shared/identity/account.ts'
import { matters } from '../../shared/matters/matters.ts'
import { messages } from '../../shared/messages/messages.ts'
import { plusMinutes } from '../../shared/time.ts'
import { volunteers } from '../../shared/volunteers/volunteers.ts'
import type { MembershipReply } from '../../shared/volunteers/teams.ts'
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

const tap = ({ id, seq }: MembershipReply) => ({ id, seq, op: op() })
const apply = (person: string, team: string) => given.as(person).do(volunteers.apply, { team, listed: true })
const approve = (lead: string, membership: MembershipReply) =>
  given.as(lead).do(volunteers.decide, { ...tap(membership), approve: true })
const now = (person: string, { id }: MembershipReply) => given.as(person).do(volunteers.membership, { id })
const rolesOf = async (person: string) =>
  (await given.as(person).do(identity.me, {})).grants.map(({ role, scope }) => `${role} ${scope}`)
const inbox = async (person: string) =>
  (await given.as(person).do(messages.inbox, {})).items.map(({ title }) => title)

describe('joining a team', () => {
  test('When a resident applies and the lead says yes, then they are in the team, a volunteer of it, and told so', async () => {
    await given.idOf('lead-1')
    const asked = await apply('resident-31', 'team-1')
    expect(asked).toMatchObject({ state: 'applied', stateText: '等回话', mine: true })
    await given.settled()
    expect(await inbox('lead-1')).toContain('有人想加入')
    const waits = await given.as('lead-1').do(volunteers.applications, {})
    expect(waits.items.map(({ name }) => name)).toContain('称呼resident-31')
    expect(await approve('lead-1', asked)).toMatchObject({ state: 'approved' })
    expect(await rolesOf('resident-31')).toContain('volunteer team-1')
    await given.settled()
    expect(await inbox('resident-31')).toContain('队里欢迎您')
    const mine = await given.as('resident-31').do(matters.mine, {})
    expect(mine.items).toMatchObject([{ kind: 'membership', title: '加入第1服务队', stateText: '在队里' }])
  })

  test('When they apply twice, or the lead taps twice, then it is once', async () => {
    const first = await apply('resident-32', 'team-1')
    expect((await apply('resident-32', 'team-1')).id).toBe(first.id)
    const yes = { ...tap(first), approve: true }
    await given.as('lead-1').do(volunteers.decide, yes)
    expect(await given.as('lead-1').do(volunteers.decide, yes)).toMatchObject({ state: 'approved' })
    expect(await given.as('lead-1').try(volunteers.decide, { ...tap(first), approve: false })).toMatchObject({
      status: 409,
    })
  })

  test('When somebody else looks, leads another team, or decides about themselves, then it is refused', async () => {
    const asked = await apply('resident-33', 'team-1')
    const yes = () => ({ ...tap(asked), approve: true })
    expect(await given.as('resident-34').try(volunteers.membership, { id: asked.id })).toMatchObject({
      status: 404,
    })
    expect(await given.as('lead-2').try(volunteers.decide, yes())).toMatchObject({ status: 404 })
    expect(await given.as('outsider-1').try(volunteers.decide, yes())).toMatchObject({ status: 404 })
    expect(await given.as('resident-33').try(volunteers.decide, yes())).toMatchObject({ status: 403 })
    const own = await apply('lead-3', 'team-3')
    expect(await given.as('lead-3').try(volunteers.decide, { ...tap(own), approve: true })).toMatchObject({
      status: 403,
    })
  })

  test('When the team asks for fitness or age, then who does not say so is told what to do', async () => {
    await given
      .as('staff-1')
      .do(volunteers.saveTeam, { team: 'team-4', changes: { asksFitness: true, minAge: 18 } })
    const tries = [
      [{}, 'volunteers.sayFit'],
      [{ fit: true, age: 'minor', parentsAgree: true }, 'volunteers.tooYoung'],
    ] as const
    for (const [said, code] of tries)
      expect(
        (await given.as('resident-35').try(volunteers.apply, { team: 'team-4', ...said })).body.code,
      ).toBe(code)
    const minor = { team: 'team-5', age: 'minor' } as const
    expect((await given.as('resident-35').try(volunteers.apply, minor)).body.code).toBe(
      'volunteers.parentsNeeded',
    )
    await given.as('staff-1').do(volunteers.saveTeam, { team: 'team-5', changes: { takesOn: false } })
    expect((await given.as('resident-35').try(volunteers.apply, { team: 'team-5' })).body.code).toBe(
      'volunteers.notTaking',
    )
    expect((await given.as('resident-35').try(volunteers.apply, { team: 'team-99' })).body.code).toBe(
      'volunteers.teamUnknown',
    )
  })

  test('When a team is full, then the next wait in order; whoever goes makes room for the first, who has 48 hours', async () => {
    await given.as('staff-1').do(volunteers.saveTeam, { team: 'team-6', changes: { most: 1 } })
    const [a, b, c] = ['resident-41', 'resident-42', 'resident-43'] as const
    const [first, second, third] = [
      await apply(a, 'team-6'),
      await apply(b, 'team-6'),
      await apply(c, 'team-6'),
    ]
    expect(await approve('lead-6', first)).toMatchObject({ state: 'approved' })
    expect(await approve('lead-6', second)).toMatchObject({ state: 'waitlisted', position: 1 })
    expect(await approve('lead-6', third)).toMatchObject({ state: 'waitlisted', position: 2 })
    expect((await given.as(b).try(volunteers.confirmPlace, { id: second.id })).body.code).toBe(
      'volunteers.placeGone',
    )
    await given.as(a).do(volunteers.leave, tap(await now(a, first)))
    expect(await rolesOf(a)).not.toContain('volunteer team-6')
    await given.settled()
    expect(await now(b, second)).toMatchObject({ state: 'promoted', confirmBy: '2026-11-25T02:00:00.000Z' })
    expect(await inbox(b)).toContain('有位子了')
    // Two days of silence: the next is asked, and the first is told.
    given.minutesLater(48 * 60 + 1)
    await given.tick()
    await given.settled()
    expect(await now(b, second)).toMatchObject({ state: 'left', reason: 'silent' })
    expect(await now(c, third)).toMatchObject({ state: 'promoted' })
    expect((await given.as(b).try(volunteers.confirmPlace, { id: second.id })).status).toBe(409)
    await given.as(c).do(volunteers.confirmPlace, { id: third.id })
    expect(await rolesOf(c)).toContain('volunteer team-6')
    expect((await given.as(c).do(volunteers.team, { team: 'team-6' })).members).toBe(1)
    // Those who were silent may ask again.
    expect(await apply(b, 'team-6')).toMatchObject({ state: 'applied' })
  })

  test('When ten are approved at once for three places, then three are in and seven wait, each once', async () => {
    await given.as('staff-1').do(volunteers.saveTeam, { team: 'team-7', changes: { most: 3 } })
    const people = Array.from({ length: 10 }, (_, i) => `resident-${50 + i}`)
    const asked = await Promise.all(people.map(person => apply(person, 'team-7')))
    const answers = await Promise.all(asked.map(each => approve('lead-7', each)))
    expect(answers.filter(({ state }) => state === 'approved')).toHaveLength(3)
    expect(
      answers
        .map(({ position }) => position)
        .filter(Boolean)
        .sort(),
    ).toEqual([1, 2, 3, 4, 5, 6, 7])
    // More places: those who waited longest are asked.
    await given.as('staff-1').do(volunteers.saveTeam, { team: 'team-7', changes: { most: 5 } })
    await given.settled()
    const states = await Promise.all(people.map(async (person, i) => (await now(person, asked[i]!)).state))
    expect(states.filter(state => state === 'promoted')).toHaveLength(2)
    expect(states.filter(state => state === 'waitlisted')).toHaveLength(5)
  })

  test('When nobody answers for days, then staff are told, and it stays open', async () => {
    await given.idOf('staff-1')
    const asked = await apply('resident-61', 'team-8')
    given.minutesLater(4 * 24 * 60)
    await given.tick()
    await given.settled()
    expect(await inbox('staff-1')).toContain('有人等着入队')
    expect(await now('resident-61', asked)).toMatchObject({ state: 'applied' })
  })

  test('When the lead takes somebody in by their code, then no form is needed', async () => {
    const { code } = await given.as('resident-62').do(identity.myCode, {})
    const added = await given.as('lead-9').do(volunteers.addMember, { team: 'team-9', code })
    expect(added).toMatchObject({ state: 'approved', name: '称呼resident-62' })
    expect(await rolesOf('resident-62')).toContain('volunteer team-9')
    const again = await given.as('lead-9').try(volunteers.addMember, { team: 'team-9', person: 'x' })
    expect(again.body.code).toBe('volunteers.whoIsIt')
  })

  test('When somebody is taken off the list, then they are no volunteer on the very next call', async () => {
    const asked = await apply('resident-63', 'team-10')
    const member = await approve('lead-10', asked)
    await given.as('lead-10').do(volunteers.leave, { ...tap(member), reason: 'notComing' })
    expect(await rolesOf('resident-63')).not.toContain('volunteer team-10')
    expect((await given.as('resident-63').try(help.accept, { id: 'x', seq: 1 })).status).toBe(403)
  })

  test('When the year is over and nobody renewed it, then the place goes to the next; renewed, it goes on', async () => {
    const [goes, stays] = [await apply('resident-64', 'team-11'), await apply('resident-65', 'team-11')]
    await approve('lead-11', goes)
    await approve('lead-11', stays)
    given.minutesLater(10 * 24 * 60)
    const user = await given.idOf('resident-65')
    await given.as('staff-1').do(identity.grant, { user, role: 'volunteer', scope: 'team-11' })
    given.setNow('2027-11-26T02:00:00.000Z')
    await given.tick()
    await given.settled()
    const team = await given.table.get({ pk: 'C#bchd#TEAM#team-11', sk: 'PLACES' })
    expect(Object.keys(team!.seats as object)).toEqual([stays.id])
  })

  test('When staff give somebody the role of a volunteer, then they have a seat in the team; taken back, it is free again', async () => {
    await given.as('staff-1').do(volunteers.saveTeam, { team: 'team-13', changes: { most: 1 } })
    const members = async () => (await given.as('staff-1').do(volunteers.team, { team: 'team-13' })).members
    const grant = async (person: string) =>
      given.as('staff-1').try(identity.grant, {
        ...{ user: await given.idOf(person), role: 'volunteer', scope: 'team-13' },
      })
    expect(await grant('resident-68')).toMatchObject({
      status: 200,
      body: { role: 'volunteer', scope: 'team-13' },
    })
    expect([await members(), (await grant('resident-69')).body.code]).toEqual([1, 'volunteers.teamFull'])
    expect((await grant('resident-68')).status).toBe(200)
    const user = await given.idOf('resident-68')
    await given.as('staff-1').do(identity.revoke, { user, grant: 'volunteer.bchd.team-13', reason: 'moved' })
    expect([await members(), await rolesOf('resident-68')]).toEqual([0, ['resident bchd']])
    expect((await grant('resident-69')).status).toBe(200)
  })

  test('When people are listed, then only those who agreed are shown to others, and all to the lead', async () => {
    const [a, b] = [
      await apply('resident-66', 'team-12'),
      await given.as('resident-67').do(volunteers.apply, { team: 'team-12', note: '周末有空' }),
    ]
    await approve('lead-12', a)
    await approve('lead-12', b)
    const names = async (person: string) =>
      (await given.as(person).do(volunteers.team, { team: 'team-12' })).people.map(({ name }) => name).sort()
    expect(await names('resident-1')).toEqual(['称呼resident-66'])
    expect(await names('lead-12')).toEqual(['称呼resident-66', '称呼resident-67'])
    await given.as('resident-66').do(volunteers.setListed, { id: a.id, listed: false })
    expect(await names('resident-1')).toEqual([])
    expect(await given.as('lead-12').do(volunteers.membership, { id: b.id })).toMatchObject({
      note: '周末有空',
    })
    // What was said at the door lies in the table encrypted.
    expect(JSON.stringify(await given.table.get({ pk: `C#bchd#M#${b.id}`, sk: 'MATTER' }))).not.toContain(
      '周末',
    )
  })
})

describe('who was known only by phone', () => {
  test('When they sign in, then membership, seat, hours and record sheets are theirs, once, and go with them', async () => {
    const [staff, lead] = [given.as('staff-1'), given.as('lead-14')]
    const phone = '10074440001'
    const { id: person } = await staff.do(identity.registerByPhone, {
      ...{ phone, callName: '周大爷', name: '周福来', building: 'building-4', unit: '1', room: '404' },
    })
    await lead.do(identity.me, {})
    const joined = await staff.do(volunteers.addMember, { team: 'team-14', person })
    const shift = (from: number) =>
      lead.do(volunteers.addShift, {
        ...{ team: 'team-14', title: '图书角', place: '一楼', places: 3, openTo: 'team' },
        startsAt: plusMinutes(given.now(), from),
        endsAt: plusMinutes(given.now(), from + 60),
      })
    const [first, next] = [await shift(0), await shift(60)]
    await lead.do(volunteers.checkIn, { id: first.id, person })
    await lead.do(volunteers.takeShift, { id: next.id, person })
    given.minutesLater(60)
    await lead.do(volunteers.checkOut, { id: first.id, person })
    const period = { fromOn: '2026-11-01', toOn: '2026-11-23' }
    const sheet = await staff.do(volunteers.record, { ...period, person, key: 'sheet-by-phone' })

    const own = given.as('newcomer-14')
    await own.do(identity.consent, { what: 'privacy', version: consentVersions.privacy, agree: true })
    await own.do(identity.setPhone, { code: `demo:${phone}` })
    await given.settled()
    expect(await rolesOf('newcomer-14')).toEqual(expect.arrayContaining(['volunteer team-14']))
    const team = await own.do(volunteers.team, { team: 'team-14' })
    expect(team).toMatchObject({ mine: { id: joined.id, state: 'approved' }, mayApply: false })
    expect((await apply('newcomer-14', 'team-14')).id).toBe(joined.id)
    const user = await given.idOf('newcomer-14')
    expect((await staff.do(volunteers.addMember, { team: 'team-14', person: user })).id).toBe(joined.id)
    expect((await own.do(volunteers.shifts, { list: 'mine' })).items.map(({ id }) => id)).toContain(next.id)
    // The seat they have is the one they take, and the one that the lead sees.
    expect(await own.do(volunteers.takeShift, { id: next.id })).toMatchObject({ taken: 1 })
    expect(await lead.do(volunteers.takeShift, { id: next.id, person: user })).toMatchObject({ taken: 1 })
    const { code } = await lead.do(volunteers.checkInCode, { id: next.id })
    expect((await own.do(volunteers.checkIn, { id: next.id, code })).mine).toHaveProperty('inAt')
    given.minutesLater(30)
    await own.do(volunteers.checkOut, { id: next.id })
    expect(await own.do(volunteers.hours, {})).toMatchObject({ minutes: 90, times: 2 })
    expect((await own.do(volunteers.records, {})).items).toMatchObject([
      { number: sheet.number, minutes: 60, nowMinutes: 90, may: ['ask'] },
    ])
    expect(await own.do(volunteers.record, period)).toMatchObject({ minutes: 90 })
    const gone = await own.do(volunteers.leave, { ...tap(await now('newcomer-14', joined)) })
    expect(gone).toMatchObject({ state: 'left' })
    expect(await rolesOf('newcomer-14')).not.toContain('volunteer team-14')
    expect((await own.do(volunteers.team, { team: 'team-14' })).mayApply).toBe(true)
  })
})
