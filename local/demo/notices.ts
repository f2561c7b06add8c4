// 社区通知: twelve of the last weeks, as they hang in the halls. Some have come down, one is urgent, one asks every home
// for an answer and has got it from a part of them.
import { notices } from '../../shared/notices/notices.ts'
import { onOf, plusDays, plusMinutes } from '../../shared/time.ts'
import type { Stage } from './stage.ts'

interface Said {
  readonly title: string
  readonly text: string
  /** Days before today on which it went up, and how many it hangs. */
  readonly ago: number
  readonly days: number
  readonly buildings?: readonly number[]
  readonly ask?: true
  readonly urgent?: true
  readonly paper?: true
  /** Before its time. */
  readonly takenDown?: true
}

const said: readonly Said[] = [
  {
    ...{ title: '国庆中秋值班安排', ago: 58, days: 9 },
    text: '假期社区每天有人值班：上午8点到晚上8点在社区办公室，夜里打值班电话。急事先打120、119、110。',
  },
  {
    ...{ title: '装修垃圾清运', ago: 46, days: 6, buildings: [1, 2, 3, 4] },
    text: '周六上午清运装修垃圾，请装好袋放在楼东侧的围挡里。不要放楼道和消防通道。',
  },
  {
    ...{ title: '供暖试水', ago: 38, days: 3, ask: true, paper: true },
    text: '周三上午9点到下午5点试水打压，请家里留人。跑水就关上暖气进水阀，打供热站电话。',
  },
  {
    ...{ title: '老年证集中办理', ago: 30, days: 10 },
    text: '60岁以上的邻居，带身份证和一张一寸照片，工作日上午到社区一楼办。出不来的，网格员上门收。',
  },
  {
    ...{ title: '电梯年检暂停', ago: 24, days: 2, buildings: [12, 13], paper: true },
    text: '周二上午9点到11点两部电梯轮流停，先停东边那部。上下楼不方便要人帮的，打给社区。',
  },
  {
    ...{ title: '小区路面修补改期', ago: 18, days: 7, takenDown: true },
    text: '原定周四的路面修补因为下雨改期，改到哪天另外通知。',
  },
  {
    ...{ title: '垃圾分类换新桶', ago: 12, days: 30 },
    text: '厨余放绿桶，其他放灰桶，旧电池和药放红桶。每天早6点半到9点、晚6点到9点有人在桶边帮忙。',
  },
  {
    ...{ title: '法律咨询日', ago: 8, days: 14 },
    text: '本周五上午9点到11点，律师在调解室坐班，不收费。遗产、房租、物业费的事都能问。',
  },
  {
    ...{ title: '助老食堂换菜单', ago: 6, days: 30 },
    text: '从下周起每天两荤两素一汤，软饭照旧。70岁以上8元一份，送到家不加钱。上午9点前打电话订。',
  },
  {
    ...{ title: '流感疫苗登记', ago: 3, days: 12, ask: true, paper: true },
    text: '60岁以上免费接种流感疫苗，社区卫生站每天上午打。要打的、要人陪的，请回个话，我们来排日子；不打也请点“知道了”。',
  },
  {
    ...{ title: '明天上午停电检修', ago: 1, days: 2, buildings: [20, 21, 22], paper: true },
    text: '明天上午8点到12点停电检修，请提前给手机充好电。家里用制氧机的，今天就打给社区。',
  },
  {
    ...{ title: '水管抢修，马上停水', ago: 0, days: 1, buildings: [1, 6, 7], urgent: true },
    text: '楼前主管破了，正在抢修，大约下午4点来水。请先接一盆水备用。送水车停在6号楼前。',
  },
]

/** Residents who have the program and live all over the estate; some read notices at once. */
const readers = Array.from({ length: 130 }, (_, i) => `resident-${i + 60}`)

export const playNotices = async (stage: Stage, now: string) => {
  for (const [i, { ago, days, buildings, takenDown, ...form }] of said.entries()) {
    stage.at(plusMinutes(now, -ago * 24 * 60 - 50))
    const untilOn = plusDays(onOf(stage.now()), days)
    const { id } = await stage.as('staff-1', notices.postNotice, {
      ...{ ...form, untilOn, key: `demo-notice-${i}` },
      buildings: buildings?.map(n => `building-${n}`),
    })
    await stage.follow(false)
    stage.at(plusMinutes(stage.now(), 20))
    if (form.ask) await heard(stage, id, buildings)
    await halls(stage, id, i)
    if (takenDown) {
      const { seq } = await stage.as('staff-1', notices.notice, { id })
      await stage.as('staff-1', notices.takeDownNotice, { id, seq, op: `demo-notice-${i}-down` })
    }
    await stage.follow(false)
    await stage.pass('notice', id, now)
    await stage.follow(false)
  }
}

/** Many have tapped, and staff have rung and walked through a few buildings. */
const heard = async (stage: Stage, id: string, buildings: readonly number[] | undefined) => {
  for (const person of readers) {
    const { mine } = await stage.as(person, notices.notice, { id })
    if (mine.length) await stage.as(person, notices.knowNotice, { id })
  }
  for (const n of (buildings ?? [1, 2, 6, 9]).slice(0, 4)) {
    const at = { id, building: `building-${n}` }
    const { items } = await stage.as('staff-1', notices.unheard, at)
    const homes = items.slice(0, 4 + n).map(({ home }) => home)
    if (homes.length)
      await stage.as('staff-1', notices.knowNotice, { ...at, homes, via: n % 2 ? 'paper' : 'phone' })
  }
}

/** As people.ts gives them their buildings. */
const helperOf = (building: number) => `resident-${101 + ((building + 11) % 28)}`

/** Helpers of most buildings have put it up; those of a recent one are at it. */
const halls = async (stage: Stage, id: string, i: number) => {
  const { byBuilding = [], may } = await stage.as('staff-1', notices.notice, { id })
  if (!may.includes('posted') || !said[i]!.paper) return
  const hung = said[i]!.ago < 5 ? Math.ceil(byBuilding.length / 2) : byBuilding.length
  for (const { building } of byBuilding.slice(0, hung)) {
    await stage.as(helperOf(Number(building.split('-')[1])), notices.postedAt, {
      id,
      building,
      op: `demo-posted-${i}-${building}`,
    })
  }
}
