/** 随手拍: reported with a photo, given to the property firm, handled, looked at by somebody else, and the reporter says yes. */
import { expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { hazards } from '../shared/hazards/hazards.ts'
import { picture } from '../functions/testing/media.ts'
import { as, front, until } from './people.ts'
import { openBrowser, see, shoot, tap, windowOf, write } from './windows.ts'

openBrowser()

const photo = async (page: Page, name: string) => {
  const chooser = page.waitForEvent('filechooser')
  await tap(page, '拍一张')
  const buffer = await picture()
  await (await chooser).setFiles({ name, mimeType: 'image/jpeg', buffer })
  await page.locator('.photo:visible').first().waitFor()
}

test('When a neighbour shows what is wrong, then the firm mends it, the grid worker looks, and the neighbour says yes', async () => {
  const [neighbour, staff, firm, grid] = await Promise.all(
    ['resident-8', 'staff-1', 'firm-1', 'grid-2'].map(windowOf),
  )
  if (!neighbour || !staff || !firm || !grid) throw new Error('four windows')
  await tap(neighbour, '随手拍')
  await photo(neighbour, 'rail.jpg')
  await tap(neighbour, '扶手护栏')
  await write(neighbour, '如：3单元2楼拐角', '二楼拐角')
  await shoot(neighbour, 'hazard-report')
  await tap(neighbour, '报上去')
  await see(neighbour, '报上去了，派给谁会告诉您。')

  const { items } = await as('resident-8').do(hazards.hazards, { list: 'mine' })
  const { id } = items[0]!
  const openIt = (page: Page) => page.goto(`${front()}/hazards/hazard?id=${id}`)
  await openIt(staff)
  await see(staff, '二楼拐角')
  await tap(staff, '派给谁')
  await staff.locator('.person:visible', { hasText: '小区物业' }).click()
  await shoot(staff, 'hazard-dispatch')
  await tap(staff, '派过去')
  await see(staff, '有人在办')

  await openIt(firm)
  await tap(firm, '办好了')
  await write(firm, '如：换了灯泡', '拧紧了')
  await write(firm, '如：门卫张师傅', '门卫老张')
  await tap(firm, '记上')
  await see(firm, '等人核')

  await openIt(grid)
  await see(grid, '门卫老张看见的')
  await tap(grid, '修好了')
  await see(grid, '会去问报的人一声。')
  await tap(grid, '修好了')
  await openIt(neighbour)
  await see(neighbour, '有人去看过，修好了。')
  await shoot(neighbour, 'hazard-answer')
  await tap(neighbour, '修好了')
  await until(
    () => as('resident-8').do(hazards.hazard, { id }),
    ({ answer }) => answer?.fixed === true,
  )
})

test('When a helper walks without a network, then twelve wait on the phone and are there once when it comes back', async () => {
  const helper = await windowOf('resident-104')
  await helper.locator('.door:visible', { hasText: '隐患' }).first().click()
  await see(helper, '是什么')
  const before = (await as('resident-104').do(hazards.hazards, { list: 'mine' })).items.length
  await helper.context().setOffline(true)
  for (let n = 1; n <= 12; n++) {
    await photo(helper, `walk-${n}.jpg`)
    await tap(helper, n % 2 ? '楼道堆物' : '消防设施')
    await tap(helper, '报上去')
    await see(helper, `第${n}件记好了`)
  }
  await see(helper, '有12件记在手机里')
  await shoot(helper, 'hazard-offline')
  await helper.context().setOffline(false)
  const mine = () => as('resident-104').do(hazards.hazards, { list: 'mine' })
  const { items } = await until(mine, ({ items }) => items.length >= before + 12, 60_000)
  expect(items).toHaveLength(before + 12)
  expect(items.slice(0, 12).every(({ photos }) => photos?.length === 1)).toBe(true)
})
