/** The states of a hazard, who may move it from one to another, and when: one table for screen, server and database. */
import { choice, states, type Code } from '../choice.ts'
import { roles, type Role } from '../contract.ts'
import { absent, is, lifecycle, type Tie } from '../lifecycle.ts'

export const hazardKinds = choice({
  light: '路灯楼道灯',
  clutter: '楼道堆物',
  ebike: '电动车进楼',
  fire: '消防设施',
  wall: '墙皮、坠物',
  rail: '扶手护栏',
  road: '路面井盖',
  water: '漏水积水',
  wire: '电线电箱',
  lift: '电梯',
  rubbish: '垃圾脏乱',
  tree: '树木',
  other: '别的',
})
export type HazardKind = Code<typeof hazardKinds>

/** Within how long it is to be handled. */
export const severities = choice({ danger: '有危险', soon: '要尽快', usual: '一般', works: '要施工' })
export type Severity = Code<typeof severities>

/** Who has it. */
export const addressees = choice({ firm: '物业', department: '部门', self: '社区自己' })

/** `open`: somebody still has to do something. `mended`: somebody says that it is. */
export const hazardStates = states({
  reported: { name: '等社区看', tone: 'waiting', group: 'open' },
  dispatched: { name: '有人在办', tone: 'waiting', group: 'open' },
  handled: { name: '等人核', tone: 'waiting', group: ['open', 'mended'] },
  closed: { name: '修好了', tone: 'ended', group: 'mended' },
  refused: { name: '办不了', tone: 'ended' },
  turned: { name: '转别处办', tone: 'ended' },
  withdrawn: { name: '撤回了', tone: 'ended' },
})
export type HazardState = Code<typeof hazardStates>

export const sendBackReasons = choice({
  notOurs: '不归我们管',
  needsMoney: '要先筹钱',
  needsPermit: '要先审批',
})
export const extendReasons = choice({
  needsMoney: '钱还没到位',
  needsPermit: '等审批',
  needsParts: '等材料',
  weather: '等天气',
  other: '别的原因',
})
export const refuseReasons = choice({
  notOurs: '不归社区管',
  willNotBeDone: '暂时不会办',
  notFound: '去看了，没找到',
  private: '自己家里的事',
})

/** What the rules judge of a hazard. */
export interface HazardFields {
  readonly reporter: string
  /** Ids of the building and its grid; none: somewhere in the estate. */
  readonly place?: string | undefined
  readonly grid?: string | undefined
  readonly severity?: Severity | undefined
  readonly toKind?: Code<typeof addressees> | undefined
  /** The firm or the department. */
  readonly to?: string | undefined
  readonly toName?: string | undefined
  /** Nobody of it has an account: staff ring them and note what they say. */
  readonly byStaff?: true | undefined
  /** The day it was put off to, and why. */
  readonly extendedTo?: string | undefined
  readonly extendReason?: Code<typeof extendReasons> | undefined
  /** Who handled it themselves. */
  readonly handler?: string | undefined
  readonly handledFiles?: readonly string[] | undefined
  readonly fixed?: 'yes' | 'no' | undefined
  /** When the clock last reminded, told staff that it is late, and that nobody says a word. */
  readonly remindedAt?: string | undefined
  readonly escalatedAt?: string | undefined
  readonly silentAt?: string | undefined
  /** The reporter may be rung. */
  readonly callable?: true | undefined
}
type Field = keyof HazardFields

/** Whatever they are in the community. */
const everyRole = <T extends Tie<Field>>(tie: T) =>
  Object.fromEntries(roles.codes.map(role => [role, tie])) as Record<Role, T>

const ofGrid = { scope: 'grid' } as const
const ofUnit = { scope: 'to' } as const
const addressee = {
  propertyManager: ofUnit,
  departmentOfficer: ofUnit,
  // What the community does itself; and what a unit says on the phone or on paper is noted.
  communityStaff: 'community',
  gridWorker: { ...ofGrid, when: is('toKind', 'self') },
} as const
/** The one who handled it never judges it. */
const others = {
  communityStaff: { except: ['handler'] },
  gridWorker: { ...ofGrid, except: ['handler'] },
  buildingHelper: { scope: 'place', except: ['handler'] },
} as const
const community = { communityStaff: 'community', gridWorker: ofGrid } as const
const clockGone = ['remindedAt', 'escalatedAt', 'silentAt'] as const
const extensionGone = ['extendedTo', 'extendReason'] as const
const handlingGone = ['handler', 'handledFiles', 'fixed'] as const
const unitGone = ['toKind', 'to', 'toName', 'byStaff', ...extensionGone] as const
/** What was mended on the spot and is not has nobody yet. */
const again = (after: object) => ('toKind' in after && after.toKind ? 'dispatched' : 'reported')

export const hazardLife = lifecycle<HazardFields>()(
  hazardStates,
  {
    follow: { from: hazardStates.groups.open, by: everyRole({ except: ['reporter'] }) },
    /** The deadline counts from here; only now the reporter hears who has it and until when. */
    dispatch: {
      from: ['reported', 'dispatched'],
      to: 'dispatched',
      by: community,
      clears: [...unitGone, ...clockGone],
    },
    sendBack: {
      from: ['dispatched'],
      to: 'reported',
      by: addressee,
      clears: [...unitGone, ...clockGone, 'severity'],
    },
    extend: { from: ['dispatched'], by: addressee, where: absent('extendedTo'), clears: clockGone },
    handle: {
      from: ['dispatched'],
      to: 'handled',
      by: { ...addressee, gridWorker: ofGrid },
      clears: [...handlingGone, ...clockGone],
    },
    /** Somebody else has looked. */
    verify: { from: ['handled'], to: 'closed', by: others, clears: clockGone },
    notFixed: { from: ['handled'], to: again, by: others, clears: [...handlingGone, ...clockGone] },
    /** The reporter says whether it is, also after somebody has looked; staff note what they said. */
    answer: {
      from: hazardStates.groups.mended,
      to: after => (after.fixed === 'yes' ? 'closed' : again(after)),
      by: {
        ...everyRole({ person: 'reporter', except: ['handler'] }),
        communityStaff: { except: ['handler'] },
      },
      clears: clockGone,
    },
    refuse: { from: ['reported'], to: 'refused', by: community, clears: clockGone },
    turn: { from: ['reported'], to: 'turned', by: community, clears: clockGone },
    withdraw: {
      from: ['reported'],
      to: 'withdrawn',
      by: { ...everyRole({ person: 'reporter' }), communityStaff: 'community' },
      clears: clockGone,
    },
    showPhoto: {
      from: ['reported', 'dispatched', 'handled', 'closed'],
      by: { communityStaff: 'community' },
    },
    /** Somebody has to look, handle or check, and it is time. */
    remind: { from: hazardStates.groups.open, by: { clock: true } },
    /** What was promised has not come about. */
    escalate: { from: ['dispatched'], by: { clock: true } },
    /** 没回话: nothing for a week since. */
    silent: { from: ['dispatched'], by: { clock: true } },
  },
  {
    rights: {
      /** Ringing the reporter, who has said that one may. */
      reveal: {
        in: hazardStates.groups.open,
        by: { ...community, propertyManager: ofUnit, departmentOfficer: ofUnit },
        where: is('callable', true),
      },
    },
    unit: { id: 'to', name: 'toName' },
  },
)
export type HazardMove = keyof typeof hazardLife.moves

export const mostFollowers = 300
export const mostPhotos = 6
/** Near in time: reported since so many days. */
export const nearDays = 30
