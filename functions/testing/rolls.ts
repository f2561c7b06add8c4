/** Homes to call the roll of, for tests. */
import { addHome, addMember } from '../identity/moving.ts'
import type { Neighbourhood } from './given.ts'

export const ctxOf = ({ effects, now }: Neighbourhood) => ({ ...effects, now: now() })

/** So many doors in this building; the first ones are of these people. */
export const homesOf = async (
  given: Neighbourhood,
  building: number,
  count: number,
  people: readonly string[] = [],
) => {
  const ctx = ctxOf(given)
  for (let n = 0; n < count; n++) {
    const door = {
      ...{ community: 'bchd', building: `building-${building}`, unit: '1' },
      room: `${Math.floor(n / 4) + 1}0${(n % 4) + 1}`,
    }
    const person = people[n]
    await (person
      ? addMember(ctx, { ...door, user: await given.idOf(person), as: 'owner', by: 'test' })
      : addHome(ctx, door))
  }
}
