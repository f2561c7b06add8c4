/** A roll as a kind of matter, and who is told of it: building by building, as the clock finds time. */
import type { Card } from '../../shared/matters/matters.ts'
import { rollLife, rollReasons, rollStates, type RollReason } from '../../shared/rolls/life.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import type { Who } from '../../shared/lifecycle.ts'
import { holdersOf } from '../identity/grants.ts'
import { homesPage } from '../identity/register.ts'
import { notify } from '../messages/messages.ts'
import type { Ctx } from '../platform/context.ts'
import { followed } from '../platform/followed.ts'
import { kind } from '../platform/kind.ts'
import { list } from '../platform/lists.ts'
import { keepRow, type Desk } from '../platform/mine.ts'
import type { Notice } from '../platform/notice.ts'
import { makePartsDue, partDone, type Mark, type Part, type Roll } from './rolls-store.ts'

export const titleOf = ({ reason }: { readonly reason: RollReason }) =>
  reason === 'other' ? '应急点名' : `${rollReasons.text[reason]}点名`

/** For whom it exists: who lives here, and who walks and rings. */
const seeing: readonly string[] = ['resident', 'communityStaff', 'gridWorker', 'buildingHelper']
export const seesRoll = ({ community }: Roll, { grants }: Who) =>
  grants.some(grant => grant.community === community && seeing.includes(grant.role))

const cardOf = (roll: Roll): Card => ({
  ...{ kind: 'roll', id: roll.id, title: titleOf(roll), changedAt: roll.changedAt },
  ...{ stateText: rollStates.text[roll.state], tone: rollStates.tones[roll.state] },
})

const desks = (roll: Roll): readonly (readonly [Desk, Card])[] => {
  if (roll.state !== 'open') return []
  const { community, buildings } = roll
  const card = (hint: string): Card => ({ ...cardOf(roll), tone: 'yours', hint, urgent: true })
  const walks = card('还没消息的户，打电话或敲门，点一下就记上。')
  const grids = new Set(buildings.flatMap(({ grid }) => grid ?? []))
  return [
    [{ role: 'communityStaff', community, scope: community }, card('看看还差哪几户，点完了把它结束。')],
    ...[...grids].map(scope => [{ role: 'gridWorker', community, scope }, walks] as const),
    ...buildings.map(({ id: scope }) => [{ role: 'buildingHelper', community, scope }, walks] as const),
  ]
}

export const rollMatters = kind<Roll>()({
  name: 'roll',
  life: rollLife,
  sees: seesRoll,
  lists: { all: list('gsi1', ['ROLLS'], ({ createdAt }) => ({ at: createdAt })) },
  deadlines: async () => () => undefined,
  due: async () => undefined,
  desks,
  async follows(ctx, { before, after }) {
    if (before?.state !== after.state) await makePartsDue(ctx, after)
  },
  lost: (_, { state }) => (state === 'closed' ? new Refusal('rolls.over') : undefined),
})

// ---- the people of a building ----

const atOnce = 100

/** Those with an account, of the homes that are asked. */
const membersOf = async (ctx: Pick<Ctx, 'table'>, { community, building, homes }: Part) => {
  const asked = new Set(homes)
  const members: string[] = []
  let after: Awaited<ReturnType<typeof homesPage>>['last']
  do {
    const page = await homesPage(ctx, community, building, after, atOnce)
    members.push(...page.homes.flatMap(home => (asked.has(home.id) ? Object.keys(home.members) : [])))
    after = page.last
  } while (after)
  return members.filter(id => id.startsWith('user_'))
}

/** A row says what was known last: first that they are asked, then what was said, then that it is over. */
const orderAt = (at: string, then: number) => Date.parse(at) + then

/** They are asked, and it stands before everything else until they have said how it is. */
const ask = (ctx: Pick<Ctx, 'table'>, roll: Roll, users: readonly string[]) =>
  Promise.all(
    users.map(user =>
      keepRow(ctx.table, user, roll.id, orderAt(roll.createdAt, 0), {
        ...cardOf(roll),
        ...{ stateText: '等您回话', tone: 'yours', urgent: true, hint: '家里怎么样，点开报个平安。' },
      }),
    ),
  )

/** It is known of their home: it waits for them no longer. */
export const heardOf = (ctx: Pick<Ctx, 'table'>, roll: Roll, users: readonly string[], { said, at }: Mark) =>
  Promise.all(
    users.map(user =>
      keepRow(ctx.table, user, roll.id, orderAt(at, 1), {
        ...cardOf(roll),
        changedAt: at,
        stateText: said === 'needsHelp' ? '社区知道了' : '报过平安',
      }),
    ),
  )

const over = (ctx: Pick<Ctx, 'table'>, roll: Roll, users: readonly string[]) =>
  Promise.all(users.map(user => keepRow(ctx.table, user, roll.id, orderAt(roll.changedAt, 2), cardOf(roll))))

const tell = async (ctx: Ctx, roll: Roll, part: Part) => {
  const users = await membersOf(ctx, part)
  await ask(ctx, roll, users)
  const about = { kind: 'roll', id: roll.id, template: 'matterNews', atNight: true } as const
  const asked: Notice[] = users.map(to => ({
    ...{ ...about, to, name: 'asked', title: `${titleOf(roll)}：请报个平安` },
    text: '家里没事点“没事”，要帮点“要帮”。不方便点，等人打电话或敲门也行。有危险先打120、119、110。',
  }))
  const { grid } = roll.buildings.find(({ id }) => id === part.building) ?? {}
  const walkers = [
    ...(await holdersOf(ctx, roll.community, 'buildingHelper', part.building)),
    ...(grid ? await holdersOf(ctx, roll.community, 'gridWorker', grid) : []),
  ].map(({ id: to }) => ({
    ...{ ...about, to, name: 'walks', title: `${titleOf(roll)}：请看看邻居` },
    text: '还没消息的户，打电话或敲门，在名单上点一下就记上。自己先顾好安全。',
  }))
  await notify(ctx, roll.id, [...walkers, ...asked])
}

/** Its people hear that it is called, or find it over. */
export const rollParts = followed<Part>({
  name: 'rollPart',
  async due(ctx, part) {
    const roll = await rollMatters.get(ctx, part.roll)
    if (roll?.state === 'open') await tell(ctx, roll, part)
    if (roll?.state === 'closed') await over(ctx, roll, await membersOf(ctx, part))
    await partDone(ctx, part)
  },
})
