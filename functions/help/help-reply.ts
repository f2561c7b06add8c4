/** What a reader sees of a request. What they may not see is absent, not blank. */
import { helpGroups, helpLife, type HelpReply } from '../../shared/help.ts'
import { roleNames } from '../../shared/identity.ts'
import { may, scopesOf, type Entry, type Who } from '../../shared/lifecycle.ts'
import type { Card } from '../../shared/matters.ts'
import { holdersOf, looksFor } from '../identity/identity.ts'
import type { SignedIn } from '../platform/context.ts'
import { timelineOf } from '../platform/timeline.ts'
import { doorOf, inHandOfTeam, linesOf, type Help } from './help-store.ts'
import {
  askerHint,
  helperHint,
  kindName,
  onlookerHint,
  stateName,
  teamHint,
  type HintFacts,
} from './help-words.ts'

/** How close a reader is; undefined: for them it does not exist. */
export type Reader = 'asker' | 'staff' | 'helper' | 'lead' | 'onlooker'

export const readerOf = (help: Help, who: Who): Reader | undefined => {
  const { community, team = '' } = help
  if (help.asker === who.id || who.actsFor.includes(help.asker)) return 'asker'
  if (scopesOf(who, 'communityStaff', community).length) return 'staff'
  if (help.volunteer === who.id && scopesOf(who, 'volunteer', community).includes(team)) return 'helper'
  const teams = scopesOf(who, 'teamLead', community)
  if (teams.includes(team) || (teams.length && help.state === 'open')) return 'lead'
  return teams.length ? 'onlooker' : undefined
}

const hints = {
  asker: askerHint,
  staff: teamHint,
  helper: helperHint,
  lead: teamHint,
  onlooker: onlookerHint,
}

const isOpen = ({ state }: Help) => (helpGroups.open as readonly string[]).includes(state)
/** What people were told; the clock's own `dueAt` goes on to the next reminder. */
const promisedAt = ({ state, claimBy, dueAt }: Help) => (state === 'open' ? claimBy : dueAt)
const isLate = (help: Help, now: string) => {
  const at = promisedAt(help)
  return isOpen(help) && (help.escalatedAt !== undefined || (at !== undefined && at <= now))
}

/** Names in the timeline are teams and roles; a reason is for the team and staff: it may say how someone feels. */
const shown = (
  { seq, at, move, to, as, by, for: onBehalf, unit, reason }: Entry,
  who: Who,
  reader: Reader,
) => ({
  seq,
  at,
  move,
  to,
  as,
  who: by === who.id ? '您' : as === 'clock' ? '' : as === 'teamLead' && unit ? unit : roleNames[as],
  ...(onBehalf && { onBehalf: true }),
  ...(reason && (by === who.id || reader === 'staff' || reader === 'lead') && { reason }),
})

const facts = (help: Help, now: string): HintFacts => ({
  now,
  dueAt: promisedAt(help),
  late: isLate(help, now),
  escalated: help.escalatedAt !== undefined,
  taken: help.teamName !== undefined,
  team: help.teamName ?? '服务队',
  volunteer: help.volunteerName ?? '志愿者',
  spentFen: help.spentFen,
})

/** What was written, for those who need it to help: remarks only once a team has it, nothing after it has ended. */
const contents = async (ctx: SignedIn, help: Help, reader: Reader) => {
  const own = reader === 'asker' || reader === 'staff'
  if (reader === 'onlooker' || (!own && !isOpen(help))) return {}
  const lines = await linesOf(ctx, help)
  const remarks = own || help.state !== 'open'
  const { capFen, spentFen, volunteer, volunteerName, askerName } = help
  return {
    lines: remarks ? lines : lines.map(({ what, howMany }) => ({ what, ...(howMany && { howMany }) })),
    ...(capFen !== undefined && { capFen }),
    ...(spentFen !== undefined && { spentFen }),
    ...(remarks && { askerName }),
    ...(volunteer && volunteerName && { volunteer: { id: volunteer, name: volunteerName } }),
    ...(reader === 'asker' && { mine: true, ...(help.door && { door: await doorOf(ctx, help) }) }),
  }
}

