import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Input } from '../../shared/contract.ts'
import { identity } from '../../shared/identity/identity.ts'
import { matters } from '../../shared/matters/matters.ts'
import { messages } from '../../shared/messages/messages.ts'
import { plusMinutes } from '../../shared/time.ts'
import { volunteers } from '../../shared/volunteers/volunteers.ts'
import type { ShiftReply } from '../../shared/volunteers/shifts.ts'
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
/** Wednesday 9 to 11 in Shanghai, for everybody, three places. */
const starts = plusMinutes(monday10, 2 * day - 60)
let made = 0
const shiftOf = (lead: string, about: Partial<Input<typeof volunteers.addShift>> = {}) =>
  given.as(lead).do(volunteers.addShift, {
    ...{ team: `team-${lead.split('-')[1]}`, title: `文明岗${++made}`, place: '东门' },
    ...{ startsAt: starts, endsAt: plusMinutes(starts, 120), places: 3, openTo: 'all', ...about },
  })
const take = (person: string, { id }: ShiftReply) =>
  given.as(person).do(volunteers.takeShift, { id, op: op() })
const giveUp = (person: string, { id }: ShiftReply) =>
  given.as(person).do(volunteers.giveUpShift, { id, op: op() })
const seen = (person: string, { id }: ShiftReply) => given.as(person).do(volunteers.shift, { id })
const inbox = async (person: string) =>
  (await given.as(person).do(messages.inbox, {})).items.map(({ title }) => title)

