/** Those who take part, as the room's sheets have them: whom no message reaches, how to ring them, which of them it is about. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { mediation } from '../../../../shared/mediation/mediation.ts'
import type { CaseReply, Someone } from '../../../../shared/mediation/reply.ts'
import type { PartyKey } from '../../../../shared/mediation/life.ts'
import type { ActProps } from '../../components/act.tsx'
import { Button } from '../../components/Button.tsx'
import { CallButton } from '../../components/CallButton.tsx'
import { drawn, oneOf, type FieldOf } from '../../components/fields.tsx'
import { Refusal } from '../../components/States.tsx'
import { useMove } from '../../platform/query.tsx'
import { firstOf } from './next.ts'

/** What a sheet about a case is given. */
export type Step = ActProps<CaseReply>
export type Party = CaseReply['parties'][number]

type Parties = Pick<CaseReply, 'parties'>

/** 张阿姨、李家 */
export const sayNames = (parties: readonly Party[]) => parties.map(({ name }) => name).join('、')
/** By their keys, for a choice among them. */
export const namesByKey = (parties: readonly Party[]): Partial<Record<PartyKey, string>> =>
  Object.fromEntries(parties.map(({ key, name }) => [key, name]))
export const partyOf = ({ parties }: Parties, key: PartyKey | undefined) =>
  parties.find(each => each.key === key)
export const sayParty = (item: Parties, key: PartyKey | undefined) => partyOf(item, key)?.name ?? ''

/** Those whom no message reaches. */
export const ToCall = ({ parties }: Parties) => {
  const names = parties.filter(({ here }) => !here).map(({ name }) => name)
  return names.length > 0 ? (
    <View className="hint under-label">{`${names.join('、')}收不到小程序的消息，请打电话告诉一声。`}</View>
  ) : null
}

/** Whom it is about, where there are several. */
export const whom = (parties: readonly Party[], start = firstOf(parties)): FieldOf<PartyKey> =>
  parties.length < 2 ? drawn<PartyKey>(() => null, start) : oneOf('哪一位', namesByKey(parties), { start })

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
      <Refusal error={error} />
      {!party.hasPhone && <View className="hint under-label">{`没留${party.name}的电话。`}</View>}
      {party.hasPhone && !seen && <Button text={`看${party.name}的电话`} kind="plain" onTap={look} />}
    </View>
  )
}
