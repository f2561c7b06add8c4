/** Homes that are looked in on, for tests: building 1, grid 1, the grid worker and a Party member. */
import type { Input } from '../../shared/contract.ts'
import { households, type PairingReply } from '../../shared/households/households.ts'
import { matters } from '../../shared/matters/matters.ts'
import { messages } from '../../shared/messages/messages.ts'
import { addHome, addMember } from '../identity/moving.ts'
import { op, type Neighbourhood } from './given.ts'

export const tapOn = ({ id, seq }: Pick<PairingReply, 'id' | 'seq'>) => ({ id, seq, op: op() })

export const pairingsIn = (given: Neighbourhood) => {
  const { as, idOf, effects } = given
  const door = (room: string, n = 1) => ({
    ...{ community: 'bchd', building: `building-${n}`, unit: '2', room },
  })
  const ctx = () => ({ ...effects, now: given.now() })
  /** Somebody moves in there. */
  const livesAt = async (person: string, room: string, n = 1) =>
    addMember(ctx(), { ...door(room, n), user: await idOf(person), as: 'owner', by: 'test' })
  const listed = async (
    room: string,
    more: Partial<Input<typeof households.listHome>> = {},
    by = 'staff-1',
  ) => {
    await addHome(ctx(), door(room))
    return as(by).do(households.listHome, {
      ...{ ...door(room), groups: ['alone'], basis: 'self', consent: 'spoken' },
      ...more,
    })
  }
  const paired = async (
    room: string,
    more: Partial<Input<typeof households.pair>> = {},
    home: Partial<Input<typeof households.listHome>> = {},
  ) => {
    const it = await listed(room, home)
    const [helper, second] = [await idOf('grid-1'), await idOf('party-1')]
    return as('staff-1').do(households.pair, { ...tapOn(it), helper, second, tier: 'weekly', ...more })
  }
  const at = (on: string, clock = '10:00') =>
    given.setNow(new Date(`${on}T${clock}:00.000+08:00`).toISOString())
  /** The clock comes, and all that follows has happened. */
  const ticks = async (on: string, clock?: string) => {
    at(on, clock)
    for (let i = 0; i < 3; i++) await given.tick()
    await given.settled()
  }
  const get = (person: string, id: string) => as(person).do(households.pairing, { id })
  const told = async (person: string) =>
    (await as(person).do(messages.inbox, {})).items.map(({ title }) => title)
  /** What waits at somebody's desk, of homes. */
  const deskOf = async (person: string) =>
    (await as(person).do(matters.desk, {})).items.filter(({ kind }) => kind === 'pairing')
  return { door, livesAt, listed, paired, as, at, ticks, get, told, deskOf }
}

/** How it was refused. */
export const refused = async (
  answer: Promise<{ readonly status: number; readonly body: { readonly code?: string } }>,
) => {
  const { status, body } = await answer
  return [status, body.code]
}
