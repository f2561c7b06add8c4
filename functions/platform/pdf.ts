/** Forms as an office writes them, put together from a few parts. */
import qrcode from 'qrcode-generator'
import { bodySize, lineHeight, mm, openSheet, type About, type Sheet, type Style } from './pdf-sheet.ts'

/** A part of a paper: it writes itself where the pen is and moves the pen below. */
export type Block = (sheet: Sheet) => void

const pad = mm(1.5)
const gap = mm(4)

export const title =
  (text: string): Block =>
  sheet => {
    sheet.paragraph(text, { size: 20, align: 'center', bold: true })
    sheet.down(mm(2))
  }

export const paragraph =
  (text: string, style?: Style): Block =>
  sheet => {
    sheet.paragraph(text, style)
    sheet.down(mm(2))
  }

/** What the lines below it are about; never the last thing on a page. */
export const heading =
  (text: string): Block =>
  sheet => {
    // With the few lines that stay together below it.
    sheet.room(mm(33))
    sheet.paragraph(text, { size: 12, bold: true })
    sheet.down(mm(1))
  }

/** Running text, each of its own paragraphs begun with two characters of space. */
export const prose = (text: string, size = 12): Block =>
  paragraph(
    text
      .split('\n')
      .map(each => `　　${each.trim()}`)
      .join('\n'),
    { size },
  )

/** How high running texts are, each with the space below it, in millimetres. */
export const textHigh = (sheet: Sheet, texts: readonly string[], size = bodySize) =>
  texts.reduce((sum, text) => {
    const lines = text.split('\n').flatMap(each => sheet.linesOf(`　　${each}`, sheet.width, size))
    return sum + lines.length * lineHeight(size) + mm(2)
  }, 0) / mm(1)

/** So many millimetres of what follows stand on one page; `left`: what is said where the rest of this one is left empty. */
export const together =
  (millimetres: number | ((sheet: Sheet) => number), left?: string): Block =>
  sheet => {
    const high = mm(typeof millimetres === 'number' ? millimetres : millimetres(sheet))
    // Longer than a page, it goes over pages wherever it begins.
    if (high > sheet.bottom - sheet.top) return
    if (left && sheet.y + high > sheet.bottom) sheet.paragraph(left, { grey: true, align: 'center' })
    sheet.room(high)
  }

// ---- tables ----

interface Cell extends Style {
  readonly text: string
  readonly width: number
}

const linesIn = (sheet: Sheet, { text, width, size }: Cell) => sheet.linesOf(text, width - 2 * pad, size)

interface RowStyle {
  /** Written again on each new page. */
  readonly head?: () => void
  /** The least height, in points. */
  readonly least?: number | undefined
  /** What has to fit below it on the same page, in points. */
  readonly keep?: number
}

const highOf = (sheet: Sheet, cells: readonly Cell[], least: number) => {
  const lines = Math.max(...cells.map(cell => linesIn(sheet, cell).length))
  return Math.max(lines * lineHeight(cells[0]!.size) + 2 * pad, least)
}

/** One row with its frame; what is higher than a page begins here and goes on on the next one. */
const row = (sheet: Sheet, cells: readonly Cell[], { head, least = mm(7.5), keep = 0 }: RowStyle = {}) => {
  const step = lineHeight(cells[0]!.size)
  const high = (count: number) => Math.max(count * step + 2 * pad, least)
  let rest = cells.map(cell => ({ cell, lines: linesIn(sheet, cell) }))
  const longest = () => Math.max(...rest.map(({ lines }) => lines.length))
  const needs = high(longest()) + keep
  if (sheet.y + needs > sheet.bottom && needs < sheet.bottom - sheet.top - mm(10)) {
    sheet.nextPage()
    head?.()
  }
  for (let first = true; first || longest() > 0; first = false) {
    if (!first) {
      sheet.nextPage()
      head?.()
    }
    const fits = Math.max(1, Math.floor((sheet.bottom - sheet.y - 2 * pad) / step))
    const count = Math.min(longest(), fits)
    let x = sheet.left
    for (const { cell, lines } of rest) {
      sheet.box(x, sheet.y, cell.width, high(count))
      const here = lines.slice(0, count)
      const top = sheet.y + (high(count) - here.length * step) / 2
      here.forEach((line, i) => sheet.write(line, x + pad, top + i * step, cell.width - 2 * pad, cell))
      x += cell.width
    }
    sheet.down(high(count))
    rest = rest.map(({ cell, lines }) => ({ cell, lines: lines.slice(count) }))
  }
}

