/** What a community decides about photos, voice notes and PDF. */
import * as z from 'zod/mini'

/** Bytes, at most so many megabytes. */
const megabytes = (most: number) => z.int().check(z.minimum(1), z.maximum(most * 1024 * 1024))

export const filesSettings = z.object({
  /** What one person may begin on one day. */
  perDay: z._default(z.int().check(z.minimum(1), z.maximum(1000)), 60),
  largestPictureBytes: z._default(megabytes(20), 12 * 1024 * 1024),
  largestVoiceBytes: z._default(megabytes(4), 2 * 1024 * 1024),
  /** A PDF is given in one answer, and this is what an answer carries. */
  largestDocumentBytes: z._default(megabytes(4), 4 * 1024 * 1024),
  mostPages: z._default(z.int().check(z.minimum(1), z.maximum(500)), 100),
  longestVoiceSeconds: z._default(z.int().check(z.minimum(1), z.maximum(600)), 60),
})
