/** 建议和驿站: said at the door without a name, answered by staff, traced by the receipt that the phone keeps. */
import { expect, test } from '@jest/globals'
import { front } from './people.ts'
import { home, openBrowser, see, shoot, tap, visible, windowOf } from './windows.ts'

openBrowser()

test('When something is said at a station without a name, then staff answer it, and the receipt on the phone traces it', async () => {
  const [visitor, staff] = await Promise.all(['resident-140', 'staff-3'].map(windowOf))
  if (!visitor || !staff) throw new Error('two windows')
  const words = `南门的门槛绊脚 ${Date.now() % 10_000}`
  await visitor.goto(`${front()}/suggestions/station?at=bchd&station=station-1`)
  await see(visitor, '6号楼红色驿站')
  await see(visitor, '支部吴书记')
  await shoot(visitor, 'station')
  await tap(visitor, '说个建议')
  await see(visitor, '想说什么')
  await tap(visitor, '安全')
  await visitor.locator('textarea:visible').last().fill(words)
  await visible(visitor, '不写是谁说的').first().click()
  await shoot(visitor, 'say')
  await tap(visitor, '说好了')
  await see(visitor, '没有记下是谁说的')
  await shoot(visitor, 'receipt')

  await home(staff)
  await staff.locator('.door:visible', { hasText: '建议' }).last().click()
  await see(staff, words)
  await shoot(staff, 'ideas-desk')
  await visible(staff, words).first().click()
  await see(staff, '没写名字')
  await tap(staff, '我来回音')
  await tap(staff, '采纳')
  await staff.locator('textarea:visible').last().fill('这周铺平')
  await shoot(staff, 'adopt')

  await tap(visitor, '查回音')
  await see(visitor, '等回音')
  await shoot(visitor, 'trace')
  await visitor.goto(`${front()}/suggestions/trace?at=bchd`)
  await see(visitor, '这台手机上说过的')
}, 120_000)

test('When a neighbour looks at the wall, then they can think so too, once', async () => {
  const neighbour = await windowOf('resident-141')
  await tap(neighbour, '一起商量')
  await see(neighbour, '快递柜加雨棚')
  await shoot(neighbour, 'wall')
  await visible(neighbour, '快递柜加雨棚').first().click()
  await tap(neighbour, '我也这么想')
  await see(neighbour, '位邻居')
  expect(await visible(neighbour, '我也这么想').count()).toBe(0)
}, 60_000)
