/** 随手拍, tried by everybody: the elder reports, the grid worker handles it, others look. */
import { switches } from '../../../shared/community/community.ts'
import { hazards } from '../../../shared/hazards/hazards.ts'
import { saveSettings } from '../../community/community.ts'
import { op, type Neighbourhood } from '../given.ts'
import { tap } from '../hazard-story.ts'
import type { Trying } from './trying.ts'

const seen = {
  community: 'bchd',
  what: 'light',
  building: 'building-1',
  words: '灯不亮',
  mayCall: true,
} as const

export const hazardsTold = async ({ tried, done, only }: Trying, given: Neighbourhood) => {
  await saveSettings(given.table, 'bchd', { on: [...switches.codes], hazards: { publicPhotos: true } })
  await tried(hazards.report, { by: 'o', input: seen })
  const reported = () => only(hazards.report, 'o', { ...seen, key: op() })
  let it = await reported()
  const { id } = it
  const has = ({ items }: { readonly items: readonly { readonly id: string }[] }) =>
    items.some(each => each.id === id)
  const here = { community: 'bchd' } as const
  await tried(hazards.hazard, { by: 'o', input: { id } })
  await tried(hazards.hazards, { by: 'o', note: 'open', input: here, shows: has })
  await tried(hazards.hazards, { by: 's', note: 'look', input: { ...here, list: 'look' }, shows: has })
  await tried(hazards.refuse, { by: 's', input: { ...tap(it), reason: 'notOurs', whose: '供电所' } })
  await tried(hazards.turn, { by: 's', input: { ...tap(it), same: (await reported()).id } })
  await tried(hazards.withdraw, { by: 'o', input: tap(it) })
  it = await done(hazards.follow, { by: 'b', input: tap(it) })
  await tried(hazards.showPhoto, { by: 's', input: { ...tap(it), photos: [] } })
  it = await done(hazards.dispatch, { by: 's', input: { ...tap(it), to: 'firm', unit: 'firm-1' } })
  await tried(hazards.reveal, { by: 's', input: { id } })
  await tried(hazards.sendBack, { by: 's', input: { ...tap(it), reason: 'needsMoney' } })
  await tried(hazards.extend, { by: 's', input: { ...tap(it), reason: 'needsParts', until: '2026-12-10' } })
  it = await done(hazards.handle, { by: 'g', input: { ...tap(it), what: '换了灯泡', witness: '门卫老张' } })
  await tried(hazards.verify, { by: 's', input: tap(it) })
  await tried(hazards.notFixed, { by: 's', input: { ...tap(it), words: '还是不亮' } })
  await tried(hazards.answer, { by: 'o', input: { ...tap(it), fixed: true } })
}
