import { createHash, randomBytes } from 'node:crypto'
import { checkUnlessThere, headersToKeep, quoted, receive, type Operations } from './s3-objects.ts'
import type { Piece, Store, Upload } from './s3-store.ts'
import { elementsIn, refuse, textOf, xml } from './s3-words.ts'
import type { Answer, Asked } from './stand-in.ts'

// For those who write the product's file operations: S3 takes no part under 5 MiB but the last, and Lambda
// takes no request over 6 MB (base64 within it: some 4.5 MB of file). So the ≤ 4 MB pieces that pass through
// our functions cannot each be a part: keep each piece as an object, and join them at the end.
const MIN_PART = 5 * 1024 * 1024
const MAX_PARTS = 10_000

export function uploadOperations(bucket: string, store: Store): Operations {
  const { uploads, pieces } = store

  function uploadFor({ query }: Asked, key: string): { id: string; upload: Upload } {
    const id = query.get('uploadId') ?? ''
    const upload = uploads.get(id)
    return upload?.key === key ? { id, upload } : refuse('NoSuchUpload')
  }

  function createUpload(asked: Asked, key: string): Answer {
    const id = randomBytes(48).toString('base64url')
    uploads.set(id, { key, headers: headersToKeep(asked), parts: {} })
    return xml('InitiateMultipartUploadResult', { Bucket: bucket, Key: key, UploadId: id })
  }

  function uploadPart(asked: Asked, key: string): Answer {
    const number = asked.query.get('partNumber') ?? ''
    if (!/^[1-9]\d{0,4}$/.test(number) || Number(number) > MAX_PARTS)
      refuse('InvalidArgument', `Part number must be an integer between 1 and ${MAX_PARTS}, inclusive`)
    const { id, upload } = uploadFor(asked, key)
    const before = upload.parts[number]
    const piece = receive(asked, store)
    uploads.set(id, { ...upload, parts: { ...upload.parts, [number]: piece } })
    if (before) pieces.drop([before])
    return { headers: { etag: quoted(piece.md5), ...piece.checksums } }
  }

  /** The parts named in the request, in its order, each as it was sent. */
  function partsNamed(body: string, { parts }: Upload): Piece[] {
    const named = elementsIn(body, 'Part').map(part => ({
      number: textOf(part, 'PartNumber') ?? refuse('MalformedXML'),
      etag: (textOf(part, 'ETag') ?? refuse('MalformedXML')).replaceAll('"', ''),
    }))
    if (!named.length) refuse('MalformedXML')
    const numbers = named.map(({ number }) => Number(number))
    if (numbers.some((number, i) => i && number <= (numbers[i - 1] ?? 0))) refuse('InvalidPartOrder')
    return named.map(({ number, etag }) => {
      const piece = parts[number] ?? refuse('InvalidPart')
      return piece.md5 === etag ? piece : refuse('InvalidPart')
    })
  }

  function completeUpload(asked: Asked, key: string): Answer {
    const { id, upload } = uploadFor(asked, key)
    const chosen = partsNamed(asked.body, upload)
    if (chosen.slice(0, -1).some(({ size }) => size < MIN_PART)) refuse('EntityTooSmall')
    checkUnlessThere(asked, key, store)
    const sums = chosen.map(({ md5 }) => Buffer.from(md5, 'hex'))
    const etag = `${createHash('md5').update(Buffer.concat(sums)).digest('hex')}-${chosen.length}`
    store.put(key, { headers: upload.headers, etag, pieces: chosen })
    uploads.delete(id)
    pieces.drop(Object.values(upload.parts).filter(part => !chosen.includes(part)))
    const location = `/${bucket}/${encodeURIComponent(key)}`
    return xml('CompleteMultipartUploadResult', {
      Location: location,
      Bucket: bucket,
      Key: key,
      ETag: quoted(etag),
    })
  }

  function abortUpload(asked: Asked, key: string): Answer {
    const { id, upload } = uploadFor(asked, key)
    uploads.delete(id)
    pieces.drop(Object.values(upload.parts))
    return { status: 204 }
  }

  return {
    'POST object uploads': createUpload,
    'PUT object partNumber uploadId': uploadPart,
    'POST object uploadId': completeUpload,
    'DELETE object uploadId': abortUpload,
  }
}
