/** Buildings, grids, teams and units: those there are, those that the sheet adds, and what it changes about them. */
import { buildingIn, plainDoor } from '../../shared/door.ts'
import { scopeKind } from '../../shared/identity/grants.ts'
import type { ScopeKind } from '../../shared/community/community.ts'
import type { NamedScope } from '../community/community-store.ts'
import type { Became } from '../identity/listed.ts'
import type { Secrets } from '../platform/secrets.ts'
import type { Said } from './read.ts'

export interface Scopes {
  /** As they are to be. */
  readonly all: readonly NamedScope[]
  /** Those of them that have to be written. */
  readonly changed: readonly NamedScope[]
  /** By kind, what became of each that the sheet names. */
  readonly became: readonly (readonly [kind: ScopeKind, became: Became])[]
  readonly find: (kind: ScopeKind, name: string) => NamedScope | undefined
}

/** 第一网格 and 第1网格 are the same. */
const bareName = (kind: ScopeKind, name: string) =>
  kind === 'grid' ? plainDoor(name) : name.normalize('NFKC').replace(/\s/g, '')

/** Ids say what they are where that is plain, and follow from the name: carried out once more after a crash, they are the same. */
const idFor = async (
  secrets: Secrets,
  community: string,
  kind: ScopeKind,
  name: string,
  taken: (id: string) => boolean,
) => {
  const number = kind === 'building' ? buildingIn(name) : undefined
  const plain = number && name === `${number}号楼` ? `building-${number}` : undefined
  if (plain && !taken(plain)) return plain
  return `${kind}-${(await secrets.derive('scope', community, kind, name)).slice(0, 8)}`
}

const isSameScope = (one: NamedScope, other: NamedScope) =>
  one.name === other.name &&
  one.grid === other.grid &&
  [one.buildings, one.skills].every((list, i) => {
    const theirs = [other.buildings, other.skills][i]
    return [...(list ?? [])].sort().join() === [...(theirs ?? [])].sort().join()
  })

/** What the sheet makes of the scopes that are there; none is taken away. */
export const scopesAfter = async (
  secrets: Secrets,
  community: string,
  before: readonly NamedScope[],
  said: Pick<Said, 'buildings' | 'teams' | 'roles'>,
): Promise<Scopes> => {
  const now = new Map(before.map(scope => [scope.id, scope]))
  const find = (kind: ScopeKind, name: string) =>
    [...now.values()].find(
      each =>
        each.kind === kind &&
        (bareName(kind, each.name) === bareName(kind, name) ||
          (kind === 'building' &&
            /^\d+号楼$|^[A-Z]号楼$/.test(name) &&
            `${buildingIn(each.name)}号楼` === name)),
    )
  const named = new Map<string, ScopeKind>()
  const name = async (kind: ScopeKind, called: string): Promise<NamedScope> => {
    const known = find(kind, called)
    const id = known?.id ?? (await idFor(secrets, community, kind, called, each => now.has(each)))
    const scope = known ?? { id, name: called, kind }
    now.set(id, scope)
    named.set(id, kind)
    return scope
  }
  for (const { building, grid } of said.buildings) {
    const scope = await name('building', building)
    if (!grid) continue
    const { id } = await name('grid', grid)
    now.set(scope.id, { ...scope, grid: id })
    for (const other of [...now.values()].filter(each => each.kind === 'grid')) {
      const { buildings = [] } = other
      const covers = buildings.filter(each => each !== scope.id)
      now.set(other.id, { ...other, buildings: other.id === id ? [...covers, scope.id] : covers })
    }
  }
  for (const { team, skills, buildings } of said.teams) {
    const scope = await name('team', team)
    const serves = buildings.flatMap(each => find('building', each)?.id ?? [])
    now.set(scope.id, {
      ...scope,
      ...(serves.length && { buildings: serves }),
      ...(skills.length && { skills }),
    })
  }
  for (const { role, where } of said.roles) {
    const kind = scopeKind[role]
    if (where && (kind === 'firm' || kind === 'beat' || kind === 'department' || kind === 'partner'))
      await name(kind, where)
  }
  const were = new Map(before.map(scope => [scope.id, scope]))
  const becameOf = (scope: NamedScope): Became => {
    const was = were.get(scope.id)
    return !was ? 'fresh' : isSameScope(was, scope) ? 'same' : 'changed'
  }
  const all = [...now.values()]
  return {
    all,
    find,
    changed: all.filter(scope => becameOf(scope) !== 'same'),
    became: [...named].map(([id, kind]) => [kind, becameOf(now.get(id)!)] as const),
  }
}
