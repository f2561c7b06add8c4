/** Who could mediate, by load, and what speaks against each. It warns; whether it matters is for people to say. */
import { partiesIn, type PartyKey } from '../../shared/mediation/life.ts'
import { holdersOf } from '../identity/grants.ts'
import { actedFor as peopleIn, personOf, profilesOf, type Profile } from '../people/people.ts'
import type { SignedIn } from '../platform/context.ts'
import { allMine } from '../platform/mine.ts'
import { caseMatters, loadOf } from './case-kind.ts'
import { detailsOf, type Case } from './case-store.ts'

/** As much of a case as ties are looked for in. */
type Sides = Pick<Case, 'id' | 'mediator' | PartyKey>

const usersIn = (item: Sides) => partiesIn(item).flatMap(key => item[key]!.user ?? [])

/** Same household, relative (acts for one, or one for them), or once a party against one; the same building is a note only. */
export const warningsFor = async (ctx: Pick<SignedIn, 'table'>, item: Sides, { id, home }: Profile) => {
  const users = usersIn(item)
  const [parties, mediator, earlier] = await Promise.all([
    profilesOf(ctx, users),
    personOf(ctx, id),
    allMine(ctx.table, id, 'case').then(ids => caseMatters.byIds(ctx, ids)),
  ])
  const people = await Promise.all(users.map(user => personOf(ctx, user)))
  const others = [...parties.values()].filter(party => party.id !== id)
  const actsFor = (mediator?.proxies ?? []).flatMap(peopleIn)
  const actedFor = people.filter(person => person?.proxies.some(proxy => proxy.person === id))
  const against = earlier.filter(
    other =>
      other.id !== item.id &&
      usersIn(other).includes(id) &&
      usersIn(other).some(user => users.includes(user)),
  )
  const warnings = [
    ...(others.some(party => home && party.home?.id === home.id) ? ['和当事人住一家'] : []),
    ...(others.some(party => actsFor.includes(party.id)) || actedFor.length ? ['和当事人是代办的家人'] : []),
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
  // Someone who may speak for a party reads the case as that party does.
  return { isParty: [id, ...actsFor].some(each => users.includes(each)), warnings, notes }
}

/** Least loaded first; whom a party asked for before them, whom something speaks against after. */
export const suggestions = async (ctx: SignedIn, item: Case) => {
  const { community } = item
  const [holders, { prefers }] = await Promise.all([
    holdersOf(ctx, community, 'mediator', community),
    detailsOf(ctx, item),
  ])
  const known = await Promise.all(
    holders.map(async profile => ({
      ...{ id: profile.id, name: profile.callName },
      load: await loadOf(ctx, community, profile.id),
      wanted: prefers !== undefined && profile.callName.includes(prefers),
      ...(await warningsFor(ctx, item, profile)),
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
