/** How a request is stored: what is encrypted, and which list finds it. */
import { createHash } from 'node:crypto'
import type { HelpLine } from '../../shared/help.ts'
import {
  helpGroups,
  type HelpFields,
  type HelpKind,
  type helpRisks,
  type HelpState,
  type HelpTopic,
  type problemReasons,
  type ratings,
} from '../../shared/help/life.ts'
import { absent, any, below, type Fields } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/refusals.ts'
import type { Ctx } from '../platform/context.ts'
import { getMatters, matterKey, sealedIn, type Stored } from '../platform/matter-item.ts'
import {
  entry,
  join,
  nextVersion,
  unchanged,
  type Item,
  type Key,
  type Step,
  type Table,
} from '../platform/table.ts'

export interface Help extends Stored, HelpFields {
  readonly kind: 'help'
  readonly state: HelpState
  readonly what: HelpKind
  readonly topic: HelpTopic
  readonly askerName: string
  /** Who typed it: the asker, someone acting for them, or staff who were rung. */
  readonly askedBy: string
  readonly building: string
  /** Encrypted: what is wanted, and what one has to know to bring it. */
  readonly details: string
  readonly files?: readonly string[] | undefined
  readonly voice?: string | undefined
  readonly wantedFromAt?: string | undefined
  readonly wantedToAt?: string | undefined
  readonly capFen?: number | undefined
  /** When it was asked, or asked once more; the rings and the promise count from here. */
  readonly openSince: string
  /** Until when somebody should have claimed it; a release does not start it anew, since the asker is still waiting. */
  readonly claimBy: string
  /** Who brought it the last time. */
  readonly usualTeam?: string | undefined
  readonly usualVolunteer?: string | undefined
  /** When staff were last told that it takes too long. */
  readonly escalatedAt?: string | undefined
  readonly problem?: (typeof problemReasons)[number] | undefined
  /** Money that staff have to put right. */
  readonly moneyOpen?: true | undefined
  /** Laid out, and then not brought. */
  readonly laidOut?: readonly LaidOut[] | undefined
  /** When staff last said that it is settled. */
  readonly settledAt?: string | undefined
  readonly rating?: (typeof ratings)[number] | undefined
  /** Encrypted word to the volunteer, and encrypted notes of staff. */
  readonly thanks?: string | undefined
  readonly notes?: string | undefined
}

export interface LaidOut {
  readonly volunteer: string
  readonly name: string
  readonly spentFen: number
  readonly receipts?: readonly string[]
}

export interface Details {
  readonly lines: readonly HelpLine[]
  readonly door?: string | undefined
  readonly risks?: readonly (typeof helpRisks)[number][] | undefined
  readonly place?: string | undefined
  readonly insurance?: boolean | undefined
  /** Where it was asked for: whoever moves meanwhile is still waited for there. */
  readonly address?: string | undefined
}

export interface Note {
  readonly at: string
  readonly by: string
  readonly name: string
  readonly text: string
}

const isIn = (group: readonly HelpState[], { state }: Help) => group.includes(state)
export const isOpen = (help: Help) => isIn(helpGroups.open, help)
/** A volunteer has said yes and is not done. */
export const isUnderWay = (help: Help) => isIn(helpGroups.underWay, help)
/** A team has it or has been asked to take it. */
const withTeam = (help: Help) => (isIn(helpGroups.inHand, help) ? help.team : help.offeredTo)

/** Staff have to do something: it takes too long, is theirs, was never answered, or its money is not right. */
export const needsStaff = (help: Help) =>
  (isOpen(help) && help.escalatedAt !== undefined) ||
  help.state === 'withStaff' ||
  (help.state === 'unanswered' && help.settledAt === undefined) ||
  help.moneyOpen === true

const listOf = (community: string, ...name: readonly string[]) => join('C', community, 'HELP', ...name)

/** gsi1: open ones, by deadline. gsi2: what a team has in hand, by deadline. gsi4: what staff have to see to, longest first. */
export const helpIndexes = (help: Help): Fields => {
  const { id, community, state } = help
  const team = withTeam(help)
  return {
    ...(state === 'open' && entry('gsi1', listOf(community, 'OPEN'), join(help.claimBy, id))),
    ...(team && entry('gsi2', listOf(community, 'TEAM', team), join(help.dueAt ?? help.changedAt, id))),
    ...(needsStaff(help) && entry('gsi4', listOf(community, 'LATE'), join(help.createdAt, id))),
  }
}

type Ways = Pick<Ctx, 'table' | 'secrets'>

/** The index may be a moment behind; the requests themselves are as they stand now, and `still` belong on the list. */
const listed =
  (index: 'gsi1' | 'gsi2' | 'gsi4', pk: string, still: (help: Help) => boolean) =>
  async ({ table }: Ways, after?: Fields) => {
    const { items, last } = await table.query({ index, pk, after })
    return { items: (await getMatters<Help>(table, items)).filter(still), last }
  }

