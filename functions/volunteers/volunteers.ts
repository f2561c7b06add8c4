/** 志愿: teams and belonging to one, shifts and their places, hours and papers. What other modules and the functions use. */
import type { volunteers } from '../../shared/volunteers.ts'
import type { Effects } from '../platform/context.ts'
import type { Change } from '../platform/matter-item.ts'
import type { Handlers } from '../platform/serve.ts'
import { attendanceHandlers } from './attendance.ts'
import { hoursHandlers } from './hours.ts'
import { confirmSeat, keepMembershipCard } from './membership.ts'
import { recordHandlers } from './records.ts'
import { followLeaving } from './shift-follows.ts'
import { confirmShift, shiftHandlers } from './shifts.ts'
import type { Membership } from './teams-store.ts'
import { teamHandlers } from './teams.ts'

export { countTask } from './hours.ts'
export { dueMembership, dueTeamPlaces, followTeamPlaces, seesMembership } from './membership.ts'
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

export const followMembership = async (effects: Effects, change: Change<Membership>) => {
  await keepMembershipCard(effects, change)
  await followLeaving(effects, change)
}

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
