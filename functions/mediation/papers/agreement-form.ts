/**
 * 人民调解协议书 (人民调解法 28, 29; 若干规定 35): parties, what it was about and who answers for it, what each does, how,
 * where and by when. The form of 司法部 (2010) asks for more of each party than we keep: that and the number of the
 * identity paper are written in by hand. Phones are not for the other side to read.
 */
import { partyKeys, type PartyKey } from '../../../shared/mediation/life.ts'
import {
  facts,
  heading,
  paragraph,
  prose,
  seal,
  table,
  textHigh,
  title,
  together,
  type Block,
} from '../../platform/pdf.ts'
import type { PartyOnPaper } from '../case-names.ts'
import { addressOf, type OnPaper } from './case-on-paper.ts'
import { sayCount, sayDay, sentence } from '../case-paper-words.ts'

/** As the form of 2010 has them; the number is for the court, should they ask it to confirm. */
const partyColumns = [
  { title: '当事人', width: 27 },
  { title: '性别', width: 11 },
  { title: '民族', width: 11 },
  { title: '出生日期', width: 20 },
  { title: '职业', width: 17 },
  { title: '单位或住址', width: 30 },
  { title: '联系方式', width: 24 },
  { title: '证件号码', width: 34 },
] as const

const columns = [
  { title: '当事人', width: 50 },
  { title: '签名、盖章或按指印', width: 80 },
  { title: '日期', width: 44 },
] as const

/** So that nothing is added there once it is signed. */
const blankBelow = '（本页以下空白，接下页）'

/** Doors are for the room and for the party who lives there; who speaks for one shows a paper as well. */
const partiesIn = (parties: readonly PartyOnPaper[], only?: PartyKey): readonly Block[] => {
  const agents = parties.filter(({ agent }) => agent)
  return [
    table(
      partyColumns,
      parties.map(party => [
        ...[`${party.role}\n${party.name}`, '', '', '', ''],
        !only || only === party.key ? addressOf(party) : '',
      ]),
      { high: 11 },
    ),
    ...(agents.length
      ? [facts(agents.map(({ agent, name }) => [['委托代理人', `${agent}（代${name}）`], ['代理人证件']]))]
      : []),
  ]
}

export const factsOf = ({ details, parties }: OnPaper) =>
  details.agreedFacts ??
  `据${parties.find(({ key }) => key === partyKeys[0])?.name ?? '申请人'}陈述：${details.facts}`

/** How, where and by when, in one sentence. */
export const performanceOf = ({ item, details }: OnPaper) => {
  const how = details.performedHow?.replace(/。$/, '')
  const place = details.performedWhere && `履行地点：${details.performedWhere.replace(/。$/, '')}`
  const by = item.performedByOn && `于${sayDay(item.performedByOn)}前履行完毕`
  const said = [how, place, by].filter(Boolean)
  return said.length ? `${said.join('，')}。` : '＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿'
}

/** Of running text: a short agreement fits one page, and all can read it. */
const size = 11
/** Each to sign on; a seal is 42 mm wide. */
const signHigh = 12

export const agreementForm = (paper: OnPaper, only?: PartyKey): readonly Block[] => {
  const { parties, details, committee } = paper
  const terms = (details.terms ?? []).map((each, i) => `${sayCount(i + 1)}、${sentence(each)}`)
  const performed = performanceOf(paper)
  const copies = [
    `本协议一式${sayCount(parties.length + 1)}份，当事人各执一份，人民调解委员会留存一份。`,
    '本协议自各方当事人签名、盖章或者按指印，人民调解员签名并加盖人民调解委员会印章之日起生效。',
  ].join('\n')
  /** What is signed stands on one page, below the last term where that is not longer than a page. */
  const signed = (...above: string[]): Block =>
    together(
      sheet =>
        textHigh(sheet, [...above, performed, copies], size) + 8 + 8 + parties.length * signHigh + 4 + 42,
      blankBelow,
    )
  return [
    title('人民调解协议书'),
    paragraph(`编号：${paper.number}`, { align: 'right' }),
    ...partiesIn(parties, only),
    heading('纠纷主要事实、争议事项及各方责任：'),
    prose(
      [factsOf(paper), details.responsibilities && `各方责任：${sentence(details.responsibilities)}`]
        .filter(Boolean)
        .join('\n'),
      size,
    ),
    heading('经调解，当事人自愿达成如下协议：'),
    ...terms.flatMap((each, i) => [
      // Nobody signs a page without terms.
      ...(i === terms.length - 1 ? [signed(each)] : []),
      prose(each, size),
    ]),
    signed(),
    heading('履行方式、时限、地点：'),
    prose(performed, size),
    prose(copies, size),
    table(
      columns,
      parties.map(({ role, name }) => [`${role}：${name}`]),
      { high: signHigh },
    ),
    seal(committee, [['调解员（签名）'], ['记录人（签名）'], ['日期']]),
  ]
}
