/** How a request is stored, and what stands beside it: the places of a home, and who came the last time. */
import { createHash } from 'node:crypto'
import type { Code } from '../../shared/choice.ts'
import type { HelpLine } from '../../shared/help/help.ts'
import {
  type askerWords,
  helpStates,
  type HelpFields,
  type helpRisks,
  type HelpState,
  type problemReasons,
  type ratings,
} from '../../shared/help/life.ts'
import type { HelpKind, HelpTopic } from '../../shared/help/topics.ts'
import { absent, any, below } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { shanghai } from '../../shared/time.ts'
import type { Ctx } from '../platform/context.ts'
import { mattersById, type Stored } from '../platform/matter-item.ts'
import type { Sealed } from '../platform/sealed.ts'
import { join, nextVersion, unchanged, type Item, type Key, type Step } from '../platform/table.ts'

export interface Help extends Stored, HelpFields {
  readonly kind: 'help'
  readonly state: HelpState
  readonly what: HelpKind
  readonly topic: HelpTopic
  readonly askerName: string
  /** Who typed it: the asker, someone acting for them, or staff who were rung. */
  readonly askedBy: string
  readonly building: string
  /** The household that it was asked for. */
  readonly home?: string | undefined
  /** What is wanted, and what one has to know to bring it. */
  readonly details: Sealed<Details>
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
  readonly problem?: Code<typeof problemReasons> | undefined
  /** Laid out, and then not brought. */
  readonly laidOut?: readonly LaidOut[] | undefined
  /** When staff last said that it is settled. */
  readonly settledAt?: string | undefined
  readonly rating?: Code<typeof ratings> | undefined
  /** A word to the volunteer. */
  readonly thanks?: Sealed<string> | undefined
  /** What the volunteer asked to bring instead. */
  readonly swaps?: Sealed<readonly Swap[]> | undefined
  /** Ready sentences to the volunteer, the last ones. */
  readonly said?: readonly { readonly at: string; readonly what: Code<typeof askerWords> }[] | undefined
  /** Of a danger: what was said when it was called once more, the last calls. */
  readonly calls?: Sealed<readonly Call[]> | undefined
  /** When it was called last, and when staff were last told that it was. */
  readonly calledAt?: string | undefined
  readonly toldAt?: string | undefined
  /** What staff have noted. */
  readonly notes?: Sealed<readonly Note[]> | undefined
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
  readonly risks?: readonly Code<typeof helpRisks>[] | undefined
  readonly place?: string | undefined
  readonly insurance?: boolean | undefined
  /** Where it was asked for, even if the asker moves meanwhile. */
  readonly address?: string | undefined
}

export interface Swap {
  readonly what: string
  readonly instead?: string | undefined
  readonly yes?: boolean
}

export interface Call {
  readonly at: string
  readonly text: string
}

export interface Note {
  readonly at: string
  readonly by: string
  readonly name: string
  readonly text: string
}

export const isOpen = ({ state }: Help) => helpStates.isIn(state, 'open')
/** A volunteer has said yes and is not done. */
export const isUnderWay = ({ state }: Help) => helpStates.isIn(state, 'underWay')
/** A team has it or has been asked to take it. */
export const withTeam = (help: Help) => (helpStates.isIn(help.state, 'inHand') ? help.team : help.offeredTo)

/** Staff have to do something: it takes too long, is theirs, was never answered, or its money is not right. */
export const needsStaff = (help: Help) =>
  (isOpen(help) && help.escalatedAt !== undefined) ||
  help.state === 'withStaff' ||
  (help.state === 'unanswered' && help.settledAt === undefined) ||
  help.moneyOpen === true

// ---- what a home has under way: a place for each, as many as it may have ----

type Ways = Pick<Ctx, 'table'>

const homeOf = (community: string, home: string) => join('C', community, 'HELP', 'HOME', home)
const scatter = (id: string) => createHash('sha256').update(id).digest().readUInt32BE()
const placeName = (place: number) => String(place).padStart(4, '0')

