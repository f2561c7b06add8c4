/** 应急点名: called once; answered and noted home by home; closed. */
import { randomUUID } from 'node:crypto'
import type { Parsed, Role } from '../../shared/contract.ts'
import { scopesOf } from '../../shared/lifecycle.ts'
import { needs, type How, type Need } from '../../shared/rolls/life.ts'
import { rolls } from '../../shared/rolls/rolls.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { absent, is } from '../../shared/lifecycle.ts'
import { deskOf, scopesIn, settingsWith } from '../community/community.ts'
import { ask } from '../help/help-ask.ts'
import { pairings } from '../households/pairings-kind.ts'
import { grantCheck } from '../identity/grants.ts'
import { actsForNow } from '../identity/identity.ts'
import { homeIn, homesIn, homesPage, peopleIn } from '../identity/register.ts'
import { lookItem } from '../people/looks.ts'
import { namesApart } from '../people/called.ts'
import { callNamesOf, contactOf } from '../people/people.ts'
import { order, paperOf } from '../papers/papers.ts'
import type { Ctx, SignedIn } from '../platform/context.ts'
import { page } from '../platform/lists.ts'
import { module } from '../platform/module.ts'
import type { Handlers } from '../platform/serve.ts'
import { heardOf, rollMatters, rollParts, seesRoll, titleOf } from './roll-kind.ts'
import { rollsKeep } from './rolls-people.ts'
import { homesFor, markFor, rollFor, walkedBy, type HomeOf } from './rolls-reply.ts'
import {
  countsOf,
  editMark,
  homesOf,
  isAsked,
  knownOf,
  openKey,
  putParts,
  setMark,
  type Building,
  type Mark,
  type Roll,
} from './rolls-store.ts'

export const rollPaper = paperOf<{ readonly id: string; readonly buildings: readonly string[] }>(
  'rolls.sheet',
  'application/pdf',
)

// ---- calling it ----

const manyHomes = 500

const homeIds = async (ctx: Ctx, community: string, building: string) => {
  const ids: string[] = []
  let after: Awaited<ReturnType<typeof homesPage>>['last']
  do {
    const { homes, last } = await homesPage(ctx, community, building, after, manyHomes)
    ids.push(...homes.map(({ id }) => id))
    after = last
  } while (after)
  return ids
}

/** Those on the 民情图. */
const inNeed = async (ctx: Ctx, community: string, building: string) => {
  const open = await pairings.lists.ofBuilding.all(ctx, { community, of: building })
  return [...new Set(open.flatMap(({ target, at }) => (target === 'home' ? at : [])))]
}

/** The buildings that are asked, each with its homes; those without any are left out. */
const askedIn = async (
  ctx: Ctx,
  community: string,
  wanted: readonly string[] | undefined,
  asks: Roll['asks'],
) => {
  const idsOf = asks === 'everyone' ? homeIds : inNeed
  const all = await scopesIn(ctx, community, 'building')
  const unknown = wanted?.find(id => !all.some(each => each.id === id))
  if (unknown !== undefined) throw new Refusal('identity.scopeUnknown', {}, { buildings: '请从名单里选' })
  const chosen = all.filter(({ id }) => !wanted?.length || wanted.includes(id))
  const homes = new Map(
    await Promise.all(chosen.map(async ({ id }) => [id, await idsOf(ctx, community, id)] as const)),
  )
  return {
    buildings: chosen.flatMap(({ id, name, grid }) => (homes.get(id)!.length ? { id, name, grid } : [])),
    homes: new Map([...homes].filter(([, ids]) => ids.length)),
  }
}

