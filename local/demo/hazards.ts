// 随手拍: half a year of what was seen on the way, each from the report to its end, and what is open today.
import { hazardsOf } from '../../functions/hazards/hazard-kind.ts'
import { hazards, type HazardReply } from '../../shared/hazards/hazards.ts'
import type { HazardKind, Severity } from '../../shared/hazards/life.ts'
import type { Input, Operation } from '../../shared/contract.ts'
import {
  instantOf,
  onOf,
  plusDays,
  plusDutyMinutes,
  plusMinutes,
  shanghai,
  type Hours,
} from '../../shared/time.ts'
import type { Chance } from './chance.ts'
import type { Stage } from './stage.ts'

interface Sight {
  readonly what: HazardKind
  readonly spots: readonly string[]
  readonly words: readonly string[]
  readonly mends: string
  readonly to: 'firm-1' | 'department-1' | 'department-2' | 'self'
  readonly severity?: Severity
}

const stairs = ['1单元楼道', '2单元楼道', '3单元楼道']
const sights: readonly (readonly [Sight, often: number])[] = [
  [
    {
      what: 'light',
      spots: stairs,
      words: ['灯不亮，晚上看不见', '灯一闪一闪'],
      mends: '换了灯',
      to: 'firm-1',
    },
    26,
  ],
  [{ what: 'clutter', spots: stairs, words: ['堆了纸箱', '有旧沙发挡路'], mends: '搬走了', to: 'self' }, 22],
  [
    {
      what: 'ebike',
      spots: ['一层门厅'],
      words: ['电动车在楼里充电'],
      mends: '推到车棚了',
      to: 'self',
      severity: 'soon',
    },
    18,
  ],
  [
    {
      what: 'rubbish',
      spots: ['东侧垃圾桶', '车棚边'],
      words: ['垃圾满了', '有建筑垃圾'],
      mends: '清走了',
      to: 'firm-1',
    },
    18,
  ],
  [{ what: 'rail', spots: stairs, words: ['扶手松了，一拽就晃'], mends: '拧紧了', to: 'firm-1' }, 14],
  [
    {
      what: 'fire',
      spots: ['消防通道'],
      words: ['通道停了车', '灭火器过期了'],
      mends: '挪开了、换新了',
      to: 'firm-1',
      severity: 'soon',
    },
    10,
  ],
  [
    {
      what: 'road',
      spots: ['楼前路口', '小广场'],
      words: ['井盖踩上去会响', '路面塌了一块'],
      mends: '垫平了',
      to: 'department-1',
    },
    12,
  ],
  [
    {
      what: 'water',
      spots: ['楼前', '地下室'],
      words: ['下水堵了，往外冒', '水管滴水'],
      mends: '疏通了',
      to: 'department-2',
      severity: 'soon',
    },
    12,
  ],
  [
    {
      what: 'lift',
      spots: ['电梯'],
      words: ['关门时夹人', '到三楼抖一下'],
      mends: '厂家来调过',
      to: 'firm-1',
      severity: 'soon',
    },
    8,
  ],
  [
    {
      what: 'tree',
      spots: ['楼后'],
      words: ['树枝压到窗户'],
      mends: '修剪了',
      to: 'department-1',
      severity: 'works',
    },
    6,
  ],
  [
    {
      what: 'wall',
      spots: ['北墙'],
      words: ['墙皮往下掉'],
      mends: '铲掉、围起来了',
      to: 'firm-1',
      severity: 'works',
    },
    6,
  ],
  [
    {
      what: 'wire',
      spots: ['3单元门口'],
      words: ['电线垂下来了'],
      mends: '捆好了',
      to: 'department-1',
      severity: 'soon',
    },
    5,
  ],
]

