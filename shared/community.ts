/** What a community decides for itself: data with defaults, so that no module has hours, clocks or names in it. */
import * as z from 'zod/mini'
import { module, operation, scopeId } from './contract.ts'

const clock = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))
const minutes = z.int().check(z.minimum(1), z.maximum(60 * 24 * 30))

export const settings = z.object({
  name: z._default(z.string(), '社区'),
  phone: z._default(z.string(), ''),
  /** The phone that is answered outside duty hours. */
  dutyPhone: z._default(z.string(), ''),
  dutyHours: z._default(z.object({ from: clock, to: clock }), { from: '08:00', to: '20:00' }),
  help: z.prefault(
    z.object({
      /** Duty minutes until somebody should have claimed it, by kind. */
      claimMinutes: z.prefault(
        z.object({ groceries: z._default(minutes, 60), errands: z._default(minutes, 240) }),
        {},
      ),
      /** Duty minutes a team has to name a volunteer, and a volunteer to say yes. */
      assignMinutes: z._default(minutes, 60),
      acceptMinutes: z._default(minutes, 30),
      /** Duty minutes from yes to delivered, and from one reminder of staff to the next. */
      carryMinutes: z._default(minutes, 240),
      remindMinutes: z._default(minutes, 720),
      /** Minutes (all hours) of silence after which a delivered request ends as unanswered. */
      confirmMinutes: z._default(minutes, 48 * 60),
    }),
    {},
  ),
})
export type Settings = z.output<typeof settings>

/** What a role can be given for, beside the community itself. */
export type ScopeKind = 'team' | 'grid' | 'building' | 'firm' | 'beat' | 'department' | 'partner'

export const community = module('community', {
  about: operation({
    says: 'The name, phones and duty hours of a community the caller belongs to; for a newcomer, of the one that welcomes them.',
    by: 'signedIn',
    takes: z.object({ community: z.optional(scopeId) }),
    gives: z.object({
      id: z.string(),
      name: z.string(),
      phone: z.string(),
      dutyPhone: z.string(),
      dutyHours: z.object({ from: z.string(), to: z.string() }),
      onDuty: z.boolean(),
    }),
  }),
})
