/** 开一次活动: a shift is set up, as it was the last time or from nothing; and one that stands is changed. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { volunteers } from '../../../shared/volunteers.ts'
import type { ShiftReply } from '../../../shared/volunteers/shifts.ts'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Choice } from '../components/Choice.tsx'
import { showComplaint } from '../components/complaints.ts'
import { Field } from '../components/Field.tsx'
import { Page } from '../components/Page.tsx'
import { Empty, Failed, Loading, Notice } from '../components/States.tsx'
import { WhenField } from '../components/WhenField.tsx'
import { useDraft, type Draft } from '../platform/drafts.ts'
import { randomKey } from '../platform/keys.ts'
import { back, openInstead, useParams } from '../platform/open.ts'
import { useMove, useReply } from '../platform/query.tsx'
import { isFinal, isOffline, Refused, sayRefusal } from '../platform/refused.ts'
import './lead.css'
import { openToText, words } from './lead-words.ts'
import { useLedTeams } from './led-teams.ts'
import {
  againFrom,
  changesIn,
  complaintsIn,
  draftOf,
  emptyShift,
  firstDay,
  inputOf,
  isHeld,
  isOvernight,
  onForm,
  shiftDraft,
  type Complaints,
  type ShiftDraft,
} from './shift-form.ts'

interface FieldsProps {
  readonly draft: Draft<ShiftDraft>
  readonly complaints: Complaints
  readonly now: string
  /** To choose from; left out where it is settled. */
  readonly teams?: readonly { readonly id: string; readonly name: string }[] | undefined
}

const Fields = ({ draft: { value, set }, complaints, now, teams }: FieldsProps) => {
  const part = (changed: Partial<ShiftDraft>) => set({ ...value, ...changed })
  const text = (name: 'title' | 'place', longest: number) => (
    <Field
      label={words[name]}
      longest={longest}
      placeholder={words[`${name}Hint`]}
      value={value[name]}
      onChange={typed => part({ [name]: typed })}
      complaint={complaints[name]}
    />
  )
  return (
    <View className="beside">
      <View className="beside-part">
        {teams && (
          <Choice
            label={words.whichTeam}
            options={teams.map(({ id, name }) => ({ value: id, text: name }))}
            value={value.team}
            onChange={team => part({ team })}
            complaint={complaints.team}
          />
        )}
        {text('title', 30)}
        {text('place', 60)}
        <WhenField
          label={words.on}
          mode="date"
          value={value.on}
          from={firstDay(now)}
          onChange={on => part({ on })}
          complaint={complaints.on}
        />
        <View className="pair pair-fields">
          {(['from', 'to'] as const).map(end => (
            <View key={end} className="pair-part">
              <WhenField
                label={words[end]}
                mode="time"
                value={value[end]}
                onChange={at => part({ [end]: at })}
                complaint={complaints[end]}
              />
            </View>
          ))}
        </View>
        {isHeld(value, now) && <View className="hint under-label">{words.held}</View>}
        {isOvernight(value) && <View className="hint under-label">{words.overnight(value.to)}</View>}
      </View>
      <View className="beside-part">
        <Field
          label={words.places}
          type="digit"
          longest={3}
          placeholder={words.placesHint}
          value={value.places}
          onChange={places => part({ places })}
          complaint={complaints.places}
        />
        <Choice
          label={words.openTo}
          look="segments"
          options={(['team', 'all'] as const).map(each => ({ value: each, text: openToText[each] }))}
          value={value.openTo}
          onChange={openTo => part({ openTo })}
          complaint={complaints.openTo}
        />
        <Choice
          label={words.risky}
          look="segments"
          options={words.riskyOptions.map(([each, said]) => ({ value: each, text: said }))}
          value={value.risky ? 'yes' : 'no'}
          onChange={each => part({ risky: each === 'yes' })}
        />
        {value.risky && (
          <>
            <View className="hint under-label">{words.riskyNote}</View>
            <Field
              label={words.insurance}
              longest={60}
              placeholder={words.insuranceHint}
              value={value.insurance}
              onChange={insurance => part({ insurance })}
              complaint={complaints.insurance}
            />
          </>
        )}
        <Field
          label={words.note}
          lines="many"
          longest={300}
          placeholder={words.noteHint}
          value={value.note}
          onChange={note => part({ note })}
          complaint={complaints.note}
        />
      </View>
    </View>
  )
}

