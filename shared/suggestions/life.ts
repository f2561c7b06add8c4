/** A thought said anywhere gets an owner, an answer and, if it is adopted, a result. One idea, one life. */
import { choice, states, type Code } from '../choice.ts'
import { absent, lifecycle } from '../lifecycle.ts'

export const ideaStates = states({
  open: { name: '等回音', tone: 'waiting' },
  agenda: { name: '开会商量', tone: 'waiting' },
  doing: { name: '采纳了，在办', tone: 'waiting' },
  done: { name: '办成了', tone: 'ended' },
  refused: { name: '没采纳', tone: 'ended' },
  deferred: { name: '先放一放', tone: 'waiting' },
  withdrawn: { name: '收回了', tone: 'ended' },
})
export type IdeaState = Code<typeof ideaStates>

export const themes = choice({
  environment: '环境卫生',
  parking: '停车出行',
  safety: '安全',
  facilities: '设施维修',
  services: '服务办事',
  culture: '文体活动',
  other: '别的',
})
export type Theme = Code<typeof themes>

/** Why not; where else to go is said beside it. */
export const refuseReasons = choice({
  notOurs: '不归社区管',
  already: '已经在做了',
  noMoney: '没有这笔钱',
  notAllowed: '规定不允许',
  others: '会影响别的邻居',
  other: '别的原因',
})
export type RefuseReason = Code<typeof refuseReasons>

/** What the rules judge. */
export interface IdeaRules {
  /** Who said it; absent: nobody signed. */
  readonly sayer?: string | undefined
  /** Of the staff, who answers for it. */
  readonly owner?: string | undefined
  readonly extendedAt?: string | undefined
  readonly reopenedAt?: string | undefined
}

const staff = { communityStaff: 'community' } as const
const owner = { communityStaff: { person: 'owner' } } as const
const sayer = { resident: { person: 'sayer' } } as const

export const ideaLife = lifecycle<IdeaRules>()(ideaStates, {
  /** Somebody of the staff answers for it from now on. */
  take: { from: ['open', 'agenda', 'deferred', 'doing'], by: staff },
  support: { from: ['open', 'agenda', 'doing', 'deferred'], by: { resident: { except: ['sayer'] } } },
  /** With a plan, a day, and who answers for it. */
  adopt: { from: ['open', 'agenda'], to: 'doing', by: staff, clears: ['extendedAt'] },
  refuse: { from: ['open', 'agenda', 'deferred'], to: 'refused', by: staff },
  /** It comes before the next meeting. */
  putOn: { from: ['open', 'deferred'], to: 'agenda', by: staff },
  takeOff: { from: ['agenda'], to: 'open', by: staff },
  /** Not now: on that day somebody looks again. */
  defer: { from: ['open', 'agenda'], to: 'deferred', by: staff },
  finish: { from: ['doing'], to: 'done', by: owner },
  extend: { from: ['doing'], by: owner, where: absent('extendedAt') },
  reopen: {
    from: ['done', 'refused'],
    to: 'open',
    by: { ...sayer, ...staff },
    where: absent('reopenedAt'),
  },
  withdraw: { from: ['open', 'agenda', 'deferred'], to: 'withdrawn', by: sayer },
  /** In words that staff have read over it stands on the wall, or no longer. */
  show: { from: [...ideaStates.codes], by: staff },
  /** Nobody has answered, it is not done by its day, or its day to look again has come. */
  remind: { from: ['open', 'agenda', 'doing', 'deferred'], by: { clock: true } },
})
export type IdeaMove = keyof typeof ideaLife.moves

// ---- 流动党员 ----

export const stayStates = states({
  here: { name: '在这里', tone: 'waiting' },
  left: { name: '走了', tone: 'ended' },
})

export interface StayRules {
  readonly person: string
}

export const stayLife = lifecycle<StayRules>()(stayStates, {
  leave: {
    from: ['here'],
    to: 'left',
    by: {
      resident: { person: 'person' },
      volunteer: { person: 'person' },
      partyMember: { person: 'person' },
      communityStaff: 'community',
      clock: true,
    },
  },
})
