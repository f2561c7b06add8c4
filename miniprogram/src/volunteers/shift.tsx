/** A shift: when and where, one's place in it, and for its lead who comes. */
import { sayTime } from '../../../shared/time.ts'
import { volunteers } from '../../../shared/volunteers/volunteers.ts'
import type { ShiftReply } from '../../../shared/volunteers/shifts.ts'
import { rows, said } from '../components/facts.tsx'
import { matterPage } from '../components/MatterPage.tsx'
import { open, openInstead } from '../platform/open.ts'
import { sayDay, sayHours } from './days.ts'
import { acts, CallList, Here, leadActs, NotCome, Overlaps, ownActs, People, ToList } from './ShiftActs.tsx'
import { sayStanding } from './words.ts'

const now = () => new Date().toISOString()

const facts = rows<ShiftReply>(
  shift => [
    { name: '什么时候', value: `${sayDay(shift.startsAt, now())} ${sayHours(shift)}` },
    { name: '在哪', value: shift.place },
    {
      name: '哪个队',
      value: shift.team.name,
      note: shift.openTo === 'all' ? '谁都能来' : undefined,
      onTap: () => open('volunteers/team', { team: shift.team.id }),
    },
    {
      name: '位子',
      value: `${shift.places}个，有${shift.taken}人去${shift.waiting > 0 ? `，${shift.waiting}人在排` : ''}`,
    },
    shift.insurance && { name: '保险', note: shift.insurance },
  ],
  ({ title }) => title,
)

/** They go there, and it is too early to check in. */
const comes = ({ state, mine, checkInFromAt }: ShiftReply) =>
  state === 'open' && mine?.place === 'seated' && checkInFromAt > now()

export default matterPage({
  get: volunteers.shift,
  title: '这次活动',
  titleOf: ({ title }) => title,
  follow: 10,
  stands: shift => ({
    name: sayStanding(shift)?.[0] ?? shift.stateText,
    hint: shift.stateHint,
    more: comes(shift) ? `${sayTime(shift.checkInFromAt, now())}起可以签到。` : undefined,
  }),
  notes: [NotCome, Overlaps],
  acts,
  order: (_, open) => {
    const [first, ...others] = ownActs.filter(each => open.includes(each))
    const last = leadActs.filter(each => open.includes(each))
    return first === 'confirm'
      ? { next: first, beside: others, last }
      : { beside: first ? [first, ...others] : [], last }
  },
  between: Here,
  facts: [CallList, facts, ToList, People],
  after: [said<ShiftReply>('要留心的', ({ note }) => note)],
  calls: ({ mine }) => !mine?.noShow,
  elsewhere: { text: '看看有什么', go: () => openInstead('volunteers/shifts') },
})
