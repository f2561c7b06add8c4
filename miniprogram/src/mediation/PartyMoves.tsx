/** What a party can do now: first the one thing that waits for them, then what is always open to them. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { mostFiles } from '../../../shared/files.ts'
import { mediation } from '../../../shared/mediation.ts'
import type { CaseReply } from '../../../shared/mediation/case.ts'
import { mostEvidence } from '../../../shared/mediation/cases.ts'
import type { CaseMove } from '../../../shared/mediation/life.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { showComplaint } from '../components/complaints.ts'
import { PhotoField } from '../components/PhotoField.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { Notice } from '../components/States.tsx'
import { useMove } from '../platform/query.tsx'
import { sayRefusal } from '../platform/refused.ts'
import { Answering } from './Answering.tsx'
import { Explain } from './Explain.tsx'
import { RightsSheet } from './Rights.tsx'
import { Times } from './Times.tsx'
import { words } from './words.ts'

interface Props {
  readonly item: CaseReply
  readonly made: (reply: CaseReply) => void
}

const can = ({ may }: CaseReply, move: CaseMove) => may.includes(move)
export const mineIn = ({ parties }: Pick<CaseReply, 'parties'>) => parties.find(({ mine }) => mine)

const Hear = ({ item, made }: Props) => {
  const [open, setOpen] = useState(false)
  const { go, error } = useMove()
  const understood = () =>
    go(mediation.hearRights, { id: item.id }).then(
      reply => {
        setOpen(false)
        made(reply)
      },
      () => undefined, // shown in the sheet
    )
  return (
    <Card title={words.rightsTitle} tone="accent">
      <View>{words.rightsLead}</View>
      <Button text={words.rightsStart} onTap={() => setOpen(true)} />
      {open && <RightsSheet close={() => setOpen(false)} understood={understood} error={error} />}
    </Card>
  )
}

const Choosing = ({ item, made }: Props) => {
  const { go, error } = useMove()
  const times = mineIn(item)?.times
  const left = times?.filter(start => item.offered?.starts.includes(start))
  // When all they ticked is past they are asked again; that none suits is an answer that stands.
  const chosen = times?.length && !left?.length ? undefined : left
  // What was ticked has served once a time is booked.
  if (!item.offered?.starts.length || (item.slot && times)) return null
  const send = (starts: string[]) =>
    go(mediation.chooseTimes, { id: item.id, starts }).then(made, () => undefined) // shown below
  return <Times offered={item.offered} chosen={chosen} send={send} error={error} />
}

interface AskProps extends Props {
  readonly text: string
  readonly title: string
  readonly says: string
  readonly yes: string
  readonly no: string
  readonly send: (go: ReturnType<typeof useMove>['go']) => Promise<CaseReply>
}

/** A tap that is thought over once more. */
const Asked = ({ text, title, says, yes, no, send, made }: AskProps) => {
  const [open, setOpen] = useState(false)
  const { go, error, forget } = useMove()
  const close = () => {
    forget()
    setOpen(false)
  }
  const sure = () =>
    send(go).then(
      reply => {
        setOpen(false)
        made(reply)
      },
      () => undefined, // shown below
    )
  return (
    <>
      <Button text={text} kind="plain" onTap={() => setOpen(true)} />
      <Sheet
        open={open}
        title={title}
        close={close}
        closeText={no}
        foot={<Button text={yes} kind="danger" onTap={sure} />}
      >
        <View className="sheet-text">{says}</View>
        {error && <Notice text={sayRefusal(error)} tone="warn" />}
      </Sheet>
    </>
  )
}

