/** Months in Shanghai, `2026-11`. */
import { shanghai } from '../../../shared/time.ts'

export const monthOf = (at: string) => shanghai(at).format('YYYY-MM')

/** So many months later; earlier with a negative number. */
export const monthAfter = (month: string, by: number) =>
  shanghai(`${month}-15T00:00:00.000Z`).add(by, 'month').format('YYYY-MM')
