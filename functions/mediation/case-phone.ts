/** Ringing about a case whom no message reached: what to say, and who they are where they have no account. */
import type { PartyKey } from '../../shared/mediation/life.ts'
import { settingsOf } from '../community/community.ts'
import type { SignedIn } from '../platform/context.ts'
import type { Reached } from '../platform/notice.ts'
import { whereOf } from './case-looks.ts'
import { detailsOf, hasEnded, type Case } from './case-store.ts'

/** With the place, which a message leaves to the page. */
export const casePhoned = async (ctx: SignedIn, item: Case, text: string): Promise<string | undefined> => {
  if (hasEnded(item)) return undefined
  const at = item.kept ?? item.slot
  const { rooms } = (await settingsOf(ctx, item.community)).mediation
  const room = at && rooms.find(({ id }) => id === at.room)
  return room ? `${text}地点：${room.place}${room.name}。` : text
}

export const caseReached = async (ctx: SignedIn, item: Case, party: string): Promise<Reached | undefined> => {
  const key = party as PartyKey
  if (!item[key] || item[key].user) return undefined
  const details = (await detailsOf(ctx, item)).parties[key]
  return details && { name: details.name, where: whereOf(details) || undefined, phone: details.phone }
}
