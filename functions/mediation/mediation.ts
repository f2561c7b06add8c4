/** 调解: what the module gives to the functions. */
import type { mediation } from '../../shared/mediation.ts'
import type { Handlers } from '../platform/serve.ts'
import { consentHandlers } from './case-consent.ts'
import { dueCase, followCase } from './case-follows.ts'
import { listHandlers } from './case-lists.ts'
import { seesCase } from './case-matter.ts'
import type { Case } from './case-store.ts'
import { tableHandlers } from './case-table.ts'
import { caseTells } from './case-tells.ts'
import { timesHandlers } from './case-times.ts'
import { deskHandlers } from './desk.ts'
import { calendarBy, feedHandlers } from './feed.ts'
import { mediationKeeps } from './mediation-people.ts'
import { paperHandlers } from './papers/case-papers-orders.ts'
import { dueQuarrel, quarrelTells, seesQuarrel } from './quarrels-matter.ts'
import type { Quarrel } from './quarrels-store.ts'
import { quarrelHandlers } from './quarrels.ts'
import { roomsMayChange } from './room-changes.ts'

export {
  calendarBy,
  caseTells,
  dueCase,
  followCase,
  mediationKeeps,
  roomsMayChange,
  seesCase,
  dueQuarrel,
  quarrelTells,
  seesQuarrel,
  type Case,
  type Quarrel,
}

export const mediationHandlers: Handlers<typeof mediation> = {
  ...quarrelHandlers,
  ...consentHandlers,
  ...timesHandlers,
  ...tableHandlers,
  ...listHandlers,
  ...deskHandlers,
  ...feedHandlers,
  ...paperHandlers,
}
