/** 人民调解记录: what was said at the table, who was there, and what came of it. Without a record saved: to write on. */
import { facts, heading, paragraph, prose, table, title, together, type Block } from '../../platform/pdf.ts'
import { namesOf, type OnPaper } from './case-on-paper.ts'
import { sayHours } from '../case-paper-words.ts'
import type { Case } from '../case-store.ts'

const sessionColumns = [
  { title: '次', width: 10, align: 'center' },
  { title: '时间', width: 60 },
  { title: '地点', width: 40 },
  { title: '调解员', width: 22 },
  { title: '到场当事人', width: 48 },
] as const
const signColumns = [
  { title: '身份', width: 30, align: 'center' },
  { title: '姓名', width: 40 },
  { title: '签名或按指印', width: 66 },
  { title: '日期', width: 38 },
] as const

const cameOf = ({ state, effectiveAt }: Case) => {
  if (effectiveAt || state === 'signing') return 'agreed'
  if (state === 'notAgreed') return 'not'
  return state === 'adjourned' ? 'later' : undefined
}
const boxes = [
  ['agreed', '达成协议'],
  ['not', '未达成协议'],
  ['later', '有待继续调解'],
] as const

const linesToWriteOn = 8

export const sessionRecord = (paper: OnPaper): readonly Block[] => {
  const { item, parties, record } = paper
  const sessions = item.sessions.map(({ fromAt, toAt, room, mediatorName, held, present }, i) => {
    const there = namesOf(parties.filter(({ key }) => present.includes(key)))
    const who = held ? there : `${there || '无人到场'}（有人没到，没有调解）`
    // The mediator of now has the name they sign with; an earlier one, what they were called.
    const by = mediatorName === item.mediatorName ? (paper.mediator ?? '') : mediatorName
    return [String(i + 1), sayHours(fromAt, toAt), paper.placeOf(room), by, who]
  })
  const others = parties.flatMap(({ name, agent, companions = [] }) => [
    ...(agent ? [`${agent}（${name}的代理人）`] : []),
    ...companions.map(each => `${each}（与${name}同来）`),
  ])
  const came = cameOf(item)
  const signs = [
    ...parties.map(({ role, name }) => [role, name]),
    ...parties.flatMap(({ agent }) => (agent ? [['代理人', agent]] : [])),
    ...[['调解员', paper.mediator ?? ''], ['记录人']],
  ]
  return [
    title('人民调解记录'),
    paragraph(`编号：${paper.number}`, { align: 'right' }),
    facts([
      [
        ['事由', paper.kind],
        ['调解员', paper.mediator],
      ],
      [['当事人', parties.map(({ role, name }) => `${role} ${name}`).join('；')]],
      [['其他参加人', others.join('；')]],
    ]),
    table(sessionColumns, sessions.length ? sessions : [['1']], { high: 9 }),
    heading('记录'),
    ...(record.blocks.length
      ? record.blocks.map(({ who, text }) => prose(`${who}：${text}`))
      : [
          table(
            [{ title: '（手写）', width: 1 }],
            Array.from({ length: linesToWriteOn }, () => ['']),
            { high: 9 },
          ),
        ]),
    ...(record.points.length
      ? [heading('商定的要点'), ...record.points.map((each, i) => prose(`${i + 1}. ${each}`))]
      : []),
    together(34 + signs.length * 11),
    paragraph(`调解结果：${boxes.map(([each, name]) => `${each === came ? '■' : '□'} ${name}`).join('　')}`, {
      size: 12,
    }),
    prose('以上记录已经当事人阅看，或者向当事人宣读，与所说的相符。'),
    table(signColumns, signs, { high: 11 }),
  ]
}
