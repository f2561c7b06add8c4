/**
 * Makes uploads safe to keep. Nothing is trusted that the sender says, and nothing is kept as it was sent: a picture
 * is decoded and encoded anew (sharp), a voice note is taken apart into packets of sound and put into a new container
 * (mediabunny). What is not picture or sound — place, device, comments, whatever hides behind the end — is left behind.
 */
import sharp from 'sharp'
import {
  ADTS,
  AdtsOutputFormat,
  BufferSource,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacketSink,
  Input,
  MP3,
  Mp3OutputFormat,
  MP4,
  Mp4OutputFormat,
  Output,
  UnsupportedInputFormatError,
  WEBM,
  WebMOutputFormat,
  type AudioCodec,
} from 'mediabunny'
import { Refusal } from '../../shared/refusals.ts'

export interface Cleaned {
  readonly type: 'image/jpeg' | 'audio/mpeg' | 'audio/aac' | 'audio/mp4' | 'audio/webm'
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
/** An A4 page photographed still reads well, and the file stays under what one answer of Lambda can carry. */
const longestSide = 2560
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

sharp.cache(false) // no picture comes twice

const cleanPicture = async (bytes: Buffer): Promise<Cleaned> => {
  const open = () =>
    sharp(bytes, { failOn: 'error', limitInputPixels: mostPixels, sequentialRead: true }).timeout({
      seconds: 8,
    })
  // Turned as the camera said, since that note goes; nothing behind glass: JPEG knows no transparency.
  const scaled = (side: number, quality: number) =>
    open()
      .autoOrient()
      .resize(side, side, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fff' })
      .jpeg({ quality })
      .toBuffer()
  try {
    const { width, height } = await open().metadata()
    if (width * height > mostPixels) throw new Refusal('files.tooManyPixels')
    return {
      type: 'image/jpeg',
      bytes: await scaled(longestSide, 82),
      small: await scaled(smallSide, 75),
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(/pixel limit/.test(String(error)) ? 'files.tooManyPixels' : 'files.broken')
  }
}

const containers = new Map(
  [
    { format: MP3, type: 'audio/mpeg', output: () => new Mp3OutputFormat({ xingHeader: false }) },
    { format: ADTS, type: 'audio/aac', output: () => new AdtsOutputFormat() },
    { format: MP4, type: 'audio/mp4', output: () => new Mp4OutputFormat({ fastStart: 'in-memory' }) },
    { format: WEBM, type: 'audio/webm', output: () => new WebMOutputFormat() },
  ].map(each => [each.format, each] as const),
)
const codecs: readonly (AudioCodec | null)[] = ['mp3', 'aac', 'opus']

/** A recorder stops a little late. */
const graceSeconds = 2

const cleanVoice = async (bytes: Buffer, longestSeconds: number): Promise<Cleaned> => {
  const input = new Input({ formats: [...containers.keys()], source: new BufferSource(bytes) })
  const container = containers.get(await input.getFormat())!
  const [track, ...others] = await input.getTracks()
  if (!track?.isAudioTrack() || others.length || !codecs.includes(track.codec))
    throw new Refusal('files.wrongType')
  const decoderConfig = await track.getDecoderConfig()
  const announced = await track.computeDuration()
  if (announced > longestSeconds + graceSeconds)
    throw new Refusal('files.tooLong', { most: String(longestSeconds) })
  const target = new BufferTarget()
  const output = new Output({ format: container.output(), target })
  const sound = new EncodedAudioPacketSource(track.codec!)
  output.addAudioTrack(sound)
  await output.start()
  let seconds = 0
  for await (const packet of new EncodedPacketSink(track).packets()) {
    await sound.add(packet, decoderConfig && seconds === 0 ? { decoderConfig } : undefined)
    seconds = packet.timestamp + packet.duration
  }
  await output.finalize()
  const kept = Buffer.from(target.buffer!)
  // Sound that breaks off before its end, or is the smaller part of the file: something else in its clothes.
  if (seconds <= 0 || seconds < announced - 0.5 || kept.length < bytes.length / 2)
    throw new Refusal('files.broken')
  return { type: container.type as Cleaned['type'], bytes: kept, seconds }
}

export const clean: Clean = async (bytes, as, { longestVoiceSeconds }) => {
  if (as === 'picture') {
    if (!looksLikePicture(bytes)) throw new Refusal('files.wrongType')
    return cleanPicture(bytes)
  }
  try {
    return await cleanVoice(bytes, longestVoiceSeconds)
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(error instanceof UnsupportedInputFormatError ? 'files.wrongType' : 'files.broken')
  }
}
