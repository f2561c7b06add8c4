/** Applying: by a resident, for somebody, at the desk, or by the mediator's own wish. */
import type { Role } from '../../shared/contract.ts'
import { communityIn, idsOf, scopesOf } from '../../shared/lifecycle.ts'
import type { caseApply } from '../../shared/mediation/cases.ts'
import { partyKeys, subjects, type Party } from '../../shared/mediation/life.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { settingsOf } from '../community/community.ts'
import { needConsent } from '../identity/consents.ts'
import { contactOf, everyIdOf, isPersonId, personOf, profilesOf } from '../people/people.ts'
import { attach } from '../files/files.ts'
import { memberOf } from '../identity/identity.ts'
import type { SignedIn } from '../platform/context.ts'
import { matterId } from '../platform/matter-item.ts'
import type * as z from 'zod/mini'
import { caseMatters } from './case-kind.ts'
import { needOwnPhone } from './case-sides.ts'
import { knownOf } from './case-tracks.ts'
import type { Case, Details, PartyDetails } from './case-store.ts'

type Input = z.output<typeof caseApply>
type Found = Input['others'][number]

const room = ['mediationStaff', 'mediator'] as const

interface Applicant {
  readonly as: Role
  readonly community: string
  readonly party: Party
  readonly details: PartyDetails
  readonly onBehalf?: string
}

/** Whom the room writes it down for; where nobody has asked for it, their consent is still to come. */
const atTheDesk = async (ctx: SignedIn, input: Input): Promise<Applicant | undefined> => {
  const community = communityIn(ctx.who, room, input.community)
  if (!input.applicant) return undefined
  // With an applicant named it is not an application of the caller's own.
  if (!community) throw new Refusal('community.notFound')
  const as = scopesOf(ctx.who, 'mediationStaff', community).length ? 'mediationStaff' : 'mediator'
  const asked = input.origin !== 'mediator'
  const details = await foundOf(ctx, community, input.applicant, 'applicant')
  return {
    ...{ as, community, details },
    // Who asks for it sees it; who has not been asked yet does not.
    party: { side: 'applicant', ...(asked && { consent: 'yes', user: details.account }) },
  }
}

/** As the room wrote it down; of whom it has found, with the phone that is known where none was typed. */
const foundOf = async (
  ctx: SignedIn,
  community: string,
  { user, ...said }: Found,
  field: string,
): Promise<PartyDetails> => {
  if (user === undefined) return said
  const [account] = await everyIdOf(ctx, user)
  const profile = isPersonId(account) ? (await profilesOf(ctx, [account])).get(account) : undefined
  if (profile?.home?.community !== community)
    throw new Refusal('mediation.notThere', {}, { [field]: '请重新找，或直接写' })
  return { ...said, account, phone: said.phone ?? ((await contactOf(ctx, account))?.phone || undefined) }
}

/** The caller, or someone they act for, where they live. */
const resident = async (ctx: SignedIn, wanted: string | undefined): Promise<Applicant> => {
  const own = wanted === undefined || idsOf(ctx.who).includes(wanted)
  const id = own ? ctx.who.id : wanted
  if (!own && !ctx.who.actsFor.includes(wanted))
    throw new Refusal('mediation.notForThem', {}, { for: '请先办好代办' })
  const profile = (await personOf(ctx, id))?.profile
  const home = profile?.home
  const lives = home && (await memberOf(ctx, id, 'resident', home.community, home.community))
  if (!profile || !lives) throw new Refusal('mediation.homeNeeded')
  // What neighbours quarrel about is sensitive: it is agreed to by itself, as is letting somebody act in it.
  if (own) {
    needConsent(profile, 'privacy')
    needConsent(profile, 'dispute')
  }
  const details = await knownOf(ctx, profile)
  return {
    ...{ as: 'resident', community: home.community, details },
    party: { side: 'applicant', user: id, consent: 'yes' },
    ...(own ? {} : { onBehalf: id }),
  }
}

