/** What the pages of 代办 say. */
import type { Proxy } from '../../../shared/identity/proxies.ts'
import { proxyModules } from '../../../shared/identity/proxies.ts'
import { shanghai } from '../../../shared/time.ts'

export const sayDay = (at: string) => shanghai(at).format('YYYY年M月D日')
export const sayModules = ({ modules }: Proxy) => modules.map(module => proxyModules[module]).join('、')

/** 找人帮忙 · 到2027年11月23日 · 看病用药也可以 */
export const sayProxy = (proxy: Proxy) =>
  [
    sayModules(proxy),
    `到${sayDay(proxy.until)}`,
    proxy.sensitive && (proxy.state === 'offered' ? words.sensitiveAsked : words.sensitiveToo),
    proxy.guardian && words.guardian,
    !proxy.guardian && proxy.witnessed && words.witnessed,
  ]
    .filter(Boolean)
    .join(' · ')

export const words = {
  // 列表
  title: '替人办事',
  helpers: '谁能替我办事',
  atDesk: '当面登记代办',
  sensitiveToo: '看病用药也可以',
  sensitiveAsked: '还想办看病用药的事',
  guardian: '监护人',
  witnessed: '在社区当面同意的',
  // 提出
  offerTitle: '请我帮您办事',
  offerLead: '做一份邀请，发给家里老人。他点“同意”，您就能替他求助。',
  what: '替他办什么',
  howLong: '办多久',
  terms: [
    ['92', '三个月'],
    ['183', '半年'],
    ['365', '一年'],
  ],
  sensitive: '看病、买药的事也替他办',
  sensitiveNote: '药方、病情是老人的隐私，要他单独点一次同意。',
  make: '做一份邀请',
  ready: '邀请做好了',
  readyText: (day: string) => `请在${day}前让他点“同意”。只能用一次，别发到群里。`,
  send: '发给他',
  copyLink: '复制链接，发给他',
  copied: '复制好了，发给他吧',
  orDesk: '他没有微信？一起到社区，让工作人员扫这个码。',
  qr: '代办邀请码，请给工作人员扫',
  seeAll: '看替人办事',
  shareTitle: '请点开看看：我想替您办事，您同意吗？',
  // 同意
  answerTitle: '有人想替您办事',
  wants: (name: string) => `${name}想替您办事`,
  means: [
    '他可以替您求助、约人调解、看进度、说办好了。',
    '他替您办的每件事，您在“我的事”里都看得到。',
    '您想停，随时能停，马上就停。',
  ],
  cannot: '他不能替您再找别人办，也碰不到您的钱和密码。',
  notKnown: '不认识他？别点同意，打给社区问问。',
  until: (day: string) => `到${day}为止。`,
  sensitiveAsk: '看病、买药的事，也让他办吗？',
  sensitiveYes: '也让他办',
  sensitiveNo: '不让',
  yes: '同意',
  no: '不同意',
  yesDone: (name: string) => `好了，${name}能替您办事了。`,
  noDone: '好的，没有同意。他办不了您的事。',
  own: '这是您自己做的邀请，请发给家里老人来点。',
  toHome: '回首页',
  badLink: '这个链接不完整，请对方重新发一次。',
  // 当面登记
  witnessTitle: '当面登记代办',
  witnessLead: '请办事的人先在自己手机“替人办事”里做一份邀请，亮出码来。',
  offerCode: '代办邀请码',
  scanOffer: '扫代办邀请码',
  elderCode: '老人的身份码',
  scanElder: '扫老人的身份码',
  step: (helper: string) => `${helper}想替谁办事？`,
  elder: (name: string, building?: string) => `替 ${name}${building ? `（${building}）` : ''} 办事`,
  by: (helper: string) => `由${helper}来办`,
  four: '老人电话的后四位',
  find: '找一找',
  nobody: '没有这个号。请看看登记的是哪个电话，或用身份码。',
  kind: '怎么同意的',
  kinds: [
    ['agreed', '本人当面同意'],
    ['guardian', '监护人代办'],
  ],
  note: '记一笔',
  noteHint: {
    agreed: '谁在场、看了什么证件、老人怎么说的',
    guardian: '监护依据：文书名称和编号、看了什么证件',
  },
  noteSealed: '这段话加密保存，只有老人本人和社区看得到。',
  record: '登记',
  recorded: (helper: string, elder: string) =>
    `登记好了：${helper}能替${elder}办事了。请当面告诉两位，随时能停。`,
  next: '再登记一位',
} as const
