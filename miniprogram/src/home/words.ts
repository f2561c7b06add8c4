/** What the tab pages say. */
import type { HelpReply } from '../../../shared/help.ts'
import type { helpMoves } from '../../../shared/help/life.ts'

type Move = (typeof helpMoves)[number]

/** The next step, by who has to take it; the first one that is allowed is the main button. */
export const nextMoves: readonly (readonly [Move, string])[] = [
  ['confirm', '齐了'],
  ['accept', '我能去'],
  // Bought, it can still be corrected, but what comes next is to go.
  ['start', '我出发了'],
  ['bought', '买好了'],
  ['deliver', '送到了'],
  ['assign', '定志愿者'],
  ['reopen', '再找一次'],
]

/** By the hour in Shanghai. */
export const greetings: readonly (readonly [before: number, text: string])[] = [
  [5, '夜深了'],
  [11, '早上好'],
  [13, '中午好'],
  [18, '下午好'],
  [24, '晚上好'],
]

/** 四种帮忙 */
export const askTiles = [
  ['groceries', '帮我买菜', '买多少，您说了算'],
  ['medicine', '帮我拿药', '药店、医院都行'],
  ['urgent', '家里急事', '停水停电、门锁坏了；有危险先打120/119/110'],
  ['errands', '跑腿陪伴', '陪看病、代缴费、说说话'],
] as const

export const words = {
  home: '首页',
  matters: '我的事',
  me: '我的',
  // 首页
  ask: '找人帮忙',
  usual: '还是老样子',
  usualYes: '就这些',
  reconcile: '约人调解',
  reconcileNote: '邻里有疙瘩，请人说和。不收费',
  phones: '社区电话',
  phonesNote: '看病、物业、派出所，点一下就打',
  whose: '归谁管',
  whoseNote: '漏水、路灯、吵闹，该找谁',
  serving: '志愿服务',
  servingNote: '值班、活动、服务队',
  awaited: '请您回个话',
  nextShift: '您报的活动',
  appliedTo: '您的报名',
  checkIn: '去签到',
  checkOut: '去签退',
  today: '今天',
  moreInMatters: '还有几件，在“我的事”里。',
  yours: '您的事',
  nothingYours: '您这会儿没有在办的事。',
  toDecide: '要您定的',
  toDecideNone: '队里没有要您定的事。',
  open: '等人接',
  openNone: '没有等人接的事，邻居们都有着落了。',
  allOpen: '看全部等人接的',
  allInTeam: '看队里在办的',
  homes: '等核对住处的',
  homesCheck: '去核对',
  homesNone: '没有等核对的住处，谢谢您。',
  calls: '帮我打电话',
  evening: '今晚跟群里说一声',
  eveningTitle: '发到群里的话',
  eveningCopy: '复制',
  eveningNot: '不发了',
  phoneOrder: '电话单：有人打来电话',
  // 志愿：队长和社区
  volunteering: '志愿服务',
  answerApplied: (count: number) => `${count}个人报了名，去回话`,
  comingTo: (taken: number, places: number) => `${taken}人来，共${places}个位子`,
  toRoll: '签到',
  noShiftYet: '还没有排下一次。',
  newShift: '开一次活动',
  allTeams: '全部队伍',
  teamNote: '队里的人、活动',
  teamHours: '队里的时数',
  seals: '等盖章的记录单',
  exportHours: '导出时数',
  // 说和、调解
  mediating: '调解',
  noteQuarrel: '先记一笔',
  quarrels: '说和',
  quarrelsNote: '邻里吵起来了，先记下来',
  cases: '调解的案件',
  andMore: '以上',
  calendar: '排期、日历',
  calendarNote: '电脑上看一周，手机上看一天',
  pieces: (count: number) => `${count}件`,
  tooLong: '要社区管的',
  tooLongNone: '没有要社区管的事。',
  answer: '等您回话',
  inHand: '您手上的',
  nothingInHand: '您手上没有要办的事，谢谢您。',
  nothingHere: '这里暂时没有要您办的事。',
  late: '等久了',
  dangerState: '有危险',
  moneyOpen: '钱没对清',
  moneyOpenHint: '钱还没对清，请打电话问。',
  problem: '有问题',
  foundAtDoor: '东西拿到了',
  noted: (label: string) => `记下了：${label}`,
  // 我的事
  noMatters: '还没有您的事。要帮忙，就点“找人帮忙”。',
  noMattersStaff: '没有您跟的事。',
  noMattersYet: '还没有您的事。',
  changed: (time: string) => `${time} 有变化`,
  asked: (time: string) => `${time} 求助的`,
  applied: (time: string) => `${time} 申请的`,
  end: '就这些了',
  // 消息
  messages: '消息',
  newMessages: (count: number) => `${count}条新的`,
  // 我的
  roles: '我的身份',
  noRoles: '还没有身份。登记好住处，您就是居民。',
  until: (day: string) => `到${day}`,
  actsFor: '我能替他们办事',
  actsForNote: (what: string, day: string) => `${what}，到${day}`,
  teams: '服务队和小组',
  shifts: '值班和活动',
  hours: '我的服务时长',
  hoursNote: '服务过多久、开记录单',
  verify: '核验服务记录单',
  verifyNote: '看一张记录单是不是真的',
  myData: '我的信息',
  myDataNote: '看看、改改、谁看过、带走、注销',
  leaving: '注销没做完，点这里做完',
  proxies: '替人办事',
  proxiesNote: '谁能替我办，我能替谁办',
  myCode: '我的身份码',
  myCodeNote: '在社区办事时给工作人员看',
  grants: '身份管理',
  grantsNote: '谁有什么身份，给、续、收回',
  bind: '登记住处',
  household: '我家的人',
  myPhone: '我的电话',
  phoneNote: { typed: '等社区核对', checked: '已核对', none: '还没留' },
  checkHomes: '核对住处',
  consent: '说明与同意',
  signIns: '登录过的设备',
  desk: '登录电脑',
  deskNote: '扫电脑上的码，不用密码',
  care: '长辈版',
  careOff: '字大、按钮大。点这里打开',
  careOn: '已打开，点这里关上',
  communityPhone: '打给社区',
  settings: '社区设置',
  settingsNote: '电话、上班时间、首页上有什么',
  dutyPhone: '值班电话',
  dutyHours: (from: string, to: string) => `${from}–${to} 有人值班`,
  signOut: '在所有手机上退出',
  leaveDesk: '在这台电脑上退出',
  signOutTitle: '在所有手机上退出？',
  signOutText: '您在别的手机上的登录也会一起退出。您的事都还在，再登录就能看到。',
  signOutYes: '退出',
  signOutNo: '不退出',
  notFound: '没有这一页',
  notFoundText: '没有这一页。可能是地址写错了，也可能是链接太旧了。',
  toHome: '回首页',
} as const

const shownLines = 3

/** 鸡蛋 2斤、白菜 1棵, and of a long list: … 等20样 */
export const sayLines = ({ lines }: HelpReply) => {
  if (!lines) return undefined
  const said = lines.slice(0, shownLines).map(({ what, howMany }) => (howMany ? `${what} ${howMany}` : what))
  return said.join('、') + (lines.length > shownLines ? ` 等${lines.length}样` : '')
}
