/**
 * What was made without a network waits on this phone with its key and its photos, several at once, and is sent as soon
 * as there is one. Each has one key for all its attempts, so that it is made once.
 */
import Taro from '@tarojs/taro'
import * as z from 'zod/mini'
import type { Operation } from '../../../shared/contract.ts'
import { fileTypes } from '../../../shared/files/files.ts'
import { call } from './call.ts'
import { drain, type Box } from './draining.ts'
import { dropFile, keptFile } from './kept-files.ts'
import { lookAgain } from './query.tsx'
import { phoneOwner } from './session.ts'
import { stored } from './stored.ts'
import { upload } from './upload.ts'

export const waitingFile = z.object({ name: z.string(), type: z.enum(fileTypes) })
const waiting = z.object({
  key: z.string(),
  /** The operation that makes it. */
  operation: z.string(),
  /** As its line says it. */
  title: z.string(),
  input: z.record(z.string(), z.unknown()),
  files: z.array(waitingFile),
  /** Why the server would not have it. */
  refusal: z.optional(z.string()),
})
export type Waiting = z.output<typeof waiting>
const all = z.array(waiting)

const none: readonly Waiting[] = []
const boxes = new Map<string, ReturnType<typeof stored<readonly Waiting[]>>>()
/** Of who uses the phone. */
const boxNow = () => {
  const owner = phoneOwner()
  const box =
    boxes.get(owner) ?? stored<readonly Waiting[]>(`outbox.${owner}`, value => all.safeParse(value).data)
  boxes.set(owner, box)
  return box
}

export const useWaiting = () => boxNow().use() ?? none

/** Its contract belongs to a part of the program that may not be loaded. */
const named = (name: string): Operation => ({
  ...{ name, says: '', by: 'signedIn' },
  ...{ takes: z.unknown(), gives: z.unknown() },
})

const send = async ({ key, operation, input, files }: Waiting) => {
  const ids: string[] = []
  for (const { name, type } of files) {
    const bytes = await keptFile(name)
    if (bytes) ids.push((await upload({ path: '', type, bytes }, name, () => undefined)).id)
  }
  return call(named(operation), { ...input, key, ...(ids.length > 0 && { files: ids }) })
}

let running: Promise<void> | undefined
/** What came of those that a page waits for. */
const outcomes = new Map<string, { readonly reply: unknown } | { readonly error: unknown }>()

/** Once at a time; what is added meanwhile goes along. */
export const sendWaiting = (): Promise<void> => {
  const kept = boxNow()
  const box: Box<Waiting> = {
    get: () => kept.get() ?? none,
    set: now => kept.set(now.length ? now : undefined),
  }
  running ??= drain(box, send, async (each, outcome) => {
    outcomes.set(each.key, outcome)
    if ('error' in outcome) return
    for (const { name } of each.files) await dropFile(name)
    void lookAgain()
  }).finally(() => (running = undefined))
  return running
}

const patienceMs = 5_000

/**
 * Keeps it, and sends it at once if that can be: its reply, undefined while it waits; what the server refuses at once is
 * thrown, and does not wait.
 */
export const keepAndSend = async (made: Waiting): Promise<unknown> => {
  const box = boxNow()
  box.set([...(box.get() ?? none), made])
  await Promise.race([sendWaiting(), new Promise(resolve => setTimeout(resolve, patienceMs))])
  const outcome = outcomes.get(made.key)
  outcomes.delete(made.key)
  if (!outcome) return undefined
  if ('reply' in outcome) return outcome.reply
  takeBack(made.key)
  throw outcome.error
}

/** It does not wait any longer; its files stay. */
export const takeBack = (key: string) => {
  const box = boxNow()
  const left = (box.get() ?? none).filter(each => each.key !== key)
  box.set(left.length ? left : undefined)
}

const everyMs = 20_000

/** As long as the program runs: when a network comes back, when the page is shown again, and now and then. */
export const keepSending = () => {
  const tryNow = () => {
    if (
      boxNow()
        .get()
        ?.some(({ refusal }) => refusal === undefined)
    )
      void sendWaiting()
  }
  Taro.onNetworkStatusChange(({ isConnected }) => isConnected && tryNow())
  if (process.env.TARO_ENV === 'h5') window.addEventListener('online', tryNow)
  setInterval(tryNow, everyMs)
  tryNow()
}