/** `grids`: only of these. */
export const openByDeadline = (community: string, grids?: readonly string[]) =>
  listed(
    'gsi1',
    listOf(community, 'OPEN'),
    help => help.state === 'open' && (!grids || grids.includes(help.grid ?? '')),
  )
export const inHandOfTeam = (community: string, team: string) =>
  listed('gsi2', listOf(community, 'TEAM', team), help => withTeam(help) === team)
export const lateOnes = (community: string) => listed('gsi4', listOf(community, 'LATE'), needsStaff)

/** How much a team has in hand, as the index has it. */
export const loadOf = async (table: Table, community: string, team: string) =>
  (await table.query({ index: 'gsi2', pk: listOf(community, 'TEAM', team) })).items.length

export const byIds = ({ table }: Pick<Ways, 'table'>, ids: readonly string[]) =>
  getMatters<Help>(
    table,
    ids.flatMap(id => matterKey('help', id) ?? []),
  )

// ---- what a home has under way: a place for each, as many as it may have ----

const homeOf = (community: string, home: string) => listOf(community, 'HOME', home)
const scatter = (id: string) => createHash('sha256').update(id).digest().readUInt32BE()
const placeName = (place: number) => String(place).padStart(4, '0')

const placesOf = ({ table }: Pick<Ways, 'table'>, community: string, home: string) =>
  table.queryAll({ pk: homeOf(community, home) })

const openAt = async (ways: Pick<Ways, 'table'>, places: readonly Item[]) => {
  const ids = places.map(({ id }) => id as string)
  return (await byIds(ways, ids)).filter(isOpen)
}

/** Requests of the home that have not ended. */
export const openOfHome = async (ways: Pick<Ways, 'table'>, community: string, home: string) =>
  openAt(ways, await placesOf(ways, community, home))

/**
 * A place for one more, to be written together with the request, so that two at once are not one too many; refuses when
 * all are taken. Which of the free ones follows from the id, so that those who ask at once seldom want the same.
 */
export const placeAtHome = async (
  ways: Pick<Ways, 'table'>,
  community: string,
  home: string,
  most: number,
  id: string,
): Promise<Step> => {
  const pk = homeOf(community, home)
  const taken = await placesOf(ways, community, home)
  const own = taken.find(each => each.id === id && Number(each.sk) < most)
  if (own) return placeStep({ pk, sk: own.sk }, own, id)
  const names = new Set(taken.map(({ sk }) => sk))
  const never = Array.from({ length: most }, (_, place) => placeName(place)).filter(name => !names.has(name))
  if (never.length) return placeStep({ pk, sk: never[scatter(id) % never.length]! }, undefined, id)
  const open = new Set((await openAt(ways, taken)).map(each => each.id))
  const ended = taken.filter(each => !open.has(each.id as string) && Number(each.sk) < most)
  const place = ended[scatter(id) % ended.length]
  if (!place) throw new Refusal('help.tooMany', { count: String(most) })
  return placeStep({ pk, sk: place.sk }, place, id)
}

/** With a version: whoever asks once more takes the place they had, unless somebody else has it since. */
const placeStep = (key: Key, was: Item | undefined, id: string): Step => ({
  put: nextVersion(was, key, { id }),
  when: unchanged(was),
})

// ---- who brought it the last time ----

const usualKey = (asker: string) => ({ pk: join('U', asker, 'HELP'), sk: 'USUAL' })

export interface Usual {
  readonly team: string
  readonly volunteer: string
}

export const usualOf = async ({ table }: Pick<Ways, 'table'>, asker: string) =>
  (await table.get(usualKey(asker)))?.usual as Usual | undefined

export const forgetUsual = ({ table }: Pick<Ways, 'table'>, asker: string) => table.remove(usualKey(asker))

export const keepUsual = async ({ table }: Pick<Ways, 'table'>, help: Help) => {
  const { asker, team, volunteer, changedAt } = help
  if (help.state !== 'confirmed' || !team || !volunteer) return
  const usual: Usual = { team, volunteer }
  await table.put({ ...usualKey(asker), usual, at: changedAt }, any(absent('pk'), below('at', changedAt)))
}

// ---- encrypted fields: bound to the request they belong to ----

export const sealDetails = (ways: Ways, help: Pick<Help, 'id' | 'community'>, details: Details) =>
  sealedIn(ways, help).seal('details', details)

export const detailsOf = (ways: Ways, help: Help) =>
  sealedIn(ways, help).open<Details>('details', help.details)

export const sealThanks = (ways: Ways, help: Help, thanks: string | undefined) =>
  thanks === undefined ? undefined : sealedIn(ways, help).seal('thanks', thanks)

export const thanksOf = (ways: Ways, help: Help) => sealedIn(ways, help).open<string>('thanks', help.thanks)

export const notesOf = async (ways: Ways, help: Help) =>
  (await sealedIn(ways, help).open<Note[]>('notes', help.notes)) ?? []

export const sealNotes = (ways: Ways, help: Help, notes: readonly Note[]) =>
  sealedIn(ways, help).seal('notes', notes)
