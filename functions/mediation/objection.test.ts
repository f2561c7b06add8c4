import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { mediation } from '../../shared/mediation/mediation.ts'
import type { CaseReply } from '../../shared/mediation/reply.ts'
import { messages } from '../../shared/messages/messages.ts'
import { plusMinutes } from '../../shared/time.ts'
import { giveGrant } from '../identity/grants.ts'
import { caseStory, room, tuesday10 } from '../testing/case-story.ts'
import { monday10, neighbourhood, op, type Neighbourhood } from '../testing/given.ts'

let given: Neighbourhood
let story: ReturnType<typeof caseStory>
beforeAll(async () => {
  given = await neighbourhood()
  story = caseStory(given)
})
afterAll(() => given.close())

const day = 24 * 60
/** Two who are in no other story, and a day of their own. */
let pairs = 0
const freshPair = () => {
  given.setNow(monday10)
  const n = ++pairs
  return {
    people: [`resident-${n * 2 + 20}`, `resident-${n * 2 + 21}`] as const,
    at: plusMinutes(tuesday10, n * 7 * day),
  }
}
const room1 = () => given.as('room-1')
const object = (who: string, { id }: CaseReply) =>
  given.as(who).do(mediation.objectToMediator, { id, op: op() })
const why = { text: '刘老师和对方只是同楼，不是亲戚。' }
const answer = (each: CaseReply, as = 'room-1') =>
  given.as(as).try(mediation.answerObjection, { id: each.id, op: op(), party: 'p2', ...why })
const codeOf = async (reply: Promise<{ readonly status: number; readonly body: unknown }>) =>
  ((await reply).body as { readonly code?: string }).code

test('When a party wishes for another mediator, then nothing is booked until the room has answered in writing, and the party reads the answer', async () => {
  const { people, at } = freshPair()
  const each = await story.heard(...people)
  await object(people[1], each)
  const seen = await story.read('room-1', each)
  expect(seen.may).not.toContain('book')
  expect(seen.stateHint).toContain('书面答复')
  const book = { ...story.tap(seen), room, fromAt: at }
  expect(await codeOf(room1().try(mediation.book, book))).toBe('mediation.objectionOpen')
  expect(await codeOf(answer(each, 'mediator-1'))).toBe('identity.notYourRole')
  expect((await answer(each)).status).toBe(200)
  expect(await codeOf(answer(each))).toBe('mediation.noObjection')
  const mine = (await story.read(people[1], each)).parties.find(party => party.mine)
  expect(mine).toMatchObject({ objection: 'answered', objectionAnswer: why.text })
  expect(mine).not.toHaveProperty('objects')
  // What one thinks of the mediator is no business of the other, nor is the answer.
  const other = JSON.stringify(await story.read(people[0], each))
  expect(other).not.toMatch(/objection|answerObjection|只是同楼/)
  const now = await story.read('room-1', each)
  expect(await room1().do(mediation.book, { ...book, ...story.tap(now) })).toMatchObject({
    state: 'scheduled',
  })
  await given.settled()
  const told = async (who: string) =>
    (await given.as(who).do(messages.inbox, {})).items.map(({ title }) => title)
  expect(await told(people[1])).toContain('调解室答复您了')
  expect(await told(people[0])).not.toContain('调解室答复您了')
})

test('When it is booked already, then it stays booked but is neither held nor moved until another mediator has come', async () => {
  const { people, at } = freshPair()
  const each = await story.booked(at, ...people)
  await object(people[0], each)
  given.setNow(at)
  const seen = await story.read('room-1', each)
  expect(seen.slot).toMatchObject({ fromAt: at })
  const hold = { ...story.tap(seen), present: ['p1', 'p2'] as const, held: true }
  const held = () => room1().try(mediation.hold, { ...hold, present: [...hold.present] })
  expect(await codeOf(held())).toBe('mediation.objectionOpen')
  const later = { ...story.tap(seen), room, fromAt: plusMinutes(at, 60) }
  expect(await codeOf(room1().try(mediation.reschedule, later))).toBe('mediation.objectionOpen')
  const mediator = await given.idOf('mediator-2')
  const replaced = await room1().do(mediation.setMediator, { ...story.tap(seen), mediator, knowing: true })
  expect(replaced).toMatchObject({ slot: { fromAt: at }, mediator: { id: mediator } })
  const mine = (await story.read(people[0], each)).parties.find(party => party.mine)
  expect(mine).toMatchObject({ objection: 'replaced' })
  expect((await held()).body).toMatchObject({ state: 'held' })
})

test('When somebody objects after talks, through the room, then nothing is agreed or put off with that mediator', async () => {
  const { people, at } = freshPair()
  const each = await story.held(at, ...people)
  await room1().do(mediation.objectToMediator, { id: each.id, op: op(), party: 'p2' })
  const seen = await story.read('room-1', each)
  const agree = { ...story.tap(seen), oral: true, terms: ['十点后不拉琴'] }
  expect(await codeOf(room1().try(mediation.agree, agree))).toBe('mediation.objectionOpen')
  const next = { ...story.tap(seen), room, fromAt: plusMinutes(at, 2 * day) }
  expect(await codeOf(room1().try(mediation.adjourn, next))).toBe('mediation.objectionOpen')
  // It stays voluntary: it may end.
  expect(seen.may).toEqual(expect.arrayContaining(['noAgreement', 'withdraw', 'replaceMediator']))
  // Noted down by the room, it says to nobody but that party whose wish it was.
  expect((await story.read(people[0], each)).timeline.map(({ move }) => move)).not.toContain('object')
})

test.each([0, 1, 2, 3])(
  'When a booking and an objection come at once, then either it is booked and not held, or it is not booked (%i)',
  async turn => {
    const { people, at } = freshPair()
    const each = await story.heard(...people)
    const book = () => room1().try(mediation.book, { ...story.tap(each), room, fromAt: at })
    const objects = () => given.as(people[1]).try(mediation.objectToMediator, { id: each.id, op: op() })
    const both = turn % 2 ? await Promise.all([book(), objects()]) : await Promise.all([objects(), book()])
    const [booked, objected] = turn % 2 ? both : [both[1], both[0]]
    expect(objected.status).toBe(200)
    const stands = await story.read('room-1', each)
    expect(stands.parties[1]).toMatchObject({ objects: true })
    expect(stands.state).toBe(booked.status === 200 ? 'scheduled' : 'noticed')
    if (booked.status !== 200) expect(booked.body).toMatchObject({ code: 'mediation.objectionOpen' })
    expect(stands.may).not.toContain('hold')
    expect(stands.may).not.toContain('book')
  },
)

test('When the mediator is of the staff too, then it is not for them to answer', async () => {
  const { people } = freshPair()
  const user = await given.idOf('mediator-3')
  const grant = { role: 'mediationStaff', community: 'bchd', scope: 'bchd', grantedBy: 'test' } as const
  await giveGrant({ ...given.effects, now: monday10 }, user, {
    ...grant,
    until: plusMinutes(monday10, 60 * day),
  })
  const each = await story.heard(...people, 'mediator-3')
  await object(people[1], each)
  expect(await codeOf(answer(each, 'mediator-3'))).toBe('matter.notYours')
  expect((await story.read('mediator-3', each)).may).toContain('replaceMediator')
})
