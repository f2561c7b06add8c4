/** 笔录: who says what, sentence by sentence, saved as it is written. */
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import * as z from 'zod/mini'
import { mediation } from '../../../shared/mediation.ts'
import type { CaseReply } from '../../../shared/mediation/case.ts'
import { pathOf } from '../../../shared/matters.ts'
import { sayTime } from '../../../shared/time.ts'
import { acts } from '../components/aria.ts'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { Choice } from '../components/Choice.tsx'
import { Field } from '../components/Field.tsx'
import { Page } from '../components/Page.tsx'
import { Failed, Loading, Notice } from '../components/States.tsx'
import { useDraft } from '../platform/drafts.ts'
import { useReply } from '../platform/query.tsx'
import { isFinal, sayRefusal } from '../platform/refused.ts'
import { PrintPaper } from './papers/CasePapers.tsx'
import { asText, moved, type Draft, type Line } from './papers/record-lines.ts'
import { useRecord } from './papers/record-saving.ts'
import { words } from './papers/record-words.ts'
import './room/room.css'

const now = () => new Date().toISOString()
const adding = z.object({ who: z.string(), text: z.string() })

const speakersOf = ({ parties }: CaseReply) => [
  ...parties.flatMap(({ name, agent, companions = [] }) => [name, ...(agent ? [agent] : []), ...companions]),
  words.mediatorWho,
]

interface LineProps {
  readonly line: Line
  readonly edit: () => void
}

const LineView = ({ line: { who, text }, edit }: LineProps) => (
  <View
    className="record-line"
    hoverClass="card-pressed"
    onClick={edit}
    {...acts('button', `${who}：${text}`)}
  >
    <View className="record-who">{who}</View>
    <View className="record-text">{text}</View>
  </View>
)

interface Editing {
  readonly lines: readonly Line[]
  readonly at: number
  readonly speakers: readonly string[]
  readonly set: (lines: readonly Line[], at: number | undefined) => void
}

const LineEdit = ({ lines, at, speakers, set }: Editing) => {
  const line = lines[at]!
  const change = (now: Partial<Line>) =>
    set(
      lines.map((each, i) => (i === at ? { ...each, ...now } : each)),
      at,
    )
  const step = (to: number) => set(moved(lines, at, to), Math.min(Math.max(to, 0), lines.length - 1))
  return (
    <View className="record-edit">
      <Choice
        options={[...new Set([...speakers, line.who])].map(who => ({ value: who, text: who }))}
        value={line.who}
        onChange={who => change({ who })}
      />
      <Field
        label={words.editLine(line.who)}
        quiet
        lines="many"
        longest={2000}
        value={line.text}
        onChange={text => change({ text })}
      />
      <View className="chips">
        <Button text={words.doneEditing} size="small" onTap={() => set(lines, undefined)} />
        <Button text={words.up} kind="plain" size="small" disabled={at === 0} onTap={() => step(at - 1)} />
        <Button
          text={words.down}
          kind="plain"
          size="small"
          disabled={at === lines.length - 1}
          onTap={() => step(at + 1)}
        />
        <Button
          text={words.remove}
          kind="danger"
          size="small"
          onTap={() =>
            set(
              lines.filter((_, i) => i !== at),
              undefined,
            )
          }
        />
      </View>
    </View>
  )
}

const State = ({
  saving,
  savedAt,
  refusal,
}: Pick<ReturnType<typeof useRecord>, 'saving' | 'savedAt' | 'refusal'>) => {
  if (saving === 'refused') return <Notice text={`${words.notKept}：${sayRefusal(refusal)}`} tone="warn" />
  const text = {
    saved: savedAt ? words.savedAt(sayTime(savedAt, now())) : '',
    waiting: words.notSaved,
    saving: words.saving,
    offline: words.offline,
  }[saving]
  return text ? (
    <View
      className={saving === 'saved' ? 'record-state record-saved' : 'record-state record-open'}
      {...acts('status')}
    >
      {text}
    </View>
  ) : null
}

