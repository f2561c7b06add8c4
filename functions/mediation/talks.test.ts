import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { community } from '../../shared/community/community.ts'
import type { Input, Operation } from '../../shared/contract.ts'
import { identity } from '../../shared/identity/identity.ts'
import { matters } from '../../shared/matters/matters.ts'
import { mediation } from '../../shared/mediation/mediation.ts'
import type { QuarrelReply } from '../../shared/mediation/quarrels.ts'
import { messages } from '../../shared/messages/messages.ts'
import { onOf, plusMinutes, shanghai } from '../../shared/time.ts'
import { monday10, neighbourhood, op, type Answer, type Neighbourhood } from '../testing/given.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
  for (const mediator of ['mediator-1', 'mediator-2']) await given.idOf(mediator)
})
afterAll(() => given.close())
beforeEach(() => given.setNow(monday10))

const as = (person: string) => ({
  do: given.as(person).do,
  /** The code and text of the refusal. */
  async try<Op extends Operation>(operation: Op, input: Input<Op>) {
    const { status, body } = await given.as(person).try(operation, input)
    return status === 200 ? { code: 'done', text: '' } : body
  },
})

const room = 'room-1'
const minute = (on: string, clock: string) => new Date(`${on}T${clock}:00.000+08:00`).toISOString()
const book = (person: string, fromAt: string, more: Partial<Input<typeof mediation.bookTalk>> = {}) =>
  as(person).do(mediation.bookTalk, { key: op(), kind: 'leak', room, fromAt, ...more })
const tap = ({ id, seq }: QuarrelReply) => ({ id, seq, op: op() })
const times = async (person: string, more: Input<typeof mediation.talkTimes> = {}) =>
  (await as(person).do(mediation.talkTimes, more)).starts.map(({ fromAt }) => fromAt)
/** A time of its own for each test. */
let next = 0
const freeTime = () =>
  minute('2026-12-01', `${String(9 + Math.floor(next / 2)).padStart(2, '0')}:${next++ % 2 ? '30' : '00'}`)

const change = async (changes: object) => {
  const { version, settings } = await as('staff-1').do(community.settings, {})
  await as('staff-1').do(community.saveSettings, {
    ...{ version, changes: { mediation: { ...settings.mediation, ...changes } } },
  })
}

