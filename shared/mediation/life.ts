/**
 * A case of mediation: several parties, each on tracks of their own, a mediator, a room, and an end that is honest.
 * 人民调解法 (PRC, 2010) and 若干规定 (司法部令75号, 2002) decide where a number or a duty stands.
 */
import { choice, states, type Code } from '../choice.ts'
import { absent, all, any, is, lifecycle, not, type Clause, type Fields } from '../lifecycle.ts'

export const disputeKinds = choice({
  leak: '漏水',
  noise: '噪音',
  parking: '停车',
  pets: '养宠',
  publicSpace: '公共空间',
  family: '家庭',
  property: '物业',
  loan: '借贷',
  other: '其他',
})
export type DisputeKind = Code<typeof disputeKinds>
/** As it stands before 调解 or 说和. */
export const sayKind = (kind: DisputeKind) => (kind === 'other' ? '邻里' : disputeKinds.text[kind])

/** What the other side is told it is about, unless the applicant puts it another way: no facts, and nobody's fault. */
export const subjects: Readonly<Record<DisputeKind, string>> = {
  leak: '楼上楼下漏水的事',
  noise: '家里声响的事',
  parking: '停车的事',
  pets: '养宠物的事',
  publicSpace: '公共地方怎么用的事',
  family: '家里的事',
  property: '物业服务的事',
  loan: '钱款往来的事',
  other: '邻里相处的事',
}
export const longestSubject = 30

/** How it came: a party's own wish, the mediator's (art. 17), or sent by others (art. 18). */
export const caseOrigins = choice({
  app: '手机上申请',
  walkIn: '上门申请',
  phone: '电话申请',
  mediator: '调解员主动调',
  court: '法院委托',
  police: '派出所委托',
})
export type CaseOrigin = Code<typeof caseOrigins>
/** Who has it already: what a court, the police or an agency has accepted or settled is not for us (若干规定 22). */
export const alreadyWith = choice({
  nobody: '都没有',
  police: '派出所在管',
  agency: '别的部门在管',
  court: '法院受理了',
})

/** Who has it without having sent it to us: 若干规定 22 says not to accept it; staff who do have asked there. */
export const hasIt = ({
  already,
  origin,
}: {
  readonly already?: Code<typeof alreadyWith> | undefined
  readonly origin?: CaseOrigin | undefined
}) => (already === undefined || already === 'nobody' || already === origin ? undefined : already)

/**
 * `talking`: talks may still come about. `counted`: the month of 若干规定 33 runs from acceptance until one of the
 * others. `booked`: a room, a mediator and the parties are. `ended`: over, but for putting it on file.
 */
export const caseStates = states({
  applied: { name: '已收到', tone: 'waiting', group: 'talking' },
  outOfScope: { name: '转别处', tone: 'ended', group: 'ended' },
  accepted: { name: '已受理', tone: 'waiting', group: ['talking', 'counted'] },
  asked: { name: '正在问对方', tone: 'waiting', group: ['talking', 'counted'] },
  unreachable: { name: '没联系上', tone: 'waiting', group: ['talking', 'counted'] },
  refused: { name: '对方不愿', tone: 'ended', group: 'ended' },
  willing: { name: '对方愿谈', tone: 'waiting', group: ['talking', 'counted'] },
  mediatorSet: { name: '定了调解员', tone: 'waiting', group: ['talking', 'counted'] },
  noticed: { name: '听过权利', tone: 'waiting', group: ['talking', 'counted'] },
  scheduled: { name: '约好时间', tone: 'waiting', group: ['talking', 'counted', 'booked'] },
  held: { name: '谈过了', tone: 'waiting', group: ['talking', 'counted'] },
  adjourned: { name: '下次再谈', tone: 'waiting', group: ['talking', 'counted', 'booked'] },
  signing: { name: '待签字盖章', tone: 'waiting', group: 'counted' },
  agreed: { name: '协议生效', tone: 'waiting' },
  notAgreed: { name: '没谈成', tone: 'ended', group: 'ended' },
  followUp: { name: '回访中', tone: 'waiting' },
  archived: { name: '已归档', tone: 'ended', group: 'ended' },
  withdrawn: { name: '不谈了', tone: 'ended', group: 'ended' },
})
export type CaseState = Code<typeof caseStates>

/** The first is who applied; as many as six can sit at the table. */
export const partyKeys = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'] as const
export type PartyKey = (typeof partyKeys)[number]

export const answers = choice({ yes: '愿意谈', no: '不愿谈', thinking: '再想想', unreachable: '没联系上' })
export type Answer = Code<typeof answers>
/** How it stands with a party's answer. */
export const consents = choice({ asked: '等回话', ...answers.text })

/** What becomes of the wish for another mediator: another one, or a reason in writing. */
export const objections = choice({ replaced: '换了调解员', answered: '书面答复了' })

