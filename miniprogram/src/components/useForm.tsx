/** A form on a page: its fields as data, and what is wrong with it said at the tap. */
import { Fragment, useRef, useState } from 'react'
import type { Draft } from '../platform/drafts.ts'
import { Refused } from '../platform/refused.ts'
import { showComplaint } from './complaints.ts'
import { Fields, type FieldsOf } from './fields.tsx'
import type { Complaints } from './form.ts'
import { Pair } from './Pair.tsx'
import { Refusal } from './States.tsx'

interface About<V> {
  /** Kept on the phone as it is typed (`useDraft`), or as long as the page is open (`useTyped`). */
  readonly draft: Draft<V>
  readonly fields: FieldsOf<NoInfer<V>>
  /** What is emptied stands as it does here; left out: as an empty text. */
  readonly empty?: NoInfer<V>
  /** What follows from what was just filled in. */
  readonly follows?: (value: NoInfer<V>, changed: keyof V & string) => Partial<V>
  readonly wrong?: (value: NoInfer<V>) => Complaints
  /** Where on the form a field of the contract stands. */
  readonly onForm?: (refused: Complaints) => Complaints
}

export const useForm = <V extends object>(about: About<V>) => {
  const { draft, fields, empty, follows, wrong = () => ({}), onForm = told => told } = about
  const { value, set, clear } = draft
  const [told, setTold] = useState<Complaints>({})
  const [sent, setSent] = useState(value)
  const [error, setError] = useState<unknown>()
  const [underway, setUnderway] = useState<Readonly<Record<string, boolean>>>({})
  const latest = useRef(value)
  latest.current = value
  // A contract may hold what is filled in within something else, like `changes`.
  const fieldOf = (path: string) => {
    const parts = path.split('.')
    const at = parts.findIndex(part => part in fields)
    return parts.slice(Math.max(at, 0)).join('.')
  }
  /** True: something is wrong, and said where it stands. */
  const complain = (wrong: Complaints) => {
    setTold(Object.fromEntries(Object.entries(wrong).map(([path, text]) => [fieldOf(path), text])))
    const [first] = Object.values(wrong)
    if (first !== undefined) showComplaint(first)
    return first !== undefined
  }
  const isAsSent = ([path]: readonly [string, string]) => {
    const name = path.split('.')[0] as keyof V
    return sent[name] === value[name]
  }
  // What was changed since the tap is not wrong any more.
  const complaints = Object.fromEntries(Object.entries(told).filter(isAsSent))
  const field = (...names: readonly (keyof V & string)[]) => (
    <Fields
      {...{ of: fields, value, empty, complaints }}
      only={names.length > 0 ? names : undefined}
      set={(next, changed) => set({ ...next, ...follows?.(next, changed) })}
      busy={(name, on) => setUnderway(all => ({ ...all, [name]: on }))}
    />
  )
  return {
    value,
    part: (changed: Partial<V>) => set({ ...latest.current, ...changed }),
    clear,
    /** Those with these names, one below the other; without a name: all. */
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
    busy: Object.values(underway).some(Boolean),
    /** Why it was refused. */
    error,
    refused: <Refusal error={error} />,
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
