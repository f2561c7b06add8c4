/**
 * Where a list goes on: an encrypted token that only fits the same caller, operation and question, for an hour.
 * An altered start key handed to DynamoDB would be a ValidationException, so none ever leaves unencrypted.
 */
import { createHash } from 'node:crypto'
import { CompactEncrypt, compactDecrypt } from 'jose'
import { Refusal } from '../../shared/api/refusals.ts'
import type { Fields } from '../../shared/lifecycle.ts'
import { orForged, type Secrets } from './secrets.ts'

const goodForMs = 60 * 60_000

export interface Cursors {
  /** `question`: everything the page depends on, the caller first. */
  write(question: readonly unknown[], last: Fields, now: string): Promise<string>
  read(question: readonly unknown[], cursor: string, now: string): Promise<Fields>
}

const fingerprint = (question: readonly unknown[]) =>
  createHash('sha256').update(JSON.stringify(question)).digest('base64url')

export const openCursors = (secrets: Secrets): Cursors => ({
  async write(question, last, now) {
    const until = Date.parse(now) + goodForMs
    const body = JSON.stringify({ question: fingerprint(question), last, until })
    const { kid, key } = await secrets.keyFor('cursors')
    return new CompactEncrypt(Buffer.from(body))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid })
      .encrypt(key)
  },

  async read(question, cursor, now) {
    const opened = await orForged(compactDecrypt(cursor, secrets.keyNamed('cursors')))
    const body =
      opened &&
      (JSON.parse(Buffer.from(opened.plaintext).toString('utf8')) as {
        question: string
        last: Fields
        until: number
      })
    if (!body || body.question !== fingerprint(question) || body.until < Date.parse(now))
      throw new Refusal('request.staleCursor')
    return body.last
  },
})
