import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { SignedIn } from '../platform/context.ts'
import type { Who } from '../../shared/lifecycle.ts'
import type { Party } from '../../shared/mediation/life.ts'
import { mediation } from '../../shared/mediation/mediation.ts'
import { plusMinutes, shanghai } from '../../shared/time.ts'
import { saveSettings } from '../community/community.ts'
import { whoIs } from '../identity/identity.ts'
import { newMatter } from '../platform/matter-item.ts'
import { daysOf, slotSteps } from '../platform/slots.ts'
import { caseStory, tuesday10 } from '../testing/case-story.ts'
import { monday10, neighbourhood, op, type Neighbourhood } from '../testing/given.ts'
import { caseMatters } from './case-kind.ts'
import type { Case } from './case-store.ts'
import { deskHandlers } from './desk.ts'
import { resourcesOf } from './resources.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())
beforeEach(() => given.setNow(monday10))

/** Someone at the desk, below the front door. */
const as = async (person: string): Promise<SignedIn> => {
  const ctx = { ...given.effects, now: given.now() }
  return { ...ctx, who: (await whoIs(await given.tokenOf(person), 'mediation', ctx)) as Who }
}

/** A time in Shanghai. */
const at = (time: string) => new Date(`${time.replace(' ', 'T')}:00+08:00`).toISOString()
const clock = (instant: string) => shanghai(instant).format('MM-DD HH:mm')

let made = 0
/** A case of these people, booked for an hour from `time` on, if one is named. */
const aCase = async (people: readonly string[], mediator?: string, time?: string, room = 'room-1') => {
  const ctx = await as('room-1')
  const first = { input: {}, move: 'apply', state: 'scheduled' as const, as: 'mediationStaff' as const }
  const matter = await newMatter(ctx, 'case', 'bchd', first)
  const parties: Record<string, Party> = {}
  for (const [i, person] of people.entries())
    parties[`p${i + 1}`] = {
      side: i ? 'other' : 'applicant',
      user: await given.idOf(person),
      consent: 'yes',
      rightsAt: given.now(),
    }
  const item: Case = {
    ...{ ...matter, ...parties, what: 'leak', origin: 'app', already: 'nobody', open: false },
    ...{ number: `〔2026〕${++made}`, sessions: [], followUps: [], appliedBy: ctx.who.id },
    details: await caseMatters.seal(ctx, matter, 'details', {
      facts: '楼上漏水',
      parties: Object.fromEntries(Object.keys(parties).map(key => [key, { name: `当事人${key}` }])),
    }),
    ...(mediator && { mediator: await given.idOf(mediator), mediatorName: '刘老师' }),
  }
  if (!time) return caseMatters.create(ctx, item)
  const fromAt = at(time)
  const span = { fromAt, toAt: plusMinutes(fromAt, 60), resources: await resourcesOf(ctx, item, room) }
  const booked = { ...item, slot: { room, ...span } }
  return caseMatters.create(ctx, booked, () =>
    slotSteps(given.table, 'bchd', item.id, { now: span }, given.now()),
  )
}

const starts = async (person: string, id: string, fromOn: string, days = 1) => {
  const { starts: found } = await deskHandlers.freeSlots({ id, fromOn, days }, await as(person))
  return found.map(({ fromAt }) => clock(fromAt))
}

const room = { of: 'room', which: 'room-1', reason: '装修' } as const

