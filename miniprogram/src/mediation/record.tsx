/** 笔录: who says what, sentence by sentence, saved as it is written. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { mediation } from '../../../shared/mediation/mediation.ts'
import type { CaseReply } from '../../../shared/mediation/reply.ts'
import { recordStates } from '../../../shared/mediation/records.ts'
import { sayMonthDay, sayTime } from '../../../shared/time.ts'
import { role } from '../components/aria.ts'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Choice } from '../components/Choice.tsx'
import { FactCard } from '../components/facts.tsx'
import { Fields, asIs, lines as typed, oneOf } from '../components/fields.tsx'
import { Page } from '../components/Page.tsx'
import { Notice } from '../components/States.tsx'
import { useDraft } from '../platform/drafts.ts'
import { openInstead, useParams } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'
import { isFinal, sayRefusal } from '../platform/refused.ts'
import { copy } from '../platform/say.ts'
import { RecordLater, RecordSigning, SessionFacts } from './papers/RecordSigning.tsx'
import { asText, lineSchema, moved, type Draft, type Line } from './papers/record-lines.ts'
import { useRecord } from './papers/record-saving.ts'
import './room/room.css'

const speakersOf = ({ parties }: CaseReply) => [
  ...parties.flatMap(({ name, agent, companions = [] }) => [name, ...(agent ? [agent] : []), ...companions]),
  '调解员',
]

/** Who says it; somebody who has left the case since is still to choose. */
const speaker = (speakers: readonly string[], who: string, label?: string) =>
  oneOf(label, asIs([...new Set([...speakers, who])]))

interface Editing {
  readonly lines: readonly Line[]
  readonly at: number
  readonly speakers: readonly string[]
  readonly set: (lines: readonly Line[], at: number | undefined) => void
}

