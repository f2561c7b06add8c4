import { sayTime } from '../../../shared/time.ts'
import type { ShiftReply } from '../../../shared/volunteers/shifts.ts'
import type { ListLine } from '../components/ListPage.tsx'
import { open } from '../platform/open.ts'
import { sayHours } from './days.ts'
import { sayStanding } from './words.ts'

/** In a list by day, so the day is not said again; `day` where it stands alone. */
export const shiftLine = (shift: ShiftReply, day?: string): ListLine => {
  const { id, title, place, team, mine, stateText } = shift
  const standing = sayStanding(shift)
  const badge = standing ?? ([stateText, 'waiting'] as const)
  const when = [day, sayHours(shift)].filter(Boolean).join(' ')
  const until = mine?.confirmBy && sayTime(mine.confirmBy, new Date().toISOString())
  return {
    title,
    badge,
    tone: standing ? 'accent' : 'plain',
    text: when,
    hint: `${place} · ${team.name}`,
    strong: until && `位子给您留到${until}，过了就问下一位。`,
    label: [title, badge[0], when, place].join('，'),
    open: () => open('volunteers/shift', { id }),
  }
}
