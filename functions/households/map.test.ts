import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Reply } from '../../shared/contract.ts'
import { households } from '../../shared/households/households.ts'
import { identity } from '../../shared/identity/identity.ts'
import { papers } from '../../shared/papers/papers.ts'
import { plusDays, onOf, plusMinutes } from '../../shared/time.ts'
import { saveSettings, settingsOf } from '../community/community.ts'
import { giveGrant } from '../identity/grants.ts'
import { addHome, addMember, moveOutSteps } from '../identity/moving.ts'
import { knownAs, together } from '../identity/identity-store.ts'
import { neighbourhood, op, type Neighbourhood } from '../testing/given.ts'
import { readPdf } from '../testing/pdf.ts'
import { nextAfter } from './due-days.ts'
import { monthOf } from './month.ts'
import { pairings } from './pairings-kind.ts'
import { mapSums } from './pairings-sums.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())

type Paired = Reply<typeof households.pairing>
const tap = ({ id, seq }: Pick<Paired, 'id' | 'seq'>) => ({ id, seq, op: op() })
const secretName = '龚隐名'
let doors = 0
/** A door of its own in the building; everybody in it has a name and needs that no map shows. */
const listed = (building: number, groups: readonly string[], at: { unit?: string; room?: string } = {}) =>
  given.as('staff-1').do(households.listHome, {
    ...{ key: op(), building: `building-${building}`, groups: [...groups] },
    ...{ unit: '1', room: `${100 + ++doors}`, ...at },
    ...{ name: secretName, needs: '隐情心脏不好', basis: 'self', consent: 'spoken' },
  })
const paired = async (it: Paired, grid = 1, party = 1) =>
  given.as('staff-1').do(households.pair, {
    ...{ ...tap(it), tier: 'monthly' },
    ...{ helper: await given.idOf(`grid-${grid}`), second: await given.idOf(`party-${party}`) },
  })
const seen = (it: Paired, daysAgo: number) =>
  given.as('staff-1').do(households.visit, {
    ...{ ...tap(it), on: plusDays(onOf(given.now()), -daysAgo), how: 'fine' },
  })
const map = (person = 'staff-1') => given.as(person).do(households.map, {})
const tileOf = async (building: number, person?: string) =>
  (await map(person)).buildings.find(({ id }) => id === `building-${building}`)!

const pagesOf = async (person: string, input: object) => {
  const { paper } = await given.as(person).do(households.printMap, { key: op(), ...input })
  await given.settled()
  const made = await given.as(person).do(papers.get, { id: paper })
  expect(made.state).toBe('ready')
  const { bytes } = await given.fetchFrom(made.url!)
  return readPdf(bytes).pages.map(lines => lines.join(''))
}

