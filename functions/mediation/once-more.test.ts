import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Operation } from '../../shared/contract.ts'
import { mediation } from '../../shared/mediation/mediation.ts'
import type { CaseReply } from '../../shared/mediation/reply.ts'
import { onOf, plusMinutes } from '../../shared/time.ts'
import { saveSettings } from '../community/community.ts'
import { caseStory, room, tuesday10 } from '../testing/case-story.ts'
import { monday10, neighbourhood, op, type Answer, type Neighbourhood } from '../testing/given.ts'

let given: Neighbourhood
let story: ReturnType<typeof caseStory>
const court = { id: 'court-1', name: '城东区人民法院', place: '东街1号', phone: '12368' }
beforeAll(async () => {
  given = await neighbourhood()
  story = caseStory(given)
  await saveSettings(given.table, 'bchd', { mediation: { courts: [court] } })
})
afterAll(() => given.close())

/** Two who are in no other story, and a day of their own. */
let pairs = 0
const freshPair = () => {
  given.setNow(monday10)
  const n = pairs++
  return {
    people: [`resident-${n * 2 + 20}`, `resident-${n * 2 + 21}`] as const,
    at: plusMinutes(tuesday10, n * 7 * story.day),
  }
}
const staff = () => given.as('room-1')
const latest = (each: CaseReply) => story.read('room-1', each)
const outcome = async (reply: Promise<Answer>) => {
  const { status, body } = await reply
  return status === 200 ? 200 : body.code
}

test('When the session is put right with the same tap and other people, then it is refused, and not said to be done', async () => {
  const { people, at } = freshPair()
  const held = await story.held(at, ...people)
  given.setNow(plusMinutes(at, 70))
  const times = { beganAt: plusMinutes(at, 1), endedAt: plusMinutes(at, 60) }
  const tap = { ...story.tap(held), session: 1, ...times }
  const put = (more: object) => outcome(staff().tryAnything(mediation.correctSession, { ...tap, ...more }))
  expect(await put({})).toBe(200)
  expect(await put({})).toBe(200)
  expect(await put({ present: ['p1'] })).toBe('request.keyReused')
})

describe('When a tap comes once more', () => {
  /** Of one operation: what was sent first, and what may come after it under the same key. */
  const sent = async (each: CaseReply, operation: Operation, first: object, ...others: readonly object[]) => {
    const tap = { ...story.tap(await latest(each)), ...first }
    const send = (more: object = {}) => outcome(staff().tryAnything(operation, { ...tap, ...more }))
    const found = [await send(), await send()]
    for (const other of others) found.push(await send(other))
    return found
  }
  const reused = 'request.keyReused'

  test('then it was done, though the same was done with other words since, and much else', async () => {
    const each = await story.accepted(freshPair().people[0])
    const note = (text: string, key: string = op()) =>
      outcome(staff().try(mediation.noteCase, { id: each.id, op: key, text }))
    const key = op()
    expect(await note('打过电话', key)).toBe(200)
    for (let i = 0; i < 3; i++) expect(await note(`又打过${i}次`)).toBe(200)
    expect(await note('打过电话', key)).toBe(200)
    expect(await note('没打电话', key)).toBe(reused)
    // So much that its own item keeps only the last of it.
    for (let i = 0; i < 25; i++) expect(await note(`后来的第${i}次`)).toBe(200)
    await given.settled()
    expect([await note('打过电话', key), await note('没打电话', key)]).toEqual([200, reused])
    const texts = (await latest(each)).notes!.map(({ text }) => text)
    expect([texts.length, new Set(texts).size]).toEqual([29, 29])
  })

  test('then anything else in it, whatever it is, is another tap, and refused', async () => {
    const { people, at } = freshPair()
    const held = await story.held(at, ...people)
    const found = [
      await sent(held, mediation.extend, { days: 5, text: '都同意' }, { days: 6 }, { text: '他同意' }),
      await sent(
        held,
        mediation.agree,
        { oral: false, terms: ['修好'], facts: '漏水' },
        { facts: '没漏水' },
        { performedByOn: '2027-01-31' },
        { responsibilities: '各半' },
        { performedHow: '转账' },
        { people: [{ party: 'p1', name: '王五', how: 'paper' }] },
      ),
    ]
    expect(found).toEqual([
      [200, 200, reused, reused],
      [200, 200, reused, reused, reused, reused, reused],
    ])
  })

  test('then a link that was asked for again is the one that opens', async () => {
    const each = await story.accepted(freshPair().people[0])
    const ask = { ...story.tap(each), party: 'p2', how: 'link' } as const
    const { code: first } = await staff().do(mediation.askOtherSide, ask)
    const { code: second } = await staff().do(mediation.askOtherSide, {
      ...ask,
      ...story.tap(await latest(each)),
    })
    const { code: again } = await staff().do(mediation.askOtherSide, ask)
    expect([again, again === first]).toEqual([second, false])
    expect(await outcome(given.as('resident-90').try(mediation.openLink, { code: again! }))).toBe(200)
  })
})

