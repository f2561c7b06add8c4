/** The bucket that files lie in. Only functions that open it load the SDK for S3. */
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import { config } from './config.ts'
import { bounded } from './table.ts'

/** Bytes, and where they stand in the whole when only a range was asked for. */
export interface Piece {
  readonly bytes: Buffer
  readonly range?: string
}

export interface Bucket {
  put(key: string, bytes: Buffer, type: string): Promise<void>
  /** `range`: as in HTTP, `bytes=0-99`; undefined for what is not there, `beyond` for a range that starts after the end. */
  get(key: string, range?: string): Promise<Piece | 'beyond' | undefined>
  /** The keys under a prefix and their sizes in bytes, at most 1000. */
  list(prefix: string): Promise<ReadonlyMap<string, number>>
  /** Removing what is not there succeeds. */
  remove(key: string): Promise<void>
  removeUnder(prefix: string): Promise<void>
}

// The SDK's own CRC would make it send bodies in chunks; S3 checks the MD5 of what arrives all the same by TLS.
/** Longer than a call of the table, for it carries files; only functions with 29 s and more open it. */
export const fileMs = 6_000

export const openS3 = (requestHandler = { ...bounded.requestHandler, requestTimeout: fileMs }) =>
  new S3Client({
    ...bounded,
    requestHandler,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })

export const openBucket = (client = openS3()): Bucket => {
  const at = (Key: string) => ({ Bucket: config.bucket, Key })
  return {
    async put(key, bytes, type) {
      await client.send(new PutObjectCommand({ ...at(key), Body: bytes, ContentType: type }))
    },

    async get(key, range) {
      try {
        const { Body, ContentRange } = await client.send(new GetObjectCommand({ ...at(key), Range: range }))
        const bytes = Buffer.from(await Body!.transformToByteArray())
        return { bytes, ...(ContentRange && { range: ContentRange }) }
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined
        if (error instanceof S3ServiceException && error.name === 'InvalidRange') return 'beyond'
        throw error
      }
    },

    async list(prefix) {
      const { Contents } = await client.send(
        new ListObjectsV2Command({ Bucket: config.bucket, Prefix: prefix }),
      )
      return new Map(Contents?.map(({ Key, Size }) => [Key!, Size!]))
    },

    async remove(key) {
      await client.send(new DeleteObjectCommand(at(key)))
    },

    async removeUnder(prefix) {
      for (const key of (await this.list(prefix)).keys()) await this.remove(key)
    },
  }
}
