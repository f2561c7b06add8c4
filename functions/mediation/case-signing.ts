/**
 * What makes a written agreement binding: who signed, how and on which day, the seal, and the photos that complete the
 * file. Each is entered by itself, by several at once, and put right by itself, with what had stood there kept.
 */
import type { mediation } from '../../shared/mediation/mediation.ts'
import { effectOf, partiesIn, type Party, type PartyKey } from '../../shared/mediation/life.ts'
import type { corrected, SignaturePart } from '../../shared/mediation/reply.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import type { Code } from '../../shared/choice.ts'
import type { Input } from '../../shared/contract.ts'
import { same } from '../../shared/lifecycle.ts'
import { onOf, sayMonthDay } from '../../shared/time.ts'
import { settingsOf } from '../community/community.ts'
import { attach } from '../files/files.ts'
import type { SignedIn } from '../platform/context.ts'
import type { Handlers } from '../platform/serve.ts'
import { caseMatters } from './case-kind.ts'
import { full } from './case-reply.ts'
import type { Case, Correction, Signature } from './case-store.ts'
import { timersOf } from './case-timers.ts'
import { everyParty, noted } from './case-tracks.ts'

type Inked = Exclude<SignaturePart, 'scan'>

/** Photos of one agreement, each of its pages. */
const mostPhotos = 20

const partyOf = (item: Case, key: PartyKey): Party => {
  const party = item[key]
  if (!party) throw new Refusal('mediation.partyUnknown', {}, { what: '请从名单里选' })
  return party
}

/** How it stands; undefined where it is missing. */
const signatureOf = (item: Case, what: Inked): Signature | undefined => {
  if (what === 'mediator') return item.mediatorSignedOn ? { on: item.mediatorSignedOn } : undefined
  if (what === 'seal') return item.sealedOn ? { on: item.sealedOn } : undefined
  const { signed, signedOn } = partyOf(item, what)
  return signed && { how: signed, on: signedOn }
}

/** The case with this signature so, or without it, and in force from the day that follows from all of them. */
const withSignature = (item: Case, what: Inked, as: Signature | undefined): Partial<Case> => {
  const made: Partial<Case> =
    what === 'mediator'
      ? { mediatorSignedOn: as?.on }
      : what === 'seal'
        ? { sealedOn: as?.on }
        : { [what]: { ...partyOf(item, what), signed: as?.how, signedOn: as?.on } }
  return { ...made, effectiveOn: effectOf({ ...item, ...made }) }
}

/** Nobody signs tomorrow, nor before it was talked over. */
const checkDay = ({ now }: SignedIn, { sessions }: Case, on: string) => {
  const met = onOf(sessions.findLast(({ held }) => held)?.fromAt ?? now)
  if (on > onOf(now) || on < met)
    throw new Refusal('mediation.badSigningDay', { met: sayMonthDay(met) }, { on: '请选对的日子' })
}

const withPhotos = (scan: readonly string[] = [], files: readonly string[] = []): Partial<Case> => ({
  scan: [...new Set([...scan, ...files])],
})

const addPhotos = async (
  ctx: SignedIn,
  { id }: Case,
  { scan = [] }: Partial<Case>,
  files: readonly string[],
) => {
  if (scan.length > mostPhotos)
    throw new Refusal('mediation.scanFull', { most: `${mostPhotos}` }, { files: '太多了' })
  await attach(ctx, files, id)
  return { scan }
}

/** In force from another day now: of what should have been said by then, the last is said at once and the others are not. */
const remindersAfter = async (ctx: SignedIn, item: Case): Promise<Partial<Case>> => {
  const settings = await settingsOf(ctx, item.community)
  const past = timersOf(item, settings)
    .filter(({ name, at }) => name.startsWith('confirm') && at <= ctx.now)
    .slice(0, -1)
  return past.length > 0 ? { reminded: [...(item.reminded ?? []), ...past.map(({ name }) => name)] } : {}
}

// ---- putting right ----

/** The court was asked to confirm what was in force by then. */
const checkBeforeCourt = ({ appliedOn, ruling }: Case, { effectiveOn }: Partial<Case>) => {
  const asked = appliedOn ?? ruling?.on
  if (asked && effectiveOn && effectiveOn > asked)
    throw new Refusal('mediation.signedAfterCourt', { asked: sayMonthDay(asked) }, { on: '请选对的日子' })
}

