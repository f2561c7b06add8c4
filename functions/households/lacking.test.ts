/** What the clock does about visits, and that no home is without two who go unless staff see it. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { households } from '../../shared/households/households.ts'
import { identity } from '../../shared/identity/identity.ts'
import { neighbourhood, type Neighbourhood } from '../testing/given.ts'
import { pairingsIn, refused, tapOn } from '../testing/pairings.ts'
import { pairings } from './pairings-kind.ts'

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
const visit = { how: 'fine' } as const

describe('The clock', () => {
  test('When the day comes near, then they have it in their round and are told once that day, however many doors', async () => {
    await homes.paired('301')
    await homes.paired('302')
    await ticks('2026-11-28')
    expect((await as('grid-1').do(households.round, here)).items).toEqual([])
    await ticks('2026-11-29', '08:00')
    expect((await as('grid-1').do(households.round, here)).items.map(({ near }) => near)).toEqual([
      'window',
      'window',
    ])
    expect((await told('grid-1')).filter(title => title === '该去看看了')).toHaveLength(1)
    // What is merely due waits in the round.
    expect(await deskOf('grid-1')).toEqual([])
    await ticks('2026-11-29', '12:00')
    expect((await told('grid-1')).filter(title => title === '该去看看了')).toHaveLength(1)
  })

  test('When it has passed, then the form stays open; two days later staff hear of it, and nobody else', async () => {
    const it = await homes.paired('301')
    await ticks('2026-12-02', '08:00')
    expect([(await get('grid-1', it.id)).near, await told('staff-1')]).toEqual(['late', []])
    expect((await deskOf('grid-1')).map(({ stateText }) => stateText)).toEqual(['晚了'])
    await ticks('2026-12-04', '08:00')
    expect(await told('staff-1')).toEqual(['有一户没人去'])
    expect((await deskOf('staff-1')).map(({ late }) => late)).toEqual([true])
    expect(await told('supervisor-1')).toEqual([])
    const after = await as('grid-1').do(households.visit, { ...tapOn(it), on: '2026-12-01', ...visit })
    expect([after.near, after.dueOn]).toEqual(['ahead', '2026-12-08'])
    await given.settled()
    expect(await deskOf('staff-1')).toEqual([])
  })

  test('When the clock comes late, or twice at once, then each thing is said once', async () => {
    await homes.paired('301')
    at('2026-12-20')
    await Promise.all([given.tick(), given.tick()])
    await ticks('2026-12-20')
    expect(await told('staff-1')).toEqual(['有一户没人去'])
    expect((await told('grid-1')).filter(title => title === '有人家过了日子')).toHaveLength(1)
  })

  test('When they rest until a day, then nobody is reminded, and on that day they go again', async () => {
    const it = await homes.paired('301')
    await as('grid-1').do(households.rest, { ...tapOn(it), untilOn: '2026-12-10', reason: 'hospital' })
    await ticks('2026-12-09')
    expect((await get('grid-1', it.id)).state).toBe('resting')
    expect(await told('grid-1')).not.toContain('该去看看了')
    await ticks('2026-12-10', '08:00')
    const after = await get('grid-1', it.id)
    expect([after.state, after.dueOn]).toEqual(['active', '2026-12-17'])
  })
})

describe('No home without two who go that staff do not see', () => {
  const lacking = async () =>
    (await as('staff-1').do(households.pairings, { ...here, list: 'lacking' })).items.map(
      ({ lacks }) => lacks,
    )

  test('When one is away for some days, then staff see it as long as that is so, unless somebody goes for them', async () => {
    const it = await homes.paired('301')
    let now = await as('party-1').do(households.away, {
      ...tapOn(it),
      fromOn: '2026-11-25',
      toOn: '2026-11-27',
    })
    await given.settled()
    for (const who of ['grid-1', 'staff-1']) expect(await told(who)).toContain('走访的人要离开几天')
    expect([now.lacks, await lacking()]).toEqual([undefined, []])
    await ticks('2026-11-25', '00:00')
    expect(await lacking()).toEqual([['second']])
    expect((await deskOf('staff-1')).map(({ stateText }) => stateText)).toEqual(['缺帮手'])
    now = await get('staff-1', it.id)
    const cover = { who: await given.idOf('helper-1'), untilOn: '2026-11-26' }
    now = await as('staff-1').do(households.cover, { ...tapOn(now), ...cover })
    expect([now.cover?.seat, await lacking()]).toEqual(['second', []])
    expect((await as('helper-1').do(households.round, here)).all).toBe(1)
    await as('helper-1').do(households.visit, { ...tapOn(now), ...visit })
    await ticks('2026-11-27', '00:00')
    expect(await lacking()).toEqual([['second']])
    expect(await refused(as('helper-1').try(households.pairing, { id: it.id }))).toEqual([
      404,
      'matter.notFound',
    ])
    await ticks('2026-11-28', '00:00')
    expect(await lacking()).toEqual([])
  })

  test('When a role is taken back, then staff see each of their homes within minutes, and when it is given again no longer', async () => {
    await homes.paired('301')
    const user = await given.idOf('party-1')
    const grant = 'partyMember.bchd.bchd'
    await as('staff-1').do(identity.revoke, { user, grant })
    given.minutesLater(2)
    await given.tick()
    await given.settled()
    expect(await lacking()).toEqual([['second']])
    expect(await told('staff-1')).toContain('有一户缺帮手')
    await as('staff-1').do(identity.grant, { user, role: 'partyMember', ...here })
    given.minutesLater(2)
    await given.tick()
    expect(await lacking()).toEqual([])
  })

  test('When a role runs out by itself, then staff see it at that moment', async () => {
    await homes.paired('301')
    given.setNow('2027-05-31T23:00:00.000Z')
    for (let i = 0; i < 4; i++) await given.tick()
    expect(await lacking()).toEqual([])
    given.setNow('2027-06-01T00:00:00.000Z')
    // The staff of the tests run out at the same moment.
    await given.tick()
    const [item] = await pairings.lists.lacking.all(given.effects, { community: 'bchd' })
    expect(item?.lacks).toEqual(['helper', 'second'])
  })

  test('When one has their data taken away, then staff see it at once', async () => {
    const it = await homes.paired('301')
    await as('party-1').do(identity.erase, {})
    expect(await lacking()).toEqual([['second']])
    const { helpers, visits } = await get('staff-1', it.id)
    expect([helpers[1]!.name, visits]).toEqual([undefined, []])
  })

  test('When the one they go to has their data taken away, then nothing is kept of them and nobody goes there', async () => {
    await homes.livesAt('resident-4', '301')
    const it = await homes.paired('301', {}, { name: '老王', phone: '10099990001', needs: '心脏不好' })
    await as('grid-1').do(households.visit, { ...tapOn(it), how: 'fine', note: '药在抽屉里' })
    await as('resident-4').do(identity.erase, {})
    await ticks('2026-11-23', '10:05')
    const after = await get('staff-1', it.id)
    expect([
      after.state,
      after.name,
      after.phone,
      after.needs,
      after.notes,
      after.groups,
      after.door,
    ]).toEqual([...['ended', undefined, undefined, undefined, [], [], '']])
    expect(await told('grid-1')).toContain('不用再走访了')
  })

  test('When they move away, then staff are asked what is to become of it', async () => {
    await homes.livesAt('resident-4', '301')
    await homes.paired('301')
    await as('resident-4').do(identity.leaveHome, {})
    await given.settled()
    expect((await deskOf('staff-1')).map(({ hint }) => hint)).toEqual(['搬走了，问问还要不要走访。'])
  })
})