/** The request as this reader sees it, with the last entries of its history. */
export const helpFor = async (ctx: SignedIn, help: Help, reader: Reader): Promise<HelpReply> => {
  const { who, now } = ctx
  const { id, state, seq, what, building, createdAt, changedAt, wantedFromAt, wantedToAt } = help
  const dueAt = promisedAt(help)
  return {
    id,
    state,
    seq,
    kind: what,
    title: kindName[what],
    building,
    createdAt,
    changedAt,
    may: may(helpLife, help, who),
    timeline: help.timeline.map(each => shown(each, who, reader)),
    stateText: reader === 'helper' && state === 'assigned' ? '等您回话' : stateName[state],
    stateHint: hints[reader][state](facts(help, now)),
    late: isLate(help, now),
    ...(dueAt && { dueAt }),
    ...(wantedFromAt && { wantedFromAt }),
    ...(wantedToAt && { wantedToAt }),
    ...(help.team && help.teamName && { team: { id: help.team, name: help.teamName } }),
    ...(await contents(ctx, help, reader)),
  }
}

/** On its own page: the whole history, who looked at the asker's door, and whom the lead could send. */
export const helpInFull = async (ctx: SignedIn, help: Help, reader: Reader): Promise<HelpReply> => {
  const [reply, timeline] = await Promise.all([helpFor(ctx, help, reader), timelineOf(ctx.table, help)])
  const [looks, volunteers] = await Promise.all([
    reader === 'asker' ? looksAt(ctx, help) : undefined,
    reply.may.includes('assign') ? volunteersFor(ctx, help) : undefined,
  ])
  return {
    ...reply,
    timeline: timeline.map(each => shown(each, ctx.who, reader)),
    ...(looks && { looks }),
    ...(volunteers && { volunteers }),
  }
}

/** One line a person, whoever looks often hides nobody else. */
const looksAt = async (ctx: SignedIn, help: Help) => {
  const lines = new Map<string, { at: string; name: string; as: string; times: number }>()
  for (const { at, by, name, as } of await looksFor(ctx, help.asker, help.id)) {
    const line = lines.get(by) ?? { at, name, as: roleNames[as], times: 0 }
    lines.set(by, { ...line, times: line.times + 1 })
  }
  return [...lines.values()]
}

/** Members of the team, least loaded first; whoever asked is not sent to themselves. */
const volunteersFor = async (ctx: SignedIn, help: Help) => {
  const [members, { items }] = await Promise.all([
    holdersOf(ctx, help.community, 'volunteer', help.team!),
    inHandOfTeam(help.community, help.team!)(ctx),
  ])
  return members
    .filter(({ id }) => id !== help.asker && id !== help.askedBy)
    .map(({ id, callName, home }) => ({
      id,
      name: callName,
      ...(home && { building: home.building }),
      inHand: items.filter(each => each.volunteer === id && each.id !== help.id).length,
    }))
    .sort((a, b) => a.inHand - b.inHand || a.name.localeCompare(b.name, 'zh'))
}

/** Whom it concerns, and the line each reads in 我的事. */
export const helpCards = (help: Help): ReadonlyMap<string, Card> => {
  const { id, state, changedAt } = help
  const card = (yours: readonly string[]): Card => ({
    kind: 'help',
    id,
    title: `${kindName[help.what]} · ${help.building}`,
    stateText: stateName[state],
    tone: !isOpen(help) ? 'ended' : yours.includes(state) ? 'yours' : 'waiting',
    changedAt,
  })
  return new Map([
    ...(help.claimedBy ? [[help.claimedBy, card(['claimed'])] as const] : []),
    ...(help.volunteer
      ? [[help.volunteer, card(['assigned', 'accepted', 'bought', 'onTheWay'])] as const]
      : []),
    [help.askedBy, card(['delivered'])],
    [help.asker, card(['delivered'])],
  ])
}
