// Half a year of help, from asking to the end, each request at its own hours: what a community of this size has behind
// it on the day somebody looks at it for the first time.
import { help, type HelpReply } from '../../shared/help/help.ts'
import type { HelpTopic } from '../../shared/help/topics.ts'
import type { Input, Operation } from '../../shared/contract.ts'
import { plusDutyMinutes, plusMinutes, shanghai, instantOf, type Hours } from '../../shared/time.ts'
import type { Chance } from './chance.ts'
import { wishOf, type Wish } from './goods.ts'
import { community, demoPeople, groups, teams } from './people.ts'
import type { Stage } from './stage.ts'

export const historyDays = 190

/** Who asks: a persona with a phone of their own, or someone known by phone, who rings the staff. */
export interface Asker {
  readonly person: string
  readonly building: number
  /** Rings 社区; the id is that of the person known by phone. */
  readonly rings?: string
}

const inTeam = (team: string, role: string) =>
  demoPeople
    .filter(person => person.community === community)
    .filter(({ grants }) => grants.some(grant => grant.role === role && grant.scope === team))

const squads = [...teams, ...groups].map(({ id, buildings, skills }) => ({
  ...{ id, buildings, skills },
  lead: inTeam(id, 'teamLead')[0]!.id,
  volunteers: inTeam(id, 'volunteer').map(({ id }) => id),
}))
type Squad = (typeof squads)[number]

/** Those who would take it: they serve the building and are for this; else anybody who is for it at all. */
const squadFor = (chance: Chance, { building }: Asker, { kind, topic }: Wish): Squad => {
  const able = squads.filter(({ skills }) => skills.includes(kind) || skills.includes(topic as HelpTopic))
  const near = able.filter(({ buildings }) => buildings.includes(`building-${building}`))
  return chance.one(near.length ? near : able)
}

/** Times of asking: most in the morning, some after the nap, few in the evening. */
const hourOf = (chance: Chance) =>
  chance.weighed([
    [7, 4],
    [8, 16],
    [9, 20],
    [10, 14],
    [11, 6],
    [12, 2],
    [13, 2],
    [14, 8],
    [15, 10],
    [16, 8],
    [17, 5],
    [18, 3],
    [19, 2],
  ])

/** One request and those who have to do with it, with the time as it passes for them. */
const tell = (stage: Stage, chance: Chance, hours: Hours, asker: Asker, wish: Wish, key: string) => {
  const squad = squadFor(chance, asker, wish)
  const anyVolunteer = (not?: string) => {
    const others = squad.volunteers.filter(each => each !== asker.person && each !== not)
    return chance.one(others.length ? others : squad.volunteers)
  }
  let volunteer = anyVolunteer()
  let it: HelpReply
  let taps = 0
  /** The asker's own phone, or that of the one who answers for those who ring. */
  const hand = asker.rings ? 'staff-2' : asker.person
  const buys = wish.fen > 0

  const look = async () => {
    it = await stage.as('staff-1', help.get, { id: it.id })
  }
  const tap = async <Op extends Operation>(person: string, operation: Op, extra: object = {}) => {
    const op = `${key}-${taps++}`
    const input = { id: it.id, seq: it.seq, op, ...extra } as unknown as Input<Op>
    it = (await stage.as(person, operation, input)) as unknown as HelpReply
    await stage.follow(false)
  }
  const reveal = () => stage.as(volunteer, help.reveal, { id: it.id })

  const story = {
    squad,
    hand,
    chance,
    buys,
    tap,
    get id() {
      return it.id
    },
    get volunteer() {
      return volunteer
    },

    /** So many duty minutes later; what the clock has to do meanwhile, it does. */
    async later(least: number, most: number) {
      const until = plusDutyMinutes(stage.now(), chance.between(least, most), hours)
      await stage.pass('help', it.id, until)
      await stage.follow(false)
      await look()
    },
    /** Two days of silence and more: the clock has its turn. */
    async silence() {
      await stage.pass('help', it.id, plusMinutes(stage.now(), 49 * 60))
      await stage.follow(false)
      await look()
    },
    nextVolunteer() {
      volunteer = anyVolunteer(volunteer)
    },

    async ask() {
      const { kind, topic, lines, fen } = wish
      it = await stage.as(hand, help.ask, {
        key,
        kind,
        topic,
        lines: [...lines],
        ...(buys && chance.percent(80) && { capFen: Math.ceil((fen * 1.3) / 5_000) * 5_000 }),
        ...(chance.percent(15) && { door: chance.one(doors) }),
        ...(topic === 'pharmacy' && { place: '小区药店', drug: 'ordinary' as const }),
        ...(topic === 'hospital' && { place: '社区卫生站' }),
        ...(kind === 'medicine' && { sensitive: true as const }),
        ...(asker.rings && { for: asker.rings }),
      })
      await stage.follow(false)
    },
    async claim() {
      await story.later(3, 45)
      await tap(squad.lead, help.claim, { team: squad.id })
    },
    async assign() {
      await story.later(1, 15)
      await tap(squad.lead, help.assign, { volunteer: stage.idOf(volunteer) })
    },
    async accept() {
      await story.later(1, 12)
      await tap(volunteer, help.accept)
    },
    /** From naming somebody to the door. */
    async bring() {
      await story.assign()
      await story.accept()
      await reveal()
      if (buys) {
        await story.later(12, 55)
        await tap(volunteer, help.bought, { spentFen: wish.fen })
      }
      await story.later(1, 12)
      await tap(volunteer, help.start)
      await story.later(4, 35)
      await tap(volunteer, help.deliver)
    },
    async confirm(paidFen = wish.fen) {
      await story.later(2, 90)
      await tap(hand, help.confirm, { ...(buys && { paidFen }) })
      if (asker.rings || !chance.percent(40)) return
      await story.later(0, 30)
      const said = chance.percent(50) && { thanks: chance.one(thanks) }
      await tap(hand, help.rate, { rating: chance.percent(88) ? 'good' : 'fair', ...said })
    },
    note: (text: string) => tap('staff-1', help.note, { text, settled: true }),
  }
  return story
}
type Story = ReturnType<typeof tell>

