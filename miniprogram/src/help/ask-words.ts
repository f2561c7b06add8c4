/** What the pages say on which help is asked for. */
import { helpTopics, type HelpKind, type HelpTopic } from '../../../shared/help/life.ts'

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

/** The large chips of a kind: what is tapped is what is sent; the last one has to be said in words. */
export const choices: Readonly<Record<HelpKind, readonly (readonly [text: string, topic: HelpTopic])[]>> = {
  groceries: [],
  medicine: [
    ['去药店', 'pharmacy'],
    ['去医院', 'hospital'],
  ],
  urgent: [
    ['停水停电', 'utilities'],
    ['门锁坏了', 'otherUrgent'],
    ['家里漏水', 'otherUrgent'],
    ['下水道堵了', 'otherUrgent'],
    ['别的急事', 'otherUrgent'],
  ],
  errands: [
    ['陪看病办事', 'escort'],
    ['代缴费', 'bills'],
    ['取快递', 'parcel'],
    ['小修小补', 'repairs'],
    ['陪我说说话', 'chat'],
    ['上门看看', 'visit'],
    ['别的事', 'otherErrand'],
  ],
}
/** What does not say by itself what it is about. */
export const vague: readonly string[] = ['别的急事', '别的事']
/** What somebody is taken to who wanted help with a bank card. */
export const escortChoice = choices.errands.find(([, topic]) => topic === 'escort')![0]
export const topicOfChoice = (kind: HelpKind, choice: string): HelpTopic =>
  choices[kind].find(([text]) => text === choice)?.[1] ?? helpTopics[kind][0]

export const drugs = [
  ['ordinary', '普通药'],
  ['injection', '打针的'],
  ['coldChain', '要冷藏的'],
  ['controlled', '管制的（安定、止痛针）'],
  ['unknown', '说不准'],
] as const

/** Yuan as people say them; the contract has fen. */
export const caps = [
  ['3000', '30元'],
  ['5000', '50元'],
  ['10000', '100元'],
  ['20000', '200元'],
  ['none', '不限'],
] as const

