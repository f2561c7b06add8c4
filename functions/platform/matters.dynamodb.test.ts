import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { help } from '../../shared/help/help.ts'
import { neighbourhood, op, type Neighbourhood } from '../testing/given.ts'
import { changes } from '../changes.ts'
import { keepTimeline } from './timeline.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())

const item = (id: string) => given.table.get({ pk: `C#bchd#M#${id}`, sk: 'MATTER' })

test('When a history grows long, then the item keeps its last entries and the reader still sees all of them', async () => {
  let it = await given.request1()
  const lead = given.as('lead-1')
  for (let n = 0; n < 14; n++) {
    it = await lead.do(help.claim, { id: it.id, seq: it.seq, op: op() })
    it = await lead.do(help.release, { id: it.id, seq: it.seq, op: op(), reason: 'other' })
  }
  const whole = it.timeline
  expect(whole).toHaveLength(29)
  await given.settled()
  const kept = (await item(it.id))!.timeline as { seq: number }[]
  expect(kept.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, i) => i + 10))
  expect((await lead.do(help.get, { id: it.id })).timeline).toEqual(whole)
  // And it goes on from there.
  it = await lead.do(help.claim, { id: it.id, seq: it.seq, op: op() })
  await given.settled()
  expect((await lead.do(help.get, { id: it.id })).timeline.map(({ seq }) => seq)).toEqual(
    Array.from({ length: 30 }, (_, i) => i + 1),
  )
})

test('When a record of the stream is lost, then the history has no hole all the same', async () => {
  let it = await given.request1()
  const key = { pk: `C#bchd#M#${it.id}`, sk: 'MATTER' }
  for (let n = 0; n < 12; n++) {
    it = await given.as('lead-1').do(help.claim, { id: it.id, seq: it.seq, op: op() })
    it = await given.as('lead-1').do(help.release, { id: it.id, seq: it.seq, op: op() })
  }
  // Only the last change ever arrives.
  const image = (await given.table.get(key))!
  const change = { before: { ...it, timeline: it.timeline.slice(0, -1) }, after: image }
  await keepTimeline(given.table, change as never, image)
  expect((await given.as('lead-1').do(help.get, { id: it.id })).timeline.map(({ seq }) => seq)).toEqual(
    Array.from({ length: 25 }, (_, i) => i + 1),
  )
})

test('When a transaction holds the matter, then a move waits it out', async () => {
  const it = await given.request1()
  given.faults.next('PutItem', 'conflict', 'conflict')
  const claimed = await given.as('lead-1').do(help.claim, { id: it.id, seq: it.seq, op: op() })
  expect(claimed.state).toBe('claimed')
})

test('When a change is delivered twice and out of order, then "mine" still shows the latest', async () => {
  const first = await given.request1()
  await given.settled()
  const before = await item(first.id)
  given.minutesLater(1)
  await given.as('lead-1').do(help.claim, { id: first.id, seq: first.seq, op: op() })
  await given.settled()
  const row = { pk: `U#${await given.idOf('resident-1')}#MINE`, sk: first.id }
  const latest = await given.table.get(row)
  expect(latest).toMatchObject({ seq: 2, card: { stateText: '有人接了', tone: 'waiting' } })
  // The first change once more, late.
  const { marshall } = await import('@aws-sdk/util-dynamodb')
  const follow = changes(() => given.effects)
  const record = { eventID: 'late', dynamodb: { SequenceNumber: '1', NewImage: marshall(before!) } }
  expect(await follow({ Records: [record] } as never)).toEqual({ batchItemFailures: [] })
  expect(await given.table.get(row)).toEqual(latest)
})

test('When following a change fails, then the batch is handed back from there and comes again', async () => {
  given.faults.next('TransactWriteItems', ...Array<'throttled'>(4).fill('throttled'))
  const it = await given.request1().catch(() => undefined)
  expect(it).toBeUndefined() // the asker is told to tap again
  const asked = await given.request1()
  given.faults.next('PutItem', ...Array<'throttled'>(4).fill('throttled'))
  await given.settled()
  const mine = await given.as('resident-1').do(help.mine, {})
  expect(mine.items.map(({ id }) => id)).toContain(asked.id)
})
