/** 调解的事: the queue on a phone, what is late first, and whose hands are full. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { identity } from '../../../shared/identity.ts'
import { mediation } from '../../../shared/mediation.ts'
import type { CaseReply } from '../../../shared/mediation/case.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Choice } from '../components/Choice.tsx'
import { ListRest } from '../components/ListRest.tsx'
import { Page } from '../components/Page.tsx'
import { Row } from '../components/Row.tsx'
import { StateBadge } from '../components/StateBadge.tsx'
import { Empty, Failed, Loading } from '../components/States.tsx'
import { open } from '../platform/open.ts'
import { useList, useListGestures, useReply } from '../platform/query.tsx'
import { MonthTables } from './papers/MonthTables.tsx'
import { daysUntil } from './room/times.ts'
import { words } from './room/cases-words.ts'

const now = () => new Date().toISOString()
const lists = ['open', 'ended'] as const
type List = (typeof lists)[number]

const sayLeft = ({ dueAt }: CaseReply) => {
  if (!dueAt) return undefined
  const days = daysUntil(dueAt, now())
  return days < 0 ? `过了${-days}天` : days === 0 ? '今天到期' : `还剩${days}天`
}

const CaseCard = ({ item }: { readonly item: CaseReply }) => {
  const { id, number, title, stateText, stateHint, mediator } = item
  const late = item.dueAt !== undefined && item.dueAt < now()
  const facts = [mediator?.name ?? '没定调解员', sayLeft(item)]
  return (
    <Card
      title={[number, title.split(' · ')[0]].filter(Boolean).join(' ')}
      tone={late ? 'warn' : 'plain'}
      label={[number, title, stateText, sayLeft(item)].filter(Boolean).join('，')}
      aside={<StateBadge text={late ? '过期了' : stateText} tone={late ? 'late' : 'yours'} />}
      onTap={() => open('mediation/case', { id })}
    >
      <View>{stateHint}</View>
      <View className="hint">{facts.filter(Boolean).join(' · ')}</View>
    </Card>
  )
}

const Loads = () => {
  const { data, error, again } = useReply(mediation.load, {})
  if (!data) return error ? <Failed error={error} again={again} /> : <Loading />
  return data.items.length === 0 ? null : (
    <Card title="各人手上">
      {data.items.map(({ id, name, load }) => (
        <Row key={id} name={name} value={load === 0 ? '手上没有案子' : `手上${load}件`} />
      ))}
    </Card>
  )
}

const Queue = ({ list, staff }: { readonly list: List; readonly staff: boolean }) => {
  const asked = useList(mediation.queue, { list })
  useListGestures(asked)
  const { items } = asked
  return (
    <>
      <View className="wide-list">
        {items?.map(item => (
          <CaseCard key={item.id} item={item} />
        ))}
      </View>
      {items?.length === 0 && <Empty text={list === 'open' ? '手上没有在办的调解。' : '还没有办完的。'} />}
      <ListRest {...asked} />
      {staff && items && (
        <>
          <View className="gap" />
          {list === 'open' && <Loads />}
          <MonthTables />
        </>
      )}
    </>
  )
}

export default function Cases() {
  const { data: me, error, again } = useReply(identity.me, {}, { remember: true })
  const [list, setList] = useState<List>('open')
  if (!me)
    return <Page title={words.cases}>{error ? <Failed error={error} again={again} /> : <Loading />}</Page>
  const has = (role: string) => me.grants.some(grant => grant.role === role)
  const staff = has('mediationStaff')
  if (!staff && !has('mediator'))
    return (
      <Page title={words.cases}>
        <Empty text="调解室的人才看得到这里。" />
      </Page>
    )
  return (
    <Page title={words.cases} wide>
      <View className="pair">
        <View className="pair-part">
          <Button text="先记一笔" onTap={() => open('mediation/note')} />
        </View>
        <View className="pair-part">
          <Button text="登记一件调解" kind="plain" onTap={() => open('mediation/newcase')} />
        </View>
      </View>
      <View className="gap" />
      <Choice
        look="segments"
        options={lists.map(value => ({ value, text: words.lists[value] }))}
        value={list}
        onChange={setList}
      />
      <Queue key={list} list={list} staff={staff} />
    </Page>
  )
}
