/** What serverless.yml says of the stream, and what the program says of it, are the same. */
import { expect, test } from '@jest/globals'
import { changeOf } from '../functions/platform/matter-item.ts'
import { streamMappings } from './mappings.ts'
import { recordsOf } from './memory/memory-table.ts'

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