/** One party's tracks. Names, phones and doors are encrypted elsewhere. */
export interface Party {
  readonly side: 'applicant' | 'other'
  /** Who they are here, once known: they opened the link, or staff chose a neighbour. */
  readonly user?: string | undefined
  readonly consent?: Code<typeof consents> | undefined
  /** Until when a no can be taken back, by whom it was entered or by the party; the others are told then. */
  readonly noUntil?: string | undefined
  readonly noBy?: string | undefined
  /** By which tap the link was made that opens for them; one from before does not. */
  readonly link?: string | undefined
  /** When they were told of their rights and duties (art. 23, 24), and by whom. */
  readonly rightsAt?: string | undefined
  /** Beginnings they can come to, of those offered. Empty: none of them. */
  readonly times?: readonly string[] | undefined
  readonly signed?: 'pen' | 'thumb' | undefined
  /** The day they did. */
  readonly signedOn?: string | undefined
  /** Somebody of the room has seen their identity paper; no number is kept. */
  readonly idSeen?: boolean | undefined
  /** They had none with them, and the community knows them. */
  readonly vouched?: true | undefined
  /** They wish for another mediator (回避): until the room has decided, nothing goes on with this one. */
  readonly objects?: true | undefined
  /** What the room decided on the last such wish. */
  readonly objection?: Code<typeof objections> | undefined
}

/** How the room knows who somebody is. */
export const identified = choice({ paper: '看过证件', vouched: '没带证件，社区认识' })

/** What the rules judge of a case. */
export interface CaseRules extends Readonly<
  Record<`${PartyKey}.${'user' | 'consent' | 'rightsAt' | 'side' | 'objects'}`, unknown>
> {
  readonly mediator?: string | undefined
  readonly number?: string | undefined
  readonly oral?: boolean | undefined
  readonly effectiveOn?: string | undefined
}

/** As much of a case as says who takes part. */
type Parties = { readonly [K in PartyKey]?: unknown }

/** Those who take part. */
export const partiesIn = (fields: Parties): readonly PartyKey[] =>
  partyKeys.filter(key => fields[key] !== undefined)
const party = (fields: Parties, key: PartyKey) => fields[key] as Party

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
/** Nobody waits for another mediator (art. 23): with the one objected to nothing is booked, talked over or agreed. */
const noObjection = where(key => absent(`${key}.objects`))

/** One clear no ends it, once it can no longer be taken back. */
const saidNo = any(...partyKeys.map(key => is(`${key}.consent`, 'no')))

