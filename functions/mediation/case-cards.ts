/** 我的事: whom a case concerns, and the line each reads there. */
import type { Card } from '../../shared/matters/matters.ts'
import { partiesIn, disputeKinds, type Party } from '../../shared/mediation/life.ts'
import { hasEnded, type Case } from './case-store.ts'
import { caseNameFor } from './mediation-words.ts'

/** Whether this party is the one to do something next. */
const isTheirs = ({ state, offered, kept }: Case, { consent, rightsAt, times, signed }: Party) => {
  if (state === 'asked' || state === 'unreachable') return consent !== 'yes' && consent !== 'no'
  if (kept) return true
  if (['willing', 'mediatorSet', 'noticed'].includes(state))
    return (state !== 'willing' && !rightsAt) || (offered !== undefined && times === undefined)
  return (state === 'scheduled' && !rightsAt) || (state === 'signing' && !signed)
}

/** Made without opening anything that is sealed. */
export const caseCards = (item: Case): ReadonlyMap<string, Card> => {
  const { id, state, what, changedAt, createdAt, mediator, number } = item
  const ended = hasEnded(item)
  const card = (theirs: boolean, party?: Party): Card => ({
    ...{ kind: 'case', id, changedAt },
    title: [`${disputeKinds.text[what]}调解`, number].filter(Boolean).join(' · '),
    stateText: caseNameFor(state, party),
    tone: ended ? 'ended' : theirs ? 'yours' : 'waiting',
  })
  const parties = partiesIn(item).flatMap(key => {
    const party = item[key]!
    return party.user ? [[party.user, card(isTheirs(item, party), party)] as const] : []
  })
  const own = item.p1?.user
  return new Map([
    ...(mediator
      ? [[mediator, card(['scheduled', 'held', 'adjourned', 'signing'].includes(state))] as const]
      : []),
    ...parties.map(([user, each]) => [user, user === own ? { ...each, askedAt: createdAt } : each] as const),
  ])
}
