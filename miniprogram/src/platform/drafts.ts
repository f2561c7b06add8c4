/** What someone is typing is kept as they type, until it has arrived. */
import { useMemo, useState } from 'react'
import type * as z from 'zod/mini'
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
