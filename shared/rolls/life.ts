/** A roll: called once, answered and marked home by home, closed by staff. */
import { choice, states, type Code } from '../choice.ts'
import { lifecycle } from '../lifecycle.ts'

export const rollStates = states({
  open: { name: '正在点名', tone: 'waiting' },
  closed: { name: '点完了', tone: 'ended' },
})
export type RollState = Code<typeof rollStates>

export const rollReasons = choice({
  rain: '暴雨',
  wind: '大风',
  snow: '大雪',
  heat: '高温',
  outage: '停水停电',
  gas: '燃气险情',
  fire: '火情',
  quake: '地震',
  drill: '演练',
  other: '紧急情况',
})
export type RollReason = Code<typeof rollReasons>

/** Who is asked. */
export const rollAsks = choice({ everyone: '每一户', inNeed: '只点民情图上的' })

/** What is known of a home. Whom nobody has found is still left. */
export const said = choice({ fine: '没事', needsHelp: '要帮', away: '不在家', notReached: '没找到' })
export type Said = Code<typeof said>
/** What people say of their own home. */
export const ownWords = choice({
  fine: said.text.fine,
  needsHelp: said.text.needsHelp,
  away: said.text.away,
})

/** How it was learned: from themselves, or by whom of the community it was noted. */
export const markHows = choice({ phone: '打电话', door: '上门', paper: '纸上' })
export const hows = choice({ self: '自己报的', family: '家人报的', ...markHows.text })
export type How = Code<typeof hows>

/** What they need; it becomes a request for help of this kind. */
export const needs = choice({ danger: '有危险', urgent: '家里急事', other: '别的事' })
export type Need = Code<typeof needs>

/** What the rules judge of a roll. */
export interface RollFields {
  readonly reason: RollReason
}

/** Of which buildings is the handler's to say: a roll is of many. */
const walkers = {
  communityStaff: 'community',
  gridWorker: 'community',
  buildingHelper: 'community',
} as const

export const rollLife = lifecycle<RollFields>()(
  rollStates,
  { close: { from: ['open'], to: 'closed', by: { communityStaff: 'community' } } },
  {
    rights: {
      answer: { in: ['open'], by: { resident: 'community' } },
      mark: { in: ['open'], by: walkers },
      /** The list of a building, and on paper. */
      list: { in: ['open', 'closed'], by: walkers },
    },
  },
)
