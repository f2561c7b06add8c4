/** For whom a sign of life exists, and how close they are. */
import { helperRoles, type WellbeingFields } from '../../shared/wellbeing/life.ts'
import type { wellbeingReaders } from '../../shared/wellbeing/wellbeing.ts'
import { isMe, scopesOf, type Who } from '../../shared/lifecycle.ts'
import type { Wellbeing } from './wellbeing-store.ts'

export type Reader = (typeof wellbeingReaders)[number]

/** A helper is one as long as that is their work here. */
const helps = ({ helper, second, community }: WellbeingFields & { readonly community: string }, who: Who) =>
  (isMe(who, helper) || isMe(who, second)) &&
  helperRoles.some(role => scopesOf(who, role, community).length > 0)

/** Undefined: for them it does not exist. Who acts for a partner or helper sees nothing of the neighbour. */
export const readerOf = (item: Wellbeing, who: Who): Reader | undefined => {
  const { person, partner, partnerAsked, community } = item
  if (isMe(who, person)) return 'self'
  if (scopesOf(who, 'communityStaff', community).length) return 'staff'
  if (who.actsFor.includes(person)) return 'family'
  if (item.state === 'ended') return undefined
  if (isMe(who, partner)) return 'partner'
  if (helps(item, who)) return 'helper'
  return isMe(who, partnerAsked) ? 'asked' : undefined
}
