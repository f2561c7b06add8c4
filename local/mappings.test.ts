/** What serverless.yml says of the stream, and what the program says of it, are the same. */
import { expect, test } from '@jest/globals'
import { changeOf, everyDueShard } from '../functions/platform/matter-item.ts'
import type { Table } from '../functions/platform/table.ts'
import { clock } from '../functions/clock.ts'
import { everySendShard } from '../functions/messages/messages.ts'
import { openEffects } from '../functions/platform/context.ts'
import { streamMappings } from './mappings.ts'
import { memoryTable, recordsOf } from './memory/memory-table.ts'
import { inServerlessYml } from './serverless.ts'

const about = { id: 'x_1', kind: 'help', state: 'open', seq: 1, community: 'c' }

test('When something is written, then the function that follows changes is woken just where there is something to follow', async () => {
  const { wants } = (await streamMappings()).find(({ name }) => name === 'changes')!
  for (const sk of ['MATTER', 'PLACES', 'ME', 'BOX', 'T#000001', 'MATTER#1', 'M#MATTER']) {
    const after = { pk: 'C#c#M#x_1', sk, ...about }
    for (const written of [
      { before: undefined, after },
      { before: after, after: { ...after, seq: 2 } },
      { before: after, after: undefined },
    ]) {
      const [record] = recordsOf([written])
      expect(wants(record!)).toBe(changeOf(written.before, written.after) !== undefined)
    }
  }
})

test('When the clocks of serverless.yml tick, then each shard of what is due is looked at by one of them', async () => {
  const events = (await inServerlessYml('functions', 'clock', 'events')) as readonly {
    readonly schedule: { readonly input: { readonly part: number; readonly of: number } }
  }[]
  const shards: string[] = []
  const query: Table['query'] = async ({ pk }) => {
    shards.push(pk)
    return { items: [] }
  }
  const tick = clock(() => openEffects({ ...memoryTable(), query }))
  for (const { schedule } of events) await tick(schedule.input)
  expect(shards.toSorted()).toEqual([...everyDueShard, ...everySendShard].toSorted())
})
