/** Looks are counted once, and the lines are what counting all of them anew would give. */
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { memoryTable } from '../../local/memory/memory-table.ts'
import { roles } from '../../shared/contract.ts'
import { plusMinutes } from '../../shared/time.ts'
import { metered } from '../testing/meter.ts'
import { lookItem, looksByPerson, visitsIn, type Look } from './looks.ts'

const [person, matter] = [`user_${'a'.repeat(31)}2`, 'case-1']
const people = ['b', 'c', 'd'].map(letter => `user_${letter.repeat(32)}`)
const from = '2026-11-23T02:00:00.000Z'

/** As if none had been counted before. */
const counted = (looks: readonly Look[]) => {
  const visits = visitsIn([...looks].sort((a, b) => (a.at < b.at ? 1 : -1)))
  return [...new Set(visits.map(({ by }) => by))].map(by => {
    const theirs = visits.filter(each => each.by === by)
    const { at, as } = theirs[0]!
    return { at, name: '已注销', as: roles.text[as], times: theirs.length }
  })
}

test('When people look at any times and the lines are read in between, then they say who looked, when last and how often', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ wait: fc.integer({ min: 1, max: 15 }), by: fc.nat(2), reads: fc.boolean() }), {
        minLength: 60,
        maxLength: 200,
      }),
      async steps => {
        const table = memoryTable()
        const looks: Look[] = []
        let now = from
        for (const { wait, by, reads } of steps) {
          now = plusMinutes(now, wait)
          const look = { at: now, by: people[by]!, as: 'mediationStaff', matter } as const
          looks.push(look)
          await table.put(lookItem(person, look))
          if (reads) expect(await looksByPerson({ table, now }, person, matter)).toEqual(counted(looks))
        }
        expect(await looksByPerson({ table, now }, person, matter)).toEqual(counted(looks))
      },
    ),
    { numRuns: 30 },
  ))

test('When there were ten thousand looks, then reading who looked costs what it costs after a hundred', async () => {
  const { table, spentBy } = metered(memoryTable())
  let now = from
  const look = async (times: number) => {
    for (let n = 0; n < times; n++) {
      now = plusMinutes(now, 1)
      await table.put(lookItem(person, { at: now, by: people[n % 3]!, as: 'mediator', matter }))
    }
    now = plusMinutes(now, 60)
  }
  const read = () => looksByPerson({ table, now }, person, matter)
  await look(100)
  await read()
  const few = await spentBy(read)
  await look(9_900)
  await read()
  expect(await spentBy(read)).toEqual(few)
  expect(few).toEqual({ calls: 3, reads: 5, writes: 0 })
})
