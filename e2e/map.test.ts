/** 民情图: from 工作台 to a building, and from its door to the home, in a browser. */
import { expect, test } from '@jest/globals'
import { households } from '../shared/households/households.ts'
import { as } from './people.ts'
import { openBrowser, see, shoot, tap, windowOf } from './windows.ts'

openBrowser()

test('When staff open 民情图, then the buildings stand there with their counts, a tap draws one, and a door leads to its home', async () => {
  const { buildings } = await as('staff-1').do(households.map, {})
  const third = buildings.find(({ name }) => name === '3号楼')!
  const { doors } = await as('staff-1').do(households.building, { building: third.id })
  const door = doors.find(({ homes }) => homes.length === 1 && homes[0]!.open)!
  const { name } = await as('staff-1').do(households.pairing, { id: door.homes[0]!.id })

  const page = await windowOf('staff-1')
  await tap(page, '民情图')
  await see(page, '四周内都去过')
  expect(await page.locator('.map-tile').count()).toBe(28)
  if (name) expect(await page.locator('body').innerText()).not.toContain(name)
  await shoot(page, 'map')
  await page.locator('.map-tile').filter({ hasText: '3号' }).first().click()
  await see(page, '点一扇门')
  await shoot(page, 'map-building')
  await page.locator(`.map-door[aria-label^="${door.unit}单元${door.room}"]`).first().click()
  await see(page, '不要对外说')
  await shoot(page, 'map-home')
})
