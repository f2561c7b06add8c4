/** 身份管理: the yearly look at what runs out, who has which role, giving and taking back. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { roles as allRoles, type Role } from '../../../shared/contract.ts'
import { identity } from '../../../shared/identity/identity.ts'
import {
  revokeReasons,
  sayRole,
  scopeKind,
  type GrantReply,
  type Holder,
} from '../../../shared/identity/grants.ts'
import { sayDate } from '../../../shared/time.ts'
import { actsOf, type Item } from '../components/act.tsx'
import { Asking } from '../components/Asking.tsx'
import { Acts } from '../components/Acts.tsx'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Choice } from '../components/Choice.tsx'
import { CodeField } from '../components/CodeField.tsx'
import { Fields, namesOf, oneOf } from '../components/fields.tsx'
import { Lines } from '../components/ListPage.tsx'
import { Page } from '../components/Page.tsx'
import { Row } from '../components/Row.tsx'
import { Notice } from '../components/States.tsx'
import { useForm } from '../components/useForm.tsx'
import { call } from '../platform/call.ts'
import { useTyped } from '../platform/drafts.ts'
import { useMove, useReply } from '../platform/query.tsx'
import { terms, untilAfter, usualTerm } from './lasting.ts'

/** What the reader may give, and for which teams, buildings, … */
type Choices = readonly {
  readonly role: Role
  readonly scopes?: readonly { readonly id: string; readonly name: string }[] | undefined
}[]

const namesOfRoles = (roles: Choices) =>
  Object.fromEntries(roles.map(({ role }) => [role, allRoles.text[role]])) as Partial<Record<Role, string>>
const scopesOf = (roles: Choices, role: Role | undefined) => roles.find(each => each.role === role)?.scopes

const untilOf = ({ until }: GrantReply) => `到${sayDate(until)}`
const whichOne = '哪一个'
const noRoles = '他还没有身份。'

// ---- one person's roles: renewed for a year, or taken back with a reason ----

interface HolderProps {
  readonly holder: Holder
  /** Left out: nobody is shown any longer. */
  readonly show: (holder?: Holder) => void
}

type Held = GrantReply & Item & HolderProps
const { act } = actsOf<Held>()
const may: readonly string[] = []

const acts = {
  renew: act(identity.grant, {
    may,
    label: '续一年',
    readout: grant => `${sayRole(grant)}续一年`,
    kind: 'primary',
    along: ({ holder, role, community, scope }) => ({
      ...{ user: holder.id, role, community },
      scope: scopeKind[role] === 'community' ? undefined : scope,
    }),
    done: grant => `续好了，${untilOf(grant)}`,
    leadsTo: (grant, { holder, show }) =>
      show({ ...holder, grants: holder.grants.map(each => (each.id === grant.id ? grant : each)) }),
  }),
  takeBack: act(identity.revoke, {
    may,
    label: '收回',
    readout: grant => `收回${sayRole(grant)}`,
    title: grant => `为什么收回“${sayRole(grant)}”？`,
    no: '先不收回',
    along: ({ holder, id }) => ({ user: holder.id, grant: id }),
    choices: () => revokeReasons.options.map(({ value, text }) => [text, { reason: value }]),
    done: '收回了，马上就不能用了',
    leadsTo: (_, { show }) => show(),
  }),
}

const HolderSheet = ({ holder, show }: HolderProps) => (
  <Asking title={`${holder.callName} · 他的身份`} close={() => show()} closeText="关上">
    {holder.grants.length === 0 && <View className="hint">{noRoles}</View>}
    {holder.grants.map(grant => (
      <View key={grant.id} className="item">
        <View className="strong">{sayRole(grant)}</View>
        <View className="hint under-label">{untilOf(grant)}</View>
        <Acts
          item={{ ...grant, holder, show, may }}
          acts={acts}
          order={(_, open) => ({ beside: open })}
          pair
        />
      </View>
    ))}
  </Asking>
)

// ---- who has which ----

interface HoldersProps {
  readonly of: { readonly list: 'role' | 'ending'; readonly role?: Role; readonly scope?: string }
  readonly none: string
}

const Holders = ({ of, none }: HoldersProps) => {
  const [holder, show] = useState<Holder>()
  return (
    <>
      <Lines
        of={identity.grants}
        list="all"
        ask={() => of}
        keyOf={({ grant, holder }) => holder.id + grant.id}
        line={({ grant, holder }) => {
          const { callName, building, grants } = holder
          const others = grants.filter(({ id, role }) => id !== grant.id && role !== 'resident').map(sayRole)
          return {
            title: callName,
            aside: untilOf(grant),
            label: `${callName}，${sayRole(grant)}`,
            text: [sayRole(grant), building && `住${building}`].filter(Boolean).join(' · '),
            hint: others.length > 0 ? `还是：${others.join('、')}` : undefined,
            open: () => show(holder),
          }
        }}
        empty={none}
        wide
      />
      {holder && <HolderSheet holder={holder} show={show} />}
    </>
  )
}

