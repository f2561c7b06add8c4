/** A roll of building 1 and its neighbour, tried by everybody. */
import { rolls } from '../../../shared/rolls/rolls.ts'
import { op, type Neighbourhood } from '../given.ts'
import type { Trying } from './trying.ts'

const building = 'building-1'

export const rollsTold = async ({ tried, done, only, idOf }: Trying, given: Neighbourhood) => {
  const elder = await idOf('o')
  const calling = { key: op(), reason: 'rain' as const, buildings: [building] }
  await tried(rolls.callRoll, { by: 's', input: calling })
  const { id } = await only(rolls.callRoll, 's', calling)
  await tried(rolls.rolls, {
    ...{ by: 's', input: { community: 'bchd' } },
    shows: ({ items }) => items.some(each => each.id === id),
  })
  await tried(rolls.roll, { by: 's', input: { id }, shows: ({ buildings }) => buildings?.length })
  await tried(rolls.roll, {
    ...{ by: 'o', note: 'of one’s home', input: { id } },
    shows: ({ mine }) => mine.length > 0,
  })
  await tried(rolls.building, { by: 'h', input: { id, building } })
  await tried(rolls.answerRoll, { by: 'o', input: { id, said: 'fine', op: op() } })
  await tried(rolls.answerRoll, {
    ...{ by: 'o', note: 'for her' },
    input: { id, for: elder, said: 'fine', op: op() },
  })
  const { homes } = await only(rolls.building, 'h', { id, building })
  const { home } = homes.find(each => each.how === undefined)!
  const at = { id, building, home }
  await tried(rolls.phonesOf, { by: 'h', input: at })
  await done(rolls.markRoll, { by: 'h', input: { ...at, said: 'fine', how: 'door', op: op() } })
  await tried(rolls.printRoll, { by: 'h', input: { id, building, key: op() } })
  const { seq } = await only(rolls.roll, 's', { id })
  given.minutesLater(1)
  await done(rolls.closeRoll, { by: 's', input: { id, seq, op: op() } })
}
