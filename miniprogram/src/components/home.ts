/** What a module brings to the pages at the foot of the screen; modules.ts lists the modules. */
import type { ReactNode } from 'react'
import type { Me } from '../../../shared/identity/identity.ts'
import { pathOf } from '../../../shared/modules/manifests.ts'
import type { Card } from '../../../shared/matters/matters.ts'
import { openAddress } from '../platform/open.ts'
import type { ListLine } from './ListPage.tsx'

/**
 * Where a section stands on the home page, from the top: what waits for the reader's word, where they go next, what takes
 * too long, what their team has to decide, their desk, and what goes on or can be begun. In 长辈版 what stands at `speak`
 * comes before all of it, `ask` in place of `work`.
 */
export type Place = 'speak' | 'first' | 'next' | 'late' | 'team' | 'desk' | 'work' | 'ask'

export interface HomeView {
  readonly me: Me
  /** Matters of all modules that go on for the reader, as `goesOn` says. */
  readonly others: readonly Card[]
}

/** A row that leads into the module. */
export interface Way {
  readonly name: string
  readonly note?: string
  readonly go: () => unknown
}

export interface AtHome {
  readonly name: string
  readonly sections?: { readonly [P in Place]?: (view: HomeView) => ReactNode }
  /** Its sections say so themselves when there is nothing for this reader. */
  readonly fills?: (me: Me) => boolean
  /** There is something to tap for this reader at any time. */
  readonly offers?: (me: Me) => boolean
  /** Its matters stand on the home page as cards of its own. */
  readonly ownCards?: readonly string[]
  /** A matter of its that goes on for the reader, to be told with what else does. */
  readonly goesOn?: (me: Me, card: Card) => boolean
  /** Ways in from the home page, while the community has switched them on; `always`: from 我的 at any time. */
  readonly ways?: readonly (Way & {
    readonly on: string
    readonly residents?: true
    readonly always?: true
  })[]
  /** What stands in 我的. */
  readonly mine?: { readonly title: string; readonly ways: readonly Way[] }
}

/** How many there are, as far as they have been read; undefined: none. */
export const sayCount = (items: readonly unknown[], hasMore: boolean, unit = '件') =>
  items.length > 0 ? `${items.length}${unit}${hasMore ? '以上' : ''}` : undefined

/** Every kind of matter has its page at the same place, so a line of it is the same for all. */
export const matterLine = ({ kind, id, title, stateText, tone }: Card): ListLine => ({
  title,
  badge: [stateText, tone],
  open: () => openAddress(pathOf(kind, id)),
})
