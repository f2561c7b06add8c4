/** The course of a request: who takes it, who goes, what was bought, brought and paid. */
import { type help, type HelpReply } from '../../shared/help/help.ts'
import { helpRings } from '../../shared/help/life.ts'
import { scopesOf } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { scopeOf, settingsOf } from '../community/community.ts'
import { attach } from '../files/files.ts'
import { memberOf } from '../identity/identity.ts'
import { personOf } from '../people/people.ts'
import type { SignedIn } from '../platform/context.ts'
import { opened } from '../platform/sealed.ts'
import type { Handlers } from '../platform/serve.ts'
import { atNewDoor, placeAgain } from './help-ask.ts'
import { claimBy } from './help-clock.ts'
import { helps } from './help-kind.ts'
import { helpReply } from './help-reply.ts'
import { checkCap, checkComing } from './help-rules.ts'
import type { Help } from './help-store.ts'

/** Makes the move and answers with what the caller may see of it now. */
export const moveHelp = async (ctx: SignedIn, ...[name, input, edit]: MoveArguments): Promise<HelpReply> =>
  helpReply(ctx, await helps.move(ctx, name, input, edit))
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

export const courseHandlers: Handlers<
  Pick<
    typeof help,
    | 'offer'
    | 'claim'
    | 'release'
    | 'assign'
    | 'accept'
    | 'decline'
    | 'bought'
    | 'start'
    | 'deliver'
    | 'confirm'
    | 'problem'
    | 'fail'
    | 'reopen'
    | 'withdraw'
    | 'takeOver'
    | 'note'
    | 'rate'
  >
> = {
  offer: (input, ctx) =>
    moveHelp(ctx, 'offer', input, {
      wants: { offeredTo: input.team },
      async prepare({ community }) {
        const scope = await scopeOf(ctx, community, input.team)
        if (scope?.kind !== 'team')
          throw new Refusal('identity.scopeUnknown', {}, { team: '请从名单里选一个队' })
        return { offeredToName: scope.name }
      },
    }),

  claim: (input, ctx) =>
    moveHelp(ctx, 'claim', input, {
      ...(input.team && { wants: { team: input.team } }),
      prepare: ({ community, offeredTo }) => teamOf(ctx, community, input.team ?? offeredTo),
    }),

  release: (input, ctx) => moveHelp(ctx, 'release', input, { prepare: async item => withLaidOut(item) }),

  assign: (input, ctx) =>
    moveHelp(ctx, 'assign', input, {
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
    moveHelp({ ...ctx, input: { id: input.id } }, 'accept', input, {
      async prepare() {
        checkComing(input.comesAt, ctx.now)
        return { comesAt: input.comesAt }
      },
    }),

  decline: (input, ctx) => moveHelp(ctx, 'decline', input, { prepare: async item => withLaidOut(item) }),

  bought: (input, ctx) =>
    moveHelp(ctx, 'bought', input, {
      wants: { spentFen: input.spentFen, ...(input.receipts && { receipts: input.receipts }) },
      async prepare(item) {
        checkCap(input, item)
        const { receipts = item.receipts } = input
        if (item.what === 'medicine' && !input.idsShown && (await opened(ctx, item, 'details')).insurance)
          throw new Refusal('help.idsNotShown', {}, { idsShown: '请先给柜台看证件' })
        if (input.receipts) await attach(ctx, input.receipts, item.id)
        return { receipts }
      },
    }),

  start: (input, ctx) => moveHelp(ctx, 'start', input),
  deliver: (input, ctx) => moveHelp(ctx, 'deliver', input),

  confirm: (input, ctx) =>
    moveHelp(ctx, 'confirm', input, {
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
    moveHelp(ctx, 'problem', input, {
      prepare: async () => ({
        problem: input.reason,
        settledAt: undefined,
        ...(input.reason === 'money' && { moneyOpen: true }),
      }),
    }),

  fail: (input, ctx) =>
    moveHelp(ctx, 'fail', input, {
      prepare: async item => ({ ...withLaidOut(item), failReason: input.reason }),
    }),

  reopen: (input, ctx) =>
    moveHelp(ctx, 'reopen', input, {
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

  withdraw: (input, ctx) => moveHelp(ctx, 'withdraw', input),

  takeOver: (input, ctx) =>
    moveHelp(ctx, 'takeOver', input, {
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
    moveHelp(ctx, 'note', input, {
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
    moveHelp(ctx, 'rate', input, {
      wants: { rating: input.rating },
      prepare: async item => ({
        thanks: input.thanks === undefined ? undefined : await helps.seal(ctx, item, 'thanks', input.thanks),
      }),
    }),
}
