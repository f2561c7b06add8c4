/** What a party can do: first the one thing that waits for them, then what is always open to them. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { mostFiles } from '../../../../shared/files/files.ts'
import { mediation } from '../../../../shared/mediation/mediation.ts'
import type { CaseReply } from '../../../../shared/mediation/reply.ts'
import { mostEvidence } from '../../../../shared/mediation/cases.ts'
import { actsOf, Asking, useTelling } from '../../components/act.tsx'
import { ActButton, Acts } from '../../components/Acts.tsx'
import { role } from '../../components/aria.ts'
import { Button } from '../../components/Button.tsx'
import { Card } from '../../components/Card.tsx'
import { evidence } from '../../components/fields.tsx'
import type { PartOf } from '../../components/MatterPage.tsx'
import { Notice } from '../../components/States.tsx'
import { openInstead } from '../../platform/open.ts'
import type { Step } from '../parts/Parties.tsx'
import { mineIn, rights } from '../parts/words.ts'
import { Answering, Explain } from './Answering.tsx'
import { Times } from './Times.tsx'

const rightsTitle = '听听您的权利'

/** One by one, and said to be understood; heard before, they are only read again. */
const RightsSheet = (props: Step) => {
  const { item, close } = props
  const { go, send, error } = useTelling(props)
  const [at, setAt] = useState(0)
  const [about, text] = rights[at]!
  const last = at === rights.length - 1
  const understood = () =>
    mineIn(item)?.rightsAt ? close() : send(go(mediation.hearRights, { id: item.id }))
  return (
    <Asking
      title={rightsTitle}
      close={close}
      closeText="等会儿再看"
      error={error}
      foot={
        <View className="stack">
          {last ? (
            <Button text="听明白了" onTap={understood} />
          ) : (
            <Button text="下一条" onTap={() => setAt(at + 1)} />
          )}
          {at > 0 && <Button text="上一条" kind="plain" onTap={() => setAt(at - 1)} />}
          <View className="gap" />
        </View>
      }
    >
      <View className="small">{`第${at + 1}条，共${rights.length}条`}</View>
      <View className="strong">{about}</View>
      <View className="greeting" {...role('status')}>
        {text}
      </View>
    </Asking>
  )
}

type Part = PartOf<CaseReply>
const { act, byHand, leads } = actsOf<CaseReply>()

const isParty = ({ reader }: CaseReply) => reader === 'party'
/** The one thing that waits for them is their yes or no. */
const isAsked = (item: CaseReply) => {
  const me = mineIn(item)
  return item.may.includes('answer') && me !== undefined && me.consent !== 'yes'
}
/** A party is shown their own files only. */
const roomFor = ({ files = [] }: CaseReply) => mostEvidence - files.length

const hear = byHand(RightsSheet, { label: '一条一条看', may: ['hearRights'], kind: 'primary' })

const reschedule = act(mediation.cancel, {
  label: '改个时间',
  when: isParty,
  title: '这个时间来不了？',
  says: () => '这个时间会退掉，请您再选几个方便的，调解室重新定。对方只知道要改时间，不知道为什么。',
  yes: '退掉，另约时间',
  no: '还是这个时间',
  along: { reason: 'partyAsked' },
  danger: true,
})

const wishAnother = act(mediation.objectToMediator, {
  may: ['object'],
  when: item => isParty(item) && !mineIn(item)?.objects,
  label: '想换一位调解员',
  title: '想换一位调解员？',
  says: () => '不用说原因，这是您的权利。调解室会另请一位；约好的时间可能要改。',
  yes: '换一位',
  no: '不换了',
  danger: true,
})

const acts = {
  photos: act(mediation.addFiles, {
    when: item => roomFor(item) > 0,
    label: '添照片、PDF',
    title: '添上照片、PDF',
    yes: '添上',
    no: '不添了',
    fields: item => ({
      files: evidence(
        '照片、PDF',
        '拍下现场、单据、聊天记录都可以。对方看不到。',
        Math.min(roomFor(item), mostFiles),
      ),
    }),
  }),
  rights: byHand(RightsSheet, {
    label: '再看看您的权利',
    may: [],
    when: item => mineIn(item)?.rightsAt !== undefined,
  }),
  withdraw: act(mediation.withdraw, {
    title: '真的不谈了？',
    says: () => '谈不谈都由您定，不用说原因。说了不谈，这件事就停下来；以后想谈，可以再来约。',
    yes: '不谈了',
    no: '还想谈',
    danger: true,
  }),
  again: leads(() => openInstead('mediation/apply'), {
    label: '再约一次',
    may: [],
    when: ({ state }) => state === 'withdrawn',
  }),
}

/** What waits for the reader. */
export const PartyTask: Part = ({ item, onMoved }) => {
  const me = mineIn(item)
  if (isAsked(item))
    return (
      <>
        {me?.consent === 'thinking' && <Notice text="不急，想好了再回话。" />}
        <Explain />
        <Answering about={{ id: item.id }} said={(_, reply) => onMoved(reply)} />
      </>
    )
  return (
    <>
      {item.may.includes('hearRights') && me && !me.rightsAt && (
        <Card title={rightsTitle} tone="accent">
          <View>{`谈以前先看一看，一共${rights.length}句话。`}</View>
          <ActButton act={hear} item={item} onMoved={onMoved} />
        </Card>
      )}
      {item.may.includes('chooseTimes') && <Times item={item} onMoved={onMoved} />}
    </>
  )
}

/** Beside the time that was agreed, and beside the mediator’s name. */
export const Reschedule: Part = props => <ActButton act={reschedule} {...props} />
export const WishAnother: Part = props => <ActButton act={wishAnother} {...props} />

/** What else is open to them. */
export const PartyActs: Part = ({ item, onMoved }) =>
  isAsked(item) ? null : (
    <>
      {item.may.includes('addFiles') && roomFor(item) <= 0 && (
        <View className="hint">照片放满了。其余的请谈的那天带来，给调解员看。</View>
      )}
      <Acts item={item} acts={acts} order={(_, open) => ({ beside: open })} onMoved={onMoved} />
    </>
  )