const doors = ['门铃坏了，请敲门', '单元门要按对讲', '耳朵背，多敲几下']
const thanks = ['谢谢，麻烦您了', '菜很新鲜', '来得真快', '真是好邻居']

type Road = (story: Story) => Promise<void>

const done: Road = async story => {
  await story.claim()
  await story.bring()
  await story.confirm()
}

/** Every way a request goes, with how often; the first is the everyday one. */
export const roads: readonly (readonly [name: string, often: number, road: Road])[] = [
  ['done', 68, done],
  [
    'offered',
    5,
    async story => {
      await story.later(5, 25)
      await story.tap('staff-1', help.offer, { team: story.squad.id })
      await story.later(2, 20)
      await story.tap(story.squad.lead, help.claim, { team: story.squad.id })
      await story.bring()
      await story.confirm()
    },
  ],
  [
    'offeredInVain',
    2,
    async story => {
      await story.later(5, 25)
      await story.tap('staff-1', help.offer, { team: 'team-10' })
      await story.later(2, 20)
      await story.tap('lead-10', help.decline, { reason: 'noTime' })
      await done(story)
    },
  ],
  [
    'waitedLong',
    3,
    async story => {
      await story.later(130, 200)
      await done(story)
    },
  ],
  [
    'givenBack',
    3,
    async story => {
      await story.claim()
      await story.later(3, 20)
      await story.tap(story.squad.lead, help.release, { reason: story.chance.one(['nobodyFree', 'tooFar']) })
      await done(story)
    },
  ],
  [
    'declined',
    4,
    async story => {
      await story.claim()
      await story.assign()
      await story.later(2, 20)
      await story.tap(story.volunteer, help.decline, { reason: story.chance.one(['noTime', 'unwell']) })
      story.nextVolunteer()
      await story.bring()
      await story.confirm()
    },
  ],
  [
    'notAnswered',
    2,
    async story => {
      await story.claim()
      await story.assign()
      await story.later(31, 60)
      story.nextVolunteer()
      await done(story)
    },
  ],
  [
    'withdrawn',
    4,
    async story => {
      if (story.chance.percent(50)) await story.claim()
      await story.later(2, 30)
      await story.tap(story.hand, help.withdraw, { reason: story.chance.one(['solved', 'notNeeded']) })
    },
  ],
  [
    'failed',
    3,
    async story => {
      await story.claim()
      await story.assign()
      await story.accept()
      await story.later(10, 40)
      await story.tap(story.volunteer, help.fail, { reason: story.buys ? 'outOfStock' : 'couldNotCome' })
    },
  ],
  [
    'failedThenDone',
    2,
    async story => {
      await story.claim()
      await story.assign()
      await story.accept()
      await story.later(10, 40)
      await story.tap(story.volunteer, help.fail, { reason: 'couldNotCome' })
      await story.later(5, 60)
      await story.tap(story.hand, help.reopen)
      story.nextVolunteer()
      await done(story)
    },
  ],
  [
    'unanswered',
    3,
    async story => {
      await story.claim()
      await story.bring()
      await story.silence()
      await story.later(20, 90)
      await story.note('打电话问过，东西收到了，人没事。')
    },
  ],
  [
    'missing',
    2,
    async story => {
      await story.claim()
      await story.bring()
      await story.later(5, 60)
      await story.tap(story.hand, help.problem, { reason: 'missing' })
      await story.later(5, 40)
      await story.tap('staff-1', help.takeOver)
      await story.later(30, 90)
      await story.tap('staff-1', help.deliver)
      await story.confirm()
    },
  ],
]

/** So many requests on a day: fewer at the weekend. */
const requestsOn = (chance: Chance, weekday: number) =>
  weekday === 0 ? chance.between(1, 3) : weekday === 6 ? chance.between(2, 3) : chance.between(2, 5)

export interface Played {
  readonly id: string
  readonly road: string
}

/** Plays all days before today; today's story is told elsewhere. */
export const playHistory = async (
  stage: Stage,
  chance: Chance,
  { today, hours, askers }: { today: string; hours: Hours; askers: readonly Asker[] },
): Promise<Played[]> => {
  const played: Played[] = []
  const midnight = shanghai(today).startOf('day')
  // A few of them ask every few days, most once in a while.
  const often = askers.map((asker, i) => [asker, 1 / (i + 12)] as const)
  for (let ago = historyDays; ago > 0; ago--) {
    const day = midnight.subtract(ago, 'day')
    for (let n = requestsOn(chance, day.day()); n > 0; n--) {
      // What is not over by today would be today's story.
      const late = ago <= 3
      const [name, , road] = late ? roads[0]! : chance.weighed(roads.map(each => [each, each[1]] as const))
      const hour = late ? chance.between(8, 12) : hourOf(chance)
      stage.at(
        instantOf(day.add(hour * 60 + chance.between(0, 59), 'minute').add(chance.between(0, 59), 'second')),
      )
      const story = tell(stage, chance, hours, chance.weighed(often), wishOf(chance), `demo-${ago}-${n}`)
      await story.ask()
      await road(story)
      played.push({ id: story.id, road: name })
    }
  }
  return played
}