describe('a resident books', () => {
  test('When they choose a time, then room and mediator are taken for it, and they read when, where and with whom', async () => {
    const fromAt = freeTime()
    const booked = await book('resident-1', fromAt, { what: '楼上漏水' })
    expect(booked).toMatchObject({
      ...{ state: 'booked', reader: 'party', what: '楼上漏水', may: ['move', 'cancel'] },
      slot: { fromAt, toAt: plusMinutes(fromAt, 30), place: '睦邻调解室（社区一楼）' },
      mediator: expect.stringContaining('mediator'),
    })
    for (const hidden of ['sides', 'notes', 'notedBy', 'way', 'corrections'])
      expect(booked).not.toHaveProperty(hidden)
    expect(await times('resident-2')).not.toContain(fromAt)
    await given.settled()
    const { items } = await as('resident-1').do(matters.mine, {})
    expect(items).toMatchObject([{ kind: 'quarrel', id: booked.id, stateText: '约好了', tone: 'waiting' }])
    const seen = await as('room-1').do(mediation.quarrel, { id: booked.id })
    expect(seen).toMatchObject({ reader: 'room', sides: ['称呼resident-1'], way: 'app' })
    for (const stranger of ['resident-2', 'grid-1', 'outsider-1'])
      expect((await as(stranger).try(mediation.quarrel, { id: booked.id })).code).toBe('matter.notFound')
    const { items: told } = await as('resident-1').do(messages.inbox, {})
    expect(JSON.stringify(told)).not.toContain('漏水')
  })

  test('When the same tap comes twice, then it is one booking; with another time under its key it is refused', async () => {
    const fromAt = freeTime()
    const key = op()
    const first = await book('resident-3', fromAt, { key })
    expect((await book('resident-3', fromAt, { key })).id).toBe(first.id)
    const other = { key, kind: 'leak', room, fromAt: freeTime() } as const
    expect((await as('resident-3').try(mediation.bookTalk, other)).code).toBe('request.keyReused')
  })

  test('When times are offered, then they are of ten working days from an hour ahead, and holidays are none', async () => {
    const all = await times('resident-4')
    const days = [...new Set(all.map(at => shanghai(at).format('MM-DD')))]
    expect(days).toEqual([
      '11-23',
      '11-24',
      '11-25',
      '11-26',
      '11-27',
      '11-30',
      '12-01',
      '12-02',
      '12-03',
      '12-04',
    ])
    expect(all[0]).toBe(plusMinutes(monday10, 60))
    given.setNow(minute('2026-12-28', '10:00'))
    const last = (await times('resident-64')).at(-1)!
    expect(last < minute('2027-01-13', '00:00')).toBe(true)
  })

  test('When a time is taken, too near or none at all, then the refusal says the next free one', async () => {
    const fromAt = freeTime()
    await book('resident-5', fromAt)
    const ask = (at: string) =>
      as('resident-6').try(mediation.bookTalk, { key: op(), kind: 'noise', room, fromAt: at })
    const after = (await times('resident-6')).find(at => at > fromAt)!
    expect(await ask(fromAt)).toMatchObject({
      code: 'mediation.talkTaken',
      text: expect.stringContaining(shanghai(after).format('M月D日')),
    })
    expect(await ask(plusMinutes(monday10, 30))).toMatchObject({
      code: 'mediation.talkTooLate',
      text: expect.stringContaining('11月23日周一上午11点'),
    })
    for (const at of [
      minute('2026-11-28', '10:00'),
      minute('2026-12-07', '10:00'),
      minute('2026-11-24', '07:00'),
    ])
      expect(await ask(at)).toMatchObject({ code: 'mediation.talkNotOffered' })
  })

  test('When a household has two to come, then a third is refused and says when; one that is over counts no longer', async () => {
    const [first, second] = [freeTime(), freeTime()]
    const one = await book('resident-7', first)
    await book('resident-7', second)
    const third = { key: op(), kind: 'leak', room, fromAt: freeTime() } as const
    expect(await as('resident-7').try(mediation.bookTalk, third)).toMatchObject({
      code: 'mediation.talksPerHome',
      text: expect.stringContaining('已经约着2次'),
    })
    await as('resident-7').do(mediation.cancelTalk, tap(one))
    expect((await as('resident-7').try(mediation.bookTalk, third)).code).toBe('done')
    // One that has begun is not to come any longer, also while they still sit there.
    const fourth = { key: op(), kind: 'leak', room, fromAt: minute('2026-12-03', '15:00') } as const
    given.setNow(second)
    expect((await as('resident-7').try(mediation.bookTalk, fourth)).code).toBe('done')
  })

  test('When the room is to be closed over a talk, then it reads which, and when that begins', async () => {
    const fromAt = minute('2026-12-03', '16:00')
    await book('resident-61', fromAt)
    const [closedFrom, toAt] = [plusMinutes(fromAt, 15), plusMinutes(fromAt, 60)]
    const close = { key: op(), of: 'room', which: room, fromAt: closedFrom, toAt, reason: '刷墙' } as const
    const refused = await as('room-1').try(mediation.block, close)
    expect(refused).toMatchObject({
      code: 'mediation.bookedThere',
      text: expect.stringMatching(/16:00有漏水说和。/),
    })
  })

  test('When they have a session of their own then, then that time is not offered', async () => {
    const fromAt = freeTime()
    await change({
      rooms: [
        ...(await as('staff-1').do(community.settings, {})).settings.mediation.rooms,
        {
          ...(await as('staff-1').do(community.settings, {})).settings.mediation.rooms[0]!,
          id: 'room-2',
          name: '小调解室',
        },
      ],
    })
    await book('resident-8', fromAt)
    expect(await times('resident-8')).not.toContain(fromAt)
    expect(await times('resident-9')).toContain(fromAt)
  })

  test('When every mediator is away then, or it is at their own door, then the time is not offered', async () => {
    const fromAt = freeTime()
    for (const mediator of ['mediator-1', 'mediator-2'])
      await as('room-1').do(mediation.block, {
        ...{ key: op(), of: 'mediator', which: await given.idOf(mediator), reason: '培训' },
        ...{ fromAt, toAt: plusMinutes(fromAt, 30) },
      })
    expect(await times('resident-10')).not.toContain(fromAt)
    expect((await book('resident-10', freeTime())).mediator).toBeDefined()
  })

  test('When two mediators are free, then the one with less in hand listens', async () => {
    const [first, second] = [
      await book('resident-11', minute('2026-12-03', '09:00')),
      await book('resident-12', minute('2026-12-03', '09:30')),
    ]
    const counts = new Map<string, number>()
    for (const [i, at] of ['10:00', '10:30', '11:00', '11:30'].entries()) {
      const { mediator = '' } = await book(`resident-${60 + i}`, minute('2026-12-03', at))
      counts.set(mediator, (counts.get(mediator) ?? 0) + 1)
    }
    expect(first.mediator).toBeDefined()
    expect(second.mediator).toBeDefined()
    expect([...counts.values()]).toEqual([2, 2])
  })
})

