/** One of several things, as a form in a sheet: its fields are data, and nothing is put before all of it is right. */
import { useState, type PropsWithChildren } from 'react'
import type { Piece } from '../../../shared/settings-form.ts'
import { Button } from '../components/Button.tsx'
import type { Complaints } from '../components/form.ts'
import { Sheet } from '../components/Sheet.tsx'
import { settingsForm } from './form.ts'
import { FormParts } from './FormParts.tsx'

interface Props<T> {
  readonly title: string
  readonly of: readonly Piece<T>[]
  readonly value: T
  /** Path → what to change there. */
  readonly wrongIn: (value: T) => Complaints
  readonly put: (value: T) => void
  readonly close: () => void
}

export const FormSheet = <T extends object>({ children, ...props }: PropsWithChildren<Props<T>>) => {
  const { title, of, value, wrongIn, put, close } = props
  const form = settingsForm(of)
  const [draft, setDraft] = useState(() => form.begin(value))
  const [complaints, complain] = useState<Complaints>({})
  const now = form.valueOf(draft)
  const set = (changed: typeof draft) => {
    setDraft(changed)
    complain({})
  }
  const done = () => {
    const wrong = wrongIn(now)
    complain(wrong)
    if (Object.keys(wrong).length === 0) put(now)
  }
  return (
    <Sheet {...{ title, close }} open closeText="不改了" foot={<Button text="好了" onTap={done} />}>
      <FormParts {...{ of, draft, now, set, complaints }} />
      {children}
    </Sheet>
  )
}
