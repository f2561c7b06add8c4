/** For whom a shift exists. */
import { may, type Who } from '../../shared/lifecycle.ts'
import { shiftLife } from '../../shared/volunteers/shifts.ts'
import type { Shift } from './shifts-store.ts'

export const keepsList = (shift: Shift, who: Who) => may(shiftLife, shift, who).includes('keepList')

/** Who rings those who wanted to come, when it was called off. */
export const keepsCallList = (shift: Shift, who: Who) => may(shiftLife, shift, who).includes('callList')

/** For whom it exists: who may come, and who keeps the list. */
export const seesShift = ({ community, team, openTo }: Shift, who: Who) =>
  who.grants.some(
    ({ community: where, role, scope }) =>
      where === community &&
      (openTo === 'all' ||
        role === 'communityStaff' ||
        (scope === team && ['volunteer', 'teamLead'].includes(role))),
  )
