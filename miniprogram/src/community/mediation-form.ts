/** The settings of mediation as staff read and type them: 2小时, 20、27, 200元; rooms and columns as lists. */
import type { Settings } from '../../../shared/community.ts'
import {
  mediationChange,
  type caseColumns,
  type dossierItems,
  type MediationRoom,
} from '../../../shared/mediation/settings.ts'
import { fenOf, sayFen } from '../../../shared/money.ts'
import { fieldComplaints } from '../../../shared/complaints.ts'
import { clockOf, minutesOf, piecesOf, sayMinutes, wrongIn, type HelpForm } from './help-form.ts'
import { withLine } from './lines.ts'
import { mediationWords as words, words as common } from './words.ts'

type Mediation = Settings['mediation']

export const minuteFields = ['screenMinutes', 'sessionMinutes', 'remindMinutes', 'keptMinutes'] as const
export const dayFields = ['noteDays', 'monthDays', 'followUpDays'] as const
export const dayLists = ['warnDays', 'confirmWarnDays'] as const
export const subsidyForms = ['written', 'oral', 'none'] as const
export const tables = ['monthColumns', 'subsidyColumns'] as const

export type Table = (typeof tables)[number]
export type Column = Mediation[Table][number]
export type CaseColumn = (typeof caseColumns)[number]
export type DossierItem = (typeof dossierItems)[number]

export interface MediationForm {
  readonly typed: HelpForm
  readonly rooms: readonly MediationRoom[]
  readonly dossier: readonly DossierItem[]
  readonly monthColumns: readonly Column[]
  readonly subsidyColumns: readonly Column[]
}

const subsidyPath = (form: (typeof subsidyForms)[number]) => `subsidyFen.${form}`
const yuan = (fen: number) => sayFen(fen).replace('元', '')

export const mediationFormOf = (mediation: Mediation): MediationForm => ({
  typed: {
    ...Object.fromEntries(minuteFields.map(name => [name, sayMinutes(mediation[name])])),
    ...Object.fromEntries(dayFields.map(name => [name, String(mediation[name])])),
    ...Object.fromEntries(dayLists.map(name => [name, mediation[name].join('、')])),
    ...Object.fromEntries(subsidyForms.map(form => [subsidyPath(form), yuan(mediation.subsidyFen[form])])),
  },
  rooms: mediation.rooms,
  dossier: mediation.dossier,
  monthColumns: mediation.monthColumns,
  subsidyColumns: mediation.subsidyColumns,
})

const mostDays = 365
const daysOf = (typed = '') => {
  const [, digits] = /^第?(\d{1,3})天?$/.exec(typed.normalize('NFKC').trim()) ?? []
  const days = Number(digits ?? 0)
  return days >= 1 && days <= mostDays ? days : undefined
}
/** None at all: nobody is reminded. */
const dayListOf = (typed = '') => {
  const days = piecesOf(typed).map(daysOf)
  const read = days.filter(day => day !== undefined)
  return read.length === days.length ? read.sort((one, other) => one - other) : undefined
}
const fenIn = (typed = '') => fenOf(typed.normalize('NFKC').trim().replace(/元$/, '') || '0')

/** Field path → what cannot be read there. */
const unreadable = ({ typed }: MediationForm): Readonly<Record<string, string>> => ({
  ...wrongIn(typed),
  ...Object.fromEntries(dayFields.filter(name => !daysOf(typed[name])).map(name => [name, words.wrongDays])),
  ...Object.fromEntries(
    dayLists.filter(name => !dayListOf(typed[name])).map(name => [name, words.wrongDayList]),
  ),
  ...Object.fromEntries(
    subsidyForms
      .map(subsidyPath)
      .filter(path => fenIn(typed[path]) === undefined)
      .map(path => [path, words.wrongYuan]),
  ),
})

/** What was, with what is typed and can be read. */
export const mediationOf = (was: Mediation, { typed, ...lists }: MediationForm): Mediation => ({
  ...was,
  ...Object.fromEntries(minuteFields.map(name => [name, minutesOf(typed[name] ?? '') ?? was[name]])),
  ...Object.fromEntries(dayFields.map(name => [name, daysOf(typed[name]) ?? was[name]])),
  ...Object.fromEntries(dayLists.map(name => [name, dayListOf(typed[name]) ?? was[name]])),
  rooms: [...lists.rooms],
  dossier: [...lists.dossier],
  monthColumns: [...lists.monthColumns],
  subsidyColumns: [...lists.subsidyColumns],
  subsidyFen: {
    ...was.subsidyFen,
    ...Object.fromEntries(
      subsidyForms.map(form => [form, fenIn(typed[subsidyPath(form)]) ?? was.subsidyFen[form]]),
    ),
  },
})

