import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { community } from '../../shared/community.ts'
import { neighbourhood, monday10, type Neighbourhood } from '../testing/given.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())
afterEach(() => {
  delete process.env.MULIN_WELCOME
  given.setNow(monday10)
})

test('When a resident asks whom to ring, then it is their own community, and whether someone is on duty', async () => {
  const about = () => given.as('resident-1').do(community.about, {})
  expect(await about()).toMatchObject({ id: 'bchd', name: '宝翠花都社区', onDuty: true })
  given.minutesLater(11 * 60)
  expect(await about()).toMatchObject({ onDuty: false, dutyPhone: '10000000002' })
})

test('When someone belongs to no community, then they can ring the one that welcomes newcomers, and ask of no other', async () => {
  const newcomer = given.as('visitor-1')
  expect(await newcomer.try(community.about, {})).toMatchObject({
    status: 404,
    body: { code: 'community.notFound' },
  })
  process.env.MULIN_WELCOME = 'bchd'
  expect(await newcomer.do(community.about, {})).toMatchObject({ id: 'bchd', phone: '10000000001' })
  expect((await newcomer.try(community.about, { community: 'other' })).status).toBe(404)
  expect((await given.as('resident-1').try(community.about, { community: 'other' })).status).toBe(404)
})
