/** The first screen: what is kept and who sees it. Who says no can still ring. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { identity } from '../../../shared/identity/identity.ts'
import { consentVersions } from '../../../shared/identity/account.ts'
import { useMove } from '../platform/query.tsx'
import { Button } from './Button.tsx'
import { CallCommunity } from './CallCommunity.tsx'
import { Card } from './Card.tsx'
import { ConsentText, consentTexts } from './ConsentTexts.tsx'
import { Notice, Refusal } from './States.tsx'

export const Welcome = () => {
  const { go, error } = useMove()
  const [no, setNo] = useState(false)
  const agree = () =>
    go(identity.consent, { what: 'privacy', version: consentVersions.privacy, agree: true }).catch(
      () => undefined, // shown below
    )
  if (no)
    return (
      <View className="stack">
        <Notice text="没关系。要帮忙，直接打给社区。" />
        <CallCommunity kind="primary" />
        <Button text="再看看说明" kind="plain" onTap={() => setNo(false)} />
      </View>
    )
  return (
    <View className="stack">
      <Card title={consentTexts.privacy.title}>
        <ConsentText what="privacy" />
      </Card>
      <Refusal error={error} />
      <Button text="同意，开始用" onTap={agree} />
      <Button text="先不同意" kind="plain" onTap={() => setNo(true)} />
    </View>
  )
}
