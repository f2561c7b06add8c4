/** 应急点名: staff call it of one building, a resident answers, the helper notes the rest, staff close it. */
import { expect, test } from '@jest/globals'
import { rolls } from '../shared/rolls/rolls.ts'
import { as, until } from './people.ts'
import { home, openBrowser, see, shoot, tap, visible, windowOf } from './windows.ts'

openBrowser()

test('When the roll is called, then a resident answers in one tap, the helper notes a door, and staff see who is left', async () => {
  const [staff, resident, helper] = await Promise.all(
    ['staff-1', 'resident-45', 'resident-101'].map(windowOf),
  )
  if (!staff || !resident || !helper) throw new Error('three windows')
  await tap(staff, '点名')
  await shoot(staff, 'rolls-list')
  await tap(staff, '现在点名')
  await tap(staff, '大风')
  await tap(staff, '17号楼')
  await shoot(staff, 'rolls-call')
  await tap(staff, '点名，马上告诉大家')
  await see(staff, '到了 0/36')
  await shoot(staff, 'rolls-called')

  // Who lives there finds it before all else.
  const { items } = await as('staff-1').do(rolls.rolls, {})
  const { id } = items[0]!
  await until(
    () => as('staff-1').do(rolls.roll, { id }),
    ({ state }) => state === 'open',
  )
  await home(resident)
  await visible(resident, '大风点名').last().click({ timeout: 90_000 })
  await see(resident, '没事')
  await shoot(resident, 'rolls-answer')
  await tap(resident, '没事')
  await see(resident, '社区知道您家没事了')
  await shoot(resident, 'rolls-answered')

  await home(helper)
  await tap(helper, '点名')
  // The page before has the words of the next one, and is not gone at once.
  await helper.locator('.card-title:visible', { hasText: '大风点名' }).first().click()
  await helper.locator('.roll-tile:visible', { hasText: '17号楼' }).first().click()
  await helper.locator('.mark-buttons:visible').first().waitFor()
  await shoot(helper, 'rolls-building')
  await helper.locator('.mark-buttons:visible').first().getByText('没事').click()
  await until(
    () => as('staff-1').do(rolls.roll, { id }),
    ({ total }) => total?.reached === 2,
  )

  await see(staff, '到了 2/36')
  await tap(staff, '点完了，结束')
  await see(staff, '还有34户没有消息')
  await shoot(staff, 'rolls-close')
  await tap(staff, '不等了，结束')
  await see(staff, '点名结束了')
  expect((await as('resident-45').try(rolls.answerRoll, { id, said: 'fine' })).body.text).toBe(
    '点名结束了，请打给社区。',
  )
}, 240_000)
