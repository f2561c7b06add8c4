/** Beginning it: for oneself, for somebody one acts for, and by staff for a neighbour who has said yes. */
import { useState, type ReactNode } from 'react'
import { onOf } from '../../../shared/time.ts'
import { consentWays } from '../../../shared/wellbeing/life.ts'
import { wellbeing } from '../../../shared/wellbeing/wellbeing.ts'
import type { Code } from '../../../shared/choice.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { line, namesOf, oneOf, when } from '../components/fields.tsx'
import { Page } from '../components/Page.tsx'
import { PeopleByPhone, sayPerson, type PersonFound } from '../components/PeopleByPhone.tsx'
import { Row } from '../components/Row.tsx'
import { Notice } from '../components/States.tsx'
import { isKnown, NotYet } from '../components/StepForm.tsx'
import { useForm } from '../components/useForm.tsx'
import { createOnce, useTyped } from '../platform/drafts.ts'
import { chosenOf, useMe, whomOf, type Whom } from '../platform/me.ts'
import { openInstead, useParams } from '../platform/open.ts'
import { keepReply, useMove, useReply } from '../platform/query.tsx'
import { askToBeTold } from '../platform/subscribe.ts'
import { hourField, partnerField, partnerIn, partnerWrong, type PartnerWanted } from './fields.tsx'

interface Wanted {
  /** Of a tap that had no answer. */
  readonly key?: string
  readonly hour?: string
  readonly partner?: PartnerWanted
  readonly way?: Code<typeof consentWays>
  readonly on?: string
  readonly heardBy?: string
}

interface BeginningProps {
  /** '' is oneself. */
  readonly whom: string
  readonly byStaff?: boolean
  readonly said: ReactNode
}

const title = '今天我很好'

const Beginning = ({ whom, byStaff, said }: BeginningProps) => {
  const today = onOf(new Date().toISOString())
  const draft = useTyped<Wanted>({ on: today })
  const set = (changed: Wanted) => draft.set({ ...changed, key: undefined })
  const { field, send, refused } = useForm({
    draft: { ...draft, set },
    fields: {
      ...(byStaff && {
        way: oneOf('先问过本人：怎么答应的', consentWays.text),
        on: when('哪天问的', 'date', { to: today }),
        heardBy: line('谁问的（不写就是您）', { longest: 20 }),
      }),
      hour: hourField(),
      partner: partnerField,
    },
    wrong: ({ way, partner }) => ({
      ...(byStaff && !way && { way: '请点一下他是怎么答应的' }),
      ...partnerWrong(partner),
    }),
    onForm: ({ consent, ...others }) => ({ ...others, ...(consent && { way: consent }) }),
  })
  const { go } = useMove()
  const begin = () =>
    send(async ({ hour, partner, way, on, heardBy }) => {
      const answered = byStaff ? undefined : askToBeTold('asking')
      const begun = await createOnce(draft, key =>
        go(wellbeing.startWellbeing, {
          ...{ key, person: whom || undefined, hour: hour || undefined, partner: partnerIn(partner) },
          consent: byStaff && way && on ? { way, on, heardBy: heardBy?.trim() || undefined } : undefined,
        }),
      )
      await answered
      keepReply(wellbeing.wellbeing, { id: begun.id }, begun)
      await openInstead('wellbeing/one', { id: begun.id, new: '1' })
    })
  return (
    <Page title={title} foot={<Button text="开始" size="huge" onTap={begin} />}>
      {said}
      {refused}
      {field()}
      <Notice text="每天点一下“今天我很好”，社区就知道了。这是提醒，不是急救：不舒服先打120。随时可以停。" />
    </Page>
  )
}

const ForMe = ({ whom }: { readonly whom: Whom }) => {
  const typed = useTyped<{ readonly for?: string }>({})
  const chosen = chosenOf(whom, typed.value.for)
  const { field } = useForm({ draft: typed, fields: { for: oneOf('替谁开始', namesOf(whom)) } })
  const said = whom.length > 1 && field('for')
  const going = useReply(wellbeing.wellbeings, {}).data?.items.find(
    ({ reader, state }) => reader === 'self' && state !== 'ended',
  )
  if (going && chosen?.id === '')
    return (
      <Page title={title}>
        {said}
        <Notice text="您已经在报平安了。" />
        <Button text="看一看" onTap={() => openInstead('wellbeing/one', { id: going.id })} />
      </Page>
    )
  return chosen ? (
    <Beginning key={chosen.id} whom={chosen.id} said={said} />
  ) : (
    <Page title={title}>{said}</Page>
  )
}

const ForNeighbour = () => {
  const [person, setPerson] = useState<PersonFound>()
  return person ? (
    <Beginning
      byStaff
      whom={person.id}
      said={
        <Card>
          <Row name="替谁开始" value={sayPerson(person)} onTap={() => setPerson(undefined)} />
        </Card>
      }
    />
  ) : (
    <Page title={title}>
      <PeopleByPhone
        choose={setPerson}
        nobody={() => <Notice text="没找到。先到“电话单”里登记他，再来开始。" />}
        note="问一下他登记的电话后四位。没有手机的老人也可以：到点由搭伴的邻居或帮手来报。"
      />
    </Page>
  )
}

export default function StartPage() {
  const { staff } = useParams('wellbeing/start')
  const asked = useMe()
  const me = asked.data
  if (staff) return <ForNeighbour />
  return isKnown(me) ? <ForMe whom={whomOf(me, 'wellbeing')} /> : <NotYet title={title} asked={asked} />
}
