/** Reporting: what is checked, and what a new hazard starts with. */
import type { Parsed, Role } from '../../shared/contract.ts'
import type { hazards } from '../../shared/hazards/hazards.ts'
import type { HazardState } from '../../shared/hazards/life.ts'
import { scopesOf } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { communityOf, scopesIn, settingsWith } from '../community/community.ts'
import { attach } from '../files/files.ts'
import { personOf } from '../people/people.ts'
import type { SignedIn } from '../platform/context.ts'
import { checkBy, lookBy } from './hazard-clock.ts'
import { hazardsOf } from './hazard-kind.ts'
import type { Hazard } from './hazard-store.ts'

type Report = Parsed<typeof hazards.report>

/** What somebody reports as: what they do here comes before that they live here. */
const reportsAs = (ctx: SignedIn, community: string): Role => {
  const first: readonly Role[] = ['communityStaff', 'gridWorker', 'buildingHelper', 'propertyManager']
  const held = ctx.who.grants.flatMap(grant => (grant.community === community ? grant.role : []))
  return first.find(role => held.includes(role)) ?? held[0] ?? 'resident'
}

const plain = (said: string) => said.normalize('NFKC').replace(/\s/g, '')

/** The person who has rung, known to the community by phone. */
const callerOf = async (ctx: SignedIn, community: string, wanted: string) => {
  const home = (await personOf(ctx, wanted))?.profile.home
  if (home?.community !== community || !scopesOf(ctx.who, 'communityStaff', community).length)
    throw new Refusal('hazards.notByPhone', {}, { for: '请选打电话来的居民' })
  return wanted
}

/** What the form says, checked, as a new hazard; the same key gives the one that is there. */
export const report = async (ctx: SignedIn, { key, ...input }: Report): Promise<Hazard> => {
  const { what, building, spot, words, files = [], voice, danger, mended } = input
  const community = communityOf(ctx, input.community)
  const settings = await settingsWith(ctx, community, 'hazards')
  if (!words && !voice && files.length === 0)
    throw new Refusal('hazards.nothingSaid', {}, { words: '拍张照，或说一句' })
  const heard = plain(`${spot ?? ''} ${words ?? ''}`)
  if (!danger && settings.hazards.dangerWords.some(word => heard.includes(plain(word))))
    throw new Refusal('hazards.soundsDangerous', {}, { words: '听着有危险，请先打电话' })
  if (mended && files.length === 0) throw new Refusal('hazards.showHow', {}, { files: '请拍一张改好的' })
  const place = building && (await scopesIn(ctx, community, 'building')).find(({ id }) => id === building)
  if (building && !place) throw new Refusal('hazards.buildingUnknown', {}, { building: '请重新选一栋' })
  const reporter = input.for ? await callerOf(ctx, community, input.for) : ctx.who.id
  const state: HazardState = mended ? 'handled' : 'reported'
  const first = { key, input, move: 'report', state, as: reportsAs(ctx, community) }
  const matter = await hazardsOf.begin(ctx, community, {
    ...first,
    ...(reporter !== ctx.who.id && { for: reporter }),
  })
  // What is sent once more takes no files along.
  const carried = [...files, ...(voice ? [voice] : [])]
  if (carried.length && !(await hazardsOf.get(ctx, matter.id))) await attach(ctx, carried, matter.id)
  const item: Hazard = {
    ...matter,
    ...{ what, reporter, voice, followers: [], reopened: 0, since: ctx.now },
    danger: danger === true,
    place: place ? place.id : undefined,
    building: place ? place.name : undefined,
    grid: place ? place.grid : undefined,
    files: files.length ? files : undefined,
    callable: input.mayCall,
    said: await hazardsOf.seal(ctx, matter, 'said', { spot, words, handled: mended }),
    promisedAt: mended ? checkBy(settings, ctx.now) : lookBy(settings, { danger: danger === true }, ctx.now),
    handler: mended ? ctx.who.id : undefined,
    handledAt: mended ? ctx.now : undefined,
  }
  return hazardsOf.create(ctx, item)
}