/** Who walks through the estate: residents, helpers of buildings (resident-101 on), and grid workers. */
const walkers = [
  ...Array.from({ length: 20 }, (_, i) => `resident-${i + 50}`),
  ...Array.from({ length: 28 }, (_, i) => `resident-${i + 101}`),
  ...['grid-1', 'grid-2', 'grid-3', 'grid-4'],
]
const gridOf = (building: number) => `grid-${Math.ceil(building / 7)}`
const handOf = (to: string, building: number) =>
  ({
    self: gridOf(building),
    'firm-1': 'firm-1',
    'department-1': 'department-1',
    'department-2': 'department-2',
  })[to] ?? 'staff-1'

/** One hazard and those who have to do with it, with the time as it passes for them. */
const tell = (stage: Stage, hours: Hours, key: string, building: number, sight: Sight, by: string) => {
  let it: HazardReply
  let taps = 0
  const { what, to } = sight
  const hand = handOf(to, building)
  const tap = async <Op extends Operation>(person: string, operation: Op, extra: object = {}) => {
    const input = { id: it.id, seq: it.seq, op: `${key}-${taps++}`, ...extra } as unknown as Input<Op>
    it = (await stage.as(person, operation, input)) as unknown as HazardReply
  }
  const story = {
    tap,
    by,
    get id() {
      return it.id
    },
    async later(minutes: number) {
      await stage.pass('hazard', it.id, plusDutyMinutes(stage.now(), minutes, hours))
      const { seq } = (await hazardsOf.get(stage.effects, it.id))!
      it = { ...it, seq }
    },
    async report(said: Partial<Input<typeof hazards.report>> = {}) {
      const more = { building: `building-${building}`, mayCall: true as const }
      it = await stage.as(by, hazards.report, { key, what, ...more, ...said })
    },
    dispatch: (extra: object = {}) =>
      tap('staff-1', hazards.dispatch, {
        ...(to === 'self' ? { to } : { to: to === 'firm-1' ? 'firm' : 'department', unit: to }),
        ...{ severity: sight.severity ?? 'usual', ...extra },
      }),
    handle: (by = hand) => tap(by, hazards.handle, { what: sight.mends, witness: '门卫老张' }),
    /** Somebody other than who handled it. */
    look: () => tap(hand === gridOf(building) ? 'staff-2' : gridOf(building), hazards.verify),
    /** Who handled it says nothing of that. */
    answer: (fixed: boolean, words?: string) =>
      tap(by === hand ? 'staff-2' : by, hazards.answer, { fixed, words }),
  }
  return story
}
type Story = ReturnType<typeof tell>

const duty = 12 * 60
const mended = async (story: Story, chance: Chance) => {
  await story.later(chance.between(10, 200))
  await story.dispatch()
  await story.later(chance.between(2 * 60, 3 * duty))
  await story.handle()
  await story.later(chance.between(60, 2 * duty))
  await story.look()
}

/** Every way a hazard goes, with how often; the first is the everyday one. */
const roads: readonly (readonly [road: (story: Story, chance: Chance) => Promise<void>, often: number])[] = [
  [
    async (story, chance) => {
      await mended(story, chance)
      if (chance.percent(60)) await story.answer(true)
    },
    78,
  ],
  [
    async (story, chance) => {
      await mended(story, chance)
      await story.later(chance.between(60, 3 * duty))
      await story.answer(false, '过了一天又这样')
      await story.later(chance.between(60, 2 * duty))
      await story.handle()
      await story.later(chance.between(60, duty))
      await story.look()
    },
    8,
  ],
  [
    async (story, chance) => {
      await story.later(chance.between(10, 200))
      await story.tap('staff-1', hazards.refuse, {
        ...{ reason: 'notOurs', whose: '供电所', phone: '10000000013', why: '表箱以外归供电所' },
      })
    },
    6,
  ],
  [
    async (story, chance) => {
      await story.later(chance.between(10, 200))
      await story.tap('staff-1', hazards.refuse, {
        reason: 'willNotBeDone',
        whose: '等明年改造',
        why: '要整栋一起换',
      })
    },
    3,
  ],
  [story => story.tap(story.by, hazards.withdraw), 5],
]

