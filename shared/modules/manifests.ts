/** The modules' manifests, and what follows from them. Nothing here needs a contract. */
import { choice } from '../choice.ts'
import { filesManifest } from '../files/manifest.ts'
import { hazardsManifest } from '../hazards/manifest.ts'
import { helpManifest } from '../help/manifest.ts'
import { householdsManifest } from '../households/manifest.ts'
import type { Manifest } from '../manifest.ts'
import { mediationManifest } from '../mediation/manifest.ts'
import { noticesManifest } from '../notices/manifest.ts'
import { rollsManifest } from '../rolls/manifest.ts'
import { suggestionsManifest } from '../suggestions/manifest.ts'
import { volunteersManifest } from '../volunteers/manifest.ts'
import { wellbeingManifest } from '../wellbeing/manifest.ts'

/** In the order in which a community chooses among them. */
const manifests = [
  helpManifest,
  volunteersManifest,
  mediationManifest,
  householdsManifest,
  hazardsManifest,
  wellbeingManifest,
  noticesManifest,
  rollsManifest,
  suggestionsManifest,
  filesManifest,
] as const
const every: readonly Manifest[] = manifests

type Each = (typeof manifests)[number]
type With<Field extends keyof Manifest> = Extract<Each, Readonly<Record<Field, unknown>>>

/** A field of the modules that have it, by their names. */
const gathered = <Field extends keyof Manifest>(field: Field) =>
  Object.fromEntries(
    every.flatMap(module => (module[field] === undefined ? [] : [[module.name, module[field]]])),
  ) as { readonly [M in With<Field> as M['name']]: M[Field] }

type KeyOf<Part> = Part extends unknown ? keyof Part & string : never
/** What of the modules a community may leave out. */
export const moduleSwitches = choice(
  Object.assign({}, ...Object.values(gathered('switches'))) as Record<
    KeyOf<With<'switches'>['switches']>,
    string
  >,
)

/** Those that a community has which has not chosen. */
export const onAtFirst = moduleSwitches.codes.filter(
  code => !every.some(({ offAtFirst, switches = {} }) => offAtFirst && code in switches),
)

/** What each module lets a community decide. */
export const moduleSettings = gathered('settings')

/** The modules in which one can act for somebody else, as people call them. */
export const proxyModules = choice(gathered('byProxy'))

/** What a team can be good at. */
export const skills = choice(
  Object.assign({}, ...Object.values(gathered('skills'))) as Record<string, string>,
)

/** Why details are looked at for no matter, by `<module>.<name>`. */
export const looks: Readonly<Record<string, string>> = Object.fromEntries(
  every.flatMap(({ name, looks = {} }) =>
    Object.entries(looks).map(([look, why]) => [`${name}.${look}`, why]),
  ),
)

/** What the module says of each kind of matter, and where one is shown. */
export const kinds = new Map(
  every.flatMap(({ name, kinds = {} }) =>
    Object.entries(kinds).map(
      ([kind, said]) => [kind, { ...said, module: name, page: `${name}/${said.page}` }] as const,
    ),
  ),
)

/** Where a matter is shown. */
export const pathOf = (kind: string, id: string) => `/${kinds.get(kind)?.page}?id=${encodeURIComponent(id)}`

/** Which module a kind of matter belongs to. */
export const moduleOf = (kind: string) => kinds.get(kind)?.module ?? kind
