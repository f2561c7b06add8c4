/**
 * A case of mediation: several parties, each on tracks of their own, a mediator, a room, and an end that is honest.
 * 人民调解法 (PRC, 2010) and 若干规定 (司法部令75号, 2002) decide where a number or a duty stands.
 */
import { absent, all, any, is, lifecycle, not, type Clause, type Fields } from '../lifecycle.ts'

export const disputeKinds = [
  ...(['leak', 'noise', 'parking', 'pets', 'publicSpace', 'family', 'property'] as const),
  ...(['loan', 'other'] as const),
] as const
export type DisputeKind = (typeof disputeKinds)[number]

/** How it came: a party's own wish, the mediator's (art. 17), or sent by others (art. 18). */
export const caseOrigins = ['app', 'walkIn', 'phone', 'mediator', 'court', 'police'] as const
/** Who has it already: what a court has accepted is not mediated by us (若干规定 22). */
export const alreadyWith = ['nobody', 'police', 'court'] as const

export const caseStates = [
  ...(['applied', 'outOfScope', 'accepted', 'asked', 'unreachable', 'refused', 'willing'] as const),
  ...(['mediatorSet', 'noticed', 'scheduled', 'held', 'adjourned', 'signing', 'agreed'] as const),
  ...(['notAgreed', 'followUp', 'archived', 'withdrawn'] as const),
] as const
export type CaseState = (typeof caseStates)[number]

export const caseGroups = {
  /** Talks may still come about. */
  talking: [
    ...(['applied', 'accepted', 'asked', 'unreachable', 'willing', 'mediatorSet', 'noticed'] as const),
    ...(['scheduled', 'held', 'adjourned'] as const),
  ],
  /** The month of 若干规定 33 runs from acceptance until one of the others. */
  counted: [
    ...(['accepted', 'asked', 'unreachable', 'willing', 'mediatorSet', 'noticed'] as const),
    ...(['scheduled', 'held', 'adjourned', 'signing'] as const),
  ],
  /** A room, a mediator and the parties are booked. */
  booked: ['scheduled', 'adjourned'],
  /** Over, but for putting it on file. */
  ended: ['outOfScope', 'refused', 'notAgreed', 'withdrawn', 'archived'],
} as const satisfies Record<string, readonly CaseState[]>

/** The first is who applied; as many as six can sit at the table. */
export const partyKeys = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'] as const
export type PartyKey = (typeof partyKeys)[number]

export const answers = ['yes', 'no', 'thinking', 'unreachable'] as const

/** One party's tracks. Names, phones and doors are encrypted elsewhere. */
export interface Party {
  readonly side: 'applicant' | 'other'
  /** Who they are here, once known: they opened the link, or staff chose a neighbour. */
  readonly user?: string | undefined
  readonly consent?: 'asked' | (typeof answers)[number] | undefined
  /** By which tap the link was made that opens for them; one from before does not. */
  readonly link?: string | undefined
  /** When they were told of their rights and duties (art. 23, 24), and by whom. */
  readonly rightsAt?: string | undefined
  /** Beginnings they can come to, of those offered. Empty: none of them. */
  readonly times?: readonly string[] | undefined
  readonly signed?: 'pen' | 'thumb' | undefined
  /** Somebody of the room has seen their identity paper; no number is kept. */
  readonly idSeen?: boolean | undefined
  /** They wish for another mediator (回避). */
  readonly objects?: true | undefined
}

/** What the rules judge of a case. */
export interface CaseRules extends Readonly<
  Record<`${PartyKey}.${'user' | 'consent' | 'rightsAt' | 'side'}`, unknown>
> {
  readonly mediator?: string | undefined
  readonly number?: string | undefined
  readonly oral?: boolean | undefined
  readonly effectiveAt?: string | undefined
}

/** Those who take part. */
export const partiesIn = (fields: Fields): readonly PartyKey[] =>
  partyKeys.filter(key => fields[key] !== undefined)
const party = (fields: Fields, key: PartyKey) => fields[key] as Party

const userOf = (key: PartyKey) => `${key}.user` as const
const users = partyKeys.map(userOf)

/** Each party for themselves, and those who act for one. */
const parties = partyKeys.map(key => ({ person: userOf(key) }))
/** Nobody handles what they are a party to. */
const staff = { mediationStaff: { except: users } } as const
const theMediator = { mediator: { person: 'mediator', except: users } } as const
const room = { ...staff, ...theMediator } as const
const everybody = { resident: parties, ...room } as const

const where = (clause: (key: PartyKey) => Clause<keyof CaseRules & string>) => all(...partyKeys.map(clause))
/** Every party has heard their rights before anything is said at the table (art. 23). */
const allHeard = where(key => any(absent(`${key}.side`), not(absent(`${key}.rightsAt`))))

/** After an answer: one clear no ends it, and all of them make it possible. */
const answered = (after: Fields): CaseState => {
  const others = partiesIn(after).map(key => party(after, key).consent)
  if (others.includes('no')) return 'refused'
  if (others.every(consent => consent === 'yes')) return 'willing'
  return others.includes('unreachable') ? 'unreachable' : 'asked'
}
const heardBy = (after: Fields): CaseState =>
  after.state === 'mediatorSet' && partiesIn(after).every(key => party(after, key).rightsAt !== undefined)
    ? 'noticed'
    : (after.state as CaseState)
/** Back to where another time can be found. */
const unbooked = (after: Fields): CaseState =>
  partiesIn(after).every(key => party(after, key).rightsAt !== undefined) ? 'noticed' : 'mediatorSet'

