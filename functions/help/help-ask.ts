/** Asking: who may ask for whom, what is checked, and what a new request starts with. */
import type { Parsed, Role } from '../../shared/contract.ts'
import type { help } from '../../shared/help/help.ts'
import { helpRings, type HelpState } from '../../shared/help/life.ts'
import { buysFor } from '../../shared/help/topics.ts'
import { agreed } from '../../shared/identity/account.ts'
import { idsOf, scopesOf } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { scopesIn, settingsOf } from '../community/community.ts'
import { actsWitnessed, mayActSensitively } from '../identity/proxies.ts'
import { contactOf, personOf, type Profile } from '../people/people.ts'
import { needConsent } from '../identity/consents.ts'
import { attach } from '../files/files.ts'
import { memberOf } from '../identity/identity.ts'
import type { SignedIn } from '../platform/context.ts'
import { opened } from '../platform/sealed.ts'
import { claimBy } from './help-clock.ts'
import { oneDanger } from './help-danger.ts'
import { helps } from './help-kind.ts'
import { checkWindow, topicOf } from './help-rules.ts'
import { placeAtHome, usualOf, type Help } from './help-store.ts'

/** Someone; who was known by phone before they signed in is who they are now. */
const profileNow = async (ctx: SignedIn, id: string): Promise<Profile | undefined> => {
  const profile = (await personOf(ctx, id))?.profile
  return profile?.sameAs ? profileNow(ctx, profile.sameAs) : profile
}

/** Lives here still. Whom staff know only by phone has no grant; they keep where that person lives. */
const isResident = async (ctx: SignedIn, { id, knownAt }: Profile, community: string) =>
  knownAt !== undefined || (await memberOf(ctx, id, 'resident', community, community)) !== undefined

/** The person asked for, and their home: one's own, that of someone one acts for, or of a person who has rung the staff. */
const askerOf = async (ctx: SignedIn, wanted: string | undefined) => {
  // Known by phone before they signed in, they are the same person.
  const own = wanted === undefined || idsOf(ctx.who).includes(wanted)
  const id = own ? ctx.who.id : wanted
  const profile = await profileNow(ctx, id)
  const home = profile?.home
  const byProxy = !own && ctx.who.actsFor.includes(wanted)
  const byStaff = !own && home && scopesOf(ctx.who, 'communityStaff', home.community).length > 0
  if (!own && !byProxy && !byStaff) throw new Refusal('help.notForThem', {}, { for: '请先办好代办' })
  const as: Role = own || byProxy ? 'resident' : 'communityStaff'
  const resident = profile && home && (as !== 'resident' || (await isResident(ctx, profile, home.community)))
  if (!resident && own) throw new Refusal('help.homeNeeded')
  if (!resident) throw new Refusal('help.theirHomeNeeded', {}, { for: '请先登记他住哪户' })
  return { ...profile, id, home, as, byProxy }
}
type Asker = Awaited<ReturnType<typeof askerOf>>

/** The asker has agreed that we use what they write, and so has the person it is for, if only before staff. */
const checkPrivacy = async (ctx: SignedIn, asker: Asker) => {
  const { id, as, byProxy, consents } = asker
  if (as !== 'resident') return
  needConsent(byProxy ? ((await personOf(ctx, ctx.who.id))?.profile ?? {}) : asker, 'privacy')
  if (byProxy && !agreed(consents, 'privacy') && !(await actsWitnessed(ctx, id)))
    throw new Refusal('help.theirConsentNeeded', {}, { for: '请他先看一眼说明' })
}

