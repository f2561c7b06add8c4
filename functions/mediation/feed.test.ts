/** The secret link to a calendar: what calendar programs read from it. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { identity } from '../../shared/identity/identity.ts'
import { mediation } from '../../shared/mediation/mediation.ts'
import { api } from '../api.ts'
import { caseStory, room, tuesday10 } from '../testing/case-story.ts'
import { monday10, neighbourhood, op, type Neighbourhood } from '../testing/given.ts'

let given: Neighbourhood
let story: ReturnType<typeof caseStory>
beforeAll(async () => {
  given = await neighbourhood()
  story = caseStory(given)
})
afterAll(() => given.close())

const link = async (person = 'room-1', of: 'room' | 'mine' = 'room', tap: string = op()) =>
  given.as(person).do(mediation.feed, { of, change: 'make', op: tap })
const read = async (path: string) => {
  await given.settled()
  const { status, about, bytes } = await given.fetchFrom(path)
  return { status, about, text: bytes.toString('utf8').replaceAll('\r\n ', '') }
}
const status = async (path: string) => (await read(path)).status
/** Each event as its lines by name. */
const eventsIn = ({ text }: { readonly text: string }) =>
  text
    .split('BEGIN:VEVENT\r\n')
    .slice(1)
    .map(event => Object.fromEntries(event.split('\r\n').map(line => line.split(':', 2) as [string, string])))
const at = (time: string) => new Date(`2026-11-${time.replace(' ', 'T')}:00+08:00`).toISOString()
const tap = ({ id, seq }: { readonly id: string; readonly seq: number }) => ({ id, seq, op: op() })

