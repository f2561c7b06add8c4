/** Hours are summed as they are written, so that a page of them costs the same however many there are. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { memoryTable } from '../../local/memory/memory-table.ts'
import { volunteers } from '../../shared/volunteers/volunteers.ts'
import { neighbourhood, type Neighbourhood } from '../testing/given.ts'
import { changeStint, closeStint, forgetStints, stintsBy, sumOf, type Stint } from './hours-store.ts'
import { countsAs, sumBy, sumsOfTeam } from './hours-sums.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())

const who = (n: number) => `user_${'a'.repeat(31)}${'abcdefgh'[n]!}`
const stint = (user: string, id: string, more: Partial<Stint> = {}): Stint => ({
  ...{ id, user, kind: 'shift', name: `称呼${user.at(-1)!}`, community: 'bchd', team: 'team-1' },
  ...{ teamName: '第1服务队', what: '值班', on: '2026-11-02', fromAt: '2026-11-02T02:00:00.000Z' },
  ...{ toAt: '2026-11-02T03:00:00.000Z', minutes: 60, state: 'done', version: 1 },
  ...more,
})

test('When times come, are put right, end or lose their name in any order, then each sum is that of the times it is of', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          how: fc.constantFrom('change', 'close', 'forget'),
          user: fc.constantFrom(who(0), who(1)),
          id: fc.constantFrom('one', 'two', 'three'),
          on: fc.constantFrom('2026-10-31', '2026-11-01', '2026-11-30'),
          team: fc.constantFrom('team-1', 'team-2'),
          minutes: fc.integer({ min: 0, max: 90 }),
          state: fc.constantFrom('in', 'done'),
        }),
        { maxLength: 20 },
      ),
      async steps => {
        const table = memoryTable()
        for (const { how, user, id, ...more } of steps) {
          const make = () => stint(user, id, more)
          if (how === 'change') await changeStint(table, user, id, make)
          if (how === 'close') await closeStint(table, { user, id, whose: user }, async () => make())
          if (how === 'forget') await forgetStints(table, user, '已注销')
        }
        for (const user of [who(0), who(1)]) {
          const all = await stintsBy(table, [user])
          const sum = (some: readonly Stint[]) => ({
            minutes: sumOf(some),
            times: some.filter(countsAs).length,
          })
          expect(await sumBy(table, [user], undefined)).toEqual(sum(all))
          for (const month of ['2026-10', '2026-11']) {
            const within = all.filter(({ on }) => on.startsWith(month))
            expect(await sumBy(table, [user], month)).toEqual(sum(within))
            for (const team of ['team-1', 'team-2']) {
              const of = within.filter(each => each.team === team && countsAs(each))
              const line = (await sumsOfTeam(table, 'bchd', team, month)).find(each => each.user === user)
              expect(line && { minutes: line.minutes, times: line.times }).toEqual(
                of.length ? sum(of) : undefined,
              )
            }
          }
        }
      },
    ),
    { numRuns: 60 },
  ))

/** Served by eight people in a month, or all by one. */
const served = async (from: number, to: number, more: (n: number) => Partial<Stint>) => {
  for (let n = from; n < to; n++) {
    const { user = who(n % 8), ...rest } = more(n)
    await changeStint(given.table, user, `shift-${n}`, () => stint(user, `shift-${n}`, { user, ...rest }))
  }
}

test('When a team has served ten thousand times in a month, then each page costs what it costs with a hundred', async () => {
  const lead = given.as('lead-1')
  const asked = { team: 'team-1', month: '2026-11' }
  await lead.do(volunteers.hours, asked)
  const spent = async () => {
    const { next } = await lead.do(volunteers.hours, asked)
    const first = await given.spentBy(() => lead.do(volunteers.hours, asked))
    return { first, second: await given.spentBy(() => lead.do(volunteers.hours, { ...asked, next })) }
  }
  await served(0, 104, () => ({}))
  const few = await spent()
  await served(104, 10_000, () => ({}))
  const many = await spent()
  expect(many.first).toEqual(few.first)
  // A page of fewer people reads fewer of their names.
  expect(many.second.calls).toBe(few.second.calls)
  expect(many.second.reads).toBeLessThanOrEqual(few.second.reads)
  expect(few.first.calls).toBeLessThanOrEqual(12)
  expect(await lead.do(volunteers.hours, asked)).toMatchObject({ minutes: 600_000, times: 10_000 })
})

test('When somebody has served three thousand times, then their first page costs what it costs with sixty', async () => {
  const user = await given.idOf('volunteer-9')
  const own = given.as('volunteer-9')
  const day = (n: number) => String(1 + (n % 28)).padStart(2, '0')
  const some = (n: number) => ({ user, team: 'team-9', on: `2026-0${1 + (n % 9)}-${day(n)}` })
  await own.do(volunteers.hours, {})
  const spent = () => given.spentBy(() => own.do(volunteers.hours, {}))
  await served(20_000, 20_060, some)
  const few = await spent()
  await served(20_060, 23_000, some)
  expect(await spent()).toEqual(few)
  expect(await own.do(volunteers.hours, {})).toMatchObject({ times: 3_000 })
  expect((await own.do(volunteers.hours, { month: '2026-02' })).items[0]?.on).toBe('2026-02-28')
})
