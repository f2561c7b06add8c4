/** 队里的时数: a month of a team, by person and by each time; put right with a reason that stays. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Reply } from '../../../shared/contract.ts'
import { clockOf, sayClocks, sayMinutes, sayTime } from '../../../shared/time.ts'
import { volunteers } from '../../../shared/volunteers/volunteers.ts'
import type { StintReply } from '../../../shared/volunteers/hours.ts'
import { sheetsOf } from '../components/act.tsx'
import { role } from '../components/aria.ts'
import { ListRest } from '../components/Awaited.tsx'
import { Card } from '../components/Card.tsx'
import { Choice } from '../components/Choice.tsx'
import { Complaint, Field } from '../components/Field.tsx'
import { drawn, line, type Drawn } from '../components/fields.tsx'
import { LineCard, type ListLine } from '../components/ListPage.tsx'
import { Page } from '../components/Page.tsx'
import { Pair } from '../components/Pair.tsx'
import { PrintButton } from '../components/PrintButton.tsx'
import { Row } from '../components/Row.tsx'
import { Empty } from '../components/States.tsx'
import { Step } from '../components/Stepper.tsx'
import { WhenField } from '../components/WhenField.tsx'
import { open, useParams } from '../platform/open.ts'
import { useList } from '../platform/query.tsx'
import { clockAfter, monthAfter, monthOf, sayMonth } from './days.ts'
import './lead.css'
import { ledPage, type Led } from './led-teams.tsx'
import { sayCorrection, words } from './words.ts'

const onH5 = process.env.TARO_ENV === 'h5'

const sayStint = ({ state, minutes }: StintReply) =>
  ({ in: '还没签退', noShow: '没来', done: sayMinutes(minutes) })[state]

interface Named {
  readonly name: string
  readonly building?: string | undefined
}
/** Two of the same name live in different buildings. */
const withBuilding = ({ name, building }: Named) => (building ? `${name} · ${building}` : name)

const sayWhen = ({ on, fromAt, toAt }: StintReply) =>
  `${Number(on.slice(5, 7))}月${Number(on.slice(8))}日 ${toAt ? sayClocks(fromAt, toAt) : clockOf(fromAt)}`

/** Hours and minutes, each typed. */
const Duration = ({ value = 0, set, complaint }: Drawn<number>) => {
  const [typed, setTyped] = useState([Math.floor(value / 60), value % 60].map(String))
  const type = (part: number) => (text: string) => {
    const next = typed.map((was, i) => (i === part ? text : was))
    setTyped(next)
    set(Number(next[0]) * 60 + Number(next[1]))
  }
  return (
    <>
      <Pair>
        {['几小时', '几分钟'].map((label, i) => (
          <Field
            key={label}
            {...{ label, type: 'digit', longest: 3, value: typed[i] ?? '' }}
            onChange={type(i)}
          />
        ))}
      </Pair>
      {complaint !== undefined && <Complaint text={complaint} />}
    </>
  )
}

/** The time on the clock, for somebody who came then: it may have been past midnight. */
const leaving = ({ fromAt }: StintReply) =>
  drawn<string>(({ value, set, complaint }) => (
    <WhenField
      label="几点走的"
      mode="time"
      value={value ? clockOf(value) : ''}
      onChange={clock => set(clock ? clockAfter(fromAt, clock) : undefined)}
      complaint={complaint}
    />
  ))

const forgot = ({ state }: StintReply) => state === 'in'

/** One time is put right; why stays to be seen by the person and the community. */
const CorrectSheet = sheetsOf<StintReply>()(volunteers.correctHours, {
  title: stint => (forgot(stint) ? `${stint.name}几点走的？` : `${stint.name}这一次是多久？`),
  yes: (_, stint) => (forgot(stint) ? '补上签退' : '改成这样'),
  no: '不改了',
  says: stint => `${withBuilding(stint)} · ${stint.what} · ${sayWhen(stint)}`,
  fields: stint => ({
    ...(forgot(stint)
      ? { wentAt: leaving(stint) }
      : { minutes: drawn(field => <Duration {...field} />, stint.minutes) }),
    reason: line(forgot(stint) ? '为什么现在补' : '为什么改', {
      hint: '比如：忘了签退，11点就走了',
      longest: 60,
    }),
  }),
  wrong: ({ wentAt }, stint) => ({ ...(forgot(stint) && !wentAt && { wentAt: '请选几点走的' }) }),
  along: ({ user, version }) => ({ user, version }),
  note: '谁改的、为什么，本人和社区都看得到。',
  keeps: ({ id, user }) => `${id}.${user}`,
})

