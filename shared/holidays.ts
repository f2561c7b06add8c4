/**
 * Public holidays in mainland China, as the State Council announces them each year, with the days off at weekends in
 * exchange for which is worked: 2026 by 国办发明电〔2025〕7号. Data: a community replaces them in its settings, and enters the
 * next year there as soon as it is announced; until then only the days of the law itself are kept.
 */
import type { Hours } from './time.ts'

const days = (from: string, count: number) => {
  const first = Date.parse(`${from}T00:00:00.000Z`)
  return Array.from({ length: count }, (_, i) => new Date(first + i * 86_400_000).toISOString().slice(0, 10))
}

export const holidays = {
  off: [
    ...days('2026-01-01', 3),
    ...days('2026-02-15', 9),
    ...days('2026-04-04', 3),
    ...days('2026-05-01', 5),
    ...days('2026-06-19', 3),
    ...days('2026-09-25', 3),
    ...days('2026-10-01', 7),
  ],
  worked: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
}

/** People begin to book so long ahead: by then a year should be entered. */
export const soonDays = 45

/**
 * The years from one day to the other (YYYY-MM-DD) of which no holiday is entered, in hours that keep holidays at all:
 * until somebody enters them, only the days of the law are closed.
 */
export const yearsNotEntered = (
  hours: readonly Pick<Hours, 'closedOn'>[],
  fromOn: string,
  toOn: string,
): number[] => {
  const kept = hours.map(({ closedOn = [] }) => closedOn).filter(days => days.length)
  const [from, to] = [fromOn, toOn].map(on => Number(on.slice(0, 4))) as [number, number]
  return Array.from({ length: Math.max(to - from + 1, 0) }, (_, i) => from + i).filter(year =>
    kept.some(days => !days.some(on => on.startsWith(`${year}-`))),
  )
}
