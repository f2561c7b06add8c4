/** What the pages of 帮办 say. */
import type { HelpLine, HelpReply } from '../../../shared/help/help.ts'
import { helpRisks, helpStates } from '../../../shared/help/life.ts'
import type { HelpKind } from '../../../shared/help/topics.ts'

/** For the timeline: 助老队 接下了。 */
export const moveDone: Readonly<Record<string, string>> = {
  // for errands; 请人买菜 for groceries
  ask: '请人帮忙',
  claim: '接下了',
  release: '退回来了，等别的队接',
  assign: '请了志愿者',
  accept: '答应去',
  decline: '说去不了',
  bought: '买好了',
  start: '出发了',
  deliver: '送到了',
  confirm: '说办好了',
  problem: '说有问题',
  offer: '请了一个队来办',
  takeOver: '接手了，亲自跟',
  fail: '没办成',
  reopen: '请再找一次',
  call: '又来求助',
  callAnew: '又来求助',
  note: '记了一笔',
  rate: '说了办得怎么样',
  withdraw: '取消了',
  change: '改了要办的',
  suggest: '问有一样能不能换',
  answer: '回了能不能换',
  say: '给志愿者捎了话',
  correct: '改了金额',
  // the clock's own: nobody stands before these
  widen: '还没人接，又多问了几个队',
  escalate: '等久了，已告诉社区',
  lapse: '没等到回话，又去找别人了',
  expire: '没收到回话，先记下',
}

/** Of these kinds a list is typed in one go; the others are told in sentences. */
export const isListed = (kind: HelpKind) => kind === 'groceries' || kind === 'medicine'

export const sayRisks = (risks: HelpReply['risks']) => risks?.map(risk => helpRisks.text[risk]).join('、')

export const sayLine = ({ what, howMany, remark }: HelpLine) =>
  [what, howMany, remark && `（${remark}）`].filter(Boolean).join(' ')

/** Where no time was chosen. */
export const sayAnyTime = (kind: HelpKind) => (kind === 'urgent' ? '越快越好' : '什么时候都行')

const shownLines = 3

/** 鸡蛋 2斤、白菜 1棵, and of a long list: … 等20样 */
export const sayLines = (lines: readonly HelpLine[]) =>
  lines.slice(0, shownLines).map(sayLine).join('、') +
  (lines.length > shownLines ? ` 等${lines.length}样` : '')

export const sayLoad = (count: number) => `手上${count}件`

export const isGoingOn = ({ state }: Pick<HelpReply, 'state'>) => helpStates.isIn(state, 'open')

export type Swap = NonNullable<HelpReply['swaps']>[number]
export const saySwap = ({ what, instead }: Pick<Swap, 'what' | 'instead'>) =>
  `没有${what}，${instead ? `换${instead}` : '不要了'}？`
export const waits = ({ yes }: Swap) => yes === undefined

/** The first question that waits for the asker, for the card at home. */
export const askedNow = ({ may, swaps }: HelpReply) => {
  const asked = may.includes('answer') && swaps?.find(waits)
  return asked ? saySwap(asked) : undefined
}

/** What is to be given back: what was laid out for what came, or was found at the door after all. */
export const owedFor = ({ state, spentFen, laidOut }: HelpReply) =>
  spentFen ?? (state === 'failed' ? laidOut?.at(-1)?.spentFen : undefined)

export const claimText = '我们队接下'

/** Said on several pages. */
export const words = {
  things: { groceries: '买什么', medicine: '拿什么药', urgent: '什么事', errands: '办什么' },
  late: '等久了',
  whenRow: '什么时候',
  capRow: '最多花',
  doorRow: '怎么进门',
} as const
