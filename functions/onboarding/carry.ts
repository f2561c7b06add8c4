/**
 * Carries a sheet into the community, or only says what that would do: the same code decides both, by comparing each line with
 * what is there. That makes it repeatable: what is already so is not written, so that the same sheet twice changes nothing, and
 * one that was killed in the middle goes on by being begun anew.
 *
 * What people see of a community begins with its buildings, teams and units: they are what one chooses from, searches in and is
 * given roles for. So everything that hangs on them is written first, doors, people, roles, and they are switched in together,
 * last. A worker that dies before leaves nothing to be seen of a new community; after the switch only the members of teams are
 * missing, who need their team. In a community that is there already each line is whole by itself: door, person, number and
 * role are one write.
 */
import { roles as roleNames, type Role } from '../../shared/contract.ts'
import { longestGrantDays, scopeKind } from '../../shared/identity/grants.ts'
import {
  parts,
  type Count,
  type Missing,
  type Outcome,
  type Part,
  type Problem,
  type Remark,
} from '../../shared/onboarding/onboarding.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { surnameOf } from '../../shared/text.ts'
import { plusMinutes } from '../../shared/time.ts'
import { idsOf } from '../../shared/lifecycle.ts'
import { ownContactOf } from '../people/people.ts'
import { scopesNow, settingsOf, switchScopes } from '../community/community.ts'
import type { NamedScope } from '../community/community-store.ts'
import { listedAt, listHome } from '../households/listing.ts'
import { heldUntil } from '../identity/grants.ts'
import {
  holdersNow,
  listDoor,
  listPerson,
  type Became,
  type ListedDoor,
  type ListedRole,
} from '../identity/listed.ts'
import { homesIn } from '../identity/register.ts'
import type { SignedIn } from '../platform/context.ts'
import { teamHandlers, volunteerRole } from '../volunteers/teams.ts'
import { judge, personKey } from './judge.ts'
import { buildingName, type Place, type Said, type SaidHome, type SaidPerson, type SaidRole } from './read.ts'
import { tables } from './tables.ts'
import { scopesAfter, type Scopes } from './scopes.ts'

export interface Carrying {
  readonly community: string
  /** Otherwise it is only said what would be written. */
  readonly write: boolean
  readonly progress: (percent: number) => Promise<void>
}

/** So many households at once: enough to hide the way to the table, few enough for a table that has just been made. */
const atOnce = 8

const sideBySide = async <T>(items: readonly T[], does: (item: T, i: number) => Promise<void>) => {
  let next = 0
  const worker = async () => {
    while (next < items.length) {
      const i = next++
      await does(items[i]!, i)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker))
}

const tally = () => {
  const counts = new Map<Part, { fresh: number; changed: number; same: number }>()
  return {
    add(of: Part, became: Became) {
      const count = counts.get(of) ?? { fresh: 0, changed: 0, same: 0 }
      count[became]++
      counts.set(of, count)
    },
    all: (): Count[] => parts.codes.flatMap(of => (counts.has(of) ? [{ of, ...counts.get(of)! }] : [])),
  }
}

const partOf = { building: 'buildings', grid: 'grids', team: 'teams' } as const
const partOfScope = (kind: string): Part => partOf[kind as keyof typeof partOf] ?? 'units'

/** One person with all that the sheet says of them, wherever it does. */
interface Somebody {
  readonly person: SaidPerson
  readonly at: Place
  home?: SaidHome
  readonly roles: SaidRole[]
}

const gather = ({ homes, roles }: Said) => {
  const people = new Map<string, Somebody>()
  const of = (person: SaidPerson, at: Place) => {
    const key = personKey(person)
    if (!people.has(key)) people.set(key, { person, at, roles: [] })
    return people.get(key)!
  }
  for (const home of homes) if (home.person) of(home.person, home).home ??= home
  for (const role of roles) of(role.person, role).roles.push(role)
  const holders = new Map<string, number>()
  for (const { person } of people.values()) holders.set(person.phone, (holders.get(person.phone) ?? 0) + 1)
  return { people: [...people.values()], shares: ({ phone }: SaidPerson) => holders.get(phone)! > 1 }
}

const doorKey = ({ building, unit, room }: SaidHome) => `${building} ${unit} ${room}`

/** What a line's role is given for. */
const scopeFor = (
  scopes: Scopes,
  community: string,
  communityName: string,
  { role, where }: SaidRole,
): ListedRole => {
  const kind = scopeKind[role]
  if (kind === 'community') return { role, scope: community, scopeName: communityName }
  const scope = scopes.find(kind, kind === 'building' ? buildingName(where) : where)!
  return { role, scope: scope.id, scopeName: scope.name }
}

