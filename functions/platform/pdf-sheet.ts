/**
 * Paper being written from top to bottom: lines that break where Chinese may break, and the next page where this one
 * is full. Fonts are embedded as subsets, so that a paper looks the same wherever it is opened and stays small.
 */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as fontkit from 'fontkit'
import PDFDocument from 'pdfkit'
import { once } from './context.ts'

/** Millimetres in points. */
export const mm = (millimetres: number) => (millimetres * 72) / 25.4

/** Wide and high, in points: A4 upright is what an office files, A3 across what it hangs on its wall. */
const papers = { A4: [mm(210), mm(297)], A3: [mm(420), mm(297)] } as const
export const margin = { side: mm(18), top: mm(18), bottom: mm(20) } as const

interface Face {
  readonly name: string
  readonly bytes: Buffer
  readonly font: fontkit.Font
}
const face = (name: string, file: string): Face => {
  const bytes = readFileSync(file)
  return { name, bytes, font: fontkit.create(bytes) as fontkit.Font }
}

/** 宋体, as on any form of an office; one weight, for it is 15 MB. It has the characters of GB 18030, rare names too. */
const mainFace = once(() =>
  face(
    'main',
    createRequire(import.meta.url).resolve(
      '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
    ),
  ),
)

/** Rarer names, as 𠮷, 𫰠 and 𱖎 (local/rare-font.ts says which). It lies above this file, or above the bundle. */
const rareFace = once(() => {
  const path = 'functions/platform/fonts/RareHan.ttf'
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, path)) && folder !== dirname(folder)) folder = dirname(folder)
  return face('rare', join(folder, path))
})

const isIn = ({ font }: Face, each: string) => font.hasGlyphForCodePoint(each.codePointAt(0)!)
/** The main font where it has the character; the other one is only read where a paper needs it. */
const faceOf = (each: string) => [mainFace, rareFace].find(open => isIn(open(), each))?.()

/** Stands for a character that the font does not have, as printers have always done it. */
const unknown = '〓'

// ---- where lines break ----

const notFirst = new Set('，。、；：？！）》」』】〉〕”’…—％%,.;:?!)]}·')
const notLast = new Set('（《「『【〈〔“‘￥([{')
/** Words and numbers stay whole; every other character stands for itself. */
const tokensIn = (text: string) => text.match(/[A-Za-z0-9][A-Za-z0-9.,:/_@-]*(?<![.,:])|./gu) ?? []

const widths = new Map<string, number>()
const emsOf = (text: string): number => {
  let sum = 0
  for (const each of text) {
    if (!widths.has(each)) {
      const { font } = faceOf(each) ?? mainFace()
      widths.set(each, font.glyphForCodePoint(each.codePointAt(0)!).advanceWidth / font.unitsPerEm)
    }
    sum += widths.get(each)!
  }
  return sum
}

/** Parts of a line, each in one font. */
const runsIn = (line: string) => {
  const runs: { readonly face: Face; text: string }[] = []
  for (const each of line) {
    const face = faceOf(each) ?? mainFace()
    const last = runs.at(-1)
    if (last?.face === face) last.text += each
    else runs.push({ face, text: each })
  }
  return runs
}

/** Breaks a text without line ends; a word that is longer than a line is broken anywhere. */
const broken = (text: string, ems: number): string[] => {
  const lines: string[] = []
  let line: string[] = []
  const tokens = tokensIn(text).flatMap(token => (emsOf(token) > ems ? [...token] : token))
  for (const token of tokens) {
    if (line.length && emsOf(line.join('') + token) > ems) {
      // What may not stand first takes along what is before it; so does what may not stand last.
      let from = line.length
      while (from > 1 && (notFirst.has(line[from] ?? token) || notLast.has(line[from - 1]!))) from--
      lines.push(line.slice(0, from).join(''))
      line = line.slice(from)
      if (!line.length && token === ' ') continue
    }
    line.push(token)
  }
  return [...lines, line.join('')]
}

// ---- the sheet ----

export interface Style {
  /** Points; 10.5 is 五号, what forms are written in. */
  readonly size?: number
  readonly align?: 'left' | 'center' | 'right'
  /** Drawn with a thicker pen, for there is one weight: for large letters, small ones run together on a screen. */
  readonly bold?: boolean
  readonly grey?: boolean
  /** #rrggbb */
  readonly colour?: string
}

export const bodySize = 10.5
export const lineHeight = (size = bodySize) => size * 1.5

/** What the file says of itself: never anything of a person. */
export interface About {
  readonly name: string
  /** ISO 8601: the same paper made twice is the same, byte by byte. */
  readonly madeAt: string
  readonly paper?: keyof typeof papers
}

