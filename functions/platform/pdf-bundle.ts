/** Several papers in one: each begins on a page of its own, a list says where, and photos stand among them. */
import { paragraph, table, title, type Block } from './pdf.ts'
import { type Sheet } from './pdf-sheet.ts'

export interface Part {
  readonly name: string
  /** Left out: it is on the list, and not in the file. */
  readonly blocks?: readonly Block[] | undefined
  readonly note?: string | undefined
}

/** A new page, unless the pen is at the top of one. */
const freshPage = (sheet: Sheet) => {
  if (sheet.y > sheet.top) sheet.nextPage()
}

/** A photo (JPEG) as large as the page takes it, with what it is above. */
export const photo =
  (jpeg: Buffer, caption: string): Block =>
  sheet => {
    freshPage(sheet)
    paragraph(caption)(sheet)
    const high = sheet.bottom - sheet.y
    sheet.doc.image(jpeg, sheet.left, sheet.y, { fit: [sheet.width, high], align: 'center' })
    sheet.down(high)
  }

const columns = [
  { title: '序号', width: 12, align: 'center' },
  { title: '材料名称', width: 72 },
  { title: '页号', width: 20, align: 'center' },
  { title: '备注', width: 70 },
] as const

/** The list (some twenty parts at most) on a page of its own, written last, and the parts after it. */
export const bundle = (name: string, parts: readonly Part[]): Block[] => {
  const begins = new Map<Part, string>()
  let listed = 0
  return [
    sheet => {
      freshPage(sheet)
      listed = sheet.page
      // Taken: the list stands on it in the end.
      sheet.down(sheet.bottom - sheet.y)
    },
    ...parts.flatMap(part =>
      part.blocks
        ? [
            (sheet: Sheet) => {
              freshPage(sheet)
              begins.set(part, String(sheet.page))
              sheet.doc.outline.addItem(part.name)
            },
            ...part.blocks,
          ]
        : [],
    ),
    sheet =>
      sheet.on(listed, () => {
        title(name)(sheet)
        const rows = parts.map((part, i) => [
          ...[String(i + 1), part.name, begins.get(part) ?? '—', part.note ?? ''],
        ])
        table(columns, rows, { high: 9 })(sheet)
      }),
  ]
}
