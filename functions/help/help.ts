/** 帮办: the story of a request, from asking to confirming. */
import type { Settings } from '../../shared/community.ts'
import { helpLife, mostSpentFen, type help, type HelpReply, type HelpState } from '../../shared/help.ts'
import { guard, idsOf, may, scopesOf } from '../../shared/lifecycle.ts'
import { sayFen } from '../../shared/money.ts'
import { Refusal } from '../../shared/refusals.ts'
import { plusDutyMinutes, plusMinutes } from '../../shared/time.ts'
import { scopeOf, settingsOf } from '../community/community.ts'
import { contactOf, lookItem, memberOf, personOf } from '../identity/identity.ts'
import type { Ctx, SignedIn } from '../platform/context.ts'
import { page } from '../platform/lists.ts'
import { create, matterKey, newMatter, type Change } from '../platform/matter-item.ts'
import { mattersOf } from '../platform/matters.ts'
import { keepCards, mineByKind } from '../platform/mine.ts'
import type { Handlers } from '../platform/serve.ts'
import { helpCards, helpFor, helpInFull, readerOf } from './help-reply.ts'
import {
  byIds,
  doorOf,
  helpIndexes,
  inHandOfTeam,
  lateOnes,
  openByDeadline,
  sealFor,
  type Help,
} from './help-store.ts'
import { stateName } from './help-words.ts'

export type { Help }

/** Who has to have done something by when, in each state; past it the clock makes its move. */
const deadlines = ({ help: clocks, dutyHours }: Settings) => {
  const duty = (from: string, minutes: number) => plusDutyMinutes(from, minutes, dutyHours)
  /** Staff are told, and told again as long as it stays so. */
  const untilTold = (first: (item: Help) => string) => (item: Help) =>
    item.escalatedAt ? duty(item.escalatedAt, clocks.remindMinutes) : first(item)
  const carry = untilTold(({ changedAt, wantedToAt = changedAt }) =>
    duty(wantedToAt > changedAt ? wantedToAt : changedAt, clocks.carryMinutes),
  )
  const ended = () => undefined
  const table: Readonly<Record<HelpState, (item: Help) => string | undefined>> = {
    open: untilTold(item => item.claimBy),
    claimed: item => duty(item.changedAt, clocks.assignMinutes),
    assigned: item => duty(item.changedAt, clocks.acceptMinutes),
    accepted: carry,
    bought: carry,
    onTheWay: carry,
    delivered: item => plusMinutes(item.changedAt, clocks.confirmMinutes),
    confirmed: ended,
    unanswered: ended,
    withdrawn: ended,
  }
  return (item: Help) => table[item.state](item)
}

