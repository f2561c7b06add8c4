import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { help } from '../../shared/help/help.ts'
import { messages } from '../../shared/messages/messages.ts'
import { startWechat } from '../../local/wechat.ts'
import { localTemplates } from '../../local/wechat-words.ts'
import { monday10, neighbourhood, op, type Neighbourhood } from '../testing/given.ts'
import { tap } from '../testing/help-story.ts'

let given: Neighbourhood
let wechat: Awaited<ReturnType<typeof startWechat>>
beforeAll(async () => {
  wechat = await startWechat({
    now: () => Date.parse(given.now()),
    templates: Object.values(localTemplates),
  })
  process.env.WECHAT_BASE = wechat.base
  given = await neighbourhood()
  given.setNow(monday10)
})
afterAll(async () => {
  await given.close()
  await wechat.stop()
})

const asker = 'resident-1'
const userOf = async () => `U#${await given.idOf(asker)}#INBOX`
const outcomes = async () =>
  (await given.table.queryAll({ pk: await userOf(), sk: { beginsWith: 'M#' } })).map(item => item.wechat)
const sent = async () => ((await (await fetch(`${wechat.base}/_sent`)).json()) as { sent: object[] }).sent
const boxOf = async () => (await given.table.get({ pk: await userOf(), sk: 'BOX' }))!.box

test('When the answer to the transaction is lost or it meets another, then it is still told and sent once', async () => {
  const allowance = { openid: `demo-${asker}`, template_id: localTemplates.helpProgress.id, times: 3 }
  await fetch(`${wechat.base}/_grants`, { method: 'POST', body: JSON.stringify(allowance) })
  for (let n = 0; n < 3; n++)
    await given.as(asker).do(messages.granted, { templates: ['helpProgress'], op: op() })
  const it = await given.request1()
  await given.settled()
  given.faults.next('TransactWriteItems', 'answerLost', 'conflict')
  await given.as('lead-1').do(help.claim, tap(it))
  await given.settled()
  given.minutesLater(3)
  await given.tick()
  expect(await outcomes()).toEqual(['sent'])
  expect(await sent()).toHaveLength(1)
  expect(await boxOf()).toMatchObject({ grants: { helpProgress: 2 } })
})
