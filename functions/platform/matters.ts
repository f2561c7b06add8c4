/**
 * What can be done with any kind of matter: find it, move it, let the clock move it. What is particular to a kind —
 * its table of moves, who sees it, its deadlines and lists — comes in once, as a `Kind`.
 */
import { randomUUID } from 'node:crypto'
import type { Role } from '../../shared/contract.ts'
import {
  all,
  guard,
  is,
  step,
  type Fields,
  type Lifecycle,
  type Tap,
  type Verdict,
  type Who,
} from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/refusals.ts'
import type { Ctx, SignedIn } from './context.ts'
import { getMatter, readBack, written, type Stored } from './matter-item.ts'
import type { Step } from './table.ts'
import { write } from './write.ts'

export interface Kind<M extends Stored, State extends string, Name extends string> {
  readonly kind: string
  readonly life: Lifecycle<State, Name>
  /** What people call the states. */
  readonly stateNames: Readonly<Record<State, string>>
  /** Whether it exists for this caller. */
  readonly visible: (matter: M, who: Who) => boolean
  /** The lists it stands in, as attributes of the indexes. */
  readonly indexes: (matter: M) => Fields
  /** Loads what deadlines depend on; then says when the matter has to be looked at next. */
  readonly deadlines: (ctx: Ctx, community: string) => Promise<(matter: M) => string | undefined>
  /** A better word than "it has moved", where there is one. */
  readonly lost?: (name: Name, matter: M) => Refusal | undefined
}

export interface Change<M extends Stored> {
  /** Fields the tapper asked to set; they make a second tap "the same". */
  readonly wants?: Partial<M>
  /** Whether what stands there is what was asked for, where `wants` cannot tell: else a second tap is another one. */
  readonly says?: (matter: M) => boolean | Promise<boolean>
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

export const mattersOf = <M extends Stored, State extends string, Name extends string>(
  kind: Kind<M, State, Name>,
) => {
  const { life } = kind

  const refusal = (name: Name, not: Verdict, matter: M) => {
    if (not === 'reused') return new Refusal('request.keyReused')
    if (not === 'notYours') return new Refusal('matter.notYours')
    return (
      kind.lost?.(name, matter) ??
      new Refusal('matter.moved', { state: kind.stateNames[matter.state as State] })
    )
  }

  /** The caller's matter: 404 alike where there is none and where it does not exist for the caller. */
  const find = async (
    ctx: SignedIn,
    id: string,
    tap?: { readonly name: Name; readonly op: string | undefined },
  ) => {
    const matter = await getMatter<M>(ctx.table, kind.kind, id)
    const last = matter?.timeline.at(-1)
    // Whoever has just moved it out of their own sight may ask again whether that was done.
    const justMoved = tap && last?.op === tap.op && last?.by === ctx.who.id && last?.move === tap.name
    if (!matter || (!justMoved && !kind.visible(matter, ctx.who))) throw new Refusal('matter.notFound')
    return matter
  }

  /**
   * Read, step, write if it is still what was read; where it is not, the step is taken again on what stands there
   * now: most often it then says why not, and where several parties act side by side it succeeds.
   */
  const carryOut = async (ctx: Ctx, name: Name, read: M, tap: Tap, change: Change<M>) => {
    const { wants = {}, prepare, along } = change
    const deadline = await kind.deadlines(ctx, read.community)
    let matter = read
    return write<{ readonly matter: M; readonly not?: Verdict }>(ctx.table, async lost => {
      // Lost at another step, the matter stands as it did: something beside it has moved.
      if (lost?.step === 0) {
        if (!lost.was) throw new Error('a matter disappeared')
        matter = readBack<M>(lost.was)
      }
      // Judged before anything is prepared, so that a caller who may not move it learns nothing else.
      const open = step(life, name, matter, tap, wants)
      const taken =
        'not' in open || !prepare ? open : step(life, name, matter, tap, wants, await prepare(matter))
      if ('not' in taken) return { answer: { matter, not: taken.not } }
      const after = { ...taken.matter, dueAt: deadline(taken.matter) }
      const move = {
        put: written(after, kind.indexes(after)),
        when: all(is('seq', matter.seq), guard(life.moves[name], tap.who, matter.community)),
      }
      const others = (await along?.(matter, after)) ?? []
      return { steps: others.length ? [move, ...others] : move, answer: { matter: after } }
    })
  }

  return {
    find,

    /** Makes the move for the caller and gives the matter as it stands then, or refuses. */
    async move(ctx: SignedIn, name: Name, input: TapInput, change: Change<M> = {}): Promise<M> {
      const { id, seq, op, reason } = input
      const read = await find(ctx, id, { name, op })
      const tap: Tap = { op: op ?? randomUUID(), seq, who: ctx.who, at: ctx.now, reason }
      const { matter, not } = await carryOut(ctx, name, read, tap, change)
      const last = matter.timeline.at(-1)
      if (not === 'again' && last?.move === name && change.says && !(await change.says(matter)))
        throw refusal(name, last.op === tap.op ? 'reused' : 'moved', matter)
      if (not && not !== 'again') throw refusal(name, not, matter)
      return matter
    },

    /** For what changes nothing but follows the same table, like a look: in which role the caller may, or a refusal. */
    allowed(ctx: SignedIn, name: Name, matter: M): Role {
      // As seen just now, so that what they did before is not taken for this.
      const tap: Tap = { op: randomUUID(), seq: matter.seq, who: ctx.who, at: ctx.now }
      const taken = step(life, name, matter, tap)
      if ('not' in taken) throw refusal(name, taken.not, matter)
      return taken.matter.timeline.at(-1)!.as as Role
    },

    /** The clock's move, once for each seq it saw. */
    async moveByClock(ctx: Ctx, name: Name, matter: M, change: Change<M> = {}): Promise<void> {
      const tap: Tap = { op: `${name}.${matter.seq}`, seq: matter.seq, who: 'clock', at: ctx.now }
      await carryOut(ctx, name, matter, tap, change)
    },

    refusal,
  }
}