describe('When a calendar program follows a secret link', () => {
  test('then it reads times, rooms, numbers and kinds, and no name, until the link is revoked', async () => {
    const each = await story.booked(tuesday10, 'resident-30', 'resident-31')
    expect(await given.as('room-1').do(mediation.feed, { of: 'room' })).toEqual({})
    const { path } = await link()
    expect(await given.as('room-1').do(mediation.feed, { of: 'room' })).toEqual({ madeAt: monday10 })

    const found = await read(path!)
    expect([found.status, found.about?.['content-type']]).toEqual([200, 'text/calendar; charset=utf-8'])
    for (const line of ['X-PUBLISHED-TTL:PT1H', 'REFRESH-INTERVAL;VALUE=DURATION:PT1H'])
      expect(found.text).toContain(`\r\n${line}\r\n`)
    expect(eventsIn(found)).toEqual([
      expect.objectContaining({
        DTSTART: '20261124T020000Z',
        SUMMARY: `调解：${each.number!}漏水`,
        LOCATION: expect.stringContaining('（'),
        STATUS: 'CONFIRMED',
      }),
    ])
    for (const secret of [each.id, '刘老师', '楼上李家', '称呼', '实名'])
      expect(found.text).not.toContain(secret)
    expect(given.logged.join('\n')).not.toContain(path!.split('/').pop()!)
    expect(given.logged.at(-1)).toContain('"operation":"calendar"')

    const again = await link()
    expect([await status(path!), await status(again.path!)]).toEqual([404, 200])
    await given.as('room-1').do(mediation.feed, { of: 'room', change: 'revoke' })
    expect(await status(again.path!)).toBe(404)
    expect(await given.as('room-1').do(mediation.feed, { of: 'room' })).toEqual({})
  })

  test('then what is moved keeps its name and counts on, what is called off goes out as cancelled for a month, and what was held stays', async () => {
    const { path } = await link()
    const before = eventsIn(await read(path!)).length
    const mine = async () => eventsIn(await read(path!)).slice(before)
    const booked = await story.booked(at('24 14:00'), 'resident-32', 'resident-33', 'mediator-2')
    const [first] = await mine()
    const moved = await given
      .as('room-1')
      .do(mediation.reschedule, { ...tap(booked), room, fromAt: at('25 14:00') })
    const [second, ...others] = await mine()
    expect(others).toEqual([])
    expect(second).toMatchObject({ UID: first!.UID, DTSTART: '20261125T060000Z', STATUS: 'CONFIRMED' })
    expect(Number(second!.SEQUENCE)).toBeGreaterThan(Number(first!.SEQUENCE))

    const off = await given.as('room-1').do(mediation.cancel, tap(moved))
    const [third] = await mine()
    expect(third).toMatchObject({ UID: first!.UID, DTSTART: '20261125T060000Z', STATUS: 'CANCELLED' })
    expect(Number(third!.SEQUENCE)).toBeGreaterThan(Number(second!.SEQUENCE))

    await given.as('room-1').do(mediation.book, { ...tap(off), room, fromAt: at('26 10:00') })
    expect(await mine()).toEqual([
      expect.objectContaining({ UID: first!.UID, DTSTART: '20261126T020000Z', STATUS: 'CONFIRMED' }),
    ])
    try {
      given.setNow(at('26 10:05'))
      const read = await given.as('room-1').do(mediation.get, { id: booked.id })
      await given.as('room-1').do(mediation.hold, { ...tap(read), held: true, present: ['p1', 'p2'] })
      given.setNow(at('27 09:00'))
      expect(await mine()).toEqual([
        expect.objectContaining({ UID: first!.UID, STATUS: 'CONFIRMED', DTSTART: '20261126T020500Z' }),
      ])
    } finally {
      given.setNow(monday10)
    }
  })

  test('then one that another mediator has now is cancelled for the one before, until they have it again', async () => {
    const feeds = [await link('mediator-4', 'mine'), await link('mediator-5', 'mine'), await link()]
    const booked = await story.booked(at('25 09:00'), 'resident-36', 'resident-37', 'mediator-4')
    const stateOf = async ({ path }: (typeof feeds)[number]) =>
      eventsIn(await read(path!))
        .filter(event => event.SUMMARY === `调解：${booked.number!}漏水`)
        .map(({ STATUS, UID }) => [STATUS, UID])
    const [[, uid] = []] = await stateOf(feeds[0]!)
    const states = async () => [await stateOf(feeds[0]!), await stateOf(feeds[1]!), await stateOf(feeds[2]!)]
    const give = async (mediator: string) =>
      given.as('room-1').do(mediation.setMediator, {
        ...tap(await story.read('room-1', booked)),
        mediator: await given.idOf(mediator),
        knowing: true,
      })
    const [stands, off] = [[['CONFIRMED', uid]], [['CANCELLED', uid]]]
    expect(await states()).toEqual([stands, [], stands])
    await give('mediator-5')
    expect(await states()).toEqual([off, stands, stands])
    await give('mediator-4')
    expect(await states()).toEqual([stands, off, stands])
    await given.as('room-1').do(mediation.cancel, tap(await story.read('room-1', booked)))
    expect(await states()).toEqual([off, off, off])
  })

  test('then one that nobody came to is cancelled, and the next of the same case is another one', async () => {
    const { path } = await link('mediator-3', 'mine')
    const booked = await story.booked(at('24 16:00'), 'resident-34', 'resident-35', 'mediator-3')
    try {
      given.setNow(at('24 16:20'))
      const off = await given
        .as('room-1')
        .do(mediation.hold, { ...tap(booked), held: false, present: ['p1'] })
      await given.as('room-1').do(mediation.book, { ...tap(off), room, fromAt: at('27 10:00') })
      const events = eventsIn(await read(path!))
      expect(events.map(({ STATUS }) => STATUS).sort()).toEqual(['CANCELLED', 'CONFIRMED'])
      expect(new Set(events.map(({ UID }) => UID)).size).toBe(2)
      given.minutesLater(31 * 24 * 60)
      expect(eventsIn(await read(path!)).filter(({ STATUS }) => STATUS === 'CANCELLED')).toEqual([])
    } finally {
      given.setNow(monday10)
    }
  })

  test('then closures and leave stand in it, without why; a mediator reads their own', async () => {
    const which = await given.idOf('mediator-4')
    const leave = { fromAt: at('27 14:00'), toAt: at('27 16:00'), reason: '去医院' }
    await given.as('mediator-4').do(mediation.block, { key: op(), of: 'mediator', which, ...leave })
    const shut = { fromAt: at('30 14:00'), toAt: at('30 16:00'), reason: '装修' }
    await given.as('room-1').do(mediation.block, { key: op(), of: 'room', which: room, ...shut })
    const [room1, own, other] = [
      await link(),
      await link('mediator-4', 'mine'),
      await link('mediator-5', 'mine'),
    ]
    const said = async ({ path }: { readonly path?: string | undefined }) => {
      const found = await read(path!)
      expect(found.text).not.toMatch(/医院|装修/)
      return eventsIn(found)
        .map(({ SUMMARY }) => SUMMARY)
        .filter(summary => !summary?.startsWith('调解：'))
    }
    expect(await said(room1)).toEqual(['调解员请假', '调解室停用'])
    expect(await said(own)).toEqual(['调解员请假'])
    expect(await said(other)).toEqual([])
  })

  test('then the same tap has the same link, and a late one brings none back that was ended', async () => {
    const make = (name: string) => link('room-2', 'room', name)
    const first = await make('first-tap-of-it')
    expect(await make('first-tap-of-it')).toEqual(first)
    expect(await status(first.path!)).toBe(200)
    const second = await make('second-tap-of-it')
    expect(await make('first-tap-of-it')).toEqual({ madeAt: monday10 })
    expect([await status(first.path!), await status(second.path!)]).toEqual([404, 200])
    await given.as('room-2').do(mediation.feed, { of: 'room', change: 'revoke' })
    expect(await make('second-tap-of-it')).toEqual({})
    expect(await status(second.path!)).toBe(404)
  })

  test('then a mediator’s holds their own sessions only, the room’s is not theirs to have, and it ends with the office', async () => {
    await story.booked(at('25 10:00'), 'resident-36', 'resident-37', 'mediator-6')
    const { path } = await link('mediator-6', 'mine')
    expect(eventsIn(await read(path!)).map(({ DTSTART }) => DTSTART)).toEqual(['20261125T020000Z'])
    expect(
      (await given.as('mediator-6').try(mediation.feed, { of: 'room', change: 'make', op: op() })).body.code,
    ).toBe('mediation.feedNotYours')
    // A calendar is not read by somebody who used to be a mediator.
    given.setNow('2027-06-02T00:00:00.000Z')
    expect(await status(path!)).toBe(404)
    given.setNow(monday10)
  })

  test('then it ends when its maker signs out everywhere', async () => {
    const { path } = await link('room-31')
    expect(await status(path!)).toBe(200)
    await given.as('room-31').do(identity.signOutEverywhere, {})
    expect(await status(path!)).toBe(404)
  })

  test('then HEAD answers as GET does, without the calendar, and a guess leads nowhere', async () => {
    const { path } = await link('room-2')
    const door = api(() => given.effects)
    const ask = async (method: string) =>
      door({ rawPath: path, headers: {}, requestContext: { http: { method } } } as unknown as Parameters<
        typeof door
      >[0])
    const [get, head, post] = [await ask('GET'), await ask('HEAD'), await ask('POST')]
    expect([head.statusCode, head.headers, head.body]).toEqual([200, get.headers, ''])
    expect(post.statusCode).toBeGreaterThanOrEqual(400)
    expect(await status(`/api/calendar/${'a'.repeat(32)}.ics`)).toBe(404)
    expect(await status('/api/calendar/short.ics')).toBe(404)
  })
})