/** After an answer: all of them make it possible. */
const answered = (after: Fields): CaseState => {
  const others = partiesIn(after).map(key => party(after, key).consent)
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

type Signatures = Parties & { readonly [S in 'mediatorSignedOn' | 'sealedOn']?: unknown }

/** What a written agreement waits for: each party, the mediator, the committee's seal (art. 29). Its scan completes the file. */
export const missingIn = (fields: Signatures): readonly (PartyKey | 'mediator' | 'seal')[] => [
  ...partiesIn(fields).filter(key => party(fields, key).signed === undefined),
  ...(fields.mediatorSignedOn === undefined ? (['mediator'] as const) : []),
  ...(fields.sealedOn === undefined ? (['seal'] as const) : []),
]

/** The day of the last of them, from which it is in force; undefined while one is missing. */
export const effectOf = (fields: Signatures): string | undefined =>
  missingIn(fields).length > 0
    ? undefined
    : [
        ...partiesIn(fields).map(key => party(fields, key).signedOn ?? ''),
        fields.mediatorSignedOn as string,
        fields.sealedOn as string,
      ]
        .sort()
        .at(-1)

/** Signatures make it an agreement; one that was not there after all takes that back. */
const inForceOrNot = (after: Fields): CaseState => {
  if (missingIn(after).length > 0) return 'signing'
  return after.state === 'signing' ? 'agreed' : (after.state as CaseState)
}

const talking = caseStates.groups.talking
const beforeTable = ['willing', 'mediatorSet', 'noticed', 'scheduled', 'adjourned'] as const
const bookable = ['mediatorSet', 'noticed'] as const
const booked = caseStates.groups.booked
/** Where there may have been a session. */
const afterSession = [
  ...bookable,
  ...booked,
  ...(['held', 'signing', 'agreed', 'followUp', 'notAgreed', 'withdrawn'] as const),
] as const

export const caseLife = lifecycle<CaseRules>()(
  caseStates,
  {
    accept: { from: ['applied'], to: 'accepted', by: staff },
    sendElsewhere: { from: ['applied', 'accepted'], to: 'outOfScope', by: staff },
    /** The other side, or one of them: by a link, a neighbour's account, or by phone. */
    ask: { from: ['accepted', 'asked', 'unreachable'], to: 'asked', by: room },
    answer: { from: ['asked', 'unreachable'], to: answered, by: everybody },
    /** A slip of the finger, or a change of mind, before anybody was told. */
    takeBackNo: { from: ['asked', 'unreachable'], to: answered, by: everybody, where: saidNo },
    letNoStand: { from: ['asked', 'unreachable'], to: 'refused', by: { clock: true }, where: saidNo },
    /** Beginnings that the room and the mediator have free. */
    offerTimes: { from: [...beforeTable, 'held'], by: room },
    chooseTimes: { from: [...beforeTable, 'held'], by: everybody },
    setMediator: { from: ['willing'], to: 'mediatorSet', by: staff },
    /** On a party's wish (art. 19) or a conflict; what is booked is booked with the new one in the same write. */
    replaceMediator: { from: [...bookable, ...booked, 'held'], by: staff },
    /** A party wishes for another one; what is booked stays booked, but is not held with this one. */
    object: { from: [...bookable, ...booked, 'held'], by: { resident: parties, ...staff } },
    /** The room says in writing why they stay; nobody judges a wish about themselves. */
    answerObjection: {
      from: [...bookable, ...booked, 'held'],
      by: { mediationStaff: { except: [...users, 'mediator'] } },
      where: not(noObjection),
    },
    hearRights: { from: ['willing', ...bookable, ...booked], to: heardBy, by: everybody },
    book: { from: [...bookable], to: 'scheduled', by: staff, where: noObjection },
    reschedule: {
      from: [...booked],
      to: after => after.state as CaseState,
      by: staff,
      where: noObjection,
    },
    cancel: { from: [...booked], to: unbooked, by: { ...staff, resident: parties } },
    /** A time that suits all may come free. */
    joinWaitlist: { from: [...bookable, ...booked], by: staff },
    leaveWaitlist: { from: [...bookable, ...booked, 'held'], by: staff },
    /** The clock keeps a slot that came free for half an hour, and lets it go. */
    keepSlot: { from: [...bookable, ...booked], by: { clock: true }, where: noObjection },
    letSlotGo: { from: [...caseStates.codes], by: { clock: true } },
    hold: { from: [...booked], to: 'held', by: room, where: all(allHeard, noObjection) },
    /** They got up; the record and what came of it may be written later. */
    endSession: { from: ['held'], by: room },
    /** When it really began and ended, and who was there; until its record is signed. */
    correctSession: { from: [...afterSession], by: room },
    /** Somebody did not come: recorded, and another time is found. */
    notCome: { from: [...booked], to: unbooked, by: room },
    adjourn: { from: ['held'], to: 'adjourned', by: room, where: noObjection },
    agree: {
      from: ['held'],
      to: after => (after.oral ? 'agreed' : 'signing'),
      by: room,
      where: noObjection,
    },
    /** In force once no signature is missing; the photos of the paper may come later. */
    sign: {
      from: ['signing', 'agreed', 'followUp'],
      to: inForceOrNot,
      by: room,
      where: not(is('oral', true)),
    },
    /** A signature, its day or a photo of the sealed paper, put right by itself. */
    correct: {
      from: ['signing', 'agreed', 'followUp'],
      to: inForceOrNot,
      by: room,
      where: not(is('oral', true)),
    },
    /** What was signed is not right after all: back to the table, with the terms as they are. */
    unsign: {
      from: ['signing', 'agreed'],
      to: 'held',
      by: room,
      // What was agreed orally can still be mended, or put in writing (art. 28); what all have signed stands.
      where: any(absent('effectiveOn'), is('oral', true)),
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
    confirmation: {
      from: ['agreed', 'followUp', 'archived'],
      by: room,
      where: all(not(is('oral', true)), not(absent('effectiveOn'))),
    },
    archive: {
      from: ['outOfScope', 'refused', 'notAgreed', 'withdrawn', 'agreed', 'followUp'],
      to: 'archived',
      by: staff,
    },
    /** It is voluntary: a party who has applied or said yes may stop at any time. */
    withdraw: { from: [...talking, 'signing'], to: 'withdrawn', by: { resident: parties, ...staff } },
    /** Both have said that it may take longer than a month (若干规定 33). */
    extend: { from: [...caseStates.groups.counted], by: room },
    /** 反家暴法 14; art. 25: the duty comes before confidentiality. */
    report: { from: [...caseStates.codes], by: room },
    note: { from: [...caseStates.codes], by: room },
    /** Also when the file is closed: it is an addition then. */
    putOnFile: { from: [...caseStates.codes], by: room },
    /** Agents, relatives and experts at the table (art. 20), and how a party is reached. */
    saveParty: { from: [...talking, 'signing', 'agreed', 'followUp', 'notAgreed', 'withdrawn'], by: room },
    addFiles: { from: [...talking, 'signing', 'agreed', 'followUp', 'notAgreed'], by: everybody },
    remind: { from: [...caseStates.codes], by: { clock: true } },
  },
  {
    rights: {
      /** A party's phone and door. */
      reveal: { in: [...caseStates.codes], by: room },
      /** The record of a session: writing and signing it. */
      record: { in: [...afterSession], by: room },
      /** Read, and added to, also when the file is closed. */
      readRecord: { in: [...afterSession, 'archived'], by: room },
    },
  },
)
export type CaseMove = keyof typeof caseLife.moves
export type CaseRight = keyof typeof caseLife.rights

/** Which party one of these ids is: somebody who works here and is a party sees it as a party. */
export const isParty = (fields: Parties, ids: readonly string[]): PartyKey | undefined =>
  partiesIn(fields).find(key => ids.includes(party(fields, key).user ?? ''))