describe('places', () => {
  test('When 200 people want 30 places at once, each with a retry, then exactly 30 have one, the queue is in order, and nobody is there twice', async () => {
    const shift = await shiftOf('lead-1', { places: 30 })
    const people = Array.from({ length: 200 }, (_, i) => `resident-${1000 + i}`)
    for (let at = 0; at < people.length; at += 40)
      await Promise.all(people.slice(at, at + 40).map(person => given.idOf(person)))
    const tapAndRetry = async (person: string) => {
      const input = { id: shift.id, op: op() }
      const answers = await Promise.all([1, 2].map(() => given.as(person).try(volunteers.takeShift, input)))
      for (const { status } of answers) expect([200, 503]).toContain(status)
      if (answers.every(({ status }) => status === 503)) await tapAndRetry(person)
    }
    await Promise.all(people.map(tapAndRetry))
    const { people: list = [], taken, waiting } = await seen('lead-1', shift)
    expect([taken, waiting, list.length, new Set(list.map(({ user }) => user)).size]).toEqual([
      30, 170, 200, 200,
    ])
    expect(list.slice(0, 30).every(({ place }) => place === 'seated')).toBe(true)
    expect(list.slice(30).map(({ position }) => position)).toEqual(
      Array.from({ length: 170 }, (_, i) => i + 1),
    )
  }, 120_000)

  test('When somebody gives a place up, then it is kept for the first in the queue, who says yes; the card follows', async () => {
    const shift = await shiftOf('lead-2', { places: 1 })
    expect(await take('resident-1', shift)).toMatchObject({
      mine: { place: 'seated' },
      stateText: '位子满了',
    })
    expect(await take('resident-2', shift)).toMatchObject({ mine: { place: 'waiting', position: 1 } })
    expect(await take('resident-3', shift)).toMatchObject({ mine: { place: 'waiting', position: 2 } })
    expect((await given.as('resident-2').try(volunteers.confirmPlace, { id: shift.id })).body.code).toBe(
      'volunteers.notYetYours',
    )
    await giveUp('resident-1', shift)
    await given.settled()
    const asked = await seen('resident-2', shift)
    // Not beyond an hour before it begins.
    expect(asked).toMatchObject({ mine: { place: 'held', confirmBy: plusMinutes(starts, -60) } })
    expect(asked.may).toContain('confirmPlace')
    expect(await inbox('resident-2')).toContain('有位子了')
    await given.as('resident-2').do(volunteers.confirmPlace, { id: shift.id })
    await given.as('resident-2').do(volunteers.confirmPlace, { id: shift.id })
    expect(await seen('resident-2', shift)).toMatchObject({ mine: { place: 'seated' } })
    await given.settled()
    const cards = async (person: string) =>
      (await given.as(person).do(matters.mine, {})).items.filter(({ id }) => id === shift.id)
    expect(await cards('resident-2')).toMatchObject([
      { kind: 'shift', stateText: '报上了', hint: expect.stringMatching(/^在.+。来不了请点开退掉。$/) },
    ])
    expect(await cards('resident-1')).toEqual([])
    expect(
      (await given.as('resident-2').do(volunteers.shifts, { list: 'mine' })).items.map(({ id }) => id),
    ).toContain(shift.id)
  })

  test('When a retry of a tap comes after the place was given up, then it takes nothing', async () => {
    const shift = await shiftOf('lead-2')
    const tap = { id: shift.id, op: op() }
    await given.as('resident-4').do(volunteers.takeShift, tap)
    const leave = { id: shift.id, op: op() }
    await given.as('resident-4').do(volunteers.giveUpShift, leave)
    expect((await given.as('resident-4').do(volunteers.takeShift, tap)).mine).toBeUndefined()
    await take('resident-4', shift)
    expect((await given.as('resident-4').do(volunteers.giveUpShift, leave)).mine).toMatchObject({
      place: 'seated',
    })
  })

  test('When nobody says yes in time, then the next is asked, and the silent one is told', async () => {
    const startsAt = plusMinutes(monday10, 5 * day)
    const shift = await shiftOf('lead-2', { places: 1, startsAt, endsAt: plusMinutes(startsAt, 60) })
    for (const person of ['resident-5', 'resident-6', 'resident-7']) await take(person, shift)
    await giveUp('resident-5', shift)
    given.minutesLater(2 * day + 1)
    expect((await given.as('resident-6').try(volunteers.confirmPlace, { id: shift.id })).body.code).toBe(
      'volunteers.placeGone',
    )
    await given.tick()
    await given.settled()
    expect((await seen('resident-6', shift)).mine).toBeUndefined()
    expect((await seen('resident-7', shift)).mine).toMatchObject({ place: 'held' })
    expect(await inbox('resident-6')).toContain('位子给了下一位')
  })

  test('When more places are made, then those who wait are asked; nobody loses one to fewer', async () => {
    const shift = await shiftOf('lead-2', { places: 2 })
    for (const person of ['resident-8', 'resident-9', 'resident-10']) await take(person, shift)
    const fewer = await given
      .as('lead-2')
      .do(volunteers.changeShift, { ...shift, op: op(), changes: { places: 1 } })
    expect(fewer).toMatchObject({ taken: 2, waiting: 1 })
    const more = await given
      .as('lead-2')
      .do(volunteers.changeShift, { id: shift.id, seq: fewer.seq, op: op(), changes: { places: 3 } })
    expect(more).toMatchObject({ taken: 3, waiting: 0 })
    expect((await seen('resident-10', shift)).mine).toMatchObject({ place: 'held' })
  })

  test('When the lead takes somebody off the list, then they are told; who goes by themselves is not', async () => {
    const shift = await shiftOf('lead-3')
    for (const person of ['resident-36', 'resident-37']) await take(person, shift)
    const person = await given.idOf('resident-36')
    await given.as('lead-3').do(volunteers.giveUpShift, { id: shift.id, op: op(), person })
    await giveUp('resident-37', shift)
    await given.settled()
    expect(await inbox('resident-36')).toContain('这一班不用来了')
    expect(await inbox('resident-37')).not.toContain('这一班不用来了')
  })

  test('When a shift is called off, then everybody is told, and nobody comes in any more', async () => {
    const shift = await shiftOf('lead-3', { places: 1 })
    await take('resident-11', shift)
    await take('resident-12', shift)
    await given
      .as('lead-3')
      .do(volunteers.cancelShift, { id: shift.id, seq: shift.seq, op: op(), reason: 'weather' })
    await given.settled()
    for (const person of ['resident-11', 'resident-12']) expect(await inbox(person)).toContain('这一班取消了')
    expect((await given.as('resident-13').try(volunteers.takeShift, { id: shift.id })).status).toBe(409)
    expect((await seen('lead-3', shift)).may).toEqual(['callList', 'again'])
    expect((await seen('resident-11', shift)).may).toEqual([])
  })

  test('When somebody has another shift at that time, or the work may be dangerous, then they are told before', async () => {
    const [one, other] = [await shiftOf('lead-4'), await shiftOf('lead-4', { insurance: '社区团体意外险' })]
    expect((await given.as('resident-14').try(volunteers.takeShift, { id: other.id })).body.code).toBe(
      'volunteers.sayFit',
    )
    await given.as('resident-14').do(volunteers.takeShift, { id: other.id, fit: true })
    await given.settled()
    expect((await given.as('resident-14').try(volunteers.takeShift, { id: one.id })).body.code).toBe(
      'volunteers.overlaps',
    )
    await take('volunteer-4', one)
    await given.settled()
    const person = await given.idOf('volunteer-4')
    const byLead = await given.as('lead-4').try(volunteers.takeShift, { id: other.id, person })
    expect(byLead.body).toMatchObject({
      ...{ code: 'volunteers.heOverlaps', text: expect.stringContaining(one.title) },
    })
  })

  test('When a lead wants it once a week, then each is a shift of its own, and what else the team has then is named', async () => {
    const week = 7 * day
    const other = await shiftOf('lead-11', {
      ...{ startsAt: plusMinutes(starts, week + 60), endsAt: plusMinutes(starts, week + 180) },
    })
    await given.settled()
    const about: Input<typeof volunteers.addShift> = {
      ...{ team: 'team-11', title: '楼道清扫', place: '6号楼前', places: 5, key: 'weekly-11' },
      ...{ startsAt: starts, endsAt: plusMinutes(starts, 120), openTo: 'all', weeks: 4 },
    }
    const first = await given.as('lead-11').do(volunteers.addShift, about)
    const series = first.series!
    expect(series.map(({ startsAt }) => startsAt)).toEqual(
      [0, 1, 2, 3].map(at => plusMinutes(starts, at * week)),
    )
    expect(series.map(({ beside = [] }) => beside.map(({ title }) => title))).toEqual([
      [],
      [other.title],
      [],
      [],
    ])
    // The same tap again makes none besides.
    const again = await given.as('lead-11').do(volunteers.addShift, about)
    expect(again.series!.map(({ id }) => id)).toEqual(series.map(({ id }) => id))
    // What becomes of one is nothing to the others.
    const one = await given.as('lead-11').do(volunteers.shift, { id: series[2]!.id })
    await given.as('lead-11').do(volunteers.cancelShift, { id: one.id, seq: one.seq, op: op() })
    const states = await Promise.all(series.map(({ id }) => seen('resident-1', { ...first, id })))
    expect(states.map(({ state }) => state)).toEqual(['open', 'open', 'cancelled', 'open'])
    const far = { startsAt: plusMinutes(monday10, 80 * day), endsAt: plusMinutes(monday10, 80 * day + 60) }
    const tooMany = await given
      .as('lead-11')
      .try(volunteers.addShift, { ...about, ...far, key: 'weekly-far' })
    expect(tooMany.body).toMatchObject({
      ...{ code: 'volunteers.tooManyWeeks', text: expect.stringContaining('最多2次') },
      fields: { weeks: expect.any(String) },
    })
  })

  test('When a shift is moved onto another, then the lead sees who is in both, and who is in both is told so', async () => {
    const later = plusMinutes(starts, 5 * 60)
    const moved = await shiftOf('lead-12')
    const other = await shiftOf('lead-13', { startsAt: later, endsAt: plusMinutes(later, 60), places: 1 })
    for (const person of ['resident-40', 'resident-41']) await take(person, moved)
    // Who only waits for the other one is in no two places.
    for (const person of ['resident-40', 'resident-41']) await take(person, other)
    await given.settled()
    const tap = { id: moved.id, seq: moved.seq, op: op() }
    const changes = { startsAt: plusMinutes(later, 30), endsAt: plusMinutes(later, 90) }
    const after = await given.as('lead-12').do(volunteers.changeShift, { ...tap, changes })
    expect(after.people?.map(({ name, alsoIn }) => [name, alsoIn])).toEqual([
      ['称呼resident-40', other.title],
      ['称呼resident-41', undefined],
    ])
    // Another team's is not one of theirs.
    expect(after.beside).toBeUndefined()
    expect((await seen('resident-41', moved)).people).toBeUndefined()
    await given.settled()
    const told = async (person: string) =>
      (await given.as(person).do(messages.inbox, {})).items.find(({ title }) => title === '班次有变化')?.text
    expect(await told('resident-40')).toContain(`您还报了“${other.title}”`)
    expect(await told('resident-41')).toContain('来不了请点开退掉')
  })

  test('When a shift was called off, then its lead still has whom to ring, with numbers on record, and ticks who was reached', async () => {
    const shift = await shiftOf('lead-14', { places: 1 })
    for (const person of ['resident-42', 'resident-43']) await take(person, shift)
    const [person, waits] = [await given.idOf('resident-42'), await given.idOf('resident-43')]
    const lead = given.as('lead-14')
    const asked = { id: shift.id, person }
    expect((await lead.try(volunteers.phoneOf, asked)).status).toBe(409)
    await lead.do(volunteers.cancelShift, { id: shift.id, seq: shift.seq, op: op(), reason: 'weather' })
    await given.settled()
    expect(await inbox('lead-14')).toContain('请打电话说一声')
    const list = await seen('lead-14', shift)
    expect(list.people?.map(({ user, place }) => [user, place])).toEqual([
      [person, 'seated'],
      [waits, 'waiting'],
    ])
    expect((await lead.do(volunteers.phoneOf, asked)).phone).toMatch(/^\d{11}$/)
    const viewers = await given.as('resident-42').do(identity.viewers, {})
    expect(viewers.items[0]).toMatchObject({ name: '称呼lead-14' })
    const reached = async (more: object = {}) =>
      (await lead.do(volunteers.reached, { ...asked, op: op(), ...more })).people?.map(
        each => each.reached?.name,
      )
    expect(await reached()).toEqual(['称呼lead-14', undefined])
    expect(await reached()).toEqual(['称呼lead-14', undefined])
    expect(await reached({ undo: true })).toEqual([undefined, undefined])
    for (const stranger of ['lead-13', 'resident-43'])
      expect((await given.as(stranger).try(volunteers.phoneOf, asked)).status).toBe(403)
    expect((await seen('resident-43', shift)).people).toBeUndefined()
    const coming = async (who: string) =>
      (await given.as(who).do(volunteers.shifts, { team: 'team-14' })).items.map(({ id }) => id)
    expect(await coming('lead-14')).toContain(shift.id)
    expect(await coming('resident-43')).not.toContain(shift.id)
    const nobody = { id: shift.id, person: await given.idOf('resident-44') }
    for (const operation of [volunteers.phoneOf, volunteers.reached])
      expect((await lead.try(operation, nobody)).body.code).toBe('volunteers.notOnList')
  })

  test('When nothing can be done about a shift any more, then it is said what is so, and not something else', async () => {
    const [off, full] = [await shiftOf('lead-15'), await shiftOf('lead-15', { places: 1 })]
    for (const shift of [off, full]) await take('volunteer-15', shift)
    const lead = given.as('lead-15')
    await lead.do(volunteers.cancelShift, { id: off.id, seq: off.seq, op: op(), reason: 'weather' })
    const [mine, other] = [await given.idOf('volunteer-15'), await given.idOf('lead-15')]
    const saying = async (asked: Promise<{ body: unknown }>) => (await asked).body
    const cancelled = { code: 'volunteers.shiftCancelled', text: expect.stringContaining('天气不好') }
    for (const operation of [volunteers.takeShift, volunteers.giveUpShift, volunteers.confirmPlace])
      expect(await saying(given.as('volunteer-15').try(operation, { id: off.id }))).toMatchObject(cancelled)
    for (const operation of [volunteers.checkIn, volunteers.noShow])
      expect(await saying(lead.try(operation, { id: off.id, person: mine }))).toMatchObject(cancelled)
    given.setNow(plusMinutes(starts, 10))
    expect(await saying(lead.try(volunteers.checkIn, { id: full.id, person: other }))).toMatchObject({
      ...{ code: 'volunteers.shiftFull', text: expect.stringContaining('1个位子') },
    })
    expect(await saying(lead.try(volunteers.checkOut, { id: full.id, person: mine }))).toMatchObject({
      code: 'volunteers.notYetHere',
    })
    await lead.do(volunteers.checkIn, { id: full.id, person: mine })
    expect(await saying(given.as('volunteer-15').try(volunteers.giveUpShift, { id: full.id }))).toMatchObject(
      { code: 'volunteers.youHaveCome' },
    )
    given.setNow(plusMinutes(starts, 4 * 60))
    for (const state of ['open', 'ended']) {
      expect((await seen('resident-45', full)).state).toBe(state)
      for (const operation of [volunteers.takeShift, volunteers.giveUpShift])
        expect(await saying(given.as('resident-45').try(operation, { id: full.id }))).toMatchObject({
          ...{ code: 'volunteers.shiftOver', text: expect.not.stringContaining('取消') },
        })
      await given.tick()
      await given.settled()
    }
    const tap = { id: full.id, seq: (await seen('lead-15', full)).seq }
    const late = [
      lead.try(volunteers.changeShift, { ...tap, changes: { places: 2 } }),
      lead.try(volunteers.cancelShift, tap),
    ]
    for (const asked of late) expect(await saying(asked)).toMatchObject({ code: 'volunteers.cannotChange' })
    // Who was there besides is put down all the same.
    const both = await lead.do(volunteers.checkIn, { id: full.id, person: other })
    expect([both.taken, both.places]).toEqual([2, 1])
  })

  test('When it is for the team, then others do not know of it; the times have to make sense', async () => {
    const shift = await shiftOf('lead-5', { openTo: 'team' })
    expect((await given.as('resident-15').try(volunteers.shift, { id: shift.id })).status).toBe(404)
    expect((await given.as('volunteer-6').try(volunteers.takeShift, { id: shift.id })).status).toBe(404)
    expect((await given.as('outsider-1').try(volunteers.shift, { id: shift.id })).status).toBe(404)
    expect(await take('volunteer-5', shift)).toMatchObject({ mine: { place: 'seated' } })
    const times = (startsAt: string, minutes: number) => ({
      startsAt,
      endsAt: plusMinutes(startsAt, minutes),
    })
    const wrong = [
      [times(plusMinutes(monday10, 200 * day), 60), '最多提前90天'],
      [times(plusMinutes(monday10, -8 * day), 60), '最早补记7天前的'],
      [times(starts, 0), '结束要晚于开始'],
      [times(starts, 15 * 60), '一次最长14小时'],
    ] as const
    for (const [times, why] of wrong) {
      const about = { team: 'team-5', title: 'x', place: 'x', places: 1, ...times }
      const { body } = await given.as('lead-5').try(volunteers.addShift, about)
      expect([body.code, body.text]).toEqual(['volunteers.badTimes', expect.stringContaining(why)])
    }
    const others = {
      team: 'team-6',
      title: 'x',
      place: 'x',
      places: 1,
      startsAt: starts,
      endsAt: plusMinutes(starts, 60),
    }
    expect((await given.as('lead-5').try(volunteers.addShift, others)).body.code).toBe(
      'identity.scopeUnknown',
    )
  })
})

