/** 二对一帮扶: who is looked in on, by which two, when one of them goes next, and what they found. */
import * as z from 'zod/mini'
import {
  beginning,
  doorPart,
  id,
  instant,
  listOf,
  listed,
  matter,
  maybeDialled,
  maybeName,
  maybeText,
  module,
  operation,
  scopeId,
  tap,
  tellsOthers,
  text,
} from '../contract.ts'
import { rolesIn } from '../lifecycle.ts'
import { fileLink } from '../files/files.ts'
import {
  bases,
  changeReasons,
  consentWays,
  coverRoles,
  endReasons,
  nearness,
  pairingLife,
  pairingStates,
  restReasons,
  seats,
  targets,
  tiers,
  tryReasons,
  visitFindings,
  visitWays,
} from './life.ts'
import { groupReply, mapOperations } from './map.ts'

const day = z.iso.date()

/** A line of a list: a door, and nobody's name. */
const row = z.object({
  id: z.string(),
  target: targets.schema,
  building: z.optional(z.string()),
  /** 2单元301室; of a place, what it is called. */
  door: z.string(),
  state: pairingStates.schema,
  stateText: z.string(),
  seq: z.int(),
  groups: z.array(groupReply),
  tier: z.optional(tiers.schema),
  dueOn: z.optional(day),
  near: z.optional(nearness.schema),
  visitedOn: z.optional(day),
  /** Somebody has said that things have changed there: by when one of the two goes. */
  soonBy: z.optional(instant),
  /** Which of the two is missing. */
  lacks: z.optional(z.array(seats.schema)),
})
export type PairingRow = z.output<typeof row>

const helperReply = z.object({
  seat: seats.schema,
  /** 网格员, 党员, 民警 */
  as: z.string(),
  id: z.optional(z.string()),
  name: z.optional(z.string()),
  phone: z.optional(z.string()),
  awayFromOn: z.optional(day),
  awayToOn: z.optional(day),
  lacking: z.optional(z.literal(true)),
})

export const pairingReply = z.object({
  ...matter(pairingStates),
  target: targets.schema,
  title: z.string(),
  stateText: z.string(),
  stateHint: z.string(),
  /** Who comes to see it: those who go or see that somebody goes, or the one they go to see. */
  reader: z.enum(['staff', 'goes', 'resident']),
  building: z.optional(z.string()),
  door: z.string(),
  helpers: z.array(helperReply),
  cover: z.optional(
    z.object({ name: z.string(), phone: z.optional(z.string()), seat: seats.schema, untilOn: day }),
  ),
  tier: z.optional(tiers.schema),
  /** One of the two goes between `fromOn` and `toOn`, best on `dueOn`. */
  fromOn: z.optional(day),
  dueOn: z.optional(day),
  toOn: z.optional(day),
  near: z.optional(nearness.schema),
  soonBy: z.optional(instant),
  restUntilOn: z.optional(day),
  visits: z.array(
    z.object({
      on: day,
      at: instant,
      who: z.string(),
      way: visitWays.schema,
      how: z.optional(visitFindings.schema),
    }),
  ),
  // For those who go, and for staff:
  groups: z.optional(z.array(groupReply)),
  /** All that there are, to put right what it is in. */
  groupsThere: z.optional(z.array(groupReply)),
  name: z.optional(z.string()),
  phone: z.optional(z.string()),
  needs: z.optional(z.string()),
  basis: z.optional(bases.schema),
  consent: z.optional(consentWays.schema),
  duty: z.optional(z.string()),
  basisOn: z.optional(day),
  notes: z.optional(
    z.array(z.object({ at: instant, who: z.string(), text: z.string(), voice: z.optional(fileLink) })),
  ),
  /** Times in a row that nobody opened. */
  misses: z.optional(z.int()),
  lacks: z.optional(z.array(seats.schema)),
  /** For staff, who may ask for help for them: the person, where they have an account or are known by phone. */
  resident: z.optional(z.string()),
  /** For the one they go to see: who looked at what is known of them. */
  looks: z.optional(z.array(z.object({ at: instant, name: z.string(), as: z.string(), times: z.int() }))),
})
export type PairingReply = z.output<typeof pairingReply>

const about = {
  name: z.optional(maybeName(20)),
  phone: z.optional(maybeDialled),
  /** What has to be known by those who go there. */
  needs: z.optional(maybeText(300)),
}
const note = z.optional(maybeText(300))
const groupIds = z.array(scopeId).check(z.maxLength(7))
const { moves } = pairingLife
const goesThere = rolesIn(moves.visit)
const gives = pairingReply
const where = { community: z.optional(scopeId) }

const candidate = z.object({
  id: z.string(),
  name: z.string(),
  building: z.optional(z.string()),
  /** Homes and places they have by now. */
  pairings: z.int(),
})

