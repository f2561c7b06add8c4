/** 建议和驿站: an owner, an answer and a result for each; and nothing of who said what nobody signed. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { matters } from '../../shared/matters/matters.ts'
import { identity } from '../../shared/identity/identity.ts'
import { messages } from '../../shared/messages/messages.ts'
import type { Operation } from '../../shared/contract.ts'
import type { Refusal } from '../../shared/api/refusals.ts'
import { suggestions, type IdeaReply } from '../../shared/suggestions/suggestions.ts'
import { onOf, plusDays } from '../../shared/time.ts'
import { plusWorkdays } from '../../shared/workdays.ts'
import { saveSettings } from '../community/community.ts'
import { withinLimits as limited } from '../platform/limits.ts'
import { neighbourhood, op, withinLimits, type Neighbourhood } from '../testing/given.ts'

const community = 'bchd'
const station = {
  ...{ id: 'station-1', name: '6号楼红色驿站', place: '6号楼底商', branch: '第三党支部' },
  ...{ person: '吴书记', phone: '10000000088' },
}
const receipt = 'abcdefghijklmnopqrstuvwxyz234567'
const words = '东门口的路灯坏了好几天，晚上老人看不清台阶'

let given: Neighbourhood
beforeEach(async () => {
  given = await neighbourhood()
  const dutyHours = { from: '08:00', to: '18:00', weekdays: [1, 2, 3, 4, 5] }
  await saveSettings(given.table, community, {
    on: ['suggestions'],
    dutyHours,
    suggestions: { stations: [station] },
  })
  await given.idOf('staff-1')
})
afterEach(() => given.close())

const own = () => given.as('resident-1')
const staff = () => given.as('staff-1')
const tap = ({ id, seq }: IdeaReply) => ({ id, seq, op: op() })
const said = (text = words) => own().do(suggestions.say, { theme: 'safety', words: text, key: op() })
const in10 = () => plusDays(onOf(given.now()), 10)
const adopted = async () =>
  staff().do(suggestions.adopt, { ...tap(await said()), text: '请物业换灯', on: in10() })
const unsigned = (text: string = words, by = receipt) => ({
  ...{ community, station: station.id, receipt: by, words: text },
})
const inboxOf = async (person: string) => {
  await given.settled()
  return (await given.as(person).do(messages.inbox, {})).items
}
/** Of somebody who is not signed in. */
const anyone = (operation: Operation, input: object) =>
  given.request(`/api/${operation.name.replace('.', '/')}`, JSON.stringify(input))

