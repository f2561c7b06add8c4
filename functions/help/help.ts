/** 帮办: the story of a request, from asking to confirming. */
import type { Parsed } from '../../shared/contract.ts'
import type { help, HelpReply } from '../../shared/help.ts'
import { helpLife, helpRings, mostSpentFen, type HelpState } from '../../shared/help/life.ts'
import { guard, idsOf, may, scopesOf, type Who } from '../../shared/lifecycle.ts'
import { sayFen } from '../../shared/money.ts'
import { Refusal } from '../../shared/refusals.ts'
import { shanghai } from '../../shared/time.ts'
import { scopeOf, settingsOf } from '../community/community.ts'
import { attach } from '../files/files.ts'
import { contactOf, grantCheck, lookItem, memberOf, personOf } from '../identity/identity.ts'
import type { Ctx, SignedIn } from '../platform/context.ts'
import { page } from '../platform/lists.ts'
import { matterKey, type Change } from '../platform/matter-item.ts'
import { mattersOf } from '../platform/matters.ts'
import { keepCards, mineByKind } from '../platform/mine.ts'
import type { Handlers } from '../platform/serve.ts'
import { ask, placeAgain } from './help-ask.ts'
import { boardOf } from './help-board.ts'
import { helpCards } from './help-cards.ts'
import { claimBy, clockMove, deadlines } from './help-clock.ts'
import { helpFor, helpInFull, isOfToday, readerOf, surroundings, type Reader } from './help-reply.ts'
import { checkComing } from './help-rules.ts'
import {
  byIds,
  detailsOf,
  helpIndexes,
  inHandOfTeam,
  keepUsual,
  notesOf,
  openOfHome,
  sealNotes,
  sealThanks,
  type Help,
} from './help-store.ts'
import { countTask } from '../volunteers/volunteers.ts'
import { sayToday, stateName, topicName } from './help-words.ts'

export type { Help }

export const seesHelp = (item: Help, who: Who) => readerOf(item, who) !== undefined

const helps = mattersOf<Help, HelpState, keyof typeof helpLife.moves>({
  kind: 'help',
  life: helpLife,
  stateNames: stateName,
  visible: seesHelp,
  indexes: helpIndexes,
  deadlines: async (ctx, community) => deadlines(await settingsOf(ctx, community)),
  lost: (name, { team, teamName, offeredToName }) => {
    const taken = team ? teamName : offeredToName
    return name === 'claim' && taken ? new Refusal('help.alreadyClaimed', { team: taken }) : undefined
  },
})

/** Whoever has moved it out of their own sight still gets an answer, of as little as an onlooker sees. */
const reply = (ctx: SignedIn, item: Help): Promise<HelpReply> =>
  helpInFull(ctx, item, readerOf(item, ctx.who) ?? 'onlooker')

const move = async (ctx: SignedIn, ...[name, input, change]: Moving): Promise<HelpReply> =>
  reply(ctx, await helps.move(ctx, name, input, change))
type Moving = Parameters<typeof helps.move> extends [unknown, ...infer Rest] ? Rest : never

/** The lead's team that takes it: the one named, or the only one. */
const teamOf = async (ctx: SignedIn, community: string, wanted: string | undefined) => {
  const teams = scopesOf(ctx.who, 'teamLead', community)
  const team = wanted ?? (teams.length === 1 ? teams[0] : undefined)
  if (!team) throw new Refusal('help.chooseTeam', {}, { team: '请选一个队' })
  const scope = teams.includes(team) && (await scopeOf(ctx, community, team))
  if (!scope) throw new Refusal('identity.scopeUnknown', {}, { team: '请选您带的队' })
  return { team, teamName: scope.name, claimedBy: ctx.who.id }
}

const visible = (ctx: SignedIn, items: readonly Help[]) => {
  const shown = async (item: Help, reader: Reader) =>
    helpFor(ctx, item, reader, await surroundings(ctx, item.community))
  return Promise.all(
    items.flatMap(item => {
      const reader = readerOf(item, ctx.who)
      return reader ? shown(item, reader) : []
    }),
  )
}

