import { describe, expect, test } from '@jest/globals'
import { help } from '../../../shared/help/help.ts'
import {
  asEscort,
  boughtBefore,
  complaintsAbout,
  dangerOf,
  draftOf,
  emptyDraft,
  homeOf,
  inputOf,
  needsYes,
  stepOf,
  withHome,
  withItem,
  whoseIn,
  withTyped,
} from './ask-form.ts'
import { choices, whoseWords } from './ask-words.ts'
import { windowsFrom } from './windows.ts'

// 11:30 in Shanghai
const now = '2026-11-23T03:30:00.000Z'

describe('the times to choose from', () => {
  test('When the morning is nearly over, then it is not offered', () => {
    expect(windowsFrom(now).map(({ text }) => text)).toEqual([
      '今天下午',
      '明天上午',
      '明天下午',
      '后天上午',
      '后天下午',
    ])
  })

  test('When it is past midnight in UTC, then the day is still that of Shanghai', () => {
    const [first] = windowsFrom('2026-11-23T16:30:00.000Z')
    expect(first).toMatchObject({ id: '2026-11-24.am', text: '今天上午', fromAt: '2026-11-24T00:00:00.000Z' })
  })
})

describe('groceries', () => {
  test('When a thing is tapped twice and another typed but not added, then both are sent', () => {
    const twice = withItem(withItem(emptyDraft, '鸡蛋', '斤'), '鸡蛋', '斤')
    const draft = withTyped({ ...twice, typing: ' 酱油 ' })
    expect(inputOf('groceries', draft, now).lines).toEqual([
      { what: '鸡蛋', howMany: '2斤' },
      { what: '酱油', howMany: '1个' },
    ])
  })

  test('When nothing is asked for, then the form says so before the server has to', () => {
    expect(complaintsAbout('groceries', emptyDraft, now)).toEqual({
      lines: '还没有东西。请点一样、写一样，或录一段话。',
    })
  })

  test('When there are twenty things, then one more is left in the line and complained about', () => {
    const full = Array.from({ length: 20 }, (_, i) => String(i)).reduce(
      (draft, what) => withItem(draft, what),
      emptyDraft,
    )
    const draft = withTyped({ ...full, typing: '酱油' })
    expect(draft).toMatchObject({ typing: '酱油', items: full.items })
    expect(complaintsAbout('groceries', draft, now)).toEqual({
      'lines.typed': '一次最多20样，剩下的下次再说',
    })
    expect(withItem(draft, '3').items[3]).toMatchObject({ count: 2 })
  })

  test('When several are typed at once, then each is an item, and what cannot be counted stays as it was said', () => {
    const draft = withTyped({ ...withItem(emptyDraft, '黄瓜'), typing: '黄瓜2斤、胡萝卜三根、半斤肉馅 盐' })
    expect(draft.typing).toBe('')
    expect(inputOf('groceries', draft, now).lines).toEqual([
      { what: '黄瓜', howMany: '2斤' },
      { what: '胡萝卜', howMany: '3根' },
      { what: '肉馅', howMany: '半斤' },
      { what: '盐', howMany: '1个' },
    ])
  })

  test('When more is typed than one request takes, then what is too much stays typed', () => {
    const items = Array.from({ length: 18 }, (_, i) => ({ what: `${i}`, count: 1, unit: '个' }))
    const draft = withTyped({ ...emptyDraft, items, typing: '鸡蛋2斤、白菜、酱油1瓶、盐、17' })
    expect(draft.items.slice(18).map(({ what }) => what)).toEqual(['鸡蛋', '白菜'])
    expect(draft).toMatchObject({ typing: '酱油 1瓶、盐' })
    expect(draft.items[17]).toMatchObject({ count: 2 })
  })

  test('When only a voice note is given, then the line says to listen to it', () => {
    const draft = { ...emptyDraft, voice: 'file_1' }
    expect(complaintsAbout('groceries', draft, now)).toEqual({})
    expect(inputOf('groceries', draft, now)).toMatchObject({ lines: [{ what: '请听语音' }], voice: 'file_1' })
  })

  test('When the chosen time has passed since the draft was kept, then it is dropped, not sent', () => {
    const draft = withItem({ ...emptyDraft, window: '2026-11-20.am' }, '鸡蛋')
    expect(inputOf('groceries', draft, now)).not.toHaveProperty('wantedFromAt')
  })

  test('When there is someone to ask for, then nobody is taken for granted', () => {
    const draft = withItem(emptyDraft, '鸡蛋')
    expect(complaintsAbout('groceries', draft, now, true)).toEqual({ for: '请选给谁办' })
    expect(complaintsAbout('groceries', { ...draft, for: '' }, now, true)).toEqual({})
  })
})

