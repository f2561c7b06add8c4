import { refuse } from './s3-words.ts'
import type { Asked } from './stand-in.ts'

// Who may ask. The bucket is private, so a request must be signed, but whether the signature is right is not
// checked here: neither the key, nor what it may do, nor whether the signed headers were sent.

const CLOCK_SKEW_MS = 15 * 60_000
const WEEK_SECONDS = 604_800
const parts = ['Algorithm', 'Credential', 'Date', 'Expires', 'SignedHeaders', 'Signature']

/** `20260131T235959Z` in milliseconds since 1970; NaN for anything else. */
const timeOf = (text: string) =>
  Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))

export function checkAccess({ header, query }: Asked, now: number) {
  if (header('authorization')) return
  const [, , date = '', expires = ''] = parts.map(part => query.get(`X-Amz-${part}`) ?? '')
  const missing = parts.filter(part => !query.get(`X-Amz-${part}`))
  if (missing.length === parts.length) refuse('AccessDenied')
  const [from, seconds] = [timeOf(date), Number(expires)]
  if (missing.length || Number.isNaN(from) || !/^\d+$/.test(expires) || seconds > WEEK_SECONDS)
    refuse('AuthorizationQueryParametersError')
  if (now < from - CLOCK_SKEW_MS) refuse('AccessDenied', 'Request is not yet valid')
  if (now >= from + seconds * 1000) refuse('AccessDenied', 'Request has expired')
}

/** What may come as `x-amz-…`, in headers or, in a presigned URL, in the query. */
const understood = new RegExp(
  `^x-amz-(${parts.join('|')}|content-sha256|user-agent|security-token|decoded-content-length|trailer|` +
    'sdk-checksum-algorithm|checksum-(crc32|sha256|mode)|meta-.+)$',
  'i',
)
const conditions = ['if-match', 'if-modified-since', 'if-unmodified-since']

/** Refuses what would change the answer at AWS and is not done here, rather than ignoring it. */
export function checkUnderstood({ headers, query, method, header }: Asked) {
  const strange = [...Object.keys(headers), ...query.keys()].find(
    name => (/^x-amz-/i.test(name) && !understood.test(name)) || conditions.includes(name),
  )
  if (strange) refuse('NotImplemented', `Not implemented: ${strange}`)
  const unless = header('if-none-match')
  if (unless && (unless !== '*' || !['PUT', 'POST'].includes(method)))
    refuse('NotImplemented', 'Not implemented: If-None-Match other than * on a write')
}
