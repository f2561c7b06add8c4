/** What help brings to the home page: asking, and for who works here the ways to what was asked. */
import { Button } from '../components/Button.tsx'
import { useCommunity } from '../components/CallCommunity.tsx'
import type { AtHome, HomeView } from '../components/home.ts'
import { holds, isResident } from '../platform/me.ts'
import { open } from '../platform/open.ts'
import { Kinds, SayIt, Usual } from './asking.tsx'

/** Until it is known otherwise, a community has it. */
const useIsOn = () => useCommunity()?.on.includes('help') ?? true

const Ask = () => (useIsOn() ? <Kinds /> : null)
const Again = () => (useIsOn() ? <Usual /> : null)
const Care = ({ me }: HomeView) =>
  useIsOn() && isResident(me) ? (
    <>
      <Button text="找人帮忙" size="huge" onTap={() => open('help/kinds')} />
      <SayIt />
    </>
  ) : null

export const helpHome: AtHome = {
  name: 'help',
  ask: Ask,
  again: Again,
  care: Care,
  notes: [
    {
      ...{ name: '电话单', drawing: 'phone', on: 'help' },
      for: me => holds(me, 'communityStaff'),
      go: () => open('help/phone'),
    },
  ],
  tools: [
    {
      ...{ group: 'take', name: '求助', drawing: 'hand' },
      for: me => holds(me, 'communityStaff', 'gridWorker', 'teamLead'),
      go: me => (holds(me, 'communityStaff', 'gridWorker') ? open('help/requests') : open('help/board', {})),
    },
  ],
}