describe('errands and urgent things', () => {
  test('When a chip says it, then it is sent with its topic and no spending limit', () => {
    expect(inputOf('errands', { ...emptyDraft, choice: '取快递' }, now)).toEqual({
      kind: 'errands',
      topic: 'parcel',
      lines: [{ what: '取快递' }],
    })
  })

  test('When the chip only says that it is something else, then words are asked for', () => {
    const draft = { ...emptyDraft, choice: '别的急事' }
    expect(complaintsAbout('urgent', draft, now)).toEqual({ lines: '请点上面的一件，或写出了什么事' })
    expect(inputOf('urgent', { ...draft, errand: '燃气表不走' }, now)).toMatchObject({
      topic: 'otherUrgent',
      lines: [{ what: '燃气表不走' }],
    })
  })

  test('When bills are paid for somebody, then there is a limit to what may be laid out', () => {
    expect(inputOf('errands', { ...emptyDraft, choice: '代缴费' }, now)).toMatchObject({ capFen: 10000 })
  })

  test('When it is danger, then it goes out whatever is missing, and with what was typed', () => {
    expect(dangerOf('urgent', emptyDraft)).toEqual({
      kind: 'urgent',
      topic: 'danger',
      lines: [{ what: '有危险' }],
    })
    expect(dangerOf('groceries', { ...emptyDraft, typing: '煤气味好大' }).lines).toEqual([
      { what: '煤气味好大', howMany: '1个' },
    ])
  })

  test('When someone wanted help with a bank card, then it becomes going along, with a key of its own', () => {
    const draft = { ...emptyDraft, key: 'k', for: 'elder-1', choice: '代缴费', errand: '拿银行卡取钱' }
    const escort = asEscort('errands', draft)
    expect(inputOf('errands', escort, now)).toEqual({
      kind: 'errands',
      topic: 'escort',
      lines: [{ what: '拿银行卡取钱' }],
      for: 'elder-1',
    })
  })
})

describe('what 归谁管 knows of it', () => {
  const subjects = [
    { subject: '家里水管漏水', who: '物业', note: '先关上家里的水阀', also: '跑水 下水道 堵了' },
    { subject: '停水', who: '自来水公司' },
    { subject: '停电', who: '供电公司', also: '没电' },
    { subject: '路灯不亮', who: '城管', also: '照明' },
  ]
  test.each([
    ['家里漏水', ['家里水管漏水']],
    ['停水停电', ['停水', '停电']],
    ['下水道堵了', ['家里水管漏水']],
    ['门锁坏了', []],
    ['别的急事', undefined],
    ['', undefined],
  ])('When %s is tapped, then it is %j', (choice, found) => {
    expect(whoseIn(subjects, choice)?.map(({ subject }) => subject)).toEqual(found)
  })
  test('When a chip is among those it knows, then it is a chip of the form', () => {
    const chips = choices.urgent.map(([text]) => text)
    expect(Object.keys(whoseWords).filter(word => !chips.includes(word))).toEqual([])
  })
})

describe('medicine for somebody', () => {
  const acting = (id: string, sensitive: boolean, modules = ['help']) => ({
    ...{ id, callName: '奶奶', proxy: `${id}-${modules.join()}-${sensitive}`, modules },
    ...{ until: now, sensitive },
  })
  test('When none of the proxies covers health, then it is the one to ask with; else nothing has to be asked', () => {
    expect(needsYes({ actsFor: [acting('a', false)] }, 'a')).toEqual({ proxy: 'a-help-false', name: '奶奶' })
    expect(needsYes({ actsFor: [acting('a', true)] }, 'a')).toBeUndefined()
    const other = acting('a', true, ['mediation'])
    expect(needsYes({ actsFor: [acting('a', false), other] }, 'a')).toBeUndefined()
    expect(needsYes({ actsFor: [acting('b', false)] }, 'a')).toBeUndefined()
  })
})

