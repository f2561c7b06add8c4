/**
 * The record (笔录) of one session: written, then signed by those who were there, the mediator and who wrote it. From the
 * first signature its words stand; what is said later is added under them, with a day and a name.
 */
import * as z from 'zod/mini'
import { choice, type Code } from '../choice.ts'
import { id, instant, onceKey, operation, personName, text } from '../contract.ts'
import { rolesIn } from '../lifecycle.ts'
import { caseLife, partyKeys, type PartyKey } from './life.ts'

export const sheetBlocks = z
  .array(z.object({ who: personName(20), text: text(2000) }))
  .check(z.maxLength(200))
export const points = z.array(text(500)).check(z.maxLength(20))

/** Which session of the case, counted from one. */
export const sessionNumber = z.int().check(z.minimum(1), z.maximum(99))

export const recordStates = choice({ writing: '正在写', signing: '等签字', signed: '已签' })
export type RecordState = Code<typeof recordStates>
/** Who will not sign does not keep the others from it: that is written down as well. */
export const recordSigns = choice({ pen: '签了字', thumb: '按了手印', refused: '不肯签' })

export const signers = [...partyKeys, 'mediator', 'recorder'] as const
export type Signer = (typeof signers)[number]

/** Who signs it: those who were there, the mediator, and who wrote it. */
export const signersOf = (present: readonly PartyKey[]): readonly Signer[] => [
  ...present,
  'mediator',
  'recorder',
]

interface Sign {
  readonly what: Signer
}
/** The signature that counts: a later one of the same person puts the earlier right. */
export const signOf = <S extends Sign>(signs: readonly S[], what: Signer): S | undefined =>
  signs.findLast(each => each.what === what)
export const recordStateOf = (present: readonly PartyKey[], signs: readonly Sign[]): RecordState => {
  if (!signs.length) return 'writing'
  return signersOf(present).every(what => signOf(signs, what)) ? 'signed' : 'signing'
}

const signer = z.enum(signers)
const said = z.object({ at: instant, name: z.string(), text: z.string() })

export const recordReply = z.object({
  /** Of the case. */
  id: z.string(),
  session: sessionNumber,
  /** What the reader may do with it as it stands. */
  may: z.array(z.string()),
  /** The slot, and when it really was. */
  fromAt: instant,
  toAt: instant,
  beganAt: z.optional(instant),
  endedAt: z.optional(instant),
  held: z.boolean(),
  /** The parties, as they stand on it. */
  people: z.array(z.object({ key: z.enum(partyKeys), name: z.string(), there: z.boolean() })),
  /** Of the text; a signature or an addition does not change it. */
  version: z.int(),
  blocks: sheetBlocks,
  points,
  savedAt: z.optional(instant),
  state: recordStates.schema,
  /** Those who sign, as they are called on it, and how they have. */
  signers: z.array(
    z.object({
      what: signer,
      role: z.string(),
      name: z.string(),
      how: z.optional(recordSigns.schema),
      at: z.optional(instant),
    }),
  ),
  /** Who put which signature right. */
  corrected: z.array(said),
  /** Said after it was signed. */
  additions: z.array(said),
  /** Taken back before all had signed, and why. */
  reopenings: z.array(said),
})

const ofRecord = { id, op: z.optional(onceKey), session: sessionNumber }
/** The version of the text that was seen. */
const version = z.int().check(z.minimum(0))

export const recordOperations = {
  record: operation({
    says: 'The record (笔录) of a session in blocks, saved as it is written: refused when somebody else has saved meanwhile, or it is being signed. Without blocks: as it stands. Without a session: of the last one that took place.',
    by: rolesIn(caseLife.rights.record),
    takes: z.object({
      ...ofRecord,
      session: z.optional(sessionNumber),
      version: z.optional(version),
      blocks: z.optional(sheetBlocks),
      points: z.optional(points),
    }),
    gives: recordReply,
  }),
  signRecord: operation({
    says: 'Somebody has signed the record as it was seen: from the first signature its words stand. Signed once more, in another way, the signature is put right.',
    by: rolesIn(caseLife.rights.record),
    takes: z.object({ ...ofRecord, version, what: signer, how: z._default(recordSigns.schema, 'pen') }),
    gives: recordReply,
  }),
  reopenRecord: operation({
    says: 'Before all have signed: the signatures are void, and it can be written on. Who did so, when and why stays with it.',
    by: rolesIn(caseLife.rights.record),
    takes: z.object({ ...ofRecord, text: text(200) }),
    gives: recordReply,
  }),
  addToRecord: operation({
    says: 'Said after signing: added under the signatures, with the day and the name of who adds it; also when the file is archived.',
    by: rolesIn(caseLife.rights.readRecord),
    takes: z.object({ ...ofRecord, text: text(1000) }),
    gives: recordReply,
  }),
}
