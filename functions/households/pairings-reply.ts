/** A pairing as its readers see it. */
import type { HomeGroup } from '../../shared/households/settings.ts'
import type { PairingReply, PairingRow } from '../../shared/households/households.ts'
import {
  pairingLife,
  pairingStates,
  type nearness,
  seatRoles,
  seats,
  tiers,
  type Seat,
} from '../../shared/households/life.ts'
import type { Code } from '../../shared/choice.ts'
import { roles, type Role } from '../../shared/contract.ts'
import { sayDoor } from '../../shared/door.ts'
import { isMe, may, roleIn } from '../../shared/lifecycle.ts'
import { onOf, sayMonthDay } from '../../shared/time.ts'
import { settingsOf } from '../community/community.ts'
import { linksTo } from '../files/files.ts'
import { entryFor } from '../matters/matters.ts'
import { lookItem, looksByPerson } from '../people/looks.ts'
import { contactOf, profilesOf } from '../people/people.ts'
import type { SignedIn } from '../platform/context.ts'
import { opened } from '../platform/sealed.ts'
import { timelineOf } from '../platform/timeline.ts'
import { isAway, isOpen, type DoorSaid, type Pairing } from './pairings-store.ts'
import { readerOf, type Reader } from './pairings-readers.ts'
import { goneName } from '../people/called.ts'

export const nearOf = (item: Pairing, on: string): Code<typeof nearness> | undefined => {
  const { state, fromOn, dueOn, toOn, soonBy } = item
  if (state !== 'active' || !fromOn || !dueOn || !toOn) return undefined
  if (toOn < on || item.soonMissed) return 'late'
  if (dueOn <= on || soonBy) return 'today'
  return fromOn <= on ? 'window' : 'ahead'
}

const sayPlace = ({ unit, room, place }: DoorSaid) => place ?? (unit && room ? sayDoor({ unit, room }) : '')

const groupsOf = (item: Pairing, groups: readonly HomeGroup[]) =>
  groups.filter(({ id }) => item.groups.includes(id)).map(group => ({ ...group }))

/** A line: a door, and nobody's name. */
export const rowsFor = async (ctx: SignedIn, items: readonly Pairing[]): Promise<PairingRow[]> =>
  Promise.all(
    items.map(async item => {
      const { id, target, buildingName: building, state, seq, tier, dueOn, visitedOn, soonBy, lacks } = item
      const [door, { households }] = await Promise.all([
        opened(ctx, item, 'door'),
        settingsOf(ctx, item.community),
      ])
      return {
        ...{ id, target, building, state, seq, tier, visitedOn, soonBy },
        door: sayPlace(door),
        stateText: pairingStates.text[state],
        groups: groupsOf(item, households.groups),
        dueOn: state === 'active' ? dueOn : undefined,
        near: nearOf(item, onOf(ctx.now)),
        lacks: state === 'active' && lacks ? [...lacks] : undefined,
      }
    }),
  )

const hintOf = (item: Pairing, reader: Reader, on: string): string => {
  const { state, dueOn = '', restUntilOn = '', tier, soonBy } = item
  if (reader === 'resident')
    return {
      listed: '社区知道您这一户了，还没定下谁来看您。',
      active: '这两位会常来看看您。不想他们来，可以先停一停，或点“不用来了”。',
      resting: `先不来，到${restUntilOn && sayMonthDay(restUntilOn)}再来。要他们来，随时点“接着来”。`,
      ended: '他们不来了。以后要人来看看，请打给社区。',
    }[state]
  switch (state) {
    case 'listed':
      return '登记了，还没定下谁去。请社区选两位。'
    case 'resting':
      return `先停到${restUntilOn && sayMonthDay(restUntilOn)}，到时候接着去。`
    case 'ended':
      return '不再走访。还要人看的，请重新登记。'
    case 'active': {
      if (soonBy) return '有变化，一天之内去看看。'
      const near = nearOf(item, on)
      const often = tier ? `${tiers.text[tier]}一次，` : ''
      if (near === 'late') return `${often}${sayMonthDay(dueOn)}该去，过了日子。去过了可以补记。`
      return near === 'today' ? `${often}今天该去了。` : `${often}${sayMonthDay(dueOn)}前后去。`
    }
  }
}

const phoneOf = async (ctx: SignedIn, user: string) => (await contactOf(ctx, user))?.phone || undefined

/** Of the home something is shown that is nobody else's business: on record before it is, for the one who lives there. */
const keepLook = async (ctx: SignedIn, item: Pairing, reader: Reader) => {
  if (reader === 'resident' || item.target === 'place') return
  const in_ = roleIn(pairingLife.rights.know, item, ctx.who)
  const as: Role = 'as' in in_ ? in_.as : 'communityStaff'
  await ctx.table.put(
    lookItem(item.resident ?? item.id, { at: ctx.now, by: ctx.who.id, as, matter: item.id }),
  )
}

