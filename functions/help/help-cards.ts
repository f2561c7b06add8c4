/** 我的事: whom a request concerns, and the line each reads there. Made without opening anything that is sealed. */
import type { Role } from '../../shared/contract.ts'
import { helpStates, type HelpState } from '../../shared/help/life.ts'
import { topics } from '../../shared/help/topics.ts'
import type { Card } from '../../shared/matters/matters.ts'
import type { Desk } from '../platform/mine.ts'
import { isUnderWay, needsStaff, withTeam, type Help } from './help-store.ts'

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
/** For those who are asked as holders of an office: one of them sees to it. */
const deskHints: Hints = {
  open: '等人接，点开看能不能接。',
  offered: '问了你们队，点开回个话。',
  claimed: '队里接了，点开定下谁去。',
  withStaff: '等社区的人跟，点开接过去。',
  unanswered: '没等到回话，打个电话问问。',
}

const titleOf = ({ topic }: Help, about: string) => [topics.text[topic], about].filter(Boolean).join(' · ')

/** Whose desk has to do something next: a team's, a grid's, the community's. */
export const helpDesks = (help: Help): readonly (readonly [Desk, Card])[] => {
  const slow = isUnderWay(help) && help.escalatedAt !== undefined
  const { id, state, changedAt, building, community, danger, grid, claimBy, dueAt, staff } = help
  const card: Card = {
    ...{ kind: 'help', id, changedAt, title: titleOf(help, building), tone: 'yours' },
    stateText: helpStates.text[state],
    hint: help.moneyOpen
      ? '钱没对上，点开看看。'
      : slow
        ? '过了时间还没办好，打个电话问问。'
        : deskHints[state],
    dueAt: state === 'open' ? claimBy : dueAt,
    urgent: danger || undefined,
  }
  const at = (role: Role, scope = community) => [{ role, community, scope }, card] as const
  const team = withTeam(help)
  const forTeam = team !== undefined && (state === 'offered' || state === 'claimed')
  const mine = state === 'withStaff' && staff !== undefined
  return [
    ...(state === 'open' ? [at('teamLead')] : []),
    ...(team !== undefined && (forTeam || slow) ? [at('teamLead', team)] : []),
    ...(grid && !mine && (state === 'open' || state === 'withStaff') ? [at('gridWorker', grid)] : []),
    ...(needsStaff(help) && !mine ? [at('communityStaff')] : []),
  ]
}

export const helpCards = (help: Help): ReadonlyMap<string, Card> => {
  const { id, state, changedAt, createdAt, building, asker, askedBy, askerName, swapOpen, danger } = help
  const { dueAt } = help
  const card = (yours: readonly HelpState[], hints: Hints, about = building): Card => ({
    kind: 'help',
    id,
    title: titleOf(help, about),
    stateText: helpStates.text[state],
    tone: yours.includes(state) ? 'yours' : helpStates.tones[state],
    hint: hints[state],
    changedAt,
    urgent: danger || undefined,
  })
  const asked = (about: string): Card => ({
    ...card(['delivered'], askerHints, about),
    ...(swapOpen && { stateText: '等您回话', tone: 'yours', hint: '有一样没有货，问您换不换。' }),
  })
  return new Map([
    ...(help.staff ? [[help.staff, { ...card(['withStaff'], staffHints), dueAt }] as const] : []),
    ...(help.claimedBy ? [[help.claimedBy, { ...card(['claimed'], leadHints), dueAt }] as const] : []),
    ...(help.volunteer
      ? [
          [
            help.volunteer,
            { ...card(['assigned', 'accepted', 'bought', 'onTheWay'], volunteerHints), dueAt },
          ] as const,
        ]
      : []),
    [askedBy, { ...asked(askerName), askedAt: createdAt }],
    [asker, { ...asked(''), askedAt: createdAt }],
  ])
}
