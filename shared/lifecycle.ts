/**
 * What may X do with Y now? One table of moves per kind of matter answers it for the screen (`may`), for the
 * server (`transition`) and for the database (`guard`, written into the condition of the write). All three judge the
 * same clauses.
 *
 * A move reads the matter, takes a `transition`, and writes the result in one write whose condition holds `guard` and the
 * `seq` that was read. Two shapes of a matter share this and differ only in what a lost race means:
 * - single-owner (a request, a hazard, a suggestion): the tap says which `seq` its screen showed; a lost race is an answer;
 * - multi-party (a dispute, places with a queue): parties act side by side on tracks, fields of their own; a tap does
 *   not name a `seq`, and after a lost race it is taken again on what stands there now.
 */
import type { Tone } from './choice.ts'
import type { Link, Role, Came } from './contract.ts'

// ---- clauses: conditions that both JavaScript and DynamoDB can judge ----

type Value = string | number | boolean
/** `F`: the fields it may speak of, so that a misspelt one does not compile. */
export type Clause<F extends string = string> =
  | { readonly is: F; readonly of: readonly Value[] }
  | { readonly below: F; readonly than: Value }
  | { readonly absent: F }
  | { readonly fewer: F; readonly than: number | { readonly field: F } }
  | { readonly all: readonly Clause<F>[] }
  | { readonly any: readonly Clause<F>[] }
  | { readonly not: Clause<F> }

/** The field has one of the values. No values: never true. */
export const is = <F extends string>(field: F, ...of: readonly Value[]): Clause<F> => ({ is: field, of })
/** The field is there and smaller. */
export const below = <F extends string>(field: F, than: Value): Clause<F> => ({ below: field, than })
export const absent = <F extends string>(field: F): Clause<F> => ({ absent: field })
/** The field is a map or a list with fewer entries than so many, or than another field says. */
export const fewer = <F extends string>(field: F, than: number | { readonly field: F }): Clause<F> => ({
  fewer: field,
  than,
})
export const all = <F extends string>(...clauses: readonly Clause<F>[]): Clause<F> => ({ all: clauses })
export const any = <F extends string>(...clauses: readonly Clause<F>[]): Clause<F> => ({ any: clauses })
export const not = <F extends string>(clause: Clause<F>): Clause<F> => ({ not: clause })

export type Fields = Readonly<Record<string, unknown>>

/** What stands at a path: `seats.user_1` is the entry `user_1` of the map `seats`. */
export const fieldAt = (item: Fields, path: string): unknown =>
  path.split('.').reduce<unknown>((part, name) => (part as Fields | undefined)?.[name], item)

export const holds = (clause: Clause, item: Fields): boolean => {
  if ('is' in clause) return clause.of.some(value => value === fieldAt(item, clause.is))
  if ('below' in clause) {
    const value = fieldAt(item, clause.below)
    return value !== undefined && (value as Value) < clause.than
  }
  if ('absent' in clause) return fieldAt(item, clause.absent) === undefined
  if ('fewer' in clause) {
    const { than } = clause
    const [map, most] = [
      fieldAt(item, clause.fewer),
      typeof than === 'number' ? than : fieldAt(item, than.field),
    ]
    return typeof map === 'object' && typeof most === 'number' && Object.keys(map ?? {}).length < most
  }
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
  /**
   * Ids under which the caller was known by phone, before signing in. Each is in `actsFor` too, so that what was asked
   * under it is in their hands; that is not acting for somebody else.
   */
  readonly also?: readonly string[]
  /** Which of their sign-ins this is, and whether it is that of a computer, which a phone has signed in. */
  readonly signIn?: string
  readonly atDesk?: boolean
}

/** Every id that means this caller: whose lists are theirs. */
export const idsOf = ({ id, also = [] }: Who) => [id, ...also]
/** Whether this is one of the caller's own ids. */
export const isMe = (who: Who, id: string | undefined) => id !== undefined && idsOf(who).includes(id)

/** Who acted, on whose behalf, in which role. */
export interface Actor {
  readonly by: string
  readonly for?: string
  readonly as: Role | 'clock'
}

export const scopesOf = (who: Who, role: Role, community: string) =>
  who.grants.filter(grant => grant.role === role && grant.community === community).map(grant => grant.scope)

/** The first community in which someone holds one of the roles; with `wanted`, that one or none. */
export const communityIn = (who: Who, roles: readonly Role[], wanted?: string) =>
  who.grants.find(({ role, community }) => roles.includes(role) && (!wanted || community === wanted))
    ?.community

