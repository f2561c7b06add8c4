import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { mediation } from '../../shared/mediation/mediation.ts'
import type { CaseReply } from '../../shared/mediation/reply.ts'
import { messages } from '../../shared/messages/messages.ts'
import { onOf, plusDays, plusMinutes } from '../../shared/time.ts'
import { saveSettings } from '../community/community.ts'
import { caseStory, tuesday10 } from '../testing/case-story.ts'
import { monday10, neighbourhood, op, type Neighbourhood } from '../testing/given.ts'
import { picture } from '../testing/media.ts'

let given: Neighbourhood
let story: ReturnType<typeof caseStory>
const courts = [
  { id: 'court-1', name: '城东区人民法院', place: '东街1号', phone: '12368' },
  { id: 'court-2', name: '城西区人民法院', place: '西街2号', phone: '', closed: true as const },
]
beforeAll(async () => {
  given = await neighbourhood()
  story = caseStory(given)
  await saveSettings(given.table, 'bchd', { mediation: { courts } })
})
afterAll(() => given.close())
beforeEach(() => given.setNow(monday10))

const room = () => given.as('room-1')
// One neighbourhood for all: each story has people and a day of its own.
let stories = 0
const inForce = async () => {
  const n = stories++
  const people = [`resident-${2 * n + 1}`, `resident-${2 * n + 2}`] as const
  const fromAt = plusMinutes(tuesday10, (Math.floor(n / 4) * 7 + (n % 4)) * story.day)
  const held = await story.held(fromAt, ...people)
  let each = await room().do(mediation.agree, { ...story.tap(held), oral: false, terms: ['三天内修好'] })
  for (const what of ['p1', 'p2', 'mediator', 'seal'] as const)
    each = await room().do(mediation.sign, { id: each.id, op: op(), what })
  return { each, people, effectiveOn: onOf(fromAt) }
}
const enter = async (each: CaseReply, change: object) =>
  room().tryAnything(mediation.confirmation, { ...story.tap(await story.read('room-1', each)), ...change })
const codeOf = async (each: CaseReply, change: object) => (await enter(each, change)).body.code
const confirmationIn = (body: unknown) => (body as CaseReply).confirmation
const titles = async (who: string) =>
  (await given.as(who).do(messages.inbox, {})).items.map(({ title }) => title)

test('When both go to the court, then it is noted where and when, and its ruling with number and photo; both sides hear and see it', async () => {
  const { each, people, effectiveOn } = await inForce()
  expect(each.confirmation!.courts.map(({ id }) => id)).toEqual(['court-1'])
  const applied = await enter(each, { state: 'applied', court: 'court-1', on: effectiveOn })
  expect(confirmationIn(applied.body)).toMatchObject({
    ...{ state: 'applied', appliedOn: effectiveOn, court: { name: '城东区人民法院' } },
  })
  given.setNow(plusMinutes(given.now(), 10 * story.day))
  const on = onOf(given.now())
  const files = [await given.putFile('room-1', await picture())]
  const ruled = await enter(each, { state: 'confirmed', on, number: '（2026）京0105民特12号', files })
  expect(confirmationIn(ruled.body)!.ruling).toMatchObject({ on, number: '（2026）京0105民特12号' })
  await given.settled()
  for (const who of people) {
    const { confirmation, timeline } = await story.read(who, each)
    expect(confirmation!.ruling!.files!.map(({ id }) => id)).toEqual(files)
    expect(timeline.filter(({ move }) => move === 'confirmation')).toHaveLength(2)
    expect(await titles(who)).toEqual(expect.arrayContaining(['向法院申请了', '法院确认了协议']))
  }
  expect((await given.as('resident-30').try(mediation.get, { id: each.id })).status).toBe(404)
})

test('When a ruling lacks its day or number, a day cannot be, or nobody knows the court, then it is refused by the name of the field', async () => {
  const { each, effectiveOn } = await inForce()
  const bare = await enter(each, { state: 'denied' })
  expect([bare.body.code, Object.keys(bare.body.fields!)]).toEqual([
    ...['mediation.rulingNeeded', ['on', 'number']],
  ])
  expect(await codeOf(each, { state: 'wanted', court: 'court-9' })).toBe('mediation.courtUnknown')
  for (const on of [plusDays(effectiveOn, -1), plusDays(effectiveOn, 1)])
    expect(await codeOf(each, { state: 'applied', on })).toBe('mediation.badCourtDay')
  given.setNow(plusMinutes(given.now(), 40 * story.day))
  expect(await codeOf(each, { state: 'applied', on: plusDays(effectiveOn, 31) })).toBe(
    'mediation.badCourtDay',
  )
  expect(await codeOf(each, { state: 'applied', on: plusDays(effectiveOn, 30) })).toBeUndefined()
  expect(await codeOf(each, { state: 'withdrawn', on: plusDays(effectiveOn, 29) })).toBe(
    'mediation.badCourtDay',
  )
  // It may be taken back without a number of its own.
  expect(await codeOf(each, { state: 'withdrawn', on: plusDays(effectiveOn, 31) })).toBeUndefined()
})

test('When the file is put away before the court has ruled, then its ruling is still entered', async () => {
  const { each } = await inForce()
  await enter(each, { state: 'applied', court: 'court-1' })
  const waiting = await story.read('room-1', each)
  await room().do(mediation.archive, story.tap(waiting))
  const on = onOf(given.now())
  const ruled = await enter(each, { state: 'denied', on, number: '（2026）京0105民特13号' })
  expect(ruled.body).toMatchObject({ state: 'archived', confirmation: { state: 'denied' } })
})

test('When two clerks enter different ends at once, then one stands and the other is told', async () => {
  const { each } = await inForce()
  const seen = await story.read('room-1', each)
  const on = onOf(given.now())
  const ends = [
    given.as('room-1').tryAnything(mediation.confirmation, { ...story.tap(seen), state: 'notWanted' }),
    given.as('room-3').tryAnything(mediation.confirmation, { ...story.tap(seen), state: 'applied', on }),
  ]
  const answers = await Promise.all(ends)
  const stands = (await story.read('room-1', each)).confirmation!.state
  expect(['notWanted', 'applied']).toContain(stands)
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0)
})

test('When the application is asked for, then a party has it too, but not before the agreement is in force', async () => {
  const { each, people } = await inForce()
  const print = (who: string, id: string) =>
    given.as(who).try(mediation.print, { id, which: 'application', key: op() })
  expect((await print(people[0], each.id)).status).toBe(200)
  const held = await story.held(plusMinutes(tuesday10, 8 * story.day), 'resident-20', 'resident-21')
  const signing = await room().do(mediation.agree, { ...story.tap(held), oral: false, terms: ['修好'] })
  expect((await print('room-1', signing.id)).body.code).toBe('mediation.nothingToConfirm')
})
