import { describe, expect, test } from '@jest/globals'
import { settings } from '../../../shared/community.ts'
import {
  mediationFormOf,
  mediationOf,
  newRoom,
  roomFormOf,
  roomOf,
  sayRoom,
  withColumn,
  wrongInMediation,
  wrongInRoom,
} from './mediation-form.ts'

const was = settings.parse({}).mediation
const form = mediationFormOf(was)
const [first] = was.rooms
const typed = (changes: Readonly<Record<string, string>>) => ({
  ...form,
  typed: { ...form.typed, ...changes },
})

describe('the settings of mediation', () => {
  test('When nothing is typed, then they stay as they are, in the same order', () => {
    expect(JSON.stringify(mediationOf(was, form))).toBe(JSON.stringify(was))
    expect(wrongInMediation(was, form)).toEqual({})
  })

  test('When times, days and amounts are typed as people write them, then those change', () => {
    const next = typed({
      ...{ sessionMinutes: '1小时30分', remindMinutes: '2小时', noteDays: '7天', monthDays: ' 45 ' },
      ...{ warnDays: '第40天、30', confirmWarnDays: '', 'subsidyFen.written': '２００元' },
      ...{ 'subsidyFen.oral': '80.5', 'subsidyFen.none': '' },
    })
    expect(wrongInMediation(was, next)).toEqual({})
    expect(mediationOf(was, next)).toEqual({
      ...was,
      ...{ sessionMinutes: 90, remindMinutes: 120, noteDays: 7, monthDays: 45 },
      ...{ warnDays: [30, 40], confirmWarnDays: [], subsidyFen: { oral: 8050, written: 20000, none: 0 } },
    })
  })

  test('When something cannot be read, or cannot be, then it is said where, and what was stays', () => {
    const next = typed({
      ...{ keptMinutes: '一会儿', followUpDays: '400', warnDays: '第二十天', 'subsidyFen.written': '两百' },
      ...{ sessionMinutes: '50分钟' },
    })
    expect(Object.keys(wrongInMediation(was, next)).sort()).toEqual([
      ...['followUpDays', 'keptMinutes', 'sessionMinutes', 'subsidyFen.written', 'warnDays'],
    ])
    expect(mediationOf(was, next)).toEqual({ ...was, sessionMinutes: 50 })
    expect(wrongInMediation(was, typed({ warnDays: '20、30' }))).toEqual({ warnDays: expect.any(String) })
    expect(wrongInMediation(was, typed({ sessionMinutes: '9小时' }))).toHaveProperty('sessionMinutes')
  })

  test('When what stands is wrong by a younger rule, then nothing else is held up by it', () => {
    const old = { ...was, warnDays: [40] }
    expect(wrongInMediation(old, mediationFormOf(old))).toEqual({})
    expect(
      wrongInMediation(old, {
        ...mediationFormOf(old),
        typed: typed({ noteDays: '5', warnDays: '40' }).typed,
      }),
    ).toHaveProperty('warnDays')
  })
})

describe('a room', () => {
  test('When nothing is typed, then it stays as it is', () => {
    expect(JSON.stringify(roomOf(first!, roomFormOf(first!)))).toBe(JSON.stringify(first))
    const closed = { ...first!, closed: true as const }
    expect(roomOf(closed, roomFormOf(closed))).toEqual(closed)
    expect(roomOf(closed, { ...roomFormOf(closed), closed: false })).toEqual(first)
  })

  test('When it is added, then it is open as the first one is, under a number that no other has', () => {
    const room = newRoom([
      { ...first!, closed: true },
      { ...first!, id: 'room-7' },
    ])
    expect(room).toEqual({ ...first, id: 'room-8', name: '', place: '' })
    expect(Object.keys(wrongInRoom(was, form, -1, room)).sort()).toEqual(['name', 'place'])
  })

  test('When hours, a name or the last open room are wrong, then it is said where', () => {
    const wrong = (part: Partial<ReturnType<typeof roomFormOf>>, index = 0) =>
      Object.keys(wrongInRoom(was, form, index, roomOf(first!, { ...roomFormOf(first!), ...part })))
    expect(wrong({ from: '9点', to: '１７：３０' })).toEqual([])
    expect(wrong({ from: '9:10' })).toEqual(['hours.from'])
    expect(wrong({ to: '08:00' })).toEqual(['hours.to'])
    expect(wrong({ to: '9:45' })).toEqual(['hours.to'])
    expect(wrong({ weekdays: [] })).toEqual(['hours.weekdays'])
    expect(wrong({ closedOn: '2026-13-01' })).toEqual(['hours.closedOn.0'])
    expect(wrong({ closed: true })).toEqual(['closed'])
    expect(wrongInRoom(was, form, -1, { ...first!, id: 'room-2' })).toEqual({ name: expect.any(String) })
  })

  test('When it is listed, then its days are said as a neighbour would', () => {
    const said = (weekdays: number[]) => sayRoom({ ...first!, hours: { ...first!.hours, weekdays } })
    expect(said([1, 2, 3, 4, 5])).toBe('社区一楼 · 周一到周五 09:00–17:00')
    expect(said([1, 3, 6])).toContain('周一、三、六 ')
    expect(said([6, 7])).toContain('周六、日 ')
    expect(said([1, 2, 3, 4, 5, 6, 7])).toContain('每天 ')
  })
})

test('When a column is moved, added or left out, then the others keep their order', () => {
  const columns = was.subsidyColumns.slice(0, 3)
  const note = { title: '备注', of: 'note' } as const
  const of = (list: readonly { readonly of: string }[]) => list.map(each => each.of)
  expect(of(withColumn(columns, 2, 0, columns[2]))).toEqual(['kind', 'number', 'mediator'])
  expect(of(withColumn(columns, 0, 1, columns[0]))).toEqual(['mediator', 'number', 'kind'])
  expect(of(withColumn(columns, -1, 3, note))).toEqual(['number', 'mediator', 'kind', 'note'])
  expect(of(withColumn(columns, 1, 0, undefined))).toEqual(['number', 'kind'])
})
