/** What papers of mediation call things: the words of 司法部's forms, not those of the pages. */
import type { dossierItems } from '../../shared/mediation/dossier.ts'
import type { confirmations } from '../../shared/mediation/court.ts'
import type { performances } from '../../shared/mediation/reply.ts'
import type { CaseState, DisputeKind, CaseOrigin } from '../../shared/mediation/life.ts'
import { shanghai } from '../../shared/time.ts'
import type { Code } from '../../shared/choice.ts'
import type { CasePaper } from '../../shared/mediation/papers.ts'

export const kindOnPaper: Readonly<Record<DisputeKind, string>> = {
  leak: '房屋漏水纠纷',
  noise: '噪声扰民纠纷',
  parking: '停车纠纷',
  pets: '饲养宠物纠纷',
  publicSpace: '公共空间使用纠纷',
  family: '婚姻家庭纠纷',
  property: '物业服务纠纷',
  loan: '民间借贷纠纷',
  other: '其他邻里纠纷',
}

export const originOnPaper: Readonly<Record<CaseOrigin, string>> = {
  app: '当事人申请（小程序）',
  walkIn: '当事人申请（来人）',
  phone: '当事人申请（来电）',
  mediator: '人民调解委员会主动调解',
  court: '人民法院移送',
  police: '公安机关移交',
}

export const performedOnPaper: Readonly<Record<Code<typeof performances>, string>> = {
  all: '已全部履行',
  partly: '部分履行',
  notYet: '尚未履行',
  refused: '拒绝履行',
}

export const confirmationOnPaper: Readonly<Record<Code<typeof confirmations>, string>> = {
  wanted: '双方打算共同申请司法确认',
  applied: '已共同申请司法确认',
  confirmed: '人民法院已确认协议有效',
  denied: '人民法院裁定驳回申请',
  withdrawn: '当事人撤回司法确认申请',
  notWanted: '双方未申请司法确认',
}

export const paperName: Readonly<Record<CasePaper, string>> = {
  register: '人民调解受理登记表',
  rights: '人民调解当事人权利义务告知书',
  record: '人民调解记录',
  agreement: '人民调解协议书',
  oral: '人民调解口头协议登记表',
  application: '司法确认申请书',
  followUp: '人民调解回访记录',
}

/** How it stands, for the tables and the file. */
export const resultOnPaper: Readonly<Record<CaseState, string>> = {
  applied: '待受理',
  outOfScope: '不属受理范围，已告知其他途径',
  accepted: '正在征求对方意见',
  asked: '正在征求对方意见',
  unreachable: '暂未联系上对方',
  refused: '对方不同意调解',
  willing: '正在安排调解',
  mediatorSet: '正在安排调解',
  noticed: '正在安排调解',
  scheduled: '已约定调解时间',
  held: '正在调解',
  adjourned: '有待继续调解',
  signing: '已谈成，待签字盖章',
  agreed: '达成协议',
  notAgreed: '未达成协议',
  followUp: '达成协议',
  archived: '已归档',
  withdrawn: '当事人终止调解',
}

/** Of an instant, or of a day. */
export const sayDay = (at: string) => shanghai(at).format('YYYY年M月D日')
export const today = (at: string) => shanghai(at).format('YYYY-MM-DD')
export const sayHours = (fromAt: string, toAt: string) =>
  `${shanghai(fromAt).format('YYYY年M月D日 HH:mm')}—${shanghai(toAt).format('HH:mm')}`

/** What a file should hold, as its list calls it. */
export const dossierOnPaper: Readonly<Record<Code<typeof dossierItems>, string>> = {
  register: '受理登记表',
  rights: '权利义务告知书',
  identity: '身份证明',
  record: '调解记录',
  agreement: '调解协议书或口头协议登记表',
  inquiry: '调查记录、证据材料',
  performance: '履行凭证',
  followUp: '回访记录',
  confirmation: '司法确认材料',
}

/** What was typed without its full stop; nothing is added after a sign of its own. */
export const sentence = (text: string) => (/\p{P}$/u.test(text) ? text : `${text}。`)

const digits = '零一二三四五六七八九'
/** Up to 99, as terms are numbered: 二十一. */
export const sayCount = (count: number) => {
  const [tens, ones] = [Math.floor(count / 10), count % 10]
  if (!tens) return digits[ones]!
  return `${tens > 1 ? digits[tens]! : ''}十${ones ? digits[ones]! : ''}`
}
