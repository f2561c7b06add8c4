/** A form on a page: its fields as data, and what is wrong with it said at the tap. */
import { Fragment, useRef, useState } from 'react'
import type { Draft } from '../platform/drafts.ts'
import { Refused, sayRefusal } from '../platform/refused.ts'
import { useComplaints } from './complaints.ts'
import { Fields, type FieldsOf } from './fields.tsx'
import type { Complaints } from './form.ts'
import { Pair } from './Pair.tsx'
import { Notice } from './States.tsx'

interface About<V> {
  /** Kept on the phone as it is typed (`useDraft`), or as long as the page is open (`useTyped`). */
  readonly draft: Draft<V>
  readonly fields: FieldsOf<NoInfer<V>>
  /** What is emptied stands as it does here; left out: as an empty text. */
  readonly empty?: NoInfer<V>
  readonly wrong?: (value: NoInfer<V>) => Complaints
  /** Where on the form a field of the contract stands. */
  readonly onForm?: (refused: Complaints) => Complaints
}

export const useForm = <V extends object>(about: About<V>) => {
  const { draft, fields, empty, wrong = () => ({}), onForm = told => told } = about
  const { value, set, clear } = draft
  const { complaints, complain: tell } = useComplaints()
  // A contract may hold what is filled in within something else, like `changes`.
  const fieldOf = (path: string) => {
    const parts = path.split('.')
    return parts
      .slice(
        Math.max(
          parts.findIndex(part => part in fields),
          0,
        ),
      )
      .join('.')
  }
  const complain = (told: Complaints) =>
    tell(Object.fromEntries(Object.entries(told).map(([path, text]) => [fieldOf(path), text])))
  const [error, setError] = useState<unknown>()
  const [sent, setSent] = useState(value)
  const [busy, setBusy] = useState(false)
  const latest = useRef(value)
  latest.current = value
  const isAsSent = ([path]: readonly [string, string]) => {
    const name = path.split('.')[0] as keyof V
    return sent[name] === value[name]
  }
  // What was changed since the tap is not wrong any more.
  const standing = Object.fromEntries(Object.entries(complaints).filter(isAsSent))
  const field = (...names: readonly (keyof V & string)[]) => (
    <Fields
      {...{ of: fields, only: names, value, set, empty, complaints: standing }}
      busy={(_, on) => setBusy(on)}
    />
  )
  return {
    value,
    part: (changed: Partial<V>) => set({ ...latest.current, ...changed }),
    clear,
    /** Those with these names, one below the other. */
    field,
    /** Side by side, like the first and the last day. */
    pair: (...names: readonly (keyof V & string)[]) => (
      <Pair fields>
        {names.map(name => (
          <Fragment key={name}>{field(name)}</Fragment>
        ))}
      </Pair>
    ),
    /** Something is still on its way, like a photo. */
    busy,
    /** Why it was refused. */
    error,
    refused: error === undefined ? null : <Notice text={sayRefusal(error)} tone="warn" />,
    /** What came of it; undefined: something is wrong, and said. */
    send: async <R,>(ask: (value: V) => Promise<R>): Promise<R | undefined> => {
      setError(undefined)
      setSent(value)
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
