/** What a reader sees of a case. What they may not see is absent, not blank. */
import type { Settings } from '../../shared/community/community.ts'
import { idsOf, may, type Entry } from '../../shared/lifecycle.ts'
import { elsewheres, type CaseReply } from '../../shared/mediation/reply.ts'
import {
  caseLife,
  isParty,
  missingIn,
  subjects,
  partiesIn,
  sayKind,
  type CaseMove,
} from '../../shared/mediation/life.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { settingsOf } from '../community/community.ts'
import { looksByPerson } from '../people/looks.ts'
import { profilesOf } from '../people/people.ts'
import { linksTo } from '../files/files.ts'
import { entryFor } from '../matters/matters.ts'
import type { SignedIn } from '../platform/context.ts'
import { timelineOf } from '../platform/timeline.ts'
import { caseMatters } from './case-kind.ts'
import { keepLook, namedIn, whereOf } from './case-looks.ts'
import { readerOf, type Reader } from './case-readers.ts'
import { lastDayToAsk } from './case-timers.ts'
import {
  detailsOf,
  isAddition,
  monthEnds,
  type Case,
  type Details,
  type Slot,
  waitsForAnswer,
} from './case-store.ts'
import { dossierOf } from './dossier.ts'
import { recordStatesOf } from './record-store.ts'
import { caseHint, caseNameFor, missingName } from './mediation-words.ts'
import { goneName } from '../people/called.ts'

/** Beginnings that everybody who takes part has ticked. */
const commonTimes = (item: Case): string[] => {
  const ticked = partiesIn(item).map(key => item[key]!.times)
  const answered = ticked.filter(times => times !== undefined)
  return answered.length === ticked.length && answered.length > 0
    ? answered.reduce<string[]>((all, times) => all.filter(time => times.includes(time)), [...answered[0]!])
    : []
}

const slotFor = ({ mediation: { rooms } }: Settings, { room, fromAt, toAt }: Slot) => {
  const found = rooms.find(({ id }) => id === room)
  return { fromAt, toAt, room: { id: room, name: found?.name ?? '调解室', place: found?.place ?? '' } }
}

const hintFor = (
  ctx: SignedIn,
  item: Case,
  reader: Reader,
  settings: Settings,
  names: Details['parties'] = {},
) => {
  const { state, mediatorName, slot, dueBy, elsewhere, offered } = item
  const own = reader.key && item[reader.key]
  const everybody = partiesIn(item).map(key => item[key]!)
  const where = slot && slotFor(settings, slot)
  const undone = item.timeline.findLast(
    ({ move }) => move === 'book' || move === 'cancel' || move === 'notCome',
  )
  return caseHint(state, {
    now: ctx.now,
    reader: !own ? 'room' : own.side,
    mediator: mediatorName,
    slot: where && { fromAt: where.fromAt, place: where.room.place },
    dueBy,
    elsewhere: elsewhere && `请找${elsewheres.text[elsewhere]}。`,
    consent: own?.consent,
    objects: own ? own.objects === true : everybody.some(({ objects }) => objects),
    saidNo: everybody.some(({ consent }) => consent === 'no'),
    heard: own ? own.rightsAt !== undefined : everybody.every(({ rightsAt }) => rightsAt !== undefined),
    timesOffered: offered?.starts.some(start => start > ctx.now) === true,
    timesChosen: own?.times !== undefined,
    missing: missingIn(item).map(what => missingName(what, key => names[key]?.name ?? '当事人')),
    mySignature: own !== undefined && own.signed === undefined,
    oral: item.oral === true,
    agreed: item.agreedAt !== undefined,
    undone: undone?.move === 'cancel' || undone?.move === 'notCome' ? undone.move : undefined,
    lastDayToAsk: lastDayToAsk(item, settings),
    scanned: !!item.scan?.length,
    performed: item.followUps.at(-1)?.performed,
  })
}

