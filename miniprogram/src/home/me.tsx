import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { identity, type Me } from '../../../shared/identity/identity.ts'
import { mayGrant, sayRole } from '../../../shared/identity/grants.ts'
import { homeConfirmers } from '../../../shared/identity/homes.ts'
import { proxyModules } from '../../../shared/modules/manifests.ts'
import { sayDate } from '../../../shared/time.ts'
import { Asking } from '../components/Asking.tsx'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { useCommunity } from '../components/CallCommunity.tsx'
import { FactCard, rows, type FactOf } from '../components/facts.tsx'
import { Page } from '../components/Page.tsx'
import type { RowProps } from '../components/Row.tsx'
import { Refusal } from '../components/States.tsx'
import { modules } from '../modules.ts'
import { call } from '../platform/call.ts'
import { useCare, useSetCare } from '../platform/care.ts'
import { holds, useMe } from '../platform/me.ts'
import { open } from '../platform/open.ts'
import { forgetReplies } from '../platform/query.tsx'
import { forgetSession, useLent } from '../platform/session.ts'
import { MessagesRow, rowOf } from './sections.tsx'

/** A row that leads somewhere. */
const way = (name: string, go: () => unknown, note?: string, value?: string): RowProps => ({
  ...{ name, note, value },
  onTap: () => void go(),
})

const CareSwitch = () => {
  const on = useCare()
  const setCare = useSetCare()
  const note = on ? '已打开，点这里关上' : '字大，东西少，能用说的'
  return <FactCard lines={[{ name: '长辈版', note, on, onTap: () => void setCare(!on) }]} />
}

const phoneNote = { typed: '等社区核对', checked: '已核对', none: '还没留' }

interface Own extends Me {
  readonly lent: boolean
}

const mine = rows<Own>(me => [
  me.home
    ? way('我家的人', () => open('identity/household'), undefined, me.home.building)
    : way('登记住处', () => open('identity/home')),
  way('我的电话', () => open('identity/phone'), undefined, phoneNote[me.phone ?? 'none']),
  holds(me, ...homeConfirmers) && way('核对住处', () => open('identity/waiting')),
  way('说明与同意', () => open('identity/consent')),
  way('登录过的设备', () => open('identity/sign-ins')),
  !me.lent && way('登录电脑', () => open('identity/allow'), '扫电脑上的码，不用密码'),
])

const ofModules = modules.flatMap(({ mine }) => {
  if (!mine) return []
  const { title, on, ways } = mine
  return function OfModule() {
    const switchedOn = useCommunity()?.on ?? []
    return !on || switchedOn.includes(on) ? <FactCard title={title} lines={ways.map(rowOf)} /> : null
  }
})

const Roles: FactOf<Own> = ({ item: { grants } }) => (
  <FactCard
    title="我的身份"
    lines={grants.map(grant => ({
      name: sayRole(grant),
      // To live here is no office that runs out.
      note: [grant.communityName, grant.role !== 'resident' && `到${sayDate(grant.until)}`]
        .filter(Boolean)
        .join(' · '),
    }))}
  >
    {grants.length === 0 && <View className="hint">还没有身份。登记好住处，您就是居民。</View>}
  </FactCard>
)

const sayModules = (modules: readonly string[]) =>
  proxyModules.options.flatMap(({ value, text }) => (modules.includes(value) ? text : [])).join('、')

const actsFor = rows<Own>(
  me =>
    me.actsFor.map(({ callName, modules, until }) => ({
      name: callName,
      note: `${sayModules(modules)}，到${sayDate(until)}`,
    })),
  '我能替他们办事',
)

const others = rows<Own>(({ leaving, grants }) => [
  way(
    '我的信息',
    () => open('identity/my-data'),
    leaving ? '注销没做完，点这里做完' : '看看、改改、谁看过、带走、注销',
  ),
  way('替人办事', () => open('identity/proxies'), '谁能替我办，我能替谁办'),
  way('我的身份码', () => open('identity/my-code'), '在社区办事时给工作人员看'),
  grants.some(({ role }) => mayGrant[role]) &&
    way('身份管理', () => open('identity/grants'), '谁有什么身份，给、续、收回'),
])

const cards = [mine, ...ofModules, Roles, actsFor, others]

const Phones = ({ staff }: { readonly staff: boolean }) => {
  const about = useCommunity()
  if (!about) return null
  const phone = (name: string, value: string) =>
    value &&
    way(name, () => Taro.makePhoneCall({ phoneNumber: value }).catch(() => undefined), undefined, value)
  const { from, to } = about.dutyHours
  return (
    <FactCard
      title={about.name}
      lines={[
        phone('打给社区', about.phone),
        phone('值班电话', about.dutyPhone),
        ...modules.flatMap(({ ways = [] }) => ways.filter(({ always }) => always).map(rowOf)),
        staff && way('社区设置', () => open('community/settings'), '电话、上班时间、首页上有什么'),
      ]}
    >
      <View className="small">{`${from}–${to} 有人值班`}</View>
    </FactCard>
  )
}

const endHere = async () => {
  const { items } = await call(identity.signIns, {})
  for (const { id } of items.filter(({ here }) => here)) await call(identity.endSignIn, { id })
}

/** From this computer only, where it was lent; from every phone. */
const SignOut = ({ lent }: { readonly lent: boolean }) => {
  const [asking, setAsking] = useState(false)
  const [error, setError] = useState<unknown>()
  const leave = async (end: () => Promise<unknown>) => {
    try {
      await end()
    } catch (refused) {
      return setError(refused)
    }
    setAsking(false)
    forgetSession()
    forgetReplies()
  }
  const ask = (on: boolean) => {
    setError(undefined)
    setAsking(on)
  }
  return (
    <View className="stack">
      {lent && <Button text="在这台电脑上退出" onTap={() => leave(endHere)} />}
      {!asking && error !== undefined && <Refusal error={error} />}
      <Button text="在所有手机上退出" kind="plain" onTap={() => ask(true)} />
      {asking && (
        <Asking title="在所有手机上退出？" close={() => ask(false)} closeText="不退出" error={error}>
          <View className="sheet-text">您在别的手机上的登录也会一起退出。您的事都还在，再登录就能看到。</View>
          <Button text="退出" kind="danger" onTap={() => leave(() => call(identity.signOutEverywhere, {}))} />
        </Asking>
      )}
    </View>
  )
}

export default function MePage() {
  const lent = useLent()
  const asked = useMe()
  const { data: me } = asked
  return (
    <Page title="我的" tab>
      {me && (
        <>
          <View className="greeting">{me.callName}</View>
          {me.home && <View className="hint under-greeting">{me.home.building}</View>}
        </>
      )}
      {!asked.data && <Awaited asked={asked} />}
      {me && <MessagesRow />}
      <CareSwitch />
      {me && cards.map((Card, i) => <Card key={i} item={{ ...me, lent }} />)}
      <Phones staff={holds(me, 'communityStaff')} />
      {me && <SignOut lent={lent} />}
    </Page>
  )
}