const past = 171

const playPast = async (stage: Stage, chance: Chance, today: string, hours: Hours) => {
  const midnight = shanghai(today).startOf('day')
  for (let n = 0; n < past; n++) {
    // Spread over half a year; the last ones are over by today.
    const ago = 188 - Math.floor((n * 162) / past)
    stage.at(instantOf(midnight.subtract(ago, 'day').add(chance.between(8 * 60, 18 * 60), 'minute')))
    const sight = chance.weighed(sights)
    const building = chance.between(1, 28)
    const story = tell(stage, hours, `demo-hazard-${n}`, building, sight, chance.one(walkers))
    await story.report({ spot: chance.one(sight.spots), words: chance.one(sight.words) })
    await chance.weighed(roads)(story, chance)
    await stage.follow(false)
  }
}

const sightOf = (what: HazardKind) => sights.find(([each]) => each.what === what)![0]

/** What is open: two wait to be given to somebody, five are with somebody, two wait to be looked at. */
const playOpen = async (stage: Stage, now: string, hours: Hours) => {
  const day = 24 * 60
  const begin = async (n: number, ago: number, building: number, sight: Sight, by: string) => {
    stage.at(plusMinutes(now, -ago))
    const story = tell(stage, hours, `demo-hazard-open-${n}`, building, sight, by)
    await story.report({ spot: sight.spots[0], words: sight.words[0] })
    return story
  }
  // Late, one of them long without a word.
  const silent = await begin(1, 26 * day, 9, sightOf('tree'), 'resident-60')
  await silent.later(60)
  await silent.dispatch({ severity: 'usual' })
  const late = await begin(2, 9 * day, 4, sightOf('rail'), 'resident-1')
  await late.later(90)
  await late.dispatch()
  // Put off, with why.
  const putOff = await begin(3, 12 * day, 6, sightOf('wall'), 'resident-53')
  await putOff.later(60)
  await putOff.dispatch()
  await putOff.later(3 * duty)
  await putOff.tap('firm-1', hazards.extend, { reason: 'needsMoney', until: plusDays(onOf(now), 20) })
  // In 12345, which has a number for it.
  const hotline: Sight = { ...sightOf('road'), words: ['路灯杆歪了'] }
  const rung = await begin(4, 2 * day, 12, hotline, 'resident-55')
  await rung.later(45)
  await rung.dispatch({ to: 'department', unit: 'department-4', ref: 'JN20261121-0386' })
  // Followed by neighbours.
  const followed = await begin(5, day + 200, 1, sightOf('lift'), 'resident-102')
  for (const person of ['resident-1', 'resident-2', 'resident-3', 'elder-1', 'resident-4'])
    await followed.tap(person, hazards.follow)
  await followed.later(30)
  await followed.dispatch()
  const handled = await begin(6, 3 * day, 2, sightOf('light'), 'resident-2')
  await handled.later(60)
  await handled.dispatch()
  await handled.later(duty)
  await handled.handle()
  const swept = await begin(7, 2 * day + 100, 3, sightOf('clutter'), 'resident-103')
  await swept.later(30)
  await swept.dispatch()
  await swept.later(300)
  await swept.handle()
  await begin(8, 50, 1, sightOf('water'), 'resident-1')
  await begin(9, 20, 5, sightOf('fire'), 'resident-105')
  for (const story of [silent, late, putOff, rung, followed, handled, swept]) {
    await stage.pass('hazard', story.id, now)
    await stage.follow(false)
  }
}

/** 180, of which nine are open. */
export const playHazards = async (
  stage: Stage,
  chance: Chance,
  { today, hours }: { readonly today: string; readonly hours: Hours },
) => {
  await playPast(stage, chance, today, hours)
  await playOpen(stage, today, hours)
  stage.at(today)
}
