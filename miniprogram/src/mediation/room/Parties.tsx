/** Those who take part, as the room's sheets have them: whom no message reaches, how to ring them, which of them it is about. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { mediation } from '../../../../shared/mediation.ts'
import type { CaseReply, Someone } from '../../../../shared/mediation/reply.ts'
import type { PartyKey } from '../../../../shared/mediation/life.ts'
import type { ActProps } from '../../components/act.tsx'
import { Button } from '../../components/Button.tsx'
import { CallButton } from '../../components/CallButton.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Notice } from '../../components/States.tsx'
import { useMove } from '../../platform/query.tsx'
import { sayRefusal } from '../../platform/refused.ts'

/** What a sheet about a case is given. */
export type Step = ActProps<CaseReply>
export type Party = CaseReply['parties'][number]

export const optionsOf = (parties: readonly Party[]) =>
  parties.map(({ key, name }) => ({ value: key, text: name }))

/** Those whom no message reaches. */
export const ToCall = ({ parties }: Pick<CaseReply, 'parties'>) => {
  const names = parties.filter(({ here }) => !here).map(({ name }) => name)
  return names.length > 0 ? (
    <View className="hint under-label">{`${names.join('、')}收不到小程序的消息，请打电话告诉一声。`}</View>
  ) : null
}

interface Which {
  readonly parties: readonly Party[]
  readonly value: PartyKey | undefined
  readonly onChange: (key: PartyKey) => void
}

/** Whom it is about, where there are several. */
export const PartyChoice = ({ parties, value, onChange }: Which) =>
  parties.length < 2 ? null : (
    <Choice label="哪一位" options={optionsOf(parties)} value={value} onChange={onChange} />
  )

interface Phone {
  readonly id: string
  readonly party: Party
  /** What else is done with what was read. */
  readonly onSeen?: (who: Someone) => void
}

/** A party's phone: shown only on this screen and only now; each look is on record. */
export const RevealPhone = ({ id, party, onSeen }: Phone) => {
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
