import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { refuse } from './s3-words.ts'
import type { Asked } from './stand-in.ts'

// A body as it reaches S3: perhaps in aws-chunked form, and checked against all that was sent to check it by.

const MIN_CHUNK = 8192

export const digest = (algorithm: 'md5' | 'sha256', bytes: Buffer) =>
  createHash(algorithm).update(bytes).digest()

function crc32Of(bytes: Buffer) {
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(bytes))
  return sum
}

const checks: Record<string, (bytes: Buffer) => Buffer> = {
  'content-md5': bytes => digest('md5', bytes),
  'x-amz-checksum-crc32': crc32Of,
  'x-amz-checksum-sha256': bytes => digest('sha256', bytes),
}

/** A header; in a presigned URL those of x-amz- are moved into the query. */
export const said = ({ header, query }: Asked, name: string) =>
  header(name) || (name.startsWith('x-amz-') ? (query.get(name) ?? '') : '')

/** Chunks `<size in hex>[;chunk-signature=…]\r\n<data>\r\n`, one of size 0, then trailers as headers are. */
function unchunk(body: Buffer) {
  let at = 0
  const data: Buffer[] = []
  const trailers = new Map<string, string>()
  function line() {
    const end = body.indexOf('\r\n', at)
    if (end < 0) return refuse('IncompleteBody')
    const text = body.toString('latin1', at, end)
    at = end + 2
    return text
  }
  for (;;) {
    const size = Number.parseInt(/^([0-9a-f]{1,8})(;|$)/i.exec(line())?.[1] ?? refuse('IncompleteBody'), 16)
    if (size === 0) break
    if ((data.at(-1)?.length ?? MIN_CHUNK) < MIN_CHUNK) refuse('InvalidChunkSizeError')
    data.push(body.subarray(at, at + size))
    at += size
    if (line() !== '') refuse('IncompleteBody')
  }
  while (at < body.length) {
    const text = line()
    if (!text) break
    const [, name = '', value = ''] = /^([^:]+):(.*)$/.exec(text) ?? refuse('MalformedTrailerError')
    trailers.set(name.toLowerCase(), value.trim())
  }
  return { bytes: Buffer.concat(data), trailers }
}

function unpack(asked: Asked): { bytes: Buffer; trailers: Map<string, string> } {
  const payload = said(asked, 'x-amz-content-sha256')
  if (payload.startsWith('STREAMING-')) {
    const unpacked = unchunk(asked.bytes)
    const length = asked.header('x-amz-decoded-content-length') || refuse('MissingContentLength')
    if (unpacked.bytes.length !== Number(length)) refuse('IncompleteBody')
    return unpacked
  }
  if (!asked.header('content-length')) refuse('MissingContentLength')
  if (/^[0-9a-f]{64}$/.test(payload) && payload !== digest('sha256', asked.bytes).toString('hex'))
    refuse('XAmzContentSHA256Mismatch')
  return { bytes: asked.bytes, trailers: new Map() }
}

/** The content sent, and the checksums it was found to agree with. */
export function checkedBody(asked: Asked): { bytes: Buffer; checksums: Record<string, string> } {
  const { bytes, trailers } = unpack(asked)
  const announced = asked.header('x-amz-trailer').toLowerCase()
  if (announced && !trailers.has(announced)) refuse('MalformedTrailerError')
  const checksums: Record<string, string> = {}
  for (const [name, compute] of Object.entries(checks)) {
    // The SDK puts the checksum of an empty body into a presigned PUT unless told not to; S3 then refuses
    // every other body, and so do we (`requestChecksumCalculation: 'WHEN_REQUIRED'` avoids it).
    const sent = trailers.get(name) ?? said(asked, name)
    if (!sent) continue
    const computed = compute(bytes)
    if (Buffer.from(sent, 'base64').length !== computed.length) refuse('InvalidDigest')
    if (sent !== computed.toString('base64')) refuse('BadDigest')
    if (name !== 'content-md5') checksums[name] = sent
  }
  return { bytes, checksums }
}
