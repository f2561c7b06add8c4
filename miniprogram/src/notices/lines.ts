/** A notice as a line of a list. */
import type { NoticeLine } from '../../../shared/notices/notices.ts'
import { sayMonthDay, sayTime } from '../../../shared/time.ts'
import type { ListLine } from '../components/ListPage.tsx'
import { open } from '../platform/open.ts'

export const sayUntil = (on: string) => `贴到${sayMonthDay(on)}`
export const sayCounts = ({ heard, homes }: { readonly heard: number; readonly homes: number }) =>
  `已知道 ${heard}/${homes}`

export const noticeLine = (notice: NoticeLine): ListLine => {
  const { id, state, title, hint, at, untilOn, urgent, ask, known, counts } = notice
  const waits = ask && known === false
  return {
    title,
    tone: urgent && state === 'up' ? 'warn' : waits ? 'accent' : 'plain',
    badge: waits
      ? ['请回个话', 'yours']
      : known
        ? ['知道了', 'ended']
        : counts && ask
          ? ['请回话', 'waiting']
          : undefined,
    text: hint,
    strong: counts && sayCounts(counts),
    hint: [sayTime(at, new Date().toISOString()), sayUntil(untilOn)],
    open: () => open('notices/notice', { id }),
  }
}