describe('When something is free', () => {
  test('then not on a holiday, and on the weekend that is worked for it', async () => {
    const hours = { from: '09:00', to: '11:00', weekdays: [1, 2, 3, 4, 5] }
    const rooms = [{ id: 'room-1', name: '调解室', place: '社区一楼', hours, slotMinutes: 30 }]
    await saveSettings(given.table, 'bchd', {
      mediation: {
        rooms: rooms.map(each => ({
          ...each,
          hours: { ...hours, closedOn: ['2027-02-05', '2027-02-08'], openOn: ['2027-02-06'] },
        })),
      },
    })
    const { id } = await aCase(['resident-1', 'resident-2'], 'mediator-1')
    const free = await starts('room-1', id, '2027-02-04', 6)
    expect([...new Set(free.map(each => each.slice(0, 5)))]).toEqual(['02-04', '02-06', '02-09'])
    expect(free.filter(each => each.startsWith('02-06'))).toEqual([
      '02-06 09:00',
      '02-06 09:30',
      '02-06 10:00',
    ])
    await saveSettings(given.table, 'bchd', { name: '宝翠花都社区' })
  })

  test('then not where the room, the mediator or a party has something else; its own time counts as free', async () => {
    const own = await aCase(['resident-3', 'resident-4'], 'mediator-1', '2026-12-01 09:00')
    await aCase(['resident-5', 'resident-6'], 'mediator-2', '2026-12-01 11:00')
    await aCase(['resident-4', 'resident-7'], undefined, '2026-12-01 13:00', 'elsewhere')
    await deskHandlers.block(
      {
        ...{ of: 'mediator', which: await given.idOf('mediator-1'), reason: '培训' },
        ...{ fromAt: at('2026-12-01 15:00'), toAt: at('2026-12-01 16:00') },
      },
      await as('mediator-1'),
    )
    const free = await starts('room-1', own.id, '2026-12-01')
    expect(free.map(each => each.slice(6))).toEqual([
      ...['09:00', '09:30', '10:00', '12:00', '14:00', '16:00'],
    ])
    // A party learns when, and not who is busy; somebody else not even that there is a case.
    expect(await starts('resident-4', own.id, '2026-12-01')).toEqual(free)
    await expect(starts('resident-5', own.id, '2026-12-01')).rejects.toMatchObject({
      code: 'matter.notFound',
    })
  })
})

describe('When a room is closed', () => {
  const noon = { fromAt: at('2026-12-02 12:00'), toAt: at('2026-12-02 14:00') }

  test('then nothing is free there, the same tap is the same closure, and opened again it is free', async () => {
    const { id } = await aCase(['resident-8', 'resident-9'], 'mediator-3')
    const staff = await as('room-1')
    const key = 'closing-once'
    const block = await deskHandlers.block({ key, ...room, ...noon }, staff)
    expect(await deskHandlers.block({ key, ...room, ...noon }, staff)).toEqual(block)
    await expect(deskHandlers.block({ key, ...room, ...noon, reason: '别的' }, staff)).rejects.toMatchObject({
      code: 'request.keyReused',
    })
    await expect(deskHandlers.block({ ...room, ...noon }, staff)).rejects.toMatchObject({
      code: 'mediation.blockedThere',
    })
    expect(await starts('room-1', id, '2026-12-02')).not.toContain('12-02 12:00')
    await deskHandlers.unblock({ id: block.id }, staff)
    await deskHandlers.unblock({ id: block.id }, staff)
    expect(await starts('room-1', id, '2026-12-02')).toContain('12-02 12:00')
  })

  test('then not over what is booked: it says what, and when', async () => {
    const { number } = await aCase(['resident-10', 'resident-11'], 'mediator-3', '2026-12-03 14:00')
    const closing = deskHandlers.block(
      { ...room, fromAt: at('2026-12-03 09:00'), toAt: at('2026-12-03 18:00') },
      await as('room-1'),
    )
    await expect(closing).rejects.toThrow(`12月3日周四 14:00有调解（漏水 ${number}）。请先给它改约，再来关。`)
    const [day] = await daysOf(given.table, 'bchd', ['room:room-1'], '2026-12-03', '2026-12-03')
    expect(Object.keys(day!.quarters)).toHaveLength(4)
  })

  test('then somebody who books at that very moment has it, or the closure does, never both', async () => {
    for (const [i, hour] of ['09', '10', '11', '12', '13', '14'].entries()) {
      const time = `2026-12-04 ${hour}:00`
      const span = { fromAt: at(time), toAt: plusMinutes(at(time), 60) }
      const outcomes = await Promise.allSettled([
        aCase([`resident-1${hour}`, `resident-1${hour}0`], undefined, time),
        deskHandlers.block({ ...room, ...span }, await as('room-1')),
      ])
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      const [day] = await daysOf(given.table, 'bchd', ['room:room-1'], '2026-12-04', '2026-12-04')
      const there = Object.values(day!.quarters).map(({ b }) => b)
      expect([there.length, new Set(there).size]).toEqual([4 * (i + 1), i + 1])
    }
  })

  test('then a span that is none is refused, as is somebody else’s leave noted by a mediator', async () => {
    const staff = await as('room-1')
    const codeOf = (input: Parameters<typeof deskHandlers.block>[0], ctx = staff) =>
      deskHandlers.block(input, ctx).then(
        () => undefined,
        ({ code }: { code?: string }) => code,
      )
    const span = { fromAt: at('2026-12-07 09:00'), toAt: at('2026-12-07 10:00') }
    expect(await codeOf({ ...room, ...span, toAt: span.fromAt })).toBe('mediation.badSpan')
    expect(await codeOf({ ...room, ...span, fromAt: at('2026-12-07 09:05') })).toBe('mediation.badSpan')
    expect(await codeOf({ ...room, ...span, toAt: at('2027-01-07 10:00') })).toBe('mediation.badSpan')
    expect(await codeOf({ ...room, fromAt: at('2026-11-20 09:00'), toAt: at('2026-11-20 10:00') })).toBe(
      'mediation.badSpan',
    )
    expect(await codeOf({ ...room, ...span, which: 'nowhere' })).toBe('mediation.roomUnknown')
    const leave = { of: 'mediator', which: await given.idOf('mediator-1'), reason: '请假', ...span } as const
    expect(await codeOf({ ...leave, which: await given.idOf('resident-1') })).toBe(
      'mediation.mediatorUnknown',
    )
    const other = await as('mediator-2')
    expect(await codeOf(leave, other)).toBe('mediation.ownLeaveOnly')
    expect(await codeOf({ ...room, ...span }, other)).toBe('mediation.ownLeaveOnly')
    const { id } = await deskHandlers.block(leave, staff)
    await expect(deskHandlers.unblock({ id }, other)).rejects.toMatchObject({
      code: 'mediation.ownLeaveOnly',
    })
    await deskHandlers.unblock({ id }, await as('mediator-1'))
  })

  test('then four weeks of leave are one write', async () => {
    const leave = { of: 'mediator', which: await given.idOf('mediator-4'), reason: '休养' } as const
    const staff = await as('room-1')
    const span = { fromAt: at('2027-03-01 00:00'), toAt: at('2027-03-29 00:00') }
    const { id } = await deskHandlers.block({ ...leave, ...span }, staff)
    const [first] = await daysOf(given.table, 'bchd', [`person:${leave.which}`], '2027-03-01', '2027-03-28')
    expect(Object.keys(first!.quarters)).toHaveLength(96)
    await deskHandlers.unblock({ id }, staff)
    const days = await daysOf(given.table, 'bchd', [`person:${leave.which}`], '2027-03-01', '2027-03-28')
    expect(days.flatMap(({ quarters }) => Object.keys(quarters))).toEqual([])
  })
})

