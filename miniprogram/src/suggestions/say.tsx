/** 说个建议: two fields; with one's name, or without it, and then a receipt is kept on this phone. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import * as z from 'zod/mini'
import { linkOf } from '../../../shared/contract.ts'
import { themes } from '../../../shared/suggestions/life.ts'
import { suggestions } from '../../../shared/suggestions/suggestions.ts'
import { Button } from '../components/Button.tsx'
import { useCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { lines, oneOf, toggle } from '../components/fields.tsx'
import { judged } from '../components/form.ts'
import { Page } from '../components/Page.tsx'
import { QrCode } from '../components/QrCode.tsx'
import { Notice } from '../components/States.tsx'
import { useForm } from '../components/useForm.tsx'
import { createOnce, useDraft } from '../platform/drafts.ts'
import { randomCode } from '../platform/keys.ts'
import { holds, isResident, useMe } from '../platform/me.ts'
import { open, openInstead, useParams } from '../platform/open.ts'
import { useHandedOver, useMove, useReply } from '../platform/query.tsx'
import { keepReceipt } from './receipts.ts'

const draftSchema = z.object({
  key: z.optional(z.string()),
  theme: z.optional(themes.schema),
  words: z.string(),
  unsigned: z.optional(z.boolean()),
  mayRing: z.optional(z.boolean()),
})
type SayDraft = z.output<typeof draftSchema>
const empty: SayDraft = { words: '' }

/** What is left of it on this phone. */
const Said = ({ community, code }: { readonly community: string; readonly code: string }) => (
  <View className="stack">
    <Notice text="收到了，谢谢您。没有记下是谁说的。" tone="good" />
    <Card title="查回音，凭这个码">
      <QrCode text={code} label="查回音的码" most={260} />
      <View className="hint">这台手机也替您留着。码丢了，谁也查不到是哪一条。</View>
    </Card>
    <Button text="查回音" onTap={() => openInstead('suggestions/trace', { at: community, code })} />
  </View>
)

export default function Say() {
  const { at, station, from } = useParams('suggestions/say')
  const { data: me } = useMe()
  const own = useCommunity()
  const community = at ?? own?.id ?? ''
  const staff = holds(me, 'communityStaff')
  const signs = me !== undefined && (staff || isResident(me))
  const { data: door } = useReply(suggestions.station, { community, station }, { enabled: community !== '' })
  const [receipt, setReceipt] = useState<string>()
  const { words: known = '' } = useHandedOver(from)
  const name = from ? `suggestions.say.${from}` : 'suggestions.say'
  const draft = useDraft(name, draftSchema, { ...empty, words: known })
  const set = (changed: SayDraft) => draft.set({ ...changed, key: undefined })
  const { go } = useMove()
  const form = useForm({
    draft: { ...draft, set },
    fields: {
      theme: oneOf('关于什么', themes.text),
      words: lines('想说什么', { hint: '如：东门口的路灯坏了好几天', longest: 500, tall: true }),
      unsigned: toggle('不写是谁说的', '不留姓名，凭码查回音'),
      mayRing: toggle('可以打电话问我'),
    },
    empty,
    wrong: ({ words, theme }) => judged(suggestions.say.takes, { words, theme }),
  })
  const { value } = form
  const unsigned = !signs || value.unsigned === true
  const stationId = door?.station?.id
  const send = async () => {
    const theme = value.theme ?? 'other'
    const { words } = value
    if (!unsigned) {
      const mayRing = value.mayRing || undefined
      const said = { theme, words, community, station, mayRing, from: from ? linkOf(from) : undefined }
      const create = (key: string) => go(suggestions.say, { key, ...said })
      const idea = await form.send(() => createOnce(draft, create))
      if (!idea) return
      form.clear()
      return openInstead('suggestions/idea', { id: idea.id })
    }
    // Drawn before the first try and kept with what was typed: an answer that was lost makes no second one.
    const code = value.key ?? (await randomCode())
    draft.set({ ...value, key: code })
    const input = { community, station: stationId!, receipt: code, theme, words }
    if (!(await form.send(() => go(suggestions.sayUnsigned, input)))) return
    keepReceipt({ community, code, at: new Date().toISOString() })
    form.clear()
    setReceipt(code)
  }
  return (
    <Page title="说个建议" forAnyone>
      {receipt ? (
        <Said community={community} code={receipt} />
      ) : (
        <>
          {form.field('theme', 'words')}
          {signs && door?.station && !staff && form.field('unsigned')}
          {!unsigned && !staff && form.field('mayRing')}
          {staff && <View className="hint under-label">替别人记的，不写是谁说的。</View>}
          {!signs && <View className="hint under-label">不记是谁说的，凭码查回音。</View>}
          {form.refused}
          <Button text="说好了" onTap={send} disabled={unsigned && !stationId} />
          <View className="gap" />
          <Button text="查以前说的" kind="plain" onTap={() => open('suggestions/trace', { at: community })} />
        </>
      )}
    </Page>
  )
}
