/** 人民调解回访记录: what became of the agreement, as often as somebody asked; without an answer yet, to write on. */
import { facts, heading, paragraph, seal, title, type Block } from '../../platform/pdf.ts'
import { namesOf, type OnPaper } from './case-on-paper.ts'
import { performedOnPaper, sayDay } from '../case-paper-words.ts'
import type { FollowUp } from '../case-store.ts'

const answer = (each: boolean | undefined, yes: string, no: string) =>
  each === undefined ? '' : each ? yes : no

const visit = ({ at, performed, satisfied, risk }: FollowUp, text: string | undefined, i: number) => [
  heading(`第 ${i + 1} 次回访`),
  facts([
    [
      ['回访日期', sayDay(at)],
      ['履行情况', performedOnPaper[performed]],
    ],
    [
      ['是否满意', answer(satisfied, '满意', '不满意')],
      ['有无隐患', answer(risk, '有', '无')],
    ],
    [['回访情况', text]],
  ]),
]
const blank = facts([
  [['回访日期'], ['履行情况', '□全部　□部分　□未履行']],
  [
    ['是否满意', '□满意　□不满意'],
    ['有无隐患', '□有　□无'],
  ],
  [['回访情况', '\n\n\n\n\n\n']],
])

export const followUpRecord = (paper: OnPaper): readonly Block[] => {
  const { item, details } = paper
  return [
    title('人民调解回访记录'),
    facts([
      [['当事人', namesOf(paper.parties)]],
      [
        ['协议编号', paper.number],
        ['协议形式', item.oral ? '口头协议' : '书面协议'],
      ],
      [
        ['回访事由', paper.kind],
        ['协议生效日期', item.effectiveOn && sayDay(item.effectiveOn)],
      ],
    ]),
    ...(item.followUps.length
      ? item.followUps.flatMap((each, i) => visit(each, details.followUps?.[i] ?? each.text, i))
      : [blank]),
    paragraph('当事人不履行协议的，人民调解委员会督促其履行；当事人可以向人民法院提起诉讼。'),
    seal(paper.committee, [['受访人（签名）'], ['回访人（签名）'], ['日期']]),
  ]
}
