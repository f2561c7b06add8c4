import { describe, expect, test } from '@jest/globals'
import { volunteers } from '../../../shared/volunteers/volunteers.ts'
import { shiftReply, type ShiftReply } from '../../../shared/volunteers/shifts.ts'
import {
  againFrom,
  changesIn,
  complaintsIn,
  draftOf,
  emptyShift,
  inputOf,
  isHeld,
  isOvernight,
  onForm,
  type ShiftDraft,
} from './shift-form.ts'

// Monday, 11:30 in Shanghai
const now = '2026-11-23T03:30:00.000Z'

const sweeping: ShiftDraft = {
  ...emptyShift,
  team: 'team-1',
  title: '楼道清扫',
  place: '6号楼前',
  on: '2026-11-28',
  from: '09:00',
  to: '11:00',
  places: '10',
}

const shift = (part: Partial<ShiftReply> = {}): ShiftReply =>
  shiftReply.parse({
    id: 'shift-1',
    state: 'open',
    seq: 3,
    may: ['change', 'keepList'],
    timeline: [],
    createdAt: now,
    changedAt: now,
    team: { id: 'team-1', name: '助老服务队' },
    title: '楼道清扫',
    place: '6号楼前',
    startsAt: '2026-11-28T01:00:00.000Z',
    endsAt: '2026-11-28T03:00:00.000Z',
    openTo: 'team',
    places: 10,
    taken: 2,
    waiting: 0,
    stateText: '还有8个位子',
    stateHint: '',
    checkInFromAt: '2026-11-28T00:30:00.000Z',
    ...part,
  })

describe('what is sent', () => {
  test('When all is filled in, then the contract takes it, with the times of Shanghai', () => {
    expect(complaintsIn(sweeping, now)).toEqual({})
    expect(volunteers.addShift.takes.parse(inputOf(sweeping))).toMatchObject({
      team: 'team-1',
      places: 10,
      startsAt: '2026-11-28T01:00:00.000Z',
      endsAt: '2026-11-28T03:00:00.000Z',
    })
  })

  test('When it ends after midnight, then it ends on the next day', () => {
    const watch = { ...sweeping, from: '22:00', to: '01:30' }
    expect(complaintsIn(watch, now)).toEqual({})
    expect(inputOf(watch)).toMatchObject({
      startsAt: '2026-11-28T14:00:00.000Z',
      endsAt: '2026-11-28T17:30:00.000Z',
    })
  })

  test('When an afternoon goes on until midnight or beyond, then that is the next day as well', () => {
    for (const [from, to, endsAt] of [
      ['14:00', '00:00', '2026-11-28T16:00:00.000Z'],
      ['15:30', '01:00', '2026-11-28T17:00:00.000Z'],
      ['11:00', '00:30', '2026-11-28T16:30:00.000Z'],
    ] as const) {
      const late = { ...sweeping, from, to }
      expect([complaintsIn(late, now), isOvernight(late)]).toEqual([{}, true])
      expect(inputOf(late)).toMatchObject({ endsAt })
    }
  })

  test('When it ends before it begins, in the middle of a day, then that is said, and it is no night', () => {
    for (const [from, to] of [
      ['14:00', '09:00'],
      ['09:00', '09:00'],
      ['20:00', '18:00'],
    ] as const) {
      const slip = { ...sweeping, from, to }
      expect(isOvernight(slip)).toBe(false)
      expect(Object.keys(complaintsIn(slip, now))).toEqual(['to'])
    }
  })

  test('When it is not dangerous after all, then the insurance typed before is not sent', () => {
    expect(inputOf({ ...sweeping, insurance: '意外险' })).not.toHaveProperty('insurance')
  })
})

describe('what is wrong', () => {
  test('When nothing is filled in, then each field says so', () => {
    expect(Object.keys(complaintsIn(emptyShift, now)).sort()).toEqual(
      ['from', 'on', 'place', 'places', 'team', 'title', 'to'].sort(),
    )
  })

  test.each([
    ['it may be dangerous and nobody is insured', { risky: true, insurance: ' ' }, 'insurance'],
    ['it was eight days ago', { on: '2026-11-15' }, 'on'],
    ['it is a hundred days off', { on: '2027-03-03' }, 'on'],
    ['it is longer than 14 hours', { from: '06:00', to: '20:30' }, 'to'],
    ['no number is given', { places: '' }, 'places'],
    ['there is no place in it', { places: '0' }, 'places'],
  ])('When %s, then that field says so', (_, part, field) => {
    expect(Object.keys(complaintsIn({ ...sweeping, ...part }, now))).toEqual([field])
  })

  test('When it was held this morning, then it can still be entered, and is known as held', () => {
    const held = { ...sweeping, on: '2026-11-23', from: '08:00', to: '10:00' }
    expect([complaintsIn(held, now), isHeld(held, now), isHeld(sweeping, now)]).toEqual([{}, true, false])
  })

  test('When the server refuses a field, then it stands where the field is', () => {
    expect(onForm({ 'changes.startsAt': 'a', endsAt: 'b', 'changes.title': 'c' })).toEqual({
      from: 'a',
      to: 'b',
      title: 'c',
    })
  })
})

describe('one that stands', () => {
  test('When nothing is changed, then nothing is sent', () => {
    expect(changesIn(shift(), draftOf(shift()))).toEqual({})
  })

  test('When more places are given, then only they are sent', () => {
    expect(changesIn(shift(), { ...draftOf(shift()), places: '12' })).toEqual({ places: 12 })
  })

  test('When it is no longer dangerous and nothing is to be said, then both are taken away', () => {
    const risky = shift({ insurance: '意外险', note: '穿反光背心' })
    const safe = { ...draftOf(risky), risky: false, note: ' ' }
    expect(changesIn(risky, safe)).toEqual({ insurance: '', note: '' })
    expect(
      volunteers.changeShift.takes.parse({ id: 'a', seq: 1, changes: changesIn(risky, safe) }),
    ).toBeDefined()
  })

  test('When it has begun, then its places can still be changed', () => {
    const begun = shift({ startsAt: '2026-11-23T03:00:00.000Z', endsAt: '2026-11-23T05:00:00.000Z' })
    expect(complaintsIn({ ...draftOf(begun), places: '12' }, now, begun)).toEqual({})
  })

  test('When it is to be had again, then it is on the next such day that is still to come', () => {
    expect(againFrom(shift(), now)).toMatchObject({ on: '2026-12-05', from: '09:00', title: '楼道清扫' })
    const long = shift({ startsAt: '2026-09-05T01:00:00.000Z', endsAt: '2026-09-05T03:00:00.000Z' })
    expect(againFrom(long, now)).toMatchObject({ on: '2026-11-28' })
  })
})
