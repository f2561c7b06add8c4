/** Messages about the same thing that came one after another are read as one. */
import type { MessageReply } from '../../../shared/messages/messages.ts'

/** Newest first, as the list is; what leads nowhere stands by itself. */
export type Thread = readonly [MessageReply, ...MessageReply[]]

export const threadsOf = (items: readonly MessageReply[]): readonly Thread[] =>
  items.reduce<Thread[]>((threads, item) => {
    const last = threads.at(-1)
    const same = last && item.url !== undefined && last[0].url === item.url
    return same ? [...threads.slice(0, -1), [...last, item]] : [...threads, [item]]
  }, [])