describe('medicine', () => {
  const draft = { ...emptyDraft, errand: '感冒灵', drug: 'ordinary' as const }

  test('When it is said what and of which kind, then that is sent', () => {
    expect(complaintsAbout('medicine', draft, now)).toEqual({})
    expect(inputOf('medicine', { ...draft, choice: '去医院', place: '中心医院' }, now)).toEqual({
      kind: 'medicine',
      topic: 'hospital',
      lines: [{ what: '感冒灵' }],
      place: '中心医院',
      drug: 'ordinary',
      capFen: 10000,
    })
  })

  test('When it may not be fetched or nobody has said of which kind it is, then the first step says so', () => {
    const about = (drug?: 'injection') => complaintsAbout('medicine', { ...draft, drug }, now)
    expect(about()).toEqual({ drug: '请点一下是哪一种药' })
    expect(about('injection')).toEqual({ drug: '这种药志愿者不能代取' })
    expect(stepOf('drug')).toBe(0)
  })

  test('When people cannot tell which kind it is, then nothing is claimed about it', () => {
    expect(inputOf('medicine', { ...draft, drug: 'unknown' }, now)).not.toHaveProperty('drug')
  })

  test('When it is paid with the insurance, then both people’s papers have to be ready', () => {
    const insured = { ...draft, insurance: true }
    expect(complaintsAbout('medicine', insured, now)).toHaveProperty('bothIds')
    expect(inputOf('medicine', { ...insured, bothIds: true }, now)).toMatchObject({
      insurance: true,
      bothIds: true,
    })
  })

  test('When there is only a photo of the prescription, then the line points to it', () => {
    const { lines } = inputOf('medicine', { ...draft, errand: '', photos: ['file_1'] }, now)
    expect(lines).toEqual([{ what: '照处方照片拿' }])
  })
})

describe('what is asked once', () => {
  test('When door and risks were said, then the next form of that home has them, and no other', () => {
    const homes = homeOf({ ...emptyDraft, door: ' 敲门 ', risks: ['dog'] }, {})
    expect(withHome(emptyDraft, homes)).toMatchObject({ door: '敲门', risks: ['dog'] })
    expect(withHome({ ...emptyDraft, for: 'elder-1' }, homes)).toMatchObject({ door: '', risks: [] })
    expect(withHome({ ...emptyDraft, risks: [] }, homes)).toMatchObject({ risks: [] })
  })
})

const earlier = (sent: object) =>
  help.ask.gives.parse({
    ...{ id: 'help_1', state: 'confirmed', seq: 9, may: [], timeline: [], createdAt: now, changedAt: now },
    ...{
      kind: 'groceries',
      topic: 'shopping',
      number: '1123-KQXM',
      building: '3号楼',
      title: '',
      stateText: '',
      stateHint: '',
    },
    ...{ late: false, ring: 'near', ...sent },
  })

describe('an earlier request', () => {
  test('When it had several medicines or half a 斤, then the form says them again', () => {
    const lines = [{ what: '降压药', howMany: '2盒' }, { what: '创可贴' }]
    const medicine = {
      ...draftOf(earlier({ kind: 'medicine', topic: 'pharmacy', lines }), ''),
      choice: '去药店',
    }
    expect(medicine.errand).toBe('降压药2盒、创可贴')
    expect(inputOf('medicine', medicine, now).lines).toEqual(lines)
    const half = earlier({ lines: [{ what: '肉馅', howMany: '半斤' }] })
    expect(inputOf('groceries', draftOf(half, ''), now).lines).toEqual(half.lines)
  })

  test('When groceries were bought before, then they stand newest first, each once, in the unit they had', () => {
    const ask = (createdAt: string, lines: object[], more = {}) =>
      earlier({ createdAt, lines, mine: true, askerName: '王奶奶', ...more })
    const requests = [
      ask('2026-11-01T00:00:00.000Z', [{ what: '鸡蛋', howMany: '5个' }, { what: '盐' }]),
      ask('2026-11-20T00:00:00.000Z', [{ what: '鸡蛋', howMany: '2斤' }, { what: '请听语音' }]),
      ask('2026-11-21T00:00:00.000Z', [{ what: '酒' }], { askerName: '李爷爷' }),
      ask('2026-11-22T00:00:00.000Z', [{ what: '药' }], { kind: 'medicine', topic: 'pharmacy' }),
    ]
    expect(boughtBefore(requests, '王奶奶')).toEqual([
      ['鸡蛋', '斤'],
      ['盐', '个'],
    ])
  })

  test('When it is to be changed, then the form holds what was sent, and sends the same again', () => {
    const sent = {
      kind: 'groceries' as const,
      lines: [{ what: '鸡蛋', howMany: '2斤' }, { what: '白菜', howMany: '12棵' }, { what: '盐' }],
      capFen: 5000,
      door: '敲门',
    }
    const before = help.ask.gives.parse({
      ...sent,
      ...{ id: 'help_1', state: 'confirmed', seq: 9, may: [], timeline: [], createdAt: now, changedAt: now },
      ...{
        topic: 'shopping',
        number: '1123-KQXM',
        building: '3号楼',
        title: '',
        stateText: '',
        stateHint: '',
        late: false,
      },
      ring: 'near',
    })
    expect(inputOf('groceries', draftOf(before, ''), now)).toEqual({
      ...sent,
      topic: 'shopping',
      lines: [...sent.lines.slice(0, 2), { what: '盐', howMany: '1个' }],
    })
  })
})
