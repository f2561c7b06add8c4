/** 人民调解口头协议登记表: what was agreed orally, as the committee keeps it (人民调解法 28, 30). Filled in as far as known. */
import type { PartyKey } from '../../../shared/mediation/life.ts'
import {
  facts,
  paragraph,
  pdf,
  seal,
  table,
  textHigh,
  title,
  together,
  type Block,
} from '../../platform/pdf.ts'
import { factsOf, performanceOf } from './agreement-form.ts'
import { addressOf, type OnPaper } from './case-on-paper.ts'
import { paperName, sayDay } from '../case-paper-words.ts'

export interface OralForm {
  readonly committee: string
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
  readonly notedBy?: string | undefined
  /** A day or an instant. */
  readonly agreedOn: string | undefined
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

/** What is signed, with the seal below it, in millimetres. */
const signedHigh = (count: number) => 74 + count * 14

/** For a case and for a note (说和) alike. */
export const oralBlocks = (form: OralForm): readonly Block[] => [
  title(paperName.oral),
  paragraph(`编号：${form.number || '＿＿＿＿＿＿＿＿'}`, { align: 'right' }),
  table(
    columns,
    form.parties.map(({ name, where = '', phone = '' }) => [name, '', '', '', '', phone, where]),
    { high: 12 },
  ),
  // Nobody signs a page without what was agreed on, where that is not longer than a page.
  together(
    sheet =>
      24 + textHigh(sheet, [form.facts, form.terms, form.performed ?? '']) + signedHigh(form.parties.length),
  ),
  facts([
    [
      ['纠纷类型', form.kind],
      ['达成日期', form.agreedOn && sayDay(form.agreedOn)],
    ],
    [['纠纷事实', form.facts]],
    [['协议内容', form.terms]],
    [['履行方式时限', form.performed]],
  ]),
  together(signedHigh(form.parties.length)),
  paragraph('以上是当事人自愿达成的口头协议，自达成之日起生效，大家照办。'),
  table(
    signatures,
    form.parties.map(({ name }) => [name, '']),
    { high: 14 },
  ),
  seal(form.committee, [['人民调解员', form.mediator], ['登记人', form.notedBy], ['登记日期']]),
  paragraph('本表由人民调解委员会存档。当事人要书面协议的，另做人民调解协议书。'),
]

export const oralForm = (form: OralForm, madeAt: string): Promise<Buffer> =>
  pdf({
    name: paperName.oral,
    ...(form.number && { number: form.number }),
    madeAt,
    blocks: oralBlocks(form),
  })

/** Of a case. Phones are for the room, doors also for the party who lives there. */
export const oralAgreement = (paper: OnPaper, only?: PartyKey): readonly Block[] => {
  const { item, details, committee, number, kind, parties, mediator } = paper
  return oralBlocks({
    ...{ committee, number, kind, mediator },
    parties: parties.map(party => ({
      name: party.name,
      ...(!only && { phone: party.phone }),
      ...((!only || only === party.key) && { where: addressOf(party) }),
    })),
    facts: factsOf(paper),
    terms: (details.terms ?? []).map((each, i) => `${i + 1}. ${each}`).join('\n'),
    performed: performanceOf(paper),
    agreedOn: item.effectiveOn ?? item.agreedAt,
  })
}
