/** Every module, once: what it serves, what follows from a change of its matters, what is done when one is due. */
import { api } from '../shared/api.ts'
import type { Who } from '../shared/lifecycle.ts'
import { communityHandlers } from './community/community-handlers.ts'
import { dueFile, filesHandlers, filesKeep, type FileRecord } from './files/files.ts'
import { dueHelp, followHelp, helpHandlers, seesHelp, type Help } from './help/help.ts'
import { helpKeeps } from './help/help-people.ts'
import { helpTells } from './help/help-tells.ts'
import { grantHandlers } from './identity/grants.ts'
import { identityHandlers } from './identity/identity.ts'
import { identityKeeps, myDataHandlers } from './identity/my-data.ts'
import { mattersHandlers, type Sees } from './matters/matters.ts'
import {
  caseTells,
  dueCase,
  followCase,
  mediationHandlers,
  mediationKeeps,
  roomsMayChange,
  seesCase,
  dueQuarrel,
  quarrelTells,
  seesQuarrel,
  type Case,
  type Quarrel,
} from './mediation/mediation.ts'
import { messagesHandlers, messagesKeeps, type Notice, type Telling } from './messages/messages.ts'
import { duePaper, papersHandlers, papersKeep, type PaperRecord } from './papers/papers.ts'
import type { Ctx, Effects } from './platform/context.ts'
import type { Keeper } from './platform/keeper.ts'
import type { Change, Dated, Stored } from './platform/matter-item.ts'
import type { PlacesChange } from './platform/places.ts'
import type { Handlers, Served } from './platform/serve.ts'
import {
  dueMembership,
  dueShift,
  dueShiftPlaces,
  dueTeamPlaces,
  followMembership,
  followShift,
  followShiftPlaces,
  followTeamPlaces,
  membershipTells,
  seesMembership,
  seesShift,
  shiftPlacesTell,
  shiftTells,
  volunteerRole,
  volunteersHandlers,
  volunteersKeep,
  type Membership,
  type Shift,
  type ShiftPlaces,
  type TeamPlaces,
} from './volunteers/volunteers.ts'

/** What a module does about one kind of its matters, and of what stands beside them or has its time as they have. */
interface Kind {
  readonly follow?: (effects: Effects, change: Change<Stored>) => Promise<void>
  readonly due: (ctx: Ctx, matter: Dated) => Promise<void>
  /** Whether it exists for somebody. */
  readonly sees?: (matter: Stored, who: Who) => boolean
  /** Who is told of it, and what; each is told once, however often it is asked. */
  readonly tells?: (ctx: Telling, change: Change<Stored>) => Promise<readonly Notice[]>
}

interface Module extends Served {
  /** What it keeps of people. */
  readonly keeps?: Keeper
  readonly kinds?: Readonly<Record<string, Kind>>
}

/** A module whose handlers are not those of its contract does not compile. */
const module = <Ops extends Served['operations']>(
  operations: Ops,
  handlers: Handlers<Ops>,
  rest: Pick<Module, 'kinds' | 'keeps'> = {},
): Module => ({ operations, handlers: handlers as Served['handlers'], ...rest })

/** Whether a matter exists for somebody, as its module says. */
const sees: Sees = (matter, who) => kindOf(matter.kind).sees?.(matter, who) ?? false

const keepers = () => Object.values(modules).flatMap(({ keeps }) => keeps ?? [])

/** A module of the contract that is not here does not compile. */
export const modules: Readonly<Record<keyof typeof api, Module>> = {
  community: module(api.community, communityHandlers(roomsMayChange)),
  files: module(api.files, filesHandlers, {
    keeps: filesKeep,
    // A file is no matter, nor is a paper, but they have their time too: the clock finds all in the same way.
    kinds: { files: { due: (ctx, file) => dueFile(ctx, file as FileRecord) } },
  }),
  identity: module(
    api.identity,
    { ...identityHandlers, ...grantHandlers({ volunteer: volunteerRole }), ...myDataHandlers(keepers) },
    { keeps: identityKeeps },
  ),
  matters: module(api.matters, mattersHandlers(sees)),
  messages: module(api.messages, messagesHandlers, { keeps: messagesKeeps }),
  papers: module(api.papers, papersHandlers(sees), {
    keeps: papersKeep,
    kinds: { papers: { due: (ctx, paper) => duePaper(ctx, paper as PaperRecord) } },
  }),
  help: module(api.help, helpHandlers, {
    keeps: helpKeeps,
    kinds: {
      help: {
        sees: (matter, who) => seesHelp(matter as Help, who),
        follow: (effects, change) => followHelp(effects, change as Change<Help>),
        due: (ctx, matter) => dueHelp(ctx, matter as Help),
        tells: (ctx, change) => helpTells(ctx, change as Change<Help>),
      },
    },
  }),
  mediation: module(api.mediation, mediationHandlers, {
    keeps: mediationKeeps,
    kinds: {
      case: {
        sees: (matter, who) => seesCase(matter as Case, who),
        follow: (effects, change) => followCase(effects, change as Change<Case>),
        due: (ctx, matter) => dueCase(ctx, matter as Case),
        tells: (ctx, change) => caseTells(ctx, change as Change<Case>),
      },
      quarrel: {
        sees: (matter, who) => seesQuarrel(matter as Quarrel, who),
        due: (ctx, matter) => dueQuarrel(ctx, matter as Quarrel),
        tells: (ctx, change) => quarrelTells(ctx, change as Change<Quarrel>),
      },
    },
  }),
  volunteers: module(api.volunteers, volunteersHandlers, {
    keeps: volunteersKeep,
    kinds: {
      membership: {
        sees: (matter, who) => seesMembership(matter as Membership, who),
        follow: (effects, change) => followMembership(effects, change as Change<Membership>),
        due: (ctx, matter) => dueMembership(ctx, matter as Membership),
        tells: (ctx, change) => membershipTells(ctx, change as Change<Membership>),
      },
      teamPlaces: {
        follow: (effects, change) => followTeamPlaces(effects, change as unknown as PlacesChange<TeamPlaces>),
        due: (ctx, places) => dueTeamPlaces(ctx, places as TeamPlaces),
      },
      shift: {
        sees: (matter, who) => seesShift(matter as Shift, who),
        follow: (effects, change) => followShift(effects, change as Change<Shift>),
        due: (ctx, matter) => dueShift(ctx, matter as Shift),
        tells: (ctx, change) => shiftTells(ctx, change as Change<Shift>),
      },
      shiftPlaces: {
        follow: (effects, change) =>
          followShiftPlaces(effects, change as unknown as PlacesChange<ShiftPlaces>),
        due: (ctx, places) => dueShiftPlaces(ctx, places as ShiftPlaces),
        tells: (ctx, change) => shiftPlacesTell(ctx, change as unknown as PlacesChange<ShiftPlaces>),
      },
    },
  }),
}

const kinds = () =>
  Object.assign({}, ...Object.values(modules).map(each => each.kinds)) as Record<string, Kind>

/** What is done about matters of this kind. */
export const kindOf = (kind: string): Kind => {
  const found = new Map(Object.entries(kinds())).get(kind)
  if (!found) throw new Error(`no module has matters of the kind ${kind}`)
  return found
}
