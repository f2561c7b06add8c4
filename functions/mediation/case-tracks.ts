/** What moves of a case share: whose track it is, and what is sealed with it. */
import {
  partiesIn,
  partyKeys,
  type CaseMove,
  type Party,
  type PartyKey,
} from '../../shared/mediation/life.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { contactOf, profilesOf, type Profile } from '../people/people.ts'
import type { SignedIn } from '../platform/context.ts'
import { caseMatters } from './case-kind.ts'
import { readerOf } from './case-readers.ts'
import { detailsOf, type Case, type Details, type PartyDetails } from './case-store.ts'

export interface Tap {
  readonly id: string
  readonly op?: string | undefined
  readonly seq?: number | undefined
  readonly reason?: string
}

/** The caller's own side; for the room, the one that is named. */
export const trackOf = (ctx: SignedIn, item: Case, wanted: PartyKey | undefined): PartyKey => {
  const own = readerOf(item, ctx.who)?.key
  if (own && wanted !== undefined && wanted !== own) throw new Refusal('matter.notYours')
  const key = own ?? wanted
  if (!key || !item[key]) throw new Refusal('mediation.partyUnknown', {}, { party: '请从名单里选' })
  return key
}

/** A move on one party's track, beside which others act: taken on what stands there when it is written. */
export const moveTrack = async (
  ctx: SignedIn,
  name: CaseMove,
  tap: Tap,
  wanted: PartyKey | undefined,
  change: (party: Party, item: Case) => Partial<Party>,
  /** What else changes with it, or stands in its way: not asked when the tap is sent once more. */
  more: (item: Case, key: PartyKey) => Promise<Partial<Case>> = async () => ({}),
): Promise<Case> => {
  const read = await caseMatters.find(ctx, tap.id)
  const key = trackOf(ctx, read, wanted)
  const made = (item: Case): Partial<Case> => ({ [key]: { ...item[key]!, ...change(item[key]!, item) } })
  return caseMatters.move(ctx, name, tap, {
    prepare: async item => ({ ...made(item), ...(await more(item, key)) }),
  })
}

export const everyParty = (item: Case, change: (party: Party) => Party): Partial<Case> =>
  Object.fromEntries(partiesIn(item).map(key => [key, change(item[key]!)]))

/** An item of DynamoDB holds 400 KB; the sealed part is to leave room for the rest. */
const mostSealed = 200_000

/** The sealed part with something changed in it. */
export const resealed = async (ctx: SignedIn, item: Case, change: (details: Details) => Partial<Details>) => {
  const details = await detailsOf(ctx, item)
  const sealed = await caseMatters.seal(ctx, item, 'details', { ...details, ...change(details) })
  if (sealed.length > mostSealed) throw new Refusal('mediation.notesFull')
  return { details: sealed }
}

export const noted = async (ctx: SignedIn, item: Case, text: string) => {
  const name = (await profilesOf(ctx, [ctx.who.id])).get(ctx.who.id)?.callName ?? ''
  return resealed(ctx, item, ({ notes = [] }) => ({
    notes: [...notes, { at: ctx.now, by: ctx.who.id, name, text }],
  }))
}

export const nextParty = (item: Case) => partyKeys.find(key => item[key] === undefined)

/** A neighbour as a party: their name and door as the community has them, for the room and the agreement. */
export const knownOf = async (
  ctx: Pick<SignedIn, 'table' | 'secrets'>,
  { id, callName, home }: Profile,
): Promise<PartyDetails> => {
  const contact = await contactOf(ctx, id)
  return {
    name: contact?.name ?? callName,
    ...(home && { building: home.building }),
    ...(contact?.address && { room: contact.address }),
    ...(contact?.phone && { phone: contact.phone }),
  }
}
