/** For team leads and staff: the next shift with its check-in, and who waits for an answer. */
import { View } from '@tarojs/components'
import type { Me } from '../../../shared/identity.ts'
import { sayTime, shanghai } from '../../../shared/time.ts'
import { volunteers } from '../../../shared/volunteers.ts'
import type { ShiftReply } from '../../../shared/volunteers/shifts.ts'
import { acts } from '../components/aria.ts'
import { Button } from '../components/Button.tsx'
import { CallCommunity, useCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { Row } from '../components/Row.tsx'
import { StateBadge } from '../components/StateBadge.tsx'
import { Failed, Loading } from '../components/States.tsx'
import { open } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'
import { words } from './words.ts'

const followSeconds = 60

/** The list of those who come is the lead's from the moment the check-in opens; until then it is looked at. */
const NextShift = ({ shift }: { readonly shift: ShiftReply }) => {
  const now = new Date().toISOString()
  const { id, title, team, place, startsAt, endsAt, taken, places, stateText } = shift
  const isOn = shift.checkInFromAt <= now
  const from = sayTime(startsAt, now)
  // A time of today is said without its day; of a time to come the day is the first thing to know.
  const day = /^\d\d:/.test(from) ? `${words.today} ` : ''
  const when = `${day}${from}–${shanghai(endsAt).format('HH:mm')}`
  return (
    <View className="task">
      <Card
        title={`${title} · ${team.name}`}
        label={`${title}，${when}，${stateText}`}
        aside={<StateBadge text={stateText} tone={isOn ? 'yours' : 'waiting'} />}
        onTap={() => open('volunteers/shift', { id })}
      >
        <View className="big">{when}</View>
        <View className="hint">
          {place} · {words.comingTo(taken, places)}
        </View>
      </Card>
      {isOn && <Button text={words.toRoll} onTap={() => open('volunteers/roll', { id })} />}
    </View>
  )
}

/** What waits for staff alone, and the paper work. */
const ForStaff = () => {
  const asked = useReply(volunteers.records, { list: 'asked' }, { followSeconds })
  const count = asked.data?.items.length ?? 0
  return (
    <>
      <Row
        name={words.seals}
        {...(count > 0 && { value: words.pieces(count) })}
        onTap={() => open('volunteers/seals')}
      />
      <Row name={words.exportHours} onTap={() => open('volunteers/export')} />
    </>
  )
}

/** The ways in: one's own teams, for staff all of them. */
const Teams = ({ me, staff }: { readonly me: Me; readonly staff: boolean }) => (
  <Card>
    {staff && <Row name={words.allTeams} onTap={() => open('volunteers/teams')} />}
    {me.grants
      .filter(({ role }) => role === 'teamLead')
      .map(({ id, scope, scopeName }) => (
        <Row
          key={id}
          name={scopeName}
          note={words.teamNote}
          onTap={() => open('volunteers/team', { team: scope })}
        />
      ))}
    <Row name={words.teamHours} onTap={() => open('volunteers/team-hours')} />
    {staff && <ForStaff />}
  </Card>
)

export const LeadVolunteers = ({ me }: { readonly me: Me }) => {
  const has = (role: string) => me.grants.some(grant => grant.role === role)
  const staff = has('communityStaff')
  const leads = staff || has('teamLead')
  // Switched off, what is under way goes on, but nothing new is begun.
  const on = useCommunity()?.on.includes('volunteers') ?? false
  const shifts = useReply(volunteers.shifts, {}, { enabled: leads, followSeconds })
  const applications = useReply(volunteers.applications, {}, { enabled: leads, followSeconds })
  const next = shifts.data?.items.find(({ state, may }) => state === 'open' && may.includes('keepList'))
  const waiting = applications.data?.items.filter(({ state }) => state === 'applied').length ?? 0
  if (!leads || !(on || next || waiting > 0)) return null
  return (
    <View className="section">
      <View className="heading" {...acts('heading')}>
        {words.volunteering}
        {waiting > 0 && <View className="heading-count"> {waiting} 件</View>}
      </View>
      {waiting > 0 && (
        <View className="task">
          <Button text={words.answerApplied(waiting)} onTap={() => open('volunteers/applications')} />
        </View>
      )}
      {next && <NextShift shift={next} />}
      {shifts.data && !next && <Card>{words.noShiftYet}</Card>}
      {!shifts.data &&
        (shifts.error ? (
          <Failed error={shifts.error} again={shifts.again}>
            <CallCommunity />
          </Failed>
        ) : (
          <Loading />
        ))}
      {on && <Button text={words.newShift} kind="plain" onTap={() => open('volunteers/add')} />}
      <View className="gap" />
      <Teams me={me} staff={staff} />
    </View>
  )
}
