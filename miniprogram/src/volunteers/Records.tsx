/** 服务记录单: made over a period, opened, kept; and the seal that makes a 证明 of it. */
import { View } from '@tarojs/components'
import { useRef, useState } from 'react'
import { volunteers } from '../../../shared/volunteers.ts'
import type { RecordReply } from '../../../shared/volunteers/hours.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { ListRest } from '../components/ListRest.tsx'
import { PaperSheet } from '../components/PaperSheet.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { StateBadge } from '../components/StateBadge.tsx'
import { Empty, Notice } from '../components/States.tsx'
import { randomKey } from '../platform/keys.ts'
import { useList, useListGestures, useMove } from '../platform/query.tsx'
import { sayRefusal } from '../platform/refused.ts'
import { askToBeTold } from '../platform/subscribe.ts'
import { sayMinutes, sayPeriod } from './days.ts'
import { RecordSheet } from './RecordSheet.tsx'
import { recordText, words } from './words.ts'

const sayState = ({ state, reason, sealed }: RecordReply) => {
  if (sealed) {
    const { handler, contact, announcedFromOn, announcedToOn } = sealed
    return `${words.sealedBy(handler, contact)}。${words.announced(sayPeriod(announcedFromOn, announcedToOn))}`
  }
  if (state === 'refused') return words.sealRefused(reason ?? '')
  return state === 'asked' ? words.sealAsked : words.sealNote
}

/** Kept for a week and then made again, so each tap may order it anew; the same tap again does not. */
const Print = ({ number }: Pick<RecordReply, 'number'>) => {
  const { go, error } = useMove()
  const [paper, setPaper] = useState<string>()
  const key = useRef<string>(undefined)
  const print = async () => {
    key.current ??= await randomKey()
    await go(volunteers.printRecord, { key: key.current, number }).then(
      made => {
        key.current = undefined
        setPaper(made.paper)
      },
      () => undefined, // shown below
    )
  }
  return (
    <>
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      <Button text={words.print} label={words.printOf(number)} onTap={print} />
      {paper && <PaperSheet id={paper} close={() => setPaper(undefined)} />}
    </>
  )
}

/** There is no way back, so it is said first what comes of it. */
const AskSeal = ({ number, announceDays = 0 }: Pick<RecordReply, 'number' | 'announceDays'>) => {
  const { go, error, forget } = useMove()
  const [asking, setAsking] = useState(false)
  const close = () => {
    forget()
    setAsking(false)
  }
  const ask = async () => {
    void askToBeTold('asking')
    await go(volunteers.askSeal, { number }).then(close, () => undefined) // shown below
  }
  return (
    <>
      <Button text={words.seal} kind="plain" onTap={() => setAsking(true)} />
      <Sheet
        open={asking}
        title={words.sealTitle}
        close={close}
        closeText={words.sealNot}
        foot={<Button text={words.sealYes} onTap={ask} />}
      >
        <View className="sheet-text">{words.sealText(announceDays)}</View>
        {error && <Notice text={sayRefusal(error)} tone="warn" />}
      </Sheet>
    </>
  )
}

const RecordCard = ({ record }: { readonly record: RecordReply }) => {
  const { minutes, nowMinutes } = record
  const [badge, tone] = recordText[record.state]
  return (
    <Card title={sayPeriod(record.fromOn, record.toOn)} aside={<StateBadge text={badge} tone={tone} />}>
      <View className="big">{words.servedOf(sayMinutes(minutes), record.times)}</View>
      <View className="hint">{`${words.number} ${record.number}`}</View>
      <View className="small">{sayState(record)}</View>
      {nowMinutes !== undefined && (
        <Notice
          text={(nowMinutes < minutes ? words.outdated : words.grown)(sayMinutes(nowMinutes))}
          tone="warn"
        />
      )}
      <Print number={record.number} />
      {record.may.includes('ask') && <AskSeal {...record} />}
    </Card>
  )
}

export const Records = () => {
  const [asking, setAsking] = useState(false)
  const [made, setMade] = useState(false)
  const [paper, setPaper] = useState<string>()
  const list = useList(volunteers.records, { list: 'mine' })
  useListGestures(list)
  return (
    <>
      <View className="moves">
        <Button text={words.recordAsk} onTap={() => setAsking(true)} />
      </View>
      {made && <Notice text={words.recordReady} tone="good" />}
      {list.items?.map(record => (
        <RecordCard key={record.number} record={record} />
      ))}
      {list.items?.length === 0 && <Empty text={words.noRecords} />}
      <ListRest {...list} />
      {asking && (
        <RecordSheet
          close={() => setAsking(false)}
          made={record => {
            setAsking(false)
            setMade(true)
            setPaper(record.paper)
          }}
        />
      )}
      {paper && <PaperSheet id={paper} close={() => setPaper(undefined)} />}
    </>
  )
}
