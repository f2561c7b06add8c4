import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { help, type HelpReply } from '../../../shared/help.ts'
import { helpGroups } from '../../../shared/help/life.ts'
import { identity } from '../../../shared/identity.ts'
import { acts } from '../components/aria.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { EmergencyCalls } from '../components/EmergencyCalls.tsx'
import { Page } from '../components/Page.tsx'
import { StateBadge } from '../components/StateBadge.tsx'
import { Empty, Failed, Loading, Notice } from '../components/States.tsx'
import { open, openInstead, openTab, useParams } from '../platform/open.ts'
import { keepReply, useReply } from '../platform/query.tsx'
import { isFinal, sayRefusal } from '../platform/refused.ts'
import { isLostRace, useClaim } from './claim.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Facts, History, Looks, MeetingCode } from './Facts.tsx'
import { Moves } from './Moves.tsx'
import { Reveal } from './Reveal.tsx'
import { words } from './words.ts'

const followSeconds = 5

const State = ({ item }: { readonly item: HelpReply }) => (
  <Card tone="accent">
    <View className="card-head">
      <View className="state" {...acts('heading')}>
        {item.stateText}
      </View>
      {item.late && <StateBadge text={words.late} tone="late" />}
    </View>
    <View>{item.stateHint}</View>
  </Card>
)

/** What the last tap came to, when it was a no. */
const Answer = ({ error }: { readonly error: unknown }) => {
  const lost = isLostRace(error)
  return (
    <View className="stack">
      <Notice text={sayRefusal(error)} tone={lost ? 'good' : 'warn'} />
      {lost && <Button text={words.nextOpen} onTap={() => openInstead('help/board', { list: 'open' })} />}
    </View>
  )
}

export default function Detail() {
  const { id = '', do: wanted, new: isNew } = useParams('help/detail')
  /** What was said in parting: the reader has nothing to do with it any more. */
  const [parting, setParting] = useState<string>()
  const {
    data: item,
    error,
    again,
  } = useReply(help.get, { id }, { followSeconds, enabled: parting === undefined })
  const { data: me } = useReply(identity.me, {}, { remember: true })
  const [refused, setRefused] = useState<unknown>()
  const [claimedHere, setClaimedHere] = useState(false)
  usePullDownRefresh(() => {
    again()
    Taro.stopPullDownRefresh()
  })
  const made = (reply: HelpReply) => {
    setRefused(undefined)
    if (reply.may.length === 0 && !reply.lines)
      return setParting(reply.state === 'claimed' ? words.handedBack : words.noted)
    keepReply(help.get, { id }, reply)
  }
  const {
    claim,
    sheet,
    refused: lost,
  } = useClaim(reply => {
    made(reply)
    setClaimedHere(true)
  })
  const failed = error && (
    <Failed error={error} again={again}>
      <Button text={words.seeMatters} kind="plain" onTap={() => openTab('home/matters')} />
      <CallCommunity />
    </Failed>
  )
  if (parting !== undefined)
    return (
      <Page title={words.detailTitle}>
        <Empty text={parting}>
          <Button text={words.toHome} onTap={() => openTab('home/home')} />
        </Empty>
      </Page>
    )
  if (!item || isFinal(error)) return <Page title={words.detailTitle}>{failed || <Loading />}</Page>
  const shownError = refused ?? lost
  const ended = !(helpGroups.open as readonly string[]).includes(item.state) && item.topic !== 'danger'
  const tooLate = item.mine === true && (item.state === 'bought' || item.state === 'onTheWay')
  return (
    <Page title={item.title}>
      {isNew && item.state === 'open' && <Notice text={words.received} tone="good" />}
      <State item={item} />
      {item.topic === 'danger' && item.mine && (
        <View className="stack moves">
          <EmergencyCalls kind="danger" />
        </View>
      )}
      <MeetingCode item={item} />
      {failed}
      {shownError !== undefined && <Answer error={shownError} />}
      <Moves
        key={claimedHere ? 'claimed' : 'first'}
        item={item}
        wanted={claimedHere ? 'assign' : wanted}
        claim={claim}
        made={made}
        refused={setRefused}
        facts={<Facts item={item} />}
      >
        {item.call && <Notice text={item.call === 'asker' ? words.callAsker : words.callFirst} />}
        {(item.may.includes('reveal') || item.may.includes('phone')) && (
          <Reveal id={id} wanted={item.call === 'asker'} />
        )}
        {item.may.includes('callHelper') && item.volunteer && item.volunteer.id !== me?.id && (
          <Reveal id={id} whom="volunteer" wanted={item.call === 'volunteer'} />
        )}
      </Moves>
      {item.mine && ended && (
        <View className="moves">
          <Button text={words.again} kind="plain" onTap={() => open('help/again', { id })} />
        </View>
      )}
      <Looks looks={item.looks} />
      <History timeline={item.timeline} kind={item.kind} notes={item.notes} />
      {tooLate && <View className="hint under-label">{words.tooLate[item.kind]}</View>}
      <CallCommunity />
      {sheet}
    </Page>
  )
}
