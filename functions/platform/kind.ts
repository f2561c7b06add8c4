/**
 * One kind of matter, declared once: its lifecycle, who sees it, the lists it stands in, its deadlines, and what
 * follows from a change. Gives what can be done with its items: find, create, move, list and seal them.
 */
import { absent, type Fields } from '../../shared/lifecycle.ts'
import type { Card } from '../../shared/matters/matters.ts'
import type { Role } from '../../shared/contract.ts'
import type { Ctx, SignedIn } from './context.ts'
import { followed, type Service } from './followed.ts'
import { dropOver, holdingOf, holdSteps } from './holding.ts'
import { rowSteps, type Rows } from './rows.ts'
import { entryIn, listed, type List, type Listed, type Place } from './lists.ts'
import {
  create,
  getMatter,
  keepLink,
  mattersById,
  newMatter,
  rewrite,
  sealedIn,
  written,
  type Change,
  type Stored,
} from './matter-item.ts'
import { movesOf, type Edit, type Moving } from './moves.ts'
import { keepCards, type Desk } from './mine.ts'
import type { Notice, Reached, Telling } from './notice.ts'
import type { Content, Sealed, SealedIn } from './sealed.ts'
import type { Step } from './table.ts'

/** The move that the clock makes, and what goes with it. */
export type ClockMove<M extends Stored, Name extends string> = Edit<M> & { readonly move: Name }

interface Declaration<
  M extends Stored,
  Name extends string,
  RightName extends string,
  Lists extends Readonly<Record<string, Place>>,
> extends Moving<M, Name, RightName> {
  readonly lists: { readonly [L in keyof Lists]: List<M, Lists[L]> }
  /** Lists for which the indexes have no room. */
  readonly rows?: readonly Rows<M>[]
  /** Sums that its items are counted in: what is added to them in the write that changes an item. */
  readonly sums?: (before: M | undefined, after: M) => readonly Step[]
  /** Its deadline has passed. `notYet`: it has another one since the settings changed. */
  readonly due: (ctx: Ctx, item: M) => Promise<ClockMove<M, NoInfer<Name>> | 'notYet' | undefined>
  /** Whom it concerns, and the line each reads in 我的事. Made without opening anything that is sealed. */
  readonly cards?: (item: M) => ReadonlyMap<string, Card>
  /** The desks it waits for, and the line those who hold one read. Made without opening anything that is sealed. */
  readonly desks?: (item: M) => readonly (readonly [Desk, Card])[]
  /** What else follows from a change. May happen twice. */
  readonly follows?: (ctx: Ctx, change: Change<M>) => Promise<void>
  /** The service of a volunteer that it stands for, now that it is done. */
  readonly served?: (item: M) => Service | undefined
  /** Who is told of a change, and what; each is told once, however often it is asked. */
  readonly tells?: (ctx: Telling, change: Change<M>) => Promise<readonly Notice[]>
  /** What is said of it on the phone to whom no message reached; undefined: there is no longer anything to say. */
  readonly phoned?: (ctx: SignedIn, item: M, text: string) => Promise<string | undefined>
  /** Who is rung that has no account; undefined: they have one by now. */
  readonly reached?: (ctx: SignedIn, item: M, party: string) => Promise<Reached | undefined>
}

interface First<M extends Stored> {
  /** The caller's: asking twice is asking once. Absent: each call is a matter of its own. */
  readonly key?: string | undefined
  readonly input: unknown
  readonly move: string
  readonly state: M['state']
  readonly as: Role
  readonly for?: string
}

