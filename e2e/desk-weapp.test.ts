/** 调解排期 in WeChat: day by day, on the phone of those who run the room. */
import { expect, test } from '@jest/globals'
import { mediation } from '../shared/mediation/mediation.ts'
import { plusMinutes, shanghai } from '../shared/time.ts'
import { as } from './people.ts'
import { openPhones, phoneOf } from './phones.ts'
import type { Phone } from './weapp/phone.ts'

openPhones()

test('When the clerk is on her way, then she reads the days, opens a case, and closes a room and opens it again', async () => {
  const room = as('room-1')
  const now = new Date().toISOString()
  const on = (days: number) => shanghai(plusMinutes(now, days * 24 * 60)).format('YYYY-MM-DD')
  const { items, open } = await room.do(mediation.calendar, { fromOn: on(1), toOn: on(14) })
  const session = items.find(({ id }) => id !== undefined)!
  const dayOf = (at: string) => shanghai(at).format('YYYY-MM-DD')
  const weekday = (day: string) => `周${'日一二三四五六'[shanghai(`${day}T00:00:00+08:00`).day()]}`
  /** Turns to the week of that day, and to the day. */
  const toDay = async (phone: Phone, day: string) => {
    const monday = (of: string) => shanghai(`${of}T12:00:00+08:00`).subtract(1, 'day').day(1).startOf('day')
    const weeks = monday(day).diff(monday(on(0)), 'week')
    for (let n = 0; n < weeks; n++) await phone.tap('往后')
    await phone.tap(weekday(day).slice(1))
  }

  const phone = await phoneOf('room-1')
  await phone.see('排期')
  await phone.tap('排期')
  await phone.see('等约时间')
  expect(phone.path).toBe('mediation/desk')
  await toDay(phone, dayOf(session.fromAt))
  await phone.see(session.title)
  await phone.tap(session.title)
  await phone.see('约好时间')
  expect([phone.path, phone.query]).toEqual(['mediation/case', { id: session.id }])

  // Another day, early, before anything can be booked.
  const free = open.find(day => items.every(({ fromAt }) => dayOf(fromAt) !== day.on))!
  await phone.open('/mediation/desk')
  await phone.see('关一段时间')
  await phone.tap('关一段时间')
  for (const label of ['从哪天', '到哪天']) await phone.pick(label, free.on)
  await phone.tap('借作他用')
  await phone.tap('关上')
  await toDay(phone, free.on)
  await phone.see('睦邻调解室 · 借作他用')
  await phone.tap('借作他用')
  await phone.see('这段时间关着')
  await phone.tap('重新开放')
  await phone.gone('借作他用')
  const { blocks } = await room.do(mediation.calendar, { fromOn: free.on, toOn: free.on })
  expect(blocks.filter(({ reason }) => reason === '借作他用')).toEqual([])
}, 60_000)