const AddPhotos = ({ item, made }: Props) => {
  const [open, setOpen] = useState(false)
  const [photos, setPhotos] = useState<string[]>([])
  const [busy, setBusy] = useState(false)
  const { go, error, forget } = useMove()
  // A party is shown their own files only.
  const room = mostEvidence - (item.files?.length ?? 0)
  const close = () => {
    forget()
    setPhotos([])
    setOpen(false)
  }
  const send = async () => {
    if (busy) return showComplaint(words.sending)
    if (photos.length === 0) return close()
    await go(mediation.addFiles, { id: item.id, files: photos }).then(
      reply => {
        close()
        made(reply)
      },
      () => undefined, // shown below
    )
  }
  if (room <= 0) return <View className="hint">{words.photosFull}</View>
  return (
    <>
      <Button text={words.addPhotos} kind="plain" onTap={() => setOpen(true)} />
      {open && (
        <Sheet
          open
          title={words.addPhotosTitle}
          close={close}
          closeText={words.addPhotosNo}
          foot={photos.length > 0 && <Button text={words.addPhotosYes} onTap={send} />}
        >
          <PhotoField
            label={words.photos}
            hint={words.addPhotosHint}
            value={photos}
            most={Math.min(room, mostFiles)}
            onChange={setPhotos}
            onBusy={setBusy}
          />
          {error && <Notice text={sayRefusal(error)} tone="warn" />}
        </Sheet>
      )}
    </>
  )
}

/** Whether the one thing that waits for them is their yes or no. */
const isAsked = (item: CaseReply) => {
  const me = mineIn(item)
  return can(item, 'answer') && me !== undefined && me.consent !== 'yes'
}

/** What waits for the reader. */
export const PartyTask = ({ item, made }: Props) => {
  const me = mineIn(item)
  if (isAsked(item))
    return (
      <>
        {me?.consent === 'thinking' && <Notice text={words.thinkingNoted} />}
        <Explain />
        <Answering about={{ id: item.id }} said={(_, reply) => made(reply)} />
      </>
    )
  return (
    <>
      {can(item, 'hearRights') && me && !me.rightsAt && <Hear item={item} made={made} />}
      {can(item, 'chooseTimes') && <Choosing item={item} made={made} />}
    </>
  )
}

/** Beside the time that was agreed. */
export const Reschedule = ({ item, made }: Props) =>
  item.reader === 'party' && can(item, 'cancel') ? (
    <Asked
      item={item}
      made={made}
      text={words.reschedule}
      title={words.rescheduleTitle}
      says={words.rescheduleText}
      yes={words.rescheduleYes}
      no={words.rescheduleNo}
      send={go => go(mediation.cancel, { id: item.id, seq: item.seq, reason: 'partyAsked' })}
    />
  ) : null

/** Beside the mediator’s name. */
export const WishAnother = ({ item, made }: Props) =>
  item.reader === 'party' && can(item, 'object') && !mineIn(item)?.objects ? (
    <Asked
      item={item}
      made={made}
      text={words.object}
      title={words.objectTitle}
      says={words.objectText}
      yes={words.objectYes}
      no={words.objectNo}
      send={go => go(mediation.objectToMediator, { id: item.id })}
    />
  ) : null

/** What else is open to the reader. */
export const PartyMoves = ({ item, made }: Props) => {
  const [reading, setReading] = useState(false)
  if (isAsked(item)) return null
  return (
    <View className="stack moves">
      {can(item, 'addFiles') && <AddPhotos item={item} made={made} />}
      {mineIn(item)?.rightsAt && (
        <Button text={words.rightsAgain} kind="plain" onTap={() => setReading(true)} />
      )}
      {reading && <RightsSheet close={() => setReading(false)} />}
      {can(item, 'withdraw') && (
        <Asked
          item={item}
          made={made}
          text={words.withdraw}
          title={words.withdrawTitle}
          says={words.withdrawText}
          yes={words.withdrawYes}
          no={words.withdrawNo}
          send={go => go(mediation.withdraw, { id: item.id })}
        />
      )}
      {item.state === 'withdrawn' && (
        <Button
          text={words.applyAgain}
          kind="plain"
          onTap={() => Taro.redirectTo({ url: '/mediation/apply' })}
        />
      )}
    </View>
  )
}
