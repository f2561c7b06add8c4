/**
 * Something waits for a yes to a text: our own, when the server refuses with `identity.consentNeeded`, or WeChat's, when
 * it is about to hand over something private. The page in view shows the sheet; the one that asked goes on with the answer.
 */
import Taro from '@tarojs/taro'
import { consentKinds, type ConsentKind } from '../../../shared/identity/account.ts'
import { followed } from './followed.ts'
import { Refused } from './refused.ts'

export interface Asking {
  readonly what: ConsentKind | 'weChat'
  readonly answer: (yes: boolean) => void
}

const asking = followed<Asking | undefined>(undefined)
export const useAsking = asking.use

export const askConsent = (what: Asking['what']) =>
  new Promise<boolean>(resolve => {
    asking.get()?.answer(false) // one question at a time: the last one counts
    asking.set({
      what,
      answer: yes => {
        asking.set(undefined)
        resolve(yes)
      },
    })
  })

/** The text that a refusal waits for. */
export const consentWantedBy = (error: unknown): ConsentKind | undefined => {
  if (!(error instanceof Refused) || error.code !== 'identity.consentNeeded') return undefined
  return consentKinds.find(what => what in error.fields) ?? 'privacy'
}

export const agreeButton = 'agree-privacy'

/** WeChat asks before the first private interface is used (base library 2.32.3 and later). */
export const answerWeChat = () => {
  if (process.env.TARO_ENV !== 'weapp' || typeof Taro.onNeedPrivacyAuthorization !== 'function') return
  Taro.onNeedPrivacyAuthorization(resolve => {
    void askConsent('weChat').then(yes =>
      resolve(yes ? { event: 'agree', buttonId: agreeButton } : { event: 'disagree' }),
    )
  })
}
