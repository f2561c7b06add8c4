import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { mediation } from '../../shared/mediation/mediation.ts'
import { neighbourhood, op, type Neighbourhood } from '../testing/given.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())

const said = {
  sides: ['3号楼张阿姨', '楼上李家'],
  what: '楼上漏水，天花板湿了，吵起来了',
  kind: 'leak' as const,
}
const room = () => given.as('room-1')

test('When the answer to the first tap is lost, then the next one finds the note', async () => {
  const key = op()
  given.faults.next('TransactWriteItems', 'answerLost')
  const first = await room().do(mediation.note, { ...said, key })
  expect((await room().do(mediation.note, { ...said, key })).id).toBe(first.id)
})

test('When the answer is lost and it is tapped again, then it is the same case', async () => {
  const noted = await room().do(mediation.note, said)
  const once = { id: noted.id, seq: noted.seq, op: op() }
  given.faults.next('TransactWriteItems', 'answerLost')
  const turned = await room().do(mediation.turn, once)
  expect(await room().do(mediation.turn, once)).toMatchObject({ case: turned.case, seq: turned.seq })
})
