/** 调解排期 at a computer: the clerk's week, with the mouse, with a finger, on paper and as a calendar link. */
import { expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import type { CaseReply } from '../shared/mediation/reply.ts'
import { mediation } from '../shared/mediation/mediation.ts'
import { shanghai } from '../shared/time.ts'
import { as, front, op, signedIn } from './people.ts'
import { openBrowser, see, shoot, tap, visible, windowOn, write } from './windows.ts'

openBrowser()

const tapOf = ({ id, seq }: CaseReply) => ({ id, seq, op: op() })
const room = as('room-1')

/** A case of the two that waits for a time. */
const waiting = async (applicant: string, other: string, mediator: string): Promise<CaseReply> => {
  const applied = await as(applicant).do(mediation.apply, {
    ...{ key: op(), kind: 'parking', facts: '车位总被占，门口也堵' },
    others: [{ name: '对门' }],
  })
  const accepted = await room.do(mediation.screen, { ...tapOf(applied), accept: true })
  const asked = await room.do(mediation.askOtherSide, { ...tapOf(accepted), party: 'p2', how: 'link' })
  await as(other).do(mediation.answerOtherSide, { code: asked.code!, answer: 'yes' })
  const { seq, id } = await room.do(mediation.get, { id: applied.id })
  const { me } = await signedIn(mediator)
  return room.do(mediation.setMediator, { id, seq, op: op(), mediator: me.id, knowing: true })
}

/** The next week from the third on, with all its days open and nothing on them; and how many taps away it is. */
const quietWeek = async () => {
  const monday = shanghai(new Date().toISOString()).startOf('day').subtract(1, 'day').day(1)
  for (let weeks = 2; weeks < 12; weeks++) {
    const days = [0, 1, 2, 3, 4].map(day => monday.add(weeks * 7 + day, 'day').format('YYYY-MM-DD'))
    const span = { fromOn: days[0]!, toOn: days[4]! }
    const { open, items, blocks } = await room.do(mediation.calendar, span)
    if (new Set(open.map(({ on }) => on)).size === 5 && !items.length && !blocks.length)
      return { weeks, days }
  }
  throw new Error('no quiet week')
}

const toDesk = async (page: Page, weeks: number) => {
  await page.goto(`${front()}/mediation/desk`)
  for (let n = 0; n < weeks; n++) await page.getByLabel('往后').locator('visible=true').click()
  await see(page, '周五')
}

interface Place {
  readonly x: number
  readonly y: number
}

/** The middle of a quarter of an hour on the calendar: the column, counted from 0, and the time. */
const spot = async (page: Page, day: number, clock: string) => {
  const hours = page.locator('.desk-hour:visible')
  const [first, count] = [parseInt(await hours.first().innerText()), await hours.count()]
  const { x, y, width, height } = (await page.locator('.desk-column:visible').nth(day).boundingBox())!
  const [hour, minute] = clock.split(':').map(Number) as [number, number]
  return { x: x + width * 0.3, y: y + ((hour + (minute + 7) / 60 - first) / count) * height }
}
const click = async (page: Page, day: number, clock: string) => {
  const { x, y } = await spot(page, day, clock)
  await page.mouse.click(x, y)
}
const line = (page: Page, { number }: CaseReply) =>
  page.locator('.desk-grab:visible', { hasText: new RegExp(`${number!}(?!\\d)`) })
const session = (page: Page, { number }: CaseReply) =>
  page.locator('.desk-session:visible', { hasText: new RegExp(`${number!}(?!\\d)`) })

/** Presses the mouse there and takes it along; what the calendar says of the place stands before it is let go of. */
const drag = async (page: Page, from: Place, day: number, clock: string) => {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  const to = await spot(page, day, clock)
  await page.mouse.move(to.x, to.y, { steps: 12 })
}
const middle = async (locator: ReturnType<Page['locator']>) => {
  // The lists scroll, each by itself.
  await locator.scrollIntoViewIfNeeded()
  const { x, y, width, height } = (await locator.boundingBox())!
  return { x: x + width / 2, y: y + height / 2 }
}
const ghost = (page: Page, text: string) =>
  page.locator('.desk-ghost:visible', { hasText: text }).waitFor({ timeout: 5_000 })

const at = (on: string, clock: string) => new Date(`${on}T${clock}:00+08:00`).toISOString()
const desktop = { viewport: { width: 1280, height: 900 } }
const tablet = { viewport: { width: 1024, height: 768 }, hasTouch: true }

test('When the clerk has a week before her, then she books, moves and closes with the mouse, and nothing goes where it cannot', async () => {
  const first = await waiting('resident-145', 'resident-146', 'mediator-1')
  const second = await waiting('resident-147', 'resident-148', 'mediator-1')
  const { weeks, days } = await quietWeek()
  const [, tuesday, , thursday, friday] = days as [string, string, string, string, string]
  const desk = await windowOn(desktop, 'room-1')
  await toDesk(desk, weeks)
  await see(desk, '还没有约。')
  await shoot(desk, 'desk-empty')

  // What is typed is looked for.
  await write(desk, '找姓名、门牌、编号、调解员', second.number!)
  await line(desk, second).waitFor()
  expect(await line(desk, first).count()).toBe(0)
  await write(desk, '找姓名、门牌、编号、调解员', '没有这个')
  await see(desk, '没找到')
  await write(desk, '找姓名、门牌、编号、调解员', '')

  // A free time first, and then who has it.
  await click(desk, 1, '10:00')
  await see(desk, '约哪一件？')
  await shoot(desk, 'desk-choose')
  await desk.locator('.sheet:visible .row', { hasText: first.number! }).click()
  await see(desk, '约这个时间？')
  await shoot(desk, 'desk-book')
  await tap(desk, '约好，告诉大家')
  await session(desk, first).waitFor()
  const booked = await room.do(mediation.get, { id: first.id })
  expect(booked.slot).toMatchObject({ fromAt: at(tuesday, '10:00'), room: { id: 'room-1' } })

  // The other one is dragged: not there.
  await drag(desk, await middle(line(desk, second)), 1, '10:30')
  await ghost(desk, '调解室有约')
  await shoot(desk, 'desk-conflict')
  await desk.mouse.up()
  await see(desk, '这个时间约不了：调解室有约')
  // It is still in the hand: put down by a click.
  await click(desk, 2, '14:00')
  await see(desk, '约这个时间？')
  await tap(desk, '约好，告诉大家')
  await session(desk, second).waitFor()

  // A session is dragged to another day, and the mediator is with it.
  await drag(desk, await middle(session(desk, first)), 3, '14:00')
  await ghost(desk, '14:00–15:00')
  await shoot(desk, 'desk-moving')
  await desk.mouse.up()
  await see(desk, '改到这个时间？')
  await tap(desk, '当事人来不了')
  await tap(desk, '改好，告诉大家')
  await see(desk, '打印')
  expect((await room.do(mediation.get, { id: first.id })).slot!.fromAt).toBe(at(thursday, '14:00'))
  await drag(desk, await middle(session(desk, second)), 3, '14:30')
  await ghost(desk, '有人没空')
  await desk.mouse.up()
  await see(desk, '这个时间约不了：有人没空')
  await desk.keyboard.press('Escape')

  // A morning is closed by drawing it.
  const nine = await spot(desk, 4, '09:00')
  await drag(desk, nine, 4, '11:45')
  await ghost(desk, '09:00–12:00')
  await desk.mouse.up()
  await see(desk, '关哪里，谁不在')
  await tap(desk, '开会')
  await shoot(desk, 'desk-close')
  await tap(desk, '关上')
  await desk.locator('.desk-closed:visible', { hasText: '睦邻调解室 · 开会' }).waitFor()
  const { starts } = await room.do(mediation.freeSlots, { id: second.id, fromOn: friday, days: 1 })
  expect(starts.filter(({ fromAt }) => fromAt < at(friday, '12:00'))).toEqual([])
  expect(starts).toContainEqual({ room: 'room-1', fromAt: at(friday, '12:00') })
  await drag(desk, await middle(session(desk, second)), 4, '10:00')
  await ghost(desk, '这段关着')
  await desk.mouse.up()
  await see(desk, '这个时间约不了：这段关着')
  await tap(desk, '不改了')
  await shoot(desk, 'desk-week')
  await tap(desk, '日')
  await see(desk, '6号楼底商二楼')
  await shoot(desk, 'desk-day')
  await tap(desk, '周')

  // On paper: one sheet of the week, without what one taps.
  await desk.emulateMedia({ media: 'print' })
  await session(desk, second).waitFor()
  await see(desk, '调解排期 ')
  expect(await desk.locator('.desk-side').isVisible()).toBe(false)
  await shoot(desk, 'desk-print')
  const paper = await desk.pdf({ preferCSSPageSize: true })
  expect(paper.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
}, 150_000)

test('When somebody else is quicker, then the clerk hears what is in the way; and a closure moves what is booked in it first', async () => {
  const each = await waiting('resident-157', 'resident-158', 'mediator-1')
  const other = await waiting('resident-159', 'resident-160', 'mediator-2')
  const { weeks, days } = await quietWeek()
  const [monday] = days as [string]
  const desk = await windowOn({ viewport: { width: 1280, height: 800 } }, 'room-1')
  await toDesk(desk, weeks)
  // However many wait, what is due is in view without scrolling.
  const due = desk.locator('.desk-part:visible', { hasText: '按期限' })
  const { y, height } = (await due.boundingBox())!
  expect(y + height).toBeLessThanOrEqual(800)
  await shoot(desk, 'desk-small')
  expect(height).toBeGreaterThan(100)

  // A case, and then its time: two clicks.
  await line(desk, each).click()
  await see(desk, '绿的都能约。')
  await click(desk, 0, '10:00')
  await see(desk, '约这个时间？')
  await room.do(mediation.book, { ...tapOf(other), room: 'room-1', fromAt: at(monday, '10:00') })
  await tap(desk, '约好，告诉大家')
  await see(desk, '这个时间调解室刚被约走。最近的是')
  await shoot(desk, 'desk-taken')
  await tap(desk, '再看看')
  await click(desk, 0, '14:00')
  await see(desk, '约这个时间？')
  await tap(desk, '约好，告诉大家')
  await session(desk, each).waitFor()

  // The afternoon is closed: the one that is booked in it comes first.
  await drag(desk, await spot(desk, 0, '13:00'), 0, '13:45')
  await desk.mouse.up()
  await see(desk, '关哪里，谁不在')
  await desk.locator('.sheet:visible input[type=time]').last().fill('17:00')
  await see(desk, '先一件一件改个时间')
  await shoot(desk, 'desk-in-the-way')
  await desk.locator('.sheet:visible .row', { hasText: each.number! }).click()
  await see(desk, '改到什么时候？')
  await shoot(desk, 'desk-move-away')
  await desk.locator('.sheet:visible .row').first().click()
  await see(desk, '改到这个时间？')
  await tap(desk, '改好，告诉大家')
  await see(desk, '关哪里，谁不在')
  await visible(desk, '先一件一件改个时间').waitFor({ state: 'detached' })
  await tap(desk, '关上')
  await desk.locator('.desk-closed:visible', { hasText: '睦邻调解室' }).waitFor()
  const { slot } = await room.do(mediation.get, { id: each.id })
  const closed = [at(monday, '13:00'), at(monday, '17:00')] as const
  expect(slot!.toAt <= closed[0] || slot!.fromAt >= closed[1]).toBe(true)
}, 120_000)

const linesOf = (calendar: string) => calendar.replaceAll('\r\n ', '').split('\r\n')

test('When the clerk follows the room in her own calendar, then the link tells times, rooms, numbers and closures, and no names, until it is revoked', async () => {
  const each = await waiting('resident-149', 'resident-150', 'mediator-2')
  const { weeks, days } = await quietWeek()
  const fromAt = at(days[0]!, '09:30')
  await room.do(mediation.book, { ...tapOf(each), room: 'room-1', fromAt })
  const leave = { fromAt: at(days[2]!, '09:00'), toAt: at(days[2]!, '17:00'), reason: '搬家' }
  await room.do(mediation.block, { key: op(), of: 'room', which: 'room-1', ...leave })

  const desk = await windowOn(desktop, 'room-1')
  await toDesk(desk, weeks)
  await session(desk, each).waitFor()
  await tap(desk, '日历链接')
  await tap(desk, '生成链接')
  await see(desk, '只显示这一次')
  await shoot(desk, 'desk-feed')
  const link = (await desk.locator('.desk-link:visible').innerText()).trim()
  const read = await fetch(link)
  expect([read.status, read.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8'])
  const calendar = await read.text()
  const lines = linesOf(calendar)
  expect([lines[0], lines.at(-2), lines.at(-1)]).toEqual(['BEGIN:VCALENDAR', 'END:VCALENDAR', ''])
  const count = (text: string) => lines.filter(said => said.startsWith(text)).length
  expect(count('BEGIN:VEVENT')).toBeGreaterThan(0)
  for (const needed of ['UID:', 'DTSTAMP:', 'DTSTART:', 'DTEND:', 'END:VEVENT'])
    expect(count(needed)).toBe(count('BEGIN:VEVENT'))
  for (const said of calendar.split('\r\n')) expect(Buffer.byteLength(said)).toBeLessThanOrEqual(75)
  const basic = (instant: string) => instant.replace(/[-:]|\.\d+/g, '')
  expect(lines).toContain(`DTSTART:${basic(fromAt)}`)
  expect(lines).toContain(`DTSTART:${basic(leave.fromAt)}`)
  expect(lines).toContain(`SUMMARY:调解：${each.number!}停车`)
  expect(lines).toContain('SUMMARY:调解室停用')
  for (const secret of [each.id, '搬家', '老师', '对门', '车位']) expect(calendar).not.toContain(secret)

  await tap(desk, '停用')
  await see(desk, '还没有链接')
  expect((await fetch(link)).status).toBe(404)
}, 90_000)

test('When the desk stands on a tablet, then a finger does what the mouse does', async () => {
  const each = await waiting('resident-151', 'resident-152', 'mediator-3')
  const { weeks, days } = await quietWeek()
  const desk = await windowOn(tablet, 'room-1')
  await toDesk(desk, weeks)
  const finger = await desk.context().newCDPSession(desk)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: Place[]) =>
    finger.send('Input.dispatchTouchEvent', { type, touchPoints: points })
  /** From there on to each of these places. */
  const slide = async (from: Place, ...places: Place[]) => {
    await touch('touchStart', [from])
    for (const [i, to] of places.entries()) {
      const { x, y } = places[i - 1] ?? from
      for (let part = 0.1; part < 1.05; part += 0.1)
        await touch('touchMove', [{ x: x + (to.x - x) * part, y: y + (to.y - y) * part }])
    }
  }

  await line(desk, each).tap()
  await see(desk, '绿的都能约。')
  await shoot(desk, 'desk-tablet')
  const { x, y } = await spot(desk, 1, '11:00')
  await desk.touchscreen.tap(x, y)
  await see(desk, '约这个时间？')
  await tap(desk, '再看看')
  await tap(desk, '不约了')

  // Up and down the list is scrolled; to the side the case comes along.
  const [from, to] = [await middle(line(desk, each)), await spot(desk, 2, '15:00')]
  await slide(from, { x: to.x, y: from.y }, to)
  await ghost(desk, '15:00–16:00')
  await touch('touchEnd', [])
  await see(desk, '约这个时间？')
  await tap(desk, '约好，告诉大家')
  await session(desk, each).waitFor()

  await slide(await middle(session(desk, each)), await spot(desk, 0, '09:30'))
  await ghost(desk, '09:30–10:30')
  await touch('touchEnd', [])
  await see(desk, '改到这个时间？')
  await tap(desk, '改好，告诉大家')
  await see(desk, '打印')
  const { slot } = await room.do(mediation.get, { id: each.id })
  expect(slot!.fromAt).toBe(at(days[0]!, '09:30'))
}, 90_000)

test('When a mediator looks at the week, then their own sessions have names, the others are only taken, and they note when they are away', async () => {
  const own = await waiting('resident-153', 'resident-154', 'mediator-4')
  const other = await waiting('resident-155', 'resident-156', 'mediator-3')
  const { weeks, days } = await quietWeek()
  const book = (each: CaseReply, clock: string) =>
    room.do(mediation.book, { ...tapOf(each), room: 'room-1', fromAt: at(days[1]!, clock) })
  await book(own, '10:00')
  await book(other, '13:00')

  const desk = await windowOn(desktop, 'mediator-4')
  await toDesk(desk, weeks)
  await session(desk, own).waitFor()
  expect(await visible(desk, '有约').count()).toBe(1)
  expect(await visible(desk, other.number!).count()).toBe(0)
  await drag(desk, await spot(desk, 3, '14:00'), 3, '15:45')
  await desk.mouse.up()
  await see(desk, '记我不在的时间')
  await tap(desk, '外出')
  await tap(desk, '记下')
  await desk.locator('.desk-away:visible').waitFor()
  await shoot(desk, 'desk-mediator')
  const span = { fromOn: days[3]!, toOn: days[3]! }
  const { blocks } = await as('mediator-4').do(mediation.calendar, span)
  const leave = { of: 'mediator', fromAt: at(days[3]!, '14:00'), toAt: at(days[3]!, '16:00') }
  expect(blocks).toMatchObject([{ ...leave, reason: '外出' }])
}, 90_000)
