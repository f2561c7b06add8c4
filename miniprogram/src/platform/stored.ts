/** The only user of storage: a value that outlives the page, and that every page showing it follows. */
import Taro from '@tarojs/taro'
import { followed } from './followed.ts'

const prefix = 'mulin.'
const values = new Map<string, ReturnType<typeof followed<unknown>>>()

const valueAt = (key: string) => {
  const known = values.get(key)
  if (known) return known
  const kept: unknown = Taro.getStorageSync(prefix + key)
  const value = followed(kept === '' ? undefined : kept)
  values.set(key, value)
  return value
}

const write = (key: string, value: unknown) => {
  try {
    if (value === undefined) Taro.removeStorageSync(prefix + key)
    else Taro.setStorageSync(prefix + key, value)
  } catch {
    // Storage is full: the value still holds until the program is closed.
  }
  valueAt(key).set(value)
}

/** `check` judges what an older version may have left in storage; undefined: as if nothing were there. */
export const stored = <T>(key: string, check: (value: unknown) => T | undefined) => {
  let seen: unknown
  let judged: T | undefined
  // The same object for the same stored value, or React would never come to rest.
  const get = () => {
    const value = valueAt(key).get()
    if (value !== seen) {
      seen = value
      judged = value === undefined ? undefined : check(value)
    }
    return judged
  }
  return {
    get,
    set: (value: T | undefined) => write(key, value),
    use: () => {
      valueAt(key).use()
      return get()
    },
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
export const asYesOrNo = (value: unknown) => (typeof value === 'boolean' ? value : undefined)
