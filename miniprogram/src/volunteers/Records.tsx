/** 服务记录单: made over a period, opened, kept; and the seal that makes a 证明 of it. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import * as z from 'zod/mini'
import { volunteers } from '../../../shared/volunteers/volunteers.ts'
import { recordStates, type RecordReply } from '../../../shared/volunteers/hours.ts'
import { actsOf } from '../components/act.tsx'
import { Asking } from '../components/Asking.tsx'
import { Acts } from '../components/Acts.tsx'
import { ListRest } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { line, oneOf, when } from '../components/fields.tsx'
import { usePaper } from '../components/PaperSheet.tsx'
import { StateBadge } from '../components/StateBadge.tsx'
import { Empty, Notice } from '../components/States.tsx'
import { useForm } from '../components/useForm.tsx'
import { useDraft } from '../platform/drafts.ts'
import { useList, useMove } from '../platform/query.tsx'
import { sayPeriod, yearsUntil } from './days.ts'
import { recordTones, sayOutdated, sayServed } from './words.ts'

const sayState = ({ state, reason, sealed }: RecordReply) => {
  if (sealed) {
    const { handler, contact, announcedFromOn, announcedToOn } = sealed
    return `经办人${handler}，电话${contact}。公示：${sayPeriod(announcedFromOn, announcedToOn)}`
  }
  if (state === 'refused') return `没盖章：${reason ?? ''}`
  return state === 'asked'
    ? '社区要先公示，再盖章，办好告诉您。'
    : '记录单不是证明。社区公示、盖章后，才是志愿服务证明。'
}

/** It is known by its number. */
const { act } = actsOf<RecordReply & { readonly id: string }>()
const acts = {
  // Kept for a week and then made again, so each tap may order it anew.
  print: act(volunteers.printRecord, {
    label: '打开、保存',
    readout: ({ number }) => `打开、保存，编号${number}`,
    may: [],
    kind: 'primary',
    along: ({ number }) => ({ number }),
  }),
  // There is no way back, so it is said first what comes of it.
  seal: act(volunteers.askSeal, {
    label: '申请盖章证明',
    may: ['ask'],
    title: '申请盖章？',
    says: ({ announceDays = 0 }) =>
      `社区会把您的名字和时长公示${announceDays}天，没人有异议再盖章。申请以后不能撤回。`,
    yes: '好的，申请',
    no: '先不申请',
    along: ({ number }) => ({ number }),
    tells: 'asking',
  }),
}

const RecordCard = ({ record }: { readonly record: RecordReply }) => {
  const { minutes, number, times } = record
  const outdated = sayOutdated(record, '请重开一张')
  return (
    <Card
      title={sayPeriod(record.fromOn, record.toOn)}
      aside={<StateBadge text={recordStates.text[record.state]} tone={recordTones[record.state]} />}
    >
      <View className="big">{sayServed(minutes, times)}</View>
      <View className="hint">{`编号 ${number}`}</View>
      <View className="small">{sayState(record)}</View>
      {outdated && <Notice text={outdated} tone="warn" />}
      <Acts
        item={{ ...record, id: number }}
        acts={acts}
        order={(_, beside) => ({ beside })}
        onMoved={() => undefined}
      />
    </Card>
  )
}

const typed = z.object({
  period: z.enum(['thisYear', 'lastYear', 'ownPeriod']),
  fromOn: z.string(),
  toOn: z.string(),
  volunteerNumber: z.string(),
})

interface SheetProps {
  readonly close: () => void
  readonly made: (record: RecordReply) => void
}

/** Over which period a record sheet is wanted. */
const RecordSheet = ({ close, made }: SheetProps) => {
  const years = yearsUntil(new Date().toISOString())
  const periodOf = ({ period, fromOn, toOn }: z.output<typeof typed>) =>
    period === 'ownPeriod' ? { fromOn, toOn } : years[period]
  const { go } = useMove()
  const { value, field, send, error, clear } = useForm({
    draft: useDraft('volunteers.record', typed, {
      ...years.thisYear,
      period: 'thisYear',
      volunteerNumber: '',
    }),
    fields: {
      period: oneOf(undefined, { thisYear: '今年', lastYear: '去年', ownPeriod: '自己选' }),
      fromOn: when('从哪天', 'date', { to: years.thisYear.toOn }),
      toOn: when('到哪天', 'date', { to: years.thisYear.toOn }),
      volunteerNumber: line('志愿者编号（可以不填）', { hint: '全国志愿服务系统里的编号', longest: 24 }),
    },
    wrong: said => {
      const { fromOn, toOn } = periodOf(said)
      return { ...(fromOn > toOn && { fromOn: '开头要在结尾前面，请再看看。' }) }
    },
  })
  const make = async () => {
    const record = await send(said =>
      go(volunteers.record, { ...periodOf(said), volunteerNumber: said.volunteerNumber.trim() || undefined }),
    )
    if (!record) return
    clear()
    made(record)
  }
  return (
    <Asking
      title="开哪一段的？"
      close={close}
      closeText="先不开"
      error={error}
      foot={<Button text="就开这段" onTap={make} />}
    >
      {field('period')}
      {value.period === 'ownPeriod' && field('fromOn', 'toOn')}
      {field('volunteerNumber')}
    </Asking>
  )
}

export const Records = () => {
  const [asking, setAsking] = useState(false)
  const [made, setMade] = useState(false)
  const { show, sheet } = usePaper()
  const list = useList(volunteers.records, { list: 'mine' })
  return (
    <>
      <View className="moves">
        <Button text="开服务记录单" onTap={() => setAsking(true)} />
      </View>
      {made && <Notice text="开好了。" tone="good" />}
      {list.items?.map(record => (
        <RecordCard key={record.number} record={record} />
      ))}
      {list.items?.length === 0 && <Empty text="还没开过记录单。要用的时候，现开现有。" />}
      <ListRest {...list} />
      {asking && (
        <RecordSheet
          close={() => setAsking(false)}
          made={record => {
            setAsking(false)
            setMade(true)
            show(record.paper)
          }}
        />
      )}
      {sheet}
    </>
  )
}
