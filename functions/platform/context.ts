/** Everything a handler may touch beyond its input: time, storage, secrets, WeChat and the log come in here. */
import { KMSClient } from '@aws-sdk/client-kms'
import { Logger } from '@aws-lambda-powertools/logger'
import type { Came } from '../../shared/contract.ts'
import type { Who } from '../../shared/lifecycle.ts'
import type { Bucket } from './bucket.ts'
import { config } from './config.ts'
import { openCursors, type Cursors } from './cursor.ts'
import type { Clean } from './media.ts'
import { openSecrets, type Secrets } from './secrets.ts'
import { bounded, openClient, openTable, type Table } from './table.ts'
import { openWeChat, type WeChat } from './wechat.ts'

export interface Log {
  info(message: string, facts: Readonly<Record<string, unknown>>): void
  error(message: string, facts: Readonly<Record<string, unknown>>): void
}

export interface Effects {
  readonly table: Table
  readonly secrets: Secrets
  readonly cursors: Cursors
  readonly wechat: WeChat
  readonly log: Log
  /** Where files lie: not in `api`, which would load the SDK for S3 with every cold start. */
  readonly bucket?: Bucket
  /** What makes an upload safe to keep: in the files function only, for it loads even more. */
  readonly clean?: Clean
  /** ISO 8601 UTC, milliseconds. */
  now(): string
}

/** What the network says of a caller; none of it is stored or logged as it is. */
export interface From {
  readonly address: string
  /** What their browser calls itself. */
  readonly agent: string
}

/** One request: its effects, and one moment that all of it happens at. */
export interface Ctx extends Omit<Effects, 'now'> {
  readonly now: string
  /** Absent: nobody asks, something follows or is due. */
  readonly from?: From
}

/** A request of someone who signed in. */
export interface SignedIn extends Ctx {
  readonly who: Who
  /** What they sent; absent: what is done for them follows from something else. */
  readonly input?: object | undefined
  /** Of that, where it comes from and how, `from` seen to be theirs to see. */
  readonly came?: Came | undefined
}

export const openKms = (requestHandler = bounded.requestHandler) =>
  new KMSClient({ ...bounded, requestHandler })

export const openEffects = (table = openTable(config.table, openClient())): Effects => {
  const secrets = openSecrets(table, openKms(), config.kmsKey)
  const log = new Logger({ serviceName: 'mulin' })
  return {
    table,
    secrets,
    cursors: openCursors(secrets),
    wechat: openWeChat(log),
    log,
    now: () => new Date().toISOString(),
  }
}

/** The bucket, in a function that opens it. */
export const bucketOf = ({ bucket }: Pick<Effects, 'bucket'>) => {
  if (!bucket) throw new Error('this function does not open the bucket')
  return bucket
}

/** Opened at the first request and kept for the life of the function. */
export const once = <T>(open: () => T): (() => T) => {
  let opened: { readonly value: T } | undefined
  return () => (opened ??= { value: open() }).value
}

/** What can be said of an error without repeating anything that a person typed. */
export const traceOf = (error: unknown) => ({
  error: error instanceof Error ? error.name : typeof error,
  frames:
    error instanceof Error
      ? error.stack
          ?.split('\n')
          .filter(line => /^\s+at /.test(line))
          .slice(0, 8)
      : [],
})
