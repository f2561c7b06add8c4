/** 人民调解当事人权利义务告知书: 人民调解法 articles 3, 4, 15, 23, 24, 26, 29–33, before anything is said at the table. */
import type { PartyKey } from '../../../shared/mediation/life.ts'
import {
  heading,
  paragraph,
  prose,
  table,
  textHigh,
  title,
  together,
  type Block,
} from '../../platform/pdf.ts'
import type { OnPaper } from './case-on-paper.ts'
import { sayDay } from '../case-paper-words.ts'

const columns = [
  { title: '被告知人', width: 44 },
  { title: '已告知日期', width: 40, align: 'center' },
  { title: '签名或按指印', width: 60 },
  { title: '日期', width: 36 },
] as const

const parts: readonly (readonly [title: string, text: string])[] = [
  [
    '一、什么是人民调解',
    '人民调解委员会是依法设立的调解民间纠纷的群众性组织。调解不收取任何费用，在自愿、平等的基础上进行，不违背法律、法规和国家政策，也不妨碍您通过仲裁、行政、司法等途径维护自己的权利。',
  ],
  [
    '二、您的权利（人民调解法第二十三条）',
    [
      '1. 选择或者接受人民调解员；认为调解员不合适，可以要求更换。',
      '2. 接受调解、拒绝调解，或者随时要求终止调解。',
      '3. 要求调解公开进行或者不公开进行。',
      '4. 自主表达意愿，自愿达成调解协议。',
    ].join('\n'),
  ],
  [
    '三、您的义务（人民调解法第二十四条）',
    ['1. 如实陈述纠纷事实。', '2. 遵守调解现场秩序，尊重人民调解员。', '3. 尊重对方当事人行使权利。'].join(
      '\n',
    ),
  ],
  [
    '四、调解员不得有的行为（人民调解法第十五条）',
    [
      '1. 偏袒一方当事人。',
      '2. 侮辱当事人。',
      '3. 索取、收受财物或者牟取其他不正当利益。',
      '4. 泄露当事人的个人隐私、商业秘密。',
      '遇到这些情况，请向人民调解委员会或者司法所反映。',
    ].join('\n'),
  ],
  [
    '五、达成协议以后',
    '可以制作调解协议书，也可以达成口头协议。协议书自各方当事人签名、盖章或者按指印，人民调解员签名并加盖人民调解委员会印章之日起生效；口头协议自各方达成协议之日起生效。协议有法律约束力，应当按约定履行。双方认为有必要的，可以自协议生效之日起三十日内共同向人民法院申请司法确认。对履行或者内容发生争议的，一方可以向人民法院提起诉讼。',
  ],
  [
    '六、没有达成协议',
    '调解不成的，调解终止，您可以依法通过仲裁、行政、司法等途径维护自己的权利。调解一般在一个月内结束；需要更长时间的，应当经双方同意。',
  ],
]

const [lastPart] = parts.at(-1)!
/** Of running text. */
const size = 11

/** `only`: a party's own copy has no line of the others. */
export const rightsNotice = (paper: OnPaper, only?: PartyKey): readonly Block[] => {
  const heard = paper.parties.filter(({ key }) => !only || only === key)
  const signedHigh = 30 + heard.length * 12
  return [
    title('人民调解当事人权利义务告知书'),
    paragraph(`编号：${paper.number}`, { align: 'right' }),
    ...parts.flatMap(([name, text]) => [
      // Nobody signs a page without any of it.
      ...(name === lastPart ? [together(sheet => 8 + textHigh(sheet, [text], size) + signedHigh)] : []),
      heading(name),
      prose(text, size),
    ]),
    together(signedHigh),
    prose('以上内容我已阅看或者听人民调解员宣读，已经清楚。', size),
    table(
      columns,
      heard.map(({ name, track }) => [name, track.rightsAt ? sayDay(track.rightsAt) : '']),
      { high: 12 },
    ),
    paragraph(paper.committee, { align: 'right' }),
  ]
}
