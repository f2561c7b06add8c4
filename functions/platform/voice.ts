/**
 * A voice note is taken apart into packets of sound, which are put into a new container (mediabunny); all else stays
 * behind. Taking apart happens in a worker thread: a file made so that its reader never comes to an end, or takes
 * more and more memory, ends with the thread.
 */
import { parentPort, Worker, workerData } from 'node:worker_threads'
import {
  ADTS,
  AdtsOutputFormat,
  BufferSource,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacketSink,
  Input,
  Logging,
  LogLevel,
  MP3,
  Mp3OutputFormat,
  MP4,
  Mp4OutputFormat,
  Output,
  UnsupportedInputFormatError,
  WEBM,
  WebMOutputFormat,
} from 'mediabunny'

export type VoiceType = 'audio/mpeg' | 'audio/aac' | 'audio/mp4' | 'audio/webm'
export interface Voice {
  readonly type: VoiceType
  readonly bytes: Uint8Array
  readonly seconds: number
}
/** What is wrong with it: no voice note at all, one that cannot be played, one that is too long. */
export type Wrong = 'wrongType' | 'broken' | 'tooLong'

const containers = [
  { format: MP3, type: 'audio/mpeg', output: () => new Mp3OutputFormat({ xingHeader: false }) },
  { format: ADTS, type: 'audio/aac', output: () => new AdtsOutputFormat() },
  { format: MP4, type: 'audio/mp4', output: () => new Mp4OutputFormat({ fastStart: 'in-memory' }) },
  { format: WEBM, type: 'audio/webm', output: () => new WebMOutputFormat() },
] as const
const codecs: readonly (string | null)[] = ['mp3', 'aac', 'opus']

const repack = async (bytes: Uint8Array, longestSeconds: number): Promise<Voice | Wrong> => {
  const input = new Input({
    formats: containers.map(({ format }) => format),
    source: new BufferSource(bytes),
  })
  const found = await input.getFormat()
  const container = containers.find(({ format }) => format === found)!
  const [track, ...others] = await input.getTracks()
  if (!track?.isAudioTrack() || others.length || !codecs.includes(track.codec)) return 'wrongType'
  const decoderConfig = await track.getDecoderConfig()
  const announced = await track.computeDuration()
  if (announced > longestSeconds) return 'tooLong'
  const target = new BufferTarget()
  const output = new Output({ format: container.output(), target })
  const sound = new EncodedAudioPacketSource(track.codec!)
  output.addAudioTrack(sound)
  await output.start()
  let seconds = 0
  for await (const packet of new EncodedPacketSink(track).packets()) {
    await sound.add(packet, decoderConfig && seconds === 0 ? { decoderConfig } : undefined)
    seconds = packet.timestamp + packet.duration
    if (seconds > longestSeconds) return 'tooLong'
  }
  await output.finalize()
  const kept = new Uint8Array(target.buffer!)
  // Sound that breaks off before its end, or is the smaller part of the file: something else in its clothes.
  const whole = seconds > 0 && seconds > announced - 0.5 && kept.length >= bytes.length / 2
  return whole ? { type: container.type, bytes: kept, seconds } : 'broken'
}

interface Task {
  readonly voice: Uint8Array
  readonly longestSeconds: number
}

// In the thread: this same file, or the bundle that it became a part of.
const task = workerData as Task | null
if (task?.voice) {
  Logging.level = LogLevel.Silent
  repack(task.voice, task.longestSeconds)
    .catch((error: unknown) => (error instanceof UnsupportedInputFormatError ? 'wrongType' : 'broken'))
    .then(outcome => parentPort!.postMessage(outcome))
}

/** A recorder stops a little late. */
const graceSeconds = 2
const patienceMs = 3_000

export const repackVoice = (bytes: Uint8Array, longestSeconds: number): Promise<Voice | Wrong> =>
  new Promise(resolve => {
    const thread = new Worker(new URL(import.meta.url), {
      workerData: { voice: bytes, longestSeconds: longestSeconds + graceSeconds } satisfies Task,
      resourceLimits: { maxOldGenerationSizeMb: 192 },
    })
    const end = (outcome: Voice | Wrong) => {
      clearTimeout(timer)
      resolve(outcome)
      void thread.terminate()
    }
    const timer = setTimeout(end, patienceMs, 'broken')
    thread.once('message', end).once('error', () => end('broken'))
  })
