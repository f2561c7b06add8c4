import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { community } from '../../shared/community/community.ts'
import { help } from '../../shared/help/help.ts'
import { neighbourhood, monday10, op, type Neighbourhood } from '../testing/given.ts'
import { scopeOf, scopesIn } from './community.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())
afterEach(() => {
  delete process.env.MULIN_WELCOME
  given.setNow(monday10)
})

describe('whom to ring', () => {
  test('When a resident asks, then it is their own community, whether someone is on duty, and if not, from when on', async () => {
    const about = () => given.as('resident-1').do(community.about, {})
    expect(await about()).toMatchObject({ id: 'bchd', name: '宝翠花都社区', onDuty: true })
    expect(await about()).not.toHaveProperty('opensAt')
    given.minutesLater(11 * 60)
    expect(await about()).toMatchObject({
      onDuty: false,
      dutyPhone: '10000000002',
      opensAt: '2026-11-24T00:00:00.000Z',
    })
  })

  test('When someone belongs to no community, then they can ring the one that welcomes newcomers, and ask of no other', async () => {
    const newcomer = given.as('visitor-1')
    for (const operation of [community.about, community.phoneBook, community.whoseIsIt])
      expect(await newcomer.try(operation, {})).toMatchObject({
        status: 404,
        body: { code: 'community.notFound' },
      })
    process.env.MULIN_WELCOME = 'bchd'
    expect(await newcomer.do(community.about, {})).toMatchObject({ id: 'bchd', phone: '10000000001' })
    expect((await newcomer.try(community.about, { community: 'other' })).status).toBe(404)
    expect((await given.as('resident-1').try(community.about, { community: 'other' })).status).toBe(404)
  })

  test('When somebody is not signed in, then they are told whom to ring at this hour, if there is a community that welcomes', async () => {
    const ring = async () => {
      const { body } = await given.request('/api/community/line', '{}')
      return body
    }
    process.env.MULIN_WELCOME = ''
    expect(await ring()).toEqual({})
    process.env.MULIN_WELCOME = 'bchd'
    given.setNow(monday10)
    expect(await ring()).toEqual({ name: '宝翠花都社区', phone: '10000000001' })
    given.minutesLater(11 * 60)
    expect(await ring()).toEqual({ name: '宝翠花都社区', phone: '10000000002' })
  })

  test('When staff have written no phone book yet, then the three numbers for danger are in it', async () => {
    const { sections, version } = await given.as('outsider-1').do(community.phoneBook, {})
    expect(version).toBe(0)
    expect(sections[0]!.entries.map(({ phone }) => phone)).toEqual(['120', '119', '110'])
    const { subjects } = await given.as('outsider-1').do(community.whoseIsIt, {})
    expect(subjects.find(({ subject }) => subject.includes('漏水'))).toMatchObject({ who: '物业' })
  })

  test('When staff write the phone book and what is whose, then every neighbour reads it, and nobody elsewhere', async () => {
    const staff = given.as('staff-1')
    const water = { subject: '水管漏水', who: '物业', phone: '10000000009', hours: '全天', also: '跑水' }
    const doctor = { name: '社区医院', phone: '1000000-0008', hours: '8:00–17:00', note: '量血压、拿药' }
    const book = [{ title: '看病', entries: [doctor] }]
    expect(await staff.do(community.savePhoneBook, { version: 0, sections: book })).toMatchObject({
      version: 1,
    })
    await staff.do(community.saveWhoseIsIt, { version: 0, subjects: [water] })
    const resident = given.as('resident-1')
    // A number is kept as its digits, however it was written.
    const kept = [{ title: '看病', entries: [{ ...doctor, phone: '10000000008' }] }]
    expect(await resident.do(community.phoneBook, {})).toEqual({ version: 1, sections: kept })
    expect(await resident.do(community.whoseIsIt, {})).toEqual({ version: 1, subjects: [water] })
    expect(await given.as('outsider-1').do(community.phoneBook, {})).toMatchObject({ version: 0 })
  })

  test('When a number is none, then it says which', async () => {
    const entries = [{ name: '物业', phone: '找老张' }]
    expect(
      await given
        .as('staff-1')
        .try(community.savePhoneBook, { version: 1, sections: [{ title: '物业', entries }] }),
    ).toMatchObject({ status: 400, body: { fields: { 'sections.0.entries.0.phone': expect.any(String) } } })
  })
})

