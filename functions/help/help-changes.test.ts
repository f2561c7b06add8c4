import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { help, type HelpReply } from '../../shared/help/help.ts'
import { matters } from '../../shared/matters/matters.ts'
import { messages } from '../../shared/messages/messages.ts'
import { monday10, neighbourhood, type Neighbourhood } from '../testing/given.ts'
import { helpStory, tap } from '../testing/help-story.ts'

let given: Neighbourhood
let story: ReturnType<typeof helpStory>
beforeAll(async () => {
  given = await neighbourhood()
  story = helpStory(given)
})
afterAll(() => given.close())

const see = (person: string, { id }: { id: string }) => given.as(person).do(help.get, { id })
const titlesOf = async (person: string) => {
  await given.settled()
  return (await given.as(person).do(messages.inbox, {})).items.map(({ title, text }) => `${title}：${text}`)
}
const end = (it: HelpReply) => given.as('staff-1').do(help.fail, tap(it))

describe('putting it another way', () => {
  test('When the asker changes lines, time and the way in before anything is bought, then the team reads the new ones and is told', async () => {
    given.setNow(monday10)
    const it = await story('accepted')
    const [from, to] = ['2026-11-23T06:00:00.000Z', '2026-11-23T08:00:00.000Z']
    const changed = await given.as('resident-1').do(help.change, {
      ...tap(it),
      lines: [{ what: '豆腐', howMany: '2块' }],
      wantedFromAt: from,
      wantedToAt: to,
      door: '走北门',
    })
    expect(changed).toMatchObject({ state: 'accepted', door: '走北门', wantedFromAt: from, wantedToAt: to })
    const seen = await see('volunteer-1', it)
    expect(seen.lines).toEqual([{ what: '豆腐', howMany: '2块' }])
    const said = await titlesOf('volunteer-1')
    expect(said).toContain('居民改了：“买菜”有改动，请点开再看一眼。')
    expect(said.join()).not.toMatch(/豆腐|北门/)
    await end(seen)
  })

  test('When only the time changes, then the rest stays, and until when a team is needed follows', async () => {
    given.setNow(monday10)
    const it = await story('open', { door: '敲门' })
    const tomorrow = { wantedFromAt: '2026-11-24T06:00:00.000Z', wantedToAt: '2026-11-24T08:00:00.000Z' }
    const later = await given.as('resident-1').do(help.change, { ...tap(it), ...tomorrow })
    expect(later).toMatchObject({ lines: it.lines, door: '敲门', ...tomorrow })
    expect((await see('lead-1', it)).dueAt).toBe('2026-11-24T04:30:00.000Z')
    const any = await given.as('resident-1').do(help.change, { ...tap(later), anyTime: true })
    expect(any).not.toHaveProperty('wantedToAt')
    await end(any)
  })

  test('When nothing is said, the list would be refused, it is bought, or it is not theirs, then nothing changes and it is said why', async () => {
    given.setNow(monday10)
    const it = await story('accepted')
    const resident = given.as('resident-1')
    expect(await resident.try(help.change, tap(it))).toMatchObject({
      status: 400,
      body: { code: 'help.nothingChanged' },
    })
    const bank = await resident.try(help.change, { ...tap(it), lines: [{ what: '拿我的银行卡取钱' }] })
    expect(bank).toMatchObject({
      status: 409,
      body: { code: 'help.neverHandled', fields: { 'lines.0.what': expect.any(String) } },
    })
    const past = await resident.try(help.change, { ...tap(it), wantedToAt: '2026-11-22T08:00:00.000Z' })
    expect(past).toMatchObject({ status: 400, body: { fields: { wantedToAt: expect.any(String) } } })
    const lines = [{ what: '白菜' }]
    for (const person of ['resident-2', 'volunteer-1', 'lead-1'])
      expect((await given.as(person).try(help.change, { ...tap(it), lines })).status).toBeGreaterThanOrEqual(
        403,
      )
    const bought = await given.as('volunteer-1').do(help.bought, { ...tap(it), spentFen: 100 })
    expect((await resident.try(help.change, { ...tap(bought), lines })).status).toBe(409)
    expect((await see('resident-1', it)).lines).toEqual(it.lines ?? [{ what: '鸡蛋', howMany: '2斤' }])
    await end(bought)
  })
})

