/** The list of whom to ring, as pages ask for it. */
import { messages, ringers } from '../../../shared/messages/messages.ts'
import { holds, useMe } from '../platform/me.ts'
import { useList } from '../platform/query.tsx'

const followSeconds = 30

export const useCalls = (enabled = true) => useList(messages.calls, {}, { followSeconds, enabled })

/** Who was told today. */
export const useCallsDone = () => useList(messages.calls, { list: 'done' }, { followSeconds })

/** Those who ring have this list; on others' pages nobody asks for it. */
export const useCallsIfMine = () => {
  const { data: me } = useMe()
  return useCalls(me !== undefined && holds(me, ...ringers))
}