/** A duty to report comes before confidentiality and is nobody's business at home; what the room notes is its own. */
const ofTheRoom: readonly string[] = [
  'report',
  'note',
  'saveParty',
  'answerObjection',
  'remind',
  'putOnFile',
  'correctSession',
] satisfies CaseMove[]
/** Nor is what one side lays before the mediator, or thinks of them, any business of the other. */
const ofOneSide: readonly string[] = ['addFiles', 'object', 'takeBackNo'] satisfies CaseMove[]

const storyFor = (
  { who }: SignedIn,
  item: Case,
  timeline: Case['timeline'],
  { as, key }: Reader,
  /** What a party is called. */
  nameOf: (user: string) => string | undefined = () => undefined,
) => {
  const room = as !== 'party'
  const personOf = ({ by, for: person = by }: Entry) => person
  const ofAnother = (entry: Entry) => {
    const side = isParty(item, [personOf(entry)])
    // Whose wish or answer the room has noted down, no entry says.
    return side === undefined ? entry.move !== 'addFiles' : side !== key
  }
  // While answers are awaited one that changes nothing could only be a no, and that may still be taken back.
  const isOfOneSide = ({ move }: Entry) =>
    ofOneSide.includes(move) || (move === 'answer' && waitsForAnswer(item))
  /** `居民` would be any of them. */
  const said = (entry: Entry) => {
    if (entry.as !== 'resident' || entry.by === who.id) return {}
    if (!room && !ofAnother(entry)) return { who: '您这边' }
    const name = nameOf(personOf(entry)) ?? (room ? undefined : '另一方')
    return name ? { who: name } : {}
  }
  return timeline
    .filter(({ move }) => room || !ofTheRoom.includes(move))
    .filter(entry => room || !isOfOneSide(entry) || !ofAnother(entry))
    .map(entry => ({ ...entryFor(entry, who, room || entry.move === 'correct'), ...said(entry) }))
}

/** In a list: nothing that people said, no names. */
const inBrief = (ctx: SignedIn, item: Case, reader: Reader, settings: Settings): CaseReply => {
  const {
    id,
    state,
    seq,
    number,
    what,
    origin,
    already,
    open,
    createdAt,
    changedAt,
    mediator,
    mediatorName,
  } = item
  const { slot, kept, offered, waitingSince } = item
  const ends = monthEnds(item)
  return {
    ...{ id, state, seq, createdAt, changedAt, open },
    ...((reader.as !== 'party' || reader.key === 'p1') && { origin, already }),
    may: may(caseLife, item, ctx.who),
    timeline: storyFor(ctx, item, item.timeline, reader),
    ...(number && { number }),
    ...(ends && reader.as !== 'party' && { dueAt: ends }),
    ...(offered && reader.as !== 'party' && { common: commonTimes(item).filter(at => at > ctx.now) }),
    kind: what,
    title: `${sayKind(what)} · 约人调解`,
    stateText: caseNameFor(state, reader.key && item[reader.key]),
    stateHint: hintFor(ctx, item, reader, settings),
    reader: reader.as,
    parties: [],
    ...(mediator && mediatorName && { mediator: { id: mediator, name: mediatorName } }),
    ...(slot && { slot: slotFor(settings, slot) }),
    ...(kept && kept.until > ctx.now && { kept: { ...slotFor(settings, kept), until: kept.until } }),
    ...(waitingSince && { waiting: true }),
    sessions: [],
    followUps: [],
  }
}

/** `names`: for the room, with who the parties are. */
export const casesFor = async (
  ctx: SignedIn,
  cases: readonly Case[],
  names: 'names' | undefined = undefined,
): Promise<CaseReply[]> => {
  const named = names ? await namedIn(ctx, cases) : new Map<string, Details>()
  return Promise.all(
    cases.flatMap(item => {
      const reader = readerOf(item, ctx.who)
      if (!reader) return []
      const details = named.get(item.id)
      const parties = details ? partiesFor(ctx, item, reader, details) : []
      return settingsOf(ctx, item.community).then(settings => ({
        ...inBrief(ctx, item, reader, settings),
        parties,
      }))
    }),
  )
}

