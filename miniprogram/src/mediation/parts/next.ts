/** What the room does with a case next, and what else it may do. */
import type { CaseReply } from '../../../../shared/mediation/reply.ts'
import type { CaseMove, CaseRight, CaseState, PartyKey } from '../../../../shared/mediation/life.ts'
import { onOf } from '../../../../shared/time.ts'

type Party = CaseReply['parties'][number]

export const unheard = ({ parties }: CaseReply) => parties.filter(({ rightsAt }) => rightsAt === undefined)
/** Those whose yes or no is still to come. */
export const unanswered = ({ parties }: CaseReply) =>
  parties.filter(({ consent }) => consent !== 'yes' && consent !== 'no')
export const unchosen = ({ parties, offered }: CaseReply) =>
  offered?.starts.length ? parties.filter(({ times }) => times === undefined) : []

type When = (item: CaseReply, now: string) => boolean

/** On the day itself: before it nobody can have come, or not come. */
const isToday: When = ({ slot }, now) => slot !== undefined && onOf(slot.fromAt) <= onOf(now)
const stillAsking = ['accepted', 'asked', 'unreachable']

const lacks = (agreement: CaseReply['agreement']) => (agreement?.missing.length ?? 1) > 0
const hasSigned: When = ({ agreement, parties }) =>
  agreement !== undefined && agreement.missing.length < parties.length + 2

/** The moves any one of which allows it (none: it is no move of the case), and when it makes sense. */
const row = (moves: readonly (CaseMove | CaseRight)[], sensible: When = () => true) => ({ moves, sensible })

/** In the order in which they stand under 更多; each opens a sheet, or a page, of its own. */
const table = {
  party: row(['saveParty']),
  note: row(['note']),
  report: row(['report']),
  accept: row(['accept']),
  sendElsewhere: row(['sendElsewhere']),
  ask: row(['ask', 'answer'], ({ state }) => stillAsking.includes(state)),
  takeBackNo: row(['takeBackNo']),
  rights: row(['hearRights'], item => unheard(item).length > 0),
  choose: row(['chooseTimes'], ({ offered }) => (offered?.starts.length ?? 0) > 0),
  offer: row(['offerTimes'], ({ mediator }) => mediator !== undefined),
  book: row(['book']),
  mediator: row(['setMediator', 'replaceMediator']),
  answerObjection: row(['answerObjection'], ({ parties }) => parties.some(({ objects }) => objects)),
  object: row(['object'], ({ parties }) => parties.some(({ objects }) => !objects)),
  reschedule: row(['reschedule']),
  wait: row(['joinWaitlist'], ({ waiting = false }) => !waiting),
  leaveWait: row(['leaveWaitlist'], ({ waiting = false }) => waiting),
  hold: row(['hold'], isToday),
  notCome: row(['notCome'], isToday),
  // On its day: later nobody gets up any more.
  endSession: row(['endSession'], ({ sessions }, now) => {
    const last = sessions.at(-1)
    return last !== undefined && !last.endedAt && onOf(last.fromAt) === onOf(now)
  }),
  // It belongs to a session; of a closed file it is read.
  record: row(['record', 'readRecord'], ({ state, sessions }) => state === 'held' || sessions.length > 0),
  agree: row(['agree']),
  adjourn: row(['adjourn']),
  sign: row(['sign'], ({ agreement }) => lacks(agreement)),
  scan: row(['sign'], ({ agreement }) => !lacks(agreement)),
  correct: row(['correct'], hasSigned),
  followUp: row(['followUp']),
  // Put on file, it only waits for the court.
  confirmation: row(
    ['confirmation'],
    ({ confirmation, state }) =>
      confirmation !== undefined && (state !== 'archived' || confirmation.state === 'applied'),
  ),
  // What was agreed is followed up first.
  archive: row(['archive'], ({ state }) => state !== 'agreed'),
  papers: row([]),
  files: row(['addFiles']),
  onFile: row(['putOnFile'], ({ dossier }) => dossier !== undefined),
  extend: row(['extend']),
  unsign: row(['unsign']),
  cancel: row(['cancel']),
  noAgreement: row(['noAgreement']),
  withdraw: row(['withdraw']),
}
export type Act = keyof typeof table
const acts = Object.keys(table) as Act[]

