/** Beginnings as the room offers and books them. */
import { shanghai } from '../../../../shared/time.ts'

/** Whole days of the calendar until then; below zero it is over. */
export const daysUntil = (at: string, now: string) =>
  shanghai(at).startOf('day').diff(shanghai(now).startOf('day'), 'day')

const mostChosen = 8

/** What is offered unless staff choose otherwise: one of each morning and afternoon, so that everybody finds one. */
export const firstOfHalves = (starts: readonly string[]) => {
  const halves = new Map<string, string>()
  for (const at of [...starts].sort()) {
    const half = shanghai(at).format('YYYY-MM-DD A')
    if (!halves.has(half)) halves.set(half, at)
  }
  return [...halves.values()].slice(0, mostChosen)
}

const quarterMs = 15 * 60_000

/** The quarter of an hour that has begun: people who stand in the door are booked from then on. */
export const thisQuarter = (now: string) =>
  new Date(Math.floor(Date.parse(now) / quarterMs) * quarterMs).toISOString()

const monthsShown = 3
const reportedUntil = 10

/** This month and the ones before it, `2026-11`; in the first days of one, the one that is over is usually meant. */
export const monthsBefore = (now: string) => {
  const first = shanghai(now).startOf('month')
  const months = Array.from({ length: monthsShown }, (_, n) => first.subtract(n, 'month').format('YYYY-MM'))
  return { months, usual: months[shanghai(now).date() <= reportedUntil ? 1 : 0]! }
}
