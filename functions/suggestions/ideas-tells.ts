/** Where an idea stands in 我的事, at which desk it waits, and who is told what of it. None of it says what was written. */
import type { Card } from '../../shared/matters/matters.ts'
import { ideaStates, type IdeaMove } from '../../shared/suggestions/life.ts'
import { onOf, sayMonthDay } from '../../shared/time.ts'
import { holderIds } from '../identity/grants.ts'
import type { Change } from '../platform/matter-item.ts'
import type { Desk } from '../platform/mine.ts'
import type { Notice, Telling } from '../platform/notice.ts'
import { nextBy, type Idea } from './ideas-store.ts'
import { ideaHint, ideaTitle } from './ideas-words.ts'

/** The day that counts next, as people say it; a day ends at midnight, which is the next one's. */
export const sayNext = (idea: Idea) => {
  const by = nextBy(idea)
  if (!by) return ''
  return sayMonthDay(idea.state === 'doing' && idea.on ? idea.on : by)
}

const cardOf = (idea: Idea): Card => {
  const { id, state, changedAt } = idea
  return {
    ...{ kind: 'idea', id, changedAt, title: ideaTitle(idea), tone: ideaStates.tones[state] },
    stateText: ideaStates.text[state],
  }
}

const isOwners = ({ state }: Idea) => state === 'open' || state === 'doing' || state === 'agenda'

export const ideaCards = (idea: Idea): ReadonlyMap<string, Card> => {
  const { sayer, owner, createdAt } = idea
  const card = cardOf(idea)
  return new Map<string, Card>([
    ...(owner && isOwners(idea)
      ? [
          [
            owner,
            { ...card, tone: 'yours', hint: ownerHints[idea.state] ?? '', dueAt: nextBy(idea) },
          ] as const,
        ]
      : []),
    ...(sayer
      ? [[sayer, { ...card, hint: ideaHint(idea, sayNext(idea)), askedAt: createdAt }] as const]
      : []),
  ])
}
const ownerHints: { readonly [S in Idea['state']]?: string } = {
  open: '归您回音，点开说办不办。',
  agenda: '上会商量以后，点开记下怎么定的。',
  doing: '办好了点开记下结果。',
}

/** One that nobody has taken on; one that is late, also when somebody answers for it; one whose day to look again has come. */
export const ideaDesks = (idea: Idea): readonly (readonly [Desk, Card])[] => {
  const { state, owner, community, remindedOf } = idea
  const come = remindedOf !== undefined && remindedOf === nextBy(idea)
  if (!(state === 'open' && !owner) && !come) return []
  const hint = come ? '说好的日子到了，点开看看。' : '等回音，点开接过去。'
  const card: Card = { ...cardOf(idea), tone: 'yours', hint, dueAt: nextBy(idea) }
  return [[{ role: 'communityStaff', community, scope: community }, card]]
}

const said: { readonly [M in IdeaMove]?: readonly [title: string, text: string] } = {
  adopt: ['您的建议采纳了', '打算怎么办、哪天办好，请点开看。'],
  refuse: ['您的建议有回音了', '这次没能采纳。为什么、还能找谁，请点开看。'],
  putOn: ['您的建议要上会商量', '下次开会一起商量，定了告诉您。'],
  defer: ['您的建议先放一放', '为什么、哪天再看，请点开看。'],
  extend: ['您的建议要晚几天', '晚到哪天、为什么，请点开看。'],
  finish: ['您的建议办成了', '结果请点开看。没办好，可以再提一次。'],
}

export const ideaTells = async (
  ctx: Telling,
  { before, after }: Change<Idea>,
): Promise<readonly Notice[]> => {
  const { id, kind, community, sayer, supporters, owner } = after
  const staff = () => holderIds(ctx, community, 'communityStaff')
  const late = async () => [...new Set([...(owner ? [owner] : []), ...(await staff())])]
  const all: Notice[] = []
  for (const entry of after.timeline.filter(({ seq }) => seq > (before?.seq ?? 0))) {
    const move = entry.move as IdeaMove
    const notice = (to: string, [title, text]: readonly [string, string]): Notice => ({
      ...{ to, kind, id, name: move, template: 'matterNews', title, text },
    })
    const words = said[move]
    if (words) {
      const [title, text] = words
      const theirs = [title.replace('您的建议', '您也赞成的建议'), text] as const
      if (sayer && sayer !== entry.by) all.push(notice(sayer, words))
      all.push(...supporters.filter(each => each !== entry.by).map(each => notice(each, theirs)))
    }
    // The owner hears that it comes back; who has no owner waits at the desk.
    if (move === 'reopen' && owner && owner !== entry.by)
      all.push(notice(owner, ['建议又提了一次', `${ideaTitle(after)}，说还没办好，请再看看。`]))
    if (move === 'remind')
      all.push(
        ...(await late()).map(to =>
          notice(to, [
            '建议到日子了',
            `${ideaTitle(after)}（${onOf(after.createdAt)}提的）到了日子，请看看。`,
          ]),
        ),
      )
  }
  return all
}
