/** Giving a role to whoever shows their code. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { roles as allRoles, type Role } from '../../../shared/contract.ts'
import { identity } from '../../../shared/identity.ts'
import type { Holder } from '../../../shared/identity/grants.ts'
import { plusMinutes } from '../../../shared/time.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Choice } from '../components/Choice.tsx'
import { CodeField } from '../components/CodeField.tsx'
import { Row } from '../components/Row.tsx'
import { Notice } from '../components/States.tsx'
import { call } from '../platform/call.ts'
import { useMove } from '../platform/query.tsx'
import { Refused, sayRefusal } from '../platform/refused.ts'
import { sayDay, sayRole, words } from './grant-words.ts'

/** What the reader may give, and for which teams, buildings, … */
export type Choices = readonly {
  readonly role: Role
  readonly scopes?: readonly { readonly id: string; readonly name: string }[] | undefined
}[]

const Person = ({ holder }: { readonly holder: Holder }) => (
  <Card title={holder.callName}>
    {holder.building && <View className="hint">{words.from(holder.building)}</View>}
    {holder.grants.map(grant => (
      <Row key={grant.id} name={sayRole(grant)} note={words.until(sayDay(grant.until))} />
    ))}
    {holder.grants.length === 0 && <View className="hint">{words.none}</View>}
  </Card>
)

export const Give = ({ roles }: { readonly roles: Choices }) => {
  const [holder, setHolder] = useState<Holder>()
  const [unknown, setUnknown] = useState<unknown>()
  const [role, setRole] = useState<Role>()
  const [scope, setScope] = useState<string>()
  const [days, setDays] = useState<string>('365')
  const [given, setGiven] = useState<string>()
  const { go, error, forget } = useMove()
  const fieldError = (field: string) => (error instanceof Refused ? error.fields[field] : undefined)

  const find = async (code: string) => {
    setUnknown(undefined)
    await call(identity.holder, { code }).then(setHolder, setUnknown)
  }
  const startOver = () => {
    forget()
    setHolder(undefined)
    setRole(undefined)
    setScope(undefined)
    setGiven(undefined)
  }
  if (!holder)
    return (
      <View className="stack">
        <View className="hint under-label">{words.codeHow}</View>
        <CodeField label={words.code} scan={words.scan} onCode={find} />
        {unknown !== undefined && <Notice text={sayRefusal(unknown)} tone="warn" />}
      </View>
    )
  const scopes = roles.find(each => each.role === role)?.scopes
  const give = () =>
    go(identity.grant, {
      user: holder.id,
      role: role!,
      ...(scope && { scope }),
      until: plusMinutes(new Date().toISOString(), Number(days) * 24 * 60),
    }).then(
      grant => {
        setGiven(words.given(sayRole(grant), sayDay(grant.until)))
        setHolder({ ...holder, grants: [...holder.grants.filter(({ id }) => id !== grant.id), grant] })
        setRole(undefined)
        setScope(undefined)
      },
      () => undefined, // shown below
    )
  return (
    <>
      <Person holder={holder} />
      {given !== undefined && <Notice text={given} tone="good" />}
      <Choice
        label={words.giveRole}
        options={roles.map(each => ({ value: each.role, text: allRoles.text[each.role] }))}
        value={role}
        onChange={value => {
          forget()
          setGiven(undefined)
          setRole(value)
          setScope(undefined)
        }}
      />
      {scopes && (
        <Choice
          label={words.scope}
          options={scopes.map(({ id, name }) => ({ value: id, text: name }))}
          value={scope}
          onChange={setScope}
          complaint={fieldError('scope')}
        />
      )}
      {role && (
        <Choice
          label={words.howLong}
          options={words.terms.map(([value, text]) => ({ value, text }))}
          value={days}
          onChange={setDays}
        />
      )}
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      <View className="stack">
        {role && <Button text={words.give} disabled={Boolean(scopes) && !scope} onTap={give} />}
        <Button text={words.someoneElse} kind="plain" onTap={startOver} />
      </View>
    </>
  )
}
