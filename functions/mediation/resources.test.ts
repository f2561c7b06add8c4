import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { consentVersions } from '../../shared/identity/account.ts'
import { identity } from '../../shared/identity/identity.ts'
import { mediation } from '../../shared/mediation/mediation.ts'
import type { CaseReply } from '../../shared/mediation/reply.ts'
import { plusMinutes } from '../../shared/time.ts'
import { saveSettings } from '../community/community.ts'
import { addMember } from '../identity/moving.ts'
import { caseStory, tuesday10 } from '../testing/case-story.ts'
import { neighbourhood, op, type Neighbourhood } from '../testing/given.ts'

let given: Neighbourhood
let story: ReturnType<typeof caseStory>
beforeAll(async () => {
  given = await neighbourhood()
  story = caseStory(given)
  const hours = { from: '08:00', to: '20:00' }
  const rooms = ['room-1', 'room-2'].map(id => ({ id, name: id, place: '社区一楼', hours }))
  await saveSettings(given.table, 'bchd', { name: '宝翠花都社区', mediation: { rooms } })
})
afterAll(() => given.close())

const ctx = () => ({ ...given.effects, now: given.now() })
const staff = () => given.as('room-1')
let people = 0
const resident = () => `resident-${++people}`
let numbers = 0
/** A number nobody else has: 100 is no range of mobile numbers. */
const number = () => `1007${String(++numbers).padStart(7, '0')}`

/** Somebody who signs in for the first time, with this phone by WeChat's code, and moves in. */
const signsUp = async (person: string, phone: string) => {
  for (const what of ['privacy', 'dispute'] as const)
    await given.as(person).do(identity.consent, { what, version: consentVersions[what], agree: true })
  await given.as(person).do(identity.setPhone, { code: `demo:${phone}` })
  const door = { community: 'bchd', building: 'building-9', unit: '1', room: `${100 + ++people}` }
  await addMember(ctx(), { ...door, user: await given.idOf(person), as: 'tenant', by: 'test' })
}

/** Ready to be booked, its other side somebody who is rung, or a user who opens a link. */
const against = async (mediator: string, other: { readonly phone: string } | { readonly user: string }) => {
  const byPhone = 'phone' in other
  const filed = await story.applied(resident(), { name: '楼上', ...(byPhone && other) })
  let each: CaseReply = await staff().do(mediation.screen, { ...story.tap(filed), accept: true })
  if (byPhone) {
    each = await staff().do(mediation.askOtherSide, { ...story.tap(each), party: 'p2', how: 'phone' })
    each = await staff().do(mediation.answerOtherSide, { id: each.id, party: 'p2', answer: 'yes' })
  } else {
    const code = await story.linked(each)
    await given.as(other.user).do(mediation.answerOtherSide, { code, answer: 'yes' })
    each = await story.read('room-1', each)
  }
  const user = await given.idOf(mediator)
  return staff().do(mediation.setMediator, { ...story.tap(each), mediator: user, knowing: true })
}

let days = 0
/** An hour of a day of their own. */
const someTime = () => plusMinutes(tuesday10, story.day * days++)
const book = (each: CaseReply, room: string, fromAt: string) =>
  staff().try(mediation.book, { ...story.tap(each), room, fromAt })

const freeIn = async (room: string, { id }: CaseReply, fromAt: string, who = 'room-1') => {
  const asked = { id, room, fromOn: fromAt.slice(0, 10), days: 1 }
  return (await given.as(who).do(mediation.freeSlots, asked)).starts.map(start => start.fromAt)
}

test('When somebody is only a phone in one case and a user in another, and both are booked at once, then one is', async () => {
  const statuses: number[] = []
  for (let i = 0; i < 8; i++) {
    const [phone, user] = [number(), `newcomer-${i}`]
    await signsUp(user, phone)
    const spaced = phone.replace(/^(...)(....)/, '$1-$2-')
    const cases = [await against('mediator-1', { phone: spaced }), await against('mediator-2', { user })]
    const fromAt = someTime()
    const answers = await Promise.all(cases.map((each, n) => book(each, `room-${n + 1}`, fromAt)))
    statuses.push(...answers.map(({ status }) => status).sort())
  }
  expect(statuses).toEqual(Array.from({ length: 8 }, () => [200, 409]).flat())
})

