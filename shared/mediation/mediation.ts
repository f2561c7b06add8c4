/** 调解: the everyday quarrel (说和), the formal case, the room's desk, and its papers. */
import { module } from '../contract.ts'
import { caseOperations } from './cases.ts'
import { deskOperations } from './desk.ts'
import { filingOperations } from './filing.ts'
import { paperOperations } from './papers.ts'
import { recordOperations } from './records.ts'
import { quarrelOperations } from './quarrels.ts'
import { talkOperations } from './talks.ts'

export const mediation = module('mediation', {
  ...quarrelOperations,
  ...talkOperations,
  ...caseOperations,
  ...recordOperations,
  ...filingOperations,
  ...deskOperations,
  ...paperOperations,
})
