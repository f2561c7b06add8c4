import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { identity } from '../../shared/identity/identity.ts'
import type { CaseReply } from '../../shared/mediation/reply.ts'
import { casePapers, type CasePaper } from '../../shared/mediation/papers.ts'
import { mediation } from '../../shared/mediation/mediation.ts'
import { papers } from '../../shared/papers/papers.ts'
import { plusMinutes } from '../../shared/time.ts'
import { saveSettings } from '../community/community.ts'
import { caseStory, tuesday10 } from '../testing/case-story.ts'
import { monday10, neighbourhood, op, type Neighbourhood } from '../testing/given.ts'
import { picture } from '../testing/media.ts'
import { readPdf } from '../testing/pdf.ts'
import { readXlsx } from '../testing/xlsx.ts'

let given: Neighbourhood
let story: ReturnType<typeof caseStory>
/** One that is talked over, and not agreed yet. */
let item: CaseReply
beforeAll(async () => {
  given = await neighbourhood()
  story = caseStory(given)
  item = await story.held()
})
afterAll(() => given.close())

type Which = CasePaper
const day = 24 * 60
const print = (who: string, which: Which, { id } = item) =>
  given.as(who).try(mediation.print, { id, which, key: op() })
const answered = async (answer: ReturnType<typeof print>) => {
  const { status, body } = await answer
  return [status, body.code]
}
/** What became of an order: the bytes, once it is made. */
const fetched = async (who: string, paper: string) => {
  await given.settled()
  const { url, name } = await given.as(who).do(papers.get, { id: paper })
  return { name, bytes: (await given.fetchFrom(url!)).bytes }
}
const printed = async (who: string, which: Which, { id } = item) => {
  const { paper } = await given.as(who).do(mediation.print, { id, which, key: op() })
  const { name, bytes } = await fetched(who, paper)
  return { name, text: readPdf(bytes).pages.flat().join('') }
}
const agreed = async (each: CaseReply, oral: boolean) =>
  given.as('mediator-1').do(mediation.agree, {
    ...story.tap(await story.read('mediator-1', each)),
    ...{ oral, terms: ['三天内修好水管', '赔300元'], performedByOn: '2026-12-01' },
  })

describe('who may have which paper', () => {
  test('When somebody is not in the case, then for them there is none, whatever they ask for', async () => {
    for (const who of ['resident-3', 'mediator-2', 'outsider-1', 'staff-1', 'volunteer-1'])
      for (const which of casePapers.codes)
        expect([who, which, ...(await answered(print(who, which)))]).toEqual([
          ...[who, which, 404, 'matter.notFound'],
        ])
    for (const who of ['mediator-2', 'outsider-1']) {
      const { status, body } = await given.as(who).try(mediation.file, { id: item.id })
      expect([who, status, body.code]).toEqual([who, 404, 'matter.notFound'])
    }
  })

  test('When a party asks for what the room keeps, then they are told where to read it', async () => {
    for (const which of ['register', 'record', 'followUp'] as const)
      expect(await answered(print('resident-2', which))).toEqual([403, 'mediation.keptByTheRoom'])
    expect((await given.as('resident-2').try(mediation.file, { id: item.id })).status).toBe(403)
  })

  test('When nothing is agreed yet, then there is no agreement to print, and nothing to follow up', async () => {
    for (const which of ['agreement', 'oral'] as const)
      expect(await answered(print('mediator-1', which))).toEqual([409, 'mediation.noTermsYet'])
    expect(await answered(print('mediator-1', 'followUp'))).toEqual([409, 'mediation.notInForceYet'])
  })

  test('When a party prints their rights, then it is their copy alone', async () => {
    const { text, name } = await printed('resident-2', 'rights')
    expect(name).toBe('人民调解当事人权利义务告知书')
    expect(text).not.toContain('实名resident-1')
  })

  test('When the room prints, then each party can read that somebody looked', async () => {
    const before = (await story.read('resident-1', item)).looks ?? []
    given.minutesLater(11)
    const { text } = await printed('room-1', 'register')
    expect(text).toContain('编号：宝翠花都社区人调字〔2026〕1号')
    const after = (await story.read('resident-1', item)).looks!
    expect(after.reduce((sum, { times }) => sum + times, 0)).toBe(
      before.reduce((sum, { times }) => sum + times, 0) + 1,
    )
  })

  test('When it is agreed in writing, then both take home their copy, and the other’s door is not on it', async () => {
    item = await agreed(item, false)
    expect(await answered(print('mediator-1', 'oral'))).toEqual([409, 'mediation.agreedInWriting'])
    for (const who of ['resident-1', 'mediator-1']) {
      const { name, text } = await printed(who, 'agreement')
      expect(name).toBe('人民调解协议书')
      expect(text).toContain('被申请人：实名resident-2')
      expect(text).not.toContain('称呼')
      expect(text).toMatch(/一、三天内修好水管.*二、赔300元.*于2026年12月1日前履行完毕。/)
      expect(text.includes('1单元resident-2室')).toBe(who === 'mediator-1')
    }
  })

  test('When the mediator orders the file, then it is one PDF with the photos in it', async () => {
    const files = [await given.putFile('resident-1', await picture('png', 300, 200))]
    await given.as('resident-1').do(mediation.addFiles, { id: item.id, op: op(), files })
    const { paper } = await given.as('mediator-1').do(mediation.file, { id: item.id, key: op() })
    const { name, bytes } = await fetched('mediator-1', paper)
    expect(name).toBe('人民调解卷宗')
    expect(bytes.toString('latin1').match(/\/Subtype \/Image/g)).toHaveLength(1)
    const { pages } = readPdf(bytes)
    expect(pages.at(-2)!.join('')).toMatch(
      /还缺：权利义务告知书、身份证明、调解记录、调解协议书或口头协议登记表。/,
    )
  })
})

