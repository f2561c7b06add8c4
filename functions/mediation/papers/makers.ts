/** Every paper that mediation makes. */
import type { Makers } from '../../papers/make.ts'
import { caseMakers } from './case-papers.ts'
import { invitationMakers } from './invitation.ts'
import { quarrelMakers } from './quarrel-papers.ts'

export const mediationMakers: Makers = { ...caseMakers, ...invitationMakers, ...quarrelMakers }
