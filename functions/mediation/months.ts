/**
 * The months in which a case or an everyday quarrel counts. Each stands there for good, also where it no longer counts:
 * who makes the table of a month reads these items and no others, and decides by what they say.
 */
import { onOf } from '../../shared/time.ts'
import type { Rows } from '../platform/rows.ts'
import type { Case } from './case-store.ts'
import type { Quarrel } from './quarrels-store.ts'

const failed: readonly string[] = ['refused', 'notAgreed', 'withdrawn', 'outOfScope']

/** When it was clear that it would not be settled. */
export const failedAt = (timeline: Case['timeline']) => timeline.find(({ to }) => failed.includes(to))?.at

const months = (...days: readonly (string | undefined)[]) => [
  ...new Set(days.flatMap(day => day?.slice(0, 'YYYY-MM'.length) ?? [])),
]
const dayOf = (at: string | undefined) => at && onOf(at)

/** Accepted or ended in it. */
export const caseMonths: Rows<Case> = {
  under: ['CASES', 'MONTH'],
  stays: true,
  of({ acceptedAt, effectiveOn, timeline, createdAt }) {
    if (!acceptedAt) return []
    const days = [dayOf(acceptedAt), effectiveOn, dayOf(failedAt(timeline))]
    return months(...days).map(of => ({ of, at: createdAt }))
  },
}

/** Settled in it. */
export const quarrelMonths: Rows<Quarrel> = {
  under: ['QUARRELS', 'MONTH'],
  stays: true,
  of: ({ settledOn, createdAt }) => months(settledOn).map(of => ({ of, at: createdAt })),
}
