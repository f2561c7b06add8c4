/** 我的事, across modules: the cards that following the changes has written, of matters the reader may still see. */
import { isOffice, roles, type Link } from '../../shared/contract.ts'
import { idsOf, type Entry, type Fields, type Who } from '../../shared/lifecycle.ts'
import { kinds, moduleOf } from '../../shared/modules/manifests.ts'
import type { Card, matters } from '../../shared/matters/matters.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { actingNow, helpedNow } from '../identity/identity.ts'
import type { SignedIn } from '../platform/context.ts'
import { page } from '../platform/lists.ts'
import { getMatters, linksFrom, matterKey, type Stored } from '../platform/matter-item.ts'
import { cardsIn, mineOfAll, waitingCards, type Desk } from '../platform/mine.ts'
import type { Followed } from '../platform/followed.ts'
import type { Handlers } from '../platform/serve.ts'

/** A line of the history as a reader sees it: names are those of teams and roles. A reason can be read by the one who gave it. */
export const entryFor = (
  { seq, at, move, to, as, by, for: onBehalf, unit, reason, via, ref }: Entry,
  who: Who,
  reasonToo: boolean,
) => ({
  ...{ seq, at, move, to, as },
  who: by === who.id ? '您' : as === 'clock' ? '' : as === 'teamLead' && unit ? unit : roles.text[as],
  ...(onBehalf && { onBehalf: true }),
  ...{ via, ref },
  ...(reason && (by === who.id || reasonToo) && { reason }),
})

export type Sees = (matter: Stored, who: Who) => boolean

/**
 * Those of them that the caller may see now: a card, or a paper, may outlast what tied its reader to the matter — a proxy
 * that has ended, a role taken back, another mediator.
 */
export const stillSeen = async <M extends Pick<Card, 'kind' | 'id'>>(
  ctx: SignedIn,
  matters: readonly M[],
  sees: Sees,
): Promise<readonly M[]> => {
  const keys = matters.flatMap(({ kind, id }) => matterKey(kind, id) ?? [])
  const [found, actsFor] = await Promise.all([
    getMatters<Stored>(ctx.table, keys),
    actingNow(ctx, ctx.who.id),
  ])
  // The people somebody acts for differ by module.
  const whoFor = (kind: string): Who => ({ ...ctx.who, actsFor: actsFor(moduleOf(kind)) })
  const seen = new Set(found.filter(matter => sees(matter, whoFor(matter.kind))).map(({ id }) => id))
  return matters.filter(({ id }) => seen.has(id))
}

const join = ({ role, community, scope }: Desk) => [role, community, scope].join()

/** Those of each office: in its scope, and what waits for all in the community who have the role. */
const desksOf = ({ grants }: Who): readonly Desk[] => {
  const all = grants
    .filter(({ role }) => isOffice(role))
    .flatMap(({ role, community, scope }) => [
      { role, community, scope },
      { role, community, scope: community },
    ])
  return [...new Map(all.map(desk => [join(desk), desk])).values()]
}

/** Whom a matter concerns, with the card of each; undefined: what the stream has written of it says so. */
export type CardsOf = (matter: Stored) => ReadonlyMap<string, Card> | undefined

/**
 * One page of what concerns these people. The matters are read anyway, to see who may read them still, so that a card is
 * made of its matter as it stands, and no row is read but of what has no cards of its own, like a place in a shift.
 */
const cardsFor = async (
  ctx: SignedIn,
  users: readonly string[],
  after: Fields | undefined,
  cardsOf: CardsOf,
) => {
  const { rows, last } = await mineOfAll(ctx.table, users, after)
  const kindIn = (id: string) => id.slice(0, id.indexOf('_'))
  const keys = rows.flatMap(({ id }) => matterKey(kindIn(id), id) ?? [])
  const found = new Map((await getMatters<Stored>(ctx.table, keys)).map(matter => [matter.id, matter]))
  const made = new Map([...found].map(([id, matter]) => [id, cardsOf(matter)]))
  const kept = await cardsIn(
    ctx.table,
    rows.flatMap(({ id, key }) => (found.has(id) && !made.get(id) ? key : [])),
  )
  const items = rows.flatMap(({ user, id, key }) => {
    const card = made.get(id)?.get(user) ?? kept.get(`${key.pk} ${key.sk}`)
    return card ? { user, card } : []
  })
  return { items, last }
}

/** A card, and whom it concerns; without `user` it waits for a desk of the caller. */
interface Owned {
  readonly user?: string | undefined
  readonly card: Card
}

