// What the teams are for, who belongs to them, and two months of their shifts: set up by a lead, taken, checked in and
// out of, all by the real rules. And what goes on today: somebody who would like to join, a shift that has just begun.
import type { Input } from '../../shared/contract.ts'
import { instantOf, plusMinutes, shanghai } from '../../shared/time.ts'
import { volunteers } from '../../shared/volunteers/volunteers.ts'
import type { ShiftReply } from '../../shared/volunteers/shifts.ts'
import type { Chance } from './chance.ts'
import { community, demoPeople, groups, teams } from './people.ts'
import type { Stage } from './stage.ts'

type About = Input<typeof volunteers.saveTeam>['changes']

/** In the order of `teams` and `groups`. */
const purposes: readonly (readonly [purpose: string, meets: string, rest?: About])[] = [
  ['陪独居老人买菜、说话、办小事', '周二上午 社区活动室'],
  ['替出门不便的邻居买菜、缴费', '周一三五上午'],
  ['到药店、卫生站替邻居取药', '有单随时'],
  [
    '停水停电、门锁坏了，先到一步',
    '全天轮班',
    { asksFitness: true, minAge: 18, insurance: '社区志愿者团体意外险' },
  ],
  ['陪老人看病、取号、拿单子', '工作日上午', { minAge: 18 }],
  ['换灯泡、修水龙头、紧门把手', '周六上午', { asksFitness: true, insurance: '社区志愿者团体意外险' }],
  ['巾帼姐妹，串门帮一把', '周四下午 妇女之家'],
  ['年轻人跑跑腿', '晚上和周末'],
  ['党员带头，难事先上', '有事集合'],
  ['门口、车棚文明劝导', '周六早上 东门'],
  ['清楼道、捡烟头、护花草', '周日上午 小广场'],
  [
    '晚上在院里走一走，看一看',
    '周三晚上',
    { asksFitness: true, minAge: 18, insurance: '社区志愿者团体意外险' },
  ],
  ['唱歌、写字、办活动', '周五下午 文化室'],
  ['陪孩子写作业', '周末上午 图书角'],
  ['懂法的邻居，帮着看合同、讲道理', '周四下午 调解室'],
  ['邻里坐一坐，说说心里话', '每天下午 6号楼前'],
  ['隔三差五到老人家里看一眼', '周二、周五'],
  ['拉上小车一起走，替腿脚不便的捎上', '早上7点半 西门'],
  ['谁家有号，搭个伴一起去', '看谁有号'],
  ['缝扣子、改裤脚、修拉链', '周三上午'],
  ['下棋打牌，热热闹闹', '每天下午 活动室', { most: 4 }],
]

const whoIn = (team: string, role: string) =>
  demoPeople
    .filter(person => person.community === community)
    .filter(({ grants }) => grants.some(grant => grant.role === role && grant.scope === team))
    .map(({ id }) => id)

/** Teams say what they are for, and take in everybody who belongs to them. */
export const formTeams = async (stage: Stage) => {
  for (const [i, { id: team }] of [...teams, ...groups].entries()) {
    const [purpose, meets, rest] = purposes[i]!
    const group = i < teams.length ? 'service' : 'mutualAid'
    await stage.as('staff-1', volunteers.saveTeam, { team, changes: { purpose, meets, group, ...rest } })
    for (const person of whoIn(team, 'volunteer')) {
      const [user, op] = [stage.idOf(person), `demo-add-${team}-${person}`]
      const { id } = await stage.as('staff-1', volunteers.addMember, { team, person: user, op })
      if (person.endsWith('1') || person.startsWith('lead'))
        await stage.as(person, volunteers.setListed, { id, listed: true })
    }
  }
  await stage.follow(false)
}

// ---- shifts ----

interface Duty {
  readonly team: string
  readonly title: string
  readonly place: string
  /** Sunday is 0. */
  readonly weekday: number
  readonly hour: number
  readonly minutes: number
  readonly places: number
  /** Neighbours who come along besides the team. */
  readonly guests?: readonly string[]
  readonly insurance?: string
}

