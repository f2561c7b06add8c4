/**
 * What a party can do: first the one thing that waits for them (willing or not, their rights, their times), then what is
 * always open to them.
 */
import { View } from '@tarojs/components'
import { useState, type ComponentProps } from 'react'
import type { Input } from '../../../../shared/contract.ts'
import { mediation } from '../../../../shared/mediation/mediation.ts'
import type { CaseReply } from '../../../../shared/mediation/reply.ts'
import { mostFiles } from '../../../../shared/files/files.ts'
import { mostEvidence } from '../../../../shared/mediation/cases.ts'
import { actsOf, useTelling } from '../../components/act.tsx'
import { Asking } from '../../components/Asking.tsx'
import { ActButton, Acts } from '../../components/Acts.tsx'
import { role } from '../../components/aria.ts'
import { Button } from '../../components/Button.tsx'
import { Card } from '../../components/Card.tsx'
import { evidence } from '../../components/fields.tsx'
import type { Complaints } from '../../components/form.ts'
import type { PartOf } from '../../components/MatterPage.tsx'
import { Sheet } from '../../components/Sheet.tsx'
import { Notice, Refusal } from '../../components/States.tsx'
import { useForm } from '../../components/useForm.tsx'
import { useTyped } from '../../platform/drafts.ts'
import { openInstead } from '../../platform/open.ts'
import { useMove } from '../../platform/query.tsx'
import { askToBeTold } from '../../platform/subscribe.ts'
import { dayTicks } from '../parts/fields.tsx'
import { sayClock } from '../../../../shared/time.ts'
import { sayWhen } from '../parts/times.ts'
import { mineIn, rights } from '../parts/words.ts'
import type { Step } from '../parts/Parties.tsx'

type Part = PartOf<CaseReply>
const { act, byHand, leads } = actsOf<CaseReply>()

// One line each in 长辈版, so that what is asked below stays in sight.
const lines = ['不收费，一分钱也不收。', '都愿意才谈，随时可以停。', '谈的不外传，电话也不说。']

export const Explain = () => (
  <Card title="调解是怎么回事">
    {lines.map(line => (
      <View key={line}>{line}</View>
    ))}
  </Card>
)

export type Answer = 'yes' | 'no' | 'thinking'

interface Props {
  /** By the case, or by the code of the link. */
  readonly about: Pick<Input<typeof mediation.answerOtherSide>, 'id' | 'code' | 'party'>
  readonly said: (answer: Answer, reply: CaseReply) => void
}

export const Answering = ({ about, said }: Props) => {
  const [refusing, setRefusing] = useState(false)
  const { go, error } = useMove()
  const answer = (answer: Answer) =>
    go(mediation.answerOtherSide, { ...about, answer }).then(
      reply => said(answer, reply),
      () => undefined, // shown below
    )
  return (
    <View className="stack moves">
      {error && !refusing && <Refusal error={error} />}
      <Button
        text="愿意"
        size="huge"
        onTap={() => {
          void askToBeTold('asking')
          return answer('yes')
        }}
      />
      <Button text="不愿意" kind="plain" size="huge" onTap={() => setRefusing(true)} />
      <Button text="再想想" kind="plain" onTap={() => answer('thinking')} />
      <Sheet
        open={refusing}
        title="不愿意谈？"
        close={() => setRefusing(false)}
        closeText="再想想"
        foot={<Button text="不愿意" kind="danger" onTap={() => answer('no')} />}
      >
        <View className="sheet-text">
          不愿意也没关系，谁也不能勉强。说了不愿意，这件事在调解室就到此为止。
        </View>
        <Refusal error={error} />
      </Sheet>
    </View>
  )
}

const noneOfThem = act(mediation.chooseTimes, {
  label: '这些都不行',
  title: '这些时间都不行？',
  says: () => '没关系，调解室会再给您几个时间，或打电话来问。',
  yes: '都不行',
  no: '再想想',
  along: { starts: [] },
})

interface TickingProps extends ComponentProps<Part> {
  readonly offered: NonNullable<CaseReply['offered']>
  /** Ticked before. */
  readonly chosen: string[]
  readonly keep: (() => void) | undefined
}

