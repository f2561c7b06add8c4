/** What can be read in a PDF of ours, for tests: the text of each page, and the fonts. */
import { inflateSync } from 'node:zlib'

const objectsIn = (pdf: Buffer) => {
  const text = pdf.toString('latin1')
  const found = new Map<string, { readonly head: string; readonly stream: () => Buffer }>()
  for (const { 1: id = '', 2: body = '', index } of text.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const start = body.indexOf('stream\n')
    const head = start < 0 ? body : body.slice(0, start)
    const from = index + `${id} 0 obj\n`.length + start + 'stream\n'.length
    const length = Number(/\/Length (\d+)/.exec(head)?.[1])
    const stream = () => {
      const bytes = pdf.subarray(from, from + length)
      return head.includes('/FlateDecode') ? inflateSync(bytes) : bytes
    }
    found.set(id, { head, stream })
  }
  return found
}

const utf16 = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le')

export const readPdf = (pdf: Buffer) => {
  const objects = objectsIn(pdf)
  const heads = [...objects.values()].map(({ head }) => head)
  const at = (id: string | undefined) => objects.get(id ?? '')!
  const refIn = (head: string, name: string) => new RegExp(`/${name} (\\d+) 0 R`).exec(head)?.[1]

  // pdfkit numbers the glyphs of each subset from 0, in ranges of 256.
  const lettersIn = (font: string) =>
    [
      ...at(refIn(at(font).head, 'ToUnicode'))
        .stream()
        .toString('latin1')
        .matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g),
    ]
      .flatMap(([, , list = '']) => [...list.matchAll(/<([0-9a-f ]*)>/g)])
      .map(([, hex = '']) => utf16(hex.replaceAll(' ', '')))
  const letters = new Map(
    heads
      .flatMap(head => [...head.matchAll(/\/(F\d+) (\d+) 0 R/g)])
      .map(([, name = '', id = '']) => [name, lettersIn(id)] as const),
  )
  /** What stands on one height in two fonts is one line. */
  const lines = (content: string) => {
    const found: { readonly font: string; readonly height: string; readonly text: string }[] = []
    for (const block of content.matchAll(/BT\n([\s\S]*?)\nET/g)) {
      const { 1: height = '' } = /1 0 0 1 \S+ (\S+) Tm/.exec(block[1]!) ?? []
      const { 1: font = '' } = /\/(F\d+) \S+ Tf/.exec(block[1]!) ?? []
      const text = [...block[1]!.matchAll(/\[([^\]]*)\] TJ/g)]
        .flatMap(([, list = '']) => [...list.matchAll(/<([0-9a-f]*)>/g)])
        .flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
        .map(glyph => letters.get(font)![parseInt(glyph, 16)])
        .join('')
      const last = found.at(-1)
      if (last && last.height === height && last.font !== font) found.pop()
      found.push({
        font,
        height,
        text: last && last.height === height && last.font !== font ? last.text + text : text,
      })
    }
    return found.map(({ text }) => text)
  }
  return {
    /** The lines of each page, as they were written. */
    pages: heads
      .filter(head => /\/Type \/Page\b/.test(head) && head.includes('/Contents'))
      .map(head => lines(at(refIn(head, 'Contents')).stream().toString('latin1'))),
    /** Names of the fonts and what is embedded of each. */
    fonts: heads
      .filter(head => head.includes('/FontDescriptor\n') || head.includes('/Type /FontDescriptor'))
      .map(head => ({
        name: /\/FontName \/(\S+)/.exec(head)?.[1],
        file: at(refIn(head, 'FontFile2')).stream(),
      })),
  }
}
