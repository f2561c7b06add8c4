/** A home or a place as it is stored: its door, who lives there and what they need are sealed. */
import type { Code } from '../../shared/choice.ts'
import {
  pairingStates,
  seats,
  type bases,
  type consentWays,
  type PairingRules,
  type PairingState,
  type Seat,
  type Tier,
  type visitFindings,
  type visitWays,
} from '../../shared/households/life.ts'
import type { Ctx } from '../platform/context.ts'
import type { Stored } from '../platform/matter-item.ts'
import type { Sealed } from '../platform/sealed.ts'
import { join, nextVersion, unchanged, type Step } from '../platform/table.ts'
import type { DueDays } from './due-days.ts'

export interface Pairing extends Stored, PairingRules, Partial<DueDays> {
  readonly kind: 'pairing'
  readonly state: PairingState
  /** The household, or the place by its name: opaque. */
  readonly at: string
  /** The building's scope id, and what people call it. */
  readonly building?: string | undefined
  readonly buildingName?: string | undefined
  /** Ids of groups in the settings. */
  readonly groups: readonly string[]
  readonly door: Sealed<DoorSaid>
  readonly about: Sealed<About>
  readonly notes?: Sealed<readonly Note[]> | undefined
  readonly tier?: Tier | undefined
  /** The last visits, the newest last. */
  readonly visits?: readonly Visit[] | undefined
  readonly visitedOn?: string | undefined
  /** Times in a row that nobody opened, and the last of those days. */
  readonly misses?: number | undefined
  readonly triedOn?: string | undefined
  /** What the clock has said of these days. */
  readonly reminded?: true | undefined
  readonly late?: true | undefined
  readonly staffTold?: true | undefined
  /** Things have changed there: since which day, and by when one of the two goes. */
  readonly changedOn?: string | undefined
  readonly soonBy?: string | undefined
  readonly soonMissed?: true | undefined
  /** Something that nobody but staff can see to. */
  readonly news?: 'changed' | 'moved' | undefined
  readonly away?: { readonly [S in Seat]?: Away | undefined } | undefined
  /** In whose place `cover` goes, and until when. */
  readonly coverFor?: Seat | undefined
  readonly coverUntilOn?: string | undefined
  readonly restUntilOn?: string | undefined
  /** Which of the two nobody stands for, as of `checkedAt`; until when the roles they stand by are given. */
  readonly lacks?: readonly Seat[] | undefined
  readonly checkedAt?: string | undefined
  readonly grantedUntil?: string | undefined
  /** A role is being taken or given: to be looked at again then. */
  readonly checkAt?: string | undefined
  /** Whom one went to see has had their data taken away. */
  readonly forgotten?: true | undefined
}

/** Of a place only its name. */
export interface DoorSaid {
  readonly unit?: string | undefined
  readonly room?: string | undefined
  readonly place?: string | undefined
}

export interface About {
  readonly name?: string | undefined
  readonly phone?: string | undefined
  readonly needs?: string | undefined
  readonly basis?: Code<typeof bases> | undefined
  readonly consent?: Code<typeof consentWays> | undefined
  readonly duty?: string | undefined
  readonly basisOn?: string | undefined
}

export interface Away {
  readonly fromOn: string
  readonly toOn: string
}

export interface Visit {
  readonly on: string
  readonly at: string
  readonly by: string
  readonly way: Code<typeof visitWays>
  readonly how: Code<typeof visitFindings>
}

export interface Note {
  readonly at: string
  readonly by: string
  readonly text: string
  /** The file of what was said. */
  readonly voice?: string | undefined
}

export const isOpen = ({ state }: Pick<Pairing, 'state'>) => pairingStates.isIn(state, 'open')

/** Which of the two somebody is. */
export const seatOf = (item: Pairing, ids: readonly string[]): Seat | undefined =>
  seats.codes.find(seat => ids.includes(item[seat] ?? ''))

export const isAway = ({ away }: Pick<Pairing, 'away'>, seat: Seat, on: string) => {
  const span = away?.[seat]
  return span !== undefined && span.fromOn <= on && on <= span.toOn
}

/** Those who go at all, and those who go today. */
export const goers = ({ helper, second, cover }: PairingRules) =>
  [...new Set([helper, second, cover])].flatMap(user => user ?? [])
export const goersOn = (item: Pairing, on: string) =>
  [
    ...new Set([...seats.codes.filter(seat => !isAway(item, seat, on)).map(seat => item[seat]), item.cover]),
  ].flatMap(user => user ?? [])

/** `C#…#PAIRINGS#AT#<home>` / `NOW`: what stands on the map for this door, or stood there last. */
const atKey = (community: string, at: string) => ({
  pk: join('C', community, 'PAIRINGS', 'AT', at),
  sk: 'NOW',
})

export const standsAt = async ({ table }: Pick<Ctx, 'table'>, community: string, at: string) =>
  (await table.get(atKey(community, at)))?.id as string | undefined

/** From now on this one stands there, if nothing else has come to meanwhile. */
export const standingStep = async (
  { table }: Pick<Ctx, 'table'>,
  { community, at, id }: Pairing,
  free: (id: string) => Promise<boolean>,
): Promise<Step | undefined> => {
  const key = atKey(community, at)
  const was = await table.get(key)
  if (was && !(await free(was.id as string))) return undefined
  return { put: nextVersion(was, key, { id }), when: unchanged(was) }
}

/** The first of a day's reminders tells somebody; the others stand in the same list. Asked again, the same one does. */
export const firstToday = async (
  { table, now }: Pick<Ctx, 'table' | 'now'>,
  user: string,
  on: string,
  change: string,
) => {
  const key = { pk: join('U', user, 'ROUND'), sk: on }
  const expiresAt = Math.floor(Date.parse(now) / 1000) + 3 * 86_400
  const put = await table.put({ ...key, change, expiresAt }, { absent: 'pk' })
  return put.done || put.was?.change === change
}
