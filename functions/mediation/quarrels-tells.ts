/** Who is told what of a note, and the line it has in 我的事. Neither names nor details: it is read on a locked phone. */
import type { Entry } from '../../shared/lifecycle.ts'
import type { Card } from '../../shared/matters/matters.ts'
import { sayKind } from '../../shared/mediation/life.ts'
import { quarrelStates, type quarrelLife } from '../../shared/mediation/quarrels.ts'
import { holderIds } from '../identity/grants.ts'
import { actsForNow, grantsNow } from '../identity/identity.ts'
import type { Change } from '../platform/matter-item.ts'
import type { Desk } from '../platform/mine.ts'
import { actorOf, type Notice, type Telling } from '../platform/notice.ts'
import { sayAloud } from './mediation-words.ts'
import { seesQuarrel } from './quarrels-readers.ts'
import type { Quarrel } from './quarrels-store.ts'
import { partyStateText, quarrelHint, quarrelTitle } from './quarrels-words.ts'

type Words = readonly [title: string, text: string]
type Move = keyof typeof quarrelLife.moves | 'book'
interface Said {
  readonly party?: Words
  readonly mediator?: Words
  /** Who had it before it was moved. */
  readonly before?: Words
}

const freed: Words = ['说和不约了', '约您说和的那一次不约了，时间空出来了。']
const comes = (when: string): Words => ['有人约您说和', `${when}有邻居来说一件事，请您听一听。`]

/** The clock's reminders: those that this change has said. */
const reminded = ({ before, after }: Change<Quarrel>, when: string): Said => {
  const said = (after.slotReminded ?? []).filter(name => !before?.slotReminded?.includes(name))
  if (said.some(name => name.startsWith('over')))
    return { mediator: ['来了没有', `${when}约的说和，请点开记一下来了没有。`] }
  return said.length
    ? {
        party: ['说和别忘了', `约在${when}。来不了请点开改时间。`],
        mediator: ['说和别忘了', `${when}有邻居来说一件事。`],
      }
    : {}
}

const wordsOf = (move: Move, change: Change<Quarrel>): Said => {
  const when = change.after.slot ? sayAloud(change.after.slot.fromAt) : ''
  switch (move) {
    case 'book':
      return {
        party: ['说和约好了', `约在${when}。地方和谁来听，请点开看。来不了请早点改时间。`],
        mediator: comes(when),
      }
    case 'move':
      return {
        party: ['说和改了时间', `改到${when}。来不了请早点说。`],
        mediator: comes(when),
        before: freed,
      }
    case 'cancel':
      return { party: ['说和不约了', '约好的说和不约了。以后想谈，再约。'], mediator: freed }
    case 'notCome':
      return { party: ['这次没等到您', '约好的说和没等到您。想谈，再约一次就行。'] }
    case 'turn':
      return {
        party: ['转了正式调解', '您说的事转成了正式调解，不用再填。接下来看归不归我们管，再去问对方。'],
      }
    case 'remind':
      return reminded(change, when)
    default:
      return {}
  }
}

/** When and where one is expected: whom no message reaches is rung. */
const rung: readonly Move[] = ['book', 'move', 'cancel', 'remind']

const onBehalf: { readonly [M in Move]?: string } = {
  book: '替您约了说和',
  move: '替您改了说和的时间',
  cancel: '替您说不约了',
}

