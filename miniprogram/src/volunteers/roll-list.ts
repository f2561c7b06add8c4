/** Who is here, who is expected, who went: the paper list as it is ticked off. */
import { clockOf, onOf, plusMinutes, sayEnd, sayMinutes } from '../../../shared/time.ts'
import type { ShiftReply } from '../../../shared/volunteers/shifts.ts'
import { instantOn } from './days.ts'
import { words } from './words.ts'

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

/** Who is here when it is over has not checked out. */
export const sayGroup = (standing: Standing, { endsAt }: Pick<ShiftReply, 'endsAt'>, now: string) =>
  standing === 'here' && endsAt <= now ? '没签退' : words.groups[standing]

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
  const [first, last] = [instantOn(onOf(startsAt), clock), instantOn(onOf(endsAt), clock)]
  return awayFrom(last) < awayFrom(first) ? last : first
}

/** What is known of somebody, in a line. */
export const sayPresence = (person: OnRoll): string | undefined => {
  const { inAt, outAt, minutes, noShow, how, place, position, alsoIn } = person
  if (noShow) return `${noShow.name}记的没来`
  if (inAt && outAt) return `${clockOf(inAt)} 来，${sayEnd(inAt, outAt)} 走，${sayMinutes(minutes ?? 0)}`
  if (inAt) return `${clockOf(inAt)} 来的${how === 'lead' ? '（队长记的）' : ''}`
  if (place === 'held') return '位子留着，还没答应'
  if (alsoIn) return `这时候还报了“${alsoIn}”`
  return place === 'waiting' && position ? words.next(position) : undefined
}

/** What is entered later was mostly as planned: there when it began, gone when it ended, and never in the future. */
export const usualTimes = (now: string, { startsAt, endsAt }: Pick<ShiftReply, 'startsAt' | 'endsAt'>) => ({
  came: clockOf(now < startsAt ? now : startsAt),
  went: clockOf(now < endsAt ? now : endsAt),
})

const listDays = 7
/** So long after the shift what is entered stands simply on the list; after that it takes a reason. */
export const isListOpen = (now: string, { endsAt }: Pick<ShiftReply, 'endsAt'>) =>
  now <= plusMinutes(endsAt, listDays * 24 * 60)