const partiesFor = (ctx: SignedIn, item: Case, reader: Reader, { parties }: Details): CaseReply['parties'] =>
  partiesIn(item).map(key => {
    const { side, user, consent, rightsAt, times, objects, objection, idSeen, vouched, noUntil } = item[key]!
    const { signed, signedOn } = item[key]!
    const said = parties[key]
    const room = reader.as !== 'party'
    const mine = reader.key === key
    const where = whereOf(said)
    const undecided = consent === 'no' && item.state !== 'refused' && noUntil !== undefined
    // What the applicant calls somebody is not said to their face.
    const name = mine && side === 'other' && consent !== 'yes' ? '您' : (said?.name ?? goneName)
    return {
      ...{ key, side, name, here: user !== undefined },
      ...(mine && { mine }),
      // Whether it stays a no is still theirs; until then the others wait for an answer.
      ...(consent && { consent: undecided && !room && !mine ? 'asked' : consent }),
      ...((room || mine) && undecided && { noUntil }),
      ...(rightsAt && { rightsAt }),
      ...(signed && { signed, signedOn }),
      ...((room || mine) && times && { times: [...times] }),
      ...((room || mine) && objects && { objects }),
      ...((room || mine) && objection && { objection }),
      ...((room || mine) &&
        objection === 'answered' &&
        said?.objectionAnswer && { objectionAnswer: said.objectionAnswer }),
      ...((room || mine) && said?.agent && { agent: said.agent }),
      ...((room || mine) && said?.companions?.length && { companions: [...said.companions] }),
      ...(room && {
        hasPhone: said?.phone !== undefined,
        ...(where && { where }),
        ...(idSeen && { idSeen }),
        ...(vouched && { vouched }),
      }),
    }
  })

/** The applicant's own words are theirs and the room's; the other side hears them at the table. */
const wordsFor = async (ctx: SignedIn, item: Case, reader: Reader, details: Details) => {
  const room = reader.as !== 'party'
  const { facts, wish, prefers, subject = subjects[item.what] } = details
  const files = (item.evidence ?? []).filter(({ by }) => room || by === reader.key).map(({ file }) => file)
  return {
    subject,
    ...((room || reader.key === 'p1') && {
      facts,
      ...(wish && { wish }),
      ...(prefers && { prefers }),
    }),
    ...(files.length && { files: await linksTo(ctx, files) }),
  }
}

const agreementFor = async (ctx: SignedIn, item: Case, reader: Reader, details: Details) => {
  if (!details.terms) return {}
  const { oral = false, agreedAt, effectiveOn, mediatorSignedOn, sealedOn, performedByOn, scan } = item
  const written = {
    oral,
    terms: [...details.terms],
    ...(details.agreedFacts && { facts: details.agreedFacts }),
    responsibilities: details.responsibilities,
    performedHow: details.performedHow,
    performedWhere: details.performedWhere,
    ...(performedByOn && { performedByOn }),
  }
  if (!agreedAt) return reader.as !== 'party' && item.state === 'held' ? { written } : {}
  return {
    agreement: {
      ...written,
      ...{ effectiveOn, mediatorSignedOn, sealedOn },
      missing: oral ? [] : [...missingIn(item)],
      ...(scan?.length && { scan: await linksTo(ctx, scan) }),
    },
  }
}

const confirmationFor = async (
  ctx: SignedIn,
  { confirmation: state, court, appliedOn, ruling }: Case,
  { rulingNumber: number }: Details,
  { mediation }: Settings,
  lastOn: string,
) => ({
  ...{ lastOn, state, court, appliedOn },
  courts: mediation.courts.flatMap(({ closed, ...each }) => (closed ? [] : [each])),
  ruling: ruling && { ...ruling, number, files: ruling.files && (await linksTo(ctx, ruling.files)) },
})

const correctionsFor = async (ctx: SignedIn, { corrections = [] }: Case) => {
  const people = await profilesOf(
    ctx,
    corrections.map(({ by }) => by),
  )
  return Promise.all(
    corrections.map(async ({ at, by, what, before, after, photo }) => ({
      ...{ at, what, before, after, name: people.get(by)?.callName ?? '' },
      photo: photo === undefined ? undefined : (await linksTo(ctx, [photo]))[0],
    })),
  )
}