test('When the mediator who is objected to is chosen once more, then that is no replacement: the objection holds', async () => {
  const { people, at } = freshPair()
  const each = await story.booked(at, ...people)
  await given.as(people[1]).do(mediation.objectToMediator, { id: each.id, op: op() })
  const choose = async (mediator: string) =>
    outcome(
      staff().try(mediation.setMediator, {
        ...story.tap(await latest(each)),
        mediator: await given.idOf(mediator),
        knowing: true,
      }),
    )
  expect(await choose('mediator-1')).toBe('mediation.sameMediator')
  expect((await latest(each)).parties[1]).toMatchObject({ objects: true })
  expect(await choose('mediator-2')).toBe(200)
  expect((await latest(each)).parties[1]).toMatchObject({ objection: 'replaced' })
})

test('When an answer to an objection is sent once more, then it is the same answer; other words under its key are refused', async () => {
  const { people } = freshPair()
  const each = await story.heard(...people)
  await given.as(people[1]).do(mediation.objectToMediator, { id: each.id, op: op() })
  const tap = { id: each.id, op: op(), party: 'p2' as const, text: '只是同楼，不是亲戚。' }
  const answer = (text: string) => outcome(staff().try(mediation.answerObjection, { ...tap, text }))
  expect([await answer(tap.text), await answer(tap.text)]).toEqual([200, 200])
  expect(await answer('别的理由')).toBe('request.keyReused')
})

test('When taking back a no is sent once more, then it is taken back, and nobody reads that it is too late', async () => {
  const each = await story.accepted(freshPair().people[0])
  const party = 'p2'
  await staff().do(mediation.askOtherSide, { ...story.tap(each), party, how: 'phone' })
  await staff().do(mediation.answerOtherSide, { id: each.id, op: op(), party, answer: 'no' })
  const tap = { id: each.id, op: op(), party } as const
  const back = () => outcome(staff().try(mediation.takeBackNo, tap))
  expect([await back(), await back()]).toEqual([200, 200])
  expect((await latest(each)).state).toBe('asked')
})

test('When a signature comes late once more, then what was put right or taken back since stands', async () => {
  const { people, at } = freshPair()
  const held = await story.held(at, ...people)
  given.setNow(plusMinutes(at, 60))
  const { id } = await staff().do(mediation.endSession, story.tap(held))
  const of = { id, session: 1 }
  const blocks = [{ who: '调解员', text: '双方说了经过。' }]
  await staff().do(mediation.record, { ...of, version: 0, blocks, points: [] })
  const tap = { ...of, op: op(), version: 1, what: 'p1' as const }
  const sign = (more: object = {}) => staff().do(mediation.signRecord, { ...tap, how: 'pen', ...more })
  await sign()
  await sign({ op: op(), how: 'thumb' })
  const late = await sign()
  expect(late.signers[0]).toMatchObject({ how: 'thumb' })
  expect(late.corrected).toHaveLength(1)
  expect(await outcome(staff().try(mediation.signRecord, { ...tap, how: 'refused' }))).toBe(
    'request.keyReused',
  )
  // Back at the first way within the same moment.
  expect((await sign({ op: op() })).corrected).toHaveLength(2)
  await staff().do(mediation.reopenRecord, { ...of, op: op(), text: '李家要改一句' })
  expect((await sign()).state).toBe('writing')
})

