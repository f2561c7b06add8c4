/** Who is told what, and the line each reads in 我的事. No names, no doors, nothing of anybody’s health. */
import type { Card } from '../../shared/matters/matters.ts'
import { helperRoles, todays, wellbeingStates, type Ring } from '../../shared/wellbeing/life.ts'
import type { Entry } from '../../shared/lifecycle.ts'
import { holderIds } from '../identity/grants.ts'
import { actsForNow, grantsNow } from '../identity/identity.ts'
import { toldOfUrgent } from '../identity/proxies.ts'
import type { Change } from '../platform/matter-item.ts'
import type { Desk } from '../platform/mine.ts'
import { actorOf, partyOf, type Notice, type Telling } from '../platform/notice.ts'
import { ringsOf, type Wellbeing } from './wellbeing-store.ts'

type Words = readonly [title: string, text: string]

export const staffOf = async (ctx: Telling, { community }: Wellbeing) =>
  await holderIds(ctx, community, 'communityStaff')

const some = (...people: readonly (string | undefined)[]) => people.flatMap(each => each ?? [])

/** The helpers whose work it still is. */
const helpersNow = async (ctx: Telling, { helper, second, community }: Wellbeing) => {
  const found = await Promise.all(
    some(helper, second).map(async each => {
      const grants = await grantsNow(ctx, each)
      const works = grants.some(
        grant => grant.community === community && (helperRoles as readonly string[]).includes(grant.role),
      )
      return works ? [each] : []
    }),
  )
  return found.flat()
}

/** Family who act for the person in this, and of whom the person wished that they hear of what is urgent. */
const familyOf = async (ctx: Telling, person: string) => {
  const people = await toldOfUrgent(ctx, person)
  const acting = await Promise.all(people.map(each => actsForNow(ctx, each, 'wellbeing')))
  return people.filter((_, i) => acting[i]!.includes(person))
}

const silent: Readonly<Record<Ring, Words>> = {
  partner: ['邻居今天没消息', '您搭伴的邻居到点没报平安。请敲敲门、打个电话，看到人点一下。'],
  helpers: ['有位邻居没消息', '您帮着留意的邻居到点没报平安，还没人问到。请去看看，点开有门牌电话。'],
  staff: ['有位居民没消息', '有位独居的居民到点没报平安，邻居和帮手还没问到。请马上打电话、上门看。'],
}
const word: Words = ['邻居有消息了', '刚才没消息的那位邻居，有人问到了。谢谢您。']

/** Those told of a silence, up to this ring. */
const toldSoFar = async (ctx: Telling, item: Wellbeing): Promise<readonly string[]> => {
  const rings = ringsOf(item)
  const upTo = rings.slice(0, rings.indexOf(item.level ?? 'staff') + 1)
  return (await Promise.all(upTo.map(ring => membersOf(ctx, ring, item)))).flat()
}

const membersOf = async (ctx: Telling, ring: Ring, item: Wellbeing): Promise<readonly string[]> => {
  if (ring === 'partner') return some(item.partner)
  return ring === 'helpers' ? helpersNow(ctx, item) : staffOf(ctx, item)
}

/** Of these, where nobody is left whose turn it is, staff hear at once. */
const silence = async (ctx: Telling, item: Wellbeing): Promise<Notice[]> => {
  const { id, kind, community, level: ring = 'staff', partner, partnerRung } = item
  const about = { kind, id, template: 'matterNews' } as const
  const say = (to: string, level: Ring): Notice => {
    const [title, text] = silent[level]
    return {
      ...{ ...about, to, title, text, name: `silent.${level}` },
      ...(level === 'staff'
        ? { atNight: true }
        : { ring: { by: 'communityStaff', community, unread: true } as const }),
    }
  }
  if (ring === 'partner' && !partner && partnerRung) {
    const party = 'partner'
    return [{ ...say(partyOf(id, party), 'partner'), party }]
  }
  const people = await membersOf(ctx, ring, item)
  const notices = people.map(to => say(to, ring))
  if (people.length || ring === 'staff') return notices
  return (await staffOf(ctx, item)).map(to => say(to, 'staff'))
}

/** Who did it for the person: family, or an office. */
const onBehalf: Readonly<Record<string, string>> = {
  start: '替您开始报平安了',
  rest: '替您记了先歇几天',
  back: '替您接着报平安了',
  change: '替您改了报平安的事',
  end: '替您停了报平安',
}

const asked: Words = ['有邻居想请您搭伴', '他每天报一次平安，到点没消息先告诉您。愿不愿意，请点开回个话。']

