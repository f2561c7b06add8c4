/** For whom a case exists, and as what they read it. */
import { idsOf, scopesOf, type Who } from '../../shared/lifecycle.ts'
import { isParty, type PartyKey } from '../../shared/mediation/life.ts'
import type { Case } from './case-store.ts'

export type Reader =
  | { readonly as: 'party'; readonly key: PartyKey }
  | { readonly as: 'mediator'; readonly key?: undefined }
  | { readonly as: 'staff'; readonly key?: undefined }

/** On their own side first: whoever acts for the other one as well speaks for themselves alone. */
export const sideOf = (each: Case, who: Who) =>
  isParty({ ...each }, idsOf(who)) ?? isParty({ ...each }, who.actsFor)

/** Whoever works here and is a party reads it as a party. Undefined: for them there is no such case. */
export const readerOf = (each: Case, who: Who): Reader | undefined => {
  const key = sideOf(each, who)
  if (key) return { as: 'party', key }
  if (each.mediator === who.id && scopesOf(who, 'mediator', each.community).length) return { as: 'mediator' }
  return scopesOf(who, 'mediationStaff', each.community).length ? { as: 'staff' } : undefined
}

export const seesCase = (each: Case, who: Who) => readerOf(each, who) !== undefined
