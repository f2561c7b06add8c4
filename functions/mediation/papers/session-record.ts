/**
 * 人民调解记录 of one session: who was there, what was said, what came of it. Once somebody has signed it is printed as it
 * was signed; what was said later follows under the signatures. Without words: to write on.
 */
import type { Code } from '../../../shared/choice.ts'
import { signersOf, signOf, type recordSigns } from '../../../shared/mediation/records.ts'
import { clockOf } from '../../../shared/time.ts'
import { facts, heading, paragraph, prose, table, title, together, type Block } from '../../platform/pdf.ts'
import { sayDay, sayHours } from '../case-paper-words.ts'
import type { RecordOnPaper } from '../record-frame.ts'

const signColumns = [
  { title: '身份', width: 30, align: 'center' },
  { title: '姓名', width: 40 },
  { title: '签名或按指印', width: 66 },
  { title: '日期', width: 38 },
] as const

const boxes = [
  ['agreed', '达成协议'],
  ['not', '未达成协议'],
  ['later', '有待继续调解'],
] as const

/** On a paper that is printed again: the signatures themselves are on the one that was signed. */
const signedOnPaper: Readonly<Record<Code<typeof recordSigns>, string>> = {
  pen: '已签名（见原件）',
  thumb: '已按指印（见原件）',
  refused: '拒绝签名',
}

const linesToWriteOn = 8
const blank = '＿＿时＿＿分'

type Frame = RecordOnPaper['frame']

/** When it really was; what nobody has said yet is left to be written in. */
const whenOf = ({ held, fromAt, toAt, beganAt, endedAt }: Frame) => {
  if (!held && fromAt && toAt) return `原定${sayHours(fromAt, toAt)}`
  const clock = (at: string | undefined) => (at ? clockOf(at) : blank)
  const day = beganAt ?? fromAt
  return `${day ? sayDay(day) : '＿＿＿＿年＿＿月＿＿日'} ${clock(beganAt)}—${clock(endedAt)}`
}

const withRole = ({ role, name }: Frame['people'][number]) => `${role} ${name}`

/** What is signed, and by whom: the paper itself, and once it is signed, what it says of that. */
const signLines = ({ frame, signs }: RecordOnPaper) => {
  const { people, mediator, recorder = '' } = frame
  const there = people.filter(each => each.there)
  const said = (what: Parameters<typeof signOf>[1]) => {
    const sign = signOf(signs, what)
    return sign ? [signedOnPaper[sign.how], sayDay(sign.at)] : []
  }
  return signersOf(there.map(({ key }) => key)).flatMap(what => {
    if (what === 'mediator') return [['调解员', mediator, ...said(what)]]
    if (what === 'recorder') return [['记录人', recorder, ...said(what)]]
    const { role, name, agent } = there.find(({ key }) => key === what)!
    const signed = said(what)
    if (!agent) return [[role, name, ...signed]]
    // Who comes for somebody signs; the file notes one signature of each side.
    return signed.length
      ? [[role, `${name}（代理人${agent}）`, ...signed]]
      : [
          [role, name],
          ['代理人', agent],
        ]
  })
}

export const sessionRecord = (record: RecordOnPaper): readonly Block[] => {
  const { frame, words, additions } = record
  const { session, number, kind, place, mediator, recorder, people, held, came } = frame
  const there = people.filter(each => each.there)
  const absent = people.filter(each => !each.there)
  const others = there.flatMap(({ name, agent, companions = [] }) => [
    ...(agent ? [`${agent}（${name}的代理人）`] : []),
    ...companions.map(each => `${each}（与${name}同来）`),
  ])
  const signs = signLines(record)
  return [
    title('人民调解记录'),
    paragraph(`编号：${number}　第${session}次`, { align: 'right' }),
    facts([
      [
        ['事由', kind],
        ['地点', place],
      ],
      [['时间', whenOf(frame)]],
      [
        ['调解员', mediator],
        ['记录人', recorder],
      ],
      [['到场当事人', there.length ? there.map(withRole).join('；') : '无人到场']],
      ...(absent.length ? [[['未到场', absent.map(withRole).join('；')] as const]] : []),
      ...(others.length || held ? [[['其他参加人', others.join('；')] as const]] : []),
    ]),
    ...(held ? [] : [prose('有人没到，没有调解。')]),
    heading('记录'),
    ...(words.blocks.length
      ? words.blocks.map(({ who, text }) => prose(`${who}：${text}`))
      : [
          table(
            [{ title: '（手写）', width: 1 }],
            Array.from({ length: linesToWriteOn }, () => ['']),
            { high: 9 },
          ),
        ]),
    ...(words.points.length
      ? [heading('商定的要点'), ...words.points.map((each, i) => prose(`${i + 1}. ${each}`))]
      : []),
    together(34 + signs.length * 11),
    ...(held
      ? [
          paragraph(
            `调解结果：${boxes.map(([each, name]) => `${each === came ? '■' : '□'} ${name}`).join('　')}`,
            { size: 12 },
          ),
        ]
      : []),
    prose('以上记录已经当事人阅看，或者向当事人宣读，与所说的相符。'),
    table(signColumns, signs, { high: 11 }),
    ...(additions.length
      ? [
          heading('签字以后补充（不是签过字的内容）'),
          ...additions.map(({ at, name, text }) =>
            prose(`${sayDay(at)} ${clockOf(at)}，${name}补充：${text}`),
          ),
        ]
      : []),
  ]
}
