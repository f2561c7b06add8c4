/** Grants: under their holder, and in the lists that ask who holds what. */
import type { Role } from '../../shared/contract.ts'
import { absent, all, not, type Fields } from '../../shared/lifecycle.ts'
import type { Ctx } from '../platform/context.ts'
import { entry, join, type Key, type Step } from '../platform/table.ts'
import { changeItem } from '../platform/write.ts'
import { stepOf } from './identity-store.ts'
import { inForce, partition, validId, type GrantRecord } from '../people/people.ts'

/** gsi2, who holds a role for a scope: `C#<community>#MEMBERS#<role>#<scope>` / until#user. */
export const members = (community: string, role: Role, scope: string) =>
  join('C', community, 'MEMBERS', role, scope)
/** gsi1, everybody who holds a role: `C#<community>#ROLE#<role>` / until#user#scope. */
const inRole = (community: string, role: Role) => join('C', community, 'ROLE', role)
/** gsi4, what runs out: `C#<community>#GRANTS` / until#user#role#scope. Living somewhere does not run out as an office does. */
const running = (community: string) => join('C', community, 'GRANTS')

const grantEntries = (user: string, { community, role, scope, until }: GrantRecord) => ({
  ...entry('gsi2', members(community, role, scope), join(until, user)),
  ...entry('gsi1', inRole(community, role), join(until, user, scope)),
  ...(role !== 'resident' && entry('gsi4', running(community), join(until, user, role, scope))),
})

export const grantId = (role: Role, community: string, scope: string) => `${role}.${community}.${scope}`
const grantKey = (user: string, grant: string): Key => ({ pk: partition(user), sk: join('G', grant) })

export const grantIn = async ({ table }: Pick<Ctx, 'table'>, user: string, grant: string) =>
  /^[\w.-]{1,160}$/.test(grant) && validId.test(user)
    ? ((await table.get(grantKey(user, grant)))?.grant as GrantRecord | undefined)
    : undefined

/** One taken back stays on record but leaves the lists. */
const grantFields = (user: string, grant: GrantRecord): Fields => ({
  grant,
  ...(grant.revokedAt ? { revoked: true } : grantEntries(user, grant)),
})

/** Writes what `change` makes of the grant that is there. */
export const changeGrant = async (
  { table }: Pick<Ctx, 'table'>,
  user: string,
  id: string,
  change: (was: GrantRecord | undefined) => GrantRecord,
): Promise<GrantRecord> => {
  let grant: GrantRecord
  await changeItem(table, grantKey(user, id), was => {
    grant = change(was?.grant as GrantRecord | undefined)
    return grantFields(user, grant)
  })
  return grant!
}

/** The same, to be written with others. */
export const grantStep = (
  { table }: Pick<Ctx, 'table'>,
  user: string,
  id: string,
  change: (was: GrantRecord | undefined) => GrantRecord,
): Promise<Step> =>
  stepOf(table, grantKey(user, id), was => grantFields(user, change(was?.grant as GrantRecord | undefined)))

/** A write with this step succeeds only while the user holds this grant: it may have been taken back since it was read. */
export const grantStands = (user: string, role: Role, community: string, scope: string): Step => ({
  check: grantKey(user, grantId(role, community, scope)),
  when: all(not(absent('pk')), absent('revoked')),
})

/** Everybody who holds a role in the community now, whatever it is for. */
export const everyHolder = async (
  { table, now }: Pick<Ctx, 'table' | 'now'>,
  community: string,
  role: Role,
): Promise<string[]> => {
  const found = await table.queryAll({
    ...{ index: 'gsi1', pk: inRole(community, role), sk: { atLeast: `${now}~` } },
  })
  return [...new Set(found.map(({ pk }) => pk.slice('U#'.length)))]
}

/** One page of the grants asked for that are in force, the first to end first. */
export const grantsBy = async (
  { table, now }: Pick<Ctx, 'table' | 'now'>,
  question: { readonly community: string; readonly role?: Role; readonly scope?: string },
  after: Fields | undefined,
) => {
  const { community, role, scope } = question
  const [index, pk] = !role
    ? (['gsi4', running(community)] as const)
    : scope
      ? (['gsi2', members(community, role, scope)] as const)
      : (['gsi1', inRole(community, role)] as const)
  const page = await table.query({ index, pk, sk: { atLeast: `${now}~` }, limit: 20, after })
  const items = await table.getMany(page.items)
  return {
    items: items
      .map(item => ({ user: item.pk.slice('U#'.length), grant: item.grant as GrantRecord }))
      .filter(({ grant }) => inForce(now)(grant)),
    last: page.last,
  }
}
