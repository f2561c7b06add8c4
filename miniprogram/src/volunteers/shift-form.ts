/** The form of a shift: what is typed, what is wrong with it, and what is sent. */
import * as z from 'zod/mini'
import type { Input } from '../../../shared/contract.ts'
import { clockOf, instantOf, onOf, plusMinutes, shanghai } from '../../../shared/time.ts'
import type { volunteers } from '../../../shared/volunteers/volunteers.ts'
import { shiftAbout, shiftAudiences, type ShiftReply } from '../../../shared/volunteers/shifts.ts'
import { judged, lacking, type Complaints } from '../components/form.ts'
import { instantOn } from './days.ts'

const typed = z._default(z.string(), '')

export const shiftDraft = z.object({
  /** Made with the first attempt to send, the same in all others. */
  key: z.optional(z.string()),
  team: typed,
  title: typed,
  place: typed,
  /** YYYY-MM-DD and HH:mm in Shanghai. */
  on: typed,
  from: typed,
  to: typed,
  places: typed,
  openTo: z._default(z.enum(shiftAudiences), 'team'),
  risky: z._default(z.boolean(), false),
  insurance: typed,
  note: typed,
  /** Once a week, so many of them. */
  weeks: z._default(z.int(), 1),
})
export type ShiftDraft = z.output<typeof shiftDraft>

export const emptyShift: ShiftDraft = shiftDraft.parse({})

const longestMinutes = 14 * 60
const farthestDays = 90
/** What was held without it being set up can be entered for so long. */
const oldestDays = 7

const minutesIn = (clock: string) => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}

/** What ends at an earlier hour ends on the next day, unless that is longer than any shift: then it is a slip. */
export const isOvernight = ({ from, to }: Pick<ShiftDraft, 'from' | 'to'>) =>
  to !== '' && to <= from && minutesIn(to) + 24 * 60 - minutesIn(from) <= longestMinutes

const timesOf = ({ on, from, to }: ShiftDraft) => {
  if (!on || !from || !to) return undefined
  const endsOn = isOvernight({ from, to })
    ? shanghai(instantOn(on, to)).add(1, 'day').format('YYYY-MM-DD')
    : on
  return { startsAt: instantOn(on, from), endsAt: instantOn(endsOn, to) }
}

export const aboutOf = (draft: ShiftDraft) => ({
  ...{ title: draft.title, place: draft.place, openTo: draft.openTo, places: Number(draft.places) },
  ...timesOf(draft),
  ...(draft.note.trim() && { note: draft.note.trim() }),
  ...(draft.risky && { insurance: draft.insurance }),
})

export const inputOf = (draft: ShiftDraft) =>
  ({
    ...{ key: draft.key, team: draft.team, ...aboutOf(draft) },
    weeks: draft.weeks > 1 ? draft.weeks : undefined,
  }) as Input<typeof volunteers.addShift>

/** The days it is on, once a week. */
export const daysOf = ({ on, weeks }: ShiftDraft) =>
  on
    ? Array.from({ length: weeks }, (_, at) =>
        shanghai(instantOn(on, '12:00')).add(at, 'week').format('YYYY-MM-DD'),
      )
    : []

/** Only what differs is sent; what is no longer said is taken away. */
export const changesIn = (was: ShiftReply, draft: ShiftDraft) => {
  const gone = { ...(was.note && { note: '' }), ...(was.insurance && { insurance: '' }) }
  return Object.fromEntries(
    Object.entries({ ...gone, ...shiftAbout.parse(aboutOf(draft)) }).filter(
      ([field, value]) => value !== was[field as keyof ShiftReply],
    ),
  ) as Input<typeof volunteers.changeShift>['changes']
}

/** Where on the form a field of the contract stands. */
const fieldNames: Readonly<Record<string, string>> = { startsAt: 'from', endsAt: 'to' }
export const onForm = (fields: Complaints): Complaints =>
  Object.fromEntries(
    Object.entries(fields).map(([path, text]) => {
      const field = path.replace(/^changes\./, '')
      return [fieldNames[field] ?? field, text]
    }),
  )

/** It has begun already. */
export const isHeld = (draft: ShiftDraft, now: string) => {
  const startsAt = timesOf(draft)?.startsAt
  return startsAt !== undefined && startsAt < now
}

export const firstDay = (now: string) => onOf(instantOf(shanghai(now).subtract(oldestDays, 'day')))

/** What is wrong with the times; `was`: as they stood, for what has begun may be changed in all else. */
const timesWrong = (draft: ShiftDraft, now: string, was: ShiftReply | undefined): Complaints => {
  const times = timesOf(draft)
  if (!times)
    return {
      ...lacking({ on: draft.on }, '请选是哪一天'),
      ...lacking({ from: draft.from }, '请选几点开始'),
      ...lacking({ to: draft.to }, '请选几点结束'),
    }
  const { startsAt, endsAt } = times
  if (endsAt <= startsAt) return { to: '结束要晚于开始，请再看看' }
  if (startsAt < instantOf(shanghai(now).subtract(oldestDays, 'day')) && startsAt !== was?.startsAt)
    return { on: '最早补记七天前的，请重新选' }
  if (startsAt > instantOf(shanghai(now).add(farthestDays, 'day'))) return { on: '最多提前90天' }
  if (Date.parse(endsAt) - Date.parse(startsAt) > longestMinutes * 60_000)
    return { to: '一次最长14小时，请分成两次' }
  const last = plusMinutes(startsAt, (draft.weeks - 1) * 7 * 24 * 60)
  if (last > instantOf(shanghai(now).add(farthestDays, 'day')))
    return { weeks: `最远只能排到${farthestDays}天后，请少排几次` }
  return {}
}

export const complaintsIn = (draft: ShiftDraft, now: string, was?: ShiftReply): Complaints => {
  const { startsAt: _, endsAt: __, ...found } = judged(shiftAbout, aboutOf(draft))
  return {
    ...(!draft.team && { team: '请选是哪个队的' }),
    ...found,
    ...(found.places !== undefined && { places: '请填要几个人，1到300' }),
    ...timesWrong(draft, now, was),
    ...(draft.risky && !draft.insurance.trim() && { insurance: '有危险的活，请写明上了什么保险' }),
  }
}

/** As a shift stands, to be changed. */
export const draftOf = (shift: ShiftReply): ShiftDraft => ({
  team: shift.team.id,
  title: shift.title,
  place: shift.place,
  on: onOf(shift.startsAt),
  from: clockOf(shift.startsAt),
  to: clockOf(shift.endsAt),
  places: String(shift.places),
  openTo: shift.openTo,
  risky: shift.insurance !== undefined,
  insurance: shift.insurance ?? '',
  note: shift.note ?? '',
  weeks: 1,
})

/** Once more, on the same day of the week: the first one that is still to come. */
export const againFrom = (shift: ShiftReply, now: string): ShiftDraft => {
  let start = shanghai(shift.startsAt).add(7, 'day')
  while (instantOf(start) <= now) start = start.add(7, 'day')
  return { ...draftOf(shift), on: start.format('YYYY-MM-DD') }
}
