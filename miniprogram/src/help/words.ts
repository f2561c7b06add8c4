/** What the pages of 帮办 say. */
import type { HelpLine } from '../../../shared/help.ts'
import type { HelpKind, HelpMove, helpRisks, ratings } from '../../../shared/help/life.ts'

/** Buttons, in the order they are offered; the first allowed one of `mainMoves` is the big one. */
export const mainMoves = [
  ...['claim', 'accept', 'start', 'bought', 'deliver', 'confirm', 'assign', 'takeOver', 'reopen'],
] as const satisfies readonly HelpMove[]
export const sideMoves = [
  ...[
    'reopen',
    'problem',
    'bought',
    'assign',
    'offer',
    'takeOver',
    'decline',
    'release',
    'fail',
    'rate',
    'note',
  ],
  'withdraw',
] as const satisfies readonly HelpMove[]
export type Tappable = (typeof mainMoves)[number] | (typeof sideMoves)[number]

export const moveLabel: Readonly<Record<Tappable, string>> = {
  claim: '我们队接下',
  accept: '我能去',
  bought: '买好了',
  start: '我出发了',
  deliver: '送到了',
  confirm: '齐了',
  problem: '有问题',
  assign: '定志愿者',
  offer: '请一个队来办',
  takeOver: '我来跟',
  decline: '我去不了',
  release: '退回去，让别的队接',
  fail: '没办成',
  reopen: '再找一次',
  rate: '说声谢谢',
  note: '记一笔',
  withdraw: '不用办了',
}
export const confirmForThem = '电话里说办好了'
export const problemForThem = '电话里说有问题'
export const withdrawForThem = '电话里说不用了'
export const assignAnother = '换一位志愿者'
export const boughtAgain = '改金额'
export const rateAgain = '改一改谢谢的话'
export const notThisTime = '这次接不了'
export const foundAtDoor = '东西拿到了'
export const carerDone = '办到了，请居民看看'
export const carerReleases = '再找别的队'
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
  problem: '说有问题',
  offer: '请了一个队来办',
  takeOver: '接手了，亲自跟',
  fail: '没办成',
  reopen: '请再找一次',
  note: '记了一笔',
  rate: '说了办得怎么样',
  withdraw: '取消了',
  // the clock's own: nobody stands before these
  widen: '还没人接，又多问了几个队',
  escalate: '等久了，已告诉社区',
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
  leftAtDoor: '没人应门，东西放门口了',
  couldNotCome: '志愿者来不了',
  wrongAddress: '地址不对',
  missing: '少了东西',
  wrong: '东西不对',
  money: '钱不对',
  notHere: '没送到',
  solved: '已经办好了',
  notNeeded: '不需要了',
  mistake: '点错了',
  other: '别的原因',
}
export const whyTitle = {
  release: '为什么退回去？',
  decline: '为什么去不了？',
  withdraw: '为什么不用了？',
  problem: '哪里有问题？',
  fail: '为什么没办成？',
} as const
export const whyHandBack = '为什么办不成？'
export const whyNotNow = '为什么接不了？'
export const notNowDone = '说这次接不了'
export const carerDelivered = '办到了'
/** What it comes to when no reason is tapped after all. */
export const notAfterAll = {
  release: '不退了',
  decline: '我再想想',
  withdraw: '还是要办',
  problem: '没问题',
  fail: '再试试',
} as const

export const riskText: Readonly<Record<(typeof helpRisks)[number], string>> = {
  dog: '家里有狗',
  infection: '有人感冒或传染病',
  heavy: '东西重',
  stairs: '要爬楼',
}

export const ratingText: Readonly<Record<(typeof ratings)[number], string>> = {
  good: '很好',
  fair: '还行',
  poor: '不太好',
}

export const sayLine = ({ what, howMany, remark }: HelpLine) =>
  [what, howMany, remark && `（${remark}）`].filter(Boolean).join(' ')

/** Where no time was chosen. */
export const sayAnyTime = (kind: HelpKind) => (kind === 'urgent' ? '越快越好' : '什么时候都行')

const shownLines = 3

/** 鸡蛋 2斤、白菜 1棵, and of a long list: … 等20样 */
export const sayLines = (lines: readonly HelpLine[]) =>
  lines.slice(0, shownLines).map(sayLine).join('、') +
  (lines.length > shownLines ? ` 等${lines.length}样` : '')

export const words = {
  // on several pages
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
  comesRow: '大约几点到',
  comeTitle: '大约几点到？',
  comeUnsure: '说不准，先答应',
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
  meeting: '见面码',
  meetingAsker: '志愿者会说这四个数，对上了再开门。',
  meetingHelper: '到门口先说这四个数。',
  risks: '要留心',
  place: '去哪里',
  insurance: '用医保',
  insuranceNote: '带上两个人的身份证件',
  receipts: '小票',
  receiptPhoto: '拍小票（可以不拍）',
  staff: '谁在跟',
  offeredTo: '正在问',
  paid: '居民给了',
  moneyOpen: '这一单的钱还没对清，社区会打电话问。',
  moneyOpenStaff: '这一单的钱还没对清，请打电话问清，再记一笔。',
  paidTyped: '就是这个数',
  offerTo: (name: string) => `请${name}来办`,
  laidOut: (name: string, spent: string) => `${name}垫了${spent}，东西没送成`,
  problemRow: '居民说',
  problemMine: '您说',
  failRow: '没办成',
  thanks: '谢谢的话',
  rated: '办得怎么样',
  notes: '社区记的',
  notesSeen: '只有社区的人看得到',
  paidTitle: '您给了志愿者多少钱？',
  paidTitleForThem: '居民给了多少钱？',
  paidSame: (sum: string) => `${sum}，对`,
  paidOther: '不是这个数',
  paidLater: '先不说',
  paidIs: (sum: string) => `给了 ${sum}`,
  paidDiffers: '和小票不一样，社区会打电话问清楚。',
  idsShown: '柜台看过两个人的证件了',
  idsShownNote: '用医保买药，柜台要看您和居民的证件。',
  rateTitle: '这次办得怎么样？',
  rateNote: '好不好，只有社区看得到，不排名次。',
  thanksSeen: '志愿者看得到这句话。',
  thanksField: '给志愿者捎句话（可以不写）',
  thanksHint: '比如：菜很新鲜，谢谢您',
  rateSend: '就这样说',
  rateNot: '不说了',
  offerTitle: '请哪个队来办？',
  offerSuited: '正对口',
  noteTitle: '记一笔',
  noteField: '电话里怎么说的、怎么办的',
  noteHint: '比如：电话里说好，下午再送一趟',
  noteSettled: '办妥了，不用再盯',
  noteKeep: '先记下，还要盯',
  noteNot: '不记了',
  callHelper: '给志愿者打电话',
  callFirst: '还没回话，先打个电话',
  callAsker: '请给居民打个电话',
  again: '还是老样子，再要一次',
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
  load: (count: number) => `手上${count}件`,
  why: { usual: '上次也是这位', least: '手上最少', sameBuilding: '同一栋楼' },
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
