/** 志愿: teams and belonging to one, shifts and their places, hours and papers. What other modules and the functions use. */
import type { volunteers } from '../../shared/volunteers.ts'
import type { Handlers } from '../platform/serve.ts'
import { attendanceHandlers } from './attendance.ts'
import { hoursHandlers } from './hours.ts'
import { confirmSeat } from './membership.ts'
import { recordHandlers } from './records.ts'
import { confirmShift, shiftHandlers } from './shifts.ts'
import { teamHandlers } from './teams.ts'

export { countTask } from './hours.ts'
export {
  dueMembership,
  dueTeamPlaces,
  followMembership,
  followTeamPlaces,
  seesMembership,
} from './membership.ts'
export { membershipTells } from './membership-tells.ts'
export {
  dueShift,
  dueShiftPlaces,
  followShift,
  followShiftPlaces,
  shiftPlacesTell,
  shiftTells,
} from './shift-follows.ts'
export { seesShift } from './shift-matter.ts'
export type { Shift, ShiftPlaces } from './shifts-store.ts'
export type { Membership, TeamPlaces } from './teams-store.ts'
export { volunteerRole } from './teams.ts'
export { volunteersKeep } from './volunteers-people.ts'

export const volunteersHandlers: Handlers<typeof volunteers> = {
  ...teamHandlers,
  ...shiftHandlers,
  ...attendanceHandlers,
  ...hoursHandlers,
  ...recordHandlers,

  async confirmPlace({ id, op }, ctx) {
    await (id.startsWith('shift_') ? confirmShift(ctx, id) : confirmSeat(ctx, id, op))
    return { confirmed: true as const }
  },
}
