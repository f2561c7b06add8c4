/** For whom a case exists, and as what they read it. */
import { idsOf, scopesOf, type Who } from '../../shared/lifecycle.ts'
import type { PartyKey } from '../../shared/mediation/life.ts'
import { sideOf, standOf } from './case-sides.ts'
import type { Case } from './case-store.ts'

export type Reader =
  | { readonly as: 'party'; readonly key: PartyKey }
  | { readonly as: 'mediator'; readonly key?: undefined }
  | { readonly as: 'staff'; readonly key?: undefined }

/** Someone of the room who is a party reads it as a party. Undefined: for this person the case does not exist. */
export const readerOf = (item: Case, who: Who): Reader | undefined => {
  const key = sideOf(item, who)
  if (key) return { as: 'party', key }
  // Who acts for both sides reads for neither, also at the room's desk.
  if (standOf(item, who).actsFor.length) return undefined
  // Until somebody is chosen, a mediator who wrote it down reads it: who comes to one, or whom one goes to (art. 17).
  const { mediator = item.origin === 'app' ? '' : item.appliedBy } = item
  if (idsOf(who).includes(mediator) && scopesOf(who, 'mediator', item.community).length)
    return { as: 'mediator' }
  return scopesOf(who, 'mediationStaff', item.community).length ? { as: 'staff' } : undefined
}

export const seesCase = (item: Case, who: Who) => readerOf(item, who) !== undefined
