/** 说和: an everyday quarrel is noted, talked over, agreed orally, or becomes a case with nothing typed again. */
import { randomUUID } from 'node:crypto'
import type { Parsed } from '../../shared/contract.ts'
import { may, rolesIn, scopesOf } from '../../shared/lifecycle.ts'
import { disputeKinds } from '../../shared/mediation/life.ts'
import type { mediation } from '../../shared/mediation/mediation.ts'
import {
  quarrelLife,
  quarrelStates,
  type quarrelOperations,
  type QuarrelReply,
  type quarrelWays,
} from '../../shared/mediation/quarrels.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { shanghai } from '../../shared/time.ts'
import type { Code } from '../../shared/choice.ts'
import { deskOf, settingsOf } from '../community/community.ts'
import { profilesOf } from '../people/people.ts'
import { entryFor } from '../matters/matters.ts'
import { order, paperOf } from '../papers/papers.ts'
import type { SignedIn } from '../platform/context.ts'
import { page } from '../platform/lists.ts'
import { opened } from '../platform/sealed.ts'
import type { Handlers } from '../platform/serve.ts'
import { timelineOf } from '../platform/timeline.ts'
import { newCase } from './case-apply.ts'
import { caseMatters } from './case-kind.ts'
import { seesCase } from './case-readers.ts'
import type { Case } from './case-store.ts'
import { sayWhen } from './mediation-words.ts'
import { quarrelMatters } from './quarrels-kind.ts'
import { inRoom, isTheirs } from './quarrels-readers.ts'
import type { Quarrel, Said } from './quarrels-store.ts'
import { partyStateText, quarrelHint, quarrelTitle } from './quarrels-words.ts'
import { householdSteps, talkSlotSteps, untilNow } from './talk-slots.ts'
import { goneName } from '../people/called.ts'

const roles = rolesIn(quarrelLife.moves.settle)

// ---- as its readers see it ----

/** `on`: their own page, or a list, where others see the screen and the community may hide who it is about. */
const quarrelsFor = async (
  ctx: SignedIn,
  quarrels: readonly Quarrel[],
  on: 'page' | 'list' = 'page',
): Promise<QuarrelReply[]> => {
  const said = await Promise.all(quarrels.map(each => opened(ctx, each, 'said')))
  const writers = quarrels.flatMap(({ notedBy }, i) => [
    notedBy,
    ...[...said[i]!.notes, ...(said[i]!.corrections ?? [])].map(({ by }) => by),
  ])
  const [names, cases, settings] = await Promise.all([
    profilesOf(ctx, [...new Set(writers)]),
    caseMatters.byIds(
      ctx,
      quarrels.flatMap(each => each.case ?? []),
    ),
    Promise.all(quarrels.map(async ({ community }) => (await settingsOf(ctx, community)).mediation)),
  ])
  const nameOf = (user: string) => names.get(user)?.callName ?? goneName
  // The person who noted a quarrel need not know the case it became.
  const opens = new Set(cases.filter(item => seesCase(item, ctx.who)).map(({ id }) => id))
  return quarrels.map((quarrel, i) => {
    const { id, state, seq, createdAt, changedAt, dueAt, what: kind, settledOn, timeline, slot } = quarrel
    const { sides, what, notes, terms, corrections } = said[i]!
    const moves = may(quarrelLife, quarrel, ctx.who)
    const party = isTheirs(quarrel, ctx.who)
    const { rooms, namesHidden } = settings[i]!
    const hidden = on === 'list' && namesHidden
    const room = rooms.find(each => each.id === slot?.room)
    return {
      ...{ id, state, seq, may: moves, createdAt, changedAt, kind, settledOn },
      ...(hidden ? { what: disputeKinds.text[kind] } : { what, terms }),
      ...(dueAt && !party && { dueAt }),
      title: quarrelTitle(quarrel),
      stateText: party ? partyStateText(state) : quarrelStates.text[state],
      stateHint: quarrelHint(quarrel, party ? 'party' : moves.includes('turn') ? 'room' : 'helper'),
      reader: party ? 'party' : 'room',
      slot: slot && {
        ...{ fromAt: slot.fromAt, toAt: slot.toAt, room: slot.room, sitting: quarrel.sitting },
        place: room ? `${room.name}（${room.place}）` : '',
      },
      mediator: quarrel.mediatorName,
      ...(!party && {
        way: quarrel.way,
        notedBy: nameOf(quarrel.notedBy),
        ...(!hidden && {
          sides: [...sides],
          notes: notes.map(({ at, by, text }) => ({ at, name: nameOf(by), text })),
          corrections: corrections?.map(({ by, ...each }) => ({ ...each, name: nameOf(by) })),
        }),
      }),
      ...(quarrel.case && opens.has(quarrel.case) && { case: quarrel.case }),
      timeline: timeline.map(each => entryFor(each, ctx.who, !party)),
    }
  })
}

