import { beforeAll, describe, expect, test } from '@jest/globals'
import type { Case } from '../../functions/mediation/case-store.ts'
import type { Quarrel } from '../../functions/mediation/quarrels-store.ts'
import { readBack, type Stored } from '../../functions/platform/matter-item.ts'
import { caseStates, partiesIn } from '../../shared/mediation/life.ts'
import { dayOf, isOpenOn, shanghai } from '../../shared/time.ts'
import { courts, playMediation, rooms } from './mediating.ts'
import { memoryTable } from '../memory/memory-table.ts'
import { openStage } from './stage.ts'
import { aroundOf } from './testing/around.ts'
import { settle, termOf } from './town.ts'

const playedAt = async (now: string) => {
  const table = memoryTable()
  const errors: string[] = []
  const { from, until } = termOf(now)
  const stage = openStage(aroundOf(table, errors), from)
  await settle(stage, until)
  await playMediation(stage, now)
  const all = <T extends Stored>(kind: string) =>
    table
      .items()
      .filter(item => item.sk === 'MATTER' && item.kind === kind)
      .map(item => readBack<T>(item))
  return { cases: all<Case>('case'), notes: all<Quarrel>('quarrel'), errors }
}

const starts = {
  'a Monday morning': '2026-11-23T02:00:00.000Z',
  'a Saturday night': '2026-11-21T19:10:00.000Z',
  'the middle of a long holiday': '2026-02-20T06:31:07.123Z',
  'the last second of a day': '2026-11-24T15:59:59.999Z',
  'New Year': '2027-01-01T01:00:00.000Z',
}

describe.each(Object.entries(starts))('two months of mediation, looked at on %s', (_, now) => {
  let played: Awaited<ReturnType<typeof playedAt>>
  beforeAll(async () => {
    played = await playedAt(now)
  }, 60_000)

  test('When they are looked at, then every matter has come to where its timeline ends, and nothing is overdue', () => {
    const { cases, notes, errors } = played
    expect(errors).toEqual([])
    expect([cases.length, notes.length]).toEqual([24, 27])
    for (const { id, timeline, state, seq, dueAt } of [...cases, ...notes]) {
      expect([id, timeline.at(-1)!.to, timeline.length]).toEqual([id, state, seq])
      expect(timeline.map(each => each.seq)).toEqual(timeline.map((_, i) => i + 1))
      expect(timeline.map(({ at }) => at)).toEqual(timeline.map(({ at }) => at).sort())
      expect([id, timeline.at(-1)!.at <= now, (dueAt ?? '9') > now]).toEqual([id, true, true])
    }
    const states = new Set(cases.map(({ state }) => state))
    // Passed through by all of them; each of the others has one that has stopped there.
    const passing = ['accepted', 'noticed', 'adjourned', 'followUp']
    expect([...states].sort()).toEqual(caseStates.codes.filter(state => !passing.includes(state)).sort())
    const ends = notes.map(({ state }) => state)
    const count = (state: string) => ends.filter(each => each === state).length
    expect([count('talkedOver'), count('oral'), count('dropped'), count('formal'), count('open')]).toEqual([
      16, 4, 1, 1, 3,
    ])
    const booked = notes.filter(({ state }) => state === 'booked')
    expect(booked.map(({ sitting }) => sitting !== undefined).sort()).toEqual([false, true])
  })

  test('When the paper of an agreement is there, signed and sealed, then it is in force, and the days for asking the court are counted', () => {
    const [each] = played.cases.filter(({ scan }) => scan)
    expect(each).toMatchObject({ state: 'agreed', oral: false, confirmation: 'wanted' })
    const left = dayOf(each!.effectiveOn!).add(31, 'day').diff(shanghai(now), 'day')
    expect(left).toBeGreaterThan(3)
    expect(left).toBeLessThan(20)
  })

  test('When one is looked for that waits for another mediator, then it is booked and not to be held', () => {
    const objected = played.cases.filter(each => partiesIn(each).some(key => each[key]!.objects))
    expect(objected.map(({ state, slot }) => [state, slot !== undefined])).toEqual([['scheduled', true]])
  })

  test('When what was agreed in writing is looked at, then one is in force before its photo, and one the court has confirmed', () => {
    const inForce = played.cases.filter(({ oral, effectiveOn }) => effectiveOn && !oral)
    expect(inForce.filter(({ scan }) => !scan).length).toBeGreaterThan(0)
    const [confirmed] = inForce.filter(({ confirmation }) => confirmation === 'confirmed')
    expect(confirmed).toMatchObject({ court: { name: courts[0]!.name }, ruling: { on: expect.any(String) } })
  })

  test('When the calendar is looked at, then what is booked lies ahead, in rooms that are open then', () => {
    const booked = played.cases.flatMap(({ slot }) => slot ?? [])
    expect(new Set(booked.map(({ room }) => room))).toEqual(new Set(rooms.map(({ id }) => id)))
    for (const { room, fromAt } of booked) {
      const { hours } = rooms.find(({ id }) => id === room)!
      expect([fromAt, fromAt > now, isOpenOn(shanghai(fromAt), hours)]).toEqual([fromAt, true, true])
    }
  })
})
