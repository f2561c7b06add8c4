/** From the application to everybody's yes: screening, asking the other side, and their answer. */
import type { mediation } from '../../shared/mediation/mediation.ts'
import { scopesOf } from '../../shared/lifecycle.ts'
import { mostEvidence } from '../../shared/mediation/cases.ts'
import { alreadyWith, hasIt, subjects, type Party, type PartyKey } from '../../shared/mediation/life.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { plusMinutes, shanghai } from '../../shared/time.ts'
import { settingsOf } from '../community/community.ts'
import { codeItem } from '../identity/codes.ts'
import { needConsent } from '../identity/consents.ts'
import { peopleAt } from '../identity/moving.ts'
import { personOf, profilesOf } from '../people/people.ts'
import { attach } from '../files/files.ts'
import type { SignedIn } from '../platform/context.ts'
import type { Handlers } from '../platform/serve.ts'
import type { Step } from '../platform/table.ts'
import { openCase } from './case-apply.ts'
import { canBeAsked, needOwnAgent, needOwnPhone, notAcross } from './case-sides.ts'
import { caseMatters } from './case-kind.ts'
import { readerOf } from './case-readers.ts'
import { keepLook } from './case-looks.ts'
import { caseInFull } from './case-reply.ts'
import { bookingSteps } from './case-slots.ts'
import { detailsOf, nextNumber, type Case, type Slot, waitsForAnswer } from './case-store.ts'
import { knownOf, moveTrack, nextParty, resealed, trackOf } from './case-tracks.ts'
import { resourcesOf } from './resources.ts'
import { linkCode, linkDays, linkedBy } from './invitation.ts'
import { outOfScopeText } from './mediation-words.ts'

const day = 24 * 60

/** Who lives at a party's door and has been checked to. */
const neighboursOf = async (ctx: SignedIn, item: Case, key: PartyKey) => {
  const { parties } = await detailsOf(ctx, item)
  const { building, room, account } = parties[key] ?? {}
  const there = building && room ? await peopleAt(ctx, item.community, building, room) : []
  // Whom the room has found when it wrote them down, first.
  const meant = account ? [...(await profilesOf(ctx, [account])).values()] : []
  const people = [...meant, ...there.filter(({ id }) => id !== account)]
  const free = await Promise.all(
    people.map(async each => ((await canBeAsked(ctx, item, key, parties, each.id)) ? [each] : [])),
  )
  return free.flat().map(({ id, callName }) => ({ user: id, name: callName }))
}

/** What a link leads to for the caller, as long as it waits for an answer. */
const linked = async (ctx: SignedIn, code: string) => {
  const { item, key } = await linkedBy(ctx, code)
  const { user } = item[key]!
  if (user !== undefined && user !== ctx.who.id) throw new Refusal('mediation.linkUsed')
  await notAcross(ctx, item, key)
  if (user === undefined && !waitsForAnswer(item)) throw new Refusal('mediation.linkUnknown')
  return { item, key }
}

/** The person who opens the link is the party from then on. */
const join = async (ctx: SignedIn, code: string) => {
  const { item, key } = await linked(ctx, code)
  const { community } = item
  if (!scopesOf(ctx.who, 'resident', community).length) throw new Refusal('mediation.notANeighbour')
  await caseMatters.rewrite(ctx, item.id, async now => {
    if (now[key]?.user === ctx.who.id) return now
    if (now[key]?.user !== undefined) throw new Refusal('mediation.linkUsed')
    await notAcross(ctx, now, key)
    if (!waitsForAnswer(now)) throw new Refusal('mediation.linkUnknown')
    return { ...now, [key]: { ...now[key]!, user: ctx.who.id } }
  })
  return { id: item.id, party: key }
}

/** A party who says yes themselves goes by their own name from then on, instead of what the applicant called them. */
const knownSince = (ctx: SignedIn, answer: string) => async (item: Case, key: PartyKey) => {
  const { side, user } = item[key]!
  const profile = user === ctx.who.id ? (await personOf(ctx, user))?.profile : undefined
  if (answer !== 'yes' || !profile) return {}
  // From their yes on it is written down what they quarrel about, by themselves too.
  needConsent(profile, 'dispute')
  if (side !== 'other') return {}
  const known = await knownOf(ctx, profile)
  return resealed(ctx, item, ({ parties }) => ({
    parties: { ...parties, [key]: { ...parties[key], ...known } },
  }))
}

const noMore = { noUntil: undefined, noBy: undefined }

