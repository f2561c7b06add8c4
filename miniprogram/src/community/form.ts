/** Settings that are data (shared/settings-form.ts): for each kind one way to write a value as people read it, and one to read what they type. */
import { fenOf, sayFen } from '../../../shared/money.ts'
import {
  fieldsIn,
  valueAt,
  withValue,
  type Column,
  type FieldIn,
  type Kind,
  type Labels,
  type Piece,
  type Values,
} from '../../../shared/settings-form.ts'

// ---- values as people write them ----

export const sayMinutes = (minutes: number) => {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return `${hours ? `${hours}小时` : ''}${rest || !hours ? `${rest}分钟` : ''}`
}

const longestMinutes = 60 * 24 * 30
const plain = (typed: string) => typed.normalize('NFKC').replace(/\s/g, '')

/** 90, 90分钟, 1小时30分, 1.5小时; undefined for what is no time. */
export const minutesOf = (typed: string): number | undefined => {
  const [, hours, minutes] =
    /^(?:(\d+(?:\.\d)?)(?:个?小时|个?钟头))?(?:(\d+)(?:分钟?)?)?$/.exec(plain(typed)) ?? []
  if (hours === undefined && minutes === undefined) return undefined
  const total = Math.round(Number(hours ?? 0) * 60) + Number(minutes ?? 0)
  return total >= 1 && total <= longestMinutes ? total : undefined
}

/** 9:00, 9点, ９点半 as 09:00, 09:30; anything else stays as it is typed. */
export const clockOf = (typed: string) => {
  const [, hour, minute = '00'] = /^(\d{1,2})(?:[:点](\d{2}|半)?分?)$/.exec(plain(typed)) ?? []
  return hour === undefined ? plain(typed) : `${hour.padStart(2, '0')}:${minute === '半' ? '30' : minute}`
}

/** Things typed one after the other. */
const piecesOf = (typed: string) => [...new Set(typed.split(/[\s,，、;；]+/).filter(Boolean))]
const sayPieces = (pieces: readonly (string | number)[]) => pieces.join('、')

/** 7, 7天, 第7天 */
const daysOf = (typed: string, most = 365) => {
  const days = Number(/^第?(\d{1,3})天?$/.exec(plain(typed))?.[1] ?? 0)
  return days >= 1 && days <= most ? days : undefined
}
/** None at all: nobody is reminded. */
const dayListOf = (typed: string) => {
  const days = piecesOf(typed).map(day => daysOf(day))
  const read = days.filter(day => day !== undefined)
  return read.length === days.length ? read.sort((one, other) => one - other) : undefined
}

/** What each column holds: those there are, in their order, then what could be in one as well. */
const codesOf = (columns: readonly Column[], labels: Labels = {}) => {
  const there = columns.map(({ of }) => of)
  return [...there, ...Object.keys(labels).filter(of => !there.includes(of))]
}

/** Those that are ticked, in the order in which they are offered; what is not offered stays as it was. */
export const ticked = (labels: Labels, was: readonly string[], on: readonly string[]) => [
  ...Object.keys(labels).filter(code => on.includes(code)),
  ...was.filter(code => !(code in labels)),
]

// ---- the kinds that are typed ----

/** Path → what is typed there. */
export type Texts = Readonly<Record<string, string>>

interface Way<V> {
  readonly say: (value: V) => string
  /** Undefined: it cannot be read. */
  readonly read: (typed: string, most?: number) => V | undefined
  readonly wrong?: string | ((most: number) => string)
  readonly longest: number
  readonly lines?: 'many'
  readonly hint?: string
}