describe('民情图', () => {
  test('When homes are listed, paired, visited, rest and end, then each tile says what counting all of them anew says', async () => {
    const [first, second, third, fourth] = [
      await listed(3, ['alone']),
      await listed(3, ['alone', 'ill']),
      await listed(3, ['poor']),
      await listed(4, ['emptyNest']),
    ]
    await seen(await paired(first!), 12)
    await paired(second!)
    const resting = await seen(await paired(fourth!), 3)
    await given.as('staff-1').do(households.rest, {
      ...{ ...tap(resting), untilOn: plusDays(onOf(given.now()), 20), reason: 'hospital' },
    })
    await given.as('staff-1').do(households.endPairing, { ...tap(third!), reason: 'moved' })
    expect(await tileOf(3)).toEqual({
      ...{ id: 'building-3', name: '3号楼', homes: 2, paired: 2, lacking: 0, late: 0, places: 0, stars: 0 },
      ...{ byGroup: { alone: 2, ill: 1 }, never: 1, oldestOn: '2026-11-09' },
    })
    expect(await tileOf(4)).toMatchObject({ homes: 1, paired: 1, lacking: 0, byGroup: { emptyNest: 1 } })

    const items = await Promise.all(
      (['listed', 'active', 'resting'] as const).map(of =>
        pairings.lists.all.all(given.effects, { community: 'bchd', of }),
      ),
    ).then(found => found.flat())
    const sums = await mapSums(given.effects, 'bchd')
    for (const building of new Set(items.map(each => each.building))) {
      const here = items.filter(each => each.building === building)
      const sum = sums.get(building)!
      expect([building, sum.homes, sum.paired, sum.lacking]).toEqual([
        building,
        here.length,
        here.filter(({ state }) => state !== 'listed').length,
        here.filter(({ state, lacks }) => state === 'listed' || (state === 'active' && lacks)).length,
      ])
    }
    const { total } = await map()
    expect([total.homes, total.byGroup.alone]).toEqual([items.length, 2])
  })

  test('When a home is listed and nobody goes, or one of the two is away, then the tile says that somebody is missing', async () => {
    const it = await listed(6, ['ill'])
    expect(await tileOf(6)).toMatchObject({ homes: 1, paired: 0, lacking: 1 })
    const two = await paired(it)
    expect(await tileOf(6)).toMatchObject({ paired: 1, lacking: 0 })
    const on = onOf(given.now())
    const away = { ...tap(two), seat: 'helper' as const, fromOn: on, toOn: plusDays(on, 3) }
    const alone = await given.as('staff-1').do(households.away, away)
    expect(await tileOf(6)).toMatchObject({ lacking: 1 })
    await given.as('staff-1').do(households.away, { ...tap(alone), seat: 'helper' })
    expect(await tileOf(6)).toMatchObject({ lacking: 0 })
  })

  test('When a day has passed, then the tile says so until somebody was there', async () => {
    const it = await paired(await listed(7, ['alone']))
    given.minutesLater(40 * 24 * 60)
    await given.tick()
    expect(await tileOf(7)).toMatchObject({ late: 1 })
    const late = await given.as('staff-1').do(households.pairing, { id: it.id })
    await seen(late, 0)
    expect(await tileOf(7)).toMatchObject({ late: 0 })
  })

  test('When a grid worker looks, then there are the buildings of the grid only, and their sums; the street sees sums alone', async () => {
    await listed(9, ['poor'])
    const mine = await map('grid-1')
    expect(mine.buildings.length).toBeGreaterThan(0)
    expect(mine.buildings.map(({ id }) => id)).not.toContain('building-9')
    expect(mine.plan.flat().flatMap(({ building }) => building ?? [])).toEqual(
      mine.buildings.map(({ id }) => id),
    )
    const { total } = await map()
    expect(mine.total.homes).toBe(mine.buildings.reduce((sum, { homes }) => sum + homes, 0))
    expect(mine.total.homes).toBeLessThan(total.homes)
    const street = await map('supervisor-1')
    expect([street.buildings, street.total.homes]).toEqual([[], total.homes])
    const other = await given.as('grid-1').try(households.building, { building: 'building-9' })
    expect(other.body.code).toBe('households.notYourGrid')
  })

  test('When there are more homes, then the map costs the same', async () => {
    const unitsOf = () => given.spentBy(map)
    await map()
    const few = await unitsOf()
    for (let n = 0; n < 15; n++) await listed(3, ['alone'])
    expect(await unitsOf()).toEqual(few)
  })

  test('When staff name, colour and arrange it anew, then the map is drawn so', async () => {
    const was = await settingsOf(given.effects, 'bchd')
    await saveSettings(given.effects.table, 'bchd', {
      ...was,
      households: {
        ...was.households,
        plan: '2 1 花园 / - 28',
        groups: [{ id: 'alone', name: '一个人住', letter: '单', colour: 5 }],
      },
    })
    given.minutesLater(2)
    const { groups, plan, total } = await map()
    expect(groups).toEqual([{ id: 'alone', name: '一个人住', letter: '单', colour: 5 }])
    expect(plan.slice(0, 2)).toEqual([
      [{ building: 'building-2' }, { building: 'building-1' }, { label: '花园' }],
      [{}, { building: 'building-28' }, {}],
    ])
    expect(Object.keys(total.byGroup)).toEqual(['alone'])
    expect(await pagesOf('staff-1', {})).toEqual([expect.stringContaining('一个人住')])
    await saveSettings(given.effects.table, 'bchd', was)
    given.minutesLater(2)
  })
})

