/** What has its own time or is followed when it changes: matters, and what stands beside them. */
import type { Who } from '../../shared/lifecycle.ts'
import type { Card } from '../../shared/matters/matters.ts'
import type { Ctx, SignedIn } from './context.ts'
import type { Change, Dated } from './matter-item.ts'
import type { Desk } from './mine.ts'
import type { Notice, Reached, Telling } from './notice.ts'

/** What a volunteer did for a neighbour, who says that it is done: it counts as hours of theirs. */
export interface Service {
  readonly id: string
  readonly user: string
  readonly name: string
  readonly community: string
  readonly team: string
  readonly teamName: string
  readonly what: string
  /** When they said yes, began, and were there. */
  readonly acceptedAt: string
  readonly begunAt: string
  readonly doneAt: string
}

type Standing = Pick<Card, 'stateText' | 'tone'>

interface Following<T extends Dated> {
  /** The `kind` of its items. */
  readonly name: T['kind']
  /** What follows from a change. May happen twice. */
  readonly follows?: ((ctx: Ctx, change: Change<T>) => Promise<void>) | undefined
  /** The service it stands for, now that it is done. */
  readonly served?: ((item: T) => Service | undefined) | undefined
  /** Who is told of a change, and what; each is told once, however often it is asked. */
  readonly tells?: ((ctx: Telling, change: Change<T>) => Promise<readonly Notice[]>) | undefined
  /** Its time has come. */
  readonly due: (ctx: Ctx, item: T) => Promise<unknown>
  /** What is said of it on the phone to whom no message reached; undefined: there is no longer anything to say. */
  readonly phoned?: ((ctx: SignedIn, item: T, text: string) => Promise<string | undefined>) | undefined
  /** Who is rung that has no account; undefined: they have one by now. */
  readonly reached?: ((ctx: SignedIn, item: T, party: string) => Promise<Reached | undefined>) | undefined
  /** Whether it exists for somebody. */
  readonly sees?: ((item: T, who: Who) => boolean) | undefined
  /** Whom it concerns, with the card of each; absent: that does not follow from the item alone. */
  readonly cards?: ((item: T) => ReadonlyMap<string, Card>) | undefined
  /** The desks it waits for. */
  readonly desks?: ((item: T) => readonly (readonly [Desk, Card])[]) | undefined
  /** How it stands, as most who see it read it. */
  readonly stands?: ((item: T) => Standing) | undefined
}

/** The same for any kind, as the stream, the clock and 我的事 ask. */
export interface Followed {
  readonly name: string
  readonly follows: (ctx: Ctx, change: Change<Dated>) => Promise<void>
  readonly served: (item: Dated) => Service | undefined
  readonly tells: (ctx: Telling, change: Change<Dated>) => Promise<readonly Notice[]>
  readonly due: (ctx: Ctx, item: Dated) => Promise<void>
  readonly phoned: (ctx: SignedIn, item: Dated, text: string) => Promise<string | undefined>
  readonly reached: (ctx: SignedIn, item: Dated, party: string) => Promise<Reached | undefined>
  readonly sees: (item: Dated, who: Who) => boolean
  readonly cards: (item: Dated) => ReadonlyMap<string, Card> | undefined
  readonly desks: (item: Dated) => readonly (readonly [Desk, Card])[]
  readonly stands: (item: Dated) => Standing | undefined
}

/**
 * The one place where the type of the items is forgotten. What asks finds a kind by the `kind` that the item itself
 * names, so each gets its own.
 */
export const followed = <T extends Dated>({
  name,
  follows,
  served,
  tells,
  phoned,
  reached,
  due,
  sees,
  cards,
  desks,
  stands,
}: Following<T>): Followed => ({
  name,
  follows: async (ctx, change) => follows?.(ctx, change as Change<T>),
  served: item => served?.(item as T),
  tells: async (ctx, change) => (await tells?.(ctx, change as Change<T>)) ?? [],
  due: async (ctx, item) => void (await due(ctx, item as T)),
  phoned: async (ctx, item, text) => phoned?.(ctx, item as T, text),
  reached: async (ctx, item, party) => reached?.(ctx, item as T, party),
  sees: (item, who) => sees?.(item as T, who) ?? false,
  cards: item => cards?.(item as T),
  desks: item => desks?.(item as T) ?? [],
  stands: item => stands?.(item as T),
})
