import { describe, expect, test } from '@jest/globals'
import {
  countsOf,
  groupsOf,
  isListOpen,
  sayGroup,
  standingOf,
  timeWithin,
  usualTimes,
  type OnRoll,
} from './roll-list.ts'

const at = '2026-11-23T01:00:00.000Z'
const person = (user: string, part: Partial<OnRoll> = {}): OnRoll => ({
  user,
  name: user,
  place: 'seated',
  ...part,
})
const people = [
  person('came', { inAt: at }),
  person('waits', { place: 'waiting', position: 1 }),
  person('went', { inAt: at, outAt: at }),
  person('asked', { place: 'held' }),
  person('missed', { noShow: { at, name: '李队长' } }),
  person('expected'),
]

describe('the list', () => {
  test('When people come and go, then each stands in one group, those still expected first', () => {
    expect(groupsOf(people).map(([standing, group]) => [standing, group.map(({ user }) => user)])).toEqual([
      ['expected', ['asked', 'expected']],
      ['here', ['came']],
      ['gone', ['went']],
      ['absent', ['missed']],
      ['waiting', ['waits']],
    ])
  })

  test('When it is counted, then the queue is left out and those who went have come', () => {
    expect(countsOf(people)).toEqual({ came: 2, all: 5 })
  })

  test('When somebody of the queue was checked in all the same, then they are here', () => {
    expect(standingOf(person('late', { place: 'waiting', inAt: at }))).toBe('here')
  })
})

test('When it is over, then who has not gone is not said to be here', () => {
  const shift = { endsAt: '2026-11-23T03:00:00.000Z' }
  expect(sayGroup('here', shift, '2026-11-23T02:00:00.000Z')).toBe('在这里')
  expect(sayGroup('here', shift, '2026-11-23T03:00:00.000Z')).toBe('没签退')
  expect(sayGroup('gone', shift, '2026-11-23T04:00:00.000Z')).toBe('走了')
})

test('When seven days have passed, then the list stands', () => {
  const shift = { endsAt: '2026-11-23T03:00:00.000Z' }
  expect(isListOpen('2026-11-30T03:00:00.000Z', shift)).toBe(true)
  expect(isListOpen('2026-11-30T03:00:00.001Z', shift)).toBe(false)
})

describe('a time that is entered', () => {
  const morning = { startsAt: '2026-11-23T01:00:00.000Z', endsAt: '2026-11-23T03:00:00.000Z' }
  const night = { startsAt: '2026-11-23T14:00:00.000Z', endsAt: '2026-11-23T18:00:00.000Z' }
  test.each([
    ['2026-11-23T00:40:00.000Z', { came: '08:40', went: '08:40' }],
    ['2026-11-23T02:00:00.000Z', { came: '09:00', went: '10:00' }],
    ['2026-11-23T09:00:00.000Z', { came: '09:00', went: '11:00' }],
  ])('When it is %s, then what is offered is as planned, and not to come', (now, usual) => {
    expect(usualTimes(now, morning)).toEqual(usual)
  })

  test.each([
    ['08:50', morning, '2026-11-23T00:50:00.000Z'],
    ['22:10', night, '2026-11-23T14:10:00.000Z'],
    ['00:30', night, '2026-11-23T16:30:00.000Z'],
    ['02:20', night, '2026-11-23T18:20:00.000Z'],
  ])('When it says %s, then it is the one nearest to the shift', (clock, shift, meant) => {
    expect(timeWithin(clock, shift)).toBe(meant)
  })
})
