/** Who has to have done something by when, in each state; past it the clock makes its move. */
import type { Settings } from '../../shared/community.ts'
import { helpLife, helpRings, type HelpMove, type HelpState } from '../../shared/help/life.ts'
import { clockMay } from '../../shared/lifecycle.ts'
import { plusDutyMinutes, plusMinutes } from '../../shared/time.ts'
import type { ClockMove } from '../platform/kind.ts'
import type { Help } from './help-store.ts'

const earlier = (a: string, b: string) => (a < b ? a : b)

export const deadlines = ({ help: clocks, dutyHours }: Settings) => {
  const duty = (from: string, minutes: number) => plusDutyMinutes(from, minutes, dutyHours)
  /** Staff are told, and told again as long as it stays so. */
  const untilTold = (first: (item: Help) => string) => (item: Help) =>
    item.escalatedAt ? duty(item.escalatedAt, clocks.remindMinutes) : first(item)
  const carry = untilTold(({ changedAt, comesAt = changedAt, wantedToAt = comesAt }) =>
    duty(wantedToAt > changedAt ? wantedToAt : changedAt, clocks.carryMinutes),
  )
  const widens = ({ openSince, what, ring }: Help) => duty(openSince, clocks.seenMinutes[what] * (ring + 1))
  const ended = () => undefined
  const dueIn: Readonly<Record<HelpState, (item: Help) => string | undefined>> = {
    open: untilTold(item =>
      item.ring < helpRings.indexOf('grid') ? earlier(widens(item), item.claimBy) : item.claimBy,
    ),
    offered: item => duty(item.changedAt, clocks.acceptMinutes),
    claimed: item => duty(item.changedAt, clocks.assignMinutes),
    assigned: item => duty(item.changedAt, clocks.acceptMinutes),
    accepted: carry,
    bought: carry,
    onTheWay: carry,
    delivered: item => plusMinutes(item.changedAt, clocks.confirmMinutes),
    // A danger knows no duty hours.
    withStaff: item =>
      item.danger && !item.staff
        ? plusMinutes(item.escalatedAt ?? item.changedAt, clocks.dangerMinutes)
        : untilTold(({ changedAt }) => duty(changedAt, clocks.carryMinutes))(item),
    confirmed: ended,
    unanswered: ended,
    failed: ended,
    withdrawn: ended,
  }
  return (item: Help) => dueIn[item.state](item)
}

/** When a request asked at this moment has to have a team. */
export const claimBy = ({ help: clocks, dutyHours }: Settings, what: Help['what'], since: string) =>
  plusDutyMinutes(since, clocks.claimMinutes[what], dutyHours)

/** The clock's move in this state: widen while there is somebody left to tell and time, else tell staff. */
export const clockMove = (item: Help, now: string): ClockMove<Help, HelpMove> | undefined => {
  const moves = clockMay(helpLife, item)
  const name = moves.includes('widen') && now < item.claimBy ? 'widen' : moves.find(each => each !== 'widen')
  if (!name) return undefined
  if (name === 'widen') return { move: name, wants: { ring: item.ring + 1 } }
  if (name !== 'escalate') return { move: name }
  const ring = item.state === 'open' ? { ring: helpRings.indexOf('staff') } : {}
  return { move: name, wants: { escalatedAt: now, ...ring } }
}
