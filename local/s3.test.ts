import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3'
import { localAws } from './dynamodb.ts'
import { localBucket, startS3 } from './s3.ts'

// The client is as the product's will be: only the endpoint is local.
const clientOf = (endpoint: string) => new S3Client({ ...localAws, endpoint, maxAttempts: 1 })
const Bucket = localBucket
const MB = 1024 * 1024
const hashOf = (algorithm: string, bytes: string | Buffer) => createHash(algorithm).update(bytes)

let s3: Awaited<ReturnType<typeof startS3>>
let client: S3Client
const now = Date.now()
beforeAll(async () => {
  s3 = await startS3({ now: () => now })
  client = clientOf(s3.base)
})
afterAll(() => (client.destroy(), s3.stop()))

const put = (Key: string, Body: string | Buffer | Readable, more: Partial<PutObjectCommandInput> = {}) =>
  client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }))
const get = (Key: string, Range?: string) =>
  client.send(new GetObjectCommand({ Bucket, Key, ...(Range ? { Range } : {}) }))
const textAt = async (Key: string) => (await get(Key)).Body?.transformToString()

describe('Objects', () => {
  test('When an object is put, then it is read back as it was, with its type and metadata', async () => {
    const Key = 'files/睦邻 a+b&c.pdf'
    const { ETag } = await put(Key, '议事', { ContentType: 'application/pdf', Metadata: { owner: 'help_1' } })
    expect(ETag).toBe(`"${hashOf('md5', '议事').digest('hex')}"`)
    const { Body, ...read } = await get(Key)
    expect(await Body?.transformToString()).toBe('议事')
    expect(read).toMatchObject({ ETag, ContentType: 'application/pdf', Metadata: { owner: 'help_1' } })
    const head = await client.send(new HeadObjectCommand({ Bucket, Key }))
    expect(head).toMatchObject({
      ETag,
      ContentLength: 6,
      LastModified: new Date(Math.floor(now / 1000) * 1000),
    })
  })

  test('When it is put again, then the later one is there; when deleted, none, twice over', async () => {
    await put('twice', 'one')
    await put('twice', 'two')
    expect(await textAt('twice')).toBe('two')
    for (const _ of [1, 2])
      expect(
        (await client.send(new DeleteObjectCommand({ Bucket, Key: 'twice' }))).$metadata.httpStatusCode,
      ).toBe(204)
    await expect(get('twice')).rejects.toMatchObject({
      name: 'NoSuchKey',
      $metadata: { httpStatusCode: 404 },
    })
    await expect(client.send(new HeadObjectCommand({ Bucket, Key: 'twice' }))).rejects.toMatchObject({
      name: 'NotFound',
    })
  })

  test('When many put it only if nothing is there, then one does', async () => {
    const tries = await Promise.allSettled(
      [...'abcdefgh'].map(text => put('once', text, { IfNoneMatch: '*' })),
    )
    const refused = tries.filter(one => one.status === 'rejected').map(one => one.reason)
    expect(refused).toHaveLength(7)
    for (const reason of refused)
      expect(reason).toMatchObject({ name: 'PreconditionFailed', $metadata: { httpStatusCode: 412 } })
  })

  test.each([
    ['bytes=2-4', '234', 'bytes 2-4/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-2', '89', 'bytes 8-9/10'],
    ['bytes=8-99', '89', 'bytes 8-9/10'],
    ['bytes=4-2', '0123456789', undefined],
    ['bytes=0-1,3-4', '0123456789', undefined],
  ])('When %s is asked for, then %s comes', async (range, text, contentRange) => {
    await put('digits', '0123456789')
    const { Body, ContentRange, $metadata } = await get('digits', range)
    expect(await Body?.transformToString()).toBe(text)
    expect([ContentRange, $metadata.httpStatusCode]).toEqual([contentRange, contentRange ? 206 : 200])
  })

  test('When a range begins after the end, then InvalidRange', async () => {
    await put('digits', '0123456789')
    const refused = { name: 'InvalidRange', $metadata: { httpStatusCode: 416 } }
    for (const range of ['bytes=10-', 'bytes=-0'])
      await expect(get('digits', range)).rejects.toMatchObject(refused)
  })

  test('When there are many, then they are listed by prefix, in byte order, page by page', async () => {
    for (const name of ['b', 'a/2', '邻', 'a', 'a/1']) await put(`list/${name}`, name)
    const pages: string[][] = []
    let token: string | undefined
    do {
      const page = await client.send(
        new ListObjectsV2Command({ Bucket, Prefix: 'list/', MaxKeys: 2, ContinuationToken: token }),
      )
      pages.push((page.Contents ?? []).map(({ Key = '' }) => Key.slice(5)))
      token = page.NextContinuationToken
      expect(page).toMatchObject({ IsTruncated: token !== undefined, KeyCount: pages.at(-1)?.length })
    } while (token)
    expect(pages).toEqual([['a', 'a/1'], ['a/2', 'b'], ['邻']])
  })
})

