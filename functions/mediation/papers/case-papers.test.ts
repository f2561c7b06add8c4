import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Fields } from '../../../shared/lifecycle.ts'
import { mediation } from '../../../shared/mediation/mediation.ts'
import { signersOf } from '../../../shared/mediation/records.ts'
import { attach } from '../../files/files.ts'
import type { SignedIn } from '../../platform/context.ts'
import { newMatter } from '../../platform/matter-item.ts'
import { neighbourhood, type Neighbourhood } from '../../testing/given.ts'
import { document } from '../../testing/documents.ts'
import { largePicture, picture, voice } from '../../testing/media.ts'
import { readPdf } from '../../testing/pdf.ts'
import { caseMakers } from './case-papers.ts'
import { caseMatters } from '../case-kind.ts'
import type { Case, Details } from '../case-store.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())

const ctxOf = async (person: string): Promise<SignedIn> => ({
  ...given.effects,
  now: given.now(),
  who: { id: await given.idOf(person), grants: [], actsFor: [] },
})

const details: Details = {
  facts: '卫生间顶上一直滴水，吊顶发霉。',
  wish: '请楼上修好防水。',
  parties: {
    p1: { name: '王喆堃', building: '3号楼', room: '3号楼2门502', phone: '10000000011' },
    p2: { name: '李建国', building: '3号楼', room: '2门602', phone: '10000000012', agent: '李红' },
  },
  terms: ['李建国十五日内重做防水。', '李建国补偿王喆堃1800元。', '今后和睦相处。'],
  performedHow: '补偿款在社区当面交付',
}

/** A case as it stands in the table, agreed in writing and in force where nothing else is said. */
const stored = async (
  change: Partial<Case> = {},
  said: Partial<Details> = {},
  files: readonly string[] = [],
): Promise<Case> => {
  const ctx = await ctxOf('resident-1')
  const first = { input: {}, move: 'apply', state: 'agreed' as const, as: 'resident' as const }
  const matter = await newMatter(ctx, 'case', 'bchd', first)
  await attach(ctx, files, matter.id, { documents: true })
  const item: Case = {
    ...matter,
    ...{ what: 'leak', origin: 'app', already: 'nobody', open: false, appliedBy: ctx.who.id },
    details: await caseMatters.seal(ctx, matter, 'details', { ...details, ...said }),
    ...{ number: '〔2026〕12', acceptedAt: '2026-11-21T02:00:00.000Z', mediatorName: '刘明远' },
    p1: { side: 'applicant', consent: 'yes', rightsAt: '2026-11-22T02:00:00.000Z' },
    p2: { side: 'other', consent: 'yes', rightsAt: '2026-11-22T02:00:00.000Z' },
    sessions: [
      {
        ...{ room: 'room-1', fromAt: '2026-11-22T07:00:00.000Z', toAt: '2026-11-22T08:00:00.000Z' },
        ...{ mediatorName: '刘明远', held: false, present: ['p1'] },
      },
      {
        ...{ room: 'room-1', fromAt: '2026-11-23T07:00:00.000Z', toAt: '2026-11-23T08:00:00.000Z' },
        ...{ mediatorName: '刘明远', held: true, present: ['p1', 'p2'] },
      },
    ],
    ...{ oral: false, effectiveOn: '2026-11-24', performedByOn: '2026-12-31' },
    followUps: [],
    ...change,
  }
  return caseMatters.create(ctx, item)
}

const made = async (maker: 'print' | 'file', input: Fields) => {
  const told: number[] = []
  const order = { id: 'paper', by: 'somebody', input, orderedAt: given.now() }
  const ctx = await ctxOf('resident-1')
  const bytes = await caseMakers[`mediation.${maker}`]!(ctx, order, async percent => void told.push(percent))
  return { bytes, told, ...readPdf(bytes) }
}
const paper = async (which: string, item: Case, only?: string) =>
  (await made('print', { id: item.id, which, ...(only && { only }) })).pages
const textOf = (pages: readonly (readonly string[])[]) => pages.flat().join('')
const addRecord = ({ id }: Case, blocks: { who: string; text: string }[], session = 2) =>
  given.as('room-1').do(mediation.record, { id, session, version: 0, blocks, points: ['补偿1800元'] })

