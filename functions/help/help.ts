/** 帮办: the story of a request, from asking to confirming. */
import { help } from '../../shared/help/help.ts'
import { helpLife, type HelpRight } from '../../shared/help/life.ts'
import { topics } from '../../shared/help/topics.ts'
import { guard, idsOf, may, scopesOf, type Fields } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { shanghai } from '../../shared/time.ts'
import { scopeOf } from '../community/community.ts'
import { namesApart } from '../people/called.ts'
import { contactOf, personOf } from '../people/people.ts'
import { grantCheck } from '../identity/grants.ts'
import { lookItem } from '../people/looks.ts'
import type { SignedIn } from '../platform/context.ts'
import { page, type Load } from '../platform/lists.ts'
import { matterKey } from '../platform/matter-item.ts'
import { mineByKind } from '../platform/mine.ts'
import { module } from '../platform/module.ts'
import { opened } from '../platform/sealed.ts'
import type { Handlers } from '../platform/serve.ts'
import { ask, movedFrom } from './help-ask.ts'
import { boardOf } from './help-board.ts'
import { askedIn, changesHandlers } from './help-changes.ts'
import { courseHandlers } from './help-course.ts'
import { deskOf } from './help-desk.ts'
import { candidatesFor } from './help-candidates.ts'
import { helps } from './help-kind.ts'
import { helpKeeps } from './help-people.ts'
import { readerOf, type Reader } from './help-readers.ts'
import { helpFor, helpReply, isOfToday, surroundings } from './help-reply.ts'
import { openOfHome, type Help } from './help-store.ts'
import { sayToday } from './help-words.ts'

const visible = async (ctx: SignedIn, items: readonly Help[]) => {
  const apart = await namesApart(
    ctx,
    items.map(({ asker }) => asker),
  )
  const shown = async (item: Help, reader: Reader) => {
    const reply = await helpFor(ctx, item, reader, await surroundings(ctx, item.community))
    return { ...reply, askerName: reply.askerName && (apart.get(item.asker) ?? reply.askerName) }
  }
  return Promise.all(
    items.flatMap(item => {
      const reader = readerOf(item, ctx.who)
      return reader ? shown(item, reader) : []
    }),
  )
}

/** A page of requests, as far as the caller may see them. */
const pageOf = (ctx: SignedIn, question: readonly unknown[], cursor: string | undefined, load: Load<Help>) =>
  page(ctx, question, cursor, async after => {
    const { items, last } = await load(after)
    return { items: await visible(ctx, items), last }
  })

