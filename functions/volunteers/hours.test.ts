import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Reply } from '../../shared/contract.ts'
import { help } from '../../shared/help/help.ts'
import { identity } from '../../shared/identity/identity.ts'
import { messages } from '../../shared/messages/messages.ts'
import { papers } from '../../shared/papers/papers.ts'
import { plusMinutes, shanghai } from '../../shared/time.ts'
import { volunteers } from '../../shared/volunteers/volunteers.ts'
import { readPdf } from '../testing/pdf.ts'
import { readXlsx } from '../testing/xlsx.ts'
import { helpStory, tap } from '../testing/help-story.ts'
import { monday10, neighbourhood, op, type Neighbourhood } from '../testing/given.ts'
import { codeOf, stintsOver } from './records.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())
beforeEach(() => {
  given.faults.calm()
  given.setNow(monday10)
})

const day = 24 * 60
const hoursOf = (person: string) => given.as(person).do(volunteers.hours, {})

/** Somebody served in a shift of this lead's team from now, for so long. */
const serve = async (lead: string, person: string, minutes: number, title = '文明岗') => {
  const startsAt = given.now()
  const [team, at] = [`team-${lead.split('-')[1]}`, { startsAt, endsAt: plusMinutes(startsAt, minutes) }]
  const about = { team, title, place: '东门', places: 5, openTo: 'all' as const, ...at }
  const { id } = await given.as(lead).do(volunteers.addShift, about)
  await given.as(person).do(volunteers.takeShift, { id })
  const { code } = await given.as(lead).do(volunteers.checkInCode, { id })
  await given.as(person).do(volunteers.checkIn, { id, code })
  given.minutesLater(minutes)
  await given.as(person).do(volunteers.checkOut, { id })
  return id
}

const paperOf = async (person: string, id: string) => {
  await given.settled()
  const paper = await given.as(person).do(papers.get, { id })
  expect(paper).toMatchObject({ state: 'ready', percent: 100 })
  return (await given.fetchFrom(paper.url!)).bytes
}

