/** What a reader sees of a request. What they may not see is absent, not blank. */
import type { Settings } from '../../shared/community/community.ts'
import type { HelpReply } from '../../shared/help/help.ts'
import { helpLife, helpRings, helpStates, failReasons } from '../../shared/help/life.ts'
import { topics } from '../../shared/help/topics.ts'
import { idsOf, may, scopesOf, type Entry, type Who } from '../../shared/lifecycle.ts'
import { onDuty, plusDutyMinutes, shanghai } from '../../shared/time.ts'
import { scopesIn, settingsOf } from '../community/community.ts'
import type { Scope } from '../community/community-store.ts'
import { looksByPerson } from '../people/looks.ts'
import { mayActSensitively } from '../identity/proxies.ts'
import { linksTo } from '../files/files.ts'
import type { SignedIn } from '../platform/context.ts'
import { entryFor } from '../matters/matters.ts'
import { opened } from '../platform/sealed.ts'
import { timelineOf } from '../platform/timeline.ts'
import { movedFrom } from './help-ask.ts'
import { meetingCode } from './help-phone.ts'
import { readerOf, type Reader } from './help-readers.ts'
import { isOpen, isUnderWay, numberOf, type Details, type Help } from './help-store.ts'
import { teamsTold } from './help-teams.ts'
import { askerHint, helperHint, onlookerHint, teamHint, type HintFacts } from './help-words.ts'

const hints = {
  asker: askerHint,
  staff: teamHint,
  helper: helperHint,
  grid: teamHint,
  lead: teamHint,
  onlooker: onlookerHint,
}

/**
 * What the reader was told: the asker, when we go on looking; the others, until when it should have a team. Of a danger
 * nothing is promised, and the clock's own `dueAt` goes on to the next reminder.
 */
const promisedAt = (help: Help, reader: Reader) => {
  if (help.danger) return undefined
  const waits = help.state === 'open' && (reader !== 'asker' || help.escalatedAt !== undefined)
  return waits ? help.claimBy : help.dueAt
}
const isLate = (help: Help, now: string) => {
  const at = help.state === 'open' ? help.claimBy : help.dueAt
  return isOpen(help) && !help.danger && (help.escalatedAt !== undefined || (at !== undefined && at <= now))
}

/** A reason is for the team and staff: it may say how someone feels. */
const shown = (entry: Entry, who: Who, reader: Reader) =>
  entryFor(entry, who, ['staff', 'grid', 'lead'].includes(reader) || entry.move === 'fail')

/** What a reply needs of the community. */
export interface Surroundings {
  readonly settings: Settings
  readonly teams: readonly ({ readonly id: string } & Scope)[]
}

export const surroundings = async (ctx: SignedIn, community: string): Promise<Surroundings> => {
  const [settings, teams] = await Promise.all([settingsOf(ctx, community), scopesIn(ctx, community, 'team')])
  return { settings, teams }
}

const facts = (
  help: Help,
  reader: Reader,
  now: string,
  { settings: { dutyHours } }: Surroundings,
): HintFacts => ({
  now,
  dueAt: promisedAt(help, reader),
  late: isLate(help, now),
  onDuty: onDuty(now, dutyHours),
  dutyAt: plusDutyMinutes(now, 0, dutyHours),
  escalated: help.escalatedAt !== undefined,
  danger: help.danger,
  taken: help.teamName !== undefined,
  team: help.teamName ?? help.offeredToName ?? '服务队',
  volunteer: help.volunteerName ?? '志愿者',
  comesAt: help.comesAt,
  staff: help.staffName,
  spentFen: help.spentFen,
  failed: failReasons.text[help.failReason ?? 'other'],
  atDoor: help.failReason === 'leftAtDoor',
})

/** Past half of the time there was to answer. */
const isSlow = ({ changedAt, dueAt }: Help, now: string) =>
  dueAt !== undefined && Date.parse(now) - Date.parse(changedAt) >= Date.parse(dueAt) - Date.parse(now)

