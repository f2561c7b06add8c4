/** What can be read in a table of ours, for tests. */
import { inflateRawSync } from 'node:zlib'

/** The files of a ZIP, by its central directory. */
export const unzipped = (zip: Buffer) => {
  const files = new Map<string, string>()
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  let at = zip.readUInt32LE(end + 16)
  for (let count = zip.readUInt16LE(end + 10); count > 0; count--) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)]
    const [name, extra, comment] = [28, 30, 32].map(offset => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ]
    const local = zip.readUInt32LE(at + 42)
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const bytes = zip.subarray(start, start + size)
    files.set(
      zip.toString('utf8', at + 46, at + 46 + name),
      (method === 8 ? inflateRawSync(bytes) : bytes).toString('utf8'),
    )
    at += 46 + name + extra + comment
  }
  return files
}

const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' }
const plain = (xml: string) => xml.replace(/&(lt|gt|quot|amp);/g, each => entities[each]!)

/** Row by row, each cell under its column's title; an empty cell is left out, a day is its number. */
export const readXlsx = (bytes: Buffer): Readonly<Record<string, string | number>>[] => {
  const files = unzipped(bytes)
  const texts = [...files.get('xl/sharedStrings.xml')!.matchAll(/<si><t[^>]*>([^<]*)<\/t><\/si>/g)].map(
    ([, text = '']) => plain(text),
  )
  const rows = [...files.get('xl/worksheets/sheet1.xml')!.matchAll(/<row [^>]*>(.*?)<\/row>/g)].map(
    ([, row = '']) =>
      new Map(
        [...row.matchAll(/<c r="([A-Z]+)\d+"([^>]*)><v>([^<]*)<\/v>/g)].map(
          ([, column = '', about = '', value = '']) =>
            [column, about.includes('t="s"') ? texts[Number(value)]! : Number(value)] as const,
        ),
      ),
  )
  const [head = new Map<string, string | number>(), ...rest] = rows
  return rest.map(row =>
    Object.fromEntries([...row].map(([column, value]) => [String(head.get(column)), value])),
  )
}
