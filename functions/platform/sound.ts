/**
 * Voice notes become one format that every phone plays: AAC in MP4. What is AAC already is put into a new container
 * (mediabunny); everything else is decoded, mixed down to one channel and encoded anew.
 */
import {
  ADTS,
  AudioSample,
  AudioSampleSource,
  BufferSource,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacketSink,
  Input,
  Logging,
  LogLevel,
  MP3,
  MP4,
  Mp4OutputFormat,
  OGG,
  Output,
  UnsupportedInputFormatError,
  WEBM,
  type AudioSource,
  type EncodedPacket,
  type InputAudioTrack,
} from 'mediabunny'
import type { Wrong } from './wrong.ts'

export interface Sound {
  readonly bytes: Uint8Array
  readonly seconds: number
}

interface Heard {
  readonly channelData: readonly Float32Array[]
  readonly sampleRate: number
}

/** Refuses from within. */
class Refused extends Error {
  readonly wrong: Wrong
  constructor(wrong: Wrong) {
    super(wrong)
    this.wrong = wrong
  }
}

// ---- out: AAC ----

const mp4 = () =>
  new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target: new BufferTarget() })

const started = async (source: AudioSource) => {
  const output = mp4()
  output.addAudioTrack(source)
  await output.start()
  return async () => {
    await output.finalize()
    return new Uint8Array(output.target.buffer!)
  }
}

/** Bits a second at which speech loses nothing that one hears. */
const bitrateFor = (sampleRate: number) =>
  sampleRate <= 8_000 ? 24_000 : sampleRate <= 16_000 ? 32_000 : 48_000

const mixedDown = (channels: readonly Float32Array[]) => {
  const [first = new Float32Array(), ...others] = channels
  if (!others.length) return new Float32Array(first)
  return Float32Array.from(first, (value, i) => {
    const sum = others.reduce((sum, channel) => sum + channel[i]!, value)
    return sum / channels.length
  })
}

/** Encodes what comes, piece by piece, so that at no time all of it is there unpacked. */
const encoded = async (pieces: AsyncIterable<Heard>, longestSeconds: number): Promise<Sound> => {
  const { registerAacEncoder } = await import('@mediabunny/aac-encoder')
  registerAacEncoder()
  let finish: (() => Promise<Uint8Array>) | undefined
  let source: AudioSampleSource | undefined
  let [rate, frames] = [0, 0]
  for await (const { channelData, sampleRate } of pieces) {
    const data = mixedDown(channelData)
    if (!data.length) continue
    if (!source) {
      rate = sampleRate
      source = new AudioSampleSource({ codec: 'aac', bitrate: bitrateFor(rate) })
      finish = await started(source)
    } else if (sampleRate !== rate) throw new Refused('broken')
    const sample = new AudioSample({
      ...{ data, format: 'f32', numberOfChannels: 1, sampleRate, timestamp: frames / rate },
    })
    frames += data.length
    if (frames / rate > longestSeconds) throw new Refused('tooLong')
    await source.add(sample)
    sample.close()
  }
  if (!finish) throw new Refused('broken')
  return { bytes: await finish(), seconds: frames / rate }
}

// ---- in: AMR, as old phones record it ----

/** Bytes of a frame of 20 ms by its type, its head included (3GPP TS 26.101 and 26.201); 0: there is none. */
const amrFrames = {
  '#!AMR\n': [13, 14, 16, 18, 20, 21, 27, 32, 6, 0, 0, 0, 0, 0, 0, 1],
  '#!AMR-WB\n': [18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 0, 0, 0, 0, 1, 1],
} as const

const amrHead = (bytes: Uint8Array) =>
  (Object.keys(amrFrames) as (keyof typeof amrFrames)[]).find(
    head => Buffer.from(bytes.subarray(0, head.length)).toString('latin1') === head,
  )

async function* amr(bytes: Uint8Array, head: keyof typeof amrFrames, longestSeconds: number) {
  let [end, frames] = [head.length, 0]
  for (let size = 1; end < bytes.length && size; end += size) {
    size = amrFrames[head][(bytes[end]! >> 3) & 15]!
    if (end + size > bytes.length) break
    if (++frames > longestSeconds * 50) throw new Refused('tooLong')
  }
  checkWhole(end - head.length, frames, bytes.length)
  const { decoder } = await import('@audio/decode-amr')
  const amr = await decoder()
  const step = 4096
  for (let from = 0; from < end; from += step)
    yield amr.decode(bytes.subarray(from, Math.min(from + step, end)))
}

