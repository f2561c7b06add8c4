/** 笔录: who says what, sentence by sentence, saved as it is written. */
import { role } from '../components/aria.ts'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import * as z from 'zod/mini'
import { mediation } from '../../../shared/mediation.ts'
import type { CaseReply } from '../../../shared/mediation/reply.ts'
import { sayTime } from '../../../shared/time.ts'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Choice } from '../components/Choice.tsx'
import { Field } from '../components/Field.tsx'
import { Page } from '../components/Page.tsx'
import { Notice } from '../components/States.tsx'
import { useDraft } from '../platform/drafts.ts'
import { openInstead, useParams } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'
import { isFinal, sayRefusal } from '../platform/refused.ts'
import { PrintPaper } from './papers/CasePapers.tsx'
import { asText, moved, type Draft, type Line } from './papers/record-lines.ts'
import { useRecord } from './papers/record-saving.ts'
import './room/room.css'

const adding = z.object({ who: z.string(), text: z.string() })

const speakersOf = ({ parties }: CaseReply) => [
  ...parties.flatMap(({ name, agent, companions = [] }) => [name, ...(agent ? [agent] : []), ...companions]),
  '调解员',
]

interface Who {
  readonly label?: string
  readonly speakers: readonly string[]
  readonly value: string
  readonly onChange: (who: string) => void
}

const WhoChoice = ({ label, speakers, value, onChange }: Who) => (
  <Choice
    label={label}
    options={[...new Set([...speakers, value])].map(who => ({ value: who, text: who }))}
    value={value}
    onChange={onChange}
  />
)

const LineView = ({ line: { who, text }, edit }: { readonly line: Line; readonly edit: () => void }) => (
  <View
    className="record-line"
    hoverClass="card-pressed"
    onClick={edit}
    {...role('button', `${who}：${text}`)}
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
  const change = (now: Partial<Line>) => {
    const changed = lines.map((each, i) => (i === at ? { ...each, ...now } : each))
    set(changed, at)
  }
  const others = lines.filter((_, i) => i !== at)
  const step = (to: number) => set(moved(lines, at, to), Math.min(Math.max(to, 0), lines.length - 1))
  const small = { kind: 'plain', size: 'small' } as const
  return (
    <View className="record-edit">
      <WhoChoice speakers={speakers} value={line.who} onChange={who => change({ who })} />
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
        <Button text="上移" {...small} disabled={at === 0} onTap={() => step(at - 1)} />
        <Button text="下移" {...small} disabled={at === lines.length - 1} onTap={() => step(at + 1)} />
        <Button text="删掉" size="small" kind="danger" onTap={() => set(others, undefined)} />
      </View>
    </View>
  )
}

const State = ({ saving, savedAt, refusal }: ReturnType<typeof useRecord>) => {
  if (saving === 'refused') return <Notice text={`没存上：${sayRefusal(refusal)}`} tone="warn" />
  const text = {
    saved: savedAt ? `存好了 ${sayTime(savedAt, new Date().toISOString())}` : '',
    waiting: '停一停就存',
    saving: '正在存…',
    offline: '没网。先记在这台设备上，连上了自己存。',
  }[saving]
  const look = saving === 'saved' ? 'record-saved' : 'record-open'
  return text ? (
    <View className={`record-state ${look}`} {...role('status')}>
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

interface Adding {
  readonly id: string
  readonly speakers: readonly string[]
  readonly add: (line: Line) => void
}

/** What is being typed is no sentence yet, but it is kept as well. */
const AddLine = ({ id, speakers, add }: Adding) => {
  const { value, set } = useDraft(`mediation.line.${id}`, adding, { who: speakers[0]!, text: '' })
  const { who } = value
  const text = value.text.trim()
  const done = () => {
    add({ who, text })
    set({ who, text: '' })
  }
  return (
    <Card>
      <WhoChoice label="谁说的" speakers={speakers} value={who} onChange={who => set({ ...value, who })} />
      <Field
        label="说了什么"
        lines="many"
        longest={2000}
        placeholder="一句一段，照原话"
        value={value.text}
        onChange={typed => set({ who, text: typed })}
      />
      <Button text="加上这句" disabled={!text} onTap={done} />
    </Card>
  )
}

const Sheet = ({ item }: { readonly item: CaseReply }) => {
  const { id } = item
  const record = useRecord(id)
  const { value, set, mine, dropMine } = record
  const [editing, setEditing] = useState<number>()
  if (!value) return <Awaited asked={{ error: record.error, again: record.again }} calls={false} />
  const speakers = speakersOf(item)
  const { blocks, points } = value
  const edit = (lines: readonly Line[], next: number | undefined) => {
    setEditing(next)
    set({ blocks: [...lines] })
  }
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
                <LineEdit key={at} lines={blocks} at={at} speakers={speakers} set={edit} />
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
        <Awaited asked={{ data: item, error, again }} />
      </Page>
    )
  return (
    <Page title={`笔录 ${item.number ?? ''}`} wide>
      {item.may.includes('record') ? <Sheet item={item} /> : <Notice text="还没开始谈，写不了笔录。" />}
    </Page>
  )
}
