/** 帮办: the story of a request, from asking to confirming. */
import type { Role } from '../../shared/contract.ts'
import type { help } from '../../shared/help.ts'
import { helpLife, type HelpReply, type HelpState } from '../../shared/help.ts'
import { guard, may, scopesOf, step, type Tap } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/refusals.ts'
import { plusDutyMinutes, plusMinutes } from '../../shared/time.ts'
import type { Settings } from '../../shared/community.ts'
import { scopeName, settingsOf } from '../community/community.ts'
import { contactOf, lookItem, memberOf, personOf } from '../identity/identity.ts'
import type { Ctx, SignedIn } from '../platform/context.ts'
import { page } from '../platform/lists.ts'
import {
  create,
  getMatter,
  keepCards,
  matterKey,
  mineByKind,
  moveMatter,
  newMatter,
  tapOf,
  type Change,
  type Moving,
} from '../platform/matters.ts'
import type { Handlers } from '../platform/serve.ts'
import { helpCards, helpFor, readerOf, withDetails } from './help-reply.ts'
import { byIds, doorOf, helpIndexes, inHandOfTeam, openByDeadline, sealFor, type Help } from './help-store.ts'
import { stateName } from './help-words.ts'

export type { Help }

type Name = keyof typeof helpLife.moves

/** The caller's request: 404 alike where there is none and where it does not exist for the caller. */
const found = async (ctx: SignedIn, id: string, op?: string): Promise<Help> => {
  const item = await getMatter<Help>(ctx.table, 'help', id)
  // Whoever moved it out of their own sight may ask again whether that was done.
  const moved = item?.timeline.some(entry => entry.op === op && entry.by === ctx.who.id)
  if (!item || (!moved && !readerOf(item, ctx.who))) throw new Refusal('help.notFound')
  return item
}

/** What the caller sees of it, on its own page. */
const reply = async (ctx: SignedIn, item: Help): Promise<HelpReply> =>
  withDetails(ctx, item, await helpFor(ctx, item, readerOf(item, ctx.who) ?? 'onlooker'))

/** The deadline of the state it is in now. */
const dueAt = (item: Help, { help: clocks, dutyHours }: Settings): string | undefined => {
  const duty = (minutes: number) => plusDutyMinutes(item.changedAt, minutes, dutyHours)
  switch (item.state) {
    case 'open':
      return item.escalatedAt ? undefined : item.claimBy
    case 'claimed':
      return duty(clocks.assignMinutes)
    case 'assigned':
      return duty(clocks.acceptMinutes)
    case 'delivered':
      return plusMinutes(item.changedAt, clocks.confirmMinutes)
    default:
      return undefined
  }
}

type Changing = Pick<Moving<Help, HelpState, Name>, 'wants' | 'prepare'>

const carryOut = async (ctx: Ctx, name: Name, item: Help, tap: Tap, change: Changing = {}) => {
  const settings = await settingsOf(ctx, item.community)
  return moveMatter<Help, HelpState, Name>(ctx.table, item, {
    life: helpLife,
    name,
    tap,
    ...change,
    settle: after => ({ ...after, dueAt: dueAt(after, settings) }),
    indexes: helpIndexes,
  })
}

interface TapInput {
  readonly id: string
  readonly seq: number
  readonly op?: string | undefined
  readonly reason?: string
}

const refuse = (name: Name, not: 'notYours' | 'moved', { state, teamName }: Help) => {
  if (not === 'notYours') return new Refusal('help.notYours')
  return name === 'claim' && teamName
    ? new Refusal('help.alreadyClaimed', { team: teamName })
    : new Refusal('help.moved', { state: stateName[state] })
}

/** Makes the move for the caller, or says why not. */
const move = async (ctx: SignedIn, name: Name, input: TapInput, change?: Changing): Promise<HelpReply> => {
  const item = await found(ctx, input.id, input.op)
  const { matter, not } = await carryOut(ctx, name, item, tapOf(ctx, input, input.reason), change)
  if (not) throw refuse(name, not, matter)
  return reply(ctx, matter)
}

/** The lead's team that takes it: the one named, or the only one. */
const teamOf = async (ctx: SignedIn, community: string, wanted: string | undefined) => {
  const teams = scopesOf(ctx.who, 'teamLead', community)
  const team = wanted ?? (teams.length === 1 ? teams[0] : undefined)
  if (!team) throw new Refusal('help.chooseTeam', {}, { team: '请选一个队' })
  if (!teams.includes(team)) throw new Refusal('help.notYours')
  const name = await scopeName(ctx, community, team)
  if (!name) throw new Refusal('identity.scopeUnknown', {}, { team: '请重新选' })
  return { team, teamName: name }
}

const nobody = { volunteer: undefined, volunteerName: undefined }
const noTeam = { team: undefined, teamName: undefined, ...nobody }

/** The community a board is of: the one named, or the first in which the caller leads or works. */
const boardOf = ({ who }: SignedIn, wanted: string | undefined) => {
  const grant = who.grants.find(
    ({ role, community }) =>
      (role === 'teamLead' || role === 'communityStaff') && (!wanted || community === wanted),
  )
  if (!grant) throw new Refusal('community.notFound')
  return grant.community
}

/** Staff see any team's work, leads that of their own. */
const teamShown = ({ who }: SignedIn, community: string, wanted: string | undefined) => {
  const teams = scopesOf(who, 'teamLead', community)
  const team = wanted ?? teams[0]
  if (!team) throw new Refusal('help.chooseTeam', {}, { team: '请选一个队' })
  if (!teams.includes(team) && !scopesOf(who, 'communityStaff', community).length)
    throw new Refusal('help.notYours')
  return team
}

