/** Every paper that mediation makes. */
import type { Makers } from '../../papers/make.ts'
import { caseMakers } from './case-papers.ts'
import { quarrelMakers } from './quarrel-papers.ts'

export const mediationMakers: Makers = { ...caseMakers, ...quarrelMakers }
