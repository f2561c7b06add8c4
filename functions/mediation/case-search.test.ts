import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { mediation } from '../../shared/mediation/mediation.ts'
import type { CaseReply, Someone } from '../../shared/mediation/reply.ts'
import { messages } from '../../shared/messages/messages.ts'
import { saveSettings } from '../community/community.ts'
import { op, neighbourhood, type Neighbourhood } from '../testing/given.ts'
import { caseStory, tuesday10 } from '../testing/case-story.ts'

let given: Neighbourhood
let story: ReturnType<typeof caseStory>
let leak: CaseReply
let noise: CaseReply
const wan: Someone = { name: '万桂兰', building: '5号楼', room: '2单元301室', phone: '13900010001' }
const li: Someone = { name: '李大山', building: '3号楼', room: '1单元1201室' }

beforeAll(async () => {
  given = await neighbourhood()
  story = caseStory(given)
  leak = await story.booked(tuesday10)
  const entered = await given.as('room-1').do(mediation.apply, {
    ...{ key: op(), kind: 'noise', facts: '半夜拉琴', origin: 'phone', applicant: wan, others: [li] },
  })
  noise = await given.as('room-1').do(mediation.screen, { ...story.tap(entered), accept: true })
  await given.settled()
})
afterAll(() => given.close())

const search = async (said: string, who = 'room-1') =>
  (await given.as(who).do(mediation.search, { said })).items.map(({ number }) => number)
const queue = async (who: string, names = true) => (await given.as(who).do(mediation.queue, { names })).items
const looksOf = async (who: string, item: CaseReply) =>
  (await given.items()).filter(
    ({ look, pk }) => JSON.stringify(look ?? '').includes(item.id) && String(pk).includes(who),
  ).length

describe('who the parties are, in lists', () => {
  test('When the room reads its list, then names and doors stand in it; who asks for none gets none', async () => {
    const found = (await queue('room-1')).find(({ id }) => id === noise.id)!
    expect(found.parties).toMatchObject([
      { name: '万桂兰', where: '5号楼2单元301室' },
      { name: '李大山', where: '3号楼1单元1201室' },
    ])
    expect((await queue('room-1', false)).flatMap(({ parties }) => parties)).toEqual([])
  })

  test('When the list is read again and again, then each case is one look a day, and the party reads who it was', async () => {
    const user = await given.idOf('resident-1')
    await given.as('room-1').do(mediation.queue, { names: true })
    const before = await looksOf(user, leak)
    const puts = jest.spyOn(given.table, 'put')
    for (let i = 0; i < 3; i++) await queue('room-1')
    expect(puts).not.toHaveBeenCalled()
    puts.mockRestore()
    expect(await looksOf(user, leak)).toBe(before)
    given.minutesLater(24 * 60)
    await queue('room-1')
    await queue('room-1')
    expect(await looksOf(user, leak)).toBe(before + 1)
    given.minutesLater(-24 * 60)
    const { looks } = await given.as('resident-1').do(mediation.get, { id: leak.id })
    expect(looks!.some(({ name }) => name === '称呼room-1')).toBe(true)
  })

  test('When a mediator reads the list or the calendar, then names stand with their own cases alone', async () => {
    expect((await queue('mediator-1')).map(({ id }) => id)).toEqual([leak.id])
    expect(await queue('mediator-2')).toEqual([])
    const week = { fromOn: '2026-11-23', toOn: '2026-11-29' }
    const namesFor = async (who: string) =>
      (await given.as(who).do(mediation.calendar, week)).items.map(({ names }) => names)
    const [own] = await namesFor('mediator-1')
    expect(own).toBe('实名resident-1、实名resident-2')
    expect(await namesFor('room-1')).toEqual([own])
    expect(await namesFor('mediator-2')).toEqual([undefined])
  })

  test('When others see the screen and the room hides names, then number and kind alone are shown, also of what is found', async () => {
    await saveSettings(given.table, 'bchd', { mediation: { namesHidden: true } })
    expect((await queue('room-1')).flatMap(({ parties }) => parties)).toEqual([])
    const found = await given.as('room-1').do(mediation.search, { said: '万桂兰' })
    expect(found.items).toMatchObject([{ id: noise.id, parties: [] }])
    const week = { fromOn: '2026-11-23', toOn: '2026-11-29' }
    const { items } = await given.as('room-1').do(mediation.calendar, week)
    expect(items.map(({ names }) => names)).toEqual([undefined])
    await saveSettings(given.table, 'bchd', { mediation: {} })
  })
})

