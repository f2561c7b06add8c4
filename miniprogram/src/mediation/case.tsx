/** One case of mediation, whoever reads it: how it stands, what comes next, and what the reader may do. */
import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh, useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { mediation } from '../../../shared/mediation.ts'
import type { CaseReply } from '../../../shared/mediation/case.ts'
import { sayClock } from '../../../shared/time.ts'
import { acts } from '../components/aria.ts'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { Page } from '../components/Page.tsx'
import { Failed, Loading, Notice } from '../components/States.tsx'
import { keepReply, useReply } from '../platform/query.tsx'
import { isFinal } from '../platform/refused.ts'
import { Agreement, Confirmation } from './Agreement.tsx'
import {
  Facts,
  FollowUps,
  History,
  Looks,
  Next,
  OtherWays,
  People,
  Sessions,
  SlotCard,
} from './CaseFacts.tsx'
import { PartyMoves, PartyTask, Reschedule, WishAnother } from './PartyMoves.tsx'
import { RoomCards } from './RoomCards.tsx'
import { RoomMoves } from './RoomMoves.tsx'
import { words as roomWords } from './room-words.ts'
import { sayWhen } from './times.ts'
import { kindText, words } from './words.ts'

const followSeconds = 15
const now = () => new Date().toISOString()

const State = ({ item: { number, stateText, stateHint } }: { readonly item: CaseReply }) => (
  <Card tone="accent">
    <View className="card-head">
      <View className="state" {...acts('heading')}>
        {stateText}
      </View>
      {number && <View className="small">{number}</View>}
    </View>
    <View>{stateHint}</View>
  </Card>
)

const Kept = ({ item: { kept, waiting, reader } }: { readonly item: CaseReply }) => {
  const say = reader === 'party' ? words : roomWords
  if (kept)
    return (
      <>
        <Notice text={say.kept(sayWhen(kept.fromAt, now()), sayClock(kept.until))} tone="good" />
        {reader === 'party' && <CallCommunity kind="primary" />}
      </>
    )
  return waiting ? <Notice text={say.waiting} /> : null
}

export default function CasePage() {
  const { id = '', new: isNew } = useRouter().params
  const [asParty, setAsParty] = useState(false)
  // Each look of the room is on record, so only a party’s page keeps asking.
  const { data: item, error, again } = useReply(mediation.get, { id }, asParty ? { followSeconds } : {})
  const reader = item?.reader
  useEffect(() => setAsParty(reader === 'party'), [reader])
  usePullDownRefresh(() => void again().finally(() => Taro.stopPullDownRefresh()))
  const made = (reply: CaseReply) => void keepReply(mediation.get, { id }, reply)
  /** What comes next stands at the top; what was tapped may be gone from under the finger. */
  const done = (reply: CaseReply) => {
    made(reply)
    void Taro.pageScrollTo({ scrollTop: 0, duration: 0 })
  }
  const failed = error && (
    <Failed error={error} again={again}>
      <Button text={words.seeMatters} kind="plain" onTap={() => Taro.switchTab({ url: '/home/matters' })} />
      <CallCommunity />
    </Failed>
  )
  if (!item || isFinal(error)) return <Page title={words.title}>{failed || <Loading />}</Page>
  const shared = { item, made: done }
  return (
    <Page title={words.titleOf(kindText[item.kind])} wide={reader !== 'party'}>
      <View className={reader === 'party' ? '' : 'case-beside'}>
        <View className="case-stays">
          {isNew && item.state === 'applied' && <Notice text={words.received} tone="good" />}
          <State item={item} />
          {failed}
          <Kept item={item} />
          {reader === 'party' ? <PartyTask {...shared} /> : <RoomMoves item={item} onMoved={made} />}
        </View>
        <View>
          <OtherWays item={item} />
          <Next item={item} />
          <SlotCard item={item}>
            <Reschedule {...shared} />
          </SlotCard>
          <Agreement item={item} />
          <Confirmation item={item} />
          <People item={item}>
            <WishAnother {...shared} />
          </People>
          <Facts item={item} />
          <Sessions item={item} />
          <FollowUps item={item} />
          {reader !== 'party' && <RoomCards item={item} />}
          {reader === 'party' && <PartyMoves {...shared} />}
          <Looks item={item} />
          <History item={item} />
          <CallCommunity />
        </View>
      </View>
    </Page>
  )
}