const Ticking = ({ item, offered, chosen, onMoved, keep }: TickingProps) => {
  const { value, field, refused, send } = useForm({
    draft: useTyped({ starts: chosen }),
    fields: { starts: dayTicks(offered.starts) },
    wrong: ({ starts }): Complaints => (starts.length > 0 ? {} : { starts: '请先点上面的时间' }),
  })
  const { starts } = value
  const { go } = useMove()
  const choose = async () => {
    const reply = await send(() => go(mediation.chooseTimes, { id: item.id, starts }))
    if (reply) onMoved(reply)
  }
  return (
    <Card title="您哪些时间方便？" tone="accent">
      <View className="under-label">{`每次大约${offered.minutes}分钟。可以多选，选得多，容易约上。`}</View>
      {field()}
      <View className="hint">您选了哪些，对方看不到。</View>
      {refused}
      <Button text={starts.length > 0 ? `就这${starts.length}个时间` : '选好了'} onTap={choose} />
      <ActButton act={noneOfThem} item={item} onMoved={onMoved} />
      {keep && <Button text="不改了" kind="plain" onTap={keep} />}
    </Card>
  )
}

const Times: Part = ({ item, onMoved }) => {
  const { offered, slot } = item
  const [changing, setChanging] = useState(false)
  const times = mineIn(item)?.times
  const left = times?.filter(start => offered?.starts.includes(start)) ?? []
  // What was ticked has served once a time is booked.
  if (!offered?.starts.length || (slot && times)) return null
  const moved = (reply: CaseReply) => {
    setChanging(false)
    onMoved(reply)
  }
  // When all they ticked is past they are asked again; that none suits is an answer that stands.
  const answered = times && (times.length === 0 || left.length > 0)
  if (!answered || changing)
    return (
      <Ticking
        {...{ item, offered }}
        chosen={left}
        onMoved={moved}
        keep={answered ? () => setChanging(false) : undefined}
      />
    )
  return (
    <Card title="您方便的时间">
      {left.length === 0 && <View>您说这些时间都不行，调解室会另想办法。</View>}
      {left.sort().map(start => (
        <View key={start} className="big">
          {sayWhen(start, new Date().toISOString())}
        </View>
      ))}
      <Button text="改一改" kind="plain" onTap={() => setChanging(true)} />
    </Card>
  )
}

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
          {/* Above, so that who taps on at the same place goes on. */}
          {at > 0 && <Button text="上一条" kind="plain" onTap={() => setAt(at - 1)} />}
          {last ? (
            <Button text="听明白了" onTap={understood} />
          ) : (
            <Button text="下一条" onTap={() => setAt(at + 1)} />
          )}
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

const isParty = ({ reader }: CaseReply) => reader === 'party'
/** The one thing that waits for them is their yes or no. */
const isAsked = (item: CaseReply) => {
  const me = mineIn(item)
  return item.may.includes('answer') && me !== undefined && me.consent !== 'yes' && me.consent !== 'no'
}
const takeBack = act(mediation.takeBackNo, {
  label: '改主意了，再想想',
  title: '改主意了？',
  says: () => '刚才说的“不愿意”不算了，请您再回话。',
  yes: '再想想',
  no: '还是不愿意',
})
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
  says: () =>
    '不用说原因，这是您的权利。调解室换一位，或书面答复您；在那以前，不会用这位调解员谈。约好的时间可能要改。',
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
  if (me?.noUntil)
    return (
      <Card title="改主意了？">
        <View>{`${sayClock(me.noUntil)}以前还可以改。`}</View>
        <ActButton act={takeBack} item={item} onMoved={onMoved} />
      </Card>
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
  isAsked(item) || mineIn(item)?.noUntil ? null : (
    <>
      {item.may.includes('addFiles') && roomFor(item) <= 0 && (
        <View className="hint">照片放满了。其余的请谈的那天带来，给调解员看。</View>
      )}
      <Acts item={item} acts={acts} order={(_, open) => ({ beside: open })} onMoved={onMoved} />
    </>
  )