interface FormProps {
  /** The one to be changed. */
  readonly was?: ShiftReply | undefined
  /** The one to be had again. */
  readonly like?: ShiftReply | undefined
  readonly team?: string | undefined
  readonly teams: readonly { readonly id: string; readonly name: string }[]
}

/** What the form begins with, and the name under which it is kept. */
const beginningOf = ({ was, like, team, teams }: FormProps, now: string) => {
  if (was) return [`volunteers.change.${was.id}`, draftOf(was)] as const
  if (like) return [`volunteers.again.${like.id}`, againFrom(like, now)] as const
  const only = teams.length === 1 ? teams[0]!.id : ''
  return [`volunteers.add.${team ?? ''}`, { ...emptyShift, team: team ?? only }] as const
}

const Form = (props: FormProps) => {
  const { was, like, team, teams } = props
  // One moment for the whole form.
  const [now] = useState(() => new Date().toISOString())
  const [name, beginning] = beginningOf(props, now)
  const draft = useDraft(name, shiftDraft, beginning)
  const [complaints, setComplaints] = useState<Complaints>({})
  const [refused, setRefused] = useState<unknown>()
  const { go } = useMove()
  const isBegun = JSON.stringify(draft.value) !== JSON.stringify(beginning)
  const [wasBegun] = useState(isBegun)

  const complain = (about: Complaints) => {
    setComplaints(about)
    const [first] = Object.values(about)
    if (first !== undefined) showComplaint(first)
    return first !== undefined
  }
  const send = async () => {
    setRefused(undefined)
    if (complain(complaintsIn(draft.value, now, was))) return
    const changes = was && changesIn(was, draft.value)
    if (changes && Object.keys(changes).length === 0) return showComplaint(words.nothingChanged)
    const keyed = { ...draft.value, key: draft.value.key ?? (await randomKey()) }
    draft.set(keyed)
    try {
      const { id } = changes
        ? await go(volunteers.changeShift, { id: was.id, seq: was.seq, changes })
        : await go(volunteers.addShift, inputOf(keyed))
      draft.clear()
      if (was) return await back()
      await openInstead('volunteers/shift', { id })
    } catch (error) {
      setRefused(error)
      if (!(error instanceof Refused)) return
      // After a no, what is put right is another one.
      if (!isOffline(error)) draft.set({ ...keyed, key: undefined })
      if (!complain(onForm(error.fields))) void Taro.pageScrollTo({ scrollTop: 0, duration: 0 })
    }
  }
  const settled = was !== undefined || team !== undefined || teams.length === 1
  return (
    <Page
      title={was ? words.changeTitle : words.addTitle}
      wide
      foot={<Button text={was ? words.saveChange : words.publish} onTap={send} />}
    >
      {refused !== undefined && (
        <View className="stack moves">
          <Notice text={sayRefusal(refused) + (isOffline(refused) ? words.keptHere : '')} tone="warn" />
          <CallCommunity />
        </View>
      )}
      {like && !wasBegun && <Notice text={words.copied(like.title)} />}
      {wasBegun && (
        <View className="stack moves">
          <Notice text={words.unfinished} />
          {isBegun && <Button text={words.startOver} kind="plain" size="small" onTap={draft.clear} />}
        </View>
      )}
      {was && <View className="hint under-label">{words.changeNote}</View>}
      <Fields draft={draft} complaints={complaints} now={now} teams={settled ? undefined : teams} />
    </Page>
  )
}

export default function Add() {
  const { id, from, team } = useParams('volunteers/add')
  const led = useLedTeams()
  const shift = useReply(volunteers.shift, { id: id ?? from ?? '' }, { enabled: Boolean(id ?? from) })
  const title = id ? words.changeTitle : words.addTitle
  const error = led.error ?? shift.error
  if (led.none || led.teams?.length === 0)
    return (
      <Page title={title}>
        <Empty text={words.leadOnly} />
      </Page>
    )
  if (!led.teams || ((id ?? from) && !shift.data) || isFinal(error))
    return (
      <Page title={title}>
        {error ? (
          <Failed error={error} again={() => Promise.all([led.again(), shift.again()])}>
            <CallCommunity />
          </Failed>
        ) : (
          <Loading />
        )}
      </Page>
    )
  return <Form team={team} teams={led.teams} {...(id ? { was: shift.data } : { like: shift.data })} />
}