const complaintsIn = (mediation: Mediation) => {
  const { success, error } = mediationChange.safeParse(mediation, { reportInput: true })
  return success ? {} : fieldComplaints(error.issues)
}

/** Field path → what to change there; what stands and was not touched is not asked about. */
export const wrongInMediation = (was: Mediation, form: MediationForm): Readonly<Record<string, string>> => {
  const next = mediationOf(was, form)
  return {
    ...(JSON.stringify(next) === JSON.stringify(was) ? {} : complaintsIn(next)),
    ...unreadable(form),
  }
}

// ---- rooms ----

/** A room as it is being typed. */
export interface RoomForm {
  readonly name: string
  readonly place: string
  readonly from: string
  readonly to: string
  readonly weekdays: readonly number[]
  readonly closedOn: string
  readonly openOn: string
  readonly slotMinutes: number
  readonly closed: boolean
}

export const roomFormOf = ({ name, place, hours, slotMinutes, closed }: MediationRoom): RoomForm => ({
  ...{ name, place, slotMinutes, closed: closed === true },
  ...{ from: hours.from, to: hours.to, weekdays: hours.weekdays },
  ...{ closedOn: hours.closedOn.join('、'), openOn: hours.openOn.join('、') },
})

export const roomOf = (was: MediationRoom, form: RoomForm): MediationRoom => {
  const { closed: _, ...rest } = was
  return {
    ...rest,
    name: form.name.trim(),
    place: form.place.trim(),
    hours: {
      ...was.hours,
      from: clockOf(form.from),
      to: clockOf(form.to),
      weekdays: [...form.weekdays],
      closedOn: piecesOf(form.closedOn),
      openOn: piecesOf(form.openOn),
    },
    slotMinutes: form.slotMinutes,
    ...(form.closed && { closed: true }),
  }
}

/** As open as the first one, under a name of its own that no old file knows. */
export const newRoom = (rooms: readonly MediationRoom[]): MediationRoom => {
  const used = rooms.map(({ id }) => Number(/\d+$/.exec(id)?.[0] ?? 0))
  const { closed: _, ...like } = rooms[0]!
  return { ...like, id: `room-${Math.max(0, ...used) + 1}`, name: '', place: '' }
}

/** What to change in the room at `index`, -1 for a new one, field by field; `closed` where it is the last one open. */
export const wrongInRoom = (
  was: Mediation,
  form: MediationForm,
  index: number,
  room: MediationRoom,
): Readonly<Record<string, string>> => {
  const rooms = withLine(form.rooms, index, room)
  const at = `rooms.${rooms.indexOf(room)}.`
  return Object.fromEntries(
    Object.entries(complaintsIn(mediationOf(was, { ...form, rooms }))).flatMap(([path, text]) =>
      path === 'rooms' ? [['closed', text]] : path.startsWith(at) ? [[path.slice(at.length), text]] : [],
    ),
  )
}

/** 周一到周五, 周一、三、五, 每天 */
const sayWeekdays = (days: readonly number[]) => {
  const [first = 1, last = first] = [days[0], days.at(-1)]
  const name = (day: number) => common.weekday[day - 1]
  if (days.length === 7) return words.everyDay
  return days.length > 2 && last - first === days.length - 1
    ? `${words.week}${name(first)}${words.until}${words.week}${name(last)}`
    : `${words.week}${days.map(name).join('、')}`
}
export const sayRoom = ({ place, hours: { from, to, weekdays } }: MediationRoom) =>
  `${place} · ${sayWeekdays(weekdays)} ${from}–${to}`

// ---- columns ----

/** With the column at `index` put at `to`; a new one is at -1, one that is left out has no `column`. */
export const withColumn = (
  columns: readonly Column[],
  index: number,
  to: number,
  column: Column | undefined,
): readonly Column[] => {
  const others = columns.filter((_, i) => i !== index)
  return column ? [...others.slice(0, to), column, ...others.slice(to)] : others
}
