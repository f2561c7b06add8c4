/** 我的事: whom a case concerns, and the line each reads there. */
import type { Card } from '../../shared/matters/matters.ts'
import { partiesIn, sayKind, type CaseState, type Party } from '../../shared/mediation/life.ts'
import type { Desk } from '../platform/mine.ts'
import { hasEnded, nextStep, type Case } from './case-store.ts'
import { caseNameFor } from './mediation-words.ts'

/** Whether this party is the one to do something next. */
const isTheirs = ({ state, offered, kept }: Case, { consent, rightsAt, times, signed }: Party) => {
  if (state === 'asked' || state === 'unreachable') return consent !== 'yes' && consent !== 'no'
  if (kept) return true
  if (['willing', 'mediatorSet', 'noticed'].includes(state))
    return (state !== 'willing' && !rightsAt) || (offered !== undefined && times === undefined)
  return (state === 'scheduled' && !rightsAt) || (state === 'signing' && !signed)
}

/** What a party is asked for, and else how it goes on. */
const theirs: { readonly [S in CaseState]?: string } = {
  asked: '愿不愿意谈，点开回个话。',
  unreachable: '愿不愿意谈，点开回个话。',
  willing: '点开听听权利，选您方便的时间。',
  mediatorSet: '点开听听权利，选您方便的时间。',
  noticed: '点开选您方便的时间。',
  scheduled: '点开听听您的权利。',
  signing: '点开先看协议，再到调解室签字。',
}
const goesOn: { readonly [S in CaseState]?: string } = {
  applied: '调解员会先给您打电话。',
  accepted: '接下来去问对方。',
  asked: '只问愿不愿谈，不说您的电话。',
  unreachable: '换个时间再问。',
  willing: '正在约大家都方便的时间。',
  mediatorSet: '正在约大家都方便的时间。',
  noticed: '正在约大家都方便的时间。',
  scheduled: '时间、地方点开看。',
  held: '谈过了，等下一步。',
  adjourned: '下次的时间点开看。',
  signing: '签字和盖章齐了才生效。',
  agreed: '到时候来问照办了没有。',
  followUp: '回访过了，办得怎样点开看。',
  refused: '不能勉强，还可以走别的路。',
  notAgreed: '您仍可仲裁、找有关部门或起诉。',
}
const mediatorHints: { readonly [S in CaseState]?: string } = {
  scheduled: '归您主持，谈完点开记下。',
  held: '点开写记录、定下一步。',
  adjourned: '归您主持，谈完点开记下。',
  signing: '点开看还差谁签字。',
}
const kept = '空出来一个时间，给您留着，点开回个话。'

/** What the room has to do next; while it waits for somebody else there is nothing. */
const roomHints: { readonly [S in CaseState]?: string } = {
  applied: '新来的，点开看归不归我们管。',
  accepted: '点开去问对方愿不愿谈。',
  unreachable: '没联系上对方，换个时间再打。',
  willing: '请定一位调解员。',
  mediatorSet: '请给他们排个时间。',
  noticed: '请给他们排个时间。',
  held: '谈过一次，点开定下一步。',
  signing: '点开看还差谁签字、盖没盖章。',
  followUp: '问问照办了没有。',
}
const objected = '有人要求换调解员，点开答复。'

const titleOf = ({ what, number }: Case) => [`${sayKind(what)}调解`, number].filter(Boolean).join(' · ')

export const caseDesks = (item: Case): readonly (readonly [Desk, Card])[] => {
  const { id, state, community, changedAt } = item
  const objects = partiesIn(item).some(key => item[key]!.objects)
  const hint = objects && !hasEnded(item) ? objected : roomHints[state]
  if (!hint) return []
  const card: Card = {
    ...{ kind: 'case', id, changedAt, title: titleOf(item), tone: 'yours', hint },
    ...{ stateText: caseNameFor(state, undefined), dueAt: nextStep(item) },
  }
  return [[{ role: 'mediationStaff', community, scope: community }, card]]
}

/** Made without opening anything that is sealed. */
export const caseCards = (item: Case): ReadonlyMap<string, Card> => {
  const { id, state, changedAt, createdAt, mediator } = item
  const ended = hasEnded(item)
  const card = (isTurn: boolean, hint: string | undefined, party?: Party): Card => ({
    ...{ kind: 'case', id, changedAt },
    title: titleOf(item),
    stateText: caseNameFor(state, party),
    tone: ended ? 'ended' : isTurn ? 'yours' : 'waiting',
    hint,
  })
  const parties = partiesIn(item).flatMap(key => {
    const party = item[key]!
    if (!party.user) return []
    const turn = isTheirs(item, party)
    const hint = turn && item.kept ? kept : (turn && theirs[state]) || goesOn[state]
    return [[party.user, card(turn, hint, party)] as const]
  })
  const own = item.p1?.user
  return new Map([
    ...(mediator ? [[mediator, card(state in mediatorHints, mediatorHints[state])] as const] : []),
    ...parties.map(([user, each]) => [user, user === own ? { ...each, askedAt: createdAt } : each] as const),
  ])
}
