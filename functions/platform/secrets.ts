/**
 * Personal fields are encrypted one by one (AES-256-GCM) under a data key of their owner — a community, or the people
 * of the deployment — which KMS wraps and the table keeps. Each is bound to where it stands, so that a copied field
 * does not open elsewhere; the table's name in it is a constant, since restoring a backup changes the real one.
 */
import { errors } from 'jose'
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
import type { Item, Key, Table } from './table.ts'

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
  /** A 256-bit key for one purpose, like tokens or cursors, and its `kid`; made with the newest key of the deployment. */
  keyFor(purpose: string): Promise<{ readonly kid: string; readonly key: Uint8Array }>
  /** The key that a header names, as jose asks for it; before there were names it was the first. Throws for unknown ones. */
  keyNamed(purpose: string): (header: { readonly kid?: string | undefined }) => Promise<Uint8Array>
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

/** A token names a key that was never made. */
class NoSuchKey extends Error {}

/**
 * What opening a token gives; undefined when it is forged, altered, too old or rubbish. That the keys cannot be had just
 * now is no fault of the token's: that error stays one.
 */
export const orForged = async <T>(opening: Promise<T>): Promise<T | undefined> => {
  try {
    return await opening
  } catch (error) {
    // jose answers a header that wants another kind of key with a TypeError.
    if (error instanceof errors.JOSEError || error instanceof NoSuchKey || error instanceof TypeError)
      return undefined
    throw error
  }
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

const keysOf = (owner: Owner) => `KEYS#${owner}`
const keyAt = (owner: Owner, version: number): Key => ({ pk: keysOf(owner), sk: `KEY#${version}` })
const versionIn = ({ sk }: Key) => Number(sk.slice(sk.indexOf('#') + 1))
const contextOf = (owner: Owner, version: number) => ({ owner, version: String(version) })

/** Puts a new data key there, unless there is one of this version; the item that stands there then. */
const makeKey = async (table: Table, kms: KMSClient, kmsKey: string, owner: Owner, version: number) => {
  const { CiphertextBlob } = await kms.send(
    new GenerateDataKeyCommand({
      KeyId: kmsKey,
      KeySpec: 'AES_256',
      EncryptionContext: contextOf(owner, version),
    }),
  )
  const item = { ...keyAt(owner, version), wrapped: Buffer.from(CiphertextBlob!).toString('base64') }
  const outcome = await table.put(item, absent('pk'))
  return outcome.done ? item : outcome.was!
}

/** The newest of the owner's keys as it is stored; undefined: there is none yet. */
const newestOf = async (table: Table, owner: Owner) => {
  const all = await table.queryAll({ pk: keysOf(owner), sk: { beginsWith: 'KEY#' } })
  return all.reduce<Item | undefined>(
    (newest, each) => (newest && versionIn(newest) > versionIn(each) ? newest : each),
    undefined,
  )
}

/**
 * From now on, within five minutes everywhere, what is sealed or signed for this owner is so with another key. What was
 * before still opens, and ids stay what they are. Gives the version of the new key.
 */
export const rotateKey = async (
  table: Table,
  kms: KMSClient,
  kmsKey: string,
  owner: Owner,
): Promise<number> => {
  const newest = await newestOf(table, owner)
  return versionIn(await makeKey(table, kms, kmsKey, owner, newest ? versionIn(newest) + 1 : 1))
}

/** Ids are made with the first key for ever: another one would make other people of everybody. */
const keyOfIds = 1

/** What was found under a name, kept for five minutes; a failure is not, and what was good a moment ago stands in for it. */
const keeping = <V>() => {
  const kept = new Map<string, { readonly value: Promise<V>; readonly until: number }>()
  return (name: string, find: () => Promise<V>): Promise<V> => {
    const known = kept.get(name)
    if (known && known.until > Date.now()) return known.value
    const value = known ? find().catch(() => known.value) : find()
    kept.set(name, { value, until: Date.now() + keptMs })
    value.catch(() => kept.delete(name))
    return value
  }
}

export const openSecrets = (table: Table, kms: KMSClient, kmsKey: string): Secrets => {
  const versions = keeping<number>()
  // As KeyObjects: from raw bytes Node makes one anew for each cipher, which takes longer than the cipher.
  const keys = keeping<KeyObject>()
  /** What was derived from a data key, by purpose; kept as long as the data key is. */
  const derived = new WeakMap<KeyObject, Map<string, KeyObject>>()

  const unwrap = async (owner: Owner, item: Item): Promise<KeyObject> => {
    const CiphertextBlob = Buffer.from(item.wrapped as string, 'base64')
    const EncryptionContext = contextOf(owner, versionIn(item))
    const { Plaintext } = await kms.send(
      new DecryptCommand({ KeyId: kmsKey, CiphertextBlob, EncryptionContext }),
    )
    return createSecretKey(Plaintext!)
  }

  /** Throws for a version that is not there; the first is made where there is none. */
  const dataKey = (owner: Owner, version: number, found?: Item) =>
    keys(`${owner}#${version}`, async () => {
      const item = found ?? (await table.get(keyAt(owner, version)))
      if (!item && version > 1) throw new NoSuchKey(`no key ${version} of its owner`)
      return unwrap(owner, item ?? (await makeKey(table, kms, kmsKey, owner, version)))
    })

  /** The version of the owner's newest; the first to need one makes it, and of two that do so at once one is kept. */
  const newest = (owner: Owner) =>
    versions(owner, async () => {
      const item = (await newestOf(table, owner)) ?? (await makeKey(table, kms, kmsKey, owner, 1))
      await dataKey(owner, versionIn(item), item)
      return versionIn(item)
    })

  const keyOf = async (version: number, purpose: string): Promise<KeyObject> => {
    const key = await dataKey('deployment', version)
    const known = derived.get(key) ?? new Map<string, KeyObject>()
    derived.set(key, known)
    const found =
      known.get(purpose) ?? createSecretKey(new Uint8Array(hkdfSync('sha256', key, '', purpose, 32)))
    known.set(purpose, found)
    return found
  }
  const bytesOf = (key: KeyObject) => new Uint8Array(key.export())

  const boundTo = (at: Key, field: string) => Buffer.from(joined([logicalTable, at.pk, at.sk, field]))

  return {
    async keyFor(purpose) {
      const version = await newest('deployment')
      return { kid: String(version), key: bytesOf(await keyOf(version, purpose)) }
    },

    keyNamed:
      purpose =>
      async ({ kid = '1' }) => {
        if (!/^[1-9]\d{0,3}$/.test(kid)) throw new NoSuchKey()
        return bytesOf(await keyOf(Number(kid), purpose))
      },

    async derive(...parts) {
      const key = await keyOf(keyOfIds, 'ids')
      return base32(createHmac('sha256', key).update(joined(parts)).digest().subarray(0, 20))
    },

    async seal(owner, at, field, value) {
      const iv = randomBytes(12)
      const version = await newest(owner)
      const cipher = createCipheriv('aes-256-gcm', await dataKey(owner, version), iv).setAAD(
        boundTo(at, field),
      )
      const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
      return `${version}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64')}`
    },

    async open(owner, at, field, sealed) {
      const dot = sealed.indexOf('.')
      const bytes = Buffer.from(sealed.slice(dot + 1), 'base64')
      const key = await dataKey(owner, Number(sealed.slice(0, dot)))
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
        .setAAD(boundTo(at, field))
        .setAuthTag(bytes.subarray(12, 28))
      const plain = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()])
      return JSON.parse(plain.toString('utf8')) as unknown
    },
  }
}
