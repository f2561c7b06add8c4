/** 人民调解受理登记表: who came with what, and how; filled in by the committee. */
import { facts, paragraph, prose, seal, table, title, type Block } from '../../platform/pdf.ts'
import { addressOf, namesOf, type OnPaper } from './case-on-paper.ts'
import { originOnPaper, sayDay } from '../case-paper-words.ts'
import { elsewheres } from '../../../shared/mediation/reply.ts'

const columns = [
  { title: '身份', width: 20, align: 'center' },
  { title: '姓名', width: 30 },
  { title: '住址', width: 44 },
  { title: '联系电话', width: 32 },
  { title: '是否愿意调解', width: 26, align: 'center' },
  { title: '签名', width: 32 },
] as const

const consents = { asked: '待答复', yes: '愿意', no: '不愿意', thinking: '待答复', unreachable: '未联系上' }

/** What became of it at the door: theirs or not, and whether the others are willing. */
const sayTaken = ({ item, parties, kind }: OnPaper) => {
  const what = `${namesOf(parties)}之间的${kind}`
  if (item.elsewhere)
    return `${sayDay(item.createdAt)}登记${what}，不属本人民调解委员会受理范围，已告知申请人可以找${elsewheres.text[item.elsewhere]}。`
  const accepted = item.acceptedAt ? sayDay(item.acceptedAt) : '＿＿＿＿年＿＿月＿＿日'
  const consents = parties.map(({ track }) => track.consent)
  const willing = consents.every(consent => consent === 'yes')
    ? '经当事人同意进行调解'
    : consents.includes('no')
      ? '有当事人不同意调解'
      : '正在征求对方当事人是否愿意调解'
  return `${accepted}，本人民调解委员会依法受理${what}，${willing}。`
}

export const registerForm = (paper: OnPaper): readonly Block[] => {
  const { item, details, parties } = paper
  return [
    title('人民调解受理登记表'),
    paragraph(`编号：${paper.number}`, { align: 'right' }),
    prose(sayTaken(paper)),
    table(
      columns,
      parties.map(party => [
        ...[party.role, party.name, addressOf(party), party.phone ?? ''],
        party.track.consent ? consents[party.track.consent] : '',
      ]),
      { high: 11 },
    ),
    facts([
      [
        ['纠纷类型', paper.kind],
        ['案件来源', originOnPaper[item.origin]],
      ],
      [
        ['登记日期', sayDay(item.createdAt)],
        ['调解员', paper.mediator],
      ],
      [['纠纷简要情况', details.facts]],
      [['当事人要求', details.wish]],
      [['备注', item.open ? '当事人要求公开调解' : '']],
    ]),
    seal(paper.committee, [['登记人（签名）'], ['日期']]),
  ]
}