describe('looking for a case', () => {
  test.each([
    ['〔2026〕2'],
    ['2026-2'],
    ['2'],
    ['第2号'],
    ['万桂兰'],
    ['桂兰'],
    ['李大山 噪音'],
    ['5号楼2单元301'],
    ['五号楼 301'],
    ['301'],
    ['噪音 2026'],
    ['噪音纠纷'],
  ])('When the room types %s, then the one case is found', async said => {
    expect(await search(said)).toEqual(['〔2026〕2'])
  })

  test('When it fits both or none, then both or none are found', async () => {
    expect((await search('2026年')).sort()).toEqual(['〔2026〕1', '〔2026〕2'])
    for (const said of ['2025', '万桂兰 漏水', '5号楼1单元301', '万桂', '〔2025〕2', '99'])
      expect([said, await search(said)]).toEqual([said, []])
  })

  test('When one of many is looked for, then the many are not read', async () => {
    await search('万桂兰')
    const query = jest.spyOn(given.table, 'query')
    const many = jest.spyOn(given.table, 'getMany')
    expect(await search('万桂兰')).toEqual(['〔2026〕2'])
    expect(query.mock.calls.filter(([{ pk }]) => pk.includes('#FOUND#'))).toHaveLength(1)
    expect(query.mock.calls.filter(([{ pk }]) => pk.includes('#CASES#'))).toHaveLength(1)
    expect(many.mock.calls.map(([keys]) => keys.length)).toEqual([1])
    query.mockRestore()
    many.mockRestore()
  })

  test('When it has ended, then it is found; a mediator finds their own alone, a party and another community nothing', async () => {
    const ended = await given.as('room-1').do(mediation.withdraw, {
      ...{ ...story.tap(await story.read('room-1', noise)), party: 'p1' as const },
    })
    expect(ended.state).toBe('withdrawn')
    await given.settled()
    expect(await search('万桂兰')).toEqual(['〔2026〕2'])
    expect(await search('2026', 'mediator-1')).toEqual(['〔2026〕1'])
    expect(await search('万桂兰', 'mediator-1')).toEqual([])
    const refused = await given.as('resident-1').try(mediation.search, { said: '万桂兰' })
    expect(refused.status).toBe(403)
    expect(await search('万桂兰', 'outsider-1')).toEqual([])
    const there = await given.as('outsider-1').try(mediation.search, { said: '2026', community: 'bchd' })
    expect(there.body.code).toBe('community.notFound')
  })

  test('When a name is put right, then the old one finds nothing', async () => {
    await given.as('room-1').do(mediation.saveParty, {
      ...{ id: leak.id, op: op(), party: 'p2' },
      who: { name: '李小海', building: '2号楼', room: '1单元201室' },
    })
    await given.settled()
    expect(await search('李小海')).toEqual(['〔2026〕1'])
    expect(await search('实名resident-2')).toEqual([])
  })
})

describe('what people read about it', () => {
  test('When a case has its number, then every line about it says so', async () => {
    const { items } = await given.as('mediator-1').do(messages.inbox, {})
    const about = items.filter(({ url }) => url?.includes(leak.id))
    expect(about.length).toBeGreaterThan(1)
    for (const { text } of about) expect(text).toContain('〔2026〕1')
  })
})
