/** What a module brings to the pages at the foot of the screen; modules.ts lists the modules. */
import type { FC } from 'react'
import type { Me } from '../../../shared/identity/identity.ts'
import { pathOf } from '../../../shared/modules/manifests.ts'
import type { Card } from '../../../shared/matters/matters.ts'
import { openAddress } from '../platform/open.ts'
import type { DrawingName } from './Drawing.tsx'
import type { Line } from './facts.tsx'
import type { ListLine } from './ListPage.tsx'

export interface HomeView {
  readonly me: Me
}

/** A row that leads into the module. */
export interface Way {
  readonly name: string
  readonly note?: string
  readonly go: () => unknown
}

/** A place to go, known by its drawing. The name of a tool has three characters at most, of a door four. */
export interface Door {
  readonly name: string
  readonly drawing: DrawingName
  /** Its switch, where the community can leave it out. */
  readonly on?: string
  /** Whom it is for; left out: everybody who sees this part of the page. */
  readonly for?: (me: Me) => boolean
  readonly go: (me: Me) => unknown
}

/** 上门, 接件, 商量, 账: what one goes out for, what comes in, what is talked over, and what is kept. */
export type Bench = 'visit' | 'take' | 'talk' | 'books'
export interface Tool extends Door {
  readonly group: Bench
}

export interface AtHome {
  readonly name: string
  /** What the reader does every day, wherever they are: before all else of theirs. */
  readonly daily?: FC<HomeView>
  /** How residents ask for something, the largest on their page; `again`: what they asked for before. */
  readonly ask?: FC<HomeView>
  readonly again?: FC<HomeView>
  /** Three of them stand in a row below it, for residents. */
  readonly doors?: readonly Door[]
  /** A hook: lines of news for residents. */
  readonly useNews?: (me: Me) => readonly Line[]
  /** 长辈版: what one may want at once. */
  readonly care?: FC<HomeView>
  /** A hook: where the reader goes next, whom they ring, what waits that is no matter. Nothing to do: no line. */
  readonly useToday?: (me: Me) => readonly Line[]
  /** 记一笔: what who works here notes down at once. */
  readonly notes?: readonly Door[]
  /** 工作台. */
  readonly tools?: readonly Tool[]
  /** Ways in from the home page of residents, while the community has switched them on; `always`: from 我的 at any time. */
  readonly ways?: readonly (Way & {
    readonly on: string
    readonly residents?: true
    readonly always?: true
  })[]
  /** What stands in 我的; `on`: its switch, where there is nothing of it without. */
  readonly mine?: { readonly title: string; readonly on?: string; readonly ways: readonly Way[] }
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
