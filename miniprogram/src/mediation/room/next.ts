/** What the room does with a case next, and what else it may do. */
import type { CaseReply } from '../../../../shared/mediation/case.ts'
import type { CaseMove, CaseRight, PartyKey } from '../../../../shared/mediation/life.ts'
import { onOf } from '../times.ts'

type Party = CaseReply['parties'][number]

/** Each opens a sheet, or a page, of its own. */
export const acts = [
  ...(['party', 'note', 'report', 'accept', 'sendElsewhere', 'ask', 'rights'] as const),
  ...(['choose', 'offer', 'book'] as const),
  ...(['mediator', 'reschedule', 'wait', 'leaveWait', 'hold', 'notCome', 'record', 'agree'] as const),
  ...(['adjourn', 'sign', 'followUp', 'confirmation', 'archive', 'papers', 'files', 'extend'] as const),
  ...(['unsign', 'cancel', 'noAgreement', 'withdraw'] as const),
] as const
export type Act = (typeof acts)[number]

/** The moves any one of which allows it; none: it is no move of the case. */
const needs: Readonly<Record<Act, readonly (CaseMove | CaseRight)[]>> = {
  accept: ['accept'],
  sendElsewhere: ['sendElsewhere'],
  ask: ['ask', 'answer'],
  mediator: ['setMediator', 'replaceMediator'],
  rights: ['hearRights'],
  offer: ['offerTimes'],
  choose: ['chooseTimes'],
  book: ['book'],
  reschedule: ['reschedule'],
  wait: ['joinWaitlist'],
  leaveWait: ['leaveWaitlist'],
  hold: ['hold'],
  notCome: ['notCome'],
  record: ['record'],
  agree: ['agree'],
  adjourn: ['adjourn'],
  noAgreement: ['noAgreement'],
  sign: ['sign'],
  unsign: ['unsign'],
  followUp: ['followUp'],
  confirmation: ['confirmation'],
  archive: ['archive'],
  party: ['saveParty'],
  papers: [],
  files: ['addFiles'],
  note: ['note'],
  extend: ['extend'],
  report: ['report'],
  cancel: ['cancel'],
  withdraw: ['withdraw'],
}

export const unheard = ({ parties }: CaseReply) => parties.filter(({ rightsAt }) => rightsAt === undefined)
/** Those whose yes or no is still to come. */
export const unanswered = ({ parties }: CaseReply) =>
  parties.filter(({ consent }) => consent !== 'yes' && consent !== 'no')
export const unchosen = ({ parties, offered }: CaseReply) =>
  offered?.starts.length ? parties.filter(({ times }) => times === undefined) : []

/** On the day itself: before it nobody can have come, or not come. */
const isToday = ({ slot }: CaseReply, now: string) => slot !== undefined && onOf(slot.fromAt) <= onOf(now)

/** Of what the rules allow, what makes sense as things stand. */
const isSensible = (item: CaseReply, act: Act, now: string): boolean => {
  const { state, waiting = false, confirmation, offered } = item
  if (act === 'ask') return ['accepted', 'asked', 'unreachable'].includes(state)
  if (act === 'rights') return unheard(item).length > 0
  if (act === 'offer') return item.mediator !== undefined
  if (act === 'choose') return (offered?.starts.length ?? 0) > 0
  if (act === 'wait') return !waiting
  if (act === 'leaveWait') return waiting
  if (act === 'hold' || act === 'notCome') return isToday(item, now)
  if (act === 'confirmation') return confirmation !== undefined
  // It is over, and nobody had sat down.
  if (act === 'record' && ['notAgreed', 'withdrawn'].includes(state))
    return item.sessions.some(({ held }) => held)
  // What was agreed is followed up first.
  if (act === 'archive') return state !== 'agreed'
  return true
}

export const mayDo = (item: CaseReply, act: Act, now: string) =>
  (needs[act].length === 0 || needs[act].some(move => item.may.includes(move))) && isSensible(item, act, now)

const mayReplace = ({ parties, may }: CaseReply) =>
  parties.some(({ objects }) => objects) && may.includes('replaceMediator')

const findingTime = (item: CaseReply): Act => {
  if (item.kept) return 'book'
  if (!item.offered?.starts.length) return 'offer'
  if (item.common?.length) return 'book'
  return unchosen(item).length > 0 ? 'choose' : 'offer'
}

/** The one that is due, whoever of the room has to do it. */
const due = (item: CaseReply): Act | undefined => {
  // Staff give them another one; the mediator cannot.
  if (mayReplace(item)) return 'mediator'
  switch (item.state) {
    case 'applied':
      return 'accept'
    case 'accepted':
    case 'asked':
    case 'unreachable':
      return 'ask'
    case 'willing':
      return 'mediator'
    case 'mediatorSet':
    case 'noticed':
      return findingTime(item)
    case 'scheduled':
    case 'adjourned':
      if (item.kept) return 'reschedule'
      return unheard(item).length > 0 ? 'rights' : 'hold'
    case 'held':
      // What was said is written down before what is agreed.
      return item.dossier?.some(({ item, has }) => item === 'record' && has) ? 'agree' : 'record'
    case 'signing':
      return 'sign'
    case 'agreed':
      return 'followUp'
    case 'followUp':
      // As long as something is still to be done, they are asked again.
      return ['partly', 'notYet'].includes(item.followUps.at(-1)?.performed ?? '') ? 'followUp' : 'archive'
    case 'archived':
      return undefined
    default:
      return 'archive'
  }
}

/** Shown right below it: how it may go instead. */
const beside: Readonly<Partial<Record<CaseReply['state'], readonly Act[]>>> = {
  applied: ['sendElsewhere'],
  mediatorSet: ['rights', 'book'],
  noticed: ['book'],
  scheduled: ['notCome', 'reschedule'],
  adjourned: ['notCome', 'reschedule'],
  held: ['record', 'agree', 'adjourn', 'noAgreement'],
  signing: ['papers'],
  agreed: ['confirmation', 'papers'],
  followUp: ['followUp', 'confirmation', 'archive', 'papers'],
  archived: ['papers'],
}

export const stepsOf = (item: CaseReply, now: string) => {
  const wanted = due(item)
  const next = wanted && mayDo(item, wanted, now) ? wanted : undefined
  const side = (beside[item.state] ?? []).filter(act => act !== next && mayDo(item, act, now))
  const rest = acts.filter(act => act !== next && !side.includes(act) && mayDo(item, act, now))
  return { next, beside: side, rest }
}

/** Whom a sheet about one of them opens with: whoever cannot do it in the mini-program first. */
export const firstOf = (parties: readonly Party[]): PartyKey | undefined =>
  (parties.find(({ here }) => !here) ?? parties[0])?.key
