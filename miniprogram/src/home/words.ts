/** What several of the tab pages say. */
import type { HelpReply } from '../../../shared/help.ts'
import { helpStates } from '../../../shared/help/life.ts'
import { pathOf } from '../../../shared/manifests.ts'
import type { Card } from '../../../shared/matters.ts'
import { sayTime } from '../../../shared/time.ts'
import type { ListLine } from '../components/ListPage.tsx'
import { openAddress } from '../platform/open.ts'

export const words = {
  ask: '找人帮忙',
  phones: ['社区电话', '看病、物业、派出所，点一下就打'],
  whose: ['归谁管', '漏水、路灯、吵闹，该找谁'],
  serving: '志愿服务',
} as const

const shownLines = 3

/** 鸡蛋 2斤、白菜 1棵, and of a long list: … 等20样 */
export const sayLines = ({ lines }: HelpReply) => {
  if (!lines) return undefined
  const said = lines.slice(0, shownLines).map(({ what, howMany }) => (howMany ? `${what} ${howMany}` : what))
  return said.join('、') + (lines.length > shownLines ? ` 等${lines.length}样` : '')
}

export const isGoingOn = ({ state }: HelpReply) => helpStates.isIn(state, 'open')

/** A time of today is said without its day elsewhere; of a time to come the day is the first thing to know. */
export const sayComing = (at: string, now: string) => {
  const time = sayTime(at, now)
  return /^\d\d:/.test(time) ? `今天 ${time}` : time
}

/** Every kind of matter has its page at the same place, so a line of it is the same for all. */
export const matterLine = ({ kind, id, title, stateText, tone }: Card): ListLine => ({
  title,
  badge: [stateText, tone],
  open: () => openAddress(pathOf(kind, id)),
})
