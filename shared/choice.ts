/** A short list of codes, each with what people read for it: said once, for both sides. */
import * as z from 'zod/mini'

export interface Choice<Code extends string> {
  /** In the order in which people are offered them. */
  readonly codes: readonly Code[]
  readonly text: Readonly<Record<Code, string>>
  readonly schema: z.ZodMiniEnum<{ [C in Code]: C }>
  /** As a page offers them. */
  readonly options: readonly { readonly value: Code; readonly text: string }[]
  readonly has: (code: string | undefined) => code is Code
  /** A code from elsewhere; one that is not known (a newer server's) is shown as it is. */
  readonly say: (code: string) => string
}

/** `Code<typeof disputeKinds>` is `'leak' | 'noise' | …`. */
export type Code<C extends { readonly codes: readonly string[] }> = C['codes'][number]

/** `choice({ leak: '漏水', noise: '噪音' })` */
export const choice = <Code extends string>(text: Readonly<Record<Code, string>>): Choice<Code> => {
  const codes = Object.keys(text) as Code[]
  const has = (code: string | undefined): code is Code =>
    (codes as readonly (string | undefined)[]).includes(code)
  return {
    codes,
    text,
    schema: z.enum(codes) as z.ZodMiniEnum<{ [C in Code]: C }>,
    options: codes.map(value => ({ value, text: text[value] })),
    has,
    say: code => (has(code) ? text[code] : code),
  }
}

/** yours: the reader acts next; waiting: somebody else does; ended: nobody does. */
export const tones = ['yours', 'waiting', 'ended'] as const
export type Tone = (typeof tones)[number]

interface State {
  readonly name: string
  /** As most readers see it; whose turn it is sees `yours`. */
  readonly tone: Tone
  /** Rules and pages ask for a state's group, seldom for the state. */
  readonly group?: string | readonly string[]
}
type States = Readonly<Record<string, State>>
type GroupsOf<S extends State> = S extends { readonly group: infer G }
  ? G extends readonly (infer Each extends string)[]
    ? Each
    : G & string
  : never
type InGroup<Rows extends States, Group extends string> = {
  [C in keyof Rows & string]: Group extends GroupsOf<Rows[C]> ? C : never
}[keyof Rows & string]

/** The states of a matter, one row each: `states({ open: { name: '等人接', tone: 'waiting', group: 'open' }, … })`. */
export const states = <const Rows extends States>(rows: Rows) => {
  type Code = keyof Rows & string
  type Group = GroupsOf<Rows[Code]>
  const entries = Object.entries<State>(rows)
  const groupsOf = ({ group = [] }: State) => (typeof group === 'string' ? [group] : group)
  const groups = [...new Set(entries.flatMap(([, row]) => groupsOf(row)))]
  const membersOf = (group: string) =>
    entries.filter(([, row]) => groupsOf(row).includes(group)).map(([code]) => code)
  return {
    ...choice(Object.fromEntries(entries.map(([code, { name }]) => [code, name])) as Record<Code, string>),
    tones: Object.fromEntries(entries.map(([code, { tone }]) => [code, tone])) as Readonly<
      Record<Code, Tone>
    >,
    groups: Object.fromEntries(groups.map(group => [group, membersOf(group)])) as unknown as {
      readonly [G in Group]: readonly InGroup<Rows, G>[]
    },
    isIn: (state: Code, group: Group) => groupsOf(rows[state]!).includes(group),
  }
}