test('When somebody was booked as a phone and signs up later, then as a user they are not booked beside it, nor with a second account', async () => {
  const phone = number()
  const fromAt = someTime()
  expect((await book(await against('mediator-1', { phone }), 'room-1', fromAt)).status).toBe(200)
  for (const user of ['newcomer-later', 'newcomer-twice']) {
    await signsUp(user, phone)
    const each = await against('mediator-2', { user })
    const beside = await book(each, 'room-2', plusMinutes(fromAt, 30))
    expect([beside.status, beside.body.code]).toEqual([409, 'mediation.slotTaken'])
    const free = await freeIn('room-2', each, fromAt)
    expect([free.includes(fromAt), free.includes(plusMinutes(fromAt, 60))]).toEqual([false, true])
  }
})

test('When a neighbour is asked whom the community knew by phone, and turns out to be a user, then both are one', async () => {
  const phone = number()
  const known = { building: 'building-9', unit: '2', room: '901', phone, name: '王', callName: '王阿姨' }
  const { id: person } = await given.as('staff-1').do(identity.registerByPhone, known)
  const fromAt = someTime()
  const door = { community: 'bchd', building: 'building-9', unit: '2', room: '901' }
  await addMember(ctx(), { ...door, user: person, as: 'tenant', by: 'test' })
  const theirs = { name: '王阿姨', building: '9号楼', room: '2单元901室' }
  const filed = await story.applied(resident(), theirs)
  let each: CaseReply = await staff().do(mediation.screen, { ...story.tap(filed), accept: true })
  const ask = { ...story.tap(each), party: 'p2', how: 'neighbour', user: person } as const
  each = await staff().do(mediation.askOtherSide, ask)
  each = await staff().do(mediation.answerOtherSide, { id: each.id, op: op(), party: 'p2', answer: 'yes' })
  const mediator = await given.idOf('mediator-1')
  each = await staff().do(mediation.setMediator, { ...story.tap(each), mediator, knowing: true })
  expect((await book(each, 'room-1', fromAt)).status).toBe(200)
  await signsUp('newcomer-known', phone)
  // Another phone from now on: what they were known by before is theirs all the same.
  await given.as('newcomer-known').do(identity.setPhone, { code: `demo:${number()}` })
  const other = await against('mediator-2', { user: 'newcomer-known' })
  expect((await book(other, 'room-2', fromAt)).status).toBe(409)
})

test('When somebody only says that a phone is theirs, or names a neighbour’s, then they find out nothing by it, and are booked beside nobody', async () => {
  const [phone, user] = [number(), 'newcomer-busy']
  await signsUp(user, phone)
  const fromAt = someTime()
  expect((await book(await against('mediator-1', { user }), 'room-1', fromAt)).status).toBe(200)
  const liar = resident()
  await given.as(liar).do(identity.setPhone, { phone })
  const theirs = await against('mediator-2', { user: liar })
  expect(await freeIn('room-2', theirs, fromAt, liar)).toContain(fromAt)
  expect((await book(theirs, 'room-2', fromAt)).status).toBe(409)
  const neighbour = resident()
  const named = await story.applied(neighbour, { name: '楼上', phone })
  expect(await freeIn('room-2', named, fromAt, neighbour)).toContain(fromAt)
})

test('When a time has just gone, then the room hears whether the room, the mediator or a party is in the way, and what is free next', async () => {
  const user = 'newcomer-busy-there'
  await signsUp(user, number())
  const fromAt = someTime()
  expect((await book(await against('mediator-1', { user }), 'room-1', fromAt)).status).toBe(200)
  const says = async (each: CaseReply, room: string) =>
    (await book(each, room, plusMinutes(fromAt, 30))).body.text
  const next = '。最近的是'
  expect(await says(await against('mediator-2', { phone: number() }), 'room-1')).toContain(
    `这个时间调解室刚被约走${next}`,
  )
  expect(await says(await against('mediator-1', { phone: number() }), 'room-2')).toContain(
    `这个时间调解员另有安排${next}`,
  )
  expect(await says(await against('mediator-2', { user }), 'room-2')).toContain(
    `这个时间有当事人另有安排${next}`,
  )
})
