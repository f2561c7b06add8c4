/** What the pages of 代办 say. */
import type { Proxy } from '../../../shared/identity/proxies.ts'
import { proxyModules } from '../../../shared/modules/manifests.ts'
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
    proxy.sensitive && (proxy.state === 'offered' ? '还想办看病用药的事' : '看病用药也可以'),
    proxy.guardian && '监护人',
    !proxy.guardian && proxy.witnessed && '在社区当面同意的',
  ]
    .filter(Boolean)
    .join(' · ')

/** Said on several pages. */
export const words = {
  helpers: '谁能替我办事',
  yesDone: (name: string) => `好了，${name}能替您办事了。`,
} as const
