/** A form on a page: kept as it is typed, its fields as data, and what is wrong with it said at the tap. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import type * as z from 'zod/mini'
import { useDraft } from '../platform/drafts.ts'
import { Refused, sayRefusal } from '../platform/refused.ts'
import { useComplaints } from './complaints.ts'
import type { FieldOf } from './fields.tsx'
import { complaintAt, type Complaints } from './form.ts'
import { Notice } from './States.tsx'

interface About<V> {
  /** Under which it is kept, with the schema that judges what an older version left, and how it starts. */
  readonly keptAs: readonly [name: string, schema: z.ZodMiniType<V>, start: NoInfer<V>]
  readonly fields: { readonly [K in keyof NoInfer<V>]?: FieldOf<NonNullable<NoInfer<V>[K]>> }
  readonly wrong: (value: NoInfer<V>) => Complaints
  /** Where on the form a field of the contract stands. */
  readonly onForm?: (refused: Complaints) => Complaints
}

export const useForm = <V extends object>({ keptAs, fields, wrong, onForm = told => told }: About<V>) => {
  const { value, set, clear } = useDraft(...keptAs)
  const { complaints, complain } = useComplaints()
  const [error, setError] = useState<unknown>()
  const part = (changed: Partial<V>) => set({ ...value, ...changed })
  const field = <K extends keyof V & string>(name: K) =>
    fields[name]?.draw({
      value: value[name] ?? undefined,
      // A field that was emptied is an empty text.
      set: said => part({ [name]: said ?? '' } as Partial<V>),
      busy: () => undefined,
      complaint: complaintAt(complaints, name),
    })
  return {
    value,
    part,
    clear,
    complain,
    field,
    /** Side by side, like the first and the last day. */
    pair: (...names: readonly (keyof V & string)[]) => (
      <View className="pair pair-fields">
        {names.map(name => (
          <View key={name} className="pair-part">
            {field(name)}
          </View>
        ))}
      </View>
    ),
    /** Why it was refused. */
    error,
    refused: error === undefined ? null : <Notice text={sayRefusal(error)} tone="warn" />,
    /** What came of it; undefined: something is wrong, and said. */
    send: async <R,>(ask: (value: V) => Promise<R>): Promise<R | undefined> => {
      setError(undefined)
      if (complain(wrong(value))) return undefined
      try {
        return await ask(value)
      } catch (refusal) {
        setError(refusal)
        if (refusal instanceof Refused) complain(onForm(refusal.fields))
        return undefined
      }
    },
  }
}