describe('an idea that is signed', () => {
  test('When it is said, then it waits for staff, who take it on, adopt and finish it; the sayer hears each step', async () => {
    const it = await said()
    expect(it).toMatchObject({ state: 'open', mine: true, words, title: '安全的建议', may: ['withdraw'] })
    // Monday and five working days.
    expect(it.dueAt).toBe('2026-11-30T16:00:00.000Z')
    await given.settled()
    const [row] = (await staff().do(matters.desk, {})).items
    expect(row).toMatchObject({ id: it.id, kind: 'idea', stateText: '等回音', dueAt: it.dueAt })
    const taken = await staff().do(suggestions.take, tap(it))
    expect(taken.owner).toMatchObject({ me: true })
    await given.settled()
    expect((await given.as('staff-2').do(matters.desk, {})).items).toEqual([])
    const plan = await staff().do(suggestions.adopt, { ...tap(taken), text: '请物业换灯', on: in10() })
    expect(plan).toMatchObject({ state: 'doing', answer: { text: '请物业换灯', on: in10() } })
    const done = await staff().do(suggestions.finish, { ...tap(plan), text: '换了三盏灯', people: 23 })
    expect(done).toMatchObject({ state: 'done', result: { text: '换了三盏灯', people: 23 } })
    const titles = (await inboxOf('resident-1')).map(({ title }) => title)
    expect(titles).toEqual(expect.arrayContaining(['您的建议采纳了', '您的建议办成了']))
    expect(await own().do(suggestions.idea, { id: it.id })).toMatchObject({ may: ['reopen'], state: 'done' })
  })

  test('When it is not adopted, then it says why and where else; what is not ours without a place to go is refused', async () => {
    const it = await said()
    const no = { ...tap(it), reason: 'notOurs', text: '这段路归市政' } as const
    expect(await staff().try(suggestions.refuse, no)).toMatchObject({
      status: 400,
      body: { fields: { elsewhere: '不归社区管的，请写清楚该找谁' } },
    })
    const refused = await staff().do(suggestions.refuse, { ...no, elsewhere: '打12345' })
    expect(refused).toMatchObject({ state: 'refused', answer: { reason: 'notOurs', elsewhere: '打12345' } })
    const again = await own().do(suggestions.reopen, { ...tap(refused), text: '12345说归社区' })
    expect(again).toMatchObject({ state: 'open', words: `${words}\n12345说归社区` })
    const once = await staff().do(suggestions.refuse, { ...tap(again), reason: 'other', text: '还是办不了' })
    expect((await own().try(suggestions.reopen, { ...tap(once), text: '再来' })).status).toBe(409)
  })

  test('When a meeting has to decide, then it stands on the agenda; put off, it comes back on its day and never vanishes', async () => {
    const it = await staff().do(suggestions.putOn, tap(await said()))
    const off = await staff().do(suggestions.defer, { ...tap(it), text: '明年预算再看', on: in10() })
    expect(off).toMatchObject({ state: 'deferred' })
    await given.settled()
    expect((await staff().do(matters.desk, {})).items).toEqual([])
    given.minutesLater(11 * 24 * 60)
    await given.tick()
    await given.settled()
    expect((await staff().do(matters.desk, {})).items).toMatchObject([{ id: it.id, late: true }])
    expect(
      await staff().do(suggestions.putOn, tap(await staff().do(suggestions.idea, { id: it.id }))),
    ).toMatchObject({
      state: 'agenda',
    })
  })

  test('When nobody answers, or it is not done by its day, then staff are told once for each day, however often the clock looks', async () => {
    const it = await said()
    given.minutesLater(8 * 24 * 60)
    for (let looks = 0; looks < 3; looks++) await given.tick()
    const told = async () => (await inboxOf('staff-1')).filter(({ title }) => title === '建议到日子了').length
    expect(await told()).toBe(1)
    const doing = await staff().do(suggestions.adopt, {
      ...tap(await staff().do(suggestions.idea, { id: it.id })),
      ...{ text: '下周换', on: in10() },
    })
    given.minutesLater(11 * 24 * 60)
    for (let looks = 0; looks < 3; looks++) await given.tick()
    expect(await told()).toBe(2)
    const late = await staff().do(suggestions.idea, { id: it.id })
    expect(late).toMatchObject({ late: true })
    const later = { text: '灯还没到货', on: in10() }
    const extended = await staff().do(suggestions.extend, { ...tap(late), ...later })
    expect(extended).toMatchObject({ answer: later })
    expect(extended.late).toBeUndefined()
    expect((await staff().try(suggestions.extend, { ...tap(extended), ...later })).status).toBe(409)
    expect(doing.state).toBe('doing')
  })

  test('When the day is over already, then it is refused with the field named, and nothing is written', async () => {
    const it = await said()
    const past = plusDays(onOf(given.now()), -1)
    expect(await staff().try(suggestions.adopt, { ...tap(it), text: '好', on: past })).toMatchObject({
      ...{ status: 400, body: { code: 'suggestions.dayGone', fields: { on: '请选今天或以后的日子' } } },
    })
    expect(await own().do(suggestions.idea, { id: it.id })).toMatchObject({ state: 'open', seq: it.seq })
  })

  test('When two of the staff answer at once, then one answer stands and the other reads it', async () => {
    const it = await said()
    const answers = await Promise.all([
      staff().try(suggestions.adopt, { ...tap(it), text: '办', on: in10() }),
      given.as('staff-2').try(suggestions.refuse, { ...tap(it), reason: 'other', text: '不办' }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })
})

describe('the wall', () => {
  const onWall = async () => staff().do(suggestions.show, { ...tap(await adopted()), words: '东门口换路灯' })

  test('When staff have read it over, then neighbours see those words and not the sayer’s; off the wall it is gone for them', async () => {
    const it = await onWall()
    const seen = await given.as('resident-2').do(suggestions.idea, { id: it.id })
    expect(seen).toMatchObject({ words: '东门口换路灯', timeline: [], may: ['support'] })
    expect(JSON.stringify(seen)).not.toContain('台阶')
    expect((await given.as('resident-2').do(suggestions.ideas, {})).items).toMatchObject([{ id: it.id }])
    await staff().do(suggestions.show, tap(it))
    expect((await given.as('resident-2').try(suggestions.idea, { id: it.id })).status).toBe(404)
    expect((await given.as('resident-2').do(suggestions.ideas, {})).items).toEqual([])
  })

  test('When neighbours think so too, then each counts once, in whatever order they tap, and hears what becomes of it', async () => {
    const { id } = await onWall()
    const neighbours = Array.from({ length: 12 }, (_, i) => `resident-${i + 2}`)
    await Promise.all(
      [...neighbours, ...neighbours].map(each => given.as(each).do(suggestions.support, { id, op: op() })),
    )
    const it = await staff().do(suggestions.idea, { id })
    expect(it.supporters).toBe(12)
    expect((await own().try(suggestions.support, { id, op: op() })).status).toBe(403)
    await staff().do(suggestions.finish, { ...tap(it), text: '换好了' })
    expect((await inboxOf('resident-9')).map(({ title }) => title)).toContain('您也赞成的建议办成了')
  })

  test('When somebody of another community asks, then there is nothing', async () => {
    const { id } = await onWall()
    expect((await given.as('outsider-1').try(suggestions.idea, { id })).status).toBe(404)
  })
})

describe('what nobody signed', () => {
  const send = (input: ReturnType<typeof unsigned>) => anyone(suggestions.sayUnsigned, input)
  const trace = (by = receipt) => anyone(suggestions.trace, { community, receipt: by })

  test('When it is said, then its receipt traces state and answer, and nothing that is stored, told or replied leads to who said it', async () => {
    expect(await send(unsigned())).toMatchObject({ status: 200, body: { stateText: '等回音' } })
    const { items } = await staff().do(suggestions.ideas, { list: 'open' })
    expect(items).toMatchObject([{ words, unsigned: true, station: station.name, supporters: 0 }])
    await staff().do(suggestions.adopt, { ...tap(items[0]!), text: '这周换灯', on: in10() })
    expect((await trace()).body).toMatchObject({ stateText: '采纳了，在办', answer: { text: '这周换灯' } })
    await given.settled()
    const stored = JSON.stringify(await given.items())
    for (const secret of [receipt, words, '10.0.0.1']) expect(stored).not.toContain(secret)
  })

  test('When an answer was lost and it is sent once more, then it is one idea; with other words it is refused', async () => {
    for (let sends = 0; sends < 3; sends++) expect((await send(unsigned())).status).toBe(200)
    expect((await staff().do(suggestions.ideas, { list: 'open' })).items).toHaveLength(1)
    expect(await send(unsigned('别的话'))).toMatchObject({ status: 409, body: { code: 'request.keyReused' } })
  })

  test('When a receipt is guessed, or is that of another community, then nothing is found', async () => {
    await send(unsigned())
    for (const by of [receipt.replace('a', 'b'), `${receipt.slice(1)}a`])
      expect(await trace(by)).toMatchObject({
        status: 404,
        body: { text: expect.stringContaining('请对一遍码') },
      })
    expect((await anyone(suggestions.trace, { community: 'other', receipt })).status).toBe(404)
    expect((await anyone(suggestions.trace, { community, receipt: 'short' })).status).toBe(400)
  })

  test('When one address floods a station, then it is told when to come back, and others are not', async () => {
    const taken = async (address: string, by: string) => {
      const ctx = { ...given.effects, now: given.now(), from: { address, agent: '' } }
      return limited(ctx, suggestions.sayUnsigned, undefined, unsigned(words, by)).then(
        () => 200,
        ({ status }: Refusal) => status,
      )
    }
    await withinLimits(async () => {
      const statuses = []
      for (let n = 0; n < 8; n++) statuses.push(await taken('203.0.113.7', receipt))
      expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429, 429])
      expect(await taken('203.0.113.8', receipt)).toBe(200)
      // Many addresses fill one station for the day, and no other.
      const all = []
      for (let n = 0; n < 200; n++) all.push(await taken(`198.51.100.${n}`, receipt))
      expect(all.filter(status => status === 200)).toHaveLength(200 - 6)
    })
  })

  test('When there is no such station, or the community has left it out, then it says whom to turn to', async () => {
    const to = (more: object) => anyone(suggestions.sayUnsigned, { ...unsigned(), ...more })
    expect((await to({ station: 'station-9' })).body).toMatchObject({ code: 'suggestions.noStation' })
    // One that is not there looks like one that has not chosen it.
    expect((await to({ community: 'nowhere' })).body).toMatchObject({ code: 'suggestions.switchedOff' })
    await saveSettings(given.table, community, { on: [], suggestions: { stations: [station] } })
    expect((await to({})).body).toMatchObject({ code: 'suggestions.switchedOff' })
    expect((await own().try(suggestions.say, { words })).body).toMatchObject({
      code: 'suggestions.switchedOff',
    })
  })
})

describe('the station', () => {
  test('When somebody reads the code at its door, then they see whose it is, whom to ring, and what came of suggestions', async () => {
    await staff().do(suggestions.show, { ...tap(await adopted()), words: '东门口换路灯' })
    const { body } = await anyone(suggestions.station, { community, station: station.id })
    expect(body).toMatchObject({
      station,
      on: true,
      wall: [{ words: '东门口换路灯', stateText: '采纳了，在办' }],
    })
    expect((await anyone(suggestions.station, { community, station: 'no' })).status).toBe(404)
  })

  test('When a Party member from elsewhere says they are here, then staff see it until they leave, or the day is over', async () => {
    const untilOn = in10()
    const guest = given.as('outsider-1')
    const input = { community, station: station.id, branch: '邻市第一支部', canHelp: '会修电器', untilOn }
    const here = await guest.do(suggestions.arrive, { ...input, key: op() })
    expect((await staff().do(suggestions.stays, {})).items).toMatchObject([
      { id: here.id, canHelp: '会修电器' },
    ])
    expect((await given.as('resident-3').try(suggestions.stay, { id: here.id })).status).toBe(404)
    given.minutesLater(12 * 24 * 60)
    await given.tick()
    await given.settled()
    expect((await staff().do(suggestions.stays, {})).items).toEqual([])
    expect(await guest.do(suggestions.stay, { id: here.id })).toMatchObject({ state: 'left' })
  })
})

test('When somebody leaves, then what they said and who they were goes, and those they supported count one less', async () => {
  const it = await staff().do(suggestions.show, { ...tap(await said()), words: '东门口换路灯' })
  await given.as('resident-5').do(suggestions.support, { id: it.id, op: op() })
  const mine = await given.as('resident-5').do(suggestions.say, { words: '想要个乒乓球台' })
  await given.settled()
  await given.as('resident-5').do(identity.erase, {})
  expect(await staff().do(suggestions.idea, { id: it.id })).toMatchObject({ supporters: 0 })
  expect(await staff().do(suggestions.idea, { id: mine.id })).toMatchObject({
    words: '已注销',
    unsigned: true,
  })
})

test('When five working days are counted, then weekends, holidays and the days worked for them are kept', () => {
  const office = { from: '08:00', to: '18:00', weekdays: [1, 2, 3, 4, 5], closedOn: [], openOn: [] }
  expect(plusWorkdays('2026-11-23', 5, office)).toBe('2026-11-30')
  expect(plusWorkdays('2026-09-29', 2, office)).toBe('2026-10-08')
  // 10月10日 is a Saturday on which is worked.
  expect(plusWorkdays('2026-10-08', 2, office)).toBe('2026-10-10')
})