const handlers: Handlers<typeof help> = {
  ...courseHandlers,
  ...changesHandlers,

  ask: async (input, ctx) => helpReply(ctx, await ask(ctx, input)),

  async again({ id, key, lines, sensitive, ...wanted }, ctx) {
    const before = await helps.find(ctx, id)
    const reader = readerOf(before, ctx.who)
    if (reader !== 'asker' && reader !== 'staff') throw new Refusal('matter.notYours')
    const [details, moved] = await Promise.all([opened(ctx, before, 'details'), movedFrom(ctx, before)])
    const input = {
      // How to get in is said of the old door only.
      ...askedIn(before, moved ? { ...details, door: undefined } : details, lines),
      key,
      ...wanted,
      ...(!idsOf(ctx.who).includes(before.asker) && { for: before.asker }),
      ...(before.capFen !== undefined && { capFen: before.capFen }),
      ...(sensitive && { sensitive }),
    }
    return helpReply(ctx, await ask(ctx, input, before))
  },

  async lastOf({ person }, ctx) {
    const { home } = (await personOf(ctx, person))?.profile ?? {}
    if (!home || !scopesOf(ctx.who, 'communityStaff', home.community).length)
      throw new Refusal('identity.userUnknown')
    const [{ ids }, open] = await Promise.all([
      mineByKind(ctx.table, [person], 'help', undefined),
      openOfHome(ctx, home.community, home.id),
    ])
    // In order of their last change; what they did for others is not what they asked for.
    const asked = (await helps.byIds(ctx, ids)).filter(({ asker }) => asker === person)
    const last = asked.reduce<Help | undefined>(
      (found, each) => (found && found.createdAt >= each.createdAt ? found : each),
      undefined,
    )
    return { open: open.length, ...(last && { last: await helpReply(ctx, last) }) }
  },

  get: async ({ id }, ctx) => helpReply(ctx, await helps.find(ctx, id)),

  mine: ({ next }, ctx) =>
    pageOf(ctx, ['help.mine'], next, async after => {
      const people = new Set([...idsOf(ctx.who), ...ctx.who.actsFor])
      const { ids, last } = await mineByKind(ctx.table, [...people], 'help', after)
      return { items: await helps.byIds(ctx, [...new Set(ids)]), last }
    }),

  async desk({ next, ...asked }, ctx) {
    const { key, load } = deskOf(ctx, asked)
    return pageOf(ctx, ['help.desk', ...key], next, load)
  },

  async board({ list, next, ...wanted }, ctx) {
    const { key, load } = boardOf(ctx, list, wanted)
    return pageOf(ctx, ['help.board', list, ...key], next, load)
  },

  candidates: async ({ id }, ctx) => candidatesFor(ctx, await helps.find(ctx, id)),

  async today({ community, team: wanted }, ctx) {
    const led = ctx.who.grants.filter(
      ({ role, ...grant }) =>
        role === 'teamLead' &&
        (!community || grant.community === community) &&
        (!wanted || grant.scope === wanted),
    )
    const [grant] = led
    if (!grant) throw new Refusal('identity.scopeUnknown', {}, { team: '请选您带的队' })
    const [scope, inHand, ofToday] = await Promise.all([
      scopeOf(ctx, grant.community, grant.scope),
      helps.lists.ofTeam.all(ctx, { community: grant.community, of: grant.scope }),
      mineToday(ctx),
    ])
    const done = ofToday.filter(
      item => item.team === grant.scope && ['delivered', 'confirmed'].includes(item.state),
    )
    const underWay = inHand.filter(({ state }) => state !== 'delivered').length
    const day = shanghai(ctx.now).format('M月D日')
    const titles = done.map(({ topic }) => topics.text[topic])
    return { done: done.length, underWay, text: sayToday(scope?.name ?? '服务队', day, titles, underWay) }
  },

  async reveal({ id, whom }, ctx) {
    const item = await helps.find(ctx, id)
    const right = rightToLook(whom, readerOf(item, ctx.who) === 'staff', may(helpLife, item, ctx.who))
    const as = helps.allowed(ctx, right, item)
    const person = whom === 'asker' ? item.asker : (item.volunteer ?? item.laidOut?.at(-1)?.volunteer)
    const [contact, me] = await Promise.all([person && contactOf(ctx, person), personOf(ctx, ctx.who.id)])
    if (!person || !contact) throw new Refusal('help.noContact')
    const look = { at: ctx.now, by: ctx.who.id, name: me!.profile.callName, as, matter: id }
    // On record before it is shown, and only if the caller is handling it, in their role, at that very moment.
    const scope = { communityStaff: item.community, gridWorker: item.grid }[as as string] ?? item.team
    const outcome = await ctx.table.transact([
      grantCheck(ctx, as, item.community, scope),
      { check: matterKey('help', id)!, when: guard(helpLife.rights[right], ctx.who, item.community) },
      { put: lookItem(person, look) },
    ])
    if (!outcome.done) throw helps.refusal(right, 'moved', await helps.find(ctx, id))
    const { name, address } = contact
    // Somebody else has shown that the number they gave is theirs: nobody is rung by it.
    const phone = contact.phone || undefined
    if (whom === 'volunteer') return { name, phone }
    const [{ door, address: asked }, moved] = await Promise.all([
      opened(ctx, item, 'details'),
      movedFrom(ctx, item),
    ])
    return {
      name,
      phone,
      address: asked || address,
      movedTo: moved?.address || undefined,
      ...(door && { door }),
    }
  },
}

/** Those of the caller's that have changed today; the newest come first. */
const mineToday = async (ctx: SignedIn): Promise<Help[]> => {
  const found: Help[] = []
  for (let after: Fields | undefined; ;) {
    const { ids, last } = await mineByKind(ctx.table, [ctx.who.id], 'help', after)
    const page = await helps.byIds(ctx, ids)
    found.push(...page.filter(item => isOfToday(item, ctx.now)))
    if (!last || !page.every(item => isOfToday(item, ctx.now))) return found
    after = last
  }
}

/** The right by which the caller looks; where they have none, the one that says why not. */
const rightToLook = (whom: 'asker' | 'volunteer', byStaff: boolean, has: readonly string[]): HelpRight => {
  if (whom === 'volunteer') return 'callHelper'
  return has.includes('phone') || (byStaff && !has.includes('reveal')) ? 'phone' : 'reveal'
}

export const helpModule = module(help, { handlers, kinds: [helps.followed], keeps: helpKeeps })
