/** PAPER#<id>: what is to be made, for whom, and how far it is. Its bytes lie in the bucket. */
import type { Role } from '../../shared/contract.ts'
import { absent, all, is, type Clause, type Fields } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import type { PaperState, PaperType } from '../../shared/papers/papers.ts'
import { oneMore } from '../platform/at-once.ts'
import { bucketOf, type Ctx } from '../platform/context.ts'
import { dueEntry, readBack, type Dated } from '../platform/matter-item.ts'
import { entry, join, type Item, type Key, type Table } from '../platform/table.ts'
import { write } from '../platform/write.ts'

export interface PaperRecord extends Dated {
  readonly kind: 'papers'
  readonly version: number
  /** Who ordered it. */
  readonly by: string
  readonly maker: string
  /** As what they ordered it: without the role they do not get it. */
  readonly as?: { readonly role: Role; readonly community: string } | undefined
  /** The matter it is of: once they do not see that any longer, they do not get the paper either. */
  readonly matter?: { readonly kind: string; readonly id: string } | undefined
  /** What the maker needs to find what goes in: ids and dates, nothing of a person. */
  readonly input: Fields
  /** Of maker and input: the same key again must bring the same. */
  readonly inputHash: string
  readonly name: string
  readonly type: PaperType
  readonly state: PaperState
  readonly percent: number
  /** How often it was given to be made since it was asked for. */
  readonly tries: number
  readonly orderedAt: string
  readonly keptUntil: string
  /** The worker that makes it; also the object's name, so that a late worker overwrites nothing of another's. */
  readonly worker?: string | undefined
  /** Erased, or its time is over: nobody can get it, and the clock removes it. */
  readonly gone?: boolean
}

/** Whether it can still be used, even if the clock comes late. */
export const isThere = ({ gone, keptUntil }: PaperRecord, now: string) => !gone && now < keptUntil

const shape = /^paper_[a-z2-7]{32}$/
const paperKey = (id: string): Key | undefined =>
  shape.test(id) ? { pk: join('PAPER', id), sk: 'PAPER' } : undefined

/** gsi1: what a person ordered, latest first. */
const orderedBy = (user: string) => join('U', user, 'PAPERS')

const written = (paper: PaperRecord): Item => ({
  ...paper,
  ...entry('gsi1', orderedBy(paper.by), join(paper.orderedAt, paper.id)),
  ...(paper.dueAt && dueEntry(paper.id, paper.dueAt)),
  ...paperKey(paper.id)!,
})

export const getPaper = async (table: Table, id: string): Promise<PaperRecord | undefined> => {
  const key = paperKey(id)
  const item = key && (await table.get(key))
  return item && readBack<PaperRecord>(item)
}

/** A page of what a person ordered. */
export const papersBy = async (table: Table, user: string, after?: Fields) => {
  const { items, last } = await table.query({ index: 'gsi1', pk: orderedBy(user), newestFirst: true, after })
  return { items: (await table.getMany(items)).map(item => readBack<PaperRecord>(item)), last }
}

/** U#<user> / PAPERS: those under way, or that were. */
const listKey = (user: string): Key => ({ pk: join('U', user), sk: 'PAPERS' })

/** Puts a new one, where its owner has less than `most` under way; gives what stands there then. */
export const newPaper = (
  table: Table,
  paper: PaperRecord,
  most: number,
  isUnderWay: (paper: PaperRecord) => boolean,
): Promise<PaperRecord> =>
  write(table, async () => {
    const there = await getPaper(table, paper.id)
    if (there) return { answer: there }
    const underWay = async (ids: readonly string[]) =>
      (await table.getMany(ids.flatMap(id => paperKey(id) ?? [])))
        .map(item => readBack<PaperRecord>(item))
        .filter(isUnderWay)
        .map(({ id }) => id)
    const full = () => new Refusal('papers.tooMany', { most: String(most) })
    const steps = [
      { put: written(paper), when: absent('pk') },
      await oneMore(table, listKey(paper.by), paper.id, most, underWay, full),
    ]
    return { steps, answer: paper }
  })

/** Writes it on a condition; gives what stands there then. */
export const putPaper = async (
  table: Table,
  paper: PaperRecord,
  when: Clause,
): Promise<{ readonly done: boolean; readonly stands: PaperRecord | undefined }> => {
  const outcome = await table.put(written(paper), when)
  if (outcome.done) return { done: true, stands: paper }
  return { done: false, stands: outcome.was && readBack<PaperRecord>(outcome.was) }
}

/** Writes a change of it, if nobody changed it since it was read; what a worker still says of it is ignored. */
export const changePaper = (table: Table, paper: PaperRecord, change: Partial<PaperRecord>) =>
  putPaper(
    table,
    { ...paper, ...change, worker: undefined, version: paper.version + 1 },
    is('version', paper.version),
  )

/**
 * What its worker writes, as long as it is still their work; gives it as it is then, or undefined. A lost answer is
 * recognized as its own write.
 */
export const changeByWorker = async (
  table: Table,
  paper: PaperRecord,
  change: Partial<PaperRecord>,
): Promise<PaperRecord | undefined> => {
  const after = { ...paper, ...change, version: paper.version + 1 }
  const theirs = all(is('state', 'making'), is('worker', paper.worker!), absent('gone'))
  const { done, stands } = await putPaper(table, after, theirs)
  return done || (stands?.worker === paper.worker && stands?.version === after.version) ? after : undefined
}

export const removeRecord = (table: Table, id: string) => table.remove(paperKey(id)!)

// ---- the bucket ----

export const objectKey = (id: string, worker: string) => `papers/${id}/${worker}`
export const removeObjects = (ctx: Pick<Ctx, 'bucket'>, id: string) =>
  bucketOf(ctx).removeUnder(`papers/${id}/`)