/** Which teams say something else of themselves than the sheet; from now on, the same. */
const carryTeams = async (ctx: SignedIn, said: Said, scopes: Scopes, { community, write }: Carrying) => {
  const changed = new Set<string>()
  for (const { team, group, purpose, most } of said.teams) {
    const { id } = scopes.find('team', team)!
    const changes = { group, ...(purpose && { purpose }), ...(most && { most }) }
    const was: Partial<Record<string, unknown>> = await teamHandlers
      .team({ team: id, community }, ctx)
      .catch((error: unknown) => {
        if (error instanceof Refusal) return {} // about to come
        throw error
      })
    if (Object.entries(changes).every(([name, value]) => was[name] === value)) continue
    changed.add(id)
    if (write) await teamHandlers.saveTeam({ team: id, community, changes }, ctx)
  }
  return changed
}

interface Joining {
  readonly user: string
  readonly role: SaidRole
  readonly scope: ListedRole
}

interface Needing {
  readonly home: string
  readonly line: SaidHome
  readonly names: readonly string[]
}

const missingOf = async (
  ctx: SignedIn,
  community: string,
  said: Said,
  scopes: Scopes,
  before: readonly NamedScope[],
  named: { readonly homes: ReadonlySet<string>; readonly users: ReadonlySet<string> },
): Promise<Missing[]> => {
  const inSheet = new Set(
    [
      ...said.buildings.flatMap(({ building, grid }) => [
        scopes.find('building', building),
        scopes.find('grid', grid),
      ]),
      ...said.teams.map(({ team }) => scopes.find('team', team)),
    ].flatMap(scope => scope?.id ?? []),
  )
  const asked = (kind: string) =>
    kind === 'team'
      ? said.has.has('teams')
      : (kind === 'building' || kind === 'grid') && said.has.has('buildings')
  const gone = before.filter(({ id, kind }) => asked(kind) && !inSheet.has(id))
  const found: Missing[] = gone.map(({ kind, name }) => ({ of: partOfScope(kind), name }))
  if (said.has.has('homes')) {
    for (const { id, kind } of before)
      if (kind === 'building')
        for (const home of await homesIn(ctx, community, id))
          if (!named.homes.has(home.id)) found.push({ of: 'doors', name: home.door })
    // By what lists say of people anywhere; their doors would be looks at each of them.
    for (const { id, callName, building = '' } of await holdersNow(ctx, community, 'resident'))
      if (!named.users.has(id)) found.push({ of: 'people', name: `${building} ${callName}`.trim() })
  }
  const offices = new Set<Role>(said.roles.map(({ role }) => role))
  for (const role of offices)
    for (const { id, callName } of await holdersNow(ctx, community, role))
      if (!named.users.has(id)) found.push({ of: 'roles', name: `${callName}（${roleNames.text[role]}）` })
  return found
}

const remarkTexts = {
  elsewhere: '他在别的社区登记了住处，这里没有改。请他搬来后自己登记。',
  otherName: '这个号码登过别的姓名，照两个人登。是同一个人，请到“找人”里合成一个。',
  otherPhone: '他自己登记了另一个号码，这里没有改。换了号码的，请他自己改。',
}

/** As the sheet stands, from its top. */
const inOrder = (problems: readonly Problem[]) => {
  const sheets = Object.values(tables).map(({ sheet }) => sheet as string)
  const place = ({ sheet }: Problem) => (sheets.indexOf(sheet) + sheets.length + 1) % (sheets.length + 1)
  return [...problems].sort(
    (a, b) => place(a) - place(b) || a.sheet.localeCompare(b.sheet, 'zh') || a.line - b.line,
  )
}