export const mayDo = (item: CaseReply, act: Act, now: string) => {
  const { moves, sensible } = table[act]
  return (moves.length === 0 || moves.some(move => item.may.includes(move))) && sensible(item, now)
}

const mayReplace = ({ parties, may }: CaseReply) =>
  parties.some(({ objects }) => objects) && may.includes('replaceMediator')

const findingTime = (item: CaseReply): Act => {
  if (item.kept) return 'book'
  if (!item.offered?.starts.length) return 'offer'
  if (item.common?.length) return 'book'
  return unchosen(item).length > 0 ? 'choose' : 'offer'
}

const sitting = (item: CaseReply): Act => {
  if (item.kept) return 'reschedule'
  return unheard(item).length > 0 ? 'rights' : 'hold'
}

/** What was said is written down before what is agreed. */
const atTheTable = ({ sessions }: CaseReply): Act => (sessions.at(-1)?.record ? 'agree' : 'record')

/** As long as something is still to be done, they are asked again. */
const afterwards = ({ followUps }: CaseReply): Act =>
  ['partly', 'notYet'].includes(followUps.at(-1)?.performed ?? '') ? 'followUp' : 'archive'

const askingOn = (item: CaseReply): Act => (unanswered(item).length > 0 ? 'ask' : 'takeBackNo')

/** The one that is due, whether staff or the mediator have to do it. */
const due: Readonly<Record<CaseState, Act | ((item: CaseReply) => Act) | undefined>> = {
  applied: 'accept',
  accepted: 'ask',
  asked: askingOn,
  unreachable: askingOn,
  willing: 'mediator',
  mediatorSet: findingTime,
  noticed: findingTime,
  scheduled: sitting,
  adjourned: sitting,
  held: atTheTable,
  signing: 'sign',
  agreed: ({ agreement }) => (agreement && !agreement.oral && !agreement.scan ? 'scan' : 'followUp'),
  followUp: afterwards,
  outOfScope: 'archive',
  refused: 'archive',
  notAgreed: 'archive',
  withdrawn: 'archive',
  archived: undefined,
}

const dueIn = (item: CaseReply) => {
  // Staff give them another one; the mediator cannot.
  if (mayReplace(item)) return 'mediator'
  const step = due[item.state]
  return typeof step === 'function' ? step(item) : step
}

/** Shown right below it: how it may go instead. */
const beside: Readonly<Partial<Record<CaseReply['state'], readonly Act[]>>> = {
  applied: ['sendElsewhere'],
  mediatorSet: ['rights', 'book'],
  noticed: ['book'],
  scheduled: ['notCome', 'reschedule'],
  adjourned: ['notCome', 'reschedule'],
  held: ['record', 'endSession', 'agree', 'adjourn', 'noAgreement'],
  signing: ['papers', 'correct'],
  agreed: ['followUp', 'confirmation', 'papers'],
  followUp: ['followUp', 'confirmation', 'archive', 'papers'],
  archived: ['onFile', 'papers'],
}

export const stepsOf = (item: CaseReply, now: string) => {
  const wanted = dueIn(item)
  const next = wanted && mayDo(item, wanted, now) ? wanted : undefined
  const side = (['answerObjection', 'takeBackNo', ...(beside[item.state] ?? [])] as const).filter(
    act => act !== next && mayDo(item, act, now),
  )
  const more = acts.filter(act => act !== next && !side.includes(act) && mayDo(item, act, now))
  return { next, beside: side, more }
}

/** Whom a sheet about one of them opens with: those who cannot do it in the mini-program first. */
export const firstOf = (parties: readonly Party[]): PartyKey | undefined =>
  (parties.find(({ here }) => !here) ?? parties[0])?.key
