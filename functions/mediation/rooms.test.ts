import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { community, type Settings } from '../../shared/community/community.ts'
import type { MediationRoom } from '../../shared/mediation/settings.ts'
import { mediation } from '../../shared/mediation/mediation.ts'
import { caseStory, room, tuesday10 } from '../testing/case-story.ts'
import { monday10, neighbourhood, type Neighbourhood } from '../testing/given.ts'

let given: Neighbourhood
let story: ReturnType<typeof caseStory>
beforeAll(async () => {
  given = await neighbourhood()
  story = caseStory(given)
})
afterAll(() => given.close())
beforeEach(() => given.setNow(monday10))

const staff = () => given.as('room-1')
const kept = () => given.as('staff-1').do(community.settings, {})

/** What is answered when the settings of mediation are changed in this way. */
const change = async (how: (was: Settings['mediation']) => Partial<Settings['mediation']>) => {
  const { version, settings } = await kept()
  const changes = { mediation: { ...settings.mediation, ...how(settings.mediation) } }
  const { status, body } = await given.as('staff-1').try(community.saveSettings, { version, changes })
  return { status, code: body.code, text: body.text, fields: body.fields }
}
const changeRoom = (id: string, how: (was: MediationRoom) => Partial<MediationRoom>) =>
  change(({ rooms }) => ({
    rooms: rooms.map(each => (each.id === id ? { ...each, ...how(each) } : each)),
  }))
const secondRoom = () =>
  change(({ rooms }) => ({
    rooms: [...rooms, { ...rooms[0]!, id: 'room-2', name: '小会议室', place: '社区二楼' }],
  }))

const week = { fromOn: '2026-11-23', toOn: '2026-11-29' }
const roomsOnDesk = async () => {
  const { rooms, items } = await staff().do(mediation.calendar, week)
  return { names: rooms.map(({ name }) => name), in: items.map(item => item.room) }
}

describe('When a room changes while somebody is to come', () => {
  test('then it is neither closed nor taken away from under them, and it says who comes when', async () => {
    expect((await secondRoom()).status).toBe(200)
    const each = await story.booked(tuesday10)
    const refusal = {
      status: 409,
      code: 'mediation.roomBooked',
      text: '睦邻调解室11月24日周二 10:00还约着调解。请先在调解室的排期里改约，再来改这里。',
    }
    expect(await changeRoom(room, () => ({ closed: true }))).toMatchObject({
      ...refusal,
      fields: { 'changes.mediation.rooms.0': expect.any(String) },
    })
    expect(await change(({ rooms }) => ({ rooms: rooms.slice(1) }))).toMatchObject({
      ...refusal,
      fields: { 'changes.mediation.rooms': expect.any(String) },
    })
    // Another name, another floor, another room before it: nobody stands at a locked door.
    expect(
      (
        await change(({ rooms: [first, second] }) => ({
          rooms: [second!, { ...first!, name: '睦邻调解室' }],
        }))
      ).status,
    ).toBe(200)
    await staff().do(mediation.reschedule, { ...story.tap(each), room: 'room-2', fromAt: tuesday10 })
    expect((await changeRoom(room, () => ({ closed: true }))).status).toBe(200)
    expect(await roomsOnDesk()).toEqual({ names: ['小会议室'], in: ['room-2'] })
    expect((await changeRoom(room, () => ({ closed: undefined }))).status).toBe(200)
  })

  test('then its hours shrink as far as nobody is left outside', async () => {
    const first = await story.booked('2026-11-25T07:00:00.000Z', 'resident-3', 'resident-4', 'mediator-2')
    await story.booked('2026-11-26T07:00:00.000Z', 'resident-5', 'resident-6', 'mediator-3')
    const until = (to: string) => changeRoom(room, ({ hours }) => ({ hours: { ...hours, to } }))
    expect((await until('16:00')).status).toBe(200)
    expect(await until('15:45')).toMatchObject({
      code: 'mediation.roomBooked',
      text: expect.stringContaining('11月25日周三 15:00还约着调解，这样的一共2场'),
    })
    const closedOn = (on: string) =>
      changeRoom(room, ({ hours }) => ({ hours: { ...hours, closedOn: [...hours.closedOn, on] } }))
    expect((await closedOn('2026-11-27')).status).toBe(200)
    expect((await closedOn('2026-11-26')).code).toBe('mediation.roomBooked')
    await staff().do(mediation.cancel, { ...story.tap(first), reason: 'roomGone' })
    const workdays = (weekdays: number[]) =>
      changeRoom(room, ({ hours }) => ({ hours: { ...hours, weekdays } }))
    expect((await workdays([1, 2, 4])).status).toBe(200)
    expect((await workdays([1, 2])).code).toBe('mediation.roomBooked')
    expect((await workdays([1, 2, 3, 4, 5])).status).toBe(200)
  })

  test('then a talk at the desk after hours is in nobody’s way', async () => {
    const each = await story.heard('resident-7', 'resident-8', 'mediator-4')
    given.setNow('2026-11-23T11:50:00.000Z')
    await staff().do(mediation.book, {
      ...{ ...story.tap(each), room: 'room-2', fromAt: '2026-11-23T12:00:00.000Z', walkIn: true },
    })
    expect((await changeRoom('room-2', ({ hours }) => ({ hours: { ...hours, from: '10:00' } }))).status).toBe(
      200,
    )
  })
})

