import { describe, expect, test } from '@jest/globals'
import { settings } from '../../../shared/community/community.ts'
import { rooms } from '../../../shared/mediation/settings-form.ts'
import type { MediationRoom } from '../../../shared/mediation/settings.ts'
import { exportFields } from '../../../shared/volunteers/settings.ts'
import { clockOf, minutesOf, sayMinutes, settingsForm, type Draft } from './form.ts'
import { placed, wrongInOne } from './lines.ts'
import { changesIn, foldsAround, form, wrongIn, wrongWith } from './parts.ts'

const was = settings.parse({})
const draft = form.begin(was)

/** With texts typed in a part of it. */
const typedIn = <T>(from: Draft<T>, part: string, texts: Readonly<Record<string, string>>): Draft<T> => {
  const typed = Object.entries(texts).map(([path, text]) => [`${part}.${path}`, text])
  return { ...from, typed: { ...from.typed, ...Object.fromEntries(typed) } }
}
const typed = (module: string, texts: Readonly<Record<string, string>>, from = draft) =>
  typedIn(from, module, texts)
/** The fields of a module that are wrong. */
const wrongAt = (module: string, next: Draft<typeof was>, before = was) =>
  Object.keys(wrongIn(before, next))
    .map(path => path.replace(`${module}.`, ''))
    .sort()

test('When nothing is typed, then all stays as it is, in the same order, and nothing is sent', () => {
  expect(JSON.stringify(form.valueOf(draft))).toBe(JSON.stringify(was))
  expect(wrongIn(was, draft)).toEqual({})
  expect(changesIn(was, draft)).toEqual({})
})

test('When a part is changed, then that part alone is sent', () => {
  expect(changesIn(was, typed('help', { acceptMinutes: '1小时' }))).toEqual({
    help: { ...was.help, acceptMinutes: 60 },
  })
  const hours = form.begin({ ...was, dutyHours: { ...was.dutyHours, weekdays: [1] } })
  expect(changesIn(was, typed('dutyHours', { from: '9点' }, hours))).toEqual({
    dutyHours: { ...was.dutyHours, from: '09:00', weekdays: [1] },
  })
})

test('When something is wrong out of sight, then the folds around it are known', () => {
  expect(foldsAround('mediation.rooms.0.name')).toEqual(['约人调解的规矩', '调解室'])
  expect(foldsAround('help.seenMinutes.groceries')).toEqual(['帮忙的时限和规矩'])
  expect(foldsAround('name')).toEqual([])
})

describe('the settings of help', () => {
  test('When a time is typed as people write it, then it is read as minutes, and said back', () => {
    const times = ['30', '30分', '90分钟', '2小时', '1小时30分', '1.5小时', '２ 小时', '48个小时']
    expect(times.map(minutesOf)).toEqual([30, 30, 90, 120, 90, 90, 120, 2880])
    expect([30, 60, 90, 2880].map(sayMinutes)).toEqual(['30分钟', '1小时', '1小时30分钟', '48小时'])
    for (const none of ['', '0', '很快', '-5', '2天', '721小时'])
      expect([none, minutesOf(none)]).toEqual([none, undefined])
  })

  test('When an hour is typed as people write it, then it is one of the clock', () => {
    const hours = ['9:00', '09:00', '９：30', '9点', '14点半', ' 8 点15分', '17:00']
    expect(hours.map(clockOf)).toEqual(['09:00', '09:00', '09:30', '09:00', '14:30', '08:15', '17:00'])
    expect(['早上', '', '9'].map(clockOf)).toEqual(['早上', '', '9'])
  })

  test('When something cannot be read, then it is said where, and what was stays', () => {
    const next = typed('help', {
      'seenMinutes.groceries': '马上',
      mostAtOnce: '很多',
      acceptMinutes: '1小时',
    })
    expect(wrongAt('help', next)).toEqual(['mostAtOnce', 'seenMinutes.groceries'])
    expect(form.valueOf(next).help).toEqual({ ...was.help, acceptMinutes: 60 })
  })

  test('When words are typed, then each counts once, however they are parted', () => {
    const next = typed('help', { notFetched: '胰岛素、疫苗，胰岛素 针剂' })
    expect(form.valueOf(next).help.notFetched).toEqual(['胰岛素', '疫苗', '针剂'])
  })
})

