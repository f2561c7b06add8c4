/** Who somebody is, where they live and who acts for them, in a real browser over the real bundle. */
import { expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { help } from '../shared/help/help.ts'
import { as, front, nameOf, op, signedIn } from './people.ts'
import { home, openBrowser, row, see, shoot, tap, visible, windowOf } from './windows.ts'

openBrowser()

test('When a newcomer says where they live and the grid worker confirms it, then they can ask for help', async () => {
  const newcomer = await windowOf('newcomer-1')
  await see(newcomer, '您想用哪一种？')
  await tap(newcomer, '普通版')
  await see(newcomer, '您的信息，怎么用')
  await shoot(newcomer, 'welcome')
  await tap(newcomer, '同意，开始用')
  await tap(newcomer, '登记住处')
  await tap(newcomer, '3号楼')
  const field = (n: number) => newcomer.locator('.page-body:visible input').nth(n)
  await field(0).fill('2单元')
  await field(1).fill('501')
  await tap(newcomer, '房主')
  await field(2).fill('冯桂兰')
  await tap(newcomer, '冯阿姨')
  await shoot(newcomer, 'bind-home')
  await tap(newcomer, '登记')
  await see(newcomer, '等社区核对')
  await shoot(newcomer, 'home-waiting')

  const grid = await windowOf('grid-1')
  await row(grid, '等核对的住处')
  await tap(grid, '3号楼 · 冯阿姨')
  await tap(grid, '看门牌和姓名')
  await see(grid, '3号楼2单元501室')
  await shoot(grid, 'check-home')
  await tap(grid, '核对过，是这户')
  await see(grid, '核对好了')

  await home(newcomer)
  await see(newcomer, '冯阿姨')
  await tap(newcomer, '跑腿陪伴')
  await tap(newcomer, '取快递')
  await tap(newcomer, '下一步')
  await tap(newcomer, '下一步')
  await tap(newcomer, '对，就这样')
  await see(newcomer, '等人接')
}, 120_000)

test('When a child offers and the elder agrees, then the child asks for the elder, who sees it, sees who looked, and can stop it', async () => {
  const [child, elder] = await Promise.all(['resident-33', 'resident-34'].map(windowOf))
  if (!child || !elder) throw new Error('two windows')
  const elderName = await nameOf('resident-34')
  const toMe = async (page: Page, row: string) => {
    await page.goto(`${front()}/home/me`)
    await page.locator('.row:visible', { hasText: row }).first().click()
  }

  // The child makes an offer; its link reaches the elder.
  await toMe(child, '替人办事')
  await tap(child, '请我帮您办事')
  await tap(child, '做一份邀请')
  await see(child, '邀请做好了')
  await shoot(child, 'proxy-offered')
  await child.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await tap(child, '复制链接，发给他')
  const link = await child.evaluate(() => navigator.clipboard.readText())
  await elder.goto(link)
  await see(elder, '想替您办事')
  await shoot(elder, 'proxy-asked')
  await tap(elder, '同意')
  await see(elder, '能替您办事了')

  // The child asks for the elder; the elder finds it, and who did it.
  await home(child)
  await tap(child, '帮我买菜')
  await tap(child, elderName)
  await tap(child, '豆腐')
  await tap(child, '下一步')
  await tap(child, '50元')
  await tap(child, '下一步')
  await tap(child, '对，就这样')
  await see(child, '等人接')
  const id = new URL(child.url()).searchParams.get('id')!
  await elder.goto(`${front()}/help/detail?id=${id}`)
  await see(elder, '代办')

  // Medicine needs a yes of its own: asked for before any step of the form, given with one tap.
  await home(child)
  await tap(child, '帮我拿药')
  await tap(child, elderName)
  await see(child, '先点一次头')
  expect(await visible(child, '什么药').count()).toBe(0)
  await tap(child, '请他点头：看病用药')
  await see(child, '问过了')
  await shoot(child, 'medicine-asked')
  await toMe(elder, '替人办事')
  await tap(elder, '同意')
  await see(child, '什么药')

  // A volunteer looks at the door: the elder reads it under 谁看过我的信息.
  const [lead, volunteer] = [as('lead-9'), as('volunteer-9')]
  const { id: user } = (await signedIn('volunteer-9')).me
  const next = async () => ({ id, seq: (await as('staff-1').do(help.get, { id })).seq, op: op() })
  await lead.do(help.claim, await next())
  await lead.do(help.assign, { ...(await next()), volunteer: user })
  await volunteer.do(help.accept, await next())
  await volunteer.do(help.reveal, { id })
  await toMe(elder, '我的信息')
  await elder.locator('.row:visible', { hasText: '谁看过我的信息' }).click()
  await see(elder, `${await nameOf('volunteer-9')}（志愿者）`)
  await shoot(elder, 'viewers')

  // Stopped, it works no longer on the very next tap.
  await toMe(elder, '替人办事')
  await tap(elder, '停止')
  await see(elder, '先不停')
  await elder.locator('.sheet:visible taro-button-core', { hasText: /^停止$/ }).click()
  await see(elder, '现在没有人能替您办事')
  const { status } = await as('resident-33').try(help.get, { id })
  expect(status).toBe(404)
}, 120_000)
