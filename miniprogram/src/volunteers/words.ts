/** What the pages of 志愿 say in several places. */
import type { Reply } from '../../../shared/contract.ts'
import { skills as allSkills } from '../../../shared/modules/manifests.ts'
import { clockOf, sayMinutes } from '../../../shared/time.ts'
import type { volunteers } from '../../../shared/volunteers/volunteers.ts'
import type { RecordReply, RecordState, StintReply } from '../../../shared/volunteers/hours.ts'
import type { ShiftReply } from '../../../shared/volunteers/shifts.ts'
import { membershipStates, type LeftReason, type MembershipState } from '../../../shared/volunteers/teams.ts'
import type { Tone } from '../components/StateBadge.tsx'

type TeamLine = Reply<typeof volunteers.teams>['items'][number]

/** How one stands with a team, where only the state is known. */
export const sayMembership = (state: MembershipState): readonly [text: string, tone: Tone] => [
  membershipStates.text[state],
  // Green is for those who are in it.
  membershipStates.isIn(state, 'out') ? 'waiting' : membershipStates.tones[state],
]

/** 招人, 满了·3人排队, … */
export const sayRoom = ({ takesOn, members, most, waiting }: TeamLine) => {
  if (!takesOn) return '暂不招人'
  if (members < most) return '招人'
  return waiting > 0 ? `满了·${waiting}人排队` : '满了·可排队'
}

const numbered = /^(\d+)号楼$/

/** 1–6号楼、28号楼: numbers that follow each other are drawn together. */
export const sayBuildings = (buildings: readonly string[]) => {
  if (buildings.length === 0) return '全小区'
  const numbers = buildings
    .flatMap(name => numbered.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b)
  const runs: [from: number, to: number][] = []
  for (const number of numbers) {
    const last = runs[runs.length - 1]
    if (last && number === last[1] + 1) last[1] = number
    else runs.push([number, number])
  }
  return [
    ...runs.map(([from, to]) => (from === to ? `${from}号楼` : `${from}–${to}号楼`)),
    ...buildings.filter(name => !numbered.test(name)),
  ].join('、')
}

/** What a team is for. */
export const saySkills = (skills: readonly string[]) =>
  [...new Set(skills.map(skill => allSkills.say(skill)))].join('、')

/** For the timeline: 队长 同意了。 */
export const membershipDone: Readonly<Record<string, string>> = {
  apply: '报了名',
  approve: '同意了',
  decline: '没收下',
  add: '请进队',
  promote: '空出位子，先留着问一声',
  confirmPlace: '说要这个位子',
  leave: '退出了',
  lapse: '没等到回话，位子给了下一位',
  escalate: '等久了，已告诉社区',
}
/** To the queue first, to the team at once: what the lead’s yes came to. */
export const approvedToQueue = '同意了，先排队'

/** What somebody says who goes. */
export const ownLeaving = ['noTime', 'unwell', 'moved', 'other'] as const satisfies readonly LeftReason[]

/** What it is called to go, by how far one is; its button, the question, the way back. */
export const leaving: Readonly<
  Partial<Record<MembershipState, readonly [go: string, why: string, stay: string]>>
> = {
  applied: ['不报名了', '为什么不报名了？', '还是要报'],
  waitlisted: ['不排了', '为什么不排了？', '接着排'],
  promoted: ['不去了', '为什么不去了？', '我再想想'],
  approved: ['退出这个队', '为什么要退出？', '不退了'],
}

/** How one stands with a shift; over or called off, only whether one was there. */
export const sayStanding = ({
  mine,
  state,
}: Pick<ShiftReply, 'mine' | 'state'>): readonly [text: string, tone: Tone] | undefined => {
  if (!mine) return undefined
  if (mine.noShow) return ['记了没来', 'late']
  if (mine.outAt) return ['来过了', 'ended']
  if (mine.inAt) return ['已签到', 'ended']
  if (state !== 'open') return undefined
  if (mine.place === 'held') return ['有位子了', 'yours']
  return mine.place === 'seated'
    ? ['您去', 'ended']
    : [mine.position ? `排第${mine.position}` : '在排队', 'waiting']
}

export const recordTones: Readonly<Record<RecordState, Tone>> = {
  issued: 'waiting',
  asked: 'waiting',
  refused: 'late',
  sealed: 'ended',
}

/** 3小时，2次 */
export const sayServed = (minutes: number, times: number) => `${sayMinutes(minutes)}，${times}次`

type Correction = StintReply['corrections'][number]
/** Who did what; its reason stands beside it. */
export const sayCorrection = ({ name, before, after, wentAt }: Correction) =>
  wentAt
    ? `${name}补了签退，${clockOf(wentAt)}走的，记${sayMinutes(after)}`
    : `${name}把${sayMinutes(before)}改成${sayMinutes(after)}`

/** What else the team has at that time. */
export const sayBeside = (beside: readonly { readonly title: string }[]) =>
  `同一时间，队里还有${beside.map(({ title }) => `“${title}”`).join('、')}。`

/** Of a sheet that says another sum than was served; `redo`: who makes it anew. */
export const sayOutdated = ({ minutes, nowMinutes }: RecordReply, redo: string, lacks = '') => {
  if (nowMinutes === undefined) return undefined
  const now = `现在是${sayMinutes(nowMinutes)}。`
  return nowMinutes < minutes
    ? `已有更正，${now}${lacks}${redo}。`
    : `开单以后时长多了，${now}要算上，${redo}。`
}

// ---- to leads and staff ----

/** What a lead can say; the others come of themselves. */
export const offListReasons = [
  'noTime',
  'moved',
  'unwell',
  'notComing',
  'other',
] as const satisfies readonly LeftReason[]

export const words = {
  scan: '扫码签到',
  hours: '我的服务时长',
  close: '关上',
  staffOnly: '这里由社区工作者来办。',
  leadOnly: '这里由队长和社区工作者来办。',
  next: (position: number) => `第${position}位`,
  rollTitle: '签到',
  groups: { expected: '还没到', here: '在这里', gone: '走了', absent: '没来', waiting: '排队的' },
  cameAt: '几点来的',
  teamHours: '队里的时数',
  changeTeam: '改队的情况',
  sum: (times: number, minutes: string) => `${times}次，一共${minutes}`,
  whyNoSeal: '为什么盖不了？',
} as const