/** As at the desk; who has booked a time to speak of it applies with their account. */
const booker = async (ctx: SignedIn, input: Input, user: string | undefined) => {
  const applicant = await atTheDesk(ctx, input)
  const profile = user === undefined ? undefined : (await personOf(ctx, user))?.profile
  return applicant && profile
    ? {
        ...applicant,
        details: await knownOf(ctx, profile),
        party: { ...applicant.party, user: profile.id, consent: 'yes' as const },
      }
    : applicant
}

const origin = ({ origin: said, applicant }: Input, as: Role): Case['origin'] => {
  if (as === 'resident') return 'app'
  return said && said !== 'app' ? said : applicant && as === 'mediator' ? 'mediator' : 'walkIn'
}

/** What the form says as a new case, not yet written; `from`: the note (说和) it comes from, which gives it its id, and who booked that. */
export const newCase = async (
  ctx: SignedIn,
  { key, ...input }: Input,
  from?: { readonly id: string; readonly quarrel: string; readonly resident?: string | undefined },
): Promise<Case> => {
  const applicant = (await booker(ctx, input, from?.resident)) ?? (await resident(ctx, input.for))
  const { as, community, party, onBehalf } = applicant
  const settings = await settingsOf(ctx, community)
  const byResident = as === 'resident'
  if (byResident && !settings.on.includes('mediation')) throw new Refusal('mediation.switchedOff')
  if (input.already === 'court' && byResident)
    throw new Refusal('mediation.inCourt', {}, { already: '法院已受理' })
  const known = key && (await caseMatters.get(ctx, await matterId(ctx, 'case', community, ctx.who.id, key)))
  const first = {
    key,
    input,
    move: 'apply',
    state: 'applied' as const,
    as,
    ...(onBehalf && { for: onBehalf }),
  }
  const matter = await caseMatters.begin(ctx, community, first, from?.id)
  if (input.files?.length && !known) await attach(ctx, input.files, matter.id, { documents: true })
  // A resident names the other side, and picks nobody.
  const others: readonly PartyDetails[] = await Promise.all(
    input.others.map(({ user, ...said }, i) =>
      byResident ? said : foundOf(ctx, community, { ...said, user }, `others.${i}`),
    ),
  )
  const accounts = [applicant.details, ...others].flatMap(({ account }) => account ?? [])
  if (new Set(accounts).size < accounts.length)
    throw new Refusal('mediation.notThere', {}, { others: '同一位邻居选了两次，请重新找' })
  const parties = {
    p1: applicant.details,
    ...Object.fromEntries(others.map((other, i) => [partyKeys[i + 1]!, other])),
  }
  const tracks = {
    p1: party,
    ...Object.fromEntries(others.map((_, i) => [partyKeys[i + 1]!, { side: 'other' as const }])),
  }
  const came = from && input.origin === 'app' ? 'app' : origin(input, as)
  const sides = { ...tracks, appliedBy: ctx.who.id, origin: came }
  if (!known)
    for (const [i] of others.entries())
      await needOwnPhone(ctx, sides, partyKeys[i + 1]!, parties, `others.${i}.phone`, byResident)
  const details: Details = {
    facts: input.facts,
    wish: input.wish,
    subject: input.subject ?? subjects[input.kind],
    prefers: input.prefers,
    parties,
  }
  return {
    ...matter,
    what: input.kind,
    origin: came,
    already: input.already,
    open: input.open,
    appliedBy: ctx.who.id,
    details: await caseMatters.seal(ctx, matter, 'details', details),
    ...(input.files?.length && {
      evidence: input.files.map(file => ({ file, by: byResident ? 'p1' : 'room' }) as const),
    }),
    ...tracks,
    sessions: [],
    followUps: [],
    quarrel: from?.quarrel,
  }
}

/** The same key gives the one that is there. */
export const openCase = async (ctx: SignedIn, input: Input) =>
  caseMatters.create(ctx, await newCase(ctx, input))
