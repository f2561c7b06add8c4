/** What messages bring to the home page of those who ring people. */
import { ringers } from '../../../shared/messages/messages.ts'
import { useCallsIfMine } from '../components/useCalls.ts'
import { FactCard } from '../components/facts.tsx'
import { sayCount, type AtHome } from '../components/home.ts'
import { holds } from '../platform/me.ts'
import { open } from '../platform/open.ts'

/** There at any time, so that it is known where to look. */
const CallsRow = () => {
  const { items, hasMore } = useCallsIfMine()
  const value = items && (sayCount(items, hasMore, '位') ?? '没有要打的')
  return <FactCard lines={[{ name: '打给他们', value, onTap: () => open('messages/calls') }]} />
}

export const messagesHome: AtHome = {
  name: 'messages',
  sections: { next: ({ me }) => holds(me, ...ringers) && <CallsRow /> },
}
