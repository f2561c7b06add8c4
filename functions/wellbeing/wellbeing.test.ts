import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { community } from '../../shared/community/community.ts'
import { identity } from '../../shared/identity/identity.ts'
import { matters } from '../../shared/matters/matters.ts'
import { messages } from '../../shared/messages/messages.ts'
import { onOf, plusDays } from '../../shared/time.ts'
import { wellbeing, type WellbeingReply } from '../../shared/wellbeing/wellbeing.ts'
import { saveSettings } from '../community/community.ts'
import { addMember } from '../identity/moving.ts'
import { monday10, neighbourhood, withinLimits, type Neighbourhood } from '../testing/given.ts'
import { wellbeingKeeps } from './wellbeing-people.ts'

let given: Neighbourhood
let n = 40
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())
beforeEach(() => given.setNow(monday10))

const tap = ({ id, seq }: Pick<WellbeingReply, 'id' | 'seq'>) => ({ id, seq })
const today = onOf(monday10)
const at = (clock: string, on = today) => new Date(`${on}T${clock}:00.000+08:00`).toISOString()
const refusal = (status: number, code: string) => ({ status, body: { code } })
const agreedBy = { way: 'phone', on: today } as const
const read = (who: string, id: string) => given.as(who).do(wellbeing.wellbeing, { id })
/** Of this one, where others could be meant as well. */
const told = async (who: string, id = '') =>
  (await given.as(who).do(messages.inbox, {})).items.flatMap(({ title, url = '' }) =>
    url.includes(id) ? [title] : [],
  )
/** What follows from changes has happened. */
const tickAt = async (time: string) => {
  given.setNow(time)
  await given.tick()
  await given.settled()
}

/** An old person of building 1, begun by staff at eight, with a partner who has said yes and the grid worker. */
const begun = async ({ partner = true, helpers }: { partner?: boolean; helpers?: string[] } = {}) => {
  n++
  given.setNow(at('08:00'))
  const [elder, neighbour, child] = [`elder-${n}`, `resident-${n}`, `child-${n}`]
  let it = await given.as('staff-1').do(wellbeing.startWellbeing, {
    ...{ person: await given.idOf(elder), consent: agreedBy },
    helpers: await Promise.all((helpers ?? ['grid-1']).map(given.idOf)),
    ...(partner && { partner: { user: await given.idOf(neighbour) } }),
  })
  if (partner) it = await given.as(neighbour).do(wellbeing.answerPartner, { ...tap(it), yes: true })
  await given.idOf(child)
  return { it, id: it.id, elder, neighbour, child, grid: 'grid-1' }
}

