/**
 * How a community's settings are asked for, as data: a form is a list of fields, each with its path in what is kept and
 * its kind. How each kind is read, written and drawn: miniprogram/src/community.
 */

/** The paths in T, `dutyHours.from`, that lead to such a value. */
type PathTo<T, V> = {
  [K in keyof T & string]-?: T[K] extends V
    ? K
    : T[K] extends readonly unknown[]
      ? never
      : T[K] extends object
        ? `${K}.${PathTo<T[K], V>}`
        : never
}[keyof T & string]

export interface Column {
  readonly title: string
  readonly of: string
}

/** What the kinds of fields are for; `yuan` is kept in fen, a day of the week is 1 to 7. */
export interface Values {
  text: string
  clock: string
  minutes: number
  count: number
  days: number
  dayList: number[]
  yuan: number
  words: string[]
  dates: string[]
  /** A title for each code; without one it is left out. */
  titles: Column[]
  weekdays: number[]
  ticks: string[]
  switches: string[]
  toggle: true | undefined
  oneNumber: number
  columns: Column[]
  /** Each has a form of its own. */
  things: readonly Thing[]
}
export type Kind = keyof Values

/** Code → what people read, in the order in which they are offered. */
export type Labels = Readonly<Record<string, string>>

export interface Thing {
  readonly id: string
  readonly name: string
}
/** A list of things, each changed on a sheet of its own. */
export interface Things<One extends Thing> {
  readonly words: Record<'add' | 'change' | 'added' | 'drop', string>
  /** `named`: it has a name already, which stands elsewhere; `kept`: it stands in what is kept, and cannot be struck. */
  of(one: One, how: { readonly named: boolean; readonly kept: boolean }): readonly Piece<One>[]
  /** One more, like those there are. */
  another(all: readonly One[]): One
  line(one: One): { readonly note: string; readonly value?: string | undefined }
  /** What staff should know about all of them, now. */
  notice?(all: readonly One[], now: string): string | undefined
  /** Which of its fields shows what is wrong with all of them. */
  readonly forAll: string
}

interface More<T> {
  /** What it is like: 比如 08:00. */
  readonly hint?: string
  /** Characters. */
  readonly longest?: number
  readonly most?: number
  readonly labels?: Labels
  say?(label: string, now: T): string
}
export interface FieldIn<T> extends More<T> {
  readonly kind: Kind
  readonly path: string
  readonly label: string
  readonly things?: Things<Thing>
}

/** Fields that stand together. A fold is out of sight until somebody opens it, and says what is in it. */
export interface Group<T> {
  readonly look: 'list' | 'cards' | 'card' | 'pair' | 'heading' | 'within' | 'fold'
  readonly title?: string
  note?(now: T): string
  readonly of: readonly Piece<T>[]
}
/** A text is a note between the fields. */
export type Piece<T> = string | FieldIn<T> | Group<T>

/** The ways to write down a form of what is kept as T. */
export const piecesFor = <T extends object>() => {
  type Below<P extends string, V> =
    PathTo<T, V> extends infer Q ? (Q extends `${P}.${infer N}` ? N : never) : never
  const group =
    (look: Group<T>['look']) =>
    (...of: readonly Piece<T>[]): Group<T> => ({ look, of })
  return {
    field: <K extends Kind>(
      kind: K,
      path: PathTo<T, Values[K]>,
      label: string,
      more: More<T> = {},
    ): FieldIn<T> => ({ kind, path, label, ...more }),
    /** Fields of one kind: what is kept → its label. */
    each: <K extends Kind>(
      kind: K,
      labels: Partial<Readonly<Record<PathTo<T, Values[K]>, string>>>,
    ): FieldIn<T>[] =>
      Object.entries<string | undefined>(labels).map(([path, label = '']) => ({ kind, label, path })),
    /** The same of what stands under `path`. */
    eachIn: <K extends Kind, P extends string>(
      kind: K,
      path: P,
      labels: Partial<Readonly<Record<Below<P, Values[K]>, string>>>,
    ): FieldIn<T>[] =>
      Object.entries<string | undefined>(labels).map(([name, label = '']) => ({
        kind,
        label,
        path: `${path}.${name}`,
      })),
    list: group('list'),
    cards: group('cards'),
    pair: group('pair'),
    within: group('within'),
    card: (title: string | undefined, ...of: readonly Piece<T>[]): Group<T> => ({ look: 'card', title, of }),
    heading: (title: string, ...of: readonly Piece<T>[]): Group<T> => ({ look: 'heading', title, of }),
    fold: (title: string, note: string | ((now: T) => string), ...of: readonly Piece<T>[]): Group<T> => ({
      ...{ look: 'fold', title, of },
      note: typeof note === 'string' ? () => note : note,
    }),
    things: <P extends PathTo<T, readonly Thing[]>, One extends Thing>(
      path: P,
      label: string,
      things: Things<One>,
    ): FieldIn<T> => ({ kind: 'things', path, label, things }),
  }
}

export const fieldsIn = <T>(pieces: readonly Piece<T>[]): readonly FieldIn<T>[] =>
  pieces.flatMap(piece => (typeof piece === 'string' ? [] : 'of' in piece ? fieldsIn(piece.of) : [piece]))

// ---- the value at a path ----

type Tree = Readonly<Record<string, unknown>>

/** `field` sees to it that a path leads to a value of its kind. */
export const valueAt = <V>(from: object, path: string) =>
  path.split('.').reduce<unknown>((part, name) => (part as Tree)[name], from) as V

export const withValue = <T extends object>(from: T, path: string, value: unknown): T => {
  const [name = '', ...rest] = path.split('.')
  const inside = rest.length ? withValue(valueAt<object>(from, name), rest.join('.'), value) : value
  return { ...from, [name]: inside }
}

/** The same fields, of a part that is kept under a name. */
export const under = <Whole extends object>(
  name: string,
  pieces: readonly Piece<never>[],
): readonly Piece<Whole>[] =>
  pieces.map(piece => {
    if (typeof piece === 'string') return piece
    const { note, say } = { note: undefined, say: undefined, ...piece }
    const part = (now: Whole) => valueAt<never>(now, name)
    return 'of' in piece
      ? { ...piece, of: under<Whole>(name, piece.of), note: note && (now => note(part(now))) }
      : { ...piece, path: `${name}.${piece.path}`, say: say && ((label, now) => say(label, part(now))) }
  })
