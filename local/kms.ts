import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { isObject, objectIn, standIn, type Json } from './stand-in.ts'

// AWS KMS on one machine, in its documented JSON 1.1 protocol. The master key comes from a fixed secret so
// that data on disk can be read after a restart; it protects nothing, and nothing real is stored here.
const SECRET = 'mulin local master secret, for development only'
const ACCOUNT = 'arn:aws-cn:kms:cn-northwest-1:000000000000'

export const localKey = 'alias/mulin-local'

class KmsError extends Error {
  override name: string
  constructor(name: string, message: string) {
    super(message)
    this.name = name
  }
}

const refuse = (name: string, message: string): never => {
  throw new KmsError(name, message)
}

/** A stable key id for an alias, shaped like AWS's. */
function idOf(alias: string) {
  const hex = Buffer.from(hkdfSync('sha256', alias, '', 'key id', 16)).toString('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

const masterKey = (id: string) => Buffer.from(hkdfSync('sha256', SECRET, id, 'master key', 32))

/** The context as bound into a ciphertext: pairs in order of their names. */
function contextOf(input: Json) {
  const context = input.EncryptionContext ?? {}
  if (!isObject(context) || Object.values(context).some(value => typeof value !== 'string'))
    return refuse('ValidationException', 'EncryptionContext must be a map of strings')
  return JSON.stringify(Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function bytesIn(input: Json, name: string, max: number) {
  const text = input[name]
  if (typeof text !== 'string' || !/^[A-Za-z0-9+/]+={0,2}$/.test(text))
    return refuse(
      'ValidationException',
      `1 validation error detected: ${name} must be base64 of at least 1 byte`,
    )
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length > max) return refuse('ValidationException', `${name} must be at most ${max} bytes`)
  return bytes
}

// A ciphertext is: 1 (version), 16 (key id), 12 (nonce), 16 (tag), then the encrypted bytes.
function seal(id: string, plain: Buffer, context: string) {
  const header = Buffer.concat([Buffer.from([1]), Buffer.from(id.replaceAll('-', ''), 'hex')])
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', masterKey(id), nonce).setAAD(
    Buffer.from(header.toString('hex') + context),
  )
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([header, nonce, cipher.getAuthTag(), body])
}

function open(id: string, blob: Buffer, context: string) {
  try {
    const decipher = createDecipheriv('aes-256-gcm', masterKey(id), blob.subarray(17, 29))
    decipher
      .setAAD(Buffer.from(blob.subarray(0, 17).toString('hex') + context))
      .setAuthTag(blob.subarray(29, 45))
    return Buffer.concat([decipher.update(blob.subarray(45)), decipher.final()])
  } catch {
    // AWS answers the same, without a message, for a changed ciphertext and for another context.
    return refuse('InvalidCiphertextException', '')
  }
}

function sizeAsked(input: Json) {
  const { KeySpec: spec, NumberOfBytes: count } = input
  if ((spec === undefined) === (count === undefined))
    return refuse('ValidationException', 'Please specify either number of bytes or key spec.')
  if (spec === 'AES_256') return 32
  if (spec === 'AES_128') return 16
  if (typeof count === 'number' && Number.isInteger(count) && count >= 1 && count <= 1024) return count
  return refuse('ValidationException', 'KeySpec must be AES_256 or AES_128; NumberOfBytes must be 1 to 1024')
}

export async function startKms({ port = 0, keys = [localKey] }: { port?: number; keys?: string[] } = {}) {
  const ids = keys.map(alias => ({ alias, id: idOf(alias) }))

  function keyIn(input: Json) {
    const { KeyId: asked } = input
    if (typeof asked !== 'string' || !asked) return refuse('ValidationException', 'KeyId must not be null')
    const local = asked.startsWith(`${ACCOUNT}:`)
      ? asked.slice(ACCOUNT.length + 1).replace(/^key\//, '')
      : asked
    const key = ids.find(({ alias, id }) => local === alias || local === id)
    if (key) return key.id
    return refuse('NotFoundException', `Key '${asked}' does not exist`)
  }
  const arn = (id: string) => `${ACCOUNT}:key/${id}`

  const operations: Record<string, (input: Json) => Json> = {
    GenerateDataKey(input) {
      const id = keyIn(input)
      const plain = randomBytes(sizeAsked(input))
      const sealed = seal(id, plain, contextOf(input))
      return {
        KeyId: arn(id),
        Plaintext: plain.toString('base64'),
        CiphertextBlob: sealed.toString('base64'),
      }
    },
    Encrypt(input) {
      const id = keyIn(input)
      const sealed = seal(id, bytesIn(input, 'Plaintext', 4096), contextOf(input))
      return {
        KeyId: arn(id),
        CiphertextBlob: sealed.toString('base64'),
        EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      }
    },
    Decrypt(input) {
      const blob = bytesIn(input, 'CiphertextBlob', 6144)
      const hex = blob.subarray(1, 17).toString('hex')
      const key = ids.find(({ id }) => id.replaceAll('-', '') === hex)
      if (!key || blob[0] !== 1 || blob.length < 46) return refuse('InvalidCiphertextException', '')
      if (input.KeyId !== undefined && keyIn(input) !== key.id)
        return refuse(
          'IncorrectKeyException',
          'The key ID in the request does not identify a CMK that can decrypt',
        )
      const plain = open(key.id, blob, contextOf(input))
      return {
        KeyId: arn(key.id),
        Plaintext: plain.toString('base64'),
        EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      }
    },
  }

  return standIn(port, ({ header, body }) => {
    const type = 'application/x-amz-json-1.1'
    try {
      const [service, name = ''] = header('x-amz-target').split('.')
      const operation =
        service === 'TrentService' && Object.hasOwn(operations, name) ? operations[name] : undefined
      if (!operation) return refuse('UnknownOperationException', '')
      const input = objectIn(body) ?? refuse('SerializationException', 'The body is not a JSON object')
      return { type, body: operation(input) }
    } catch (error) {
      if (!(error instanceof KmsError)) throw error
      return { status: 400, type, body: { __type: error.name, message: error.message } }
    }
  })
}
