/** What the home page shows beside requests for help, by what one is in the neighbourhood. */
import { View } from '@tarojs/components'
import { identity, type Me } from '../../../shared/identity.ts'
import { matters } from '../../../shared/matters.ts'
import { mediation } from '../../../shared/mediation.ts'
import { messages } from '../../../shared/messages.ts'
import { clockOf } from '../../../shared/time.ts'
import { volunteers } from '../../../shared/volunteers.ts'
import type { ShiftReply } from '../../../shared/volunteers/shifts.ts'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { useCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { FactCard } from '../components/facts.tsx'
import { LineCard } from '../components/ListPage.tsx'
import { Section } from '../components/Section.tsx'
import { StateBadge } from '../components/StateBadge.tsx'
import { Empty } from '../components/States.tsx'
import { open } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'
import { matterLine, sayComing, words } from './words.ts'

const followSeconds = 60
const holds = ({ grants }: Me, ...roles: readonly string[]) => grants.some(({ role }) => roles.includes(role))

/** The way to the inbox: on the home page only while something new is in it. */
export const MessagesRow = ({ always = false }: { readonly always?: boolean }) => {
  const { data } = useReply(messages.unread, {}, { followSeconds: 15 })
  const unread = data?.unread ?? 0
  const value = unread > 0 ? `${unread}条新的` : undefined
  return (
    <FactCard lines={[(always || value) && { name: '消息', value, onTap: () => open('messages/inbox') }]} />
  )
}

/** Where quarrels are talked over, whom to ring, what is whose, and where one can lend a hand. */
export const CommunitySection = ({ resident }: { readonly resident: boolean }) => {
  const on = useCommunity()?.on ?? []
  const entries = [
    ['mediation', '约人调解', '邻里有疙瘩，请人说和。不收费', 'mediation/apply'],
    ['phoneBook', ...words.phones, 'community/phones'],
    ['whoseIsIt', ...words.whose, 'community/whose'],
    ['volunteers', words.serving, '值班、活动、服务队', 'volunteers/shifts'],
  ] as const
  return (
    <FactCard
      lines={entries
        .filter(([module]) => on.includes(module) && (resident || module !== 'mediation'))
        .map(([, name, note, page]) => ({ name, note, onTap: () => open(page) }))}
    />
  )
}

/** Who says where they live and waits for a yes. That nobody does is told only to those who have nothing else here. */
export const HomesSection = ({ alone }: { readonly alone: boolean }) => {
  const { data } = useReply(identity.waitingHomes, {}, { followSeconds })
  const count = data?.items.length ?? 0
  if (count === 0) return alone && data ? <Empty text="没有等核对的住处，谢谢您。" /> : null
  return (
    <Section title="等核对住处的" count={count} unit="件">
      <Button text="去核对" onTap={() => open('identity/waiting')} />
    </Section>
  )
}

// ---- 调解 ----

const room = ['mediationStaff', 'mediator']
const helpers = ['communityStaff', 'gridWorker', 'buildingHelper']

/** They meet quarrels in their work. */
export const mediates = (me: Me) => holds(me, ...room, ...helpers)

/** How many there are, as far as the first page says; nothing where there are none. */
const countOf = (
  list: { readonly items: readonly unknown[]; readonly next?: string | undefined } | undefined,
) => (list?.items.length ? `${list.items.length}件${list.next ? '以上' : ''}` : undefined)

const toNote = () => open('mediation/note')

const Room = () => {
  const quarrels = useReply(mediation.quarrels, {}, { followSeconds })
  const cases = useReply(mediation.queue, {}, { followSeconds })
  return (
    <Section title="调解">
      <Button text="先记一笔" size="huge" onTap={toNote} />
      <View className="gap" />
      <FactCard
        lines={[
          { name: '说和', value: countOf(quarrels.data), onTap: () => open('mediation/notes') },
          { name: '调解的案件', value: countOf(cases.data), onTap: () => open('mediation/cases') },
          { name: '排期、日历', note: '电脑上看一周，手机上看一天', onTap: () => open('mediation/desk') },
        ]}
      />
    </Section>
  )
}

const Helper = () => {
  const { data } = useReply(mediation.quarrels, {}, { followSeconds })
  const value = countOf(data)
  return (
    <View className="section">
      <FactCard
        lines={[
          { name: '先记一笔', note: '邻里吵起来了，先记下来', onTap: toNote },
          value && { name: '说和', value, onTap: () => open('mediation/notes') },
        ]}
      />
    </View>
  )
}

/** A quarrel is noted at once; the room's lists, and for those who note one their own. */
export const Mediating = ({ me }: { readonly me: Me }) =>
  holds(me, ...room) ? <Room /> : holds(me, ...helpers) ? <Helper /> : null

/** Cases of mediation that go on, for a party to them. */
export const useCases = (me: Me) => {
  const { data } = useReply(matters.mine, {}, { followSeconds })
  return mediates(me)
    ? []
    : (data?.items.filter(({ kind, tone }) => kind === 'case' && tone !== 'ended') ?? [])
}

// ---- 志愿 ----

const shownCards = 3

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

/** What waits for a word, and where one goes next. Requests have cards of their own, with their buttons. */
export const ServingSection = () => {
  const { data } = useReply(matters.mine, {}, { followSeconds })
  const awaited = data?.items.filter(({ kind, tone }) => kind !== 'help' && tone === 'yours') ?? []
  // Nobody has said anything yet: the reader sees that it was not lost.
  const applied = data?.items.filter(({ kind, tone }) => kind === 'membership' && tone === 'waiting') ?? []
  return (
    <>
      {awaited.length > 0 && (
        <Section title="请您回个话" count={awaited.length} unit="件">
          {awaited.slice(0, shownCards).map(each => (
            <LineCard key={each.id} line={{ ...matterLine(each), tone: 'accent' }} />
          ))}
          {awaited.length > shownCards && <View className="hint">还有几件，在“我的事”里。</View>}
        </Section>
      )}
      <NextShift />
      {applied.length > 0 && (
        <Section title="您的报名">
          {applied.map(each => (
            <LineCard key={each.id} line={matterLine(each)} />
          ))}
        </Section>
      )}
    </>
  )
}

/** The list of those who come is the lead's from the moment the check-in opens; until then it is looked at. */
const LedShift = ({ shift }: { readonly shift: ShiftReply }) => {
  const now = new Date().toISOString()
  const { id, title, team, place, startsAt, endsAt, taken, places, stateText } = shift
  const isOn = shift.checkInFromAt <= now
  const when = `${sayComing(startsAt, now)}–${clockOf(endsAt)}`
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
export const LeadVolunteers = ({ me }: { readonly me: Me }) => {
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
    <Section title={words.serving} count={waiting} unit="件">
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
