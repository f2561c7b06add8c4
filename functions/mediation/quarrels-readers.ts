/** For whom a note exists. */
import { idsOf, scopesOf, type Who } from '../../shared/lifecycle.ts'
import type { Quarrel } from './quarrels-store.ts'

const room = ['mediationStaff', 'mediator'] as const
const helpers = ['communityStaff', 'gridWorker', 'buildingHelper'] as const

/** Of the room, which sees every note of its community. */
export const inRoom = (who: Who, community: string) =>
  room.some(role => scopesOf(who, role, community).length > 0)

/** Whose time was booked reads it as that, whatever their work here is. */
export const isTheirs = ({ resident }: Quarrel, who: Who) =>
  resident !== undefined && [...idsOf(who), ...who.actsFor].includes(resident)

/** The person who noted one on the doorstep sees it as long as that is their work; who came about it, their own. */
export const seesQuarrel = (quarrel: Quarrel, who: Who) => {
  const { community, notedBy } = quarrel
  return (
    isTheirs(quarrel, who) ||
    inRoom(who, community) ||
    (notedBy === who.id && helpers.some(role => scopesOf(who, role, community).length > 0))
  )
}
