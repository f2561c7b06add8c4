import { expect, test } from '@jest/globals'
import { readPdf } from '../testing/pdf.ts'
import { attendanceSheet } from './attendance-sheet.ts'
import { serviceRecord, type ServiceRecord } from './service-record.ts'

const record = (count: number, more: Partial<ServiceRecord> = {}): ServiceRecord => ({
  ...{ number: 'BCHD-2026-000123', code: '7K3M-9QPX', qr: 'mulin:BCHD-2026-000123:7K3M9QPX' },
  ...{ communityName: '宝翠花都社区', name: '王喆堃', volunteerNumber: '120113A000456' },
  ...{ fromOn: '2026-01-01', toOn: '2026-11-23', issuedOn: '2026-11-23' },
  lines: Array.from({ length: count }, (_, i) => ({
    ...{ on: '2026-03-05', what: '帮邻居买菜', team: '助老二队', minutes: 95 },
    ...{ fromAt: '2026-03-05T01:00:00.000Z', toAt: '2026-03-05T02:35:00.000Z' },
    ...(i === 1 && { note: '更正：忘了签退' }),
  })),
  totalMinutes: 95 * count,
  ...more,
})
const linesOf = async (bytes: Promise<Buffer>) => readPdf(await bytes).pages

test('When a service record is made, then it holds what the rules ask for, and says what it is not', async () => {
  const lines = (await linesOf(serviceRecord(record(3)))).flat()
  for (const each of [
    ...['志愿服务记录单', '编号：BCHD-2026-000123', '王喆堃', '120113A000456', '证件种类', '证件号码'],
    ...['2026年1月1日至2026年11月23日', '宝翠花都社区居民委员会', '2026年11月23日', '3 次'],
    ...['2026-03-05', '帮邻居买菜', '助老二队', '09:00—10:35', '95 分钟', '更正：忘了签退'],
    ...['4.75 小时（285 分钟）', '合计 3 次，4.75 小时（285 分钟）', '校验码：7K3M-9QPX'],
    ...['负责人（签字）：', '经办人（签字）：', '联系电话：', '日期：', '（盖章处）'],
    '本单是服务记录，未经社区居委会盖章、写明经办人和联系方式并经公示的，不作证明使用。',
  ])
    expect(lines).toContain(each)
})

test('When it was sealed, then handler, contact and the days of the announcement are on it', async () => {
  const announced = { announcedFromOn: '2026-11-24', announcedToOn: '2026-12-01' }
  const sealed = { handler: '李社工', contact: '10000000001', ...announced }
  const text = (await linesOf(serviceRecord(record(1, { sealed })))).flat().join('')
  expect(text).toMatch(/李社工.*10000000001.*李社工经办，2026年11月24日至2026年12月1日已公示/)
  expect(text).not.toContain('不作证明使用')
})

test('When it has two hundred lines, then all of them are there, over pages with a head and a number', async () => {
  const pages = await linesOf(serviceRecord(record(200)))
  expect(pages.flat().filter(line => /^\d{1,3}$/.test(line))).toEqual(
    Array.from({ length: 200 }, (_, i) => String(i + 1)),
  )
  pages.forEach((lines, i) => {
    expect(lines).toEqual(expect.arrayContaining(['志愿服务记录单　编号 BCHD-2026-000123']))
    expect(lines.at(-1)).toBe(`第 ${i + 1} 页　共 ${pages.length} 页`)
    if (lines.includes('帮邻居买菜')) expect(lines).toContain('服务队/项目')
  })
})

test('When it is sealed, however long it is, then the seal stands under a service and beside the number', async () => {
  for (let count = 1; count <= 40; count++) {
    const last = (await linesOf(serviceRecord(record(count)))).at(-1)!
    for (const each of ['帮邻居买菜', '（盖章处）', '校验码：7K3M-9QPX', '编号：BCHD-2026-000123'])
      expect([count, last]).toEqual([count, expect.arrayContaining([each])])
  }
})

test('When it has few lines, then the room that is left says so, and it ends at the foot of the page', async () => {
  for (const sealed of [
    undefined,
    { handler: '李社工', contact: '10000000001', announcedFromOn: '2026-11-24', announcedToOn: '2026-12-01' },
  ])
    for (const count of [1, 4, 8]) {
      const pages = await linesOf(serviceRecord(record(count, sealed && { sealed })))
      expect([count, pages.length]).toEqual([count, 1])
      if (count < 8) expect(pages[0]).toContain('（以下空白）')
    }
  const [first, last] = await linesOf(serviceRecord(record(14)))
  expect([first, last]).toEqual([
    expect.arrayContaining(['（接下页）']),
    expect.arrayContaining(['（以下空白）', '（盖章处）']),
  ])
})

test('When it ended after midnight, then it says that it was the next day', async () => {
  const [line] = record(1).lines
  const night = { ...line!, fromAt: '2026-03-05T14:00:00.000Z', toAt: '2026-03-05T17:30:00.000Z' }
  const text = (await linesOf(serviceRecord(record(1, { lines: [night] })))).flat().join('')
  expect(text).toContain('22:00—次日 01:30')
})

test('When it is made twice, then it is the same file, and its properties name nobody', async () => {
  const [one, two] = await Promise.all([serviceRecord(record(2)), serviceRecord(record(2))])
  expect(one.equals(two)).toBe(true)
  for (const secret of ['王喆堃', '120113A000456'])
    for (const bytes of [Buffer.from(secret), Buffer.from(secret, 'utf16le').swap16()])
      expect(one.includes(bytes)).toBe(false)
})

test('When a lead prints the list of a shift, then it has a row for each and some to spare', async () => {
  const lines = (
    await linesOf(
      attendanceSheet({
        ...{ communityName: '宝翠花都社区', team: '助老二队', what: '周末陪诊', place: '社区一楼' },
        ...{ fromAt: '2026-11-28T01:00:00.000Z', toAt: '2026-11-28T04:00:00.000Z' },
        ...{ people: ['王阿姨', '李叔'], spare: 3, madeAt: '2026-11-23T02:00:00.000Z' },
      }),
    )
  ).flat()
  for (const each of [
    '助老二队',
    '周末陪诊',
    '社区一楼',
    '2026年11月28日 09:00—12:00',
    '王阿姨',
    '李叔',
    '签名',
  ])
    expect(lines).toContain(each)
  expect(lines.filter(line => /^\d$/.test(line))).toEqual(['1', '2', '3', '4', '5'])
})
