/** 我的事: whom a request concerns, and the line each reads there. Made without opening anything that is sealed. */
import { helpStates, type HelpState } from '../../shared/help/life.ts'
import { topics } from '../../shared/help/topics.ts'
import type { Card } from '../../shared/matters/matters.ts'
import type { Help } from './help-store.ts'

export const helpCards = (help: Help): ReadonlyMap<string, Card> => {
  const { id, state, changedAt, createdAt, topic, building, asker, askedBy, askerName, swapOpen } = help
  const card = (yours: readonly HelpState[], about = building): Card => ({
    kind: 'help',
    id,
    title: [topics.text[topic], about].filter(Boolean).join(' · '),
    stateText: helpStates.text[state],
    tone: yours.includes(state) ? 'yours' : helpStates.tones[state],
    changedAt,
  })
  const asked = (about: string): Card => ({
    ...card(['delivered'], about),
    ...(swapOpen && { stateText: '等您回话', tone: 'yours' }),
  })
  return new Map([
    ...(help.staff ? [[help.staff, card(['withStaff'])] as const] : []),
    ...(help.claimedBy ? [[help.claimedBy, card(['claimed'])] as const] : []),
    ...(help.volunteer
      ? [[help.volunteer, card(['assigned', 'accepted', 'bought', 'onTheWay'])] as const]
      : []),
    [askedBy, { ...asked(askerName), askedAt: createdAt }],
    [asker, { ...asked(''), askedAt: createdAt }],
  ])
}
