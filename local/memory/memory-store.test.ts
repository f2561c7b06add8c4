import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from './memory-store.ts'

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'mulin-'))
})
afterAll(() => rm(dir, { recursive: true }))

const made = [{ pk: 'P', sk: 'a', bytes: new Uint8Array([0, 255]), gsi1pk: 'L', gsi1sk: '1' }]
const never = async () => {
  throw new Error('made again')
}

test('When a table is saved, then it is there again, with its lists, and what it began with is in no stream', async () => {
  const file = join(dir, 'new', 'table')
  const first = await openStore(file, async () => made)
  expect(first.records()).toEqual([])
  await first.table.put({ pk: 'P', sk: 'b', map: { list: [1, null, ''] } })
  expect(first.records().map(({ eventName }) => eventName)).toEqual(['INSERT'])
  await Promise.all([first.save(), first.save()])
  const again = await openStore(file, never)
  expect(await again.table.queryAll({ pk: 'P' })).toEqual([
    ...made,
    { pk: 'P', sk: 'b', map: { list: [1, null, ''] } },
  ])
  expect((await again.table.query({ index: 'gsi1', pk: 'L' })).items).toHaveLength(1)
  expect(again.records()).toEqual([])
  expect(await readdir(join(dir, 'new'))).toEqual(['table'])
})

test('When there is no file, then nothing is kept', async () => {
  const store = await openStore(undefined, async () => made)
  await store.table.put({ pk: 'P', sk: 'b' })
  store.records()
  await store.save()
  expect((await store.table.queryAll({ pk: 'P' })).map(({ sk }) => sk)).toEqual(['a', 'b'])
})