describe('hours', () => {
  test('When a neighbour says that a task is done, then its hours count, once, and not before', async () => {
    const story = helpStory(given)
    const accepted = await story('accepted')
    const volunteer = given.as('volunteer-1')
    given.minutesLater(40)
    let it = await volunteer.do(help.bought, { ...tap(accepted), spentFen: 1_250 })
    it = await volunteer.do(help.start, tap(it))
    given.minutesLater(10)
    const delivered = await volunteer.do(help.deliver, tap(it))
    await given.settled()
    expect(await hoursOf('volunteer-1')).toMatchObject({ minutes: 0, times: 0 })
    await given.as('resident-1').do(help.confirm, tap(delivered))
    await given.settled()
    // Shopping is service too: from saying yes, since it followed soon.
    expect(await hoursOf('volunteer-1')).toMatchObject({
      ...{ minutes: 50, times: 1 },
      items: [{ kind: 'task', what: '买菜', state: 'done', team: { name: '第1服务队' } }],
    })
    await given.as('resident-1').do(help.rate, {
      ...tap(await given.as('resident-1').do(help.get, { id: delivered.id })),
      rating: 'good',
    })
    await given.settled()
    expect(await hoursOf('volunteer-1')).toMatchObject({ minutes: 50, times: 1 })
  })

  test('When they said yes long before, or it took all day, then only from setting out, and not without end', async () => {
    const accepted = await helpStory(given)('accepted')
    const volunteer = given.as('volunteer-1')
    const before = (await hoursOf('volunteer-1')).minutes
    given.minutesLater(90)
    let it = await volunteer.do(help.bought, { ...tap(accepted), spentFen: 1_250 })
    it = await volunteer.do(help.start, tap(it))
    given.minutesLater(300)
    it = await volunteer.do(help.deliver, tap(it))
    await given.as('resident-1').do(help.confirm, tap(it))
    await given.settled()
    expect((await hoursOf('volunteer-1')).minutes).toBe(before + 240)
  })

  /** Somebody is in a shift of this lead's team from now, for so long. */
  const begin = async (lead: string, person: string, minutes: number) => {
    const [team, startsAt] = [`team-${lead.split('-')[1]}`, given.now()]
    const at = { startsAt, endsAt: plusMinutes(startsAt, minutes) }
    const about = { team, title: '文明岗', place: '东门', places: 5, openTo: 'all' as const, ...at }
    const { id } = await given.as(lead).do(volunteers.addShift, about)
    await given.as(lead).do(volunteers.checkIn, { id, person: await given.idOf(person) })
    return id
  }

  test('When a task falls into a shift, then each minute counts once, on the sheet and in the export as well', async () => {
    given.minutesLater(10 * day)
    const before = (await hoursOf('volunteer-1')).minutes
    const id = await begin('lead-1', 'volunteer-1', 120)
    given.minutesLater(60)
    let it = await helpStory(given)('accepted')
    given.minutesLater(30)
    const volunteer = given.as('volunteer-1')
    it = await volunteer.do(help.bought, { ...tap(it), spentFen: 1_250 })
    it = await volunteer.do(help.start, tap(it))
    it = await volunteer.do(help.deliver, tap(it))
    await given.as('resident-1').do(help.confirm, tap(it))
    await given.settled()
    expect((await hoursOf('volunteer-1')).minutes).toBe(before + 30)
    given.minutesLater(30)
    await volunteer.do(volunteers.checkOut, { id })
    const all = await hoursOf('volunteer-1')
    expect(all.minutes).toBe(before + 120)
    expect(all.items.find(each => each.id === id)).toMatchObject({ minutes: 90 })
    // Nor is it more by being put right.
    const right = { user: await given.idOf('volunteer-1'), id, version: 2, minutes: 100, reason: '没少' }
    const more = await given.as('lead-1').try(volunteers.correctHours, right)
    expect(more.body.code).toBe('volunteers.moreThanHeld')
    const today = { fromOn: '2026-12-03', toOn: '2026-12-03' }
    const sheet = await volunteer.do(volunteers.record, today)
    expect(sheet).toMatchObject({ minutes: 120, times: 2 })
    const text = readPdf(await paperOf('volunteer-1', sheet.paper!))
      .pages.flat()
      .join('')
    expect(text).toContain('不重复计')
    const over = { community: 'bchd', team: 'team-1', ...today }
    const exported = await stintsOver({ table: given.table }, over)
    expect(exported.map(({ minutes }) => minutes).sort()).toEqual([30, 90])
  })

  test('When two shifts of theirs end at the same instant, then each minute counts once', async () => {
    const ids = [await begin('lead-3', 'volunteer-3', 60), await begin('lead-3', 'volunteer-3', 60)]
    given.minutesLater(45)
    await Promise.all(ids.map(id => given.as('volunteer-3').do(volunteers.checkOut, { id })))
    expect(await hoursOf('volunteer-3')).toMatchObject({ minutes: 45, times: 1 })
  })

  test('When hours are put right, then by the lead or staff, never by oneself, with a reason that stays', async () => {
    const id = await serve('lead-2', 'resident-2', 90)
    await serve('lead-2', 'lead-2', 60)
    const user = await given.idOf('resident-2')
    const correct = (person: string, more: object = {}) =>
      given.as(person).try(volunteers.correctHours, {
        user,
        id,
        version: 2,
        op: op(),
        minutes: 60,
        reason: '中途走了半小时',
        ...more,
      })
    expect((await correct('resident-2')).status).toBe(403)
    expect((await correct('lead-3')).body.code).toBe('volunteers.stintUnknown')
    expect((await correct('outsider-1')).body.code).toBe('volunteers.stintUnknown')
    expect((await correct('lead-2', { reason: ' ' })).status).toBe(400)
    expect((await correct('lead-2', { version: 1 })).body.code).toBe('volunteers.changed')
    const once = { op: op() }
    expect(await correct('lead-2', once)).toMatchObject({ status: 200, body: { minutes: 60 } })
    expect(await correct('lead-2', once)).toMatchObject({
      status: 200,
      body: { corrections: [{ before: 90, after: 60 }] },
    })
    expect((await hoursOf('resident-2')).items[0]).toMatchObject({
      minutes: 60,
      corrections: [{ name: '称呼lead-2', before: 90, after: 60, reason: '中途走了半小时' }],
    })
    const own = (await hoursOf('lead-2')).items[0]!
    expect(
      await given.as('lead-2').try(volunteers.correctHours, { ...own, minutes: 600, reason: '多算' }),
    ).toMatchObject({
      status: 403,
      body: { code: 'volunteers.notYourOwn' },
    })
  })

  test('When somebody forgot to check out, then it is put right weeks later, with when they went and why, which stays', async () => {
    const id = await begin('lead-13', 'volunteer-13', 120)
    const user = await given.idOf('volunteer-13')
    const lead = given.as('lead-13')
    const [startsAt, right] = [given.now(), { user, id, version: 1, reason: '忘了签退，11点半走的' }]
    const enter = (person: string, more: object = {}) =>
      given.as(person).try(volunteers.correctHours, {
        ...right,
        wentAt: plusMinutes(startsAt, 90),
        op: 'entered-once',
        ...more,
      })
    given.minutesLater(100)
    expect((await enter('lead-13')).body.code).toBe('volunteers.stillOn')
    given.minutesLater(25 * day)
    const out = { id, person: user, at: plusMinutes(startsAt, 90) }
    expect((await lead.try(volunteers.checkOut, out)).body.code).toBe('volunteers.listClosed')
    const listed = await lead.do(volunteers.hours, { team: 'team-13', month: '2026-11' })
    expect(listed.items[0]).toMatchObject({ state: 'in', minutes: 0, mayCorrect: true })
    for (const person of ['lead-14', 'outsider-1'])
      expect((await enter(person)).body.code).toBe('volunteers.stintUnknown')
    expect((await enter('volunteer-13')).status).toBe(403)
    expect((await enter('lead-13', { reason: '' })).status).toBe(400)
    expect((await enter('lead-13', { version: 2 })).body.code).toBe('volunteers.changed')
    expect((await enter('lead-13', { wentAt: undefined })).body).toMatchObject({
      ...{ code: 'volunteers.sayWhenGone', fields: { wentAt: expect.any(String) } },
    })
    for (const minutes of [-1, 60 + 121])
      expect((await enter('lead-13', { wentAt: plusMinutes(startsAt, minutes) })).body.code).toBe(
        'volunteers.wrongTime',
      )
    const done = await enter('lead-13')
    const correction = { before: 0, after: 90, wentAt: plusMinutes(startsAt, 90), reason: right.reason }
    const entered = { state: 'done', minutes: 90, toAt: plusMinutes(startsAt, 90), corrections: [correction] }
    expect(done).toMatchObject({ status: 200, body: entered })
    // The same tap once more.
    expect(await enter('lead-13')).toMatchObject({ status: 200, body: { corrections: [correction] } })
    expect(await hoursOf('volunteer-13')).toMatchObject({ minutes: 90, times: 1, items: [entered] })
    await given.settled()
    const { items } = await given.as('volunteer-13').do(messages.inbox, {})
    expect(items.map(({ title }) => title)).toContain('您的时长补上了')
    const sheet = await given
      .as('volunteer-13')
      .do(volunteers.record, { fromOn: '2026-11-01', toOn: '2026-11-30' })
    const text = readPdf(await paperOf('volunteer-13', sheet.paper!))
      .pages.flat()
      .join('')
    expect(text).toContain('补签退')
    // Minutes are put right afterwards as any.
    expect((await enter('lead-13', { version: 2, op: op() })).body.code).toBe('volunteers.hasGone')
  })

  test('When it was recorded that somebody did not come, then there are no hours to be put right', async () => {
    const shift = await begin('lead-15', 'volunteer-15', 60)
    const person = await given.idOf('resident-27')
    await given.as('resident-27').do(volunteers.takeShift, { id: shift })
    await given.as('lead-15').do(volunteers.noShow, { id: shift, person })
    const input = { user: person, id: shift, version: 1, minutes: 30, reason: '来过' }
    expect((await given.as('lead-15').try(volunteers.correctHours, input)).body.code).toBe(
      'volunteers.markedAbsent',
    )
  })

  test('When a team looks at a month, then the sums are those of its members’ own, by name and not by rank', async () => {
    for (const [person, minutes] of [
      ['resident-14', 30],
      ['resident-13', 45],
      ['resident-14', 20],
    ] as const)
      await serve('lead-4', person, minutes)
    const month = shanghai(monday10).format('YYYY-MM')
    const team = await given.as('lead-4').do(volunteers.hours, { team: 'team-4', month })
    expect(team).toMatchObject({ minutes: 95, times: 3 })
    expect(team.people?.map(({ name, minutes }) => [name, minutes])).toEqual([
      ['称呼resident-13', 45],
      ['称呼resident-14', 50],
    ])
    expect((await given.as('lead-5').try(volunteers.hours, { team: 'team-4' })).status).toBe(400)
    expect((await given.as('resident-14').try(volunteers.hours, { team: 'team-4' })).status).toBe(400)
    expect((await given.as('lead-4').do(volunteers.hours, { team: 'team-4', month: '2026-10' })).times).toBe(
      0,
    )
  })

  test('When somebody leaves us, then their name goes and the sum of the team stays', async () => {
    await serve('lead-6', 'resident-16', 40)
    let taken = ''
    for (let next: string | undefined = ''; next !== undefined;) {
      const part: Reply<typeof identity.export> = await given
        .as('resident-16')
        .do(identity.export, next ? { next } : {})
      taken += JSON.stringify(part.items)
      next = part.next
    }
    expect(taken).toContain('我服务的时间')
    await given.as('resident-16').do(identity.erase, {})
    const team = await given.as('lead-6').do(volunteers.hours, { team: 'team-6' })
    expect(team).toMatchObject({ minutes: 40, people: [{ name: '已注销' }] })
  })
})

