/**
 * On whose side somebody stands in a case, over everybody they are or act for. Who speaks for one side never speaks for
 * another: not by a link, an account, a second id, nor by a phone that the room is given.
 */
import type { Who } from '../../shared/lifecycle.ts'
import { partiesIn, type PartyKey } from '../../shared/mediation/life.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { whoActsFor } from '../identity/proxies.ts'
import { actedFor, contactOf, everyIdOf, isActing, personOf, reachOf, type Person } from '../people/people.ts'
import type { SignedIn } from '../platform/context.ts'
import { detailsOf, type Case, type Details } from './case-store.ts'

/** As much of a case as says who takes part. */
export type Sides = Pick<Case, PartyKey> & Partial<Pick<Case, 'appliedBy' | 'origin'>>
type Speaker = Pick<Who, 'id' | 'also' | 'actsFor'>
const idsOf = ({ id, also = [] }: Speaker) => [id, ...also]
/** Parties as the room has written them down: `account` says who one is before they are asked. */
type Written = Details['parties']

const applied = ({ appliedBy }: Sides, who: Speaker) =>
  appliedBy !== undefined && idsOf(who).includes(appliedBy)

/** Which party somebody is, and for which they act. */
export const standOf = (item: Sides, who: Speaker, written: Written = {}) => {
  const among = (ids: readonly string[]) =>
    partiesIn(item).filter(key => ids.includes(item[key]!.user ?? written[key]?.account ?? ''))
  return { own: among(idsOf(who))[0], actsFor: among(who.actsFor) }
}

/**
 * Whose side the caller is on. Who is a party speaks for themselves alone, whomever else they act for. Who acts for both
 * sides stands with the one for whom they applied, or with neither: the room asks both.
 */
export const sideOf = (item: Sides, who: Speaker): PartyKey | undefined => {
  const { own, actsFor } = standOf(item, who)
  const [first] = actsFor
  const both = actsFor.some(key => item[key]!.side !== item[first!]!.side)
  return own ?? (both && !applied(item, who) ? undefined : first)
}

/** Whether somebody could not speak for this party: they are another one, or act, or have applied, for the other side. */
export const isAcross = (item: Sides, who: Speaker, key: PartyKey, written?: Written): boolean => {
  const { own, actsFor } = standOf(item, who, written)
  if (own) return own !== key
  const speaksFor = applied(item, who) ? (['p1', ...actsFor] as const) : actsFor
  return speaksFor.some(each => item[each]!.side !== item[key]!.side)
}

type Ways = Pick<SignedIn, 'table' | 'secrets' | 'now'>

/** Somebody with everybody they act for in anything: who helps a side with its errands does not answer for the other. */
export const speakerIn = ({ profile, also, proxies }: Person, now: string): Speaker => ({
  ...{ id: profile.id, also },
  actsFor: proxies.filter(isActing(now)).flatMap(actedFor),
})

/** Who has never signed in can only be rung. */
const hasSignedIn = async (ctx: Ways, user: string) => (await reachOf(ctx, user))?.openid !== undefined
const phoneOf = async (ctx: Ways, user: string) => (await contactOf(ctx, user))?.phone

/** The phones of somebody and of those who act for them. */
const phonesAround = async (ctx: Ways, user: string): Promise<readonly string[]> => {
  const people = [user, ...(await whoActsFor(ctx, user))]
  return (await Promise.all(people.map(each => phoneOf(ctx, each)))).flatMap(phone => phone || [])
}

/** Whether this phone is one of another side's, or of who acts or has applied for it: what is said there is not this party's word. */
export const isPhoneAcross = async (
  ctx: Ways,
  item: Sides,
  key: PartyKey,
  written: Written,
  phone: string | undefined,
): Promise<boolean> => {
  if (!phone) return false
  const userOf = (each: PartyKey) => item[each]?.user ?? written[each]?.account
  const own = userOf(key)
  if (own && (await hasSignedIn(ctx, own)) && (await phoneOf(ctx, own)) === phone) return false
  const side = item[key]?.side ?? 'other'
  const others = partiesIn(item).filter(each => each !== key && item[each]!.side !== side)
  if (others.some(each => written[each]?.phone === phone)) return true
  const users = [
    ...others.flatMap(each => userOf(each) ?? []),
    ...(side === 'other' && item.origin === 'app' && item.appliedBy ? [item.appliedBy] : []),
  ]
  return (await Promise.all(users.map(user => phonesAround(ctx, user)))).flat().includes(phone)
}

/** Refuses a caller who could not speak for this party. */
export const notAcross = async (ctx: SignedIn, item: Case, key: PartyKey) => {
  const [{ parties }, person, phone] = await Promise.all([
    detailsOf(ctx, item),
    personOf(ctx, ctx.who.id),
    phoneOf(ctx, ctx.who.id),
  ])
  const speaker = person ? speakerIn(person, ctx.now) : ctx.who
  // A phone that was checked is theirs, even if another says so too.
  const claimed = person?.profile.phone === 'checked' ? undefined : phone
  if (isAcross(item, speaker, key, parties) || (await isPhoneAcross(ctx, item, key, parties, claimed)))
    throw new Refusal('mediation.ownCase')
}

/**
 * Whether this neighbour could be the party: by their own account they answer as themselves, also where they act for the
 * other side elsewhere; who can only be rung is not rung at the other side's phone.
 */
export const canBeAsked = async (
  ctx: Ways,
  item: Case,
  key: PartyKey,
  written: Written,
  user: string,
): Promise<boolean> => {
  const [id, ...also] = await everyIdOf(ctx, user)
  if (isAcross(item, { id, also, actsFor: [] }, key)) return false
  return (
    (await hasSignedIn(ctx, id)) || !(await isPhoneAcross(ctx, item, key, written, await phoneOf(ctx, id)))
  )
}

/** Refuses what the room is given as a party's phone where the other side answers it. */
export const needOwnPhone = async (
  ctx: Ways,
  item: Sides,
  key: PartyKey,
  written: Written,
  field: string,
  byApplicant = false,
) => {
  if (await isPhoneAcross(ctx, item, key, written, written[key]?.phone))
    throw new Refusal(
      byApplicant ? 'mediation.ownPhone' : 'mediation.othersPhone',
      {},
      { [field]: '请改一个，或空着' },
    )
}

/** Nobody speaks with a mandate for one side who is the other, or speaks for it. */
export const needOwnAgent = (item: Sides, key: PartyKey, written: Written) => {
  const agent = written[key]?.agent
  const others = partiesIn(item).filter(each => each !== key && item[each]!.side !== item[key]?.side)
  const isTheirs = others.some(each => agent === written[each]?.agent || agent === written[each]?.name)
  if (agent && isTheirs) throw new Refusal('mediation.othersAgent', {}, { agent: '请换一位' })
}
