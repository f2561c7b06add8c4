/** 等回话的报名: who asked to join and waits for a yes or no, and who waits for a place. */
import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { sayTime } from '../../../shared/time.ts'
import { volunteers } from '../../../shared/volunteers.ts'
import { declinedReasons, type MembershipReply } from '../../../shared/volunteers/teams.ts'
import { acts } from '../components/aria.ts'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { Page } from '../components/Page.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { StateBadge } from '../components/StateBadge.tsx'
import { Empty, Failed, Loading, Notice } from '../components/States.tsx'
import { actInList, hold, useHeld, useHeldNote } from '../platform/held.ts'
import { useParams } from '../platform/open.ts'
import { useMove, useReply } from '../platform/query.tsx'
import { isUnanswered, sayRefusal } from '../platform/refused.ts'
import { declineText, words } from './lead-words.ts'

interface Shown {
  readonly item: MembershipReply
  readonly now: string
}

const nameOf = ({ name }: MembershipReply) => name ?? ''
const titleOf = (item: MembershipReply) => [nameOf(item), item.building].filter(Boolean).join(' · ')

/** Sends an answer; the card stays a moment and says what came of it. */
const useAnswer = (item: MembershipReply) => {
  const { go, error } = useMove()
  const answer = async (approve: boolean, reason?: (typeof declinedReasons)[number]) => {
    const { id, seq } = item
    try {
      const { state } = await go(volunteers.decide, { id, seq, approve, ...(reason && { reason }) })
      const said = state === 'waitlisted' ? words.queued(nameOf(item)) : words.approved(nameOf(item))
      hold(item, approve ? said : words.declined)
    } catch (refusal) {
      // Without an answer the buttons stay, for the same tap once more.
      if (!isUnanswered(refusal)) hold(item, sayRefusal(refusal), 'info')
    }
  }
  return { answer, error }
}

const WhyNot = ({
  item,
  close,
  answer,
}: {
  readonly item: MembershipReply
  readonly close: () => void
  readonly answer: ReturnType<typeof useAnswer>['answer']
}) => (
  <Sheet open title={words.whyNot(nameOf(item))} close={close} closeText={words.thinkAgain}>
    <View className="sheet-text">{words.whyNotNote}</View>
    {declinedReasons.map(reason => (
      <Button
        key={reason}
        text={declineText[reason]}
        kind="plain"
        onTap={() => {
          close()
          return answer(false, reason)
        }}
      />
    ))}
  </Sheet>
)

const Applied = ({ item, now }: Shown) => {
  const { answer, error } = useAnswer(item)
  const [refusing, setRefusing] = useState(false)
  const held = useHeldNote(item.id)
  const facts = [item.minor && words.minor, item.fit && words.fit].filter(Boolean)
  return (
    <View className="task">
      <Card
        title={titleOf(item)}
        aside={item.dueAt && item.dueAt < now ? <StateBadge text={words.late} tone="late" /> : undefined}
      >
        {item.note && <View className="big">“{item.note}”</View>}
        {facts.length > 0 && <View>{facts.join('；')}</View>}
        <View className="hint">{words.appliedOn(sayTime(item.createdAt, now), item.team.name)}</View>
      </Card>
      {held && <Notice text={held.text} tone={held.tone} />}
      {!held && error && <Notice text={sayRefusal(error)} tone="warn" />}
      {!held && (
        <View className="pair">
          <View className="pair-part">
            <Button
              text={words.approve}
              label={`${words.approve}，${nameOf(item)}`}
              onTap={() => actInList(() => answer(true))}
            />
          </View>
          <View className="pair-part">
            <Button
              text={words.decline}
              label={`${words.decline}，${nameOf(item)}`}
              kind="plain"
              onTap={() => setRefusing(true)}
            />
          </View>
        </View>
      )}
      {refusing && <WhyNot item={item} close={() => setRefusing(false)} answer={answer} />}
    </View>
  )
}

/** One who waits for a place, in the order in which they are asked. */
const Queued = ({ item, now }: Shown) => {
  const { answer, error } = useAnswer(item)
  const [refusing, setRefusing] = useState(false)
  const held = useHeldNote(item.id)
  const kept = item.confirmBy && words.kept(sayTime(item.confirmBy, now))
  return (
    <Card
      title={titleOf(item)}
      aside={
        <StateBadge
          text={kept ?? (item.position ? words.next(item.position) : item.stateText)}
          tone="waiting"
        />
      }
    >
      <View className="hint">{words.appliedOn(sayTime(item.createdAt, now), item.team.name)}</View>
      {held && <Notice text={held.text} tone={held.tone} />}
      {!held && error && <Notice text={sayRefusal(error)} tone="warn" />}
      {!held && item.may.includes('decline') && (
        <Button
          text={words.dropQueue}
          label={`${words.dropQueue}，${nameOf(item)}`}
          kind="plain"
          size="small"
          onTap={() => setRefusing(true)}
        />
      )}
      {refusing && <WhyNot item={item} close={() => setRefusing(false)} answer={answer} />}
    </Card>
  )
}

const followSeconds = 30

export default function Applications() {
  const { team } = useParams('volunteers/applications')
  const { data, error, again } = useReply(volunteers.applications, team ? { team } : {}, { followSeconds })
  usePullDownRefresh(() => void again().finally(() => Taro.stopPullDownRefresh()))
  const items = useHeld(data?.items)
  const now = new Date().toISOString()
  const applied = items?.filter(({ state }) => state === 'applied')
  const queue = items
    ?.filter(({ state }) => state !== 'applied')
    .sort((a, b) => a.team.name.localeCompare(b.team.name) || (a.position ?? 0) - (b.position ?? 0))
  return (
    <Page title={words.applications} wide>
      <View className="wide-list">
        {applied?.map(item => (
          <Applied key={item.id} item={item} now={now} />
        ))}
      </View>
      {applied?.length === 0 && <Empty text={words.noneApplied} />}
      {error && (
        <Failed error={error} again={again}>
          <CallCommunity />
        </Failed>
      )}
      {!data && !error && <Loading />}
      {queue && queue.length > 0 && (
        <View className="section">
          <View className="heading" {...acts('heading')}>
            {words.queue}
          </View>
          <View className="hint under-label">{words.queueNote}</View>
          <View className="wide-list">
            {queue.map(item => (
              <Queued key={item.id} item={item} now={now} />
            ))}
          </View>
        </View>
      )}
    </Page>
  )
}