// ---- the table ----

/**
 * How someone who holds the role must be tied to the matter: anyone of its community; the person in a field; one of
 * their scopes in a field; `except` the people in some fields, for nobody judges their own work, nor that of whom they
 * act for; `when` it is so.
 */
export type Tie<F extends string = string> =
  | 'community'
  | {
      readonly person?: F
      readonly scope?: F
      readonly except?: readonly F[]
      readonly when?: Clause<F>
    }
/** One way of being tied, or several of which one is enough. */
export type Ties<F extends string = string> = Tie<F> | readonly Tie<F>[]

interface Rule<F extends string> {
  readonly by: { readonly [R in Role]?: Ties<F> }
  /** More that must be true of the matter, for every caller. */
  readonly where?: Clause<F>
}

export interface Move<State extends string, F extends string = string> extends Rule<F> {
  readonly from: readonly State[]
  /**
   * Where it goes, or how to tell from the matter with the move's fields set (all have signed → in force).
   * Absent: it stays where it is, and nobody's view of it has aged.
   */
  readonly to?: State | ((after: Fields) => State)
  readonly by: Rule<F>['by'] & { readonly clock?: true }
  /** Fields that end with it: a request given back has no team. */
  readonly clears?: readonly F[]
}

/** What changes nothing of the matter but is judged by the same clauses, like a look: who may, and in which states. */
export interface Right<State extends string, F extends string = string> extends Rule<F> {
  readonly in: readonly State[]
}

/** The matter's fields that say which team, room or department has it: id and name. */
export interface Unit<F extends string = string> {
  readonly id: F
  readonly name: F
}

/** The states, and what people call them. */
interface Named<State extends string> {
  readonly codes: readonly State[]
  readonly text: Readonly<Record<State, string>>
  readonly tones?: Readonly<Record<State, Tone>>
}

export interface Lifecycle<State extends string, Name extends string, RightName extends string = never> {
  readonly states: Named<State>
  readonly unit?: Unit | undefined
  readonly moves: { readonly [N in Name]: Move<State> }
  readonly rights: { readonly [N in RightName]: Right<State> }
}

/** `lifecycle<Fields>()(states, moves)`: the table may only speak of the matter's own fields. */
export const lifecycle =
  <M>() =>
  <const State extends string, const Name extends string, const RightName extends string = never>(
    states: Named<State>,
    moves: { readonly [N in Name]: Move<NoInfer<State>, (keyof M & string) | 'state'> },
    {
      rights = {} as { readonly [N in RightName]: Right<NoInfer<State>, (keyof M & string) | 'state'> },
      unit,
    }: {
      readonly rights?: { readonly [N in RightName]: Right<NoInfer<State>, (keyof M & string) | 'state'> }
      readonly unit?: Unit<keyof M & string>
    } = {},
  ): Lifecycle<State, Name, RightName> => ({ states, moves, rights, unit })

export interface Entry extends Actor {
  readonly seq: number
  readonly at: string
  readonly op: string
  readonly move: string
  readonly to: string
  /** The team, room or department that had it then, as people call it. */
  readonly unit?: string
  readonly reason?: string
  /** Entered for somebody who did not tap themselves: how it came, and its number there. */
  readonly via?: Came['via']
  readonly ref?: string
  /** Of all that came with the tap, an HMAC: the same tap brings the same again. */
  readonly sent?: string
}

/** What every matter keeps. */
export interface Matter {
  readonly id: string
  readonly community: string
  readonly state: string
  readonly seq: number
  /** The seq at which it last went somewhere; what was seen since then is still so. */
  readonly stateSeq: number
  /** The last entries, for showing and for recognising a repeated tap; older ones stand beside the matter. */
  readonly timeline: readonly Entry[]
  readonly createdAt: string
  readonly changedAt: string
  /** The matter it came of. */
  readonly from?: Link
}

/** Either is judged in the same way. */
type Allowing<State extends string> = Move<State> | Right<State>

export const rolesIn = ({ by }: Rule<string>): readonly Role[] =>
  Object.keys(by).filter((role): role is Role => role !== 'clock')

const tiesOf = ({ by }: Rule<string>, role: Role): readonly Exclude<Tie, 'community'>[] => {
  const { [role]: ties = [] } = by
  const all = Array.isArray(ties) ? (ties as readonly Tie[]) : [ties as Tie]
  return all.map(tie => (tie === 'community' ? {} : tie))
}

