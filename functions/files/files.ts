/**
 * Photos, voice notes and PDF. An upload is begun, its parts are put (a request or an answer of Lambda carries 6 MB at the
 * most), and finished; then it is its uploader's alone, until a matter takes it. From then on the matter decides who
 * gets links. An upload that is never finished, or that no matter takes, is removed after two days.
 */
import { createHash, randomUUID } from 'node:crypto'
import { settings } from '../../shared/community/community.ts'
import {
  files,
  isDocument,
  isPicture,
  isSheet,
  isVoice,
  type FileLink,
  type FileType,
} from '../../shared/files/files.ts'
import type { Fields } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { plusMinutes, shanghai } from '../../shared/time.ts'
import { settingsOf } from '../community/community.ts'
import { bucketOf, traceOf, type Ctx, type SignedIn } from '../platform/context.ts'
import { getMatter } from '../platform/matter-item.ts'
import { followed } from '../platform/followed.ts'
import type { Keeper } from '../platform/keeper.ts'
import type { Cleaned } from '../platform/media.ts'
import { module } from '../platform/module.ts'
import { passUntil, pathFor } from '../platform/passes.ts'
import type { Handlers } from '../platform/serve.ts'
import { write } from '../platform/write.ts'
import { bytesRoute } from './bytes.ts'
import {
  addCounted,
  changed,
  filesBy,
  getFile,
  getFiles,
  isThere,
  objectKey,
  partKey,
  removeObject,
  removeObjects,
  removeParts,
  removeRecord,
  smallKey,
  type FileRecord,
  type Kept,
} from './files-store.ts'

/** Small enough that a retry on a bad line costs little. */
const partBytes = 1024 * 1024
/** From the beginning to when an upload has to be finished and taken by a matter. */
const keptMinutes = 2 * 24 * 60

/** What a module that takes files needs to know of one. */
export interface FileInfo extends Kept {
  readonly id: string
}

type Finished = FileRecord & { readonly kept: Kept }

const partsOf = (size: number) =>
  Array.from({ length: Math.ceil(size / partBytes) }, (_, part) => ({
    part,
    from: part * partBytes,
    size: Math.min(partBytes, size - part * partBytes),
  }))

/** Those of the caller's community; for a caller without one, the defaults. */
const limitsOf = async (ctx: SignedIn) => {
  const community = ctx.who.grants[0]?.community
  return (community ? await settingsOf(ctx, community) : settings.parse({})).files
}

// ---- whose it is ----

const isFinished = (file: FileRecord): file is Finished => file.kept !== undefined

/** The caller's own, as long as no matter has it: every other file does not exist for them. */
const isOwn = (ctx: SignedIn, file: FileRecord) =>
  file.by === ctx.who.id && file.matter === undefined && isThere(file, ctx.now)

const own = async (ctx: SignedIn, id: string): Promise<FileRecord> => {
  const file = await getFile(ctx.table, id)
  if (!file || !isOwn(ctx, file)) throw new Refusal('files.unknown')
  return file
}

/** PDF and tables are taken only by what asks for them: a photo of a shopping list is looked at in passing. */
export interface Takes {
  readonly documents?: boolean
  readonly sheets?: boolean
}

/** The caller's finished files, free or taken by this matter already; one that is not refuses them all. */
const takeable = async (
  ctx: SignedIn,
  ids: readonly string[],
  matter: string | undefined,
  { documents = false, sheets = false }: Takes,
) => {
  const found = await getFiles(ctx.table, ids)
  const good = found
    .filter(file => isOwn(ctx, file) || (file.by === ctx.who.id && matter && file.matter === matter))
    .filter(isFinished)
  if (good.length !== new Set(ids).size) throw new Refusal('files.unknown')
  const isTaken = ({ type }: Kept) => (documents || !isDocument(type)) && (sheets || !isSheet(type))
  if (!good.every(({ kept }) => isTaken(kept))) throw new Refusal('files.onlyPictures')
  return good
}

// ---- for the modules whose matters have files ----

/**
 * What a form names: finished, uploaded by the caller, not yet taken; else refuses with `files.unknown`. `matter`: the
 * one they are for, where its id is known already, so that one may ask again after a lost answer.
 */
export const filesOf = async (
  ctx: SignedIn,
  ids: readonly string[],
  matter?: string,
  takes: Takes = {},
): Promise<FileInfo[]> => (await takeable(ctx, ids, matter, takes)).map(({ id, kept }) => ({ id, ...kept }))

/**
 * Gives them to the matter, all or none; twice is once, and a file belongs to one matter only (`files.unknown`). To be
 * called before the matter is written: if the matter is then never written, they are removed like files that no matter took.
 */
export const attach = (
  ctx: SignedIn,
  ids: readonly string[],
  matter: string,
  takes: Takes = {},
): Promise<void> =>
  write(ctx.table, async () => {
    const free = (await takeable(ctx, ids, matter, takes)).filter(file => file.matter === undefined)
    return { steps: free.map(file => changed(file, { matter })), answer: undefined }
  })

