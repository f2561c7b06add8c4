/**
 * Tables that people send: XLSX of Excel and WPS, CSV, text pasted from a table. Nothing in them is trusted: what unfolds is
 * bounded before it is unfolded, nothing is fetched, no formula is calculated, and what is odd about a cell is said of it.
 */
import { inflateRawSync } from 'node:zlib'

export interface SheetCell {
  readonly text: string
  /** What stands there is not what somebody typed: calculated, made a date by the program, an error, or endless. */
  readonly odd?: 'formula' | 'date' | 'error' | 'long' | undefined
}
export interface SheetRow {
  /** As the program numbers it, from 1. */
  readonly line: number
  readonly cells: readonly SheetCell[]
}
export interface SheetIn {
  readonly name: string
  readonly rows: readonly SheetRow[]
}

/** `broken`: not what it says it is. `tooLarge`: more than any community has. */
export class UnreadableSheet extends Error {
  readonly why: 'broken' | 'tooLarge'
  constructor(why: 'broken' | 'tooLarge') {
    super(why)
    this.why = why
  }
}

const mostBytes = 40 * 1024 * 1024
const mostFiles = 1_000
const mostRows = 20_000
const mostColumns = 60
const longestText = 500

const cell = (text: string, odd?: SheetCell['odd']): SheetCell => {
  const plain = text.trim()
  return plain.length > longestText
    ? { text: plain.slice(0, longestText), odd: 'long' }
    : { text: plain, odd }
}

// ---- ZIP ----

/** Gives the files of a ZIP by name, each unfolded when it is asked for; all together `mostBytes` at most. */
const filesIn = (zip: Buffer) => {
  const places = new Map<string, { readonly at: number; readonly size: number; readonly method: number }>()
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0) throw new UnreadableSheet('broken')
  let at = zip.readUInt32LE(end + 16)
  const count = zip.readUInt16LE(end + 10)
  if (count > mostFiles) throw new UnreadableSheet('tooLarge')
  for (let n = 0; n < count; n++) {
    const [name, extra, comment] = [28, 30, 32].map(offset => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ]
    places.set(zip.toString('utf8', at + 46, at + 46 + name).replace(/^\//, ''), {
      ...{ method: zip.readUInt16LE(at + 10), size: zip.readUInt32LE(at + 20) },
      at: zip.readUInt32LE(at + 42),
    })
    at += 46 + name + extra + comment
  }
  let left = mostBytes
  return (name: string): string | undefined => {
    const place = places.get(name)
    if (!place) return undefined
    const from = place.at + 30 + zip.readUInt16LE(place.at + 26) + zip.readUInt16LE(place.at + 28)
    const bytes = zip.subarray(from, from + place.size)
    const plain = place.method === 8 ? inflateRawSync(bytes, { maxOutputLength: Math.max(left, 1) }) : bytes
    left -= plain.length
    if (left < 0) throw new UnreadableSheet('tooLarge')
    return plain.toString('utf8')
  }
}

// ---- XML, as far as tables need it ----

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&', apos: "'" }
const plain = (xml: string) =>
  xml
    .replace(
      /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{1,8}));/gi,
      (all, hex?: string, ten?: string, name?: string) => {
        const code = hex ? parseInt(hex, 16) : Number(ten)
        if (name) return entities[name] ?? all
        return code <= 0x10ffff ? String.fromCodePoint(code) : ''
      },
    )
    // As Excel writes what XML cannot hold.
    .replace(/_x([0-9A-F]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))

interface Tag {
  readonly name: string
  readonly attributes: string
  readonly opens: boolean
  readonly closes: boolean
  /** What stands between it and the next one. */
  readonly text: string
}

/** One after the other, without prefixes; comments and entities of the document's own are nothing. */
function* tagsIn(xml: string): Generator<Tag> {
  for (const [, slash, name = '', attributes = '', text = ''] of xml.matchAll(
    /<(\/?)(?:[\w.-]+:)?([\w.-]+)([^<>]*)>([^<]*)/g,
  )) {
    const empty = attributes.endsWith('/')
    yield { name, attributes, text, opens: !slash, closes: slash === '/' || empty }
  }
}

