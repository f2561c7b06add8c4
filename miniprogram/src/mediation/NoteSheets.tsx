/** What is written down beside the moves: a note, photos, a longer time, what had to be reported, a party who stops. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import * as z from 'zod/mini'
import { mediation } from '../../../shared/mediation.ts'
import { reportedTo } from '../../../shared/mediation/case.ts'
import { plusMinutes } from '../../../shared/time.ts'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { EmergencyCalls } from '../components/EmergencyCalls.tsx'
import { Field } from '../components/Field.tsx'
import { PhotoField } from '../components/PhotoField.tsx'
import { Notice } from '../components/States.tsx'
import { Stepper } from '../components/Stepper.tsx'
import { useDraft } from '../platform/drafts.ts'
import { reportText, words } from './room-words.ts'
import { StepSheet, ToCall, useStep, type Step } from './StepSheet.tsx'
import { sayDayOf } from './times.ts'

const typed = z.string()

export const NoteSheet = (step: Step) => {
  const { item, close } = step
  const draft = useDraft(`mediation.note.${item.id}`, typed, '')
  const { go, send, error, fields } = useStep(step)
  const text = draft.value.trim()
  const save = async () => (await send(go(mediation.noteCase, { id: item.id, text }))) && draft.clear()
  return (
    <StepSheet
      title={words.noteTitle}
      close={close}
      error={error}
      foot={<Button text={words.noteYes} disabled={!text} onTap={save} />}
    >
      <Field
        label={words.noteField}
        lines="many"
        longest={200}
        placeholder={words.noteHint}
        value={draft.value}
        onChange={draft.set}
        complaint={fields.text}
      />
      <View className="hint">{words.noteSeen}</View>
    </StepSheet>
  )
}

export const FilesSheet = (step: Step) => {
  const { item, close } = step
  const { go, send, error } = useStep(step)
  const [files, setFiles] = useState<string[]>([])
  const [busy, setBusy] = useState(false)
  return (
    <StepSheet
      title={words.filesTitle}
      close={close}
      error={error}
      foot={
        <Button
          text={words.filesYes}
          disabled={busy || files.length === 0}
          onTap={() => send(go(mediation.addFiles, { id: item.id, files }))}
        />
      }
    >
      <PhotoField
        label={words.filesField}
        hint={words.filesHint}
        value={files}
        onChange={setFiles}
        onBusy={setBusy}
      />
    </StepSheet>
  )
}

const most = { days: 60, usual: 15 }
const day = 24 * 60

export const ExtendSheet = (step: Step) => {
  const { item, close } = step
  const { id, seq } = item
  const { go, send, error, fields } = useStep(step)
  const [days, setDays] = useState(most.usual)
  const [text, setText] = useState('')
  return (
    <StepSheet
      title={words.extendTitle}
      close={close}
      error={error}
      foot={
        <Button
          text={words.extendYes(days)}
          disabled={!text.trim()}
          onTap={() => send(go(mediation.extend, { id, seq, days, text: text.trim() }))}
        />
      }
    >
      <View className="sheet-text">{words.extendNote}</View>
      {item.dueAt && (
        <View className="sheet-text">
          {words.extendUntil(sayDayOf(item.dueAt), sayDayOf(plusMinutes(item.dueAt, days * day)))}
        </View>
      )}
      <Stepper label={words.extendDays} value={days} unit="天" most={most.days} onChange={setDays} />
      <View className="gap" />
      <Field
        label={words.extendWhy}
        lines="many"
        longest={200}
        placeholder={words.extendHint}
        value={text}
        onChange={setText}
        complaint={fields.text}
      />
    </StepSheet>
  )
}

/** The duty to report comes before confidentiality: who is in danger is helped first. */
export const ReportSheet = (step: Step) => {
  const { item, close } = step
  const { go, send, error, fields } = useStep(step)
  const [to, setTo] = useState<(typeof reportedTo)[number]>()
  const [text, setText] = useState('')
  const save = () => send(go(mediation.report, { id: item.id, to: to!, text: text.trim() }))
  return (
    <StepSheet
      title={words.reportTitle}
      close={close}
      error={error}
      foot={<Button text={words.reportYes} disabled={!to || !text.trim()} onTap={save} />}
    >
      <Notice text={words.reportFirst} tone="warn" />
      <EmergencyCalls first="110" kind="danger" />
      <View className="gap" />
      <Choice
        label={words.reportTo}
        options={reportedTo.map(value => ({ value, text: reportText[value] }))}
        value={to}
        onChange={setTo}
        complaint={fields.to}
      />
      <Field
        label={words.reportField}
        lines="many"
        longest={200}
        placeholder={words.reportHint}
        value={text}
        onChange={setText}
        complaint={fields.text}
      />
    </StepSheet>
  )
}

/** It is voluntary: whoever rings and says so has stopped. */
export const WithdrawSheet = (step: Step) => {
  const { item, close } = step
  const { go, send, error } = useStep(step)
  return (
    <StepSheet
      title={words.withdrawTitle}
      close={close}
      closeText={words.talkOn}
      error={error}
      foot={
        <Button
          text={words.withdrawYes}
          kind="danger"
          onTap={() => send(go(mediation.withdraw, { id: item.id }))}
        />
      }
    >
      <View className="sheet-text">{words.withdrawNote}</View>
      <ToCall parties={item.parties} />
    </StepSheet>
  )
}
