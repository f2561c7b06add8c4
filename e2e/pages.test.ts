/** What every page owes its readers, in a real browser over the real bundle. */
import { expect, test } from '@jest/globals'
import { front } from './people.ts'
import { home, openBrowser, row, see, shoot, tap, visible, windowOf } from './windows.ts'

openBrowser()

test('When care mode is switched on, then letters and buttons are large enough, on every page', async () => {
  const page = await windowOf('elder-1')
  await page.goto(`${front()}/home/me`)
  const size = () =>
    page
      .locator('.page-body:visible')
      .first()
      .evaluate(element => parseFloat(getComputedStyle(element).fontSize))
  expect(await size()).toBeGreaterThanOrEqual(18)
  await page.getByText('长辈版').locator('visible=true').first().click()
  await page.goto(front())
  await see(page, '说给我们听')
  await see(page, '我的事办到哪了')
  expect(await size()).toBeGreaterThanOrEqual(22)
  const heights = await page
    .locator('taro-button-core:visible')
    .evaluateAll(buttons => buttons.map(button => button.getBoundingClientRect().height))
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(60)
  const labels = await page
    .locator('.tab:visible')
    .evaluateAll(tabs => tabs.map(tab => parseFloat(getComputedStyle(tab).fontSize)))
  expect([labels.length, Math.min(...labels) >= 20]).toEqual([3, true])
  await shoot(page, 'care-home')
  const ground = () => page.locator('body').evaluate(body => getComputedStyle(body).backgroundColor)
  const light = await ground()
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await ground()).not.toBe(light)
  await shoot(page, 'care-dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await tap(page, '更多')
  await see(page, '帮我买菜')
  await shoot(page, 'care-more')
  await page.goBack()
  await tap(page, '找人帮忙')
  await see(page, '帮我买菜')
  await shoot(page, 'care-asking')

  const other = await windowOf('elder-1') // another phone of theirs
  await other.goto(front())
  await see(other, '我的事办到哪了')
}, 60_000)

test('When an address belongs to no page, then the page says so and leads home, also in large letters', async () => {
  const page = await windowOf('resident-35')
  await page.goto(`${front()}/no/such-page?id=1`)
  await see(page, '可能是地址写错了')
  await shoot(page, 'not-found')
  await tap(page, '回首页')
  await see(page, '帮我买菜')
  await page.goto(`${front()}/home/me`)
  await page.getByText('长辈版').locator('visible=true').first().click()
  await page.goto(`${front()}/nowhere`)
  await see(page, '可能是地址写错了')
  await shoot(page, 'care-not-found')
  await tap(page, '回首页')
  await see(page, '我的事办到哪了')
}, 60_000)

test('When someone asks what is whose, then they find whom to ring; and staff change the phone book while they look', async () => {
  const [resident, staff] = await Promise.all(['resident-33', 'staff-1'].map(windowOf))
  if (!resident || !staff) throw new Error('two windows')
  await row(resident, '归谁管')
  await see(resident, '家里水管漏水')
  await resident.locator('input:visible').fill('楼上漏水')
  await see(resident, '打给物业')
  expect(await visible(resident, '路灯不亮').count()).toBe(0)
  await shoot(resident, 'whose')

  await home(staff)
  await staff.goto(`${front()}/home/me`)
  await row(staff, '社区电话')
  await tap(staff, '修改')
  await row(staff, '小区药店')
  await staff.locator('.sheet input:visible').nth(2).fill('找老张')
  await tap(staff, '好了')
  await see(staff, '请写电话号码')
  await staff.locator('.sheet input:visible').nth(2).fill('10000000039')
  await tap(staff, '好了')
  await tap(staff, '存好')
  await see(staff, '存好了')
  await home(resident)
  await row(resident, '社区电话')
  await see(resident, '10000000039')
  await shoot(resident, 'phones')
}, 90_000)

test('When the API cannot be reached, then the page says what to do, and goes on when it is back', async () => {
  const page = await windowOf('resident-36')
  await page.route('**/api/**', route => route.abort())
  await page.goto(`${front()}/home/matters`)
  await see(page, '再试一次')
  await shoot(page, 'offline')
  await page.unroute('**/api/**')
  await tap(page, '再试一次')
  await page
    .getByText(/我在等|办完的|还没有您的事/)
    .first()
    .waitFor({ timeout: 15_000 })
}, 60_000)

test('When a page is opened, then nothing runs in it but what comes from us, and nobody can frame it', async () => {
  // Beside the window whose complaints are counted, for here one is wanted.
  const page = await (await windowOf('resident-60')).context().newPage()
  const answer = await page.goto(front())
  expect(answer!.headers()).toMatchObject({
    'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
    'x-frame-options': 'DENY',
    'strict-transport-security': expect.stringContaining('max-age='),
  })
  const ran = await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'window.stranger = true'
    document.body.append(script)
    return 'stranger' in window
  })
  expect(ran).toBe(false)
})