export const carry = async (ctx: SignedIn, said: Said, carrying: Carrying): Promise<Outcome> => {
  const { community, write, progress } = carrying
  const [before, { name: communityName, on, households: map }] = await Promise.all([
    scopesNow(ctx, community),
    settingsOf(ctx, community),
  ])
  const scopes = await scopesAfter(ctx.secrets, community, before, said)
  const problems = inOrder([
    ...said.problems,
    ...judge(
      said,
      scopes,
      map.groups.map(({ name }) => name),
    ),
  ])
  const remarks: Remark[] = []
  const remark = ({ sheet, line }: Place, text: string) => remarks.push({ sheet, line, text })
  for (const place of said.withoutPhone)
    remark(place, '没写电话，只登门牌，不登人。写上家里任何人的电话就能登。')
  const outcome = (counts: Count[], missing: Missing[]): Outcome => ({
    ...{ problems, problemCount: problems.length },
    ...{ remarks, remarkCount: remarks.length },
    ...{ counts, missing, missingCount: missing.length },
  })
  if (problems.length) return outcome([], [])

  const count = tally()
  const where = { community, communityName, by: ctx.who.id }
  const named = { homes: new Set<string>(), users: new Set<string>() }
  const { people, shares } = gather(said)
  const doorOf = ({ building, unit, room }: SaidHome): ListedDoor => {
    const scope = scopes.find('building', building)!
    return { community, building: scope.id, buildingName: scope.name, unit, room }
  }
  const mine = { ids: new Set(idsOf(ctx.who)), phone: (await ownContactOf(ctx, ctx.who.id))?.phone }
  const joining: Joining[] = []
  const listSomebody = async ({ person, at, home, roles }: Somebody) => {
    const given = roles.map(role => ({ role, scope: scopeFor(scopes, community, communityName, role) }))
    // Nobody gives themselves an office, nor whom one tap would make them.
    const isMe = person.phone === mine.phone
    const offices = given.filter(({ role }) => role.role !== 'volunteer' && !isMe)
    if (isMe && roles.length) remark(at, '这是您自己的号码。自己不能给自己身份，请同事来办。')
    const listed = await listPerson(
      ctx,
      {
        ...person,
        otherwise: `${surnameOf(person.name)}邻居`,
        home: home && { door: doorOf(home), as: home.as },
        roles: offices.map(({ scope }) => scope),
        notFor: mine.ids,
        shares: shares(person),
      },
      where,
      write,
    )
    named.users.add(listed.user)
    if (listed.home) named.homes.add(listed.home)
    count.add('people', listed.became)
    listed.roles.forEach(became => count.add('roles', became))
    for (const { role, scope } of given)
      if (role.role === 'volunteer' && !isMe) joining.push({ user: listed.user, role, scope })
    if (listed.remark) remark(at, remarkTexts[listed.remark])
  }

  const doors = new Map<string, SaidHome[]>()
  for (const home of said.homes) doors.set(doorKey(home), [...(doors.get(doorKey(home)) ?? []), home])
  const byHome = new Map<SaidHome, Somebody>(people.flatMap(each => (each.home ? [[each.home, each]] : [])))
  const inNeed: Needing[] = []
  const households = [...doors.values()]
  await sideBySide(households, async (lines, i) => {
    const { id, became } = await listDoor(ctx, doorOf(lines[0]!), write)
    named.homes.add(id)
    count.add('doors', became)
    const needing = lines.find(({ needs }) => needs.length)
    if (needing) inNeed.push({ home: id, line: needing, names: lines.flatMap(({ needs }) => needs) })
    // One after the other: they share the door, and often the number.
    for (const line of lines) {
      const somebody = byHome.get(line)
      if (somebody) await listSomebody(somebody)
    }
    if (i % 25 === 0) await progress(Math.floor((i * 80) / households.length))
  })
  await sideBySide(
    people.filter(({ home }) => !home),
    listSomebody,
  )
  await progress(85)

  if (write && scopes.changed.length) await switchScopes(ctx.table, community, scopes.changed)
  const changedTeams = await carryTeams(ctx, said, scopes, carrying)
  for (const [kind, became] of scopes.became) if (kind !== 'team') count.add(partOfScope(kind), became)
  for (const { team } of said.teams) {
    const scope = scopes.find('team', team)!
    const isNew = !before.some(({ id }) => id === scope.id)
    const differs = scopes.changed.includes(scope) || changedTeams.has(scope.id)
    count.add('teams', isNew ? 'fresh' : differs ? 'changed' : 'same')
  }
  await progress(90)
  if (inNeed.length && !on.includes('households'))
    remark(inNeed[0]!.line, `“需要关心”没登：走访还没开。先在设置里打开，再交一次。共${inNeed.length}户。`)
  else
    await sideBySide(inNeed, async needing => {
      const groups = map.groups.flatMap(({ id, name }) => (needing.names.includes(name) ? id : []))
      const was = await listedAt(ctx, community, needing.home)
      if (was && groups.some(each => !was.groups.includes(each)))
        remark(needing.line, '民情图上有这家，类别不一样，没有改。请到“走访”里改。')
      count.add('needs', was ? 'same' : 'fresh')
      if (was || !write) return
      const { building, unit, room, basis } = needing.line
      const scope = scopes.find('building', building)!
      const about = { target: 'home' as const, building: scope.id, unit, room, groups }
      await listHome(ctx, { community, ...about, ...basis! }).catch((error: unknown) => {
        // Somebody has put it there in this moment.
        if (!(error instanceof Refusal && error.code === 'households.listedAlready')) throw error
      })
    })
  for (const { user, role, scope } of joining) {
    const until = plusMinutes(ctx.now, longestGrantDays * 24 * 60)
    if (mine.ids.has(user)) continue
    if (await heldUntil(ctx, user, 'volunteer', community, scope.scope)) {
      count.add('members', 'same')
      continue
    }
    if (write) {
      const given = {
        role: 'volunteer' as const,
        community,
        scope: scope.scope,
        until,
        grantedBy: ctx.who.id,
      }
      const error: unknown = await volunteerRole.give(ctx, user, given).catch((error: unknown) => error)
      if (error instanceof Refusal) {
        remark(role, `没进“${scope.scopeName}”：队里满了，或他正在排队。请到这个队里看看。`)
        continue
      }
      if (error) throw error
    }
    count.add('members', 'fresh')
  }
  return outcome(count.all(), await missingOf(ctx, community, said, scopes, before, named))
}
