/** Who is told what of a home, and the line it has in 我的事. No names, no door, and nothing of what they need. */
import type { Entry } from '../../shared/lifecycle.ts'
import { pairingStates, seats, type PairingMove } from '../../shared/households/life.ts'
import type { Card } from '../../shared/matters/matters.ts'
import { instantOf, dayOf, onOf, plusDays } from '../../shared/time.ts'
import { holderIds } from '../identity/grants.ts'
import type { Change } from '../platform/matter-item.ts'
import type { Desk } from '../platform/mine.ts'
import type { Notice, Telling } from '../platform/notice.ts'
import { firstToday, goers, goersOn, isOpen, type Pairing } from './pairings-store.ts'

/** 3号楼 */
const where = ({ buildingName, target }: Pairing) =>
  buildingName ?? (target === 'place' ? '一处地方' : '一户')
const what = ({ target }: Pairing) => (target === 'place' ? '一处地方' : '一户人家')

type Words = readonly [title: string, text: string]

// ---- notices ----

/** To whom, whether they went, and in whose words; `who` in the text is a user. */
interface Said {
  readonly to: readonly (string | undefined)[]
  readonly words: Words
  readonly who?: string | undefined
  readonly name?: string
}

const isNew = (field: 'late' | 'staffTold' | 'soonMissed' | 'reminded', { before, after }: Change<Pairing>) =>
  after[field] === true && before?.[field] !== true

type Tells = (
  change: Change<Pairing>,
  staff: () => Promise<readonly string[]>,
  by: string,
) => Promise<readonly Said[]>

const paired: Tells = async ({ before, after }) => {
  const joined = seats.codes.filter(seat => after[seat] !== before?.[seat])
  const left = seats.codes.filter(seat => before?.[seat] && !goers(after).includes(before[seat]))
  const other = { helper: after.second, second: after.helper }
  return [
    ...joined.map(seat => ({
      to: [after[seat]],
      words: [
        '请您常去看看',
        `“${where(after)}”有${what(after)}，请您和{who}常去看看。哪天去，点开看。`,
      ] as const,
      who: other[seat],
    })),
    ...left.map(seat => ({
      to: [before?.[seat]],
      words: ['这一户换了人', `“${where(after)}”的走访换了人，谢谢您。`] as const,
      name: 'left',
    })),
    ...(joined.length
      ? [
          {
            to: [after.resident],
            words: ['有人常来看您', '网格员和党员会常来看看您。是谁、电话多少，点开看。'] as const,
          },
        ]
      : []),
  ]
}

const tells: { readonly [M in PairingMove]?: Tells } = {
  pair: paired,
  visit: async ({ after }, staff, by) => {
    const how = after.visits?.findLast(visit => visit.by === by)?.how
    if (how === 'fine' || how === undefined) return []
    const words: Words =
      how === 'needsHelp'
        ? ['走访时要帮忙', `“${where(after)}”走访的人说要帮忙，点开看。`]
        : ['走访时有变化', `“${where(after)}”走访的人说有变化，点开看。`]
    return [{ to: [...goers(after), ...(await staff())], words }]
  },
  tried: async ({ before, after }, staff) =>
    (after.misses ?? 0) >= 2 && (before?.misses ?? 0) < 2
      ? [{ to: await staff(), words: ['两次没见着人', `“${where(after)}”连着两次没见着人，请问问。`] }]
      : [],
  changed: async ({ after }, staff) => [
    {
      to: goers(after),
      words: ['家里有变化', `“${where(after)}”有${what(after)}有变化，请一天之内去看看。`],
    },
    { to: await staff(), words: ['家里有变化', `“${where(after)}”有${what(after)}有变化，请看看。`] },
  ],
  away: async ({ after }, staff) =>
    after.away
      ? [
          {
            to: [...goers(after), ...(await staff())],
            words: ['走访的人要离开几天', `“${where(after)}”走访的一位要离开几天，日子点开看。`],
          },
        ]
      : [],
  cover: async ({ before, after }) => [
    ...(after.cover && after.cover !== before?.cover
      ? [
          {
            to: [after.cover],
            words: ['请您替一阵', `“${where(after)}”的走访，请您替一阵。到哪天，点开看。`] as const,
          },
        ]
      : []),
    ...(before?.cover && after.cover !== before.cover
      ? [{ to: [before.cover], words: ['不用替了', `“${where(after)}”的走访不用替了，谢谢您。`] as const }]
      : []),
  ],
  rest: async ({ after }) => [
    { to: goers(after), words: ['先不用去', `“${where(after)}”的走访先停一停，到哪天点开看。`] },
  ],
  back: async ({ after }) => [
    { to: goers(after), words: ['接着走访', `“${where(after)}”的走访接着来，哪天去点开看。`] },
  ],
  end: async ({ before, after }, staff) => [
    {
      to: before ? goers(before) : [],
      words: ['不用再走访了', `“${where(after)}”那${what(after)}不用再走访了，谢谢您。`],
    },
    { to: await staff(), words: ['不再走访', `“${where(after)}”那${what(after)}不再走访了。`] },
  ],
  forget: async ({ before, after }, staff) => [
    {
      to: [...(before ? goers(before) : []), ...(await staff())],
      words: ['不用再走访了', `“${where(after)}”有一户注销了登记，不再走访。还要人看的，请重新登记。`],
    },
  ],
  overdue: async (change, staff) => {
    const { after } = change
    const told = isNew('staffTold', change) || isNew('soonMissed', change)
    return told
      ? [
          {
            to: await staff(),
            words: ['有一户没人去', `“${where(after)}”有${what(after)}该去没去，请问问。`],
          },
        ]
      : []
  },
}

