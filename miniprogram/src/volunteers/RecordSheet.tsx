/** Over which period a record sheet is wanted. */
import { useRef, useState } from 'react'
import * as z from 'zod/mini'
import { volunteers } from '../../../shared/volunteers.ts'
import type { RecordReply } from '../../../shared/volunteers/hours.ts'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { Field } from '../components/Field.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { Notice } from '../components/States.tsx'
import { WhenField } from '../components/WhenField.tsx'
import { useDraft } from '../platform/drafts.ts'
import { randomKey } from '../platform/keys.ts'
import { useMove } from '../platform/query.tsx'
import { Refused, sayRefusal } from '../platform/refused.ts'
import { yearsUntil } from './days.ts'
import { words } from './words.ts'

const periods = ['thisYear', 'lastYear', 'ownPeriod'] as const
const typed = z.object({
  period: z.enum(periods),
  fromOn: z.string(),
  toOn: z.string(),
  volunteerNumber: z.string(),
})

interface Props {
  readonly close: () => void
  readonly made: (record: RecordReply) => void
}

export const RecordSheet = ({ close, made }: Props) => {
  const years = yearsUntil(new Date().toISOString())
  const { value, set, clear } = useDraft<z.output<typeof typed>>('volunteers.record', typed, {
    period: 'thisYear',
    ...years.thisYear,
    volunteerNumber: '',
  })
  const { go, error } = useMove()
  const [tried, setTried] = useState(false)
  const own = value.period === 'ownPeriod'
  const { fromOn, toOn } = value.period === 'ownPeriod' ? value : years[value.period]
  const wrong = tried && fromOn > toOn ? words.fromLater : undefined
  const fields = error instanceof Refused ? error.fields : {}
  // The same words asked for again are the same sheet; other words are another one.
  const keys = useRef(new Map<string, string>())
  const make = async () => {
    setTried(true)
    if (fromOn > toOn) return
    const volunteerNumber = value.volunteerNumber.trim()
    const asked = { fromOn, toOn, ...(volunteerNumber && { volunteerNumber }) }
    const said = JSON.stringify(asked)
    const key = keys.current.get(said) ?? (await randomKey())
    keys.current.set(said, key)
    await go(volunteers.record, { key, ...asked }).then(
      record => {
        clear()
        made(record)
      },
      () => undefined, // shown below
    )
  }
  return (
    <Sheet
      open
      title={words.recordTitle}
      close={close}
      closeText={words.recordNot}
      foot={<Button text={words.recordMake} onTap={make} />}
    >
      <Choice
        options={periods.map(period => ({ value: period, text: words[period] }))}
        value={value.period}
        onChange={period => set({ ...value, period })}
      />
      {own && (
        <>
          <WhenField
            label={words.from}
            mode="date"
            value={fromOn}
            to={years.thisYear.toOn}
            onChange={day => set({ ...value, fromOn: day })}
            complaint={wrong ?? fields.fromOn}
          />
          <WhenField
            label={words.to}
            mode="date"
            value={toOn}
            to={years.thisYear.toOn}
            onChange={day => set({ ...value, toOn: day })}
            complaint={fields.toOn}
          />
        </>
      )}
      <Field
        label={words.volunteerNumber}
        longest={24}
        placeholder={words.volunteerNumberHint}
        value={value.volunteerNumber}
        onChange={volunteerNumber => set({ ...value, volunteerNumber })}
        complaint={fields.volunteerNumber}
      />
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
    </Sheet>
  )
}