describe('coming and going', () => {
  test('When somebody moved away, then the day before their place goes to the next', async () => {
    const shift = await shiftOf('lead-6', { places: 1 })
    for (const person of ['resident-30', 'resident-31']) await take(person, shift)
    const user = await given.idOf('resident-30')
    const grant = 'resident.bchd.bchd'
    await given.as('staff-1').do(identity.revoke, { user, grant, reason: 'moved' })
    given.setNow(plusMinutes(starts, 1 - day))
    await given.tick()
    expect((await seen('lead-6', shift)).people).toMatchObject([{ name: '称呼resident-31', place: 'held' }])
  })

  const during = (minutes: number) => given.setNow(plusMinutes(starts, minutes))
  const checkIn = (person: string, { id }: ShiftReply, more: object = {}) =>
    given.as(person).try(volunteers.checkIn, { id, ...more })

  test('When the code or its digits are given in time, then they are in; out again, the minutes within the shift count', async () => {
    const shift = await shiftOf('lead-7')
    for (const person of ['resident-20', 'resident-21']) await take(person, shift)
    expect((await checkIn('resident-20', shift, { digits: '000000' })).body.code).toBe('volunteers.tooEarly')
    during(-30)
    const early = await given.as('lead-7').do(volunteers.checkInCode, { id: shift.id })
    expect(await checkIn('resident-20', shift, { digits: early.digits })).toMatchObject({ status: 200 })
    during(10)
    expect((await checkIn('resident-21', shift, { digits: early.digits })).body.code).toBe(
      'volunteers.wrongCode',
    )
    expect((await checkIn('resident-21', shift)).body.code).toBe('volunteers.codeNeeded')
    const late = await given.as('lead-7').do(volunteers.checkInCode, { id: shift.id })
    given.minutesLater(2)
    // The code before the present one is still good, for those who are typing it.
    expect(await checkIn('resident-21', shift, { code: late.code })).toMatchObject({ status: 200 })
    during(75)
    await given.as('resident-21').do(volunteers.checkOut, { id: shift.id })
    during(150)
    const out = await given.as('resident-20').do(volunteers.checkOut, { id: shift.id })
    expect(out.mine).toMatchObject({ minutes: 120 })
    expect((await seen('resident-21', shift)).mine).toMatchObject({ minutes: 63 })
    expect(await given.as('resident-20').do(volunteers.hours, {})).toMatchObject({ minutes: 120, times: 1 })
    // Out twice changes nothing.
    given.minutesLater(5)
    expect((await given.as('resident-21').do(volunteers.checkOut, { id: shift.id })).mine).toMatchObject({
      minutes: 63,
    })
  })

  test('When somebody has no place, or guesses, then they are sent to the lead, and soon refused', async () => {
    const shift = await shiftOf('lead-7', { places: 1 })
    await take('resident-22', shift)
    await take('resident-23', shift)
    during(5)
    const { digits } = await given.as('lead-7').do(volunteers.checkInCode, { id: shift.id })
    expect((await checkIn('resident-23', shift, { digits })).body.code).toBe('volunteers.stillWaiting')
    expect((await checkIn('resident-24', shift, { digits })).body.code).toBe('volunteers.takePlaceFirst')
    expect((await given.as('resident-22').try(volunteers.checkInCode, { id: shift.id })).status).toBe(403)
    const wrong = digits === '123456' ? '654321' : '123456'
    await withinLimits(async () => {
      for (let i = 0; i < 20; i++) await checkIn('resident-22', shift, { digits: wrong })
      expect((await checkIn('resident-22', shift, { digits: wrong })).status).toBe(429)
    })
  })

  test('When the lead keeps the list on paper, then who came is entered with times, also for somebody without a place', async () => {
    const shift = await shiftOf('lead-8', { places: 2, openTo: 'team' })
    await take('volunteer-8', shift)
    const walkIn = await given.idOf('lead-8')
    const person = await given.idOf('volunteer-8')
    during(3 * 60)
    const at = plusMinutes(starts, 5)
    const lead = given.as('lead-8')
    expect(
      (await lead.try(volunteers.checkIn, { id: shift.id, person, at: plusMinutes(starts, 500) })).body.code,
    ).toBe('volunteers.wrongTime')
    await lead.do(volunteers.checkIn, { id: shift.id, person, at })
    const listed = await lead.do(volunteers.checkOut, { id: shift.id, person, at: plusMinutes(starts, 65) })
    expect(listed.people).toMatchObject([{ name: '称呼volunteer-8', how: 'lead', minutes: 60 }])
    await lead.do(volunteers.checkIn, { id: shift.id, person: walkIn })
    expect((await seen('lead-8', shift)).taken).toBe(2)
    const stranger = await given.idOf('resident-25')
    expect((await lead.try(volunteers.checkIn, { id: shift.id, person: stranger })).body.code).toBe(
      'volunteers.notInTeam',
    )
    expect(
      (await given.as('volunteer-8').try(volunteers.checkIn, { id: shift.id, person: walkIn, at })).status,
    ).toBe(403)
  })

  test('When somebody did not come, then the lead records it, by whom is seen, and it can be taken back', async () => {
    const shift = await shiftOf('lead-9')
    await take('resident-26', shift)
    const person = await given.idOf('resident-26')
    const lead = given.as('lead-9')
    expect((await lead.try(volunteers.noShow, { id: shift.id, person })).body.code).toBe(
      'volunteers.notYetBegun',
    )
    during(30)
    await lead.do(volunteers.noShow, { id: shift.id, person })
    expect((await seen('resident-26', shift)).mine).toMatchObject({ noShow: { name: '称呼lead-9' } })
    expect(await given.as('resident-26').do(volunteers.hours, {})).toMatchObject({ minutes: 0, times: 0 })
    await lead.do(volunteers.noShow, { id: shift.id, person, undo: true })
    expect((await seen('resident-26', shift)).mine?.noShow).toBeUndefined()
    const { digits } = await lead.do(volunteers.checkInCode, { id: shift.id })
    await checkIn('resident-26', shift, { digits })
    expect((await lead.try(volunteers.noShow, { id: shift.id, person })).body.code).toBe('volunteers.hasCome')
  })

  test('When it is the day before, they are reminded; when it is over, the lead hears what the list lacks', async () => {
    await given.idOf('lead-10')
    const shift = await shiftOf('lead-10')
    for (const person of ['resident-27', 'resident-28']) await take(person, shift)
    given.minutesLater(day)
    await given.tick()
    await given.settled()
    expect(await inbox('resident-27')).toContain('别忘了这一班')
    during(5)
    const { digits } = await given.as('lead-10').do(volunteers.checkInCode, { id: shift.id })
    await checkIn('resident-27', shift, { digits })
    during(4 * 60)
    await given.tick()
    await given.settled()
    expect(await inbox('lead-10')).toContain('签到表要看一眼')
    const over = await seen('lead-10', shift)
    expect(over.state).toBe('ended')
    // The list can still be put right, coming in late by the code cannot.
    expect((await checkIn('resident-28', shift, { digits })).body.code).toBe('volunteers.tooLate')
    const person = await given.idOf('resident-27')
    const right = await given
      .as('lead-10')
      .do(volunteers.checkOut, { id: shift.id, person, at: plusMinutes(starts, 95) })
    expect(right.people?.find(({ user }) => user === person)).toMatchObject({ minutes: 90 })
  })
})