const call = async (ctx: SignedIn, input: Parsed<typeof rolls.callRoll>): Promise<Roll> => {
  const { key, community: where, reason, note, asks, buildings: wanted } = input
  const community = deskOf(ctx, where)
  const first = { key, input: { ...input, key: undefined }, as: 'communityStaff' } as const
  const begun = await rollMatters.begin(ctx, community, { ...first, move: 'call', state: 'open' })
  const there = await rollMatters.get(ctx, begun.id)
  if (!there) {
    await settingsWith(ctx, community, 'rolls')
    await noneOpen(ctx, community)
  }
  const { buildings, homes } = there
    ? { buildings: [], homes: new Map() }
    : await askedIn(ctx, community, wanted, asks)
  if (!there && !homes.size) throw new Refusal('rolls.nobodyThere', {}, { buildings: '请选有住户的楼' })
  if (!there) await putParts(ctx, begun, homes)
  return rollMatters.create(ctx, { ...begun, reason, note, asks, buildings }, async () => {
    await noneOpen(ctx, community)
    return [{ put: { ...openKey(community), roll: begun.id }, when: absent('pk') }]
  })
}

const noneOpen = async (ctx: Ctx, community: string) => {
  const open = (await ctx.table.get(openKey(community)))?.roll as string | undefined
  const roll = open && (await rollMatters.get(ctx, open))
  if (roll) throw new Refusal('rolls.alreadyOn', { title: titleOf(roll) })
}

// ---- who may ----

/** One's own, or that of somebody one acts for, who may live where the caller belongs to nothing. */
const rollOf = async (ctx: SignedIn, id: string): Promise<{ roll: Roll; homes: readonly HomeOf[] }> => {
  const roll = await rollMatters.get(ctx, id)
  const homes = roll ? await homesFor(ctx, roll) : []
  if (!roll || (!seesRoll(roll, ctx.who) && !homes.some(({ own }) => !own)))
    throw new Refusal('matter.notFound')
  return { roll, homes }
}

/** The building, for who walks or rings it, and in which role. */
const walkedIn = (ctx: SignedIn, roll: Roll, building: string): Building & { readonly as: Role } => {
  const found = roll.buildings.find(({ id }) => id === building)
  if (!found) throw new Refusal('rolls.homeUnknown', {}, { building: '请从名单里选' })
  if (!walkedBy(roll, ctx.who).includes(found)) throw new Refusal('rolls.notYourBuilding')
  const has = (role: Role, scope: string | undefined) =>
    scope !== undefined && scopesOf(ctx.who, role, roll.community).includes(scope)
  const as: Role = has('communityStaff', roll.community)
    ? 'communityStaff'
    : has('gridWorker', found.grid)
      ? 'gridWorker'
      : 'buildingHelper'
  return { ...found, as }
}

const needOpen = ({ state }: Roll) => {
  if (state !== 'open') throw new Refusal('rolls.over')
}

/** A home of the building, also one that somebody has come to live in since. */
const homeOf = async (ctx: Ctx, roll: Roll, building: string, id: string) => {
  const home = await homeIn(ctx, roll.community, building, id)
  if (!home || !(await isAsked(ctx, roll, building, id)))
    throw new Refusal('rolls.homeUnknown', {}, { home: '请从名单里选' })
  return home
}

const usersOf = ({ members }: { readonly members: Readonly<Record<string, unknown>> }) =>
  Object.keys(members).filter(id => id.startsWith('user_'))

// ---- answering ----

const asked = {
  danger: { kind: 'urgent', topic: 'danger' },
  urgent: { kind: 'urgent', topic: 'otherUrgent' },
  other: { kind: 'errands', topic: 'otherErrand' },
} as const satisfies Record<Need, object>

/** What they need as a request for help; why there is none, where there cannot be one. */
const askFor = async (
  ctx: SignedIn,
  roll: Roll,
  { person, own }: HomeOf,
  { need, words, op }: { readonly need: Need; readonly words: string | undefined; readonly op: string },
): Promise<{ readonly help?: string; readonly notAsked?: string }> => {
  // Whom one acts for in an emergency one need not act for otherwise.
  const who = { ...ctx.who, actsFor: await actsForNow(ctx, ctx.who.id, 'help') }
  const lines = [{ what: words ?? `${titleOf(roll)}：${needs.text[need]}` }]
  try {
    const { id } = await ask(
      { ...ctx, who },
      { key: op, ...asked[need], lines, for: own ? undefined : person },
    )
    return { help: id }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { notAsked: error.message }
  }
}

