/** Sends what waits, one after the other. */
import { isOffline, isUnanswered, Refused, sayRefusal } from './refused.ts'

interface Waits {
  readonly key: string
  readonly refusal?: string | undefined
}

export interface Box<W> {
  readonly get: () => readonly W[]
  readonly set: (now: readonly W[]) => void
}

export type Outcome = { readonly reply: unknown } | { readonly error: unknown }

/** Not now: asked later, the answer is another. */
const later = (error: unknown) =>
  isUnanswered(error) ||
  (error instanceof Refused && ['request.tooOften', 'client.signedOut', 'client.signIn'].includes(error.code))

/**
 * Goes through the box until all was tried once. What was made leaves it; what the server will never have stays, with
 * why; everything else waits for the next time. Without a network there is no use in trying the others.
 */
export const drain = async <W extends Waits>(
  box: Box<W>,
  send: (each: W) => Promise<unknown>,
  came: (each: W, outcome: Outcome) => Promise<void>,
): Promise<void> => {
  const tried = new Set<string>()
  for (;;) {
    const next = box.get().find(({ key, refusal }) => refusal === undefined && !tried.has(key))
    if (!next) return
    tried.add(next.key)
    try {
      const reply = await send(next)
      box.set(box.get().filter(({ key }) => key !== next.key))
      await came(next, { reply })
    } catch (error) {
      if (isOffline(error)) return
      if (later(error)) continue
      const refusal = sayRefusal(error)
      box.set(box.get().map(each => (each.key === next.key ? { ...each, refusal } : each)))
      await came(next, { error })
    }
  }
}
