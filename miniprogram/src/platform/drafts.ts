/** What someone is typing is kept as they type, until it has arrived. */
import { useEffect, useMemo, useRef, useState } from 'react'
import * as z from 'zod/mini'
import { onOf } from '../../../shared/time.ts'
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

const ofDay = <T>(draft: z.ZodMiniType<T>) => z.object({ on: z.string(), draft })

/** As `useDraft`, for the day (Shanghai) it was written: what is about somebody else is not kept longer on this phone. */
export const useDraftOfToday = <T>(form: string, schema: z.ZodMiniType<T>, empty: NoInfer<T>): Draft<T> => {
  const today = onOf(new Date().toISOString())
  const dated = useMemo(() => ofDay(schema), [schema])
  const { value, set, clear } = useDraft(form, dated, { on: today, draft: empty })
  const old = value.on !== today
  const forget = useRef(clear)
  forget.current = clear
  useEffect(() => {
    if (old) forget.current()
  }, [old])
  return { value: old ? empty : value.draft, set: draft => set({ on: today, draft }), clear }
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
