/** Comes up on whatever page is in view when something waits for a yes. */
import { Button as Native, View } from '@tarojs/components'
import { useState } from 'react'
import { identity } from '../../../shared/identity.ts'
import { consentVersions } from '../../../shared/identity/account.ts'
import { call } from '../platform/call.ts'
import { agreeButton, useAsking } from '../platform/consent.ts'
import { sayRefusal } from '../platform/refused.ts'
import { role } from './aria.ts'
import { Button } from './Button.tsx'
import { CallCommunity } from './CallCommunity.tsx'
import { ConsentText, consentTexts } from './ConsentTexts.tsx'
import { Sheet } from './Sheet.tsx'
import { Notice } from './States.tsx'

const words = { yes: '同意', no: '不同意' } as const

export const ConsentSheet = () => {
  const asking = useAsking()
  const [error, setError] = useState<unknown>()
  if (!asking) return null
  const { what, answer } = asking
  const agree = async () => {
    if (what === 'weChat') return answer(true)
    try {
      await call(identity.consent, { what, version: consentVersions[what], agree: true })
      setError(undefined)
      answer(true)
    } catch (refused) {
      setError(refused)
    }
  }
  return (
    <Sheet
      open
      title={consentTexts[what].title}
      close={() => answer(false)}
      closeText={words.no}
      foot={
        what === 'weChat' ? (
          // WeChat counts only a tap on this button itself.
          <Native
            id={agreeButton}
            className="button button-primary button-normal"
            openType="agreePrivacyAuthorization"
            onAgreePrivacyAuthorization={() => answer(true)}
            {...role('button', words.yes)}
          >
            {words.yes}
          </Native>
        ) : (
          <Button text={words.yes} onTap={agree} />
        )
      }
    >
      <ConsentText what={what} />
      {error !== undefined && <Notice text={sayRefusal(error)} tone="warn" />}
      {(what === 'sensitive' || what === 'dispute') && (
        <View className="apart">
          <CallCommunity />
        </View>
      )}
    </Sheet>
  )
}