describe('the forms', () => {
  test('When a case is registered, then the form has who, what and how it came, under its number', async () => {
    const text = textOf(await paper('register', await stored()))
    for (const each of [
      ...['人民调解受理登记表', '编号：宝翠花都社区人调字〔2026〕12号', '2026年11月21日'],
      ...['王喆堃、李建国之间的房屋漏水纠纷', '当事人申请（小程序）', '10000000012', '3号楼2门602'],
      ...['卫生间顶上一直滴水', '请楼上修好防水', '宝翠花都社区人民调解委员会', '（盖章处）'],
    ])
      expect(text).toContain(each)
    expect(text).not.toContain('3号楼3号楼')
  })

  test('When it is not accepted yet, then number and day are left to be written in', async () => {
    const p2 = { side: 'other' } as const
    const early = { number: undefined, acceptedAt: undefined, state: 'applied' as const, p2 }
    const text = textOf(await paper('register', await stored(early)))
    expect(text).not.toContain('人调字')
    expect(text).toContain('正在征求对方当事人是否愿意调解')
    expect(text).toContain('＿＿＿＿年＿＿月＿＿日')
  })

  test('When it is not ours, or somebody does not want to, then the form claims nothing else', async () => {
    const p2 = { side: 'other', consent: 'no' } as const
    const refused = textOf(await paper('register', await stored({ state: 'refused', p2 })))
    expect(refused).toContain('依法受理王喆堃、李建国之间的房屋漏水纠纷，有当事人不同意调解')
    const sent = {
      number: undefined,
      acceptedAt: undefined,
      state: 'outOfScope',
      elsewhere: 'court',
    } as const
    const elsewhere = textOf(await paper('register', await stored(sent)))
    expect(elsewhere).toContain('不属本人民调解委员会受理范围，已告知申请人可以找人民法院')
    expect(elsewhere).not.toContain('依法受理')
  })

  test('When rights are handed out, then every party has a line; a party’s own copy has only theirs', async () => {
    const item = await stored()
    const all = await paper('rights', item)
    expect(all).toHaveLength(1)
    for (const each of ['第二十三条', '第二十四条', '第十五条', '不收取任何费用', '王喆堃', '李建国'])
      expect(textOf(all)).toContain(each)
    const own = textOf(await paper('rights', item, 'p2'))
    expect(own).toContain('李建国')
    expect(own).not.toContain('王喆堃')
  })

  test('When six hear their rights, then nobody signs a page without any of them', async () => {
    const [, signed, ...more] = await paper('rights', await six())
    expect(more).toEqual([])
    for (const each of ['六、没有达成协议', '签名或按指印', '周四']) expect(signed!.join('')).toContain(each)
  })

  test('When there is a record, then who said what, who was there and what came of it stand above the signatures', async () => {
    const item = await stored()
    await addRecord(item, [{ who: '王喆堃', text: '九月就开始滴水。' }])
    const text = textOf(await paper('record', item))
    for (const each of [
      ...['第2次', '睦邻调解室（社区一楼）', '2026年11月23日 ＿＿时＿＿分—＿＿时＿＿分'],
      ...['申请人 王喆堃；被申请人 李建国', '李红（李建国的代理人）', '王喆堃：九月就开始滴水。'],
      ...['1. 补偿1800元', '■ 达成协议', '□ 未达成协议', '签名或按指印', '记录人'],
    ])
      expect(text).toContain(each)
  })

  test('When there were two sessions, then each has its record, with its own people and words', async () => {
    const item = await stored()
    await addRecord(item, [{ who: '王喆堃', text: '九月就开始滴水。' }])
    const first = textOf((await made('print', { id: item.id, which: 'record', session: 1 })).pages)
    for (const each of [
      ...['第1次', '原定2026年11月22日 15:00—16:00', '申请人 王喆堃', '未到场', '被申请人 李建国'],
      ...['有人没到，没有调解', '（手写）'],
    ])
      expect(first).toContain(each)
    for (const other of ['九月就开始滴水', '补偿1800元', '达成协议', '李红'])
      expect(first).not.toContain(other)
  })

  const sixPeople = {
    ...{ p1: { name: '𠮷大爷', agent: '王喆堃' }, p2: { name: '李建国', companions: ['李红', '𫰠阿姨'] } },
    ...{ p3: { name: '赵一' }, p4: { name: '钱二' }, p5: { name: '孙三' }, p6: { name: '欧阳上官' } },
  }
  const sixHeld = async () => {
    const sides = Object.fromEntries(['p3', 'p4', 'p5', 'p6'].map(key => [key, { side: 'other' as const }]))
    const present = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'] as const
    const [from, to] = ['2026-11-20T01:06:00.000Z', '2026-11-20T02:20:00.000Z']
    const session = {
      ...{ room: 'room-1', fromAt: '2026-11-20T01:00:00.000Z', toAt: '2026-11-20T02:00:00.000Z' },
      ...{ mediatorName: '刘明远', held: true, present, beganAt: from, endedAt: to },
    }
    return stored({ ...sides, sessions: [session] }, { parties: sixPeople })
  }

  test('When six people said much, then all of it is there, and they sign on one page under the last of it', async () => {
    const item = await sixHeld()
    for (const length of [200, 700, 1400]) {
      const { version } = await given.as('room-1').do(mediation.record, { id: item.id })
      const blocks = Object.values(sixPeople).map(({ name }) => ({
        who: name,
        text: '水从三楼一直滴到一楼。'.repeat(length / 10),
      }))
      const said = { session: 1, version, blocks, points: ['三天内修好水管'] }
      await given.as('room-1').do(mediation.record, { id: item.id, ...said })
      const pages = await paper('record', item)
      const text = textOf(pages)
      for (const each of [
        '𠮷大爷：水从',
        '𫰠阿姨（与李建国同来）',
        '2026年11月20日 09:06—10:20',
        '欧阳上官：水从',
      ])
        expect([length, text]).toEqual([length, expect.stringContaining(each)])
      const last = pages.at(-1)!.join('')
      for (const each of [
        '身份',
        '申请人𠮷大爷',
        '代理人王喆堃',
        '欧阳上官',
        '记录人',
        '以上记录已经当事人阅看',
      ])
        expect([length, last]).toEqual([length, expect.stringContaining(each)])
    }
  })

  test('When it is signed, then it is printed so ever after: with who has signed, and with what was added under the signatures', async () => {
    const item = await sixHeld()
    const { id } = item
    const staff = given.as('room-1')
    const session = 1
    await staff.do(mediation.record, {
      ...{ id, session, version: 0 },
      ...{ blocks: [{ who: '𠮷大爷', text: '九月就开始滴水。' }], points: ['修好水管'] },
    })
    const before = textOf(await paper('record', item))
    for (const what of signersOf(item.sessions[0]!.present))
      await staff.do(mediation.signRecord, {
        ...{ id, session, version: 1, what },
        how: what === 'p2' ? 'refused' : what === 'p3' ? 'thumb' : 'pen',
      })
    await staff.do(mediation.saveParty, { id, party: 'p4', who: { name: '改了名' } })
    given.minutesLater(24 * 60)
    await staff.do(mediation.addToRecord, { id, session, text: '水管型号应为PPR。' })
    const after = textOf(await paper('record', item))
    for (const each of ['已签名（见原件）', '拒绝签名', '已按指印（见原件）', '钱二', '九月就开始滴水。'])
      expect(after).toContain(each)
    expect(after).not.toContain('改了名')
    // Of a side somebody else came for: one signature, with both names, and no empty line.
    expect(before).toMatch(/代理人王喆堃/)
    expect(after).toMatch(/（代理人王喆堃）.{0,40}已/)
    expect(after).not.toMatch(/(?<!（)代理人王喆堃/)
    expect(after).toMatch(/签字以后补充（不是签过字的内容）.*补充：水管型号应为PPR。/)
    const words = /记录人.*以上记录/.exec(before)![0]
    expect(words).toContain('九月就开始滴水。')
    expect(after).toContain(/商定的要点.*相符。/.exec(before)![0])
  })

  test('When nothing is recorded, then there are lines to write on', async () => {
    const text = textOf(
      await paper('record', await stored({ state: 'held', sessions: [], effectiveOn: undefined })),
    )
    expect(text).toContain('（手写）')
    expect(text).toContain('□ 达成协议')
  })

  test('When there is an agreement, then it has what the law asks for, and neither phones nor what we do not keep', async () => {
    const text = textOf(await paper('agreement', await stored()))
    for (const each of [
      ...['人民调解协议书', '性别', '出生日期', '证件号码', '委托代理人', '李红'],
      ...['据王喆堃陈述：卫生间顶上', '一、李建国十五日内', '三、今后和睦相处。'],
      ...['补偿款在社区当面交付，于2026年12月31日前履行完毕。', '本协议一式三份'],
      ...['申请人：王喆堃', '被申请人：李建国', '调解员（签名）：', '记录人（签名）：', '（盖章处）'],
    ])
      expect(text).toContain(each)
    for (const secret of ['10000000011', '10000000012']) expect(text).not.toContain(secret)
  })

  test('When terms were typed without a full stop, then the paper has it, once', async () => {
    const terms = ['楼上修好防水', '赔六百元。']
    for (const which of ['agreement', 'application']) {
      const text = textOf(await paper(which, await stored({}, { terms, responsibilities: '由楼上负责' })))
      for (const each of ['一、楼上修好防水。', '二、赔六百元。']) expect(text).toContain(each)
      expect(text).not.toContain('。。')
    }
  })

  test('When a party prints their copy, then the door of the other side is not on it', async () => {
    const text = textOf(await paper('agreement', await stored(), 'p1'))
    expect(text).toContain('3号楼2门502')
    expect(text).not.toContain('2门602')
  })

  test('When the mediator wrote what it was about in words all accept, then these stand there', async () => {
    const text = textOf(
      await paper('agreement', await stored({}, { agreedFacts: '两家因卫生间漏水起了争执。' })),
    )
    expect(text).toContain('两家因卫生间漏水起了争执。')
    expect(text).not.toContain('吊顶发霉')
  })

  test('When an agreement goes over pages, then nobody signs a page without any of it', async () => {
    for (let count = 1; count <= 20; count += 3) {
      const terms = Array.from(
        { length: count },
        (_, i) => `第${i + 1}件事，${'各自办好。'.repeat(count * 4)}`,
      )
      const pages = await paper('agreement', await stored({}, { terms }))
      const last = pages.at(-1)!.join('')
      if (terms[0]!.length < 200)
        expect([count, last]).toEqual([count, expect.stringContaining(`第${count}件事`)])
      for (const each of ['履行方式、时限', '申请人：王喆堃', '（盖章处）', `第 ${pages.length} 页`])
        expect([count, last]).toEqual([count, expect.stringContaining(each)])
    }
  })

  const sixNames = { p3: '赵一', p4: '钱二', p5: '孙三', p6: '周四' }
  const six = (said: Partial<Details> = {}, change: Partial<Case> = {}) => {
    const others = Object.fromEntries(Object.keys(sixNames).map(key => [key, { side: 'other' as const }]))
    const parties = Object.fromEntries(Object.entries(sixNames).map(([key, name]) => [key, { name }]))
    return stored({ ...others, ...change }, { ...said, parties: { ...details.parties, ...parties } })
  }

  test('When two agree on three things, then it is one page, with who answers for what and where it is done', async () => {
    const said = {
      agreedFacts:
        '2026年9月起，2门602卫生间防水层老化，水渗到2门502卫生间，吊顶发霉。两家为修不修、谁出钱起了争执。',
      responsibilities: '渗水来自2门602，防水由李建国负责修好；吊顶原来已经旧了，王喆堃自己承担一半。',
      performedWhere: '3号楼2门602，补偿款在调解室当面交',
    }
    for (const parties of [
      details.parties,
      { ...details.parties, p1: { ...details.parties.p1!, name: '𠮷田' } },
    ]) {
      const pages = await paper('agreement', await stored({}, { ...said, parties }))
      expect(pages).toHaveLength(1)
      for (const each of [
        ...['性别', '民族', '出生日期', '职业', '单位或住址', '联系方式', '证件号码', parties.p1!.name],
        ...['各方责任：渗水来自2门602', '吊顶原来已经旧了', '履行地点：3号楼2门602', '（盖章处）', '第 1 页'],
      ])
        expect(textOf(pages)).toContain(each)
      expect(textOf(pages)).not.toContain('字库里没有')
    }
  })

  test('When six agree on twenty things, then the last of them stands above the signatures', async () => {
    const terms = Array.from(
      { length: 20 },
      (_, i) => `第${i + 1}件事，各自在月底以前办好，办好了告诉楼门长。`,
    )
    const pages = await paper('agreement', await six({ terms }))
    const last = pages.at(-1)!.join('')
    expect([pages.length <= 3, last]).toEqual([true, expect.stringContaining('二十、第20件事')])
    for (const each of ['申请人：王喆堃', '被申请人：周四', '（盖章处）']) expect(last).toContain(each)
    expect(pages.slice(0, -1).flat().join('')).not.toContain('签名、盖章或按指印')
  })

  test('When both go to court, then the application has who, what was agreed and to which court, with a list of what to bring', async () => {
    const court = { name: '城东区人民法院', place: '东街1号', phone: '12368' }
    const text = textOf(await paper('application', await stored({ court })))
    for (const each of [
      ...['司法确认申请书', '王喆堃', '3号楼2门602', '10000000012', '李红', '2026年11月24日达成'],
      ...['一、李建国十五日内', '三、今后和睦相处。', '没有恶意串通', '此致', '城东区人民法院'],
      ...['调解协议书原件', '最晚2026年12月24日', '基层法院都可以'],
    ])
      expect(text).toContain(each)
    expect(text).not.toContain('身份的事')
    const family = textOf(await paper('application', await stored({ what: 'family', origin: 'court' })))
    for (const each of ['＿人民法院', '离婚、收养', '委托的那家法院']) expect(family).toContain(each)
    const own = textOf(await paper('application', await stored(), 'p1'))
    expect(own).toContain('10000000011')
    for (const theirs of ['10000000012', '2门602']) expect(own).not.toContain(theirs)
  })

  test('When two go to court, then they sign one page; six sign below the last term; and the list is on a page of its own', async () => {
    const court = { name: '城东区人民法院', place: '东街1号', phone: '12368' }
    const [signed, list, ...more] = await paper('application', await stored({ court }))
    expect(more).toEqual([])
    for (const each of ['三、今后和睦相处。', '此致', '签名或按指印'])
      expect(signed!.join('')).toContain(each)
    expect(list!.join('')).toMatch(/^去法院要带的材料（不用交这一页）/)
    const terms = Array.from({ length: 20 }, (_, i) => `第${i + 1}件事，各自在月底以前办好。`)
    const pages = await paper('application', await six({ terms }))
    const last = pages.at(-2)!.join('')
    for (const each of ['二十、第20件事', '没有恶意串通', '签名或按指印']) expect(last).toContain(each)
  })

  test('When six agreed orally, then what they agreed on and where they sign are on one page', async () => {
    const pages = await paper('oral', await six({}, { oral: true }))
    const page = pages.map(each => each.join('')).find(each => each.includes('协议内容'))
    expect(page).toContain('签名或按手印')
    expect(page).toContain('（盖章处）')
  })

  test('When six take part, then each has their line to sign and there are seven copies', async () => {
    const item = await six()
    const text = textOf(await paper('agreement', item))
    for (const name of Object.values(sixNames)) expect(text).toContain(`被申请人：${name}`)
    expect(text).toContain('本协议一式七份')
  })

  test('When it was agreed orally, then the form says what and since when', async () => {
    const text = textOf(await paper('oral', await stored({ oral: true })))
    for (const each of [
      '口头协议登记表',
      '2026年11月24日',
      '2. 李建国补偿王喆堃1800元。',
      '自达成之日起生效',
    ])
      expect(text).toContain(each)
  })

  test('When somebody asked what became of it, then each visit is there; before that there is room to write', async () => {
    const followUps = [{ at: '2026-12-24T08:00:00.000Z', performed: 'partly' as const, satisfied: true }]
    const text = textOf(await paper('followUp', await stored({ followUps }, { followUps: ['还差300元。'] })))
    for (const each of ['第 1 次回访', '2026年12月24日', '部分履行', '满意', '还差300元。'])
      expect(text).toContain(each)
    expect(textOf(await paper('followUp', await stored()))).toContain('□满意　□不满意')
  })

  test('When it is made twice, then it is the same file, and its properties name nobody', async () => {
    const item = await stored()
    const [one, two] = await Promise.all([1, 2].map(() => made('print', { id: item.id, which: 'agreement' })))
    expect(one!.bytes.equals(two!.bytes)).toBe(true)
    for (const bytes of [Buffer.from('王喆堃'), Buffer.from('王喆堃', 'utf16le').swap16()])
      expect(one!.bytes.includes(bytes)).toBe(false)
  })
})

