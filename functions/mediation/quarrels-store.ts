/** Notes of everyday quarrels: who it is between and what was said is encrypted, the rest is what lists need. */
import type { Fields } from '../../shared/lifecycle.ts'
import type { DisputeKind } from '../../shared/mediation/life.ts'
import type { QuarrelRules, QuarrelState, quarrelWays } from '../../shared/mediation/quarrels.ts'
import type { Ctx } from '../platform/context.ts'
import { getMatters, sealedIn, type Stored } from '../platform/matter-item.ts'
import { entry, join, type Table } from '../platform/table.ts'

export interface Quarrel extends Stored, QuarrelRules {
  readonly kind: 'quarrel'
  readonly state: QuarrelState
  readonly what: DisputeKind
  readonly way: (typeof quarrelWays)[number]
  /** Encrypted: `Said`. */
  readonly said: string
  /** A hash of the terms: whoever taps again with others has not said the same. */
  readonly agreed?: string | undefined
  readonly settledOn?: string | undefined
  /** The case it became. */
  readonly case?: string | undefined
  readonly remindedAt?: string | undefined
}

export interface Said {
  readonly sides: readonly string[]
  readonly what: string
  readonly notes: readonly { readonly at: string; readonly by: string; readonly text: string }[]
  /** What was agreed orally. */
  readonly terms?: string | undefined
}

export type QuarrelList = 'open' | 'ended'
const isOpen = ({ state }: Pick<Quarrel, 'state'>) => state === 'open'

const listOf = (community: string, ...name: readonly string[]) => join('C', community, 'QUARRELS', ...name)

/** gsi1: all of the community. gsi2: those that somebody noted. Open ones by when they were noted, ended ones by when. */
export const quarrelIndexes = (quarrel: Quarrel): Fields => {
  const { id, community, notedBy, createdAt, changedAt } = quarrel
  const list: QuarrelList = isOpen(quarrel) ? 'open' : 'ended'
  const at = join(isOpen(quarrel) ? createdAt : changedAt, id)
  return {
    ...entry('gsi1', listOf(community, list), at),
    ...entry('gsi2', listOf(community, 'BY', notedBy, list), at),
  }
}

interface Ask {
  readonly community: string
  readonly list: QuarrelList
  /** Only theirs. */
  readonly by?: string | undefined
  readonly after?: Fields | undefined
}

/** The index may be a moment behind; the notes are as they stand now. */
export const quarrelsIn = async (table: Table, { community, list, by, after }: Ask) => {
  const { items, last } = await table.query({
    index: by ? 'gsi2' : 'gsi1',
    pk: by ? listOf(community, 'BY', by, list) : listOf(community, list),
    newestFirst: list === 'ended',
    after,
  })
  const found = await getMatters<Quarrel>(table, items)
  return { items: found.filter(each => isOpen(each) === (list === 'open')), last }
}

type Ways = Pick<Ctx, 'secrets'>

export const sealSaid = (ways: Ways, quarrel: Pick<Quarrel, 'id' | 'community'>, said: Said) =>
  sealedIn(ways, quarrel).seal('said', said)

export const saidIn = (ways: Ways, quarrel: Quarrel) =>
  sealedIn(ways, quarrel).open<Said>('said', quarrel.said)
