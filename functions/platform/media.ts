/**
 * Makes uploads safe to keep. Nothing is trusted that the sender says, and nothing is kept as it was sent: a picture
 * is decoded and encoded anew (sharp), a voice note is put into a new container (voice.ts). What is not picture or sound — place, device, comments, whatever hides behind the end — is left behind.
 */
import sharp from 'sharp'
import { Refusal } from '../../shared/refusals.ts'
import { longestSide, scaled } from './pictures.ts'
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

/** The largest phones take 50 megapixels; a small file that unfolds into more is an attack or a mistake. */
const mostPixels = 55_000_000
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

const cleanPicture = async (bytes: Buffer): Promise<Cleaned> => {
  const open = () =>
    sharp(bytes, { failOn: 'error', limitInputPixels: mostPixels, sequentialRead: true }).timeout({
      seconds: 8,
    })
  try {
    const { width, height } = await open().metadata()
    if (width * height > mostPixels) throw new Refusal('files.tooManyPixels')
    return {
      type: 'image/jpeg',
      bytes: await scaled(open(), longestSide, 82),
      small: await scaled(open(), smallSide, 75),
    }
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