const LineEdit = ({ lines, at, speakers, set }: Editing) => {
  const line = lines[at]!
  const small = { kind: 'plain', size: 'small' } as const
  const replaced = (...now: readonly Line[]) => [...lines.slice(0, at), ...now, ...lines.slice(at + 1)]
  const step = (to: number) => set(moved(lines, at, to), to)
  return (
    <View className="record-edit">
      <Fields
        of={{
          who: speaker(speakers, line.who),
          text: typed(`改${line.who}的这句`, { longest: 2000, quiet: true }),
        }}
        value={line}
        set={now => set(replaced(now), at)}
      />
      <View className="chips">
        <Button text="改好了" size="small" onTap={() => set(lines, undefined)} />
        <Button text="上移" {...small} disabled={at === 0} onTap={() => step(at - 1)} />
        <Button text="下移" {...small} disabled={at === lines.length - 1} onTap={() => step(at + 1)} />
        <Button text="删掉" size="small" kind="danger" onTap={() => set(replaced(), undefined)} />
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
const Mine = ({ mine, drop }: { readonly mine: Draft; readonly drop: () => void }) => (
  <Card tone="warn">
    <View className="under-label">
      刚才有人先存了这份笔录，上面是新的。您没存上的在这里，要的话复制过去：
    </View>
    <View className="record-text">{asText(mine)}</View>
    <Button text="复制我写的" onTap={() => copy(asText(mine), '复制好了')} />
    <Button text="不要了" kind="plain" onTap={drop} />
  </Card>
)

interface Adding {
  readonly id: string
  readonly speakers: readonly string[]
  readonly add: (line: Line) => void
}

/** What is being typed is no sentence yet, but it is kept as well. */
const AddLine = ({ id, speakers, add }: Adding) => {
  const { value, set } = useDraft(`mediation.line.${id}`, lineSchema, { who: speakers[0]!, text: '' })
  const text = value.text.trim()
  const done = () => {
    add({ ...value, text })
    set({ ...value, text: '' })
  }
  return (
    <Card>
      <Fields
        of={{
          who: speaker(speakers, value.who, '谁说的'),
          text: typed('说了什么', { longest: 2000, hint: '一句一段，照原话' }),
        }}
        {...{ value, set }}
      />
      <Button text="加上这句" disabled={!text} onTap={done} />
    </Card>
  )
}

/** What somebody said; a tap opens it to be put right. */
const Said = ({ who, text, onTap }: Line & { readonly onTap?: () => void }) => (
  <View
    className="record-line"
    {...(onTap && { hoverClass: 'card-pressed', onClick: onTap, ...role('button', `${who}：${text}`) })}
  >
    <View className="record-who">{who}</View>
    <View className="record-text">{text}</View>
  </View>
)

interface SheetProps {
  readonly item: CaseReply
  readonly session: number
}

const Sheet = ({ item, session }: SheetProps) => {
  const { id } = item
  const record = useRecord(id, session)
  const { value, stands, set, mine, dropMine } = record
  const [editing, setEditing] = useState<number>()
  if (!value || !stands) return <Awaited asked={{ error: record.error, again: record.again }} calls={false} />
  const speakers = speakersOf(item)
  const writes = stands.may.includes('record')
  const { blocks, points } = value
  const edit = (lines: readonly Line[], next: number | undefined) => {
    setEditing(next)
    set({ blocks: [...lines] })
  }
  return (
    <>
      {writes && <State {...record} />}
      <View className="record-beside">
        <View>
          {mine && <Mine mine={mine} drop={dropMine} />}
          <SessionFacts item={stands} />
          <Card>
            {writes && blocks.length === 0 && (
              <View className="hint">还没有写。选谁说的，写一句，加一句。</View>
            )}
            {!writes && stands.blocks.map((line, at) => <Said key={at} {...line} />)}
            {writes &&
              blocks.map((line, at) =>
                at === editing ? (
                  <LineEdit key={at} lines={blocks} {...{ at, speakers }} set={edit} />
                ) : (
                  <Said key={at} {...line} onTap={() => setEditing(at)} />
                ),
              )}
          </Card>
          {!writes && (
            <FactCard
              title="谈拢的几点"
              lines={stands.points.map((point, i) => ({ name: `${i + 1}. ${point}` }))}
            />
          )}
          {!writes && <RecordLater item={stands} />}
        </View>
        <View className="record-stays">
          {writes && (
            <>
              <AddLine
                id={`${id}.${session}`}
                speakers={speakers}
                add={line => set({ blocks: [...blocks, line] })}
              />
              <Card>
                <Fields
                  of={{
                    points: typed('谈拢的几点（一条一行）', {
                      longest: 4000,
                      hint: '写在这里的，会填进协议',
                    }),
                  }}
                  value={{ points }}
                  set={set}
                />
              </Card>
            </>
          )}
          {(!writes || (stands.version > 0 && record.saving === 'saved')) && <RecordSigning item={stands} />}
          <View className="stack">
            <Button text="回到这件事" kind="plain" onTap={() => openInstead('mediation/case', { id })} />
          </View>
        </View>
      </View>
    </>
  )
}

const sayState = (record: CaseReply['sessions'][number]['record']) =>
  record ? recordStates.text[record] : '没有写'

/** Each session has its own; where there are several, which one is said on top. */
const Records = ({ item, wanted }: { readonly item: CaseReply; readonly wanted: number }) => {
  const { sessions } = item
  const [chosen, choose] = useState(String(wanted || sessions.length))
  const options = sessions.map(({ fromAt, record }, i) => ({
    value: String(i + 1),
    text: `第${i + 1}次 ${sayMonthDay(fromAt)} ${sayState(record)}`,
  }))
  return (
    <>
      {options.length > 1 && <Choice label="哪一次" {...{ options }} value={chosen} onChange={choose} />}
      {item.number && <View className="hint">{item.number}</View>}
      <Sheet key={chosen} item={item} session={Number(chosen)} />
    </>
  )
}

export default function RecordPage() {
  const { id = '', session } = useParams('mediation/record')
  const asked = useReply(mediation.get, { id })
  const item = isFinal(asked.error) ? undefined : asked.data
  return (
    <Page title="笔录" wide>
      {!item ? (
        <Awaited asked={asked} />
      ) : item.may.includes('readRecord') && item.sessions.length > 0 ? (
        <Records item={item} wanted={Number(session) || 0} />
      ) : (
        <Notice text="还没开始谈，写不了笔录。" />
      )}
    </Page>
  )
}