describe('beginning', () => {
  test('When somebody begins for themselves, then they are well today, and the grid worker of the building is their helper', async () => {
    await Promise.all(['grid-2', 'helper-2'].map(given.idOf))
    const it = await given
      .as('resident-2')
      .do(wellbeing.startWellbeing, { partner: { name: '王阿姨', phone: '10012340999' } })
    expect(it).toMatchObject({
      ...{ state: 'on', today: 'fine', reader: 'self', hour: '10:00', title: '今天我很好' },
      helpers: ['称呼grid-2', '称呼helper-2'],
      partner: { name: '王阿姨', stands: 'phone' },
    })
    expect(await given.as('resident-2').try(wellbeing.startWellbeing, {})).toMatchObject(
      refusal(409, 'wellbeing.alreadyThere'),
    )
    const ended = await given.as('resident-2').do(wellbeing.endWellbeing, { ...tap(it), reason: 'notWanted' })
    expect(ended).toMatchObject({ state: 'ended', today: 'ended' })
    expect(await given.as('resident-2').do(wellbeing.startWellbeing, {})).toMatchObject({ state: 'on' })
  })

  test('When staff begin it, then they say how, when and by whom the person was heard saying yes', async () => {
    const person = await given.idOf('elder-3')
    const staff = given.as('staff-1')
    expect(await staff.try(wellbeing.startWellbeing, { person })).toMatchObject(
      refusal(409, 'wellbeing.askFirst'),
    )
    const later = { way: 'paper', on: plusDays(today, 1) } as const
    expect(await staff.try(wellbeing.startWellbeing, { person, consent: later })).toMatchObject(
      refusal(400, 'request.invalid'),
    )
    const it = await staff.do(wellbeing.startWellbeing, { person, consent: { ...agreedBy, heardBy: '小王' } })
    // Nobody has said that they are well today; the hour has come, so the first word is wanted tomorrow.
    expect(it).toMatchObject({ today: 'waiting', consent: { way: 'phone', on: today, heardBy: '小王' } })
    await tickAt(at('10:00'))
    expect(await read('staff-1', it.id)).toMatchObject({ state: 'on' })
    await tickAt(at('10:00', plusDays(today, 1)))
    expect(await read('staff-1', it.id)).toMatchObject({ state: 'silent' })
    expect(await told('elder-3')).toEqual(['今天还没报平安', '社区替您开始报平安了'])
    expect(await read('elder-3', it.id)).toMatchObject({ consent: { heardBy: '小王' } })
  })

  test('When the same is sent again, or two begin at once, then there is one', async () => {
    const person = await given.idOf('elder-4')
    const input = { person, consent: agreedBy, key: 'key-of-four' }
    const both = await Promise.all([
      given.as('staff-1').try(wellbeing.startWellbeing, input),
      given.as('staff-2').try(wellbeing.startWellbeing, input),
      given.as('elder-4').try(wellbeing.startWellbeing, {}),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    const { items } = await given.as('staff-1').do(wellbeing.wellbeings, { list: 'going' })
    expect(items.filter(({ building }) => building === '4号楼')).toHaveLength(1)
  })

  test('When the community has left it out, then nobody begins, and who has begun goes on', async () => {
    const it = await given.as('resident-5').do(wellbeing.startWellbeing, {})
    const { on, ...settings } = await given
      .as('staff-1')
      .do(community.settings, {})
      .then(({ settings }) => settings)
    await saveSettings(given.table, 'bchd', { ...settings, on: on.filter(each => each !== 'wellbeing') })
    for (const who of ['resident-6', 'staff-1']) {
      const person = who === 'staff-1' ? { person: await given.idOf('elder-6'), consent: agreedBy } : {}
      expect(await given.as(who).try(wellbeing.startWellbeing, person)).toMatchObject(
        refusal(409, 'wellbeing.switchedOff'),
      )
    }
    given.setNow(at('09:00', plusDays(today, 1)))
    expect(await given.as('resident-5').do(wellbeing.sayFine, { id: it.id })).toMatchObject({ today: 'fine' })
    await saveSettings(given.table, 'bchd', { ...settings, on })
  })

  test('When somebody is nobody’s to begin for, then it is refused and says what to do', async () => {
    const person = await given.idOf('elder-7')
    for (const who of ['resident-7', 'grid-7', 'outsider-7'])
      expect((await given.as(who).try(wellbeing.startWellbeing, { person, consent: agreedBy })).status).toBe(
        403,
      )
    expect(await given.as('child-7').do(wellbeing.startWellbeing, { person })).toMatchObject({
      ...{ reader: 'family', today: 'waiting' },
    })
    expect(
      await given
        .as('staff-1')
        .try(wellbeing.startWellbeing, { person: await given.idOf('outsider-8'), consent: agreedBy }),
    ).toMatchObject(refusal(403, 'wellbeing.notForThem'))
    expect(
      await given
        .as('resident-8')
        .try(wellbeing.startWellbeing, { partner: { name: '我', phone: '10012340008' } }),
    ).toMatchObject(refusal(409, 'wellbeing.partnerIsSelf'))
    expect(
      await given.as('staff-1').try(wellbeing.startWellbeing, {
        ...{ person: await given.idOf('elder-8'), consent: agreedBy },
        helpers: [await given.idOf('resident-8')],
      }),
    ).toMatchObject(refusal(409, 'wellbeing.helperUnknown'))
  })
})

describe('a partner', () => {
  test('When somebody names a neighbour’s number, then that neighbour is asked, and before the answer nobody sees whether the number has an account', async () => {
    const it = await given.as('resident-9').do(wellbeing.startWellbeing, {
      partner: { name: '小李', phone: '10012340010' },
    })
    expect(it.partner?.name).toBe('小李')
    await given.idOf('resident-10')
    const asked = await given.as('resident-9').do(wellbeing.changeWellbeing, {
      ...tap(it),
      partner: { name: '小李', phone: '10012340010' },
    })
    expect(asked.partner).toEqual(it.partner)
    await given.settled()
    expect(await told('resident-10')).toEqual(['有邻居想请您搭伴'])
    const { items } = await given.as('resident-10').do(matters.desk, {})
    expect(items).toMatchObject([{ kind: 'wellbeing', stateText: '等您回话' }])
    // Who is only asked reads whose it is, and nothing else.
    const seen = await read('resident-10', it.id)
    expect(seen).toMatchObject({ reader: 'asked', helpers: [], may: ['accept', 'decline'] })
    expect(seen.partner).toBeUndefined()
    expect((await given.as('resident-10').try(wellbeing.sayFine, { id: it.id, how: 'seen' })).body.code).toBe(
      'matter.notYours',
    )
    const yes = await given.as('resident-10').do(wellbeing.answerPartner, { ...tap(seen), yes: true })
    expect(yes).toMatchObject({ reader: 'partner', partner: { name: '称呼resident-10', stands: 'yes' } })
    await given.settled()
    expect(await told('resident-9')).toContain('邻居答应搭伴了')
  })

  test('When the partner can no longer, then the person and staff hear of it, and it is out of their sight', async () => {
    const { it, id, neighbour, elder } = await begun()
    await given.as(neighbour).do(wellbeing.answerPartner, { ...tap(it), yes: false })
    await given.settled()
    expect(await told(elder)).toContain('要换一位搭伴邻居')
    expect(await told('staff-1')).toContain('要换一位搭伴邻居')
    expect((await given.as(neighbour).try(wellbeing.wellbeing, { id })).status).toBe(404)
  })

  test('When the partner has no account, then staff ring them first, by name and number', async () => {
    n++
    given.setNow(at('08:00'))
    const it = await given.as('staff-1').do(wellbeing.startWellbeing, {
      ...{ person: await given.idOf(`elder-${n}`), consent: agreedBy, helpers: [] },
      partner: { name: '老张师傅', phone: '10012349999' },
    })
    await tickAt(at('10:00'))
    const { items } = await given.as('staff-1').do(messages.calls, {})
    const [call] = items.filter(each => each.name === '老张师傅')
    expect(call).toMatchObject({ title: '邻居今天没消息' })
    const rung = await given.as('staff-1').do(messages.ring, { person: call!.person, id: call!.id })
    expect(rung).toMatchObject({ phone: '10012349999' })
    await given.as('staff-1').do(wellbeing.found, { ...tap(await read('staff-1', it.id)), what: 'fine' })
    expect((await given.as('staff-1').do(messages.calls, {})).items.some(each => each.id === call!.id)).toBe(
      false,
    )
  })
})

describe('saying it', () => {
  test('When two say it at once, or twice, then both are answered and today is well', async () => {
    const { id, elder, neighbour, grid } = await begun()
    const all = await Promise.all([
      given.as(elder).try(wellbeing.sayFine, { id }),
      given.as(elder).try(wellbeing.sayFine, { id }),
      given.as(neighbour).try(wellbeing.sayFine, { id, how: 'seen' }),
      given.as(grid).try(wellbeing.sayFine, { id, how: 'heard' }),
      given.as('staff-1').try(wellbeing.sayFine, { id, how: 'heard' }),
    ])
    expect(all.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    await tickAt(at('10:00'))
    expect(await read(elder, id)).toMatchObject({ state: 'on', today: 'fine' })
    // Of the next day it says nothing.
    await tickAt(at('10:00', plusDays(today, 1)))
    expect(await read(elder, id)).toMatchObject({ state: 'silent', today: 'silent' })
  })

  test('When it is said as often as can be, then it is never refused', async () => {
    const { id, elder } = await begun()
    await withinLimits(async () => {
      for (let i = 0; i < 80; i++)
        expect((await given.as(elder).try(wellbeing.sayFine, { id })).status).toBe(200)
    })
  })

  test('When a tap of yesterday is sent once more today, then it says nothing of today', async () => {
    const { id, elder } = await begun()
    const input = { id, op: 'op-of-yesterday' }
    await given.as(elder).do(wellbeing.sayFine, input)
    given.setNow(at('09:00', plusDays(today, 1)))
    expect(await given.as(elder).do(wellbeing.sayFine, input)).toMatchObject({ today: 'waiting' })
  })

  test('When it is said at any hour of Shanghai’s day, then it counts for that day', async () => {
    const { id, elder } = await begun()
    const newYear = '2027-01-01'
    given.setNow(at('00:00', newYear))
    expect(await given.as(elder).do(wellbeing.sayFine, { id })).toMatchObject({ today: 'fine' })
    given.setNow(at('23:59', newYear))
    expect(await read(elder, id)).toMatchObject({ today: 'fine' })
    await tickAt(at('00:00', '2027-01-02'))
    expect(await read(elder, id)).toMatchObject({ state: 'on', today: 'waiting' })
  })

  test('When others say it for them, then they say whether they saw or heard them', async () => {
    const { id, neighbour, child } = await begun()
    for (const who of [neighbour, child])
      expect(await given.as(who).try(wellbeing.sayFine, { id })).toMatchObject(
        refusal(400, 'wellbeing.sayHow'),
      )
    expect(await given.as(child).do(wellbeing.sayFine, { id, how: 'heard' })).toMatchObject({
      ...{ reader: 'family', today: 'fine', fineHow: 'heard' },
    })
  })
})

describe('when no word comes', () => {
  test('Then partner, helpers and staff hear of it in turn, and everybody who was told hears when somebody has found them', async () => {
    const { id, neighbour, grid, elder, child } = await begun()
    await tickAt(at('09:59'))
    expect(await told(neighbour, id)).toEqual(['有邻居想请您搭伴'])
    await tickAt(at('10:00'))
    expect(await told(neighbour, id)).toContain('邻居今天没消息')
    expect(await told(elder, id)).toContain('今天还没报平安')
    expect(await told(grid, id)).not.toContain('有位邻居没消息')
    // The desk has it before everything else, and the helper’s list not before their turn.
    const { items } = await given.as('staff-1').do(matters.desk, {})
    expect(items[0]).toMatchObject({ kind: 'wellbeing', urgent: true, stateText: '没有消息' })
    const helperList = async () =>
      (await given.as(grid).do(matters.desk, {})).items.filter(each => each.id === id)
    expect(await helperList()).toEqual([])
    expect((await given.as(grid).try(wellbeing.reveal, { id })).status).toBe(409)
    await tickAt(at('10:30'))
    expect(await told(grid, id)).toContain('有位邻居没消息')
    expect(await helperList()).toMatchObject([{ urgent: true }])
    expect(await told('staff-2', id)).not.toContain('有位居民没消息')
    await tickAt(at('11:00'))
    expect(await told('staff-1', id)).toContain('有位居民没消息')
    const times = async () => (await told('staff-1', id)).filter(each => each === '有位居民没消息').length
    const once = await times()
    await tickAt(at('11:59'))
    expect(await times()).toBe(once)
    await tickAt(at('12:00'))
    expect(await times()).toBe(once + 1)
    const seen = await given.as(grid).do(wellbeing.reveal, { id })
    expect(seen).toMatchObject({ name: `实名${elder}` })
    expect((await read(elder, id)).looks).toMatchObject([{ name: `称呼${grid}`, as: '网格员' }])
    const found = await given.as(grid).do(wellbeing.found, {
      ...tap(await read(grid, id)),
      ...{ what: 'hospital', note: '女儿陪着去的', restUntil: plusDays(today, 3) },
    })
    expect(found).toMatchObject({ state: 'away', today: 'away', found: { what: 'hospital' } })
    expect((await read('staff-1', id)).found).toMatchObject({ note: '女儿陪着去的' })
    expect((await read(child, id)).found?.note).toBeUndefined()
    await given.settled()
    expect(await told(neighbour, id)).toContain('邻居有消息了')
    expect(await told('staff-1', id)).toContain('邻居有消息了')
    expect((await given.as('staff-1').do(matters.desk, {})).items.some(each => each.id === id)).toBe(false)
  })

  test('When days pass, then it stays as it is until a person says what was found; their own word is one', async () => {
    const { id, elder } = await begun()
    for (let day = 0; day < 4; day++) await tickAt(at('18:00', plusDays(today, day)))
    expect(await read('staff-1', id)).toMatchObject({ state: 'silent', level: 'staff' })
    expect(await given.as(elder).do(wellbeing.sayFine, { id })).toMatchObject({ state: 'on', today: 'fine' })
    expect((await read('staff-1', id)).found).toMatchObject({ what: 'fine' })
  })

  test('When somebody says it just as the clock falls silent, then it is well in whichever order they come', async () => {
    const { id, elder } = await begun()
    given.setNow(at('10:00'))
    const [said] = await Promise.all([
      given.as(elder).try(wellbeing.sayFine, { id }),
      given.tick(),
      given.tick(),
    ])
    expect(said.status).toBe(200)
    expect(await read(elder, id)).toMatchObject({ state: 'on', today: 'fine' })
  })

  test('When the clock is a day late, then nobody is shown as well, and staff read that nobody has been told', async () => {
    const { id, elder } = await begun()
    await given.as(elder).do(wellbeing.sayFine, { id })
    given.setNow(at('12:00', plusDays(today, 1)))
    const { items } = await given.as('staff-1').do(wellbeing.wellbeings, { list: 'going' })
    expect(items.find(each => each.id === id)).toMatchObject({ state: 'on', today: 'silent', late: true })
    const day = items.map(each => each.today)
    expect(day).not.toContain('fine')
    // First those without a word.
    expect(day).toEqual([...day].sort((a, b) => Number(b === 'silent') - Number(a === 'silent')))
    // One tick after another makes up for it, in order.
    for (const level of ['partner', 'helpers', 'staff']) {
      await given.tick()
      expect(await read('staff-1', id)).toMatchObject({ state: 'silent', level })
    }
  })

  test('When helpers no longer work here, then staff hear in their place', async () => {
    const { id } = await begun({ partner: false, helpers: ['grid-9'] })
    await given
      .as('staff-1')
      .do(identity.revoke, { user: await given.idOf('grid-9'), grant: 'gridWorker.bchd.grid-9' })
    await tickAt(at('10:00'))
    expect(await told('staff-2')).toContain('有位居民没消息')
    expect((await given.as('grid-9').try(wellbeing.wellbeing, { id })).status).not.toBe(200)
  })
})

describe('a rest, and an end', () => {
  test('When it rests over the hour, then nobody is told, and the day after counts again', async () => {
    const { it, id, elder } = await begun()
    const until = plusDays(today, 1)
    const away = await given.as(elder).do(wellbeing.rest, { ...tap(it), until })
    expect(away).toMatchObject({ state: 'away', today: 'away' })
    await tickAt(at('10:00', until))
    expect(await read(elder, id)).toMatchObject({ state: 'away' })
    // A late clock ends the rest first, and then finds that the hour has passed.
    await tickAt(at('18:00', plusDays(today, 2)))
    expect(await read(elder, id)).toMatchObject({ state: 'on', today: 'silent', late: true })
    await given.tick()
    expect(await read(elder, id)).toMatchObject({ state: 'silent' })
  })

  test('When they come back early, then the next hour counts', async () => {
    const { it, elder } = await begun()
    const away = await given.as('staff-1').do(wellbeing.rest, { ...tap(it), until: plusDays(today, 5) })
    expect(await given.as(elder).do(wellbeing.back, tap(away))).toMatchObject({
      state: 'on',
      today: 'waiting',
    })
    await given.settled()
    expect(await told(elder)).toContain('社区替您记了先歇几天')
  })

  test('When a word is overdue, then only the person rests, ends it or moves the hour; others first ask how they are', async () => {
    const { it, elder } = await begun()
    given.setNow(at('10:05'))
    const staff = given.as('staff-1')
    const still = refusal(409, 'wellbeing.stillNoWord')
    expect(await staff.try(wellbeing.rest, { ...tap(it), until: today })).toMatchObject(still)
    expect(await staff.try(wellbeing.endWellbeing, tap(it))).toMatchObject(still)
    expect(await staff.try(wellbeing.changeWellbeing, { ...tap(it), hour: '18:00' })).toMatchObject(still)
    expect(await given.as(elder).do(wellbeing.rest, { ...tap(it), until: today })).toMatchObject({
      state: 'away',
    })
  })

  test('When there is no word, then it neither rests nor ends before somebody has said what was found', async () => {
    const { id, elder } = await begun()
    await tickAt(at('10:00'))
    const it = await read(elder, id)
    expect(it.may).toEqual(expect.arrayContaining(['fine', 'found', 'change']))
    for (const who of [elder, 'staff-1']) {
      expect((await given.as(who).try(wellbeing.rest, { ...tap(it), until: today })).status).toBe(409)
      expect((await given.as(who).try(wellbeing.endWellbeing, tap(it))).status).toBe(409)
    }
  })

  test('When the hour is changed, then the new one counts, from the next time it comes', async () => {
    const { it, id } = await begun()
    await given.as('staff-1').do(wellbeing.changeWellbeing, { ...tap(it), hour: '12:00' })
    await tickAt(at('11:59'))
    expect(await read('staff-1', id)).toMatchObject({ state: 'on', hour: '12:00' })
    await tickAt(at('12:00'))
    expect(await read('staff-1', id)).toMatchObject({ state: 'silent' })
  })

  test('When the person changes who helps, then they take helpers away and staff name them', async () => {
    const { it, elder } = await begun()
    const helpers = [await given.idOf('grid-2')]
    expect(await given.as(elder).try(wellbeing.changeWellbeing, { ...tap(it), helpers })).toMatchObject(
      refusal(403, 'wellbeing.staffOnly'),
    )
    const { items } = await given.as('staff-1').do(wellbeing.helpersToName, { id: it.id })
    expect(items.filter(({ chosen }) => chosen)).toMatchObject([{ name: '称呼grid-1', as: '第1网格网格员' }])
    expect(items.map(({ id }) => id)).toContain(helpers[0])
    const none = await given.as(elder).do(wellbeing.changeWellbeing, { ...tap(it), helpers: [] })
    expect(none.helpers).toEqual([])
    const two = await given
      .as('staff-1')
      .do(wellbeing.changeWellbeing, { ...tap(none), helpers, partner: null })
    expect(two).toMatchObject({ helpers: ['称呼grid-2'] })
    expect(two.partner).toBeUndefined()
  })
})

describe('who sees it', () => {
  test('When others ask, then it is not there; in another community neither', async () => {
    const { it, id } = await begun()
    for (const who of ['resident-1', 'grid-2', 'lead-1', 'room-1', 'outsider-1', 'supervisor-1']) {
      expect((await given.as(who).try(wellbeing.wellbeing, { id })).status).toBe(404)
      const fine = await given.as(who).try(wellbeing.sayFine, { id, how: 'seen' })
      expect([403, 404]).toContain(fine.status)
    }
    const { items } = await given.as('outsider-1').do(wellbeing.wellbeings, { list: 'going' })
    expect(items).toEqual([])
    expect((await given.as('resident-1').try(wellbeing.wellbeings, { list: 'going' })).status).toBe(404)
    expect(it.state).toBe('on')
  })

  test('When somebody acts for the person in this, then they see today, and not who looked or what was noted', async () => {
    const { id, child, neighbour } = await begun()
    await given.settled()
    const { items } = await given.as(child).do(wellbeing.wellbeings, {})
    expect(items).toMatchObject([{ id, reader: 'family', today: 'waiting' }])
    expect(items[0]!.consent).toBeUndefined()
    expect((await given.as(child).try(wellbeing.reveal, { id })).body.code).toBe('matter.notYours')
    expect((await given.as(neighbour).do(wellbeing.wellbeings, {})).items).toMatchObject([
      { id, reader: 'partner' },
    ])
  })

  test('When messages are read, then no name, door or health stands in them', async () => {
    const { elder, neighbour, grid } = await begun()
    for (const time of ['10:00', '10:30', '11:00']) await tickAt(at(time))
    for (const who of [elder, neighbour, grid, 'staff-1'])
      for (const { text, title } of (await given.as(who).do(messages.inbox, {})).items)
        expect(`${title}${text}`).not.toMatch(/称呼(elder|resident)|实名|单元|100\d{8}|病|医/)
  })
})

describe('leaving', () => {
  test('When the person leaves for good, then it ends and staff are told; what was sealed is gone', async () => {
    const { id, elder } = await begun()
    await given.settled()
    await given.as(elder).do(identity.erase, {})
    await given.settled()
    expect(await read('staff-1', id)).toMatchObject({ state: 'ended', callName: '已注销' })
    expect((await read('staff-1', id)).consent).toBeUndefined()
    expect(await told('staff-1')).toContain('有位居民不再报平安')
    await tickAt(at('12:00', plusDays(today, 1)))
    expect(await read('staff-1', id)).toMatchObject({ state: 'ended' })
  })

  test('When the person moves, then the new door counts here, and elsewhere it ends', async () => {
    const { id, elder } = await begun()
    await given.settled()
    const user = await given.idOf(elder)
    const ctx = { ...given.effects, now: given.now(), who: { id: user, grants: [], actsFor: [] } }
    const door = { community: 'bchd', building: 'building-9', unit: '1', room: '909' }
    await addMember(ctx, { ...door, user, as: 'owner', by: 'test' })
    await wellbeingKeeps.moved!(ctx, user)
    expect(await read(elder, id)).toMatchObject({ building: '9号楼', state: 'on' })
    await addMember(ctx, { ...door, community: 'other', user, as: 'owner', by: 'test' })
    await wellbeingKeeps.moved!(ctx, user)
    await wellbeingKeeps.moved!(ctx, user)
    expect(await read('staff-1', id)).toMatchObject({ state: 'ended' })
    await given.settled()
    expect((await told('staff-1', id)).filter(each => each === '有位居民不再报平安')).toHaveLength(1)
  })

  test('When the partner leaves, then staff are told to find another, and the next are told in their place', async () => {
    const { id, neighbour } = await begun()
    await given.settled()
    await given.as(neighbour).do(identity.erase, {})
    await given.settled()
    expect(await told('staff-1')).toContain('报平安要换个人')
    expect((await read('staff-1', id)).partner).toBeUndefined()
    await tickAt(at('10:00'))
    expect(await read('staff-1', id)).toMatchObject({ state: 'silent', level: 'helpers' })
  })

  test('When somebody asks for their data, then theirs is in it', async () => {
    const { elder, neighbour } = await begun()
    await given.settled()
    const all = async (who: string) => {
      const found = []
      for (let next: string | undefined; ;) {
        const page = await given.as(who).do(identity.export, { ...(next && { next }) })
        found.push(...page.items)
        if (!page.next) return found
        next = page.next
      }
    }
    expect(await all(elder)).toContainEqual(expect.objectContaining({ section: '报平安' }))
    const theirs = (await all(neighbour)).find(each => each.section === '我留意的邻居')
    expect(theirs).toBeDefined()
    expect(JSON.stringify(theirs)).not.toContain(elder)
  })
})
