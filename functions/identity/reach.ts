/** Where a message reaches someone. A file of its own, so that identity, too, may tell people something. */
import type { Ctx } from '../platform/context.ts'
import { meKey, type Profile } from './identity-store.ts'

export { callNamesOf } from './identity-store.ts'

interface Reach {
  /** Who they are by now: someone known by phone may have become a user. */
  readonly id: string
  readonly openid: string | undefined
  readonly community: string | undefined
}

/** In WeChat, if they ever signed in with it, and by the rules of which community; undefined: nobody. */
export const reachOf = async ({ table }: Pick<Ctx, 'table'>, user: string): Promise<Reach | undefined> => {
  const me = await table.get(meKey(user))
  const profile = me?.profile as Profile | undefined
  if (profile?.sameAs) return reachOf({ table }, profile.sameAs)
  return profile && { id: user, openid: me?.openid as string | undefined, community: profile.home?.community }
}
