/** Who holds the phone; kept on it, so that it is known without a network. */
import { isOffice, type Role } from '../../../shared/contract.ts'
import { identity, type Me } from '../../../shared/identity/identity.ts'
import { useReply } from './query.tsx'

export const useMe = () => useReply(identity.me, {}, { remember: true })

/** Any one of these roles, for whatever it is given. */
export const holds = (me: Me | undefined, ...roles: readonly Role[]) =>
  me?.grants.some(({ role }) => roles.includes(role)) ?? false

export const hasDesk = (me: Me | undefined) => me?.grants.some(({ role }) => isOffice(role)) ?? false

/** For whom one may ask: oneself, where one lives here, and those one acts for. */
export const whomOf = (me: Me | undefined, module: Me['actsFor'][number]['modules'][number]) => [
  ...(holds(me, 'resident') ? [{ id: '', name: '我自己' }] : []),
  ...(me?.actsFor ?? [])
    .filter(({ modules }) => modules.includes(module))
    .map(({ id, callName }) => ({ id, name: callName })),
]
export type Whom = ReturnType<typeof whomOf>

/** Who may no longer be asked for has to be chosen anew; where there is one only, there is nothing to choose. */
export const chosenOf = (whom: Whom, kept: string | undefined) =>
  whom.length > 1 ? whom.find(({ id }) => id === kept) : whom[0]

/** They live here, or act for somebody who does: they ask like a resident. */
export const isResident = (me: Me) => holds(me, 'resident') || me.actsFor.length > 0
