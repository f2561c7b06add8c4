/** Where a message reaches someone. A file of its own, so that identity, too, may tell people something. */
import type { Ctx } from '../platform/context.ts'
import { meKey, type Profile } from './identity-store.ts'

/** In WeChat, if they ever signed in with it, and by the rules of which community; undefined: nobody. */
export const reachOf = async ({ table }: Pick<Ctx, 'table'>, user: string) => {
  const me = await table.get(meKey(user))
  const profile = me?.profile as Profile | undefined
  return profile && { openid: me?.openid as string | undefined, community: profile.home?.community }
}
