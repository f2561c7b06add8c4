/** What people read of a request's state: short enough for WeChat's five-character phrases, and what comes next. */
import type { HelpKind, HelpState } from '../../shared/help.ts'
import { sayFen } from '../../shared/money.ts'
import { sayTime } from '../../shared/time.ts'

export const kindName: Readonly<Record<HelpKind, string>> = { groceries: '买菜', errands: '跑腿陪伴' }

export const stateName: Readonly<Record<HelpState, string>> = {
  open: '等人接',
  claimed: '有人接了',
  assigned: '正在定人',
  accepted: '已安排人',
  bought: '买好了',
  onTheWay: '在路上',
  delivered: '送到了',
  confirmed: '办好了',
  unanswered: '未回复',
  withdrawn: '已取消',
}

/** The facts a hint is made of. */
export interface HintFacts {
  readonly now: string
  readonly dueAt?: string | undefined
  readonly late: boolean
  /** Staff have been told that it takes too long. */
  readonly escalated: boolean
  /** A team has, or had, it. */
  readonly taken: boolean
  readonly team: string
  readonly volunteer: string
  readonly spentFen?: number | undefined
}

type Hints = Readonly<Record<HelpState, (facts: HintFacts) => string>>

export const askerHint: Hints = {
  open: ({ dueAt, now, late, escalated }) =>
    late || !dueAt
      ? `还没人接，${escalated ? '社区已经知道' : '正在告诉社区'}。等不及请打给社区。`
      : `已告诉服务队。${sayTime(dueAt, now)}前没人接，我们再去找人。`,
  claimed: ({ team }) => `${team}接了，正在安排人。`,
  assigned: ({ team, volunteer }) => `${team}接了，正在问${volunteer}有没有空。`,
  accepted: ({ volunteer }) => `${volunteer}答应来。`,
  bought: ({ volunteer, spentFen }) => `${volunteer}买好了，一共${sayFen(spentFen ?? 0)}，请看小票再付钱。`,
  onTheWay: ({ volunteer }) => `${volunteer}在路上，开门前先问是谁。`,
  delivered: () => '东西齐不齐？齐了请点“齐了”，有问题就打给社区。',
  confirmed: () => '谢谢您告诉我们。',
  unanswered: () => '送到后没收到您的回话。齐了请点“齐了”，有问题就打给社区。',
  withdrawn: ({ taken }) => (taken ? '已取消，接手的人也知道了。' : '已取消，不会有人来了。'),
}

export const teamHint: Hints = {
  ...askerHint,
  open: ({ dueAt, now, late }) =>
    late || !dueAt ? '等久了，请优先看看。' : `${sayTime(dueAt, now)}前要有人接。`,
  claimed: ({ dueAt, now }) => `请${dueAt ? `在${sayTime(dueAt, now)}前` : ''}定一位志愿者。`,
  assigned: ({ volunteer, dueAt, now }) => `等${volunteer}答应${dueAt ? `，到${sayTime(dueAt, now)}` : ''}。`,
  bought: ({ spentFen }) => `已买好，一共${sayFen(spentFen ?? 0)}。`,
  onTheWay: ({ volunteer }) => `${volunteer}在路上。`,
  delivered: () => '已送到，等居民回话。',
  confirmed: () => '居民说办好了，谢谢您。',
  unanswered: () => '居民一直没回话，社区会打电话问。',
  withdrawn: () => '居民已取消，不用去了。',
}

export const helperHint: Hints = {
  ...teamHint,
  assigned: ({ dueAt, now }) => `队长请您去。${dueAt ? `请在${sayTime(dueAt, now)}前` : '请'}回个话。`,
  accepted: () => '您答应了。办之前可以看门牌和电话。',
  onTheWay: () => '到了请先说自己是谁、替哪家来的。',
}

/** A lead whose team does not have it: whose it is, and nothing to do. */
const theirs = ({ team }: HintFacts) => `${team}接了，谢谢您。`
export const onlookerHint: Hints = {
  ...teamHint,
  claimed: theirs,
  assigned: theirs,
  accepted: theirs,
  bought: theirs,
  onTheWay: theirs,
  delivered: theirs,
}