export const openSheet = ({ name, madeAt, paper = 'A4' }: About) => {
  const [width, height] = papers[paper]
  const doc = new PDFDocument({
    ...{ size: [width, height], margin: 0, font: '', bufferPages: true, lang: 'zh-CN', displayTitle: true },
    info: { Title: name, Creator: '睦邻', Producer: '睦邻', CreationDate: new Date(madeAt) },
  })
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<Buffer>((resolve, reject) =>
    doc.on('end', () => resolve(Buffer.concat(chunks))).on('error', reject),
  )
  const missing = new Set<string>()
  let y: number = margin.top

  /** What can be written of it: nothing invisible, and nothing that vanishes. */
  const writable = (text: string) =>
    Array.from(
      text
        .replace(/\r\n?/g, '\n')
        .replace(/\t/g, ' ')
        .replace(/[\p{Cf}\p{Mn}]/gu, ''),
      each => {
        if (each === '\n' || faceOf(each)) return each
        missing.add(each)
        return unknown
      },
    ).join('')

  const sheet = {
    doc,
    left: margin.side,
    width: width - 2 * margin.side,
    top: margin.top,
    bottom: height - margin.bottom,
    /** Where the next thing goes, in points from the top. */
    get y() {
      return y
    },
    /** Goes down by so much. */
    down(points: number) {
      y += points
    },
    nextPage() {
      doc.addPage()
      y = margin.top
    },
    /** The page that the pen is on, from 1. */
    get page() {
      return doc.bufferedPageRange().count
    },
    /** Writes on an earlier page, which has to have room for it, and comes back. */
    on(page: number, write: () => void) {
      const back = y
      doc.switchToPage(page - 1)
      y = margin.top
      write()
      doc.switchToPage(sheet.page - 1)
      y = back
    },
    /** Makes sure that so much fits on this page. */
    room(points: number) {
      if (y + points > sheet.bottom) sheet.nextPage()
    },
    /** The lines of a text in so many points. */
    linesOf: (text: string, points: number, size = bodySize) =>
      writable(text)
        .split('\n')
        .flatMap(each => broken(each, points / size)),
    /** One line that fits, at a place of this page. */
    write(line: string, x: number, at: number, points: number, style: Style = {}) {
      const { size = bodySize, align = 'left', bold = false, grey = false } = style
      const { colour = grey ? '#666666' : '#000000' } = style
      const text = writable(line)
      const free = points - emsOf(text) * size
      const from = x + (align === 'left' ? 0 : align === 'right' ? free : free / 2)
      doc
        .fontSize(size)
        .fillColor(colour)
        .strokeColor(colour)
        .lineWidth(size / 45)
      // One line to stand on, whatever the font; main and rare ones differ in how far they go above it.
      const { ascent, descent, unitsPerEm } = mainFace().font
      const up = (lineHeight(size) + ((ascent + descent) / unitsPerEm) * size) / 2
      let pen = from
      for (const { face, text: run } of runsIn(text)) {
        doc.registerFont(face.name, face.bytes).font(face.name)
        doc.text(run, pen, at + up, { lineBreak: false, baseline: 'alphabetic', fill: true, stroke: bold })
        pen += emsOf(run) * size
      }
    },
    /** A text from the pen downwards: a few lines stay together, more go over pages. */
    paragraph(text: string, style: Style = {}) {
      const lines = sheet.linesOf(text, sheet.width, style.size)
      if (lines.length <= 4) sheet.room(lines.length * lineHeight(style.size))
      for (const line of lines) {
        sheet.room(lineHeight(style.size))
        sheet.write(line, sheet.left, y, sheet.width, style)
        y += lineHeight(style.size)
      }
    },
    box(x: number, at: number, points: number, high: number) {
      doc.lineWidth(0.6).strokeColor('#000000').rect(x, at, points, high).stroke()
    },
    /** Characters that could not be written, as code points. */
    missing: () => [...missing].map(each => `U+${each.codePointAt(0)!.toString(16).toUpperCase()}`),
    /** Writes the foot of each page and closes the paper. */
    async end(foot: (page: number, pages: number) => readonly [left: string, right: string]) {
      const { count } = doc.bufferedPageRange()
      for (let page = 0; page < count; page++) {
        doc.switchToPage(page)
        const [left, right] = foot(page + 1, count)
        const at = height - margin.bottom + mm(4)
        sheet.write(left, sheet.left, at, sheet.width, { size: 9, grey: true })
        sheet.write(right, sheet.left, at, sheet.width, { size: 9, grey: true, align: 'right' })
      }
      doc.end()
      return ended
    },
  }
  return sheet
}
export type Sheet = ReturnType<typeof openSheet>
