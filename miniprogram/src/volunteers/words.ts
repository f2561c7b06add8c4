/** What the pages of 志愿 say to residents and volunteers; what leads and staff read is in lead-words.ts. */
import type { Reply } from '../../../shared/contract.ts'
import type { HelpKind, HelpTopic } from '../../../shared/help/life.ts'
import type { volunteers } from '../../../shared/volunteers.ts'
import type { RecordReply } from '../../../shared/volunteers/hours.ts'
import type { cancelReasons, ShiftReply } from '../../../shared/volunteers/shifts.ts'
import type { MembershipReply, MembershipState, teamGroups } from '../../../shared/volunteers/teams.ts'
import type { Tone } from '../components/StateBadge.tsx'

type TeamLine = Reply<typeof volunteers.teams>['items'][number]

export const groupText: Readonly<Record<(typeof teamGroups)[number], string>> = {
  service: '服务队',
  mutualAid: '互助小组',
}

/** How one stands with a team, where only the state is known. */
export const membershipText: Readonly<Record<MembershipState, readonly [text: string, tone: Tone]>> = {
  applied: ['等回话', 'waiting'],
  waitlisted: ['在排队', 'waiting'],
  promoted: ['有位子了', 'yours'],
  approved: ['在队里', 'ended'],
  declined: ['没进队', 'waiting'],
  left: ['已退出', 'waiting'],
}

/** 招人, 满了·3人排队, … */
export const sayRoom = ({ takesOn, members, most, waiting }: TeamLine) => {
  if (!takesOn) return words.takesNobody
  if (members < most) return words.takesOn
  return waiting > 0 ? `${words.full}·${waiting}人排队` : `${words.full}·可排队`
}

const numbered = /^(\d+)号楼$/

/** 1–6号楼、28号楼: numbers that follow each other are drawn together. */
export const sayBuildings = (buildings: readonly string[]) => {
  if (buildings.length === 0) return words.everywhere
  const numbers = buildings
    .flatMap(name => numbered.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b)
  const runs: [from: number, to: number][] = []
  for (const number of numbers) {
    const last = runs[runs.length - 1]
    if (last && number === last[1] + 1) last[1] = number
    else runs.push([number, number])
  }
  return [
    ...runs.map(([from, to]) => (from === to ? `${from}号楼` : `${from}–${to}号楼`)),
    ...buildings.filter(name => !numbered.test(name)),
  ].join('、')
}

const skillText: Readonly<Record<HelpKind | HelpTopic, string>> = {
  groceries: '买菜',
  medicine: '拿药',
  urgent: '急事',
  errands: '跑腿陪伴',
  shopping: '买菜',
  pharmacy: '药店拿药',
  hospital: '医院拿药',
  otherUrgent: '急事',
  utilities: '停水停电',
  danger: '有危险',
  otherErrand: '跑腿',
  escort: '陪看病',
  bills: '代缴费',
  parcel: '取快递',
  repairs: '小修小补',
  chat: '陪说话',
  visit: '上门看看',
}
export const saySkills = (skills: readonly string[]) =>
  skills.map(skill => skillText[skill as keyof typeof skillText] ?? skill).join('、')

/** For the timeline: 队长 同意了。 */
export const membershipDone: Readonly<Record<string, string>> = {
  apply: '报了名',
  approve: '同意了',
  decline: '没收下',
  add: '请进队',
  promote: '空出位子，先留着问一声',
  confirmPlace: '说要这个位子',
  leave: '退出了',
  lapse: '没等到回话，位子给了下一位',
  escalate: '等久了，已告诉社区',
}
/** To the queue first, to the team at once: what the lead’s yes came to. */
export const approvedToQueue = '同意了，先排队'

export const membershipReasons: Readonly<Record<NonNullable<MembershipReply['reason']>, string>> = {
  full: '人满了',
  otherTeam: '别的队更合适',
  notSuited: '不太合适',
  notReached: '没联系上',
  noTime: '没时间',
  moved: '搬走了',
  unwell: '身体不便',
  notComing: '好久没来',
  silent: '没回话',
  ended: '到期了',
  other: '别的原因',
}
/** What somebody says who goes. */
export const ownLeaving = ['noTime', 'unwell', 'moved', 'other'] as const

/** What it is called to go, by how far one is; its button, the question, the way back. */
export const leaving: Readonly<
  Partial<Record<MembershipState, readonly [go: string, why: string, stay: string]>>
> = {
  applied: ['不报名了', '为什么不报名了？', '还是要报'],
  waitlisted: ['不排了', '为什么不排了？', '接着排'],
  promoted: ['不去了', '为什么不去了？', '我再想想'],
  approved: ['退出这个队', '为什么要退出？', '不退了'],
}

