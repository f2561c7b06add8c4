/** An idea as it is stored: all that somebody wrote is sealed. */
import type { IdeaRules, IdeaState, RefuseReason, Theme } from '../../shared/suggestions/life.ts'
import { dayOf, instantOf, plusDays } from '../../shared/time.ts'
import type { Stored } from '../platform/matter-item.ts'
import type { Sealed } from '../platform/sealed.ts'

export interface Idea extends Stored, IdeaRules {
  readonly kind: 'idea'
  readonly state: IdeaState
  readonly theme: Theme
  readonly said: Sealed<string>
  /** Its words on the wall. */
  readonly wall?: Sealed<string> | undefined
  readonly onWall?: boolean | undefined
  readonly station?: string | undefined
  readonly ownerName?: string | undefined
  readonly mayRing?: boolean | undefined
  readonly supporters: readonly string[]
  /** By when somebody has answered, as an instant. */
  readonly answerBy: string
  readonly answer?: Sealed<Answer> | undefined
  readonly answeredAt?: string | undefined
  readonly reason?: RefuseReason | undefined
  /** The day by which it is done, or looked at again. */
  readonly on?: string | undefined
  readonly result?: Sealed<Result> | undefined
  readonly doneOn?: string | undefined
  /** Of what the clock has reminded: the time that had come. */
  readonly remindedOf?: string | undefined
}

export interface Answer {
  readonly text: string
  readonly elsewhere?: string | undefined
}
export interface Result {
  readonly text: string
  readonly people?: number | undefined
}

/** Who stands for those who did not sign: nobody has such an id. */
export const nobody = 'nobody'

/** The end of the day in Shanghai. */
export const endOfDay = (on: string) => instantOf(dayOf(plusDays(on, 1)))

/** When the next one has to have acted. */
export const nextBy = ({ state, answerBy, on }: Idea): string | undefined => {
  if (state === 'open') return answerBy
  if (!on) return undefined
  if (state === 'doing') return endOfDay(on)
  return state === 'deferred' ? instantOf(dayOf(on)) : undefined
}