describe('When the calendar is opened', () => {
  const week = { fromOn: '2026-12-14', toOn: '2026-12-20' }

  test('then staff see every session, a mediator their own and what is taken, a party at the desk only that', async () => {
    await aCase(['resident-20', 'resident-21'], 'mediator-1', '2026-12-14 09:00')
    await aCase(['resident-22', 'resident-23'], 'mediator-2', '2026-12-14 10:00')
    await aCase(['resident-24', 'room-1'], 'mediator-2', '2026-12-14 11:00')
    const away = await given.idOf('mediator-2')
    const leave = { fromAt: at('2026-12-15 09:00'), toAt: at('2026-12-16 17:00'), reason: '看病' }
    await deskHandlers.block({ of: 'mediator', which: away, ...leave }, await as('room-1'))

    const staff = await deskHandlers.calendar(week, await as('room-1'))
    expect(staff.items.map(({ title, mediator }) => [title, mediator?.name])).toEqual([
      [expect.stringMatching(/^漏水 〔2026〕\d+$/), '刘老师'],
      [expect.stringMatching(/^漏水/), '刘老师'],
      ['有约', undefined],
    ])
    expect(staff.items.map(({ seq }) => seq !== undefined)).toEqual([true, true, false])
    expect(staff.items[2]).toEqual({
      title: '有约',
      room: 'room-1',
      fromAt: at('2026-12-14 11:00'),
      toAt: at('2026-12-14 12:00'),
    })
    expect(staff.blocks).toMatchObject([{ which: away, reason: '看病' }])
    expect(staff.open.map(({ on }) => on)).toHaveLength(5)
    expect(staff.mediators).toHaveLength(4)

    const mediator = await deskHandlers.calendar(week, await as('mediator-1'))
    expect(mediator.items.map(({ id, seq, title }) => [id !== undefined, seq, title])).toEqual([
      [true, undefined, expect.stringMatching(/^漏水/)],
      [false, undefined, '有约'],
      [false, undefined, '有约'],
    ])
    expect(mediator.blocks).toEqual([])
    const both = '当事人p1、当事人p2'
    expect([staff, mediator].map(({ items }) => items.map(({ names }) => names))).toEqual([
      [both, both, undefined],
      [both, undefined, undefined],
    ])
    const apart = [staff, mediator].map(each => ({
      ...each,
      items: each.items.map(({ names: _, ...item }) => item),
    }))
    expect(JSON.stringify(apart)).not.toContain('当事人')
  })

  test('then the load is what each has in hand, the least first', async () => {
    const { items } = await deskHandlers.load({}, await as('room-1'))
    expect(items.map(({ load }) => load)).toEqual([...items.map(({ load }) => load)].sort())
    const of2 = await given.idOf('mediator-2')
    expect(items.find(({ id }) => id === of2)!.load).toBeGreaterThan(0)
  })

  test('then somebody of another community finds nothing there', async () => {
    const { items, blocks } = await deskHandlers.calendar(week, await as('outsider-1'))
    expect([items, blocks]).toEqual([[], []])
  })
})