/** Somebody else was first: what was written here is not lost. */
const Mine = ({ mine, drop }: { readonly mine: Draft; readonly drop: () => void }) => {
  const copy = async () => {
    await Taro.setClipboardData({ data: asText(mine) })
    void Taro.showToast({ title: words.copied, icon: 'none' })
  }
  return (
    <Card tone="warn">
      <View className="under-label">{words.theirs}</View>
      <View className="record-text">{asText(mine)}</View>
      <Button text={words.copyMine} onTap={copy} />
      <Button text={words.dropMine} kind="plain" onTap={drop} />
    </Card>
  )
}

/** What is being typed is no sentence yet, but it is kept as well. */
const AddLine = ({
  id,
  speakers,
  add,
}: {
  readonly id: string
  readonly speakers: readonly string[]
  readonly add: (line: Line) => void
}) => {
  const { value, set } = useDraft(`mediation.line.${id}`, adding, { who: speakers[0]!, text: '' })
  const text = value.text.trim()
  const done = () => {
    add({ who: value.who, text })
    set({ who: value.who, text: '' })
  }
  return (
    <Card>
      <Choice
        label={words.who}
        options={[...new Set([...speakers, value.who])].map(who => ({ value: who, text: who }))}
        value={value.who}
        onChange={who => set({ ...value, who })}
      />
      <Field
        label={words.line}
        lines="many"
        longest={2000}
        placeholder={words.lineHint}
        value={value.text}
        onChange={typed => set({ ...value, text: typed })}
      />
      <Button text={words.add} disabled={!text} onTap={done} />
    </Card>
  )
}

const Sheet = ({ item }: { readonly item: CaseReply }) => {
  const { id } = item
  const record = useRecord(id)
  const { value, set, mine, dropMine, error, again } = record
  const [editing, setEditing] = useState<number>()
  if (!value) return error ? <Failed error={error} again={again} /> : <Loading />
  const speakers = speakersOf(item)
  const { blocks, points } = value
  return (
    <>
      <State {...record} />
      <View className="record-beside">
        <View>
          {mine && <Mine mine={mine} drop={dropMine} />}
          <Card>
            {blocks.length === 0 && <View className="hint">{words.noBlocks}</View>}
            {blocks.map((line, at) =>
              at === editing ? (
                <LineEdit
                  key={at}
                  lines={blocks}
                  at={at}
                  speakers={speakers}
                  set={(lines, next) => {
                    setEditing(next)
                    set({ blocks: [...lines] })
                  }}
                />
              ) : (
                <LineView key={at} line={line} edit={() => setEditing(at)} />
              ),
            )}
          </Card>
        </View>
        <View className="record-stays">
          <AddLine id={id} speakers={speakers} add={line => set({ blocks: [...blocks, line] })} />
          <Card>
            <Field
              label={words.points}
              lines="many"
              longest={4000}
              placeholder={words.pointsHint}
              value={points}
              onChange={typed => set({ points: typed })}
            />
          </Card>
          <View className="stack">
            <Button text={words.toCase} onTap={() => Taro.redirectTo({ url: pathOf('case', id) })} />
            <PrintPaper id={id} which="record" />
          </View>
        </View>
      </View>
    </>
  )
}

export default function RecordPage() {
  const { id = '' } = useRouter().params
  const { data: item, error, again } = useReply(mediation.get, { id })
  if (!item || isFinal(error))
    return (
      <Page title={words.record}>
        {error ? (
          <Failed error={error} again={again}>
            <CallCommunity />
          </Failed>
        ) : (
          <Loading />
        )}
      </Page>
    )
  return (
    <Page title={`${words.record} ${item.number ?? ''}`} wide>
      {item.may.includes('record') ? <Sheet item={item} /> : <Notice text={words.notYet} />}
    </Page>
  )
}
