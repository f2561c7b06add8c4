/** The clerk's day: whom to ring, also those without an account, and what is late. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { mediation } from '../../shared/mediation/mediation.ts'
import type { CaseReply } from '../../shared/mediation/reply.ts'
import { messages } from '../../shared/messages/messages.ts'
import { plusMinutes } from '../../shared/time.ts'
import { monday10, neighbourhood, op, type Neighbourhood } from '../testing/given.ts'
import { caseStory, room } from '../testing/case-story.ts'

/** In the room of the settings, far enough for a reminder the day before. */
const wednesday10 = plusMinutes(monday10, 2 * 24 * 60)
let given: Neighbourhood
let story: ReturnType<typeof caseStory>
let each: CaseReply

/** Two who came to the room, of whom one left a phone; booked for Wednesday. */
const byHand = async () => {
  const staff = given.as('room-1')
  const entered = await staff.do(mediation.apply, {
    ...{ key: op(), kind: 'noise', facts: '半夜拉琴', origin: 'phone' },
    applicant: { name: '万桂兰', building: '5号楼', room: '2单元301室', phone: '13900010001' },
    others: [{ name: '李大山', building: '3号楼', room: '1单元1201室' }],
  })
  let now = await staff.do(mediation.screen, { ...story.tap(entered), accept: true })
  now = await staff.do(mediation.askOtherSide, { ...story.tap(now), party: 'p2', how: 'phone' })
  now = await staff.do(mediation.answerOtherSide, { id: now.id, op: op(), party: 'p2', answer: 'yes' })
  const mediator = await given.idOf('mediator-1')
  now = await staff.do(mediation.setMediator, { ...story.tap(now), mediator, knowing: true })
  for (const party of ['p1', 'p2'] as const)
    await staff.do(mediation.hearRights, { id: now.id, op: op(), party })
  now = await story.read('room-1', now)
  return staff.do(mediation.book, { ...story.tap(now), room, fromAt: wednesday10 })
}

beforeAll(async () => {
  given = await neighbourhood()
  story = caseStory(given)
  each = await byHand()
})
afterAll(() => given.close())

const calls = async (who: string, list: 'open' | 'done' = 'open') => {
  await given.settled()
  return (await given.as(who).do(messages.calls, { list })).items
}
const late = async (who: string) =>
  (await given.as(who).do(mediation.late, {})).items.map(({ id, why }) => [id, why])