const ByRole = ({ roles }: { readonly roles: Choices }) => {
  const first = roles.find(({ role }) => role !== 'resident') ?? roles[0]!
  const [{ role, scope }, choose] = useState({ role: first.role, scope: '' })
  const scopes = scopesOf(roles, role)
  return (
    <>
      <Fields
        of={{
          role: oneOf('哪种身份', namesOfRoles(roles)),
          scope: scopes && oneOf<string>(whichOne, { '': '全部', ...namesOf(scopes) }),
        }}
        value={{ role, scope }}
        set={(next, changed) => choose(changed === 'role' ? { ...next, scope: '' } : next)}
      />
      <Holders
        key={role + scope}
        of={{ list: 'role', role, scope: scope || undefined }}
        none="这里还没有人。要添人，点“给身份”。"
      />
    </>
  )
}

// ---- giving one to somebody who shows their code ----

const Person = ({ holder: { callName, building, grants } }: { readonly holder: Holder }) => (
  <Card title={callName}>
    {building && <View className="hint">{`住${building}`}</View>}
    {grants.map(grant => (
      <Row key={grant.id} name={sayRole(grant)} note={untilOf(grant)} />
    ))}
    {grants.length === 0 && <View className="hint">{noRoles}</View>}
  </Card>
)

interface Said {
  readonly role: Role | undefined
  readonly scope: string | undefined
  readonly days: string
}

const GiveTo = ({ roles, holder, show }: HolderProps & { readonly roles: Choices }) => {
  const [given, setGiven] = useState<string>()
  const { go } = useMove()
  const draft = useTyped<Said>({ role: undefined, scope: undefined, days: usualTerm })
  const { role, scope } = draft.value
  const scopes = scopesOf(roles, role)
  // Another role has other places, and what was said of the last one is said no longer.
  const set = (next: Said) => {
    if (next.role === role) return draft.set(next)
    setGiven(undefined)
    draft.set({ ...next, scope: undefined })
  }
  const { field, refused, send } = useForm({
    draft: { ...draft, set },
    fields: {
      role: oneOf('给什么身份', namesOfRoles(roles)),
      scope: scopes && oneOf(whichOne, namesOf(scopes)),
      days: role && oneOf<string>('到什么时候', terms),
    },
  })
  const give = async () => {
    const grant = await send(({ days }) =>
      go(identity.grant, { user: holder.id, role: role!, scope, until: untilAfter(days) }),
    )
    if (!grant) return
    draft.set({ ...draft.value, role: undefined, scope: undefined })
    setGiven(`给好了：${sayRole(grant)}，${untilOf(grant)}`)
    show({ ...holder, grants: [...holder.grants.filter(({ id }) => id !== grant.id), grant] })
  }
  return (
    <>
      <Person holder={holder} />
      {given !== undefined && <Notice text={given} tone="good" />}
      {field('role', 'scope', 'days')}
      {refused}
      <View className="stack">
        {role && <Button text="给他" disabled={scopes !== undefined && !scope} onTap={give} />}
        <Button text="换一个人" kind="plain" onTap={() => show()} />
      </View>
    </>
  )
}

const Give = ({ roles }: { readonly roles: Choices }) => {
  const [holder, show] = useState<Holder>()
  return holder ? (
    <GiveTo {...{ roles, holder, show }} />
  ) : (
    <View className="stack">
      <View className="hint under-label">请对方打开“我的”里的“我的身份码”，给您看或发给您。</View>
      <CodeField
        label="对方的身份码"
        scan="扫身份码"
        onCode={code => call(identity.holder, { code }).then(show)}
      />
    </View>
  )
}

const parts = [
  { value: 'ending', text: '快到期' },
  { value: 'role', text: '按身份看' },
  { value: 'give', text: '给身份' },
] as const

export default function Grants() {
  const [part, turn] = useState<(typeof parts)[number]['value']>('ending')
  const asked = useReply(identity.grantChoices, {})
  return (
    <Page title="身份管理" wide>
      <Choice look="segments" options={parts} value={part} onChange={turn} />
      <Awaited asked={asked}>
        {({ roles }) =>
          part === 'ending' ? (
            <>
              <View className="hint under-label">一个月内到期的。还在做就续一年，不做了就收回。</View>
              <Holders of={{ list: 'ending' }} none="一个月内没有到期的，不用管。" />
            </>
          ) : part === 'role' ? (
            <ByRole roles={roles} />
          ) : (
            <Give roles={roles} />
          )
        }
      </Awaited>
    </Page>
  )
}
