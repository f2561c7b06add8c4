/** Days of a sign of life over a network that fails: what is said counts once, and each of those told hears in their order. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { onOf, plusDays, plusMinutes } from '../../shared/time.ts'
import { hourOn } from '../../shared/wellbeing/life.ts'
import { wellbeing } from '../../shared/wellbeing/wellbeing.ts'
import type { Input, Operation } from '../../shared/contract.ts'
import { monday10, neighbourhood, type Neighbourhood } from '../testing/given.ts'
import { runs } from '../testing/runs.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())

/** The same numbers each time. */
const chance = (seed: number) => () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
  return seed / 2 ** 31
}

test('When answers are lost and the table is slow, then a word counts once, and a silence goes its way and stays', async () => {
  const { as, faults, idOf } = given
  const random = chance(11)
  const [person, partner, grid] = [await idOf('elder-1'), await idOf('resident-2'), await idOf('grid-1')]
  /** As a phone sends it: again with the same mark, until there is an answer. */
  const send = async <Op extends Operation>(who: string, operation: Op, input: Input<Op>) => {
    for (let tries = 0; tries < 20; tries++) {
      const { status, body } = await as(who).try(operation, input)
      if (status < 500) return { status, body }
    }
    throw new Error('no answer at all')
  }
  const consent = { way: 'phone', on: onOf(monday10) } as const
  faults.storm(0.25, random)
  const begun = await send('staff-1', wellbeing.startWellbeing, {
    ...{ person, consent, helpers: [grid], partner: { user: partner }, key: 'under-faults' },
  })
  expect(begun.status).toBe(200)
  faults.calm()
  let { id, seq } = (await as('staff-1').do(wellbeing.wellbeings, { list: 'going' })).items[0]!
  await as('resident-2').do(wellbeing.answerPartner, { id, seq, yes: true })
  for (let day = 1; day <= runs(30, 6); day++) {
    const hour = hourOn(plusDays(onOf(monday10), day), '10:00')
    const silent = day % 2 === 0
    faults.storm(0.25, random)
    if (!silent) {
      given.setNow(plusMinutes(hour, -30))
      const both = await Promise.all([
        send('elder-1', wellbeing.sayFine, { id, op: `op-of-day-${day}` }),
        send('resident-2', wellbeing.sayFine, { id, op: `op-of-neighbour-${day}`, how: 'seen' }),
      ])
      expect(both.map(({ status }) => status)).toEqual([200, 200])
    }
    for (const minutes of [0, 10, 30, 60]) {
      given.setNow(plusMinutes(hour, minutes))
      for (let ticks = 0; ticks < 4; ticks++) await Promise.all([given.tick(), given.tick()])
    }
    faults.calm()
    const now = await as('staff-1').do(wellbeing.wellbeing, { id })
    const moves = now.timeline.filter(({ at }) => onOf(at) === onOf(hour)).map(({ move }) => move)
    if (!silent) expect(now).toMatchObject({ state: 'on', today: 'fine' })
    else {
      expect(now).toMatchObject({ state: 'silent', level: 'staff' })
      expect(moves).toEqual(['goneSilent', 'further', 'further'])
      faults.storm(0.25, random)
      ;({ id, seq } = now)
      const found = { id, seq, op: `op-found-${day}`, what: 'notHome' } as const
      expect((await send('grid-1', wellbeing.found, found)).status).toBe(200)
      faults.calm()
      expect(await as('staff-1').do(wellbeing.wellbeing, { id })).toMatchObject({
        state: 'on',
        today: 'waiting',
      })
    }
  }
  expect(faults.made()).toBeGreaterThan(10)
}, 300_000)
