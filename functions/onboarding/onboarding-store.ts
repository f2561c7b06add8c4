/**
 * `C#<community>` / `IMPORT`: the sheet that was given last, how far it is, and, sealed, what was found in it.
 * `C#<community>#IMPORTS` / time: what was carried out, by whom, in numbers.
 */
import type { Count, Outcome, stages } from '../../shared/onboarding/onboarding.ts'
import type { Code } from '../../shared/choice.ts'
import type { Ctx } from '../platform/context.ts'
import { communityOwner, sealed } from '../platform/secrets.ts'
import { join, type Key } from '../platform/table.ts'
import { changeItem } from '../platform/write.ts'
import type { Ways } from '../people/people.ts'

export interface ImportRecord {
  readonly stage: Exclude<Code<typeof stages>, 'none'>
  /** Who checks it, or carries it out. */
  readonly by: string
  /** Whose file it is. */
  readonly from: string
  readonly file: string
  readonly sha256: string
  /** The order under which it is checked or carried out, and how often that was asked for. */
  readonly paper?: string | undefined
  readonly tries: number
  readonly percent: number
  /** When something last went on. */
  readonly at: string
  readonly ready: boolean
}

/** What was found names people and doors: it is not kept for ever. */
const keptDays = 30

const importKey = (community: string): Key => ({ pk: join('C', community), sk: 'IMPORT' })

const sealedIn = (ways: Pick<Ctx, 'secrets'>, community: string) =>
  sealed(ways, communityOwner(community), importKey(community))

export interface Kept {
  readonly record: ImportRecord
  readonly outcome: () => Promise<Outcome | undefined>
}

export const importOf = async (ways: Ways, community: string): Promise<Kept | undefined> => {
  const item = await ways.table.get(importKey(community))
  if (!item?.import) return undefined
  return {
    record: item.import as ImportRecord,
    outcome: async () =>
      item.outcome === undefined
        ? undefined
        : sealedIn(ways, community).open<Outcome>('outcome', item.outcome as string),
  }
}

/** What `change` makes of it; undefined leaves it as it is. `outcome`: from now on, else the one that is there. */
export const changeImport = async (
  ways: Ways,
  community: string,
  change: (was: ImportRecord | undefined) => ImportRecord | undefined,
  outcome?: Outcome | 'none',
): Promise<ImportRecord | undefined> => {
  const hidden =
    outcome && outcome !== 'none' ? await sealedIn(ways, community).seal('outcome', outcome) : undefined
  const item = await changeItem(ways.table, importKey(community), was => {
    const next = change(was?.import as ImportRecord | undefined)
    const kept = outcome === undefined || !next ? was?.outcome : hidden
    const record = (next ?? was?.import) as ImportRecord | undefined
    return {
      ...{ import: record, outcome: kept },
      ...(record && { expiresAt: Math.floor(Date.parse(record.at) / 1000) + keptDays * 86_400 }),
    }
  })
  return item.import as ImportRecord | undefined
}

export interface Past {
  readonly at: string
  readonly by: string
  readonly counts: readonly Count[]
}

const past = (community: string) => join('C', community, 'IMPORTS')

/** Twice is once: it is named by the order that was carried out. */
export const keepPast = ({ table }: Pick<Ctx, 'table'>, community: string, paper: string, done: Past) =>
  table.put({ pk: past(community), sk: join(done.at, paper), past: done })

const shownPast = 5
export const pastOf = async ({ table }: Pick<Ctx, 'table'>, community: string): Promise<Past[]> =>
  (await table.query({ pk: past(community), newestFirst: true, limit: shownPast })).items.map(
    item => item.past as Past,
  )
