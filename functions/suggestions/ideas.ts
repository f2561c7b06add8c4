/** 建议: said, signed or not; answered by somebody with a name; done, or not, and why. */
import type { Parsed } from '../../shared/contract.ts'
import { idsOf, may, scopesOf } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { ideaLife, ideaStates, type IdeaMove } from '../../shared/suggestions/life.ts'
import type { IdeaReply, suggestions } from '../../shared/suggestions/suggestions.ts'
import { onOf } from '../../shared/time.ts'
import { plusWorkdays } from '../../shared/workdays.ts'
import { deskOf, settingsOf, settingsWith } from '../community/community.ts'
import { entryFor } from '../matters/matters.ts'
import { personOf } from '../people/people.ts'
import type { Ctx, SignedIn } from '../platform/context.ts'
import { page } from '../platform/lists.ts'
import { matterId } from '../platform/matter-item.ts'
import { opened } from '../platform/sealed.ts'
import type { Handlers } from '../platform/serve.ts'
import { timelineOf } from '../platform/timeline.ts'
import { ideaReader, ideas, type IdeaReader } from './ideas-kind.ts'
import { endOfDay, nextBy, nobody, type Answer, type Idea } from './ideas-store.ts'
import { sayNext } from './ideas-tells.ts'
import { ideaHint, ideaTitle } from './ideas-words.ts'

type Suggestions = typeof suggestions

// ---- as its readers see it ----

type Ways = Pick<Ctx, 'secrets'>

/** What was answered, and what came of it: for everybody who sees the idea. */
export const outcomeOf = async (ctx: Ways, item: Idea) => {
  const [answer, result] = await Promise.all([opened(ctx, item, 'answer'), opened(ctx, item, 'result')])
  const { answeredAt, reason, on, doneOn } = item
  return {
    answer:
      answer && answeredAt
        ? { at: answeredAt, text: answer.text, elsewhere: answer.elsewhere, reason, on }
        : undefined,
    result: result && doneOn ? { text: result.text, people: result.people, on: doneOn } : undefined,
  }
}

const stationName = async (ctx: Pick<Ctx, 'table'>, { community, station }: Idea) =>
  (await settingsOf(ctx, community)).suggestions.stations.find(({ id }) => id === station)?.name

const isLate = (item: Idea, now: string) => {
  const by = nextBy(item)
  return by !== undefined && by < now
}

const ideaFor = async (ctx: SignedIn, item: Idea, reader: IdeaReader): Promise<IdeaReply> => {
  const { id, state, seq, createdAt, changedAt, theme, sayer, supporters, owner, ownerName } = item
  const [words, wall, outcome, station] = await Promise.all([
    reader === 'neighbour' ? undefined : opened(ctx, item, 'said'),
    opened(ctx, item, 'wall'),
    outcomeOf(ctx, item),
    stationName(ctx, item),
  ])
  const staff = reader === 'staff'
  const mine = sayer !== undefined && idsOf(ctx.who).includes(sayer)
  return {
    ...{ id, state, seq, createdAt, changedAt, theme, station, ...outcome },
    may: may(ideaLife, item, ctx.who),
    title: ideaTitle(item),
    stateText: ideaStates.text[item.state],
    stateHint: ideaHint(item, sayNext(item)),
    words: words ?? wall ?? '',
    mine: mine || undefined,
    supported: idsOf(ctx.who).some(each => supporters.includes(each)) || undefined,
    supporters: supporters.length,
    owner: owner && ownerName ? { name: ownerName, me: owner === ctx.who.id || undefined } : undefined,
    onWall: item.onWall || undefined,
    dueAt: nextBy(item),
    late: isLate(item, ctx.now) || undefined,
    ...(staff && {
      unsigned: sayer === undefined || undefined,
      wallWords: wall,
      mayRing: item.mayRing || undefined,
    }),
    timeline: reader === 'neighbour' ? [] : item.timeline.map(entry => entryFor(entry, ctx.who, true)),
  }
}

const inFull = async (ctx: SignedIn, item: Idea) =>
  ideaFor(ctx, { ...item, timeline: await timelineOf(ctx.table, item) }, ideaReader(item, ctx.who)!)

// ---- saying it ----

