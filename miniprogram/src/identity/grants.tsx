/** 身份管理: the yearly look at what runs out, who has which role, giving and taking back. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { roles as allRoles, type Role } from '../../../shared/contract.ts'
import { identity } from '../../../shared/identity.ts'
import type { GrantReply, Holder } from '../../../shared/identity/grants.ts'
import { sayDate } from '../../../shared/time.ts'
import { Awaited, ListRest } from '../components/Awaited.tsx'
import { Card } from '../components/Card.tsx'
import { Choice } from '../components/Choice.tsx'
import { Page } from '../components/Page.tsx'
import { Empty } from '../components/States.tsx'
import { useList, useListGestures, useReply } from '../platform/query.tsx'
import { Give, type Choices } from './Give.tsx'
import { HolderSheet } from './HolderSheet.tsx'
import { sayRole, words } from './grant-words.ts'

type List = (typeof words.lists)[number][0]

const Line = ({
  grant,
  holder,
  open,
}: {
  readonly grant: GrantReply
  readonly holder: Holder
  readonly open: (holder: Holder) => void
}) => {
  const others = holder.grants.filter(({ id, role }) => id !== grant.id && role !== 'resident').map(sayRole)
  return (
    <Card
      title={holder.callName}
      aside={<View className="hint">{words.until(sayDate(grant.until))}</View>}
      label={`${holder.callName}，${sayRole(grant)}`}
      onTap={() => open(holder)}
    >
      <View>
        {sayRole(grant)}
        {holder.building && ` · ${words.from(holder.building)}`}
      </View>
      {others.length > 0 && <View className="hint">{`还是：${others.join('、')}`}</View>}
    </Card>
  )
}

const Lines = ({
  input,
  none,
}: {
  readonly input: Parameters<typeof useGrants>[0]
  readonly none: string
}) => {
  const asked = useGrants(input)
  useListGestures(asked)
  const [shown, setShown] = useState<Holder>()
  // After a change the person is as the list has them now.
  const now = asked.items?.find(({ holder }) => holder.id === shown?.id)?.holder ?? shown
  return (
    <>
      <View className="wide-list">
        {asked.items?.map(({ grant, holder }) => (
          <Line key={`${holder.id}${grant.id}`} grant={grant} holder={holder} open={setShown} />
        ))}
      </View>
      {asked.items?.length === 0 && <Empty text={none} />}
      <ListRest {...asked} />
      {now && shown && <HolderSheet holder={now} close={() => setShown(undefined)} />}
    </>
  )
}
const useGrants = (input: { list: 'role' | 'ending'; role?: Role; scope?: string }) =>
  useList(identity.grants, input)

const ByRole = ({ roles }: { readonly roles: Choices }) => {
  const [role, setRole] = useState<Role>((roles.find(each => each.role !== 'resident') ?? roles[0]!).role)
  const [scope, setScope] = useState('')
  const scopes = roles.find(each => each.role === role)?.scopes
  return (
    <>
      <Choice
        label="哪种身份"
        options={roles.map(each => ({ value: each.role, text: allRoles.text[each.role] }))}
        value={role}
        onChange={value => {
          setRole(value)
          setScope('')
        }}
      />
      {scopes && (
        <Choice
          label={words.scope}
          options={[
            { value: '', text: '全部' },
            ...scopes.map(({ id, name }) => ({ value: id, text: name })),
          ]}
          value={scope}
          onChange={setScope}
        />
      )}
      <Lines
        key={`${role}${scope}`}
        input={{ list: 'role', role, ...(scope && { scope }) }}
        none="这里还没有人。要添人，点“给身份”。"
      />
    </>
  )
}
export default function Grants() {
  const [list, setList] = useState<List>('ending')
  const asked = useReply(identity.grantChoices, {})
  return (
    <Page title="身份管理" wide>
      <Choice
        look="segments"
        options={words.lists.map(([value, text]) => ({ value, text }))}
        value={list}
        onChange={setList}
      />
      <Awaited asked={asked}>
        {({ roles }) =>
          list === 'ending' ? (
            <>
              <View className="hint under-label">一个月内到期的。还在做就续一年，不做了就收回。</View>
              <Lines input={{ list: 'ending' }} none="一个月内没有到期的，不用管。" />
            </>
          ) : list === 'role' ? (
            <ByRole roles={roles} />
          ) : (
            <Give roles={roles} />
          )
        }
      </Awaited>
    </Page>
  )
}
