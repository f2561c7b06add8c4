/** What the room does with a case: the one next step, how it may go instead, and the rest under 更多. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { CaseReply } from '../../../shared/mediation/case.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Row } from '../components/Row.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { Notice } from '../components/States.tsx'
import { ArchiveSheet, ConfirmationSheet, FollowUpSheet, NoAgreementSheet } from './AfterSheets.tsx'
import { AgreeSheet } from './AgreeSheet.tsx'
import { AskSheet } from './AskSheet.tsx'
import { BookSheet, CancelSheet } from './BookSheet.tsx'
import { PapersSheet } from './CasePapers.tsx'
import { MediatorSheet } from './MediatorSheet.tsx'
import { ExtendSheet, FilesSheet, NoteSheet, ReportSheet, WithdrawSheet } from './NoteSheets.tsx'
import { PartySheet } from './PartySheet.tsx'
import { stepsOf, unanswered, unchosen, unheard, type Act } from './room-next.ts'
import { actText, words } from './room-words.ts'
import './room.css'
import { AcceptSheet, ElsewhereSheet } from './ScreenSheet.tsx'
import { SignSheet, UnsignSheet } from './SignSheet.tsx'
import type { Step } from './StepSheet.tsx'
import { HoldSheet, RightsSheet } from './TableSheets.tsx'
import { ChooseSheet, OfferSheet } from './TimeSheets.tsx'
import { WaitSheet } from './WaitSheet.tsx'

/** Whose turn it is, by name. */
const namesOf = (parties: CaseReply['parties']) => parties.map(({ name }) => name).join('、')

const label = (item: CaseReply, act: Act) => {
  if (act === 'ask' && unanswered(item).length > 0) return words.askOf(namesOf(unanswered(item)))
  if (act === 'rights') return words.rightsOf(namesOf(unheard(item)))
  if (act === 'choose' && unchosen(item).length > 0) return words.chooseOf(namesOf(unchosen(item)))
  if (act === 'mediator' && item.mediator) return words.replace
  if ((act === 'book' || act === 'reschedule') && item.kept) return words.takeKept
  if (act === 'offer' && item.offered?.starts.length) return words.offerAgain
  if (act === 'followUp' && item.followUps.length > 0) return words.followUpAgain
  return actText[act]
}

const toRecord = (id: string) =>
  void Taro.navigateTo({ url: `/mediation/record?id=${encodeURIComponent(id)}` })

const ActSheet = ({ act, ...step }: Step & { readonly act: Act }) => {
  switch (act) {
    case 'accept':
      return <AcceptSheet {...step} />
    case 'sendElsewhere':
      return <ElsewhereSheet {...step} />
    case 'ask':
      return <AskSheet {...step} />
    case 'mediator':
      return <MediatorSheet {...step} />
    case 'rights':
      return <RightsSheet {...step} />
    case 'offer':
      return <OfferSheet {...step} />
    case 'choose':
      return <ChooseSheet {...step} />
    case 'book':
    case 'reschedule':
    case 'adjourn':
      return <BookSheet {...step} how={act} />
    case 'wait':
    case 'leaveWait':
      return <WaitSheet {...step} leave={act === 'leaveWait'} />
    case 'hold':
    case 'notCome':
      return <HoldSheet {...step} came={act === 'hold'} />
    case 'agree':
      return <AgreeSheet {...step} />
    case 'noAgreement':
      return <NoAgreementSheet {...step} />
    case 'sign':
      return <SignSheet {...step} />
    case 'unsign':
      return <UnsignSheet {...step} />
    case 'followUp':
      return <FollowUpSheet {...step} />
    case 'confirmation':
      return <ConfirmationSheet {...step} />
    case 'archive':
      return <ArchiveSheet {...step} />
    case 'party':
      return <PartySheet {...step} />
    case 'papers':
      return <PapersSheet {...step} />
    case 'files':
      return <FilesSheet {...step} />
    case 'note':
      return <NoteSheet {...step} />
    case 'extend':
      return <ExtendSheet {...step} />
    case 'report':
      return <ReportSheet {...step} />
    case 'cancel':
      return <CancelSheet {...step} />
    case 'withdraw':
      return <WithdrawSheet {...step} />
    case 'record':
      return null
  }
}

interface Props {
  readonly item: CaseReply
  readonly onMoved: (reply: CaseReply) => void
}

export const RoomMoves = ({ item, onMoved }: Props) => {
  const [open, setOpen] = useState<Act | 'more'>()
  const { next, beside, rest } = stepsOf(item, new Date().toISOString())
  const close = () => setOpen(undefined)
  const start = (act: Act) => {
    if (act !== 'record') return setOpen(act)
    close()
    toRecord(item.id)
  }
  const objects = item.parties.filter(party => party.objects)
  return (
    <>
      {objects.length > 0 && (
        <Notice
          text={
            item.may.includes('replaceMediator')
              ? words.objects(namesOf(objects))
              : words.objected(namesOf(objects))
          }
          tone="warn"
        />
      )}
      <View className="stack moves no-print">
        {next && <Button text={label(item, next)} onTap={() => start(next)} />}
        {beside.map(act => (
          <Button key={act} text={label(item, act)} kind="plain" onTap={() => start(act)} />
        ))}
        {rest.length > 0 && <Button text={words.more} kind="plain" onTap={() => setOpen('more')} />}
      </View>
      <Sheet open={open === 'more'} title={words.more} close={close} closeText={words.shut}>
        <Card>
          {rest.map(act => (
            <Row key={act} name={label(item, act)} onTap={() => start(act)} />
          ))}
        </Card>
      </Sheet>
      {open && open !== 'more' && (
        <ActSheet key={open} act={open} item={item} close={close} onMoved={onMoved} />
      )}
    </>
  )
}
