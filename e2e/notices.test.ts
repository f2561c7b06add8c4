/** 社区通知: put up at the desk, answered with a tap in a browser and in WeChat, and the rest ticked at the doors. */
import { expect, test } from '@jest/globals'
import { notices } from '../shared/notices/notices.ts'
import { as, until } from './people.ts'
import { openPhones, phoneOf } from './phones.ts'
import { openBrowser, row, see, shoot, tap, windowOf } from './windows.ts'

openBrowser()
openPhones()

const title = '明天上午清洗水箱'

test('When staff put up a notice that asks, then a tap of each home answers it, and staff tick those who sign at the door', async () => {
  const staff = await windowOf('staff-1')
  await tap(staff, '通知')
  await tap(staff, '发通知')
  await staff.getByLabel('标题').fill(title)
  await staff.getByLabel('通知内容').fill('上午9点到12点停水，请先存一点。')
  await row(staff, '请各家回个话')
  await shoot(staff, 'notice-form')
  await tap(staff, '看一眼再发')
  await see(staff, '不发消息')
  await shoot(staff, 'notice-preview')
  await tap(staff, '发出去')
  await see(staff, '谁家还没回话')
  await shoot(staff, 'notice-staff')

  // The newest line of the home page leads to it.
  const page = await windowOf('resident-135')
  await row(page, title)
  await see(page, '请先存一点')
  await shoot(page, 'notice-resident')
  await tap(page, '知道了')
  await see(page, '您家知道了')

  const phone = await phoneOf('resident-136')
  await phone.see(title)
  await phone.tap(title)
  await phone.see('知道了')
  await phone.tap('知道了')
  await phone.see('您家知道了')

  const { items } = await as('staff-1').do(notices.notices, { list: 'up' })
  const { id } = items.find(each => each.title === title)!
  const heard = async () => (await as('staff-1').do(notices.notice, { id })).counts!.heard
  expect(await heard()).toBe(2)
  await row(staff, '9号楼')
  await tap(staff, '纸上签了字')
  const { items: left } = await as('staff-1').do(notices.unheard, { id, building: 'building-9' })
  for (const { door } of left.slice(0, 2)) await tap(staff, door.replace('9号楼', ''))
  await shoot(staff, 'notice-doors')
  await tap(staff, '记下这2户知道了')
  expect(await until(heard, count => count === 4)).toBe(4)
})
