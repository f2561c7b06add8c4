/** 登记: whom the room finds among the people of the community need not be typed. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { identity } from '../../shared/identity/identity.ts'
import { mediation } from '../../shared/mediation/mediation.ts'
import { neighbourhood, op, type Neighbourhood, withinLimits } from '../testing/given.ts'
import { caseStory } from '../testing/case-story.ts'

let given: Neighbourhood
let one: string
let other: string
beforeAll(async () => {
  given = await neighbourhood()
  ;[one, other] = await Promise.all([given.idOf('resident-31'), given.idOf('resident-32')])
})
afterAll(() => given.close())

const apply = (people: object, who = 'room-1') =>
  given.as(who).tryAnything(mediation.apply, {
    ...{ key: op(), kind: 'noise', facts: '半夜拉琴', origin: 'walkIn' },
    ...people,
  })
const seen = async (who: string) => {
  await given.settled()
  return given.as(who).do(mediation.mine, {})
}

describe('looking for a resident', () => {
  test('When the room looks by four digits or door, then it finds name and door, each look on record as the room’s', async () => {
    const { items } = await given.as('room-1').do(identity.findByPhone, { four: '0031' })
    expect(items).toMatchObject([{ id: one, callName: '称呼resident-31' }])
    const said = await given.as('room-1').do(identity.findPeople, { said: '称呼resident-32' })
    expect(said.items).toMatchObject([{ id: other }])
    const looks = (await given.items()).flatMap(({ look, pk }) =>
      look && String(pk).includes(one) ? [look] : [],
    )
    expect(looks).toMatchObject([{ as: 'mediationStaff' }])
    expect((await given.as('mediator-1').try(identity.findByPhone, { four: '0031' })).status).toBe(403)
    expect((await given.as('outsider-1').do(identity.findByPhone, { four: '0032' })).items).toEqual([])
    const there = await given.as('outsider-1').try(identity.findByPhone, { four: '0031', community: 'bchd' })
    expect(there.body.code).toBe('community.notFound')
  })

  test('When somebody reads through the community, then it ends for today', async () => {
    const find = () => given.as('room-2').try(identity.findByPhone, { four: '9999' })
    await withinLimits(async () => {
      for (let i = 0; i < 100; i++) expect((await find()).status).toBe(200)
      expect((await find()).body.code).toBe('request.tooOften')
    })
  })
})

describe('registering whom the room has found', () => {
  test('When both sides are picked, then the applicant sees it and has their phone in it; the other side sees nothing until asked', async () => {
    const { status, body } = await apply({
      applicant: { name: '王小一', user: one },
      others: [{ name: '李小二', user: other }],
    })
    expect(status).toBe(200)
    const { id } = body as unknown as { id: string }
    expect((await seen('resident-31')).items.map(each => each.id)).toEqual([id])
    expect((await seen('resident-32')).items).toEqual([])
    expect((await given.as('resident-32').try(mediation.get, { id })).status).toBe(404)
    const phone = await given.as('room-1').do(mediation.reveal, { id, party: 'p2' })
    expect(phone.phone).toBe('10012340032')
    const story = caseStory(given)
    const each = await story.read('room-1', { id })
    const accepted = await given.as('room-1').do(mediation.screen, { ...story.tap(each), accept: true })
    const { people } = await given.as('room-1').do(mediation.neighboursAt, { id, party: 'p2' })
    expect(people).toEqual([{ user: other, name: '称呼resident-32' }])
    await given.as('room-1').do(mediation.askOtherSide, {
      ...story.tap(accepted),
      ...{ party: 'p2', how: 'neighbour', user: other },
    })
    expect((await seen('resident-32')).items.map(each => each.id)).toEqual([id])
  })

  test('When nobody asked for it, then the first side is not told either; a phone that was typed stays', async () => {
    const { body } = await apply({
      origin: 'mediator',
      applicant: { name: '王小一', user: one, phone: '13900010009' },
      others: [{ name: '楼上' }],
    })
    const { id } = body as unknown as { id: string }
    expect((await seen('resident-31')).items.map(each => each.id)).not.toContain(id)
    expect((await given.as('room-1').do(mediation.reveal, { id, party: 'p1' })).phone).toBe('13900010009')
  })

  test('When the one picked lives elsewhere, is nobody, or stands on both sides, then it is refused', async () => {
    const outside = await given.idOf('outsider-1')
    for (const user of [outside, 'user_nobody', 'C#bchd'])
      expect((await apply({ applicant: { name: '王', user }, others: [{ name: '李' }] })).body.code).toBe(
        'mediation.notThere',
      )
    const twice = await apply({ applicant: { name: '王', user: one }, others: [{ name: '李', user: one }] })
    expect(twice.body.code).toBe('mediation.notThere')
  })

  test('When a resident names an account of the other side, then it counts for nothing', async () => {
    const { status, body } = await apply(
      { origin: undefined, others: [{ name: '李', user: other }] },
      'resident-5',
    )
    expect(status).toBe(200)
    const { id } = body as unknown as { id: string }
    const { people } = await given
      .as('room-1')
      .do(mediation.neighboursAt, { id, party: 'p2' })
      .catch(() => ({ people: [] }))
    expect(people).toEqual([])
    const reply = await given.as('room-1').try(mediation.reveal, { id, party: 'p2' })
    expect(JSON.stringify(reply.body)).not.toContain('10012340032')
  })
})
