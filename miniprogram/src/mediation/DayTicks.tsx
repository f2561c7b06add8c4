/** Beginnings to tick, day by day. */
import { sayClock } from '../../../shared/time.ts'
import { Ticks } from '../components/Choice.tsx'
import { byDay, sayDay } from './times.ts'

interface Props {
  readonly starts: readonly string[]
  readonly value: readonly string[]
  readonly onChange: (starts: string[]) => void
}

export const DayTicks = ({ starts, value, onChange }: Props) =>
  byDay(starts).map(day => (
    <Ticks
      key={day[0]}
      label={sayDay(day[0]!, new Date().toISOString())}
      options={day.map(at => ({ value: at, text: sayClock(at) }))}
      value={value.filter(at => day.includes(at))}
      onChange={ticked => onChange([...value.filter(at => !day.includes(at)), ...ticked].sort())}
    />
  ))