const answerBy = async (ctx: Ctx, community: string) => {
  const { dutyHours, suggestions } = await settingsOf(ctx, community)
  return endOfDay(plusWorkdays(onOf(ctx.now), suggestions.answerDays, dutyHours))
}

type Said = Pick<Parsed<Suggestions['say']>, 'theme' | 'words'> & {
  readonly station?: string | undefined
}

/** `id`: of one that nobody signed, which its receipt makes. */
const create = async (
  ctx: SignedIn,
  community: string,
  { theme, words, station }: Said,
  rest: Pick<Idea, 'sayer' | 'mayRing'>,
  first: Pick<Parameters<typeof ideas.begin>[2], 'key' | 'input' | 'as' | 'for'>,
  id?: string,
) => {
  const { stations } = (await settingsWith(ctx, community, 'suggestions')).suggestions
  if (station && !stations.some(each => each.id === station)) throw new Refusal('suggestions.noStation')
  const matter = await ideas.begin(ctx, community, { ...first, move: 'say', state: 'open' }, id)
  const said = await ideas.seal(ctx, matter, 'said', words)
  const by = await answerBy(ctx, community)
  return ideas.create(ctx, { ...matter, theme, station, said, supporters: [], answerBy: by, ...rest })
}

const say = async (ctx: SignedIn, input: Parsed<Suggestions['say']>) => {
  const { key, community: wanted, for: person, mayRing, ...said } = input
  const { who } = ctx
  const community = deskOf(ctx, wanted, ['communityStaff', 'resident'])
  const staff = scopesOf(who, 'communityStaff', community).length > 0
  if (person && !staff) throw new Refusal('suggestions.notMember', {}, { for: '请选自己' })
  if (person && (await personOf(ctx, person))?.profile.home?.community !== community)
    throw new Refusal('suggestions.notMember', {}, { for: '请换一位，或留空' })
  // What staff enter is somebody else's.
  const sayer = staff ? person : who.id
  const as = staff ? 'communityStaff' : 'resident'
  return create(
    ctx,
    community,
    said,
    { sayer, mayRing: mayRing || undefined },
    { key, input: said, as, for: staff ? person : undefined },
  )
}

/** Made of the receipt alone, which is stored nowhere: who sends it again finds the same idea. */
const unsignedId = (ctx: Ways, { community, receipt }: { community: string; receipt: string }) =>
  matterId(ctx, 'idea', community, nobody, receipt)

const asNobody = (ctx: Ctx): SignedIn => ({ ...ctx, who: { id: nobody, grants: [], actsFor: [] } })

// ---- its moves ----

type Tap = { readonly id: string; readonly seq?: number; readonly op?: string | undefined }

/** An answer in words, and a day. */
const answered =
  (move: IdeaMove & ('adopt' | 'refuse' | 'defer')) =>
  async (
    { text, on, reason, elsewhere, ...tap }: Tap & Answer & Pick<Idea, 'on' | 'reason'>,
    ctx: SignedIn,
  ) => {
    if (on !== undefined && on < onOf(ctx.now))
      throw new Refusal('suggestions.dayGone', {}, { on: '请选今天或以后的日子' })
    const name = (await personOf(ctx, ctx.who.id))?.profile.callName
    return inFull(
      ctx,
      await ideas.move(ctx, move, tap, {
        prepare: async item => ({
          answer: await ideas.seal(ctx, item, 'answer', { text, elsewhere: elsewhere || undefined }),
          answeredAt: ctx.now,
          ...{ on, reason, remindedOf: undefined },
          ...(!item.owner && { owner: ctx.who.id, ownerName: name }),
        }),
      }),
    )
  }

const plain = (move: IdeaMove) => async (tap: Tap, ctx: SignedIn) =>
  inFull(ctx, await ideas.move(ctx, move, tap))

