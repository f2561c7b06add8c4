// 二对一走访: 250 empty nests, 22 who live alone and 60 other homes, each with the two who go there, and half a year of visits.
import { settingsOf } from '../../functions/community/community.ts'
import { nextAfter, type DueDays } from '../../functions/households/due-days.ts'
import { pairings } from '../../functions/households/pairings-kind.ts'
import type { Visit } from '../../functions/households/pairings-store.ts'
import { households as contract, type PairingReply } from '../../shared/households/households.ts'
import type { Tier } from '../../shared/households/life.ts'
import type { Input } from '../../shared/contract.ts'
import { instantOf, onOf, plusDays, shanghai } from '../../shared/time.ts'
import type { Chance } from './chance.ts'
import { community, demoPeople, households, livesHere, scopes, type HouseholdKind } from './people.ts'
import type { Stage } from './stage.ts'

export const homeCounts = { alone: 22, emptyNest: 250, others: 60 } as const
const historyDays = 182
const lateHomes = 5
/** As many as an item keeps. */
const keptVisits = 19

interface Door {
  readonly building: number
  readonly unit: number
  readonly room: string
}
interface Home extends Door {
  readonly groups: string[]
  readonly tier: Tier
}

const holding = (role: string) =>
  demoPeople
    .filter(person => person.community === community)
    .filter(({ grants }) => grants.some(grant => grant.role === role))
const members = holding('partyMember')
const gridOf = (building: number) =>
  scopes.find(({ kind, buildings }) => kind === 'grid' && buildings?.includes(`building-${building}`))!.id
const workersOf = (grid: string) =>
  holding('gridWorker').filter(({ grants }) => grants.some(({ scope }) => scope === grid))

/** What else a home can be in, with what is often the case there. */
const otherGroups = [
  ['care', 'ill'],
  ['disabled'],
  ['poor'],
  ['ill'],
  ['poor', 'children'],
  ['disabled', 'poor'],
]

/** Spread over the estate, those of a kind first. */
const spread = <T>(of: readonly T[]) => {
  const step = [37, 41, 43].find(each => of.length % each !== 0)!
  return of.map((_, i) => of[(i * step) % of.length]!)
}

const homesOf = (chance: Chance): Home[] => {
  const elder = demoPeople.find(({ id }) => id === 'elder-1')!
  const lived = new Set(
    members.filter(livesHere).map(({ building, unit, room }) => `${building} ${unit} ${room}`),
  )
  const free = (...kinds: HouseholdKind[]) =>
    spread(households.filter(({ kind }) => kinds.includes(kind))).filter(
      ({ building, unit, room }) =>
        !lived.has(`${building} ${unit} ${room}`) &&
        !(building === elder.building && String(unit) === String(elder.unit) && room === elder.room),
    )
  const families = free('family')
  const alone = [elder, ...free('alone')].slice(0, homeCounts.alone)
  const nests = [...free('emptyNest'), ...families].slice(0, homeCounts.emptyNest)
  const used = new Set<Door>(nests)
  const others = families.filter(each => !used.has(each)).slice(0, homeCounts.others)
  return [
    ...alone.map((door, i): Home => ({
      ...door,
      groups: ['alone', ...(chance.percent(30) ? [chance.one(['ill', 'disabled', 'poor'])] : [])],
      tier: i < 12 ? 'weekly' : 'monthly',
    })),
    ...nests.map((door, i): Home => ({
      ...door,
      groups: ['emptyNest', ...(chance.percent(12) ? [chance.one(['ill', 'care', 'disabled'])] : [])],
      tier: i % 25 < 17 ? 'monthly' : 'quarterly',
    })),
    ...others.map((door, i): Home => ({
      ...{ ...door, groups: [...chance.one(otherGroups)] },
      tier: i % 2 ? 'monthly' : 'quarterly',
    })),
  ]
}

