/**
 * What strangers sent is taken apart in a thread of its own: a file made so that its reader never comes to an end, or
 * takes more and more memory, ends with the thread. The readers are loaded there, and only when they are needed.
 */
import { parentPort, Worker, workerData } from 'node:worker_threads'
import type { Wrong } from './wrong.ts'

const readers = {
  sound: async (bytes: Uint8Array, longestSeconds: number) =>
    (await import('./sound.ts')).asAac(bytes, longestSeconds),
  heic: async (bytes: Uint8Array, mostPixels: number) =>
    (await import('./heic.ts')).pixelsOf(bytes, mostPixels),
  pdf: async (bytes: Uint8Array, mostPages: number) =>
    (await import('./document.ts')).withoutActions(bytes, mostPages),
}
type Readers = typeof readers
type Kind = keyof Readers
type Outcome<K extends Kind> = Awaited<ReturnType<Readers[K]>>

interface Task {
  readonly kind: Kind
  readonly bytes: Uint8Array
  readonly most: number
}

// In the thread: this same file, or the bundle that it became a part of.
const task = workerData as Task | null
if (parentPort && task?.kind && Object.hasOwn(readers, task.kind)) {
  const port = parentPort
  readers[task.kind](task.bytes, task.most)
    .catch((): Wrong => 'broken')
    .then(outcome => port.postMessage(outcome))
}

/**
 * Milliseconds of work and bytes; those are of the whole process, for codecs have their memory outside the heap and
 * threads of their own. A busy machine takes longer for the same work.
 */
const patience: Readonly<Record<Kind, { readonly ms: number; readonly bytes: number }>> = {
  sound: { ms: 6_000, bytes: 400_000_000 },
  heic: { ms: 12_000, bytes: 900_000_000 },
  pdf: { ms: 8_000, bytes: 400_000_000 },
}
/** Before the function itself is ended. */
const longestMs = 24_000
const lookMs = 50

/** `most`: so many seconds, pixels or pages. What takes too long or too much is broken. */
export const inThread = <K extends Kind>(kind: K, bytes: Uint8Array, most: number) =>
  new Promise<Outcome<K> | Wrong>(resolve => {
    const [began, before, work] = [Date.now(), process.memoryUsage.rss(), process.cpuUsage()]
    const isTooMuch = () => {
      const { user, system } = process.cpuUsage(work)
      const took = Date.now() - began
      return (
        (took > patience[kind].ms && user + system > patience[kind].ms * 1000) ||
        took > longestMs ||
        process.memoryUsage.rss() - before > patience[kind].bytes
      )
    }
    const thread = new Worker(new URL(import.meta.url), {
      workerData: { kind, bytes, most } satisfies Task,
      resourceLimits: { maxOldGenerationSizeMb: 256 },
      // What readers complain of is no news of ours.
      ...{ stdout: true, stderr: true },
    })
    const end = (outcome: Outcome<K> | Wrong) => {
      clearInterval(timer)
      void thread.terminate().then(() => resolve(outcome))
    }
    const timer = setInterval(() => isTooMuch() && end('broken'), lookMs)
    thread.once('message', end).once('error', () => end('broken'))
  })
