/** 二对一走访: who is looked in on, by whom, when, and what came of it. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { Input } from '../../shared/contract.ts'
import { households } from '../../shared/households/households.ts'
import { help } from '../../shared/help/help.ts'
import { identity } from '../../shared/identity/identity.ts'
import { matters } from '../../shared/matters/matters.ts'
import { messages } from '../../shared/messages/messages.ts'
import { saveSettings } from '../community/community.ts'
import { giveGrant } from '../identity/grants.ts'
import { putProxy } from '../identity/proxies-store.ts'
import { monday10, neighbourhood, op, type Neighbourhood } from '../testing/given.ts'
import { voice as recording } from '../testing/media.ts'
import { pairingsIn, refused, tapOn } from '../testing/pairings.ts'

let given: Neighbourhood
type Homes = ReturnType<typeof pairingsIn>
let homes: Homes
let { as, at, ticks, get, told, deskOf } = {} as Homes
beforeEach(async () => {
  given = await neighbourhood()
  homes = pairingsIn(given)
  ;({ as, at, ticks, get, told, deskOf } = homes)
})
afterEach(() => given.close())

const here = { community: 'bchd' } as const
/** Who was asked, and in which group. */
const asked: Pick<Input<typeof households.listHome>, 'groups' | 'basis' | 'consent'> = {
  ...{ groups: ['alone'], basis: 'self', consent: 'spoken' },
}
const visit = { how: 'fine' } as const

