/** Who is here, who is expected, who went: the paper list as it is ticked off. */
import { shanghai } from '../../../shared/time.ts'
import type { ShiftReply } from '../../../shared/volunteers/shifts.ts'
import { dayOf } from './days.ts'
import { instantOn } from './shift-form.ts'

export type OnRoll = NonNullable<ShiftReply['people']>[number]
/** In the order they are shown. */
export const standings = ['expected', 'here', 'gone', 'absent', 'waiting'] as const
export type Standing = (typeof standings)[number]

export const standingOf = ({ place, inAt, outAt, noShow }: OnRoll): Standing => {
  if (noShow) return 'absent'
  if (outAt) return 'gone'
  if (inAt) return 'here'
  return place === 'waiting' ? 'waiting' : 'expected'
}

/** Only those with somebody in them. */
export const groupsOf = (people: readonly OnRoll[]) =>
  standings.flatMap(standing => {
    const group = people.filter(person => standingOf(person) === standing)
    return group.length > 0 ? [[standing, group] as const] : []
  })

/** How many came, of how many who have a place. */
export const countsOf = (people: readonly OnRoll[]) => {
  const withPlace = people.filter(person => standingOf(person) !== 'waiting')
  return { came: withPlace.filter(({ inAt }) => inAt).length, all: withPlace.length }
}

/** What a time on the clock means for a shift that may end past midnight: the instant nearest to it. */
export const timeWithin = (
  clock: string,
  { startsAt, endsAt }: Pick<ShiftReply, 'startsAt' | 'endsAt'>,
): string => {
  const awayFrom = (at: string) =>
    Math.max(Date.parse(startsAt) - Date.parse(at), Date.parse(at) - Date.parse(endsAt), 0)
  const [first, last] = [instantOn(dayOf(startsAt), clock), instantOn(dayOf(endsAt), clock)]
  return awayFrom(last) < awayFrom(first) ? last : first
}

const clock = (at: string) => shanghai(at).format('HH:mm')

/** What is entered later was mostly as planned: there when it began, gone when it ended, and never in the future. */
export const usualTimes = (now: string, { startsAt, endsAt }: Pick<ShiftReply, 'startsAt' | 'endsAt'>) => ({
  came: clock(now < startsAt ? now : startsAt),
  went: clock(now < endsAt ? now : endsAt),
})
