/** What the reader can do about a place in a shift now: take it, say yes to it, come, go, give it back. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { sayTime } from '../../../shared/time.ts'
import { plusMinutes } from '../../../shared/time.ts'
import { volunteers } from '../../../shared/volunteers.ts'
import type { ShiftReply } from '../../../shared/volunteers/shifts.ts'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { Notice } from '../components/States.tsx'
import { Ticks } from '../components/Ticks.tsx'
import { useMove } from '../platform/query.tsx'
import { Refused, sayRefusal } from '../platform/refused.ts'
import { askToBeTold } from '../platform/subscribe.ts'
import { CheckIn, OwnCheckIn } from './CheckIn.tsx'
import { words } from './words.ts'

interface Props {
  readonly shift: ShiftReply
  readonly made: (shift: ShiftReply) => void
}

const now = () => new Date().toISOString()

/** Not in it yet. Where it may be dangerous one says first that one is fit. */
const Take = ({ shift, made }: Props) => {
  const { go, error } = useMove()
  const [fit, setFit] = useState(false)
  const [tried, setTried] = useState(false)
  const full = shift.taken >= shift.places || shift.waiting > 0
  const asksFit = shift.insurance !== undefined
  const missing = asksFit && !fit ? words.shiftFitMissing : undefined
  const fields = error instanceof Refused ? error.fields : {}
  const take = async () => {
    setTried(true)
    if (missing) return
    void askToBeTold('helping')
    const input = { id: shift.id, ...(asksFit && { fit: true as const }) }
    await go(volunteers.takeShift, input).then(made, () => undefined) // shown below
  }
  return (
    <>
      {asksFit && (
        <Ticks
          label={words.shiftFitNote}
          options={[{ value: 'yes', text: words.shiftFit }]}
          value={fit ? ['yes'] : []}
          onChange={ticked => setFit(ticked.length > 0)}
          complaint={tried ? (missing ?? fields.fit) : undefined}
        />
      )}
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      <Button text={full ? words.takeQueue : words.take} size="huge" onTap={take} />
    </>
  )
}

const Confirm = ({ shift }: Pick<Props, 'shift'>) => {
  const { go, error } = useMove()
  const confirm = () => go(volunteers.confirmPlace, { id: shift.id }).catch(() => undefined) // shown below
  return (
    <>
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      <Button text={words.confirm} size="huge" onTap={confirm} />
    </>
  )
}

const soonMinutes = 10

/** There is no way back, so whoever has only just come is asked once more. */
const CheckOut = ({ shift, made }: Props) => {
  const { go, error } = useMove()
  const [asking, setAsking] = useState(false)
  const leave = () =>
    go(volunteers.checkOut, { id: shift.id }).then(
      reply => {
        setAsking(false)
        made(reply)
      },
      () => setAsking(false), // shown below
    )
  const justCame = () =>
    plusMinutes(shift.mine?.inAt ?? shift.startsAt, soonMinutes) > new Date().toISOString()
  return (
    <>
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      <Button text={words.checkOut} size="huge" onTap={() => (justCame() ? setAsking(true) : leave())} />
      <Sheet open={asking} title={words.justCame} close={() => setAsking(false)} closeText={words.justCameNo}>
        <View className="sheet-text">{words.justCameText}</View>
        <Button text={words.justCameYes} kind="danger" onTap={leave} />
      </Sheet>
    </>
  )
}

const giveUpText = { seated: words.giveUp, held: words.giveUpYes, waiting: words.giveUpQueue } as const

/** A place goes to the next at once, so it is asked once more. */
const GiveUp = ({ shift, made }: Props) => {
  const { go, error } = useMove()
  const [asking, setAsking] = useState(false)
  const place = shift.mine?.place ?? 'waiting'
  const give = () =>
    go(volunteers.giveUpShift, { id: shift.id }).then(
      reply => {
        setAsking(false)
        made(reply)
      },
      () => setAsking(false), // shown below
    )
  return (
    <>
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      <Button
        text={giveUpText[place]}
        kind="plain"
        onTap={() => (place === 'seated' ? setAsking(true) : give())}
      />
      <Sheet
        open={asking}
        title={words.giveUpTitle}
        close={() => setAsking(false)}
        closeText={words.giveUpNo}
      >
        <View className="sheet-text">{words.giveUpText}</View>
        <Button text={words.giveUpYes} kind="danger" onTap={give} />
      </Sheet>
    </>
  )
}

export const Place = ({ shift, made }: Props) => {
  const { mine, may } = shift
  return (
    <View className="stack moves">
      {mine?.noShow && (
        <>
          <Notice text={words.noShowBy(mine.noShow.name, sayTime(mine.noShow.at, now()))} />
          <CallCommunity kind="primary" />
        </>
      )}
      {may.includes('confirmPlace') && <Confirm shift={shift} />}
      {may.includes('checkIn') &&
        (may.includes('keepList') ? (
          <OwnCheckIn shift={shift} made={made} />
        ) : (
          <CheckIn shift={shift} made={made} />
        ))}
      {may.includes('checkOut') && <CheckOut shift={shift} made={made} />}
      {may.includes('takeShift') && <Take shift={shift} made={made} />}
      {may.includes('giveUpShift') && <GiveUp shift={shift} made={made} />}
    </View>
  )
}