/** A no is taken back by whom it came from, while nobody was told; and by the party, whose word it is. */
const checkOwnNo = ({ who, now }: SignedIn, item: Case, { noUntil = '', noBy }: Party) => {
  if (now >= noUntil) throw new Refusal('mediation.noStands')
  if (noBy !== who.id && !readerOf(item, who)?.key) throw new Refusal('mediation.noIsAnothers')
}

type Own =
  | 'apply'
  | 'screen'
  | 'askOtherSide'
  | 'neighboursAt'
  | 'openLink'
  | 'answerOtherSide'
  | 'takeBackNo'
  | 'hearRights'
  | 'saveParty'
  | 'addFiles'

export const consentHandlers: Handlers<Pick<typeof mediation, Own>> = {
  apply: async (input, ctx) => caseInFull(ctx, await openCase(ctx, input)),

  async screen({ accept, knowing, subject, reason, to, text, ...tap }, ctx) {
    if (!accept) {
      if (!reason || !to) throw new Refusal('mediation.sayWhyNot', {}, { reason: '请选一个' })
      const sent = await caseMatters.move(
        ctx,
        'sendElsewhere',
        { ...tap, reason },
        {
          wants: { elsewhere: to },
          prepare: item => resealed(ctx, item, () => ({ elsewhere: text ?? outOfScopeText[reason] })),
        },
      )
      return caseInFull(ctx, sent)
    }
    let step: Step
    const accepted = await caseMatters.move(ctx, 'accept', tap, {
      async prepare(item) {
        const { community } = item
        const who = hasIt(item)
        if (who && !knowing)
          throw new Refusal('mediation.hasIt', { who: alreadyWith.text[who] }, { knowing: '请勾一下' })
        const { monthDays } = (await settingsOf(ctx, community)).mediation
        const next = await nextNumber(ctx.table, community, shanghai(ctx.now).format('YYYY'))
        step = next.step
        return {
          ...(subject && (await resealed(ctx, item, () => ({ subject })))),
          ...{ number: next.number, acceptedAt: ctx.now, dueBy: plusMinutes(ctx.now, monthDays * day) },
        }
      },
      along: async () => [step],
    })
    return caseInFull(ctx, accepted)
  },

  async askOtherSide({ party, how, user, ...tap }, ctx) {
    const { op = crypto.randomUUID() } = tap
    const asked = await caseMatters.move(
      ctx,
      'ask',
      { ...tap, op },
      {
        async prepare(item) {
          const track = item[party]
          if (!track) throw new Refusal('mediation.partyUnknown', {}, { party: '请从名单里选' })
          const there = how === 'neighbour' ? await neighboursOf(ctx, item, party) : []
          if (how === 'neighbour' && !there.some(each => each.user === user))
            throw new Refusal('mediation.notThere', {}, { user: '请重新选' })
          if (track.consent === 'no') throw new Refusal('mediation.noIsAnothers', {}, { party: '请先改回来' })
          if (how === 'phone')
            await needOwnPhone(ctx, item, party, (await detailsOf(ctx, item)).parties, 'how')
          // What somebody else has said, or heard, at that door counts for nobody but them.
          const other = user !== undefined && track.user !== undefined && track.user !== user
          const stays = other ? { side: track.side } : track
          const consent = stays.consent === 'yes' ? 'yes' : 'asked'
          return {
            [party]: {
              ...stays,
              consent,
              ...(how === 'neighbour' && { user }),
              ...(how === 'link' && { link: op }),
            },
          }
        },
        async along({ id }) {
          if (how !== 'link') return []
          const of = { kind: 'case', user: ctx.who.id, id, part: party } as const
          const until = plusMinutes(ctx.now, linkDays * day)
          return [{ put: codeItem(await linkCode(ctx, id, party, op), of, until) }]
        },
      },
    )
    // The one that opens: a later one may have been made since this tap came first.
    const link = how === 'link' ? asked[party]?.link : undefined
    const code = link && (await linkCode(ctx, asked.id, party, link))
    return { ...(await caseInFull(ctx, asked)), ...(code && { code }) }
  },

  async neighboursAt({ id, party }, ctx) {
    const item = await caseMatters.find(ctx, id)
    caseMatters.allowed(ctx, 'reveal', item)
    await keepLook(ctx, item, readerOf(item, ctx.who)!)
    return { people: await neighboursOf(ctx, item, trackOf(ctx, item, party)) }
  },

  async openLink({ code }, ctx) {
    const { item } = await linked(ctx, code)
    const { name, phone } = await settingsOf(ctx, item.community)
    const { parties, subject = subjects[item.what] } = await detailsOf(ctx, item)
    return { kind: item.what, subject, community: name, phone, name: parties.p1?.name ?? '' }
  },

  async answerOtherSide({ id, code, op, party, answer }, ctx) {
    const own = code === undefined ? { id, party } : await join(ctx, code)
    if (!own.id) throw new Refusal('matter.notFound')
    const { community } = await caseMatters.find(ctx, own.id)
    const { noMinutes } = (await settingsOf(ctx, community)).mediation
    const answered = await moveTrack(
      ctx,
      'answer',
      { id: own.id, op },
      own.party,
      (track, item) => {
        // A party who answers has been reached.
        if (answer === 'unreachable' && readerOf(item, ctx.who)?.key) throw new Refusal('matter.notYours')
        if (track.consent === 'no' && waitsForAnswer(item)) checkOwnNo(ctx, item, track)
        if (answer !== 'no') return { consent: answer, ...noMore }
        const { noUntil = plusMinutes(ctx.now, noMinutes), noBy = ctx.who.id } = track
        return { consent: 'no', noUntil, noBy }
      },
      knownSince(ctx, answer),
    )
    return caseInFull(ctx, answered)
  },

  takeBackNo: async ({ party, ...tap }, ctx) =>
    caseInFull(
      ctx,
      await moveTrack(
        ctx,
        'takeBackNo',
        tap,
        party,
        () => ({ consent: 'asked', ...noMore }),
        async (item, key) => {
          checkOwnNo(ctx, item, item[key]!)
          return {}
        },
      ),
    ),

  hearRights: async ({ party, ...tap }, ctx) =>
    caseInFull(
      ctx,
      await moveTrack(ctx, 'hearRights', tap, party, ({ rightsAt = ctx.now }) => ({ rightsAt })),
    ),

  async saveParty({ party, who, agent, companions, idSeen, ...tap }, ctx) {
    const said = {
      ...who,
      ...(agent !== undefined && { agent: agent || undefined }),
      ...(companions && { companions }),
    }
    const saved = await caseMatters.move(ctx, 'saveParty', tap, {
      async prepare(item) {
        const fresh = item[party] === undefined
        if (fresh && (party !== nextParty(item) || !who))
          throw new Refusal('mediation.partyUnknown', {}, { party: '请从名单里选' })
        // Once everybody has said yes, nobody comes in who was not asked.
        if (fresh && !['applied', 'accepted', 'asked', 'unreachable'].includes(item.state))
          throw caseMatters.refusal('saveParty', 'moved', item)
        const track = {
          ...(item[party] ?? { side: 'other' as const }),
          ...(idSeen !== undefined && { idSeen }),
        }
        const { parties: known } = await detailsOf(ctx, item)
        const parties = { ...known, [party]: { ...(known[party] ?? who!), ...said } }
        if (who) await needOwnPhone(ctx, item, party, parties, 'who.phone')
        if (agent) needOwnAgent(item, party, parties)
        const details = await resealed(ctx, item, () => ({ parties }))
        const next = { ...item, ...details, [party]: track }
        // Reached another way they may be somebody who is elsewhere then.
        const forThem = async <S extends Slot>(slot: S | undefined, stands = true) =>
          slot && who && stands ? { ...slot, resources: await resourcesOf(ctx, next, slot.room) } : slot
        const slot = await forThem(item.slot)
        const kept = await forThem(item.kept, item.kept && ctx.now <= item.kept.until)
        return { ...details, [party]: track, slot, kept }
      },
      along: (item, after) => bookingSteps(ctx, item, after),
    })
    return caseInFull(ctx, saved)
  },

  async addFiles({ files, ...tap }, ctx) {
    const read = await caseMatters.find(ctx, tap.id)
    if (await caseMatters.isDone(ctx, read, 'addFiles', tap.op))
      return caseInFull(ctx, await caseMatters.move(ctx, 'addFiles', tap))
    caseMatters.allowed(ctx, 'addFiles', read)
    const by: PartyKey | 'room' = readerOf(read, ctx.who)?.key ?? 'room'
    const withMore = ({ evidence = [] }: Case) => {
      const others = evidence.filter(({ file }) => !files.includes(file))
      const have = others.filter(each => each.by === by).length
      const full = { most: String(mostEvidence), have: String(have) }
      if (have + files.length > mostEvidence)
        throw new Refusal('mediation.evidenceFull', full, { files: '放不下这么多' })
      return { evidence: [...others, ...files.map(file => ({ file, by }))] }
    }
    withMore(read)
    await attach(ctx, files, read.id, { documents: true })
    const added = await caseMatters.move(ctx, 'addFiles', tap, { prepare: async item => withMore(item) })
    return caseInFull(ctx, added)
  },
}
