/** For whom a home or a place exists. */
import { pairingLife } from '../../shared/households/life.ts'
import { idsOf, roleIn, scopesOf, type Who } from '../../shared/lifecycle.ts'
import { isOpen, type Pairing } from './pairings-store.ts'

export type Reader = 'staff' | 'goes' | 'resident'

/** Staff see all; those who go, and who has listed it, as long as that is theirs; and the one they go to see. */
export const readerOf = (item: Pairing, who: Who): Reader | undefined => {
  if (scopesOf(who, 'communityStaff', item.community).length) return 'staff'
  if (isOpen(item) && 'as' in roleIn(pairingLife.rights.know, item, who)) return 'goes'
  const { resident } = item
  return resident !== undefined && [...idsOf(who), ...who.actsFor].includes(resident) ? 'resident' : undefined
}
