/** One person's roles: renewed for a year, or taken back with a reason. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { identity } from '../../../shared/identity.ts'
import { revokeReasons, scopeKind, type GrantReply, type Holder } from '../../../shared/identity/grants.ts'
import { Button } from '../components/Button.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { Notice } from '../components/States.tsx'
import { useMove } from '../platform/query.tsx'
import { sayRefusal } from '../platform/refused.ts'
import { reasonText, sayDay, sayRole, words } from './grant-words.ts'

const tell = (title: string) => void Taro.showToast({ title, icon: 'none' })

export const HolderSheet = ({ holder, close }: { readonly holder: Holder; readonly close: () => void }) => {
  const { go, error } = useMove()
  const [taking, setTaking] = useState<GrantReply>()
  const renew = ({ role, community, scope }: GrantReply) =>
    go(identity.grant, {
      user: holder.id,
      role,
      community,
      ...(scopeKind[role] !== 'community' && { scope }),
    }).then(
      grant => tell(words.renewed(sayDay(grant.until))),
      () => undefined, // shown below
    )
  const takeBack = async (grant: GrantReply, reason: (typeof revokeReasons)[number]) => {
    await go(identity.revoke, { user: holder.id, grant: grant.id, reason }).then(
      () => {
        tell(words.takenBack)
        close()
      },
      () => undefined,
    )
  }
  if (taking)
    return (
      <Sheet
        open
        title={words.why(sayRole(taking))}
        close={() => setTaking(undefined)}
        closeText={words.keep}
      >
        {error && <Notice text={sayRefusal(error)} tone="warn" />}
        {revokeReasons.map(reason => (
          <Button
            key={reason}
            text={reasonText[reason]}
            kind="plain"
            onTap={() => takeBack(taking, reason)}
          />
        ))}
      </Sheet>
    )
  return (
    <Sheet open title={`${holder.callName} · ${words.all}`} close={close} closeText={words.close}>
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      {holder.grants.length === 0 && <View className="hint">{words.none}</View>}
      {holder.grants.map(grant => (
        <View key={grant.id} className="item">
          <View className="strong">{sayRole(grant)}</View>
          <View className="hint under-label">{words.until(sayDay(grant.until))}</View>
          <View className="pair">
            <View className="pair-part">
              <Button
                text={words.renew}
                label={`${sayRole(grant)}${words.renew}`}
                onTap={() => renew(grant)}
              />
            </View>
            <View className="pair-part">
              <Button
                text={words.takeBack}
                kind="plain"
                label={`${words.takeBack}${sayRole(grant)}`}
                onTap={() => setTaking(grant)}
              />
            </View>
          </View>
        </View>
      ))}
    </Sheet>
  )
}
