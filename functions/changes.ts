/**
 * The stream function: what follows from a change. Each effect can be carried out twice without harm, records are
 * taken in order, and a failure is reported from the first record that failed.
 */
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import { mattersIn } from './modules.ts'
import { once, openEffects, traceOf, type Effects } from './platform/context.ts'
import { changeOf } from './platform/matter-item.ts'
import { itemIn } from './platform/table.ts'
import { keepTimeline } from './platform/timeline.ts'

type Image = Parameters<typeof itemIn>[0]

const follow = async (effects: Effects, { dynamodb }: DynamoDBRecord) => {
  const after = itemIn(dynamodb?.NewImage as Image)
  const change = changeOf(itemIn(dynamodb?.OldImage as Image), after)
  if (!change || !after) return
  await mattersIn(change.after.kind).follow(effects, change)
  await keepTimeline(effects.table, change, after)
}

export const changes = (open: () => Effects) => {
  const effects = once(open)
  return async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    for (const record of Records) {
      try {
        await follow(effects(), record)
      } catch (error) {
        effects().log.error('follow failed', { event: record.eventID, ...traceOf(error) })
        return { batchItemFailures: [{ itemIdentifier: record.dynamodb!.SequenceNumber! }] }
      }
    }
    return { batchItemFailures: [] }
  }
}

export const handler = changes(openEffects)
