/** 随手拍: a photo first, the kind in one tap, the building known already; who patrols goes on with the next one. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import * as z from 'zod/mini'
import type { Input } from '../../../shared/contract.ts'
import { hazards } from '../../../shared/hazards/hazards.ts'
import { hazardKinds, mostPhotos } from '../../../shared/hazards/life.ts'
import { identity } from '../../../shared/identity/identity.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { EmergencyCalls } from '../components/EmergencyCalls.tsx'
import { line, lines, namesOf, oneOf, toggle, voice } from '../components/fields.tsx'
import { keptPhotos } from '../components/KeptPhotos.tsx'
import { FactCard } from '../components/facts.tsx'
import { LineCard } from '../components/ListPage.tsx'
import { Page } from '../components/Page.tsx'
import { Row } from '../components/Row.tsx'
import { Section } from '../components/Section.tsx'
import { Notice, Refusal } from '../components/States.tsx'
import { useForm } from '../components/useForm.tsx'
import { useDraft } from '../platform/drafts.ts'
import { randomKey } from '../platform/keys.ts'
import { hasDesk, useMe } from '../platform/me.ts'
import { open, openInstead } from '../platform/open.ts'
import { keepAndSend, takeBack, useWaiting, waitingFile } from '../platform/outbox.ts'
import { useReply } from '../platform/query.tsx'
import { asText, stored } from '../platform/stored.ts'
import { lineOf } from './list.tsx'

/** Somewhere in the estate. */
const estate = 'estate'
const lastPlace = stored('hazards.place', asText)

const draftOf = z.object({
  files: z.optional(z.array(waitingFile)),
  voice: z.optional(z.string()),
  what: z.optional(hazardKinds.schema),
  place: z.optional(z.string()),
  spot: z.optional(z.string()),
  words: z.optional(z.string()),
  danger: z.optional(z.boolean()),
  isMended: z.optional(z.boolean()),
  mended: z.optional(z.string()),
  mayCall: z.optional(z.boolean()),
})
type Draft = z.output<typeof draftOf>

const empty: Draft = {}

const fields = {
  files: keptPhotos('照片', mostPhotos),
  what: oneOf('是什么', hazardKinds.text),
  spot: line('在哪儿（可不写）', { hint: '如：3单元2楼拐角', longest: 40 }),
  words: lines('什么样（可不写）', { hint: '如：踩上去会晃', longest: 300 }),
  voice: voice('不想打字，说一句'),
  danger: toggle('有危险', '着火、漏气、要掉下来'),
  isMended: toggle('我顺手改好了', '拧紧了、搬开了，请别人再看一眼'),
  mended: line('怎么改的', { hint: '如：拧紧了', longest: 200 }),
  mayCall: toggle('可以打给我', '办的人看得到您的电话，不打开就看不到'),
}

/** Open ones of the same kind in the same building. */
const Near = ({
  what,
  building,
}: {
  readonly what: NonNullable<Draft['what']>
  readonly building?: string
}) => {
  const { items = [] } = useReply(hazards.hazards, { list: 'near', what, building }).data ?? {}
  return items.length > 0 ? (
    <Section title="是不是这件？点开可以关注">
      {items.slice(0, 3).map(item => (
        <LineCard key={item.id} line={lineOf(item)} />
      ))}
    </Section>
  ) : null
}

/** What waits for a network; and what the community would not have, which can be put right. */
const Waits = ({ again }: { readonly again: (draft: Draft) => void }) => {
  const all = useWaiting().filter(({ operation }) => operation === hazards.report.name)
  const refused = all.filter(({ refusal }) => refusal !== undefined)
  const count = all.length - refused.length
  return (
    <>
      {count > 0 && <Notice text={`有${count}件记在手机里，一有网络自己发出去，不用再点。`} />}
      {refused.map(({ key, title, refusal, input, files }) => (
        <FactCard key={key} tone="warn" title={`没发出去：${title}`} lines={[]}>
          <View>{refusal}</View>
          <Button
            text="拿回来改"
            kind="plain"
            size="small"
            onTap={() => {
              again({ ...draftOf.safeParse({ ...input, place: input.building, files }).data })
              takeBack(key)
            }}
          />
        </FactCard>
      ))}
    </>
  )
}