describe('whom to ring', () => {
  test('When a time is booked, then those without an account are on the list, by name and door, with time, place and number', async () => {
    const [one, other] = (await calls('room-1')).sort((a, b) => a.person.localeCompare(b.person))
    expect(one).toMatchObject({ name: '万桂兰', building: '5号楼2单元301室', title: '约好时间了' })
    expect(other).toMatchObject({ name: '李大山', building: '3号楼1单元1201室' })
    expect(one!.text).toContain('案号〔2026〕1')
    expect(one!.text).toContain('社区一楼睦邻调解室')
    expect(one!.text).toContain('10')
  })

  test('When one of them is rung, then the number is given and the look kept; who left none is no number', async () => {
    const [one, other] = (await calls('room-1')).sort((a, b) => a.person.localeCompare(b.person))
    const which = { person: one!.person, id: one!.id }
    expect(await given.as('room-1').do(messages.ring, which)).toEqual({
      name: '万桂兰',
      phone: '13900010001',
    })
    const looks = (await given.items()).filter(
      ({ look, pk }) => look && String(pk).includes(one!.person) && JSON.stringify(look).includes(each.id),
    )
    expect(looks).toHaveLength(1)
    const none = await given.as('room-1').try(messages.ring, { person: other!.person, id: other!.id })
    expect(none.body.code).toBe('messages.noContact')
  })

  test('When somebody else asks, of another community or a mediator, then there is nothing for them', async () => {
    const [one] = await calls('room-1')
    const which = { person: one!.person, id: one!.id }
    expect(await calls('outsider-1')).toEqual([])
    expect((await given.as('outsider-1').try(messages.ring, which)).body.code).toBe('messages.notFound')
    expect((await given.as('staff-1').try(messages.ring, which)).body.code).toBe('messages.notFound')
    expect((await given.as('mediator-1').try(messages.calls, {})).status).toBe(403)
    for (const person of [`${each.id}.p9`, `${each.id}.p1x`, 'case_x.p1', `${each.id}.`])
      expect((await given.as('room-1').try(messages.ring, { ...which, person })).status).toBe(404)
  })

  test('When they are ticked off, then they are kept as told today; ticked by mistake, they are back', async () => {
    const [one] = (await calls('room-1')).sort((a, b) => a.person.localeCompare(b.person))
    const which = { person: one!.person, id: one!.id }
    const tick = (outcome: 'told' | 'noAnswer' | 'undone', key = op()) =>
      given.as('room-1').do(messages.rung, { ...which, op: key, outcome })
    await tick('noAnswer')
    expect((await calls('room-1')).find(({ id }) => id === which.id)).toMatchObject({ noAnswer: 1 })
    await tick('told')
    expect((await calls('room-1')).map(({ name }) => name)).toEqual(['李大山'])
    expect(await calls('room-1', 'done')).toMatchObject([{ name: '万桂兰', toldAt: given.now() }])
    expect(
      (await given.as('outsider-1').try(messages.rung, { ...which, op: op(), outcome: 'undone' })).status,
    ).toBe(404)
    const key = op()
    await tick('undone', key)
    await tick('undone', key)
    expect(await calls('room-1', 'done')).toEqual([])
    expect((await calls('room-1')).map(({ name }) => name).sort()).toEqual(['万桂兰', '李大山'])
    await tick('told')
    given.setNow(plusMinutes(monday10, 15 * 60))
    expect(await calls('room-1', 'done')).toEqual([])
    given.setNow(monday10)
  })

  test('When the session is near, then the reminder is rung too; when it has begun, then there is nothing to ring about', async () => {
    given.setNow(plusMinutes(wednesday10, -20 * 60))
    await given.tick()
    const names = (await calls('room-1')).map(({ name, title }) => [name, title])
    expect(names).toEqual(
      expect.arrayContaining([
        ['万桂兰', '调解别忘了'],
        ['李大山', '调解别忘了'],
      ]),
    )
    expect(names).toHaveLength(2)
    given.setNow(wednesday10)
    expect(await calls('room-1')).toEqual([])
  })
})

describe('what is late', () => {
  test('When the hour is over and nobody noted how it went, then it is late, for the room and its mediator alone', async () => {
    given.setNow(wednesday10)
    expect(await late('room-1')).toEqual([])
    given.setNow(plusMinutes(wednesday10, 61))
    const why = [[each.id, '时间过了，还没记谈得怎样']]
    expect(await late('room-1')).toEqual(why)
    expect(await late('mediator-1')).toEqual(why)
    expect(await late('mediator-2')).toEqual([])
    expect(await late('outsider-1')).toEqual([])
    const [item] = (await given.as('room-1').do(mediation.late, {})).items
    expect(item!.parties.map(({ name }) => name)).toEqual(['万桂兰', '李大山'])
  })

  test('When the month ends or nobody looked at an application, then that is said', async () => {
    given.setNow(monday10)
    const other = await story.applied()
    given.setNow(plusMinutes(monday10, 10 * 24 * 60))
    expect(await late('room-1')).toContainEqual([other.id, '该定受不受理了'])
    const accepted = await given.as('room-1').do(mediation.screen, { ...story.tap(other), accept: true })
    expect((await late('room-1')).map(([id]) => id)).not.toContain(other.id)
    given.setNow(plusMinutes(accepted.dueAt!, -3 * 24 * 60))
    expect(await late('room-1')).toContainEqual([other.id, '快到期了'])
    given.setNow(accepted.dueAt!)
    expect(await late('room-1')).toContainEqual([other.id, '到期了：谈成没谈成，都要写明'])
  })
})
