import { checkedBody, digest, said } from './s3-body.ts'
import type { Piece, Store } from './s3-store.ts'
import { refuse, xml } from './s3-words.ts'
import type { Answer, Asked } from './stand-in.ts'

/** By method, what it is about, and the parameters that tell operations apart, in order of their names. */
export type Operations = Record<string, (asked: Asked, key: string) => Answer>

const MAX_META_BYTES = 2048
const MAX_KEYS = 1000
const lasting = ['content-type', 'cache-control', 'content-disposition', 'content-language', 'expires']

const sizeOf = (pieces: Piece[]) => pieces.reduce((sum, { size }) => sum + size, 0)
export const quoted = (etag: string) => `"${etag}"`
const inByteOrder = ([a]: [string, unknown], [b]: [string, unknown]) =>
  Buffer.compare(Buffer.from(a), Buffer.from(b))

/** What is given back with the object: its type and the like, and the caller's own metadata. */
export function headersToKeep(asked: Asked): Record<string, string> {
  const named = lasting.map(name => [name, asked.header(name)] as const)
  const encoding = asked.header('content-encoding').replace(/(^|, *)aws-chunked/, '')
  const metaNames = [...Object.keys(asked.headers), ...asked.query.keys()].filter(name =>
    name.startsWith('x-amz-meta-'),
  )
  const meta = metaNames.map(name => [name, said(asked, name)] as const)
  const bytes = meta.reduce((sum, [name, value]) => sum + name.slice(11).length + Buffer.byteLength(value), 0)
  if (bytes > MAX_META_BYTES) refuse('MetadataTooLarge')
  const given = [...named, ['content-encoding', encoding.replace(/^, */, '')] as const, ...meta]
  return { 'content-type': 'binary/octet-stream', ...Object.fromEntries(given.filter(([, value]) => value)) }
}

/** First and last byte asked for, both included; undefined for all. S3 ignores a range it cannot read. */
function rangeIn(text: string, size: number) {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(text) ?? []
  if (!from && !to) return undefined
  if (from && to && Number(to) < Number(from)) return undefined
  const first = from ? Number(from) : Math.max(0, size - Number(to))
  const last = from && to ? Math.min(Number(to), size - 1) : size - 1
  return first > last ? refuse('InvalidRange') : { first, last }
}

/** Keeps what was sent, when it agrees with its checksums. */
export function receive(asked: Asked, { pieces }: Store): Piece {
  const { bytes, checksums } = checkedBody(asked)
  return pieces.save(bytes, digest('md5', bytes).toString('hex'), checksums)
}

/** AWS may also answer two at once with 409 ConditionalRequestConflict; here there are no two at once. */
export function checkUnlessThere(asked: Asked, key: string, { objects }: Store) {
  if (asked.header('if-none-match') && objects.get(key)) refuse('PreconditionFailed')
}

export function objectOperations(bucket: string, store: Store): Operations {
  const { objects, pieces } = store

  function putObject(asked: Asked, key: string): Answer {
    checkUnlessThere(asked, key, store)
    const headers = headersToKeep(asked)
    const piece = receive(asked, store)
    store.put(key, { headers, etag: piece.md5, pieces: [piece] })
    return { headers: { etag: quoted(piece.md5), ...piece.checksums } }
  }

  function getObject(asked: Asked, key: string): Answer {
    const object = objects.get(key) ?? refuse('NoSuchKey')
    const { 'content-type': type, ...kept } = object.headers
    const size = sizeOf(object.pieces)
    const range = rangeIn(asked.header('range'), size)
    const [only, ...others] = object.pieces
    const whole = !range && only && !others.length && said(asked, 'x-amz-checksum-mode') === 'ENABLED'
    const bytes = pieces.read(object.pieces)
    return {
      status: range ? 206 : 200,
      ...(type ? { type } : {}),
      headers: {
        ...kept,
        etag: quoted(object.etag),
        'last-modified': new Date(object.savedAt).toUTCString(),
        'accept-ranges': 'bytes',
        ...(range ? { 'content-range': `bytes ${range.first}-${range.last}/${size}` } : {}),
        ...(whole ? only.checksums : {}),
      },
      body: range ? bytes.subarray(range.first, range.last + 1) : bytes,
    }
  }

  /** Deleting what is not there is a success too. */
  function deleteObject(_: Asked, key: string): Answer {
    store.remove(key)
    return { status: 204 }
  }

  function listObjects({ query }: Asked): Answer {
    if (query.get('list-type') !== '2') refuse('NotImplemented', 'Only ListObjectsV2 is implemented')
    const prefix = query.get('prefix') ?? ''
    const asked = query.get('max-keys') || String(MAX_KEYS)
    if (!/^\d{1,9}$/.test(asked))
      refuse('InvalidArgument', 'Provided max-keys not an integer or within range')
    const token = query.get('continuation-token') ?? undefined
    const after = token && Buffer.from(token, 'base64url')
    if (token !== undefined && (!after || after.toString('base64url') !== token))
      refuse('InvalidArgument', 'The continuation token provided is incorrect')
    const found = objects
      .entries()
      .filter(([key]) => key.startsWith(prefix) && (!after || Buffer.compare(Buffer.from(key), after) > 0))
      .sort(inByteOrder)
    const max = Math.min(Number(asked), MAX_KEYS)
    const shown = found.slice(0, max)
    const more = shown.length > 0 && found.length > shown.length
    return xml('ListBucketResult', {
      Name: bucket,
      Prefix: prefix,
      MaxKeys: max,
      KeyCount: shown.length,
      IsTruncated: more,
      ContinuationToken: token,
      NextContinuationToken: more ? Buffer.from(shown.at(-1)?.[0] ?? '').toString('base64url') : undefined,
      Contents: shown.map(([key, object]) => ({
        Key: key,
        LastModified: object.savedAt,
        ETag: quoted(object.etag),
        Size: sizeOf(object.pieces),
        StorageClass: 'STANDARD',
      })),
    })
  }

  return {
    'PUT object': putObject,
    'GET object': getObject,
    'HEAD object': getObject,
    'DELETE object': deleteObject,
    'GET bucket list-type': listObjects,
  }
}
