/** What the pages of 说和 say to whoever notes a quarrel. */
import type { QuarrelReply, QuarrelState, quarrelWays } from '../../../../shared/mediation/quarrels.ts'
import type { Tone } from '../../components/StateBadge.tsx'

export const wayText: Readonly<Record<(typeof quarrelWays)[number], string>> = {
  walkIn: '上门来的',
  phone: '电话打来',
  doorstep: '外面碰上',
}

export const toneOf = (state: QuarrelState): Tone => (state === 'open' ? 'yours' : 'ended')

/** 3号楼张阿姨 和 楼上李家 */
export const saySides = (sides: readonly string[]) => sides.join(' 和 ')

const shownLetters = 40
/** Of a long story the beginning. */
export const sayShort = (text: string) =>
  text.length > shownLetters ? `${text.slice(0, shownLetters)}…` : text

export const moveDone: Readonly<Record<string, string>> = {
  note: '记下了',
  add: '又记了一句',
  settle: '记了：说开了',
  settleOrally: '记了口头协议',
  drop: '记了：没谈成',
  turn: '转了正式调解',
  remind: '好几天没动静，提醒了一次',
}

/** Each ending: its button, what is asked before it, and how one says yes. */
export const endings = {
  talkedOver: ['说开了', '都说开了？', '说开了', '记上以后就不再改了。'],
  dropped: ['没谈成', '这回没谈成？', '没谈成', '不能勉强。他们以后想谈，可以再记一笔。'],
} as const

export const words = {
  noteTitle: '先记一笔',
  // 一笔
  quarrel: '说和',
  add: '再记一句',
  thinkAgain: '再想想',
} as const

export const sayEntry = ({ who, move }: QuarrelReply['timeline'][number]) => `${who}${moveDone[move] ?? move}`
