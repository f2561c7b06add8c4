/** The only user of storage: a value that outlives the page, and that every page showing it follows. */
import Taro from '@tarojs/taro'
import { useSyncExternalStore } from 'react'

const prefix = 'mulin.'
const listeners = new Map<string, Set<() => void>>()
const values = new Map<string, unknown>()

const read = (key: string): unknown => {
  if (!values.has(key)) {
    const kept: unknown = Taro.getStorageSync(prefix + key)
    values.set(key, kept === '' ? undefined : kept)
  }
  return values.get(key)
}

const write = (key: string, value: unknown) => {
  values.set(key, value)
  try {
    if (value === undefined) Taro.removeStorageSync(prefix + key)
    else Taro.setStorageSync(prefix + key, value)
  } catch {
    // Storage is full: the value still holds until the program is closed.
  }
  for (const tell of listeners.get(key) ?? []) tell()
}

const follow = (key: string, tell: () => void) => {
  const all = listeners.get(key) ?? new Set()
  listeners.set(key, all.add(tell))
  return () => void all.delete(tell)
}

/** `check` judges what an older version may have left in storage; undefined: as if nothing were there. */
export const stored = <T>(key: string, check: (value: unknown) => T | undefined) => {
  let seen: unknown
  let judged: T | undefined
  // The same object for the same stored value, or React would never come to rest.
  const get = () => {
    const value = read(key)
    if (value !== seen) {
      seen = value
      judged = value === undefined ? undefined : check(value)
    }
    return judged
  }
  return {
    get,
    set: (value: T | undefined) => write(key, value),
    use: () => useSyncExternalStore(tell => follow(key, tell), get, get),
  }
}

/** Forgets everything but what `keeps` names: who uses this phone next must not find it. */
export const forgetStored = (keeps: readonly string[]) => {
  const { keys } = Taro.getStorageInfoSync()
  for (const key of keys)
    if (key.startsWith(prefix) && !keeps.includes(key.slice(prefix.length)))
      write(key.slice(prefix.length), undefined)
}

export const asText = (value: unknown) => (typeof value === 'string' ? value : undefined)
export const asYes = (value: unknown) => (value === true ? true : undefined)
