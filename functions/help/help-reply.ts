/** What a reader sees of a request. What they may not see is absent, not blank. */
import { roleNames } from '../../shared/identity.ts'
import { helpGroups, helpLife, type HelpReply } from '../../shared/help.ts'
import { may, scopesOf, type Entry, type Who } from '../../shared/lifecycle.ts'
import { holdersOf, looksSince } from '../identity/identity.ts'
import type { SignedIn } from '../platform/context.ts'
import { timelineOf, type Card } from '../platform/matters.ts'
import { inHandOfTeam, linesOf, type Help } from './help-store.ts'
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

const isLate = (help: Help, now: string) =>
  help.state === 'open' ? help.claimBy <= now : help.dueAt !== undefined && help.dueAt <= now

/** Names in the timeline are teams and roles; persons are named by the current state only. */
const shown = ({ seq, at, move, to, as, by, for: onBehalf, unit, reason }: Entry, who: Who) => ({
  seq,
  at,
  move,
  to,
  as,
  who: by === who.id ? '您' : as === 'clock' ? '系统' : as === 'teamLead' && unit ? unit : roleNames[as],
  ...(onBehalf && { onBehalf: true }),
  ...(reason && { reason }),
})

const facts = (help: Help, now: string): HintFacts => ({
  now,
  dueAt: help.dueAt,
  late: isLate(help, now),
  team: help.teamName ?? '服务队',
  volunteer: help.volunteerName ?? '志愿者',
  spentFen: help.spentFen,
})

/** The request as this reader sees it. */
export const helpFor = async (ctx: SignedIn, help: Help, reader: Reader): Promise<HelpReply> => {
  const { who, now } = ctx
  const {
    id,
    state,
    seq,
    what,
    building,
    createdAt,
    changedAt,
    dueAt,
    wantedFromAt,
    wantedToAt,
    capFen,
    spentFen,
  } = help
  const near = reader !== 'onlooker'
  const timeline = await timelineOf(ctx.table, help)
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
    timeline: timeline.map(each => shown(each, who)),
    stateText: stateName[state],
    stateHint: hints[reader][state](facts(help, now)),
    late: isLate(help, now),
    ...(dueAt && { dueAt }),
    ...(wantedFromAt && { wantedFromAt }),
    ...(wantedToAt && { wantedToAt }),
    ...(help.team && help.teamName && { team: { id: help.team, name: help.teamName } }),
    ...(near && {
      lines: await linesOf(ctx, help),
      ...(capFen !== undefined && { capFen }),
      ...(spentFen !== undefined && { spentFen }),
      ...(state !== 'open' && { askerName: help.askerName }),
      ...(help.volunteer &&
        help.volunteerName && { volunteer: { id: help.volunteer, name: help.volunteerName } }),
    }),
    ...(reader === 'asker' && { mine: true, askerName: help.askerName }),
  }
}

/** For one request on its own page: who looked at the asker's door, and whom the lead could send. */
export const withDetails = async (ctx: SignedIn, help: Help, reply: HelpReply): Promise<HelpReply> => ({
  ...reply,
  ...(reply.mine && { looks: await looksAt(ctx, help) }),
  ...(reply.may.includes('assign') && { volunteers: await volunteersFor(ctx, help) }),
})

const looksAt = async (ctx: SignedIn, help: Help) =>
  (await looksSince(ctx, help.asker, help.createdAt))
    .filter(look => look.matter === help.id)
    .map(({ at, name, as }) => ({ at, name, as: roleNames[as] }))

/** Members of the team, least loaded first; the asker cannot be sent to themselves. */
const volunteersFor = async (ctx: SignedIn, help: Help) => {
  const [members, { items }] = await Promise.all([
    holdersOf(ctx, help.community, 'volunteer', help.team!),
    inHandOfTeam(ctx, help.community, help.team!),
  ])
  return members
    .filter(member => member.id !== help.asker)
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
  const ended = !(helpGroups.open as readonly string[]).includes(state)
  const card = (yours: readonly string[]): Card => ({
    kind: 'help',
    id,
    title: `${kindName[help.what]} · ${help.building}`,
    stateText: stateName[state],
    tone: ended ? 'ended' : yours.includes(state) ? 'yours' : 'waiting',
    changedAt,
  })
  const mine = new Map<string, Card>()
  const lead = help.timeline.findLast(each => each.move === 'claim')?.by
  if (help.team && lead) mine.set(lead, card(['claimed']))
  if (help.volunteer) mine.set(help.volunteer, card(['assigned', 'accepted', 'bought', 'onTheWay']))
  mine.set(help.asker, card(['delivered']))
  const typedBy = help.timeline[0]?.by
  if (typedBy && typedBy !== help.asker) mine.set(typedBy, card(['delivered']))
  return mine
}
