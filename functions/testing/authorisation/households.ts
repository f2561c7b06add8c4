/** 二对一走访, tried by everybody: the home of the elder, whom the grid worker and a Party member look in on. */
import { households } from '../../../shared/households/households.ts'
import { addMember } from '../../identity/moving.ts'
import { op, type Neighbourhood } from '../given.ts'
import type { Trying } from './trying.ts'

const here = { community: 'bchd' } as const
const tap = ({ id, seq }: { readonly id: string; readonly seq: number }) => ({ id, seq, op: op() })

export const householdsTold = async ({ tried, done, only, idOf }: Trying, given: Neighbourhood) => {
  const [helper, second, cover] = [await idOf('g'), await given.idOf('party-1'), await idOf('h')]
  const home = {
    ...{ ...here, building: 'building-1', unit: '3', room: '1', groups: ['alone'] },
    ...({ basis: 'self', consent: 'spoken' } as const),
  }
  await tried(households.listHome, { by: 'g', input: home })
  let it = await only(households.listHome, 'g', { ...home, key: op() })
  const { id } = it
  const shows = ({ items }: { readonly items: readonly { readonly id: string }[] }) =>
    items.some(each => each.id === id)
  await tried(households.pairing, { by: 's', note: 'listed', input: { id } })
  await tried(households.candidates, { by: 's', input: { id } })
  it = await done(households.amend, { by: 'g', input: { ...tap(it), needs: '耳朵背' } })
  it = await done(households.pair, { by: 's', input: { ...tap(it), helper, second, tier: 'weekly' } })
  await tried(households.pairing, { by: 'g', input: { id } })
  await tried(households.pairings, { by: 'g', input: { ...here, list: 'mine' }, shows })
  await tried(households.pairings, { by: 's', note: 'of all', input: here, shows })
  await tried(households.map, { by: 's', input: here })
  await tried(households.building, { by: 'g', input: { ...here, building: 'building-1' } })
  await tried(households.month, { by: 's', input: here })
  await tried(households.printMap, { by: 's', input: { ...here, key: op() } })
  it = await done(households.cover, {
    ...{ by: 'g', input: { ...tap(it), seat: 'helper', who: cover, untilOn: '2026-11-30' } },
  })
  it = await done(households.away, {
    ...{ by: 'g', input: { ...tap(it), seat: 'helper', fromOn: '2026-11-24', toOn: '2026-11-27' } },
  })
  it = await done(households.changed, { by: 'g', input: { ...tap(it), reason: 'discharged' } })
  await tried(households.round, { by: 'g', input: here, shows })
  it = await done(households.tried, { by: 'g', input: tap(it) })
  it = await done(households.visit, { by: 'g', input: { ...tap(it), how: 'fine' } })
  it = await done(households.rest, {
    ...{ by: 'g', input: { ...tap(it), untilOn: '2026-12-20', reason: 'hospital' } },
  })
  it = await done(households.back, { by: 'g', input: tap(it) })
  await done(households.endPairing, { by: 's', input: tap(it) })
  // A neighbour who is a Party member wants the home marked, and has no phone for it.
  const member = await given.idOf('party-2')
  const ctx = { ...given.effects, now: given.now() }
  const door = { community: 'bchd', building: 'building-2', unit: '3', room: '9' }
  await addMember(ctx, { ...door, user: member, as: 'owner', by: 'test' })
  await tried(households.star, { by: 's', input: { ...here, person: member, on: true } })
}
