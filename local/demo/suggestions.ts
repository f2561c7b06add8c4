// Half a year of suggestions, by theme as 一村一品 gathers them: what was said at the stations and by phone, what was
// answered, what came of it; and Party members from elsewhere who are here for a while.
import type { Theme } from '../../shared/suggestions/life.ts'
import { suggestions, type IdeaReply } from '../../shared/suggestions/suggestions.ts'
import { onOf, plusDays, plusMinutes } from '../../shared/time.ts'
import { community } from './people.ts'
import type { Stage } from './stage.ts'

export const stations = [
  {
    ...{ id: 'station-1', name: '6号楼红色驿站', place: '6号楼底商一楼', branch: '第一党支部' },
    ...{ person: '支部吴书记', phone: '10012340001' },
  },
  {
    ...{ id: 'station-2', name: '小广场驿站', place: '小广场东侧', branch: '第二党支部' },
    ...{ person: '支部郑书记', phone: '10012340002' },
  },
  {
    ...{ id: 'station-3', name: '东门驿站', place: '东门岗亭旁', branch: '第三党支部' },
    ...{ person: '支部钱书记', phone: '10012340003' },
  },
]

interface Said {
  readonly theme: Theme
  readonly words: string
  /** What it says on the wall. */
  readonly wall?: string
  readonly plan?: string
  readonly result?: readonly [text: string, people: number]
  readonly no?: readonly [
    reason: 'notOurs' | 'already' | 'noMoney' | 'others',
    text: string,
    elsewhere?: string,
  ]
}

/** Oldest first. */
const said: readonly Said[] = [
  {
    ...{ theme: 'culture', words: '院里会做酱菜的人多，能不能一起做了在广场上分一分、卖一卖？' },
    ...{ wall: '会做酱菜的一起做，在广场上分一分', plan: '请巾帼姐妹队牵头，先摆一次试试' },
    result: ['每月头一个周六摆“邻里酱菜摊”，23户一起做', 23],
  },
  {
    ...{ theme: 'safety', words: '东门口的路灯坏了好几天，晚上老人看不清台阶。', wall: '东门口换路灯' },
    ...{ plan: '请物业换灯', result: ['换了三盏灯，台阶边刷了黄线', 60] },
  },
  {
    ...{ theme: 'parking', words: '消防通道老有车停着，救护车进不来。', wall: '消防通道不停车' },
    ...{ plan: '和物业一起划线、立牌子', result: ['划了黄线，两头立了牌子', 120] },
  },
  {
    theme: 'services',
    words: '希望社区中午也有人值班，上班的人只有中午有空。',
    no: ['already', '中午12点到2点有人轮班，门口贴了时间'],
  },
  {
    theme: 'facilities',
    words: '19号楼门前的坡太陡，轮椅上不去。',
    wall: '19号楼门前修缓坡',
    plan: '报街道，列入今年的小修',
    result: ['坡修缓了，加了扶手', 14],
  },
  {
    theme: 'parking',
    words: '想在小区里多画些停车位。',
    no: ['others', '能画的地方都画了，再画就占了绿地和通道'],
  },
  {
    theme: 'environment',
    words: '8号楼后面的旧沙发堆了一个月。',
    plan: '约清运车周三来拉',
    result: ['拉走了，放了个大件投放点的牌子', 40],
  },
  {
    theme: 'culture',
    words: '想要一个下雨天也能下棋的地方。',
    wall: '雨天下棋的地方',
    plan: '活动室下午开到六点',
    result: ['活动室每天开到六点，添了四张棋桌', 30],
  },
  {
    theme: 'other',
    words: '公交站能不能往东门挪一挪？',
    no: ['notOurs', '公交站归交通部门定，我们把话带过去了', '打12345，说宝翠花都东门公交站'],
  },
  {
    theme: 'services',
    words: '能不能教老人用手机挂号？',
    wall: '教老人用手机挂号',
    plan: '请大学生志愿者周末来教',
    result: ['教了三次，能自己挂号的有17位', 17],
  },
  {
    theme: 'environment',
    words: '楼道里的小广告又贴满了。',
    plan: '环境维护队每周清一次',
    result: ['每周日清，清了28个楼', 28],
  },
  {
    theme: 'facilities',
    words: '小广场的健身器材生锈了，划手。',
    plan: '请厂家来换',
    result: ['换了四件，贴了报修电话', 50],
  },
  {
    theme: 'safety',
    words: '电动车有人拎上楼充电，怕着火。',
    wall: '车棚里装充电桩',
    plan: '车棚里装充电桩，再挨楼说一遍',
    result: ['装了20个桩，飞线拆了', 90],
  },
  {
    theme: 'parking',
    words: '希望给送孩子的留两个临停位。',
    no: ['noMoney', '要改大门道闸，今年没有这笔钱，明年再报'],
  },
  {
    theme: 'culture',
    words: '大学就在隔壁，能请老师来讲讲课吗？',
    wall: '请大学老师来讲课',
    plan: '和河北工业大学商量，一月一讲',
    result: ['讲了四次：防骗、血压、家电、写字', 65],
  },
  {
    theme: 'environment',
    words: '垃圾桶夏天味大，能不能多冲一次？',
    plan: '请物业一天冲两次',
    result: ['夏天一天冲两次', 200],
  },
]

