import { describe, expect, test } from '@jest/globals'
import { sayClock } from '../../../../shared/time.ts'
import {
  complaintsAbout,
  emptyDraft,
  inputOf,
  mostOthers,
  stepOf,
  withoutBlank,
  type ApplyDraft,
} from './apply-form.ts'
import { nobody } from '../parts/someone.ts'
import { byDay, sayDay } from '../parts/times.ts'

const leak: ApplyDraft = {
  ...emptyDraft,
  kind: 'leak',
  facts: '楼上漏水',
  others: [{ ...nobody, name: '楼上李家' }],
}

describe('what is sent', () => {
  test('When only the least is filled in, then nothing empty goes out', () => {
    expect(inputOf(leak)).toEqual({
      kind: 'leak',
      facts: '楼上漏水',
      others: [{ name: '楼上李家' }],
      already: 'nobody',
      open: false,
    })
  })

  test('When it is said and not written, then the recording goes along and the text says to listen', () => {
    const draft = { ...leak, facts: ' ', voice: 'file_2', photos: ['file_1'] }
    expect(complaintsAbout(draft)).toEqual({})
    expect(inputOf(draft)).toMatchObject({ facts: '请听录音', files: ['file_1', 'file_2'] })
  })

  test('When a second person was begun and left empty, then there is only the first', () => {
    const draft = { ...leak, others: [leak.others[0]!, nobody, { ...nobody, name: '王家' }] }
    expect(inputOf(draft).others).toEqual([{ name: '楼上李家' }, { name: '王家' }])
    expect(withoutBlank(draft).others).toHaveLength(2)
    expect(complaintsAbout(draft)).toEqual({})
  })

  test('When it is for somebody else, then it says for whom', () => {
    expect(inputOf({ ...leak, for: '' })).not.toHaveProperty('for')
    expect(inputOf({ ...leak, for: 'user_1' })).toMatchObject({ for: 'user_1' })
  })
})

describe('what is wrong with it', () => {
  test('When nothing is filled in, then each field says what to do', () => {
    expect(complaintsAbout(emptyDraft, true)).toEqual({
      for: '请选替谁约',
      kind: '请点一下是哪一类',
      facts: '请写几句怎么回事，或录一段话',
      'others.0.name': '请写怎么称呼他，比如“楼上李家”',
    })
  })

  test('When a court has it already, then that is said before anything is sent, on the second step', () => {
    expect(complaintsAbout({ ...leak, already: 'court' })).toEqual({ already: '法院受理了的，社区不能再调' })
    expect(['facts', 'kind', 'files', 'for'].map(stepOf)).toEqual([0, 0, 0, 0])
    expect(['already', 'others.0.name', 'prefers'].map(stepOf)).toEqual([1, 1, 1])
  })

  test('When a phone is no number, then it is complained about there; police alone is no obstacle', () => {
    const draft: ApplyDraft = {
      ...leak,
      already: 'police',
      others: [{ ...nobody, name: '王家', phone: '不知道' }],
    }
    expect(complaintsAbout(draft)).toEqual({ 'others.0.phone': '电话只写数字；不知道，可以空着' })
  })

  test('When as many are named as can sit at the table, then one more is refused', () => {
    const named = (count: number) => ({
      ...leak,
      others: Array.from({ length: count }, (_, i) => ({ ...nobody, name: `第${i}家` })),
    })
    expect(complaintsAbout(named(mostOthers))).toEqual({})
    expect(complaintsAbout(named(mostOthers + 1))).toHaveProperty('others')
  })
})

describe('times', () => {
  // 11:30 in Shanghai, a Monday
  const now = '2026-11-23T03:30:00.000Z'

  test('When beginnings are shown, then they stand by the day in Shanghai, as one says them', () => {
    const starts = ['2026-11-27T07:30:00.000Z', '2026-11-23T16:15:00.000Z', '2026-11-27T01:00:00.000Z']
    const days = byDay(starts).map(day => [sayDay(day[0]!, now), ...day.map(sayClock)])
    expect(days).toEqual([
      ['明天 周二', '凌晨0点15分'],
      ['11月27日 周五', '上午9点', '下午3点半'],
    ])
    expect(sayClock('2026-11-27T04:00:00.000Z')).toBe('中午12点')
  })
})
