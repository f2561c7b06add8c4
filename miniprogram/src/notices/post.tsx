/** 发通知: what it says, for whom, until when; seen as neighbours will see it before it goes up. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import * as z from 'zod/mini'
import type { Input } from '../../../shared/contract.ts'
import { identity } from '../../../shared/identity/identity.ts'
import { longestTitle, mostPhotos, notices } from '../../../shared/notices/notices.ts'
import { onOf, plusDays } from '../../../shared/time.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { line, lines, namesOf, oneOf, photos, someOf, toggle, when } from '../components/fields.tsx'
import { judged } from '../components/form.ts'
import { Page } from '../components/Page.tsx'
import { Notice, Refusal } from '../components/States.tsx'
import { useForm } from '../components/useForm.tsx'
import { createOnce, useDraft } from '../platform/drafts.ts'
import { openInstead } from '../platform/open.ts'
import { useMove, useReply } from '../platform/query.tsx'
import { sayUntil } from './lines.ts'

const words = z._default(z.string(), '')
const off = z._default(z.boolean(), false)
const draft = z.object({
  ...{ title: words, text: words, untilOn: words },
  photos: z._default(z.array(z.string()), []),
  whom: z._default(z.enum(['all', 'some']), 'all'),
  buildings: z._default(z.array(z.string()), []),
  ...{ ask: off, urgent: off, paper: off },
  key: z.optional(z.string()),
})
type Said = z.output<typeof draft>

const inputOf = ({ whom, buildings, key, ...said }: Said): Input<typeof notices.postNotice> => ({
  ...said,
  buildings: whom === 'some' ? buildings : undefined,
  key,
})

const usualDays = 7

/** As it will read. */
const Preview = ({ said }: { readonly said: Said }) => (
  <>
    <Notice
      text={
        said.urgent
          ? '急通知：发出去，楼里每个用手机的人都会收到一条消息。'
          : '不发消息：居民打开小程序就能看到。'
      }
    />
    <Card title={said.title} tone={said.urgent ? 'warn' : 'accent'}>
      <View className="big">{said.text}</View>
      <View className="hint">
        {[
          sayUntil(said.untilOn),
          said.photos.length > 0 && `${said.photos.length}张照片`,
          said.ask && '请各家回个话',
          said.paper && '请楼门长贴楼道',
        ]
          .filter(Boolean)
          .join(' · ')}
      </View>
    </Card>
  </>
)

export default function Post() {
  const today = onOf(new Date().toISOString())
  const buildings = useReply(identity.buildings, {}).data?.items
  const kept = useDraft('notices.post', draft, draft.parse({ untilOn: plusDays(today, usualDays) }))
  const [shown, setShown] = useState(false)
  const { value, field, send, error, clear, busy } = useForm({
    // What is changed after a tap is another one.
    draft: { ...kept, set: said => kept.set({ ...said, key: undefined }) },
    fields: {
      title: line('标题', { hint: '比如：明天上午停水', longest: longestTitle }),
      text: lines('通知内容', {
        hint: '什么时候、哪几栋、要做什么。不写谁家的事',
        longest: 2000,
        tall: true,
      }),
      photos: photos('照片（可以不加）', undefined, mostPhotos),
      whom: oneOf('给谁看', { all: '全社区', some: '几栋楼' }, { look: 'segments' }),
      buildings: someOf('哪几栋', namesOf(buildings)),
      untilOn: when('贴到哪天', 'date', { from: today }),
      ask: toggle('请各家回个话', '看得到谁家还没说“知道了”，好打电话、上门'),
      paper: toggle('也贴到楼道', '请楼门长贴，贴好了点一下'),
      urgent: toggle('急通知', '马上给每个人发一条消息，夜里也发'),
    },
    wrong: said => judged(notices.postNotice.takes, inputOf(said)),
  })
  const { go } = useMove()
  const post = async () => {
    const made = await send(() => createOnce(kept, key => go(notices.postNotice, { ...inputOf(value), key })))
    // What was refused stands on the form.
    if (!made) return setShown(false)
    clear()
    await openInstead('notices/notice', { id: made.id, new: '1' })
  }
  const look = () => send(async () => setShown(true))
  if (shown)
    return (
      <Page title="看一眼再发" foot={<Button text="发出去" size="huge" onTap={post} />}>
        <Preview said={value} />
        <Button text="再改改" kind="plain" onTap={() => setShown(false)} />
      </Page>
    )
  return (
    <Page title="发通知" foot={<Button text="看一眼再发" disabled={busy} onTap={look} />}>
      <Refusal error={error} kept="您填的都还在。" />
      {field('title', 'text', 'photos', 'whom')}
      {value.whom === 'some' && field('buildings')}
      {field('untilOn')}
      <Card>{field('ask', 'paper', 'urgent')}</Card>
    </Page>
  )
}
