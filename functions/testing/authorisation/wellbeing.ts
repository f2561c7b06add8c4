/** 今天我很好, tried by everybody: of the elder, with a neighbour as partner and the grid worker as helper. */
import { plusMinutes } from '../../../shared/time.ts'
import { wellbeing } from '../../../shared/wellbeing/wellbeing.ts'
import { op, type Neighbourhood } from '../given.ts'
import type { Trying } from './trying.ts'

const tap = ({ id, seq }: { readonly id: string; readonly seq: number }) => ({ id, seq, op: op() })

export const wellbeingTold = async ({ tried, done, only, idOf }: Trying, given: Neighbourhood) => {
  const person = await idOf('o')
  const consent = { way: 'phone', on: '2026-11-23' } as const
  await tried(wellbeing.startWellbeing, { by: 's', input: { person, consent } })
  let it = await only(wellbeing.startWellbeing, 's', {
    ...{ person, consent, helpers: [await idOf('g')] },
    partner: { user: await idOf('b') },
  })
  const { id } = it
  it = await done(wellbeing.answerPartner, { by: 'b', input: { ...tap(it), yes: true } })
  const shows = ({ items }: { readonly items: readonly { readonly id: string }[] }) =>
    items.some(each => each.id === id)
  await tried(wellbeing.wellbeings, { by: 'o', input: {}, shows })
  await tried(wellbeing.wellbeings, { by: 's', note: 'of all', input: { list: 'going' }, shows })
  await tried(wellbeing.wellbeing, { by: 'o', input: { id } })
  await tried(wellbeing.helpersToName, { by: 's', input: { id } })
  it = await done(wellbeing.changeWellbeing, { by: 'o', input: { ...tap(it), hour: '11:00' } })
  it = await done(wellbeing.rest, { by: 'o', input: { ...tap(it), until: '2026-11-24' } })
  it = await done(wellbeing.back, { by: 'o', input: tap(it) })
  await tried(wellbeing.sayFine, { by: 'o', input: { id, how: 'heard' } })
  await tried(wellbeing.reveal, { by: 's', input: { id } })
  const now = given.now()
  given.setNow(plusMinutes(now, 24 * 60))
  await given.tick()
  await given.tick()
  it = await only(wellbeing.wellbeing, 'o', { id })
  await tried(wellbeing.reveal, { by: 'g', note: 'in silence', input: { id } })
  it = await done(wellbeing.found, { by: 'g', input: { ...tap(it), what: 'fine' } })
  await done(wellbeing.endWellbeing, { by: 'o', input: { ...tap(it), reason: 'notWanted' } })
  given.setNow(now)
}
