/** 长辈版: larger, and fewer things. Kept with the account; on the phone as well, so that the first paint is right. */
import { useEffect } from 'react'
import { identity, type Me } from '../../../shared/identity/identity.ts'
import { useMe } from './me.ts'
import { useMove } from './query.tsx'
import { asYes, asYesOrNo, stored } from './stored.ts'

const care = stored('care', asYesOrNo)
/** Chosen here, and not heard of by the account yet. */
const untold = stored('careUntold', asYes)

export const useCare = () => care.use() ?? false

/** Whether they are still to be asked. */
export const useCareUnasked = ({ care: chosen, consents }: Me) => {
  const chosenHere = untold.use()
  return chosen === undefined && !chosenHere && !consents.privacy
}

/** At once on every page of this phone; without a network the account hears of it later. */
export const useSetCare = () => {
  const { go } = useMove()
  return async (on: boolean) => {
    care.set(on)
    untold.set(true)
    await go(identity.prefer, { care: on })
      .then(() => untold.set(undefined))
      .catch(() => undefined)
  }
}

/** What was chosen on another phone counts here too; what was chosen here is told until it has been heard. */
export const useFollowCare = () => {
  const { data: me } = useMe()
  const setCare = useSetCare()
  useEffect(() => {
    if (!me) return
    if (untold.get()) void setCare(care.get() ?? false)
    else if (me.care !== undefined) care.set(me.care)
    // Once for each answer.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [me])
}
