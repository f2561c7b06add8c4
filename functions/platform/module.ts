/** What a module brings to the functions, all of it in one place. */
import type { Settings } from '../../shared/community/community.ts'
import type { SignedIn } from './context.ts'
import type { Followed } from './followed.ts'
import type { Keeper } from './keeper.ts'
import type { Handlers, Served } from './serve.ts'

export interface Module extends Served {
  /** Its kinds of matters, and of what has its time beside them. */
  readonly kinds?: readonly Followed[] | undefined
  /** What it keeps of people. */
  readonly keeps?: Keeper | undefined
  /** Refuses settings of a community under which something of the module's could not go on. */
  readonly settingsMayChange?:
    ((ctx: SignedIn, community: string, was: Settings, next: Settings) => Promise<void>) | undefined
}

/** A module whose handlers are not those of its contract does not compile. */
export const module = <Ops extends Served['operations']>(
  operations: Ops,
  { handlers, ...rest }: { readonly handlers: Handlers<Ops> } & Omit<Module, 'operations' | 'handlers'>,
): Module => ({ ...rest, operations, handlers: handlers as Served['handlers'] })