const answer = async (ctx: SignedIn, input: Parsed<typeof rolls.answerRoll>) => {
  const { id, for: wanted, said, need, words, op = randomUUID() } = input
  const { roll, homes } = await rollOf(ctx, id)
  needOpen(roll)
  const home = homes.find(({ own, person }) => (wanted === undefined ? own : person === wanted))
  const mayFor = wanted === undefined || wanted === ctx.who.id || ctx.who.actsFor.includes(wanted)
  if (!mayFor) throw new Refusal('rolls.notForThem', {}, { for: '请打给社区' })
  const place = home && (await homeIn(ctx, roll.community, home.building, home.id))
  if (!home || !place) throw new Refusal('rolls.noHome')
  const how: How = home.own ? 'self' : 'family'
  const at = { building: home.building, home: home.id }
  const mark: Mark = { said, how, at: ctx.now, by: ctx.who.id, as: 'resident' }
  const stands = await setMark(ctx, roll, { ...at, op }, mark)
  await heardOf(ctx, roll, [...new Set([...usersOf(place), ctx.who.id])], stands)
  const made = said === 'needsHelp' && need ? await askFor(ctx, roll, home, { need, words, op }) : {}
  const { help, notAsked } = { help: undefined, notAsked: undefined, ...made }
  if (help) await editMark(ctx, roll, at, was => (was.said === 'needsHelp' ? { ...was, help } : was))
  return { ...(await rollFor(ctx, roll, homes)), notAsked }
}

// ---- noting ----

const note = async (ctx: SignedIn, input: Parsed<typeof rolls.markRoll>) => {
  const { id, building, home, said, how, at = ctx.now, op = randomUUID() } = input
  const roll = await rollMatters.find(ctx, id)
  const { as } = walkedIn(ctx, roll, building)
  needOpen(roll)
  rollMatters.allowed(ctx, 'mark', roll)
  if (at < roll.createdAt || at > ctx.now)
    throw new Refusal('request.invalid', {}, { at: '请填点名开始以后、现在以前的时间' })
  const place = await homeOf(ctx, roll, building, home)
  const mark: Mark = { said, how, at, by: ctx.who.id, as }
  const stands = await setMark(ctx, roll, { building, home, op }, mark)
  if (stands.said !== 'notReached') await heardOf(ctx, roll, usersOf(place), stands)
  return { home, ...markFor(stands) }
}

const doorsOf = async (ctx: SignedIn, roll: Roll, building: string) => {
  const { id, name } = walkedIn(ctx, roll, building)
  const [known, register] = await Promise.all([
    knownOf(ctx, roll, building),
    homesIn(ctx, roll.community, building),
  ])
  const each = known.get(building)
  if (!each) throw new Refusal('rolls.homeUnknown')
  const asked = homesOf(each)
  const names = await callNamesOf(
    ctx,
    [...each.marks.values()].flatMap(({ by, as }) => (by && as !== 'resident' ? by : [])),
  )
  return {
    building: { id, name, ...countsOf(each) },
    homes: register
      .filter(home => asked.has(home.id))
      .map(home => {
        const mark = each.marks.get(home.id)
        return {
          ...{ home: home.id, door: home.door, ...markFor(mark), help: mark?.help },
          by: mark?.by && names.get(mark.by),
          online: usersOf(home).length > 0,
        }
      }),
  }
}