describe('a building', () => {
  test('When it is drawn, then all doors of the register are there, and what stands on the map is marked, without a name', async () => {
    const ctx = { ...given.effects, now: given.now() }
    const at = { community: 'bchd', building: 'building-8', unit: '2' }
    for (const room of ['201', '202', '101']) await addHome(ctx, { ...at, room })
    const it = await seen(await paired(await listed(8, ['alone', 'ill'], { unit: '2', room: '202' })), 5)
    await listed(8, ['poor'], { unit: '2', room: '301' })
    const drawn = await given.as('staff-1').do(households.building, { building: 'building-8' })
    expect(drawn.doors.map(({ unit, room, homes }) => [unit, room, homes.map(each => each.groups)])).toEqual(
      expect.arrayContaining([
        ['2', '101', []],
        ['2', '201', []],
        ['2', '202', [['alone', 'ill']]],
        ['2', '301', [['poor']]],
      ]),
    )
    const home = drawn.doors.flatMap(({ homes }) => homes).find(({ id }) => id === it.id)
    expect(home).toMatchObject({ visitedOn: plusDays(onOf(given.now()), -5), near: 'ahead', open: true })
    expect(JSON.stringify([drawn, await map()])).not.toMatch(new RegExp(`${secretName}|隐情`))
  })

  test('When a grid worker draws one, then only those whose page is theirs can be opened', async () => {
    const mine = await paired(await listed(1, ['alone']), 1)
    const theirs = await paired(await listed(1, ['alone']), 2)
    const { doors } = await given.as('grid-1').do(households.building, { building: 'building-1' })
    const open = (id: string) => doors.flatMap(({ homes }) => homes).find(each => each.id === id)?.open
    expect([open(mine.id), open(theirs.id)]).toEqual([true, undefined])
  })
})

describe('the homes of Party members', () => {
  const member = async (person: string, room: string) => {
    const ctx = { ...given.effects, now: given.now() }
    const user = await given.idOf(person)
    const door = { community: 'bchd', building: 'building-11', unit: '1', room }
    await addMember(ctx, { ...door, user, as: 'owner', by: 'test' })
    return user
  }
  const stars = async () => (await tileOf(11)).stars

  test('When one agrees, then the home has a star; when they take it back, it has none', async () => {
    await member('party-7', '301')
    expect(await stars()).toBe(0)
    expect(await given.as('party-7').do(households.star, {})).toEqual({ on: false })
    await given.as('party-7').do(households.star, { on: true })
    expect(await stars()).toBe(1)
    const { doors } = await given.as('staff-1').do(households.building, { building: 'building-11' })
    expect(doors.filter(({ star }) => star).map(({ room }) => room)).toEqual(['301'])
    await given.as('party-7').do(households.star, { on: false })
    expect(await stars()).toBe(0)
  })

  test('When they move out, or are a Party member no longer, then the star is gone by itself', async () => {
    const user = await member('party-8', '302')
    await given.as('party-8').do(households.star, { on: true })
    expect(await stars()).toBe(1)
    const ctx = { ...given.effects, now: given.now() }
    await together(ctx.table, async () => moveOutSteps(ctx, (await knownAs(ctx, user))!, user))
    expect(await stars()).toBe(0)

    const resident = await member('resident-88', '401')
    const term = { until: plusMinutes(given.now(), 60), grantedBy: 'test' }
    await giveGrant(ctx, resident, { role: 'partyMember', community: 'bchd', scope: 'bchd', ...term })
    await given.as('resident-88').do(households.star, { on: true })
    expect(await stars()).toBe(1)
    given.minutesLater(61)
    expect(await stars()).toBe(0)
  })

  test('When they ask for what is kept of them, then it is in it; when they leave for good, it is gone', async () => {
    const user = await member('party-12', '601')
    await given.as('party-12').do(households.star, { on: true })
    const sections: string[] = []
    for (let next: string | undefined, more = true; more; more = next !== undefined) {
      const page = await given.as('party-12').do(identity.export, next ? { next } : {})
      sections.push(...page.items.map(({ section }) => section))
      next = page.next
    }
    expect(sections).toContain('民情图')
    await given.as('party-12').do(identity.erase, {})
    await given.tick()
    expect((await given.items()).filter(({ pk, sk }) => pk.endsWith('#STARS') && sk === user)).toEqual([])
  })

  test('When they have asked staff, then staff mark it; nobody else marks a home that is not theirs', async () => {
    const person = await member('party-10', '501')
    await given.as('staff-1').do(households.star, { person, on: true })
    expect([await stars(), await given.as('party-10').do(households.star, {})]).toEqual([1, { on: true }])
    expect((await given.as('party-7').try(households.star, { person, on: false })).status).toBe(404)
    const resident = await given.idOf('resident-3')
    const { body } = await given.as('staff-1').try(households.star, { person: resident, on: true })
    expect(body.code).toBe('households.notAHelper')
    await given.as('party-10').do(households.star, { on: false })
  })

  test('When nobody knows where they live, then they are told to register first', async () => {
    const { body } = await given.as('party-8').try(households.star, { on: true })
    expect(body.code).toBe('households.noHomeYet')
  })
})

