/**
 * The stream function: what follows from a change. Each effect can be carried out twice without harm, records are
 * taken in order, and a failure is reported from the first record that failed.
 */
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import { notify, sendDue } from './messages/messages.ts'
import type { Message } from './messages/messages-store.ts'
import { kindOf } from './modules.ts'
import { once, openEffects, traceOf, type Ctx, type Effects } from './platform/context.ts'
import { changeOf } from './platform/matter-item.ts'
import { remembering } from './platform/remembered.ts'
import { itemIn } from './platform/table.ts'
import { keepTimeline } from './platform/timeline.ts'

/** Well within the function's own time limit; what is left is given to it again. */
const longestMs = 40_000

type Image = Parameters<typeof itemIn>[0]

/** Does everything that follows, except what WeChat is asked to send: that is given back. */
const follow = async (effects: Effects, { dynamodb }: DynamoDBRecord) => {
  const after = itemIn(dynamodb?.NewImage as Image)
  const change = changeOf(itemIn(dynamodb?.OldImage as Image), after)
  if (!change || !after) return []
  const { id, kind, seq } = change.after
  const ctx: Ctx = { ...effects, table: remembering(effects.table), now: effects.now() }
  const { follows, tells } = kindOf(kind)
  await follows(ctx, change)
  // Padded, so that what one moment brings stands in the inbox in its order.
  const key = `${id}.${String(seq).padStart(6, '0')}`
  const toSend = await notify(ctx, key, await tells(ctx, change))
  if (after.sk === 'MATTER') await keepTimeline(ctx.table, change, after)
  return toSend
}

export const changes = (open: () => Effects) => {
  const effects = once(open)
  return async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const toSend: Message[] = []
    const failed: DynamoDBBatchResponse['batchItemFailures'] = []
    const until = Date.now() + longestMs
    for (const record of Records) {
      try {
        if (Date.now() >= until) throw new Error('no time left')
        toSend.push(...(await follow(effects(), record)))
      } catch (error) {
        effects().log.error('follow failed', { event: record.eventID, ...traceOf(error) })
        failed.push({ itemIdentifier: record.dynamodb!.SequenceNumber! })
        break
      }
    }
    // Last, so that a slow WeChat keeps no change waiting; what does not go out now, the clock sends.
    await sendDue({ ...effects(), now: effects().now() }, toSend)
    return { batchItemFailures: failed }
  }
}

export const handler = changes(openEffects)