/** Who put it on file and when; undefined where nobody has. */
const papersFor = async (ctx: SignedIn, item: Case, of: string) => {
  const there = item.onFile?.filter(({ what }) => what === of) ?? []
  return there.length
    ? Promise.all(
        there.map(async ({ at, name, files }) => ({
          ...{ at, name, late: isAddition(item, { at }) || undefined },
          files: files && (await linksTo(ctx, files)),
        })),
      )
    : undefined
}

/** For the room alone. */
const fileFor = async (ctx: SignedIn, item: Case, details: Details) => ({
  dossier: await Promise.all(
    (await dossierOf(ctx, item)).map(async each => ({
      ...each,
      papers: await papersFor(ctx, item, each.item),
    })),
  ),
  ...(item.corrections && { corrections: await correctionsFor(ctx, item) }),
  ...(details.reports?.length && { reports: details.reports.map(report => ({ ...report })) }),
  ...(details.notes?.length && {
    notes: details.notes.map(({ at, name, text }) => ({
      ...{ at, name, text },
      late: isAddition(item, { at }) || undefined,
    })),
  }),
})

const nameIn = (item: Case, { parties }: Details) => {
  const names = new Map(partiesIn(item).map(key => [item[key]!.user, parties[key]?.name]))
  return (user: string) => names.get(user)
}

/** On its own page. */
export const caseInFull = async (ctx: SignedIn, item: Case): Promise<CaseReply> => {
  const reader = readerOf(item, ctx.who)
  if (!reader) throw new Refusal('matter.notFound')
  await keepLook(ctx, item, reader)
  const [settings, details, timeline] = await Promise.all([
    settingsOf(ctx, item.community),
    detailsOf(ctx, item),
    timelineOf(ctx.table, item),
  ])
  const room = reader.as !== 'party'
  const own = reader.key && idsOf(ctx.who).includes(item[reader.key]!.user!)
  const lastOn = lastDayToAsk(item, settings)
  const records = room ? await recordStatesOf(ctx, item) : undefined
  const { offered, elsewhere, followUps, sessions } = item
  // Nobody can come to what is over.
  const ahead = (start: string) => start > ctx.now
  return {
    ...inBrief(ctx, item, reader, settings),
    stateHint: hintFor(ctx, item, reader, settings, details.parties),
    timeline: storyFor(ctx, item, timeline, reader, nameIn(item, details)),
    ...(await wordsFor(ctx, item, reader, details)),
    parties: partiesFor(ctx, item, reader, details),
    ...(offered && { offered: { ...offered, starts: offered.starts.filter(ahead) } }),
    sessions: sessions.map(
      ({ fromAt, toAt, room: id, mediatorName, held, present, beganAt, endedAt }, i) => ({
        ...{ fromAt, toAt, held, mediator: mediatorName, present: [...present], beganAt, endedAt },
        room: settings.mediation.rooms.find(each => each.id === id)?.name ?? '调解室',
        record: records?.get(i + 1),
      }),
    ),
    ...(await agreementFor(ctx, item, reader, details)),
    ...(lastOn && { confirmation: await confirmationFor(ctx, item, details, settings, lastOn) }),
    followUps: followUps.map(({ at, performed, satisfied, risk }, i) => ({
      ...{ at, performed },
      ...(room && satisfied !== undefined && { satisfied }),
      ...(room && risk !== undefined && { risk }),
      ...(room && details.followUps?.[i] && { text: details.followUps[i] }),
    })),
    ...(elsewhere &&
      (room || reader.key === 'p1') && { elsewhere: { to: elsewhere, text: details.elsewhere ?? '' } }),
    ...(room && (await fileFor(ctx, item, details))),
    ...(own && reader.key && { looks: await looksByPerson(ctx, item[reader.key]!.user!, item.id) }),
  }
}

type MoveArguments = Parameters<typeof caseMatters.move> extends [unknown, ...infer Rest] ? Rest : never

/** A move, answered with the case as it is then. */
export const full = async (ctx: SignedIn, ...[name, tap, edit]: MoveArguments) =>
  caseInFull(ctx, await caseMatters.move(ctx, name, tap, edit))
