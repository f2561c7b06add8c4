/** Notices, tried by everybody: one for building 1, and one that is asked of every home there. */
import { notices } from '../../../shared/notices/notices.ts'
import { homeIds } from '../../identity/register.ts'
import { op, type Neighbourhood } from '../given.ts'
import type { Trying } from './trying.ts'

const here = { community: 'bchd' } as const

export const noticesTold = async ({ tried, done, only }: Trying, given: Neighbourhood) => {
  const form = {
    ...{ title: '明天停水', text: '明天上午9点到12点停水，请先存一点。', untilOn: '2026-11-30' },
    ...{ buildings: ['building-1'], ask: true, paper: true },
  }
  await tried(notices.postNotice, { by: 's', input: { ...here, ...form } })
  const it = await only(notices.postNotice, 's', { ...here, ...form, key: op() })
  await given.settled()
  const { id } = it
  const [home] = await homeIds(given.effects, 'bchd', 'building-1')
  const at = { id, building: 'building-1' }
  const has = ({ items }: { readonly items: readonly { readonly id: string }[] }) =>
    items.some(each => each.id === id)
  await tried(notices.notices, { by: 'o', input: here, shows: has })
  await tried(notices.notices, { by: 's', note: 'of staff', input: { ...here, list: 'up' }, shows: has })
  await tried(notices.notice, { by: 'o', input: { id } })
  await tried(notices.notice, {
    ...{ by: 's', note: 'counts', input: { id } },
    shows: ({ byBuilding = [] }) => byBuilding.length,
  })
  await tried(notices.knowNotice, { by: 'o', input: { id } })
  await tried(notices.knowNotice, { by: 's', note: 'told', input: { ...at, homes: [home!] } })
  await tried(notices.unheard, { by: 's', input: at })
  await tried(notices.ringHome, { by: 's', input: { ...at, home: home! } })
  await tried(notices.printDoors, { by: 's', input: { ...at, key: op() } })
  await done(notices.postedAt, { by: 'h', input: { ...at, op: op() } })
  const { seq } = await only(notices.notice, 's', { id })
  await done(notices.takeDownNotice, { by: 's', input: { id, seq, op: op() } })
}
