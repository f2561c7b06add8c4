/** What volunteering shows on the home page and in 我的. */
import { View } from '@tarojs/components'
import type { Me } from '../../../shared/identity/identity.ts'
import { matters } from '../../../shared/matters/matters.ts'
import { sayEnd, sayTime } from '../../../shared/time.ts'
import { volunteers } from '../../../shared/volunteers/volunteers.ts'
import type { ShiftReply } from '../../../shared/volunteers/shifts.ts'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { useCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { FactCard } from '../components/facts.tsx'
import { matterLine, type AtHome, type HomeView } from '../components/home.ts'
import { LineCard } from '../components/ListPage.tsx'
import { Section } from '../components/Section.tsx'
import { StateBadge } from '../components/StateBadge.tsx'
import { holds } from '../platform/me.ts'
import { open } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'

const followSeconds = 60

/** A time of today is said without its day elsewhere; of a time to come the day is the first thing to know. */
const sayComing = (at: string, now: string) => {
  const time = sayTime(at, now)
  return /^\d\d:/.test(time) ? `今天 ${time}` : time
}

/** One that the reader goes to, or has not checked out of. Who keeps its list has it in a section of their own. */
const goesTo = ({ mine, may }: ShiftReply) =>
  mine?.place === 'seated' &&
  !may.includes('keepList') &&
  ['giveUpShift', 'checkIn', 'checkOut'].some(move => may.includes(move))

const NextShift = () => {
  const { data } = useReply(volunteers.shifts, { list: 'mine' }, { followSeconds })
  const shift = data?.items.find(goesTo)
  if (!shift) return null
  const { id, title, place, team, may, startsAt } = shift
  const next = may.includes('checkIn') ? '去签到' : may.includes('checkOut') ? '去签退' : undefined
  const aside = sayComing(startsAt, new Date().toISOString())
  const toShift = () => open('volunteers/shift', { id })
  return (
    <Section title="您报的活动">
      <View className={next ? 'task' : ''}>
        <LineCard
          line={{
            ...{ title, aside, label: `${title}，${aside}，${place}` },
            ...{ hint: [place, team.name], open: toShift },
          }}
        />
        {next && <Button text={next} onTap={toShift} />}
      </View>
    </Section>
  )
}

/** Nobody has said anything yet: the reader sees that it was not lost. */
const Applied = () => {
  const { data } = useReply(matters.mine, {}, { followSeconds })
  const applied = data?.items.filter(({ kind, tone }) => kind === 'membership' && tone === 'waiting') ?? []
  return applied.length > 0 ? (
    <Section title="您的报名">
      {applied.map(each => (
        <LineCard key={each.id} line={matterLine(each)} />
      ))}
    </Section>
  ) : null
}

/** The list of those who come is the lead's from the moment the check-in opens; until then it is looked at. */
const LedShift = ({ shift }: { readonly shift: ShiftReply }) => {
  const now = new Date().toISOString()
  const { id, title, team, place, startsAt, endsAt, taken, places, stateText } = shift
  const isOn = shift.checkInFromAt <= now
  const when = `${sayComing(startsAt, now)}–${sayEnd(startsAt, endsAt)}`
  return (
    <View className="task">
      <Card
        title={`${title} · ${team.name}`}
        label={`${title}，${when}，${stateText}`}
        aside={<StateBadge text={stateText} tone={isOn ? 'yours' : 'waiting'} />}
        onTap={() => open('volunteers/shift', { id })}
      >
        <View className="big">{when}</View>
        <View className="hint">{`${place} · ${taken}人来，共${places}个位子`}</View>
      </Card>
      {isOn && <Button text="签到" onTap={() => open('volunteers/roll', { id })} />}
    </View>
  )
}

/** The ways in: one's own teams; for staff all of them, what waits for them alone, and the paper work. */
const Teams = ({ me, staff }: { readonly me: Me; readonly staff: boolean }) => {
  const asked = useReply(volunteers.records, { list: 'asked' }, { enabled: staff, followSeconds })
  const count = asked.data?.items.length
  const led = me.grants.filter(({ role }) => role === 'teamLead')
  return (
    <FactCard
      lines={[
        staff && { name: '全部队伍', onTap: () => open('volunteers/teams') },
        ...led.map(({ scope, scopeName }) => ({
          name: scopeName,
          note: '队里的人、活动',
          onTap: () => open('volunteers/team', { team: scope }),
        })),
        { name: '队里的时数', onTap: () => open('volunteers/team-hours') },
        staff && {
          name: '等盖章的记录单',
          value: count ? `${count}件` : undefined,
          onTap: () => open('volunteers/seals'),
        },
        staff && { name: '导出时数', onTap: () => open('volunteers/export') },
      ]}
    />
  )
}

/** For team leads and staff: the next shift with its check-in, and who waits for an answer. */
const Led = ({ me }: HomeView) => {
  const staff = holds(me, 'communityStaff')
  const enabled = staff || holds(me, 'teamLead')
  // Switched off, what is under way goes on, but nothing new is begun.
  const on = useCommunity()?.on.includes('volunteers') ?? false
  const shifts = useReply(volunteers.shifts, {}, { enabled, followSeconds })
  const applications = useReply(volunteers.applications, {}, { enabled, followSeconds })
  const next = shifts.data?.items.find(({ state, may }) => state === 'open' && may.includes('keepList'))
  const waiting = applications.data?.items.filter(({ state }) => state === 'applied').length ?? 0
  if (!enabled || !(on || next || waiting > 0)) return null
  return (
    <Section title="志愿服务" count={waiting} unit="件">
      {waiting > 0 && (
        <View className="task">
          <Button text={`${waiting}个人报了名，去回话`} onTap={() => open('volunteers/applications')} />
        </View>
      )}
      {next && <LedShift shift={next} />}
      {shifts.data && !next && <Card>还没有排下一次。</Card>}
      {!shifts.data && <Awaited asked={shifts} />}
      {on && <Button text="开一次活动" kind="plain" onTap={() => open('volunteers/add')} />}
      <View className="gap" />
      <Teams me={me} staff={staff} />
    </Section>
  )
}

export const volunteersHome: AtHome = {
  name: 'volunteers',
  sections: {
    next: () => (
      <>
        <NextShift />
        <Applied />
      </>
    ),
    desk: Led,
  },
  ways: [
    {
      ...{ on: 'volunteers', name: '志愿服务', note: '值班、活动、服务队' },
      go: () => open('volunteers/shifts'),
    },
  ],
  mine: {
    title: '志愿服务',
    ways: [
      { name: '值班和活动', go: () => open('volunteers/shifts') },
      { name: '服务队和小组', go: () => open('volunteers/teams') },
      { name: '我的服务时长', go: () => open('volunteers/hours'), note: '服务过多久、开记录单' },
      { name: '核验服务记录单', go: () => open('volunteers/verify'), note: '看一张记录单是不是真的' },
    ],
  },
}
