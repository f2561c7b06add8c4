/** The clocks and word lists of help as staff read and type them: 30分钟, 2小时; words one after the other. */
import type { Settings } from '../../../shared/community.ts'
import { helpKinds } from '../../../shared/help/life.ts'

type Help = Settings['help']

/** Minutes for each kind of help, minutes, and lists of words. */
export const byKind = ['seenMinutes', 'claimMinutes'] as const
export const clocks = [
  ...(['assignMinutes', 'acceptMinutes', 'carryMinutes', 'remindMinutes'] as const),
  ...(['confirmMinutes', 'dangerMinutes'] as const),
] as const
export const lists = ['dangerWords', 'notFetched', 'neverHandled'] as const

/** Field path → what is typed there. */
export type HelpForm = Readonly<Record<string, string>>

export const sayMinutes = (minutes: number) => {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return `${hours ? `${hours}小时` : ''}${rest || !hours ? `${rest}分钟` : ''}`
}

/** 90, 90分钟, 1小时30分, 1.5小时; undefined for what is no time. */
export const minutesOf = (typed: string): number | undefined => {
  const plain = typed.normalize('NFKC').replace(/\s/g, '')
  const [, hours, minutes] = /^(?:(\d+(?:\.\d)?)(?:个?小时|个?钟头))?(?:(\d+)(?:分钟?)?)?$/.exec(plain) ?? []
  if (hours === undefined && minutes === undefined) return undefined
  const total = Math.round(Number(hours ?? 0) * 60) + Number(minutes ?? 0)
  return total >= 1 && total <= longestMinutes ? total : undefined
}
const longestMinutes = 60 * 24 * 30

/** 9:00, 9点, ９点半 as 09:00, 09:30; anything else stays as it is typed. */
export const clockOf = (typed: string) => {
  const plain = typed.normalize('NFKC').replace(/\s/g, '')
  const [, hour, minute = '00'] = /^(\d{1,2})(?:[:点](\d{2}|半)?分?)$/.exec(plain) ?? []
  return hour === undefined ? plain : `${hour.padStart(2, '0')}:${minute === '半' ? '30' : minute}`
}

/** Things typed one after the other. */
export const piecesOf = (typed: string) => [...new Set(typed.split(/[\s,，、;；]+/).filter(Boolean))]

export const helpFormOf = (help: Help): HelpForm => ({
  mostAtOnce: String(help.mostAtOnce),
  ...Object.fromEntries(clocks.map(name => [name, sayMinutes(help[name])])),
  ...Object.fromEntries(
    byKind.flatMap(name => helpKinds.map(kind => [`${name}.${kind}`, sayMinutes(help[name][kind])])),
  ),
  ...Object.fromEntries(lists.map(name => [name, help[name].join('、')])),
})

const mostOf = (typed = '') => (/^[1-9]\d{0,2}$/.test(typed.trim()) ? Number(typed) : undefined)

/** Field path → what to change there. */
export const wrongIn = (form: HelpForm): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(form).flatMap(([path, typed]) => {
      if (path.includes('Minutes')) return minutesOf(typed) ? [] : [[path, '请写成“30分钟”或“2小时”']]
      if (path === 'mostAtOnce') return mostOf(typed) ? [] : [[path, '请写一个数，比如 3']]
      return []
    }),
  )

/** What was, with what is typed and can be read. */
export const helpOf = (was: Help, form: HelpForm): Help => {
  const minutes = (path: string, before: number) => minutesOf(form[path] ?? '') ?? before
  return {
    ...was,
    ...Object.fromEntries(
      byKind.map(name => [
        name,
        Object.fromEntries(helpKinds.map(kind => [kind, minutes(`${name}.${kind}`, was[name][kind])])),
      ]),
    ),
    ...Object.fromEntries(clocks.map(name => [name, minutes(name, was[name])])),
    mostAtOnce: mostOf(form.mostAtOnce) ?? was.mostAtOnce,
    ...Object.fromEntries(lists.map(name => [name, piecesOf(form[name] ?? '')])),
  }
}