/** Who should be rung. A lead rings the volunteers, staff ring the neighbours. */
const callFor = (help: Help, reader: Reader, now: string): HelpReply['call'] => {
  const { state, escalatedAt, settledAt } = help
  if (reader === 'lead' || reader === 'staff') {
    if (state === 'assigned' && isSlow(help, now)) return 'volunteer'
    if (isUnderWay(help) && escalatedAt !== undefined) return 'volunteer'
  }
  if (reader !== 'staff' && !(reader === 'grid' && help.staff !== undefined)) return undefined
  const waits = state === 'withStaff' || (state === 'unanswered' && settledAt === undefined)
  return waits || (state === 'open' && escalatedAt !== undefined) ? 'asker' : undefined
}

const insight = (help: Help, reader: Reader, who: Who) => {
  if (reader === 'asker' || reader === 'staff') return 'all'
  if (reader === 'helper' && !isOpen(help) && help.moneyOpen) return 'money'
  if (reader === 'onlooker' || !isOpen(help)) return 'none'
  // A grid worker who has taken it on, or is called to a danger.
  if (reader === 'grid' && (idsOf(who).includes(help.staff ?? '') || help.danger)) return 'work'
  if (reader !== 'grid' && help.state !== 'open' && help.state !== 'offered') return 'work'
  // What somebody takes for their health is for those who fetch it, not for fifteen leads.
  return help.what === 'medicine' ? 'none' : 'offer'
}

const withoutRemarks = ({ lines }: Details) =>
  lines.map(({ what, howMany }) => ({ what, ...(howMany && { howMany }) }))

export const given = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }

/** What was written, for those who need it to help: remarks only once a team has it, nothing after it has ended. */
const contents = async (ctx: SignedIn, help: Help, reader: Reader) => {
  const level = insight(help, reader, ctx.who)
  if (level === 'none') return {}
  // Who acts for somebody learns of their health only with their separate consent.
  const closed =
    reader === 'asker' &&
    help.what === 'medicine' &&
    !idsOf(ctx.who).includes(help.asker) &&
    !(await mayActSensitively(ctx, help.asker))
  if (closed) return { mine: true, askerName: help.askerName }
  if (level === 'money') {
    const { capFen, spentFen, paidFen, moneyOpen } = help
    return given({ capFen, spentFen, paidFen, moneyOpen, laidOut: laidOutIn(help, ctx.who.id) })
  }
  const details = await opened(ctx, help, 'details')
  const { risks, place, insurance } = details
  const { capFen, spentFen, paidFen, moneyOpen, volunteer, volunteerName, staff, staffName } = help
  if (level === 'offer')
    return given({ lines: withoutRemarks(details), risks: risks && [...risks], place, capFen })
  return given({
    lines: [...details.lines],
    risks: risks && [...risks],
    place,
    insurance,
    capFen,
    spentFen,
    paidFen,
    moneyOpen: reader === 'lead' ? undefined : moneyOpen,
    askerName: help.askerName,
    volunteer: volunteer && volunteerName ? { id: volunteer, name: volunteerName } : undefined,
    comesAt: isUnderWay(help) ? help.comesAt : undefined,
    staff: staff && staffName ? { id: staff, name: staffName } : undefined,
    meetingCode:
      isUnderWay(help) && (reader === 'asker' || reader === 'helper')
        ? await meetingCode(ctx, help)
        : undefined,
    laidOut: reader === 'helper' ? undefined : laidOutIn(help),
    swaps: (await opened(ctx, help, 'swaps'))?.map(each => ({ ...each })),
    said: help.said && [...help.said],
    calls: (await opened(ctx, help, 'calls'))?.map(each => ({ ...each })),
    ...(await filesFor(ctx, help)),
    ...(reader === 'asker' && { mine: true, door: details.door, problem: help.problem }),
    ...(reader === 'staff' && { problem: help.problem }),
  })
}

/** What was laid out for nothing, by everybody or by one. */
const laidOutIn = ({ laidOut }: Help, by?: string) =>
  laidOut
    ?.filter(({ volunteer }) => !by || volunteer === by)
    .map(({ name, spentFen }) => ({ name, spentFen }))