/** What the form says, checked, as a new request; the same key gives the one that is there. `from`: it is asked for once more. */
export const ask = async (ctx: SignedIn, { key, ...input }: Parsed<typeof help.ask>, from?: Help) => {
  checkWindow(input, ctx.now)
  const asker = await askerOf(ctx, input.for)
  const { community, building, id: home } = asker.home
  const settings = await settingsOf(ctx, community)
  const topic = topicOf(input, settings.help)
  if (topic !== 'danger' && !settings.on.includes('help')) throw new Refusal('help.switchedOff')
  await checkPrivacy(ctx, asker)
  if (input.kind === 'medicine') await checkHealth(ctx, asker, input.sensitive)
  const danger = topic === 'danger'
  const onBehalf = asker.id !== ctx.who.id && { for: asker.id }
  const state: HelpState = danger ? 'withStaff' : 'open'
  const first = { key, input: [input, from?.id], move: 'ask', state, as: asker.as, ...onBehalf }
  const matter = await helps.begin(ctx, community, first)
  const [grid, usual, contact] = await Promise.all([
    gridOf(ctx, community, building),
    usualOf(ctx, asker.id),
    contactOf(ctx, asker.id),
  ])
  const { lines, door, risks, place, insurance, files, voice } = input
  // What is sent once more, or with a key used before, takes no files along.
  const carried = [...(files ?? []), ...(voice ? [voice] : [])]
  const attached = async () => {
    if (carried.length && !(await helps.get(ctx, matter.id))) await attach(ctx, carried, matter.id)
  }
  const item: Help = {
    ...matter,
    what: input.kind,
    topic,
    buys: buysFor(input.kind, topic),
    danger,
    asker: asker.id,
    askerName: asker.callName,
    askedBy: ctx.who.id,
    building,
    home,
    grid,
    ring: danger ? helpRings.indexOf('staff') : 0,
    usualTeam: usual?.team,
    usualVolunteer: usual?.volunteer,
    details: await helps.seal(ctx, matter, 'details', {
      ...{ lines, door, risks, place, insurance },
      address: contact?.address,
    }),
    files,
    voice,
    wantedFromAt: input.wantedFromAt,
    wantedToAt: input.wantedToAt,
    capFen: input.capFen,
    openSince: ctx.now,
    claimBy: claimBy(settings, { ...input, what: input.kind }, ctx.now),
    ...(danger && { escalatedAt: ctx.now }),
  }
  if (danger)
    return oneDanger(ctx, { ...item, home }, { key, ...input }, async along => {
      await attached()
      return helps.create(ctx, item, along)
    })
  await attached()
  return helps.create(ctx, item, async () => [
    await placeAtHome(ctx, community, home, settings.help.mostAtOnce, matter.id),
  ])
}

/** Where the asker lives by now, if that is not where it was asked for; without an address: nowhere that is known. */
export const movedFrom = async (ctx: SignedIn, item: Help) => {
  const home = (await profileNow(ctx, item.asker))?.home
  if (item.home === undefined || home?.id === item.home) return undefined
  const [contact, { address: before }] = await Promise.all([
    contactOf(ctx, item.asker),
    opened(ctx, item, 'details'),
  ])
  const { address = '' } = contact ?? {}
  // Of whom only the building was known, the door is known by now.
  return before && address.startsWith(before) ? undefined : { home, address }
}

/** Asked for once more, it goes to the new door; how to get in is said of the old one only. */
export const atNewDoor = async (ctx: SignedIn, item: Help): Promise<Partial<Help>> => {
  const { home, address } = (await movedFrom(ctx, item)) ?? {}
  if (home?.community !== item.community) return {}
  const { door: _, ...details } = await opened(ctx, item, 'details')
  return {
    home: home.id,
    building: home.building,
    grid: await gridOf(ctx, home.community, home.building),
    details: await helps.seal(ctx, item, 'details', { ...details, address }),
  }
}

/** The same request, asked for once more, takes a place of the home where its asker lives now. */
export const placeAgain = async (ctx: SignedIn, { id, community, asker, danger }: Help) => {
  if (danger) return []
  const [person, settings] = await Promise.all([personOf(ctx, asker), settingsOf(ctx, community)])
  const home = person?.profile.home
  if (home?.community !== community) throw new Refusal('help.homeNeeded')
  return [await placeAtHome(ctx, community, home.id, settings.help.mostAtOnce, id)]
}

/** What is said of somebody's health may be used: they have agreed, or let the caller act in this as well. */
const checkHealth = async (ctx: SignedIn, asker: Asker, said: true | undefined) => {
  const { byProxy } = asker
  if (byProxy && !(await mayActSensitively(ctx, asker.id))) throw new Refusal('help.notForTheirHealth')
  // Who has rung says so to the staff, who note it.
  if (!byProxy && !(said && asker.as === 'communityStaff')) needConsent(asker, 'sensitive')
}

/** The grid of a building, by the name it has on people's homes. */
const gridOf = async (ctx: SignedIn, community: string, building: string) =>
  (await scopesIn(ctx, community, 'building')).find(({ name }) => name === building)?.grid