describe('for somebody', () => {
  test('When a child books for a parent, then it is the parent’s, who is told; without that right it is refused', async () => {
    const elder = await given.idOf('elder-1')
    const booked = await book('child-1', freeTime(), { for: elder })
    await given.settled()
    expect((await as('elder-1').do(mediation.quarrel, { id: booked.id })).reader).toBe('party')
    const { items } = await as('elder-1').do(messages.inbox, {})
    expect(items.map(({ title }) => title)).toContain('家人替您约了说和')
    const asked = { key: op(), for: elder, kind: 'leak', room, fromAt: freeTime() } as const
    expect((await as('resident-20').try(mediation.bookTalk, asked)).code).toBe('mediation.notForThem')
    expect((await as('child-1').do(mediation.cancelTalk, tap(booked))).state).toBe('cancelled')
  })

  test('When somebody rings, then staff book for them, and the room of another community cannot', async () => {
    const whom = await given.idOf('resident-21')
    const booked = await book('staff-1', freeTime(), { for: whom })
    expect(booked).toMatchObject({ reader: 'room', way: 'phone', sides: ['称呼resident-21'] })
    expect((await as('resident-21').do(mediation.quarrel, { id: booked.id })).reader).toBe('party')
    const asked = { key: op(), for: whom, kind: 'leak', room, fromAt: freeTime() } as const
    expect((await as('outsider-1').try(mediation.bookTalk, asked)).code).toBe('mediation.notForThem')
  })
})

describe('until the day', () => {
  test('When it is moved, then the old time is free at once; a stranger may not', async () => {
    const [first, second] = [minute('2026-12-02', '09:00'), minute('2026-12-02', '09:30')]
    const booked = await book('resident-22', first)
    const to = { ...tap(booked), room, fromAt: second }
    expect((await as('resident-23').try(mediation.moveTalk, to)).code).toBe('matter.notFound')
    const moved = await as('resident-22').do(mediation.moveTalk, to)
    expect(moved.slot).toMatchObject({ fromAt: second })
    expect(await as('resident-22').do(mediation.moveTalk, to)).toMatchObject({ seq: moved.seq })
    expect((await book('resident-24', first)).slot).toMatchObject({ fromAt: first })
    // The other room is taken as well.
    expect((await book('resident-28', first)).slot).toMatchObject({ fromAt: first, room: 'room-2' })
    const back = { ...tap(moved), room, fromAt: first }
    expect((await as('resident-22').try(mediation.moveTalk, back)).code).toBe('mediation.talkTaken')
    const { items } = await as('room-1').do(mediation.calendar, { fromOn: '2026-12-02', toOn: '2026-12-02' })
    expect(items).toMatchObject([
      { title: '漏水说和', fromAt: first },
      { title: '漏水说和', fromAt: first },
      { talk: booked.id, title: '漏水说和', fromAt: second, stateText: '约好了' },
    ])
  })

  test('When the room looks at its calendar, then a booked talk says who comes, unless names are hidden there', async () => {
    const fromAt = freeTime()
    const booked = await book('resident-60', fromAt)
    const day = { fromOn: onOf(fromAt), toOn: onOf(fromAt) }
    const shownTo = async (person: string) =>
      (await as(person).do(mediation.calendar, day)).items.find(({ talk }) => talk === booked.id)
    const [name] = (await as('room-1').do(mediation.quarrel, { id: booked.id })).sides!
    expect(await shownTo('room-1')).toMatchObject({ names: name })
    await change({ namesHidden: true })
    const { items: notes } = await as('room-1').do(mediation.quarrels, {})
    expect(notes.length).toBeGreaterThan(0)
    expect(JSON.stringify(notes.map(({ notedBy: _, mediator: __, ...each }) => each))).not.toMatch(
      /称呼|楼上/,
    )
    // Its own page says it.
    expect((await as('room-1').do(mediation.quarrel, { id: notes[0]!.id })).sides).toBeDefined()
    expect(await shownTo('room-1')).not.toHaveProperty('names')
    await change({ namesHidden: undefined })
  })

  test('When it is near, then who comes and who listens are reminded, once', async () => {
    const booked = await book('resident-25', minute('2026-12-02', '10:00'))
    given.setNow(minute('2026-12-01', '10:00'))
    await given.tick()
    await given.tick()
    await given.settled()
    const { items } = await as('resident-25').do(messages.inbox, {})
    expect(items.filter(({ title }) => title === '说和别忘了')).toHaveLength(1)
    // Booked for the same day, the booking itself has said so.
    await book('resident-27', minute('2026-12-01', '16:00'))
    await given.tick()
    await given.settled()
    const { items: told } = await as('resident-27').do(messages.inbox, {})
    expect(told).toEqual([])
    given.setNow(minute('2026-12-02', '10:30'))
    await given.tick()
    expect((await as('room-1').do(mediation.quarrel, { id: booked.id })).state).toBe('booked')
  })

  test('When somebody still has a time, then they cannot leave, and after it nothing of them is left', async () => {
    const booked = await book('resident-26', minute('2026-12-02', '11:00'), { what: '邻居的狗' })
    await given.settled()
    const erase = () => as('resident-26').try(identity.erase, {})
    expect((await erase()).code).toBe('mediation.hasBooking')
    await as('resident-26').do(mediation.cancelTalk, tap(booked))
    await given.settled()
    expect((await erase()).code).toBe('done')
    await given.settled()
    expect(await as('room-1').do(mediation.quarrel, { id: booked.id })).toMatchObject({
      ...{ sides: ['已注销'], what: '已注销' },
    })
  })
})

