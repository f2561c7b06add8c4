import { describe, expect, test } from '@jest/globals'
import { settings } from '../../../shared/community.ts'
import { exportFields } from '../../../shared/volunteers/settings.ts'
import { columnsOf, volunteerFormOf, volunteersOf, wrongInVolunteers } from './volunteer-form.ts'

const was = settings.parse({}).volunteers

describe('the settings of volunteering', () => {
  test('When nothing is typed, then they stay as they are', () => {
    expect(wrongInVolunteers(volunteerFormOf(was))).toEqual({})
    expect(volunteersOf(was, volunteerFormOf(was))).toEqual(was)
  })

  test('When a clock, the days and a title are typed, then those change', () => {
    const typed = {
      ...volunteerFormOf(was),
      checkInMinutes: '半小时',
      confirmMinutes: '24小时',
      announceDays: '7',
      'exportColumns.0': '姓名',
    }
    expect(Object.keys(wrongInVolunteers(typed))).toEqual(['checkInMinutes'])
    const after = volunteersOf(was, typed)
    expect(after).toMatchObject({ checkInMinutes: 60, confirmMinutes: 1440, announceDays: 7 })
    expect(after.exportColumns[0]).toEqual({ title: '姓名', of: 'name' })
  })

  test('When a title is emptied, then the column goes, and it can be had again at the end', () => {
    const fewer = volunteersOf(was, { ...volunteerFormOf(was), 'exportColumns.1': ' ' })
    expect(fewer.exportColumns.map(({ of }) => of)).not.toContain('idKind')
    expect(columnsOf(fewer).at(-1)).toEqual([`exportColumns.${exportFields.length - 1}`, 'idKind'])
  })

  test('When no column is left, a clock cannot be read, or 40 days are wanted, then it says so', () => {
    const none = Object.fromEntries(columnsOf(was).map(([path]) => [path, '']))
    const typed = { ...volunteerFormOf(was), ...none, mostTaskMinutes: '半天', announceDays: '40' }
    expect(Object.keys(wrongInVolunteers(typed)).sort()).toEqual([
      'announceDays',
      'exportColumns.0',
      'mostTaskMinutes',
    ])
  })
})
