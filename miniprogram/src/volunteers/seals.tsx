/** 等盖章: record sheets that people want as a 证明. Announced and sealed, or why not. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import * as z from 'zod/mini'
import { onOf, sayDate, sayMinutes } from '../../../shared/time.ts'
import { volunteers } from '../../../shared/volunteers/volunteers.ts'
import type { RecordReply } from '../../../shared/volunteers/hours.ts'
import { actsOf } from '../components/act.tsx'
import { ActButton } from '../components/Acts.tsx'
import { ListRest } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { useCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { line, lines, when } from '../components/fields.tsx'
import { LineCard, type ListLine } from '../components/ListPage.tsx'
import { Page } from '../components/Page.tsx'
import { Empty, Notice } from '../components/States.tsx'
import { useForm } from '../components/useForm.tsx'
import { useDraft } from '../platform/drafts.ts'
import { useList, useMove } from '../platform/query.tsx'
import { sayPeriod } from './days.ts'
import { complaintsAboutSeal } from './desk-forms.ts'
import './lead.css'
import { ledPage } from './led-teams.tsx'
import { sayOutdated, words } from './words.ts'

/** It is known by its number. */
type Item = RecordReply & { readonly id: string }
const { act } = actsOf<Item>()

const lineOf = (
  { number, name, minutes, nowMinutes, ...period }: RecordReply,
  chosen: string | undefined,
  choose: (number: string) => void,
): ListLine => ({
  title: name,
  tone: number === chosen ? 'accent' : 'plain',
  aside: sayMinutes(minutes),
  hint: sayPeriod(period.fromOn, period.toOn),
  strong: nowMinutes !== undefined && (nowMinutes < minutes ? '已有更正' : '时长多了'),
  open: () => choose(number),
})

const openPaper = act(volunteers.printRecord, {
  label: '看记录单',
  may: [],
  along: ({ number }) => ({ number }),
})

const refuse = act(volunteers.seal, {
  label: '盖不了',
  may: ['refuse'],
  title: words.whyNoSeal,
  yes: '告诉本人',
  no: '我再想想',
  fields: {
    reason: lines(words.whyNoSeal, {
      quiet: true,
      hint: '比如：11月3日那次对不上，请先找队长核对',
      longest: 60,
    }),
  },
  wrong: ({ reason = '' }, { number }) => complaintsAboutSeal({ number, reason }),
  along: ({ number }) => ({ number }),
  keeps: true,
  done: '已经告诉本人了',
})

const sealDraft = z.object({
  announcedFromOn: z.string(),
  announcedToOn: z.string(),
  handler: z.string(),
  contact: z.string(),
})

interface SealProps {
  readonly record: Item
  readonly done: (text: string) => void
}

const SealForm = ({ record: { number, issuedAt }, done }: SealProps) => {
  const contact = useCommunity()?.phone ?? ''
  const from = onOf(issuedAt)
  const { go } = useMove()
  const { field, pair, send, refused, clear } = useForm({
    draft: useDraft(`volunteers.sealing.${number}`, sealDraft, {
      ...{ announcedFromOn: '', announcedToOn: '', handler: '' },
      contact,
    }),
    fields: {
      announcedFromOn: when('公示从哪天', 'date', { from }),
      announcedToOn: when('公示到哪天', 'date', { from }),
      handler: line('经办人', { longest: 20 }),
      contact: line('联系电话', { longest: 40, type: 'digit' }),
    },
    wrong: sealed => complaintsAboutSeal({ number, sealed }),
  })
  const seal = async () => {
    if (!(await send(sealed => go(volunteers.seal, { number, sealed })))) return
    clear()
    done('已盖章')
  }
  return (
    <>
      {pair('announcedFromOn', 'announcedToOn')}
      <View className="hint under-label">从开单那天起公示，公示满了才能盖。</View>
      {field('handler', 'contact')}
      {refused}
      <Button text="公示过，章盖好了" onTap={seal} />
    </>
  )
}

const Chosen = ({ record, done }: SealProps) => {
  const outdated = sayOutdated(record, '请他重开一张', '盖不了，')
  const props = { item: record, onMoved: () => undefined }
  return (
    <>
      {outdated && <Notice text={outdated} tone="warn" />}
      <Card title={record.name}>
        <View>{sayPeriod(record.fromOn, record.toOn)}</View>
        <View>{words.sum(record.times, sayMinutes(record.minutes))}</View>
        <View className="hint">{`${sayDate(onOf(record.issuedAt))}开的`}</View>
        <View className="hint">{`编号 ${record.number}`}</View>
      </Card>
      <ActButton act={openPaper} {...props} />
      {/* The one it is about can see that it was looked at. */}
      <View className="hint under-label">本人查得到您看过。</View>
      <View className="stack">
        {record.may.includes('seal') && <SealForm record={record} done={done} />}
        <ActButton act={refuse} {...props} />
      </View>
    </>
  )
}

const Seals = () => {
  const list = useList(volunteers.records, { list: 'asked' })
  const [chosen, setChosen] = useState<string>()
  const { items } = list
  const record = items?.find(({ number }) => number === chosen)
  const done = (text: string) => {
    setChosen(undefined)
    void Taro.showToast({ title: text, icon: 'none' })
  }
  return (
    <Page title="等盖章的记录单" wide back={record && (() => setChosen(undefined))}>
      <View className={record ? 'beside chosen-one' : 'beside'}>
        <View className="beside-list">
          <View className="hint under-label">先公示，再盖章。写上经办人和电话，它才是一张证明。</View>
          {items?.map(each => (
            <LineCard key={each.number} line={lineOf(each, chosen, setChosen)} />
          ))}
          {items?.length === 0 && <Empty text="没有等盖章的记录单。" />}
          <ListRest {...list} />
        </View>
        <View className="beside-part">
          {record ? (
            <Chosen key={record.number} record={{ ...record, id: record.number }} done={done} />
          ) : (
            items && items.length > 0 && <View className="hint desk-only">点一张，在这里看。</View>
          )}
        </View>
      </View>
    </Page>
  )
}

export default ledPage('等盖章的记录单', Seals, true)
