/** 帮办: the story of a request, from asking to confirming. */
import type { Parsed } from '../../shared/contract.ts'
import { help, type HelpReply } from '../../shared/help/help.ts'
import { helpLife, helpRings, mostSpentFen, mostSwaps, type HelpRight } from '../../shared/help/life.ts'
import { topics } from '../../shared/help/topics.ts'
import { guard, idsOf, may, scopesOf, type Fields } from '../../shared/lifecycle.ts'
import { sayFen } from '../../shared/money.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { shanghai } from '../../shared/time.ts'
import { scopeOf, settingsOf } from '../community/community.ts'
import { namesApart } from '../people/called.ts'
import { contactOf, personOf } from '../people/people.ts'
import { grantCheck } from '../identity/grants.ts'
import { lookItem } from '../people/looks.ts'
import { attach } from '../files/files.ts'
import { memberOf } from '../identity/identity.ts'
import type { SignedIn } from '../platform/context.ts'
import { page } from '../platform/lists.ts'
import { matterKey } from '../platform/matter-item.ts'
import { mineByKind } from '../platform/mine.ts'
import { module } from '../platform/module.ts'
import { opened } from '../platform/sealed.ts'
import type { Handlers } from '../platform/serve.ts'
import { ask, atNewDoor, movedFrom, placeAgain } from './help-ask.ts'
import { boardOf } from './help-board.ts'
import { deskOf } from './help-desk.ts'
import { claimBy } from './help-clock.ts'
import { helps } from './help-kind.ts'
import { helpKeeps } from './help-people.ts'
import { readerOf, type Reader } from './help-readers.ts'
import { helpFor, helpInFull, isOfToday, surroundings } from './help-reply.ts'
import { checkComing, checkWindow, topicOf } from './help-rules.ts'
import { openOfHome, type Details, type Help, type Swap } from './help-store.ts'
import { sayToday } from './help-words.ts'

/** A caller who has moved it out of their own sight still gets an answer, with as little in it as an onlooker sees. */
const reply = (ctx: SignedIn, item: Help): Promise<HelpReply> =>
  helpInFull(ctx, item, readerOf(item, ctx.who) ?? 'onlooker')

const move = async (ctx: SignedIn, ...[name, input, edit]: MoveArguments): Promise<HelpReply> =>
  reply(ctx, await helps.move(ctx, name, input, edit))
type MoveArguments = Parameters<typeof helps.move> extends [unknown, ...infer Rest] ? Rest : never

/** The lead's team that takes it: the one named, or the only one. */
const teamOf = async (ctx: SignedIn, community: string, wanted: string | undefined) => {
  const teams = scopesOf(ctx.who, 'teamLead', community)
  const team = wanted ?? (teams.length === 1 ? teams[0] : undefined)
  if (!team) throw new Refusal('help.chooseTeam', {}, { team: '请选一个队' })
  const scope = teams.includes(team) && (await scopeOf(ctx, community, team))
  if (!scope) throw new Refusal('identity.scopeUnknown', {}, { team: '请选您带的队' })
  return { team, teamName: scope.name, claimedBy: ctx.who.id }
}

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
const mostSaid = 10

/** What was asked for, as the form says it; perhaps with other lines. */
const askedIn = (
  { what, topic }: Help,
  { lines, door, risks, place, insurance }: Details,
  others: Parsed<typeof help.ask>['lines'] = [...lines],
) => ({
  kind: what,
  topic,
  lines: others,
  ...(door && { door }),
  ...(risks && { risks: [...risks] }),
  ...(place && { place }),
  ...(insurance && { insurance: true, bothIds: true as const }),
})

