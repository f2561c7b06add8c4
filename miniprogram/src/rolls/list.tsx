/** 应急点名: what was called, newest first; staff call one with one button. */
import { rollStates } from '../../../shared/rolls/life.ts'
import { rolls } from '../../../shared/rolls/rolls.ts'
import { sayTime } from '../../../shared/time.ts'
import { ActButton } from '../components/Acts.tsx'
import { listPage } from '../components/ListPage.tsx'
import { holds, useMe } from '../platform/me.ts'
import { open } from '../platform/open.ts'
import { call, called } from './acts.tsx'

const Call = () => (holds(useMe().data, 'communityStaff') ? <ActButton item={called} act={call} /> : null)

export default listPage({
  title: '应急点名',
  of: rolls.rolls,
  keyOf: ({ id }) => id,
  line: ({ id, title, state, stateText, createdAt, note }) => ({
    title,
    badge: [stateText, state === 'open' ? 'yours' : rollStates.tones[state]],
    text: note,
    hint: sayTime(createdAt, new Date().toISOString()),
    open: () => open('rolls/roll', { id }),
  }),
  head: <Call />,
  empty: '还没有点过名。刮风下雨、停水停电时，一点就知道谁家没消息。',
})
