import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { files } from '../../shared/files/files.ts'
import { help } from '../../shared/help/help.ts'
import { households } from '../../shared/households/households.ts'
import { identity } from '../../shared/identity/identity.ts'
import { onboarding, type Standing } from '../../shared/onboarding/onboarding.ts'
import { papers } from '../../shared/papers/papers.ts'
import { volunteers } from '../../shared/volunteers/volunteers.ts'
import { community } from '../../shared/community/community.ts'
import { saveSettings } from '../community/community.ts'
import { giveGrant } from '../identity/grants.ts'
import { homesIn } from '../identity/register.ts'
import { neighbourhood, op, type Neighbourhood } from '../testing/given.ts'
import { readPdf } from '../testing/pdf.ts'
import { book, csv, town, type Rows } from '../testing/sheets.ts'
import { unzipped } from '../testing/xlsx.ts'
import { onboardingMakers } from './onboarding-papers.ts'

/** How many writes the next imports live. */
const lives: number[] = []
let tried = 0
const apply = onboardingMakers['onboarding.apply']!
let seenWhenKilled: (() => Promise<unknown>) | undefined
const mortal: typeof apply = (ctx, order, progress) => {
  tried++
  let left = lives.shift() ?? Infinity
  const counted =
    <A extends unknown[], R>(write: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (--left < 0) throw new Error('killed')
      return write(...args)
    }
  const { table } = ctx
  const dying = { ...table, over: table, put: counted(table.put), transact: counted(table.transact) }
  if (left === Infinity) return apply(ctx, order, progress)
  return apply({ ...ctx, table: dying }, order, progress).finally(() => seenWhenKilled?.())
}

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood({ 'onboarding.apply': mortal })
})
afterAll(() => given.close())

/** A community in which nothing is yet, with two of staff. */
let towns = 0
const newTown = async () => {
  const id = `town${++towns}`
  const staff = [`visitor-${towns * 2}`, `visitor-${towns * 2 + 1}`] as const
  await saveSettings(given.table, id, { name: '新家社区', on: ['volunteers', 'households'] })
  const ctx = { ...given.effects, now: given.now() }
  for (const each of staff)
    await giveGrant(ctx, await given.idOf(each), {
      ...{
        role: 'communityStaff',
        community: id,
        scope: id,
        until: '2027-06-01T00:00:00.000Z',
        grantedBy: 'test',
      },
    })
  return { id, staff: staff[0], other: staff[1] }
}
type Town = Awaited<ReturnType<typeof newTown>>

const give = async (
  person: string,
  { id }: Pick<Town, 'id'>,
  bytes: Uint8Array,
  type: 'csv' | 'xlsx' = 'xlsx',
) => {
  const [xlsx, text] = [
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'text/csv',
  ] as const
  const file = await given.putFile(person, bytes, type === 'csv' ? text : xlsx)
  await given.as(person).do(onboarding.check, { community: id, file })
  await given.settled()
  return given.as(person).do(onboarding.standing, { community: id })
}
const carry = async (person: string, { id }: Pick<Town, 'id'>, { sha256 }: Standing) => {
  await given.as(person).do(onboarding.apply, { community: id, sha256: sha256! })
  await given.settled()
  return given.as(person).do(onboarding.standing, { community: id })
}
const sum = ({ outcome }: Standing, part: 'fresh' | 'changed' | 'same') =>
  outcome!.counts.reduce((all, count) => all + count[part], 0)
const countOf = ({ outcome }: Standing, of: string) => {
  const found = outcome?.counts.find(each => each.of === of)
  return found && [found.fresh, found.changed, found.same]
}
const problemsOf = ({ outcome }: Standing) =>
  outcome!.problems.map(({ sheet, line, column }) => `${sheet}${line}${column}`)

