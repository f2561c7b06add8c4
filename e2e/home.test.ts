/** The home page by role: all of it on a screen and a half, and what one came for at hand. */
import { expect, test } from '@jest/globals'
import { help } from '../shared/help/help.ts'
import { as } from './people.ts'
import { home, openBrowser, see, shoot, tap, visible, windowOf } from './windows.ts'

openBrowser()

/** Whose page it is; every module is switched on. */
const everyRole = [
  ...['elder-1', 'resident-33', 'child-1', 'volunteer-1', 'lead-1', 'grid-1', 'resident-101', 'party-1'],
  ...['staff-1', 'room-1', 'mediator-4', 'department-1', 'police-1', 'partner-1', 'supervisor-1'],
]

test.each(everyRole)('When %s comes, then all of the home page is 1,270 px high at most', async persona => {
  const page = await windowOf(persona)
  await page.waitForTimeout(1_500) // until what waits has come
  const height = await page
    .locator('.page-body:visible')
    .first()
    .evaluate(body => body.scrollHeight + body.getBoundingClientRect().top + window.scrollY)
  await shoot(page, `home-${persona}`)
  expect(height).toBeLessThanOrEqual(1_270)
})

test('When a request is open, then a lead takes it in two taps from the home page', async () => {
  const asked = await as('resident-150').do(help.ask, {
    kind: 'errands',
    topic: 'parcel',
    lines: [{ what: '取一件快递' }],
  })
  const lead = await windowOf('lead-2')
  await home(lead)
  await see(lead, '要您办的')
  expect(asked.state).toBe('open')
  await visible(lead, '等人接').first().click()
  await tap(lead, '我们队接下')
  await see(lead, '请谁去？')
}, 60_000)

test('When somebody who works here lives here too, then one row leads to what concerns their own home', async () => {
  const lead = await windowOf('lead-1')
  await tap(lead, '我家的事')
  await see(lead, '帮我买菜')
}, 60_000)