test('When the court was asked, then the same tap with another day is refused, and no signature moves behind that day', async () => {
  const { people, at } = freshPair()
  const held = await story.held(at, ...people)
  let each = await staff().do(mediation.agree, { ...story.tap(held), oral: false, terms: ['三天内修好'] })
  for (const what of ['p1', 'p2', 'mediator', 'seal'] as const)
    each = await staff().do(mediation.sign, { id: each.id, op: op(), what })
  const tap = { ...story.tap(each), state: 'applied' as const, court: court.id }
  const ask = (on: string) => outcome(staff().try(mediation.confirmation, { ...tap, on }))
  expect(await ask(onOf(at))).toBe(200)
  given.setNow(plusMinutes(at, 5 * story.day))
  const later = onOf(given.now())
  expect([await ask(onOf(at)), await ask(later)]).toEqual([200, 'request.keyReused'])
  const correct = { ...story.tap(await latest(each)), what: 'seal' as const, on: later }
  expect(await outcome(staff().try(mediation.correct, correct))).toBe('mediation.signedAfterCourt')
})

test('When what became of it is sent once more with other words, then it is refused', async () => {
  const { people, at } = freshPair()
  const held = await story.held(at, ...people)
  const agreed = await staff().do(mediation.agree, { ...story.tap(held), oral: true, terms: ['小点声'] })
  const tap = { ...story.tap(agreed), performed: 'partly' as const }
  const say = (more: object) => outcome(staff().try(mediation.followUp, { ...tap, ...more }))
  expect(await say({ satisfied: true, text: '好多了' })).toBe(200)
  expect(await say({ satisfied: true, text: '好多了' })).toBe(200)
  expect(await say({ satisfied: false, text: '好多了' })).toBe('request.keyReused')
  expect(await say({ satisfied: true, text: '还是吵' })).toBe('request.keyReused')
})

test('When a party turns out to be somebody with another phone, then the time is taken for that person too', async () => {
  given.setNow(monday10)
  const wang = { name: '王生', building: '9号楼', room: '1单元901室', phone: '13900000001' }
  const ready = async (n: number, phone: string) => {
    const applied = await story.applied(`resident-${n}`, { ...wang, phone })
    let each = await staff().do(mediation.screen, { ...story.tap(applied), accept: true })
    const party = 'p2'
    each = await staff().do(mediation.askOtherSide, { ...story.tap(each), party, how: 'phone' })
    each = await staff().do(mediation.answerOtherSide, { id: each.id, op: op(), party, answer: 'yes' })
    const mediator = await given.idOf(`mediator-${n}`)
    each = await staff().do(mediation.setMediator, { ...story.tap(each), mediator, knowing: true })
    for (const key of ['p1', 'p2'] as const)
      await staff().do(mediation.hearRights, { id: each.id, op: op(), party: key })
    return latest(each)
  }
  await saveSettings(given.table, 'bchd', {
    mediation: {
      rooms: ['room-1', 'room-2'].map(id => ({
        ...{ id, name: id, place: '一楼', slotMinutes: 30 },
        hours: { from: '09:00', to: '17:00' },
      })),
    },
  })
  const at = plusMinutes(tuesday10, 2 * story.day)
  const [one, other] = [await ready(91, '13900000001'), await ready(92, '13900000009')]
  const first = await staff().do(mediation.book, { ...story.tap(one), room, fromAt: at })
  const who = { name: wang.name, phone: '13900000009' }
  await staff().do(mediation.saveParty, { ...story.tap(first), party: 'p2', who })
  const again = { ...story.tap(other), room: 'room-2', fromAt: at }
  expect(await outcome(staff().try(mediation.book, again))).toBe('mediation.slotTaken')
})