describe('the map for the wall', () => {
  test('When staff print the community, then it is one sheet with counts and letters, and nobody’s door or name', async () => {
    const [page, ...rest] = await pagesOf('staff-1', {})
    expect(rest).toEqual([])
    const { total } = await map()
    expect(page).toContain('宝翠花都社区民情图')
    expect(page).toContain(`共${total.homes}户`)
    for (let n = 1; n <= 28; n++) expect(page).toContain(`${n}号楼`)
    expect(page).not.toMatch(new RegExp(`${secretName}|隐情|2-202`))
  })

  test('When they print all, then each building with somebody on the map has a sheet with its door numbers by group, without a name', async () => {
    const [, ...pages] = await pagesOf('staff-1', { sheets: 'all' })
    const { buildings } = await map()
    const there = buildings.filter(({ homes, stars }) => homes || stars)
    expect(pages).toHaveLength(there.length)
    const eighth = pages.find(page => page.includes('8号楼'))!
    expect(eighth).toContain('独居老人 1户')
    expect(eighth).toContain('2-202')
    for (const page of pages) expect(page).not.toMatch(new RegExp(`${secretName}|隐情|称呼`))
  })

  test('When a grid worker prints one, then it is of the own grid', async () => {
    const pages = await pagesOf('grid-1', { building: 'building-1' })
    expect(pages).toEqual([expect.stringContaining('1号楼')])
    const input = { key: op(), building: 'building-9' }
    expect((await given.as('grid-1').try(households.printMap, input)).body.code).toBe(
      'households.notYourGrid',
    )
  })
})

describe('a month of visits', () => {
  const settings = () => settingsOf(given.effects, 'bchd')

  test('When nobody has gone yet, then the month comes to the days that follow from one another', async () => {
    const its = await settings()
    for (const [tier, dueOn] of [
      ['weekly', '2026-12-01'],
      ['monthly', '2026-12-03'],
      ['quarterly', '2027-01-05'],
    ] as const) {
      const days: string[] = []
      for (let on: string = dueOn; on < '2027-01-01'; on = nextAfter(its, on, tier).dueOn) days.push(on)
      const counted = monthOf(its, { state: 'active', tier, dueOn, toOn: dueOn }, '2026-12', '2026-11-28')
      expect([tier, counted]).toEqual([tier, { planned: days.length, done: 0, left: days.length, late: 0 }])
    }
    // By hand: Tuesdays of December 2026.
    const weekly = { state: 'active', tier: 'weekly', dueOn: '2026-12-01', toOn: '2026-12-02' } as const
    expect(monthOf(its, weekly, '2026-12', '2026-11-28').planned).toBe(5)
  })

  test('When a day has passed, then it is still to come once; what rests or has not begun comes to nothing', async () => {
    const its = await settings()
    const late = { tier: 'monthly', dueOn: '2026-10-20', toOn: '2026-10-26' } as const
    expect(monthOf(its, { state: 'active', ...late }, '2026-11', '2026-11-28')).toMatchObject({
      left: 1,
      late: 1,
    })
    expect(monthOf(its, { state: 'active', ...late }, '2026-10', '2026-11-28')).toMatchObject({
      left: 0,
      late: 0,
    })
    expect(monthOf(its, { state: 'resting', ...late }, '2026-11', '2026-11-28').planned).toBe(0)
  })

  test('When helpers have gone, then done is the visits that were, planned those and what is left, in the order of names', async () => {
    const month = onOf(given.now()).slice(0, 7)
    const days = async (id: string) =>
      (await given.as('staff-1').do(households.pairing, { id })).visits.filter(({ on }) =>
        on.startsWith(month),
      )
    const it = await paired(await listed(12, ['alone']), 4, 4)
    const gone = await given.as('grid-4').do(households.visit, { ...tap(it), how: 'fine' })
    await given.as('party-4').do(households.visit, { ...tap(gone), how: 'changed' })
    const counted = await given.as('staff-1').do(households.month, {})
    const helper = await given.idOf('grid-4')
    const line = counted.helpers.find(({ id }) => id === helper)!
    expect(line).toMatchObject({ homes: 1, done: (await days(it.id)).length, as: '网格员' })
    expect(line.done).toBe(2)
    for (const each of [counted.total, ...counted.helpers]) expect(each.planned).toBe(each.done + each.left)
    const names = counted.helpers.map(({ name }) => name)
    expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'zh')))
  })
})