const asIs = (text: string) => text
const ways: { readonly [K in Kind]?: Way<Values[K]> } = {
  text: { say: (text = '') => text, read: typed => typed.trim(), longest: 60 },
  clock: { say: asIs, read: clockOf, longest: 6, hint: '比如 08:00' },
  minutes: { say: sayMinutes, read: minutesOf, wrong: '请写成“30分钟”或“2小时”', longest: 12 },
  count: {
    say: String,
    read: typed => (/^[1-9]\d{0,2}$/.test(plain(typed)) ? Number(plain(typed)) : undefined),
    wrong: '请写一个数，比如 3',
    longest: 3,
  },
  days: { say: String, read: daysOf, wrong: most => `请写1到${most}的一个数`, longest: 4 },
  dayList: { say: sayPieces, read: dayListOf, wrong: '请写天数，比如 20、27', longest: 30 },
  yuan: {
    say: fen => sayFen(fen).replace('元', ''),
    read: typed => fenOf(plain(typed).replace(/元$/, '') || '0'),
    wrong: '请写多少元，比如 200',
    longest: 10,
  },
  words: { say: sayPieces, read: piecesOf, longest: 700, lines: 'many', hint: '用顿号或空格分开' },
  dates: {
    ...{ say: sayPieces, read: piecesOf, longest: 1400, lines: 'many' },
    hint: '比如 2027-02-17、2027-02-18',
  },
}

/** A line to type on, as it stands at first. A kind that is chosen has none, titles have one each. */
export interface TypedLine {
  readonly path: string
  readonly label: string
  readonly text: string
  readonly longest: number
  readonly lines?: 'many' | undefined
  readonly hint?: string | undefined
}
export const linesFor = <T extends object>(field: FieldIn<T>, now: T): readonly TypedLine[] => {
  const { kind, path, label, say = asIs, labels = {} } = field
  if (kind === 'titles') {
    const columns = valueAt<Column[]>(now, path)
    return codesOf(columns, labels).map((of, at) => ({
      ...{ path: `${path}.${at}`, label: labels[of] ?? of },
      ...{ text: columns[at]?.title ?? '', longest: 20 },
    }))
  }
  const way = ways[kind] as Way<unknown> | undefined
  if (!way) return []
  const { longest = way.longest, hint = way.hint } = field
  return [
    { path, label: say(label, now), text: way.say(valueAt(now, path)), longest, hint, lines: way.lines },
  ]
}

interface Read {
  readonly value?: unknown
  readonly wrong?: Texts
}
const readIn = <T extends object>(field: FieldIn<T>, typed: Texts, now: T): Read => {
  const { kind, path, most = 365, labels } = field
  if (kind === 'titles') {
    const columns = codesOf(valueAt(now, path), labels).flatMap((of, at) => {
      const title = (typed[`${path}.${at}`] ?? '').trim()
      return title ? [{ title, of }] : []
    })
    return columns.length ? { value: columns } : { wrong: { [`${path}.0`]: '至少留一列' } }
  }
  const { read, wrong = '' } = ways[kind] ?? {}
  if (!read) return { value: valueAt(now, path) }
  const value = read(typed[path] ?? '', most)
  return value === undefined
    ? { wrong: { [path]: typeof wrong === 'string' ? wrong : wrong(most) } }
    : { value }
}

// ---- the form ----

/** A form as it is being filled in: what is typed, by path; what is chosen stands in `chosen` already. */
export interface Draft<T> {
  readonly typed: Texts
  readonly chosen: T
}

export const settingsForm = <T extends object>(pieces: readonly Piece<T>[]) => {
  const fields = fieldsIn(pieces)
  return {
    begin: (was: T): Draft<T> => ({
      typed: Object.fromEntries(
        fields.flatMap(field => linesFor(field, was)).map(({ path, text }) => [path, text]),
      ),
      chosen: was,
    }),
    /** What was, with what is chosen, and what is typed and can be read. */
    valueOf: ({ typed, chosen }: Draft<T>): T =>
      fields.reduce((value, field) => {
        const read = readIn(field, typed, chosen)
        return read.wrong ? value : withValue(value, field.path, read.value)
      }, chosen),
    /** Path → what to change there to be understood. */
    unreadable: ({ typed, chosen }: Draft<T>): Texts =>
      Object.assign({}, ...fields.map(field => readIn(field, typed, chosen).wrong)) as Texts,
    /** The parts of T that have fields here. */
    names: [...new Set(fields.map(({ path }) => path.split('.')[0] ?? path))],
  }
}
