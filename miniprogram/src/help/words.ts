/** What the pages of 帮办 say. */
import type { HelpLine, helpMoves } from '../../../shared/help.ts'

export type HelpMove = (typeof helpMoves)[number]

/** Buttons, in the order they are offered; the first allowed one of `mainMoves` is the big one. */
export const mainMoves = ['claim', 'accept', 'start', 'bought', 'deliver', 'confirm', 'assign'] as const
export const sideMoves = ['bought', 'assign', 'decline', 'release', 'withdraw'] as const
export type Tappable = (typeof mainMoves)[number] | (typeof sideMoves)[number]

export const moveLabel: Readonly<Record<Tappable, string>> = {
  claim: '我们队接下',
  accept: '我能去',
  bought: '买好了',
  start: '我出发了',
  deliver: '送到了',
  confirm: '齐了',
  assign: '定志愿者',
  decline: '我去不了',
  release: '退回去，让别的队接',
  withdraw: '不用办了',
}
export const confirmForThem = '电话里说办好了'
export const assignAnother = '换一位志愿者'
export const boughtAgain = '改金额'
/** Once it is bought or under way, to say no is to hand it back. */
export const handBack = '办不成，交回队长'

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
  withdraw: '取消了',
  // the clock's own: nobody stands before these
  escalate: '还没人接，已告诉社区',
  lapse: '没等到回话，又去找别人了',
  expire: '没收到回话，先记下',
}

export const askedGroceries = '请人买菜'

export const reasonText: Readonly<Record<string, string>> = {
  nobodyFree: '队里没人有空',
  tooFar: '太远了',
  notOurs: '不归我们队办',
  noTime: '这会儿没空',
  unwell: '身体不舒服',
  tooHeavy: '太重了，拿不动',
  outOfStock: '没买到',
  noAnswer: '没人开门',
  solved: '已经办好了',
  notNeeded: '不需要了',
  mistake: '点错了',
  other: '别的原因',
}
export const whyTitle = {
  release: '为什么退回去？',
  decline: '为什么去不了？',
  withdraw: '为什么不用了？',
} as const
export const whyHandBack = '为什么办不成？'
/** What it comes to when no reason is tapped after all. */
export const notAfterAll = { release: '不退了', decline: '我再想想', withdraw: '还是要办' } as const

/** Tapped once, there it is. */
export const commonItems: readonly (readonly [what: string, unit: string])[] = [
  ['鸡蛋', '斤'],
  ['白菜', '棵'],
  ['豆腐', '块'],
  ['牛奶', '袋'],
  ['馒头', '个'],
  ['西红柿', '斤'],
  ['土豆', '斤'],
  ['大米', '袋'],
]
export const units = ['斤', '个', '袋', '盒', '瓶', '块', '棵', '把', '箱', '公斤'] as const
export const usualUnit = '个'
export const commonErrands = ['陪我看病', '代缴水电费', '取快递', '陪我说说话', '小修小补'] as const

/** 500 yuan and the like stand as fen in the contract. */
export const caps = [
  ['3000', '30元'],
  ['5000', '50元'],
  ['10000', '100元'],
  ['20000', '200元'],
  ['none', '不限'],
] as const

export const sayLine = ({ what, howMany, remark }: HelpLine) =>
  [what, howMany, remark && `（${remark}）`].filter(Boolean).join(' ')

const shownLines = 3

/** 鸡蛋 2斤、白菜 1棵, and of a long list: … 等20样 */
export const sayLines = (lines: readonly HelpLine[]) =>
  lines.slice(0, shownLines).map(sayLine).join('、') +
  (lines.length > shownLines ? ` 等${lines.length}样` : '')

