/** FILE#<id>: what is known of an upload. Its bytes lie in the bucket, as parts first, then as what was made of them. */
import { absent, is, type Fields } from '../../shared/lifecycle.ts'
import type { FileType } from '../../shared/files/files.ts'
import { bucketOf, type Ctx } from '../platform/context.ts'
import { dueEntry, readBack, type Dated } from '../platform/matter-item.ts'
import { entry, join, type Item, type Key, type Step, type Table } from '../platform/table.ts'
import { write } from '../platform/write.ts'

/** What was made of an upload. */
export interface Kept {
  readonly type: FileType
  /** Bytes. */
  readonly size: number
  /** Of the bytes kept, in hex; also the object's name, so that two who finish at once do not overwrite each other. */
  readonly sha256: string
  readonly small?: boolean
  readonly seconds?: number
  readonly pages?: number
}

export interface FileRecord extends Dated {
  readonly kind: 'files'
  readonly version: number
  /** Who uploads it. */
  readonly by: string
  /** As claimed at the beginning. */
  readonly type: FileType
  readonly size: number
  readonly beganAt: string
  /** Once finished. */
  readonly kept?: Kept
  /** The matter it belongs to. */
  readonly matter?: string
  /** Given up: nobody can get it, and the clock removes it. */
  readonly gone?: boolean
}

/** Whether it can still be used. One that no matter has taken ends at its time, even if the clock comes later. */
export const isThere = ({ gone, matter, dueAt }: FileRecord, now: string) =>
  !gone && (matter !== undefined || (dueAt !== undefined && now < dueAt))

const shape = /^file_[a-z2-7]{32}$/
export const fileKey = (id: string): Key | undefined =>
  shape.test(id) ? { pk: join('FILE', id), sk: 'FILE' } : undefined

/** gsi1: what a person sent, latest first. */
const sentBy = (user: string) => join('U', user, 'FILES')

const written = (file: FileRecord): Item => ({
  ...file,
  ...entry('gsi1', sentBy(file.by), join(file.beganAt, file.id)),
  ...(file.dueAt && dueEntry(file.id, file.dueAt)),
  ...fileKey(file.id)!,
})

export const getFile = async (table: Table, id: string): Promise<FileRecord | undefined> => {
  const key = fileKey(id)
  const item = key && (await table.get(key))
  return item && readBack<FileRecord>(item)
}

/** Those that are there, in the order asked. */
export const getFiles = async (table: Table, ids: readonly string[]): Promise<FileRecord[]> =>
  (await table.getMany(ids.flatMap(id => fileKey(id) ?? []))).map(item => readBack<FileRecord>(item))

/** A page of what a person sent. */
export const filesBy = async (table: Table, user: string, after?: Fields) => {
  const { items, last } = await table.query({ index: 'gsi1', pk: sentBy(user), newestFirst: true, after })
  return { items: (await table.getMany(items)).map(item => readBack<FileRecord>(item)), last }
}

/** The record as it is to be, if nobody changed it since it was read. */
export const changed = (file: FileRecord, change: Partial<FileRecord>): Step & { readonly put: Item } => ({
  put: written({ ...file, ...change, version: file.version + 1 }),
  when: is('version', file.version),
})

export const removeRecord = (table: Table, id: string) => table.remove(fileKey(id)!)

/** A new record and one more on the day's count of its uploader, both or neither; says what stood in the way. */
export const addCounted = async (
  table: Table,
  file: FileRecord,
  day: string,
  most: number,
): Promise<'added' | 'full' | { readonly was: FileRecord }> => {
  const count: Key = { pk: join('U', file.by, 'FILES'), sk: day }
  return write<'added' | 'full' | { readonly was: FileRecord }>(table, async lost => {
    if (lost?.step === 0 && lost.was) return { answer: { was: readBack<FileRecord>(lost.was) } }
    const counted = (await table.get(count))?.count as number | undefined
    if ((counted ?? 0) >= most) {
      const was = await getFile(table, file.id)
      return { answer: was ? { was } : 'full' }
    }
    const steps = [
      { put: written(file), when: absent('pk') },
      {
        put: {
          ...count,
          count: (counted ?? 0) + 1,
          expiresAt: Math.floor(Date.parse(file.beganAt) / 1000) + 2 * 86_400,
        },
        when: counted === undefined ? absent('pk') : is('count', counted),
      },
    ]
    return { steps, answer: 'added' }
  })
}

// ---- the bucket ----

export const partKey = (id: string, part: number) => `parts/${id}/${part}`
export const objectKey = (id: string, sha256: string) => `files/${id}/${sha256}`
export const smallKey = (id: string, sha256: string) => `${objectKey(id, sha256)}.small`

export const removeParts = (ctx: Pick<Ctx, 'bucket'>, id: string) => bucketOf(ctx).removeUnder(`parts/${id}/`)
export const removeObject = async (ctx: Pick<Ctx, 'bucket'>, id: string, sha256: string) => {
  await bucketOf(ctx).remove(smallKey(id, sha256))
  await bucketOf(ctx).remove(objectKey(id, sha256))
}
export const removeObjects = (ctx: Pick<Ctx, 'bucket'>, id: string) =>
  bucketOf(ctx).removeUnder(`files/${id}/`)
