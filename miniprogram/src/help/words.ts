/** What the pages of 帮办 say. */
import type { HelpLine, helpMoves } from '../../../shared/help.ts'

export type HelpMove = (typeof helpMoves)[number]

/** Buttons, in the order they are offered; the first allowed one of `mainMoves` is the big one. */
export const mainMoves = ['claim', 'accept', 'bought', 'start', 'deliver', 'confirm', 'assign'] as const
export const sideMoves = ['assign', 'decline', 'release', 'withdraw'] as const
export type Tappable = (typeof mainMoves)[number] | (typeof sideMoves)[number]

export const moveLabel: Readonly<Record<Tappable, string>> = {
  claim: '我们队接下',
  accept: '我能去',
  bought: '买好了',
  start: '我出发了',
  deliver: '送到了',
  confirm: '齐了，办好了',
  assign: '定志愿者',
  decline: '我去不了',
  release: '退回去，让别的队接',
  withdraw: '不用办了',
}
export const confirmForThem = '电话里说办好了'
export const assignAnother = '换一位志愿者'

/** For the timeline: 助老队 接下了。 */
export const moveDone: Readonly<Record<string, string>> = {
  ask: '说了这件事',
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
  escalate: '告诉了社区：还没人接',
  lapse: '没等到回话，重新找人',
  expire: '没收到回话，先记下',
}

export const reasonText: Readonly<Record<string, string>> = {
  nobodyFree: '队里没人有空',
  tooFar: '太远了',
  notOurs: '不归我们队办',
  noTime: '这会儿没空',
  unwell: '身体不舒服',
  tooHeavy: '太重了，拿不动',
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

export const words = {
  // 提出来
  askTitle: { groceries: '帮我买菜', errands: '跑腿陪伴' },
  forWhom: '给谁办',
  myself: '我自己',
  what: { groceries: '要买什么', errands: '要办什么事' },
  whatHint: '点一下就添上；再点一下多一份。',
  otherItem: '还要别的',
  otherItemHint: '写在这里',
  add: '添上',
  remove: '去掉',
  unit: '换单位',
  chooseUnit: '按什么算？',
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
  lookBelow: '有一处要改，请看红字',
  yes: '对，就这样',
  edit: '改一改',
  noCap: '不限',
  noDoor: '没写',
  forName: '给谁',
  things: { groceries: '买什么', errands: '办什么' },
  seeMatters: '看我的事',
  // 一件事
  detailTitle: '这件事',
  late: '等久了',
  for: '给谁',
  where: '哪栋楼',
  whenRow: '什么时候',
  capRow: '最多花',
  spent: '花了',
  team: '哪个队',
  volunteer: '志愿者',
  history: '经过',
  reveal: '看门牌和电话',
  revealNote: '您看过这一次，已经记下来了，这位邻居也看得到。',
  call: (name: string) => `打给${name}`,
  address: '住在',
  doorRow: '怎么进门',
  looks: '谁看过您的门牌电话',
  looked: (time: string, times: number) => (times > 1 ? `${time}，共 ${times} 次` : time),
  nobodyLooked: '还没有人看过。',
  problem: '有问题，打电话说',
  howMuch: '一共花了多少钱？',
  yuan: '多少元',
  yuanHint: '比如 38.5',
  amountWrong: '请写数字，比如 38.5',
  amountIs: (text: string) => `一共 ${text}，对吗？`,
  overCap: (cap: string) => `超过了说好的最多${cap}，请先跟邻居说一声。`,
  amountYes: '对，买好了',
  whom: '请谁去？',
  yourself: '（您自己）',
  load: (count: number) => `手上 ${count} 件`,
  why: '手上的事最少',
  sendTo: (name: string) => `请${name}去`,
  nobodyInTeam: '队里还没有能去的志愿者。可以退回去，让别的队接。',
  telling: (name: string, left: number) => `${left} 秒后告诉${name}`,
  tellingNote: '10 秒内可以撤回。',
  tellNow: '马上告诉他',
  undo: '撤回',
  undone: '撤回了，谁也没告诉',
  whichTeam: '哪个队来接？',
  nextOpen: '看下一件',
  // 等人接
  boardTitle: '大家的事',
  open: '等人接',
  inTeam: '队里在办',
  noneOpen: '没有等人接的事，邻居们都有着落了。',
  noneInTeam: '队里手上没有事，歇一歇吧。',
  more: '再看几件',
  claimed: '接下了，谢谢您',
  thanks: (text: string, left: number) => (left > 0 ? text : text.replace(/还有别的事等人接.*/, '')),
} as const
