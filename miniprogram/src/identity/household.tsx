/** 我家的人: who belongs to the household; inviting one's own, saying whom nobody knows, moving out. */
import { View } from '@tarojs/components'
import Taro, { useShareAppMessage } from '@tarojs/taro'
import { useState } from 'react'
import type { Reply } from '../../../shared/contract.ts'
import { identity } from '../../../shared/identity.ts'
import { homeKindNames } from '../../../shared/identity/homes.ts'
import { shanghai } from '../../../shared/time.ts'
import { acts } from '../components/aria.ts'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { Page } from '../components/Page.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { StateBadge } from '../components/StateBadge.tsx'
import { Failed, Loading, Notice } from '../components/States.tsx'
import { openInstead, openTab } from '../platform/open.ts'
import { addressOf } from '../platform/pages.ts'
import { useMove, useReply } from '../platform/query.tsx'
import { isFinal, sayRefusal } from '../platform/refused.ts'
import { words } from './home-words.ts'

type Member = Reply<typeof identity.household>['members'][number]

const day = (at: string) => shanghai(at).format('YYYY年M月D日')

const MemberRow = ({ member, doubt }: { readonly member: Member; readonly doubt: () => void }) => {
  const { callName, as, since, me, invitedBy, doubted } = member
  const facts = [homeKindNames[as], words.since(day(since)), invitedBy && words.invitedBy(invitedBy)]
  return (
    <Card
      title={me ? `${callName}（${words.me}）` : callName}
      aside={doubted ? <StateBadge text={words.doubted} tone="late" /> : undefined}
    >
      <View className="hint">{facts.filter(Boolean).join(' · ')}</View>
      {invitedBy && !me && !doubted && (
        <Button text={words.unknown} kind="plain" size="small" onTap={doubt} />
      )}
    </Card>
  )
}

/** The code is shown once, on this screen; it is kept nowhere. */
const Invite = ({ callName }: { readonly callName: string }) => {
  const { go, error } = useMove()
  const [invitation, setInvitation] = useState<Reply<typeof identity.inviteHousehold>>()
  useShareAppMessage(() => ({
    title: words.shareTitle(callName),
    path: invitation?.path ?? addressOf('home/home'),
  }))
  const make = () => go(identity.inviteHousehold, {}).then(setInvitation, () => undefined) // shown below
  if (!invitation)
    return (
      <>
        {error && <Notice text={sayRefusal(error)} tone="warn" />}
        <Button text={words.invite} onTap={make} />
      </>
    )
  const copy = async () => {
    const origin = process.env.TARO_ENV === 'h5' ? window.location.origin : ''
    await Taro.setClipboardData({ data: origin + invitation.path })
    await Taro.showToast({ title: words.copied, icon: 'none' })
  }
  return (
    <Card tone="accent" title={words.invite}>
      <View>{words.inviteText}</View>
      {process.env.TARO_ENV === 'weapp' ? (
        <Button share text={words.share} />
      ) : (
        <Button text={words.copy} onTap={copy} />
      )}
    </Card>
  )
}

const Leave = () => {
  const { go, error } = useMove()
  const [asking, setAsking] = useState(false)
  const leave = async () => {
    try {
      await go(identity.leaveHome, {})
    } catch {
      return // shown below
    }
    setAsking(false)
    await openTab('home/home')
  }
  return (
    <>
      <Button text={words.leave} kind="plain" onTap={() => setAsking(true)} />
      <Sheet
        open={asking}
        title={words.leaveTitle}
        close={() => setAsking(false)}
        closeText={words.thinkAgain}
        foot={<Button text={words.leaveYes} kind="danger" onTap={leave} />}
      >
        <View className="sheet-text">{words.leaveText}</View>
        {error && <Notice text={sayRefusal(error)} tone="warn" />}
      </Sheet>
    </>
  )
}

export default function Household() {
  const { data: home, error, again } = useReply(identity.household, {})
  const { go, error: refused } = useMove()
  const [doubted, setDoubted] = useState<Member>()
  const doubt = async () => {
    await go(identity.doubtMember, { user: doubted!.user }).then(
      () => setDoubted(undefined),
      () => undefined, // shown below
    )
  }
  const me = home?.members.find(member => member.me)
  return (
    <Page title={words.household}>
      {error && (!home || isFinal(error)) ? (
        <Failed error={error} again={again}>
          <Button text={words.homeTitle} onTap={() => openInstead('identity/home')} />
          <CallCommunity />
        </Failed>
      ) : !home ? (
        <Loading />
      ) : (
        <View className="stack">
          <View className="heading" {...acts('heading')}>
            {home.building} · {words.members}
          </View>
          {home.members.map(member => (
            <MemberRow key={member.user} member={member} doubt={() => setDoubted(member)} />
          ))}
          <Invite callName={me?.callName ?? ''} />
          <Leave />
          <CallCommunity />
        </View>
      )}
      <Sheet
        open={doubted !== undefined}
        title={words.unknownTitle(doubted?.callName ?? '')}
        close={() => setDoubted(undefined)}
        closeText={words.thinkAgain}
        foot={<Button text={words.unknownYes} kind="danger" onTap={doubt} />}
      >
        <View className="sheet-text">{words.unknownText}</View>
        {refused && <Notice text={sayRefusal(refused)} tone="warn" />}
      </Sheet>
    </Page>
  )
}