const needs = [
  '耳朵背，多敲几下门',
  '腿脚不便，开门慢，请等一等',
  '每天吃降压药，问问还有没有',
  '冬天爱开煤炉，看看窗户',
  '不爱麻烦人，多坐一会儿才说',
  '儿子在外地，周末打电话',
  '眼睛不好，药盒上的字念给她听',
]
const notes = [
  '换了厨房的灯泡。',
  '药还够半个月。',
  '说最近睡不好，约了卫生站量血压。',
  '帮着看了水费单。',
  '孙女来住几天，高兴。',
  '暖气试水不热，报了物业。',
  '教了怎么用手机打视频。',
  '楼道的扶手松了，已经报修。',
  '一起包了饺子。',
  '买菜拎不动，约了代买队周三送。',
]
const places = [
  '地下车库入口',
  '电动车棚',
  '配电房外',
  '幼儿园门口',
  '河边栏杆',
  '底商后巷',
  '活动广场',
  '旧自行车棚',
] as const

type Move = (typeof contract)['pair' | 'visit' | 'tried' | 'changed' | 'away' | 'cover' | 'rest']

/** One home or place from the day it is listed; the time passes for it alone. */
const tell = (stage: Stage, key: string) => {
  let it: PairingReply
  let taps = 0
  const at = (on: string, hour: number, minute = 0) => {
    const moment = instantOf(shanghai(`${on}T00:00:00.000+08:00`).add(hour * 60 + minute, 'minute'))
    stage.at(moment)
    return moment
  }
  return {
    get it() {
      return it
    },
    at,
    /** As it stands now, where it was written without a tap. */
    async look() {
      const { seq } = (await pairings.get(stage.effects, it.id))!
      it = { ...it, seq }
    },
    async list(by: string, input: Input<typeof contract.listHome>) {
      it = await stage.as(by, contract.listHome, { key, ...input })
    },
    async tap<Op extends Move>(by: string, operation: Op, about: Omit<Input<Op>, 'id' | 'seq' | 'op'>) {
      const input = { id: it.id, seq: it.seq, op: `${key}-${taps++}`, ...about } as unknown as Input<Op>
      it = (await stage.as(by, operation, input)) as unknown as PairingReply
    },
  }
}
type Story = ReturnType<typeof tell>

/**
 * Visits on the days that are due, some a day or two before or after; by one of the two, mostly at the door. All but the
 * last are written at once, for there are two thousand of them.
 */
const visits = async (
  stage: Stage,
  story: Story,
  chance: Chance,
  two: readonly [string, string],
  until: string,
) => {
  const settings = await settingsOf(stage.effects, community)
  const { tier = 'monthly' } = story.it
  const all: (Visit & { readonly who: string; readonly note?: string })[] = []
  for (let days: Partial<DueDays> = story.it; days.dueOn && days.fromOn;) {
    const meant = plusDays(days.dueOn, chance.between(-2, 1))
    const on = meant < days.fromOn ? days.fromOn : meant
    if (on > until) break
    const who = two[chance.percent(55) ? 0 : 1]
    all.push({
      ...{ on, at: story.at(on, chance.between(9, 17), chance.between(0, 59)), who, by: stage.idOf(who) },
      way: chance.percent(80) ? 'door' : chance.percent(60) ? 'phone' : 'seen',
      how: chance.percent(92) ? 'fine' : chance.percent(70) ? 'changed' : 'needsHelp',
      ...(chance.percent(18) && { note: chance.one(notes) }),
    })
    days = nextAfter(settings, on, tier)
  }
  const last = all.pop()
  if (!last) return
  const before = all.at(-1)
  if (before) {
    const ctx = { ...stage.effects, now: before.at }
    await pairings.rewrite(ctx, story.it.id, async item => ({
      ...{ ...item, visitedOn: before.on, ...nextAfter(settings, before.on, tier) },
      visits: all.slice(-keptVisits).map(({ on, at, by, way, how }) => ({ on, at, by, way, how })),
      notes: await pairings.seal(
        ctx,
        item,
        'notes',
        all.flatMap(({ at, by, note }) => (note ? [{ at, by, text: note }] : [])),
      ),
    }))
    await story.look()
  }
  const { at, who, way, how, note } = last
  stage.at(at)
  if (chance.percent(15)) await story.tap(who, contract.tried, { reason: 'notHome' })
  await story.tap(who, contract.visit, { way, how, note })
}

