/** How today is shown. */
import type { Today } from '../../../shared/wellbeing/life.ts'
import type { Tone } from '../components/StateBadge.tsx'

const tones = {
  silent: 'late',
  waiting: 'waiting',
  fine: 'ended',
  away: 'ended',
  ended: 'ended',
} as const satisfies Record<Today, Tone>

export const toneOf = (today: Today): Tone => tones[today]