const linkTo = async (ctx: SignedIn, { id, kept }: Finished): Promise<FileLink> => {
  const until = passUntil(ctx.now)
  const path = (object: string) =>
    pathFor(ctx, { may: 'get', of: id, object, type: kept.type, who: ctx.who.id, until })
  const { type, size, sha256, small, seconds, pages } = kept
  return {
    id,
    type,
    size,
    url: await path(objectKey(id, sha256)),
    small: small ? await path(smallKey(id, sha256)) : undefined,
    seconds,
    pages,
    until,
  }
}

/** Links for the reader of a reply, who has been found to be allowed to see the matter they belong to. */
export const linksTo = async (ctx: SignedIn, ids: readonly string[]): Promise<FileLink[]> =>
  Promise.all(
    (await getFiles(ctx.table, ids))
      .filter(isFinished)
      .filter(file => isThere(file, ctx.now))
      .map(file => linkTo(ctx, file)),
  )

/** Those of them that belong to the matter, for a paper that is made of it. */
export const filesIn = async (ctx: Ctx, ids: readonly string[], matter: string): Promise<FileInfo[]> =>
  (await getFiles(ctx.table, ids))
    .filter(isFinished)
    .filter(file => file.matter === matter && isThere(file, ctx.now))
    .map(({ id, kept }) => ({ id, ...kept }))

/** A finished one that its sender has given to be read and no matter keeps; undefined once it is gone. */
export const givenBy = async (ctx: Ctx, user: string, id: string): Promise<FileInfo | undefined> => {
  const file = await getFile(ctx.table, id)
  const there = file && file.by === user && file.matter === undefined && isThere(file, ctx.now)
  return there && isFinished(file) ? { id, ...file.kept } : undefined
}

/** The bytes of one; undefined when they went meanwhile. */
export const bytesIn = async (ctx: Ctx, { id, sha256 }: FileInfo): Promise<Buffer | undefined> => {
  const piece = await bucketOf(ctx).get(objectKey(id, sha256))
  return piece && piece !== 'beyond' ? piece.bytes : undefined
}

/**
 * For what is erased: nobody can get them from now on, and the clock removes the bytes. The caller has checked that it
 * is allowed; doing it twice is doing it once.
 */
export const forget = async (ctx: Ctx, ids: readonly string[]): Promise<void> => {
  for (const id of ids)
    await write(ctx.table, async () => {
      const file = await getFile(ctx.table, id)
      if (!file || file.gone) return { answer: undefined }
      return { steps: changed(file, { gone: true, dueAt: ctx.now }), answer: undefined }
    })
}

/** A file that no matter has is the person's alone; one that a matter has is erased with the matter. */
export const filesKeep: Keeper = {
  async exports(ctx, after) {
    const { items, last } = await filesBy(ctx.table, ctx.who.id, after)
    return {
      items: items
        .filter(isFinished)
        .filter(file => isThere(file, ctx.now))
        .map(({ id, beganAt, kept: { type, size, seconds, pages } }) => ({
          section: '我传过的照片和录音',
          facts: {
            是什么: isVoice(type) ? '录音' : isPicture(type) ? '照片' : isSheet(type) ? '表格' : 'PDF',
            什么时候: shanghai(beganAt).format('YYYY年M月D日 HH:mm'),
          },
          data: { id, type, size, beganAt, seconds, pages },
        })),
      last,
    }
  },

  async erases(ctx, user) {
    let after: Fields | undefined
    do {
      const { items, last } = await filesBy(ctx.table, user, after)
      await forget(
        ctx,
        items.filter(({ matter }) => matter === undefined).map(({ id }) => id),
      )
      after = last
    } while (after)
  },
}

// ---- an upload ----

/** Reads the parts, all of them or none. */
const joined = async (ctx: Ctx, { id, size }: FileRecord) => {
  const pieces = await Promise.all(partsOf(size).map(({ part }) => bucketOf(ctx).get(partKey(id, part))))
  return Buffer.concat(
    pieces.map(piece => {
      if (!piece || piece === 'beyond') throw new Refusal('files.incomplete')
      return piece.bytes
    }),
  )
}

const sha256Of = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

const cleaned = async (ctx: SignedIn, type: FileType, bytes: Buffer): Promise<Cleaned> => {
  if (!ctx.clean) throw new Error('this function does not have the codecs')
  const as = isVoice(type) ? 'voice' : isPicture(type) ? 'picture' : isSheet(type) ? 'sheet' : 'document'
  return ctx.clean(bytes, as, await limitsOf(ctx))
}

const put = async (ctx: Ctx, id: string, { type, bytes, small, seconds, pages }: Cleaned): Promise<Kept> => {
  const sha256 = sha256Of(bytes)
  await bucketOf(ctx).put(objectKey(id, sha256), bytes, type)
  if (small) await bucketOf(ctx).put(smallKey(id, sha256), small, type)
  return {
    type,
    size: bytes.length,
    sha256,
    ...(small && { small: true }),
    ...(seconds !== undefined && { seconds }),
    ...(pages !== undefined && { pages }),
  }
}

