/** What is kept about a person apart from their matters: reading all of it, correcting it, taking it away. */
import { absent, not, type Fields } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import type { Ctx } from '../platform/context.ts'
import { newest } from '../platform/mine.ts'
import type { Item } from '../platform/table.ts'
import { changeMe, knownAs, meStep, together } from './identity-store.ts'
import { meKey, partition, type Contact, type Profile } from '../people/people.ts'
import { looksAt, type Look } from '../people/looks.ts'

type Ways = Pick<Ctx, 'table' | 'secrets'>

/** One page of all looks at the details of someone under all their ids, the last one first. */
export const looksPage = async ({ table }: Ways, users: readonly string[], after: Fields | undefined) => {
  const lists = users.map(user => looksAt(user))
  const { items, last } = await newest(table, 'gsi1', lists, after)
  return { items: (await table.getMany(items)).map(item => item.look as Look), last }
}

/** Writes what `change` makes of someone's profile and contact. */
export const changePerson = (
  ways: Ways,
  user: string,
  change: (was: { readonly profile: Profile; readonly contact: Contact | undefined }) => {
    readonly profile: Profile
    readonly contact: Contact | undefined
  },
) =>
  together(ways.table, async () => {
    const me = await knownAs(ways, user)
    if (!me) throw new Refusal('identity.signInAgain')
    return [await meStep(ways, me, change(me))]
  })

/** From now on they hold no role and act for nobody, and nobody begins to act for them. */
export const setLeaving = ({ table }: Pick<Ctx, 'table'>, user: string, leavingAt: string | undefined) =>
  changeMe({ table }, user, was => ({ ...was, leavingAt }))

/** All items that only they have: grants, proxies, sign-ins, codes. */
const ownItems = async ({ table }: Ways, user: string): Promise<Item[]> =>
  (await table.queryAll({ pk: partition(user) })).filter(({ sk }) => sk !== 'ME')

const removeItems = async ({ table }: Ways, items: readonly Item[]) => {
  for (const { pk, sk } of items) await table.remove({ pk, sk })
}

/**
 * Takes all of it away, their own item last: if it breaks off before, it can be started again. What stays in their place
 * says only that there was somebody: a token, a look or a line of a history that names them leads to nobody.
 */
export const removePerson = async (ways: Ways, user: string, erasedAt: string) => {
  const own = await ownItems(ways, user)
  const isSignIn = ({ sk }: Item) => sk.startsWith('S#')
  await removeItems(
    ways,
    own.filter(item => !isSignIn(item)),
  )
  // Their sign-ins go with them, not before: should it break off, they can still ask again.
  await ways.table.transact([
    { put: { ...meKey(user), erasedAt }, when: not(absent('profile')) },
    // As many as fit into one transaction; a token without its person is good for nothing.
    ...own
      .filter(isSignIn)
      .slice(0, 90)
      .map(({ pk, sk }) => ({ remove: { pk, sk } })),
  ])
  // A role given at that very moment; from here on nobody can be given one.
  await removeItems(ways, await ownItems(ways, user))
}