/**
 * The caller and the people they act for. Of those people only what belongs to the modules they act in; what is also the
 * caller's own, or stands at a desk of theirs, counts as own, once.
 */
const ownersFor = async (ctx: SignedIn) => {
  const [own, helped] = [idsOf(ctx.who), await helpedNow(ctx, ctx.who.id)]
  const isOwn = ({ user }: Owned) => user === undefined || own.includes(user)
  return {
    all: [...own, ...helped.map(({ id }) => id)],
    cards(items: readonly Owned[]): readonly Card[] {
      const has = new Set(items.filter(isOwn).map(({ card }) => card.id))
      const cards = items.flatMap(item => {
        if (isOwn(item)) return item.card
        const { user, card } = item
        const { modules, callName } = helped.find(({ id }) => id === user)!
        const acts = (modules as readonly string[]).includes(moduleOf(card.kind))
        return acts && !has.has(card.id) ? { ...card, title: `${card.title} · ${callName}` } : []
      })
      return [...new Map(cards.map(card => [card.id, card])).values()]
    },
  }
}

/**
 * The matters at the other end of links, as cards: the reader's own, or that of a desk they hold; who sees one that asks
 * nothing of them reads what it is called and how it stands.
 */
const linkedFor = async (ctx: SignedIn, links: readonly Link[], sees: Sees, kindOf: KindOf) => {
  const seen = await stillSeen(ctx, links, sees)
  const found = await getMatters<Stored>(
    ctx.table,
    seen.flatMap(({ kind, id }) => matterKey(kind, id) ?? []),
  )
  const desks = new Set(desksOf(ctx.who).map(desk => join(desk)))
  return found.flatMap((matter): Card | [] => {
    const { cards, desks: waits, stands } = kindOf(matter.kind)
    const mine = cards(matter)
    const own = [...idsOf(ctx.who), ...ctx.who.actsFor].flatMap(user => mine?.get(user) ?? [])
    const here = waits(matter).flatMap(([desk, card]) => (desks.has(join(desk)) ? card : []))
    const { kind, id, changedAt } = matter
    const [stand, said] = [stands(matter), kinds.get(kind)]
    const plain = stand && said && { kind, id, changedAt, title: said.called, ...stand }
    return own[0] ?? here[0] ?? plain ?? []
  })
}

/** What is known of the items of a kind. */
type KindOf = (name: string) => Pick<Followed, 'sees' | 'cards' | 'desks' | 'stands'>

export const mattersHandlers = (kindOf: KindOf): Handlers<typeof matters> => {
  const sees: Sees = (matter, who) => kindOf(matter.kind).sees(matter, who)
  const cardsOf: CardsOf = matter => kindOf(matter.kind).cards(matter)
  return {
    desk: ({ next }, ctx) =>
      page(ctx, ['matters.desk'], next, async after => {
        const { who, now, table } = ctx
        const users = await ownersFor(ctx)
        const { items, last } = await waitingCards(table, users.all, desksOf(who), after)
        const late = ({ dueAt }: Card) => (dueAt !== undefined && dueAt < now ? true : undefined)
        const cards = await stillSeen(ctx, users.cards(items), sees)
        const own = new Set(items.flatMap(({ user, card }) => (user === undefined ? [] : card.id)))
        const mine = ({ id }: Card) => (own.has(id) ? true : undefined)
        return { items: cards.map(card => ({ ...card, late: late(card), mine: mine(card) })), last }
      }),

    mine: ({ next }, ctx) =>
      page(ctx, ['matters.mine'], next, async after => {
        const users = await ownersFor(ctx)
        const { items, last } = await cardsFor(ctx, users.all, after, cardsOf)
        return { items: await stillSeen(ctx, users.cards(items), sees), last }
      }),

    async links({ next, ...link }, ctx) {
      const [seen] = await stillSeen(ctx, [link], sees)
      if (!seen) throw new Refusal('matter.notFound')
      const [matter] = await getMatters<Stored>(ctx.table, [matterKey(link.kind, link.id)!])
      const from = next === undefined && matter?.from
      const [source] = from ? await linkedFor(ctx, [from], sees, kindOf) : []
      const came = await page(ctx, ['matters.links', link.id], next, async after => {
        const { links, last } = await linksFrom(ctx.table, link, after)
        return { items: await linkedFor(ctx, links, sees, kindOf), last }
      })
      return { ...came, from: source }
    },
  }
}
