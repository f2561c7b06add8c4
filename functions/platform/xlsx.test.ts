import { expect, test } from '@jest/globals'
import { unzipped } from '../testing/xlsx.ts'
import { xlsx } from './xlsx.ts'

const columns = [
  { title: '称呼', width: 12, kind: 'text' },
  { title: '分钟', width: 8, kind: 'number' },
  { title: '日期', width: 12, kind: 'date' },
] as const
const sheetOf = async (rows: Parameters<typeof xlsx>[0]['rows']) => {
  const files = unzipped(await xlsx({ sheet: '服务时长', columns, rows }))
  return { sheet: files.get('xl/worksheets/sheet1.xml')!, all: [...files.values()].join('\n') }
}

test('When texts look like formulas, then no cell is one, and the texts are whole', async () => {
  const evil = [
    '=1+1',
    '+8613800000000',
    '-2',
    '@SUM(A1)',
    '=HYPERLINK("http://x","点我")',
    '\t=1',
    "=cmd|' /C calc'!A0",
  ]
  const { sheet, all } = await sheetOf(evil.map(text => [text, '=2+2' as unknown as number, '=TODAY()']))
  expect(all).not.toMatch(/<f[ >]|t="str"/)
  expect(all).toContain('=1+1')
  expect(all).toContain('=HYPERLINK(')
  expect(all).toContain('=TODAY()')
  expect(sheet.match(/<c [^>]*t="(s|inlineStr)"/g)).toHaveLength(3 + evil.length * 3)
})

test('When a table is written, then numbers are numbers, days are days, and the head stays in sight', async () => {
  const { sheet, all } = await sheetOf([
    ['王阿姨', 95, '2026-11-23'],
    ['<李&叔>\u0001', undefined, undefined],
  ])
  expect(sheet).toMatch(/<c r="B2"[^>]*><v>95<\/v>/)
  // Days since 1899-12-30.
  expect(sheet).toMatch(/<c r="C2"[^>]*><v>46349<\/v>/)
  expect(all).toContain('yyyy-mm-dd')
  expect(all).toContain('&lt;李&amp;叔&gt;')
  expect(all).not.toContain('\u0001')
  expect(sheet).toMatch(/<pane ySplit="1" [^>]*topLeftCell="A2"[^>]*state="frozen"/)
  expect(all).toContain('服务时长')
})

test('When there are five thousand rows, then they are all there', async () => {
  const { sheet } = await sheetOf(Array.from({ length: 5000 }, (_, i) => [`第${i}位`, i, '2026-11-23']))
  expect(sheet.match(/<row /g)).toHaveLength(5001)
})
