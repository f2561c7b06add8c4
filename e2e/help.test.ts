/** 帮办 in a real browser: several people, each with a window of their own, over the real bundle. */
import { expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { demoPeople, households } from '../local/demo/people.ts'
import { help } from '../shared/help/help.ts'
import { as, front, nameOf } from './people.ts'
import { identity } from '../shared/identity/identity.ts'
import { consentVersions } from '../shared/identity/account.ts'
import { home, openBrowser, see, shoot, tap, visible, windowOf, write } from './windows.ts'

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
  const { building } = demoPeople.find(({ id }) => id === 'resident-30')!
  await volunteer.goto(`${front()}/home/matters`)
  // What has ended is there before what waits.
  await see(volunteer, '能不能去，点开回个话。')
  await visible(volunteer, `买菜 · ${building}号楼`).first().click()
  await see(volunteer, '哪栋楼') // the page before has words of the same name
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
  await see(page, '等人接')
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

const fourOf = (persona: string) => demoPeople.find(({ id }) => id === persona)!.phone.slice(-4)

const openFromBoard = async (lead: Page, what: string) => {
  await home(lead)
  await tap(lead, '求助')
  // The page before has cards of the same name, and is not gone at once.
  await lead.locator('[id^="/help/board"]').getByText(what).last().click()
  await see(lead, '哪栋楼') // the board has buttons of the same name
}
