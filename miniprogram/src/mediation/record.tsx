/** 笔录: who says what, sentence by sentence, saved as it is written. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import * as z from 'zod/mini'
import { mediation } from '../../../shared/mediation.ts'
import type { CaseReply } from '../../../shared/mediation/case.ts'
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
import { openInstead, useParams } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'
import { isFinal, sayRefusal } from '../platform/refused.ts'
import { PrintPaper } from './papers/CasePapers.tsx'
import { asText, moved, type Draft, type Line } from './papers/record-lines.ts'
import { useRecord } from './papers/record-saving.ts'
import './room/room.css'

const now = () => new Date().toISOString()
const adding = z.object({ who: z.string(), text: z.string() })

const speakersOf = ({ parties }: CaseReply) => [
  ...parties.flatMap(({ name, agent, companions = [] }) => [name, ...(agent ? [agent] : []), ...companions]),
  '调解员',
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
        label={`改${line.who}的这句`}
        quiet
        lines="many"
        longest={2000}
        value={line.text}
        onChange={text => change({ text })}
      />
      <View className="chips">
        <Button text="改好了" size="small" onTap={() => set(lines, undefined)} />
        <Button text="上移" kind="plain" size="small" disabled={at === 0} onTap={() => step(at - 1)} />
        <Button
          text="下移"
          kind="plain"
          size="small"
          disabled={at === lines.length - 1}
          onTap={() => step(at + 1)}
        />
        <Button
          text="删掉"
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
  if (saving === 'refused') return <Notice text={`没存上：${sayRefusal(refusal)}`} tone="warn" />
  const text = {
    saved: savedAt ? `存好了 ${sayTime(savedAt, now())}` : '',
    waiting: '停一停就存',
    saving: '正在存…',
    offline: '没网。先记在这台设备上，连上了自己存。',
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
    void Taro.showToast({ title: '复制好了', icon: 'none' })
  }
  return (
    <Card tone="warn">
      <View className="under-label">
        刚才有人先存了这份笔录，上面是新的。您没存上的在这里，要的话复制过去：
      </View>
      <View className="record-text">{asText(mine)}</View>
      <Button text="复制我写的" onTap={copy} />
      <Button text="不要了" kind="plain" onTap={drop} />
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
        label="谁说的"
        options={[...new Set([...speakers, value.who])].map(who => ({ value: who, text: who }))}
        value={value.who}
        onChange={who => set({ ...value, who })}
      />
      <Field
        label="说了什么"
        lines="many"
        longest={2000}
        placeholder="一句一段，照原话"
        value={value.text}
        onChange={typed => set({ ...value, text: typed })}
      />
      <Button text="加上这句" disabled={!text} onTap={done} />
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
            {blocks.length === 0 && <View className="hint">还没有写。选谁说的，写一句，加一句。</View>}
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
              label="谈拢的几点（一条一行）"
              lines="many"
              longest={4000}
              placeholder="写在这里的，会填进协议"
              value={points}
              onChange={typed => set({ points: typed })}
            />
          </Card>
          <View className="stack">
            <Button text="回到这件事" onTap={() => openInstead('mediation/case', { id })} />
            <PrintPaper id={id} which="record" />
          </View>
        </View>
      </View>
    </>
  )
}

export default function RecordPage() {
  const { id = '' } = useParams('mediation/record')
  const { data: item, error, again } = useReply(mediation.get, { id })
  if (!item || isFinal(error))
    return (
      <Page title="笔录">
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
    <Page title={`笔录 ${item.number ?? ''}`} wide>
      {item.may.includes('record') ? <Sheet item={item} /> : <Notice text="还没开始谈，写不了笔录。" />}
    </Page>
  )
}