/** `kind<Item>()({ … })` */
export const kind =
  <M extends Stored>() =>
  <
    Name extends string,
    RightName extends string = never,
    const Lists extends Readonly<Record<string, Place>> = Readonly<Record<never, never>>,
  >(
    declaration: Declaration<M, Name, RightName, Lists>,
  ) => {
    const {
      name,
      life,
      sees,
      lists,
      deadlines,
      due,
      cards,
      desks,
      follows,
      served,
      tells,
      phoned,
      reached,
      holds,
      rows = [],
      sums,
    } = declaration
    const places: readonly List<M, Place>[] = Object.values(lists)
    const indexes = (item: M): Fields => {
      const entries = places.flatMap(list => Object.entries(entryIn(list, item)))
      const all = Object.fromEntries(entries)
      if (entries.length > Object.keys(all).length)
        throw new Error('an item stands in two lists of one index')
      return all
    }
    const beside = (before: M | undefined, after: M) => [
      ...(holds ? holdSteps(holds, before, after) : []),
      ...rows.flatMap(each => rowSteps(each, before, after)),
      ...(sums?.(before, after) ?? []),
    ]
    const moves = movesOf(declaration, indexes, beside)

    const withDeadline = async (ctx: Pick<Ctx, 'table'>, item: M): Promise<M> => {
      const deadline = await deadlines(ctx, item.community)
      return { ...item, dueAt: deadline(item) }
    }

    const change = (ctx: Pick<Ctx, 'table'>, id: string, edit: (item: M) => Promise<M>) =>
      rewrite<M>(ctx.table, { kind: name, id }, indexes, edit, beside)

    return {
      ...moves,

      /** As the stream, the clock and 我的事 know it. */
      followed: followed<M>({
        ...{ name, served, tells, phoned, reached, sees, cards, desks },
        stands: ({ state }) => ({
          stateText: life.states.text[state as M['state']],
          tone: life.states.tones?.[state as M['state']] ?? 'waiting',
        }),
        async follows(ctx, change) {
          await keepLink(ctx.table, change)
          if (cards || desks) await keepCards(ctx.table, change, cards, desks)
          if (holds) await dropOver(ctx.table, holds, change)
          await follows?.(ctx, change)
        },
        async due(ctx, item) {
          const next = await due(ctx, item)
          if (next === 'notYet') return change(ctx, item.id, now => withDeadline(ctx, now))
          if (next) await moves.moveByClock(ctx, next.move, item, next)
        },
      }),

      lists: Object.fromEntries(Object.entries(lists).map(([list, place]) => [list, listed(place)])) as {
        readonly [L in keyof Lists]: Listed<M, Lists[L]>
      },

      /** Those that hold the user, or did a moment ago; strongly consistent. */
      holding: async (ctx: Pick<Ctx, 'table'>, user: string) =>
        mattersById<M>(ctx.table, name, await holdingOf(ctx.table, user, name)),

      /** As it stands; undefined where there is none. */
      get: (ctx: Pick<Ctx, 'table'>, id: string) => getMatter<M>(ctx.table, name, id),

      /** Those of them that there are. */
      byIds: (ctx: Pick<Ctx, 'table'>, ids: readonly string[]) => mattersById<M>(ctx.table, name, ids),

      /** The common fields of a new one. */
      begin: (ctx: SignedIn, community: string, first: First<M>, id?: string) =>
        newMatter<M['kind'], M['state']>(ctx, name, community, first, id),

      /**
       * Puts a new one; the same key with the same input gives the one that is there, with another input a refusal.
       * `along`: what is written together with it.
       */
      create: async (ctx: Pick<Ctx, 'table'>, item: M, along?: () => Promise<readonly Step[]>): Promise<M> =>
        create(ctx.table, await withDeadline(ctx, item), indexes, async () => [
          ...((await along?.()) ?? []),
          ...beside(undefined, item),
        ]),

      /** Creating it as a part of another write. */
      creation: async (ctx: Pick<Ctx, 'table'>, item: M): Promise<readonly Step[]> => {
        const due = await withDeadline(ctx, item)
        return [{ put: written(due, indexes(due)), when: absent('pk') }, ...beside(undefined, item)]
      },

      /** Changes it apart from its story, like a name taken out. The same object back: nothing to do. */
      rewrite: change,

      /** Seals what is to stand in a field of an item. */
      seal: async <F extends SealedIn<M>>(
        ways: Pick<Ctx, 'secrets'>,
        item: Pick<M, 'id' | 'community'>,
        field: F,
        value: Content<M[F]>,
      ) => (await sealedIn(ways, item).seal(field, value)) as Sealed<Content<M[F]>>,
    }
  }