const duties: readonly Duty[] = [
  { team: 'team-10', title: '文明劝导岗', place: '东门', weekday: 6, hour: 8, minutes: 120, places: 5 },
  {
    ...{ team: 'team-11', title: '清洁小广场', place: '小广场', weekday: 0, hour: 9, minutes: 90, places: 8 },
    guests: ['resident-31', 'resident-32', 'resident-33'],
  },
  {
    ...{
      team: 'team-12',
      title: '夜间巡逻',
      place: '6号楼前集合',
      weekday: 3,
      hour: 19,
      minutes: 60,
      places: 4,
    },
    insurance: '社区志愿者团体意外险',
  },
  {
    team: 'team-1',
    title: '探望独居老人',
    place: '社区活动室集合',
    weekday: 2,
    hour: 9,
    minutes: 120,
    places: 6,
  },
]
const weeks = 8

const setUp = async (stage: Stage, duty: Duty, startsAt: string, key: string) => {
  const { team, title, place, minutes, places, guests, insurance } = duty
  const at = { startsAt, endsAt: plusMinutes(startsAt, minutes) }
  const openTo = guests ? ('all' as const) : ('team' as const)
  const about = { team, title, place, places, openTo, ...at, ...(insurance && { insurance }) }
  return stage.as(leadOf(team), volunteers.addShift, { key, ...about })
}
const leadOf = (team: string) => whoIn(team, 'teamLead')[0]!

const take = async (stage: Stage, person: string, { id, insurance }: ShiftReply) => {
  await stage.as(person, volunteers.takeShift, {
    ...{ id, op: `demo-take-${id.slice(-8)}-${person}` },
    ...(insurance && { fit: true as const }),
  })
  await stage.follow(false)
}

/** One shift from its announcement to its end. */
const hold = async (
  stage: Stage,
  chance: Chance,
  duty: Duty,
  { startsAt, key, forgets }: { readonly startsAt: string; readonly key: string; readonly forgets: boolean },
) => {
  const [lead, people] = [leadOf(duty.team), [...whoIn(duty.team, 'volunteer'), ...(duty.guests ?? [])]]
  stage.at(plusMinutes(startsAt, -4 * 24 * 60))
  const shift = await setUp(stage, duty, startsAt, key)
  const coming = people.filter(person => person === lead || chance.percent(80)).slice(0, duty.places)
  for (const person of coming) await take(stage, person, shift)
  const { id } = shift
  for (const person of coming) {
    stage.at(plusMinutes(startsAt, chance.between(-8, 6)))
    const who = stage.idOf(person)
    if (person !== lead && chance.percent(6)) continue
    // Some have no phone with them: the lead ticks them off.
    if (chance.percent(25)) await stage.as(lead, volunteers.checkIn, { id, person: who })
    else {
      const { code } = await stage.as(lead, volunteers.checkInCode, { id })
      await stage.as(person, volunteers.checkIn, { id, code })
    }
  }
  stage.at(plusMinutes(startsAt, duty.minutes + 2))
  const { people: list = [] } = await stage.as(lead, volunteers.shift, { id })
  const isLead = (user: string) => user === stage.idOf(lead)
  const forgot = forgets ? list.find(({ user, inAt }) => inAt && !isLead(user))?.user : undefined
  for (const { user, inAt } of list)
    if (!inAt) await stage.as(lead, volunteers.noShow, { id, person: user })
    else if ((isLead(user) || chance.percent(90)) && user !== forgot)
      await stage.as(lead, volunteers.checkOut, { id, person: user })
  await stage.pass('shift', id, plusMinutes(startsAt, duty.minutes + 90))
  // Who forgot to check out is put down by the lead in the evening.
  for (const { user, inAt } of list)
    if (inAt && !isLead(user) && user !== forgot)
      await stage.as(lead, volunteers.checkOut, { id, person: user, at: plusMinutes(startsAt, duty.minutes) })
  await stage.follow(false)
}

const weekOf = (daysAgo: number) => Math.ceil(daysAgo / 7)

/** The shifts of the last weeks, one after another, and now and then an hour put right. */
export const playShifts = async (stage: Stage, chance: Chance, today: string) => {
  const midnight = shanghai(today).startOf('day')
  for (let ago = weeks * 7; ago > 0; ago--) {
    const day = midnight.subtract(ago, 'day')
    for (const duty of duties.filter(({ weekday }) => weekday === day.day()))
      await hold(stage, chance, duty, {
        startsAt: instantOf(day.add(duty.hour, 'hour')),
        key: `demo-shift-${duty.team}-${ago}`,
        // Once nobody noticed: it can still be put right.
        forgets: duty.team === 'team-10' && weekOf(ago) === 3,
      })
  }
  stage.at(plusMinutes(today, -24 * 60))
  const { items } = await stage.as('lead-10', volunteers.hours, { team: 'team-10' })
  const wrong = items.find(({ mayCorrect }) => mayCorrect)
  if (wrong)
    await stage.as('lead-10', volunteers.correctHours, {
      ...{ user: wrong.user, id: wrong.id, version: wrong.version, op: 'demo-correction' },
      ...{ minutes: 90, reason: '提前半小时去接孩子了' },
    })
}

