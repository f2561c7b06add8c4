/** Who speaks for one side never speaks for another, whichever way they come. */
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { matters } from '../../shared/matters/matters.ts'
import { identity } from '../../shared/identity/identity.ts'
import { mediation } from '../../shared/mediation/mediation.ts'
import { putProxy } from '../identity/proxies-store.ts'
import { monday10, neighbourhood, op, type Neighbourhood } from '../testing/given.ts'
import { caseStory } from '../testing/case-story.ts'

let given: Neighbourhood
let story: ReturnType<typeof caseStory>
beforeAll(async () => {
  given = await neighbourhood()
  story = caseStory(given)
})
afterAll(() => given.close())
beforeEach(() => given.setNow(monday10))

const actsFor = async (helper: string, person: string, modules = ['mediation']) =>
  putProxy(given.effects, await given.idOf(helper), {
    ...{ person: await given.idOf(person), callName: '奶奶', modules },
    ...{ from: monday10, until: '2027-01-01T00:00:00.000Z' },
  })
const refusedAt = async (who: string, code: string) => {
  for (const operation of [mediation.openLink, mediation.answerOtherSide]) {
    const { body } = await given.as(who).tryAnything(operation, { code, answer: 'yes' })
    expect([who, operation.name, body.code]).toEqual([who, operation.name, 'mediation.ownCase'])
  }
}

test('When somebody acts for one side in anything at all, then the other’s link is not for them', async () => {
  await actsFor('resident-61', 'elder-4')
  await actsFor('resident-62', 'elder-4', ['help'])
  const code = await story.linked(await story.accepted('elder-4'))
  await given.idOf('child-4')
  for (const who of ['child-4', 'resident-61', 'resident-62']) await refusedAt(who, code)
  const answer = { code, answer: 'yes' } as const
  expect(await given.as('resident-63').do(mediation.answerOtherSide, answer)).toMatchObject({
    state: 'willing',
  })
})

test('When a neighbour whom the room has written down as one side opens a link of another, then it is not for them', async () => {
  const user = await given.idOf('resident-64')
  const filed = await given.as('room-1').do(mediation.apply, {
    ...{ key: op(), kind: 'noise', facts: '夜里吵', origin: 'mediator' },
    ...{ applicant: { name: '甲', user }, others: [{ name: '乙' }] },
  })
  const each = await given.as('room-1').do(mediation.screen, { ...story.tap(filed), accept: true })
  await refusedAt('resident-64', await story.linked(each))
})

test('When somebody acts for both sides, then they speak and read for neither, also at the room’s desk', async () => {
  for (const helper of ['resident-65', 'room-5'])
    for (const person of ['resident-66', 'resident-67']) await actsFor(helper, person)
  const each = await story.asked('resident-66', 'resident-67')
  await given.settled()
  for (const helper of ['resident-65', 'room-5']) {
    expect((await given.as(helper).try(mediation.get, { id: each.id })).status).toBe(404)
    const answer = { id: each.id, party: 'p2', answer: 'yes' } as const
    expect((await given.as(helper).try(mediation.answerOtherSide, answer)).status).toBe(404)
    expect((await given.as(helper).do(matters.mine, {})).items).toEqual([])
  }
  expect(
    await given.as('resident-67').do(mediation.answerOtherSide, { id: each.id, answer: 'yes' }),
  ).toMatchObject({
    state: 'willing',
  })
})

test('When who applied for one side acts for the other too, then they stay with whom they applied for', async () => {
  for (const person of ['resident-69', 'resident-70']) await actsFor('resident-68', person)
  const each = await given.as('resident-68').do(mediation.apply, {
    ...{ key: op(), kind: 'leak', facts: '漏水', others: [{ name: '楼上' }] },
    for: await given.idOf('resident-69'),
  })
  const accepted = await given.as('room-1').do(mediation.screen, { ...story.tap(each), accept: true })
  const code = await story.linked(accepted)
  await given.as('resident-70').do(mediation.answerOtherSide, { code, answer: 'thinking' })
  expect((await story.read('resident-68', each)).parties.find(({ mine }) => mine)?.key).toBe('p1')
  const forOther = { id: each.id, party: 'p2', answer: 'yes' } as const
  expect((await given.as('resident-68').try(mediation.answerOtherSide, forOther)).status).toBe(403)
})