describe('something else instead', () => {
  test('When the shop has no such thing, then the asker says yes or no in one tap and the list follows', async () => {
    given.setNow(monday10)
    const it = await story('accepted', { lines: [{ what: '白菜', howMany: '2斤' }, { what: '酱油' }] })
    const volunteer = given.as('volunteer-1')
    const asked = await volunteer.do(help.suggest, { ...tap(it), what: '白菜', instead: '菠菜' })
    await volunteer.do(help.suggest, { ...tap(asked), what: '酱油' })
    expect(await titlesOf('resident-1')).toContain(
      '等您回个话：“买菜”里有一样店里没有，志愿者问您怎么办，请点开看看。',
    )
    const seen = await see('resident-1', it)
    expect(seen.may).toContain('answer')
    const { items } = await given.as('resident-1').do(matters.mine, {})
    expect(items.find(({ id }) => id === it.id)).toMatchObject({ stateText: '等您回话', tone: 'yours' })
    expect(seen.swaps).toEqual([{ what: '白菜', instead: '菠菜' }, { what: '酱油' }])
    await given.as('resident-1').do(help.answer, { ...tap(seen), swap: 0, yes: true })
    const both = await given.as('staff-1').do(help.answer, { ...tap(seen), swap: 1, yes: false })
    expect(both.may).not.toContain('answer')
    expect(await see('volunteer-1', it)).toMatchObject({
      lines: [{ what: '菠菜', howMany: '2斤' }, { what: '酱油' }],
      swaps: [
        { what: '白菜', instead: '菠菜', yes: true },
        { what: '酱油', yes: false },
      ],
    })
    expect((await titlesOf('volunteer-1')).filter(said => said.startsWith('居民回话了'))).toHaveLength(2)
    const stored = JSON.stringify(await given.table.get({ pk: `C#bchd#M#${it.id}`, sk: 'MATTER' }))
    expect(stored).not.toMatch(/菠菜|酱油/)
    await end(both)
  })

  test('When the asker changes away the line that was asked about, then nothing waits for an answer', async () => {
    given.setNow(monday10)
    const it = await story('accepted')
    const volunteer = given.as('volunteer-1')
    const one = await volunteer.do(help.suggest, { ...tap(it), what: '鸡蛋', instead: '鸭蛋' })
    const lines = [{ what: '白菜' }, { what: '鸡蛋' }]
    const kept = await given.as('resident-1').do(help.change, { ...tap(one), lines })
    expect(kept).toMatchObject({ swaps: [{ what: '鸡蛋' }], may: expect.arrayContaining(['answer']) })
    const gone = await given.as('resident-1').do(help.change, { ...tap(kept), lines: [{ what: '白菜' }] })
    expect(gone.may).not.toContain('answer')
    expect(gone.swaps ?? []).toEqual([])
    await end(gone)
  })

  test('When it is medicine, not on the list, asked twice or answered twice, then it is refused with what to do', async () => {
    given.setNow(monday10)
    const it = await story('accepted')
    const volunteer = given.as('volunteer-1')
    const unknown = await volunteer.try(help.suggest, { ...tap(it), what: '豆腐', instead: '豆干' })
    expect(unknown).toMatchObject({ status: 409, body: { code: 'help.swapUnknown' } })
    const asked = await volunteer.do(help.suggest, { ...tap(it), what: '鸡蛋', instead: '鸭蛋' })
    expect((await volunteer.try(help.suggest, { ...tap(asked), what: '鸡蛋' })).body.code).toBe(
      'help.swapUnknown',
    )
    const answer = { ...tap(asked), swap: 0, yes: true }
    const done = await given.as('resident-1').do(help.answer, answer)
    expect((await given.as('resident-1').do(help.answer, answer)).seq).toBe(done.seq)
    expect(
      (await given.as('resident-1').try(help.answer, { ...tap(done), swap: 0, yes: false })).status,
    ).toBe(409)
    await end(done)
    const pills = await story('accepted', { kind: 'medicine', drug: 'ordinary', lines: [{ what: '降压药' }] })
    const swap = await volunteer.try(help.suggest, { ...tap(pills), what: '降压药', instead: '别的' })
    expect(swap).toMatchObject({ status: 409, body: { code: 'help.noSwapOfMedicine' } })
    await end(pills)
  })
})

