/** 我的事: whom a request concerns, and the line each reads there. Made without opening anything that is sealed. */
import { helpStates, type HelpState } from '../../shared/help/life.ts'
import { topics } from '../../shared/help/topics.ts'
import type { Card } from '../../shared/matters/matters.ts'
import type { Help } from './help-store.ts'

type Hints = { readonly [S in HelpState]?: string }

/** For whom it is brought. What has ended says so by itself, but for what can be done about it. */
const askerHints: Hints = {
  open: '正在找人接，接了就告诉您。',
  offered: '问了一个队，等他们回话。',
  claimed: '有队接了，正在安排人。',
  assigned: '正在问志愿者能不能来。',
  accepted: '志愿者答应来。到时先对见面码，再开门。',
  bought: '东西买好了，就要出发。',
  onTheWay: '正在来。先对见面码，再开门。',
  delivered: '东西齐不齐，点开回个话。',
  withStaff: '社区的人亲自跟，有事打给社区。',
  unanswered: '没等到您回话，先记下了。',
  failed: '可以点开，请我们再找一次。',
}
const leadHints: Hints = { claimed: '点开，定下谁去。', assigned: '等志愿者回话。' }
const volunteerHints: Hints = {
  assigned: '能不能去，点开回个话。',
  accepted: '点开看要办什么、门牌和电话。',
  bought: '出发时点“我出发了”。',
  onTheWay: '见面先对见面码，送到了点一下。',
  delivered: '等邻居回话。',
}
const staffHints: Hints = { withStaff: '归您跟，办好了点开记下。' }

export const helpCards = (help: Help): ReadonlyMap<string, Card> => {
  const { id, state, changedAt, createdAt, topic, building, asker, askedBy, askerName, swapOpen } = help
  const card = (yours: readonly HelpState[], hints: Hints, about = building): Card => ({
    kind: 'help',
    id,
    title: [topics.text[topic], about].filter(Boolean).join(' · '),
    stateText: helpStates.text[state],
    tone: yours.includes(state) ? 'yours' : helpStates.tones[state],
    hint: hints[state],
    changedAt,
  })
  const asked = (about: string): Card => ({
    ...card(['delivered'], askerHints, about),
    ...(swapOpen && { stateText: '等您回话', tone: 'yours', hint: '有一样没有货，问您换不换。' }),
  })
  return new Map([
    ...(help.staff ? [[help.staff, card(['withStaff'], staffHints)] as const] : []),
    ...(help.claimedBy ? [[help.claimedBy, card(['claimed'], leadHints)] as const] : []),
    ...(help.volunteer
      ? [[help.volunteer, card(['assigned', 'accepted', 'bought', 'onTheWay'], volunteerHints)] as const]
      : []),
    [askedBy, { ...asked(askerName), askedAt: createdAt }],
    [asker, { ...asked(''), askedAt: createdAt }],
  ])
}
