/** What the pages of 代办 say. */
import type { Proxy } from '../../../shared/identity/proxies.ts'
import { proxyModules } from '../../../shared/manifests.ts'
import { toggle } from '../components/fields.tsx'
import { sayDate } from '../../../shared/time.ts'

export const sayModules = ({ modules }: Proxy) => modules.map(proxyModules.say).join('、')

/** Whether what is private of an ill person is meant as well. */
export const sensitive = toggle('看病、买药的事也替他办', '药方、病情是老人的隐私，要他单独点一次同意。')

/** 找人帮忙 · 到2027年11月23日 · 看病用药也可以 */
export const sayProxy = (proxy: Proxy) =>
  [
    sayModules(proxy),
    `到${sayDate(proxy.until)}`,
    proxy.sensitive && (proxy.state === 'offered' ? words.sensitiveAsked : words.sensitiveToo),
    proxy.guardian && words.guardian,
    !proxy.guardian && proxy.witnessed && words.witnessed,
  ]
    .filter(Boolean)
    .join(' · ')

export const words = {
  // 列表
  helpers: '谁能替我办事',
  sensitiveToo: '看病用药也可以',
  sensitiveAsked: '还想办看病用药的事',
  guardian: '监护人',
  witnessed: '在社区当面同意的',
  // 提出
  offerTitle: '请我帮您办事',
  // 同意
  means: [
    '他可以替您求助、约人调解、看进度、说办好了。',
    '他替您办的每件事，您在“我的事”里都看得到。',
    '您想停，随时能停，马上就停。',
  ],
  yesDone: (name: string) => `好了，${name}能替您办事了。`,
} as const
