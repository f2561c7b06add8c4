/** Every module, once: what it serves, what follows from a change of its matters, what is done when one is due. */
import { api } from '../shared/api.ts'
import type { Who } from '../shared/lifecycle.ts'
import { communityHandlers } from './community/community-handlers.ts'
import { dueFile, filesHandlers, filesKeep, type FileRecord } from './files/files.ts'
import { dueHelp, followHelp, helpHandlers, seesHelp, type Help } from './help/help.ts'
import { helpKeeps } from './help/help-people.ts'
import { helpTells } from './help/help-tells.ts'
import { identityHandlers } from './identity/identity.ts'
import { identityKeeps, myDataHandlers } from './identity/my-data.ts'
import { mattersHandlers } from './matters/matters.ts'
import { messagesHandlers, messagesKeeps, type Notice, type Telling } from './messages/messages.ts'
import type { Ctx, Effects } from './platform/context.ts'
import type { Keeper } from './platform/keeper.ts'
import type { Change, Dated, Stored } from './platform/matter-item.ts'
import type { Handlers, Served } from './platform/serve.ts'

interface Module extends Served {
  /** What it keeps of people. */
  readonly keeps?: Keeper
  readonly matters?: {
    readonly follow: (effects: Effects, change: Change<Stored>) => Promise<void>
    readonly due: (ctx: Ctx, matter: Dated) => Promise<void>
    /** Whether it exists for somebody. */
    readonly sees?: (matter: Stored, who: Who) => boolean
    /** Who is told of it, and what; each is told once, however often it is asked. */
    readonly tells?: (ctx: Telling, change: Change<Stored>) => Promise<readonly Notice[]>
  }
}

/** A module whose handlers are not those of its contract does not compile. */
const module = <Ops extends Served['operations']>(
  operations: Ops,
  handlers: Handlers<Ops>,
  rest: Pick<Module, 'matters' | 'keeps'> = {},
): Module => ({ operations, handlers: handlers as Served['handlers'], ...rest })

const keepers = () => Object.values(modules).flatMap(({ keeps }) => keeps ?? [])

/** A module of the contract that is not here does not compile. */
export const modules: Readonly<Record<keyof typeof api, Module>> = {
  community: module(api.community, communityHandlers),
  files: module(api.files, filesHandlers, {
    keeps: filesKeep,
    // A file is no matter, but has its time too: the clock finds both in the same way.
    matters: {
      follow: async () => undefined,
      due: (ctx, file) => dueFile(ctx, file as FileRecord),
    },
  }),
  identity: module(
    api.identity,
    { ...identityHandlers, ...myDataHandlers(keepers) },
    { keeps: identityKeeps },
  ),
  matters: module(
    api.matters,
    mattersHandlers((matter, who) => mattersIn(matter.kind).sees?.(matter, who) ?? false),
  ),
  messages: module(api.messages, messagesHandlers, { keeps: messagesKeeps }),
  help: module(api.help, helpHandlers, {
    keeps: helpKeeps,
    matters: {
      sees: (matter, who) => seesHelp(matter as Help, who),
      follow: (effects, change) => followHelp(effects, change as Change<Help>),
      due: (ctx, matter) => dueHelp(ctx, matter as Help),
      tells: (ctx, change) => helpTells(ctx, change as Change<Help>),
    },
  }),
}

/** A matter's kind is its module's name. */
export const mattersIn = (kind: string) => {
  const found = Object.hasOwn(modules, kind) ? modules[kind as keyof typeof api].matters : undefined
  if (!found) throw new Error(`no module has matters of the kind ${kind}`)
  return found
}
