/** Who could mediate, by load, and what speaks against each. It warns; whether it matters is for people to say. */
import { partiesIn, type PartyKey } from '../../shared/mediation/life.ts'
import { holdersOf } from '../identity/grants.ts'
import { everyProxyOf } from '../identity/proxies.ts'
import { actedFor as peopleIn, personOf, profilesOf, type Profile } from '../people/people.ts'
import type { SignedIn } from '../platform/context.ts'
import { allMine } from '../platform/mine.ts'
import { caseMatters, loadOf } from './case-kind.ts'
import { speakerIn, standOf } from './case-sides.ts'
import { detailsOf, type Case, type Details } from './case-store.ts'

/** As much of a case as ties are looked for in. */
type Parties = Pick<Case, 'id' | 'mediator' | PartyKey>

type Written = Details['parties']

const usersIn = (item: Parties, written: Written = {}) =>
  partiesIn(item).flatMap(key => item[key]!.user ?? written[key]?.account ?? [])

/** Same household, relative (acts for one, or one for them), or once a party against one; the same building is a note only. */
export const warningsFor = async (
  ctx: Pick<SignedIn, 'table' | 'now'>,
  item: Parties,
  { id, home }: Profile,
  /** As the room has written the parties down: some may be neighbours who were only rung. */
  written?: Written,
) => {
  const users = usersIn(item, written)
  const [parties, mediator, proxies, earlier] = await Promise.all([
    profilesOf(ctx, users),
    personOf(ctx, id),
    everyProxyOf(ctx, id),
    allMine(ctx.table, id, 'case').then(ids => caseMatters.byIds(ctx, ids)),
  ])
  const theirs = await Promise.all(users.map(user => everyProxyOf(ctx, user)))
  const others = [...parties.values()].filter(party => party.id !== id)
  const relatives = proxies.flatMap(peopleIn)
  const actedFor = theirs.flat().filter(proxy => proxy.person === id)
  const against = earlier.filter(
    other =>
      other.id !== item.id &&
      usersIn(other).includes(id) &&
      usersIn(other).some(user => users.includes(user)),
  )
  const warnings = [
    ...(others.some(party => home && party.home?.id === home.id) ? ['和当事人住一家'] : []),
    ...(others.some(party => relatives.includes(party.id)) || actedFor.length
      ? ['和当事人是代办的家人']
      : []),
    ...(against.length ? ['以前和当事人有过纠纷'] : []),
    ...(item.mediator === id && partiesIn(item).some(key => item[key]!.objects) ? ['当事人想换人'] : []),
  ]
  const mediated = earlier.some(
    other =>
      other.id !== item.id && other.mediator === id && usersIn(other).some(user => users.includes(user)),
  )
  const notes = [
    ...(others.some(party => home && party.home?.building === home.building) ? ['和当事人同一栋楼'] : []),
    ...(mediated ? ['以前调解过当事人的事'] : []),
  ]
  const stands = mediator && standOf(item, speakerIn(mediator, ctx.now), written)
  return { isParty: stands?.own !== undefined || !!stands?.actsFor.length, warnings, notes }
}

/** Least loaded first; whom a party asked for before them, whom something speaks against after. */
export const suggestions = async (ctx: SignedIn, item: Case) => {
  const { community } = item
  const [holders, { prefers, parties }] = await Promise.all([
    holdersOf(ctx, community, 'mediator', community),
    detailsOf(ctx, item),
  ])
  const known = await Promise.all(
    holders.map(async profile => ({
      ...{ id: profile.id, name: profile.callName },
      load: await loadOf(ctx, community, profile.id),
      wanted: prefers !== undefined && profile.callName.includes(prefers),
      ...(await warningsFor(ctx, item, profile, parties)),
    })),
  )
  return known
    .filter(({ isParty }) => !isParty)
    .map(({ isParty: _, ...rest }) => rest)
    .sort(
      (a, b) =>
        a.warnings.length - b.warnings.length ||
        Number(b.wanted) - Number(a.wanted) ||
        a.load - b.load ||
        a.name.localeCompare(b.name, 'zh'),
    )
}
