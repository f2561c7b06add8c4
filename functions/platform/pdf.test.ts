import { describe, expect, test } from '@jest/globals'
import * as fontkit from 'fontkit'
import { readPdf } from '../testing/pdf.ts'
import { heading, paragraph, pdf, prose, table, type Block } from './pdf.ts'
import { mm } from './pdf-sheet.ts'

const written = async (...blocks: readonly Block[]) =>
  readPdf(await pdf({ name: '测试单', madeAt: '2026-11-23T02:00:00.000Z', blocks }))
const textOf = async (text: string) => (await written(paragraph(text))).pages.flat().slice(0, -2)

describe('the font', () => {
  test('When a paper is made, then only the characters in it are embedded', async () => {
    const { fonts } = await written(paragraph('志愿服务记录单'))
    expect(fonts).toHaveLength(1)
    expect(fonts[0]!.name).toMatch(/^[A-Z]{6}\+NotoSerifSC-Regular$/)
    expect(fonts[0]!.file.length).toBeLessThan(30_000)
  })

  test('When a name has rare characters, then they are written', async () => {
    expect(await textOf('㛃喆堃𠅤赟昉')).toEqual(['㛃喆堃𠅤赟昉'])
  })

  test('When a name has characters that only the second font has, then they stand on the same line, drawn as they are there', async () => {
    expect(await textOf('𠮷大爷和𫰠、𱖎、王𬎆')).toEqual(['𠮷大爷和𫰠、𱖎、王𬎆'])
    const { fonts } = await written(paragraph('𠮷大爷和𫰠、𱖎'))
    const rare = fonts.find(({ name }) => name?.endsWith('+RareHan'))!
    expect([fonts.length, rare.file.length < 5_000]).toEqual([2, true])
    const drawn = ({ path }: fontkit.Glyph) => path.toSVG()
    const embedded = fontkit.create(rare.file) as fontkit.Font
    const there = fontkit.openSync('functions/platform/fonts/RareHan.ttf') as fontkit.Font
    for (const [i, each] of [...'𠮷𫰠𱖎'].entries()) {
      const outline = drawn(there.glyphForCodePoint(each.codePointAt(0)!))
      expect(outline.length).toBeGreaterThan(200)
      expect(drawn(embedded.getGlyph(i + 1))).toBe(outline)
    }
  })

  test('When a line is measured, then what only the second font has counts too', async () => {
    const lines = await textOf('𠮷'.repeat(100))
    expect(lines.join('')).toBe('𠮷'.repeat(100))
    expect(lines[0]).toHaveLength(2 * 46)
  })

  test('When a character is in no font of ours, then a mark stands for it and the paper says which it was', async () => {
    const lines = await textOf('王𪚥和李😀')
    expect(lines[0]).toBe('王〓和李〓')
    expect(lines[1]).toMatch(/“〓”.*U\+2A6A5、U\+1F600.*手写/)
  })

  test('When a text brings invisible characters, then they are left out', async () => {
    expect(await textOf('买\u200b菜\u202e\tA\r\n好\ufeff')).toEqual(['买菜 A', '好'])
  })
})

describe('headings', () => {
  test('When a page is nearly full, then a heading goes over with the few lines below it', async () => {
    for (let high = 200; high < 260; high += 4) {
      const { pages } = await written(
        sheet => sheet.down(mm(high)),
        heading('事实和理由'),
        prose('两家为修不修起了争执。'.repeat(14)),
      )
      const page = pages.map(each => each.join('')).find(each => each.includes('事实和理由'))
      expect([high, page]).toEqual([high, expect.stringContaining('两家为修不修')])
    }
  })
})

describe('lines', () => {
  test('When a text is longer than the line, then no line begins or ends with what may not stand there', async () => {
    const lines = await textOf('老人说：“药（盒装）吃完了，请再拿3盒。”'.repeat(30))
    expect(lines.length).toBeGreaterThan(10)
    expect(lines.join('')).toBe('老人说：“药（盒装）吃完了，请再拿3盒。”'.repeat(30))
    for (const line of lines) expect(line).not.toMatch(/^[，。：”）]|[“（]$/)
  })

  test('When a word is longer than the line, then it goes on in the next one', async () => {
    const lines = await textOf('A'.repeat(300))
    expect(lines.length).toBeGreaterThan(1)
    expect(lines.join('')).toBe('A'.repeat(300))
  })

  test('When there is no text at all, then it is a page all the same', async () => {
    expect((await written(paragraph(''))).pages).toHaveLength(1)
  })
})

describe('a table', () => {
  const columns = [
    { title: '序号', width: 1 },
    { title: '内容', width: 4 },
  ]

  test('When it is longer than a page, then its head stands on each, and each page says which it is', async () => {
    const rows = Array.from({ length: 120 }, (_, i) => [String(i + 1), '帮邻居买菜'])
    const { pages } = await written(table(columns, rows, { total: '合计 120 次' }))
    expect(pages.length).toBeGreaterThan(2)
    pages.forEach((lines, i) => {
      expect(lines.slice(0, 2)).toEqual(['序号', '内容'])
      expect(lines.at(-1)).toBe(`第 ${i + 1} 页　共 ${pages.length} 页`)
    })
    const numbers = pages.flat().filter(line => /^\d+$/.test(line))
    expect(numbers).toEqual(rows.map(([number]) => number))
    expect(pages.at(-1)!.at(-3)).toBe('合计 120 次')
  })

  test('When a row is higher than a page, then it goes on on the next one and nothing is lost', async () => {
    const long = '陪独居老人去医院看病。'.repeat(400)
    const { pages } = await written(
      table(columns, [
        ['1', long],
        ['2', '完'],
      ]),
    )
    expect(pages.length).toBeGreaterThan(2)
    for (const lines of pages) expect(lines.slice(0, 2)).toEqual(['序号', '内容'])
    // It begins where there is room, not after a page that has nothing but the head.
    expect(pages[0]!.length).toBeGreaterThan(20)
    expect(
      pages
        .flat()
        .join('')
        .replaceAll(/测试单|第 . 页　共 . 页|序号|内容/g, ''),
    ).toBe(`1${long}2完`)
  })
})