export const quarrelInFull = async (ctx: SignedIn, quarrel: Quarrel): Promise<QuarrelReply> =>
  (await quarrelsFor(ctx, [{ ...quarrel, timeline: await timelineOf(ctx.table, quarrel) }]))[0]!

// ---- noting it ----

const note = async (
  ctx: SignedIn,
  { key, community: wanted, ...input }: Parsed<typeof mediation.note>,
): Promise<Quarrel> => {
  const community = deskOf(ctx, wanted, roles)
  const as = roles.find(role => scopesOf(ctx.who, role, community).length)!
  const matter = await quarrelMatters.begin(ctx, community, { key, input, move: 'note', state: 'open', as })
  const { sides, what, kind, way } = input
  const quarrel: Quarrel = {
    ...matter,
    ...{ notedBy: ctx.who.id, what: kind, way },
    said: await quarrelMatters.seal(ctx, matter, 'said', { sides, what, notes: [] }),
  }
  return quarrelMatters.create(ctx, quarrel)
}

/** Everything that was said, as the facts of a case; so much of it fits there. */
const factsOf = ({ what, notes }: Said) =>
  [what, ...notes.map(({ at, text }) => `${sayWhen(at)}：${text}`)].join('\n')
const longestFacts = 2000

// ---- a wrong word ----

type Correction = NonNullable<Said['corrections']>[number]

/** What is put right, and beside it what stood there: who reads on sees both. */
const correct = async (
  ctx: SignedIn,
  { sides, what, terms, note: line, ...tap }: Parsed<typeof mediation.correctNote>,
) =>
  quarrelMatters.move(ctx, 'correct', tap, {
    async prepare(quarrel) {
      const was = await opened(ctx, quarrel, 'said')
      const old = was.notes.find(({ at }) => at === line?.at)
      const changed: readonly (readonly [Correction['part'], string | undefined, string | undefined])[] = [
        ['sides', was.sides.join('、'), sides?.join('、')],
        ['what', was.what, what],
        // Where nothing was agreed there are no terms to mend.
        ['terms', was.terms, was.terms === undefined ? undefined : terms],
        ['note', old?.text, old && line?.text],
      ]
      const corrections = changed.flatMap(([part, before = '', now]) =>
        now === undefined || now === before ? [] : [{ at: ctx.now, by: ctx.who.id, part, was: before }],
      )
      if (!corrections.length) throw new Refusal('mediation.nothingCorrected')
      const said: Said = {
        ...was,
        sides: sides ?? was.sides,
        what: what ?? was.what,
        terms: was.terms && (terms ?? was.terms),
        notes: was.notes.map(each => (each === old && line ? { ...each, text: line.text } : each)),
        corrections: [...(was.corrections ?? []), ...corrections],
      }
      if (factsOf(said).length > longestFacts || said.corrections!.length > mostCorrections)
        throw new Refusal('mediation.noteFull')
      return { said: await quarrelMatters.seal(ctx, quarrel, 'said', said) }
    },
  })
const mostCorrections = 50

// ---- its ends ----

const endings = { talkedOver: 'settle', oral: 'settleOrally', dropped: 'drop' } as const

/** Nobody agrees with themselves, and the form names both. */
const withBothSides = (said: Said) => {
  if (said.sides.length < 2) throw new Refusal('mediation.bothSidesNeeded')
  return said
}

const settle = async (ctx: SignedIn, { ending, terms, ...tap }: Parsed<typeof mediation.settle>) => {
  const oral = ending === 'oral'
  if (oral && !terms) throw new Refusal('mediation.oralTermsNeeded', {}, { terms: '请写一两句' })
  return quarrelMatters.move(ctx, endings[ending], tap, {
    prepare: async quarrel => ({
      slot: untilNow(quarrel.slot, ctx.now),
      settledOn: shanghai(ctx.now).format('YYYY-MM-DD'),
      ...(oral && {
        said: await quarrelMatters.seal(ctx, quarrel, 'said', {
          ...withBothSides(await opened(ctx, quarrel, 'said')),
          terms,
        }),
      }),
    }),
    along: (quarrel, { slot }) => talkSlotSteps(ctx, quarrel, quarrel.slot, slot),
  })
}

