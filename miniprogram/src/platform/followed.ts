/** A value of the whole app, which every page that shows it follows. */
import { useSyncExternalStore } from 'react'

export const followed = <T>(start: T) => {
  let value = start
  const listeners = new Set<() => void>()
  const get = () => value
  const follow = (tell: () => void) => {
    listeners.add(tell)
    return () => void listeners.delete(tell)
  }
  return {
    get,
    set: (next: T) => {
      value = next
      for (const tell of listeners) tell()
    },
    use: () => useSyncExternalStore(follow, get, get),
  }
}
