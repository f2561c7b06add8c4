/**
 * 二对一帮扶: two named people know a household in need, or a place to be watched, and one of them goes before it is too long.
 * A day that has passed closes nothing: the visit can still be noted.
 */
import { choice, states, type Code } from '../choice.ts'
import { is, lifecycle } from '../lifecycle.ts'

export const pairingStates = states({
  listed: { name: '还没结对', tone: 'waiting', group: ['open'] },
  active: { name: '结对中', tone: 'waiting', group: ['open'] },
  resting: { name: '先停一停', tone: 'waiting', group: ['open'] },
  ended: { name: '不再走访', tone: 'ended' },
})
export type PairingState = Code<typeof pairingStates>

/** A household, or a place (重点联管), of which no person is kept. */
export const targets = choice({ home: '一户人家', place: '一处地方' })
export const tiers = choice({ weekly: '每周', monthly: '每月', quarterly: '每季' })
export type Tier = Code<typeof tiers>
/** On what it rests: somebody of the household has said yes, or the law makes it a duty. */
export const bases = choice({ self: '本人同意', family: '家人同意', duty: '职责要求' })
export const consentWays = choice({ spoken: '当面说的', phone: '电话里说的', paper: '签了字' })

/** How it stands with the next visit. */
export const nearness = choice({ late: '晚了', today: '今天', window: '这几天', ahead: '还早' })

export const visitWays = choice({ door: '上门', phone: '打电话', seen: '在外面见到' })
export const visitFindings = choice({ fine: '都好', changed: '有变化', needsHelp: '要帮忙' })
export const tryReasons = choice({ notHome: '没人在家', refused: '不让进门', other: '别的原因' })
export const changeReasons = choice({
  discharged: '出院回家了',
  ill: '病了、摔了',
  bereaved: '家里有人过世',
  alone: '照顾的人走了',
  other: '别的变化',
})
export const restReasons = choice({
  hospital: '住院了',
  family: '住到亲戚家了',
  wish: '近期不用来',
  other: '别的原因',
})
export const endReasons = choice({
  declined: '不用来了',
  better: '情况好转了',
  moved: '搬走了',
  institution: '住进养老院了',
  died: '过世了',
  other: '别的原因',
})

/** The two who go: of a home its grid worker and a Party member, of a place the grid worker and the police. */
export const seats = choice({ helper: '网格员', second: '党员' })
export type Seat = Code<typeof seats>
export const seatRoles = {
  home: { helper: 'gridWorker', second: 'partyMember' },
  place: { helper: 'gridWorker', second: 'policeOfficer' },
} as const
/** Who can go in the place of one of them for a while. */
export const coverRoles = ['gridWorker', 'partyMember', 'buildingHelper', 'policeOfficer'] as const

/** What the rules judge. */
export interface PairingRules {
  readonly target: Code<typeof targets>
  readonly grid?: string | undefined
  /** Of a home, whom one goes to see, as far as they are known here. */
  readonly resident?: string | undefined
  readonly listedBy: string
  readonly helper?: string | undefined
  readonly second?: string | undefined
  readonly cover?: string | undefined
}

const community = { communityStaff: 'community' } as const
const covers = { person: 'cover' } as const
const pair = {
  gridWorker: [{ person: 'helper' }, covers],
  partyMember: [{ person: 'second' }, covers],
  policeOfficer: [{ person: 'second' }, covers],
  buildingHelper: covers,
} as const
const goes = { ...pair, ...community } as const
const lister = { person: 'listedBy', when: is('state', 'listed') } as const
const own = { resident: { person: 'resident' } } as const
/** The two themselves, who know how long they are away. */
const theTwo = {
  gridWorker: { person: 'helper' },
  partyMember: { person: 'second' },
  policeOfficer: { person: 'second' },
  ...community,
} as const
const open = pairingStates.groups.open

export const pairingLife = lifecycle<PairingRules>()(
  pairingStates,
  {
    pair: { from: ['listed', 'active'], to: 'active', by: community },
    visit: { from: ['active'], by: goes },
    tried: { from: ['active'], by: goes },
    /** They came out of hospital, somebody died: the two go within a day. */
    changed: { from: open, by: { ...goes, ...own } },
    /** What is known of it is put right; before it is paired also by who listed it. */
    amend: { from: open, by: { ...goes, gridWorker: [...pair.gridWorker, lister] } },
    away: { from: ['active'], by: theTwo },
    cover: { from: ['active'], by: theTwo },
    rest: { from: ['active'], to: 'resting', by: { ...goes, ...own } },
    back: { from: ['resting'], to: 'active', by: { ...goes, ...own, clock: true } },
    end: { from: open, to: 'ended', by: { ...community, ...own } },
    /** The day comes near, and then has passed; the street is never told. */
    remind: { from: ['active'], by: { clock: true } },
    overdue: { from: ['active'], by: { clock: true } },
    /** Somebody's leave begins or ends, or a helper may be one no longer. */
    check: { from: ['active', 'resting'], by: { clock: true } },
    /** Whom one went to see has had their data taken away. */
    forget: { from: open, to: 'ended', by: { clock: true }, where: is('target', 'home') },
  },
  {
    rights: {
      /** What is known of the home: the look is on record. */
      know: {
        in: [...pairingStates.codes],
        by: { ...goes, gridWorker: [...pair.gridWorker, lister] },
      },
      /** The other of the two, for those who go and for whom they go to. */
      callHelpers: { in: ['active', 'resting'], by: { ...goes, ...own } },
    },
  },
)
export type PairingMove = keyof typeof pairingLife.moves
