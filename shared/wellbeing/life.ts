/** The states of a daily sign of life, who may move it, and what today is: one table and one clock for screen, server and database. */
import { choice, states, type Code } from '../choice.ts'
import { is, lifecycle } from '../lifecycle.ts'
import { dayOf, instantOf, onDay, onOf, plusDays } from '../time.ts'

/** `going`: it is asked for, or rests. */
export const wellbeingStates = states({
  on: { name: '每天报', tone: 'waiting', group: 'going' },
  silent: { name: '没有消息', tone: 'waiting', group: 'going' },
  away: { name: '先歇着', tone: 'waiting', group: 'going' },
  ended: { name: '不报了', tone: 'ended' },
})
export type WellbeingState = Code<typeof wellbeingStates>

/** Who is told when there is no word, one after another. */
export const rings = choice({ partner: '搭伴的邻居', helpers: '帮手', staff: '社区' })
export type Ring = Code<typeof rings>

/** How others know that somebody is well today. */
export const fineWays = choice({ seen: '看到人了', heard: '听到声音了' })
/** `self`: said by the person. */
export type FineHow = Code<typeof fineWays> | 'self'

/** What somebody found who rang or went there. */
export const findings = choice({
  fine: '没事，忘了点',
  notHome: '不在家',
  needsHelp: '要人帮',
  hospital: '送医了',
  other: '别的情况',
})
export const endReasons = choice({
  notWanted: '本人不想报了',
  withFamily: '跟家人住了',
  movedAway: '搬走了',
  died: '去世了',
  other: '别的原因',
})
/** How the person said yes when staff began it for them. */
export const consentWays = choice({ inPerson: '当面说的', phone: '电话里说的', paper: '签了纸' })

/** Who can be named to go and look: each holds such an office here. */
export const helperRoles = ['gridWorker', 'buildingHelper', 'partyMember', 'volunteer'] as const

/** What the rules judge. */
export interface WellbeingFields {
  /** Whose sign of life it is. */
  readonly person: string
  /** A neighbour with an account, who has said yes; one who has been asked and has not answered. */
  readonly partner?: string | undefined
  readonly partnerAsked?: string | undefined
  /** Who goes and looks: two at most, as in 二对一. */
  readonly helper?: string | undefined
  readonly second?: string | undefined
  /** The day (Shanghai) whose hour passed without a word, who was told last, and when. */
  readonly silentOn?: string | undefined
  readonly level?: Ring | undefined
  readonly toldAt?: string | undefined
  /** The last day (Shanghai) of a rest. */
  readonly restUntil?: string | undefined
}

const person = { person: 'person' } as const
const partner = { person: 'partner' } as const
const helpers = [{ person: 'helper' }, { person: 'second' }] as const
const byHelpers = {
  gridWorker: helpers,
  buildingHelper: helpers,
  partyMember: helpers,
  volunteer: helpers,
} as const
const byPerson = { resident: person, communityStaff: 'community' } as const
const byAll = { resident: [person, partner, ...helpers], ...byHelpers, communityStaff: 'community' } as const

/** Once it is their turn. */
const told = helpers.map(each => ({ ...each, when: is<'level'>('level', 'helpers', 'staff') }))

const going = wellbeingStates.groups.going
const silenceGone = ['silentOn', 'level', 'toldAt'] as const
const onOrAway = (after: { readonly [field: string]: unknown }) => (after.restUntil ? 'away' : 'on')

export const wellbeingLife = lifecycle<WellbeingFields>()(
  wellbeingStates,
  {
    /**
     * 今天我很好, or that somebody saw or heard them. Also in silence, which it ends: somebody with a name says that the
     * person is well, and that is what the silence asks for. It is never refused, nor lost between two states.
     */
    fine: { from: going, to: onOrAway, by: byAll, clears: silenceGone },
    /** Somebody rang or went there. With `restUntil` it rests from now on: in hospital, at the daughter’s. */
    found: { from: ['silent'], to: onOrAway, by: byAll, clears: silenceGone },
    /** The hour has passed without a word; there is no other way into silence, and the clock has none out of it. */
    goneSilent: { from: ['on'], to: 'silent', by: { clock: true } },
    /** The next are told, and in the end staff again and again. */
    further: { from: ['silent'], by: { clock: true } },
    rest: { from: ['on', 'away'], to: 'away', by: byPerson },
    back: { from: ['away'], to: 'on', by: { ...byPerson, clock: true }, clears: ['restUntil'] },
    /** Another hour, another partner, other helpers. */
    change: { from: going, by: byPerson },
    accept: { from: going, by: { resident: { person: 'partnerAsked' } } },
    /** The one who was asked says no, or the partner can no longer. */
    decline: { from: going, by: { resident: [{ person: 'partnerAsked' }, partner] } },
    end: { from: ['on', 'away'], to: 'ended', by: byPerson, clears: ['restUntil'] },
    /** The person has left for good, or lives elsewhere. */
    left: {
      from: going,
      to: 'ended',
      by: { clock: true },
      clears: [...silenceGone, 'restUntil'],
    },
  },
  {
    rights: {
      /** Door and phone: for staff, and while there is no word for those who have been told. */
      reveal: {
        in: going,
        by: {
          resident: { ...partner, when: is('state', 'silent') },
          gridWorker: told,
          buildingHelper: told,
          partyMember: told,
          volunteer: told,
          communityStaff: 'community',
        },
      },
    },
  },
)
export type WellbeingMove = keyof typeof wellbeingLife.moves

// ---- the clock of one day ----

/** What today is computed from: what was said and what time it is, never that nobody has raised an alarm. */
export interface Days {
  readonly state: WellbeingState
  /** `HH:mm` */
  readonly hour: string
  /** The first day that is asked for. */
  readonly fromOn: string
  /** The last day on which they were well. */
  readonly fineOn?: string | undefined
  readonly silentOn?: string | undefined
  readonly restUntil?: string | undefined
}

export const hourOn = (on: string, hour: string) => instantOf(onDay(dayOf(on), hour))

const later = (a: string, b: string) => (a > b ? a : b)

/** The first day whose hour is still to come. */
export const firstOn = (hour: string, now: string) => {
  const on = onOf(now)
  return now < hourOn(on, hour) ? on : plusDays(on, 1)
}

/** The next day of which a word is wanted: each day that was asked for, until one comes. */
export const nextOn = ({ fromOn, fineOn, restUntil }: Days) =>
  [fineOn, restUntil].reduce<string>((on, done) => (done ? later(on, plusDays(done, 1)) : on), fromOn)

/** When that word has to be there. */
export const nextAt = (days: Days) => hourOn(nextOn(days), days.hour)

/** The first moment after a rest. */
export const restEndsAt = (restUntil: string) => instantOf(dayOf(plusDays(restUntil, 1)))

/** Its hour has passed without a word, whether the clock has looked or not. */
export const isOverdue = (days: Days, now: string) => days.state !== 'ended' && nextAt(days) <= now

export const todays = choice({
  silent: '没有消息',
  waiting: '还没报',
  fine: '今天很好',
  away: '先歇着',
  ended: '不报了',
})
export type Today = Code<typeof todays>

/** Well only where somebody has said so today; without a word past the hour it is silence, however late the clock is. */
export const todayOf = (days: Days, now: string): Today => {
  const { state, fineOn, restUntil } = days
  if (state === 'ended' || state === 'silent') return state
  if (fineOn === onOf(now)) return 'fine'
  if (isOverdue(days, now)) return 'silent'
  return restUntil !== undefined && now < restEndsAt(restUntil) ? 'away' : 'waiting'
}
