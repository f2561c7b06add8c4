/**
 * What may X do with Y now? One table of moves per kind of matter answers it for the screen (`may`), for the
 * server (`step`) and for the database (`guard`, written into the condition of the write). All three judge the
 * same clauses.
 *
 * A move reads the matter, takes a `step`, and writes the result in one write whose condition holds `guard` and the
 * `seq` that was read. Two shapes of a matter share this and differ only in what a lost race means:
 * - single-owner (help, hazards, suggestions): the tap says which `seq` its screen showed; a lost race is an answer;
 * - multi-party (mediation, places with a queue): parties act side by side on tracks, fields of their own; a tap does
 *   not name a `seq`, and after a lost race the step is taken again on what stands there now.
 */
import type { Role } from './contract.ts'

// ---- clauses: conditions that both JavaScript and DynamoDB can judge ----

type Value = string | number | boolean
export type Clause =
  | { readonly is: string; readonly of: readonly Value[] }
  | { readonly below: string; readonly than: Value }
  | { readonly absent: string }
  | { readonly all: readonly Clause[] }
  | { readonly any: readonly Clause[] }
  | { readonly not: Clause }

/** The field has one of the values. No values: never true. */
export const is = (field: string, ...of: readonly Value[]): Clause => ({ is: field, of })
/** The field is there and smaller. */
export const below = (field: string, than: Value): Clause => ({ below: field, than })
export const absent = (field: string): Clause => ({ absent: field })
export const all = (...clauses: readonly Clause[]): Clause => ({ all: clauses })
export const any = (...clauses: readonly Clause[]): Clause => ({ any: clauses })
export const not = (clause: Clause): Clause => ({ not: clause })

export type Fields = Readonly<Record<string, unknown>>

export const holds = (clause: Clause, item: Fields): boolean => {
  if ('is' in clause) return clause.of.some(value => value === item[clause.is])
  if ('below' in clause)
    return item[clause.below] !== undefined && (item[clause.below] as Value) < clause.than
  if ('absent' in clause) return item[clause.absent] === undefined
  if ('all' in clause) return clause.all.every(each => holds(each, item))
  if ('any' in clause) return clause.any.some(each => holds(each, item))
  return !holds(clause.not, item)
}

// ---- who: a caller as the rules see one ----

export interface Grant {
  readonly role: Role
  readonly community: string
  /** What it covers: the community itself, a team, a grid, a room, … */
  readonly scope: string
}

/** A caller: the grants in force now, and the people they act for (代办). */
export interface Who {
  readonly id: string
  readonly grants: readonly Grant[]
  readonly actsFor: readonly string[]
}

/** Who acted, on whose behalf, in which role. */
export interface Actor {
  readonly by: string
  readonly for?: string
  readonly as: Role | 'clock'
}

export const scopesOf = (who: Who, role: Role, community: string) =>
  who.grants.filter(grant => grant.role === role && grant.community === community).map(grant => grant.scope)

// ---- the table ----

/** How someone in a role must be tied to the matter: anyone of its community, its person, its scope, or both. */
export type Tie = 'community' | { readonly person?: string; readonly scope?: string }

export interface Move<State extends string> {
  readonly from: readonly State[]
  /**
   * Where it goes, or how to tell from the matter with the move's fields set (all have signed → in force).
   * Absent: it stays where it is.
   */
  readonly to?: State | ((after: Fields) => State)
  readonly by: { readonly [R in Role]?: Tie } & { readonly clock?: true }
  /** More that must be true of the matter, whoever asks. */
  readonly where?: Clause
}

/** The matter's fields that say which team, room or department has it: id and name. */
export interface Unit {
  readonly id: string
  readonly name: string
}

export interface Lifecycle<State extends string, Name extends string> {
  readonly states: readonly State[]
  readonly unit?: Unit | undefined
  readonly moves: { readonly [N in Name]: Move<State> }
}

export const lifecycle = <const State extends string, const Name extends string>(
  states: readonly State[],
  moves: { readonly [N in Name]: Move<NoInfer<State>> },
  unit?: Unit,
): Lifecycle<State, Name> => ({ states, moves, unit })

export interface Entry extends Actor {
  readonly seq: number
  readonly at: string
  readonly op: string
  readonly move: string
  readonly to: string
  /** The team, room or department that had it then, as people call it. */
  readonly unit?: string
  readonly reason?: string
}

/** What every matter keeps. */
export interface Matter {
  readonly id: string
  readonly community: string
  readonly state: string
  readonly seq: number
  /** The last entries; older ones stand beside the matter. */
  readonly timeline: readonly Entry[]
  readonly createdAt: string
  readonly changedAt: string
}

export const rolesIn = <State extends string>(move: Move<State>): readonly Role[] =>
  Object.keys(move.by).filter((role): role is Role => role !== 'clock')

