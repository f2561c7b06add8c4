/** A party's phone: shown only on this screen and only now; each look is on record. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { mediation } from '../../../../shared/mediation.ts'
import type { CaseReply, Someone } from '../../../../shared/mediation/case.ts'
import { Button } from '../../components/Button.tsx'
import { CallButton } from '../../components/CallButton.tsx'
import { Notice } from '../../components/States.tsx'
import { useMove } from '../../platform/query.tsx'
import { sayRefusal } from '../../platform/refused.ts'

interface Props {
  readonly id: string
  readonly party: CaseReply['parties'][number]
  /** What else is done with what was read. */
  readonly onSeen?: (who: Someone) => void
}

export const RevealPhone = ({ id, party, onSeen }: Props) => {
  const [seen, setSeen] = useState<Someone>()
  const { go, error } = useMove()
  const look = () =>
    go(mediation.reveal, { id, party: party.key }).then(
      who => {
        setSeen(who)
        onSeen?.(who)
      },
      () => undefined, // shown below
    )
  if (seen?.phone)
    return (
      <>
        <CallButton phone={seen.phone} text={`打给${seen.name} ${seen.phone}`} />
        <View className="small">看过了，有记录，本人查得到。</View>
      </>
    )
  return (
    <View className="stack">
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      {!party.hasPhone && <View className="hint under-label">{`没留${party.name}的电话。`}</View>}
      {party.hasPhone && !seen && <Button text={`看${party.name}的电话`} kind="plain" onTap={look} />}
    </View>
  )
}