describe('What is sent to be checked', () => {
  const sha256 = hashOf('sha256', 'hello').digest('base64')
  const md5 = hashOf('md5', 'hello').digest('base64')

  test('When checksums agree, then it is stored, and SHA-256 is given back', async () => {
    const { ChecksumSHA256 } = await put('sum', 'hello', { ChecksumSHA256: sha256, ContentMD5: md5 })
    expect(ChecksumSHA256).toBe(sha256)
    expect((await get('sum')).ChecksumSHA256).toBe(sha256)
  })

  test('When one does not agree, then BadDigest or InvalidDigest, and nothing is stored', async () => {
    for (const [sums, name] of [
      [{ ChecksumSHA256: sha256 }, 'BadDigest'],
      [{ ContentMD5: md5 }, 'BadDigest'],
      [{ ChecksumCRC32: 'AAAAAA==' }, 'BadDigest'],
      [{ ContentMD5: 'AAAA' }, 'InvalidDigest'],
    ] as const)
      await expect(put('bad', 'other', sums)).rejects.toMatchObject({ name })
    await expect(get('bad')).rejects.toMatchObject({ name: 'NoSuchKey' })
  })

  test('When the SDK streams, then the chunks are put together, and the trailer is checked and kept', async () => {
    const chunks = [Buffer.alloc(9000, 'a'), Buffer.alloc(10, 'b')]
    const stream = { ContentLength: 9010, ContentEncoding: 'gzip' }
    await put('stream', Readable.from(chunks), stream)
    const { Body, ContentEncoding, ChecksumCRC32 } = await get('stream')
    expect(await Body?.transformToString()).toBe('a'.repeat(9000) + 'b'.repeat(10))
    expect(ContentEncoding).toBe('gzip')
    expect(ChecksumCRC32).toMatch(/^.{6}==$/)
  })
})

describe('Uploads in parts', () => {
  const begin = async (Key: string) => ({
    Bucket,
    Key,
    UploadId:
      (await client.send(new CreateMultipartUploadCommand({ Bucket, Key, ContentType: 'image/png' })))
        .UploadId ?? '',
  })
  type Begun = Awaited<ReturnType<typeof begin>>
  async function part(upload: Begun, PartNumber: number, Body: string | Buffer) {
    const { ETag } = await client.send(new UploadPartCommand({ ...upload, PartNumber, Body }))
    return { PartNumber, ETag }
  }
  const complete = (upload: Begun, ...Parts: { PartNumber: number; ETag: string | undefined }[]) =>
    client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }))

  test('When it is completed, then the object is its parts in order, and the upload is over', async () => {
    const upload = await begin('big')
    const big = Buffer.alloc(5 * MB, 'x')
    const last = await part(upload, 7, 'end')
    await part(upload, 2, 'sent again below')
    const first = await part(upload, 2, big)
    await expect(get('big')).rejects.toMatchObject({ name: 'NoSuchKey' })
    const sums = Buffer.concat([hashOf('md5', big).digest(), hashOf('md5', 'end').digest()])
    const ETag = `"${hashOf('md5', sums).digest('hex')}-2"`
    expect(await complete(upload, first, last)).toMatchObject({ ETag, Key: 'big' })
    expect(await get('big', `bytes=${5 * MB - 1}-`).then(({ Body }) => Body?.transformToString())).toBe(
      'xend',
    )
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: 'big' }))
    expect(head).toMatchObject({ ETag, ContentLength: 5 * MB + 3, ContentType: 'image/png' })
    await expect(complete(upload, first, last)).rejects.toMatchObject({ name: 'NoSuchUpload' })
  })

  test('When a part but the last is under 5 MB, is unknown, changed or out of order, then it is refused', async () => {
    const upload = await begin('small')
    const [one, two] = [await part(upload, 1, Buffer.alloc(4 * MB)), await part(upload, 2, 'two')]
    const refused = (name: string) => ({ name, $metadata: { httpStatusCode: 400 } })
    await expect(complete(upload, one, two)).rejects.toMatchObject(refused('EntityTooSmall'))
    await expect(complete(upload, two, one)).rejects.toMatchObject(refused('InvalidPartOrder'))
    await expect(complete(upload, { ...one, PartNumber: 3 })).rejects.toMatchObject(refused('InvalidPart'))
    await expect(complete(upload, { ...one, ETag: two.ETag })).rejects.toMatchObject(refused('InvalidPart'))
    await expect(complete(upload)).rejects.toMatchObject(refused('MalformedXML'))
    await expect(part(upload, 10_001, 'x')).rejects.toMatchObject(refused('InvalidArgument'))
    expect((await complete(upload, one)).ETag).toMatch(/-1"$/) // the last may be small
  })

  test('When it is aborted, or belongs to another key, then NoSuchUpload', async () => {
    const upload = await begin('left')
    await expect(part({ ...upload, Key: 'other' }, 1, 'x')).rejects.toMatchObject({ name: 'NoSuchUpload' })
    await client.send(new AbortMultipartUploadCommand(upload))
    await expect(part(upload, 1, 'x')).rejects.toMatchObject({
      name: 'NoSuchUpload',
      $metadata: { httpStatusCode: 404 },
    })
  })
})

test('When it is started again on its folder, then objects and unfinished uploads are there, and no litter', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'mulin-s3-'))
  const where = { Bucket, Key: '../睦邻' }
  async function running<T>(use: (client: S3Client) => Promise<T>) {
    const one = await startS3({ dir })
    const its = clientOf(one.base)
    return use(its).finally(() => (its.destroy(), one.stop()))
  }
  const UploadId = await running(async its => {
    for (const Body of ['old', 'kept']) await its.send(new PutObjectCommand({ ...where, Body }))
    const upload = await its.send(new CreateMultipartUploadCommand({ ...where, Key: 'parts' }))
    return upload.UploadId
  })
  await running(async its => {
    const { Body } = await its.send(new GetObjectCommand(where))
    expect(await Body?.transformToString()).toBe('kept')
    const upload = { Bucket, Key: 'parts', UploadId, PartNumber: 1 }
    await its.send(new UploadPartCommand({ ...upload, Body: 'part' }))
    await its.send(new AbortMultipartUploadCommand(upload))
    expect(await readdir(join(dir, 'pieces'))).toHaveLength(1)
    await its.send(new DeleteObjectCommand(where))
  })
  const left = await readdir(dir, { recursive: true })
  expect(left.sort()).toEqual(['objects', 'pieces', 'uploads'])
  await rm(dir, { recursive: true })
})
