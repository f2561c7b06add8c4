/** The states of a request, who may move it from one to another, and when: one table for screen, server and database. */
import { choice, states, type Code } from '../choice.ts'
import { absent, all, any, below, is, lifecycle, not } from '../lifecycle.ts'

/** Whom a request that nobody takes is brought to, one after another. */
export const helpRings = ['near', 'building', 'all', 'grid', 'staff'] as const
const lastByClock = helpRings.indexOf('grid')

/**
 * `open`: somebody still has to do something. `inHand`: a team has it. `underWay`: a volunteer has said yes and has not
 * finished, the time in which a door and a phone number are needed.
 */
export const helpStates = states({
  open: { name: '等人接', tone: 'waiting', group: 'open' },
  offered: { name: '等队回话', tone: 'waiting', group: 'open' },
  claimed: { name: '有人接了', tone: 'waiting', group: ['open', 'inHand'] },
  assigned: { name: '正在定人', tone: 'waiting', group: ['open', 'inHand'] },
  accepted: { name: '已安排人', tone: 'waiting', group: ['open', 'inHand', 'underWay'] },
  bought: { name: '买好了', tone: 'waiting', group: ['open', 'inHand', 'underWay'] },
  onTheWay: { name: '在路上', tone: 'waiting', group: ['open', 'inHand', 'underWay'] },
  delivered: { name: '送到了', tone: 'waiting', group: ['open', 'inHand'] },
  withStaff: { name: '社区在办', tone: 'waiting', group: 'open' },
  confirmed: { name: '办好了', tone: 'ended' },
  unanswered: { name: '未回复', tone: 'ended' },
  failed: { name: '没办成', tone: 'ended' },
  withdrawn: { name: '已取消', tone: 'ended' },
})
export type HelpState = Code<typeof helpStates>

/** Why a team that was asked does not take it. */
export const notNowReasons = choice({
  nobodyFree: '队里没人有空',
  tooFar: '太远了',
  notOurs: '不归我们队办',
})
const other = { other: '别的原因' }
export const releaseReasons = choice({ ...notNowReasons.text, ...other })
const hindrances = { outOfStock: '店里没货', noAnswer: '敲门没人应' }
export const declineReasons = choice({
  noTime: '这会儿没空',
  unwell: '身体不舒服',
  tooHeavy: '太重了，拿不动',
  ...hindrances,
  ...other,
})
export const withdrawReasons = choice({
  solved: '已经办好了',
  notNeeded: '不需要了',
  mistake: '点错了',
  ...other,
})
export const failReasons = choice({
  noAnswer: hindrances.noAnswer,
  leftAtDoor: '没人应门，东西放门口了',
  outOfStock: hindrances.outOfStock,
  couldNotCome: '志愿者来不了',
  wrongAddress: '地址不对',
  ...other,
})
export const problemReasons = choice({
  missing: '少了东西',
  wrong: '东西不对',
  money: '钱不对',
  notHere: '没送到',
  ...other,
})
/** Said once, so that the right person comes. */
export const helpRisks = choice({
  dog: '家里有狗',
  infection: '有人感冒或传染病',
  heavy: '东西重',
  stairs: '要爬楼',
})
/** What can be sent to the volunteer on the way, without either seeing the other's phone. */
export const askerWords = choice({
  wait: '我晚一点到家，请等我十分钟',
  door: '不方便开门，请放在门口',
  knock: '门铃不响，请敲门',
})
export const ratings = choice({ good: '很好', fair: '还行', poor: '不太好' })

/** What the rules judge of a request. */
export interface HelpFields {
  /** Something is bought, so money is involved. */
  readonly buys: boolean
  /** Life or home is at risk: never left to volunteers. */
  readonly danger: boolean
  /** The person it is for. */
  readonly asker: string
  /** The grid of the building. */
  readonly grid?: string | undefined
  /** How far it has been brought, an index of `helpRings`. */
  readonly ring: number
  /** 派单: the team that staff have asked; others wait until it has answered. */
  readonly offeredTo?: string | undefined
  readonly offeredToName?: string | undefined
  readonly team?: string | undefined
  readonly teamName?: string | undefined
  /** The lead who took it. */
  readonly claimedBy?: string | undefined
  readonly volunteer?: string | undefined
  readonly volunteerName?: string | undefined
  /** About when the volunteer means to be there. */
  readonly comesAt?: string | undefined
  /** Who of the community follows it in person. */
  readonly staff?: string | undefined
  readonly staffName?: string | undefined
  readonly spentFen?: number | undefined
  /** Photos of what was paid: files. */
  readonly receipts?: readonly string[] | undefined
  /** Why it was not done. */
  readonly failReason?: Code<typeof failReasons> | undefined
  /** What the asker says they gave back. */
  readonly paidFen?: number | undefined
  /** Money that staff have to put right. */
  readonly moneyOpen?: true | undefined
  /** The volunteer has asked whether something else will do, and waits for the answer. */
  readonly swapOpen?: true | undefined
}

