/** Beginnings to tick, day by day. */
import { sayClock } from '../../../../shared/time.ts'
import { Ticks } from '../../components/Choice.tsx'
import { Complaint } from '../../components/Field.tsx'
import { drawn, type FieldOf } from '../../components/fields.tsx'
import { byDay, sayDay } from './times.ts'

export const dayTicks = (starts: readonly string[], start?: string[]): FieldOf<string[]> =>
  drawn(
    ({ value = [], set, complaint }) => (
      <>
        {byDay(starts).map(day => (
          <Ticks
            key={day[0]}
            label={sayDay(day[0]!, new Date().toISOString())}
            options={day.map(at => ({ value: at, text: sayClock(at) }))}
            value={value.filter(at => day.includes(at))}
            onChange={ticked => set([...value.filter(at => !day.includes(at)), ...ticked].sort())}
          />
        ))}
        {complaint && <Complaint text={complaint} />}
      </>
    ),
    start,
  )
