/** Mediation from the application to the signing, by both parties and the room: in real browsers, and all in WeChat. */
import { expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { document } from '../functions/testing/documents.ts'
import { partyKeys } from '../shared/mediation/life.ts'
import { mediation } from '../shared/mediation/mediation.ts'
import { as, front, personaCalled } from './people.ts'
import { openPhones, phoneOf } from './phones.ts'
import { openBrowser, row, see, shoot, tap, visible, windowOf, write } from './windows.ts'

openBrowser()
openPhones()

const say = (page: Page, hint: string, text: string) =>
  page.locator(`textarea[placeholder="${hint}"]:visible`).last().fill(text)
/** A button whose words depend on who or how many. */
const press = (page: Page, text: RegExp) => page.getByText(text).locator('visible=true').last().click()
const sign = (page: Page, label: RegExp) => page.getByLabel(label).locator('visible=true').first().click()

test('When two neighbours are willing, then they hear their rights, find a time, talk, and sign what they agreed on', async () => {
  const [party, room] = await Promise.all(['resident-141', 'room-1'].map(windowOf))
  if (!party || !room) throw new Error('two windows')

  // What, with whom, read back.
  await tap(party, '约人说和')
  await row(party, '正式申请调解')
  await see(party, '第1步，共3步')
  await tap(party, '漏水')
  await say(party, '比如：楼上卫生间漏水，我家屋顶泡坏了', '厨房顶上一直滴水，说了两回没人修')
  const chooser = party.waitForEvent('filechooser')
  await tap(party, '选 PDF 文件')
  await (
    await chooser
  ).setFiles({
    ...{ name: '维修单.pdf', mimeType: 'application/pdf', buffer: await document() },
  })
  await party.getByLabel('去掉PDF1').locator('visible=true').waitFor({ timeout: 30_000 })
  await shoot(party, 'case-apply')
  await tap(party, '下一步')
  await write(party, '比如：楼上李家', '楼上小马')
  await tap(party, '下一步')
  await see(party, '我们这样记')
  await tap(party, '对，约调解')
  await see(party, '收到了')
  await shoot(party, 'case-applied')
  const id = decodeURIComponent(/id=([^&]+)/.exec(party.url())![1]!)
  const open = (page: Page) => page.goto(`${front()}/mediation/case?id=${encodeURIComponent(id)}`)

  // The room accepts, and has the other one asked by a link.
  await open(room)
  await see(room, '打开材料1（1页）')
  await tap(room, '受理')
  await tap(room, '受理，给编号')
  await tap(room, '问楼上小马愿不愿谈')
  await tap(room, '给邀请码')
  await tap(room, '做邀请')
  await see(room, '请楼上小马扫这个码')
  await shoot(room, 'case-link')
  const code = /(?:[a-z2-7]{4} ){7}[a-z2-7]{4}/.exec(await room.locator('body').innerText())![0]
  await tap(room, '先这样')

  const other = await windowOf('resident-142')
  await other.goto(`${front()}/mediation/answer?code=${code.replaceAll(' ', '')}`)
  await see(other, '邀您谈一谈')
  await shoot(other, 'case-asked')
  await tap(other, '愿意')
  await tap(other, '看这件事')

  // A mediator, and times to choose from.
  await open(room)
  await tap(room, '定调解员')
  await press(room, /^请.+来$/)
  await tap(room, '给几个时间选')
  await press(room, /^给这\d+个时间$/)
  for (const [who, page] of [
    ['applicant', party],
    ['other', other],
  ] as const) {
    await open(page)
    await tap(page, '一条一条看')
    for (let line = 1; line < 8; line++) await tap(page, '下一条')
    await tap(page, '听明白了')
    await see(page, '您哪些时间方便')
    await page.locator('.chip:visible').first().click()
    await shoot(page, `case-times-${who}`)
    await tap(page, '就这1个时间')
    await see(page, '您方便的时间')
  }
  const { common } = await as('room-1').do(mediation.get, { id })
  expect(common).toHaveLength(1)

  // It is booked for the time that suits both; then somebody cannot come, and they happen to be here all the same.
  await open(room)
  await tap(room, '约时间')
  await see(room, '大家都方便')
  await shoot(room, 'case-book')
  await press(room, /^就.+点/)
  await see(room, '约好的时间')
  expect((await as('room-1').do(mediation.get, { id })).slot?.fromAt).toBe(common![0])
  await tap(room, '更多')
  await tap(room, '退掉约好的时间')
  await tap(room, '有一方来不了')
  await tap(room, '约时间')
  await see(room, '大家都方便')
  await tap(room, '人都在这儿，现在就谈')
  await tap(room, '人到了，开始谈')
  await see(room, '到场的人')
  await tap(room, '开始谈')
  await tap(room, '写笔录')
  await say(room, '一句一段，照原话', '水管上周已经找人看过')
  await tap(room, '加上这句')
  await say(room, '写在这里的，会填进协议', '楼上三天内换好水管')
  await see(room, '存好了')
  await shoot(room, 'case-record')

  // Written, and signed by everybody: in force, and the photo of the paper may come later.
  await open(room)
  await tap(room, '谈成了，写协议')
  await see(room, '书面协议')
  const full = room.locator('.field:visible', { hasText: '证件上的全名' }).locator('input')
  for (const [i, name] of ['张建国', '李桂芬'].entries()) {
    await room.locator('[role=radio]:visible', { hasText: '看过证件' }).nth(i).click()
    await full.nth(i).fill(name)
  }
  await shoot(room, 'case-agree')
  await tap(room, '写好了，去签字')
  await tap(room, '签字、盖章')
  const [one, two] = (await as('room-1').do(mediation.get, { id })).parties
  await sign(room, new RegExp(`^${one!.name}签了字$`))
  await sign(room, new RegExp(`^${two!.name}按了手印$`))
  await sign(room, /^调解员.*签了字$/)
  await sign(room, /章盖了$/)
  await shoot(room, 'case-signing')
  await open(other)
  await see(other, '楼上三天内换好水管')
  await shoot(other, 'case-agreement')
  expect(await as('room-1').do(mediation.get, { id })).toMatchObject({
    ...{ state: 'agreed', agreement: { missing: [] } },
  })

  // The desk shows that they talked.
  await room.setViewportSize({ width: 1280, height: 900 })
  await room.goto(`${front()}/mediation/desk`)
  await see(room, '睦邻调解室')
  await shoot(room, 'case-desk')
  expect(await visible(room, '小议事室').count()).toBeGreaterThan(0)

  // A sheet lies above all that stands beside it, however far down.
  await room.setViewportSize({ width: 1280, height: 3000 })
  await open(room)
  await tap(room, '更多')
  const covered = await room.locator('.sheet-body:visible').evaluate(sheet => {
    const { left, top, width, height } = sheet.getBoundingClientRect()
    const parts = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
    const points = parts.flatMap(x => parts.map(y => [left + width * x, top + height * y] as const))
    return points.filter(([x, y]) => !sheet.contains(sheet.ownerDocument.elementFromPoint(x, y)))
  })
  expect(covered).toEqual([])
}, 150_000)

test('When everybody has only WeChat, then they come as far there', async () => {
  const party = await phoneOf('resident-143')
  await party.see('约人说和')
  await party.tap('约人说和')
  await party.see('正式申请调解')
  await party.tap('正式申请调解')
  await party.tap('停车')
  await party.fill('怎么回事', '车总停在我家门口，说了两回')
  await party.tap('下一步')
  await party.fill('怎么称呼', '对门小周')
  await party.tap('下一步')
  await party.see('我们这样记')
  await party.tap('对，约调解')
  await party.see('收到了')
  const { id } = (await as('resident-143').do(mediation.mine, {})).items[0]!
  const here = `/mediation/case?id=${encodeURIComponent(id)}`

  // The clerk, on her own phone.
  const room = await phoneOf('room-1')
  await room.open(here)
  await room.see('车总停在我家门口')
  await room.tap('受理')
  await room.tap('受理，给编号')
  await room.see('问对门小周愿不愿谈')
  await room.tap('问对门小周愿不愿谈')
  await room.tap('给邀请码')
  await room.tap('做邀请')
  await room.see('请对门小周扫这个码')
  const code = /(?:[a-z2-7]{4} ){7}[a-z2-7]{4}/.exec(room.text)![0]
  await room.tap('先这样')

  const other = await phoneOf('resident-144')
  await other.open(`/mediation/answer?code=${code.replaceAll(' ', '')}`)
  await other.see('您愿意吗')
  await other.tap('愿意')
  await other.tap('看这件事')
  await other.see('您这边')

  await room.open(here)
  await room.see('定调解员')
  await room.tap('定调解员')
  await room.tap(await room.find(/^请.+来$/m))
  await room.see('给几个时间选')
  await room.tap('给几个时间选')
  await room.tap(await room.find(/给这\d+个时间/))
  await room.see('哪天方便')
  for (const phone of [party, other]) {
    await phone.open(here)
    await phone.see('一条一条看')
    await phone.tap('一条一条看')
    for (let line = 1; line < 8; line++) await phone.tap('下一条')
    await phone.tap('听明白了')
    await phone.see('您哪些时间方便')
    await phone.tap(await phone.find(/(?:上午|下午)\d+点(?:半|\d+分)?/))
    await phone.tap('就这1个时间')
    await phone.see('您方便的时间')
  }
  await room.open(here)
  await room.see('约时间')
  await room.gone('哪天方便')
  await room.tap('约时间')
  await room.see('大家都方便')
  // The neighbours of the story before sit in the first room.
  await room.tap('另选时间')
  await room.tap('小议事室')
  await room.tap('人都在这儿，现在就谈')
  await room.see('人到了，开始谈')

  for (const [i, name] of ['张建国', '李桂芬'].entries())
    await as('room-1').do(mediation.saveParty, { id, party: partyKeys[i]!, who: { name }, idSeen: true })

  // The mediator talks with them, and writes.
  const { parties, mediator: who } = await as('room-1').do(mediation.get, { id })
  const mediator = await phoneOf(await personaCalled(who!.name, 'mediator'))
  await mediator.open(here)
  await mediator.see('人到了，开始谈')
  await mediator.tap('人到了，开始谈')
  await mediator.see('到场的人')
  await mediator.tap('开始谈')
  await mediator.see('写笔录')
  await mediator.tap('写笔录')
  await mediator.fill('一句一段，照原话', '车位上周画了线')
  await mediator.tap('加上这句')
  await mediator.fill('写在这里的，会填进协议', '晚上八点以后停到北门')
  await mediator.see('存好了')
  await mediator.open(here)
  await mediator.see('谈成了，写协议')
  await mediator.tap('谈成了，写协议')
  await mediator.see('书面协议')
  await mediator.tap('写好了，去签字')
  await mediator.see('签字、盖章')
  await mediator.tap('签字、盖章')
  for (const { name } of parties) await mediator.tap({ name: `${name}签了字` })
  await mediator.tap({ name: `调解员${who!.name}签了字` })
  await mediator.tap({ name: '人民调解委员会的章盖了' })
  await mediator.see('记回访')
  await mediator.tap('拍下盖好章的协议')
  await mediator.tap('拍一张')
  await mediator.see('存进卷宗')
  await mediator.tap('存进卷宗')
  await mediator.see('盖好章的协议')
  await mediator.gone('存进卷宗')

  // In force, and both parties read what they have agreed on.
  for (const phone of [party, other]) {
    await phone.open(here)
    await phone.see('晚上八点以后停到北门')
  }
  expect((await as('room-1').do(mediation.get, { id })).state).toBe('agreed')
}, 120_000)
