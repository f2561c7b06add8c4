/** What staff can set: a list of fields, of the community itself and then of each module. How they are read, written and drawn: form.ts, FormParts. */
import { community, switches, type Settings } from '../../../shared/community/community.ts'
import { shapeOf } from '../../../shared/contract.ts'
import type { Manifest } from '../../../shared/manifest.ts'
import { moduleSettings } from '../../../shared/modules/manifests.ts'
import { fieldsIn, piecesFor, under, valueAt, withValue, type Piece } from '../../../shared/settings-form.ts'
import { judged, type Complaints } from '../components/form.ts'
import { settingsForm, type Draft } from './form.ts'

const { field, eachIn, list, card, pair } = piecesFor<Settings>()

// ---- the community itself ----

const office: readonly Piece<Settings>[] = [
  list(
    field('text', 'name', '社区名称', { longest: 20 }),
    field('text', 'place', '办公地点', { hint: '比如：6号楼底商一楼' }),
    field('text', 'phone', '社区电话', { longest: 40 }),
    field('text', 'dutyPhone', '值班电话（下班后有人接的）', { longest: 40 }),
    pair(...eachIn('clock', 'dutyHours', { from: '几点上班', to: '几点下班' })),
    field('weekdays', 'dutyHours.weekdays', '星期几有人'),
    ...eachIn('dates', 'dutyHours', { closedOn: '放假的日子', openOn: '调休上班的日子' }),
  ),
  '帮忙的时限只算有人上班的时间。',
  card(
    '首页上有什么',
    field('switches', 'on', '首页上有什么', { labels: switches.text }),
    '关上以后，邻居在首页找不到；已经在办的照办。',
  ),
]

const moduleForms = Object.entries<Required<Manifest>['settings']>(moduleSettings).flatMap(
  ([name, { form }]) => (form ? under<Settings>(name, [form]) : []),
)

export const parts: readonly Piece<Settings>[] = [...office, ...moduleForms]
export const form = settingsForm(parts)
/** The folds around a field, from the outermost, by their titles. */
export const foldsAround = (path: string, pieces = parts): readonly string[] =>
  pieces.flatMap(piece => {
    if (
      typeof piece === 'string' ||
      !('of' in piece) ||
      !fieldsIn([piece]).some(each => isIn(path, each.path))
    )
      return []
    return [...(piece.look === 'fold' && piece.title ? [piece.title] : []), ...foldsAround(path, piece.of)]
  })
const isIn = (path: string, field: string) => path === field || path.startsWith(`${field}.`)

/** Only what was changed is sent: what this form does not know of stays as it is. */
export const changesIn = (was: Settings, draft: Draft<Settings>) => {
  const next = form.valueOf(draft)
  return Object.fromEntries(
    form.names.flatMap(name => {
      const [before, after] = [was, next].map(each => JSON.stringify(valueAt(each, name)))
      return before === after ? [] : [[name, valueAt(next, name)]]
    }),
  )
}

const judgedChanges = (changes: Partial<Settings>) =>
  judged(shapeOf(community.saveSettings)['changes']!, changes)

/** What to change at and below a path if this were put there. */
export const wrongWith = (now: Settings, path: string, value: unknown): Complaints => {
  const name = path.split('.')[0] ?? path
  return judgedChanges({ [name]: valueAt(withValue(now, path, value), name) })
}

/** Path → what to change there; what stands and was not touched is not asked about. */
export const wrongIn = (was: Settings, draft: Draft<Settings>): Complaints => ({
  ...judgedChanges(changesIn(was, draft)),
  ...form.unreadable(draft),
})
