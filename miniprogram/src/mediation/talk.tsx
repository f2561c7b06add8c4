/** 约人说和: what it is about, a free time, done. Staff book for who rings. */
import { useState, type ReactNode } from 'react'
import { disputeKinds, type DisputeKind } from '../../../shared/mediation/life.ts'
import { mediation } from '../../../shared/mediation/mediation.ts'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { line, namesOf, noted, oneOf } from '../components/fields.tsx'
import { Page } from '../components/Page.tsx'
import { PeopleByPhone, sayPerson, type PersonFound } from '../components/PeopleByPhone.tsx'
import { Row } from '../components/Row.tsx'
import { Notice } from '../components/States.tsx'
import { NotYet, isKnown } from '../components/StepForm.tsx'
import { useForm } from '../components/useForm.tsx'
import { createOnce, useTyped } from '../platform/drafts.ts'
import { chosenOf, useMe, whomOf, type Whom } from '../platform/me.ts'
import { open, openInstead, useParams } from '../platform/open.ts'
import { keepReply, useMove, useReply } from '../platform/query.tsx'
import { askToBeTold } from '../platform/subscribe.ts'
import { roomAt, talkStart } from './parts/talk-times.tsx'

interface Talk {
  /** Of a tap that had no answer. */
  readonly key?: string
  readonly kind?: DisputeKind
  readonly fromAt?: string
  readonly what?: string
}

const kind = noted(
  oneOf('为什么事', disputeKinds.text),
  kind => kind === 'family' && <Notice text="有人动手、有人受伤，先打110、120。" tone="warn" />,
)

interface BookingProps {
  /** '' is oneself. */
  readonly whom: string
  /** Stands above: for whom it is. */
  readonly said: ReactNode
  /** Where else one may have meant to go. */
  readonly elsewhere?: boolean
}

const title = '约人说和'

const Booking = ({ whom, said, elsewhere }: BookingProps) => {
  const forThem = whom ? { for: whom } : {}
  const { data: times, ...asked } = useReply(mediation.talkTimes, forThem)
  const draft = useTyped<Talk>({})
  // What is changed after a tap is another booking.
  const set = (changed: Talk) => draft.set({ ...changed, key: undefined })
  const { field, send, refused } = useForm({
    draft: { ...draft, set },
    fields: {
      kind,
      ...(times && { fromAt: talkStart(times) }),
      what: line('想先说一句（可以不写）', { hint: '比如：楼上半夜拖椅子', longest: 300 }),
    },
    wrong: ({ kind, fromAt }) => ({
      ...(!kind && { kind: '请点一下是哪一类' }),
      ...(!fromAt && { fromAt: '请点一个时间' }),
    }),
  })
  const { go } = useMove()
  const book = () =>
    send(async ({ kind, fromAt, what }) => {
      const answered = askToBeTold('asking')
      const room = times && roomAt(times, fromAt)
      if (!kind || !fromAt || !room) return
      const input = { ...forThem, kind, fromAt, room, what: what?.trim() || undefined }
      const booked = await createOnce(draft, key => go(mediation.bookTalk, { ...input, key }))
      await answered
      keepReply(mediation.quarrel, { id: booked.id }, booked)
      await openInstead('mediation/quarrel', { id: booked.id, new: '1' })
    })
  return (
    <Page title={title} foot={times?.starts[0] && <Button text="约好" size="huge" onTap={book} />}>
      {said}
      {refused}
      {field('kind')}
      {times ? field('fromAt') : <Awaited asked={asked} />}
      {field('what')}
      <Notice text="先听您说，没有您点头，不去找对方。不收费，保密。" />
      {elsewhere && (
        <Card>
          <Row name="是别人邀您谈？" note="收到邀请的，点这里回话" onTap={() => open('mediation/answer')} />
          <Row name="正式申请调解" note="要写协议、请双方坐下来谈的" onTap={() => open('mediation/apply')} />
        </Card>
      )}
    </Page>
  )
}

const ForMe = ({ whom }: { readonly whom: Whom }) => {
  const typed = useTyped<{ readonly for?: string }>({})
  const chosen = chosenOf(whom, typed.value.for)
  const { field } = useForm({ draft: typed, fields: { for: oneOf('替谁约', namesOf(whom)) } })
  const said = whom.length > 1 && field('for')
  return chosen ? (
    <Booking key={chosen.id} whom={chosen.id} said={said} elsewhere />
  ) : (
    <Page title={title}>{said}</Page>
  )
}

const ForWhoRings = () => {
  const [person, setPerson] = useState<PersonFound>()
  return person ? (
    <Booking
      whom={person.id}
      said={
        <Card>
          <Row name="替谁约" value={sayPerson(person)} onTap={() => setPerson(undefined)} />
        </Card>
      }
    />
  ) : (
    <Page title={title}>
      <PeopleByPhone
        choose={setPerson}
        nobody={() => <Notice text="没找到。先到“电话单”里登记他，再来约；他也可以上门，直接记一笔。" />}
        note="问一下他登记的电话后四位。"
      />
    </Page>
  )
}

export default function TalkPage() {
  const { staff } = useParams('mediation/talk')
  const asked = useMe()
  const me = asked.data
  if (staff) return <ForWhoRings />
  return isKnown(me) ? <ForMe whom={whomOf(me, 'mediation')} /> : <NotYet title={title} asked={asked} />
}
