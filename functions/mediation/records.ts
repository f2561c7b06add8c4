/** Writing, signing and adding to the record (笔录) of a session. */
import type { Reply } from '../../shared/contract.ts'
import { may, same } from '../../shared/lifecycle.ts'
import { caseLife } from '../../shared/mediation/life.ts'
import type { mediation } from '../../shared/mediation/mediation.ts'
import {
  recordSigns,
  recordStateOf,
  type RecordState,
  signersOf,
  signOf,
  type Signer,
} from '../../shared/mediation/records.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { callNamesOf } from '../people/people.ts'
import type { SignedIn } from '../platform/context.ts'
import { sentIn } from '../platform/moves.ts'
import type { Handlers } from '../platform/serve.ts'
import { caseMatters } from './case-kind.ts'
import { readerOf } from './case-readers.ts'
import { keepLook } from './case-looks.ts'
import type { Case } from './case-store.ts'
import { framed, frameNow, signingName, usualSession } from './record-frame.ts'
import { changeRecord, recordOf, type Frame, type SessionRecord, type Sign } from './record-store.ts'

const sessionIn = ({ sessions }: Case, session: number) => {
  const found = sessions[session - 1]
  if (!found) throw new Refusal('mediation.sessionUnknown', {}, { session: '请从名单里选' })
  return found
}

const presentIn = ({ people }: Frame) => people.flatMap(({ key, there }) => (there ? [key] : []))

const roleAndName = ({ people, mediator, recorder = '' }: Frame, what: Signer) => {
  if (what === 'mediator') return { role: '调解员', name: mediator }
  if (what === 'recorder') return { role: '记录人', name: recorder }
  const { role, name, agent } = people.find(({ key }) => key === what)!
  return { role, name: agent ? `${name}（代理人${agent}）` : name }
}

/** Signatures that were put right, with who did so. */
const correctedIn = async (ctx: SignedIn, frame: Frame, signs: readonly Sign[]) => {
  const names = await callNamesOf(
    ctx,
    signs.map(({ by }) => by),
  )
  return signs.flatMap(({ at, by, what, how }, i) => {
    const was = signOf(signs.slice(0, i), what)
    if (!was) return []
    const text = `${roleAndName(frame, what).name}：${recordSigns.text[was.how]}，改为${recordSigns.text[how]}`
    return [{ at, name: names.get(by) ?? '', text }]
  })
}

const replyOf = async (
  ctx: SignedIn,
  item: Case,
  record: SessionRecord,
): Promise<Reply<typeof mediation.record>> => {
  const { session, edition, words, savedAt, signs, additions, reopenings } = record
  const frame = await framed(ctx, item, record)
  const present = presentIn(frame)
  const shown = ({ at, name, text }: SessionRecord['additions'][number]) => ({ at, name, text })
  const state = recordStateOf(present, signs)
  const { fromAt, toAt } = item.sessions[session - 1]!
  const { beganAt, endedAt, held, people } = frame
  return {
    ...{ id: item.id, session, version: edition, savedAt, state, fromAt, toAt, beganAt, endedAt, held },
    may: mayOf(ctx, item, state, edition),
    people: people.map(({ key, name, there }) => ({ key, name, there })),
    ...{ blocks: [...words.blocks], points: [...words.points] },
    signers: signersOf(present).map(what => {
      const sign = signOf(signs, what)
      return { what, ...roleAndName(frame, what), how: sign?.how, at: sign?.at }
    }),
    corrected: await correctedIn(ctx, frame, signs),
    additions: additions.map(shown),
    reopenings: reopenings.map(shown),
  }
}

/** What is open to the reader, as the record stands. */
const mayOf = (ctx: SignedIn, item: Case, state: RecordState, edition: number): string[] => {
  const rights = may(caseLife, item, ctx.who)
  const adds = rights.includes('readRecord') ? ['addToRecord'] : []
  const writes = rights.includes('record')
  if (state === 'writing')
    return writes ? ['record', 'correctSession', ...(edition > 0 ? ['signRecord'] : [])] : []
  return [
    ...adds,
    ...(writes ? ['signRecord'] : []),
    ...(writes && state === 'signing' ? ['reopenRecord'] : []),
  ]
}

/** The case, if the caller may; its opening is on record. */
const lookedAt = async (ctx: SignedIn, id: string) => {
  const item = await caseMatters.find(ctx, id)
  caseMatters.allowed(ctx, 'readRecord', item)
  await keepLook(ctx, item, readerOf(item, ctx.who)!)
  return item
}

/** Changes the record of a session and gives it as it stands then; what this tap has done already is not judged again. */
const changed = async (
  ctx: SignedIn,
  { id, session }: { readonly id: string; readonly session: number },
  right: 'record' | 'readRecord',
  isMade: (record: SessionRecord) => boolean,
  change: Parameters<typeof changeRecord>[3],
) => {
  await lookedAt(ctx, id)
  const { item, record } = await changeRecord(ctx, id, session, async (item, record) => {
    if (isMade(record)) return undefined
    caseMatters.allowed(ctx, right, item)
    sessionIn(item, session)
    return change(item, record)
  })
  return replyOf(ctx, item, record)
}