/** Met with on the doorstep nobody has applied: the mediator begins of their own accord (art. 17). */
const originOf = {
  walkIn: 'walkIn',
  phone: 'phone',
  doorstep: 'mediator',
  app: 'app',
} as const satisfies Record<Code<typeof quarrelWays>, Case['origin']>

const caseFrom = async (ctx: SignedIn, quarrel: Quarrel, id: string): Promise<Case> => {
  const said = await opened(ctx, quarrel, 'said')
  const [first = '', ...rest] = said.sides
  const form = {
    key: quarrel.id,
    community: quarrel.community,
    kind: quarrel.what,
    facts: factsOf(said),
    applicant: { name: first },
    others: (rest.length ? rest : ['对方']).map(name => ({ name })),
    ...({ already: 'nobody', open: false, origin: originOf[quarrel.way] } as const),
  }
  return newCase(ctx, form, { id, quarrel: quarrel.id, resident: quarrel.resident })
}

/** Note and case change in one write: if the note is settled meanwhile, no case is left behind. */
const turn = async (ctx: SignedIn, tap: Parsed<typeof mediation.turn>) => {
  const { community } = await quarrelMatters.find(ctx, tap.id, { name: 'turn', op: tap.op })
  const id = `case_${community}_${await ctx.secrets.derive('quarrel.case', tap.id)}`
  return quarrelMatters.move(ctx, 'turn', tap, {
    wants: { case: id },
    // A time that is still to come is free again: the case finds its own when the other side has said yes.
    prepare: async ({ slot }) => ({ slot: untilNow(slot, ctx.now) }),
    async along(quarrel, { slot }) {
      return [
        ...(await caseMatters.creation(ctx, await caseFrom(ctx, quarrel, id))),
        ...(await talkSlotSteps(ctx, quarrel, quarrel.slot, slot)),
        ...(slot ? [] : await householdSteps(ctx, quarrel, undefined)),
      ]
    },
  })
}

export const notePaper = paperOf<{ readonly id: string }>('mediation.note', 'application/pdf')

export const quarrelHandlers: Handlers<Pick<typeof mediation, keyof typeof quarrelOperations | 'printNote'>> =
  {
    note: async (input, ctx) => quarrelInFull(ctx, await note(ctx, input)),

    quarrels({ list, community: wanted, next }, ctx) {
      const community = deskOf(ctx, wanted, roles)
      const by = inRoom(ctx.who, community) ? undefined : ctx.who.id
      return page(ctx, ['mediation.quarrels', list, community, by ?? ''], next, async after => {
        const { all, by: own } = quarrelMatters.lists
        const asked = { community, newestFirst: list === 'ended', after }
        const { items, last } = by
          ? await own.page(ctx, { ...asked, of: [by, list] })
          : await all.page(ctx, { ...asked, of: list })
        return { items: await quarrelsFor(ctx, items, 'list'), last }
      })
    },

    quarrel: async ({ id }, ctx) => quarrelInFull(ctx, await quarrelMatters.find(ctx, id)),

    async addToNote({ text, ...tap }, ctx) {
      const moved = await quarrelMatters.move(ctx, 'add', tap, {
        async prepare(quarrel) {
          const was = await opened(ctx, quarrel, 'said')
          const said = { ...was, notes: [...was.notes, { at: ctx.now, by: ctx.who.id, text }] }
          if (factsOf(said).length > longestFacts) throw new Refusal('mediation.noteFull')
          return { said: await quarrelMatters.seal(ctx, quarrel, 'said', said) }
        },
      })
      return quarrelInFull(ctx, moved)
    },

    correctNote: async (input, ctx) => quarrelInFull(ctx, await correct(ctx, input)),
    settle: async (input, ctx) => quarrelInFull(ctx, await settle(ctx, input)),
    turn: async (input, ctx) => quarrelInFull(ctx, await turn(ctx, input)),

    async printNote({ id, key = randomUUID() }, ctx) {
      const quarrel = await quarrelMatters.find(ctx, id)
      const role = quarrelMatters.allowed(ctx, 'print', quarrel)
      const paper = await order(ctx, {
        ...notePaper,
        as: { role, community: quarrel.community },
        matter: { kind: 'quarrel', id },
        input: { id },
        name: '人民调解口头协议登记表',
        key,
      })
      return { paper: paper.id }
    },
  }