describe('the whole file', () => {
  /** The first is the photo of the stamped paper, the others are evidence. */
  const withFiles = async (...files: readonly Buffer[]) => {
    const ids: string[] = []
    for (const bytes of files) ids.push(await given.putFile('resident-1', bytes))
    const evidence = ids.slice(1).map(file => ({ file, by: 'p1' as const }))
    return stored({ evidence, scan: ids.slice(0, 1) }, {}, ids)
  }

  test('When a file is put together, then the list says on which page each paper is, and it is there', async () => {
    const item = await withFiles(await picture('jpeg', 900, 1200), await picture('jpeg', 1200, 900))
    await addRecord(item, [{ who: '调解员', text: '请两家来谈漏水的事。' }])
    const { pages, bytes } = await made('file', { id: item.id })
    expect(pages[0]!.join('')).toMatch(/人民调解卷宗.*王喆堃、李建国房屋漏水纠纷.*达成协议（书面）/)
    const list = pages[1]!
    for (const [name, page] of [
      ['人民调解受理登记表', 3],
      ['权利义务告知书', 4],
      ['证据材料', 5],
      ['人民调解记录', 6],
    ] as const) {
      const at = list.indexOf(name)
      expect([name, list[at + 1]]).toEqual([name, String(page)])
      expect(pages[page - 1]!.join('')).toContain(name.replace(/^人民调解/, ''))
    }
    expect(list.join('')).toMatch(/身份证明—缺：请核对证件/)
    expect(pages.at(-2)!.join('')).toMatch(/卷宗情况说明.*还缺：权利义务告知书、身份证明/)
    const back = pages.at(-1)!.join('')
    for (const each of ['卷内备考表', `共 ${pages.length} 页`, '立卷人', '检查人', '立卷时间'])
      expect(back).toContain(each)
    expect(bytes.toString('latin1').match(/\/Subtype \/Image/g)).toHaveLength(2)
  })

  test('When it took longer than a month by consent of all, then the file says until when', async () => {
    const plain = await made('file', { id: (await stored()).id })
    expect(textOf(plain.pages)).not.toContain('调解期限')
    const entry = { seq: 1, at: given.now(), by: 'somebody', as: 'mediationStaff', op: 'longer' } as const
    const timeline = [{ ...entry, move: 'extend', to: 'held' }]
    const { id } = await stored({ dueBy: '2027-01-05T02:00:00.000Z', timeline })
    const { pages } = await made('file', { id })
    expect(textOf(pages)).toContain('经当事人同意，调解期限延长到2027年1月5日')
  })

  test('When nobody came to the table, then it says so instead of asking for what cannot be', async () => {
    const item = await stored(
      {
        ...{
          state: 'refused',
          effectiveOn: undefined,
          oral: undefined,
          sessions: [],
          performedByOn: undefined,
        },
        p2: { side: 'other', consent: 'no' },
      },
      { terms: undefined },
    )
    const text = textOf((await made('file', { id: item.id })).pages)
    expect(text).toContain('没有达成协议')
    expect(text).toContain('应有的材料都已在卷。')
  })

  test('When the photos are large, then they are made smaller until the file can be fetched, and progress is told', async () => {
    const large = await largePicture()
    const item = await withFiles(...Array.from({ length: 6 }, () => large))
    const { bytes, told } = await made('file', { id: item.id })
    expect(bytes.length).toBeLessThan(4_400_000)
    expect(bytes.toString('latin1').match(/\/Subtype \/Image/g)).toHaveLength(6)
    expect(told).toEqual([...told].sort((a, b) => a - b))
    expect(told.at(-1)).toBe(85)
  }, 60_000)

  test('When a photo is a long screenshot, then it goes over several pages, as readable as it was', async () => {
    const item = await withFiles(await picture(), await picture('jpeg', 108, 1000))
    const { pages, bytes } = await made('file', { id: item.id })
    expect(textOf(pages)).toMatch(/分 7 页，这是第 1 页.*分 7 页，这是第 7 页/)
    expect(bytes.toString('latin1').match(/\/Subtype \/Image/g)).toHaveLength(1 + 7)
  })

  test('When there are PDF, then the list says that they are printed on their own', async () => {
    const id = await given.putFile('resident-1', await document(), 'application/pdf')
    const item = await stored({ evidence: [{ file: id, by: 'p1' }] }, {}, [id])
    const list = (await made('file', { id: item.id })).pages[1]!.join('')
    expect(list).toContain('另有 PDF 1 份')
    expect(list).not.toContain('没放进来')
  })

  test('When there are voice notes, then the list says that they are heard elsewhere', async () => {
    const id = await given.putFile('resident-1', await voice('audio/mpeg'), 'audio/mpeg')
    const item = await stored({ evidence: [{ file: id, by: 'p1' }] }, {}, [id])
    expect((await made('file', { id: item.id })).pages[1]!.join('')).toContain('另有录音 1 段')
  })
})
