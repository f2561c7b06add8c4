/** How the reader stands with a shift, and the one thing to do about it now. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { sayTime } from '../../../shared/time.ts'
import { volunteers } from '../../../shared/volunteers.ts'
import type { ShiftReply } from '../../../shared/volunteers/shifts.ts'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { Notice } from '../components/States.tsx'
import { Ticks } from '../components/Ticks.tsx'
import { useMove } from '../platform/query.tsx'
import { Refused, sayRefusal } from '../platform/refused.ts'
import { askToBeTold } from '../platform/subscribe.ts'
import { CheckIn, CheckOut } from './CheckIn.tsx'
import { sayMinutes } from './days.ts'
import { words } from './words.ts'

interface Props {
  readonly shift: ShiftReply
  readonly made: (shift: ShiftReply) => void
}
type Mine = NonNullable<ShiftReply['mine']>

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
    <View className="stack moves">
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
    </View>
  )
}

/** Asked once more, for the place goes to the next at once. */
const GiveUp = ({ shift, made, text }: Props & { readonly text: string }) => {
  const { go, error } = useMove()
  const [asking, setAsking] = useState(false)
  const waits = shift.mine?.place === 'waiting'
  const give = () =>
    go(volunteers.giveUpShift, { id: shift.id }).then(
      reply => {
        made(reply)
        setAsking(false)
      },
      () => setAsking(false), // shown below
    )
  return (
    <>
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      <Button text={text} kind="plain" onTap={() => (waits ? give() : setAsking(true))} />
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

const Held = ({ shift, made, until }: Props & { readonly until: string | undefined }) => {
  const { go, error } = useMove()
  const confirm = () => go(volunteers.confirmPlace, { id: shift.id }).catch(() => undefined) // shown below
  return (
    <Card title={words.held} tone="accent">
      {until && <View className="strong">{words.confirmBy(sayTime(until, now()))}</View>}
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      <Button text={words.confirm} size="huge" onTap={confirm} />
      <GiveUp shift={shift} made={made} text={words.giveUpYes} />
    </Card>
  )
}

const NoShow = ({ noShow }: { readonly noShow: NonNullable<Mine['noShow']> }) => (
  <Card title={words.noShow} tone="warn">
    <View>{words.noShowBy(noShow.name, sayTime(noShow.at, now()))}</View>
    <CallCommunity />
  </Card>
)

const Served = ({ mine }: { readonly mine: Mine }) => (
  <Card title={words.served(sayMinutes(mine.minutes ?? 0))} tone="accent">
    <View className="hint">{words.servedNote(sayTime(mine.inAt!, now()), sayTime(mine.outAt!, now()))}</View>
  </Card>
)

const begun = ({ startsAt }: ShiftReply) => startsAt <= now()

/** A place of one’s own, before one has come. */
const Coming = ({ shift, made }: Props) => (
  <>
    {shift.checkInFromAt <= now() ? (
      <CheckIn shift={shift} made={made} />
    ) : (
      <Card title={words.seated} tone="accent">
        <View>{words.seatedNote(sayTime(shift.checkInFromAt, now()))}</View>
      </Card>
    )}
    {!begun(shift) && (
      <View className="moves">
        <GiveUp shift={shift} made={made} text={words.giveUp} />
      </View>
    )}
  </>
)

const Waiting = ({ shift, made }: Props) => (
  <Card title={words.waiting(shift.mine?.position)} tone="accent">
    <View>{words.waitingNote}</View>
    <GiveUp shift={shift} made={made} text={words.giveUpQueue} />
  </Card>
)

export const Place = ({ shift, made }: Props) => {
  const { mine } = shift
  if (mine?.noShow) return <NoShow noShow={mine.noShow} />
  if (mine?.outAt) return <Served mine={mine} />
  if (mine?.inAt) return <CheckOut shift={shift} made={made} />
  if (shift.state === 'cancelled') return null
  if (!mine) return shift.may.includes('takeShift') ? <Take shift={shift} made={made} /> : null
  if (mine.place === 'held') return <Held shift={shift} made={made} until={mine.confirmBy} />
  return mine.place === 'seated' ? (
    <Coming shift={shift} made={made} />
  ) : (
    <Waiting shift={shift} made={made} />
  )
}
