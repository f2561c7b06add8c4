/** 登记住处: where I live, and how far the community is with it. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import * as z from 'zod/mini'
import { identity, type Me } from '../../../shared/identity/identity.ts'
import { doorOf, homeKindNames, homeRefusalTexts, type DoorCode } from '../../../shared/identity/homes.ts'
import { actsOf, type Item } from '../components/act.tsx'
import { ActButton } from '../components/Acts.tsx'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { line, namesOf, oneOf, toggle } from '../components/fields.tsx'
import { judged } from '../components/form.ts'
import { Page } from '../components/Page.tsx'
import { Notice } from '../components/States.tsx'
import { useForm } from '../components/useForm.tsx'
import { useDraft } from '../platform/drafts.ts'
import { open, openInstead, openTab, useParams } from '../platform/open.ts'
import { useMove, useReply } from '../platform/query.tsx'
import { words } from './home-words.ts'
import { nameFields } from './names.tsx'

const form = z.object({
  building: z.optional(z.string()),
  unit: z.string(),
  room: z.string(),
  as: z.optional(z.enum(['owner', 'tenant', 'family'])),
  apart: z.optional(z.boolean()),
  name: z.string(),
  callName: z.string(),
})
const empty: z.output<typeof form> = { unit: '', room: '', name: '', callName: '' }

const given = ({ building, unit = '', room = '' }: DoorCode) => ({ building, unit, room })

const Form = ({ sent }: { readonly sent: () => void }) => {
  const { data: choices, ...asked } = useReply(identity.buildings, {})
  const { go } = useMove()
  const { scene } = useParams('identity/home')
  const draft = useDraft('home', form, { ...empty, ...(scene && given(doorOf(scene))) })
  const { takes } = identity.bindHome
  const inputOf = (said: z.output<typeof form>) => ({
    ...said,
    community: choices?.community,
    callName: said.callName || undefined,
  })
  const { field, pair, refused, send, clear } = useForm({
    draft,
    fields: {
      building: oneOf(`${choices?.name} · 几号楼`, namesOf(choices?.items)),
      unit: line('几单元', { hint: '例如 2、A座', longest: 8 }),
      room: line('几室', { hint: '例如 501、东户', longest: 10 }),
      as: oneOf('您是', { owner: '房主', family: '家里人', tenant: '租户' }),
      apart: toggle('这户住着两家', '合租的，我家单算，各看各的'),
      ...nameFields(draft.value.name),
    },
    wrong: said => judged(takes, inputOf(said)),
  })
  if (!choices) return <Awaited asked={asked} />
  const bind = async () => {
    if (!(await send(said => go(identity.bindHome, takes.parse(inputOf(said)))))) return
    clear()
    sent()
  }
  return (
    <>
      <View className="hint under-label">填好后，网格员或楼门长会来核对。门牌只给核对的人看。</View>
      {field('building')}
      {pair('unit', 'room')}
      {field('as', 'apart', 'name', 'callName')}
      {refused}
      <Button text="登记" onTap={bind} />
    </>
  )
}

const leave = actsOf<Item>().act(identity.leaveHome, { may: [], label: '不登记了' })

/** What was said, and that somebody will come. */
const Waiting = ({ me, change }: { readonly me: Me; readonly change: () => void }) => {
  const { building, as } = me.claim!
  return (
    <View className="stack">
      <Card tone="accent" title="等社区核对">
        <View className="strong">{`${building} · ${homeKindNames[as]}`}</View>
        <View>一般两天内会核对好，核对时可能给您打电话。急事现在就能打给社区。</View>
      </Card>
      {!me.phone && <Button text="留个电话，核对更快" onTap={() => open('identity/phone')} />}
      <CallCommunity kind={me.phone ? 'primary' : 'plain'} />
      <Button text="改一改" kind="plain" onTap={change} />
      <ActButton act={leave} item={{ id: '', may: [] }} />
    </View>
  )
}

const Content = ({ me }: { readonly me: Me }) => {
  const [changing, setChanging] = useState(false)
  const { home, claim } = me
  if (home && !changing)
    return (
      <View className="stack">
        <Notice text={`已经登记在${home.building}。`} tone="good" />
        <Button text={words.household} onTap={() => openInstead('identity/household')} />
        <Button text={words.toHome} kind="plain" onTap={() => openTab('home/home')} />
      </View>
    )
  if (claim?.state === 'waiting' && !changing) return <Waiting me={me} change={() => setChanging(true)} />
  return home ? null : (
    <>
      {claim?.state === 'refused' && (
        <Notice text={`没核对上：${homeRefusalTexts[claim.reason ?? 'notLiving']}。`} tone="warn" />
      )}
      <Form sent={() => setChanging(false)} />
      <View className="apart">
        <CallCommunity />
      </View>
    </>
  )
}

export default function HomePage() {
  const asked = useReply(identity.me, {}, { remember: true, followSeconds: 15 })
  return (
    <Page title={words.homeTitle}>
      <Awaited asked={asked}>{me => <Content me={me} />}</Awaited>
    </Page>
  )
}
