/** 流动党员: who is here for a while says so by their own wish, and leaves by it; nobody checks in between. */
import { communityIn, idsOf, may, scopesOf } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { stayLife, stayStates, type StayRules } from '../../shared/suggestions/life.ts'
import type { StayReply, suggestions } from '../../shared/suggestions/suggestions.ts'
import type { Parsed } from '../../shared/contract.ts'
import { onOf, sayMonthDay } from '../../shared/time.ts'
import { deskOf, settingsWith } from '../community/community.ts'
import { entryFor } from '../matters/matters.ts'
import { callNamesOf } from '../people/people.ts'
import type { SignedIn } from '../platform/context.ts'
import { kind } from '../platform/kind.ts'
import { list, page } from '../platform/lists.ts'
import type { Stored } from '../platform/matter-item.ts'
import { opened, type Sealed } from '../platform/sealed.ts'
import type { Handlers } from '../platform/serve.ts'
import { endOfDay } from './ideas-store.ts'
import { goneName } from '../people/called.ts'

export interface Stay extends Stored, StayRules {
  readonly kind: 'stay'
  readonly state: 'here' | 'left'
  readonly station?: string | undefined
  readonly untilOn: string
  readonly about: Sealed<{ readonly branch: string; readonly canHelp: string }>
}

const sees = ({ person, community }: Stay, who: SignedIn['who']) =>
  idsOf(who).includes(person) || scopesOf(who, 'communityStaff', community).length > 0

const hintOf = ({ state, untilOn }: Pick<Stay, 'state' | 'untilOn'>) =>
  state === 'here' ? `住到${sayMonthDay(untilOn)}。走的时候点一下。` : '一路平安。'

export const stays = kind<Stay>()({
  name: 'stay',
  life: stayLife,
  sees,
  lists: {
    here: list('gsi1', ['STAYS'], ({ state, untilOn }) => state === 'here' && { at: untilOn }),
  },
  deadlines: async () => item => (item.state === 'here' ? endOfDay(item.untilOn) : undefined),
  due: async (ctx, item) => (endOfDay(item.untilOn) <= ctx.now ? { move: 'leave' } : 'notYet'),
  cards: ({ id, state, changedAt, person, untilOn }) =>
    new Map([
      [
        person,
        {
          ...{ kind: 'stay', id, title: '流动党员登记', stateText: stayStates.text[state], changedAt },
          tone: stayStates.tones[state],
          hint: hintOf({ state, untilOn }),
        },
      ],
    ]),
})

const staysFor = async (ctx: SignedIn, items: readonly Stay[]): Promise<StayReply[]> => {
  const names = await callNamesOf(
    ctx,
    items.map(({ person }) => person),
  )
  return Promise.all(
    items.map(async item => {
      const { id, state, seq, createdAt, changedAt, person, untilOn, timeline } = item
      return {
        ...{ id, state, seq, createdAt, changedAt, untilOn },
        ...(await opened(ctx, item, 'about')),
        may: may(stayLife, item, ctx.who),
        title: '流动党员登记',
        stateText: stayStates.text[state],
        stateHint: hintOf(item),
        name: names.get(person) ?? goneName,
        mine: idsOf(ctx.who).includes(person) || undefined,
        timeline: timeline.map(entry => entryFor(entry, ctx.who, true)),
      }
    }),
  )
}
const stayFor = async (ctx: SignedIn, item: Stay) => (await staysFor(ctx, [item]))[0]!

const arrive = async (ctx: SignedIn, input: Parsed<(typeof suggestions)['arrive']>) => {
  const { key, community, ...said } = input
  const { station, branch, canHelp, untilOn } = said
  const { stations } = (await settingsWith(ctx, community, 'suggestions')).suggestions
  // Visitors belong to nothing here yet: it is enough to stand at a station.
  if (!stations.some(({ id }) => id === station) && !communityIn(ctx.who, ['resident'], community))
    throw new Refusal('suggestions.noStation')
  if (untilOn < onOf(ctx.now)) throw new Refusal('suggestions.dayGone', {}, { untilOn: '请选以后的日子' })
  const first = { key, input: said, move: 'arrive', state: 'here', as: 'resident' } as const
  const matter = await stays.begin(ctx, community, first)
  const about = await stays.seal(ctx, matter, 'about', { branch, canHelp })
  return stays.create(ctx, { ...matter, person: ctx.who.id, station, untilOn, about })
}

export const stayHandlers = {
  arrive: async (input, ctx) => stayFor(ctx, await arrive(ctx, input)),
  leave: async (tap, ctx) => stayFor(ctx, await stays.move(ctx, 'leave', tap)),
  stay: async ({ id }, ctx) => stayFor(ctx, await stays.find(ctx, id)),
  stays: async ({ community: wanted, next }, ctx) => {
    const community = deskOf(ctx, wanted)
    return page(ctx, ['suggestions.stays', community], next, async after => {
      const { items, last } = await stays.lists.here.page(ctx, { community, after })
      return { items: await staysFor(ctx, items), last }
    })
  },
} satisfies Pick<Handlers<typeof suggestions>, 'arrive' | 'leave' | 'stay' | 'stays'>
