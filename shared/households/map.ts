/** 民情图: the community as its buildings stand, a building door by door, and what a month of visits comes to. */
import * as z from 'zod/mini'
import { creation, id, operation, scopeId } from '../contract.ts'
import { nearness, pairingStates, seats } from './life.ts'

const day = z.iso.date()
export const groupReply = z.object({ id: z.string(), name: z.string(), letter: z.string(), colour: z.int() })
const where = { community: z.optional(scopeId) }

const counts = {
  homes: z.int(),
  paired: z.int(),
  /** Homes for which one of the two is missing, or both. */
  lacking: z.int(),
  /** Homes whose day has passed. */
  late: z.int(),
  places: z.int(),
  /** Homes of Party members who want them marked. */
  stars: z.int(),
  /** By group; a home can be in several. */
  byGroup: z.record(z.string(), z.int()),
}

const door = z.object({
  unit: z.string(),
  room: z.string(),
  homes: z.array(
    z.object({
      id: z.string(),
      groups: z.array(z.string()),
      state: pairingStates.schema,
      visitedOn: z.optional(day),
      near: z.optional(nearness.schema),
      lacking: z.optional(z.literal(true)),
      /** Its page is for the reader. */
      open: z.optional(z.literal(true)),
    }),
  ),
  star: z.optional(z.literal(true)),
})
export type MapDoor = z.output<typeof door>

/** How many visits a month comes to: those that were, and those still to come by the days that are set. */
const visits = { homes: z.int(), planned: z.int(), done: z.int(), left: z.int(), late: z.int() }

export const mapOperations = {
  map: operation({
    says: '民情图: where the buildings stand, how many homes of each group each has, how many are paired, and when they were last seen. The street sees the sums.',
    by: ['communityStaff', 'gridWorker', 'supervisor'],
    takes: z.object(where),
    gives: z.object({
      on: day,
      groups: z.array(groupReply),
      /** Row by row: a building's id, what else stands there, or nothing. */
      plan: z.array(z.array(z.object({ building: z.optional(z.string()), label: z.optional(z.string()) }))),
      buildings: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          ...counts,
          /** The Monday of the week in which the home that waits longest was seen, and how many nobody has seen yet. */
          oldestOn: z.optional(day),
          never: z.int(),
        }),
      ),
      total: z.object(counts),
    }),
  }),
  building: operation({
    says: 'A building door by door: groups, when somebody was there last, whether a helper is missing. Without names.',
    by: ['communityStaff', 'gridWorker'],
    takes: z.object({ ...where, building: scopeId }),
    gives: z.object({
      id: z.string(),
      name: z.string(),
      on: day,
      groups: z.array(groupReply),
      doors: z.array(door),
    }),
  }),
  printMap: operation({
    says: '民情图 for the wall, as a paper: the community on one sheet, with each building on one of its own, or one building. Without names.',
    by: ['communityStaff', 'gridWorker'],
    takes: z.object({
      ...creation,
      ...where,
      building: z.optional(scopeId),
      sheets: z._default(z.enum(['whole', 'all']), 'whole'),
    }),
    gives: z.object({ paper: z.string() }),
  }),
  star: operation({
    says: 'Marks the home of a Party member who wants it, or takes the mark away; saying neither, how it stands. Staff do so for one who has asked them.',
    by: ['partyMember', 'communityStaff'],
    takes: z.object({ ...where, person: z.optional(id), on: z.optional(z.boolean()) }),
    gives: z.object({ on: z.boolean() }),
  }),
  month: operation({
    says: 'A month of visits, helper by helper in the order of their names: how many it comes to, done, left, late.',
    by: ['communityStaff'],
    takes: z.object({ ...where, month: z.optional(z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/))) }),
    gives: z.object({
      month: z.string(),
      total: z.object(visits),
      helpers: z.array(
        z.object({
          id,
          name: z.string(),
          seat: seats.schema,
          as: z.string(),
          ...visits,
          /** Away today. */
          away: z.optional(z.literal(true)),
        }),
      ),
    }),
  }),
}