describe('a community moves in', () => {
  test('When a sheet of 1,009 households has three bad lines, then each is named and nothing is written; mended, it is in; once more, all is the same', async () => {
    const at = await newTown()
    const sheet = town()
    const bad = sheet.住户.map(row => [...row])
    bad[7]![4] = '100123'
    bad[200]![2] = '三楼左边第二家'
    bad[900]![0] = '29号楼'
    const before = (await given.items()).length
    const checked = await give(at.staff, at, await book({ ...sheet, 住户: bad }))
    expect(problemsOf(checked)).toEqual(['住户8电话', '住户201房号', '住户901楼号'])
    expect(checked.outcome!.problems[0]).toMatchObject({
      ...{ wrong: '写了6位数字，不是电话号码', wrote: '100123' },
      instead: expect.stringContaining('11位手机号'),
    })
    expect(checked).toMatchObject({ stage: 'checked', ready: false })
    const refused = await given
      .as(at.staff)
      .try(onboarding.apply, { community: at.id, sha256: checked.sha256! })
    expect([refused.status, refused.body.code]).toEqual([409, 'onboarding.hasWrong'])
    const news = (await given.items()).length - before
    expect(news).toBeLessThan(10) // the file, the order, the record: nothing of the sheet

    const mended = await give(at.staff, at, await book(sheet))
    expect(mended).toMatchObject({ stage: 'checked', ready: true })
    expect(mended.outcome!.problems).toEqual([])
    const says = [
      ['buildings', 28],
      ['grids', 4],
      ['teams', 2],
      ['units', 1],
      ['doors', 1009],
      ['people', 2021],
      ['roles', 5],
      ['members', 1],
    ] as const
    for (const [of, n] of says) expect([of, countOf(mended, of)]).toEqual([of, [n, 0, 0]])
    expect((await given.as(at.staff).try(identity.buildings, { community: at.id })).status).toBe(404)

    const done = await carry(at.staff, at, mended)
    expect(done).toMatchObject({ stage: 'done', percent: 100 })
    for (const [of, n] of says) expect([of, countOf(done, of)]).toEqual([of, [n, 0, 0]])
    expect((await given.as(at.staff).do(identity.buildings, { community: at.id })).items).toHaveLength(28)
    const ctx = { ...given.effects, now: given.now() }
    expect(await homesIn(ctx, at.id, 'building-1')).toHaveLength(37)
    const [one] = (await given.as(at.staff).do(identity.findPeople, { community: at.id, said: '王实名甲0' }))
      .items
    expect(one).toMatchObject({
      building: '1号楼',
      door: '1单元101室',
      callName: '王邻居',
      phoneChecked: true,
    })

    const again = await give(at.other, at, await book(sheet))
    expect([sum(again, 'fresh'), sum(again, 'changed')]).toEqual([0, 0])
    const stored = new Map((await given.items()).map(item => [`${item.pk} ${item.sk}`, JSON.stringify(item)]))
    const twice = await carry(at.other, at, again)
    expect([twice.stage, sum(twice, 'fresh'), sum(twice, 'changed')]).toEqual(['done', 0, 0])
    const touched = (await given.items()).filter(
      item => stored.get(`${item.pk} ${item.sk}`) !== JSON.stringify(item),
    )
    expect(touched.filter(({ sk }) => /^(HOME|HELD|ME|G#|SCOPE|PLACES)/.test(sk))).toEqual([])
    expect(twice.past).toHaveLength(2)
  }, 120_000)

  test('When it is killed in the middle, then nothing of the community is to be seen, and it goes on to the end by itself', async () => {
    const at = await newTown()
    const checked = await give(at.staff, at, await book(town(60)))
    lives.push(70)
    const before = tried
    let seen: unknown
    seenWhenKilled = async () => {
      seenWhenKilled = undefined
      const there = (await given.items()).filter(({ pk }) => pk.startsWith(`C#${at.id}#H#`)).length
      const { status } = await given.as(at.staff).try(identity.buildings, { community: at.id })
      const teams = (await given.as(at.staff).do(volunteers.teams, { community: at.id })).items.length
      seen = { some: there > 5 && there < 60, status, teams }
    }
    await given.as(at.staff).do(onboarding.apply, { community: at.id, sha256: checked.sha256! })
    await given.settled()
    expect(tried).toBe(before + 2)
    expect(seen).toEqual({ some: true, status: 404, teams: 0 })
    const done = await given.as(at.staff).do(onboarding.standing, { community: at.id })
    expect(done).toMatchObject({ stage: 'done' })
    expect(countOf(done, 'buildings')).toEqual([28, 0, 0])
    const [fresh, , same] = countOf(done, 'people')!
    expect([fresh! + same!, same! > 0]).toEqual([123, true])
    const ctx = { ...given.effects, now: given.now() }
    const homes = await Promise.all(
      Array.from({ length: 28 }, (_, i) => homesIn(ctx, at.id, `building-${i + 1}`)),
    )
    expect(homes.flat()).toHaveLength(60)
  })

  test('When a worker dies and nobody tries again, then staff see that it stands still and have it go on', async () => {
    const at = await newTown()
    const checked = await give(at.staff, at, await book(town(20)))
    lives.push(10, 10, 10)
    await given.as(at.staff).do(onboarding.apply, { community: at.id, sha256: checked.sha256! })
    await given.settled()
    const own = { community: at.id }
    expect(await given.as(at.other).do(onboarding.standing, own)).toMatchObject({
      stage: 'applying',
      stuck: false,
    })
    given.minutesLater(5)
    expect(await given.as(at.other).do(onboarding.standing, own)).toMatchObject({
      stage: 'applying',
      stuck: true,
    })
    const done = await carry(at.other, at, checked)
    expect([done.stage, countOf(done, 'doors')!.reduce((a, b) => a + b)]).toEqual(['done', 20])
    given.minutesLater(-5)
  })
})

describe('what a sheet changes', () => {
  const head = ['楼号', '单元', '房号', '姓名', '电话', '和房子的关系', '称呼']
  const small = (homes: Rows, more: Readonly<Record<string, Rows>> = {}) =>
    book({
      楼栋: [
        ['楼号', '网格'],
        ['1号楼', '第一网格'],
      ],
      住户: [head, ...homes],
      ...more,
    })

  test('When somebody with an account stands in it by their number, then they are who is meant, and keep what they say of themselves', async () => {
    const at = await newTown()
    const user = await given.idOf('visitor-300')
    const first = await give(
      at.staff,
      at,
      await small([['1号楼', '1', '101', '实名visitor-300', '10012340300', '房主', '大爷']]),
    )
    expect(countOf(first, 'people')).toEqual([0, 1, 0])
    await carry(at.staff, at, first)
    const me = await given.as('visitor-300').do(identity.me, {})
    expect(me).toMatchObject({ id: user, callName: '称呼visitor-300', home: { building: '1号楼' } })
    expect(me.grants.map(({ role, community }) => [role, community])).toEqual([['resident', at.id]])
  })

  test('When a couple share a number, then they are two; when a line is changed, then only that is; who is missing is listed and stays', async () => {
    const at = await newTown()
    const two = [
      ['1号楼', '1', '101', '周实名先', '10033330001', '房主', '周叔叔'],
      ['1号楼', '1', '101', '吴实名后', '10033330001', '家里人', '吴阿姨'],
      ['1号楼', '1', '102', '郑实名客', '10033330002', '租客', ''],
    ]
    await carry(at.staff, at, await give(at.staff, at, await small(two)))
    const found = await given.as(at.staff).do(identity.findByPhone, { community: at.id, four: '0001' })
    expect(found.items.map(({ callName }) => callName).sort()).toEqual(['吴阿姨', '周叔叔'])

    const next = [two[0]!, ['1号楼', '1', '101', '吴实名后', '10033330009', '家里人', '吴阿姨']]
    const checked = await give(at.other, at, await small(next))
    expect(countOf(checked, 'people')).toEqual([0, 1, 1])
    expect(checked.outcome!.missing).toEqual([
      { of: 'doors', name: '1号楼1单元102室' },
      { of: 'people', name: '1号楼 郑邻居' },
    ])
    await carry(at.other, at, checked)
    const still = await given.as(at.staff).do(identity.findByPhone, { community: at.id, four: '0002' })
    expect(still.items).toHaveLength(1)
    const numbers = await Promise.all(
      ['0001', '0009'].map(four => given.as(at.staff).do(identity.findByPhone, { community: at.id, four })),
    )
    expect(numbers.map(({ items }) => items.map(({ callName }) => callName))).toEqual([
      ['周叔叔'],
      ['吴阿姨'],
    ])
  })

  test('When lines contradict each other or name what is not there, then both are said where they stand', async () => {
    const at = await newTown()
    const checked = await give(
      at.staff,
      at,
      await small(
        [
          ['1号楼', '1', '101', '周实名先', '10033330001', '房主', '楼门长'],
          ['1号楼', '1', '102', '周实名先', '10033330001', '房主', ''],
          ['1号楼', '', '103', '', '10033330001', '亲戚', ''],
        ],
        {
          人员: [
            ['姓名', '电话', '身份', '管哪里'],
            ['吴实名', '10033330005', '网格员', '第九网格'],
            ['吴实名', '10033330005', '社区工作者', ''],
            ['吴实名', '10033330005', '居民', ''],
            ['', '', '党员', ''],
          ],
        },
      ),
    )
    expect(problemsOf(checked)).toEqual([
      ...['住户2称呼', '住户3姓名', '住户4和房子的关系', '住户4单元', '住户4姓名'],
      ...['人员2管哪里', '人员3身份', '人员4身份', '人员5姓名', '人员5电话'],
    ])
  })

  test('When staff stand in their own sheet, then they get no office by it, and a member of staff elsewhere is not moved', async () => {
    const at = await newTown()
    const n = at.staff.split('-')[1]!
    await given.idOf('resident-99')
    const mine = [`实名${at.staff}`, `1001234${n.padStart(4, '0')}`]
    const checked = await give(
      at.staff,
      at,
      await small([['1号楼', '1', '105', '实名resident-99', '10012340099', '房主', '']], {
        人员: [
          ['姓名', '电话', '身份', '管哪里'],
          [...mine, '网格员', '第一网格'],
        ],
      }),
    )
    expect(countOf(checked, 'roles')).toBeUndefined()
    const done = await carry(at.staff, at, checked)
    expect(done.outcome!.remarks.map(({ text }) => text.slice(0, 5))).toEqual(['他在别的社', '这是您自己'])
    const { grants } = await given.as(at.staff).do(identity.me, {})
    expect(grants.map(({ role }) => role)).toEqual(['communityStaff'])
  })
})

describe('homes in need', () => {
  const head = ['楼号', '单元', '房号', '姓名', '电话', '需要关心', '谁同意的']
  const small = (homes: Rows) =>
    book({
      楼栋: [
        ['楼号', '网格'],
        ['1号楼', '第一网格'],
      ],
      住户: [head, ...homes],
    })
  const old = ['1号楼', '1', '101', '孙实名老', '10033330101']

  test('When somebody is named whom the map is about, then they stand on it once, and only if they were asked', async () => {
    const at = await newTown()
    const bad = await give(
      at.staff,
      at,
      await small([
        [...old, '独居老人', ''],
        ['1号楼', '1', '102', '', '', '孤单的人', '本人同意，当面说的'],
        ['1号楼', '1', '103', '', '', '残疾人', '本人同意'],
      ]),
    )
    expect(problemsOf(bad)).toEqual(['住户2谁同意的', '住户3需要关心', '住户4谁同意的'])
    const good = await small([
      [...old, '独居老人、空巢老人', '本人同意，当面说的'],
      ['1号楼', '1', '103', '', '', '残疾人', '职责要求：残疾人保障法第五条'],
    ])
    const done = await carry(at.staff, at, await give(at.staff, at, good))
    expect([done.stage, countOf(done, 'needs')]).toEqual(['done', [2, 0, 0]])
    await given.settled()
    const { items } = await given.as(at.staff).do(households.pairings, { community: at.id, list: 'listed' })
    expect(
      items.map(({ door, state, groups }) => [door, state, groups.map(({ name }) => name)]).sort(),
    ).toEqual([
      ['1单元101室', 'listed', ['独居老人', '空巢老人']],
      ['1单元103室', 'listed', ['残疾人']],
    ])
    expect(countOf(await give(at.staff, at, good), 'needs')).toEqual([0, 0, 2])
  })

  test('When the community has the map switched off, then that is said and the rest goes in', async () => {
    const at = await newTown()
    await saveSettings(given.table, at.id, { name: '新家社区', on: [] })
    const checked = await give(at.staff, at, await small([[...old, '独居老人', '本人同意，当面说的']]))
    expect([checked.ready, countOf(checked, 'needs')]).toEqual([true, undefined])
    expect(checked.outcome!.remarks.map(({ text }) => text)).toEqual([expect.stringContaining('走访还没开')])
  })
})

describe('who gives it', () => {
  test('When two of staff give sheets, then what is carried out is what was checked; while one is carried out, no other begins', async () => {
    const at = await newTown()
    const [first, second] = [await book(town(3)), await book(town(5))]
    const mine = await give(at.staff, at, first)
    const theirs = await give(at.other, at, second)
    const late = await given.as(at.staff).try(onboarding.apply, { community: at.id, sha256: mine.sha256! })
    expect(late.body.code).toBe('onboarding.otherSheet')
    const both = await Promise.all(
      [at.staff, at.other].map(person =>
        given.as(person).try(onboarding.apply, { community: at.id, sha256: theirs.sha256! }),
      ),
    )
    expect(both.map(({ status }) => status)).toEqual([200, 200])
    const file = await given.putFile(at.staff, first, 'text/csv')
    const early = await given.as(at.staff).try(onboarding.check, { community: at.id, file })
    expect(early.body.code).toBe('onboarding.running')
    const before = tried
    await given.settled()
    expect(tried).toBe(before + 1)
    const done = await given.as(at.staff).do(onboarding.standing, { community: at.id })
    expect([done.stage, countOf(done, 'doors')]).toEqual(['done', [5, 0, 0]])
    // Sent again after it is done, it is done.
    expect(
      (await given.as(at.other).do(onboarding.apply, { community: at.id, sha256: theirs.sha256! })).stage,
    ).toBe('done')
    const [message] = await given.items().then(items => items.filter(({ sk }) => sk.includes('imported')))
    expect(message).toBeDefined()
  })

  test('When who began it is not of the staff any longer, then nothing is carried out until a colleague has it go on', async () => {
    const at = await newTown()
    const checked = await give(at.staff, at, await book(town(2)))
    await given.as(at.staff).do(onboarding.apply, { community: at.id, sha256: checked.sha256! })
    const ctx = { ...given.effects, now: given.now() }
    const ended = { role: 'communityStaff', community: at.id, scope: at.id, grantedBy: 'test' } as const
    await giveGrant(ctx, await given.idOf(at.staff), { ...ended, until: given.now() })
    await given.settled()
    expect((await given.as(at.other).try(identity.buildings, { community: at.id })).status).toBe(404)
    given.minutesLater(5)
    expect((await carry(at.other, at, checked)).stage).toBe('done')
    given.minutesLater(-5)
  })

  test('When somebody of another community, or who is not of its staff, asks, then there is nothing for them', async () => {
    const at = await newTown()
    const checked = await give(at.staff, at, await book(town(2)))
    const own = { community: at.id }
    for (const [person, status] of [
      ['staff-1', 404],
      ['grid-1', 403],
      ['resident-1', 403],
    ] as const) {
      expect((await given.as(person).try(onboarding.standing, own)).status).toBe(status)
      expect((await given.as(person).try(onboarding.apply, { ...own, sha256: checked.sha256! })).status).toBe(
        status,
      )
      expect((await given.as(person).try(onboarding.template, own)).status).toBe(status)
    }
    const file = await given.putFile('staff-1', await book(town(2)), 'text/csv')
    const stolen = await given.as(at.staff).try(onboarding.check, { ...own, file })
    expect(stolen.body.code).toBe('files.unknown')
    expect((await given.as(at.staff).try(papers.get, { id: checked.paper! })).status).toBe(200)
    expect((await given.as(at.other).do(onboarding.standing, own)).paper).toBeUndefined()
  })

  test('When a sheet is carried out, then its file is gone, and names and numbers stand nowhere in the clear', async () => {
    const at = await newTown()
    await carry(at.staff, at, await give(at.staff, at, await book(town(4))))
    const items = await given.items()
    const kept = items.filter(({ pk }) => pk.startsWith('FILE#')) as { gone?: boolean; by?: string }[]
    const mine = await given.idOf(at.staff)
    expect(kept.filter(file => file.by === mine).every(({ gone }) => gone)).toBe(true)
    expect(items.filter(item => /实名|1001100000/.test(JSON.stringify(item)))).toEqual([])
    expect(given.logged.filter(line => /实名|100110/.test(line))).toEqual([])
  })
})

describe('what is on paper', () => {
  test('When the empty sheet is given back as it is, then its examples are not read', async () => {
    const at = await newTown()
    const ordered = await given.as(at.staff).do(onboarding.template, { community: at.id, key: op() })
    await given.settled()
    const { url } = await given.as(at.staff).do(papers.get, { id: ordered.id })
    const { bytes } = await given.fetchFrom(url!)
    expect([...unzipped(bytes).keys()].filter(name => name.includes('worksheets/sheet'))).toHaveLength(5)
    const checked = await give(at.staff, at, bytes)
    expect(checked).toMatchObject({ ready: true, outcome: { counts: [], problems: [], remarks: [] } })
  })

  test('When codes are printed, then each building has its page with a code that opens 登记住处 there, and doors have small ones', async () => {
    const at = await newTown()
    await carry(at.staff, at, await give(at.staff, at, await book(town(60))))
    const print = async (input: object) => {
      const { id } = await given.as(at.staff).do(onboarding.codes, { community: at.id, key: op(), ...input })
      await given.settled()
      const { url } = await given.as(at.staff).do(papers.get, { id })
      return readPdf((await given.fetchFrom(url!)).bytes)
    }
    const all = await print({})
    expect(all.pages).toHaveLength(28)
    expect(all.pages[2]).toContain('3号楼')
    expect((await print({ building: 'building-2', units: 3 })).pages).toHaveLength(3)
    const doors = await print({ building: 'building-2', rooms: true })
    expect(doors.pages).toHaveLength(1)
    expect(doors.pages[0]).toContain('2号楼1单元101室')
    const none = await given.as(at.staff).try(onboarding.codes, { community: at.id, stations: true })
    expect(none.body.fields).toHaveProperty('stations')
    const place = { branch: '', person: '', phone: '', place: '东门岗亭旁' }
    const stations = [{ ...place, id: 'station-1', name: '东门驿站' }]
    const { version } = await given.as(at.staff).do(community.settings, { community: at.id })
    await given
      .as(at.staff)
      .do(community.saveSettings, { community: at.id, version, changes: { suggestions: { stations } } })
    const [page] = (await print({ stations: true })).pages
    expect(page).toEqual(
      expect.arrayContaining(['东门驿站', '说建议可以不写名字，凭码查回音', '新家社区 · 东门岗亭旁']),
    )
    const wrong = await given
      .as(at.staff)
      .try(onboarding.codes, { community: at.id, building: 'building-99' })
    expect(wrong.body.fields).toHaveProperty('building')
  }, 60_000)
})

describe('a sheet that is none', () => {
  test('When it is pasted or CSV, in UTF-8 or as Excel in China writes it, then it is read', async () => {
    const at = await newTown()
    const rows = [
      ['楼号', '网格'],
      ['1号楼', '第一网格'],
      [],
      ['楼号', '单元', '房号', '姓名', '电话'],
      ['1号楼', '1', '101', '周实名先', '10033330001'],
    ]
    const plain = await give(at.staff, at, Buffer.from(csv(rows)), 'csv')
    expect(countOf(plain, 'people')).toEqual([1, 0, 0])
    const pasted = await give(at.staff, at, Buffer.from(rows.map(row => row.join('\t')).join('\n')), 'csv')
    expect(countOf(pasted, 'doors')).toEqual([1, 0, 0])
    const gbk = Buffer.from('c2a5bac52cb5a5d4aa2cb7bfbac50d0a31bac5c2a52c312c3130310d0a', 'hex')
    const chinese = await give(at.staff, at, gbk, 'csv')
    expect(problemsOf(chinese)).toEqual(['住户2楼号'])
  })

  test('When it is something else, then that is said at once or after a look, and never as an error', async () => {
    const at = await newTown()
    const putting = async (bytes: Buffer) => {
      const about = { type: 'text/csv', size: bytes.length } as const
      const { id, parts } = await given.as(at.staff).do(files.begin, about)
      for (const { url, from, size } of parts) await given.put(url, bytes.subarray(from, from + size))
      return (await given.as(at.staff).try(files.finish, { id })).body.code
    }
    expect(await putting(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toBe('files.oldSheet')
    expect(await putting(Buffer.from([1, 0, 2, 0]))).toBe('files.notSheet')
    const unreadable = async (bytes: Buffer) =>
      (await give(at.staff, at, bytes)).outcome!.unreadable?.slice(0, 5)
    expect(await unreadable(Buffer.from('PK\x03\x04 nothing'))).toBe('这个文件打')
    expect(await unreadable(Buffer.from('今天天气很好\n\n'))).toBe('没有找到认')
    const sheet = await given.putFile('resident-1', await book(town(2)), 'text/csv')
    const asked = { kind: 'errands' as const, lines: [{ what: '修灯' }], files: [sheet] }
    expect((await given.as('resident-1').try(help.ask, asked)).body.code).toBe('files.onlyPictures')
    const broken = await book(town(2))
    expect(await unreadable(broken.subarray(0, broken.length - 40))).toBe('这个文件打')
  })
})
