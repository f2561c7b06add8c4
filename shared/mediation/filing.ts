/** Putting papers on file: a photo or PDF of one, or the word of somebody of the room that the original is in the paper file. */
import * as z from 'zod/mini'
import { id, onceKey, operation } from '../contract.ts'
import { rolesIn } from '../lifecycle.ts'
import { dossierItems } from './dossier.ts'
import { caseLife } from './life.ts'
import { caseReply } from './reply.ts'

export const filingOperations = {
  putOnFile: operation({
    says: 'A paper of the file: photographed, or without files, its original is in the paper file, as who says so says. Also after archiving: such a one is an addition.',
    by: rolesIn(caseLife.moves.putOnFile),
    takes: z.object({
      id,
      op: z.optional(onceKey),
      item: dossierItems.schema,
      files: z.optional(z.array(id).check(z.minLength(1), z.maxLength(9))),
    }),
    gives: caseReply,
  }),
}