/** Those that still go on, as it stands today. */
const goingOn: readonly (Said & {
  readonly daysAgo: number
  readonly ends?: 'agenda' | 'deferred'
  readonly by?: string
})[] = [
  {
    theme: 'facilities',
    words: '12号楼想加装电梯，一楼的不愿意，能坐下来谈谈吗？',
    daysAgo: 20,
    ends: 'agenda',
    wall: '12号楼加装电梯，坐下来谈',
  },
  {
    theme: 'environment',
    words: '遛狗不拴绳，想请大家定个规矩。',
    daysAgo: 16,
    ends: 'agenda',
    wall: '遛狗拴绳，定个规矩',
  },
  { theme: 'parking', words: '想给来看老人的子女发周末停车票。', daysAgo: 30, ends: 'deferred' },
  {
    theme: 'services',
    words: '希望代收快递的地方冬天能避风。',
    daysAgo: 12,
    plan: '快递柜上加雨棚',
    wall: '快递柜加雨棚',
  },
  {
    theme: 'safety',
    words: '7号楼和8号楼之间晚上太黑。',
    daysAgo: 9,
    plan: '请物业加一盏灯',
    wall: '7号楼后加灯',
  },
  { theme: 'culture', words: '想组个合唱队，差一架电子琴。', daysAgo: 2, by: 'resident-1' },
  { theme: 'facilities', words: '活动室的门太重，老人推不动。', daysAgo: 1 },
  { theme: 'environment', words: '小花园想种点能吃的，邻居一起管。', daysAgo: 6 },
]

const letters = 'abcdefghijklmnopqrstuvwxyz234567'
const receiptOf = (n: number) =>
  Array.from({ length: 32 }, (_, i) => letters[(n * 31 + i * i * 7 + i) % 32]).join('')

export const playSuggestions = async (stage: Stage, now: string) => {
  const day = 24 * 60
  let count = 0
  const tap = (it: IdeaReply) => ({ id: it.id, seq: it.seq, op: `demo-idea-${it.id.slice(-8)}-${it.seq}` })
  const later = async (days: number) => {
    stage.at(plusMinutes(stage.now(), days * day))
    await stage.follow(false)
  }
  const inDays = (days: number) => plusDays(onOf(stage.now()), days)

  /** With a name by somebody who lives here; every third without one, at a station. */
  const tell = async ({ theme, words }: Said, by?: string): Promise<IdeaReply> => {
    const n = count++
    const station = stations[n % stations.length]!.id
    if (by || n % 3 !== 2)
      return stage.as(by ?? `resident-${60 + n}`, suggestions.say, {
        ...{ key: `demo-idea-${n}`, theme, words, station },
      })
    await stage.as('staff-1', suggestions.sayUnsigned, {
      ...{ community, station, receipt: receiptOf(n), theme, words },
    })
    await stage.follow(false)
    const { items } = await stage.as('staff-1', suggestions.ideas, { list: 'open' })
    return items.find(({ unsigned, createdAt }) => unsigned && createdAt === stage.now())!
  }
  const onWall = (it: IdeaReply, words: string | undefined) =>
    words ? stage.as('staff-1', suggestions.show, { ...tap(it), words }) : Promise.resolve(it)

  for (const [i, each] of said.entries()) {
    stage.at(plusMinutes(now, (-180 + i * 9) * day - 130 - i * 11))
    let it = await tell(each)
    await later(1 + (i % 4))
    it = await stage.as('staff-1', suggestions.take, tap(it))
    if (each.no) {
      const [reason, text, elsewhere] = each.no
      await stage.as('staff-1', suggestions.refuse, { ...tap(it), reason, text, elsewhere })
    } else {
      it = await onWall(it, each.wall)
      it = await stage.as('staff-1', suggestions.adopt, { ...tap(it), text: each.plan!, on: inDays(20) })
      await later(5 + (i % 9))
      const [text, people] = each.result!
      await stage.as('staff-1', suggestions.finish, { ...tap(it), text, people })
    }
    await stage.follow(false)
  }

  for (const { daysAgo, ends, by, ...each } of goingOn) {
    stage.at(plusMinutes(now, -daysAgo * day - 75))
    let it = await tell(each, by)
    if (ends || each.plan) {
      await later(1)
      it = await onWall(it, each.wall)
      if (ends === 'agenda') await stage.as('staff-1', suggestions.putOn, tap(it))
      else if (ends === 'deferred')
        await stage.as('staff-1', suggestions.defer, { ...tap(it), text: '先看车位够不够', on: inDays(60) })
      else await stage.as('staff-1', suggestions.adopt, { ...tap(it), text: each.plan!, on: inDays(21) })
      if (each.wall)
        for (const n of [33, 34, 35, 40].slice(0, 1 + (daysAgo % 4)))
          await stage.as(`resident-${n}`, suggestions.support, { id: it.id, op: `demo-support-${n}` })
    }
    await stage.follow(false)
  }

  const guests = [
    ['resident-41', '河北邯郸一支部', '会修电器'],
    ['resident-42', '山西大同二支部', '陪老人看病'],
    ['resident-43', '黑龙江佳木斯退休支部', ''],
    ['resident-44', '内蒙古赤峰三支部', '教写毛笔字'],
    ['resident-45', '辽宁锦州机关支部', '晚上能巡逻'],
    ['resident-46', '山东德州一支部', '看孩子写作业'],
  ] as const
  for (const [i, [who, branch, canHelp]] of guests.entries()) {
    stage.at(plusMinutes(now, -(70 - i * 10) * day))
    const untilOn = plusDays(onOf(now), 20 + i * 15)
    const station = stations[i % stations.length]!.id
    await stage.as(who, suggestions.arrive, {
      key: `demo-stay-${i}`,
      community,
      station,
      branch,
      canHelp,
      untilOn,
    })
    await stage.follow(false)
  }
  stage.at(now)
}