const attribute = ({ attributes }: Tag, name: string) => {
  const [, one, two] =
    new RegExp(`(?:^|\\s)(?:[\\w.-]+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes) ?? []
  const found = one ?? two
  return found === undefined ? undefined : plain(found)
}

/** Texts that cells share; how they are to be read aloud (rPh) is none of them. */
const sharedIn = (xml: string) => {
  const texts: string[] = []
  let [text, aloud] = ['', false]
  for (const tag of tagsIn(xml)) {
    if (tag.name === 'si' && tag.opens) text = ''
    if (tag.name === 'rPh') aloud = tag.opens && !tag.closes
    if (tag.name === 't' && tag.opens && !aloud && text.length <= longestText) text += plain(tag.text)
    if (tag.name === 'si' && tag.closes) texts.push(text)
  }
  return texts
}

const usualDates = (id: number) => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58)

/** Which styles show a number as a date. */
const datesIn = (xml: string) => {
  const own = new Set<number>()
  const dates = new Set<number>()
  let [formats, style] = [false, 0]
  for (const tag of tagsIn(xml)) {
    if (
      tag.name === 'numFmt' &&
      /[ymd](?![^[]*\])/i.test((attribute(tag, 'formatCode') ?? '').replace(/"[^"]*"|\\./g, ''))
    )
      own.add(Number(attribute(tag, 'numFmtId')))
    if (tag.name === 'cellXfs') formats = tag.opens
    if (formats && tag.name === 'xf' && tag.opens) {
      const id = Number(attribute(tag, 'numFmtId') ?? 0)
      if (usualDates(id) || own.has(id)) dates.add(style)
      style++
    }
  }
  return dates
}

const columnOf = (place: string | undefined) => {
  const letters = /^[A-Z]{1,3}/.exec(place ?? '')?.[0]
  return letters && [...letters].reduce((sum, each) => sum * 26 + each.charCodeAt(0) - 64, 0) - 1
}

/** 1.3800138E10 is 13800138000. */
const numberIn = (text: string) =>
  text !== '' && Number.isFinite(Number(text)) ? String(Number(text)) : text

const rowsIn = (xml: string, shared: readonly string[], dates: ReadonlySet<number>): SheetRow[] => {
  const rows: SheetRow[] = []
  let [line, column, text] = [0, -1, '']
  let [type, isDate, isFormula] = ['n', false, false]
  let cells: SheetCell[] = []
  for (const tag of tagsIn(xml)) {
    if (tag.name === 'row' && tag.opens) {
      line = Number(attribute(tag, 'r')) || line + 1
      ;[cells, column] = [[], -1]
    }
    if (tag.name === 'c' && tag.opens) {
      column = columnOf(attribute(tag, 'r')) || (attribute(tag, 'r') ? 0 : column + 1)
      type = attribute(tag, 't') ?? 'n'
      isDate = type === 'n' && dates.has(Number(attribute(tag, 's') ?? 0))
      ;[text, isFormula] = ['', false]
    }
    if (tag.name === 'f' && tag.opens) isFormula = true
    if ((tag.name === 'v' || tag.name === 't') && tag.opens && text.length <= longestText)
      text += plain(tag.text)
    if (tag.name === 'c' && tag.closes && column < mostColumns && text !== '') {
      const said = type === 's' ? (shared[Number(text)] ?? '') : type === 'n' ? numberIn(text) : text
      cells[column] = cell(said, isFormula ? 'formula' : type === 'e' ? 'error' : isDate ? 'date' : undefined)
    }
    if (tag.name === 'row' && tag.closes && cells.length) {
      if (rows.length >= mostRows) throw new UnreadableSheet('tooLarge')
      rows.push({ line, cells: Array.from(cells, each => each ?? cell('')) })
    }
  }
  return rows
}

const xlsxIn = (bytes: Buffer): SheetIn[] => {
  const file = filesIn(bytes)
  const [book, relations] = [file('xl/workbook.xml'), file('xl/_rels/workbook.xml.rels')]
  if (!book || !relations) throw new UnreadableSheet('broken')
  const targets = new Map(
    [...tagsIn(relations)]
      .filter(({ name }) => name === 'Relationship')
      .map(tag => [attribute(tag, 'Id'), attribute(tag, 'Target') ?? ''] as const),
  )
  const shared = sharedIn(file('xl/sharedStrings.xml') ?? '')
  const dates = datesIn(file('xl/styles.xml') ?? '')
  return [...tagsIn(book)]
    .filter(tag => tag.name === 'sheet' && tag.opens && (attribute(tag, 'state') ?? 'visible') === 'visible')
    .map(tag => {
      const target = targets.get(attribute(tag, 'id')) ?? ''
      const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`
      return { name: attribute(tag, 'name') ?? '', rows: rowsIn(file(path) ?? '', shared, dates) }
    })
}

// ---- text ----

/** UTF-8, what Excel calls Unicode text, or GBK, which Excel writes in China. */
const decoded = (bytes: Buffer): string => {
  const named =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : undefined
  if (named) return new TextDecoder(named).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const text = new TextDecoder('gb18030').decode(bytes)
    if (text.includes('\ufffd')) throw new UnreadableSheet('broken')
    return text
  }
}

const textIn = (bytes: Buffer): SheetIn[] => {
  const text = decoded(bytes).replace(/\r\n?/g, '\n')
  if (/[\x00-\x08]/.test(text)) throw new UnreadableSheet('broken')
  const comma = ['\t', ',', '，', ';'].find(each => text.includes(each)) ?? '\t'
  const rows: SheetRow[] = []
  let [line, began, said, quoted] = [1, 1, '', false]
  let cells: SheetCell[] = []
  const endCell = () => {
    if (cells.length < mostColumns) cells.push(cell(said))
    said = ''
  }
  for (let at = 0; at <= text.length; at++) {
    const sign = text[at] ?? '\n'
    if (quoted && at < text.length) {
      if (sign === '"' && text[at + 1] === '"') said += text[++at]!
      else if (sign === '"') quoted = false
      else said += sign
      if (sign === '\n') line++
    } else if (sign === '"' && said === '') quoted = true
    else if (sign === comma) endCell()
    else if (sign === '\n') {
      endCell()
      if (cells.some(each => each.text)) rows.push({ line: began, cells })
      if (rows.length > mostRows) throw new UnreadableSheet('tooLarge')
      cells = []
      began = ++line
    } else said += sign
  }
  return [{ name: '', rows }]
}

/** Throws `UnreadableSheet`, whatever the bytes are. */
export const sheetsIn = (bytes: Buffer): SheetIn[] => {
  try {
    return bytes.subarray(0, 2).toString('latin1') === 'PK' ? xlsxIn(bytes) : textIn(bytes)
  } catch (error) {
    if (error instanceof UnreadableSheet) throw error
    const { code } = error as { code?: string }
    throw new UnreadableSheet(code === 'ERR_BUFFER_TOO_LARGE' ? 'tooLarge' : 'broken')
  }
}
