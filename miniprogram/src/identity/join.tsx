/** 加入我家: an invitation by somebody of the household. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { identity } from '../../../shared/identity/identity.ts'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { noted, oneOf } from '../components/fields.tsx'
import { judged } from '../components/form.ts'
import { Page } from '../components/Page.tsx'
import { Empty, Notice } from '../components/States.tsx'
import { useForm } from '../components/useForm.tsx'
import { useTyped } from '../platform/drafts.ts'
import { openInstead, openTab, useParams } from '../platform/open.ts'
import { useMove, useReply } from '../platform/query.tsx'
import { words } from './home-words.ts'
import { nameFields } from './names.tsx'

interface Said {
  readonly name: string
  readonly callName: string
  readonly as: 'family' | 'tenant'
}
const start: Said = { name: '', callName: '', as: 'family' }

export default function Join() {
  const { code = '' } = useParams('identity/join')
  const asked = useReply(identity.invitation, { code })
  const { go } = useMove()
  const [joined, setJoined] = useState<string>()
  const draft = useTyped(start)
  const { field, refused, send } = useForm({
    draft,
    fields: {
      ...nameFields(draft.value.name),
      as: noted(oneOf('您是', { family: '家里人', tenant: '一起租房' }), '加入后，家里人看得到您的称呼。'),
    },
    wrong: said => judged(identity.joinHome.takes, { code, ...said }),
  })
  const join = async () => {
    const reply = await send(said => go(identity.joinHome, { code, ...said }))
    if (reply) setJoined(reply.building)
  }
  return (
    <Page title="加入我家">
      {joined !== undefined ? (
        <Empty text={`您已经加入${joined}的家。`}>
          <Button text={words.toHome} onTap={() => openTab('home/home')} />
        </Empty>
      ) : (
        <Awaited
          asked={asked}
          instead={<Button text={words.homeTitle} onTap={() => openInstead('identity/home')} />}
        >
          {({ from, building }) => (
            <View className="stack">
              <Notice text={`${from}请您加入${building}的家。`} tone="good" />
              {field('name', 'callName', 'as')}
              {refused}
              <Button text="加入" onTap={join} />
              <CallCommunity />
            </View>
          )}
        </Awaited>
      )}
    </Page>
  )
}
