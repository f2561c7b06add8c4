/** Pictures and voice notes as tests need them: real ones, with what people do not know is in them. */
import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import {
  AdtsOutputFormat,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  Mp3OutputFormat,
  Mp4OutputFormat,
  Output,
  WebMOutputFormat,
  type OutputFormat,
} from 'mediabunny'

const blank = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#888' } })

/** A grey picture of 60 × 40. */
export const picture = (as: 'jpeg' | 'png' | 'webp' = 'jpeg', width = 60, height = 40): Promise<Buffer> =>
  blank(width, height).toFormat(as).toBuffer()

/** Noise does not compress: some 3 MB of JPEG, hence several parts. */
export const largePicture = () =>
  sharp({
    create: {
      width: 1600,
      height: 1200,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .jpeg({ quality: 100 })
    .toBuffer()

/**
 * As a phone held upright takes it: stored lying, 60 × 40, red at its left, with the note "turn by 90°", the camera's
 * name, a comment, and the place it was taken at.
 */
export const phonePicture = () =>
  blank(60, 40)
    .composite([
      {
        input: { create: { width: 30, height: 40, channels: 3, background: '#f00' } },
        left: 0,
        top: 0,
      },
    ])
    .withMetadata({ orientation: 6 })
    .withExif({
      IFD0: { Make: 'SecretPhone', ImageDescription: 'secret remark' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '39/1 12/1 30/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '117/1 8/1 0/1',
      },
    })
    .jpeg({ quality: 95 })
    .toBuffer()

const silence = {
  // MPEG-1 layer 3, 48 kbit/s, 48 kHz, mono
  mp3: { packet: Buffer.concat([Buffer.from('fffb34c4', 'hex'), Buffer.alloc(140)]), seconds: 1152 / 48_000 },
  aac: { packet: Buffer.from('210049900219002380', 'hex'), seconds: 1024 / 48_000 },
  opus: { packet: Buffer.from('f8fffe', 'hex'), seconds: 0.02 },
} as const

const containers = {
  'audio/mpeg': [() => new Mp3OutputFormat(), 'mp3', 'mp3'],
  'audio/aac': [() => new AdtsOutputFormat(), 'aac', 'mp4a.40.2'],
  'audio/mp4': [() => new Mp4OutputFormat(), 'aac', 'mp4a.40.2'],
  'audio/webm': [() => new WebMOutputFormat(), 'opus', 'opus'],
} as const satisfies Record<string, readonly [() => OutputFormat, keyof typeof silence, string]>

/** Silence of about so many seconds, with a title that says where it was recorded, where the container has titles. */
export const voice = async (type: keyof typeof containers, seconds = 3): Promise<Buffer> => {
  const [format, codec, name] = containers[type]
  const target = new BufferTarget()
  const output = new Output({ format: format(), target })
  const sound = new EncodedAudioPacketSource(codec)
  output.addAudioTrack(sound)
  if (type !== 'audio/aac') output.setMetadataTags({ title: 'secret place' })
  await output.start()
  const { packet, seconds: each } = silence[codec]
  const decoderConfig = {
    codec: name,
    sampleRate: 48_000,
    numberOfChannels: 1,
    ...(codec === 'aac' && { description: Buffer.from('1188', 'hex') }),
  }
  for (let i = 0; i * each < seconds; i++)
    await sound.add(new EncodedPacket(packet, 'key', i * each, each), i === 0 ? { decoderConfig } : undefined)
  await output.finalize()
  return Buffer.from(target.buffer!)
}

/**
 * What nothing here can make: two seconds of a tone of 440 Hz as old phones (AMR) and other chats (OGG) record it, and a
 * picture of 120 × 80, red at its left, with the camera's name, as iPhones take it (HEVC).
 */
export const sample = (
  name: 'tone.amr' | 'tone.awb' | 'tone.opus.ogg' | 'tone.vorbis.ogg' | 'phone.heic',
): Buffer => readFileSync(`functions/testing/samples/${name}`)
