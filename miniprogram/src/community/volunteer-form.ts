/** The clocks of volunteering and the columns of its export, as staff read and type them. */
import type { Settings } from '../../../shared/community.ts'
import { exportFields } from '../../../shared/volunteers/settings.ts'
import { minutesOf, sayMinutes, wrongIn, type HelpForm } from './help-form.ts'

type Volunteers = Settings['volunteers']

export const volunteerClocks = [
  ...(['answerMinutes', 'confirmMinutes', 'checkInMinutes'] as const),
  ...(['setOutMinutes', 'mostTaskMinutes'] as const),
] as const

const column = (at: number) => `exportColumns.${at}`

/** What each column holds: those there are, in their order, then what could be in one as well. */
export const columnsOf = ({ exportColumns }: Volunteers) => {
  const there = exportColumns.map(({ of }) => of)
  return [...there, ...exportFields.filter(of => !there.includes(of))].map(
    (of, at) => [column(at), of] as const,
  )
}

export const volunteerFormOf = (volunteers: Volunteers): HelpForm => ({
  announceDays: String(volunteers.announceDays),
  ...Object.fromEntries(volunteerClocks.map(name => [name, sayMinutes(volunteers[name])])),
  ...Object.fromEntries(
    columnsOf(volunteers).map(([path], at) => [path, volunteers.exportColumns[at]?.title ?? '']),
  ),
})

const daysOf = (typed = '') => (/^([1-9]|[12]\d|30)$/.test(typed.trim()) ? Number(typed) : undefined)

/** Field path → what to change there. */
export const wrongInVolunteers = (form: HelpForm): Readonly<Record<string, string>> => {
  const titles = Object.entries(form).filter(([path]) => path.startsWith('exportColumns.'))
  return {
    ...wrongIn(form),
    ...(!daysOf(form.announceDays) && { announceDays: '请写1到30的一个数' }),
    ...(titles.every(([, title]) => !title.trim()) && { [column(0)]: '至少留一列' }),
  }
}

/** What was, with what is typed and can be read; a column without a title is left out. */
export const volunteersOf = (was: Volunteers, form: HelpForm): Volunteers => ({
  ...was,
  ...Object.fromEntries(volunteerClocks.map(name => [name, minutesOf(form[name] ?? '') ?? was[name]])),
  announceDays: daysOf(form.announceDays) ?? was.announceDays,
  exportColumns: columnsOf(was).flatMap(([path, of]) => {
    const title = (form[path] ?? '').trim()
    return title ? [{ title, of }] : []
  }),
})
