/** A roll as its reader may see it: how far it is, building by building, and how it stands with their own home. */
import { ownWords, rollLife, type Said } from '../../shared/rolls/life.ts'
import type { RollBuilding, RollCounts, RollReply } from '../../shared/rolls/rolls.ts'
import { idsOf, may, scopesOf, type Who } from '../../shared/lifecycle.ts'
import { rollStates } from '../../shared/rolls/life.ts'
import { entryFor } from '../matters/matters.ts'
import { profilesOf } from '../people/people.ts'
import type { SignedIn } from '../platform/context.ts'
import { titleOf } from './roll-kind.ts'
import { countsOf, isAsked, knownOf, marksFor, type Building, type Mark, type Roll } from './rolls-store.ts'

/** The buildings of it that somebody walks or rings: all of staff, a grid's, one's own. */
export const walkedBy = ({ community, buildings }: Roll, who: Who): readonly Building[] => {
  if (scopesOf(who, 'communityStaff', community).length) return buildings
  const [grids, own] = [scopesOf(who, 'gridWorker', community), scopesOf(who, 'buildingHelper', community)]
  return buildings.filter(({ id, grid }) => own.includes(id) || grids.includes(grid ?? ''))
}

export interface HomeOf {
  /** Whose it is. */
  readonly person: string
  readonly own: boolean
  readonly name: string
  readonly id: string
  readonly building: string
}

/** The homes of the reader and of those they act for, as far as they are in these buildings. */
export const homesFor = async (ctx: SignedIn, roll: Roll): Promise<readonly HomeOf[]> => {
  const { community, buildings } = roll
  const own = idsOf(ctx.who)
  const people = [...new Set([...own, ...ctx.who.actsFor])]
  const profiles = await profilesOf(ctx, people)
  const found = people.flatMap(person => {
    const { home, callName = '' } = profiles.get(person) ?? {}
    const building = buildings.find(({ name }) => name === home?.building)
    if (home?.community !== community || !building) return []
    const isOwn = own.includes(person)
    // Who works here and has lived here once is asked at no home.
    if (isOwn && !scopesOf(ctx.who, 'resident', community).length) return []
    return { person, own: isOwn, name: isOwn ? '我家' : `${callName}家`, id: home.id, building: building.id }
  })
  // Who acts for somebody they live with has one home.
  const homes = [...new Map(found.reverse().map(home => [home.id, home])).values()].reverse()
  const asked = await Promise.all(homes.map(({ id, building }) => isAsked(ctx, roll, building, id)))
  return homes.filter((_, i) => asked[i])
}

const sum = (all: readonly RollCounts[]): RollCounts => {
  const of = (field: keyof RollCounts) => all.reduce((total, each) => total + each[field], 0)
  return {
    ...{ of: of('of'), reached: of('reached'), left: of('left'), fine: of('fine') },
    ...{ needsHelp: of('needsHelp'), away: of('away'), notReached: of('notReached') },
  }
}

const overview = async (ctx: SignedIn, roll: Roll, walked: readonly Building[]) => {
  const [one, another] = walked
  if (!one) return {}
  const known = await knownOf(ctx, roll, another ? undefined : one.id)
  const buildings: RollBuilding[] = walked.flatMap(({ id, name }) => {
    const each = known.get(id)
    return each ? { id, name, ...countsOf(each) } : []
  })
  return { buildings, total: sum(buildings) }
}

const ownHints: Readonly<Record<keyof typeof ownWords.text, string>> = {
  fine: '社区知道您家没事了。有变化，再点一次就行。',
  needsHelp: '社区知道您家要帮。有危险先打120、119、110。',
  away: '社区知道您家现在没人。回来了再点一次。',
}
const hintOf = (
  { state }: Roll,
  total: RollCounts | undefined,
  mine: readonly { readonly said?: Said | undefined }[],
) => {
  if (state === 'closed') return '点名结束了，有事请打给社区。'
  if (total) return total.left ? `还有${total.left}户没有消息，打电话或敲门问问。` : '每一户都有消息了。'
  const { said } = mine[0] ?? {}
  return ownWords.has(said) ? ownHints[said] : '家里没事点“没事”，要帮点“要帮”。有危险先打120、119、110。'
}

/** What a reader may see of somebody's note. */
export const markFor = (mark: Mark | undefined) => ({ said: mark?.said, how: mark?.how, at: mark?.at })

export const rollFor = async (
  ctx: SignedIn,
  roll: Roll,
  homes?: readonly HomeOf[],
  list?: 'list',
): Promise<RollReply> => {
  const walked = walkedBy(roll, ctx.who)
  const [around, own] = await Promise.all([
    list ? {} : overview(ctx, roll, walked),
    list ? [] : (homes ?? homesFor(ctx, roll)),
  ])
  const marks = own.length ? await marksFor(ctx, roll, own) : new Map<string, Mark>()
  const mine = own.map(home => {
    const mark = marks.get(home.id)
    return { for: home.own ? undefined : home.person, name: home.name, ...markFor(mark), help: mark?.help }
  })
  const { id, state, seq, createdAt, changedAt, reason, note, timeline } = roll
  const { total }: { total?: RollCounts } = around
  return {
    ...{ id, state, seq, createdAt, changedAt, reason, note, mine, ...around },
    ...{ asks: roll.asks, title: titleOf(roll), stateText: rollStates.text[state] },
    stateHint: hintOf(roll, total, mine),
    may: may(rollLife, roll, ctx.who).filter(each =>
      each === 'mark' || each === 'list' ? walked.length > 0 : each !== 'answer' || own.length > 0,
    ),
    timeline: timeline.map(each => entryFor(each, ctx.who, walked.length > 0)),
  }
}
