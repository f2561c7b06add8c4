/** How a request is stored: what is encrypted, and which list finds it. */
import type { HelpKind, HelpLine, HelpState } from '../../shared/help.ts'
import { helpGroups } from '../../shared/help.ts'
import type { Fields } from '../../shared/lifecycle.ts'
import type { Ctx } from '../platform/context.ts'
import { getMatters, matterKey, type Stored } from '../platform/matters.ts'
import { entry, join } from '../platform/table.ts'

export interface Help extends Stored {
  readonly kind: 'help'
  readonly state: HelpState
  readonly what: HelpKind
  /** Something is bought, so money is involved. */
  readonly buys: boolean
  /** The person it is for. */
  readonly asker: string
  readonly askerName: string
  readonly building: string
  /** Encrypted lines, and encrypted remarks on how to get in. */
  readonly lines: string
  readonly door?: string | undefined
  readonly wantedFromAt?: string | undefined
  readonly wantedToAt?: string | undefined
  readonly capFen?: number | undefined
  readonly spentFen?: number | undefined
  readonly team?: string | undefined
  readonly teamName?: string | undefined
  readonly volunteer?: string | undefined
  readonly volunteerName?: string | undefined
  /** Until when somebody should have claimed it; a release does not start it anew, since the asker is still waiting. */
  readonly claimBy: string
  /** Nobody claimed it by then, and staff were told. */
  readonly escalatedAt?: string | undefined
}

const isIn = (group: readonly HelpState[], { state }: Help) => group.includes(state)

const openList = (community: string) => join('C', community, 'HELP', 'OPEN')
const teamList = (community: string, team: string) => join('C', community, 'HELP', 'TEAM', team)

/** gsi1: open ones of the community, by deadline. gsi2: what a team has in hand, by deadline. */
export const helpIndexes = (help: Help): Fields => ({
  ...(help.state === 'open' && entry('gsi1', openList(help.community), join(help.claimBy, help.id))),
  ...(help.team &&
    isIn(helpGroups.inHand, help) &&
    entry('gsi2', teamList(help.community, help.team), join(help.dueAt ?? help.changedAt, help.id))),
})

type Ways = Pick<Ctx, 'table' | 'secrets'>

const listed = async (
  { table }: Ways,
  index: 'gsi1' | 'gsi2',
  pk: string,
  after: Fields | undefined,
  limit: number,
) => {
  const { items, last } = await table.query({ index, pk, after, limit })
  return { items: await getMatters<Help>(table, items), last }
}

/** The index may be a moment behind; the requests themselves are as they stand now. */
export const openByDeadline = async (ways: Ways, community: string, after?: Fields, limit = 50) => {
  const { items, last } = await listed(ways, 'gsi1', openList(community), after, limit)
  return { items: items.filter(help => help.state === 'open'), last }
}

export const inHandOfTeam = async (
  ways: Ways,
  community: string,
  team: string,
  after?: Fields,
  limit = 50,
) => {
  const { items, last } = await listed(ways, 'gsi2', teamList(community, team), after, limit)
  return { items: items.filter(help => help.team === team && isIn(helpGroups.inHand, help)), last }
}

export const byIds = ({ table }: Ways, ids: readonly string[]) =>
  getMatters<Help>(
    table,
    ids.flatMap(id => matterKey('help', id) ?? []),
  )

// ---- encrypted fields: bound to the request they belong to ----

const keyOf = (id: string) => matterKey('help', id)!

export const sealFor = async (
  { secrets }: Ways,
  community: string,
  id: string,
  lines: readonly HelpLine[],
  door?: string,
) => ({
  lines: await secrets.seal(`C.${community}`, keyOf(id), 'lines', lines),
  door: door && (await secrets.seal(`C.${community}`, keyOf(id), 'door', door)),
})

export const linesOf = async ({ secrets }: Ways, { id, community, lines }: Help) =>
  (await secrets.open(`C.${community}`, keyOf(id), 'lines', lines)) as HelpLine[]

export const doorOf = async ({ secrets }: Ways, { id, community, door }: Help) =>
  door === undefined ? undefined : ((await secrets.open(`C.${community}`, keyOf(id), 'door', door)) as string)