/** What was laid out stays on record when the goods do not come, and staff put it right. */
const withLaidOut = ({
  spentFen,
  volunteer,
  volunteerName,
  receipts,
  laidOut = [],
}: Pick<Help, 'spentFen' | 'volunteer' | 'volunteerName' | 'receipts' | 'laidOut'>): Partial<Help> =>
  spentFen && volunteer
    ? {
        moneyOpen: true,
        laidOut: [
          ...laidOut,
          { volunteer, name: volunteerName ?? '', spentFen, ...(receipts && { receipts }) },
        ],
      }
    : {}

const mostNotes = 30

export const helpHandlers: Handlers<typeof help> = {
  ask: async (input, ctx) => reply(ctx, await ask(ctx, input)),

  async again({ id, key, lines, sensitive, ...wanted }, ctx) {
    const before = await helps.find(ctx, id)
    const reader = readerOf(before, ctx.who)
    if (reader !== 'asker' && reader !== 'staff') throw new Refusal('matter.notYours')
    const details = await detailsOf(ctx, before)
    const input: Parsed<typeof help.ask> = {
      key,
      kind: before.what,
      topic: before.topic,
      lines: lines ?? [...details.lines],
      ...wanted,
      ...(!idsOf(ctx.who).includes(before.asker) && { for: before.asker }),
      ...(before.capFen !== undefined && { capFen: before.capFen }),
      ...(details.door && { door: details.door }),
      ...(details.risks && { risks: [...details.risks] }),
      ...(details.place && { place: details.place }),
      ...(details.insurance && { insurance: true, bothIds: true as const }),
      ...(sensitive && { sensitive }),
    }
    return reply(ctx, await ask(ctx, input, before))
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
    const asked = (await byIds(ctx, ids)).filter(({ asker }) => asker === person)
    const last = asked.reduce<Help | undefined>(
      (found, each) => (found && found.createdAt >= each.createdAt ? found : each),
      undefined,
    )
    return { open: open.length, ...(last && { last: await reply(ctx, last) }) }
  },

  get: async ({ id }, ctx) => reply(ctx, await helps.find(ctx, id)),

  mine: ({ next }, ctx) =>
    page(ctx, ['help.mine'], next, async after => {
      const { ids, last } = await mineByKind(ctx.table, idsOf(ctx.who), 'help', after)
      return { items: await visible(ctx, await byIds(ctx, ids)), last }
    }),

  async board({ list, next, ...wanted }, ctx) {
    const { key, load } = boardOf(ctx, list, wanted)
    return page(ctx, ['help.board', list, ...key], next, async after => {
      const { items, last } = await load(ctx, after)
      return { items: await visible(ctx, items), last }
    })
  },

  async today({ community, team: wanted }, ctx) {
    const led = ctx.who.grants.filter(
      ({ role, ...grant }) =>
        role === 'teamLead' &&
        (!community || grant.community === community) &&
        (!wanted || grant.scope === wanted),
    )
    const [grant] = led
    if (!grant) throw new Refusal('identity.scopeUnknown', {}, { team: '请选您带的队' })
    const [scope, inHand, { ids }] = await Promise.all([
      scopeOf(ctx, grant.community, grant.scope),
      inHandOfTeam(grant.community, grant.scope)(ctx),
      mineByKind(ctx.table, [ctx.who.id], 'help', undefined),
    ])
    const done = (await byIds(ctx, ids)).filter(
      item =>
        item.team === grant.scope &&
        ['delivered', 'confirmed'].includes(item.state) &&
        isOfToday(item, ctx.now),
    )
    const underWay = inHand.items.filter(({ state }) => state !== 'delivered').length
    const day = shanghai(ctx.now).format('M月D日')
    const titles = done.map(({ topic }) => topicName[topic])
    return { done: done.length, underWay, text: sayToday(scope?.name ?? '服务队', day, titles, underWay) }
  },

  offer: (input, ctx) =>
    move(ctx, 'offer', input, {
      wants: { offeredTo: input.team },
      async prepare({ community }) {
        const scope = await scopeOf(ctx, community, input.team)
        if (scope?.kind !== 'team')
          throw new Refusal('identity.scopeUnknown', {}, { team: '请从名单里选一个队' })
        return { offeredToName: scope.name }
      },
    }),

  claim: (input, ctx) =>
    move(ctx, 'claim', input, {
      ...(input.team && { wants: { team: input.team } }),
      prepare: ({ community, offeredTo }) => teamOf(ctx, community, input.team ?? offeredTo),
    }),

  release: (input, ctx) => move(ctx, 'release', input, { prepare: async item => withLaidOut(item) }),

  assign: (input, ctx) =>
    move(ctx, 'assign', input, {
      wants: { volunteer: input.volunteer },
      async prepare({ asker, askedBy, community, team }) {
        if (input.volunteer === asker || input.volunteer === askedBy)
          throw new Refusal('help.ownRequest', {}, { volunteer: '请换一位' })
        const member = await memberOf(ctx, input.volunteer, 'volunteer', community, team!)
        if (!member) throw new Refusal('help.notInTeam', {}, { volunteer: '请从名单里选' })
        return { volunteerName: member.callName }
      },
    }),

  // What was said with the first tap stands: 半小时内 is another time with the second.
  accept: (input, ctx) =>
    move(ctx, 'accept', input, {
      async prepare() {
        checkComing(input.comesAt, ctx.now)
        return { comesAt: input.comesAt }
      },
    }),

  decline: (input, ctx) => move(ctx, 'decline', input, { prepare: async item => withLaidOut(item) }),

  bought: (input, ctx) =>
    move(ctx, 'bought', input, {
      wants: { spentFen: input.spentFen, ...(input.receipts && { receipts: input.receipts }) },
      async prepare(item) {
        const { capFen = mostSpentFen } = item
        if (input.spentFen > capFen && !input.agreed)
          throw new Refusal(
            'help.overCap',
            { cap: sayFen(capFen), spent: sayFen(input.spentFen) },
            { spentFen: '比说好的多' },
          )
        const { receipts = item.receipts } = input
        if (item.what === 'medicine' && !input.idsShown && (await detailsOf(ctx, item)).insurance)
          throw new Refusal('help.idsNotShown', {}, { idsShown: '请先给柜台看证件' })
        if (input.receipts) await attach(ctx, input.receipts, item.id)
        return { receipts }
      },
    }),

  start: (input, ctx) => move(ctx, 'start', input),
  deliver: (input, ctx) => move(ctx, 'deliver', input),

  confirm: (input, ctx) =>
    move(ctx, 'confirm', input, {
      ...(input.paidFen !== undefined && { wants: { paidFen: input.paidFen } }),
      prepare: async ({ spentFen = 0 }) =>
        input.paidFen !== undefined && input.paidFen !== spentFen ? { moneyOpen: true } : {},
    }),

  problem: (input, ctx) =>
    move(ctx, 'problem', input, {
      prepare: async () => ({
        problem: input.reason,
        settledAt: undefined,
        ...(input.reason === 'money' && { moneyOpen: true }),
      }),
    }),

  fail: (input, ctx) =>
    move(ctx, 'fail', input, {
      prepare: async item => ({ ...withLaidOut(item), failReason: input.reason }),
    }),

  reopen: (input, ctx) =>
    move(ctx, 'reopen', input, {
      prepare: async ({ community, what, danger, ...item }) => ({
        ...withLaidOut(item),
        openSince: ctx.now,
        claimBy: claimBy(await settingsOf(ctx, community), what, ctx.now),
        ring: danger ? helpRings.indexOf('staff') : 0,
        escalatedAt: danger ? ctx.now : undefined,
        problem: undefined,
        failReason: undefined,
      }),
      along: item => placeAgain(ctx, item),
    }),

  withdraw: (input, ctx) => move(ctx, 'withdraw', input),

  takeOver: (input, ctx) =>
    move(ctx, 'takeOver', input, {
      wants: { staff: ctx.who.id },
      async prepare({ state, spentFen }) {
        const me = await personOf(ctx, ctx.who.id)
        const free = state !== 'withStaff' && spentFen === undefined
        // Who brought it stays named while there is something to clear up with them.
        const alone = free && {
          team: undefined,
          teamName: undefined,
          claimedBy: undefined,
          volunteer: undefined,
          volunteerName: undefined,
          comesAt: undefined,
        }
        return { staffName: me!.profile.callName, ...alone }
      },
    }),

  note: (input, ctx) =>
    move(ctx, 'note', input, {
      async prepare(item) {
        const [notes, me] = await Promise.all([notesOf(ctx, item), personOf(ctx, ctx.who.id)])
        if (notes.length >= mostNotes) throw new Refusal('help.notesFull')
        const note = { at: ctx.now, by: ctx.who.id, name: me!.profile.callName, text: input.text }
        return {
          notes: await sealNotes(ctx, item, [...notes, note]),
          ...(input.settled && { settledAt: ctx.now, moneyOpen: undefined }),
        }
      },
    }),

  rate: (input, ctx) =>
    move(ctx, 'rate', input, {
      wants: { rating: input.rating },
      prepare: async item => ({ thanks: await sealThanks(ctx, item, input.thanks) }),
    }),

  async reveal({ id, whom }, ctx) {
    const item = await helps.find(ctx, id)
    const rule = ruleOfLook(whom, may(helpLife, item, ctx.who))
    const as = helps.allowed(ctx, rule, item)
    const person = whom === 'asker' ? item.asker : item.volunteer!
    const [contact, me] = await Promise.all([contactOf(ctx, person), personOf(ctx, ctx.who.id)])
    if (!contact) throw new Refusal('help.noContact')
    const look = { at: ctx.now, by: ctx.who.id, name: me!.profile.callName, as, matter: id }
    // On record before it is shown, and only if the caller is handling it, in their role, at that very moment.
    const scope = { communityStaff: item.community, gridWorker: item.grid }[as as string] ?? item.team
    const outcome = await ctx.table.transact([
      grantCheck(ctx, as, item.community, scope),
      { check: matterKey('help', id)!, when: guard(helpLife.moves[rule], ctx.who, item.community) },
      { put: lookItem(person, look) },
    ])
    if (!outcome.done) throw helps.refusal(rule, 'moved', await helps.find(ctx, id))
    const { name, phone, address } = contact
    if (whom === 'volunteer') return { name, phone }
    const { door, address: asked } = await detailsOf(ctx, item)
    return { name, phone, address: asked || address, ...(door && { door }) }
  },
}

