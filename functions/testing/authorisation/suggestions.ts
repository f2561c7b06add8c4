/** 建议和驿站, tried by everybody: an idea of the elder’s, one that nobody signed, and a Party member who is here for a while. */
import { community } from '../../../shared/community/community.ts'
import { suggestions } from '../../../shared/suggestions/suggestions.ts'
import { op, type Neighbourhood } from '../given.ts'
import type { Trying } from './trying.ts'

const here = { community: 'bchd' } as const
const at = { ...here, station: 'station-1' } as const
const receipt = 'abcdefghijklmnopqrstuvwxyz234567'
const tap = ({ id, seq }: { readonly id: string; readonly seq: number }) => ({ id, seq, op: op() })
const on = '2026-12-10'

const withStation = async (given: Neighbourhood) => {
  const staff = given.as('staff-1')
  const { version, settings } = await staff.do(community.settings, here)
  const place = { place: '', branch: '', person: '', phone: '' }
  const stations = [{ id: at.station, name: '红色驿站', ...place }]
  await staff.do(community.saveSettings, {
    ...here,
    version,
    changes: { on: [...new Set([...settings.on, 'suggestions' as const])], suggestions: { stations } },
  })
}

export const suggestionsTold = async ({ tried, done, only, twice, idOf }: Trying, given: Neighbourhood) => {
  await withStation(given)
  const words = '路灯坏了好几天'
  await tried(suggestions.say, { by: 'o', input: { ...here, words } })
  const shows = (id: string) => (reply: { readonly items: readonly { readonly id: string }[] }) =>
    reply.items.some(each => each.id === id)
  await twice(async phoned => {
    const said = async () =>
      phoned
        ? only(suggestions.say, 's', { ...here, words, for: await idOf('o'), key: op() })
        : only(suggestions.say, 'o', { ...here, words, key: op() })
    let it = await said()
    const { id } = it
    await tried(suggestions.idea, { by: 'o', input: { id } })
    await tried(suggestions.ideas, { by: 's', note: 'of staff', input: { list: 'open' }, shows: shows(id) })
    await tried(suggestions.withdraw, { by: 'o', input: tap(it) })
    it = await done(suggestions.take, { by: 's', input: tap(it) })
    it = await done(suggestions.adopt, { by: 's', input: { ...tap(it), text: '请物业换灯', on } })
    it = await done(suggestions.show, { by: 's', input: { ...tap(it), words: '换路灯' } })
    await tried(suggestions.idea, { by: 'o', note: 'on the wall', input: { id } })
    await tried(suggestions.ideas, { by: 'o', input: here, shows: shows(id) })
    await tried(suggestions.support, { by: 'n', input: { id, op: op() } })
    it = await done(suggestions.extend, { by: 's', input: { ...tap(it), text: '灯没到货', on } })
    await done(suggestions.finish, { by: 's', input: { ...tap(it), text: '换好了' } })

    it = await said()
    it = await done(suggestions.putOn, { by: 's', input: tap(it) })
    it = await done(suggestions.takeOff, { by: 's', input: tap(it) })
    it = await done(suggestions.defer, { by: 's', input: { ...tap(it), text: '明年再看', on } })
    it = await done(suggestions.refuse, { by: 's', input: { ...tap(it), reason: 'other', text: '办不了' } })
    await done(suggestions.reopen, { by: 'o', input: { ...tap(it), text: '还是想请看看' } })
  })
  await tried(suggestions.sayUnsigned, { by: 'a', input: { ...at, receipt, words } })
  await given.request('/api/suggestions/sayUnsigned', JSON.stringify({ ...at, receipt, words }))
  await tried(suggestions.trace, { by: 'a', input: { ...here, receipt } })
  await tried(suggestions.station, { by: 'a', input: at })

  const stay = { ...at, branch: '邻市第一支部', untilOn: on }
  await tried(suggestions.arrive, { by: 'b', input: stay })
  const guest = await only(suggestions.arrive, 'b', { ...stay, key: op() })
  await tried(suggestions.stay, { by: 'b', input: { id: guest.id } })
  await tried(suggestions.stays, { by: 's', input: here, shows: shows(guest.id) })
  await done(suggestions.leave, { by: 'b', input: tap(guest) })
}