const phonesOf = async (ctx: SignedIn, { id, building, home }: Parsed<typeof rolls.phonesOf>) => {
  const roll = await rollMatters.find(ctx, id)
  const { as, grid } = walkedIn(ctx, roll, building)
  needOpen(roll)
  const people = await peopleIn(ctx, await homeOf(ctx, roll, building, home))
  const [names, contacts] = await Promise.all([
    namesApart(ctx, people),
    Promise.all(people.map(async person => [person, (await contactOf(ctx, person))?.phone] as const)),
  ])
  const reachable = contacts.flatMap(([person, phone]) => (phone ? { person, phone } : []))
  if (!reachable.length) throw new Refusal('rolls.noPhone')
  // On record before it is shown, and only in a role held at that very moment.
  const scope = as === 'gridWorker' ? grid : as === 'buildingHelper' ? building : undefined
  const look = { at: ctx.now, by: ctx.who.id, as, matter: id }
  const { done } = await ctx.table.transact([
    grantCheck(ctx, as, roll.community, scope),
    ...reachable.map(({ person }) => ({ put: lookItem(person, look) })),
  ])
  if (!done) throw new Refusal('matter.notYours')
  return { people: reachable.map(({ person, phone }) => ({ name: names.get(person) ?? '', phone })) }
}

const print = async (ctx: SignedIn, { id, building, key = randomUUID() }: Parsed<typeof rolls.printRoll>) => {
  const roll = await rollMatters.find(ctx, id)
  rollMatters.allowed(ctx, 'list', roll)
  const as = building === undefined ? undefined : walkedIn(ctx, roll, building).as
  const walked = building === undefined ? walkedBy(roll, ctx.who).map(each => each.id) : [building]
  if (!walked.length) throw new Refusal('rolls.notYourBuilding')
  const role =
    as ?? (scopesOf(ctx.who, 'communityStaff', roll.community).length ? 'communityStaff' : undefined)
  const paper = await order(ctx, {
    ...{ ...rollPaper, input: { id, buildings: walked }, name: '应急点名表', key },
    ...{ as: role && { role, community: roll.community }, matter: { kind: 'roll', id } },
  })
  return { paper: paper.id }
}

const handlers: Handlers<typeof rolls> = {
  async rolls({ community: wanted, next }, ctx) {
    const roles = ['communityStaff', 'gridWorker', 'buildingHelper']
    const community = ctx.who.grants.find(
      grant => roles.includes(grant.role) && (!wanted || grant.community === wanted),
    )?.community
    if (!community) throw new Refusal('community.notFound')
    return page(ctx, ['rolls.rolls', community], next, async after => {
      const asked = { community, newestFirst: true, limit: 20, after }
      const { items, last } = await rollMatters.lists.all.page(ctx, asked)
      return { items: await Promise.all(items.map(each => rollFor(ctx, each, [], 'list'))), last }
    })
  },

  callRoll: async (input, ctx) => rollFor(ctx, await call(ctx, input)),

  async roll({ id }, ctx) {
    const { roll, homes } = await rollOf(ctx, id)
    return rollFor(ctx, roll, homes)
  },

  async building({ id, building }, ctx) {
    const roll = await rollMatters.find(ctx, id)
    return {
      ...{ id, title: titleOf(roll), open: roll.state === 'open' },
      ...(await doorsOf(ctx, roll, building)),
    }
  },

  answerRoll: async (input, ctx) => answer(ctx, input),
  markRoll: async (input, ctx) => note(ctx, input),
  phonesOf: async (input, ctx) => phonesOf(ctx, input),

  async closeRoll(input, ctx) {
    const { community } = await rollMatters.find(ctx, input.id)
    const roll = await rollMatters.move(ctx, 'close', input, {
      along: async () => [{ remove: openKey(community), when: is('roll', input.id) }],
    })
    return rollFor(ctx, roll)
  },

  printRoll: async (input, ctx) => print(ctx, input),
}

export const rollsModule = module(rolls, {
  handlers,
  kinds: [rollMatters.followed, rollParts],
  keeps: rollsKeep,
})
