/** Uploads while S3 or the table fails. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { files } from '../../shared/files/files.ts'
import { neighbourhood, op, type Neighbourhood } from '../testing/given.ts'
import { picture } from '../testing/media.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())

const begin = (person: string, bytes: Uint8Array) =>
  given.as(person).do(files.begin, { type: 'image/jpeg', size: bytes.length, key: op() })
/** Sends all of it and gives the id, unfinished. */
const sent = async (person: string, bytes: Uint8Array) => {
  const { id, parts } = await begin(person, bytes)
  for (const { url, from, size } of parts)
    expect((await given.put(url, bytes.subarray(from, from + size))).statusCode).toBe(200)
  return id
}
const finish = (person: string, id: string) => given.as(person).do(files.finish, { id })

test('When S3 or the table fails in the middle, then asking again is enough, and nothing is half there', async () => {
  for (const [command, status] of [
    ['PutObject', 503],
    ['GetObject', 503],
    ['PutItem', 503],
  ] as const) {
    const id = await sent('resident-7', await picture())
    given.faults.next(command, 'throttled', 'throttled', 'throttled', 'throttled')
    expect((await given.as('resident-7').try(files.finish, { id })).status).toBe(status)
    expect(await given.as('resident-7').do(files.show, { ids: [id] })).toEqual({ items: [] })
    expect((await finish('resident-7', id)).id).toBe(id)
  }
})

test('When answers get lost after the write, then it is done once', async () => {
  const id = await sent('resident-7', await picture())
  given.faults.next('PutItem', 'answerLost')
  given.faults.next('PutObject', 'answerLost')
  given.faults.next('DeleteObject', 'answerLost')
  expect((await finish('resident-7', id)).id).toBe(id)
  given.faults.next('TransactWriteItems', 'answerLost')
  expect((await begin('resident-7', await picture())).parts).toHaveLength(1)
})