/** What was asked about since, or laid before the court, was in force. */
const checkUndone = ({ followUps, confirmation = 'wanted' }: Case) => {
  if (followUps.length > 0 || !['wanted', 'notWanted'].includes(confirmation))
    throw new Refusal('mediation.signatureStands')
}

interface Corrected {
  readonly made: Partial<Case>
  readonly trace: Omit<Correction, 'at' | 'by'>
}

type Asked = Omit<Input<typeof mediation.correct>, 'id' | 'seq' | 'op'>

const correctedSignature = (item: Case, what: Inked, { how, on, undone }: Asked): Corrected => {
  const before = signatureOf(item, what)
  if (!before) throw new Refusal('mediation.notSignedYet')
  const after = undone ? undefined : { how: before.how && (how ?? before.how), on: on ?? before.on }
  if (same(before, after)) throw new Refusal('mediation.nothingCorrected')
  return { made: withSignature(item, what, after), trace: { what, before, after } }
}

const correctedPhoto = ({ scan = [] }: Case, { photo, files = [] }: Asked): Corrected => {
  if (!photo || !scan.includes(photo))
    throw new Refusal('mediation.nothingCorrected', {}, { photo: '请选是哪一张' })
  // The new one takes the place of the old one, for they are pages.
  const made = withPhotos(scan.flatMap(each => (each === photo ? files : each)))
  if (!made.scan!.length) throw new Refusal('mediation.lastPhoto', {}, { files: '请拍一张' })
  return { made, trace: { what: 'scan', before: {}, after: {}, photo } }
}

/** What the timeline says of it. */
const kindOf = (item: Case, { what, on, undone }: Asked): Code<typeof corrected> => {
  if (what === 'scan') return 'photo'
  if (undone) return 'notSigned'
  return on && item[what as PartyKey] && on === item[what as PartyKey]?.signedOn ? 'signedHow' : 'signedOn'
}

// ---- the moves ----

const unsigned = ({ signed: _, signedOn: __, ...party }: Party): Party => party

export const signingHandlers: Handlers<Pick<typeof mediation, 'sign' | 'correct' | 'unsign'>> = {
  async sign({ what, how, on: said, files, ...tap }, ctx) {
    const on = said ?? onOf(ctx.now)
    const read = await caseMatters.find(ctx, tap.id)
    if (what === 'scan') {
      if (!files) throw new Refusal('mediation.scanNeeded', {}, { files: '请拍一张' })
      return full(ctx, 'sign', tap, {
        wants: withPhotos(read.scan, files),
        prepare: item => addPhotos(ctx, item, withPhotos(item.scan, files), files),
      })
    }
    const signature = partiesIn(read).some(key => key === what) ? { how, on } : { on }
    const { effectiveOn: _, ...wants } = withSignature(read, what, signature)
    return full(ctx, 'sign', tap, {
      wants,
      async prepare(item) {
        if (signatureOf(item, what)) throw new Refusal('mediation.signedAlready')
        checkDay(ctx, item, on)
        return withSignature(item, what, signature)
      },
    })
  },

  async correct({ id, seq, op, ...asked }, ctx) {
    const { what, on, undone, files } = asked
    const reason = kindOf(await caseMatters.find(ctx, id), asked)
    return full(
      ctx,
      'correct',
      { id, seq, op, reason },
      {
        async prepare(item) {
          const { made, trace } =
            what === 'scan' ? correctedPhoto(item, asked) : correctedSignature(item, what, asked)
          if (undone) checkUndone(item)
          if (on) {
            checkDay(ctx, item, on)
            checkBeforeCourt(item, made)
          }
          if (files) await addPhotos(ctx, item, made, files)
          const corrections = [...(item.corrections ?? []), { at: ctx.now, by: ctx.who.id, ...trace }]
          const after = { ...made, corrections }
          return { ...after, ...(await remindersAfter(ctx, { ...item, ...after })) }
        },
      },
    )
  },

  unsign: ({ text, ...tap }, ctx) =>
    full(ctx, 'unsign', tap, {
      prepare: async item => ({
        ...everyParty(item, unsigned),
        ...{ mediatorSignedOn: undefined, sealedOn: undefined, scan: undefined },
        ...{ agreedAt: undefined, effectiveOn: undefined },
        ...(await noted(ctx, item, text)),
      }),
    }),
}
