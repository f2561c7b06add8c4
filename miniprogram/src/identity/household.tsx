/** 我家的人: who belongs to the household; inviting one's own, saying whom nobody knows, moving out. */
import { View } from '@tarojs/components'
import { useShareAppMessage } from '@tarojs/taro'
import { useState } from 'react'
import type { Reply } from '../../../shared/contract.ts'
import { identity } from '../../../shared/identity/identity.ts'
import { homeKindNames } from '../../../shared/identity/homes.ts'
import { sayDate } from '../../../shared/time.ts'
import { actsOf, type Item } from '../components/act.tsx'
import { ActButton } from '../components/Acts.tsx'
import { role } from '../components/aria.ts'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { LineCard } from '../components/ListPage.tsx'
import { Page } from '../components/Page.tsx'
import { openInstead, openTab } from '../platform/open.ts'
import { addressOf } from '../platform/pages.ts'
import { useReply } from '../platform/query.tsx'
import { copy } from '../platform/say.ts'
import { words } from './home-words.ts'

type Member = Reply<typeof identity.household>['members'][number]
const asks = { no: words.thinkAgain, danger: true, may: [] } as const

const doubt = actsOf<Member & Item>().act(identity.doubtMember, {
  ...asks,
  label: '不认识他',
  size: 'small',
  title: ({ callName }) => `不认识${callName}？`,
  says: () => '告诉社区，社区会来核对。核对好以前，他还在名单里。',
  yes: '告诉社区',
  along: ({ user }) => ({ user }),
})

const leave = actsOf<Item>().act(identity.leaveHome, {
  ...asks,
  label: '我搬走了',
  title: '您搬走了？',
  says: () => '搬走后，您不再是这户的人，要帮忙得重新登记住处。正在办的事不受影响。',
  yes: '搬走了',
  leadsTo: () => openTab('home/home'),
})

const MemberCard = ({ member }: { readonly member: Member }) => {
  const { user, callName, as, since, me, invitedBy, doubted } = member
  return (
    <LineCard
      line={{
        title: me ? `${callName}（您）` : callName,
        badge: doubted ? ['社区在核对', 'late'] : undefined,
        hint: [homeKindNames[as], `${sayDate(since)}起`, invitedBy && `${invitedBy}请来的`],
      }}
    >
      {invitedBy && !me && !doubted && <ActButton act={doubt} item={{ ...member, id: user, may: [] }} />}
    </LineCard>
  )
}

type Invitation = Reply<typeof identity.inviteHousehold>

const invite = actsOf<Item & { readonly show: (made: Invitation) => void }>().act(identity.inviteHousehold, {
  may: [],
  label: words.invite,
  kind: 'primary',
  leadsTo: (made, { show }) => show(made),
})

/** The code is shown once, on this screen; it is kept nowhere. */
const Invite = ({ callName }: { readonly callName: string }) => {
  const [invitation, show] = useState<Invitation>()
  useShareAppMessage(() => ({
    title: `${callName}请您加入我家，一起用睦邻`,
    path: invitation?.path ?? addressOf('home/home'),
  }))
  if (!invitation) return <ActButton act={invite} item={{ id: '', may: [], show }} />
  const copyLink = () => copy(window.location.origin + invitation.path, '复制好了，发给家里人吧')
  return (
    <Card tone="accent" title={words.invite}>
      <View>发给家里人，点开就加入，不用再核对。7天内有效，最多4个人用。</View>
      {process.env.TARO_ENV === 'weapp' ? (
        <Button share text="发给微信里的家人" />
      ) : (
        <Button text="复制邀请" onTap={copyLink} />
      )}
    </Card>
  )
}

export default function Household() {
  const asked = useReply(identity.household, {})
  return (
    <Page title={words.household}>
      <Awaited
        asked={asked}
        instead={<Button text={words.homeTitle} onTap={() => openInstead('identity/home')} />}
      >
        {({ building, members }) => (
          <View className="stack">
            <View className="heading" {...role('heading')}>
              {building} · 住在一起的人
            </View>
            {members.map(member => (
              <MemberCard key={member.user} member={member} />
            ))}
            <Invite callName={members.find(({ me }) => me)?.callName ?? ''} />
            <ActButton act={leave} item={{ id: '', may: [] }} />
            <CallCommunity />
          </View>
        )}
      </Awaited>
    </Page>
  )
}
