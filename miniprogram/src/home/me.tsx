import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { identity, roleNames, type Me } from '../../../shared/identity.ts'
import { mayGrant, type GrantReply } from '../../../shared/identity/grants.ts'
import { homeConfirmers } from '../../../shared/identity/homes.ts'
import { proxyModules } from '../../../shared/identity/proxies.ts'
import { shanghai } from '../../../shared/time.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Page } from '../components/Page.tsx'
import { Row } from '../components/Row.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { Failed, Loading, Notice } from '../components/States.tsx'
import { call } from '../platform/call.ts'
import { setCare, useCare } from '../platform/care.ts'
import { open } from '../platform/open.ts'
import { forgetReplies, useReply } from '../platform/query.tsx'
import { sayRefusal } from '../platform/refused.ts'
import { forgetSession, useLent } from '../platform/session.ts'
import { CallCommunity, useCommunity } from '../components/CallCommunity.tsx'
import { MessagesRow } from './Messages.tsx'
import { words } from './words.ts'

const day = (at: string) => shanghai(at).format('YYYY年M月D日')

/** 助老服务队队长; what covers the whole community needs no place in its name. */
const roleOf = ({ role, scopeName, communityName }: GrantReply) =>
  scopeName === communityName ? roleNames[role] : `${scopeName}${roleNames[role]}`

const Roles = ({ me }: { readonly me: Me }) => (
  <Card title={words.roles}>
    {me.grants.map(grant => (
      <Row
        key={grant.id}
        name={roleOf(grant)}
        // To live here is no office that runs out.
        note={
          grant.role === 'resident'
            ? grant.communityName
            : `${grant.communityName} · ${words.until(day(grant.until))}`
        }
      />
    ))}
    {me.grants.length === 0 && <View className="hint">{words.noRoles}</View>}
  </Card>
)

const sayModules = (modules: readonly string[]) =>
  Object.entries(proxyModules)
    .flatMap(([module, name]) => (modules.includes(module) ? name : []))
    .join('、')

const ActsFor = ({ me }: { readonly me: Me }) =>
  me.actsFor.length > 0 && (
    <Card title={words.actsFor}>
      {me.actsFor.map(({ id, callName, modules, until }) => (
        <Row key={id} name={callName} note={words.actsForNote(sayModules(modules), day(until))} />
      ))}
    </Card>
  )

const mayGiveRoles = ({ grants }: Me) => grants.some(({ role }) => mayGrant[role])

const Own = ({ me }: { readonly me: Me }) => {
  return (
    <Card>
      <Row
        name={words.myData}
        note={me.leaving ? words.leaving : words.myDataNote}
        onTap={() => open('identity/my-data')}
      />
      <Row name={words.proxies} note={words.proxiesNote} onTap={() => open('identity/proxies')} />
      <Row name={words.myCode} note={words.myCodeNote} onTap={() => open('identity/my-code')} />
      {mayGiveRoles(me) && (
        <Row name={words.grants} note={words.grantsNote} onTap={() => open('identity/grants')} />
      )}
    </Card>
  )
}

const Mine = ({ me, lent }: { readonly me: Me; readonly lent: boolean }) => (
  <Card>
    {me.home ? (
      <Row name={words.household} value={me.home.building} onTap={() => open('identity/household')} />
    ) : (
      <Row name={words.bind} onTap={() => open('identity/home')} />
    )}
    <Row
      name={words.myPhone}
      value={words.phoneNote[me.phone ?? 'none']}
      onTap={() => open('identity/phone')}
    />
    {homeConfirmers.some(role => me.grants.some(grant => grant.role === role)) && (
      <Row name={words.checkHomes} onTap={() => open('identity/waiting')} />
    )}
    <Row name={words.consent} onTap={() => open('identity/consent')} />
    <Row name={words.signIns} onTap={() => open('identity/sign-ins')} />
    {!lent && <Row name={words.desk} note={words.deskNote} onTap={() => open('identity/allow')} />}
  </Card>
)

