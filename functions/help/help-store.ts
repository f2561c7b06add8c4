/** How a request is stored: what is encrypted, and which list finds it. */
import {
  helpGroups,
  type HelpFields,
  type HelpKind,
  type HelpLine,
  type HelpState,
} from '../../shared/help.ts'
import type { Fields } from '../../shared/lifecycle.ts'
import type { Ctx } from '../platform/context.ts'
import { getMatters, matterKey, type Stored } from '../platform/matter-item.ts'
import { entry, join } from '../platform/table.ts'

export interface Help extends Stored, HelpFields {
  readonly kind: 'help'
  readonly state: HelpState
  readonly what: HelpKind
  readonly askerName: string
  /** Who typed it: the asker, or someone acting for them. */
  readonly askedBy: string
  readonly building: string
  /** Encrypted lines, and encrypted remarks on how to get in. */
  readonly lines: string
  readonly door?: string | undefined
  readonly wantedFromAt?: string | undefined
  readonly wantedToAt?: string | undefined
  readonly capFen?: number | undefined
  /** Until when somebody should have claimed it; a release does not start it anew, since the asker is still waiting. */
  readonly claimBy: string
  /** When staff were last told that it takes too long. */
  readonly escalatedAt?: string | undefined
}

const isIn = (group: readonly HelpState[], { state }: Help) => group.includes(state)
/** A volunteer has said yes and is not done. */
export const isUnderWay = (help: Help) => isIn(helpGroups.underWay, help)
const atWork = (help: Help) => isIn(helpGroups.inHand, help)

const listOf = (community: string, ...name: readonly string[]) => join('C', community, 'HELP', ...name)

/** gsi1: open ones, by deadline. gsi2: what a team has in hand, by deadline. gsi4: what takes too long, longest first. */
export const helpIndexes = (help: Help): Fields => {
  const { id, community, state, team, escalatedAt } = help
  return {
    ...(state === 'open' && entry('gsi1', listOf(community, 'OPEN'), join(help.claimBy, id))),
    ...(team &&
      atWork(help) &&
      entry('gsi2', listOf(community, 'TEAM', team), join(help.dueAt ?? help.changedAt, id))),
    ...(escalatedAt &&
      isIn(helpGroups.open, help) &&
      entry('gsi4', listOf(community, 'LATE'), join(help.createdAt, id))),
  }
}

type Ways = Pick<Ctx, 'table' | 'secrets'>

/** The index may be a moment behind; the requests themselves are as they stand now, and `still` belong on the list. */
const listed =
  (index: 'gsi1' | 'gsi2' | 'gsi4', pk: string, still: (help: Help) => boolean) =>
  async ({ table }: Ways, after?: Fields) => {
    const { items, last } = await table.query({ index, pk, after })
    return { items: (await getMatters<Help>(table, items)).filter(still), last }
  }

export const openByDeadline = (community: string) =>
  listed('gsi1', listOf(community, 'OPEN'), help => help.state === 'open')
export const inHandOfTeam = (community: string, team: string) =>
  listed('gsi2', listOf(community, 'TEAM', team), help => help.team === team && atWork(help))
export const lateOnes = (community: string) =>
  listed(
    'gsi4',
    listOf(community, 'LATE'),
    help => help.escalatedAt !== undefined && isIn(helpGroups.open, help),
  )

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
