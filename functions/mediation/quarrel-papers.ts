/** 人民调解口头协议登记表: what was agreed orally, as the committee keeps it (人民调解法 28, 30). Filled in as far as known. */
import { settingsOf } from '../community/community.ts'
import { contactOf, profilesOf } from '../identity/identity.ts'
import type { Maker, Makers } from '../papers/make.ts'
import { getMatter } from '../platform/matter-item.ts'
import { facts, paragraph, pdf, seal, table, title } from '../platform/pdf.ts'
import { kindName } from './mediation-words.ts'
import { saidIn, type Quarrel } from './quarrels-store.ts'

export interface OralForm {
  readonly communityName: string
  readonly number?: string | undefined
  readonly parties: readonly {
    readonly name: string
    readonly where?: string | undefined
    readonly phone?: string | undefined
  }[]
  readonly kind: string
  readonly facts: string
  readonly terms: string
  readonly performed?: string | undefined
  readonly mediator?: string | undefined
  readonly notedBy: string
  /** YYYY-MM-DD */
  readonly agreedOn: string
  readonly madeAt: string
}

/** An identity paper's particulars are written in by hand, for we keep none. */
const columns = [
  { title: '当事人', width: 34 },
  { title: '性别', width: 13, align: 'center' },
  { title: '民族', width: 15, align: 'center' },
  { title: '年龄', width: 13, align: 'center' },
  { title: '职业', width: 22 },
  { title: '联系方式', width: 32 },
  { title: '单位或住址', width: 45 },
] as const

const signatures = [
  { title: '当事人', width: 50 },
  { title: '签名或按手印', width: 124 },
] as const

export const oralForm = (form: OralForm): Promise<Buffer> => {
  const { communityName, number, parties, kind, mediator, notedBy, agreedOn, madeAt } = form
  const [year, month, day] = agreedOn.split('-')
  return pdf({
    name: '人民调解口头协议登记表',
    ...(number && { number }),
    madeAt,
    blocks: [
      title('人民调解口头协议登记表'),
      paragraph(`编号：${number ?? '＿＿＿＿＿＿＿＿'}`, { align: 'right' }),
      table(
        columns,
        parties.map(({ name, where = '', phone = '' }) => [name, '', '', '', '', phone, where]),
        { high: 12 },
      ),
      facts([
        [
          ['纠纷类型', kind],
          ['达成日期', `${year}年${Number(month)}月${Number(day)}日`],
        ],
        [['纠纷事实', form.facts]],
        [['协议内容', form.terms]],
        [['履行方式时限', form.performed]],
      ]),
      paragraph('以上是当事人自愿达成的口头协议，自达成之日起生效，大家照办。'),
      table(
        signatures,
        parties.map(({ name }) => [name, '']),
        { high: 14 },
      ),
      seal(`${communityName}人民调解委员会`, [['人民调解员', mediator], ['登记人', notedBy], ['登记日期']]),
      paragraph('本表由人民调解委员会存档。当事人要书面协议的，另做人民调解协议书。'),
    ],
  })
}

const note: Maker = async (ctx, { input, orderedAt }) => {
  const quarrel = await getMatter<Quarrel>(ctx.table, 'quarrel', input.id as string)
  if (!quarrel?.settledOn) throw new Error('nothing was agreed on in this note')
  const [{ sides, what, terms = '' }, { name }, contact, profiles] = await Promise.all([
    saidIn(ctx, quarrel),
    settingsOf(ctx, quarrel.community),
    contactOf(ctx, quarrel.notedBy),
    profilesOf(ctx, [quarrel.notedBy]),
  ])
  return oralForm({
    communityName: name,
    // Whoever came alone had somebody to agree with.
    parties: (sides.length > 1 ? sides : [...sides, '']).map(each => ({ name: each })),
    kind: kindName[quarrel.what],
    facts: what,
    terms,
    notedBy: contact?.name ?? profiles.get(quarrel.notedBy)?.callName ?? '',
    agreedOn: quarrel.settledOn,
    madeAt: orderedAt,
  })
}

export const quarrelMakers: Makers = { 'mediation.note': note }
