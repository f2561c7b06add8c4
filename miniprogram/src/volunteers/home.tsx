/** What volunteering brings to the home page and 我的. */
import type { Me } from '../../../shared/identity/identity.ts'
import { sayEnd, sayTime } from '../../../shared/time.ts'
import { volunteers } from '../../../shared/volunteers/volunteers.ts'
import type { ShiftReply } from '../../../shared/volunteers/shifts.ts'
import type { Line } from '../components/facts.tsx'
import type { AtHome, Door } from '../components/home.ts'
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

const useNextShift = (): Line => {
  const { data } = useReply(volunteers.shifts, { list: 'mine' }, { followSeconds })
  const shift = data?.items.find(goesTo)
  if (!shift) return undefined
  const { id, title, place, may, startsAt } = shift
  return {
    name: title,
    note: [sayComing(startsAt, new Date().toISOString()), place],
    value: may.includes('checkIn') ? '去签到' : may.includes('checkOut') ? '去签退' : undefined,
    onTap: () => open('volunteers/shift', { id }),
  }
}

/** The next one whose list the reader keeps; from the moment the check-in opens, with the way to it. */
const useLedShift = (me: Me): Line => {
  const enabled = holds(me, 'communityStaff', 'teamLead')
  const { data } = useReply(volunteers.shifts, {}, { enabled, followSeconds })
  const shift = data?.items.find(({ state, may }) => state === 'open' && may.includes('keepList'))
  if (!shift) return undefined
  const now = new Date().toISOString()
  const { id, title, team, startsAt, endsAt, taken, places } = shift
  const isOn = shift.checkInFromAt <= now
  return {
    name: `${title} · ${team.name}`,
    note: `${sayComing(startsAt, now)}–${sayEnd(startsAt, endsAt)} · ${taken}/${places}人`,
    value: isOn ? '签到' : undefined,
    onTap: () => (isOn ? open('volunteers/roll', { id }) : open('volunteers/shift', { id })),
  }
}

const useSeals = (me: Me): Line => {
  const enabled = holds(me, 'communityStaff')
  const count = useReply(volunteers.records, { list: 'asked' }, { enabled, followSeconds }).data?.items.length
  return count && { name: '等盖章的记录单', value: `${count}件`, onTap: () => open('volunteers/seals') }
}

const useToday = (me: Me) => [useNextShift(), useLedShift(me), useSeals(me)]

/** Who leads one team goes to it. */
const toTeams: Door['go'] = ({ grants }) => {
  const [led, another] = grants.filter(({ role }) => role === 'teamLead')
  return led && !another ? open('volunteers/team', { team: led.scope }) : open('volunteers/teams')
}

export const volunteersHome: AtHome = {
  name: 'volunteers',
  useToday,
  tools: [
    {
      ...{ group: 'books', name: '队伍', drawing: 'team', on: 'volunteers' },
      for: me => holds(me, 'communityStaff', 'teamLead'),
      go: toTeams,
    },
    {
      ...{ group: 'books', name: '时数', drawing: 'hours' },
      for: me => holds(me, 'communityStaff', 'teamLead'),
      go: () => open('volunteers/team-hours'),
    },
    {
      ...{ group: 'books', name: '印章', drawing: 'seal' },
      for: me => holds(me, 'communityStaff'),
      go: () => open('volunteers/seals'),
    },
  ],
  ways: [
    {
      ...{ on: 'volunteers', name: '搭把手', note: '值班、活动、服务队' },
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