describe('a word to who is coming', () => {
  test('When the asker sends a ready sentence, then the volunteer reads it and nobody sees a phone', async () => {
    given.setNow(monday10)
    const it = await story('onTheWay')
    const said = await given.as('resident-1').do(help.say, { ...tap(it), what: 'door' })
    expect(said.said).toMatchObject([{ what: 'door' }])
    expect(await titlesOf('volunteer-1')).toContain('居民捎话：“买菜”：不方便开门，请放在门口。')
    expect((await see('volunteer-1', it)).said).toHaveLength(1)
    expect((await given.as('resident-2').try(help.say, { ...tap(it), what: 'door' })).status).toBe(404)
    expect((await given.as('volunteer-1').try(help.say, { ...tap(it), what: 'door' })).status).toBe(403)
    await end(said)
  })
})

describe('money that does not agree', () => {
  const differing = async () => {
    given.setNow(monday10)
    const it = await story('delivered')
    return given.as('resident-1').do(help.confirm, { ...tap(it), paidFen: 1_200 })
  }

  test('When the two amounts differ, then staff see both and may ring both until it is settled, and the volunteer is told', async () => {
    const it = await differing()
    const staff = given.as('staff-1')
    const seen = await see('staff-1', it)
    expect(seen).toMatchObject({ spentFen: 1_250, paidFen: 1_200, moneyOpen: true })
    expect(seen.may).toEqual(expect.arrayContaining(['phone', 'callHelper']))
    for (const whom of ['asker', 'volunteer'] as const)
      expect((await staff.do(help.reveal, { id: it.id, whom })).phone).toMatch(/^1\d{10}$/)
    expect(await titlesOf('volunteer-1')).toContain(
      '钱没对上：“买菜”的钱，居民说的和您记的不一样。请点开看看，记错了可以改。',
    )
    const settled = await staff.do(help.note, { ...tap(seen), text: '多退少补，说好了', settled: true })
    expect(settled.may).not.toContain('callHelper')
    for (const whom of ['asker', 'volunteer'] as const)
      expect((await staff.try(help.reveal, { id: it.id, whom })).status).toBe(409)
  })

  test('When the volunteer sees that she typed it wrong, then she puts it right and it is settled', async () => {
    const it = await differing()
    const hers = await see('volunteer-1', it)
    expect(hers).toMatchObject({ spentFen: 1_250, paidFen: 1_200, moneyOpen: true, may: ['correct'] })
    expect(hers).not.toHaveProperty('lines')
    const wrong = await given.as('volunteer-1').do(help.correct, { ...tap(hers), spentFen: 1_100 })
    expect(wrong).toMatchObject({ spentFen: 1_100, moneyOpen: true })
    const right = await given.as('volunteer-1').do(help.correct, { ...tap(wrong), spentFen: 1_200 })
    expect(right.may).toEqual([])
    expect(await see('resident-1', it)).toMatchObject({ spentFen: 1_200, paidFen: 1_200 })
    expect(await see('resident-1', it)).not.toHaveProperty('moneyOpen')
    expect((await titlesOf('resident-1')).filter(said => said.startsWith('金额改过了'))).toHaveLength(2)
    expect((await given.as('volunteer-1').try(help.correct, { ...tap(right), spentFen: 1 })).status).toBe(409)
  })

  test('When it was left at the door, then the asker sees what was laid out, and giving back as much settles it', async () => {
    given.setNow(monday10)
    const it = await story('onTheWay')
    await given.as('volunteer-1').do(help.fail, { ...tap(it), reason: 'leftAtDoor' })
    const seen = await see('resident-1', it)
    expect(seen.laidOut).toEqual([{ name: '称呼volunteer-1', spentFen: 1_250 }])
    const found = await given.as('resident-1').do(help.confirm, { ...tap(seen), paidFen: 1_250 })
    expect(found).toMatchObject({ state: 'confirmed', paidFen: 1_250 })
    expect(found).not.toHaveProperty('moneyOpen')
  })
})