/** Label and value; without a value, to be filled in by hand. */
export type Fact = readonly [label: string, value?: string | undefined]

/** Facts in a frame, one or two in a row. */
export const facts =
  (rows: readonly (readonly Fact[])[]): Block =>
  sheet => {
    const label = mm(26)
    for (const each of rows)
      row(
        sheet,
        each.flatMap(([name, value = '']) => [
          { text: name, width: label, align: 'center' as const },
          { text: value, width: sheet.width / each.length - label },
        ]),
        { least: mm(9) },
      )
    sheet.down(gap)
  }

export interface Column {
  readonly title: string
  /** Of the whole, in parts; the sum may be anything. */
  readonly width: number
  readonly align?: 'left' | 'center' | 'right'
}

interface TableStyle {
  /** A last row across the whole. */
  readonly total?: string
  /** The least height of each row, in mm. */
  readonly high?: number
  /** What has to stand on one page with the last row, in mm: no seal is set under nothing. */
  readonly keep?: number
  /** Few rows are higher, and room that is left says so, so that what follows stands at the foot of the page. */
  readonly fills?: boolean
}

/** By how much a row may be higher than it has to be. */
const mostSpare = mm(3.5)
/** Less room than this is not worth a row of its own. */
const leastBlank = mm(6)

/** A table whose head stands on each of its pages. */
export const table =
  (
    columns: readonly Column[],
    rows: readonly (readonly string[])[],
    { total, high, keep = 0, fills = false }: TableStyle = {},
  ): Block =>
  sheet => {
    const parts = columns.reduce((sum, { width }) => sum + width, 0)
    const cells = columns.map(({ width, align = 'left' }) => ({
      width: (width / parts) * sheet.width,
      align,
      size: 9.5,
    }))
    const head = () =>
      row(
        sheet,
        columns.map(({ title }, i) => ({ ...cells[i]!, text: title, align: 'center' })),
      )
    // A head alone at the foot of a page is of no use.
    sheet.room(mm(20))
    head()
    const least = mm(high ?? 7.5)
    const below = mm(keep) + (total ? least : 0)
    const all = rows.map(each => {
      const written = cells.map((cell, i) => ({ ...cell, text: each[i] ?? '' }))
      return { cells: written, high: highOf(sheet, written, least) }
    })
    // All on this page with what follows; else the last one begins the next page with it.
    const room = sheet.bottom - sheet.y
    const spareFor = (rows: typeof all, room: number) =>
      rows.length ? (room - rows.reduce((sum, { high }) => sum + high, 0)) / rows.length : 0
    const spare = Math.max(spareFor(all, room - below), 0) || spareFor(all.slice(0, -1), room)
    const more = fills ? Math.min(Math.max(spare, 0), mostSpare) : 0
    const blank = (text: string, until: number) => {
      const left = until - sheet.y
      if (fills && left >= leastBlank)
        row(sheet, [{ text, width: sheet.width, align: 'center', grey: true }], { least: left })
    }
    for (const { cells, high } of all) {
      const last = cells === all.at(-1)!.cells
      if (last && sheet.y + high + more + below > sheet.bottom) blank('（接下页）', sheet.bottom)
      row(sheet, cells, { head, least: high + more, keep: last ? below : 0 })
    }
    blank('（以下空白）', sheet.bottom - below)
    if (total) row(sheet, [{ text: total, width: sheet.width, align: 'right' }], { head })
    sheet.down(gap)
  }

// ---- what is signed and checked ----

