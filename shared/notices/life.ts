/** 社区通知: what a notice is, and who may do what with it. */
import { choice, states, type Code } from '../choice.ts'
import { lifecycle } from '../lifecycle.ts'

export const noticeStates = states({
  up: { name: '在贴着', tone: 'waiting' },
  down: { name: '撤下了', tone: 'ended' },
})
export type NoticeState = Code<typeof noticeStates>

/** How a home came to know: by its own tap, or told by somebody who works here. */
export const heardWays = choice({
  app: '手机上点的',
  phone: '打过电话',
  paper: '纸上签了字',
  inPerson: '当面说了',
})
export type HeardWay = Code<typeof heardWays>
export const toldWays = choice({
  phone: heardWays.text.phone,
  paper: heardWays.text.paper,
  inPerson: heardWays.text.inPerson,
})

/** Those who go through the doors of a building, or ring them. */
const by = { communityStaff: 'community', gridWorker: 'community', buildingHelper: 'community' } as const

export const noticeLife = lifecycle<object>()(
  noticeStates,
  {
    /** By staff; by the clock when its last day is over. */
    takeDown: { from: ['up'], to: 'down', by: { communityStaff: 'community', clock: true } },
    /** 贴楼道了, of one building. */
    posted: { from: ['up'], by },
  },
  {
    rights: {
      /** 知道了, of one home; who stands for a resident says it as one. */
      know: { in: ['up'], by: { ...by, resident: 'community' } },
      /** Which homes have not heard, to be rung or walked; late signatures are noted after it is down as well. */
      unheard: { in: [...noticeStates.codes], by },
      ring: { in: ['up'], by: { communityStaff: 'community' } },
    },
  },
)
