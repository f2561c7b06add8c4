/**
 * 人民调解协议书 (人民调解法 28, 29): parties, what it was about, what each does, how and by when. Sex, birth and number
 * of the identity paper are written in by hand, for we keep none; phones are not for the other side to read.
 */
import { partyKeys, type PartyKey } from '../../../shared/mediation/life.ts'
import {
  facts,
  heading,
  paragraph,
  prose,
  seal,
  table,
  title,
  together,
  type Block,
  type Fact,
} from '../../platform/pdf.ts'
import type { PartyOnPaper } from '../case-names.ts'
import { addressOf, type OnPaper } from './case-on-paper.ts'
import { sayCount, sayDay } from '../case-paper-words.ts'

const columns = [
  { title: '当事人', width: 50 },
  { title: '签名、盖章或按指印', width: 80 },
  { title: '日期', width: 44 },
] as const

/** So that nothing is added there once it is signed. */
const blankBelow = '（本页以下空白，接下页）'

/** One party; doors are for the room and for the party who lives there. */
export const partyFacts = (party: PartyOnPaper, only?: PartyKey): Block => {
  const rows: (readonly Fact[])[] = [
    [[party.role, party.name], ['性别']],
    [['出生日期'], ['证件号码']],
    [['联系方式'], ['住址', !only || only === party.key ? addressOf(party) : '']],
    ...(party.agent ? [[['委托代理人', party.agent], ['代理人证件']] as const] : []),
  ]
  return facts(rows)
}

export const factsOf = ({ details, parties }: OnPaper) =>
  details.agreedFacts ??
  `据${parties.find(({ key }) => key === partyKeys[0])?.name ?? '申请人'}陈述：${details.facts}`

/** How and by when, in one sentence. */
export const performanceOf = ({ item, details }: OnPaper) => {
  const how = details.performedHow?.replace(/。$/, '')
  const by = item.performedByOn && `于${sayDay(item.performedByOn)}前履行完毕`
  return how || by ? `${[how, by].filter(Boolean).join('，')}。` : '＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿'
}

export const agreementForm = (paper: OnPaper, only?: PartyKey): readonly Block[] => {
  const { parties, details, committee } = paper
  const terms = details.terms ?? []
  return [
    title('人民调解协议书'),
    paragraph(`编号：${paper.number}`, { align: 'right' }),
    ...parties.map(party => partyFacts(party, only)),
    heading('纠纷主要事实、争议事项：'),
    prose(factsOf(paper)),
    heading('经调解，当事人自愿达成如下协议：'),
    ...terms.flatMap((each, i) => [
      // Nobody signs a page without terms.
      ...(i === terms.length - 1 ? [together(128 + parties.length * 14, blankBelow)] : []),
      prose(`${sayCount(i + 1)}、${each}`),
    ]),
    together(121 + parties.length * 14, blankBelow),
    heading('履行方式、时限：'),
    prose(performanceOf(paper)),
    prose(
      [
        `本协议一式${sayCount(parties.length + 1)}份，当事人各执一份，人民调解委员会留存一份。`,
        '本协议自各方当事人签名、盖章或者按指印，人民调解员签名并加盖人民调解委员会印章之日起生效。',
      ].join('\n'),
    ),
    table(
      columns,
      parties.map(({ role, name }) => [`${role}：${name}`]),
      { high: 14 },
    ),
    seal(committee, [['调解员（签名）'], ['记录人（签名）'], ['日期']]),
  ]
}