describe('a month', () => {
  const month = (who: string, which: 'table' | 'subsidy', on = '2026-11') =>
    given.as(who).do(mediation.month, { month: on, which, key: op() })
  const rowsOf = async (which: 'table' | 'subsidy', on?: string) =>
    readXlsx((await fetched('room-1', (await month('room-1', which, on)).paper)).bytes)

  test('When somebody else asks for it, then it is not theirs', async () => {
    for (const who of ['mediator-1', 'staff-1', 'resident-1'])
      expect((await given.as(who).try(mediation.month, { month: '2026-11', which: 'table' })).status).toBe(
        403,
      )
    const { status, body } = await given
      .as('room-1')
      .try(mediation.month, { month: '2026-10', which: 'table' })
    expect([status, body.code]).toEqual([409, 'mediation.nothingThatMonth'])
    // There are cases in this one, but none that is over.
    const early = await given.as('room-1').try(mediation.month, { month: '2026-11', which: 'subsidy' })
    expect([early.status, early.body.code]).toEqual([409, 'mediation.noneSettledThatMonth'])
  })

  test('When the month is over, then the table has each case accepted or ended in it, and quarrels that were settled', async () => {
    given.setNow(plusMinutes(monday10, 2 * day))
    const oral = await story.held(plusMinutes(tuesday10, 2 * day), 'resident-3', 'resident-4')
    await agreed(oral, true)
    const note = await given
      .as('room-1')
      .do(mediation.note, { key: op(), sides: ['=1+1', '楼上李家'], kind: 'noise', what: '半夜拖椅子' })
    await given.as('room-1').do(mediation.settle, { ...story.tap(note), ending: 'talkedOver' })
    const rows = await rowsOf('table')
    expect(rows).toHaveLength(3)
    expect(rows[0]).toMatchObject({
      ...{ 案号: '宝翠花都社区人调字〔2026〕1号', 纠纷类型: '房屋漏水纠纷', 来源: '当事人申请（小程序）' },
      ...{ 当事人: '实名resident-1、实名resident-2', 调解次数: 1, 调解结果: '已谈成，待签字盖章' },
    })
    expect(rows[1]).toMatchObject({ 调解结果: '达成协议（口头）', 协议形式: '口头协议', 调解次数: 1 })
    expect(rows[2]).toMatchObject({
      ...{ 当事人: '=1+1、楼上李家', 调解结果: '当场说和', 备注: '说和，未立案', 来源: '来人' },
    })
  })

  test('When a mediator’s share is reckoned, then a case counts once, in the month it was settled, by its form', async () => {
    const fen = { oral: 5000, written: 12_050, none: 2000 }
    await saveSettings(given.table, 'bchd', { mediation: { subsidyFen: fen } })
    const rows = await rowsOf('subsidy')
    expect(rows).toEqual([
      expect.objectContaining({ 协议形式: '口头协议', '补贴金额（元）': 50, '用时（天）': 1 }),
    ])
    expect(rows[0]).toMatchObject({ 调解员: '实名mediator-1' })
    expect(rows[0]).not.toHaveProperty('当事人')
  })

  test('When the table names the parties, then each of them can read who had it', async () => {
    const count = async () =>
      (await story.read('resident-2', item)).looks!.reduce((sum, each) => sum + each.times, 0)
    const before = await count()
    given.minutesLater(11)
    await month('room-1', 'subsidy')
    expect(await count()).toBe(before)
    await month('room-1', 'table')
    expect(await count()).toBe(before + 1)
  })
})

describe('what was ordered before', () => {
  test('When another mediator has come, or a proxy has ended, then whoever could have it yesterday does not get it today', async () => {
    const each = await story.booked(plusMinutes(tuesday10, 6 * day), 'elder-3', 'resident-23', 'mediator-3')
    const order = async (who: string, which: Which) =>
      (await given.as(who).do(mediation.print, { id: each.id, which, key: op() })).paper
    await given.idOf('child-3')
    const record = await order('mediator-3', 'record')
    const rights = await order('child-3', 'rights')
    await given.settled()
    for (const [who, id] of [
      ['mediator-3', record],
      ['child-3', rights],
    ] as const)
      expect((await given.as(who).do(papers.get, { id })).url).toBeDefined()
    await given.as('elder-3').do(mediation.objectToMediator, { id: each.id, op: op() })
    const mediator = await given.idOf('mediator-4')
    const seen = story.tap(await story.read('room-1', each))
    await given.as('room-1').do(mediation.setMediator, { ...seen, mediator, knowing: true })
    const [helper, elder] = [await given.idOf('child-3'), await given.idOf('elder-3')]
    await given.as('elder-3').do(identity.proxyEnd, { helper, proxy: `proxy_${elder}` })
    for (const [who, id] of [
      ['mediator-3', record],
      ['child-3', rights],
    ] as const)
      for (const operation of [papers.get, papers.again])
        expect([who, (await given.as(who).try(operation, { id })).status]).toEqual([who, 404])
  })
})
