/** 调解: the everyday quarrel (说和), the formal case, the room's desk, and its papers. */
import { module } from './contract.ts'
import { caseOperations } from './mediation/cases.ts'

export const mediation = module('mediation', {
  ...caseOperations,
})
