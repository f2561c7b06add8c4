import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh, useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { help, type HelpReply } from '../../../shared/help.ts'
import { acts } from '../components/aria.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Page } from '../components/Page.tsx'
import { StateBadge } from '../components/StateBadge.tsx'
import { Failed, Loading, Notice } from '../components/States.tsx'
import { keepReply, useReply } from '../platform/query.tsx'
import { Refused, sayRefusal } from '../platform/refused.ts'
import { useClaim } from './claim.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Facts, History, Looks } from './Facts.tsx'
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
  const lost = error instanceof Refused && error.code === 'help.alreadyClaimed'
  return (
    <View className="stack">
      <Notice text={sayRefusal(error)} tone={lost ? 'good' : 'warn'} />
      {lost && (
        <Button text={words.nextOpen} onTap={() => Taro.redirectTo({ url: '/help/board?list=open' })} />
      )}
    </View>
  )
}

export default function Detail() {
  const { id = '', do: wanted } = useRouter().params
  const { data: item, error, again } = useReply(help.get, { id }, { followSeconds })
  const [refused, setRefused] = useState<unknown>()
  const [claimedHere, setClaimedHere] = useState(false)
  usePullDownRefresh(() => {
    again()
    Taro.stopPullDownRefresh()
  })
  const made = (reply: HelpReply) => {
    setRefused(undefined)
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
      <Button text={words.seeMatters} kind="plain" onTap={() => Taro.switchTab({ url: '/home/matters' })} />
      <CallCommunity />
    </Failed>
  )
  if (!item) return <Page title={words.detailTitle}>{failed || <Loading />}</Page>
  const shownError = refused ?? lost
  const disputable = item.mine === true && item.may.includes('confirm')
  return (
    <Page title={item.title}>
      <State item={item} />
      {failed}
      {shownError !== undefined && <Answer error={shownError} />}
      <Moves
        key={claimedHere ? 'claimed' : 'first'}
        item={item}
        wanted={claimedHere ? 'assign' : wanted}
        claim={claim}
        made={made}
        refused={setRefused}
      >
        {item.may.includes('reveal') && <Reveal id={id} />}
        {disputable && <CallCommunity text={words.problem} />}
      </Moves>
      <View className="gap" />
      <Facts item={item} />
      <Looks looks={item.looks} />
      <History timeline={item.timeline} />
      {!disputable && <CallCommunity />}
      {sheet}
    </Page>
  )
}