describe('on the day', () => {
  const fromAt = minute('2026-11-25', '14:00')

  test('When nobody comes, then the rest of the time is free; before its time nothing can be said of it', async () => {
    await change({ talkMinutes: 60 })
    const booked = await book('resident-30', fromAt)
    expect((await as('room-1').try(mediation.talkCame, { ...tap(booked), came: false })).code).toBe(
      'mediation.talkNotYet',
    )
    expect((await as('resident-30').try(mediation.talkCame, { ...tap(booked), came: true })).code).toBe(
      'identity.notYourRole',
    )
    given.setNow(plusMinutes(fromAt, 20))
    const missed = await as('room-1').do(mediation.talkCame, { ...tap(booked), came: false })
    expect(missed).toMatchObject({ state: 'notCome', slot: { toAt: plusMinutes(fromAt, 30) } })
    await change({ talkMinutes: 30, talkNoticeMinutes: 10 })
    expect(await times('resident-31')).toContain(plusMinutes(fromAt, 30))
    expect((await as('room-1').do(mediation.talkCame, { ...tap(missed), came: true })).state).toBe('open')
    await change({ talkNoticeMinutes: 60 })
  })

  test('When they came, then it goes on as a note: talked over, agreed orally, or a case with the resident as applicant', async () => {
    const at = minute('2026-11-26', '09:00')
    const booked = await book('resident-32', at, { what: '楼上拖椅子', kind: 'noise' })
    given.setNow(at)
    const open = await as('room-1').do(mediation.talkCame, { ...tap(booked), came: true })
    expect(open.may).toEqual(['add', 'settle', 'settleOrally', 'drop', 'turn', 'correct'])
    await as('room-1').do(mediation.addToNote, { id: open.id, text: '对方是601' })
    const own = await as('resident-32').do(mediation.quarrel, { id: open.id })
    expect(own).toMatchObject({ stateText: '谈过了', may: [] })
    expect(JSON.stringify(own)).not.toContain('601')
    const turned = await as('room-1').do(mediation.turn, {
      ...tap(await as('room-1').do(mediation.quarrel, { id: open.id })),
    })
    const theirs = await as('resident-32').do(mediation.get, { id: turned.case! })
    expect(theirs).toMatchObject({ kind: 'noise', reader: 'party', state: 'applied' })
    expect(theirs.parties[0]).toMatchObject({ mine: true })
  })

  test('When it is turned before its time, then the time is free again', async () => {
    const at = minute('2026-11-26', '10:00')
    const booked = await book('resident-33', at)
    const seen = await as('room-1').do(mediation.quarrel, { id: booked.id })
    await as('room-1').do(mediation.turn, tap(seen))
    expect(await times('resident-34')).toContain(at)
  })

  test('When somebody of the room has booked themselves, then it is not theirs to handle', async () => {
    const whom = await given.idOf('room-1')
    const at = minute('2026-11-26', '11:00')
    const booked = await book('staff-1', at, { for: whom })
    expect(await as('room-1').do(mediation.quarrel, { id: booked.id })).toMatchObject({ reader: 'party' })
    given.setNow(at)
    expect((await as('room-1').try(mediation.talkCame, { ...tap(booked), came: true })).code).toBe(
      'matter.notYours',
    )
  })

  test('When a wrong word is put right, then the room reads who did it and what stood there; the resident does not', async () => {
    const at = minute('2026-11-26', '13:00')
    const booked = await book('resident-35', at, { what: '楼上漏水' })
    const seen = await as('room-1').do(mediation.quarrel, { id: booked.id })
    const put = await as('room-1').do(mediation.correctNote, { ...tap(seen), what: '楼上暖气漏水' })
    expect(put).toMatchObject({
      what: '楼上暖气漏水',
      corrections: [{ part: 'what', was: '楼上漏水', name: '称呼room-1' }],
    })
    const same = { ...tap(put), what: '楼上暖气漏水' }
    expect((await as('room-1').try(mediation.correctNote, same)).code).toBe('mediation.nothingCorrected')
    expect(await as('resident-35').do(mediation.quarrel, { id: booked.id })).not.toHaveProperty('corrections')
  })
})