/** One a day: the others stand in the same list. */
const roundNotices = async (ctx: Telling, change: Change<Pairing>): Promise<readonly Notice[]> => {
  const { after } = change
  const words: Words | undefined = isNew('late', change)
    ? ['有人家过了日子', '有人家该去没去，去过了也请补记，点开看单子。']
    : isNew('reminded', change)
      ? ['该去看看了', '有人家这几天该去看看，点开看单子。']
      : undefined
  if (!words) return []
  const on = onOf(after.changedAt)
  const [title, text] = words
  const first = await Promise.all(
    goersOn(after, on).map(async to =>
      (await firstToday(ctx, to, on, `${after.id}.${after.seq}`)) ? [to] : [],
    ),
  )
  return first.flat().map(to => ({
    ...{ to, name: 'round', template: 'matterNews', title, text },
    url: '/households/today',
  }))
}

export const pairingTells = async (ctx: Telling, change: Change<Pairing>): Promise<readonly Notice[]> => {
  const { before, after } = change
  const { id, kind, community } = after
  let found: Promise<readonly string[]> | undefined
  const staff = () => (found ??= holderIds(ctx, community, 'communityStaff'))
  const notices: Notice[] = []
  const add = (move: string, by: string, said: Said) => {
    const [title, text] = said.words
    for (const to of said.to)
      // Nobody is told what they did themselves, nor one thing twice.
      if (to && to !== by && !notices.some(each => each.to === to))
        notices.push({
          ...{ to, kind, id, title, text, who: said.who },
          name: `${move}.${said.name ?? 'said'}`,
          template: 'matterNews',
        })
  }
  const entries: readonly Entry[] = after.timeline.filter(({ seq }) => seq > (before?.seq ?? 0))
  for (const { move, by } of entries)
    for (const said of (await tells[move as PairingMove]?.(change, staff, by)) ?? []) add(move, by, said)
  const lacks = isOpen(after) && after.lacks?.some(seat => !before?.lacks?.includes(seat))
  if (lacks)
    add('lacks', '', {
      to: await staff(),
      words: ['有一户缺帮手', `“${where(after)}”有${what(after)}缺了走访的人，请另安排一位。`],
    })
  return [...notices, ...(await roundNotices(ctx, change))]
}

// ---- lines ----

const endOf = (on: string) => instantOf(dayOf(plusDays(on, 1)))
/** Until then one of the two goes. */
const goBy = ({ soonBy, toOn }: Pairing) => soonBy ?? (toOn && endOf(toOn))

const cardOf = (item: Pairing) => ({
  ...{ kind: 'pairing', id: item.id, changedAt: item.changedAt },
  title: `走访 · ${where(item)}`,
  stateText: pairingStates.text[item.state],
})

export const pairingCards = (item: Pairing): ReadonlyMap<string, Card> => {
  if (!isOpen(item)) return item.resident ? new Map([[item.resident, residentCard(item)]]) : new Map()
  // What is merely due stands in the round.
  const now = item.state === 'active' && (item.late === true || item.soonBy !== undefined)
  const theirs: Card = {
    ...cardOf(item),
    tone: now ? 'yours' : 'waiting',
    ...(now && { stateText: item.soonBy ? '一天内去' : '晚了' }),
    hint: now ? '去过了，点开记一下。' : undefined,
    dueAt: now ? goBy(item) : undefined,
  }
  return new Map([
    ...goers(item).map(user => [user, theirs] as const),
    ...(item.resident ? [[item.resident, residentCard(item)] as const] : []),
  ])
}
const residentCard = (item: Pairing): Card => ({
  ...cardOf(item),
  ...{ title: '有人常来看您', tone: isOpen(item) ? 'waiting' : 'ended' },
  hint: item.state === 'active' ? '是谁、电话多少，点开看。' : undefined,
})

/** What only staff can see to. */
const deskHint = ({ state, lacks, soonMissed, misses = 0, staffTold, news }: Pairing): string | undefined => {
  if (news === 'moved') return '搬走了，问问还要不要走访。'
  if (news === 'changed') return state === 'listed' ? '有变化，还没结对。' : '有变化，问问要不要接着走访。'
  if (state !== 'active') return undefined
  if (lacks) return lacks.length > 1 ? '两个帮手都缺，请安排。' : '缺一个帮手，请安排。'
  if (soonMissed) return '说了有变化，一天里没人去。'
  if (misses >= 2) return '连着两次没见着人。'
  return staffTold ? '过了日子还没人去。' : undefined
}

export const pairingDesks = (item: Pairing): readonly (readonly [Desk, Card])[] => {
  const hint = isOpen(item) ? deskHint(item) : undefined
  if (!hint) return []
  const { community } = item
  const card: Card = {
    ...{ ...cardOf(item), tone: 'yours', hint },
    stateText: item.state === 'active' && item.lacks ? '缺帮手' : pairingStates.text[item.state],
    dueAt: goBy(item),
  }
  return [[{ role: 'communityStaff', community, scope: community }, card]]
}