describe('settings', () => {
  const at = async () => given.as('staff-1').do(community.settings, {})

  test('When staff change a part, then the others stay, everybody sees it, and it is on record by whom and when', async () => {
    const before = await at()
    given.minutesLater(5)
    const after = await given
      .as('staff-1')
      .do(community.saveSettings, { version: before.version, changes: { phone: '10000000077' } })
    expect(after).toEqual({
      version: before.version + 1,
      settings: { ...before.settings, phone: '10000000077' },
      changes: [{ at: given.now(), name: '称呼staff-1' }, ...before.changes],
    })
    expect(await at()).toEqual(after)
    expect(await given.as('resident-1').do(community.about, {})).toMatchObject({ phone: '10000000077' })
    expect(await given.as('outsider-1').do(community.about, {})).toMatchObject({ phone: '10000000001' })
  })

  test('When two of the staff change it at once, then one is told who was quicker, and nothing is lost', async () => {
    const { version } = await at()
    const change = (person: string, place: string) =>
      given.as(person).try(community.saveSettings, { version, changes: { place }, op: op() })
    const answers = await Promise.all([
      change('staff-1', '1号楼底商'),
      change('staff-2', '2号楼底商'),
      change('staff-3', '3号楼底商'),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    const { settings, changes } = await at()
    const winner = answers.findIndex(({ status }) => status === 200) + 1
    expect(settings.place).toBe(`${winner}号楼底商`)
    expect(changes[0]).toMatchObject({ name: `称呼staff-${winner}` })
    expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({
      code: 'community.changed',
      text: expect.stringContaining(`称呼staff-${winner}`),
    })
  })

  test('When the answer is lost and the same tap comes again, then it is one change', async () => {
    const { version, changes } = await at()
    const tap = { version, changes: { dutyPhone: '10000000078' }, op: op() }
    const first = await given.as('staff-1').do(community.saveSettings, tap)
    expect(await given.as('staff-1').do(community.saveSettings, tap)).toEqual(first)
    expect(first.changes).toHaveLength(changes.length + 1)
    // Somebody else's tap of the same name is not theirs.
    expect((await given.as('staff-2').try(community.saveSettings, tap)).status).toBe(409)
  })

  test('When hours end before they begin, a day is no day, or none is left, then it is refused by field', async () => {
    const { version } = await at()
    const hours = async (dutyHours: object) => {
      const input = { version, changes: { dutyHours } }
      const { status, body } = await given.as('staff-1').tryAnything(community.saveSettings, input)
      return [status, Object.keys(body.fields ?? {})]
    }
    expect(await hours({ from: '20:00', to: '08:00' })).toEqual([400, ['changes.dutyHours.to']])
    const day = { from: '08:00', to: '20:00' }
    expect(await hours({ ...day, weekdays: [] })).toEqual([400, ['changes.dutyHours.weekdays']])
    expect(await hours({ ...day, closedOn: ['2026-02-30'] })).toEqual([400, ['changes.dutyHours.closedOn.0']])
  })

  test('When staff change how long help may take and what is not taken on, then the next request keeps to it', async () => {
    const staff = given.as('staff-1')
    const { version, settings } = await staff.do(community.settings, {})
    const { help: was } = settings
    const next = {
      ...was,
      seenMinutes: { ...was.seenMinutes, groceries: 15 },
      neverHandled: [...was.neverHandled, '房产证'],
    }
    const save = (to: typeof was, seen: number) =>
      staff.try(community.saveSettings, { version: seen, changes: { help: to } })
    expect((await save(next, version)).status).toBe(200)
    expect((await given.request1()).dueAt).toBe('2026-11-23T02:15:00.000Z')
    const lines = [{ what: '拿房产证' }]
    const never = await given.as('resident-1').try(help.ask, { kind: 'errands', lines })
    expect(never.body.code).toBe('help.neverHandled')
    const wrong = await save({ ...next, acceptMinutes: 0 }, version + 1)
    expect(wrong).toMatchObject({ status: 400, body: { code: 'request.invalid' } })
    expect(Object.keys(wrong.body.fields!)).toEqual(['changes.help.acceptMinutes'])
    await save(was, version + 1)
  })

  test('When the community closes on a day, then nobody is on duty, and the next day someone is', async () => {
    const { version, settings } = await at()
    const dutyHours = { ...settings.dutyHours, closedOn: ['2026-11-23'] }
    await given.as('staff-1').do(community.saveSettings, { version, changes: { dutyHours } })
    expect(await given.as('resident-1').do(community.about, {})).toMatchObject({
      onDuty: false,
      opensAt: '2026-11-24T00:00:00.000Z',
    })
  })

  test('When staff of one community ask for another, then it is not there for them', async () => {
    for (const operation of [community.settings, community.saveSettings])
      expect(
        await given.as('staff-1').tryAnything(operation, { community: 'other', version: 0, changes: {} }),
      ).toMatchObject({ status: 404 })
  })
})

describe('scopes', () => {
  test('When the scopes of a kind are asked for, then they come in the order of their numbers, with what they serve', async () => {
    const teams = await scopesIn(given.effects, 'bchd', 'team')
    expect(teams.map(({ id }) => id)).toEqual(Array.from({ length: 15 }, (_, i) => `team-${i + 1}`))
    expect(teams[2]).toEqual({
      id: 'team-3',
      name: '第3服务队',
      kind: 'team',
      buildings: ['building-3', 'building-18'],
      skills: ['medicine'],
    })
    expect(await scopesIn(given.effects, 'bchd', 'building')).toHaveLength(28)
    expect(await scopesIn(given.effects, 'nowhere', 'team')).toEqual([])
  })

  test('When a building is asked for, then it knows the grid that covers it', async () => {
    expect(await scopeOf(given.effects, 'bchd', 'building-18')).toEqual({
      name: '18号楼',
      kind: 'building',
      grid: 'grid-3',
    })
  })
})
