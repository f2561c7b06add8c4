/**
 * Personal fields are encrypted one by one (AES-256-GCM) under a data key of their owner — a community, or the people
 * of the deployment — which KMS wraps and the table keeps. Each is bound to where it stands, so that a copied field
 * does not open elsewhere; the table's name in it is a constant, since restoring a backup changes the real one.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto'
import { DecryptCommand, GenerateDataKeyCommand, type KMSClient } from '@aws-sdk/client-kms'
import { absent } from '../../shared/lifecycle.ts'
import type { Key, Table } from './table.ts'

const keptMs = 5 * 60_000
const logicalTable = 'mulin'

/**
 * Whose data key it is: a community's, the people's wherever they live (names, phones), or the deployment's own. The
 * prefix keeps a community apart from the two others, whatever it is called.
 */
export type Owner = `C.${string}` | 'people' | 'deployment'
export const communityOwner = (community: string): Owner => `C.${community}`

export interface Secrets {
  /** An id that only this deployment can compute from its parts, 160 bits in base32: nothing can be probed by guessing. */
  derive(...parts: readonly string[]): Promise<string>
  /** Encrypts any JSON value for one field of one item. */
  seal(owner: Owner, at: Key, field: string, value: unknown): Promise<string>
  open(owner: Owner, at: Key, field: string, sealed: string): Promise<unknown>
  /** A 256-bit key for one purpose: tokens, cursors. */
  keyFor(purpose: string): Promise<Uint8Array>
}

/** The personal fields of one item. */
export const sealed = ({ secrets }: { readonly secrets: Secrets }, owner: Owner, at: Key) => {
  function open<T>(field: string, text: string): Promise<T>
  function open<T>(field: string, text: string | undefined): Promise<T | undefined>
  async function open(field: string, text: string | undefined) {
    return text === undefined ? undefined : secrets.open(owner, at, field, text)
  }
  return { seal: (field: string, value: unknown) => secrets.seal(owner, at, field, value), open }
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'
/** The bytes as one number, its lowest digit first. */
const base32 = (bytes: Uint8Array): string => {
  let text = ''
  let held = 0
  let bits = 0
  for (const byte of bytes.toReversed()) {
    held |= byte << bits
    for (bits += 8; bits >= 5; bits -= 5) {
      text += alphabet[held & 31]
      held >>= 5
    }
  }
  return text
}

/** Parts are written with their length, so that no two lists of parts look the same. */
const joined = (parts: readonly string[]) => parts.map(part => `${part.length}:${part}`).join('')

export const openSecrets = (table: Table, kms: KMSClient, kmsKey: string): Secrets => {
  // As KeyObjects: from raw bytes Node makes one anew for each cipher, which takes longer than the cipher.
  const kept = new Map<Owner, { readonly key: Promise<KeyObject>; readonly until: number }>()
  /** What was derived from a data key, by purpose; kept as long as the data key is. */
  const derived = new WeakMap<KeyObject, Map<string, KeyObject>>()

  /** The owner's data key; the first to need it makes it, and of two that do so at once one is kept. */
  const unwrap = async (owner: Owner): Promise<KeyObject> => {
    const at = { pk: `KEYS#${owner}`, sk: 'KEY#1' }
    const EncryptionContext = { owner, version: '1' }
    let item = await table.get(at)
    if (!item) {
      const made = await kms.send(
        new GenerateDataKeyCommand({ KeyId: kmsKey, KeySpec: 'AES_256', EncryptionContext }),
      )
      const wrapped = Buffer.from(made.CiphertextBlob!).toString('base64')
      const outcome = await table.put({ ...at, wrapped }, absent('pk'))
      if (outcome.done) return createSecretKey(made.Plaintext!)
      item = outcome.was!
    }
    const CiphertextBlob = Buffer.from(item.wrapped as string, 'base64')
    const { Plaintext } = await kms.send(
      new DecryptCommand({ KeyId: kmsKey, CiphertextBlob, EncryptionContext }),
    )
    return createSecretKey(Plaintext!)
  }

  const dataKey = (owner: Owner): Promise<KeyObject> => {
    const known = kept.get(owner)
    if (known && known.until > Date.now()) return known.key
    // While KMS cannot be asked, the key that was good a moment ago still is.
    const key = known ? unwrap(owner).catch(() => known.key) : unwrap(owner)
    kept.set(owner, { key, until: Date.now() + keptMs })
    key.catch(() => kept.delete(owner)) // a failure is not kept
    return key
  }

  const purposeKey = async (purpose: string): Promise<KeyObject> => {
    const key = await dataKey('deployment')
    const known = derived.get(key) ?? new Map<string, KeyObject>()
    derived.set(key, known)
    const found =
      known.get(purpose) ?? createSecretKey(new Uint8Array(hkdfSync('sha256', key, '', purpose, 32)))
    known.set(purpose, found)
    return found
  }

  const boundTo = (at: Key, field: string) => Buffer.from(joined([logicalTable, at.pk, at.sk, field]))

  return {
    keyFor: async purpose => new Uint8Array((await purposeKey(purpose)).export()),

    async derive(...parts) {
      const mac = createHmac('sha256', await purposeKey('ids')).update(joined(parts))
      return base32(mac.digest().subarray(0, 20))
    },

    async seal(owner, at, field, value) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', await dataKey(owner), iv).setAAD(boundTo(at, field))
      const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
      return `1.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64')}`
    },

    async open(owner, at, field, sealed) {
      const bytes = Buffer.from(sealed.slice(sealed.indexOf('.') + 1), 'base64')
      const decipher = createDecipheriv('aes-256-gcm', await dataKey(owner), bytes.subarray(0, 12), {
        authTagLength: 16,
      })
        .setAAD(boundTo(at, field))
        .setAuthTag(bytes.subarray(12, 28))
      const plain = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()])
      return JSON.parse(plain.toString('utf8')) as unknown
    },
  }
}