export const pairingFor = async (ctx: SignedIn, item: Pairing): Promise<PairingReply> => {
  const reader = readerOf(item, ctx.who) ?? 'resident'
  await keepLook(ctx, item, reader)
  const on = onOf(ctx.now)
  const { visits = [], cover, coverFor, coverUntilOn, lacks = [], resident } = item
  const forWork = reader !== 'resident'
  const asksForThem = reader === 'staff' && item.target === 'home' && isOpen(item)
  const [{ households, on: switchedOn }, door, about, notes, timeline, looks] = await Promise.all([
    settingsOf(ctx, item.community),
    opened(ctx, item, 'door'),
    opened(ctx, item, 'about'),
    opened(ctx, item, 'notes'),
    timelineOf(ctx.table, item),
    resident && !forWork ? looksByPerson(ctx, resident, item.id) : undefined,
  ])
  const people = [
    item.helper,
    item.second,
    cover,
    ...visits.map(({ by }) => by),
    ...(notes ?? []).map(({ by }) => by),
  ]
  const names = await profilesOf(ctx, [...new Set(people.flatMap(user => user ?? []))])
  const voices = forWork ? (notes ?? []).flatMap(({ voice }) => voice ?? []) : []
  const heard = new Map((await linksTo(ctx, voices)).map(link => [link.id, link]))
  const nameOf = (user: string) => names.get(user)?.callName ?? goneName
  const as = seatRoles[item.target]
  const shown = isOpen(item)
  const helpers = await Promise.all(
    seats.codes.map(async (seat: Seat) => {
      const { [seat]: user } = item
      const away = item.away?.[seat]
      return {
        ...{ seat, as: roles.text[as[seat]], id: forWork ? user : undefined },
        name: user && nameOf(user),
        phone: user && shown ? await phoneOf(ctx, user) : undefined,
        ...(forWork && away && { awayFromOn: away.fromOn, awayToOn: away.toOn }),
        ...(forWork && shown && lacks.includes(seat) && { lacking: true as const }),
        ...(!forWork && isAway(item, seat, on) && away && { awayFromOn: away.fromOn, awayToOn: away.toOn }),
      }
    }),
  )
  const contact = forWork && resident ? await contactOf(ctx, resident) : undefined
  const { id, target, state, seq, createdAt, changedAt, tier, soonBy, restUntilOn } = item
  const days = state === 'active' ? { fromOn: item.fromOn, dueOn: item.dueOn, toOn: item.toOn } : {}
  const place = sayPlace(door)
  return {
    ...{ id, target, state, seq, createdAt, changedAt, reader, tier, ...days },
    ...(forWork && { soonBy }),
    may: [
      ...may(pairingLife, item, ctx.who).filter(name => name !== 'know' && name !== 'callHelpers'),
      ...(asksForThem && switchedOn.includes('help') ? ['askHelp'] : []),
    ],
    resident: asksForThem ? resident : undefined,
    title: forWork ? [item.buildingName, place].filter(Boolean).join('') : '有人常来看您',
    stateText: pairingStates.text[state],
    stateHint: hintOf(item, reader, on),
    building: item.buildingName,
    door: place,
    helpers: helpers.map(each => ({ ...each })),
    cover:
      cover && coverFor && coverUntilOn
        ? {
            name: nameOf(cover),
            phone: shown ? await phoneOf(ctx, cover) : undefined,
            seat: coverFor,
            untilOn: coverUntilOn,
          }
        : undefined,
    near: forWork ? nearOf(item, on) : undefined,
    restUntilOn: state === 'resting' ? restUntilOn : undefined,
    visits: visits
      .map(({ on, at, by, way, how }) => ({
        ...{ on, at, way, who: isMe(ctx.who, by) ? '您' : nameOf(by) },
        how: forWork ? how : undefined,
      }))
      .reverse(),
    ...(forWork && {
      groups: groupsOf(item, households.groups),
      groupsThere: item.target === 'home' ? households.groups.map(each => ({ ...each })) : undefined,
      name: contact?.name || about.name,
      phone: contact?.phone || about.phone,
      needs: about.needs,
      basis: about.basis,
      consent: about.consent,
      duty: about.duty,
      basisOn: about.basisOn,
      notes: (notes ?? [])
        .map(({ at, by, text, voice }) => ({ at, text, who: nameOf(by), voice: heard.get(voice ?? '') }))
        .reverse(),
      misses: item.misses,
      lacks: state === 'active' && lacks.length ? [...lacks] : undefined,
    }),
    looks,
    timeline: timeline.map(each => entryFor(each, ctx.who, forWork)),
  }
}
