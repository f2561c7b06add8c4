/**
 * Makes uploads safe to keep. Nothing is trusted that the sender says, and nothing is kept as it was sent: a picture
 * is decoded and encoded anew (sharp), a voice note is put into a new container (voice.ts). What is not picture or
 * sound — place, device, comments, whatever hides behind the end — is left behind.
 */
import sharp, { type Metadata } from 'sharp'
import { Refusal } from '../../shared/api/refusals.ts'
import { largest, scaled, widthIn, within } from './pictures.ts'
import { repackVoice, type VoiceType } from './voice.ts'

export interface Cleaned {
  readonly type: 'image/jpeg' | VoiceType
  readonly bytes: Buffer
  /** A picture's thumbnail, JPEG. */
  readonly small?: Buffer
  /** A voice note's length. */
  readonly seconds?: number
}

/** What it really is decides; refuses with `files.wrongType`, `.broken`, `.tooManyPixels` or `.tooLong`. */
export type Clean = (
  bytes: Buffer,
  as: 'picture' | 'voice',
  limits: { readonly longestVoiceSeconds: number },
) => Promise<Cleaned>

/**
 * How many pixels a kind of picture may have. The largest phones take JPEG of 50 megapixels; what unfolds line by line
 * costs little, what has to be held as a whole before its first line is there costs much more.
 */
const mostPixels = ({ format, isProgressive }: Metadata) =>
  format === 'jpeg' ? 55_000_000 : isProgressive ? 12_500_000 : 40_000_000

/** One answer of Lambda carries 6 MB, in base64. */
const mostKeptBytes = 4_300_000
const smallSide = 480

/** JPEG, PNG, WebP by their first bytes; the decoder is not even asked about anything else. */
const looksLikePicture = (bytes: Buffer) => {
  const at = (from: number, to: number) => bytes.toString('latin1', from, to)
  return (
    at(0, 3) === '\xff\xd8\xff' ||
    at(0, 8) === '\x89PNG\r\n\x1a\n' ||
    (at(0, 4) === 'RIFF' && at(8, 12) === 'WEBP')
  )
}

const open = (bytes: Buffer, failOn: 'error' | 'none') =>
  sharp(bytes, { failOn, limitInputPixels: 55_000_000, sequentialRead: true }).timeout({ seconds: 8 })

/** In grey of just this shade the decoder gives what is missing of a JPEG. */
const unseen = 128
/** Chats and full phones cut off the end of a picture; with nine tenths of it there, people see what it is. */
const leastThere = 0.9

/** Whether a JPEG that breaks off shows all but its end. */
const lacksOnlyItsEnd = async (bytes: Buffer, { format, width, height }: Metadata) => {
  if (format !== 'jpeg') return false
  const row = { left: 0, top: Math.floor(height * leastThere), width, height: 1 }
  const shown = await open(bytes, 'none').extract(row).raw().toBuffer()
  return shown.some(value => value !== unseen)
}

/** As it is kept: in one decoding, and small enough to be given. */
const keptOf = async (bytes: Buffer, width: number, failOn: 'error' | 'none') => {
  const kept = await scaled(open(bytes, failOn), width, 82)
  if (kept.length <= mostKeptBytes) return kept
  return within(await scaled(sharp(kept), width, 65), mostKeptBytes)
}

/** Of a long picture its beginning: all of it would be a strip. */
const smallOf = async (kept: Buffer) => {
  const { width, height } = await sharp(kept).metadata()
  const beginning = { width: Math.min(width, 2 * height), height: Math.min(height, 2 * width) }
  return sharp(kept)
    .extract({ left: 0, top: 0, ...beginning })
    .resize(smallSide, smallSide, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 75 })
    .toBuffer()
}

const cleanPicture = async (bytes: Buffer): Promise<Cleaned> => {
  try {
    const about = await open(bytes, 'error').metadata()
    if (about.width * about.height > mostPixels(about)) throw new Refusal('files.tooManyPixels')
    const width = widthIn(about.autoOrient, largest)
    const kept = await keptOf(bytes, width, 'error').catch(async (error: unknown) => {
      if (await lacksOnlyItsEnd(bytes, about)) return keptOf(bytes, width, 'none')
      throw error
    })
    return { type: 'image/jpeg', bytes: kept, small: await smallOf(kept) }
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(/pixel limit/.test(String(error)) ? 'files.tooManyPixels' : 'files.broken')
  }
}

const cleanVoice = async (bytes: Buffer, longestSeconds: number): Promise<Cleaned> => {
  const voice = await repackVoice(bytes, longestSeconds)
  if (typeof voice === 'string') throw new Refusal(`files.${voice}`, { most: String(longestSeconds) })
  return { ...voice, bytes: Buffer.from(voice.bytes) }
}

export const clean: Clean = async (bytes, as, { longestVoiceSeconds }) => {
  if (as === 'voice') return cleanVoice(bytes, longestVoiceSeconds)
  if (!looksLikePicture(bytes)) throw new Refusal('files.wrongType')
  return cleanPicture(bytes)
}