const talkTells = async (ctx: Telling, change: Change<Quarrel>): Promise<readonly Notice[]> => {
  const { before, after } = change
  const { id, kind, community, resident, mediator, notedBy } = after
  if (!resident) return []
  // A child who booked for them hears of it as well, as long as they act for them.
  const helper =
    notedBy !== resident && (await actsForNow(ctx, notedBy, 'mediation')).includes(resident) ? [notedBy] : []
  const tell = (entry: Entry): Notice[] => {
    const { party, mediator: theirs, before: was } = wordsOf(entry.move as Move, change)
    const told = new Set([entry.by])
    const done = entry.for === resident ? onBehalf[entry.move as Move] : undefined
    const all: readonly (readonly [to: string | undefined, words: Words | undefined, who?: string])[] = [
      ...(done
        ? [
            [
              resident,
              [`${actorOf(entry.as)}${done}`, `{who}${done}。不是您的意思，请打给社区。`],
              entry.by,
            ] as const,
          ]
        : []),
      ...[resident, ...helper].map(to => [to, party] as const),
      [mediator, theirs],
      [before?.mediator === mediator ? undefined : before?.mediator, was],
    ]
    return all.flatMap(([to, words, who]) => {
      if (!to || !words || told.has(to)) return []
      told.add(to)
      const [title, text] = words
      const ring =
        to === resident && rung.includes(entry.move as Move)
          ? ({ by: 'mediationStaff', community, unread: true } as const)
          : undefined
      const name = who ? `${entry.move}.onBehalf` : entry.move
      return { ...{ to, kind, id, name, template: 'matterNews', title, text }, who, ring }
    })
  }
  return after.timeline.filter(({ seq }) => seq > (before?.seq ?? 0)).flatMap(tell)
}

/** A note that nobody has touched: the person who noted it is told, or the room when that is no longer their work. */
const untouched = async (ctx: Telling, { before, after }: Change<Quarrel>): Promise<readonly Notice[]> => {
  if (before?.remindedAt || !after.remindedAt || after.state !== 'open') return []
  const { id, kind, community, notedBy, resident, mediator } = after
  const noted = { id: notedBy, grants: await grantsNow(ctx, notedBy), actsFor: [] }
  const staff = () => holderIds(ctx, community, 'mediationStaff')
  // Of one that was booked, the mediator who listened.
  const theirs = resident ? mediator && [mediator] : seesQuarrel(after, noted) && [notedBy]
  return (theirs || (await staff())).map(to => ({
    ...{ to, kind, id, name: 'remind', template: 'matterNews', title: '有一笔纠纷还没下文' },
    text: `${quarrelTitle(after)}，记下以后还没说开。去问一声，有结果点一下。`,
  }))
}

export const quarrelTells = async (ctx: Telling, change: Change<Quarrel>) => [
  ...(await untouched(ctx, change)),
  ...(await talkTells(ctx, change)),
]

const cardOf = ({ id, state, what, changedAt }: Quarrel) => ({
  ...{ kind: 'quarrel', id, changedAt, stateText: quarrelStates.text[state] },
  title: `${sayKind(what)}说和`,
})

/** A note that is open waits for the room; a time that is booked, for its mediator. */
export const quarrelDesks = (quarrel: Quarrel): readonly (readonly [Desk, Card])[] => {
  const { state, community, dueAt } = quarrel
  if (state !== 'open') return []
  const card: Card = { ...cardOf(quarrel), tone: 'yours', hint: '听一听，有结果点开记下。', dueAt }
  return [[{ role: 'mediationStaff', community, scope: community }, card]]
}

/** Of a note that nobody booked there is no line: it waits for the room. */
export const quarrelCards = (quarrel: Quarrel): ReadonlyMap<string, Card> => {
  const { state, createdAt, resident, mediator } = quarrel
  if (!resident) return new Map()
  const card = cardOf(quarrel)
  const tone = quarrelStates.tones[state]
  return new Map<string, Card>([
    ...(mediator ? [[mediator, { ...card, tone, hint: mediatorHints[state] }] as const] : []),
    [
      resident,
      {
        ...card,
        stateText: partyStateText(state),
        tone: state === 'open' ? 'waiting' : tone,
        hint: quarrelHint(quarrel, 'party'),
        askedAt: createdAt,
      },
    ],
  ])
}

const mediatorHints: { readonly [S in Quarrel['state']]?: string } = {
  booked: '有邻居来说一件事，时间点开看。',
  open: '听过了，有结果点开记一下。',
}
