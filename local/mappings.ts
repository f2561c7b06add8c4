import type { DynamoDBRecord } from 'aws-lambda'
import { inServerlessYml } from './serverless.ts'
import { isObject } from './stand-in.ts'

/** What Lambda is told about bringing the table's stream to a function. */
export interface Mapping {
  /** The function. */
  name: string
  batchSize: number
  /** How often a batch is tried before it is given up. */
  attempts: number
  /** Whether the function is told of the record. */
  wants(record: DynamoDBRecord): boolean
}

/**
 * An event pattern of AWS, as far as serverless.yml uses it: what it names must be there, and be one of the values
 * listed. What else a pattern can say throws, so that nothing is filtered here otherwise than there.
 */
function matches(pattern: unknown, value: unknown): boolean {
  if (Array.isArray(pattern)) {
    const values: unknown[] = pattern
    if (!values.every(each => typeof each === 'string')) throw new Error('a pattern says more than is known')
    return values.some(each => each === value)
  }
  if (!isObject(pattern)) throw new Error('a pattern is neither names nor a list of values')
  return Object.entries(pattern).every(([name, inner]) =>
    matches(inner, isObject(value) ? value[name] : undefined),
  )
}

interface Event {
  stream?: { batchSize: number; maximumRetryAttempts: number; filterPatterns?: unknown[] }
}

/** Those of serverless.yml. */
export async function streamMappings(): Promise<Mapping[]> {
  const functions = (await inServerlessYml('functions')) as Record<string, { events: Event[] }>
  return Object.entries(functions).flatMap(([name, { events }]) =>
    events.flatMap(({ stream }) => {
      if (!stream) return []
      const { batchSize, maximumRetryAttempts, filterPatterns: patterns = [] } = stream
      return {
        name,
        batchSize,
        // The first time is no retry.
        attempts: maximumRetryAttempts + 1,
        wants: (record: DynamoDBRecord) =>
          !patterns.length || patterns.some(pattern => matches(pattern, record)),
      }
    }),
  )
}
