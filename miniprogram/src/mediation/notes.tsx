/** 说和: what is still open, longest first, and what has ended. */
import { mediation } from '../../../shared/mediation/mediation.ts'
import { sayTime } from '../../../shared/time.ts'
import { disputeKinds } from '../../../shared/mediation/life.ts'
import { quarrelStates } from '../../../shared/mediation/quarrels.ts'
import { Button } from '../components/Button.tsx'
import { listPage } from '../components/ListPage.tsx'
import { open } from '../platform/open.ts'
import { saySides } from './parts/words.ts'

const shownLetters = 40
/** Of a long story the beginning. */
const sayShort = (text: string) => (text.length > shownLetters ? `${text.slice(0, shownLetters)}…` : text)

/** By who it is between; without, where a screen that others see hides that. */
const nameOf = (title: string, sides?: readonly string[]) => (sides ? saySides(sides) : title)

export default listPage({
  title: '说和',
  of: mediation.quarrels,
  lists: { open: '还没说开', ended: '办完了' },
  ask: list => ({ list }),
  keyOf: ({ id }) => id,
  line: ({ id, state, stateText, title, sides, what, kind, notedBy, createdAt, slot, mediator }) => ({
    title: nameOf(title, sides),
    label: `${nameOf(title, sides)}，${disputeKinds.text[kind]}，${stateText}`,
    badge: [stateText, quarrelStates.tones[state]],
    strong: state === 'booked' && slot && `${sayTime(slot.fromAt, new Date().toISOString())} · ${mediator}`,
    text: what !== disputeKinds.text[kind] && sayShort(what),
    hint: [disputeKinds.text[kind], sayTime(createdAt, new Date().toISOString()), notedBy],
    open: () => open('mediation/quarrel', { id }),
  }),
  empty: list => (list === 'open' ? '没有等着说和的事。' : '还没有办完的。'),
  foot: <Button text="先记一笔" size="huge" onTap={() => open('mediation/note')} />,
})