interface Sent {
  /** Without: it waits for a network. */
  readonly id: string | undefined
  readonly title: string
  readonly count: number
}
const idOf = (reply: unknown) => (reply as { readonly id?: string } | undefined)?.id

export default function Report() {
  const { data: me } = useMe()
  const { data: known } = useReply(identity.buildings, {}, { remember: true })
  const draft = useDraft('hazards.report', draftOf, empty)
  const [sent, setSent] = useState<Sent>()
  const [busy, setBusy] = useState(false)
  const [choosing, setChoosing] = useState(false)
  const form = useForm({
    ...{ draft, fields, empty },
    wrong: ({ what, files, words, voice, isMended, mended }) => ({
      ...(!files?.length && !words?.trim() && !voice && { files: '拍张照，或说一句' }),
      ...(!what && { what: '请点一下是什么' }),
      ...(isMended && !files?.length && { files: '请拍一张改好的' }),
      ...(isMended && !mended?.trim() && { mended: '请写一句怎么改的' }),
    }),
  })
  const { value, field, part, send, error } = form
  const buildings = known?.items ?? []
  const home = buildings.find(({ name }) => name === me?.home?.building)?.id
  const place = value.place ?? lastPlace.use() ?? home ?? estate
  const building = place === estate ? undefined : place
  const placeName = buildings.find(({ id }) => id === place)?.name ?? '小区里'
  const patrols = hasDesk(me)

  const report = async () => {
    const { what, files = [], spot = '', words = '', danger, isMended, mended, mayCall } = value
    const input: Partial<Input<typeof hazards.report>> = {
      ...{ what, building, voice: value.voice || undefined },
      spot: spot.trim() || undefined,
      words: words.trim() || undefined,
      danger: danger ? true : undefined,
      mayCall: mayCall ? true : undefined,
      mended: isMended ? mended?.trim() : undefined,
    }
    const title = `${hazardKinds.text[what ?? 'other']} · ${placeName}`
    setBusy(true)
    const made = await send(async () => {
      const key = await randomKey()
      const { name: operation } = hazards.report
      return { id: idOf(await keepAndSend({ key, operation, title, input: { ...input }, files })) }
    })
    setBusy(false)
    if (!made) return
    lastPlace.set(place)
    draft.clear()
    if (made.id && !patrols) return void openInstead('hazards/hazard', { id: made.id, new: '1' })
    setSent({ id: made.id, title, count: (sent?.count ?? 0) + 1 })
    void Taro.pageScrollTo({ scrollTop: 0, duration: 0 })
  }

  return (
    <Page
      title="随手拍"
      foot={<Button text="报上去" size="huge" disabled={busy || form.busy} onTap={report} />}
    >
      {sent && <Notice text={`第${sent.count}件记好了：${sent.title}。接着拍。`} tone="good" />}
      {sent?.id && (
        <Button
          text="看刚才那件"
          kind="plain"
          size="small"
          onTap={() => open('hazards/hazard', { id: sent.id! })}
        />
      )}
      <Waits again={draft.set} />
      <Refusal error={error} kept="写的都留着，有网了再点一次。" />
      {value.danger && (
        <Card tone="warn" title="先打电话，再报">
          <View className="stack">
            <EmergencyCalls />
          </View>
        </Card>
      )}
      {field('files', 'what')}
      <Card>
        <Row name="在哪栋楼" value={placeName} onTap={() => setChoosing(!choosing)} />
      </Card>
      {choosing &&
        oneOf(undefined, namesOf([{ id: estate, name: '小区里' }, ...buildings])).draw({
          value: place,
          set: chosen => {
            part({ place: chosen })
            setChoosing(false)
          },
          busy: () => undefined,
          complaint: undefined,
        })}
      {value.what && <Near what={value.what} building={building} />}
      <Card>{field('danger', 'isMended', 'mayCall')}</Card>
      {value.isMended && field('mended')}
      {field('spot', 'words', 'voice')}
      <Card>
        <Row name="看看报过的" note="谁在办、到哪天" onTap={() => open('hazards/list')} />
        <Row name="是有人要帮忙？" note="去找人帮忙，不在这里报" onTap={() => open('help/kinds')} />
      </Card>
    </Page>
  )
}
