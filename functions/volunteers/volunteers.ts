/** 志愿: teams and belonging to one, shifts and their places, hours and papers. What other modules and the functions use. */
import { volunteers } from '../../shared/volunteers/volunteers.ts'
import { followed } from '../platform/followed.ts'
import { module } from '../platform/module.ts'
import type { Handlers } from '../platform/serve.ts'
import { attendanceHandlers } from './attendance.ts'
import { hoursHandlers } from './hours.ts'
import { confirmSeat, dueTeamPlaces, followTeamPlaces, memberships } from './membership.ts'
import { recordHandlers } from './records.ts'
import { dueShiftPlaces, followShiftPlaces, shiftPlacesTell } from './shift-follows.ts'
import { shiftMatters } from './shift-kind.ts'
import type { ShiftPlaces } from './shifts-store.ts'
import { confirmShift, shiftHandlers } from './shifts.ts'
import type { TeamPlaces } from './teams-store.ts'
import { teamHandlers } from './teams.ts'
import { volunteersKeep } from './volunteers-people.ts'

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

export const volunteersModule = module(volunteers, {
  handlers: volunteersHandlers,
  kinds: [
    memberships.followed,
    followed<TeamPlaces>({ name: 'teamPlaces', follows: followTeamPlaces, due: dueTeamPlaces }),
    shiftMatters.followed,
    followed<ShiftPlaces>({
      name: 'shiftPlaces',
      follows: followShiftPlaces,
      due: dueShiftPlaces,
      tells: shiftPlacesTell,
    }),
  ],
  keeps: volunteersKeep,
})