/** The clause that ties this caller, in this role, to a matter of the community. Without the role there is no tie. */
const tied = (
  { person, scope, except = [], when }: Exclude<Tie, 'community'>,
  role: Role,
  who: Who,
  community: string,
): Clause => {
  const scopes = scopesOf(who, role, community)
  // A resident's ties stand for the people they act for as well; nobody volunteers by proxy.
  const people = [...(scopes.length ? idsOf(who) : []), ...(role === 'resident' ? who.actsFor : [])]
  return all(
    person ? is(person, ...people) : scopes.length ? all() : any(),
    ...(scope ? [is(scope, ...scopes)] : []),
    ...except.map(field => not(is(field, ...idsOf(who), ...who.actsFor))),
    ...(when ? [when] : []),
  )
}

/** `now`: with what must be so of the matter at this moment; without it, whether it is theirs at all. */
const ties = (rule: Rule<string>, who: Who | 'clock', community: string, now = true): Clause => {
  if (who === 'clock') return 'clock' in rule.by ? all() : any()
  const each = rolesIn(rule).flatMap(role => tiesOf(rule, role).map(tie => ({ role, tie })))
  return any(
    ...each.map(({ role, tie: { when, ...tie } }) =>
      tied({ ...tie, ...(now && when && { when }) }, role, who, community),
    ),
  )
}

const ready = <State extends string>(rule: Allowing<State>): Clause =>
  all(is('state', ...('from' in rule ? rule.from : rule.in)), ...(rule.where ? [rule.where] : []))

/** Everything that must be true of the matter when the write happens, `seq` apart. */
export const guard = <State extends string>(
  rule: Allowing<State>,
  who: Who | 'clock',
  community: string,
): Clause => all(ready(rule), ties(rule, who, community))

const open = <State extends string, Name extends string>(
  rules: { readonly [N in Name]: Allowing<State> },
  matter: Matter,
  who: Who | 'clock',
): Name[] => {
  const fields = matter as Matter & Fields
  // The two halves of the guard: most rules are out of the question by the state, before anybody's ties are looked at.
  return (Object.keys(rules) as Name[]).filter(
    name => holds(ready(rules[name]), fields) && holds(ties(rules[name], who, matter.community), fields),
  )
}

/** The moves this caller may make now, and the rights they have: what the screen offers. */
export const may = <State extends string, Name extends string, RightName extends string>(
  { moves, rights }: Lifecycle<State, Name, RightName>,
  matter: Matter,
  who: Who,
): (Name | RightName)[] => [...open(moves, matter, who), ...open(rights, matter, who)]

/** The moves that are the clock's now. */
export const clockMay = <State extends string, Name extends string>(
  { moves }: Lifecycle<State, Name>,
  matter: Matter,
): Name[] => open(moves, matter, 'clock')

/**
 * In which role, and for whom, a person acts: the first of the table's roles that fits the matter; for themselves
 * before anybody they act for.
 */
const personIn = (rule: Rule<string>, matter: Matter & Fields, who: Who) => {
  const fitting = rolesIn(rule)
    .flatMap(role => tiesOf(rule, role).map(tie => ({ role, tie })))
    .filter(({ role, tie }) => holds(tied(tie, role, who, matter.community), matter))
    .map(({ role, tie }) => {
      const person = tie.person && (fieldAt(matter, tie.person) as string | undefined)
      return { role, person: person === undefined || idsOf(who).includes(person) ? undefined : person }
    })
  const [first] = fitting
  if (!first) return undefined
  const { role, person } = fitting.find(each => each.role === first.role && !each.person) ?? first
  return { by: who.id, as: role, ...(person && { for: person }) }
}

/** `notYours`: 403. `moved`: it is not where it was seen any longer, 409. */
export type Denied = 'notYours' | 'moved'

/** Why this caller may not, now; undefined where they may. */
const denied = <State extends string>(
  rule: Allowing<State>,
  matter: Matter & Fields,
  who: Who | 'clock',
): Denied | undefined => {
  if (!holds(ties(rule, who, matter.community, false), matter)) return 'notYours'
  return holds(guard(rule, who, matter.community), matter) ? undefined : 'moved'
}

/** Without moving anything: in which role the caller may, or why not. */
export const roleIn = <State extends string>(
  rule: Allowing<State>,
  matter: Matter,
  who: Who,
): { readonly as: Role } | { readonly not: Denied } => {
  const fields = matter as Matter & Fields
  const not = denied(rule, fields, who)
  return not ? { not } : { as: personIn(rule, fields, who)!.as }
}

