/** 约人说和: booked by a neighbour in four taps, in a browser and in WeChat, and seen to by the room. */
import { expect, test } from '@jest/globals'
import { mediation } from '../shared/mediation/mediation.ts'
import { sayClock } from '../shared/time.ts'
import { as } from './people.ts'
import { openPhones, phoneOf } from './phones.ts'
import { openBrowser, see, shoot, tap, windowOf } from './windows.ts'

openBrowser()
openPhones()

const mostTaps = 4
/** As the page offers it: the first time of the first day. */
const firstTime = async (person: string) => {
  const { starts } = await as(person).do(mediation.talkTimes, {})
  const [{ fromAt, marked }] = starts as [(typeof starts)[0], ...typeof starts]
  return `${sayClock(fromAt)}${marked ? ' · 矛调日' : ''}`
}

test('When a neighbour wants somebody to listen, then four taps book a time, and the room sees it in its list', async () => {
  const page = await windowOf('resident-137')
  let taps = 0
  const tapped = async (text: string) => {
    taps++
    await tap(page, text)
  }
  taps++
  await tap(page, '约人说和')
  await see(page, '哪一天')
  await shoot(page, 'talk-book')
  await tapped('噪音')
  await tapped(await firstTime('resident-137'))
  await tapped('约好')
  await see(page, '谁来听您说')
  expect(taps).toBeLessThanOrEqual(mostTaps)
  await shoot(page, 'talk-booked')

  const room = await windowOf('room-1')
  await tap(room, '说和')
  await see(room, '约好了')
  await shoot(room, 'talk-notes')

  // They cannot come after all.
  await tap(page, '不约了')
  await see(page, '不约了？')
  await tap(page, '不约了')
  await see(page, '以后想谈，再约')
})

test('When somebody has only WeChat, then it takes as many taps there', async () => {
  const phone = await phoneOf('resident-138')
  await phone.see('约人说和')
  let taps = 0
  const tapped = async (text: string) => {
    taps++
    await phone.tap(text)
  }
  await tapped('约人说和')
  await phone.see('哪一天')
  await tapped('停车')
  await tapped(await firstTime('resident-138'))
  await tapped('约好')
  await phone.see('谁来听您说')
  expect(taps).toBeLessThanOrEqual(mostTaps)
  const { items } = await as('room-1').do(mediation.quarrels, {})
  expect(
    items.some(({ state, kind, way }) => state === 'booked' && kind === 'parking' && way === 'app'),
  ).toBe(true)
})
