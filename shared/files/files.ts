/** Photos, voice notes, PDF, tables: sent in parts, checked by content, cleaned of metadata, kept with the matter they belong to. */
import * as z from 'zod/mini'
import { creation, id, instant, module, ofAnAddress, operation } from '../contract.ts'

/** HEIC and HEIF as iPhones take them; all are kept as JPEG. */
export const pictureTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif'] as const
/**
 * As WeChat's recorder, browsers' MediaRecorder, other chats and old phones give them; all are kept as AAC in MP4, and
 * only what was kept before that has another type.
 */
export const voiceTypes = [
  'audio/mpeg',
  'audio/aac',
  'audio/mp4',
  'audio/webm',
  'audio/ogg',
  'audio/amr',
  'audio/amr-wb',
] as const
export const documentTypes = ['application/pdf'] as const
/** Tables, which no matter keeps: they are read once and removed. Text pasted from one is sent as CSV. */
export const sheetTypes = [
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'text/csv',
] as const
export const fileTypes = [...pictureTypes, ...voiceTypes, ...documentTypes, ...sheetTypes] as const
export type FileType = (typeof fileTypes)[number]

const isOneOf = (types: readonly string[]) => (type: FileType) => types.includes(type)
export const isVoice = isOneOf(voiceTypes)
export const isDocument = isOneOf(documentTypes)
export const isSheet = isOneOf(sheetTypes)
export const isPicture = isOneOf(pictureTypes)

/** The most files a form takes at once. */
export const mostFiles = 9

/**
 * A file as a reply's reader gets it. `url` and `small` are paths on our own domain, good until `until`, and open
 * the bytes to anybody who has them: never put them into a log, message or store.
 */
export const fileLink = z.object({
  id: z.string(),
  type: z.enum(fileTypes),
  /** Bytes. */
  size: z.int(),
  url: z.string(),
  /** A picture's thumbnail, 480 pixels at its longer side; of a long picture, its beginning. */
  small: z.optional(z.string()),
  /** A voice note's length. */
  seconds: z.optional(z.number()),
  /** A PDF's length. */
  pages: z.optional(z.int()),
  until: instant,
})
export type FileLink = z.output<typeof fileLink>

export const files = module('files', {
  begin: operation({
    says: 'Starts an upload, or goes on with the one of the same key: PUT the bytes from `from` of each part to its url as application/octet-stream, in any order, then finish.',
    by: 'signedIn',
    limit: { account: { burst: 60, everySeconds: 30 }, address: ofAnAddress },
    takes: z.object({
      ...creation,
      type: z.enum(fileTypes),
      /** Bytes of the whole. */
      size: z.int().check(z.minimum(1), z.maximum(100_000_000)),
    }),
    gives: z.object({
      id: z.string(),
      /** Those that have not arrived yet; their links are good for ten minutes, begin again gives new ones. */
      parts: z.array(z.object({ url: z.string(), from: z.int(), size: z.int() })),
      /** Where the upload was finished before. */
      file: z.optional(fileLink),
    }),
  }),
  finish: operation({
    says: 'Joins the parts, checks them by content, takes out metadata (place, device, comments) and keeps the result. Twice is once.',
    by: 'signedIn',
    takes: z.object({
      id,
      /** SHA-256 of the bytes as they were sent, in hex. */
      sha256: z.optional(z.string().check(z.regex(/^[0-9a-f]{64}$/))),
    }),
    gives: fileLink,
  }),
  show: operation({
    says: 'My own finished files that belong to no matter yet, for a form that is taken up again; others are left out.',
    by: 'signedIn',
    takes: z.object({ ids: z.array(id).check(z.maxLength(mostFiles)) }),
    gives: z.object({ items: z.array(fileLink) }),
  }),
})