// ---- today ----

/** Who would like to join, what is coming, what has just begun; everybody is told. */
export const playVolunteersToday = async (stage: Stage, now: string) => {
  stage.at(plusMinutes(now, -3 * 60))
  const wishes = [
    ['resident-21', 'team-1', '退休了，上午都有空'],
    ['resident-22', 'team-1', undefined],
    ['resident-23', 'group-6', '会下象棋'],
    ['resident-24', 'group-6', undefined],
  ] as const
  for (const [person, team, note] of wishes) {
    const membership = await stage.as(person, volunteers.apply, {
      ...{ team, op: `demo-apply-${person}`, listed: true },
      ...(note && { note }),
    })
    await stage.follow(true)
    // 棋牌说话小组 is full: they wait.
    if (team !== 'group-6') continue
    const { id, seq } = membership
    await stage.as(leadOf(team), volunteers.decide, { id, seq, op: `demo-yes-${person}`, approve: true })
    await stage.follow(true)
  }
  await comingUp(stage, now)
  await calledOff(stage, now)
  await begun(stage, now)
  // Just after midnight this was still yesterday.
  const today = shanghai(stage.now())
  const [fromOn, toOn] = [today.startOf('year'), today].map(day => day.format('YYYY-MM-DD'))
  const sheet = await stage.as('volunteer-10', volunteers.record, {
    key: 'demo-record',
    fromOn: fromOn!,
    toOn: toOn!,
  })
  await stage.as('volunteer-10', volunteers.askSeal, { number: sheet.number })
}

/** The next of each duty; the small one is full, and somebody waits. */
const comingUp = async (stage: Stage, now: string) => {
  for (const [i, duty] of duties.entries()) {
    const day = shanghai(now).startOf('day').add(1, 'day')
    const next = day.add((duty.weekday - day.day() + 7) % 7, 'day')
    const places = i === 2 ? 3 : duty.places
    const shift = await setUp(
      stage,
      { ...duty, places },
      instantOf(next.add(duty.hour, 'hour')),
      `demo-next-${i}`,
    )
    await stage.follow(true)
    for (const person of [...whoIn(duty.team, 'volunteer'), ...(duty.guests ?? [])].slice(0, 4))
      await take(stage, person, shift)
  }
}

/** A shift of lead-1, one a week, of which the first is called off: one of those who wanted to come has been rung. */
const calledOff = async (stage: Stage, now: string) => {
  const startsAt = instantOf(shanghai(now).startOf('day').add(2, 'day').add(7, 'hour'))
  const shift = await stage.as('lead-1', volunteers.addShift, {
    ...{ key: 'demo-weekly', team: 'team-1', title: '陪老人逛早市', place: '北门集合', places: 4 },
    ...{ startsAt, endsAt: plusMinutes(startsAt, 90), openTo: 'all', weeks: 4 },
  })
  await stage.follow(true)
  const people = ['volunteer-1', 'volunteer-16', 'resident-31']
  for (const person of people) await take(stage, person, shift)
  const { id, seq } = shift
  await stage.as('lead-1', volunteers.cancelShift, { id, seq, op: 'demo-called-off', reason: 'weather' })
  await stage.as('lead-1', volunteers.reached, { id, op: 'demo-reached', person: stage.idOf(people[0]!) })
  await stage.follow(true)
}

/** A shift of lead-1 that is on just now: one has come, volunteer-1 has not yet. */
const begun = async (stage: Stage, now: string) => {
  const duty: Duty = {
    ...{ team: 'team-1', title: '陪老人晒太阳', place: '小广场', weekday: 0, hour: 0 },
    ...{ minutes: 150, places: 6 },
  }
  const shift = await setUp(stage, duty, plusMinutes(now, -15), 'demo-now')
  for (const person of ['lead-1', 'volunteer-1', 'volunteer-16']) await take(stage, person, shift)
  stage.at(plusMinutes(now, -5))
  const { code } = await stage.as('lead-1', volunteers.checkInCode, { id: shift.id })
  await stage.as('volunteer-16', volunteers.checkIn, { id: shift.id, code })
  await stage.follow(true)
}
