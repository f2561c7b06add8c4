/** Staff save a version of something: what came of it, also when somebody else has changed it meanwhile. */
import { useState } from 'react'
import { Notice, Refusal } from '../components/States.tsx'
import { Refused } from '../platform/refused.ts'

export const useSaving = () => {
  const [outcome, setOutcome] = useState<unknown>()
  const told = outcome !== undefined
  return {
    /** Undefined: it is saved; else why it was refused. */
    save: (saving: Promise<unknown>): Promise<unknown> =>
      saving.then(
        () => setOutcome('saved'),
        (error: unknown) => {
          setOutcome(error)
          return error
        },
      ),
    /** It is being changed again. */
    forget: () => setOutcome(undefined),
    overtaken: outcome instanceof Refused && outcome.code === 'community.changed',
    notice: (changed: boolean) => (
      <>
        {changed && !told && <Notice text="改了还没存，记得点下面的“存好”。" />}
        {outcome === 'saved' && <Notice text="存好了，邻居们马上看到新的。" tone="good" />}
        {told && outcome !== 'saved' && <Refusal error={outcome} />}
      </>
    ),
  }
}
