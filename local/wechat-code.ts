import { crc32, deflateSync } from 'node:zlib'
import qrcode from 'qrcode-generator'

const chunk = (type: string, data: Buffer) => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** A code as a PNG of one byte a dot, some `width` pixels wide. */
export const codePicture = (content: string, width: number): Buffer => {
  const code = qrcode(0, 'M')
  code.addData(content)
  code.make()
  const margin = 2
  const dots = code.getModuleCount() + 2 * margin
  const dot = Math.max(1, Math.floor(width / dots))
  const side = dots * dot
  const isDark = (row: number, column: number) =>
    [row, column].every(at => at >= margin && at < dots - margin) &&
    code.isDark(row - margin, column - margin)
  const rows = Array.from({ length: side }, (_, y) =>
    Buffer.from([
      0, // no filter
      ...Array.from({ length: side }, (_, x) => (isDark(Math.floor(y / dot), Math.floor(x / dot)) ? 0 : 255)),
    ]),
  )
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head.set([8, 0, 0, 0, 0], 8) // eight bits of grey
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