// ---- in: everything else ----

/** Sound that is the smaller part of its file: something else in its clothes. Containers take some bytes a packet. */
const checkWhole = (soundBytes: number, packets: number, fileBytes: number) => {
  if (!packets || fileBytes > 2 * (soundBytes + 16 * packets + 2_048)) throw new Refused('broken')
}

/** All packets, which reach as far as the file says. */
async function* packetsOf(track: InputAudioTrack, fileBytes: number, longestSeconds: number) {
  const announced = await track.computeDuration()
  if (announced > longestSeconds) throw new Refused('tooLong')
  let [seconds, bytes, count] = [0, 0, 0]
  for await (const packet of new EncodedPacketSink(track).packets()) {
    yield packet
    seconds = packet.timestamp + packet.duration
    bytes += packet.data.length
    count += 1
    if (seconds > longestSeconds) throw new Refused('tooLong')
  }
  if (!(seconds > announced - 0.5)) throw new Refused('broken')
  checkWhole(bytes, count, fileBytes)
}
type Packets = AsyncIterable<EncodedPacket>

async function* opus(track: InputAudioTrack, packets: Packets): AsyncGenerator<Heard> {
  const { OpusDecoder } = await import('opus-decoder')
  const channels = await track.getNumberOfChannels()
  if (channels > 2) throw new Refused('wrongType')
  const decoder = new OpusDecoder({ channels })
  await decoder.ready
  for await (const { data } of packets) {
    const heard = decoder.decodeFrame(data)
    if (heard.errors.length) throw new Refused('broken')
    yield heard
  }
}

async function* mp3(packets: Packets): AsyncGenerator<Heard> {
  const { MPEGDecoder } = await import('mpg123-decoder')
  const decoder = new MPEGDecoder()
  await decoder.ready
  for await (const { data } of packets) yield decoder.decode(data)
}

/** Its pages make sense in their order only, so the decoder gets the file itself once its packets are found good. */
async function* vorbis(packets: Packets, bytes: Uint8Array): AsyncGenerator<Heard> {
  for await (const packet of packets) void packet
  const { OggVorbisDecoder } = await import('@wasm-audio-decoders/ogg-vorbis')
  const decoder = new OggVorbisDecoder()
  await decoder.ready
  yield await decoder.decodeFile(bytes)
}

/** What all phones play: AAC-LC and the two kinds of HE-AAC. */
const playable = /^mp4a\.40\.(2|5|29)$/

const repacked = async (track: InputAudioTrack, packets: Packets): Promise<Sound> => {
  const decoderConfig = await track.getDecoderConfig()
  if (!decoderConfig || !playable.test(decoderConfig.codec)) throw new Refused('wrongType')
  const source = new EncodedAudioPacketSource('aac')
  const finish = await started(source)
  let seconds = 0
  for await (const packet of packets) {
    await source.add(packet, seconds === 0 ? { decoderConfig } : undefined)
    seconds = packet.timestamp + packet.duration
  }
  return { bytes: await finish(), seconds }
}

const read = async (bytes: Uint8Array, longestSeconds: number): Promise<Sound> => {
  const head = amrHead(bytes)
  if (head) return encoded(amr(bytes, head, longestSeconds), longestSeconds)
  const input = new Input({ formats: [MP3, ADTS, MP4, WEBM, OGG], source: new BufferSource(bytes) })
  const [track, ...others] = await input.getTracks()
  if (!track?.isAudioTrack() || others.length) throw new Refused('wrongType')
  const packets = packetsOf(track, bytes.length, longestSeconds)
  if (track.codec === 'aac') return repacked(track, packets)
  if (track.codec === 'opus') return encoded(opus(track, packets), longestSeconds)
  if (track.codec === 'mp3') return encoded(mp3(packets), longestSeconds)
  if (track.codec === 'vorbis') return encoded(vorbis(packets, bytes), longestSeconds)
  throw new Refused('wrongType')
}

export const asAac = async (bytes: Uint8Array, longestSeconds: number): Promise<Sound | Wrong> => {
  Logging.level = LogLevel.Silent
  try {
    return await read(bytes, longestSeconds)
  } catch (error) {
    if (error instanceof Refused) return error.wrong
    return error instanceof UnsupportedInputFormatError ? 'wrongType' : 'broken'
  }
}