const helps = mattersOf<Help, HelpState, keyof typeof helpLife.moves>({
  kind: 'help',
  life: helpLife,
  stateNames: stateName,
  visible: (item, who) => readerOf(item, who) !== undefined,
  indexes: helpIndexes,
  deadlines: async (ctx, community) => deadlines(await settingsOf(ctx, community)),
  lost: (name, { team, teamName }) =>
    name === 'claim' && team && teamName ? new Refusal('help.alreadyClaimed', { team: teamName }) : undefined,
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

/** The list asked for, in the community named or the first in which the caller leads or works. */
const boardOf = ({ who }: SignedIn, list: 'open' | 'team' | 'late', wanted: Wanted) => {
  const community = who.grants.find(
    grant =>
      (grant.role === 'communityStaff' || (grant.role === 'teamLead' && list !== 'late')) &&
      (!wanted.community || grant.community === wanted.community),
  )?.community
  if (!community) throw new Refusal('community.notFound')
  if (list === 'open') return { key: [community], load: openByDeadline(community) }
  if (list === 'late') return { key: [community], load: lateOnes(community) }
  const teams = scopesOf(who, 'teamLead', community)
  const team = wanted.team ?? teams[0]
  if (!team) throw new Refusal('help.chooseTeam', {}, { team: '请选一个队' })
  if (!teams.includes(team) && !scopesOf(who, 'communityStaff', community).length)
    throw new Refusal('identity.scopeUnknown', {}, { team: '请选您带的队' })
  return { key: [community, team], load: inHandOfTeam(community, team) }
}
interface Wanted {
  readonly team?: string | undefined
  readonly community?: string | undefined
}

const visible = (ctx: SignedIn, items: readonly Help[]) =>
  Promise.all(
    items.flatMap(item => {
      const reader = readerOf(item, ctx.who)
      return reader ? helpFor(ctx, item, reader) : []
    }),
  )

/** The person asked for, and their home: one's own, or that of someone one acts for. */
const askerOf = async (ctx: SignedIn, wanted: string | undefined) => {
  const id = wanted ?? ctx.who.id
  if (id !== ctx.who.id && !ctx.who.actsFor.includes(id))
    throw new Refusal('help.notForThem', {}, { for: '请先办好代办' })
  const profile = (await personOf(ctx, id))?.profile
  const home = profile?.home
  const lives = home && (id !== ctx.who.id || scopesOf(ctx.who, 'resident', home.community).length > 0)
  if (!profile || !lives) throw new Refusal('help.homeNeeded')
  return { ...profile, home }
}

export const helpHandlers: Handlers<typeof help> = {
  async ask({ key, ...input }, ctx) {
    if (input.wantedFromAt && input.wantedToAt && input.wantedToAt <= input.wantedFromAt)
      throw new Refusal('request.invalid', {}, { wantedToAt: '结束时间要晚于开始时间' })
    const asker = await askerOf(ctx, input.for)
    const { community, building } = asker.home
    const { help: clocks, dutyHours } = await settingsOf(ctx, community)
    const onBehalf = asker.id !== ctx.who.id && { for: asker.id }
    const first = { key, input, move: 'ask', state: 'open', as: 'resident', ...onBehalf } as const
    const matter = await newMatter(ctx, 'help', community, first)
    const claimBy = plusDutyMinutes(ctx.now, clocks.claimMinutes[input.kind], dutyHours)
    const item: Help = {
      ...matter,
      what: input.kind,
      buys: input.kind === 'groceries',
      asker: asker.id,
      askerName: asker.callName,
      askedBy: ctx.who.id,
      building,
      ...(await sealFor(ctx, community, matter.id, input.lines, input.door)),
      wantedFromAt: input.wantedFromAt,
      wantedToAt: input.wantedToAt,
      capFen: input.capFen,
      claimBy,
      dueAt: claimBy,
    }
    return reply(ctx, await create(ctx.table, item, helpIndexes))
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

  claim: (input, ctx) =>
    move(ctx, 'claim', input, {
      ...(input.team && { wants: { team: input.team } }),
      prepare: ({ community }) => teamOf(ctx, community, input.team),
    }),

  release: (input, ctx) => move(ctx, 'release', input),

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

  accept: (input, ctx) => move(ctx, 'accept', input),
  decline: (input, ctx) => move(ctx, 'decline', input),
  bought: (input, ctx) =>
    move(ctx, 'bought', input, {
      wants: { spentFen: input.spentFen },
      async prepare({ capFen = mostSpentFen }) {
        if (input.spentFen > capFen && !input.agreed)
          throw new Refusal(
            'help.overCap',
            { cap: sayFen(capFen), spent: sayFen(input.spentFen) },
            { spentFen: '比说好的多' },
          )
        return {}
      },
    }),
  start: (input, ctx) => move(ctx, 'start', input),
  deliver: (input, ctx) => move(ctx, 'deliver', input),
  confirm: (input, ctx) => move(ctx, 'confirm', input),
  withdraw: (input, ctx) => move(ctx, 'withdraw', input),

  async reveal({ id }, ctx) {
    const item = await helps.find(ctx, id)
    const rule = may(helpLife, item, ctx.who).includes('phone') ? 'phone' : 'reveal'
    const as = helps.allowed(ctx, rule, item)
    const [contact, door, me] = await Promise.all([
      contactOf(ctx, item.asker),
      doorOf(ctx, item),
      personOf(ctx, ctx.who.id),
    ])
    if (!contact) throw new Refusal('help.noContact')
    const look = { at: ctx.now, by: ctx.who.id, name: me!.profile.callName, as, matter: id }
    // On record before it is shown, and only if the caller is handling it at that very moment.
    const outcome = await ctx.table.transact([
      { check: matterKey('help', id)!, when: guard(helpLife.moves[rule], ctx.who, item.community) },
      { put: lookItem(item.asker, look) },
    ])
    if (!outcome.done) throw helps.refusal(rule, 'moved', await helps.find(ctx, id))
    const { name, phone, address } = contact
    return { name, phone, address, ...(door && { door }) }
  },
}

/** The stream: everybody it concerns finds it, as it is now, in 我的事. */
export const followHelp = (ctx: Pick<Ctx, 'table'>, change: Change<Help>) =>
  keepCards(ctx.table, change, helpCards)

/** The clock: a deadline has passed, and the table says which move is the clock's in this state. */
export const dueHelp = async (ctx: Ctx, item: Help) => {
  const [name] = may(helpLife, item, 'clock')
  if (name)
    await helps.moveByClock(ctx, name, item, name === 'escalate' ? { wants: { escalatedAt: ctx.now } } : {})
}