export const words = {
  // 提出来
  askTitle: { groceries: '帮我买菜', medicine: '帮我拿药', urgent: '家里急事', errands: '跑腿陪伴' },
  stepIs: (step: number, of: number) => `第${step}步，共${of}步`,
  forWhom: '给谁办',
  forWhomMissing: '请选给谁办',
  myself: '我自己',
  what: { groceries: '要买什么', medicine: '要拿什么药', urgent: '出了什么事', errands: '要办什么事' },
  whatHint: '点一下就添上；再点一下多一份。',
  otherItem: '还要别的',
  otherItemHint: '写在这里',
  full: '一次最多20样，剩下的下次再说',
  chip: (what: string, count: number) => (count > 0 ? `${what} ×${count}` : what),
  chipSaid: (what: string, count: number) => (count > 0 ? `添上${what}，已有${count}份` : `添上${what}`),
  add: '添上',
  remove: '去掉',
  unit: '换单位',
  chooseUnit: '按什么算？',
  sameUnit: '不换了',
  noErrandYet: '请点上面的一件，或写在这里',
  errandOther: '或者写在这里',
  errandHint: '比如：陪我去医院拿化验单',
  detail: '多说两句（可以不写）',
  detailHint: '比如：周三上午挂好了号',
  nothingYet: '还没有东西。请点上面的，或自己写一样。',
  when: '什么时候要',
  anyTime: '什么时候都行',
  anyTimeSaid: '都行',
  cap: '最多花多少钱',
  door: '怎么进门（可以不写）',
  doorHint: '比如：门铃坏了，请敲门',
  doorNote: '只有去办的志愿者和队长看得到。',
  check: '您看对不对',
  next: '下一步',
  before: '上一步',
  yes: '对，就这样',
  edit: '改一改',
  noCap: '不限',
  noDoor: '没写',
  forName: '给谁',
  kept: '填过的都还在。',
  things: { groceries: '买什么', medicine: '拿什么药', urgent: '什么事', errands: '办什么' },
  seeMatters: '看我的事',
  // 一件事
  detailTitle: '这件事',
  received: '收到了，已告诉服务队',
  handedBack: '知道了，谢谢您回话。队长会另找人。',
  noted: '记下了，谢谢您。',
  toHome: '回首页',
  tooLate: {
    groceries: '菜已买好，取消不了。有事请打给社区',
    medicine: '药已拿好，取消不了。有事请打给社区',
    urgent: '已经出发，取消不了。有事请打给社区',
    errands: '已经出发，取消不了。有事请打给社区',
  },
  late: '等久了',
  for: '给谁',
  where: '哪栋楼',
  whenRow: '什么时候',
  capRow: '最多花',
  spent: '花了',
  spentOf: (spent: string, cap: string) => `${spent}（最多${cap}）`,
  team: '哪个队',
  volunteer: '志愿者',
  history: '经过',
  reveal: '看门牌和电话',
  revealNote: '您看过门牌，邻居也知道您看过。',
  call: (name: string) => `打给${name}`,
  address: '住在',
  doorRow: '怎么进门',
  doorSeen: '只有去办的人和队长看得到',
  looks: '谁看过您的门牌电话',
  looked: (time: string, times: number) => (times > 1 ? `${time}，共 ${times} 次` : time),
  nobodyLooked: '还没有人看过。',
  problem: '有问题，打电话说',
  howMuch: '一共花了多少钱？',
  yuan: '多少元',
  yuanHint: '比如 38.5',
  amountWrong: '请写数字，比如 38.5',
  amountTooFine: '最多写到分，比如 38.50',
  amountTooMuch: '金额太大，请再看看',
  amountNothing: '没花钱？请打给队长或社区',
  amountIs: (text: string) => `一共 ${text}，对吗？`,
  overCap: (cap: string, amount: string) => `说好最多${cap}，真的是${amount}？`,
  amountSlip: '写错了，改',
  amountAgreed: '是这么多，已跟邻居说好',
  notBought: '还没买好',
  amountStays: '不改了',
  amountYes: '对，买好了',
  whom: '请谁去？',
  thinkAgain: '再想想',
  yourself: '（您自己）',
  load: (count: number) => `${count}件`,
  why: '最少',
  sendMyself: '我自己去',
  sendTo: (name: string) => `请${name}去`,
  nobodyInTeam: '队里还没有能去的志愿者。可以退回去，让别的队接。',
  telling: (name: string, left: number) => `${left} 秒后告诉${name}`,
  tellNow: (name: string) => `马上告诉${name}`,
  undo: '撤回',
  undone: '撤回了，谁也没告诉',
  whichTeam: '哪个队来接？',
  nextOpen: '看下一件',
  // 等人接
  boardTitle: '等人接的事',
  open: '等人接',
  inTeam: '队里在办',
  noneOpen: '没有等人接的事，邻居们都有着落了。',
  noneInTeam: '队里手上没有事，歇一歇吧。',
  claimed: '接下了，谢谢您',
} as const
