/** What the pages of visits have in common. */
import type { PairingRow } from '../../../shared/households/households.ts'
import {
  changeReasons,
  endReasons,
  nearness,
  pairingStates,
  restReasons,
  seats,
  tiers,
  tryReasons,
  visitFindings,
} from '../../../shared/households/life.ts'
import { onOf, plusDays, sayMonthDay, sayWeekday } from '../../../shared/time.ts'
import type { ListLine } from '../components/ListPage.tsx'
import { open } from '../platform/open.ts'

export const today = () => onOf(new Date().toISOString())
export const inDays = (days: number) => plusDays(today(), days)

/** 11月28日周六 */
export const sayDay = (on: string) => `${sayMonthDay(on)}${sayWeekday(on)}`

const sayLacks = ({ target, lacks = [] }: Pick<PairingRow, 'target' | 'lacks'>) =>
  lacks.length > 0 &&
  `缺${lacks.map(seat => (seat === 'second' && target === 'place' ? '民警' : seats.text[seat])).join('和')}`

/** A door, its groups and its day; nobody’s name. */
export const rowLine = (row: PairingRow): ListLine => {
  const {
    id,
    target,
    building = '',
    door,
    state,
    stateText,
    groups,
    tier,
    dueOn,
    near,
    visitedOn,
    soonBy,
  } = row
  const late = near === 'late'
  return {
    title: `${building}${door}`,
    badge:
      near && near !== 'ahead'
        ? [soonBy ? '有变化' : nearness.text[near], late || soonBy ? 'yours' : 'waiting']
        : [state === 'active' && tier ? tiers.text[tier] : stateText, pairingStates.tones[state]],
    tone: late ? 'warn' : undefined,
    hint: [
      target === 'place' ? '重点场所' : groups.map(({ name }) => name).join('、'),
      dueOn && near !== 'today' && `${sayDay(dueOn)}该去`,
      visitedOn && `上次${sayMonthDay(visitedOn)}`,
    ],
    strong: sayLacks(row),
    open: () => open('households/home', { id }),
  }
}

const moveDone: Readonly<Record<string, string>> = {
  listHome: '登记了',
  pair: '定了走访的人',
  visit: '去过了',
  tried: '没见着人',
  changed: '说有变化',
  amend: '改了记的',
  away: '说了离开的日子',
  cover: '安排了替的人',
  rest: '先停一停',
  back: '接着走访',
  end: '不再走访',
  forget: '注销了',
  remind: '到了日子',
  overdue: '过了日子',
}
const reasons: Readonly<Record<string, { readonly say: (code: string) => string }>> = {
  visit: visitFindings,
  tried: tryReasons,
  changed: changeReasons,
  rest: restReasons,
  end: endReasons,
}

/** What the clock looked at by itself is not told. */
export const sayMove = ({
  who,
  move,
  reason,
}: {
  readonly who: string
  readonly move: string
  readonly reason?: string | undefined
}) => {
  const done = moveDone[move]
  const why = reason && reasons[move]?.say(reason)
  return done && [who, done, why && `：${why}`].filter(Boolean).join('')
}
