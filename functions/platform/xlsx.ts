/** Tables for Excel and WPS. */
import writeXlsxFile, { type CellObject } from 'write-excel-file/node'

export interface XlsxColumn {
  readonly title: string
  /** In characters. */
  readonly width: number
  readonly kind: 'text' | 'number' | 'date'
}

/** A day is written as YYYY-MM-DD. */
export type XlsxValue = string | number | undefined

export interface XlsxTable {
  /** The sheet's name: at most 31 characters, none of \ / ? * [ ] : */
  readonly sheet: string
  readonly columns: readonly XlsxColumn[]
  readonly rows: readonly (readonly XlsxValue[])[]
}

/** What Excel takes in one cell. */
const longestText = 32_767

/**
 * A cell never holds a formula: what begins with = + - @ is a text like any other, in a cell of text, so that editing it
 * does not make it one. A value that is not of its column's kind is written as a text, not lost.
 */
const cellOf = (value: XlsxValue, { kind }: XlsxColumn): CellObject | null => {
  if (value === undefined || value === '') return null
  if (kind === 'number' && typeof value === 'number' && Number.isFinite(value)) return { type: Number, value }
  if (kind === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(String(value)))
    return { type: Date, value: new Date(`${value}T00:00:00Z`), format: 'yyyy-mm-dd', align: 'center' }
  return { type: String, value: String(value).slice(0, longestText), format: '@', wrap: true }
}

const headOf = ({ columns }: XlsxTable) =>
  columns.map(({ title }) => ({
    ...({ type: String, value: title, fontWeight: 'bold', align: 'center' } as const),
    ...({
      backgroundColor: '#EEEEEE',
      bottomBorderStyle: 'thin',
      height: 24,
      alignVertical: 'center',
    } as const),
  }))

const sheetOf = (table: XlsxTable) => {
  const { columns, rows, sheet } = table
  const data = [headOf(table), ...rows.map(row => columns.map((column, i) => cellOf(row[i], column)))]
  return { data, sheet, columns: columns.map(({ width }) => ({ width })), stickyRowsCount: 1 }
}

/** Several sheets in one file. */
export const xlsxBook = (tables: readonly XlsxTable[]): Promise<Buffer> =>
  writeXlsxFile(tables.map(sheetOf)).toBuffer()

export const xlsx = (table: XlsxTable): Promise<Buffer> => xlsxBook([table])
