import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { hoursOfEach, sayHours } from './hundredths.ts'

const times = fc.array(fc.record({ user: fc.constantFrom('a', 'b', 'c'), minutes: fc.nat(24 * 60) }))

test('When times are written as hours, then each one’s together are what is said of their sum', () => {
  fc.assert(
    fc.property(times, all => {
      const hours = hoursOfEach(all)
      for (const user of ['a', 'b', 'c']) {
        const own = (_: unknown, i: number) => all[i]!.user === user
        const minutes = all.filter(own).reduce((sum, each) => sum + each.minutes, 0)
        const sum = hours.filter(own).reduce((sum, each) => sum + each, 0)
        expect(sum.toFixed(2)).toBe(sayHours(minutes))
      }
    }),
  )
})

test('When a time is written as hours, then it is never further off than a hundredth', () => {
  fc.assert(
    fc.property(times, all => {
      hoursOfEach(all).forEach((hours, i) =>
        expect(Math.abs(hours - all[i]!.minutes / 60)).toBeLessThanOrEqual(0.01 + 1e-9),
      )
    }),
  )
})