const filesFor = async (ctx: SignedIn, { files = [], voice, receipts = [] }: Help) => {
  const ids = [...files, ...(voice ? [voice] : []), ...receipts]
  if (!ids.length) return {}
  const links = await linksTo(ctx, ids)
  const those = (wanted: readonly string[]) => {
    const found = links.filter(({ id }) => wanted.includes(id))
    return found.length ? found : undefined
  }
  return {
    files: those(files),
    voice: voice === undefined ? undefined : those([voice])?.[0],
    receipts: those(receipts),
  }
}

/** The word after the deed is for both sides of it, and for staff. */
const verdict = async (ctx: SignedIn, help: Help, reader: Reader) => {
  if (!['asker', 'staff', 'helper'].includes(reader)) return {}
  return given({
    rating: reader === 'helper' ? undefined : help.rating,
    thanks: await opened(ctx, help, 'thanks'),
  })
}

/** The request as this reader sees it, with the last entries of its history. */
export const helpFor = async (
  ctx: SignedIn,
  help: Help,
  reader: Reader,
  around: Surroundings,
): Promise<HelpReply> => {
  const { who, now } = ctx
  const { id, state, seq, what, topic, building, createdAt, changedAt } = help
  const { wantedFromAt, wantedToAt, failReason } = help
  const near =
    state === 'open' && reader === 'lead'
      ? teamsTold(help, around.teams).some(team =>
          scopesOf(who, 'teamLead', help.community).includes(team.id),
        )
      : undefined
  return {
    id,
    state,
    seq,
    number: numberOf(help),
    kind: what,
    topic,
    title: topics.text[topic],
    building,
    createdAt,
    changedAt,
    ring: helpRings[help.ring]!,
    may: may(helpLife, help, who),
    timeline: help.timeline.map(each => shown(each, who, reader)),
    stateText: reader === 'helper' && state === 'assigned' ? '等您回话' : helpStates.text[state],
    stateHint: hints[reader][state](facts(help, reader, now, around)),
    late: isLate(help, now),
    ...given({
      near,
      dueAt: promisedAt(help, reader),
      wantedFromAt,
      wantedToAt,
      failReason: state === 'failed' ? failReason : undefined,
      team: help.team && help.teamName ? { id: help.team, name: help.teamName } : undefined,
      offeredTo:
        help.offeredTo && help.offeredToName ? { id: help.offeredTo, name: help.offeredToName } : undefined,
      call: callFor(help, reader, now),
    }),
    ...(await contents(ctx, help, reader)),
    ...(await verdict(ctx, help, reader)),
  }
}

/** On its own page: the whole history, and who looked at the asker's door. */
export const helpInFull = async (ctx: SignedIn, help: Help, reader: Reader): Promise<HelpReply> => {
  const around = await surroundings(ctx, help.community)
  const [reply, timeline] = await Promise.all([
    helpFor(ctx, help, reader, around),
    timelineOf(ctx.table, help),
  ])
  // For those who know for whom it is and go there.
  const goes = reader !== 'asker' && isOpen(help) && reply.askerName !== undefined
  const [looks, notes, moved] = await Promise.all([
    reader === 'asker' ? looksByPerson(ctx, help.asker, help.id) : undefined,
    reader === 'staff' ? opened(ctx, help, 'notes') : undefined,
    goes ? movedFrom(ctx, help) : undefined,
  ])
  return {
    ...reply,
    timeline: timeline.map(each => shown(each, ctx.who, reader)),
    ...given({ looks, moved: moved && true }),
    ...(notes?.length && { notes: notes.map(({ at, name, text }) => ({ at, name, text })) }),
  }
}

/** A caller who has moved it out of their own sight still gets an answer, with as little in it as an onlooker sees. */
export const helpReply = (ctx: SignedIn, item: Help): Promise<HelpReply> =>
  helpInFull(ctx, item, readerOf(item, ctx.who) ?? 'onlooker')

/** Whether it changed on the day that `now` is in, in Shanghai. */
export const isOfToday = ({ changedAt }: Help, now: string) =>
  shanghai(changedAt).format('YYYY-MM-DD') === shanghai(now).format('YYYY-MM-DD')
