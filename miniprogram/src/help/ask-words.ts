/** What the pages say on which help is asked for. */
import { helpTopics, topics, type HelpKind, type HelpTopic } from '../../../shared/help/topics.ts'

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

const named = (topic: HelpTopic) => [topics.text[topic], topic] as const

/** The large chips of a kind: what is tapped is what is sent; the last one has to be said in words. */
export const choices: Readonly<Record<HelpKind, readonly (readonly [text: string, topic: HelpTopic])[]>> = {
  groceries: [],
  medicine: [
    ['去药店', 'pharmacy'],
    ['去医院', 'hospital'],
  ],
  urgent: [
    named('utilities'),
    ['门锁坏了', 'otherUrgent'],
    ['家里漏水', 'otherUrgent'],
    ['下水道堵了', 'otherUrgent'],
    ['别的急事', 'otherUrgent'],
  ],
  errands: [
    named('escort'),
    named('bills'),
    named('parcel'),
    named('repairs'),
    ['陪我说说话', 'chat'],
    named('visit'),
    ['别的事', 'otherErrand'],
  ],
}
/** By which words 归谁管 knows what is urgent at home. */
export const whoseWords: Readonly<Record<string, readonly string[]>> = {
  [topics.text.utilities]: ['停水', '停电', '停气'],
  门锁坏了: ['门锁', '开锁'],
  家里漏水: ['漏水'],
  下水道堵了: ['下水道', '堵了'],
}
/** What does not say by itself what it is about. */
export const vague: readonly string[] = ['别的急事', '别的事']
/** What somebody is taken to who wanted help with a bank card. */
export const escortChoice = topics.text.escort
export const topicOfChoice = (kind: HelpKind, choice: string): HelpTopic =>
  choices[kind].find(([text]) => text === choice)?.[1] ?? helpTopics[kind].codes[0]!

export const drugText = {
  ordinary: '普通药',
  injection: '打针的',
  coldChain: '要冷藏的',
  controlled: '管制的（安定、止痛针）',
  unknown: '说不准',
}

/** Yuan as people say them; the contract has fen. */
export const caps: Readonly<Record<string, string>> = {
  3000: '30元',
  5000: '50元',
  10000: '100元',
  20000: '200元',
  none: '不限',
}

export const words = {
  iGo: '我去办',
  what: {
    groceries: ['要买什么', '点一下就添上；再点一下多一份。'],
    medicine: ['去哪里拿', '照药盒上的名字写'],
    urgent: ['出了什么事', '比如：水管裂了'],
    errands: ['要办什么事', '比如：去邮局寄信'],
  },
  full: '一次最多20样，剩下的下次再说',
  missing: {
    groceries: '还没有东西。请点一样、写一样，或录一段话。',
    medicine: '请写药名、拍处方，或录一段话',
    urgent: '请点上面的一件，或写出了什么事',
    errands: '请点上面的一件，或写要办什么事',
  },
  forWhomMissing: '请选给谁办',
  dangerLine: '有危险',
  yes: '对，就这样',
  edit: '改一改',
  again: '还是老样子',
} as const
