/** Giving a role to somebody who shows their code. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { roles as allRoles, type Role } from '../../../shared/contract.ts'
import { identity } from '../../../shared/identity.ts'
import type { Holder } from '../../../shared/identity/grants.ts'
import { sayDate } from '../../../shared/time.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { CodeField } from '../components/CodeField.tsx'
import { namesOf, oneOf } from '../components/fields.tsx'
import { Row } from '../components/Row.tsx'
import { Notice } from '../components/States.tsx'
import { useForm } from '../components/useForm.tsx'
import { call } from '../platform/call.ts'
import { useTyped } from '../platform/drafts.ts'
import { useMove } from '../platform/query.tsx'
import { sayRole, words } from './grant-words.ts'
import { terms, untilAfter, usualTerm } from './lasting.ts'

/** What the reader may give, and for which teams, buildings, … */
export type Choices = readonly {
  readonly role: Role
  readonly scopes?: readonly { readonly id: string; readonly name: string }[] | undefined
}[]

const Person = ({ holder }: { readonly holder: Holder }) => (
  <Card title={holder.callName}>
    {holder.building && <View className="hint">{words.from(holder.building)}</View>}
    {holder.grants.map(grant => (
      <Row key={grant.id} name={sayRole(grant)} note={words.until(sayDate(grant.until))} />
    ))}
    {holder.grants.length === 0 && <View className="hint">{words.none}</View>}
  </Card>
)

interface Said {
  readonly role: Role | undefined
  readonly scope: string | undefined
  readonly days: string
}

interface GiveToProps {
  readonly roles: Choices
  readonly holder: Holder
  readonly setHolder: (holder: Holder | undefined) => void
}

const GiveTo = ({ roles, holder, setHolder }: GiveToProps) => {
  const [given, setGiven] = useState<string>()
  const { go } = useMove()
  const draft = useTyped<Said>({ role: undefined, scope: undefined, days: usualTerm })
  const { role, scope } = draft.value
  const scopes = roles.find(each => each.role === role)?.scopes
  // Another role has other places, and what was said of the last one is said no longer.
  const set = (next: Said) => {
    if (next.role === role) return draft.set(next)
    setGiven(undefined)
    draft.set({ ...next, scope: undefined })
  }
  const { field, refused, send } = useForm({
    draft: { ...draft, set },
    fields: {
      role: oneOf(
        '给什么身份',
        Object.fromEntries(roles.map(each => [each.role, allRoles.text[each.role]])) as Partial<
          Record<Role, string>
        >,
      ),
      scope: oneOf(words.scope, namesOf(scopes)),
      days: oneOf<string>('到什么时候', terms),
    },
  })
  const give = async () => {
    const grant = await send(({ days }) =>
      go(identity.grant, { user: holder.id, role: role!, scope, until: untilAfter(days) }),
    )
    if (!grant) return
    draft.set({ ...draft.value, role: undefined, scope: undefined })
    setGiven(`给好了：${sayRole(grant)}，到${sayDate(grant.until)}`)
    setHolder({ ...holder, grants: [...holder.grants.filter(({ id }) => id !== grant.id), grant] })
  }
  return (
    <>
      <Person holder={holder} />
      {given !== undefined && <Notice text={given} tone="good" />}
      {field('role')}
      {scopes && field('scope')}
      {role && field('days')}
      {refused}
      <View className="stack">
        {role && <Button text="给他" disabled={scopes !== undefined && !scope} onTap={give} />}
        <Button text="换一个人" kind="plain" onTap={() => setHolder(undefined)} />
      </View>
    </>
  )
}

export const Give = ({ roles }: { readonly roles: Choices }) => {
  const [holder, setHolder] = useState<Holder>()
  return holder ? (
    <GiveTo {...{ roles, holder, setHolder }} />
  ) : (
    <View className="stack">
      <View className="hint under-label">请对方打开“我的”里的“我的身份码”，给您看或发给您。</View>
      <CodeField
        label="对方的身份码"
        scan="扫身份码"
        onCode={code => call(identity.holder, { code }).then(setHolder)}
      />
    </View>
  )
}
