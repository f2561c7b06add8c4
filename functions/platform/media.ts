/**
 * Makes uploads safe to keep. Nothing is trusted that the sender says, and nothing is kept as it was sent: a picture
 * is decoded and encoded anew (sharp; heic.ts), a voice note becomes AAC (sound.ts), of a PDF only its pages are kept
 * (document.ts). What is not picture, sound or page — place, device, comments, whatever hides behind the end — is left
 * behind.
 */
import sharp, { type Metadata, type Sharp } from 'sharp'
import { Refusal } from '../../shared/api/refusals.ts'
import { largest, scaled, widthIn, within, type Size } from './pictures.ts'
import { inThread } from './thread.ts'
import type { Wrong } from './wrong.ts'

type SheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' | 'text/csv'

export interface Cleaned {
  readonly type: 'image/jpeg' | 'audio/mp4' | 'application/pdf' | SheetType
  readonly bytes: Buffer
  /** A picture's thumbnail, JPEG. */
  readonly small?: Buffer
  /** A voice note's length. */
  readonly seconds?: number
  /** A PDF's length. */
  readonly pages?: number
}

export interface Limits {
  readonly longestVoiceSeconds: number
  readonly mostPages: number
}

/** What it really is decides; refuses with a code of `files` that says what is wrong. */
export type Clean = (
  bytes: Buffer,
  as: 'picture' | 'voice' | 'document' | 'sheet',
  limits: Limits,
) => Promise<Cleaned>

/**
 * How many pixels a kind of picture may have. The largest phones take JPEG of 50 megapixels; what unfolds line by line
 * costs little, what has to be held as a whole before its first line is there costs much more.
 */
const mostPixels = ({ format, isProgressive }: Metadata) =>
  format === 'jpeg' ? 55_000_000 : isProgressive ? 12_500_000 : 40_000_000

/** Decoded as a whole, four bytes each, and then some: as much as the function has room for. */
const mostHeifPixels = 50_000_000

/** One answer of Lambda carries 6 MB, in base64. */
const mostKeptBytes = 4_300_000
const smallSide = 480

const at = (bytes: Buffer, from: number, to: number) => bytes.toString('latin1', from, to)

/** JPEG, PNG, WebP by their first bytes; the decoder is not even asked about anything else. */
const looksLikePicture = (bytes: Buffer) =>
  at(bytes, 0, 3) === '\xff\xd8\xff' ||
  at(bytes, 0, 8) === '\x89PNG\r\n\x1a\n' ||
  (at(bytes, 0, 4) === 'RIFF' && at(bytes, 8, 12) === 'WEBP')

/** HEIC and HEIF by their brands (ISO/IEC 23008-12): a movie begins in the same way. */
const looksLikeHeif = (bytes: Buffer) =>
  at(bytes, 4, 8) === 'ftyp' &&
  /^(....)*(heic|heix|heim|heis|hevc|hevx|mif1|msf1)/s.test(
    at(bytes, 8, Math.min(bytes.readUInt32BE(0), 256)),
  )

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
const keptOf = async (picture: Sharp, size: Size) => {
  const width = widthIn(size, largest)
  const kept = await scaled(picture, width, 82)
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

const decoded = async (bytes: Buffer) => {
  const about = await open(bytes, 'error').metadata()
  if (about.width * about.height > mostPixels(about)) throw new Refusal('files.tooManyPixels')
  return keptOf(open(bytes, 'error'), about.autoOrient).catch(async (error: unknown) => {
    if (await lacksOnlyItsEnd(bytes, about)) return keptOf(open(bytes, 'none'), about.autoOrient)
    throw error
  })
}

/** What is right with it, or the refusal. */
const right = <T extends object>(outcome: T | Wrong, values: Readonly<Record<string, string>> = {}): T => {
  if (typeof outcome === 'string') throw new Refusal(`files.${outcome}`, values)
  return outcome
}

const decodedHeif = async (bytes: Buffer) => {
  const { rgba, width, height } = right(await inThread('heic', bytes, mostHeifPixels))
  const raw = Buffer.from(rgba.buffer, rgba.byteOffset, rgba.length)
  return keptOf(sharp(raw, { raw: { width, height, channels: 4 } }), { width, height })
}

const cleanPicture = async (bytes: Buffer): Promise<Cleaned> => {
  if (!looksLikePicture(bytes) && !looksLikeHeif(bytes)) throw new Refusal('files.wrongType')
  try {
    const kept = await (looksLikeHeif(bytes) ? decodedHeif(bytes) : decoded(bytes))
    return { type: 'image/jpeg', bytes: kept, small: await smallOf(kept) }
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(/pixel limit/.test(String(error)) ? 'files.tooManyPixels' : 'files.broken')
  }
}

/** A recorder stops a little late. */
const graceSeconds = 2

const cleanVoice = async (bytes: Buffer, longestSeconds: number): Promise<Cleaned> => {
  const sound = await inThread('sound', bytes, longestSeconds + graceSeconds)
  const { bytes: aac, seconds } = right(sound, { most: String(longestSeconds) })
  return { type: 'audio/mp4', bytes: Buffer.from(aac), seconds }
}

const cleanDocument = async (bytes: Buffer, mostPages: number): Promise<Cleaned> => {
  if (!at(bytes, 0, 1024).includes('%PDF-')) throw new Refusal('files.wrongType')
  const { bytes: kept, pages } = right(await inThread('pdf', bytes, mostPages), { most: String(mostPages) })
  if (kept.length > mostKeptBytes) throw new Refusal('files.tooBig', { most: '4' })
  return { type: 'application/pdf', bytes: Buffer.from(kept), pages }
}

/** Kept as it was sent, since it is read once, by a reader that trusts nothing in it (sheet-in.ts), and then removed. */
const cleanSheet = (bytes: Buffer): Cleaned => {
  // Encrypted, or of before 2007: both are OLE files.
  if (at(bytes, 0, 4) === '\xd0\xcf\x11\xe0') throw new Refusal('files.oldSheet')
  if (bytes.length > mostKeptBytes) throw new Refusal('files.tooBig', { most: '4' })
  if (at(bytes, 0, 4) === 'PK\x03\x04')
    return { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', bytes }
  // Text has no zeros, but for what Excel calls Unicode text.
  const isText = !bytes.includes(0) || /^(\xff\xfe|\xfe\xff)/.test(at(bytes, 0, 2))
  if (!isText || at(bytes, 0, 4) === '%PDF' || looksLikePicture(bytes)) throw new Refusal('files.notSheet')
  return { type: 'text/csv', bytes }
}

export const clean: Clean = async (bytes, as, { longestVoiceSeconds, mostPages }) => {
  if (as === 'voice') return cleanVoice(bytes, longestVoiceSeconds)
  if (as === 'sheet') return cleanSheet(bytes)
  if (as === 'document') return cleanDocument(bytes, mostPages)
  return cleanPicture(bytes)
}
