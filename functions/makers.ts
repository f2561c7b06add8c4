/** Who makes which paper, by the names that modules order them under. Apart from modules.ts, so that only the papers function loads what writes PDF and XLSX. */
import { caseMakers } from './mediation/papers/case-papers.ts'
import { quarrelMakers } from './mediation/papers/quarrel-papers.ts'
import type { Makers } from './papers/make.ts'
import { volunteersMakers } from './volunteers/volunteers-papers.ts'

export const makers: Makers = { ...volunteersMakers, ...caseMakers, ...quarrelMakers }
