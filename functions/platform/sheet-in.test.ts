import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import writeXlsxFile from 'write-excel-file/node'
import { runs } from '../testing/runs.ts'
import { sheetsIn, UnreadableSheet } from './sheet-in.ts'

/** A ZIP of these files, without the checksums that nobody looks at. */
const zipped = (files: Readonly<Record<string, string | Buffer>>) => {
  const parts: Buffer[] = []
  const central: Buffer[] = []
  let at = 0
  for (const [name, content] of Object.entries(files)) {
    const bytes = deflateRawSync(content)
    const local = Buffer.alloc(30)
    local.write('PK\x03\x04', 'latin1')
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(bytes.length, 18)
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.write('PK\x01\x02', 'latin1')
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(bytes.length, 20)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(at, 42)
    parts.push(local, Buffer.from(name), bytes)
    central.push(entry, Buffer.from(name))
    at += 30 + name.length + bytes.length
  }
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(Object.keys(files).length, 10)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, ...central, end])
}

const workbook =
  '<workbook><sheets><sheet name="住户" sheetId="1" r:id="r1"/><sheet name="藏" state="hidden" r:id="r2"/></sheets></workbook>'
const relations = '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'
const xlsx = (sheet: string | Buffer, more: Readonly<Record<string, string>> = {}) =>
  zipped({
    'xl/workbook.xml': workbook,
    'xl/_rels/workbook.xml.rels': relations,
    'xl/worksheets/sheet1.xml': sheet,
    ...more,
  })
const why = (bytes: Buffer) => {
  try {
    sheetsIn(bytes)
    return 'read'
  } catch (error) {
    return error instanceof UnreadableSheet ? error.why : error
  }
}

describe('a table that somebody sends', () => {
  test('When Excel has made something of a cell, then that is said of it', async () => {
    const bytes = await writeXlsxFile([
      [
        { type: String, value: '王＆李' },
        { type: Number, value: 13800138000 },
        { type: 'Formula', value: 'A1' },
        { type: Date, value: new Date('2026-03-02T00:00:00Z'), format: 'm"月"d"日"' },
        null,
        { type: String, value: '长'.repeat(600) },
      ],
    ]).toBuffer()
    const [{ rows } = { rows: [] }] = sheetsIn(bytes)
    expect(
      rows.map(({ line, cells }) => [line, cells.map(({ text, odd }) => [text.slice(0, 11), odd])]),
    ).toEqual([
      [
        1,
        [
          ['王＆李', undefined],
          ['13800138000', undefined],
          // Never calculated, so that nothing stands there.
          ['', undefined],
          ['46083', 'date'],
          ['', undefined],
          ['长'.repeat(11), 'long'],
        ],
      ],
    ])
  })

  test('When WPS or another program wrote it, with prefixes, runs of text and texts in the cells, then it is read alike', () => {
    const shared =
      '<x:sst><x:si><x:r><x:t>李</x:t></x:r><x:r><x:t>&#x56DB;</x:t></x:r><x:rPh><x:t>lǐ</x:t></x:rPh></x:si></x:sst>'
    const sheet =
      '<x:worksheet><x:sheetData><x:row r="3"><x:c r="B3" t="s"><x:v>0</x:v></x:c><x:c r="D3" t="inlineStr"><x:is><x:t>a&amp;b</x:t></x:is></x:c>' +
      '<x:c r="E3"><x:f>1+1</x:f><x:v>2</x:v></x:c><x:c r="F3"><x:v>1.3800138E10</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    const [{ name, rows } = { name: '', rows: [] }, ...others] = sheetsIn(
      xlsx(sheet, { 'xl/sharedStrings.xml': shared }),
    )
    expect([name, others]).toEqual(['住户', []])
    expect(rows).toEqual([
      {
        line: 3,
        cells: [
          { text: '' },
          { text: '李四' },
          { text: '' },
          { text: 'a&b' },
          { text: '2', odd: 'formula' },
          { text: '13800138000' },
        ],
      },
    ])
  })

  test('When it unfolds to more than any community has, then it is not unfolded', () => {
    expect(why(xlsx(Buffer.alloc(60 * 1024 * 1024)))).toBe('tooLarge')
    expect(why(xlsx('<row><c><v>1</v></c></row>'.repeat(20_001)))).toBe('tooLarge')
    expect(why(Buffer.from('甲,乙\n'.repeat(20_002)))).toBe('tooLarge')
    expect(why(xlsx('<row>'.repeat(300_000)))).toBe('read')
    expect(why(zipped({ 'word/document.xml': '<a/>' }))).toBe('broken')
  })

  test('When text is quoted, in Unicode or in GBK, then its cells are what they were', () => {
    const texts = (bytes: Buffer) =>
      sheetsIn(bytes)[0]!.rows.map(({ line, cells }) => [line, ...cells.map(({ text }) => text)])
    expect(texts(Buffer.from('a,"b,""c""\nd"\r\n\r\ne,f'))).toEqual([
      [1, 'a', 'b,"c"\nd'],
      [4, 'e', 'f'],
    ])
    expect(texts(Buffer.from('\ufeff姓名\t电话', 'utf16le'))).toEqual([[1, '姓名', '电话']])
    expect(texts(Buffer.from('d0d5c3fb2cb5e7bbb0', 'hex'))).toEqual([[1, '姓名', '电话']])
  })

  test('When any bytes at all are sent, then they are read or said to be unreadable', () => {
    const whole = xlsx('<row r="1"><c r="A1"><v>1</v></c></row>')
    const bent = fc.tuple(fc.nat(whole.length - 1), fc.nat(255)).map(([at, to]) => {
      const copy = Buffer.from(whole)
      copy[at] = to
      return copy
    })
    const any = fc.uint8Array({ maxLength: 300 }).map(bytes => Buffer.from(bytes))
    fc.assert(
      fc.property(
        fc.oneof(
          bent,
          any,
          any.map(bytes => Buffer.concat([Buffer.from('PK\x03\x04'), bytes])),
        ),
        bytes => {
          expect(['read', 'broken', 'tooLarge']).toContain(why(bytes))
        },
      ),
      { numRuns: runs(3000, 300) },
    )
  })
})