describe('When a room is closed for good', () => {
  test('then nothing is booked there, and what took place there still says where', async () => {
    const held = await story.held('2026-11-24T06:00:00.000Z', 'resident-9', 'resident-10', 'mediator-1')
    await staff().do(mediation.adjourn, {
      ...{ ...story.tap(held), room: 'room-2', fromAt: '2026-11-27T02:00:00.000Z' },
    })
    given.setNow('2026-11-27T00:00:00.000Z')
    expect((await changeRoom(room, () => ({ closed: true }))).status).toBe(200)

    expect(await roomsOnDesk()).toMatchObject({ names: expect.arrayContaining(['睦邻调解室']) })
    const next = { fromOn: '2026-11-30', toOn: '2026-12-06' }
    const { rooms, open } = await staff().do(mediation.calendar, next)
    expect([rooms.map(({ id }) => id), [...new Set(open.map(each => each.room))]]).toEqual([
      ['room-2'],
      ['room-2'],
    ])
    const seen = await story.read('room-1', held)
    expect(seen.sessions.map(session => session.room)).toEqual(['睦邻调解室'])

    const free = await staff().do(mediation.freeSlots, { id: held.id, fromOn: '2026-11-30', days: 7 })
    expect([free.rooms.map(({ id }) => id), [...new Set(free.starts.map(each => each.room))]]).toEqual([
      ['room-2'],
      ['room-2'],
    ])
    const there = { ...story.tap(seen), room, fromAt: '2026-12-01T02:00:00.000Z' }
    expect((await staff().try(mediation.reschedule, there)).body).toMatchObject({
      code: 'mediation.roomUnknown',
      fields: { room: expect.any(String) },
    })
    expect((await staff().try(mediation.freeSlots, { id: held.id, room, fromOn: '2026-11-30' })).status).toBe(
      400,
    )
    await changeRoom(room, () => ({ closed: undefined }))
  })

  test('then it cannot be struck from the list, for old files name it; one that nobody ever used can', async () => {
    given.setNow('2026-12-14T02:00:00.000Z')
    const third = { id: 'room-3', name: '写错的一间' }
    await change(({ rooms }) => ({ rooms: [...rooms, { ...rooms[0]!, ...third }] }))
    expect(await change(({ rooms }) => ({ rooms: rooms.filter(({ id }) => id !== room) }))).toMatchObject({
      status: 409,
      code: 'mediation.roomUsed',
    })
    const without = await change(({ rooms }) => ({ rooms: rooms.filter(({ id }) => id !== third.id) }))
    expect(without.status).toBe(200)
  })
})

test('When something cannot be, then it says where', async () => {
  const wrong = async (how: Parameters<typeof change>[0]) => {
    const { status, fields = {} } = await change(how)
    return [status, ...Object.keys(fields).map(path => path.replace('changes.mediation.', ''))]
  }
  const rooms =
    (how: Partial<MediationRoom>) =>
    ({ rooms: [first] }: Settings['mediation']) => ({ rooms: [{ ...first!, ...how }] })
  const hours = (part: Partial<MediationRoom['hours']>) => (was: Settings['mediation']) =>
    rooms({ hours: { ...was.rooms[0]!.hours, ...part } })(was)
  expect(await wrong(rooms({ name: ' ' }))).toEqual([400, 'rooms.0.name'])
  expect(await wrong(rooms({ slotMinutes: 20 }))).toEqual([400, 'rooms.0.slotMinutes'])
  expect(await wrong(rooms({ closed: true }))).toEqual([400, 'rooms'])
  expect(await wrong(hours({ from: '09:10' }))).toEqual([400, 'rooms.0.hours.from'])
  expect(await wrong(hours({ to: '17:10' }))).toEqual([400, 'rooms.0.hours.to'])
  expect(await wrong(hours({ from: '09:00', to: '09:30' }))).toEqual([400, 'rooms.0.hours.to'])
  expect(await wrong(({ rooms }) => ({ rooms: [...rooms, { ...rooms[0]!, id: 'room-9' }] }))).toEqual([
    ...[400, 'rooms.2.name'],
  ])
  expect(await wrong(() => ({ sessionMinutes: 50 }))).toEqual([400, 'sessionMinutes'])
  expect(await wrong(() => ({ warnDays: [20, 40] }))).toEqual([400, 'warnDays'])
  expect(await wrong(() => ({ confirmWarnDays: [30] }))).toEqual([400, 'confirmWarnDays'])
  expect(await wrong(() => ({ monthColumns: [] }))).toEqual([400, 'monthColumns'])
  expect(await wrong(() => ({ subsidyFen: { oral: -1, written: 0, none: 0 } }))).toEqual([
    ...[400, 'subsidyFen.oral'],
  ])
})
