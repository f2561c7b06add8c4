/** The modules' manifests, and what follows from them. Nothing here needs a contract. */
import { choice } from './choice.ts'
import { communityManifest } from './community/manifest.ts'
import { helpManifest } from './help/manifest.ts'
import type { Manifest } from './manifest.ts'
import { mediationManifest } from './mediation/manifest.ts'
import { volunteersManifest } from './volunteers/manifest.ts'

/** In the order in which a community chooses among them. */
const manifests = [helpManifest, volunteersManifest, mediationManifest, communityManifest] as const

type KeyOf<Each> = Each extends unknown ? keyof Each & string : never
type Switch = KeyOf<(typeof manifests)[number]['switches']>
export const switches = choice(
  Object.fromEntries(manifests.flatMap(({ switches }) => Object.entries(switches))) as Record<Switch, string>,
)

/** Kind of matter → which module it belongs to, and the page that shows one. */
export const kinds = new Map(
  manifests.flatMap(({ name, kinds }: Manifest) =>
    Object.entries(kinds).map(([kind, page]) => [kind, { module: name, page: `${name}/${page}` }] as const),
  ),
)

/** Where a matter is shown. */
export const pathOf = (kind: string, id: string) => `/${kinds.get(kind)?.page}?id=${encodeURIComponent(id)}`

/** Which module a kind of matter belongs to. */
export const moduleOf = (kind: string) => kinds.get(kind)?.module ?? kind