/** States in which a volunteer's answer, or the goods, are waited for. */
const awaited = ['assigned', ...helpStates.groups.underWay] as const
const ofTeam = { scope: 'team' } as const
const helper = { person: 'volunteer', scope: 'team' } as const
const helperUnderWay = { ...helper, when: is('state', ...helpStates.groups.underWay) } as const
const offeredLead = { scope: 'offeredTo' } as const
const ofGrid = { scope: 'grid' } as const
/** Staff, or a grid worker, who follow it in person. */
const carer = { person: 'staff', when: is('state', 'withStaff') } as const
const carerOfGrid = { ...carer, scope: 'grid' } as const
/** The one who brought it does not say that it was brought. */
const asker = { person: 'asker', except: ['volunteer', 'staff'] } as const
const otherStaff = { except: ['volunteer', 'staff'] } as const
const moneyOpen = is('moneyOpen', true)
const offerGone = ['offeredTo', 'offeredToName'] as const
const volunteerGone = ['volunteer', 'volunteerName', 'comesAt'] as const
const staffGone = ['staff', 'staffName'] as const
const moneyGone = ['spentFen', 'receipts'] as const
const teamGone = [...offerGone, 'team', 'teamName', 'claimedBy', ...moneyGone, ...volunteerGone] as const

export const helpLife = lifecycle<HelpFields>()(
  helpStates,
  {
    /** 派单: nobody can be ordered, only asked first. */
    offer: { from: ['open'], to: 'offered', by: { communityStaff: 'community', gridWorker: ofGrid } },
    claim: {
      from: ['open', 'offered'],
      to: 'claimed',
      by: { teamLead: [{ when: is('state', 'open') }, offeredLead] },
      clears: offerGone,
    },
    /** The team gives it back; staff do so for a team that does not move, and for what they had taken on. */
    release: {
      from: ['claimed', 'assigned', 'accepted', 'bought', 'onTheWay', 'withStaff'],
      to: 'open',
      by: {
        teamLead: { ...ofTeam, when: is('state', ...helpStates.groups.inHand) },
        communityStaff: 'community',
        gridWorker: carerOfGrid,
      },
      where: any<'state' | 'danger'>(not(is('state', 'withStaff')), is('danger', false)),
      clears: [...teamGone, ...staffGone],
    },
    assign: {
      from: ['claimed', 'assigned', 'accepted'],
      to: 'assigned',
      by: { teamLead: ofTeam },
      clears: volunteerGone,
    },
    accept: { from: ['assigned'], to: 'accepted', by: { volunteer: helper } },
    /** The volunteer cannot, or can no longer: the lead finds another way. A team that was asked says no. */
    decline: {
      from: ['offered', 'assigned', 'accepted', 'bought', 'onTheWay'],
      to: after => (after.team ? 'claimed' : 'open'),
      by: { volunteer: helper, teamLead: offeredLead },
      clears: [...moneyGone, ...volunteerGone, ...offerGone],
    },
    /** Said again, it corrects the amount. */
    bought: {
      from: ['accepted', 'bought'],
      to: 'bought',
      by: { volunteer: helper },
      where: is('buys', true),
    },
    start: {
      from: ['accepted', 'bought'],
      to: 'onTheWay',
      by: { volunteer: helper },
      where: any<'state' | 'buys'>(is('state', 'bought'), is('buys', false)),
    },
    deliver: {
      from: ['onTheWay', 'withStaff'],
      to: 'delivered',
      by: { volunteer: helperUnderWay, communityStaff: carer, gridWorker: carerOfGrid },
    },
    /** What was left at the door has been found there after all. */
    confirm: {
      from: ['delivered', 'unanswered', 'failed'],
      to: 'confirmed',
      by: { resident: asker, communityStaff: otherStaff },
      where: any<'state' | 'failReason'>(not(is('state', 'failed')), is('failReason', 'leftAtDoor')),
    },
    /** Something is missing, wrong or has not come at all: staff look into it, and who brought it stays named. */
    problem: {
      from: ['delivered', 'unanswered'],
      to: 'withStaff',
      by: { resident: { person: 'asker' }, communityStaff: 'community' },
    },
    /** Honestly not done, and why. */
    fail: {
      from: ['open', 'claimed', 'assigned', 'accepted', 'bought', 'onTheWay', 'withStaff'],
      to: 'failed',
      by: {
        volunteer: helperUnderWay,
        teamLead: { ...ofTeam, when: is('state', ...helpStates.groups.inHand) },
        communityStaff: 'community',
        gridWorker: carerOfGrid,
      },
      clears: moneyGone,
    },
    /** In one tap. */
    reopen: {
      from: ['failed', 'unanswered'],
      to: after => (after.danger ? 'withStaff' : 'open'),
      by: { resident: { person: 'asker' }, communityStaff: 'community' },
      clears: [...teamGone, ...staffGone],
    },
    withdraw: {
      from: ['open', 'offered', 'claimed', 'assigned', 'accepted', 'withStaff'],
      to: 'withdrawn',
      by: { resident: { person: 'asker' }, communityStaff: 'community' },
      where: absent('spentFen'),
    },
    /** In danger still: said once more, it stays where it is. */
    call: {
      from: ['withStaff'],
      by: { resident: { person: 'asker' }, communityStaff: 'community' },
      where: is('danger', true),
    },
    /** In danger after all. */
    callAnew: {
      from: ['withdrawn'],
      to: 'withStaff',
      by: { resident: { person: 'asker' }, communityStaff: 'community' },
      where: is('danger', true),
      clears: staffGone,
    },
    /** Someone of the community does it in person. */
    takeOver: {
      from: ['open', 'offered', 'claimed', 'assigned', 'accepted', 'failed', 'unanswered', 'withStaff'],
      to: 'withStaff',
      by: {
        communityStaff: 'community',
        gridWorker: { ...ofGrid, when: is('state', 'open', 'offered', 'withStaff') },
      },
      clears: offerGone,
    },
    /** What was said on the phone and such; settles what stood on the staff's list. */
    note: { from: helpStates.codes, by: { communityStaff: 'community' } },
    rate: { from: ['confirmed', 'unanswered', 'failed'], by: { resident: asker } },
    /** Until something is bought, the asker may still put it another way. */
    change: {
      from: ['open', 'offered', 'claimed', 'assigned', 'accepted'],
      by: { resident: { person: 'asker' }, communityStaff: 'community' },
      where: all<'spentFen' | 'danger'>(absent('spentFen'), is('danger', false)),
    },
    /** 没有白菜，换菠菜？ */
    suggest: { from: ['accepted', 'bought'], by: { volunteer: helper }, where: is('buys', true) },
    answer: {
      from: ['accepted', 'bought'],
      by: { resident: { person: 'asker' }, communityStaff: 'community' },
      where: is('swapOpen', true),
    },
    /** A ready sentence to the volunteer who is coming. */
    say: {
      from: helpStates.groups.underWay,
      by: { resident: { person: 'asker', except: ['volunteer'] }, communityStaff: 'community' },
    },
    /** The volunteer puts a wrong amount right, as long as it is not settled. */
    correct: {
      from: ['delivered', 'unanswered', 'withStaff', 'confirmed', 'failed'],
      by: { volunteer: { ...helper, when: any<'state' | 'moneyOpen'>(is('state', 'delivered'), moneyOpen) } },
      where: is('buys', true),
    },
    /** Nobody has taken it yet: more people are told. */
    widen: { from: ['open'], by: { clock: true }, where: below('ring', lastByClock) },
    /** It takes too long: staff have it on their list, and it stays where it is. */
    escalate: { from: ['open', ...helpStates.groups.underWay, 'withStaff'], by: { clock: true } },
    /** The team named nobody, or the volunteer did not answer in time: others may have it again. */
    lapse: {
      from: ['offered', 'claimed', 'assigned'],
      to: 'open',
      by: { clock: true },
      clears: teamGone,
    },
    /** The asker kept silent; this is not satisfaction. */
    expire: { from: ['delivered'], to: 'unanswered', by: { clock: true } },
  },
  {
    rights: {
      /** Looking at door and phone. */
      reveal: {
        in: [...helpStates.groups.underWay, 'withStaff'],
        by: {
          volunteer: helperUnderWay,
          teamLead: { ...ofTeam, when: is('state', ...helpStates.groups.underWay) },
          gridWorker: carerOfGrid,
        },
      },
      /** The same for staff, who ring people when something does not move. */
      phone: {
        in: [...helpStates.groups.open, 'unanswered', 'failed', 'confirmed'],
        by: {
          communityStaff: { when: any<'state' | 'moneyOpen'>(not(is('state', 'confirmed')), moneyOpen) },
        },
      },
      /**
       * The volunteer's phone: for the lead and staff while an answer or the goods are waited for, for staff as long as
       * money is not settled.
       */
      callHelper: {
        in: helpStates.codes,
        by: {
          teamLead: { ...ofTeam, when: is('state', ...awaited) },
          communityStaff: { when: any<'state' | 'moneyOpen'>(is('state', ...awaited), moneyOpen) },
        },
      },
    },
    unit: { id: 'team', name: 'teamName' },
  },
)

export type HelpMove = keyof typeof helpLife.moves
export type HelpRight = keyof typeof helpLife.rights

/** More than this is a slip of the finger: nobody shops for a neighbour like that. */
export const mostSpentFen = 500_000

/** Questions about other goods in one request. */
export const mostSwaps = 20
