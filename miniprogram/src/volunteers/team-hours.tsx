/** 队里的时数: a month of a team, by person and by each time; put right with a reason that stays. */
import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import type { Reply } from '../../../shared/contract.ts'
import { sayTime, shanghai } from '../../../shared/time.ts'
import { volunteers } from '../../../shared/volunteers.ts'
import type { StintReply } from '../../../shared/volunteers/hours.ts'
import { acts } from '../components/aria.ts'
import { Card } from '../components/Card.tsx'
import { Choice } from '../components/Choice.tsx'
import { ListRest } from '../components/ListRest.tsx'
import { Page } from '../components/Page.tsx'
import { PrintButton } from '../components/PrintButton.tsx'
import { Row } from '../components/Row.tsx'
import { Empty, Failed, Loading } from '../components/States.tsx'
import { open, useParams } from '../platform/open.ts'
import { useList, useListGestures } from '../platform/query.tsx'
import { CorrectSheet } from './CorrectSheet.tsx'
import { sayMinutes, sayMonth } from './days.ts'
import './lead.css'
import { words } from './lead-words.ts'
import { useLedTeams } from './led-teams.ts'
import { monthAfter, monthOf } from './months.ts'

const onH5 = process.env.TARO_ENV === 'h5'

const clock = (at: string) => shanghai(at).format('HH:mm')

const sayStint = ({ state, minutes }: StintReply) =>
  ({ in: words.stillIn, noShow: words.didNotCome, done: sayMinutes(minutes) })[state]

/** Two of the same name live in different buildings. */
const withBuilding = ({
  name,
  building,
}: {
  readonly name: string
  readonly building?: string | undefined
}) => (building ? `${name} · ${building}` : name)

const sayWhen = ({ on, fromAt, toAt }: StintReply) =>
  `${Number(on.slice(5, 7))}月${Number(on.slice(8))}日 ${clock(fromAt)}${toAt ? `–${clock(toAt)}` : ''}`

const toRoll = (id: string) => open('volunteers/roll', { id })

const Stint = ({ stint, correct }: { readonly stint: StintReply; readonly correct: () => void }) => {
  const now = new Date().toISOString()
  // Who has not gone is seen to on the list of the shift.
  const unfinished = stint.state === 'in' && stint.kind === 'shift'
  const onTap = unfinished ? () => toRoll(stint.id) : stint.mayCorrect ? correct : undefined
  return (
    <Card
      title={`${withBuilding(stint)} · ${stint.what}`}
      aside={<View className="strong">{sayStint(stint)}</View>}
      label={`${withBuilding(stint)}，${stint.what}，${sayWhen(stint)}，${sayStint(stint)}`}
      {...(onTap && { onTap })}
    >
      <View className="hint">{sayWhen(stint)}</View>
      {stint.corrections.map(({ at, name, before, after, reason }) => (
        <View key={at} className="small">
          {words.corrected(sayTime(at, now), name, sayMinutes(before), sayMinutes(after), reason)}
        </View>
      ))}
    </Card>
  )
}

const People = ({ people }: { readonly people: NonNullable<Reply<typeof volunteers.hours>['people']> }) =>
  people.length === 0 ? null : (
    <Card title={words.byPerson}>
      {people.map(({ user, minutes, times, ...who }) => (
        <Row key={user} name={withBuilding(who)} note={words.times(times)} value={sayMinutes(minutes)} />
      ))}
    </Card>
  )

const Month = ({ team, month }: { readonly team: string; readonly month: string }) => {
  const list = useList(volunteers.hours, { team, month })
  useListGestures(list)
  const [correcting, setCorrecting] = useState<StintReply>()
  const { items, first, hasMore, loadingMore, error, more } = list
  // The whole month goes on paper, so at a desk the whole month is there.
  useEffect(() => {
    if (onH5 && hasMore && !loadingMore && !error) more()
  }, [hasMore, loadingMore, error, more])
  return (
    <View className="beside">
      <View>
        {first && first.times > 0 && (
          <View className="state under-label">{words.sum(first.times, sayMinutes(first.minutes))}</View>
        )}
        {first?.people && <People people={first.people} />}
        {items && items.length > 0 && <PrintButton text={words.printPage} />}
      </View>
      <View>
        {items && items.length > 0 && (
          <View className="heading heading-first" {...acts('heading')}>
            {words.each}
          </View>
        )}
        {items?.some(({ mayCorrect }) => mayCorrect) && (
          <View className="hint under-label no-print">{words.correctHow}</View>
        )}
        {items?.map(stint => (
          <Stint key={stint.id} stint={stint} correct={() => setCorrecting(stint)} />
        ))}
        {items?.length === 0 && <Empty text={words.noHours} />}
        <ListRest {...list} />
      </View>
      {correcting && (
        <CorrectSheet
          key={`${correcting.id}${correcting.user}`}
          stint={correcting}
          about={`${withBuilding(correcting)} · ${correcting.what} · ${sayWhen(correcting)}`}
          close={() => setCorrecting(undefined)}
        />
      )}
    </View>
  )
}

const MonthTurn = ({ month, turn }: { readonly month: string; readonly turn: (month: string) => void }) => {
  const now = monthOf(new Date().toISOString())
  const step = (sign: '‹' | '›', to: string, name: string) => (
    <View
      className={to > now ? 'step step-off' : 'step'}
      hoverClass="card-pressed"
      onClick={() => to <= now && turn(to)}
      {...acts('button', name)}
    >
      {sign}
    </View>
  )
  return (
    <View className="month-turn">
      {step('‹', monthAfter(month, -1), words.earlier)}
      <View className="greeting" {...acts('heading')}>
        {sayMonth(month)}
      </View>
      {step('›', monthAfter(month, 1), words.later)}
    </View>
  )
}

export default function TeamHours() {
  const { team: wanted } = useParams('volunteers/team-hours')
  const { teams, none, error, again } = useLedTeams()
  const [chosen, setChosen] = useState(wanted)
  const [month, setMonth] = useState(() => monthOf(new Date().toISOString()))
  const team = chosen ?? teams?.[0]?.id
  const name = teams?.find(({ id }) => id === team)?.name
  return (
    <Page title={words.teamHours} wide>
      {none && <Empty text={words.leadOnly} />}
      {!teams && !none && (error ? <Failed error={error} again={again} /> : <Loading />)}
      {!wanted && teams && teams.length > 1 && (
        <Choice
          options={teams.map(each => ({ value: each.id, text: each.name }))}
          value={team}
          onChange={setChosen}
        />
      )}
      {team && teams && (
        <>
          {name && (wanted ?? teams.length === 1) && <View className="greeting">{name}</View>}
          <MonthTurn month={month} turn={setMonth} />
          <Month key={`${team}${month}`} team={team} month={month} />
        </>
      )}
    </Page>
  )
}
