/** Papers while writes fail or their answers are lost. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { papers, type Paper } from '../../shared/papers/papers.ts'
import { neighbourhood, op, type Neighbourhood } from '../testing/given.ts'
import { order } from './papers.ts'

let made = 0
let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood({ 'test.sheet': async () => Buffer.from(`%PDF ${++made}`) })
})
afterAll(() => given.close())

const sheet = { maker: 'test.sheet', name: '签到表', type: 'application/pdf' } as const
const ordered = async (person: string) => {
  const who = { id: await given.idOf(person), grants: [], actsFor: [] }
  const ctx = { ...given.effects, now: given.now(), who }
  return order(ctx, { ...sheet, input: { from: '2026-11-01' }, key: op() })
}
const get = (person: string, { id }: Pick<Paper, 'id'>) => given.as(person).do(papers.get, { id })
const refused = async (person: string, id: string) => {
  const { status, body } = await given.as(person).try(papers.get, { id })
  return [status, body.code]
}
const objects = async ({ id }: Pick<Paper, 'id'>) => [
  ...(await given.effects.bucket!.list(`papers/${id}/`)).keys(),
]

test('When every answer to a write is lost, then it is made once all the same', async () => {
  const before = made
  given.faults.next('PutItem', 'answerLost')
  const it = await ordered('resident-10')
  given.faults.next('PutItem', 'answerLost', 'answerLost')
  given.faults.next('PutObject', 'answerLost')
  await given.settled()
  expect(await get('resident-10', it)).toMatchObject({ state: 'ready' })
  expect(made).toBe(before + 1)
  expect(await objects(it)).toHaveLength(1)
})

test('When seven days are over, then it is not there any more, and bytes and record go', async () => {
  const it = await ordered('resident-14')
  await given.settled()
  const { url } = await get('resident-14', it)
  given.minutesLater(7 * 24 * 60)
  expect(await refused('resident-14', it.id)).toEqual([404, 'papers.notFound'])
  expect(await objects(it)).toHaveLength(1)
  given.faults.next('DeleteItem', 'throttled', 'throttled', 'throttled', 'throttled')
  await given.tick()
  expect(await objects(it)).toEqual([])
  await given.tick()
  expect(await given.table.get({ pk: `PAPER#${it.id}`, sk: 'PAPER' })).toBeUndefined()
  expect((await given.fetchFrom(url!)).status).toBe(404)
})
