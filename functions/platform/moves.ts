/** Moving the items of a kind: finding one, judging the move, writing it if the item is still what was read. */
import { randomUUID } from 'node:crypto'
import type { Role } from '../../shared/contract.ts'
import {
  all,
  guard,
  is,
  isOf,
  roleIn,
  transition,
  type Entry,
  type Fields,
  type Lifecycle,
  type Tap,
  type Verdict,
  type Who,
} from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import type { Ctx, SignedIn } from './context.ts'
import type { Holders } from './holding.ts'
import { enteredIn, getMatter, readBack, written, type Stored } from './matter-item.ts'
import type { Step } from './table.ts'
import { timelineOf } from './timeline.ts'
import { write } from './write.ts'

/** What moving needs to know of a kind. */
export interface Moving<M extends Stored, Name extends string, RightName extends string> {
  readonly name: M['kind']
  readonly life: Lifecycle<M['state'], Name, RightName>
  /** Whether it exists for somebody. */
  readonly sees: (item: M, who: Who) => boolean
  /** Loads what deadlines depend on; then says when the item has to be looked at next. */
  readonly deadlines: (ctx: Pick<Ctx, 'table'>, community: string) => Promise<(item: M) => string | undefined>
  /** Who cannot leave while it is as it is. */
  readonly holds?: Holders<M>
  /** A better word than "it has moved", where there is one. */
  readonly lost?: (name: NoInfer<Name | RightName>, item: M) => Refusal | undefined
}

/** What goes with one move, beside what the lifecycle says of it. */
export interface Edit<M extends Stored> {
  /** Fields the tapper asked to set; where they are set already, a second tap is "the same". */
  readonly wants?: Partial<M>
  /** Checks and further fields, asked for only when the move is open to the caller; refuses by throwing. */
  readonly prepare?: (matter: M) => Promise<Partial<M>>
  /** What is written together with it, or a refusal; asked again when somebody else was quicker there. */
  readonly along?: (matter: M, after: M) => Promise<readonly Step[]>
}

interface TapInput {
  readonly id: string
  readonly seq?: number | undefined
  readonly op?: string | undefined
  readonly reason?: string
}

/** Of all that was sent with a tap, the tap's own marks apart: who sends it once more may see the matter as it is by then. */
export const sentIn = async ({ secrets, input }: SignedIn) => {
  if (!input) return undefined
  const { op: _, seq: __, ...rest } = input as Fields
  return (await secrets.derive('tap', JSON.stringify(rest))).slice(0, 16)
}

/** The caller's entry that this tap has made, whatever came since: the matter itself carries only the last ones. */
const entryOf = async ({ table, who }: SignedIn, matter: Stored, op: string | undefined) => {
  if (op === undefined) return undefined
  const own = (each: Entry) => each.op === op && each.by === who.id
  return matter.timeline.find(own) ?? (await timelineOf(table, matter)).find(own)
}

/** `indexes`: the lists it stands in, as attributes of the indexes. `beside`: what is written along with any change. */
export const movesOf = <M extends Stored, Name extends string, RightName extends string>(
  { name: kind, life, sees, deadlines, lost: lostTo }: Moving<M, Name, RightName>,
  indexes: (item: M) => Fields,
  beside: (before: M, after: M) => readonly Step[],
) => {
  const rules = { ...life.moves, ...life.rights }

  const refusal = (name: Name | RightName, not: Verdict, matter: M) => {
    if (not === 'reused') return new Refusal('request.keyReused')
    if (not === 'notYours') return new Refusal('matter.notYours')
    const { [matter.state as M['state']]: state } = life.states.text
    return lostTo?.(name, matter) ?? new Refusal('matter.moved', { state })
  }

  /** The caller's matter: 404 alike where there is none and where it does not exist for the caller. */
  const find = async (
    ctx: SignedIn,
    id: string,
    tap?: { readonly name: Name; readonly op: string | undefined },
  ) => {
    const matter = await getMatter<M>(ctx.table, kind, id)
    // Somebody whose own move has hidden it from them may ask again whether the move was made, whatever came after it.
    const moved =
      tap &&
      matter?.timeline.some(({ op, by, move }) => op === tap.op && by === ctx.who.id && move === tap.name)
    if (!matter || (!moved && !sees(matter, ctx.who))) throw new Refusal('matter.notFound')
    return matter
  }

  /**
   * Judges the move on what was read and writes what comes of it, if the item is still what was read. Where it is
   * not, the move is judged again on what stands there now: most often that says why not, and where several parties
   * act side by side it succeeds.
   */
  const carryOut = async (ctx: Ctx, name: Name, read: M, tap: Tap, edit: Edit<M>) => {
    const { wants = {}, prepare, along } = edit
    const deadline = await deadlines(ctx, read.community)
    let matter = read
    return write<{ readonly matter: M; readonly not?: Verdict }>(ctx.table, async lost => {
      // If another step failed, the matter is unchanged: something beside it has moved.
      if (lost?.step === 0) {
        if (!lost.was) throw new Error('a matter disappeared')
        matter = readBack<M>(lost.was)
      }
      // Judged before anything is prepared, so that a caller who may not move it learns nothing else.
      const open = transition(life, name, matter, tap, wants)
      const taken =
        'not' in open || !prepare ? open : transition(life, name, matter, tap, wants, await prepare(matter))
      if ('not' in taken) return { answer: { matter, not: taken.not } }
      const after = { ...taken.matter, dueAt: deadline(taken.matter) }
      const move = {
        put: written(after, indexes(after)),
        when: all(is('seq', matter.seq), guard(life.moves[name], tap.who, matter.community)),
      }
      const others = [...((await along?.(matter, after)) ?? []), ...beside(matter, after)]
      return { steps: others.length ? [move, ...others] : move, answer: { matter: after } }
    })
  }

  return {
    find,

    /** Whether this tap has made the move already: then nothing that comes before a move is to stand in its way. */
    async isDone(ctx: SignedIn, matter: M, name: Name, op: string | undefined): Promise<boolean> {
      return (await entryOf(ctx, matter, op))?.move === name
    },

    /** Makes the move for the caller and gives the matter as it stands then, or refuses. */
    async move(ctx: SignedIn, name: Name, input: TapInput, edit: Edit<M> = {}): Promise<M> {
      const { id, seq, op, reason } = input
      const read = await find(ctx, id, { name, op })
      const sent = await sentIn(ctx)
      const done = await entryOf(ctx, read, op)
      if (done && !isOf(done, name, sent)) throw refusal(name, 'reused', read)
      if (done && (done.sent || done !== read.timeline.at(-1))) return read
      const entered = enteredIn(ctx, read.community)
      const tap: Tap = { op: op ?? randomUUID(), seq, who: ctx.who, at: ctx.now, reason, sent, ...entered }
      const { matter, not } = await carryOut(ctx, name, read, tap, edit)
      if (not && not !== 'again') throw refusal(name, not, matter)
      return matter
    },

    /** In which role the caller has the right, or could make the move; else a refusal. */
    allowed(ctx: SignedIn, name: Name | RightName, matter: M): Role {
      const found = roleIn(rules[name], matter, ctx.who)
      if ('not' in found) throw refusal(name, found.not, matter)
      return found.as
    },

    /** The clock's move, once for each seq it saw. */
    async moveByClock(ctx: Ctx, name: Name, matter: M, edit: Edit<M> = {}): Promise<void> {
      const tap: Tap = { op: `${name}.${matter.seq}`, seq: matter.seq, who: 'clock', at: ctx.now }
      await carryOut(ctx, name, matter, tap, edit)
    },

    refusal,
  }
}