describe('record sheets', () => {
  const year = { fromOn: '2026-01-01', toOn: '2026-11-23' }

  test('When somebody asks for one, then it is a PDF with what they served, which anybody can verify by number and code', async () => {
    const id = await serve('lead-7', 'resident-17', 95, '敬老节义诊')
    const issued = await given
      .as('resident-17')
      .do(volunteers.record, { ...year, key: 'sheet-17-a', volunteerNumber: '120113A000456' })
    expect(issued).toMatchObject({ state: 'issued', minutes: 95, times: 1, may: ['ask'] })
    // The same tap again is the same sheet.
    const again = await given
      .as('resident-17')
      .do(volunteers.record, { ...year, key: 'sheet-17-a', volunteerNumber: '120113A000456' })
    expect([again.number, again.paper]).toEqual([issued.number, issued.paper])
    const text = readPdf(await paperOf('resident-17', issued.paper!))
      .pages.flat()
      .join('')
    for (const part of ['实名resident-17', '敬老节义诊', '第7服务队', '120113A000456', issued.number])
      expect(text).toContain(part)
    const code = await codeOf(given.effects, issued.number.replace('-', '').toLowerCase())
    const verify = (number: string, code: string) =>
      given.request('/api/volunteers/verifyRecord', JSON.stringify({ number, code }))
    expect(await verify(issued.number, code)).toMatchObject({
      status: 200,
      body: {
        state: 'issued',
        name: expect.stringMatching(/^实\*+$/),
        minutes: 95,
        communityName: '宝翠花都社区',
      },
    })
    expect((await verify(issued.number.toLowerCase().replace('-', ' '), code.toUpperCase())).status).toBe(200)
    expect((await verify(issued.number, 'aaaa-bbbb-cccc-dddd')).body.code).toBe('volunteers.recordUnknown')
    expect((await verify('20260101-aaaaaaaaaa', code)).body.code).toBe('volunteers.recordUnknown')
    // Put right later, the sheet is still real, and says so.
    const user = await given.idOf('resident-17')
    await given
      .as('lead-7')
      .do(volunteers.correctHours, { user, id, version: 2, minutes: 60, reason: '早退' })
    expect(await verify(issued.number, code)).toMatchObject({ body: { minutes: 95, nowMinutes: 60 } })
    // In the table stand neither the code nor the number they gave.
    const stored = JSON.stringify(
      await given.table.queryAll({ pk: `RECORD#${issued.number.replace('-', '').toLowerCase()}` }),
    )
    for (const secret of [code, '120113A000456', '实名']) expect(stored).not.toContain(secret)
  })

  test('When there is nothing, or the dates make no sense, or it is somebody else’s, then it is refused', async () => {
    const tries = [
      [{ ...year }, 'volunteers.nothingServed'],
      [{ fromOn: '2026-05-01', toOn: '2026-04-01' }, 'volunteers.badPeriod'],
      [{ fromOn: '2026-05-01', toOn: '2027-04-01' }, 'volunteers.badPeriod'],
      [{ ...year, person: await given.idOf('resident-17') }, 'community.notFound'],
    ] as const
    for (const [input, code] of tries)
      expect((await given.as('resident-18').try(volunteers.record, input)).body.code).toBe(code)
    const { number } = (await given.as('resident-17').do(volunteers.records, {})).items[0]!
    for (const operation of [volunteers.printRecord, volunteers.askSeal])
      expect((await given.as('resident-18').try(operation, { number })).body.code).toBe(
        'volunteers.recordUnknown',
      )
    expect((await given.as('staff-1').try(volunteers.askSeal, { number })).status).toBe(404)
    expect((await given.as('outsider-1').try(volunteers.seal, { number, reason: 'x' })).status).toBe(404)
  })

  test('When staff have announced and sealed it, then it is a 证明; before, and by oneself, not', async () => {
    await serve('lead-8', 'resident-19', 60)
    const { number } = await given.as('resident-19').do(volunteers.record, year)
    expect(await given.as('resident-19').do(volunteers.askSeal, { number })).toMatchObject({
      state: 'asked',
      may: [],
    })
    const asked = await given.as('staff-1').do(volunteers.records, { list: 'asked' })
    expect(asked.items.map(each => each.number)).toContain(number)
    const sealed = {
      handler: '小王',
      contact: '02200000001',
      announcedFromOn: '2026-11-23',
      announcedToOn: '2026-11-27',
    }
    const seal = (more: object) => given.as('staff-1').try(volunteers.seal, { number, op: op(), ...more })
    expect((await seal({ sealed })).body.code).toBe('volunteers.notAnnounced')
    expect((await seal({})).body.code).toBe('volunteers.sayWhyNot')
    given.minutesLater(5 * day)
    expect((await seal({ sealed: { ...sealed, announcedToOn: '2026-11-25' } })).body.code).toBe(
      'volunteers.notAnnounced',
    )
    expect((await given.as('resident-19').try(volunteers.seal, { number, sealed })).status).toBe(403)
    expect(await seal({ sealed })).toMatchObject({ status: 200, body: { state: 'sealed' } })
    expect((await seal({ reason: '想反悔' })).body.code).toBe('volunteers.sealDecided')
    const { paper } = await given.as('resident-19').do(volunteers.printRecord, { number })
    expect(
      readPdf(await paperOf('resident-19', paper))
        .pages.flat()
        .join(''),
    ).toContain('小王')
  })

  test('When staff do not seal it, then its owner reads why, and may ask again', async () => {
    await serve('lead-8', 'resident-84', 60)
    const own = given.as('resident-84')
    const { number } = await own.do(volunteers.record, { ...year, key: 'sheet-84' })
    const reason = '公示栏还没贴出来'
    expect(await given.as('staff-1').do(volunteers.seal, { number, op: op(), reason })).toMatchObject({
      state: 'refused',
    })
    const { items } = await own.do(volunteers.records, {})
    expect(items).toMatchObject([{ state: 'refused', reason, may: ['ask'] }])
  })

  test('When its hours were put right since, then the lists say so to both, and it is neither asked for nor sealed', async () => {
    const id = await serve('lead-8', 'resident-23', 60)
    const own = given.as('resident-23')
    const [first, second] = [
      await own.do(volunteers.record, { ...year, key: 'sheet-23-a' }),
      await own.do(volunteers.record, { ...year, key: 'sheet-23-b' }),
    ]
    expect(first).toMatchObject({ announceDays: 5 })
    expect(first.nowMinutes).toBeUndefined()
    await own.do(volunteers.askSeal, { number: first.number })
    const user = await given.idOf('resident-23')
    const right = { user, id, version: 2, minutes: 40, reason: '早退' }
    await given.as('lead-8').do(volunteers.correctHours, right)
    const mine = (await own.do(volunteers.records, {})).items
    const of = (number: string, items = mine) => items.find(each => each.number === number)
    expect(of(first.number)).toMatchObject({ minutes: 60, nowMinutes: 40, may: [] })
    expect(of(second.number)).toMatchObject({ minutes: 60, nowMinutes: 40, may: [] })
    expect(await own.try(volunteers.askSeal, { number: second.number })).toMatchObject({
      ...{ status: 409, body: { code: 'volunteers.sheetOutdated' } },
    })
    const asked = (await given.as('staff-1').do(volunteers.records, { list: 'asked' })).items
    expect(of(first.number, asked)).toMatchObject({ nowMinutes: 40, may: ['refuse'] })
    const again = await own.do(volunteers.record, { ...year, key: 'sheet-23-c' })
    expect(again).toMatchObject({ minutes: 40, may: ['ask'] })
    const text = readPdf(await paperOf('resident-23', again.paper!))
      .pages.flat()
      .join('')
    expect(text).toContain('更正（原1小时）：早退')
  })

  test('When staff export a month, then it is a table in the columns asked for, and each one in it can see that it was made', async () => {
    await serve('lead-9', 'resident-20', 60)
    expect((await given.as('lead-9').try(volunteers.export, year)).status).toBe(403)
    const { paper } = await given
      .as('staff-1')
      .do(volunteers.export, { ...year, toOn: '2026-11-23', team: 'team-9' })
    const bytes = await paperOf('staff-1', paper)
    expect(bytes.subarray(0, 2).toString()).toBe('PK')
    const viewers = await given.as('resident-20').do(identity.viewers, {})
    expect(viewers.items[0]).toMatchObject({ name: '称呼staff-1' })
    expect((await given.as('resident-20').try(papers.get, { id: paper })).status).toBe(404)
  })

  test('When somebody served three times twenty minutes, then rows, sums, sheet and export say one hour', async () => {
    for (let i = 0; i < 3; i++) await serve('lead-12', 'resident-24', 20)
    const { minutes, paper } = await given.as('resident-24').do(volunteers.record, year)
    const text = readPdf(await paperOf('resident-24', paper!))
      .pages.flat()
      .join('')
    expect(text).toContain('1.00 小时（60 分钟）')
    const team = await given.as('lead-12').do(volunteers.hours, { team: 'team-12', month: '2026-11' })
    expect([minutes, team.minutes]).toEqual([60, 60])
    const exported = await given.as('staff-1').do(volunteers.export, { ...year, team: 'team-12' })
    const rows = readXlsx(await paperOf('staff-1', exported.paper))
    const hours = rows.map(row => Number(row['服务时长（小时）']))
    expect(hours).toEqual([0.33, 0.34, 0.33])
  })

  test('When the lead wants the list on paper, then the names that people use are on it, and no others', async () => {
    const at = { startsAt: plusMinutes(given.now(), 60), endsAt: plusMinutes(given.now(), 120) }
    const about = {
      team: 'team-10',
      title: '扫雪',
      place: '小广场',
      places: 5,
      openTo: 'all' as const,
      ...at,
    }
    const { id } = await given.as('lead-10').do(volunteers.addShift, about)
    await given.as('resident-21').do(volunteers.takeShift, { id })
    const { paper } = await given.as('lead-10').do(volunteers.sheet, { id })
    const text = readPdf(await paperOf('lead-10', paper))
      .pages.flat()
      .join('')
    expect(text).toContain('称呼resident-21')
    expect(text).not.toContain('实名')
    expect((await given.as('resident-21').try(volunteers.sheet, { id })).status).toBe(403)
  })
})