export const words = {
  askTitle: { groceries: '帮我买菜', medicine: '帮我拿药', urgent: '家里急事', errands: '跑腿陪伴' },
  // 第一步
  forWhom: '给谁办',
  forWhomMissing: '请选给谁办',
  myself: '我自己',
  what: { groceries: '要买什么', medicine: '去哪里拿', urgent: '出了什么事', errands: '要办什么事' },
  whatHint: {
    groceries: '点一下就添上；再点一下多一份。',
    medicine: '照药盒上的名字写',
    urgent: '比如：水管裂了',
    errands: '比如：去邮局寄信',
  },
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
  nothingYet: '还没有东西。请点上面的，或自己写一样。',
  missing: {
    groceries: '还没有东西。请点一样、写一样，或录一段话。',
    medicine: '请写药名、拍处方，或录一段话',
    urgent: '请点上面的一件，或写出了什么事',
    errands: '请点上面的一件，或写要办什么事',
  },
  otherWords: '或者写在这里',
  detail: '多说两句（可以不写）',
  detailHint: {
    groceries: '',
    medicine: '比如：一天三次的那种，拿两盒',
    urgent: '比如：厨房没水，客厅有',
    errands: '比如：周三上午挂好了号',
  },
  place: { pharmacy: '哪家药店（可以不写）', hospital: '哪家医院', other: '去哪里（可以不写）' },
  placeHint: { pharmacy: '不写就去最近的', hospital: '比如：中心医院，内科', other: '比如：中心医院' },
  medicine: '什么药',
  drug: '是哪一种药',
  drugMissing: '请点一下是哪一种药',
  notFetched: '这种药要本人或家人去拿，志愿者不能代取。请问医院药房，或打给社区想办法。',
  notFetchedHere: '这种药志愿者不能代取',
  insurance: '用医保吗',
  insuranceNo: '不用',
  insuranceYes: '用医保',
  bothIds: '用医保代买药，要您和代买人的身份证件。请把您的备好，志愿者也会带上他的。',
  bothIdsReady: '备好了',
  bothIdsMissing: '备好了请点“备好了”，或请社区打给您',
  photos: { prescription: '处方照片（可以不拍）', any: '拍张照片（可以不拍）' },
  voice: '不想写？说给我们听',
  listen: '请听语音',
  asOnPhoto: '照处方照片拿',
  // 有危险
  dangerTitle: '有危险，先打电话',
  dangerText: '有人倒下打120，着火打119；闻到煤气味，先出门再打119。',
  dutyCall: '打给值班电话',
  dangerTell: '打过了，告诉社区',
  dangerTellAfter: '社区的人会看到，会打给您。这里不是报警电话。',
  dangerLine: '有危险',
  dangerNow: '是有危险，告诉社区',
  noDanger: '没有危险，是别的急事',
  // 第二步
  when: '什么时候要',
  cap: '最多花多少钱',
  risks: '来的人要先知道的（没有就不点）',
  door: '怎么进门（可以不写）',
  doorHint: '比如：门铃坏了，请敲门',
  doorNote: '只有去办的志愿者和队长看得到。下次不用再写。',
  // 第三步
  check: '您看对不对',
  yes: '对，就这样',
  edit: '改一改',
  noCap: '不限',
  noDoor: '没写',
  forName: '给谁',
  whereTo: '去哪里',
  drugRow: '哪种药',
  insuranceRow: '医保',
  insuranceSaid: '用，证件备好了',
  risksRow: '要知道的',
  extras: '还带上',
  photoCount: (count: number) => `${count}张照片`,
  oneVoice: '一段录音',
  kept: '填过的都还在。',
  offDuty: (when: string) => `这会儿没人值班接单。发出来先记下，${when}先看。等不了请打电话。`,
  offDutyLater: '这会儿没人值班接单。发出来先记下。等不了请打电话。',
  escortInstead: '改成“陪看病办事”，约人陪我去',
  // 还是老样子
  again: '还是老样子',
  againSaid: '跟上次一样，您看对不对',
  againFiles: '上次的照片和录音不会再发。',
  // 电话单
  phoneTitle: '电话单',
  four: '来电后四位',
  fourHint: '四个数字',
  fourNote: '填好就能看到是哪一家、上次要了什么。',
  whoIsIt: '是哪一位？',
  notChecked: '号码还没核对过',
  unknown: (four: string) => `没有尾号${four}的邻居。边听边记，记好就能开单。`,
  register: {
    phone: '他的电话',
    callName: '怎么称呼',
    name: '姓名（可以不写）',
    building: '哪栋楼',
    unit: '几单元',
    room: '几号房',
  },
  phoneHint: (four: string) => `11位，尾号${four}`,
  callNameHint: '比如：钱奶奶',
  unitHint: '比如：2',
  roomHint: '比如：301',
  registerSave: '记下这位邻居',
  otherNumber: '换个号码',
  underWay: (count: number) => `他家有${count}件在办`,
  last: (title: string, time: string) => `上次：${title}，${time}`,
  noLast: '以前没请人帮过忙。',
  readBack: '念给他听，对就点：',
  newOne: '这次不一样',
  kind: '要帮什么',
  shortKind: { groceries: '买菜', medicine: '拿药', urgent: '急事', errands: '跑腿' },
  typed: '要什么',
  typedHint: {
    groceries: '鸡蛋2斤、白菜1棵',
    medicine: '药名，几盒',
    urgent: '出了什么事',
    errands: '办什么事',
  },
  typedMissing: '请写要什么，用顿号隔开',
  told: '他在电话里同意了',
  tellFirst: '拿药要先问一句：药名只给去拿的人看，可以吗？',
  toldMissing: '请先问他同不同意，再点这里',
  save: '记下，发出去',
  phoneDanger: '有危险，请他先打120、119、110。再点“有危险”，您来跟。',
  saidDone: '记下了',
  sayBack: (what: string) =>
    `可以这样回他：“${what}，记下了，已告诉服务队。有人接了会给您打电话，来人先对见面码。”`,
  sayDanger: '可以这样回他：“您先打120、119、110，社区知道了，这就有人给您打过去。”',
  nextCall: '接下一个电话',
  seeIt: '看这一单',
} as const
