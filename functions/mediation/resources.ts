/** What a session needs all at once: the room, the mediator and every party. */
import type { MediationRoom } from '../../shared/community.ts'
import { partiesIn, type PartyKey } from '../../shared/mediation/life.ts'
import { Refusal } from '../../shared/refusals.ts'
import { settingsOf } from '../community/community.ts'
import { personByPhone } from '../identity/identity.ts'
import type { Ctx } from '../platform/context.ts'
import { detailsOf, type Case } from './case-store.ts'

type Ways = Pick<Ctx, 'table' | 'secrets' | 'now'>

export const roomOf = (room: string) => `room:${room}`
export const personIn = (user: string) => `person:${user}`

export const roomIn = async (
  ctx: Pick<Ctx, 'table'>,
  community: string,
  id: string,
): Promise<MediationRoom> => {
  const { rooms } = (await settingsOf(ctx, community)).mediation
  const room = rooms.find(each => each.id === id)
  if (!room) throw new Refusal('mediation.roomUnknown', {}, { room: '请重新选' })
  return room
}

/** A party is one person wherever they stand: the user, or whoever has their phone; of one without either nothing is known. */
const partyResource = async (ctx: Ways, each: Case, key: PartyKey, phone: string | undefined) => {
  const user = each[key]?.user
  if (user) return personIn(user)
  if (!phone) return undefined
  const known = await personByPhone(ctx, each.community, phone)
  return known
    ? personIn(known.id)
    : `phone:${await ctx.secrets.derive('party phone', each.community, phone)}`
}

/** The mediator and the parties. */
export const peopleOf = async (ctx: Ways, each: Case): Promise<readonly string[]> => {
  const { parties } = await detailsOf(ctx, each)
  const people = await Promise.all(
    partiesIn({ ...each }).map(key => partyResource(ctx, each, key, parties[key]?.phone)),
  )
  const all = [...(each.mediator ? [personIn(each.mediator)] : []), ...people]
  return [...new Set(all.filter(resource => resource !== undefined))]
}

export const resourcesOf = async (ctx: Ways, each: Case, room: string): Promise<readonly string[]> => [
  roomOf(room),
  ...(await peopleOf(ctx, each)),
]
