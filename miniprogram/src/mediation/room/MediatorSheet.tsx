/** Who mediates: the one with the least to do is on top, with what speaks against each. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { mediation } from '../../../../shared/mediation.ts'
import { acts, isChecked } from '../../components/aria.ts'
import { Button } from '../../components/Button.tsx'
import { classes } from '../../components/classes.ts'
import { Row } from '../../components/Row.tsx'
import { Failed, Loading, Notice } from '../../components/States.tsx'
import { useReply } from '../../platform/query.tsx'
import { sayLoad } from './words.ts'
import { Asking, useTelling } from '../../components/act.tsx'
import type { Step } from './Parties.tsx'

export const MediatorSheet = (step: Step) => {
  const { item, close } = step
  const { id, seq } = item
  const { data, error, again } = useReply(mediation.suggestMediators, { id })
  const { go, send, error: refused } = useTelling(step)
  const [chosen, setChosen] = useState<string>()
  const [knowing, setKnowing] = useState(false)
  // Set again, it is another one.
  const people = data?.items.filter(each => each.id !== item.mediator?.id) ?? []
  const one = people.find(each => each.id === chosen) ?? people[0]
  const warned = (one?.warnings.length ?? 0) > 0
  const set = () =>
    send(
      go(mediation.setMediator, {
        ...{ id, seq, mediator: one!.id },
        ...(warned && knowing && { knowing: true as const }),
      }),
    )
  const choose = (next: string) => {
    setChosen(next)
    setKnowing(false)
  }
  return (
    <Asking
      title={item.mediator ? `不请${item.mediator.name}了，换谁？` : '请谁来调解？'}
      close={close}
      error={refused}
      foot={one && <Button text={`请${one.name}来`} disabled={warned && !knowing} onTap={set} />}
    >
      {item.prefers && <Notice text={`申请人想请${item.prefers}。`} />}
      {!data && (error ? <Failed error={error} again={again} /> : <Loading />)}
      {data && !one && <View className="sheet-text">还没有别的调解员。请先在“谁管什么”里添上。</View>}
      {people.map(({ id: user, name, load, warnings, notes, wanted }) => (
        <View
          key={user}
          className={classes('person', user === one?.id && 'chosen')}
          onClick={() => choose(user)}
          {...acts('radio', `${name}，${[sayLoad(load), ...warnings, ...notes].join('，')}`)}
          {...isChecked(user === one?.id)}
        >
          <View className="row-name">
            {name}
            {wanted && '（申请人想请）'}
          </View>
          <View className="row-note">{sayLoad(load)}</View>
          {warnings.length > 0 && <View className="room-warning">{`要留心：${warnings.join('、')}`}</View>}
          {notes.length > 0 && <View className="room-warning">{notes.join('、')}</View>}
        </View>
      ))}
      {warned && (
        <Row
          name="双方都知道，仍请他来"
          note="请先跟双方说清楚，他们没意见再勾。"
          on={knowing}
          onTap={() => setKnowing(!knowing)}
        />
      )}
    </Asking>
  )
}
