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
  side: (at: number) => ['谁', '和谁'][at] ?? '还有谁',
  sideHint: (at: number) => ['3号楼张阿姨', '楼上李家，可空'][at] ?? '物业小陈',
  moreSides: '再加一家',
  kind: '为什么事',
  what: '怎么回事（一句话就行）',
  whatHint: '如：楼上漏水，天花板湿了',
  way: '怎么来的',
  save: '记下来',
  sideMissing: '请写上是谁，怎么叫都行',
  whatMissing: '请选什么事，或写一句',
  kept: '写的都留着，有网了再点一次。',
  unfinished: '上次没记完的还在。',
  startOver: '重新记',
  safety: '动手了、有危险，先打110。',
  // 一笔
  quarrel: '说和',
  add: '再记一句',
  addHint: '谁又说了什么、约了什么',
  addYes: '记上',
  addNot: '不记了',
  oral: '口头协议',
  oralTitle: '双方说好了什么？',
  oralHint: '如：李家下周换管子，张家自己刷墙',
  oralNote: '一两句就行。登记表会自己填好。',
  oralYes: '就这样定了',
  oralMissing: '请写一两句',
  turn: '转正式调解',
  turnTitle: '转正式调解？',
  turnText: '谁和谁、怎么回事都带过去，不用再填。接下来先看归不归我们管，再去问对方愿不愿谈。',
  turnYes: '转过去',
  thinkAgain: '再想想',
  print: '打印登记表',
  toCase: '看这件调解',
  who: '谁和谁',
  kindRow: '什么事',
  wayRow: '怎么来的',
  by: '谁记的',
  agreed: '口头说好的',
  settledOn: '哪天说好的',
  endedOn: '哪天的事',
  later: '后来记的',
  history: '经过',
  confidential: '只有记的人和调解室看得到，不要对外说。',
  // 名单
  list: '说和',
  openList: '还没说开',
  endedList: '办完了',
  noneOpen: '没有等着说和的事。',
  noneEnded: '还没有办完的。',
  seeAll: '看全部',
} as const

export const sayEntry = ({ who, move }: QuarrelReply['timeline'][number]) => `${who}${moveDone[move] ?? move}`
