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

  // pdfkit numbers the glyphs of the subset from 0, in ranges of 256.
  const unicode = refIn(heads.find(head => head.includes('/ToUnicode')) ?? '', 'ToUnicode')
  const letters = [
    ...at(unicode)
      .stream()
      .toString('latin1')
      .matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g),
  ]
    .flatMap(([, , list = '']) => [...list.matchAll(/<([0-9a-f ]*)>/g)])
    .map(([, hex = '']) => utf16(hex.replaceAll(' ', '')))
  const lines = (content: string) =>
    [...content.matchAll(/\[([^\]]*)\] TJ/g)].map(([, list = '']) =>
      [...list.matchAll(/<([0-9a-f]*)>/g)]
        .flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
        .map(glyph => letters[parseInt(glyph, 16)])
        .join(''),
    )
  return {
    /** The lines of each page, as they were written. */
    pages: heads
      .filter(head => /\/Type \/Page\b/.test(head) && head.includes('/Contents'))
      .map(head => lines(at(refIn(head, 'Contents')).stream().toString('latin1'))),
    /** Names of the fonts and the bytes of what is embedded of each. */
    fonts: heads
      .filter(head => head.includes('/FontDescriptor\n') || head.includes('/Type /FontDescriptor'))
      .map(head => ({
        name: /\/FontName \/(\S+)/.exec(head)?.[1],
        bytes: at(refIn(head, 'FontFile2')).stream().length,
      })),
  }
}
