/** What must not compile, checked with the types of everything else: a kind and a module are held to their items and contracts. */
import * as z from 'zod/mini'
import { id, module as contract, operation, tap } from '../../shared/contract.ts'
import { lifecycle } from '../../shared/lifecycle.ts'
import { states } from '../../shared/choice.ts'
import type { SignedIn } from './context.ts'
import { kind } from './kind.ts'
import { list } from './lists.ts'
import type { Stored } from './matter-item.ts'
import { module } from './module.ts'
import { opened, type Sealed } from './sealed.ts'

interface Lamp extends Stored {
  readonly kind: 'lamp'
  readonly state: 'dark' | 'lit'
  readonly street: string
  readonly team?: string | undefined
  readonly remark: Sealed<{ readonly words: string }>
  readonly phone?: Sealed<string> | undefined
}

const staff = { communityStaff: 'community' } as const
const life = lifecycle<Lamp>()(
  states({ dark: { name: '不亮', tone: 'waiting' }, lit: { name: '亮了', tone: 'ended' } }),
  {
    mend: { from: ['dark'], to: 'lit', by: staff },
    fail: { from: ['lit'], to: 'dark', by: { clock: true } },
  },
  { rights: { look: { in: ['dark'], by: staff } } },
)
const declared = {
  name: 'lamp',
  life,
  sees: () => true,
  lists: {
    dark: list('gsi1', ['LAMPS'], ({ state, createdAt }: Lamp) => state === 'dark' && { at: createdAt }),
    ofTeam: list(
      'gsi2',
      ['LAMPS'],
      ({ team, createdAt }: Lamp) => team !== undefined && { of: team, at: createdAt },
    ),
  },
  deadlines: async () => () => undefined,
  due: async () => ({ move: 'fail' }) as const,
} as const
const lamps = kind<Lamp>()(declared)

// ---- a declaration ----

// @ts-expect-error -- a lamp is not called that
kind<Lamp>()({ ...declared, name: 'lantern' })
// @ts-expect-error -- a state has no name
states({ dark: { tone: 'waiting' } })
// @ts-expect-error -- the clock has no such move
kind<Lamp>()({ ...declared, due: async () => ({ move: 'blink' }) as const })
// @ts-expect-error -- nor does it set what a lamp does not have
kind<Lamp>()({ ...declared, due: async () => ({ move: 'fail', wants: { colour: 'red' } }) as const })
// @ts-expect-error -- a list by what a lamp does not have
kind<Lamp>()({ ...declared, lists: { byColour: list('gsi1', ['LAMPS'], item => ({ at: item.colour })) } })
// @ts-expect-error -- seen by what it does not have
kind<Lamp>()({ ...declared, sees: (item, who) => item.owner === who.id })
// @ts-expect-error -- and a deadline is missing
kind<Lamp>()({ ...declared, deadlines: undefined })

// ---- its use ----

export const uses = async (ctx: SignedIn, lamp: Lamp) => {
  const { words } = await opened(ctx, lamp, 'remark')
  const phone: string | undefined = await opened(ctx, lamp, 'phone')
  await lamps.lists.dark.page(ctx, { community: 'c' })
  await lamps.lists.ofTeam.page(ctx, { community: 'c', of: 'team-1' })
  // @ts-expect-error -- of which team?
  await lamps.lists.ofTeam.page(ctx, { community: 'c' })
  // @ts-expect-error -- that is a right, and moves nothing
  await lamps.move(ctx, 'look', lamp)
  // @ts-expect-error -- no lamp has a colour
  await lamps.move(ctx, 'mend', lamp, { wants: { colour: 'red' } })
  // @ts-expect-error -- what is not sealed cannot be opened
  await opened(ctx, lamp, 'street')
  // @ts-expect-error -- something else is sealed there
  await lamps.seal(ctx, lamp, 'remark', 'words')
  // @ts-expect-error -- plain text in a sealed field
  await lamps.move(ctx, 'mend', lamp, { wants: { phone } })
  return words
}

// ---- a module ----

const operations = contract('lamps', {
  mend: operation({
    says: 'Mends it.',
    by: ['communityStaff'],
    takes: z.object(tap),
    gives: z.object({ id }),
  }),
  look: operation({
    says: 'Looks.',
    by: ['communityStaff'],
    takes: z.object({ id }),
    gives: z.object({ id }),
  }),
})
const mend = async ({ id }: { readonly id: string }) => ({ id })
const greedy = async ({ how }: { readonly how: string }) => ({ id: how })
export const good = module(operations, { handlers: { mend, look: mend }, kinds: [lamps.followed] })
// @ts-expect-error -- a handler is missing
module(operations, { handlers: { mend } })
// @ts-expect-error -- a handler too many
module(operations, { handlers: { mend, look: mend, sell: mend } })
// @ts-expect-error -- gives something else
module(operations, { handlers: { mend, look: async () => ({ it: 'x' }) } })
// @ts-expect-error -- takes what it is not given
module(operations, { handlers: { mend, look: greedy } })