export const households = module('households', {
  round: operation({
    says: 'Where the caller goes today: what is late, due or may be visited by now, building by building.',
    by: coverRoles,
    takes: z.object(where),
    gives: z.object({
      on: day,
      items: z.array(row),
      /** How many the caller has altogether. */
      all: z.int(),
    }),
  }),
  pairings: operation({
    says: 'Homes and places by state, those that lack a helper, or the caller’s own; staff see all, grid workers those of their grid. Without names.',
    by: goesThere,
    takes: z.object({
      ...listed,
      ...where,
      list: z._default(z.enum(['mine', 'lacking', ...pairingStates.codes]), 'active'),
      building: z.optional(scopeId),
      group: z.optional(scopeId),
    }),
    gives: listOf(row),
  }),
  pairing: operation({
    says: 'One of them. For the one they go to see: the two, their phones, and who looked. Each look at a home is on record.',
    by: 'signedIn',
    takes: z.object({ id }),
    gives,
  }),
  ...mapOperations,
  listHome: operation({
    says: 'Puts a home, or a place, on the map. The same door twice is refused while it stands there.',
    by: ['communityStaff', 'gridWorker'],
    limit: tellsOthers,
    takes: z.object({
      ...beginning,
      ...where,
      target: z._default(targets.schema, 'home'),
      building: z.optional(scopeId),
      unit: z.optional(doorPart),
      room: z.optional(doorPart),
      /** Of a place. */
      place: z.optional(text(30)),
      groups: z._default(groupIds, []),
      /** Which of those who live there; left out where one does. */
      person: z.optional(id),
      ...about,
      basis: z.optional(bases.schema),
      consent: z.optional(consentWays.schema),
      duty: z.optional(maybeText(60)),
    }),
    gives,
  }),
  amend: operation({
    says: 'What is known of it, put right.',
    by: rolesIn(moves.amend),
    takes: z.object({ ...tap, ...about, groups: z.optional(groupIds) }),
    gives,
  }),
  candidates: operation({
    says: 'Whom staff can pair, or ask to go for a while, with how many homes each has; the least loaded first.',
    by: rolesIn(moves.cover),
    takes: z.object({ id }),
    gives: z.object({
      helper: z.array(candidate),
      second: z.array(candidate),
      cover: z.array(candidate),
    }),
  }),
  pair: operation({
    says: 'Names the two and how often one of them goes; again to put another in the place of one, or to go more often.',
    by: rolesIn(moves.pair),
    limit: tellsOthers,
    takes: z.object({ ...tap, helper: id, second: id, tier: tiers.schema }),
    gives,
  }),
  visit: operation({
    says: 'Somebody was there, today or on an earlier day; the next day follows from the last one.',
    by: rolesIn(moves.visit),
    takes: z.object({
      ...tap,
      on: z.optional(day),
      way: z._default(visitWays.schema, 'door'),
      how: visitFindings.schema,
      note,
      /** Said rather than written. */
      voice: z.optional(id),
    }),
    gives,
  }),
  tried: operation({
    says: 'Nobody opened. The day stays; the second time in a row staff hear of it.',
    by: rolesIn(moves.tried),
    takes: z.object({ ...tap, reason: z._default(tryReasons.schema, 'notHome'), note }),
    gives,
  }),
  changed: operation({
    says: 'Things have changed there: the two are told, and one goes within a day.',
    by: rolesIn(moves.changed),
    limit: tellsOthers,
    takes: z.object({ ...tap, reason: changeReasons.schema, note }),
    gives,
  }),
  away: operation({
    says: 'One of the two is away from one day to another; without days, they are back.',
    by: rolesIn(moves.away),
    takes: z.object({
      ...tap,
      seat: z.optional(seats.schema),
      fromOn: z.optional(day),
      toOn: z.optional(day),
    }),
    gives,
  }),
  cover: operation({
    says: 'Somebody goes in the place of one of the two until a day; without somebody, nobody does any longer.',
    by: rolesIn(moves.cover),
    limit: tellsOthers,
    takes: z.object({
      ...tap,
      seat: z.optional(seats.schema),
      who: z.optional(id),
      untilOn: z.optional(day),
    }),
    gives,
  }),
  rest: operation({
    says: 'Nobody goes until a day.',
    by: rolesIn(moves.rest),
    takes: z.object({ ...tap, untilOn: day, reason: restReasons.schema }),
    gives,
  }),
  back: operation({
    says: 'They go again.',
    by: rolesIn(moves.back),
    takes: z.object(tap),
    gives,
  }),
  endPairing: operation({
    says: 'Nobody goes there any more, with the reason.',
    by: rolesIn(moves.end),
    takes: z.object({ ...tap, reason: z._default(endReasons.schema, 'declined') }),
    gives,
  }),
})
