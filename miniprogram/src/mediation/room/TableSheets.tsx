/** At the table: who has heard their rights, who has come. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { mediation } from '../../../../shared/mediation.ts'
import type { PartyKey } from '../../../../shared/mediation/life.ts'
import { Button } from '../../components/Button.tsx'
import { Ticks } from '../../components/Ticks.tsx'
import { PartyChoice } from './PartyChoice.tsx'
import { firstOf, unheard } from './next.ts'
import { words } from './words.ts'
import { Asking, useTelling } from '../../components/act.tsx'
import type { Step } from './ToCall.tsx'
import { rights } from '../words.ts'

/** Read aloud, for whoever does not read it on their own phone. */
export const RightsSheet = (step: Step) => {
  const { item, close, onMoved } = step
  const open = unheard(item)
  const [key, setKey] = useState<PartyKey>()
  const party = open.find(each => each.key === key) ?? open.find(each => each.key === firstOf(open))
  const last = open.length < 2
  const { go, send, error } = useTelling({ item, onMoved, close: last ? close : () => undefined })
  if (!party) return null
  return (
    <Asking
      title={`念给${party.name}听`}
      close={close}
      error={error}
      foot={
        <Button
          text={`${party.name}听明白了`}
          onTap={() => send(go(mediation.hearRights, { id: item.id, party: party.key }))}
        />
      }
    >
      <PartyChoice label={words.whom} parties={open} value={party.key} onChange={setKey} />
      {rights.map(([about, text]) => (
        <View key={text} className="big under-label">
          {`${about}：${text}`}
        </View>
      ))}
    </Asking>
  )
}

/** `came`: it takes place; else somebody is missing, and another time is found. */
export const HoldSheet = ({ came, ...step }: Step & { readonly came: boolean }) => {
  const { item, close } = step
  const { id, seq, parties } = item
  const { go, send, error, fields } = useTelling(step)
  const [present, setPresent] = useState<readonly PartyKey[]>(came ? parties.map(({ key }) => key) : [])
  const before = parties.filter(({ idSeen }) => idSeen).map(({ key }) => key)
  const [seen, setSeen] = useState<readonly PartyKey[]>(before)
  const hold = async () => {
    const fresh = seen.filter(key => !before.includes(key) && present.includes(key))
    const noted = fresh.reduce<Promise<unknown>>(
      (last, party) => last.then(() => go(mediation.saveParty, { id, party, idSeen: true })),
      Promise.resolve(),
    )
    return send(noted.then(() => go(mediation.hold, { id, seq, present: [...present], held: came })))
  }
  return (
    <Asking
      title={came ? '谁到了？' : '没来齐'}
      close={close}
      error={error}
      foot={<Button text={came ? '开始谈' : '记下，另约时间'} onTap={hold} />}
    >
      {!came && <View className="sheet-text">这次不算谈过，只记下谁来了谁没来。接着另约时间。</View>}
      <Ticks
        label="到场的人"
        options={parties.map(({ key, name }) => ({ value: key, text: name }))}
        value={present}
        onChange={setPresent}
        complaint={fields.present}
      />
      {came && (
        <>
          <Ticks
            label={words.idSeen}
            options={parties
              .filter(({ key }) => present.includes(key))
              .map(({ key, name }) => ({ value: key, text: name }))}
            value={seen}
            onChange={setSeen}
          />
          <View className="hint">{words.idSeenNote}</View>
        </>
      )}
    </Asking>
  )
}