const lineOf = (stint: StintReply, correct: () => void): ListLine => ({
  title: `${withBuilding(stint)} · ${stint.what}`,
  aside: sayStint(stint),
  hint: sayWhen(stint),
  strong: forgot(stint) && stint.mayCorrect && '忘了签退，点这里补上',
  small: stint.corrections.map(
    each => `${sayTime(each.at, new Date().toISOString())} ${sayCorrection(each)}：${each.reason}`,
  ),
  label: [withBuilding(stint), stint.what, sayWhen(stint), sayStint(stint)].join('，'),
  open: stint.mayCorrect
    ? correct
    : forgot(stint)
      ? // While it goes on, who has not gone is seen to on the list of the shift.
        () => open('volunteers/roll', { id: stint.id })
      : undefined,
})

const People = ({ people }: { readonly people: NonNullable<Reply<typeof volunteers.hours>['people']> }) =>
  people.length === 0 ? null : (
    <Card title="每个人">
      {people.map(({ user, minutes, times, ...who }) => (
        <Row key={user} name={withBuilding(who)} note={`${times}次`} value={sayMinutes(minutes)} />
      ))}
    </Card>
  )

const Month = ({ team, month }: { readonly team: string; readonly month: string }) => {
  // The whole month goes on paper, so at a desk the whole month is there.
  const list = useList(volunteers.hours, { team, month }, { all: onH5 })
  const [correcting, setCorrecting] = useState<StintReply>()
  const { items, first } = list
  return (
    <View className="beside">
      <View>
        {first && first.times > 0 && (
          <View className="state under-label">{words.sum(first.times, sayMinutes(first.minutes))}</View>
        )}
        {first?.people && <People people={first.people} />}
        {items && items.length > 0 && <PrintButton text="打印这一页" />}
      </View>
      <View>
        {items && items.length > 0 && (
          <View className="heading heading-first" {...role('heading')}>
            每一次
          </View>
        )}
        {items?.some(({ mayCorrect }) => mayCorrect) && (
          <View className="hint under-label no-print">记得不对，点那一条来改。</View>
        )}
        {items?.map(stint => (
          <LineCard key={stint.id + stint.user} line={lineOf(stint, () => setCorrecting(stint))} />
        ))}
        {items?.length === 0 && <Empty text="这个月还没有时数。办好一件事，或签到又签退，就记上了。" />}
        <ListRest {...list} />
      </View>
      {correcting && (
        <CorrectSheet
          key={`${correcting.id}${correcting.user}`}
          item={correcting}
          close={() => setCorrecting(undefined)}
          onMoved={() => undefined}
        />
      )}
    </View>
  )
}

const MonthTurn = ({ month, turn }: { readonly month: string; readonly turn: (month: string) => void }) => {
  const [before, after] = [monthAfter(month, -1), monthAfter(month, 1)]
  const last = monthOf(new Date().toISOString())
  return (
    <View className="month-turn">
      <Step sign="‹" name="上个月" off={before > last} onTap={() => turn(before)} />
      <View className="greeting" {...role('heading')}>
        {sayMonth(month)}
      </View>
      <Step sign="›" name="下个月" off={after > last} onTap={() => turn(after)} />
    </View>
  )
}

const TeamHours = ({ teams }: { readonly teams: readonly Led[] }) => {
  const { team: wanted, month: begun } = useParams('volunteers/team-hours')
  const [team, choose] = useState(wanted ?? teams[0]!.id)
  const [month, setMonth] = useState(() => begun ?? monthOf(new Date().toISOString()))
  const name = teams.find(({ id }) => id === team)?.name
  const fixed = wanted !== undefined || teams.length === 1
  return (
    <Page title={words.teamHours} wide>
      {fixed && name && <View className="greeting">{name}</View>}
      {!fixed && (
        <Choice
          options={teams.map(each => ({ value: each.id, text: each.name }))}
          value={team}
          onChange={choose}
        />
      )}
      <MonthTurn month={month} turn={setMonth} />
      <Month key={`${team}${month}`} team={team} month={month} />
    </Page>
  )
}

export default ledPage(words.teamHours, TeamHours)
