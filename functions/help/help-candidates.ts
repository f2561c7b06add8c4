/** Whom one could send or ask, with what each has in hand. Read when it is to be chosen, not with each reply. */
import type { Reply } from '../../shared/contract.ts'
import type { help } from '../../shared/help/help.ts'
import { helpLife } from '../../shared/help/life.ts'
import { may } from '../../shared/lifecycle.ts'
import { scopesIn } from '../community/community.ts'
import { holdersOf } from '../identity/grants.ts'
import { namesApart } from '../people/called.ts'
import { nearTo } from '../people/near.ts'
import type { SignedIn } from '../platform/context.ts'
import { helps } from './help-kind.ts'
import { given } from './help-reply.ts'
import type { Help } from './help-store.ts'
import { buildingIdOf, isSuited } from './help-teams.ts'

type Candidates = Reply<typeof help.candidates>

/** Members of the team: those who look after this home, who came the last time, then the least loaded. The person who asked is not sent to themselves. */
const volunteersFor = async (ctx: SignedIn, help: Help): Promise<NonNullable<Candidates['volunteers']>> => {
  const [members, items, near] = await Promise.all([
    holdersOf(ctx, help.community, 'volunteer', help.team!),
    helps.lists.ofTeam.all(ctx, { community: help.community, of: help.team! }),
    help.home ? nearTo(ctx, help.community, help.home) : [],
  ])
  const apart = await namesApart(
    ctx,
    members.map(({ id }) => id),
  )
  const paired = (id: string) => near.some(({ user }) => user === id)
  const usual = (id: string) => id === help.usualVolunteer
  const here = (building: string | undefined) => building === help.building
  const candidates = members
    .filter(({ id }) => id !== help.asker && id !== help.askedBy)
    .map(({ id, callName, home }) => ({
      id,
      name: apart.get(id) ?? callName,
      building: home?.building,
      inHand: items.filter(each => each.volunteer === id && each.id !== help.id).length,
    }))
    .sort(
      (a, b) =>
        Number(paired(b.id)) - Number(paired(a.id)) ||
        Number(usual(b.id)) - Number(usual(a.id)) ||
        a.inHand - b.inHand ||
        Number(here(b.building)) - Number(here(a.building)) ||
        a.name.localeCompare(b.name, 'zh') ||
        a.id.localeCompare(b.id),
    )
  const least = Math.min(...candidates.map(({ inHand }) => inHand))
  const alone = candidates.filter(({ inHand }) => inHand === least).length === 1
  const why = ({ id, inHand, building }: { id: string; inHand: number; building: string | undefined }) =>
    paired(id)
      ? 'paired'
      : usual(id)
        ? 'usual'
        : alone && inHand === least
          ? 'least'
          : here(building)
            ? 'sameBuilding'
            : undefined
  return candidates.map(each => ({
    id: each.id,
    name: each.name,
    inHand: each.inHand,
    ...given({ building: each.building, why: why(each) }),
  }))
}

/** Those for whom it is, least loaded first; then the others. */
const teamsFor = async (ctx: SignedIn, help: Help): Promise<NonNullable<Candidates['teams']>> => {
  const teams = await scopesIn(ctx, help.community, 'team')
  const building = buildingIdOf(help)
  const loaded = await Promise.all(
    teams.map(async team => ({
      id: team.id,
      name: team.name,
      inHand: await helps.lists.ofTeam.count(ctx, { community: help.community, of: team.id }),
      suited: isSuited(help, team, building),
    })),
  )
  return loaded.sort(
    (a, b) =>
      Number(b.suited) - Number(a.suited) || a.inHand - b.inHand || a.name.localeCompare(b.name, 'zh'),
  )
}

export const candidatesFor = async (ctx: SignedIn, item: Help): Promise<Candidates> => {
  const moves = may(helpLife, item, ctx.who)
  const [volunteers, teams] = await Promise.all([
    moves.includes('assign') ? volunteersFor(ctx, item) : undefined,
    moves.includes('offer') ? teamsFor(ctx, item) : undefined,
  ])
  return given({ volunteers, teams })
}
