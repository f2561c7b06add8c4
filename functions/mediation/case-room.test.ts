import { afterAll, beforeEach, expect, test } from '@jest/globals'
import { mediation } from '../../shared/mediation/mediation.ts'
import { messages } from '../../shared/messages/messages.ts'
import { plusMinutes } from '../../shared/time.ts'
import { saveSettings } from '../community/community.ts'
import { monday10, neighbourhood, op, type Neighbourhood } from '../testing/given.ts'
import { picture } from '../testing/media.ts'
import { caseStory, room } from '../testing/case-story.ts'

let given: Neighbourhood
let story: ReturnType<typeof caseStory>
beforeEach(async () => {
  given = await neighbourhood()
  story = caseStory(given)
})
// A neighbourhood for each: those booked in one story would be busy in the next.
const closing: Neighbourhood[] = []
beforeEach(() => void closing.push(given))
afterAll(async () => {
  for (const each of closing) await each.close()
})

const day = 24 * 60

test('When the days to apply to the court are over, then nobody means to any more; what was done in time is noted', async () => {
  let each = await story.held()
  const agreed = { ...story.tap(each), oral: false, terms: ['楼上三天内修好水管'] }
  each = await given.as('room-1').do(mediation.agree, agreed)
  const files = [await given.putFile('room-1', await picture())]
  for (const what of ['p1', 'p2', 'mediator', 'seal', 'scan'] as const)
    each = await given.as('room-1').do(mediation.sign, { id: each.id, op: op(), what, files })
  await saveSettings(given.table, 'bchd', { mediation: { confirmDays: 10 } })
  given.minutesLater(11 * day)
  const staff = given.as('room-1')
  const late = { ...story.tap(each), state: 'wanted' as const }
  expect((await staff.try(mediation.confirmation, late)).body.code).toBe('mediation.confirmationOver')
  const applied = await staff.do(mediation.confirmation, {
    ...{ ...late, op: op(), state: 'applied', on: '2026-12-04' },
  })
  expect(applied.confirmation).toMatchObject({ state: 'applied' })
})

test('When signing is given up, then the terms are there to be mended, and no agreement stands', async () => {
  const each = await story.held()
  const terms = ['楼上三天内修好水管', '修好再谈赔多少']
  const staff = given.as('room-1')
  const agreed = await staff.do(mediation.agree, { ...story.tap(each), oral: false, terms })
  const back = await staff.do(mediation.unsign, { ...story.tap(agreed), text: '日子要改' })
  expect(back).toMatchObject({ state: 'held', written: { oral: false, terms } })
  expect(back.agreement).toBeUndefined()
  expect((await story.read('resident-1', each)).written).toBeUndefined()
})

test('When what was agreed orally is to be in writing after all, then it goes back to the table', async () => {
  const each = await story.held()
  const terms = ['狗晚上不牵到楼道']
  const staff = given.as('room-1')
  const oral = await staff.do(mediation.agree, { ...story.tap(each), oral: true, terms })
  expect(oral).toMatchObject({ state: 'agreed', agreement: { oral: true } })
  const back = await staff.do(mediation.unsign, { ...story.tap(oral), text: '双方要一份书面的' })
  expect(back).toMatchObject({ state: 'held', written: { oral: true, terms } })
  expect(back.agreement).toBeUndefined()
  const signing = await staff.do(mediation.agree, { ...story.tap(back), oral: false, terms })
  expect(signing).toMatchObject({ state: 'signing', agreement: { oral: false } })
})

test('When times that were offered are over, then nobody can choose them any more', async () => {
  const each = await story.heard()
  const { offered } = await given.as('room-1').do(mediation.offerTimes, { id: each.id, op: op(), room })
  const starts = offered!.starts.slice(0, 1)
  for (const who of ['resident-1', 'resident-2'])
    await given.as(who).do(mediation.chooseTimes, { id: each.id, op: op(), starts })
  expect((await story.read('room-1', each)).common).toEqual(starts)
  given.setNow(plusMinutes(starts[0]!, 1))
  const later = await story.read('room-1', each)
  expect(later.common).toEqual([])
  expect(later.offered!.starts).toEqual(offered!.starts.slice(1))
  given.minutesLater(20 * day)
  expect((await story.read('resident-1', each)).offered!.starts).toEqual([])
})

test('When the room reads what was done, then it reads by whom, by name', async () => {
  const each = await story.heard()
  const who = (await story.read('room-1', each)).timeline.map(({ move, who }) => [move, who])
  expect(who).toContainEqual(['hearRights', '实名resident-2'])
  expect(who).toContainEqual(['accept', '您'])
  const theirs = (await story.read('resident-2', each)).timeline.map(({ move, who }) => [move, who])
  expect(theirs).toContainEqual(['hearRights', '您'])
  expect(theirs).toContainEqual(['accept', '调解室工作人员'])
})

test('When both say that it may take longer, then the warnings follow the end that was put off', async () => {
  const extended = async (after: number, days: number) => {
    given.setNow(plusMinutes(monday10, after * day + 1))
    const each = await story.read('room-1', before)
    const longer = { ...story.tap(each), days, text: '双方都说等检测' }
    return (await given.as('room-1').do(mediation.extend, longer)).dueAt
  }
  const warnings = async (...after: number[]) => {
    for (const days of after) {
      given.setNow(plusMinutes(monday10, days * day + 2))
      await given.tick()
      await given.settled()
    }
    // Nobody's sign-in lasts that long.
    given.setNow(monday10)
    const { items } = await given.as('mediator-1').do(messages.inbox, {})
    return items.filter(({ title }) => title.includes('到期')).map(({ text }) => text)
  }
  const before = await story.withMediator()
  expect(await extended(0, 1)).toBe(plusMinutes(monday10, 31 * day))
  expect(await warnings(20)).toEqual([])
  expect(await warnings(21)).toEqual([expect.stringContaining('12月24日到期')])
  // By so little that the same warning would come again at once.
  expect(await extended(22, 1)).toBe(plusMinutes(monday10, 32 * day))
  expect(await warnings(23, 28)).toHaveLength(1)
  expect(await warnings(29, 33)).toHaveLength(3)
})

test('When a visit finds that not all is done, then the next one comes up; once all is done, no more', async () => {
  await saveSettings(given.table, 'bchd', { mediation: { followUpDays: 10 } })
  const held = await story.held()
  const table = given.as('mediator-1')
  const terms = ['楼上三天内修好水管']
  await table.do(mediation.agree, { ...story.tap(held), oral: true, terms })
  const reminded = async (after: number) => {
    given.setNow(plusMinutes(monday10, after * day))
    await given.tick()
    await given.settled()
    given.setNow(monday10)
    const { items } = await table.do(messages.inbox, {})
    return items.filter(({ title }) => title === '该回访了').length
  }
  const visit = async (after: number, performed: 'partly' | 'all') => {
    given.setNow(plusMinutes(monday10, after * day))
    const each = await story.read('room-1', held)
    return given.as('room-1').do(mediation.followUp, { ...story.tap(each), performed })
  }
  expect(await reminded(12)).toBe(1)
  expect((await visit(12, 'partly')).stateHint).toContain('过些日子再回访')
  expect(await reminded(13)).toBe(1)
  expect(await reminded(23)).toBe(2)
  const hint = async () => (await story.read('resident-1', held)).stateHint
  expect(await hint()).toContain('没办好的我们帮着催')
  expect((await visit(24, 'all')).stateHint).toContain('可以归档')
  expect(await hint()).toContain('都照办了')
  expect(await reminded(60)).toBe(2)
})
