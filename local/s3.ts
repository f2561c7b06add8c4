import { checkAccess, checkUnderstood } from './s3-access.ts'
import { objectOperations, type Operations } from './s3-objects.ts'
import { openStore } from './s3-store.ts'
import { uploadOperations } from './s3-uploads.ts'
import { errorAnswer, refuse, S3Error } from './s3-words.ts'
import { standIn, type Answer, type Asked } from './stand-in.ts'

// S3 on one machine, in its documented REST protocol, path-style (the SDK chooses that by itself for an
// endpoint that is an IP address): one bucket, its objects, multipart uploads. What is not done here is
// refused as NotImplemented.

export const localBucket = 'mulin-local'

const MAX_KEY_BYTES = 1024
/** Query parameters that do not make it another operation. */
const neverTellsApart = /^(x-id|x-amz-.*|prefix|max-keys|continuation-token)$/i

interface Options {
  port?: number
  bucket?: string
  /** Keeps the bucket in this folder; without it, in memory. */
  dir?: string
  /** Milliseconds since 1970. */
  now?: () => number
}

export async function startS3({ port = 0, bucket = localBucket, dir, now = Date.now }: Options = {}) {
  const store = openStore(dir, now)
  const operations: Operations = { ...objectOperations(bucket, store), ...uploadOperations(bucket, store) }

  function run(asked: Asked): Answer {
    const { method, query, path } = asked
    const [, name = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(decoded(path)) ?? []
    const about = key ? 'object' : name ? 'bucket' : 'service'
    const telling = [...query.keys()].filter(one => !neverTellsApart.test(one)).sort()
    const wanted = [method, about, ...telling].join(' ')
    if (!['GET', 'HEAD', 'PUT', 'POST', 'DELETE'].includes(method) || wanted === 'POST object')
      refuse('MethodNotAllowed')
    checkAccess(asked, now())
    if (name && name !== bucket) refuse('NoSuchBucket')
    if (Buffer.byteLength(key) > MAX_KEY_BYTES) refuse('KeyTooLongError')
    checkUnderstood(asked)
    const operation = Object.hasOwn(operations, wanted) ? operations[wanted] : undefined
    return operation ? operation(asked, key) : refuse('NotImplemented', `Not implemented: ${wanted}`)
  }

  return standIn(port, asked => {
    try {
      return run(asked)
    } catch (error) {
      if (!(error instanceof S3Error)) throw error
      return errorAnswer(error, asked.path)
    }
  })
}

function decoded(path: string) {
  try {
    return decodeURIComponent(path)
  } catch {
    return refuse('InvalidURI')
  }
}
