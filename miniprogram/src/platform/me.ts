/** Who holds the phone; kept on it, so that it is known without a network. */
import type { Role } from '../../../shared/contract.ts'
import { identity, type Me } from '../../../shared/identity.ts'
import { useReply } from './query.tsx'

export const useMe = () => useReply(identity.me, {}, { remember: true })

/** Any one of these roles, for whatever it is given. */
export const holds = (me: Me | undefined, ...roles: readonly Role[]) =>
  me?.grants.some(({ role }) => roles.includes(role)) ?? false