describe('矛调日', () => {
  test('When it is set, then its times are marked, it says who sits there, and hours without an open room are refused', async () => {
    const day = { weekdays: [5], from: '14:00', to: '16:00', who: '法官、民警' }
    await change({ mediationDay: day })
    const { starts, mediationDay } = await as('resident-40').do(mediation.talkTimes, {})
    expect(mediationDay).toBe('周五 14:00–16:00，法官、民警坐堂')
    expect((await as('resident-40').do(mediation.mediationDay, {})).says).toBe(mediationDay)
    const marked = starts.filter(each => each.marked)
    expect(marked.length).toBeGreaterThan(0)
    for (const { fromAt } of marked) {
      const time = shanghai(fromAt)
      expect([time.day(), time.format('HH:mm') >= '14:00', time.format('HH:mm') <= '15:30']).toEqual([
        ...[5, true, true],
      ])
    }
    const booked = await book('resident-40', minute('2026-11-27', '14:00'))
    expect(booked.slot).toMatchObject({ sitting: '法官、民警' })
    await expect(change({ mediationDay: { ...day, weekdays: [7] } })).rejects.toThrow('mediationDay.from')
  })
})

test('When a hundred residents want to be listened to in the same quarter of an hour, then one is in each room, and each other reads the next free one', async () => {
  const people = Array.from({ length: 100 }, (_, i) => `resident-${201 + i}`)
  for (const each of people) await given.idOf(each)
  const fromAt = '2026-12-04T06:00:00.000Z'
  const once = async (person: string, i: number): Promise<Answer> => {
    const answer = await given.as(person).try(mediation.bookTalk, {
      ...{ key: `talk-${i}-of-a-hundred`, kind: 'noise', room, fromAt },
    })
    return answer.body.code === 'server.busy' ? once(person, i) : answer
  }
  const tries = await Promise.all(people.map(once))
  const has = tries.flatMap(({ status }, i) => (status === 200 ? [people[i]!] : []))
  expect(has).toHaveLength(2)
  const others = tries.filter(({ status }) => status !== 200)
  expect(new Set(others.map(({ body }) => `${body.code} ${body.text}`))).toEqual(
    new Set(['mediation.talkTaken 这个时间刚被约走。最近的是12月4日周五下午2点半。请重新选。']),
  )
  // The calendar has each room once.
  const { items } = await given
    .as('room-1')
    .do(mediation.calendar, { fromOn: '2026-12-04', toOn: '2026-12-04' })
  expect(items.map(item => [item.fromAt, item.room]).sort()).toEqual([
    [fromAt, 'room-1'],
    [fromAt, 'room-2'],
  ])
  const { starts } = await given.as('resident-400').do(mediation.talkTimes, {})
  expect(starts.map(start => start.fromAt)).not.toContain(fromAt)
}, 300_000)