export const ideaHandlers = {
  say: async (input, ctx) => inFull(ctx, await say(ctx, input)),

  async sayUnsigned(input, ctx) {
    const { community, receipt: _, ...said } = input
    const id = await unsignedId(ctx, input)
    const item = await create(
      asNobody(ctx),
      community,
      said,
      {},
      { key: 'unsigned', input: said, as: 'resident' },
      id,
    )
    return { stateText: ideaStates.text[item.state] }
  },

  async trace(input, ctx) {
    const item = await ideas.get(ctx, await unsignedId(ctx, input))
    if (!item) throw new Refusal('suggestions.notTraced')
    return {
      stateText: ideaStates.text[item.state],
      stateHint: ideaHint(item, sayNext(item)),
      saidAt: item.createdAt,
      ...(await outcomeOf(ctx, item)),
    }
  },

  idea: async ({ id }, ctx) => inFull(ctx, await ideas.find(ctx, id)),

  async ideas({ list, community: wanted, next }, ctx) {
    const wall = list === 'wall'
    const community = deskOf(ctx, wanted, wall ? ['communityStaff', 'resident'] : undefined)
    return page(ctx, ['suggestions.ideas', list, community], next, async after => {
      const { items, last } = wall
        ? await ideas.lists.wall.page(ctx, { community, newestFirst: true, after })
        : await ideas.lists.byState.page(ctx, {
            ...{ community, of: list, newestFirst: list === 'ended', after },
          })
      const shown = items.flatMap(item => {
        const reader = wall ? 'neighbour' : ideaReader(item, ctx.who)
        return reader ? ideaFor(ctx, item, reader) : []
      })
      return { items: await Promise.all(shown), last }
    })
  },

  async take(tap, ctx) {
    const ownerName = (await personOf(ctx, ctx.who.id))?.profile.callName
    return inFull(ctx, await ideas.move(ctx, 'take', tap, { wants: { owner: ctx.who.id, ownerName } }))
  },

  support: async (tap, ctx) =>
    inFull(
      ctx,
      await ideas.move(ctx, 'support', tap, {
        prepare: async ({ supporters }) => ({
          supporters: [...new Set([...supporters, ctx.who.id])].slice(0, mostTold),
        }),
      }),
    ),

  adopt: answered('adopt'),
  refuse: answered('refuse'),
  defer: answered('defer'),
  putOn: plain('putOn'),
  takeOff: plain('takeOff'),
  withdraw: plain('withdraw'),

  async extend({ text, on, ...tap }, ctx) {
    if (on < onOf(ctx.now)) throw new Refusal('suggestions.dayGone', {}, { on: '请选今天或以后的日子' })
    return inFull(
      ctx,
      await ideas.move(ctx, 'extend', tap, {
        prepare: async item => ({
          answer: await ideas.seal(ctx, item, 'answer', {
            ...(await opened(ctx, item, 'answer')),
            text,
          }),
          ...{ on, answeredAt: ctx.now, extendedAt: ctx.now },
        }),
      }),
    )
  },

  finish: async ({ text, people, ...tap }, ctx) =>
    inFull(
      ctx,
      await ideas.move(ctx, 'finish', tap, {
        prepare: async item => ({
          result: await ideas.seal(ctx, item, 'result', { text, people }),
          doneOn: onOf(ctx.now),
        }),
      }),
    ),

  async reopen({ text, ...tap }, ctx) {
    const { community } = await ideas.find(ctx, tap.id)
    const by = await answerBy(ctx, community)
    return inFull(
      ctx,
      await ideas.move(ctx, 'reopen', tap, {
        prepare: async item => ({
          said: await ideas.seal(ctx, item, 'said', `${await opened(ctx, item, 'said')}\n${text}`),
          ...{ reopenedAt: ctx.now, answerBy: by, on: undefined, remindedOf: undefined },
        }),
      }),
    )
  },

  show: async ({ words, ...tap }, ctx) =>
    inFull(
      ctx,
      await ideas.move(ctx, 'show', tap, {
        prepare: async item => ({
          onWall: words ? true : undefined,
          wall: words ? await ideas.seal(ctx, item, 'wall', words) : undefined,
        }),
      }),
    ),
} satisfies Omit<Handlers<Suggestions>, 'station' | 'arrive' | 'leave' | 'stay' | 'stays'>

/** So many hear what becomes of it. */
const mostTold = 300

/** What of it stands on the wall, for who is not signed in: those that came to something, latest first. */
export const wallOf = async (ctx: Ctx, community: string, most: number) => {
  const { items } = await ideas.lists.wall.page(ctx, { community, newestFirst: true, limit: most })
  return Promise.all(
    items.map(async item => ({
      theme: item.theme,
      words: (await opened(ctx, item, 'wall')) ?? '',
      stateText: ideaStates.text[item.state],
      result: (await outcomeOf(ctx, item)).result?.text,
    })),
  )
}
