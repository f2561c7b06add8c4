/** 加入我家: what somebody of the household has sent. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { identity } from '../../../shared/identity.ts'
import { fieldComplaints } from '../../../shared/complaints.ts'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Choice } from '../components/Choice.tsx'
import { Page } from '../components/Page.tsx'
import { Empty, Failed, Loading, Notice } from '../components/States.tsx'
import { openInstead, openTab, useParams } from '../platform/open.ts'
import { useMove, useReply } from '../platform/query.tsx'
import { isFinal, Refused, sayRefusal } from '../platform/refused.ts'
import { joinKinds, words } from './home-words.ts'
import { NameFields } from './NameFields.tsx'

const toHome = () => openTab('home/home')

export default function Join() {
  const { code = '' } = useParams('identity/join')
  const { data: invitation, error: unknown, again } = useReply(identity.invitation, { code })
  const { go, error } = useMove()
  const [joined, setJoined] = useState<string>()
  const [as, setAs] = useState<'family' | 'tenant'>('family')
  const [names, setNames] = useState({ name: '', callName: '' })
  const [complaints, setComplaints] = useState<Readonly<Record<string, string>>>({})
  const join = async () => {
    const asked = identity.joinHome.takes.safeParse({ code, as, ...names }, { reportInput: true })
    setComplaints(asked.success ? {} : fieldComplaints(asked.error.issues))
    if (!asked.success) return
    try {
      setJoined((await go(identity.joinHome, asked.data)).building)
    } catch (refused) {
      if (refused instanceof Refused) setComplaints(refused.fields)
    }
  }
  if (joined !== undefined)
    return (
      <Page title={words.joinTitle}>
        <Empty text={words.joined(joined)}>
          <Button text={words.toHome} onTap={toHome} />
        </Empty>
      </Page>
    )
  return (
    <Page title={words.joinTitle}>
      {unknown && (!invitation || isFinal(unknown)) ? (
        <Failed error={unknown} again={again}>
          <Button text={words.homeTitle} onTap={() => openInstead('identity/home')} />
          <CallCommunity />
        </Failed>
      ) : !invitation ? (
        <Loading />
      ) : (
        <View className="stack">
          <Notice text={words.joinFrom(invitation.from, invitation.building)} tone="good" />
          <NameFields
            value={names}
            change={more => {
              setNames({ ...names, ...more })
              setComplaints({})
            }}
            complaints={complaints}
          />
          <Choice label={words.as} options={joinKinds} value={as} onChange={setAs} />
          <View className="hint under-label">{words.joinHint}</View>
          {error && <Notice text={sayRefusal(error)} tone="warn" />}
          <Button text={words.join} onTap={join} />
          <CallCommunity />
        </View>
      )}
    </Page>
  )
}
