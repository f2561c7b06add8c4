import { describe, expect, test } from '@jest/globals'
import { teamAbout } from '../../../shared/volunteers/teams.ts'
import { monthAfter, monthOf } from './days.ts'
import { changesOf, complaintsAboutSeal, complaintsAboutTeam, formOf } from './desk-forms.ts'

describe('a month', () => {
  test('When it is past midnight in Shanghai, then the month is the new one', () => {
    expect(monthOf('2026-11-30T16:30:00.000Z')).toBe('2026-12')
  })
  test('When one turns over the year, then the year changes too', () => {
    expect([monthAfter('2026-12', 1), monthAfter('2027-01', -1), monthAfter('2026-11', -1)]).toEqual([
      '2027-01',
      '2026-12',
      '2026-10',
    ])
  })
})

describe('a seal', () => {
  const sealed = {
    announcedFromOn: '2026-11-10',
    announcedToOn: '2026-11-16',
    handler: '小王',
    contact: '010-12345678',
  }
  test('When all is there, then nothing is wrong', () => {
    expect(complaintsAboutSeal({ number: 'ABCD-1', sealed })).toEqual({})
  })
  test('When the announcement ends before it began, then that day says so', () => {
    const wrong = complaintsAboutSeal({
      number: 'ABCD-1',
      sealed: { ...sealed, announcedToOn: '2026-11-09' },
    })
    expect(Object.keys(wrong)).toEqual(['sealed.announcedToOn'])
  })
  test('When nothing is filled in, then every field says so', () => {
    const empty = { announcedFromOn: '', announcedToOn: '', handler: '', contact: '' }
    expect(Object.keys(complaintsAboutSeal({ number: 'ABCD-1', sealed: empty })).sort()).toEqual(
      Object.keys(sealed)
        .map(field => `sealed.${field}`)
        .sort(),
    )
  })
  test('When there is none, then the reason has to be said', () => {
    expect(Object.keys(complaintsAboutSeal({ number: 'ABCD-1', reason: ' ' }))).toEqual(['reason'])
  })
})

describe('a team', () => {
  const was = teamAbout.parse({ purpose: '陪看病' })
  test('When one thing is changed, then only that is sent', () => {
    expect(changesOf(was, { ...formOf(was), most: '30' })).toEqual({ most: 30 })
    expect(changesOf(was, { ...formOf(was), insurance: '意外险' })).toEqual({ insurance: '意外险' })
  })
  test('When a number is left out, then that field says so', () => {
    expect(Object.keys(complaintsAboutTeam({ ...formOf(was), most: '', minAge: '7' })).sort()).toEqual([
      'minAge',
      'most',
    ])
  })
})
