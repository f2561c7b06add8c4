/**
 * 司法确认申请书 (民诉法 205, 法释〔2011〕5号 3), filled in as far as known; what an identity paper says is written in by
 * hand. Behind it, for those who go there: what to bring, and which courts there are.
 */
import {
  courtThatSent,
  materials,
  notConfirmed,
  whichCourt,
  type Court,
} from '../../../shared/mediation/court.ts'
import type { PartyKey } from '../../../shared/mediation/life.ts'
import { plusDays } from '../../../shared/time.ts'
import {
  facts,
  heading,
  paragraph,
  prose,
  table,
  textHigh,
  title,
  together,
  type Block,
} from '../../platform/pdf.ts'
import { factsOf, performanceOf } from './agreement-form.ts'
import type { PartyOnPaper } from '../case-names.ts'
import { addressOf, namesOf, type OnPaper } from './case-on-paper.ts'
import { paperName, sayCount, sayDay, sentence } from '../case-paper-words.ts'

const blank = '＿＿＿＿＿＿＿＿＿＿＿＿'
const signatures = [
  { title: '申请人', width: 50 },
  { title: '签名或按指印', width: 80 },
  { title: '日期', width: 44 },
] as const
const courtColumns = [
  { title: '法院', width: 62 },
  { title: '地址', width: 72 },
  { title: '电话', width: 40 },
] as const

/** The other side writes door and phone into a party's copy itself. */
const applicant = (party: PartyOnPaper, only?: PartyKey): Block => {
  const known = !only || only === party.key
  return facts([
    [['申请人', party.name], ['性别']],
    [['出生日期'], ['证件号码']],
    [
      ['联系方式', known ? party.phone : undefined],
      ['住址', known ? addressOf(party) : undefined],
    ],
    ...(party.agent ? [[['委托代理人', party.agent], ['代理人证件']] as const] : []),
  ])
}

const list = (lines: readonly string[]) => prose(lines.map((line, i) => `${i + 1}. ${line}`).join('\n'))

const toBring = ({ item, confirmDays, courts }: OnPaper): Block[] => {
  const not = notConfirmed(item.what)
  const open = courts.filter(({ closed }) => !closed)
  const rows = open.map(({ name, place, phone }: Court) => [name, place, phone])
  return [
    // What is handed in ends with the signatures.
    sheet => sheet.nextPage(),
    heading('去法院要带的材料（不用交这一页）'),
    list(materials),
    heading('什么时候、去哪里'),
    prose(
      [
        `双方一起去，最晚${sayDay(plusDays(item.effectiveOn!, confirmDays))}。不收费。`,
        item.origin === 'court' ? courtThatSent : whichCourt,
        ...(not ? [not] : []),
      ].join('\n'),
    ),
    ...(rows.length ? [table(courtColumns, rows, { high: 10 })] : []),
  ]
}

/** Of running text: with two applicants and a few terms all that is signed fits one page. */
const size = 11
const signHigh = 13

export const courtApplication = (paper: OnPaper, only?: PartyKey): readonly Block[] => {
  const { item, parties, committee, number, details } = paper
  const on = sayDay(item.effectiveOn!)
  const names = namesOf(parties)
  const terms = (details.terms ?? []).map((each, i) => `${sayCount(i + 1)}、${sentence(each)}`)
  const closing = [
    `履行方式、时限：${performanceOf(paper)}`,
    '申请人出于解决纠纷的目的自愿达成协议，没有恶意串通、规避法律的行为；如果因为该协议内容而给他人造成损害的，愿意承担相应的民事责任和其他法律责任。',
  ]
  /** What is signed stands above the signatures, with the last term where that is not longer than a page. */
  const signed = (...above: string[]): Block =>
    together(sheet => textHigh(sheet, [...above, ...closing], size) + 16 + 8 + parties.length * signHigh + 12)
  return [
    title(paperName.application),
    ...parties.map(party => applicant(party, only)),
    heading('请求事项'),
    prose(`请求确认${names}于${on}达成的《人民调解协议书》${number ? `（${number}）` : ''}有效。`, size),
    heading('事实和理由'),
    prose(`${factsOf(paper)}\n经${committee}主持调解，${names}自愿达成如下协议，协议自${on}起生效：`, size),
    ...terms.flatMap((each, i) => [...(i === terms.length - 1 ? [signed(each)] : []), prose(each, size)]),
    signed(),
    ...closing.map(each => prose(each, size)),
    paragraph('此致'),
    paragraph(item.court?.name ?? `${blank}人民法院`),
    table(
      signatures,
      parties.map(({ name }) => [name]),
      { high: signHigh },
    ),
    paragraph('附：人民调解协议书一份，身份证明和有关证明材料。'),
    ...toBring(paper),
  ]
}
