/** 人民调解口头协议登记表 (人民调解法 28, 30): in force since it was said; the mediator writes down what. */
import type { PartyKey } from '../../shared/mediation/life.ts'
import { facts, paragraph, seal, title, type Block } from '../platform/pdf.ts'
import { factsOf, performanceOf } from './agreement-form.ts'
import { addressOf, type OnPaper } from './case-on-paper.ts'
import { sayDay } from './case-paper-words.ts'

export interface OralAgreement {
  readonly committee: string
  readonly number: string
  readonly kind: string
  readonly agreedAt: string | undefined
  readonly mediator: string | undefined
  readonly notedBy?: string | undefined
  readonly parties: readonly { readonly role: string; readonly name: string; readonly address: string }[]
  readonly facts: string
  readonly terms: string
  readonly performance: string
}

/** For a case and for a note (说和) alike. */
export const oralForm = (form: OralAgreement): readonly Block[] => [
  title('人民调解口头协议登记表'),
  paragraph(`编号：${form.number}`, { align: 'right' }),
  facts([
    ...form.parties.map(
      ({ role, name, address }) =>
        [
          [role, name],
          ['住址', address],
        ] as const,
    ),
    [
      ['纠纷类型', form.kind],
      ['达成日期', form.agreedAt && sayDay(form.agreedAt)],
    ],
    [['纠纷事实和\n争议事项', form.facts]],
    [['协议内容', form.terms]],
    [['履行方式\n和时限', form.performance]],
  ]),
  paragraph('口头协议自各方当事人达成协议之日起生效，由人民调解员记录存档。'),
  seal(form.committee, [['调解员（签名）', form.mediator], ['记录人（签名）', form.notedBy], ['日期']]),
]

export const oralAgreement = (paper: OnPaper, only?: PartyKey): readonly Block[] =>
  oralForm({
    ...{ committee: paper.committee, number: paper.number, kind: paper.kind },
    ...{ agreedAt: paper.item.effectiveAt ?? paper.item.agreedAt, mediator: undefined },
    parties: paper.parties.map(party => ({
      role: party.role,
      name: party.name,
      address: !only || only === party.key ? addressOf(party) : '',
    })),
    facts: factsOf(paper),
    terms: (paper.details.terms ?? []).map((each, i) => `${i + 1}. ${each}`).join('\n'),
    performance: performanceOf(paper),
  })