/** What one says later carries a name, and stands there once. */
const saidNow = async (ctx: SignedIn, text: string, op: string | undefined) => ({
  ...{ at: ctx.now, by: ctx.who.id, op, text },
  name: await signingName(ctx, ctx.who.id),
})

/** Whether this tap has been made; by another text under its key it has not. */
const isSaid =
  (where: 'additions' | 'reopenings', op: string | undefined, text: string) =>
  ({ [where]: said }: SessionRecord) => {
    const found = op === undefined ? undefined : said.find(each => each.op === op)
    if (found && found.text !== text) throw new Refusal('request.keyReused')
    return found !== undefined
  }

/** Whether this tap has been made, also where its signature was put right or taken back since. */
const isSigned =
  (op: string | undefined, { what, how }: Pick<Sign, 'what' | 'how'>) =>
  ({ signs, reopenings }: SessionRecord) => {
    const ever = [...reopenings.flatMap(each => each.signs), ...signs]
    const found = op === undefined ? undefined : ever.find(each => each.op === op)
    if (found && (found.what !== what || found.how !== how)) throw new Refusal('request.keyReused')
    return found !== undefined
  }

/** So many of the last are told apart. */
const mostSaves = 20

type Own = 'record' | 'signRecord' | 'reopenRecord' | 'addToRecord'

export const recordHandlers: Handlers<Pick<typeof mediation, Own>> = {
  async record({ id, op, session: wanted, version = 0, blocks, points }, ctx) {
    if (blocks || points) {
      const session = wanted ?? usualSession(await caseMatters.find(ctx, id))
      const sent = await sentIn(ctx)
      const isSaved = ({ saves }: SessionRecord) => {
        const found = saves.find(each => each.op === op)
        if (found && found.sent !== sent) throw new Refusal('request.keyReused')
        return found !== undefined
      }
      return changed(ctx, { id, session }, 'record', isSaved, async (_, { words, edition, saves, signs }) => {
        const mine = { blocks: blocks ?? words.blocks, points: points ?? words.points }
        // Sent twice, it stands there already.
        if (same(words, mine)) return undefined
        if (signs.length) throw new Refusal('mediation.recordSigned')
        if (edition !== version) throw new Refusal('mediation.recordChanged')
        return {
          ...{ words: mine, edition: edition + 1, savedAt: ctx.now, savedBy: ctx.who.id },
          saves: [...saves, ...(op === undefined ? [] : [{ op, sent }])].slice(-mostSaves),
        }
      })
    }
    const item = await lookedAt(ctx, id)
    const session = wanted ?? usualSession(item)
    if (!item.sessions.length) throw new Refusal('mediation.noSessionYet')
    sessionIn(item, session)
    return replyOf(ctx, item, await recordOf(ctx, item, session))
  },

  signRecord: ({ version, what, how, op, ...of }, ctx) =>
    changed(ctx, of, 'record', isSigned(op, { what, how }), async (item, record) => {
      const { edition, words, signs, savedBy } = record
      if (signOf(signs, what)?.how === how) return undefined
      if (edition !== version) throw new Refusal('mediation.recordChanged')
      const { present, held, beganAt, endedAt } = sessionIn(item, of.session)
      if (!words.blocks.length && !words.points.length) throw new Refusal('mediation.recordEmpty')
      if (held && !(beganAt && endedAt)) throw new Refusal('mediation.sessionTimesNeeded')
      if (!signersOf(present).includes(what))
        throw new Refusal('mediation.notASigner', {}, { what: '请从名单里选' })
      return {
        signs: [...signs, { what, how, at: ctx.now, by: ctx.who.id, op }],
        frame: record.frame ?? (await frameNow(ctx, item, of.session, savedBy)),
      }
    }),

  reopenRecord: ({ text, op, ...of }, ctx) =>
    changed(ctx, of, 'record', isSaid('reopenings', op, text), async (item, { signs, reopenings }) => {
      if (!signs.length) return undefined
      if (recordStateOf(sessionIn(item, of.session).present, signs) === 'signed')
        throw new Refusal('mediation.recordAllSigned')
      const reopening = { ...(await saidNow(ctx, text, op)), signs }
      return { signs: [], frame: undefined, reopenings: [...reopenings, reopening] }
    }),

  addToRecord: ({ text, op, ...of }, ctx) =>
    changed(ctx, of, 'readRecord', isSaid('additions', op, text), async (_, { signs, additions }) => {
      if (!signs.length) throw new Refusal('mediation.recordNotSigned')
      return { additions: [...additions, await saidNow(ctx, text, op)] }
    }),
}
