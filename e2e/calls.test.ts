/** Somebody without a phone that shows messages: rung by staff, and found at the desk when they ring again. */
import { expect, test } from '@jest/globals'
import { help } from '../shared/help/help.ts'
import { identity } from '../shared/identity/identity.ts'
import { messages } from '../shared/messages/messages.ts'
import { as, front, op, until } from './people.ts'
import { openBrowser, shoot, tap, visible, windowOf, windowOn, write } from './windows.ts'

openBrowser()

const [callName, phone] = ['苗奶奶', '10088776655']

test('When no message reaches somebody, then staff ring, tick it off, and find the request at the desk by four digits', async () => {
  const person = await as('staff-1').do(identity.registerByPhone, {
    ...{ phone, callName, name: '苗秀兰', building: 'building-2' },
  })
  let it = await as('staff-1').do(help.ask, {
    ...{ key: op(), kind: 'groceries', for: person.id, lines: [{ what: '小米', howMany: '2斤' }] },
  })
  const tapOf = () => ({ id: it.id, seq: it.seq, op: op() })
  it = await as('lead-1').do(help.claim, tapOf())
  const { id: volunteer } = await as('volunteer-1').do(identity.me, {})
  it = await as('lead-1').do(help.assign, { ...tapOf(), volunteer })
  it = await as('volunteer-1').do(help.accept, tapOf())
  await until(
    () => as('staff-1').do(messages.calls, {}),
    ({ items }) => items.some(({ name }) => name === callName),
  )

  const staff = await windowOf('staff-1')
  await staff.locator('.row:visible', { hasText: '打给他们' }).click()
  const card = staff.locator('.task:visible', { hasText: callName })
  await card.getByText(/见面码\d{4}/).waitFor()
  await card.getByText('打电话', { exact: true }).click()
  await card.getByText(phone).waitFor()
  await shoot(staff, 'calls-rung')
  await card.getByText('没人接', { exact: true }).click()
  await card.filter({ hasText: '打过1次没人接' }).waitFor()
  await card.getByText('告诉了', { exact: true }).click()
  await card.waitFor({ state: 'detached' })

  const desk = await windowOn({ viewport: { width: 1280, height: 800 } }, 'staff-1')
  await desk.goto(`${front()}/help/requests`)
  await write(desk, '编号、姓名、门牌、电话后四位', phone.slice(-4))
  await tap(desk, '找')
  const row = desk.locator('.requests-list .card:visible')
  await row.filter({ hasText: callName }).waitFor()
  expect(await row.count()).toBe(1)
  await row.click()
  const beside = desk.locator('.requests-one')
  await beside.getByText(it.number).waitFor()
  await beside.getByText('小米 2斤').waitFor()
  await shoot(desk, 'requests')
  expect(await visible(desk, phone).count()).toBe(0)
}, 90_000)