export const cancelText: Readonly<Record<(typeof cancelReasons)[number], string>> = {
  weather: '天气不好',
  tooFew: '来的人太少',
  place: '场地用不了',
  other: '有别的安排',
}

/** How one stands with a shift; over or called off, only whether one was there. */
export const sayStanding = ({
  mine,
  state,
}: Pick<ShiftReply, 'mine' | 'state'>): readonly [text: string, tone: Tone] | undefined => {
  if (!mine) return undefined
  if (mine.noShow) return ['记了没来', 'late']
  if (mine.outAt) return ['来过了', 'ended']
  if (mine.inAt) return ['已签到', 'ended']
  if (state !== 'open') return undefined
  if (mine.place === 'held') return ['有位子了', 'yours']
  return mine.place === 'seated'
    ? ['您去', 'ended']
    : [mine.position ? `排第${mine.position}` : '在排队', 'waiting']
}

export const recordText: Readonly<Record<RecordReply['state'], readonly [text: string, tone: Tone]>> = {
  issued: ['记录单', 'waiting'],
  asked: ['等盖章', 'waiting'],
  refused: ['没盖章', 'late'],
  sealed: ['已盖章，是证明', 'ended'],
}

export const words = {
  // 队伍
  teams: '服务队和小组',
  all: '全部',
  noTeams: '社区还没有队伍。想当志愿者，打给社区说一声。',
  mine: '我在的',
  others: '都可以看看',
  takesOn: '招人',
  takesNobody: '暂不招人',
  full: '满了',
  everywhere: '全小区',
  people: (members: number) => `${members}人`,
  // 一个队
  team: '这个队',
  yours: '您和这个队',
  leads: '您带的队',
  skills: '做什么',
  meets: '什么时候、在哪',
  buildings: '哪些楼',
  lead: '队长',
  noLead: '还没定',
  size: '多少人',
  sizeOf: (members: number, most: number) => `${members}人，最多${most}人`,
  queue: '在排队',
  queueOf: (waiting: number) => `${waiting}人`,
  teamInsurance: '保险',
  fromAge: '多大能来',
  fromAgeOf: (age: number) => `满${age}岁`,
  members: '队友',
  membersNote: '只列愿意露名字的人。',
  noMembers: '队友们还没露名字，来了就认识了。',
  coming: '最近的活动',
  allShifts: '看全部活动',
  apply: '我要加入',
  applyQueue: '我要加入，先排队',
  notNow: '这个队眼下不招人，看看别的队。',
  see: '看看我的报名',
  seeTeams: '看看别的队',
  // 报名
  applyTitle: (name: string) => `加入${name}`,
  age: '您多大了？',
  adult: '满18岁',
  minor: (from: number) => (from < 17 ? `${from}–17岁` : '17岁'),
  parents: '爸妈同意我来',
  parentsNote: '没满18岁，要爸妈（监护人）同意。',
  parentsMissing: '要爸妈同意才能报名，请先问一声。',
  adultsOnly: (age: number) => `这个队要满${age}岁。`,
  fit: '身体能做这些事',
  fitNote: (what: string) => `这个队做的事：${what}。`,
  fitMissing: '身体吃得消，请点一下这里；吃不消，看看别的队。',
  listed: '让队友看到您的名字吗？',
  listedYes: '让',
  listedNo: '先不',
  listedNote: '队长总看得到。以后随时能改。',
  note: '跟队长说一句（可以不写）',
  noteHint: '比如：周末有空，会修水龙头',
  noteSeen: '只有队长和社区看得到。',
  send: '报名',
  notSend: '再想想',
  // 我的报名
  membership: '我的报名',
  confirmBy: (time: string) => `位子给您留到${time}，过了就问下一位。`,
  confirm: '我要',
  confirmed: '位子是您的了，欢迎！',
  since: '进队',
  reason: '为什么',
  listedRow: '让队友看到我的名字',
  again: '再报一次名',
  history: '经过',
  toTeam: '看看这个队',
  who: '谁',
  where: '哪栋楼',
  theirNote: '捎的话',
  minorRow: '没满18岁',
  minorNote: '说了爸妈同意',
  fitRow: '身体能做',
  fitYes: '说能做',
  // 活动
  shifts: '值班和活动',
  comingAll: '都看看',
  comingMine: '我的',
  noShifts: '这几天没有活动。想常来，先加入一个队。',
  noShiftsMine: '您还没报活动。看看有什么能去的。',
  seeAll: '看看有什么',
  scan: '扫码签到',
  checkInHere: '去签到',
  checkOutHere: '去签退',
  notACode: '这不是签到码，请扫队长手机上的那个。',
  hours: '我的服务时长',
  // 一个活动
  shift: '这次活动',
  when: '什么时候',
  place: '在哪',
  ofTeam: '哪个队',
  places: '位子',
  placesOf: (taken: number, places: number) => `${places}个，有${taken}人去`,
  waitingOf: (waiting: number) => `，${waiting}人在排`,
  forAll: '谁都能来',
  noteTitle: '要留心的',
  insurance: '保险',
  shiftFit: '我身体能行',
  shiftFitNote: '这次要出力或站久。请先想想身体行不行。',
  shiftFitMissing: '身体能行，请先点一下这里；不行就别勉强。',
  take: '我去',
  takeQueue: '排队，有空位叫我',
  checkInFrom: (time: string) => `${time}起可以签到。`,
  justCame: '才来不久，真的走了？',
  justCameText: '签退以后不能再签到，时长算到这会儿。',
  justCameYes: '走了，签退',
  justCameNo: '还没走',
  giveUp: '我去不了了',
  giveUpQueue: '不排了',
  giveUpTitle: '真的不去了？',
  giveUpText: '位子马上给下一位。',
  giveUpYes: '不去了',
  giveUpNo: '还是去',
  checkIn: '到了，签到',
  checkInOwn: '我到了',
  digits: '队长手机上的6个数字',
  digitsOr: '或者输入队长手机上的6个数字',
  digitsHint: '6个数字',
  digitsMissing: '要6个数字，请看一眼队长的手机。',
  digitsSend: '签到',
  noCode: '扫不了、看不清？请队长从名单上给您记。',
  checkOut: '我走了，签退',
  noShowBy: (name: string, time: string) => `${name} ${time} 记的。不对？跟队长或社区说一声，能改。`,
  // 我的时长
  myHours: '我的时长',
  records: '记录单',
  total: '一共',
  times: (times: number) => `${times}次`,
  noHours: '还没有服务时长。签到、签退，或邻居说办好了，时长自己记上。',
  stillIn: '还没签退',
  notCome: '记了没来',
  corrected: (name: string, before: string, after: string) => `${name}把${before}改成${after}`,
  correctedWhy: (time: string, reason: string) => `${time}，${reason}`,
  wrongHours: '时长不对？跟队长或社区说，写明原因就能改。',
  // 记录单
  recordAsk: '开服务记录单',
  recordTitle: '开哪一段的？',
  thisYear: '今年',
  lastYear: '去年',
  ownPeriod: '自己选',
  from: '从哪天',
  to: '到哪天',
  fromLater: '开头要在结尾前面，请再看看。',
  volunteerNumber: '志愿者编号（可以不填）',
  volunteerNumberHint: '全国志愿服务系统里的编号',
  recordMake: '就开这段',
  recordNot: '先不开',
  recordReady: '开好了。',
  noRecords: '还没开过记录单。要用的时候，现开现有。',
  servedOf: (hours: string, times: number) => `${hours}，${times}次`,
  number: '编号',
  print: '打开、保存',
  printOf: (number: string) => `打开、保存，编号${number}`,
  seal: '申请盖章证明',
  outdated: (hours: string) => `已有更正，现在是${hours}。请重开一张。`,
  grown: (hours: string) => `开单以后时长多了，现在是${hours}。要算上，请重开一张。`,
  sealTitle: '申请盖章？',
  sealText: (days: number) => `社区会把您的名字和时长公示${days}天，没人有异议再盖章。申请以后不能撤回。`,
  sealYes: '好的，申请',
  sealNot: '先不申请',
  sealNote: '记录单不是证明。社区公示、盖章后，才是志愿服务证明。',
  sealAsked: '社区要先公示，再盖章，办好告诉您。',
  sealRefused: (reason: string) => `没盖章：${reason}`,
  sealedBy: (handler: string, contact: string) => `经办人${handler}，电话${contact}`,
  announced: (period: string) => `公示：${period}`,
  // 核验
  verify: '核验服务记录单',
  verifyLead: '纸上有编号和校验码，填进来就知道真不真。',
  verifyScan: '扫纸上的码',
  verifyNotACode: '这不是记录单上的码，请扫纸上右边那个，或直接输入。',
  verifyNumber: '编号',
  verifyCode: '校验码',
  verifyGo: '核验',
  verifyAgain: '再核验一张',
  verifyMend: '改一改',
  verifyMissing: '请照着纸上填。',
  real: '真的',
  realRecord: '这是一张服务记录单，没盖章，不是证明。',
  realSealed: '这是盖过章的志愿服务证明。',
  realCorrected: '真的，后来有更正',
  now: (hours: string) => `现在的时长是${hours}。`,
  unreal: '查不到',
  issuedBy: '哪里开的',
  issuedTo: '谁的',
  issuedAt: '哪天开的',
  issuedFor: '哪一段',
  issuedHours: '多少时长',
  sealedAt: '哪天盖章',
} as const
