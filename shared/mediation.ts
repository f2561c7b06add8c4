/** 调解: the everyday quarrel (说和), the formal case, the room's desk, and its papers. */
import { module } from './contract.ts'
import { caseOperations } from './mediation/cases.ts'
import { deskOperations } from './mediation/desk.ts'
import { paperOperations } from './mediation/papers.ts'
import { quarrelOperations } from './mediation/quarrels.ts'

export const mediation = module('mediation', {
  ...quarrelOperations,
  ...caseOperations,
  ...deskOperations,
  ...paperOperations,
})