describe('When the desk works with a case from the first call on', () => {
  const week = { fromOn: '2026-11-23', toOn: '2026-11-29' }
  const titles = async (person: string) => {
    const { items } = await given.as(person).do(mediation.calendar, week)
    return items.map(({ fromAt, title }) => `${clock(fromAt)} ${title}`)
  }

  test('then what is booked is on the calendar, nothing is closed over it, and moved it makes room', async () => {
    const { tap, booked } = caseStory(given)
    const each = await booked(tuesday10, 'resident-40', 'resident-41')
    const title = `11-24 10:00 漏水 ${each.number}`
    expect(await titles('room-1')).toContain(title)
    expect(await titles('mediator-1')).toContain(title)
    expect(await titles('mediator-2')).toContain('11-24 10:00 有约')
    expect((await given.as('resident-40').try(mediation.calendar, week)).status).toBe(403)

    const closing = { ...room, fromAt: tuesday10, toAt: plusMinutes(tuesday10, 120) }
    const refused = await given.as('room-1').try(mediation.block, closing)
    expect([refused.status, refused.body.text]).toEqual([
      409,
      `11月24日周二 10:00有调解（漏水 ${each.number}）。请先给它改约，再来关。`,
    ])
    const fromAt = plusMinutes(tuesday10, 240)
    const moved = await given
      .as('room-1')
      .do(mediation.reschedule, { ...tap(each), room: 'room-1', fromAt, reason: 'roomGone' })
    await given.as('room-1').do(mediation.block, closing)

    const asked = { id: each.id, fromOn: '2026-11-24', days: 1 }
    const { starts: free } = await given.as('resident-41').do(mediation.freeSlots, asked)
    expect(free.map(start => clock(start.fromAt))).toEqual(
      expect.arrayContaining(['11-24 09:00', '11-24 12:00', '11-24 14:00']),
    )
    expect(free.some(start => start.fromAt >= tuesday10 && start.fromAt < closing.toAt)).toBe(false)
    expect((await given.as('resident-42').try(mediation.freeSlots, asked)).status).toBe(404)
    const back = await given
      .as('room-1')
      .try(mediation.reschedule, { ...tap(moved), room: 'room-1', fromAt: tuesday10 })
    expect([back.status, back.body.code]).toEqual([409, 'mediation.slotTaken'])
  })

  test('then the queue knows the times that everybody has ticked, and tells a party of none', async () => {
    const { tap, heard } = caseStory(given)
    const each = await heard('resident-45', 'resident-46')
    const { offered } = await given.as('room-1').do(mediation.offerTimes, { ...tap(each), room: 'room-1' })
    const [first, second] = offered!.starts as [string, string]
    const choose = (person: string, starts: string[]) =>
      given.as(person).do(mediation.chooseTimes, { id: each.id, op: op(), starts })
    await choose('resident-45', [first, second])
    await choose('resident-46', [second])
    const { items } = await given.as('room-1').do(mediation.queue, {})
    expect(items.find(({ id }) => id === each.id)!.common).toEqual([second])
    expect((await given.as('resident-45').do(mediation.get, { id: each.id })).common).toBeUndefined()
  })

  test('then a session that was held stays on the calendar', async () => {
    const { held } = caseStory(given)
    const { number } = await held(plusMinutes(tuesday10, 24 * 60), 'resident-43', 'resident-44')
    expect(await titles('room-1')).toContain(`11-25 10:00 漏水 ${number}`)
  })
})
