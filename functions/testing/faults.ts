/**
 * Faults of the network and of AWS, made in the SDK's own middleware so that its retries are real: an answer lost
 * after the write was done, a transaction cancelled by a conflict (DynamoDB Local never makes one), throttling. The
 * table in memory has no network: what is tested with faults of the table stands in suites named *.dynamodb.test.ts.
 */
import {
  TransactionCanceledException,
  TransactionConflictException,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb'
import type { S3Client } from '@aws-sdk/client-s3'

export type Fault = 'answerLost' | 'conflict' | 'throttled'

export interface Faults {
  /** Faults for the next commands of this name, one each. */
  next(command: string, ...faults: readonly Fault[]): void
  /** Each command of a write is struck with this chance, until `calm`. `random` gives numbers in [0, 1). */
  storm(chance: number, random: () => number): void
  calm(): void
  /** How many were made. */
  readonly made: () => number
}

const named = (name: string, message: string) => Object.assign(new Error(message), { name, $retryable: {} })

export const withFaults = (s3: readonly S3Client[], client?: DynamoDBClient): Faults => {
  const check = (command: string) => {
    if (!client && !command.endsWith('Object')) throw new Error(`nothing sends ${command} in this suite`)
  }
  const queued: { readonly command: string; readonly fault: Fault }[] = []
  let storm: (() => Fault | undefined) | undefined
  let made = 0
  const pick = (command: string): Fault | undefined => {
    const at = queued.findIndex(each => each.command === command)
    if (at >= 0) return queued.splice(at, 1)[0]!.fault
    return /^(Put|Delete|Update|Transact)/.test(command) ? storm?.() : undefined
  }
  // The clients differ in the types of what they send, which nothing here looks at.
  for (const each of [client, ...(s3 as readonly unknown[] as readonly DynamoDBClient[])])
    each?.middlewareStack.add(
      (next, context) => async args => {
        const command = (context.commandName ?? '').replace(/Command$/, '')
        const fault = pick(command)
        if (!fault) return next(args)
        made++
        if (fault === 'throttled') throw named('ThrottlingException', 'slow down')
        if (fault === 'conflict' && command === 'TransactWriteItems')
          throw new TransactionCanceledException({
            $metadata: {},
            message: 'conflict',
            CancellationReasons: [{ Code: 'TransactionConflict' }],
          })
        if (fault === 'conflict')
          throw new TransactionConflictException({ $metadata: {}, message: 'a transaction holds it' })
        await next(args)
        throw named('TimeoutError', 'the answer was lost')
      },
      // Inside the retry loop: the SDK sees the fault as it would see AWS's.
      { step: 'finalizeRequest', priority: 'low', name: 'faults' },
    )
  return {
    next(command, ...faults) {
      check(command)
      queued.push(...faults.map(fault => ({ command, fault })))
    },
    storm(chance, random) {
      check('any write')
      storm = () => (random() < chance ? (random() < 0.5 ? 'answerLost' : 'throttled') : undefined)
    },
    calm() {
      storm = undefined
      queued.length = 0
    },
    made: () => made,
  }
}