export interface Tap {
  /** The tap's own id, the same in each of its retries. */
  readonly op: string
  /** What the tapper saw; left out where several parties act side by side. */
  readonly seq?: number | undefined
  readonly who: Who | 'clock'
  readonly at: string
  readonly reason?: string | undefined
  /** Of all that comes with it, as its entry will keep it. */
  readonly sent?: string | undefined
  readonly via?: Came['via']
  readonly ref?: string | undefined
}

/**
 * `again`: this tap, or an earlier one of the same caller with the same result, was carried out — a success.
 * `reused`: its op was used for something else.
 */
export type Verdict = 'again' | 'reused' | Denied

/** As JSON with names in order: a database gives a map back in an order of its own. */
const spelt = (value: unknown) =>
  JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  )

/** In whichever order their fields come. */
export const same = (one: unknown, other: unknown) => spelt(one) === spelt(other)

const sameIn = (matter: Fields, wants: Fields) =>
  Object.entries(wants).every(([field, value]) => same(matter[field], value))

/** Whether the entry was made by this move, with the same things sent. */
export const isOf = (entry: Entry, name: string, sent: string | undefined) =>
  entry.move === name && (!entry.sent || !sent || entry.sent === sent)

/** Whether the caller has done this before. */
const repeated = (
  name: string,
  goes: boolean,
  matter: Matter & Fields,
  tap: Tap,
  wants: Fields,
): Verdict | undefined => {
  const me = tap.who === 'clock' ? 'clock' : tap.who.id
  const last = matter.timeline.at(-1)
  const own = matter.timeline.find(entry => entry.op === tap.op && entry.by === me)
  if (own) {
    // Where nothing is known of what was sent, what was asked for tells, as long as nothing came after it.
    const known = own.sent !== undefined && tap.sent !== undefined
    return isOf(own, name, tap.sent) && (known || own !== last || sameIn(matter, wants)) ? 'again' : 'reused'
  }
  // What leaves the matter where it is can be said twice, and each time is meant.
  const repeats = goes && last?.by === me && isOf(last, name, tap.sent) && sameIn(matter, wants)
  // Without anything asked for, a second tap counts as the first one's only while nothing else has happened.
  return repeats && (Object.keys(wants).length > 0 || tap.seq !== matter.seq) ? 'again' : undefined
}

/**
 * One move, purely: the matter after it, or why not. `wants` are the fields the tapper asked to set, `prepared` those
 * that follow; undefined removes one. Beside them only what the move `clears`, `state`, the seqs, `changedAt` and the
 * timeline change.
 */
export const transition = <M extends Matter, State extends string, Name extends string>(
  { moves, unit }: Lifecycle<State, Name>,
  name: Name,
  matter: M,
  tap: Tap,
  wants: Partial<M> = {},
  prepared: Partial<M> = {},
): { readonly matter: M } | { readonly not: Verdict } => {
  const move = moves[name]
  const fields = matter as M & Fields
  const before = repeated(name, move.to !== undefined || tap.who === 'clock', fields, tap, wants)
  if (before) return { not: before }
  const not = denied(move, fields, tap.who)
  if (not) return { not }
  const seen = tap.seq === undefined || (matter.stateSeq <= tap.seq && tap.seq <= matter.seq)
  if (!seen) return { not: 'moved' }
  const actor: Actor = tap.who === 'clock' ? { by: 'clock', as: 'clock' } : personIn(move, fields, tap.who)!

  const cleared = Object.fromEntries((move.clears ?? []).map(field => [field, undefined]))
  const after = { ...fields, ...cleared, ...wants, ...prepared }
  const to = typeof move.to === 'function' ? move.to(after) : move.to
  const seq = matter.seq + 1
  const had = unit && ((matter as Fields)[unit.name] ?? after[unit.name])
  const { op, at, reason, sent, via, ref } = tap
  const entry: Entry = {
    ...{ seq, op, at, move: name, to: to ?? matter.state },
    ...actor,
    ...(typeof had === 'string' && { unit: had }),
    ...(reason && { reason }),
    ...(via && { via }),
    ...(ref && { ref }),
    ...(sent && { sent }),
  }
  const went = to === undefined ? {} : { state: to, stateSeq: seq }
  return { matter: { ...after, ...went, seq, changedAt: at, timeline: [...matter.timeline, entry] } }
}
