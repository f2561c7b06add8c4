/** 随手拍: a photo first, the kind in one tap, the building known already; who patrols goes on with the next one. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import * as z from 'zod/mini'
import { hazards } from '../../../shared/hazards/hazards.ts'
import { hazardKinds, mostPhotos } from '../../../shared/hazards/life.ts'
import { identity } from '../../../shared/identity/identity.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { EmergencyCalls } from '../components/EmergencyCalls.tsx'
import { line, lines, namesOf, oneOf, photos, toggle, voice } from '../components/fields.tsx'
import { LineCard } from '../components/ListPage.tsx'
import { Page } from '../components/Page.tsx'
import { Row } from '../components/Row.tsx'
import { Section } from '../components/Section.tsx'
import { Notice, Refusal } from '../components/States.tsx'
import { useForm } from '../components/useForm.tsx'
import { createOnce, useDraft } from '../platform/drafts.ts'
import { hasDesk, useMe } from '../platform/me.ts'
import { open, openInstead } from '../platform/open.ts'
import { useMove, useReply } from '../platform/query.tsx'
import { asText, stored } from '../platform/stored.ts'
import { lineOf } from './list.tsx'

/** Somewhere in the estate. */
const estate = 'estate'
const lastPlace = stored('hazards.place', asText)

const draftOf = z.object({
  key: z.optional(z.string()),
  files: z.optional(z.array(z.string())),
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
  files: photos('拍一张', undefined, mostPhotos),
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

export default function Report() {
  const { data: me } = useMe()
  const { data: known } = useReply(identity.buildings, {}, { remember: true })
  const draft = useDraft('hazards.report', draftOf, empty)
  const [sent, setSent] = useState<{ readonly id: string; readonly title: string; readonly count: number }>()
  const [choosing, setChoosing] = useState(false)
  const { go } = useMove()
  // What is changed after a tap is another one.
  const set = (changed: Draft) => draft.set({ ...changed, key: undefined })
  const { value, field, part, send, error, busy } = useForm({
    ...{ draft: { ...draft, set }, fields, empty },
    wrong: ({ what, files, words, voice, isMended, mended }) => ({
      ...(!files?.length && !words?.trim() && !voice && { files: '拍张照，或说一句' }),
      ...(!what && { what: '请点一下是什么' }),
      ...(isMended && !mended?.trim() && { mended: '请写一句怎么改的' }),
    }),
  })
  const buildings = known?.items ?? []
  const home = buildings.find(({ name }) => name === me?.home?.building)?.id
  const place = value.place ?? lastPlace.use() ?? home ?? estate
  const building = place === estate ? undefined : place
  const placeName = buildings.find(({ id }) => id === place)?.name ?? '小区里'
  const patrols = hasDesk(me)

  const report = async () => {
    const { what, files, spot = '', words = '', danger, isMended, mended, mayCall } = value
    const made = await send(() =>
      createOnce(draft, key =>
        go(hazards.report, {
          ...{ key, what: what!, building, files, voice: value.voice || undefined },
          spot: spot.trim() || undefined,
          words: words.trim() || undefined,
          danger: danger ? true : undefined,
          mayCall: mayCall ? true : undefined,
          mended: isMended ? mended?.trim() : undefined,
        }),
      ),
    )
    if (!made) return
    lastPlace.set(place)
    draft.clear()
    if (!patrols) return void openInstead('hazards/hazard', { id: made.id, new: '1' })
    setSent({ id: made.id, title: `${made.title} · ${made.building}`, count: (sent?.count ?? 0) + 1 })
  }

  return (
    <Page title="随手拍" foot={<Button text="报上去" size="huge" disabled={busy} onTap={report} />}>
      {sent && (
        <>
          <Notice text={`报上去了：${sent.title}。今天第${sent.count}件，接着拍。`} tone="good" />
          <Button
            text="看刚才那件"
            kind="plain"
            size="small"
            onTap={() => open('hazards/hazard', { id: sent.id })}
          />
        </>
      )}
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
      {field('danger', 'spot', 'words', 'voice')}
      {field('isMended')}
      {value.isMended && field('mended')}
      {field('mayCall')}
      <Row name="是有人要帮忙？" note="去找人帮忙，不在这里报" onTap={() => open('help/kinds')} />
    </Page>
  )
}