const visible = (ctx: SignedIn, items: readonly Help[]) =>
  Promise.all(
    items.flatMap(item => {
      const reader = readerOf(item, ctx.who)
      return reader ? helpFor(ctx, item, reader) : []
    }),
  )

export const helpHandlers: Handlers<typeof help> = {
  async ask({ key, ...input }, ctx) {
    const askerId = input.for ?? ctx.who.id
    const onBehalf = askerId !== ctx.who.id
    if (onBehalf && !ctx.who.actsFor.includes(askerId))
      throw new Refusal('help.notForThem', {}, { for: '请先办好代办' })
    if (input.wantedFromAt && input.wantedToAt && input.wantedToAt <= input.wantedFromAt)
      throw new Refusal('request.invalid', {}, { wantedToAt: '结束时间要晚于开始时间' })
    const asker = await personOf(ctx, askerId)
    const home = asker?.profile.home
    if (!asker || !home) throw new Refusal('help.homeNeeded')
    const { community, building } = home
    const settings = await settingsOf(ctx, community)
    const first = {
      key,
      input,
      move: 'ask',
      state: 'open',
      as: 'resident',
      ...(onBehalf && { for: askerId }),
    } as const
    const matter = await newMatter(ctx, 'help', community, first)
    const claimBy = plusDutyMinutes(ctx.now, settings.help.claimMinutes[input.kind], settings.dutyHours)
    const item: Help = {
      ...matter,
      what: input.kind,
      buys: input.kind === 'groceries',
      asker: askerId,
      askerName: asker.profile.callName,
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

  get: async ({ id }, ctx) => reply(ctx, await found(ctx, id)),

  mine: ({ next }, ctx) =>
    page(ctx, ['help.mine'], next, async after => {
      const { ids, last } = await mineByKind(ctx.table, ctx.who.id, 'help', after)
      return { items: await visible(ctx, await byIds(ctx, ids)), last }
    }),

  board: ({ list, team, community: wanted, next }, ctx) =>
    page(ctx, ['help.board', list, team, wanted], next, async after => {
      const community = boardOf(ctx, wanted)
      const { items, last } =
        list === 'open'
          ? await openByDeadline(ctx, community, after)
          : await inHandOfTeam(ctx, community, teamShown(ctx, community, team), after)
      return { items: await visible(ctx, items), last }
    }),

  claim: (input, ctx) =>
    move(ctx, 'claim', input, {
      ...(input.team && { wants: { team: input.team } }),
      prepare: ({ community }) => teamOf(ctx, community, input.team),
    }),

  release: (input, ctx) => move(ctx, 'release', input, { wants: noTeam }),

  assign: (input, ctx) =>
    move(ctx, 'assign', input, {
      wants: { volunteer: input.volunteer },
      async prepare({ asker, community, team }) {
        if (input.volunteer === asker) throw new Refusal('help.ownRequest', {}, { volunteer: '请换一位' })
        const member = await memberOf(ctx, input.volunteer, 'volunteer', community, team!)
        if (!member) throw new Refusal('help.notInTeam', {}, { volunteer: '请从名单里选' })
        return { volunteerName: member.callName }
      },
    }),

  accept: (input, ctx) => move(ctx, 'accept', input),
  decline: (input, ctx) => move(ctx, 'decline', input, { wants: nobody }),
  bought: (input, ctx) => move(ctx, 'bought', input, { wants: { spentFen: input.spentFen } }),
  start: (input, ctx) => move(ctx, 'start', input),
  deliver: (input, ctx) => move(ctx, 'deliver', input),
  confirm: (input, ctx) => move(ctx, 'confirm', input),
  withdraw: (input, ctx) => move(ctx, 'withdraw', input),

  async reveal({ id }, ctx) {
    const item = await found(ctx, id)
    const allowed = step(helpLife, 'reveal', item, tapOf(ctx, {}))
    if ('not' in allowed) throw refuse('reveal', allowed.not === 'again' ? 'moved' : allowed.not, item)
    const { as } = allowed.matter.timeline.at(-1)!
    const look = {
      at: ctx.now,
      by: ctx.who.id,
      name: (await personOf(ctx, ctx.who.id))!.profile.callName,
      as: as as Role,
      matter: id,
    }
    const { pk, sk } = matterKey('help', id)!
    // On record before it is shown, and only if the caller is handling it at that very moment.
    const outcome = await ctx.table.transact([
      { check: { pk, sk }, when: guard(helpLife.moves.reveal, ctx.who, item.community) },
      { put: lookItem(item.asker, look) },
    ])
    if (!outcome.done) throw new Refusal('help.moved', { state: stateName[item.state] })
    const contact = await contactOf(ctx, item.asker)
    if (!contact) throw new Refusal('help.homeNeeded')
    const door = await doorOf(ctx, item)
    return { name: contact.name, phone: contact.phone, address: contact.address, ...(door && { door }) }
  },
}

/** The stream: everybody it concerns finds it, as it is now, in 我的事. */
export const followHelp = (ctx: Pick<Ctx, 'table'>, change: Change<Help>) =>
  keepCards(ctx.table, change, helpCards)

/** The clock: a deadline has passed. The first move of the table that the clock may make now is the one. */
export const dueHelp = async (ctx: Ctx, item: Help) => {
  const [name] = may(helpLife, item, 'clock')
  if (!name) return
  const wants = { escalate: { escalatedAt: ctx.now }, lapse: noTeam, expire: {} }[
    name as 'escalate' | 'lapse' | 'expire'
  ]
  await carryOut(
    ctx,
    name,
    item,
    { op: `${name}.${item.seq}`, seq: item.seq, who: 'clock', at: ctx.now },
    { wants },
  )
}