/** The parts are not needed any longer. If this fails, the clock removes them. */
const dropParts = (ctx: Ctx, id: string) =>
  removeParts(ctx, id).catch((error: unknown) => ctx.log.error('parts left over', traceOf(error)))

/** When two finish at once, the first one's bytes stay. */
const settle = async (ctx: SignedIn, file: FileRecord, kept: Kept): Promise<Finished> => {
  const { put: item, when } = changed(file, { kept })
  const outcome = await ctx.table.put(item, when)
  const stands = outcome.done ? { ...file, kept } : await own(ctx, file.id)
  if (!isFinished(stands)) throw new Refusal('files.incomplete')
  if (stands.kept.sha256 !== kept.sha256) await removeObject(ctx, file.id, kept.sha256)
  await dropParts(ctx, file.id)
  return stands
}

const handlers: Handlers<typeof files> = {
  async begin({ key = randomUUID(), type, size }, ctx) {
    const { perDay, largestPictureBytes, largestVoiceBytes, largestDocumentBytes } = await limitsOf(ctx)
    const largest = isVoice(type)
      ? largestVoiceBytes
      : isPicture(type)
        ? largestPictureBytes
        : largestDocumentBytes
    if (size > largest) throw new Refusal('files.tooBig', { most: String(Math.floor(largest / 1024 / 1024)) })
    const id = `file_${await ctx.secrets.derive('file', ctx.who.id, key)}`
    const dueAt = plusMinutes(ctx.now, keptMinutes)
    const fresh = {
      id,
      kind: 'files',
      version: 1,
      by: ctx.who.id,
      type,
      size,
      beganAt: ctx.now,
      dueAt,
    } as const
    const added = await addCounted(ctx.table, fresh, shanghai(ctx.now).format('YYYY-MM-DD'), perDay)
    if (added === 'full') throw new Refusal('files.tooMany', { most: String(perDay) })
    const file = added === 'added' ? fresh : added.was
    if (file.type !== type || file.size !== size || !isOwn(ctx, file)) throw new Refusal('request.keyReused')
    if (isFinished(file)) return { id, parts: [], file: await linkTo(ctx, file) }
    const there = added === 'added' ? new Map() : await bucketOf(ctx).list(`parts/${id}/`)
    const missing = partsOf(size).filter(({ part }) => !there.has(partKey(id, part)))
    const pass = { may: 'put', of: id, who: ctx.who.id, until: passUntil(ctx.now) } as const
    const withLink = async ({ part, from, size }: (typeof missing)[number]) => ({
      url: await pathFor(ctx, { ...pass, part, size }),
      from,
      size,
    })
    return { id, parts: await Promise.all(missing.map(withLink)) }
  },

  async finish({ id, sha256 }, ctx) {
    const file = await own(ctx, id)
    if (isFinished(file)) return linkTo(ctx, file)
    try {
      const sent = await joined(ctx, file)
      if (sha256 && sha256 !== sha256Of(sent)) throw new Refusal('files.changed')
      return await linkTo(
        ctx,
        await settle(ctx, file, await put(ctx, id, await cleaned(ctx, file.type, sent))),
      )
    } catch (error) {
      if (!(error instanceof Refusal)) throw error // the parts stay, so that asking again is enough
      const now = await own(ctx, id)
      if (isFinished(now)) return linkTo(ctx, now) // asked twice at once, and the other was faster
      if (error.code !== 'files.incomplete') await dropParts(ctx, id)
      throw error
    }
  },

  async show({ ids }, ctx) {
    const found = await getFiles(ctx.table, ids)
    return {
      items: await linksTo(
        ctx,
        found.filter(file => isOwn(ctx, file)).map(({ id }) => id),
      ),
    }
  },
}

/** Two days after its beginning: a file that belongs to a matter stays, every other one goes, bytes first. */
const due = async (ctx: Ctx, file: FileRecord): Promise<void> => {
  const [kind = ''] = file.matter?.split('_') ?? []
  const stays = !file.gone && file.matter !== undefined && (await getMatter(ctx.table, kind, file.matter))
  const { put: item, when } = changed(file, stays ? { dueAt: undefined } : { gone: true })
  if (stays) await removeParts(ctx, file.id)
  const outcome = await ctx.table.put(item, when)
  if (stays || !outcome.done) return
  await removeParts(ctx, file.id)
  await removeObjects(ctx, file.id)
  await removeRecord(ctx.table, file.id)
}

/** A file is not a matter, but the clock looks at it too. */
export const filesModule = module(files, {
  handlers,
  routes: [bytesRoute],
  kinds: [followed<FileRecord>({ name: 'files', due })],
  keeps: filesKeep,
})