const handlers: Handlers<typeof help> = {
  ask: async (input, ctx) => reply(ctx, await ask(ctx, input)),

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
    const asked = (await helps.byIds(ctx, ids)).filter(({ asker }) => asker === person)
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
      return { items: await visible(ctx, await helps.byIds(ctx, ids)), last }
    }),

  async desk({ next, ...asked }, ctx) {
    const { key, load } = deskOf(ctx, asked)
    const shown = async (after: Fields | undefined) => {
      const { items, last } = await load(after)
      return { items: await visible(ctx, items), last }
    }
    return page(ctx, ['help.desk', ...key], next, shown)
  },

  async board({ list, next, ...wanted }, ctx) {
    const { key, load } = boardOf(ctx, list, wanted)
    return page(ctx, ['help.board', list, ...key], next, async after => {
      const { items, last } = await load(after)
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
      helps.lists.ofTeam.page(ctx, { community: grant.community, of: grant.scope }),
      mineByKind(ctx.table, [ctx.who.id], 'help', undefined),
    ])
    const done = (await helps.byIds(ctx, ids)).filter(
      item =>
        item.team === grant.scope &&
        ['delivered', 'confirmed'].includes(item.state) &&
        isOfToday(item, ctx.now),
    )
    const underWay = inHand.items.filter(({ state }) => state !== 'delivered').length
    const day = shanghai(ctx.now).format('M月D日')
    const titles = done.map(({ topic }) => topics.text[topic])
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
        if (item.what === 'medicine' && !input.idsShown && (await opened(ctx, item, 'details')).insurance)
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
      async prepare({ state, spentFen, laidOut = [] }) {
        // What was left at the door counts as not brought until it is found there.
        const last = state === 'failed' ? laidOut.at(-1) : undefined
        if (input.paidFen === undefined) return {}
        if (input.paidFen !== (spentFen ?? last?.spentFen ?? 0)) return { moneyOpen: true }
        return last && laidOut.length === 1 ? { moneyOpen: undefined } : {}
      },
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
      prepare: async item => ({
        ...withLaidOut(item),
        ...(await atNewDoor(ctx, item)),
        openSince: ctx.now,
        claimBy: claimBy(await settingsOf(ctx, item.community), item, ctx.now),
        ring: item.danger ? helpRings.indexOf('staff') : 0,
        escalatedAt: item.danger ? ctx.now : undefined,
        problem: undefined,
        failReason: undefined,
      }),
      along: item => placeAgain(ctx, item),
    }),

  withdraw: (input, ctx) => move(ctx, 'withdraw', input),

  change: (input, ctx) =>
    move(ctx, 'change', input, {
      async prepare(item) {
        const { lines, door, anyTime, wantedFromAt, wantedToAt } = input
        const window = (anyTime || wantedFromAt || wantedToAt) && { wantedFromAt, wantedToAt }
        if (!lines && door === undefined && !window) throw new Refusal('help.nothingChanged')
        checkWindow(input, ctx.now)
        const [settings, details] = await Promise.all([
          settingsOf(ctx, item.community),
          opened(ctx, item, 'details'),
        ])
        topicOf({ key: '', ...askedIn(item, details, lines) }, settings.help)
        const edited = { ...details, lines: lines ?? details.lines, door: door ?? details.door }
        return {
          details: await helps.seal(ctx, item, 'details', edited),
          ...(window && {
            ...window,
            claimBy: claimBy(settings, { ...item, ...window }, ctx.now),
            escalatedAt: undefined,
          }),
        }
      },
    }),

  suggest: (input, ctx) =>
    move(ctx, 'suggest', input, {
      async prepare(item) {
        if (item.what === 'medicine') throw new Refusal('help.noSwapOfMedicine')
        const [{ lines }, swaps = []] = await Promise.all([
          opened(ctx, item, 'details'),
          opened(ctx, item, 'swaps'),
        ])
        const { what, instead } = input
        const waits = swaps.some(each => each.what === what && each.yes === undefined)
        if (waits || !lines.some(line => line.what === what))
          throw new Refusal('help.swapUnknown', {}, { what: '请从单子里选一样' })
        if (swaps.length >= mostSwaps) throw new Refusal('help.swapsFull')
        const swap: Swap = { what, instead }
        return { swaps: await helps.seal(ctx, item, 'swaps', [...swaps, swap]), swapOpen: true }
      },
    }),

  answer: (input, ctx) =>
    move(ctx, 'answer', input, {
      async prepare(item) {
        const [details, swaps = []] = await Promise.all([
          opened(ctx, item, 'details'),
          opened(ctx, item, 'swaps'),
        ])
        const { swap: at, yes } = input
        const swap = swaps[at]
        if (!swap || swap.yes !== undefined) throw new Refusal('help.swapUnknown')
        const { what, instead } = swap
        const answered = swaps.map((each, i) => (i === at ? { ...each, yes } : each))
        const replaced = details.lines.map(line =>
          yes && instead && line.what === what ? { ...line, what: instead } : line,
        )
        return {
          details: await helps.seal(ctx, item, 'details', { ...details, lines: replaced }),
          swaps: await helps.seal(ctx, item, 'swaps', answered),
          swapOpen: answered.some(each => each.yes === undefined) ? true : undefined,
        }
      },
    }),

  say: (input, ctx) =>
    move(ctx, 'say', input, {
      prepare: async ({ said = [] }) => ({
        said: [...said, { at: ctx.now, what: input.what }].slice(-mostSaid),
      }),
    }),

  correct: (input, ctx) =>
    move(ctx, 'correct', input, {
      async prepare({ spentFen, paidFen, moneyOpen, laidOut = [] }) {
        if (spentFen !== undefined)
          return {
            spentFen: input.spentFen,
            moneyOpen: paidFen === input.spentFen && !laidOut.length ? undefined : moneyOpen,
          }
        const own = laidOut.findLastIndex(({ volunteer }) => volunteer === ctx.who.id)
        if (own < 0) throw new Refusal('help.nothingChanged')
        return {
          laidOut: laidOut.map((each, i) => (i === own ? { ...each, spentFen: input.spentFen } : each)),
        }
      },
    }),

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
        const [notes = [], me] = await Promise.all([opened(ctx, item, 'notes'), personOf(ctx, ctx.who.id)])
        if (notes.length >= mostNotes) throw new Refusal('help.notesFull')
        const note = { at: ctx.now, by: ctx.who.id, name: me!.profile.callName, text: input.text }
        return {
          notes: await helps.seal(ctx, item, 'notes', [...notes, note]),
          ...(input.settled && { settledAt: ctx.now, moneyOpen: undefined }),
        }
      },
    }),

  rate: (input, ctx) =>
    move(ctx, 'rate', input, {
      wants: { rating: input.rating },
      prepare: async item => ({
        thanks: input.thanks === undefined ? undefined : await helps.seal(ctx, item, 'thanks', input.thanks),
      }),
    }),

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

/** The right by which the caller looks; where they have none, the one that says why not. */
const rightToLook = (whom: 'asker' | 'volunteer', byStaff: boolean, has: readonly string[]): HelpRight => {
  if (whom === 'volunteer') return 'callHelper'
  return has.includes('phone') || (byStaff && !has.includes('reveal')) ? 'phone' : 'reveal'
}

export const helpModule = module(help, { handlers, kinds: [helps.followed], keeps: helpKeeps })
