/** The story of several people in a real browser, each with a window of their own, over the real bundle. */
import { expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { demoPeople, households } from '../local/demo/people.ts'
import { help } from '../shared/help/help.ts'
import { as, front, nameOf, op, signedIn } from './people.ts'
import { identity } from '../shared/identity/identity.ts'
import { consentVersions } from '../shared/identity/account.ts'
import { home, openBrowser, row, see, shoot, tap, visible, windowOf, write } from './windows.ts'

openBrowser()

test('When a resident asks, a lead takes it, a volunteer brings it and the resident confirms, then each sees what to do next', async () => {
  const [asker, lead, volunteer] = await Promise.all(['resident-30', 'lead-4', 'volunteer-4'].map(windowOf))
  if (!asker || !lead || !volunteer) throw new Error('three windows')

  // Ask, in three steps.
  await tap(asker, '帮我买菜')
  await tap(asker, '鸡蛋')
  await tap(asker, '豆腐')
  await shoot(asker, 'ask-what')
  await tap(asker, '下一步')
  await tap(asker, '50元')
  await shoot(asker, 'ask-when')
  await tap(asker, '下一步')
  await see(asker, '您看对不对')
  // What was not said leaves nothing behind, like the number of none.
  expect((await asker.locator('body').innerText()).split('\n')).not.toContain('0')
  await tap(asker, '对，就这样')
  await see(asker, '等人接')
  await shoot(asker, 'asked')

  // The lead finds it on the board, takes it and names a volunteer.
  await openFromBoard(lead, '豆腐')
  await tap(lead, '我们队接下')
  await see(lead, '请谁去？')
  await shoot(lead, 'assign')
  await lead
    .locator('.person:visible', { hasText: await nameOf('volunteer-4') })
    .first()
    .click()
  await lead
    .getByText(/^请.+去$/)
    .locator('visible=true')
    .last()
    .click()
  await tap(lead, `马上告诉${await nameOf('volunteer-4')}`)
  await see(lead, '正在定人')
  await see(asker, '有没有空')

  // The volunteer finds it at home, says yes, looks up the door, buys, goes, delivers.
  await home(volunteer)
  await see(volunteer, '等您回话')
  await visible(volunteer, '鸡蛋 1斤、豆腐 1块').first().click()
  await see(volunteer, '哪栋楼') // the page before has buttons of the same name
  await tap(volunteer, '我能去')
  await tap(volunteer, '半小时内')
  await tap(volunteer, '看门牌和电话')
  await see(volunteer, '邻居也知道您看过')
  await shoot(volunteer, 'revealed')

  // Until it is bought the asker changes the list, and the volunteer asks from the shop; each is one tap to answer.
  await see(asker, '已安排人')
  await tap(asker, '改一改')
  await asker.locator('textarea:visible').first().fill('鸡蛋1斤 豆腐1块、一棵白菜')
  await shoot(asker, 'change')
  await tap(asker, '就这样改')
  await see(volunteer, '白菜 一棵')
  await tap(volunteer, '问能不能换')
  await tap(volunteer, '白菜')
  await write(volunteer, '比如：菠菜', '菠菜')
  await shoot(volunteer, 'suggest')
  await tap(volunteer, '问：没有白菜，换菠菜？')
  await see(asker, '没有白菜，换菠菜？')
  await shoot(asker, 'suggested')
  await tap(asker, '换吧')
  await see(volunteer, '菠菜 一棵')
  await tap(asker, '捎句话')
  await shoot(asker, 'say')
  await tap(asker, '门铃不响，请敲门')
  await see(volunteer, '门铃不响，请敲门')
  await tap(volunteer, '买好了')
  await volunteer.locator('.sheet input:visible, input:visible').last().fill('38.5')
  await tap(volunteer, '对，买好了')
  await tap(volunteer, '我出发了')
  await see(asker, '在路上')
  await tap(volunteer, '送到了')
  await see(volunteer, '秒后告诉居民')
  await shoot(volunteer, 'deliver-undo')
  await tap(volunteer, '马上告诉居民')

  // The asker confirms, sees the amount and who looked at the door.
  await see(asker, '东西齐不齐')
  await see(asker, '38.5')
  await shoot(asker, 'delivered')
  await tap(volunteer, '改金额')
  await volunteer.locator('.sheet input:visible, input:visible').last().fill('36.5')
  await tap(volunteer, '改成这个数')
  await see(asker, '36.5')
  await tap(asker, '齐了')
  await tap(asker, '36.5元，对')
  await see(asker, '办好了')
  await visible(asker, '志愿者').first().waitFor()
  await shoot(asker, 'confirmed')
}, 120_000)

test('When two leads tap for the same, then the second is thanked, told who has it, and shown the next', async () => {
  const [asker, first, second] = await Promise.all(['resident-37', 'lead-5', 'lead-6'].map(windowOf))
  if (!asker || !first || !second) throw new Error('three windows')
  await tap(asker, '跑腿陪伴')
  await tap(asker, '取快递')
  await tap(asker, '下一步')
  await tap(asker, '下一步')
  await tap(asker, '对，就这样')
  await see(asker, '等人接')
  await Promise.all([first, second].map(page => openFromBoard(page, '取快递')))
  await Promise.all([first, second].map(page => see(page, '我们队接下')))
  // The second page has been looking at the open request since before the first one took it.
  await second.route('**/api/help/get', route => route.abort())
  await tap(first, '我们队接下')
  await see(first, '请谁去？')
  await second.unroute('**/api/help/get')
  await tap(second, '我们队接下').catch(() => undefined)
  await see(second, '先接了，谢谢您')
  await shoot(second, 'lost-race')
}, 90_000)

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
  await tap(grid, '去核对')
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
test('When a resident asks for the same groceries as the last time, then three screens and two taps do it', async () => {
  const before = await as('resident-60').do(help.ask, {
    kind: 'groceries',
    lines: [
      { what: '鸡蛋', howMany: '2斤' },
      { what: '白菜', howMany: '1棵' },
    ],
    door: '门铃坏了，请敲门',
  })
  await as('resident-60').do(help.withdraw, { id: before.id, seq: before.seq })
  const page = await windowOf('resident-60')
  const screens = new Set<string>()
  let taps = 0
  const count = async (text: string) => {
    screens.add(new URL(page.url()).pathname)
    taps++
    await tap(page, text)
  }
  await see(page, '鸡蛋 2斤、白菜 1棵')
  await shoot(page, 'home-again')
  await count('就这些')
  await see(page, '门铃坏了，请敲门')
  await shoot(page, 'again')
  await count('对，就这样')
  await see(page, '等人接')
  screens.add(new URL(page.url()).pathname)
  expect(screens.size).toBeLessThanOrEqual(3)
  expect(taps).toBeLessThanOrEqual(8)
  // While it is on its way, the same is not offered once more.
  await home(page)
  await see(page, '鸡蛋 2斤、白菜 1棵')
  expect(await visible(page, '就这些').count()).toBe(0)
}, 60_000)

test('When medicine is asked for, then what may not be fetched is said at once, and consent is asked for by itself', async () => {
  const { sensitive: version } = consentVersions
  await as('resident-61').do(identity.consent, { what: 'sensitive', version, agree: false })
  const page = await windowOf('resident-61')
  await tap(page, '帮我拿药')
  await write(page, '照药盒上的名字写', '降压药')
  await tap(page, '打针的')
  await see(page, '志愿者不能代取')
  await shoot(page, 'ask-medicine-refused')
  await tap(page, '普通药')
  expect(await visible(page, '志愿者不能代取').count()).toBe(0)
  await shoot(page, 'ask-medicine')
  await tap(page, '下一步')
  await tap(page, '下一步')
  await see(page, '降压药')
  await shoot(page, 'ask-medicine-check')
  await tap(page, '对，就这样')
  await see(page, '这件事涉及健康')
  await shoot(page, 'ask-medicine-consent')
  await tap(page, '同意')
  await see(page, '等人接')
}, 60_000)

test('When there is danger, then the numbers to ring come first, and one tap tells the community', async () => {
  const page = await windowOf('resident-62')
  await tap(page, '家里急事')
  for (const number of ['120 急救', '119 着火、煤气', '110 报警', '打给值班电话']) await see(page, number)
  await shoot(page, 'danger')
  await tap(page, '打过了，告诉社区')
  await see(page, '社区在办')
  expect(await page.getByText(/分钟/).locator('visible=true').count()).toBe(0)
  await shoot(page, 'danger-told')
}, 60_000)

test('When what is typed sounds like danger or like a bank card, then the page offers the way that is right', async () => {
  const page = await windowOf('resident-63')
  await tap(page, '跑腿陪伴')
  await tap(page, '代缴费')
  await page.locator('textarea:visible').last().fill('拿我的银行卡去取')
  await tap(page, '下一步')
  await tap(page, '下一步')
  await tap(page, '对，就这样')
  await see(page, '银行卡和密码志愿者不能碰')
  await shoot(page, 'never-handled')
  await tap(page, '改成“陪看病办事”，约人陪我去')
  await see(page, '您看对不对')
  await tap(page, '对，就这样')
  await see(page, '等人接')
  await see(page, '陪看病办事')

  await home(page)
  await tap(page, '家里急事')
  await tap(page, '没有危险，是别的急事')
  await tap(page, '别的急事')
  await write(page, '比如：水管裂了', '厨房有煤气味')
  await tap(page, '下一步')
  await tap(page, '下一步')
  await tap(page, '对，就这样')
  await see(page, '先出门再打119')
  await shoot(page, 'is-danger')
  await tap(page, '是有危险，告诉社区')
  await see(page, '社区在办')
}, 90_000)

test('When someone rings, then four digits and one tap are their order', async () => {
  const before = await as('resident-64').do(help.ask, {
    kind: 'groceries',
    lines: [{ what: '豆浆', howMany: '2杯' }],
  })
  await as('resident-64').do(help.withdraw, { id: before.id, seq: before.seq })
  const page = await windowOf('staff-1')
  await page.goto(`${front()}/help/phone`)
  await write(page, '四个数字，或整个号码', fourOf('resident-64'))
  await visible(page, await nameOf('resident-64'))
    .last()
    .click()
  await see(page, '豆浆 2杯')
  await shoot(page, 'phone-order')
  await tap(page, '还是老样子')
  await see(page, '可以这样回他')
  await shoot(page, 'phone-done')

  // Another one, for this person, at a time, with a limit; the page is left meanwhile, and who is on the phone goes.
  await tap(page, '接下一个电话')
  await write(page, '四个数字，或整个号码', fourOf('resident-64'))
  await visible(page, await nameOf('resident-64'))
    .last()
    .click()
  await page.locator('textarea:visible').first().fill('酱油1瓶')
  await tap(page, '时间、花多少、怎么进门')
  await tap(page, '明天上午')
  await tap(page, '30元')
  await write(page, '比如：门铃坏了，请敲门', '走北门')
  await page.goto(`${front()}/help/phone`)
  await see(page, '这次不一样')
  expect(await page.locator('textarea:visible').first().inputValue()).toBe('酱油1瓶')
  await shoot(page, 'phone-more')
  await tap(page, '记下，我去办')
  await see(page, '我自己来办')
  const { items } = await as('staff-1').do(help.board, { list: 'late' })
  expect(items.find(({ lines }) => lines?.[0]?.what === '酱油')).toMatchObject({
    state: 'withStaff',
    capFen: 3_000,
  })
}, 60_000)

test('When a couple rings from their one phone, then both are there by name and door, and a guest is written down beside them', async () => {
  const { known = [], building, unit, room } = households.find(each => (each.known?.length ?? 0) > 1)!
  const phone = known[0]!.phone
  const page = await windowOf('staff-1')
  await page.goto(`${front()}/help/phone`)
  // As it comes out of the telephone's list of calls.
  await write(
    page,
    '四个数字，或整个号码',
    `\u202d+86 ${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}\u202c`,
  )
  for (const { callName } of known) await see(page, `${callName} · ${building}号楼${unit}单元${room}室`)
  await shoot(page, 'phone-couple')
  await tap(page, '都不是，登记新的')
  expect(await page.locator('input:visible').nth(1).inputValue()).toBe(phone)
  await write(page, '比如：钱奶奶', '上官阿姨')
  await tap(page, `${building}号楼`)
  await tap(page, '记下这位邻居')
  await see(page, `上官阿姨 · ${building}号楼`)
  await see(page, '以前没请人帮过忙')
  await page.goto(`${front()}/help/phone`)
  await tap(page, '别人家的电话？按姓名或门牌找')
  await write(page, '例如 万桂兰、5号楼万阿姨、5号楼2单元301', `${building}号楼上官阿姨`)
  await tap(page, '找人')
  await see(page, `上官阿姨 · ${building}号楼`)
}, 60_000)

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
  await see(page, '还没有您的事')
}, 60_000)

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

const fourOf = (persona: string) => demoPeople.find(({ id }) => id === persona)!.phone.slice(-4)

const openFromBoard = async (lead: Page, what: string) => {
  await home(lead)
  await tap(lead, '看全部等人接的')
  // The page before has cards of the same name, and is not gone at once.
  await lead.locator('[id^="/help/board"]').getByText(what).last().click()
  await see(lead, '哪栋楼') // the board has buttons of the same name
}
