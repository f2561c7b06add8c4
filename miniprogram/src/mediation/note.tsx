/** 先记一笔: two neighbours are shouting; who, about what, and it is kept. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { mediation } from '../../../shared/mediation/mediation.ts'
import { disputeKinds } from '../../../shared/mediation/life.ts'
import { noteWays } from '../../../shared/mediation/quarrels.ts'
import { Button } from '../components/Button.tsx'
import { Field } from '../components/Field.tsx'
import { drawn, lines, oneOf } from '../components/fields.tsx'
import { Page } from '../components/Page.tsx'
import { Pair } from '../components/Pair.tsx'
import { Notice, Refusal } from '../components/States.tsx'
import { useForm } from '../components/useForm.tsx'
import { createOnce, useDraft } from '../platform/drafts.ts'
import { openInstead } from '../platform/open.ts'
import { keepReply, useMove } from '../platform/query.tsx'
import { emptyNote, mostSides, noteComplaints, noteDraft, noteInput, type NoteDraft } from './room/forms.ts'

const sides = drawn<string[]>(({ value: all = [], set, complaint }) => {
  const side = (at: number) => (
    <Field
      key={at}
      label={['谁', '和谁'][at] ?? '还有谁'}
      longest={20}
      placeholder={['3号楼张阿姨', '楼上李家，可空'][at] ?? '物业小陈'}
      value={all[at] ?? ''}
      onChange={typed => set(all.map((each, i) => (i === at ? typed : each)))}
      complaint={at === 0 ? complaint : undefined}
    />
  )
  return (
    <>
      <Pair fields>{[side(0), side(1)]}</Pair>
      {all.slice(2).map((_, i) => side(i + 2))}
      {all.length < mostSides && all.every(each => each.trim()) && (
        <View className="moves">
          <Button text="再加一家" kind="plain" size="small" onTap={() => set([...all, ''])} />
        </View>
      )}
    </>
  )
})

const fields = {
  way: oneOf('怎么来的', noteWays.text, { look: 'segments' }),
  sides,
  kind: oneOf('为什么事', disputeKinds.text),
  what: lines('怎么回事（一句话就行）', { hint: '如：楼上漏水，天花板湿了', longest: 300 }),
}

/** Why it was refused stands there. */
const toTop = (refusal: unknown): never => {
  void Taro.pageScrollTo({ scrollTop: 0, duration: 0 })
  throw refusal
}

export default function Note() {
  const draft = useDraft('mediation.note', noteDraft, emptyNote)
  // What is changed after a tap is another note.
  const set = (changed: NoteDraft) => draft.set({ ...changed, key: undefined })
  const { value, field, send, error, clear } = useForm({
    ...{ draft: { ...draft, set }, fields, empty: emptyNote, wrong: noteComplaints },
  })
  const { go } = useMove()
  const isBegun = JSON.stringify(value) !== JSON.stringify(emptyNote)
  const [wasBegun] = useState(isBegun)
  const save = async () => {
    const create = (key: string) => go(mediation.note, noteInput(value, key))
    const noted = await send(() => createOnce(draft, create).catch(toTop))
    if (!noted) return
    clear()
    keepReply(mediation.quarrel, { id: noted.id }, noted)
    await openInstead('mediation/quarrel', { id: noted.id })
  }
  return (
    <Page title="先记一笔" foot={<Button text="记下来" size="huge" onTap={save} />}>
      <Refusal error={error} kept="写的都留着，有网了再点一次。" />
      {wasBegun && isBegun && (
        <View className="stack moves">
          <Notice text="上次没记完的还在。" />
          <Button text="重新记" kind="plain" size="small" onTap={clear} />
        </View>
      )}
      {field('way', 'sides', 'kind', 'what')}
      <View className="hint">动手了、有危险，先打110。</View>
    </Page>
  )
}