/** The clause that ties this caller, in this role, to a matter of the community. */
const tied = (tie: Tie, role: Role, who: Who, community: string): Clause => {
  const scopes = scopesOf(who, role, community)
  if (tie === 'community') return scopes.length ? all() : any()
  // A resident's ties stand for the people they act for as well; nobody volunteers by proxy.
  const people = role === 'resident' ? [who.id, ...who.actsFor] : [who.id]
  return all(
    ...(tie.person ? [is(tie.person, ...people)] : []),
    ...(tie.scope ? [is(tie.scope, ...scopes)] : []),
  )
}

const ties = <State extends string>(move: Move<State>, who: Who | 'clock', community: string): Clause =>
  who === 'clock'
    ? move.by.clock
      ? all()
      : any()
    : any(...rolesIn(move).map(role => tied(move.by[role]!, role, who, community)))

const ready = <State extends string>(move: Move<State>): Clause =>
  all(is('state', ...move.from), ...(move.where ? [move.where] : []))

/** Everything that must be true of the matter when the write happens, `seq` apart. */
export const guard = <State extends string>(
  move: Move<State>,
  who: Who | 'clock',
  community: string,
): Clause => all(ready(move), ties(move, who, community))

/** The moves this caller may make now: what the screen offers. */
export const may = <State extends string, Name extends string>(
  { moves }: Lifecycle<State, Name>,
  matter: Matter,
  who: Who | 'clock',
): Name[] =>
  (Object.keys(moves) as Name[]).filter(name =>
    holds(guard(moves[name], who, matter.community), matter as Matter & Fields),
  )

/** In which role, and for whom, the caller makes the move: the first of the table's roles that fits the matter. */
const actorIn = <State extends string>(move: Move<State>, matter: Matter & Fields, who: Who | 'clock') => {
  if (who === 'clock') return { by: 'clock', as: 'clock' } as const
  const role = rolesIn(move).find(role => holds(tied(move.by[role]!, role, who, matter.community), matter))
  if (!role) return undefined
  const tie = move.by[role]!
  const person = tie === 'community' ? undefined : (matter[tie.person ?? ''] as string | undefined)
  const onBehalf = person !== undefined && person !== who.id
  return { by: who.id, as: role, ...(onBehalf && { for: person }) }
}

export interface Tap {
  /** The tap's own id, the same in each of its retries. */
  readonly op: string
  /** What the tapper saw; left out where several parties act side by side. */
  readonly seq?: number | undefined
  readonly who: Who | 'clock'
  readonly at: string
  readonly reason?: string | undefined
}

/**
 * `again`: this tap, or an earlier one of the same caller with the same result, was carried out — a success.
 * `notYours`: 403. `moved`: it is no longer where the tapper saw it, 409.
 */
export type Verdict = 'again' | 'notYours' | 'moved'

/** Why a move cannot be made on what stands there. */
const explain = <State extends string>(
  name: string,
  move: Move<State>,
  matter: Matter & Fields,
  tap: Tap,
  sets: Fields,
): Verdict => {
  const me = tap.who === 'clock' ? 'clock' : tap.who.id
  if (matter.timeline.some(entry => entry.op === tap.op && entry.by === me)) return 'again'
  const last = matter.timeline.at(-1)
  const sameResult = Object.entries(sets).every(([field, value]) => matter[field] === value)
  if (last?.move === name && last.by === me && sameResult) return 'again'
  return holds(ties(move, tap.who, matter.community), matter) ? 'moved' : 'notYours'
}

/**
 * One move, purely: the matter after it, or why not. `sets` are the fields the move gives new values; undefined
 * removes one. It changes nothing else but `state`, `seq`, `changedAt` and the timeline.
 */
export const step = <M extends Matter, State extends string, Name extends string>(
  { moves, unit }: Lifecycle<State, Name>,
  name: Name,
  matter: M,
  tap: Tap,
  sets: Partial<M> = {},
): { readonly matter: M } | { readonly not: Verdict } => {
  const move = moves[name]
  const fields = matter as M & Fields
  const seen = tap.seq === undefined || tap.seq === matter.seq
  const repeated = matter.timeline.some(entry => entry.op === tap.op)
  const actor = actorIn(move, fields, tap.who)
  if (!seen || repeated || !actor || !holds(guard(move, tap.who, matter.community), fields))
    return { not: explain(name, move, fields, tap, sets) }
  const after = { ...fields, ...sets }
  const to = (typeof move.to === 'function' ? move.to(after) : move.to) ?? matter.state
  const seq = matter.seq + 1
  const had = unit && ((matter as Fields)[unit.name] ?? after[unit.name])
  const { op, at, reason } = tap
  const entry: Entry = {
    ...{ seq, op, at, move: name, to },
    ...actor,
    ...(typeof had === 'string' && { unit: had }),
    ...(reason && { reason }),
  }
  return { matter: { ...after, state: to, seq, changedAt: at, timeline: [...matter.timeline, entry] } }
}