describe('Listing a home', () => {
  test('When nobody was asked, then it is not listed; with a consent that is noted, or a duty that is named, it is', async () => {
    const home = { ...homes.door('301'), groups: ['alone'] }
    const list = (more: object) => as('staff-1').tryAnything(households.listHome, { ...home, ...more })
    expect(await refused(list({}))).toEqual([409, 'households.askFirst'])
    expect(await refused(list({ basis: 'family' }))).toEqual([409, 'households.askFirst'])
    expect(await refused(list({ basis: 'duty' }))).toEqual([409, 'households.dutyNeeded'])
    expect((await list({ basis: 'duty', duty: '特困人员探访' })).status).toBe(200)
  })

  test('When the same door is listed twice, then the second is refused, until the first has ended', async () => {
    const first = await homes.listed('301')
    const again = { ...homes.door('301'), ...asked }
    expect(await refused(as('staff-1').try(households.listHome, again))).toEqual([
      409,
      'households.listedAlready',
    ])
    await as('staff-1').do(households.endPairing, { ...tapOn(first), reason: 'moved' })
    expect((await as('staff-1').do(households.listHome, again)).state).toBe('listed')
  })

  test('When two list one door at once, then one of them has it', async () => {
    await homes.listed('101')
    const home = { ...homes.door('301'), ...asked }
    const answers = await Promise.all(
      ['staff-1', 'grid-1', 'staff-2'].map(who => as(who).try(households.listHome, home)),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
  })

  test('When a grid worker lists a home outside their grid, then they are told whose it is', async () => {
    const home = { ...homes.door('301', 2), ...asked }
    expect(await refused(as('grid-1').try(households.listHome, home))).toEqual([
      403,
      'households.notYourGrid',
    ])
  })

  test('When the community has left it out, then nothing is begun, and what runs goes on', async () => {
    const it = await homes.paired('301')
    const listed = await homes.listed('302')
    await saveSettings(given.table, 'bchd', { name: '宝翠花都社区', on: ['help'] })
    const home = { ...homes.door('303'), ...asked }
    expect(await refused(as('staff-1').try(households.listHome, home))).toEqual([
      409,
      'households.switchedOff',
    ])
    const two = {
      helper: await given.idOf('grid-1'),
      second: await given.idOf('party-1'),
      tier: 'weekly',
    } as const
    expect(await refused(as('staff-1').try(households.pair, { ...tapOn(listed), ...two }))).toEqual([
      ...[409, 'households.switchedOff'],
    ])
    expect((await as('grid-1').do(households.visit, { ...tapOn(it), ...visit })).near).toBe('ahead')
  })

  test('When one person lives there, then it is theirs to see; where two do, staff say whose it is', async () => {
    await homes.livesAt('resident-4', '301')
    const it = await homes.listed('301')
    expect((await get('resident-4', it.id)).reader).toBe('resident')
    await homes.livesAt('resident-5', '302')
    await homes.livesAt('resident-6', '302')
    const other = await homes.listed('302')
    expect(await refused(as('resident-5').try(households.pairing, { id: other.id }))).toEqual([
      404,
      'matter.notFound',
    ])
    const stranger = { person: await given.idOf('resident-4') }
    const answer = as('staff-1').try(households.listHome, {
      ...{ ...homes.door('303'), ...asked, ...stranger },
    })
    expect(await refused(answer)).toEqual([409, 'households.notOfHome'])
  })

  test('When a place is listed, then no person stands with it, and the police and the grid go there', async () => {
    const place = {
      target: 'place',
      building: 'building-1',
      place: '地下自行车棚',
      name: '老周',
      phone: '13900000000',
    } as const
    const it = await as('staff-1').do(households.listHome, { ...here, ...place })
    expect([it.name, it.phone, it.groups, it.door]).toEqual([undefined, undefined, [], '地下自行车棚'])
    const [helper, second] = [await given.idOf('grid-1'), await given.idOf('police-1')]
    const two = { ...tapOn(it), helper, second: await given.idOf('party-1'), tier: 'monthly' } as const
    expect(await refused(as('staff-1').try(households.pair, two))).toEqual([409, 'households.notAHelper'])
    const active = await as('staff-1').do(households.pair, { ...tapOn(it), helper, second, tier: 'monthly' })
    expect(active.helpers.map(each => each.as)).toEqual(['网格员', '社区民警'])
    expect((await as('police-1').do(households.round, here)).all).toBe(1)
  })
})

describe('The two who go', () => {
  test('When the same person is named twice, or somebody of the home, or who holds no such role, then another is asked for', async () => {
    const it = await homes.listed('301')
    const [grid, party] = [await given.idOf('grid-1'), await given.idOf('party-1')]
    const pair = (helper: string, second: string) =>
      as('staff-1').try(households.pair, { ...tapOn(it), helper, second, tier: 'weekly' })
    expect(await refused(pair(grid, grid))).toEqual([409, 'households.samePerson'])
    expect(await refused(pair(grid, await given.idOf('resident-3')))).toEqual([409, 'households.notAHelper'])
    expect(await refused(pair(party, grid))).toEqual([409, 'households.notAHelper'])
    await homes.livesAt('party-1', '301')
    expect(await refused(pair(grid, party))).toEqual([409, 'households.ofThisHome'])
    expect(await refused(pair(grid, await given.idOf('party-2')))).toEqual([200, undefined])
  })

  test('When they are paired, then both hear of it, and the one they go to sees who they are and how to ring them', async () => {
    await homes.livesAt('resident-4', '301')
    const it = await homes.paired('301')
    await given.settled()
    for (const who of ['grid-1', 'party-1']) expect(await told(who)).toEqual(['请您常去看看'])
    expect(await told('resident-4')).toEqual(['有人常来看您'])
    const { helpers, needs, groups, looks } = await get('resident-4', it.id)
    expect(helpers.map(({ name, phone }) => [name, phone])).toEqual([
      ['称呼grid-1', '10012340001'],
      ['称呼party-1', '10012340001'],
    ])
    expect([needs, groups]).toEqual([undefined, undefined])
    expect(looks?.map(({ name }) => name)).toEqual(['称呼staff-1'])
  })

  test('When staff choose, then they see how many homes each has', async () => {
    await homes.paired('301')
    await homes.paired('302')
    const it = await homes.listed('303')
    const { helper, second } = await as('staff-1').do(households.candidates, { id: it.id })
    const load = (all: typeof helper, name: string) => all.find(each => each.name.startsWith(name))?.pairings
    expect([load(helper, '称呼grid-1'), load(second, '称呼party-1')]).toEqual([2, 2])
  })

  test('When another takes the place of one, then the days stay, and the one who goes no longer sees nothing of it', async () => {
    const it = await homes.paired('301')
    const after = await as('grid-1').do(households.visit, { ...tapOn(it), ...visit })
    const [helper, second] = [await given.idOf('grid-1'), await given.idOf('party-2')]
    const now = await as('staff-1').do(households.pair, { ...tapOn(after), helper, second, tier: 'weekly' })
    expect(now.dueOn).toBe(after.dueOn)
    expect(await refused(as('party-1').try(households.pairing, { id: it.id }))).toEqual([
      404,
      'matter.notFound',
    ])
    await given.settled()
    expect(await told('party-1')).toContain('这一户换了人')
  })
})

describe('Visits', () => {
  test('When either of the two was there, then both need not go until the next day', async () => {
    const it = await homes.paired('301')
    expect([it.dueOn, it.near]).toEqual(['2026-11-30', 'ahead'])
    at('2026-11-30')
    const after = await as('party-1').do(households.visit, { ...tapOn(it), how: 'fine', note: '精神很好' })
    expect([after.dueOn, after.visits[0]!.on]).toEqual(['2026-12-07', '2026-11-30'])
    expect((await get('grid-1', it.id)).notes?.map(({ text }) => text)).toEqual(['精神很好'])
    expect((await as('grid-1').do(households.round, here)).items).toEqual([])
  })

  test('When both tap at once, then both visits are noted', async () => {
    const it = await homes.paired('301')
    const answers = await Promise.all(
      ['grid-1', 'party-1'].map(who =>
        as(who).try(households.visit, { ...tapOn(it), how: 'fine', note: `说${who}` }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    const after = await get('staff-1', it.id)
    expect([after.visits.length, after.notes?.length, after.dueOn]).toEqual([2, 2, '2026-11-30'])
  })

  test('When a tap is sent once more, then it is one visit', async () => {
    const it = await homes.paired('301')
    const tap = { ...tapOn(it), ...visit }
    await as('grid-1').do(households.visit, tap)
    await as('party-1').do(households.visit, { ...tapOn(it), ...visit })
    expect((await as('grid-1').do(households.visit, tap)).visits).toHaveLength(2)
  })

  test('When a visit is noted later, then it counts from its day, back to thirty days; a day to come does not', async () => {
    const it = await homes.paired('301', { tier: 'monthly' })
    const go = (on: string) => as('grid-1').try(households.visit, { ...tapOn(it), on, ...visit })
    expect(await refused(go('2026-11-24'))).toEqual([400, 'households.dayAhead'])
    expect(await refused(go('2026-10-23'))).toEqual([400, 'households.tooLongAgo'])
    expect(await refused(go('2026-10-24'))).toEqual([200, undefined])
    expect((await get('grid-1', it.id)).dueOn).toBe('2026-11-23')
    await go('2026-11-20')
    expect((await get('grid-1', it.id)).dueOn).toBe('2026-12-20')
    // One from before the last changes no day.
    await go('2026-11-10')
    const { dueOn, visits } = await get('grid-1', it.id)
    expect([dueOn, visits.map(({ on }) => on)]).toEqual([
      '2026-12-20',
      ['2026-11-20', '2026-11-10', '2026-10-24'],
    ])
  })

  test('When nobody opens, then the day stays; staff hear of it the second time in a row, and not once somebody was seen', async () => {
    let it = await homes.paired('301')
    const { dueOn } = it
    it = await as('grid-1').do(households.tried, tapOn(it))
    await given.settled()
    expect([it.dueOn, await told('staff-1'), await deskOf('staff-1')]).toEqual([dueOn, [], []])
    it = await as('party-1').do(households.tried, { ...tapOn(it), reason: 'refused' })
    await given.settled()
    expect(await told('staff-1')).toEqual(['两次没见着人'])
    expect((await deskOf('staff-1')).map(({ hint }) => hint)).toEqual(['连着两次没见着人。'])
    it = await as('party-1').do(households.visit, { ...tapOn(it), ...visit })
    it = await as('grid-1').do(households.tried, tapOn(it))
    await given.settled()
    expect([it.misses, await deskOf('staff-1')]).toEqual([1, []])
  })

  test('When somebody says that things have changed, then the two go within a day, and staff hear when nobody has', async () => {
    await homes.livesAt('resident-4', '301')
    const it = await homes.paired('301', { tier: 'quarterly' })
    const after = await as('resident-4').do(households.changed, { ...tapOn(it), reason: 'discharged' })
    expect(after.reader).toBe('resident')
    await given.settled()
    for (const who of ['grid-1', 'party-1', 'staff-1']) expect(await told(who)).toContain('家里有变化')
    const [row] = (await as('party-1').do(households.round, here)).items
    expect([row?.near, row?.soonBy]).toEqual(['today', '2026-11-24T02:00:00.000Z'])
    await ticks('2026-11-24', '09:59')
    expect(await deskOf('staff-1')).toEqual([])
    await ticks('2026-11-24', '10:00')
    expect((await deskOf('staff-1')).map(({ hint }) => hint)).toEqual(['说了有变化，一天里没人去。'])
    // A visit from before it does not settle it.
    await as('grid-1').do(households.visit, { ...tapOn(it), on: '2026-11-22', ...visit })
    await given.settled()
    expect(await deskOf('staff-1')).toHaveLength(1)
    await as('grid-1').do(households.visit, { ...tapOn(it), ...visit })
    await given.settled()
    expect(await deskOf('staff-1')).toEqual([])
  })

  test('When it is said rather than written, then those who go can hear it, and it goes with the one it is about', async () => {
    await homes.livesAt('resident-4', '301')
    const it = await homes.paired('301')
    const voice = await given.putFile('grid-1', await recording('audio/mpeg'), 'audio/mpeg')
    await as('grid-1').do(households.visit, { ...tapOn(it), ...visit, voice })
    const heard = async (who: string) => (await get(who, it.id)).notes?.map(note => note.voice?.id)
    expect([await heard('party-1'), await heard('resident-4')]).toEqual([[voice], undefined])
    await as('resident-4').do(identity.erase, {})
    expect((await get('staff-1', it.id)).notes).toEqual([])
  })

  test('When somebody needs help, then the other and staff hear of it, without what was written', async () => {
    const it = await homes.paired('301')
    await as('grid-1').do(households.visit, { ...tapOn(it), how: 'needsHelp', note: '灯泡坏了够不着' })
    await given.settled()
    for (const who of ['party-1', 'staff-1']) expect(await told(who)).toContain('走访时要帮忙')
  })
})

describe('What else the home needs', () => {
  test('When a visit finds that help is needed, then staff ask for it for them, and each shows the other', async () => {
    await homes.livesAt('resident-4', '301')
    const it = await homes.paired('301')
    await as('grid-1').do(households.visit, { ...tapOn(it), how: 'needsHelp', note: '灯泡坏了够不着' })
    const [forStaff, forGrid, theirs] = await Promise.all(
      ['staff-1', 'grid-1', 'resident-4'].map(who => get(who, it.id)),
    )
    expect([...forGrid!.may, ...theirs!.may]).not.toContain('askHelp')
    expect([forGrid!.resident, theirs!.resident]).toEqual([undefined, undefined])
    expect(forStaff).toMatchObject({ resident: await given.idOf('resident-4') })
    expect(forStaff!.may).toContain('askHelp')
    const lines = [{ what: '换灯泡' }]
    const about = { for: forStaff!.resident, from: { kind: 'pairing', id: it.id } }
    const made = await as('staff-1').do(help.ask, { kind: 'errands', lines, ...about })
    await given.settled()
    const { items } = await as('staff-1').do(matters.links, about.from)
    expect(items).toMatchObject([{ kind: 'help', id: made.id }])
    const back = await as('staff-1').do(matters.links, { kind: 'help', id: made.id })
    expect(back.from).toMatchObject(about.from)
  })

  test('When help is switched off, or it is a place, then nobody is offered to ask for it', async () => {
    const home = await homes.paired('301')
    const place = await as('staff-1').do(households.listHome, {
      ...here,
      target: 'place',
      building: 'building-1',
      place: '棋牌室',
    })
    expect((await get('staff-1', home.id)).may).toContain('askHelp')
    expect((await get('staff-1', place.id)).may).not.toContain('askHelp')
    await saveSettings(given.table, 'bchd', { name: '宝翠花都社区', on: ['households'] })
    expect((await get('staff-1', home.id)).may).not.toContain('askHelp')
  })

  test('When staff enter a visit that was told by phone, then its entry says so', async () => {
    const it = await homes.paired('301')
    const seen = await as('staff-1').do(households.visit, {
      ...tapOn(it),
      ...visit,
      via: 'phone',
      ref: '走-12',
    })
    expect(seen.timeline.at(-1)).toMatchObject({ move: 'visit', via: 'phone', ref: '走-12' })
  })

  test('When its people ask for help, then the two hear of it, and stand first among the volunteers who could go', async () => {
    await homes.livesAt('resident-4', '301')
    const it = await homes.paired('301', { second: await given.idOf('party-2') })
    await giveGrant({ ...given.effects, now: given.now() }, await given.idOf('party-2'), {
      ...{ role: 'volunteer', community: 'bchd', scope: 'team-1', until: '2027-06-01T00:00:00.000Z' },
      grantedBy: 'test',
    })
    const asked = await as('resident-4').do(help.ask, { kind: 'errands', lines: [{ what: '修灯' }] })
    await given.settled()
    const { items } = await as('party-2').do(messages.inbox, {})
    const notice = items.find(({ title }) => title === '您常去的人家')
    expect(notice?.url).toBe(`/households/home?id=${it.id}`)
    const claimed = await as('lead-1').do(help.claim, { id: asked.id, seq: asked.seq, op: op() })
    const { volunteers } = await as('lead-1').do(help.candidates, { id: claimed.id })
    expect([volunteers?.[0]?.id, volunteers?.[0]?.why]).toEqual([await given.idOf('party-2'), 'paired'])
  })
})

describe('Who sees what', () => {
  test('When it is a line of a list, or a notice, then there is no name and no need', async () => {
    const secret = { name: '王桂兰奶奶', phone: '10099990001', needs: '前列腺癌化疗中' }
    const it = await homes.paired('301', {}, secret)
    await as('grid-1').do(households.changed, { ...tapOn(it), reason: 'ill', note: '刚做完化疗' })
    await given.settled()
    const shown = JSON.stringify([
      await as('grid-1').do(households.round, here),
      await as('staff-1').do(households.pairings, here),
      await as('staff-1').do(households.map, here),
      await as('grid-1').do(messages.inbox, {}),
      await as('staff-1').do(matters.desk, {}),
      await as('grid-1').do(matters.mine, {}),
      given.logged,
    ])
    for (const each of ['桂兰', '9990001', '化疗']) expect(shown).not.toContain(each)
    expect(await get('party-1', it.id)).toMatchObject(secret)
  })

  test('When somebody of another community asks, then there is nothing', async () => {
    const it = await homes.paired('301')
    expect(await refused(as('outsider-1').try(households.pairing, { id: it.id }))).toEqual([
      404,
      'matter.notFound',
    ])
    expect(await refused(as('outsider-1').try(households.pairings, here))).toEqual([
      404,
      'community.notFound',
    ])
    const end = as('outsider-1').try(households.endPairing, { ...tapOn(it), reason: 'other' })
    expect(await refused(end)).toEqual([404, 'matter.notFound'])
  })

  test('When the street looks, then it sees sums and no building', async () => {
    await homes.paired('301', {}, { groups: ['alone', 'ill'] })
    await homes.listed('302', { groups: ['ill'] })
    const { buildings, total } = await as('supervisor-1').do(households.map, here)
    expect(buildings).toEqual([])
    expect(total).toMatchObject({
      homes: 2,
      paired: 1,
      places: 0,
      byGroup: { alone: 1, emptyNest: 0, care: 0, disabled: 0, poor: 0, ill: 2, children: 0 },
    })
  })

  test('When a home is visited, changed and ended, then the map counts what there is', async () => {
    const building = async () => {
      const { buildings } = await as('grid-1').do(households.map, here)
      const { homes, paired, never, oldestOn, byGroup } = buildings.find(({ id }) => id === 'building-1')!
      return { homes, paired, never, oldestOn, byGroup }
    }
    let it = await homes.paired('301')
    await homes.listed('302')
    expect(await building()).toEqual({
      homes: 2,
      paired: 1,
      never: 1,
      oldestOn: undefined,
      byGroup: { alone: 2 },
    })
    it = await as('grid-1').do(households.visit, { ...tapOn(it), ...visit })
    it = await as('grid-1').do(households.amend, { ...tapOn(it), groups: ['ill'] })
    expect(await building()).toEqual({
      homes: 2,
      paired: 1,
      never: 0,
      oldestOn: '2026-11-23',
      byGroup: { alone: 1, ill: 1 },
    })
    await as('staff-1').do(households.endPairing, { ...tapOn(it), reason: 'died' })
    expect(await building()).toEqual({
      homes: 1,
      paired: 0,
      never: 0,
      oldestOn: undefined,
      byGroup: { alone: 1 },
    })
  })

  test('When a child acts for them in this, then the child sees who comes, and may say what has changed', async () => {
    await homes.livesAt('elder-1', '301')
    const it = await homes.paired('301')
    expect(await refused(as('child-1').try(households.pairing, { id: it.id }))).toEqual([
      ...[404, 'matter.notFound'],
    ])
    const until = '2027-06-01T00:00:00.000Z'
    await putProxy(given.effects, await given.idOf('child-1'), {
      ...{
        person: await given.idOf('elder-1'),
        callName: '奶奶',
        modules: ['households'],
        from: monday10,
        until,
      },
    })
    expect((await get('child-1', it.id)).reader).toBe('resident')
    await as('child-1').do(households.changed, { ...tapOn(it), reason: 'ill' })
    expect((await as('elder-1').do(households.endPairing, tapOn(await get('elder-1', it.id)))).state).toBe(
      'ended',
    )
  })
})