describe('the settings of volunteering', () => {
  const columns = exportFields.codes.map((_, at) => `exportColumns.${at}`)

  test('When a clock, the days and a title are typed, then those change', () => {
    const next = typed('volunteers', {
      checkInMinutes: '半小时',
      confirmMinutes: '24小时',
      announceDays: '7',
      'exportColumns.0': '姓名',
    })
    expect(wrongAt('volunteers', next)).toEqual(['checkInMinutes'])
    const after = form.valueOf(next).volunteers
    expect(after).toMatchObject({ checkInMinutes: 60, confirmMinutes: 1440, announceDays: 7 })
    expect(after.exportColumns[0]).toEqual({ title: '姓名', of: 'name' })
  })

  test('When a title is emptied, then the column goes, and it can be had again at the end', () => {
    const fewer = form.valueOf(typed('volunteers', { 'exportColumns.1': ' ' }))
    expect(fewer.volunteers.exportColumns.map(({ of }) => of)).not.toContain('idKind')
    const again = form.valueOf(typed('volunteers', { [columns.at(-1)!]: '证件' }, form.begin(fewer)))
    expect(again.volunteers.exportColumns.at(-1)).toEqual({ title: '证件', of: 'idKind' })
  })

  test('When no column is left, a clock cannot be read, or 40 days are wanted, then it says so', () => {
    const none = Object.fromEntries(columns.map(path => [path, '']))
    const next = typed('volunteers', { ...none, mostTaskMinutes: '半天', announceDays: '40' })
    expect(wrongAt('volunteers', next)).toEqual(['announceDays', 'exportColumns.0', 'mostTaskMinutes'])
  })
})

describe('the settings of mediation', () => {
  test('When times, days and amounts are typed as people write them, then those change', () => {
    const next = typed('mediation', {
      ...{ sessionMinutes: '1小时30分', remindMinutes: '2小时', noteDays: '7天', monthDays: ' 45 ' },
      ...{ warnDays: '第40天、30', confirmWarnDays: '', 'subsidyFen.written': '２００元' },
      ...{ 'subsidyFen.oral': '80.5', 'subsidyFen.none': '' },
    })
    expect(wrongIn(was, next)).toEqual({})
    expect(form.valueOf(next).mediation).toEqual({
      ...was.mediation,
      ...{ sessionMinutes: 90, remindMinutes: 120, noteDays: 7, monthDays: 45 },
      ...{ warnDays: [30, 40], confirmWarnDays: [], subsidyFen: { oral: 8050, written: 20000, none: 0 } },
    })
  })

  test('When something cannot be read, or cannot be, then it is said where, and what was stays', () => {
    const next = typed('mediation', {
      ...{ keptMinutes: '一会儿', followUpDays: '400', warnDays: '第二十天', 'subsidyFen.written': '两百' },
      ...{ sessionMinutes: '50分钟' },
    })
    expect(wrongAt('mediation', next)).toEqual([
      ...['followUpDays', 'keptMinutes', 'sessionMinutes', 'subsidyFen.written', 'warnDays'],
    ])
    expect(form.valueOf(next).mediation).toEqual({ ...was.mediation, sessionMinutes: 50 })
    expect(wrongAt('mediation', typed('mediation', { warnDays: '20、30' }))).toEqual(['warnDays'])
    expect(wrongAt('mediation', typed('mediation', { sessionMinutes: '9小时' }))).toContain('sessionMinutes')
  })

  test('When what stands is wrong by a younger rule, then nothing else is held up by it', () => {
    const old = { ...was, mediation: { ...was.mediation, warnDays: [40] } }
    const before = form.begin(old)
    expect(wrongIn(old, before)).toEqual({})
    expect(wrongIn(old, typed('help', { acceptMinutes: '1小时' }, before))).toEqual({})
    expect(wrongAt('mediation', typed('mediation', { noteDays: '5' }, before), old)).toContain('warnDays')
  })
})

