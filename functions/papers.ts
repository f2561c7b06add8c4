/**
 * The papers function: makes what was ordered, one paper a call. The stream brings it the papers that wait, and only
 * those (the filter is in serverless.yml). Should it die, the clock has the paper made again.
 */
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda'
import { makers } from './makers.ts'
import { make, type Makers } from './papers/make.ts'
import { openBucket } from './platform/bucket.ts'
import { once, openEffects, traceOf, type Effects } from './platform/context.ts'

export const papers = (open: () => Effects, makers: Makers) => {
  const effects = once(open)
  return async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    for (const { dynamodb } of Records) {
      const id = dynamodb?.NewImage?.id?.S
      try {
        if (id) await make({ ...effects(), now: effects().now() }, id, makers)
      } catch (error) {
        effects().log.error('paper left', traceOf(error))
        return { batchItemFailures: [{ itemIdentifier: dynamodb!.SequenceNumber! }] }
      }
    }
    return { batchItemFailures: [] }
  }
}

export const handler = papers(() => ({ ...openEffects(), bucket: openBucket() }), makers)
