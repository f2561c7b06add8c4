/** Comes up on whatever page is in view when something waits for a yes. */
import { Button as Native, View } from '@tarojs/components'
import { identity } from '../../../shared/identity/identity.ts'
import { consentVersions, type ConsentKind } from '../../../shared/identity/account.ts'
import { agreeButton, useAsking } from '../platform/consent.ts'
import { useMove } from '../platform/query.tsx'
import { Asking } from './Asking.tsx'
import { role } from './aria.ts'
import { Button } from './Button.tsx'
import { CallCommunity } from './CallCommunity.tsx'
import { ConsentText, consentTexts } from './ConsentTexts.tsx'

const yes = '同意'

export const ConsentSheet = () => {
  const asking = useAsking()
  const { go, error, forget } = useMove()
  if (!asking) return null
  const { what, answer } = asking
  const refuse = () => {
    forget()
    answer(false)
  }
  const agreeTo = (what: ConsentKind) =>
    go(identity.consent, { what, version: consentVersions[what], agree: true }).then(
      () => answer(true),
      () => undefined, // shown in the sheet
    )
  return (
    <Asking
      title={consentTexts[what].title}
      close={refuse}
      closeText="不同意"
      error={error}
      foot={
        what === 'weChat' ? (
          // WeChat counts only a tap on this button itself.
          <Native
            id={agreeButton}
            className="button button-primary button-normal"
            openType="agreePrivacyAuthorization"
            onAgreePrivacyAuthorization={() => answer(true)}
            {...role('button', yes)}
          >
            {yes}
          </Native>
        ) : (
          <Button text={yes} onTap={() => agreeTo(what)} />
        )
      }
    >
      <ConsentText what={what} />
      {(what === 'sensitive' || what === 'dispute') && (
        <View className="apart">
          <CallCommunity />
        </View>
      )}
    </Asking>
  )
}