describe('a room', () => {
  const all = was.mediation.rooms
  const first = all[0]!
  const path = 'mediation.rooms'
  const at = { path, things: rooms, all, wrongWith: (next: unknown) => wrongWith(was, path, next) }
  const wrongInRoom = (index: number, room: MediationRoom) => wrongInOne(at, index, room)
  const ofRoom = (room: MediationRoom) => settingsForm(rooms.of(room, { named: true, kept: true }))
  const begin = (room: MediationRoom) => ofRoom(room).begin(room)
  const roomOf = (next: Draft<MediationRoom>) => ofRoom(next.chosen).valueOf(next)

  test('When nothing is typed, then it stays as it is', () => {
    expect(JSON.stringify(roomOf(begin(first)))).toBe(JSON.stringify(first))
    const closed = { ...first, closed: true as const }
    expect(roomOf(begin(closed))).toEqual(closed)
    expect(roomOf({ ...begin(closed), chosen: { ...closed, closed: undefined } })).toEqual(first)
  })

  test('When it is added, then it is open as the first one is, under a number that no other has', () => {
    const room = rooms.another([
      { ...first, closed: true },
      { ...first, id: 'room-7' },
    ])
    expect(room).toEqual({ ...first, id: 'room-8', name: '', place: '' })
    expect(Object.keys(wrongInRoom(-1, room)).sort()).toEqual(['name', 'place'])
  })

  test('When hours, a name or the last open room are wrong, then it is said where', () => {
    const wrong = (texts: Readonly<Record<string, string>>, chosen = first) =>
      Object.keys(wrongInRoom(0, roomOf(typedIn(begin(chosen), 'hours', texts))))
    expect(wrong({ from: '9点', to: '１７：３０' })).toEqual([])
    expect(wrong({ from: '9:10' })).toEqual(['hours.from'])
    expect(wrong({ to: '08:00' })).toEqual(['hours.to'])
    expect(wrong({ to: '9:45' })).toEqual(['hours.to'])
    expect(wrong({}, { ...first, hours: { ...first.hours, weekdays: [] } })).toEqual(['hours.weekdays'])
    expect(wrong({ closedOn: '2026-13-01' })).toEqual(['hours.closedOn.0'])
    expect(wrong({}, { ...first, closed: true })).toEqual(['closed'])
    expect(wrongInRoom(-1, { ...first, id: 'room-2' })).toEqual({ name: expect.any(String) })
  })

  test('When it is listed, then its days are said as a neighbour would', () => {
    const said = (weekdays: number[]) => rooms.line({ ...first, hours: { ...first.hours, weekdays } }).note
    expect(said([1, 2, 3, 4, 5])).toBe('社区一楼 · 周一到周五 09:00–17:00')
    expect(said([1, 3, 6])).toContain('周一、三、六 ')
    expect(said([6, 7])).toContain('周六、日 ')
    expect(said([1, 2, 3, 4, 5, 6, 7])).toContain('每天 ')
  })
})

test('When a column is moved, added or left out, then the others keep their order', () => {
  const columns = was.mediation.subsidyColumns.slice(0, 3)
  const note = { title: '备注', of: 'note' } as const
  const of = (list: readonly { readonly of: string }[]) => list.map(each => each.of)
  expect(of(placed(columns, 2, 0, columns[2]))).toEqual(['kind', 'number', 'mediator'])
  expect(of(placed(columns, 0, 1, columns[0]))).toEqual(['mediator', 'number', 'kind'])
  expect(of(placed(columns, -1, 3, note))).toEqual(['number', 'mediator', 'kind', 'note'])
  expect(of(placed(columns, 1, 0, undefined))).toEqual(['number', 'kind'])
})
