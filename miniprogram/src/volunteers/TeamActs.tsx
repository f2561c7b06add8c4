/** What can be done about a team: asking to come into it; and for its lead and staff the people in it. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { sayDate } from '../../../shared/time.ts'
import { volunteers } from '../../../shared/volunteers/volunteers.ts'
import { inGroup, leftReasons, type TeamReply } from '../../../shared/volunteers/teams.ts'
import { actsOf, sheetsOf, useTelling, type ActProps } from '../components/act.tsx'
import { Asking } from '../components/Asking.tsx'
import { ActButton } from '../components/Acts.tsx'
import { Card } from '../components/Card.tsx'
import { CodeField } from '../components/CodeField.tsx'
import { lines, noted, oneOf, tick, yesNo } from '../components/fields.tsx'
import { PeopleByPhone } from '../components/PeopleByPhone.tsx'
import { Row } from '../components/Row.tsx'
import { Notice } from '../components/States.tsx'
import { open } from '../platform/open.ts'
import { Refused } from '../platform/refused.ts'
import { offListReasons, saySkills, words } from './words.ts'

/** No matter that moves: what is open says the team itself. */
export type Team = TeamReply & { readonly may: readonly string[] }
const may: readonly string[] = []
const { act, byHand, leads } = actsOf<Team>()

export const answersFor = ({ leads, mayChange }: TeamReply) => leads === true || mayChange === true

// ---- asking to come into it ----

const adultAge = 18
const takesMinors = ({ minAge }: TeamReply) => minAge < adultAge

export const acts = {
  apply: act(volunteers.apply, {
    may,
    label: ({ members, most }) => (members < most ? '我要加入' : '我要加入，先排队'),
    when: ({ leads, mine, mayApply }) => !leads && !mine && mayApply,
    title: ({ name }) => `加入${name}`,
    yes: '报名',
    no: '再想想',
    says: team => (takesMinors(team) ? [] : inGroup(team.group, `这个队要满${team.minAge}岁。`)),
    fields: (team, { age }) => ({
      ...(takesMinors(team) && {
        age: oneOf(
          '您多大了？',
          { adult: '满18岁', minor: team.minAge < 17 ? `${team.minAge}–17岁` : '17岁' },
          { start: 'adult' },
        ),
      }),
      ...(takesMinors(team) &&
        age === 'minor' && { parentsAgree: tick('没满18岁，要爸妈（监护人）同意。', '爸妈同意我来') }),
      ...(team.asksFitness && {
        fit: tick(
          `${inGroup(team.group, '这个队')}做的事：${team.purpose || saySkills(team.skills)}。`,
          '身体能做这些事',
        ),
      }),
      listed: noted(
        yesNo(inGroup(team.group, '让队友看到您的名字吗？'), '让', '先不', { start: false }),
        inGroup(team.group, '队长总看得到。以后随时能改。'),
      ),
      note: lines(inGroup(team.group, '跟队长说一句（可以不写）'), {
        hint: '比如：周末有空，会修水龙头',
        longest: 100,
      }),
    }),
    wrong: ({ age, parentsAgree, fit }, { asksFitness }) => ({
      ...(age === 'minor' && !parentsAgree && { parentsAgree: '要爸妈同意才能报名，请先问一声。' }),
      ...(asksFitness && !fit && { fit: '身体吃得消，请点一下这里；吃不消，看看别的队。' }),
    }),
    along: ({ id, community }) => ({ team: id, community }),
    note: ({ group }) => inGroup(group, '只有队长和社区看得到。'),
    keeps: true,
    tells: 'asking',
    leadsTo: ({ id }) => open('volunteers/membership', { id }),
  }),
  applications: leads(({ id }) => open('volunteers/applications', { team: id }), {
    may,
    label: ({ applied = 0 }) => `${applied}个人报了名，等您回话`,
    when: team => answersFor(team) && (team.applied ?? 0) > 0,
    kind: 'primary',
  }),
  newShift: leads(({ id }) => open('volunteers/add', { team: id }), {
    may,
    label: '开一次活动',
    when: answersFor,
    kind: ({ applied = 0 }) => (applied > 0 ? 'plain' : 'primary'),
  }),
  hours: leads(({ id }) => open('volunteers/team-hours', { team: id }), {
    may,
    label: words.teamHours,
    when: answersFor,
  }),
  change: leads(({ id }) => open('volunteers/change-team', { team: id }), {
    may,
    label: words.changeTeam,
    when: ({ mayChange }) => mayChange === true,
  }),
}

// ---- the people in it, for its lead and staff ----

type Member = TeamReply['people'][number]

const OffList = sheetsOf<Member & { readonly id: string }>()(volunteers.leave, {
  title: ({ name }) => `为什么去掉${name}？`,
  no: '先不去掉',
  says: () => '本人会收到消息；位子给排在最前面的人。',
  choices: () => offListReasons.map(reason => [leftReasons.text[reason], { reason }]),
  done: '去掉了',
})

/** By the code of somebody who stands before the lead; by staff also somebody without a phone. */
const AddMember = (props: ActProps<Team>) => {
  const { item, close } = props
  const { go, send, error, forget } = useTelling(props)
  const add = (who: { code: string } | { person: string }) =>
    send(
      go(volunteers.addMember, { team: item.id, ...who }).then(({ name = '' }) =>
        Taro.showToast({ title: `${name}进队了`, icon: 'none' }),
      ),
    )
  const complaint = error instanceof Refused ? error.fields.code : undefined
  return (
    <Asking
      title="加一个人进队"
      close={close}
      closeText={words.close}
      error={complaint === undefined ? error : undefined}
    >
      <View className="sheet-text">请对方打开“我的”里的“我的身份码”，给您看或发给您。</View>
      <CodeField
        label="身份码"
        scan="扫身份码"
        onCode={code => add({ code })}
        onType={forget}
        complaint={complaint}
      />
      {item.mayChange && (
        <View className="apart">
          <View className="strong">没有手机的，按电话找</View>
          <PeopleByPhone
            choose={({ id }) => add({ person: id })}
            onType={forget}
            nobody={() => <Notice text="没找到。请先在“电话单”里登记。" />}
          />
        </View>
      )}
    </Asking>
  )
}

const addMember = byHand(AddMember, { may, label: '加一个人进队' })

const noteOf = ({ building, since }: Member) =>
  [building, since && `${sayDate(since)}进队`].filter(Boolean).join(' · ')

/** In place of those who agreed to be seen: all of them. */
export const LeadMembers = ({ team }: { readonly team: Team }) => {
  const [leaving, setLeaving] = useState<Member>()
  const { people } = team
  return (
    <View className="section">
      <Card title={`队里的人 · ${people.length}`}>
        {people.length === 0 && <View className="hint">队里还没有人。</View>}
        {people.map((member, at) => (
          <Row
            key={member.membership ?? at}
            name={member.name}
            note={noteOf(member)}
            {...(member.membership && { value: '去掉', onTap: () => setLeaving(member) })}
          />
        ))}
        {leaving?.membership && (
          <OffList
            item={{ ...leaving, id: leaving.membership }}
            close={() => setLeaving(undefined)}
            onMoved={() => undefined}
          />
        )}
      </Card>
      <ActButton act={addMember} item={team} onMoved={() => undefined} />
    </View>
  )
}
