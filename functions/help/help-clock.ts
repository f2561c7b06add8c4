/** Who has to have done something by when, in each state; past it the clock makes its move. */
import type { Settings } from '../../shared/community/community.ts'
import { helpLife, helpRings, type HelpMove, type HelpState } from '../../shared/help/life.ts'
import { clockMay } from '../../shared/lifecycle.ts'
import { dutyMinutesBetween, minusDutyMinutes, plusDutyMinutes, plusMinutes } from '../../shared/time.ts'
import type { ClockMove } from '../platform/kind.ts'
import type { Help } from './help-store.ts'

const lastByClock = helpRings.indexOf('grid')
const midway = (from: string, to: string) => new Date((Date.parse(from) + Date.parse(to)) / 2).toISOString()
const earlier = (a: string, b: string) => (a < b ? a : b)
const later = (a: string, b: string) => (a < b ? b : a)

/** When staff were last told of a danger, and whether it was called once more since. */
export const toldLast = ({ toldAt, createdAt }: Help) => toldAt ?? createdAt
export const calledSince = (item: Help) => (item.calledAt ?? '') > toldLast(item)
/** Staff who have just been told are told again only after so long. */
export const quietMinutes = 3

type Window = Pick<Help, 'wantedFromAt' | 'wantedToAt'>

const ahead = ({ wantedFromAt, wantedToAt }: Window, now: string) => {
  const opens = wantedFromAt && wantedFromAt > now ? wantedFromAt : undefined
  const closes = wantedToAt && wantedToAt > now ? wantedToAt : undefined
  return { opens, closes, end: closes ?? opens }
}

/** Half of the duty time until the window closes, and before it opens where somebody is on duty until then. */
const halfway = ({ help: clocks, dutyHours }: Settings, window: Window, now: string) => {
  const { opens, end } = ahead(window, now)
  if (!end) return undefined
  const room = dutyMinutesBetween(now, end, dutyHours)
  if (!room) return midway(now, end)
  const before = opens ? dutyMinutesBetween(now, opens, dutyHours) : 0
  return plusDutyMinutes(
    now,
    before < clocks.acceptMinutes ? room / 2 : Math.min(room / 2, before),
    dutyHours,
  )
}

export const deadlines = (settings: Settings) => {
  const { help: clocks, dutyHours } = settings
  const duty = (from: string, minutes: number) => plusDutyMinutes(from, minutes, dutyHours)
  /** Staff are told, and told again as long as it stays so. */
  const untilTold = (first: (item: Help) => string) => (item: Help) =>
    item.escalatedAt ? duty(item.escalatedAt, clocks.remindMinutes) : first(item)
  /** An answer is due after so long, and soon enough that another can still be found before it is wanted. */
  const answer = (minutes: number) => (item: Help) => {
    const usual = duty(item.changedAt, minutes)
    return earlier(usual, halfway(settings, item, item.changedAt) ?? usual)
  }
  /** Staff hear of it while the window is still open: half of what is left is for them. */
  const carry = untilTold(({ changedAt, comesAt = changedAt, wantedToAt }) =>
    wantedToAt && wantedToAt > changedAt
      ? later(midway(changedAt, wantedToAt), minusDutyMinutes(wantedToAt, clocks.acceptMinutes, dutyHours))
      : duty(comesAt > changedAt ? comesAt : changedAt, clocks.carryMinutes),
  )
  /** The rings follow one another as usual, closer together where there is less time. */
  const widens = ({ openSince, claimBy: by, what, ring }: Help) => {
    const room = dutyMinutesBetween(openSince, by, dutyHours)
    return duty(openSince, Math.min(clocks.seenMinutes[what], room / (lastByClock + 1)) * (ring + 1))
  }
  const ended = () => undefined
  const dueIn: Readonly<Record<HelpState, (item: Help) => string | undefined>> = {
    open: untilTold(item => (item.ring < lastByClock ? earlier(widens(item), item.claimBy) : item.claimBy)),
    offered: answer(clocks.acceptMinutes),
    claimed: answer(clocks.assignMinutes),
    assigned: answer(clocks.acceptMinutes),
    accepted: carry,
    bought: carry,
    onTheWay: carry,
    delivered: item => plusMinutes(item.changedAt, clocks.confirmMinutes),
    // A danger knows no duty hours.
    withStaff: item => {
      if (!item.danger || (item.staff && !calledSince(item)))
        return untilTold(({ changedAt }) => duty(changedAt, clocks.carryMinutes))(item)
      const next = plusMinutes(item.escalatedAt ?? item.changedAt, clocks.dangerMinutes)
      const called = plusMinutes(toldLast(item), quietMinutes)
      if (!calledSince(item)) return next
      return item.staff ? called : earlier(called, next)
    },
    confirmed: ended,
    unanswered: ended,
    failed: ended,
    withdrawn: ended,
  }
  return (item: Help) => dueIn[item.state](item)
}

/**
 * When a request has to have a team. With a window one counts back from it: a volunteer has to be named and to say yes
 * before it opens; where that would be at once, `halfway`. Without one it is the community's time for this kind, from
 * when it was asked.
 */
export const claimBy = (
  settings: Settings,
  { what, ...window }: Window & Pick<Help, 'what'>,
  since: string,
) => {
  const { help: clocks, dutyHours } = settings
  const { opens, end } = ahead(window, since)
  if (!end) return plusDutyMinutes(since, clocks.claimMinutes[what], dutyHours)
  const naming = clocks.assignMinutes + clocks.acceptMinutes
  const latest = opens
    ? minusDutyMinutes(opens, naming, dutyHours)
    : minusDutyMinutes(end, naming + clocks.carryMinutes, dutyHours)
  const room = dutyMinutesBetween(since, latest, dutyHours)
  return room >= clocks.acceptMinutes ? latest : halfway(settings, window, since)!
}

/** The clock's move in this state: widen while there is somebody left to tell and time, else tell staff. */
export const clockMove = (item: Help, now: string): ClockMove<Help, HelpMove> | undefined => {
  const moves = clockMay(helpLife, item)
  const name = moves.includes('widen') && now < item.claimBy ? 'widen' : moves.find(each => each !== 'widen')
  if (!name) return undefined
  if (name === 'widen') return { move: name, wants: { ring: item.ring + 1 } }
  if (name !== 'escalate') return { move: name }
  const ring = item.state === 'open' ? { ring: helpRings.indexOf('staff') } : {}
  return { move: name, wants: { escalatedAt: now, ...(item.danger && { toldAt: now }), ...ring } }
}
