/**
 * Makes functions/platform/fonts/RareHan.ttf, for names that the main font of papers cannot write: what people in China
 * are called, where they live, and other ways of writing a common character, out of a font that has them all (50 MB).
 *
 * Debian has the sources: `apt-get download fonts-babelstone-han unicode-data`, `dpkg -x` each, `bunzip2` the two lists.
 * `node local/rare-font.ts BabelStoneHan.ttf Unihan_IRGSources.txt Unihan_Variants.txt`
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create, type Font } from 'fontkit'

const [fontFile = '', sourcesFile = '', variantsFile = ''] = process.argv.slice(2)
const open = (file: string) => create(readFileSync(file)) as Font

const has = open(fontFile)
const main = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
)
const written = new Set(open(main).characterSet)

// ---- which characters ----

/** Unihan: `U+2BC20<tab>kIRG_GSource<tab>GZFY-00573`. */
const linesOf = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .flatMap(line => {
      const [, hex = '', field = '', value = ''] = /^U\+(\w+)\t(\w+)\t(.*)/.exec(line) ?? []
      return hex ? [{ character: parseInt(hex, 16), field, value }] : []
    })
const sources = linesOf(sourcesFile)

/**
 * China’s characters but those of the past: 康熙字典 (KX), 汉语大字典 (HZ, HZR), 四库全书 (4K), bronzes (ZJW); and the many of
 * the Zhuang (Z), of Japan and Korea (JZ). What remains is names of persons (XM, IDC, RM) and places (DM), of things and
 * of today’s speech, as Unicode’s Annex 38 says.
 */
const inUse = /^G(?!(KX|HZR?|4K|ZJW|Z|JZ)(-|$))/
const common = new Set(
  sources.filter(({ value }) => value.startsWith('G0-')).map(({ character }) => character),
)
const isWanted = (field: string, value: string) =>
  field === 'kIRG_GSource'
    ? inUse.test(value)
    : // Asked for by single users, or by the Buddhist canon for a character that was asked for late.
      field === 'kIRG_USource' || field === 'kIRG_SSource'
const otherForm = /^k(Semantic|SpecializedSemantic|Z|Spoofing)Variant$/
const firstSupplementary = 0x20000
const firstOfPlane3 = 0x30000

const wanted = [
  ...sources
    .filter(({ character, field }) => field !== 'kIRG_SSource' || character >= firstOfPlane3)
    .filter(({ field, value }) => isWanted(field, value)),
  ...linesOf(variantsFile)
    .filter(({ field }) => otherForm.test(field))
    .filter(({ value }) =>
      [...value.matchAll(/U\+(\w+)/g)].some(([, hex = '']) => common.has(parseInt(hex, 16))),
    ),
].map(({ character }) => character)
const characters = [...new Set(wanted)]
  .filter(each => each >= firstSupplementary && !written.has(each) && has.hasGlyphForCodePoint(each))
  .sort((a, b) => a - b)

// ---- the font ----

const subset = has.createSubset()
const order = new Map<number, number>() // glyph there → glyph here; the first here is the one for what is missing
const glyphs = characters.map(each => {
  const there = has.glyphForCodePoint(each)
  if (!order.has(there.id)) {
    order.set(there.id, order.size + 1)
    subset.includeGlyph(there)
  }
  return { each, glyph: order.get(there.id)! }
})
const outlines = Buffer.from(subset.encode())
const tables = new Map<string, Buffer>()
for (let i = 0; i < outlines.readUInt16BE(4); i++) {
  const at = 12 + 16 * i
  const from = outlines.readUInt32BE(at + 8)
  tables.set(
    outlines.toString('latin1', at, at + 4),
    outlines.subarray(from, from + outlines.readUInt32BE(at + 12)),
  )
}

const numbers = (size: 2 | 4, ...values: readonly number[]) => {
  const bytes = Buffer.alloc(size * values.length)
  values.forEach((value, i) => bytes.writeUIntBE(value, i * size, size))
  return bytes
}

// cmap: one table of format 12, full Unicode, each character a group of its own.
tables.set(
  'cmap',
  Buffer.concat([
    numbers(2, 0, 1, 3, 10),
    numbers(4, 12),
    numbers(2, 12, 0),
    numbers(4, 16 + 12 * glyphs.length, 0, glyphs.length),
    ...glyphs.map(({ each, glyph }) => numbers(4, each, each, glyph)),
  ]),
)
// What its licence asks for: whose it is, and how and when it was changed.
const names = [
  [0, has.copyright],
  [1, 'Rare Han'],
  [2, 'Regular'],
  [4, 'Rare Han'],
  [5, has.version ?? ''],
  [6, 'RareHan'],
  [
    10,
    `A subset of ${has.fullName}: ${characters.length} characters, outlines unchanged. Taken out in November 2026 by local/rare-font.ts.`,
  ],
  [13, 'Arphic Public License'],
] as const
const texts = names.map(([, text]) => Buffer.from(String(text), 'utf16le').swap16())
let at = 0
tables.set(
  'name',
  Buffer.concat([
    numbers(2, 0, names.length, 6 + 12 * names.length),
    ...names.map(([id], i) => {
      const { length } = texts[i]!
      at += length
      return numbers(2, 3, 1, 0x409, id, length, at - length)
    }),
    ...texts,
  ]),
)
// post: no names of glyphs.
tables.set('post', Buffer.concat([numbers(4, 0x30000), Buffer.alloc(28)]))

const padded = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)])
const sumOf = (bytes: Buffer) => {
  let sum = 0
  for (let i = 0; i < bytes.length; i += 4) sum = (sum + bytes.readUInt32BE(i)) >>> 0
  return sum
}
const head = Buffer.from(tables.get('head')!)
head.writeUInt32BE(0, 8)
tables.set('head', head)
const inOrder = [...tables].sort(([a], [b]) => (a < b ? -1 : 1))
const power = Math.floor(Math.log2(inOrder.length))
let offset = 12 + 16 * inOrder.length
const directory = inOrder.map(([tag, bytes]) => {
  const line = Buffer.concat([
    Buffer.from(tag, 'latin1'),
    numbers(4, sumOf(padded(bytes)), offset, bytes.length),
  ])
  offset += padded(bytes).length
  return line
})
const font = Buffer.concat([
  numbers(4, 0x10000),
  numbers(2, inOrder.length, 16 << power, power, 16 * inOrder.length - (16 << power)),
  ...directory,
  ...inOrder.map(([, bytes]) => padded(bytes)),
])
const headFrom = directory[inOrder.findIndex(([tag]) => tag === 'head')]!.readUInt32BE(8)
font.writeUInt32BE((0xb1b0afba - sumOf(font)) >>> 0, headFrom + 8)

writeFileSync(new URL('../functions/platform/fonts/RareHan.ttf', import.meta.url), font)
console.log(`${characters.length} characters, ${Math.round(font.length / 1024)} KB`)
