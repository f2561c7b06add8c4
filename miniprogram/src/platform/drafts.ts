/** What someone is typing is kept as they type, until it has arrived. */
import { useMemo, useState } from 'react'
import type * as z from 'zod/mini'
import { randomKey } from './keys.ts'
import { isUnanswered } from './refused.ts'
import { phoneOwner } from './session.ts'
import { stored } from './stored.ts'

export interface Draft<T> {
  readonly value: T
  readonly set: (value: T) => void
  /** After success. */
  readonly clear: () => void
}

/** `schema` judges what an older version of the form may have left. */
export const useDraft = <T>(form: string, schema: z.ZodMiniType<T>, empty: NoInfer<T>): Draft<T> => {
  const owner = phoneOwner()
  const kept = useMemo(
    () => stored(`draft.${owner}.${form}`, value => schema.safeParse(value).data),
    [owner, form, schema],
  )
  return { value: kept.use() ?? empty, set: kept.set, clear: () => kept.set(undefined) }
}

/** What is typed anew each time, and kept no longer than the page is open. */
export const useTyped = <T>(empty: T): Draft<T> => {
  const [value, set] = useState(empty)
  return { value, set, clear: () => set(empty) }
}

/**
 * Creates what was typed. All taps that had no answer have one `key`, kept with the draft, for the page may be left
 * meanwhile; what is put right after a no is another one.
 */
export const createOnce = async <T extends { readonly key?: string | undefined }, R>(
  { value, set }: Pick<Draft<T>, 'value' | 'set'>,
  create: (key: string) => Promise<R>,
) => {
  const key = value.key ?? (await randomKey())
  set({ ...value, key })
  try {
    return await create(key)
  } catch (error) {
    if (!isUnanswered(error)) set({ ...value, key: undefined })
    throw error
  }
}
