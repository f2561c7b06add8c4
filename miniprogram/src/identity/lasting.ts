/** How long something is given for: a role, or acting for somebody. */
import { plusMinutes } from '../../../shared/time.ts'

/** Days → what people read. */
export const terms: Readonly<Record<string, string>> = { 92: '三个月', 183: '半年', 365: '一年' }
export const usualTerm = '365'

export const untilAfter = (days: string) => plusMinutes(new Date().toISOString(), Number(days) * 24 * 60)