/** What a written agreement waits for: each party, the mediator, the committee's seal (art. 29), and the scan of all that. */
export const missingIn = (fields: Fields): readonly (PartyKey | 'mediator' | 'seal' | 'scan')[] => [
  ...partiesIn(fields).filter(key => party(fields, key).signed === undefined),
  ...(['mediator', 'seal', 'scan'] as const).filter(
    each => fields[{ mediator: 'mediatorSignedAt', seal: 'sealedAt', scan: 'scan' }[each]] === undefined,
  ),
]

const talking = caseGroups.talking
const beforeTable = ['willing', 'mediatorSet', 'noticed', 'scheduled', 'adjourned'] as const
const bookable = ['mediatorSet', 'noticed'] as const
const booked = caseGroups.booked

export const caseLife = lifecycle<CaseRules>()(
  caseStates,
  {
    accept: { from: ['applied'], to: 'accepted', by: staff },
    sendElsewhere: { from: ['applied', 'accepted'], to: 'outOfScope', by: staff },
    /** The other side, or one of them: by a link, a neighbour's account, or by phone. */
    ask: { from: ['accepted', 'asked', 'unreachable'], to: 'asked', by: room },
    answer: { from: ['asked', 'unreachable'], to: answered, by: everybody },
    /** Beginnings that the room and the mediator have free. */
    offerTimes: { from: [...beforeTable, 'held'], by: room },
    chooseTimes: { from: [...beforeTable, 'held'], by: everybody },
    setMediator: { from: ['willing'], to: 'mediatorSet', by: staff },
    /** On a party's wish (art. 19) or a conflict; what is booked is booked with the new one in the same write. */
    replaceMediator: { from: [...bookable, ...booked, 'held'], by: staff },
    /** A party wishes for another one. */
    object: { from: [...bookable, ...booked, 'held'], by: { resident: parties } },
    hearRights: { from: ['willing', ...bookable, ...booked], to: heardBy, by: everybody },
    book: { from: [...bookable], to: 'scheduled', by: staff },
    reschedule: { from: [...booked], to: after => after.state as CaseState, by: staff },
    cancel: { from: [...booked], to: unbooked, by: { ...staff, resident: parties } },
    /** A time that suits all may come free. */
    joinWaitlist: { from: [...bookable, ...booked], by: staff },
    leaveWaitlist: { from: [...bookable, ...booked, 'held'], by: staff },
    /** The clock keeps a slot that came free for half an hour, and lets it go. */
    keepSlot: { from: [...bookable, ...booked], by: { clock: true } },
    letSlotGo: { from: [...caseStates], by: { clock: true } },
    hold: { from: [...booked], to: 'held', by: room, where: allHeard },
    /** Somebody did not come: recorded, and another time is found. */
    notCome: { from: [...booked], to: unbooked, by: room },
    adjourn: { from: ['held'], to: 'adjourned', by: room },
    agree: {
      from: ['held'],
      to: after => (after.oral ? 'agreed' : 'signing'),
      by: room,
    },
    /** In force once nothing is missing. */
    sign: {
      from: ['signing'],
      to: after => (missingIn(after).length ? 'signing' : 'agreed'),
      by: room,
    },
    /** What was signed is not right after all: back to the table, with the terms as they are. */
    unsign: {
      from: ['signing', 'agreed'],
      to: 'held',
      by: room,
      // What was agreed orally can still be mended, or put in writing (art. 28); what all have signed stands.
      where: any(absent('effectiveAt'), is('oral', true)),
    },
    noAgreement: {
      from: ['held', 'scheduled', 'adjourned', 'signing', 'noticed', 'mediatorSet'],
      to: 'notAgreed',
      by: room,
    },
    followUp: { from: ['agreed', 'followUp'], to: 'followUp', by: room },
    /**
     * The countdown of 人民调解法 33: both apply to the court together, within thirty days. The law does not say in
     * writing, but the court asks for the agreement itself (法释〔2011〕5号, art. 3), and an oral one is only registered.
     */
    confirmation: { from: ['agreed', 'followUp'], by: room, where: not(is('oral', true)) },
    archive: {
      from: ['outOfScope', 'refused', 'notAgreed', 'withdrawn', 'agreed', 'followUp'],
      to: 'archived',
      by: staff,
    },
    /** It is voluntary: a party who has applied or said yes may stop at any time. */
    withdraw: { from: [...talking, 'signing'], to: 'withdrawn', by: { resident: parties, ...staff } },
    /** Both have said that it may take longer than a month (若干规定 33). */
    extend: { from: [...caseGroups.counted], by: room },
    /** 反家暴法 14; art. 25: the duty comes before confidentiality. */
    report: { from: [...caseStates], by: room },
    note: { from: [...caseStates], by: room },
    /** Agents, relatives and experts at the table (art. 20), and how a party is reached. */
    saveParty: { from: [...talking, 'signing', 'agreed', 'followUp', 'notAgreed', 'withdrawn'], by: room },
    addFiles: { from: [...talking, 'signing', 'agreed', 'followUp', 'notAgreed'], by: everybody },
    remind: { from: [...caseStates], by: { clock: true } },
  },
  {
    rights: {
      /** A party's phone and door. */
      reveal: { in: [...caseStates], by: room },
      /** The record of a session: reading and writing it. */
      record: {
        in: ['held', 'adjourned', 'scheduled', 'signing', 'agreed', 'followUp', 'notAgreed', 'withdrawn'],
        by: room,
      },
    },
  },
)
export type CaseMove = keyof typeof caseLife.moves
export type CaseRight = keyof typeof caseLife.rights

/** Which party one of these ids is: somebody who works here and is a party sees it as a party. */
export const isParty = (fields: Fields, ids: readonly string[]): PartyKey | undefined =>
  partiesIn(fields).find(key => ids.includes(party(fields, key).user ?? ''))