test('When the phone written down for one side is the other’s, or that of who acts for it, then it is refused, and the other side is not rung there', async () => {
  await actsFor('resident-72', 'resident-71')
  const theirs = '10012340072'
  const applied = (phone: string) =>
    given.as('resident-71').try(mediation.apply, {
      ...{ key: op(), kind: 'leak', facts: '漏水', others: [{ name: '楼上', phone }] },
    })
  for (const phone of ['10012340071', theirs])
    expect((await applied(phone)).body).toMatchObject({
      code: 'mediation.ownPhone',
      fields: { 'others.0.phone': expect.any(String) },
    })
  const each = await story.accepted('resident-71')
  const party = { id: each.id, party: 'p2', who: { name: '楼上', phone: theirs } } as const
  const saved = await given.as('room-1').try(mediation.saveParty, { ...party, op: op() })
  expect(saved.body).toMatchObject({
    code: 'mediation.othersPhone',
    fields: { 'who.phone': expect.any(String) },
  })
  // Whose phone it is shows only later: nobody is asked there then.
  const before = '10012340074'
  const who = { name: '楼上', phone: before }
  const known = await given.as('room-1').do(mediation.saveParty, { ...party, who, op: op() })
  await actsFor('resident-74', 'resident-71')
  const asked = await given
    .as('room-1')
    .try(mediation.askOtherSide, { ...story.tap(known), party: 'p2', how: 'phone' })
  expect(asked.body.code).toBe('mediation.othersPhone')
})

test('When who speaks with a mandate for one side is to speak for the other, then it is refused', async () => {
  const { id } = await story.accepted('resident-75')
  const agent = (party: 'p1' | 'p2', name: string) =>
    given.as('room-1').try(mediation.saveParty, { id, op: op(), party, agent: name })
  expect((await agent('p1', '陈律师')).status).toBe(200)
  for (const name of ['陈律师', '实名resident-75'])
    expect((await agent('p2', name)).body.code).toBe('mediation.othersAgent')
  expect((await agent('p2', '孙律师')).status).toBe(200)
})

test('When a party who was only rung works as a mediator, then they are none for their own case', async () => {
  const mediator = await given.idOf('mediator-9')
  const filed = await given.as('room-1').do(mediation.apply, {
    ...{ key: op(), kind: 'noise', facts: '夜里吵', origin: 'phone', applicant: { name: '甲' } },
    others: [{ name: '乙', user: mediator }],
  })
  let each = await given.as('room-1').do(mediation.screen, { ...story.tap(filed), accept: true })
  each = await given
    .as('room-1')
    .do(mediation.askOtherSide, { ...story.tap(each), party: 'p2', how: 'phone' })
  each = await given.as('room-1').do(mediation.answerOtherSide, { id: each.id, party: 'p2', answer: 'yes' })
  const { items } = await given.as('room-1').do(mediation.suggestMediators, { id: each.id })
  expect(items.map(({ id }) => id)).not.toContain(mediator)
  const set = { ...story.tap(each), mediator, knowing: true } as const
  expect((await given.as('room-1').try(mediation.setMediator, set)).body.code).toBe(
    'mediation.mediatorIsParty',
  )
})

test('When a neighbour who can only be rung has the applicant’s phone, then they are no other side; with a phone of their own they are', async () => {
  const user = await given.idOf('resident-76')
  const against = async (phone: string) => {
    const known = { building: 'building-7', phone, callName: '乔阿姨', name: '乔阿姨' }
    const { id } = await given.as('staff-1').do(identity.registerByPhone, known)
    return given.as('room-1').try(mediation.apply, {
      ...{ key: op(), kind: 'family', facts: '家里的事', origin: 'phone' },
      ...{ applicant: { name: '甲', user }, others: [{ name: '乙', user: id }] },
    })
  }
  expect((await against('10012340076')).body.code).toBe('mediation.othersPhone')
  expect((await against('10012340999')).status).toBe(200)
})
