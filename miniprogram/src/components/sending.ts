/** Files on their way: one after the other, each with how far it is or why it stopped; and those that have arrived. */
import { useEffect, useRef, useState } from 'react'
import { files, type FileLink } from '../../../shared/files/files.ts'
import { randomKey } from '../platform/keys.ts'
import { useReply } from '../platform/query.tsx'
import { sayRefusal } from '../platform/refused.ts'
import { nameOf, upload, type Local } from '../platform/upload.ts'

interface Sending {
  readonly key: string
  readonly local: Local
  /** From 0 to 1. */
  readonly progress: number
  /** Why it stopped, and what to do. */
  readonly refusal?: string | undefined
}

/** `onBusy`: told while something is on its way, so that the form waits with being sent. */
export const useBusy = (busy: boolean, onBusy?: (busy: boolean) => void) => {
  const tell = useRef(onBusy)
  tell.current = onBusy
  useEffect(() => void tell.current?.(busy), [busy])
}

/** What a form that is taken up again knows by its ids only. */
export const useArrived = (ids: readonly string[]) =>
  useReply(files.show, { ids: [...ids] }, { enabled: ids.length > 0 }).data?.items

export const useSending = (onSent: (file: FileLink, local: Local) => void) => {
  const [within] = useState(randomKey)
  const [all, setAll] = useState<readonly Sending[]>([])
  const under = useRef(new Set<string>())
  const tell = useRef(onSent)
  tell.current = onSent

  const change = (key: string, now: Partial<Sending>) =>
    setAll(all => all.map(each => (each.key === key ? { ...each, ...now } : each)))
  const drop = (key: string) => {
    under.current.delete(key)
    setAll(all => all.filter(each => each.key !== key))
  }
  const go = async (key: string, local: Local) => {
    change(key, { progress: 0, refusal: undefined })
    try {
      const file = await upload(local, key, progress => change(key, { progress }))
      if (!under.current.has(key)) return // taken back meanwhile
      drop(key)
      tell.current(file, local)
    } catch (error) {
      change(key, { refusal: sayRefusal(error) })
    }
  }

  return {
    all,
    busy: all.some(({ refusal }) => refusal === undefined),
    drop,
    again: ({ key, local }: Sending) => go(key, local),
    async send(locals: readonly Local[]) {
      const start = await within
      const fresh = new Map(locals.map(local => [nameOf(local.bytes, start), local] as const))
      for (const key of fresh.keys()) if (under.current.has(key)) fresh.delete(key)
      for (const key of fresh.keys()) under.current.add(key)
      setAll(all => [...all, ...[...fresh].map(([key, local]) => ({ key, local, progress: 0 }))])
      for (const [key, local] of fresh) if (under.current.has(key)) await go(key, local)
    },
  }
}
