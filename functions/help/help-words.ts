/** What people read of a request's state: short enough for WeChat's five-character phrases, and what comes next. */
import { leadOf } from '../../shared/contract.ts'
import type { HelpState } from '../../shared/help/life.ts'
import { sayFen } from '../../shared/money.ts'
import { sayTime } from '../../shared/time.ts'

/** The facts a hint is made of. */
export interface HintFacts {
  readonly now: string
  readonly dueAt?: string | undefined
  readonly late: boolean
  /** Somebody is there to look at it now; else when there is again. */
  readonly onDuty: boolean
  readonly dutyAt: string
  /** Staff have been told that it takes too long. */
  readonly escalated: boolean
  readonly danger: boolean
  /** A team has, or had, it. */
  readonly taken: boolean
  readonly team: string
  readonly volunteer: string
  /** About when the volunteer means to be there. */
  readonly comesAt?: string | undefined
  readonly staff?: string | undefined
  readonly spentFen?: number | undefined
  readonly failed: string
  /** It may be found in front of the door. */
  readonly atDoor: boolean
}

/** About when the volunteer means to be there, if that was said; to be put behind who comes. */
export const sayComing = (comesAt: string | undefined, now: string) =>
  comesAt ? `，大约${sayTime(comesAt, now)}到` : ''

const about = ({ comesAt, now }: HintFacts) => sayComing(comesAt, now)

type Hints = Readonly<Record<HelpState, (facts: HintFacts) => string>>

export const askerHint: Hints = {
  open: ({ dueAt, now, late, escalated, onDuty, dutyAt }) =>
    late || !dueAt
      ? `还没人接，${escalated ? '社区已经知道' : '正在告诉社区'}。等不及请打给社区。`
      : onDuty
        ? `已告诉服务队。${sayTime(dueAt, now)}前没人接，我们接着找。`
        : `这会儿没人值班接单，已记下，${sayTime(dutyAt, now)}先看。等不了请打值班电话。`,
  offered: ({ team }) => `正在问${team}能不能接。`,
  claimed: ({ team }) => `${team}接了，正在安排人。`,
  assigned: ({ team, volunteer }) => `${team}接了，正在问${volunteer}有没有空。`,
  accepted: facts => `${facts.volunteer}答应来${about(facts)}。`,
  bought: ({ volunteer, spentFen }) => `${volunteer}买好了，一共${sayFen(spentFen ?? 0)}，请看小票再付钱。`,
  onTheWay: ({ volunteer }) => `${volunteer}在路上，先对见面码，再开门。`,
  delivered: () => '东西齐不齐？齐了请点“齐了”，不对请点“有问题”。',
  withStaff: ({ danger, staff }) =>
    danger
      ? `有人倒下打120，着火打119，先到安全的地方。${staff ? `${staff}在跟这件事。` : '社区知道了，会给您打电话。'}`
      : staff
        ? `${staff}亲自跟。着急就打给社区。`
        : '社区知道了，会打电话问您。',
  confirmed: () => '谢谢您告诉我们。',
  unanswered: () => '送到后没收到您的回话。齐了请点“齐了”，不对请点“有问题”。',
  failed: ({ failed, atDoor }) =>
    atDoor
      ? `${failed}。拿到了请说一声；没拿到就点“再找一次”。`
      : `没办成：${failed}。可以点“再找一次”，或打给社区。`,
  withdrawn: ({ taken }) => (taken ? '已取消，接手的人也知道了。' : '已取消，不会有人来了。'),
}

export const teamHint: Hints = {
  ...askerHint,
  open: ({ dueAt, now, late }) =>
    late || !dueAt ? '等久了，请优先看看。' : `${sayTime(dueAt, now)}前要有人接。`,
  offered: ({ team, dueAt, now }) =>
    `社区想请${team}来办，${dueAt ? `请在${sayTime(dueAt, now)}前` : '请'}回个话。`,
  claimed: ({ dueAt, now }) => `请${dueAt ? `在${sayTime(dueAt, now)}前` : ''}定一位志愿者。`,
  assigned: ({ volunteer, dueAt, now }) => `等${volunteer}答应${dueAt ? `，到${sayTime(dueAt, now)}` : ''}。`,
  bought: ({ spentFen }) => `已买好，一共${sayFen(spentFen ?? 0)}。`,
  onTheWay: ({ volunteer }) => `${volunteer}在路上。`,
  delivered: () => '已送到，等居民回话。',
  withStaff: ({ danger, staff }) =>
    staff
      ? `${staff}在跟。`
      : danger
        ? '有危险，请马上打电话问，再去看。'
        : '要社区的人跟一下，请先打电话问。',
  confirmed: () => '居民说办好了，谢谢您。',
  unanswered: () => '居民一直没回话，社区会打电话问。',
  failed: ({ failed }) => `没办成：${failed}。`,
  withdrawn: () => '居民已取消，不用去了。',
}

export const helperHint: Hints = {
  ...teamHint,
  assigned: ({ team, dueAt, now }) =>
    `${leadOf(team)}请您去。${dueAt ? `请在${sayTime(dueAt, now)}前` : '请'}回个话。`,
  accepted: facts => `您答应了${about(facts)}。办之前可以看门牌和电话。`,
  onTheWay: () => '到了先说自己是谁，再对见面码。',
}

/** A lead whose team does not have it: whose it is, and nothing to do. */
const theirs = ({ team }: HintFacts) => `${team}接了，谢谢您。`
export const onlookerHint: Hints = {
  ...teamHint,
  offered: ({ team }) => `社区正在问${team}。`,
  claimed: theirs,
  assigned: theirs,
  accepted: theirs,
  bought: theirs,
  onTheWay: theirs,
  delivered: theirs,
}

/** For the group, in the evening: no names, no doors. */
export const sayToday = (team: string, day: string, titles: readonly string[], underWay: number) => {
  const counts = new Map<string, number>()
  for (const title of titles) counts.set(title, (counts.get(title) ?? 0) + 1)
  const kinds = [...counts].map(([title, count]) => `${title}${count}件`).join('，')
  const done = titles.length ? `今天${titles.length}件都有着落（${kinds}）` : '今天没有新办好的事'
  return `${team} ${day}：${done}${underWay ? `，还有${underWay}件在办` : ''}。大家辛苦了！`
}