export const playHouseholds = async (stage: Stage, chance: Chance, now: string) => {
  const today = onOf(now)
  const begun = plusDays(today, -historyDays)
  const homes = homesOf(chance)
  // Spread so that each of the two has homes of its own, the Party member as near as can be.
  const turn = new Map<string, number>()
  const next = (name: string, count: number) => {
    const n = turn.get(name) ?? 0
    turn.set(name, n + 1)
    return n % count
  }
  let late = 0
  const onLeave = members[2]!.id
  for (const [i, { building, unit, room, groups, tier }] of homes.entries()) {
    const story = tell(stage, `demo-home-${i}`)
    const grid = gridOf(building)
    const workers = workersOf(grid)
    const helper = workers[next(grid, workers.length)]!.id
    const second = members[next('members', members.length)]!.id
    const listedOn = plusDays(begun, chance.between(0, 20))
    story.at(listedOn, 9, i % 60)
    await story.list(helper, {
      ...{ building: `building-${building}`, unit: String(unit), room, groups },
      ...(chance.percent(35) && { needs: chance.one(needs) }),
      ...{ basis: chance.percent(80) ? 'self' : 'family', consent: chance.percent(70) ? 'spoken' : 'paper' },
    })
    // The last few have been listed these days, and nobody has been found yet.
    const isNew = i >= homes.length - 4
    if (!isNew) {
      story.at(plusDays(listedOn, 1), 10, i % 60)
      await story.tap('staff-1', contract.pair, {
        ...{ helper: stage.idOf(helper), second: stage.idOf(second), tier },
      })
      const isLate = tier === 'monthly' && i % 10 === 0 && i > 30 && late < lateHomes
      if (isLate) late++
      await visits(
        stage,
        story,
        chance,
        [helper, second],
        isLate ? plusDays(today, -45) : plusDays(today, -1),
      )
      if (second === onLeave) {
        story.at(plusDays(today, -2), 11)
        const [fromOn, toOn] = [plusDays(today, -2), plusDays(today, 12)]
        await story.tap(second, contract.away, { fromOn, toOn })
        const who = members.find(({ id }) => id !== second && id !== onLeave && id !== story.it.id)!
        await story.tap('staff-1', contract.cover, { seat: 'second', who: stage.idOf(who.id), untilOn: toOn })
      }
      if (i % 90 === 45)
        await story.tap('staff-1', contract.rest, { untilOn: plusDays(today, 25), reason: 'hospital' })
      if (i % 150 === 75) await story.tap(helper, contract.changed, { reason: 'discharged' })
      await stage.pass('pairing', story.it.id, now)
    }
    await stage.follow(false)
  }
  for (const [i, place] of places.entries()) {
    const story = tell(stage, `demo-place-${i}`)
    const building = i * 3 + 2
    const helper = workersOf(gridOf(building))[0]!.id
    story.at(plusDays(begun, i), 14)
    await story.list(helper, { target: 'place', building: `building-${building}`, place })
    const two = { helper: stage.idOf(helper), second: stage.idOf('police-1') }
    await story.tap('staff-1', contract.pair, { ...two, tier: 'monthly' })
    await visits(stage, story, chance, [helper, 'police-1'], plusDays(today, -1))
    await stage.pass('pairing', story.it.id, now)
    await stage.follow(false)
  }
  // Some of the Party members want their homes marked.
  stage.at(now)
  for (const { id } of members.filter((_, i) => i % 3 !== 2)) await stage.as(id, contract.star, { on: true })
  await stage.follow(false)
}
