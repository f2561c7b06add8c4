/** Homes confirmed while answers are lost, and joined by many at once. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { identity } from '../../shared/identity/identity.ts'
import { consentVersions } from '../../shared/identity/account.ts'
import { neighbourhood, type Neighbourhood } from '../testing/given.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())

const privacy = { what: 'privacy', version: consentVersions.privacy, agree: true } as const
let people = 0
const newcomer = async () => {
  const person = `newcomer-${++people}`
  await given.as(person).do(identity.consent, privacy)
  return person
}
/** Someone who has said where they live, and what those who confirm it need to name it. */
const waiting = async () => {
  const person = await newcomer()
  const door = { community: 'bchd', building: 'building-3', unit: '2', room: String(100 + people) }
  await given.as(person).do(identity.bindHome, { ...door, as: 'owner', name: '王桂兰', callName: '王阿姨' })
  const { items } = await given.as('staff-1').do(identity.waitingHomes, {})
  const user = await given.idOf(person)
  return { person, it: { user, claim: items.find(each => each.user === user)!.claim } }
}
const settled = async () => {
  const one = await waiting()
  await given.as('staff-1').do(identity.confirmHome, { ...one.it, verdict: 'yes' })
  return one
}
const join = (code: string) => ({ code, as: 'family' as const, name: '王小明', callName: '小王' })

test('When answers are lost after the write, then it is still one household, one grant, one verdict', async () => {
  const { person, it } = await waiting()
  given.faults.next('TransactWriteItems', 'answerLost', 'conflict', 'throttled')
  await given.as('grid-3').do(identity.confirmHome, { ...it, verdict: 'yes' })
  expect((await given.as(person).do(identity.household, {})).members).toHaveLength(1)
  given.faults.calm()
})

test('When a code is used by more than it is for, all at once, then exactly that many come in', async () => {
  const { person } = await settled()
  const { code } = await given.as(person).do(identity.inviteHousehold, {})
  const joiners = await Promise.all(Array.from({ length: 7 }, newcomer))
  const answers = await Promise.all(
    joiners.map(joiner => given.as(joiner).try(identity.joinHome, join(code))),
  )
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(4)
  expect(new Set(answers.filter(({ status }) => status !== 200).map(({ body }) => body.code))).toEqual(
    new Set(['identity.invitationUnknown']),
  )
  expect((await given.as(person).do(identity.household, {})).members).toHaveLength(5)
})