const Serving = () => {
  return (
    <Card title={words.serving}>
      <Row name={words.shifts} onTap={() => open('volunteers/shifts')} />
      <Row name={words.teams} onTap={() => open('volunteers/teams')} />
      <Row name={words.hours} note={words.hoursNote} onTap={() => open('volunteers/hours')} />
      <Row name={words.verify} note={words.verifyNote} onTap={() => open('volunteers/verify')} />
    </Card>
  )
}

const CareSwitch = () => {
  const care = useCare()
  return (
    <Card>
      <Row
        name={words.care}
        note={care ? words.careOn : words.careOff}
        on={care}
        onTap={() => setCare(!care)}
      />
    </Card>
  )
}

const Phones = ({ staff }: { readonly staff: boolean }) => {
  const about = useCommunity()
  if (!about) return null
  const call = (phoneNumber: string) => () => void Taro.makePhoneCall({ phoneNumber }).catch(() => undefined)
  return (
    <Card title={about.name}>
      {about.phone && <Row name={words.communityPhone} value={about.phone} onTap={call(about.phone)} />}
      {about.dutyPhone && (
        <Row name={words.dutyPhone} value={about.dutyPhone} onTap={call(about.dutyPhone)} />
      )}
      <Row name={words.phones} note={words.phonesNote} onTap={() => open('community/phones')} />
      <Row name={words.whose} note={words.whoseNote} onTap={() => open('community/whose')} />
      {staff && (
        <Row name={words.settings} note={words.settingsNote} onTap={() => open('community/settings')} />
      )}
      <View className="small">{words.dutyHours(about.dutyHours.from, about.dutyHours.to)}</View>
    </Card>
  )
}

const LeaveDesk = () => {
  const [error, setError] = useState<unknown>()
  const leave = async () => {
    try {
      const { items } = await call(identity.signIns, {})
      for (const { id } of items.filter(({ here }) => here)) await call(identity.endSignIn, { id })
    } catch (refused) {
      return setError(refused)
    }
    forgetSession()
    forgetReplies()
  }
  return (
    <>
      <Button text={words.leaveDesk} onTap={leave} />
      {error !== undefined && <Notice text={sayRefusal(error)} tone="warn" />}
    </>
  )
}

const SignOut = () => {
  const [asking, setAsking] = useState(false)
  const [error, setError] = useState<unknown>()
  const leave = async () => {
    try {
      await call(identity.signOutEverywhere, {})
    } catch (refused) {
      return setError(refused)
    }
    setAsking(false)
    forgetSession()
    forgetReplies()
  }
  return (
    <>
      <Button text={words.signOut} kind="plain" onTap={() => setAsking(true)} />
      <Sheet
        open={asking}
        title={words.signOutTitle}
        close={() => setAsking(false)}
        closeText={words.signOutNo}
      >
        <View className="sheet-text">{words.signOutText}</View>
        {error !== undefined && <Notice text={sayRefusal(error)} tone="warn" />}
        <Button text={words.signOutYes} kind="danger" onTap={leave} />
      </Sheet>
    </>
  )
}

export default function MePage() {
  const lent = useLent()
  const { data: me, error, again } = useReply(identity.me, {}, { remember: true })
  return (
    <Page title={words.me} tab>
      {me && (
        <>
          <View className="greeting">{me.callName}</View>
          {me.home && <View className="hint under-greeting">{me.home.building}</View>}
        </>
      )}
      {!me && error && (
        <Failed error={error} again={again}>
          <CallCommunity />
        </Failed>
      )}
      {!me && !error && <Loading />}
      {me && <MessagesRow always />}
      <CareSwitch />
      {me && <Mine me={me} lent={lent} />}
      {me && <Serving />}
      {me && <Roles me={me} />}
      {me && <ActsFor me={me} />}
      {me && <Own me={me} />}
      <Phones staff={me?.grants.some(({ role }) => role === 'communityStaff') ?? false} />
      {me && (
        <View className="stack">
          {lent && <LeaveDesk />}
          <SignOut />
        </View>
      )}
    </Page>
  )
}
