/** Who goes: the two are named, one of them is away, somebody goes in their place. */
import type { Parsed } from '../../shared/contract.ts'
import type { households } from '../../shared/households/households.ts'
import { seats, type Seat } from '../../shared/households/life.ts'
import { idsOf, scopesOf } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { onOf, plusDays } from '../../shared/time.ts'
import { settingsOf, settingsWith } from '../community/community.ts'
import type { SignedIn } from '../platform/context.ts'
import { firstFrom, nextAfter } from './due-days.ts'
import { checked, heldUntil, personNow, rolesFor } from './helpers.ts'
import { nothingSaid } from './pairings-clock.ts'
import { pairings } from './pairings-kind.ts'
import { isAway, seatOf, type Pairing } from './pairings-store.ts'

type In<Name extends keyof typeof households> = Parsed<(typeof households)[Name]>

const longestDays = 366

/** They hold the role, and are not of this home. */
const checkGoer = async (ctx: SignedIn, item: Pairing, user: string, seat: Seat | 'cover') => {
  const person = await personNow(ctx, user)
  const held = person && (await heldUntil(ctx, user, rolesFor(item, seat), item.community))
  if (!held)
    throw new Refusal('households.notAHelper', {}, { [seat === 'cover' ? 'who' : seat]: '请从名单里选' })
  const { id, home } = person.profile
  const actsFor = person.proxies.some(({ person: whom }) => whom !== undefined && whom === item.resident)
  if (id === item.resident || home?.id === item.at || actsFor)
    throw new Refusal('households.ofThisHome', {}, { [seat === 'cover' ? 'who' : seat]: '请换一位' })
}

export const pair = async (ctx: SignedIn, { helper, second, tier, ...tap }: In<'pair'>) => {
  const settings = async (item: Pairing) => settingsOf(ctx, item.community)
  return pairings.move(ctx, 'pair', tap, {
    wants: { helper, second, tier },
    async prepare(item) {
      const its = await settings(item)
      if (item.state === 'listed') await settingsWith(ctx, item.community, 'households')
      if (helper === second) throw new Refusal('households.samePerson', {}, { second: '请另选一位' })
      const seated = { ...item, helper, second }
      for (const seat of seats.codes)
        if (seated[seat] !== item[seat]) await checkGoer(ctx, item, seated[seat]!, seat)
      const on = onOf(ctx.now)
      const next = item.visitedOn && nextAfter(its, item.visitedOn, tier)
      const days = next && next.toOn >= on ? next : firstFrom(its, on, tier)
      const covered = item.cover === helper || item.cover === second
      const still = {
        ...seated,
        ...(covered && { cover: undefined, coverFor: undefined, coverUntilOn: undefined }),
        away: item.away && {
          ...(item.helper === helper && item.away.helper && { helper: item.away.helper }),
          ...(item.second === second && item.away.second && { second: item.away.second }),
        },
      }
      return {
        ...(covered && { cover: undefined, coverFor: undefined, coverUntilOn: undefined }),
        ...(tier === item.tier ? {} : { ...days, ...nothingSaid }),
        news: undefined,
        ...(await checked(ctx, still)),
      }
    },
  })
}

/** Which of the two it is about: the caller, or, said by staff, the one named. */
const seatMeant = (ctx: SignedIn, item: Pairing, wanted: Seat | undefined): Seat => {
  const own = seatOf(item, idsOf(ctx.who))
  const byStaff = scopesOf(ctx.who, 'communityStaff', item.community).length > 0
  const seat = byStaff ? (wanted ?? own) : own
  if (!seat) throw new Refusal('households.whoseAway', {}, { seat: '请选是哪一位' })
  return seat
}

/** From today on, for a year at the most. */
export const inDays = (ctx: SignedIn, fields: Readonly<Record<string, string | undefined>>) => {
  const on = onOf(ctx.now)
  for (const [name, day] of Object.entries(fields))
    if (!day || day < on || day > plusDays(on, longestDays))
      throw new Refusal('households.daysWrong', {}, { [name]: '请选今天或以后的一天' })
}

export const away = (ctx: SignedIn, { seat: wanted, fromOn, toOn, ...tap }: In<'away'>) =>
  pairings.move(ctx, 'away', tap, {
    async prepare(item) {
      const seat = seatMeant(ctx, item, wanted)
      const { [seat]: _, ...others } = item.away ?? {}
      if (!fromOn && !toOn) return checked(ctx, { ...item, away: others })
      inDays(ctx, { toOn, fromOn })
      if (fromOn! > toOn!) throw new Refusal('households.daysWrong', {}, { toOn: '要在离开那天以后' })
      return checked(ctx, { ...item, away: { ...others, [seat]: { fromOn: fromOn!, toOn: toOn! } } })
    },
  })

export const cover = (ctx: SignedIn, { seat: wanted, who, untilOn, ...tap }: In<'cover'>) =>
  pairings.move(ctx, 'cover', tap, {
    async prepare(item) {
      if (!who) {
        const none = { cover: undefined, coverFor: undefined, coverUntilOn: undefined }
        return { ...none, ...(await checked(ctx, { ...item, ...none })) }
      }
      inDays(ctx, { untilOn })
      if (who === item.helper || who === item.second)
        throw new Refusal('households.samePerson', {}, { who: '请另选一位' })
      await checkGoer(ctx, item, who, 'cover')
      const on = onOf(ctx.now)
      const missing =
        seats.codes.find(seat => isAway(item, seat, on)) ??
        item.lacks?.[0] ??
        seats.codes.find(seat => item.away?.[seat])
      const coverFor = wanted ?? missing ?? seatMeant(ctx, item, wanted)
      const covered = { cover: who, coverFor, coverUntilOn: untilOn }
      return { ...covered, ...(await checked(ctx, { ...item, ...covered })) }
    },
  })