const entryTells = async (
  ctx: Telling,
  { before, after }: Change<Wellbeing>,
  entry: Entry,
): Promise<readonly Notice[]> => {
  const { id, kind, person, partner, partnerAsked, helper, second } = after
  const tell = (
    people: readonly string[],
    name: string,
    [title, text]: Words,
    more: Partial<Notice> = {},
  ): Notice[] => people.map(to => ({ kind, id, to, name, title, text, template: 'matterNews', ...more }))
  const news = [
    ...(partnerAsked && partnerAsked !== before?.partnerAsked ? tell([partnerAsked], 'asked', asked) : []),
    ...tell(
      some(helper, second).filter(each => each !== before?.helper && each !== before?.second),
      'helper',
      ['请您留意一位邻居', '他每天报一次平安，到点没消息、搭伴的邻居也没问到，就告诉您。点开看是谁。'],
    ),
  ]
  const done = entry.by !== person && onBehalf[entry.move]
  const said = done
    ? tell(
        [person],
        `${entry.move}.onBehalf`,
        [`${actorOf(entry.as)}${done}`.slice(0, 20), `{who}${done}。不是您的意思，请打给社区。`],
        { who: entry.by },
      )
    : []
  switch (entry.move) {
    case 'goneSilent':
      return [
        ...tell([person], 'own', ['今天还没报平安', '点一下“今天我很好”，大家就放心了。要帮忙请打给社区。'], {
          atNight: true,
        }),
        ...tell(await familyOf(ctx, person), 'family', [
          '家人今天没报平安',
          '您替他办事的那位家人，到点没报平安。请打个电话问问。',
        ]),
        ...(await silence(ctx, after)),
      ]
    case 'further':
      return silence(ctx, after)
    case 'fine':
    case 'found':
      return before?.state === 'silent'
        ? tell(await toldSoFar(ctx, before), 'word', word, { atNight: true })
        : []
    case 'accept':
      return tell([person], 'accepted', ['邻居答应搭伴了', '您请的邻居点了头。到点没您的消息，先告诉他。'])
    case 'decline': {
      const words: Words = [
        '要换一位搭伴邻居',
        '原来搭伴的邻居来不了，没消息时先告诉帮手和社区。请再请一位。',
      ]
      return [...tell([person], 'declined', words), ...tell(await staffOf(ctx, after), 'declined', words)]
    }
    case 'left':
      return tell(await staffOf(ctx, after), 'left', [
        '有位居民不再报平安',
        `“${after.building}”一位报平安的居民注销了账号或搬走了，到点不会再提醒。请去问一声。`,
      ])
    case 'end':
      return [
        ...said,
        ...tell(some(partner, partnerAsked, helper, second), 'ended', [
          '不用再留意了',
          '您留意的那位邻居不再报平安了。谢谢您一直惦记着。',
        ]),
      ]
    default:
      return [...said, ...news]
  }
}

export const wellbeingTells = async (ctx: Telling, change: Change<Wellbeing>): Promise<readonly Notice[]> => {
  const { before, after } = change
  const entries = after.timeline.filter(({ seq }) => seq > (before?.seq ?? 0))
  const all: Notice[] = []
  for (const entry of entries)
    for (const notice of await entryTells(ctx, change, entry)) {
      // Nobody is told what they did themselves, nor one thing twice.
      if (notice.to === entry.by || all.some(({ to, name }) => to === notice.to && name === notice.name))
        continue
      all.push(notice)
    }
  return all
}

// ---- 我的事 ----

const title = '今天我很好'
const cardOf = ({ id, state, sinceAt }: Wellbeing): Card => ({
  ...{ kind: 'wellbeing', id, title, changedAt: sinceAt },
  ...{ stateText: wellbeingStates.text[state], tone: wellbeingStates.tones[state] },
})

/** Without a word it waits for the community, before anything else. */
export const wellbeingDesks = (item: Wellbeing): readonly (readonly [Desk, Card])[] => {
  const { state, community, building, level } = item
  if (state !== 'silent') return []
  const hint = level === 'staff' ? '马上打电话、上门看，问到了点开记下。' : '已经告诉邻居帮手，问到了会记下。'
  const card: Card = {
    ...cardOf(item),
    ...{ title: `${title} · ${building}`, stateText: todays.text.silent, tone: 'yours', urgent: true, hint },
  }
  return [[{ role: 'communityStaff', community, scope: community }, card]]
}

export const wellbeingCards = (item: Wellbeing): ReadonlyMap<string, Card> => {
  const { state, person, partner, partnerAsked, helper, second, building, level, createdAt } = item
  const card = cardOf(item)
  const own: Card = {
    ...card,
    ...(state === 'silent' && { tone: 'yours', hint: '点一下“今天我很好”，大家就放心了。' }),
    askedAt: createdAt,
  }
  if (state === 'ended') return new Map([[person, own]])
  const theirs = (turn: boolean): Card => ({
    ...card,
    title: `${title} · ${building}`,
    ...(state === 'silent' && turn
      ? { tone: 'yours', urgent: true, hint: '敲敲门、打个电话，问到了点一下。' }
      : { hint: '到点没消息会告诉您。' }),
  })
  const helpersTurn = level === 'helpers' || level === 'staff'
  return new Map<string, Card>([
    ...some(helper, second).map(each => [each, theirs(helpersTurn)] as const),
    ...some(partnerAsked).map(
      each =>
        [
          each,
          { ...card, tone: 'yours', stateText: '等您回话', hint: '有邻居想请您搭伴，点开回个话。' },
        ] as const,
    ),
    ...some(partner).map(each => [each, theirs(true)] as const),
    [person, own],
  ])
}