/** Lines to sign beside the place for a seal; what has a value is written. */
export const seal =
  (office: string, lines: readonly Fact[]): Block =>
  sheet => {
    const each = mm(9)
    const high = Math.max(each * lines.length + 2 * pad, mm(42))
    const half = sheet.width / 2
    sheet.room(high)
    const top = sheet.y
    sheet.box(sheet.left, top, half, high)
    sheet.box(sheet.left + half, top, half, high)
    const step = (high - 2 * pad) / lines.length
    lines.forEach(([label, value = ''], i) => {
      const at = top + pad + i * step + (step - lineHeight()) / 2
      sheet.write(`${label}：`, sheet.left + pad * 2, at, half)
      const from = sheet.left + mm(34)
      const under = at + lineHeight()
      sheet.write(value, from, at, half - mm(36))
      sheet.doc
        .lineWidth(0.4)
        .moveTo(from, under)
        .lineTo(sheet.left + half - pad * 2, under)
        .stroke('#000000')
    })
    const inner = half - 2 * pad
    const right = sheet.left + half + pad
    sheet.write('（盖章处）', right, top + (high - lineHeight()) / 2, inner, { align: 'center', grey: true })
    sheet.linesOf(office, inner).forEach((line, i, all) => {
      const at = top + high - pad - (all.length - i) * lineHeight()
      sheet.write(line, right, at, inner, { align: 'center' })
    })
    sheet.down(high + gap)
  }

/** A picture (JPEG or PNG) in the middle, so many millimetres wide and high at most. */
export const picture =
  (bytes: Buffer, side: number): Block =>
  sheet => {
    const high = mm(side)
    sheet.room(high)
    sheet.doc.image(bytes, sheet.left, sheet.y, { fit: [sheet.width, high], align: 'center' })
    sheet.down(high + gap)
  }

/** Pictures to cut out, each with a line below it: so many in a row, so many rows on a page. */
export const pictures =
  (all: readonly { readonly bytes: Buffer; readonly text: string }[], across: number, down: number): Block =>
  sheet => {
    const wide = sheet.width / across
    const high = (sheet.bottom - sheet.top) / down
    for (let at = 0; at < all.length; at += across) {
      sheet.room(high)
      all.slice(at, at + across).forEach(({ bytes, text }, i) => {
        const left = sheet.left + i * wide
        const side = Math.min(wide - mm(6), high - lineHeight() - mm(8))
        sheet.box(left, sheet.y, wide, high)
        sheet.doc.image(bytes, left + (wide - side) / 2, sheet.y + mm(3), { width: side })
        sheet.write(text, left + pad, sheet.y + mm(4) + side, wide - 2 * pad, { align: 'center' })
      })
      sheet.down(high)
    }
  }

/** A code to scan with lines beside it. */
export const qr =
  (content: string, beside: readonly string[]): Block =>
  sheet => {
    const side = mm(28)
    const from = sheet.left + side + mm(5)
    const lines = beside.flatMap(text => sheet.linesOf(text, sheet.width - (from - sheet.left)))
    const high = Math.max(side, lines.length * lineHeight())
    sheet.room(high)
    const code = qrcode(0, 'M')
    code.addData(content)
    code.make()
    const modules = code.getModuleCount()
    const dot = side / modules
    for (let r = 0; r < modules; r++)
      for (let c = 0, run = 0; c <= modules; c++) {
        if (c < modules && code.isDark(r, c)) run++
        else if (run) {
          // Whole runs, so that no hairline shows between dots.
          sheet.doc.rect(sheet.left + (c - run) * dot, sheet.y + r * dot, run * dot, dot * 1.02)
          run = 0
        }
      }
    sheet.doc.fill('#000000')
    lines.forEach((line, i) => sheet.write(line, from, sheet.y + i * lineHeight(), sheet.width))
    sheet.down(high + gap)
  }

// ---- the paper ----

export interface PdfDocument extends About {
  /** At the foot of each page. */
  readonly number?: string
  readonly blocks: readonly Block[]
}

/** Characters that the font does not have stand as 〓, and the paper says so. */
export const pdf = async ({ number, blocks, ...about }: PdfDocument): Promise<Buffer> => {
  const { name } = about
  const sheet = openSheet(about)
  for (const block of blocks) block(sheet)
  const missing = sheet.missing()
  if (missing.length) sheet.paragraph(`“〓”是字库里没有的字（${missing.join('、')}），请在旁边手写补上。`)
  return sheet.end((page, pages) => [
    `${name}${number ? `　编号 ${number}` : ''}`,
    `第 ${page} 页　共 ${pages} 页`,
  ])
}
