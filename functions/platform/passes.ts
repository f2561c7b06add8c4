/**
 * Links to bytes: what may be done with which bytes, by whose leave and until when, encrypted, so that `api` can make
 * them without the bucket and nobody can make or read one. Everybody who has a link can use it: ten minutes are short enough.
 */
import { CompactEncrypt, compactDecrypt } from 'jose'
import { Refusal } from '../../shared/api/refusals.ts'
import { plusMinutes } from '../../shared/time.ts'
import type { Ctx } from './context.ts'
import { orForged } from './secrets.ts'

export const goodForMinutes = 10

interface Bound {
  /** The record that has to be there still: of an upload, of a paper. */
  readonly of: string
  /** Who was given the link. */
  readonly who: string
  readonly until: string
}
export type Pass = Bound &
  (
    | { readonly may: 'put'; readonly part: number; readonly size: number }
    | {
        readonly may: 'get'
        readonly object: string
        readonly type: string
        /** What it is called when it is saved; left out: nothing. */
        readonly name?: string
      }
  )

export const passUntil = (now: string) => plusMinutes(now, goodForMinutes)

/** The path on our own domain. */
export const pathFor = async ({ secrets }: Pick<Ctx, 'secrets'>, pass: Pass) => {
  const { kid, key } = await secrets.keyFor('files')
  const token = new CompactEncrypt(Buffer.from(JSON.stringify(pass)))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid })
    .encrypt(key)
  return `/files/${await token}`
}

/** Refuses with `files.linkEnded` what was altered, made elsewhere or is too old. */
export const passIn = async ({ secrets, now }: Pick<Ctx, 'secrets' | 'now'>, path: string): Promise<Pass> => {
  const token = /^\/files\/([\w.-]{1,2048})$/.exec(path)?.[1]
  const opened = token && (await orForged(compactDecrypt(token, secrets.keyNamed('files'))))
  const pass = opened && (JSON.parse(Buffer.from(opened.plaintext).toString('utf8')) as Pass)
  if (!pass || pass.until <= now) throw new Refusal('files.linkEnded')
  return pass
}
