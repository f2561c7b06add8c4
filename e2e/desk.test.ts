/** 登录电脑: a computer at the desk shows a code, its owner says yes to it on their phone. */
import { expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import type { Reply } from '../shared/contract.ts'
import type { identity } from '../shared/identity/identity.ts'
import { front, nameOf } from './people.ts'
import { openBrowser, row, see, shoot, tap, visible, windowOf, write } from './windows.ts'

openBrowser()

/** What the screen shows, as a camera would read it. */
const codeOn = async (page: Page, act: () => Promise<unknown>) => {
  const [answer] = await Promise.all([page.waitForResponse(/identity\/deskCode/), act()])
  return ((await answer.json()) as Reply<typeof identity.deskCode>).code
}

test('When staff say yes on their phone, then the computer is theirs in a moment, and theirs no longer when they end it', async () => {
  const [desk, phone] = await Promise.all(['resident-50', 'staff-1'].map(windowOf))
  if (!desk || !phone) throw new Error('two windows')
  await desk.setViewportSize({ width: 1280, height: 900 })
  await tap(desk, '演示')
  const code = await codeOn(desk, () => tap(desk, '试试扫码登录电脑'))
  await see(desk, '扫这个码')
  await shoot(desk, 'desk-code')

  await phone.goto(`${front()}/home/me`)
  await row(phone, '登录电脑')
  await write(phone, '也可以把收到的码粘贴在这里', code)
  await tap(phone, '用这个码')
  await see(phone, '别人发来的码，不要扫')
  const match = /核对数字：\d{4}/.exec(await desk.innerText('body'))![0]
  await see(phone, match)
  await see(phone, '和您的手机在同一个网络里')
  await shoot(phone, 'desk-asked')
  await tap(phone, '同意，在电脑上登录')
  await see(phone, '电脑上一会儿就打开')
  await desk.locator('.greeting:visible', { hasText: await nameOf('staff-1') }).waitFor({ timeout: 5_000 })
  await shoot(desk, 'desk-open')

  // Scanned once more, by somebody else who had seen the screen.
  const other = await windowOf('resident-51')
  await other.goto(`${front()}/identity/allow`)
  await write(other, '也可以把收到的码粘贴在这里', code)
  await tap(other, '用这个码')
  await see(other, '这个码已经有人用过了')
  await shoot(other, 'desk-taken')

  await tap(phone, '看看在哪儿登录着')
  await see(phone, '自动退出')
  await shoot(phone, 'desk-signed-in')
  const computer = phone.locator('.card:visible', { hasText: '自动退出' })
  await computer.getByText('退出', { exact: true }).click()
  await phone.locator('.sheet:visible taro-button-core', { hasText: /^退出$/ }).click()
  await computer.waitFor({ state: 'detached' })
  await desk.goto(`${front()}/home/me`)
  await see(desk, '您已经退出登录')
  expect(await visible(desk, await nameOf('staff-1')).count()).toBe(0)
}, 90_000)

test('When whoever was let in leaves the computer, then it is nobody’s, and gone from their list', async () => {
  const [desk, phone] = await Promise.all(['resident-52', 'staff-2'].map(windowOf))
  if (!desk || !phone) throw new Error('two windows')
  const code = await codeOn(desk, () => desk.goto(`${front()}/identity/desk`))
  await phone.goto(`${front()}/identity/allow`)
  await write(phone, '也可以把收到的码粘贴在这里', code)
  await tap(phone, '用这个码')
  await tap(phone, '同意，在电脑上登录')
  await desk.locator('.greeting:visible', { hasText: await nameOf('staff-2') }).waitFor()
  await desk.goto(`${front()}/home/me`)
  await tap(desk, '在这台电脑上退出')
  await see(desk, '您已经退出登录')
  await tap(phone, '看看在哪儿登录着')
  await see(phone, '就是这台')
  expect(await visible(phone, '自动退出').count()).toBe(0)
}, 90_000)