/** The rule by which the caller looks; where none fits, the one that says why not. */
const ruleOfLook = (whom: 'asker' | 'volunteer', moves: readonly string[]) => {
  if (whom === 'volunteer') return 'callHelper'
  return moves.includes('phone') ? 'phone' : 'reveal'
}

/** The stream: everybody it concerns finds it, as it is now, in 我的事; who brought it is known the next time. */
export const followHelp = async (ctx: Pick<Ctx, 'table'>, change: Change<Help>) => {
  await Promise.all([
    keepCards(ctx.table, change, helpCards),
    keepUsual(ctx, change.after),
    countHours(ctx, change.after),
  ])
}

/** Hours come from what the neighbour says is done. */
const countHours = async (ctx: Pick<Ctx, 'table'>, help: Help) => {
  const { id, state, community, team, teamName, volunteer, volunteerName, topic, timeline } = help
  if (state !== 'confirmed' || !team || !volunteer) return
  const last = (...moves: readonly string[]) => timeline.findLast(({ move }) => moves.includes(move))?.at
  const acceptedAt = last('accept') ?? ''
  const begun = timeline.find(({ at, move }) => at >= acceptedAt && (move === 'bought' || move === 'start'))
  const doneAt = last('deliver', 'fail') ?? help.changedAt
  await countTask(ctx, {
    ...{ id, user: volunteer, name: volunteerName ?? '', community, team, teamName: teamName ?? '' },
    ...{ what: topicName[topic], begunAt: begun?.at ?? doneAt, doneAt },
    acceptedAt: acceptedAt || doneAt,
  })
}

/** The clock: a deadline has passed, and the table says which move is the clock's in this state. */
export const dueHelp = async (ctx: Ctx, item: Help) => {
  const move = clockMove(item, ctx.now)
  if (move) await helps.moveByClock(ctx, move.name, item, { wants: move.wants })
}
