/** What identity brings to the home page of those who confirm where somebody lives. */
import { homeConfirmers } from '../../../shared/identity/homes.ts'
import { identity, type Me } from '../../../shared/identity/identity.ts'
import type { AtHome } from '../components/home.ts'
import { holds } from '../platform/me.ts'
import { open } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'

const confirms = (me: Me) => holds(me, ...homeConfirmers)

const useWaiting = (me: Me) => {
  const { data } = useReply(identity.waitingHomes, {}, { enabled: confirms(me), followSeconds: 60 })
  const count = data?.items.length
  return [count && { name: '等核对的住处', value: `${count}件`, onTap: () => open('identity/waiting') }]
}

export const identityHome: AtHome = {
  name: 'identity',
  useToday: useWaiting,
  tools: [
    {
      ...{ group: 'visit', name: '核对', drawing: 'house', for: confirms },
      go: () => open('identity/waiting'),
    },
  ],
}
