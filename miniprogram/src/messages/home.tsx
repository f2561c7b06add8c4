/** What messages bring to the home page of those who ring people. */
import type { Me } from '../../../shared/identity/identity.ts'
import { ringers } from '../../../shared/messages/messages.ts'
import { useCallsIfMine } from '../components/useCalls.ts'
import { sayCount, type AtHome } from '../components/home.ts'
import { holds } from '../platform/me.ts'
import { open } from '../platform/open.ts'

const rings = (me: Me) => holds(me, ...ringers)

const useCallsLine = (me: Me) => {
  const { items, hasMore } = useCallsIfMine()
  const value = rings(me) && items && sayCount(items, hasMore, '位')
  return [value && { name: '打给他们', value, onTap: () => open('messages/calls') }]
}

export const messagesHome: AtHome = {
  name: 'messages',
  useToday: useCallsLine,
}
