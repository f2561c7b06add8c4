/** Everybody answers at once, and is noted besides, over a table that loses what is written and what it answers. */
import type { Who } from '../../shared/lifecycle.ts'
import type { Said } from '../../shared/rolls/life.ts'
import { rolls } from '../../shared/rolls/rolls.ts'
import { plusMinutes } from '../../shared/time.ts'
import { createUser } from '../identity/identity-store.ts'
import { addMember } from '../identity/moving.ts'
import type { SignedIn } from '../platform/context.ts'
import type { Table } from '../platform/table.ts'
import { rollsModule } from '../rolls/rolls.ts'
import { op, type Neighbourhood } from './given.ts'
import { ctxOf } from './rolls.ts'

/** Numbers in [0, 1), the same at every run. */
const numbersFrom = (seed: number) => () => {
  seed = (seed * 1_664_525 + 1_013_904_223) % 2 ** 32
  return seed / 2 ** 32
}

/** Of the writes every fifth is lost, half of them before it was done and half after. */
const losing = (table: Table, random: () => number): Table => {
  const write = async <T>(make: () => Promise<T>): Promise<T> => {
    const chance = random()
    const lost = () => Object.assign(new Error('lost'), { name: 'TimeoutError' })
    if (chance < 0.1) throw lost()
    const outcome = await make()
    if (chance < 0.2) throw lost()
    return outcome
  }
  return {
    ...table,
    put: (item, when) => write(() => table.put(item, when)),
    transact: (steps, held) => write(() => table.transact(steps, held)),
  }
}

interface Word {
  readonly at: string
  readonly said: Said
}

/** Gives what stands of each home, and what should, told from all that was said and not from what the program thinks. */
export const flood = async (given: Neighbourhood, buildings: number, homesEach: number, more = 0) => {
  const ctx = ctxOf(given)
  const random = numbersFrom(buildings * homesEach)
  const homes: { readonly user: string; readonly home: string; readonly building: string }[] = []
  for (let n = 0; n < buildings * homesEach + more; n++) {
    const building = `building-${Math.min(Math.floor(n / homesEach), buildings - 1) + 1}`
    const user = await createUser(ctx, `flood-${n}`, '邻居')
    const door = { community: 'bchd', building, unit: '1', room: String(101 + n) }
    await addMember(ctx, { ...door, user, as: 'owner', by: 'test' })
    const { profile } = (await given.table.get({ pk: `U#${user}`, sk: 'ME' })) as unknown as {
      readonly profile: { readonly home: { readonly id: string } }
    }
    homes.push({ user, home: profile.home.id, building })
  }
  const asked = buildings < 28 ? Array.from({ length: buildings }, (_, i) => `building-${i + 1}`) : undefined
  const roll = await given.as('staff-1').do(rolls.callRoll, { key: op(), reason: 'quake', buildings: asked })

  const table = losing(given.table, random)
  /** As a phone does it: the same tap again until there is an answer. */
  const tap = async (name: 'answerRoll' | 'markRoll', who: Who, now: string, input: object) => {
    const handle = rollsModule.handlers[name] as (input: object, ctx: SignedIn) => Promise<unknown>
    const sent = { id: roll.id, op: op(), ...input }
    for (let tries = 0; tries < 200; tries++)
      try {
        return await handle(sent, { ...ctx, table, who, now })
      } catch (error) {
        if (!(error instanceof Error && ['lost'].includes(error.message))) throw error
      }
    throw new Error('never answered')
  }
  const staff: Who = {
    id: await given.idOf('staff-1'),
    grants: [{ role: 'communityStaff', community: 'bchd', scope: 'bchd' }],
    actsFor: [],
  }
  const words = new Map<string, Word[]>(homes.map(({ home }) => [home, []]))
  const pick = <T>(all: readonly T[]) => all[Math.floor(random() * all.length)]!
  const tell = async ({ user, home, building }: (typeof homes)[number], n: number) => {
    const at = () => plusMinutes(given.now(), 1 + Math.floor(random() * 600) * 2)
    const own = { at: at(), said: pick(['fine', 'needsHelp', 'away'] as const) }
    const noted = { at: plusMinutes(at(), 1), said: pick(['fine', 'notReached'] as const) }
    words.get(home)!.push(own, ...(n % 3 === 0 ? [noted] : []))
    const who: Who = {
      id: user,
      grants: [{ role: 'resident', community: 'bchd', scope: 'bchd' }],
      actsFor: [],
    }
    await Promise.all([
      tap('answerRoll', who, own.at, { said: own.said }),
      n % 3 === 0 && tap('markRoll', staff, noted.at, { building, home, said: noted.said, how: 'door' }),
    ])
  }
  await Promise.all(homes.map(tell))

  const should = new Map(
    [...words].map(([home, all]) => {
      const found = all.filter(({ said }) => said !== 'notReached')
      return [home, found.sort((a, b) => (a.at < b.at ? 1 : -1))[0]!.said] as const
    }),
  )
  const stands = new Map(
    (await given.items())
      .filter(({ pk, sk }) => pk === `C#bchd#ROLL#${roll.id}` && sk.startsWith('H#'))
      .map(({ sk, mark }) => [sk.split('#')[2]!, (mark as Word).said] as const),
  )
  const { total, buildings: shown } = await given.as('staff-1').do(rolls.roll, { id: roll.id })
  const count = (said: Said) => [...should.values()].filter(each => each === said).length
  return {
    stands,
    should,
    total,
    recount: {
      ...{ of: homes.length, reached: homes.length, left: 0, notReached: 0 },
      ...{ fine: count('fine'), needsHelp: count('needsHelp'), away: count('away') },
    },
    ofEach: shown?.map(({ of, reached }) => [of, reached]),
  }
}
