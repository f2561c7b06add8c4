/** What people read of teams, shifts and hours: the state in a few characters, and what comes next. */
import { leadOf } from '../../shared/contract.ts'
import { plusMinutes, sayClocks, sayMinutes, sayMonthDay, sayTime, sayWeekday } from '../../shared/time.ts'
import type { Standing } from '../../shared/places.ts'
import { cancelReasons, shiftStates } from '../../shared/volunteers/shifts.ts'
import type { MembershipState } from '../../shared/volunteers/teams.ts'
import type { Stint } from './hours-store.ts'
import type { Shift } from './shifts-store.ts'

/** Why it did not come about, to the one it is about, and where else to go. */
export const declinedText: Readonly<Record<string, string>> = {
  full: '队里人满了。可以看看别的队，或过阵子再报。',
  otherTeam: '队长觉得别的队更合适，请看看别的队，或打给社区问问。',
  notSuited: '这个队的活这阵子不太合适，请看看别的队，或打给社区问问。',
  notReached: '队长没联系上您。还想来，请再报一次。',
  other: '这次没加上。可以看看别的队，或打给社区问问。',
}
export const leftText: Readonly<Record<string, string>> = {
  silent: '给您留的位子到时候没等到回话，已经问下一位。还想来，请再报一次。',
  ended: '一年到了，没有续。还想来，请再报一次。',
  other: '您已不在这个队。想回来，请再报一次。',
}

export const membershipHint = (
  state: MembershipState,
  facts: {
    readonly now: string
    readonly mine: boolean
    readonly position?: number | undefined
    readonly confirmBy?: string | undefined
    readonly dueAt?: string | undefined
    readonly reason?: string | undefined
    /** When and where the team usually meets. */
    readonly meets?: string | undefined
  },
): string => {
  const { now, mine, position, confirmBy, dueAt, meets, reason = 'other' } = facts
  switch (state) {
    case 'applied':
      return mine
        ? `已告诉队长。${dueAt ? `${sayTime(dueAt, now)}前给您回话。` : '会给您回话。'}`
        : '请看看合不合适，回个话。'
    case 'waitlisted':
      return `队里人满了，排第${position ?? 1}。有空位先问${mine ? '您' : '这位'}。`
    case 'promoted':
      return mine
        ? `给您留着位子，${confirmBy ? `${sayTime(confirmBy, now)}前` : '请'}回个话。`
        : '有位子了，等本人回话。'
    case 'approved':
      return mine
        ? `您是队里的人了。${meets ? `平时：${meets}。` : ''}有班次和活，会在这里告诉您。`
        : '已在队里。'
    case 'declined':
      return mine ? (declinedText[reason] ?? declinedText.other!) : '没加入。'
    case 'left':
      return mine ? (leftText[reason] ?? leftText.other!) : '已不在队里。'
  }
}

/** 11月24日 周二 09:00–11:00 */
export const sayWhen = (startsAt: string, endsAt: string) =>
  `${sayMonthDay(startsAt)} ${sayWeekday(startsAt)} ${sayClocks(startsAt, endsAt)}`

interface ShiftFacts {
  readonly now: string
  readonly shift: Shift
  readonly standing: Standing | undefined
  readonly stint: Stint | undefined
  /** Places nobody has. */
  readonly free: number
}

/** 还有3个位子, 正在进行, … */
export const shiftText = ({ now, shift, free }: ShiftFacts) => {
  if (shift.state !== 'open') return shiftStates.text[shift.state]
  if (now >= shift.endsAt) return '结束了'
  if (now >= shift.startsAt) return '正在进行'
  return free ? `还有${free}个位子` : '位子满了'
}

export const shiftHint = ({ now, shift, standing, stint, free }: ShiftFacts) => {
  if (shift.state === 'cancelled') return `这一班取消了：${cancelReasons.text[shift.reason ?? 'other']}。`
  if (stint?.state === 'noShow') return `记的是没来。不对的话，请跟${leadOf(shift.teamName)}说一声。`
  if (stint?.state === 'done') return `您这次服务了${sayMinutes(stint.minutes)}，谢谢您。`
  if (stint?.state === 'in') return '您签到了。走的时候点“签退”，时长才算数。'
  if (standing?.place === 'held')
    return `有位子了，给您留到${sayTime(standing.until, now)}。来不来，请回个话。`
  if (standing?.place === 'waiting') return `位子满了，您排第${standing.position}。有空位先问您。`
  if (standing?.place === 'seated')
    return now >= plusMinutes(shift.startsAt, -60)
      ? `到了就签到：扫${leadOf(shift.teamName)}的码，或填六位数字。`
      : `您报上名了。到时候找${leadOf(shift.teamName)}签到。`
  if (shift.state === 'ended' || now >= shift.endsAt) return '这一班结束了。'
  return free ? '能来就点“我去”。' : '位子满了，可以先排队，有空位先问您。'
}