const placesOf = ({ table }: Ways, community: string, home: string) =>
  table.queryAll({ pk: homeOf(community, home) })

const openAt = async (ways: Ways, places: readonly Item[]) => {
  const ids = places.map(({ id }) => id as string)
  return (await mattersById<Help>(ways.table, 'help', ids)).filter(isOpen)
}

/** Requests of the home that have not ended. */
export const openOfHome = async (ways: Ways, community: string, home: string) =>
  openAt(ways, await placesOf(ways, community, home))

/**
 * A place for one more, to be written together with the request, so that two at once are not one too many; refuses when
 * all are taken. Which of the free ones follows from the id, so that those who ask at once seldom want the same.
 */
export const placeAtHome = async (
  ways: Ways,
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

/** With a version: asking once more takes the same place again, unless somebody else has it since. */
const placeStep = (key: Key, was: Item | undefined, id: string): Step => ({
  put: nextVersion(was, key, { id }),
  when: unchanged(was),
})

// ---- the danger that somebody of a home called last ----

/** By the person: what one of a home has called, the others need not know of. */
export const lastDanger = async ({ table }: Ways, community: string, home: string, asker: string) => {
  const key = { pk: join('C', community, 'HELP', 'DANGER', home), sk: asker }
  const was = await table.get(key)
  const [item] = was ? await mattersById<Help>(table, 'help', [was.id as string]) : []
  const next = (id: string): Step => ({ put: nextVersion(was, key, { id }), when: unchanged(was) })
  return { item, next }
}

// ---- the short number that people say on the phone: 1123-KQXM ----

/** None that is taken for another, or for a digit. */
const letters = 'ACDEFHJKLMNPQRTUVWXY'
const manyLetters = 4

/** The day it was asked on, and letters that follow from its id; two of one day have the same once in a long while. */
export const numberOf = ({ id, createdAt }: Pick<Help, 'id' | 'createdAt'>) => {
  const seed = scatter(id)
  const each = Array.from({ length: manyLetters }, (_, i) => Math.floor(seed / letters.length ** i))
  return `${shanghai(createdAt).format('MMDD')}-${each.map(n => letters[n % letters.length]).join('')}`
}

/** The day and the letters of what may be a number, as people write it; the day may be missing. */
export const numberIn = (said: string) => {
  const plain = said
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-–—.]/g, '')
  const [, day, four] = /^(\d{4})?([A-Z]{4})$/.exec(plain) ?? []
  return four === undefined ? undefined : { day, four }
}

const numberedOf = (community: string, four: string) => join('C', community, 'HELP', 'NUMBER', four)

export const keepNumber = ({ table }: Ways, help: Help) => {
  const [day, four] = numberOf(help).split('-') as [string, string]
  return table.put({ pk: numberedOf(help.community, four), sk: join(day, help.id), id: help.id })
}

/** Those that have it, as a rule one. */
export const idsByNumber = async (
  { table }: Ways,
  community: string,
  { day, four }: NonNullable<ReturnType<typeof numberIn>>,
) => {
  const sk = day === undefined ? undefined : { beginsWith: day }
  const items = await table.queryAll({ pk: numberedOf(community, four), sk })
  return items.map(({ id }) => id as string)
}

// ---- who brought it the last time ----

const usualKey = (asker: string) => ({ pk: join('U', asker, 'HELP'), sk: 'USUAL' })

export interface Usual {
  readonly team: string
  readonly volunteer: string
}

export const usualOf = async ({ table }: Ways, asker: string) =>
  (await table.get(usualKey(asker)))?.usual as Usual | undefined

export const forgetUsual = ({ table }: Ways, asker: string) => table.remove(usualKey(asker))

export const keepUsual = async ({ table }: Ways, help: Help) => {
  const { asker, team, volunteer, changedAt } = help
  if (help.state !== 'confirmed' || !team || !volunteer) return
  const usual: Usual = { team, volunteer }
  await table.put({ ...usualKey(asker), usual, at: changedAt }, any(absent('pk'), below('at', changedAt)))
}
