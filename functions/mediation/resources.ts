/** What a session needs all at once: the room, the mediator and every party. */
import type { MediationRoom } from '../../shared/mediation/settings.ts'
import { partiesIn, type PartyKey } from '../../shared/mediation/life.ts'
import { plainPhone } from '../../shared/phone.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { instantOf, isOpenOn, onDay, shanghai } from '../../shared/time.ts'
import { settingsOf } from '../community/community.ts'
import { contactOf, everyIdOf, profilesOf } from '../people/people.ts'
import { peopleByPhone } from '../identity/phones.ts'
import type { Ctx } from '../platform/context.ts'
import { detailsOf, type Case } from './case-store.ts'

type Ways = Pick<Ctx, 'table' | 'secrets' | 'now'>

export const roomOf = (room: string) => `room:${room}`
export const personIn = (user: string) => `person:${user}`

/** One that can be booked. */
export const roomIn = async (
  ctx: Pick<Ctx, 'table'>,
  community: string,
  id: string,
): Promise<MediationRoom> => {
  const { rooms } = (await settingsOf(ctx, community)).mediation
  const room = rooms.find(each => each.id === id)
  if (!room || room.closed) throw new Refusal('mediation.roomUnknown', {}, { room: '请重新选' })
  return room
}

/** Whether it is open all that time, as its hours say. */
export const isOpenFor = (
  { hours }: MediationRoom,
  { fromAt, toAt }: { readonly fromAt: string; readonly toAt: string },
) => {
  const day = shanghai(fromAt)
  return (
    isOpenOn(day, hours) &&
    fromAt >= instantOf(onDay(day, hours.from)) &&
    toAt <= instantOf(onDay(day, hours.to))
  )
}

const phoneIn = async ({ secrets }: Ways, community: string, phone: string) =>
  `phone:${await secrets.derive('party phone', community, phone)}`

/** Whose of the people with this phone the name is; where there is one, it is theirs. */
const personAmong = (people: Awaited<ReturnType<typeof peopleByPhone>>, name: string | undefined) => {
  const named = people.filter(({ profile, contact }) => name === contact?.name || name === profile.callName)
  const [one, ...others] = people.length > 1 ? named : people
  return others.length ? undefined : one?.profile.id
}

/**
 * A person is one wherever they stand, and by whichever name they are known there: each id they have or had, the phone
 * they showed to be theirs, and the one the room rings. All of them are taken at once, so that somebody who is a user
 * here and only a phone there is in one place, in whichever way they are booked first; of one without either nothing is known.
 */
export const personResources = async (
  ctx: Ways,
  community: string,
  user: string | undefined,
  { phone: said, name }: { readonly phone?: string | undefined; readonly name?: string } = {},
) => {
  const phone = said && plainPhone(said)
  const there = phone ? await peopleByPhone(ctx, community, phone) : []
  const known = user ?? personAmong(there, name)
  const ids = known ? await everyIdOf(ctx, known) : []
  const [current] = ids
  const shown =
    current !== undefined && (await profilesOf(ctx, [current])).get(current)?.phone === 'checked'
      ? (await contactOf(ctx, current))?.phone
      : undefined
  // A number that several have says nothing about which of them is where.
  const phones = [there.length > 1 ? undefined : phone, shown].filter(each => each !== undefined)
  return [...ids.map(personIn), ...(await Promise.all(phones.map(each => phoneIn(ctx, community, each))))]
}

/**
 * The mediator and the parties. `to`: as far as this party may find out by asking when all of them are free — nothing
 * about parties who have not said yes, and nothing by a phone that somebody only typed.
 */
export const peopleOf = async (ctx: Ways, item: Case, to?: PartyKey): Promise<readonly string[]> => {
  const { community, mediator } = item
  const { parties } = await detailsOf(ctx, item)
  const keys = partiesIn(item).filter(key => !to || key === to || item[key]!.consent === 'yes')
  const people = await Promise.all([
    ...(mediator ? [personResources(ctx, community, mediator)] : []),
    ...keys.map(key => personResources(ctx, community, item[key]!.user, parties[key])),
  ])
  return [...new Set(people.flat())].filter(resource => !to || !resource.startsWith('phone:'))
}

export const resourcesOf = async (ctx: Ways, item: Case, room: string): Promise<readonly string[]> => [
  roomOf(room),
  ...(await peopleOf(ctx, item)),
]
