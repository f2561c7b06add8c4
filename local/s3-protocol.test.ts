import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { localBucket as bucket, startS3 } from './s3.ts'

// What the SDK does not send, or not in the wrong way: by hand.

let s3: Awaited<ReturnType<typeof startS3>>
let now = Date.now()
beforeAll(async () => void (s3 = await startS3({ now: () => now })))
afterAll(() => s3.stop())

/** A request as it is, signed in name only. */
async function raw(method: string, path: string, headers: Record<string, string> = {}, body?: string) {
  const signed = { authorization: 'AWS4-HMAC-SHA256 local', ...headers }
  const response = await fetch(s3.base + path, { method, headers: signed, ...(body ? { body } : {}) })
  const text = await response.text()
  return { status: response.status, code: /<Code>(.*)<\/Code>/.exec(text)?.[1], text }
}

const chunked = {
  'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
  'x-amz-decoded-content-length': '5',
  'x-amz-trailer': 'x-amz-checksum-crc32',
  'content-encoding': 'aws-chunked',
}
test.each([
  ['5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n', undefined],
  ['5;chunk-signature=0\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n', undefined],
  ['5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n', 'BadDigest'],
  ['5\r\nhello\r\n0\r\n\r\n', 'MalformedTrailerError'],
  ['4\r\nhell\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n', 'IncompleteBody'],
  ['2\r\nhe\r\n3\r\nllo\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n', 'InvalidChunkSizeError'],
  ['6\r\nhello', 'IncompleteBody'],
  ['hello', 'IncompleteBody'],
])('When the chunked body is %j, then its error is %s', async (body, code) => {
  expect(await raw('PUT', `/${bucket}/chunked`, chunked, body)).toMatchObject({ code })
  if (!code) expect((await raw('GET', `/${bucket}/chunked`)).text).toBe('hello')
})

const presigned = (expires: string, at = new Date(now)) =>
  `/${bucket}/link?${new URLSearchParams({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': 'local/20260101/cn-northwest-1/s3/aws4_request',
    'X-Amz-Date': at.toISOString().replace(/[-:]|\.\d+/g, ''),
    'X-Amz-Expires': expires,
    'X-Amz-SignedHeaders': 'host',
    'X-Amz-Signature': '0',
  })}`
const anonymous = (path: string) => raw('GET', path, { authorization: '' })

test('When a link is used in its time, then it opens; later, "Request has expired"', async () => {
  await raw('PUT', `/${bucket}/link`, {}, 'opened')
  const link = presigned('60')
  expect(await anonymous(link)).toMatchObject({ status: 200, text: 'opened' })
  now += 60_000
  const { status, code, text } = await anonymous(link)
  expect([status, code]).toEqual([403, 'AccessDenied'])
  expect(text).toContain('Request has expired')
})

test('When nothing is signed, the link is from tomorrow or not whole, then it does not open', async () => {
  expect(await anonymous(`/${bucket}/link`)).toMatchObject({ status: 403, code: 'AccessDenied' })
  expect(await anonymous(presigned('60', new Date(now + 24 * 3600_000)))).toMatchObject({
    code: 'AccessDenied',
  })
  for (const link of [presigned('604801'), presigned('1e3'), `/${bucket}/link?X-Amz-Signature=0`])
    expect(await anonymous(link)).toMatchObject({ status: 400, code: 'AuthorizationQueryParametersError' })
})

test('When a presigned PUT carries the checksum of no body, then a body is refused', async () => {
  const link = `${presigned('60')}&x-amz-checksum-crc32=AAAAAA%3D%3D`
  expect(await raw('PUT', link, { authorization: '' }, 'body')).toMatchObject({ code: 'BadDigest' })
})

test.each([
  ['GET', '/other-bucket/key', {}, 404, 'NoSuchBucket'],
  ['GET', '/', {}, 501, 'NotImplemented'],
  ['GET', `/${bucket}/key?acl`, {}, 501, 'NotImplemented'],
  ['GET', `/${bucket}?list-type=2&delimiter=/`, {}, 501, 'NotImplemented'],
  ['GET', `/${bucket}?list-type=2&max-keys=x`, {}, 400, 'InvalidArgument'],
  ['GET', `/${bucket}?list-type=2&continuation-token=~`, {}, 400, 'InvalidArgument'],
  ['PUT', `/${bucket}/key`, { 'x-amz-copy-source': '/a/b' }, 501, 'NotImplemented'],
  ['PUT', `/${bucket}/key`, { 'if-match': '"x"' }, 501, 'NotImplemented'],
  ['PUT', `/${bucket}/key`, { 'if-none-match': '"x"' }, 501, 'NotImplemented'],
  ['PUT', `/${bucket}/key`, { 'x-amz-checksum-crc64nvme': 'AAAAAAAAAAA=' }, 501, 'NotImplemented'],
  ['PUT', `/${bucket}/key`, { 'x-amz-content-sha256': '0'.repeat(64) }, 400, 'XAmzContentSHA256Mismatch'],
  ['POST', `/${bucket}/key`, {}, 405, 'MethodNotAllowed'],
  ['PATCH', `/${bucket}/key`, {}, 405, 'MethodNotAllowed'],
  ['GET', `/${bucket}/%ff`, {}, 400, 'InvalidURI'],
])('When it is asked %s %s %j, then %d %s', async (method, path, headers, status, code) => {
  expect(await raw(method, path, headers)).toMatchObject({ status, code })
})

test('When the key or the metadata is too long, then it is refused', async () => {
  const long = await raw('PUT', `/${bucket}/${'k'.repeat(1025)}`)
  expect(long).toMatchObject({ status: 400, code: 'KeyTooLongError' })
  const much = await raw('PUT', `/${bucket}/key`, { 'x-amz-meta-a': 'a'.repeat(2048) })
  expect(much).toMatchObject({ status: 400, code: 'MetadataTooLarge' })
})
