/** What volunteers keeps of people: what they served, where they belong, their record sheets; and how it goes. */
import { idsOf } from '../../shared/lifecycle.ts'
import { sayMinutes, sayMoment } from '../../shared/time.ts'
import { membershipStates } from '../../shared/volunteers/teams.ts'
import { scopesIn } from '../community/community.ts'
import { personOf } from '../people/people.ts'
import type { Ctx } from '../platform/context.ts'
import type { Keeper } from '../platform/keeper.ts'
import { allMine } from '../platform/mine.ts'
import { correctionsOf, forgetStints, stintsBy } from './hours-store.ts'
import { endMembership, memberships } from './membership.ts'
import { forgetRecord, recordsOf } from './records-store.ts'
import { sayNumber } from './records.ts'
import { leaveShifts } from './shift-leaving.ts'
import { membershipId, saidOf } from './teams-store.ts'
import { goneName } from '../people/called.ts'

export const volunteersKeep: Keeper = {
  async exports(ctx) {
    const users = idsOf(ctx.who)
    const [stints, records, ids] = await Promise.all([
      stintsBy(ctx.table, users),
      recordsOf(ctx.table, users),
      Promise.all(users.map(user => allMine(ctx.table, user, 'membership'))),
    ])
    const members = await memberships.byIds(ctx, ids.flat())
    return {
      items: [
        ...(await Promise.all(
          members.map(async each => {
            const { id, teamName, state, listed, appliedAt, since } = each
            const said = await saidOf(ctx, each)
            return {
              section: '我加入的队',
              facts: {
                队: teamName,
                状态: membershipStates.text[state],
                报名: sayMoment(appliedAt),
                ...(since && { 加入: sayMoment(since) }),
                ...(said.note && { 留言: said.note }),
                队友能看到名字: listed ? '能' : '不能',
              },
              data: { id, team: each.team, state, listed, appliedAt, since, ...said },
            }
          }),
        )),
        ...(await Promise.all(
          stints.map(async stint => {
            const { id, what, teamName, fromAt, toAt, minutes, state } = stint
            const corrections = await correctionsOf(ctx, stint)
            return {
              section: '我服务的时间',
              facts: {
                做什么: what,
                队: teamName,
                从: sayMoment(fromAt),
                ...(toAt && { 到: sayMoment(toAt) }),
                时长: state === 'noShow' ? '记为没来' : sayMinutes(minutes),
                ...(corrections.length && { 更正: corrections.map(({ reason }) => reason).join('；') }),
              },
              data: {
                ...{ id, what, teamName, fromAt, toAt, minutes, state },
                corrections: corrections.map(({ at, before, after, reason }) => ({
                  at,
                  before,
                  after,
                  reason,
                })),
              },
            }
          }),
        )),
        ...records.items.map(({ number, fromOn, toOn, issuedAt, minutes, times, state }) => ({
          section: '我的服务记录单',
          facts: {
            编号: sayNumber(number),
            从: fromOn,
            到: toOn,
            开具: sayMoment(issuedAt),
            时长: sayMinutes(minutes),
          },
          data: { number, fromOn, toOn, issuedAt, minutes, times, state },
        })),
      ],
    }
  },

  /** Places go to the next, teams lose a member; of the hours the sums stay with the team, without a name. */
  async erases(ctx, user) {
    for (const community of await communitiesOf(ctx, user)) {
      for (const team of await scopesIn(ctx, community, 'team')) {
        const id = await membershipId(ctx, community, team.id, user)
        await endMembership(ctx, id, user)
        await memberships.rewrite(ctx, id, async was =>
          was.name === goneName
            ? was
            : { ...was, name: goneName, building: undefined, said: undefined, listed: false },
        )
      }
      await leaveShifts(ctx, user, { community }, () => true)
    }
    await forgetStints(ctx.table, user, goneName)
    for (const { number } of (await recordsOf(ctx.table, [user])).items) await forgetRecord(ctx.table, number)
  },
}

/** Wherever they have been somebody: what they did there a moment ago stands in no list of theirs yet. */
const communitiesOf = async (ctx: Ctx, user: string) => {
  const person = await personOf(ctx, user)
  const { grants = [], profile } = person ?? {}
  return new Set([
    ...(profile?.home ? [profile.home.community] : []),
    ...grants.map(({ community }) => community),
  ])
}
