/** One phone, several who come to it at the same moment. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { identity } from '../../shared/identity/identity.ts'
import { consentVersions } from '../../shared/identity/account.ts'
import { neighbourhood, type Neighbourhood } from '../testing/given.ts'
import { contactOf, everyIdOf } from '../people/people.ts'
import { peopleByPhone } from './phones.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())

const privacy = { what: 'privacy', version: consentVersions.privacy, agree: true } as const
const rings = (phone: string, callName: string, by = 'staff-1') =>
  given.as(by).do(identity.registerByPhone, { phone, callName, name: callName, building: 'building-6' })
const knownBy = async (phone: string) =>
  (await peopleByPhone(given.effects, 'bchd', phone)).map(({ profile }) => profile.id).sort()

test('When two of a household are written down at once, each by two of the staff, then both are there, each once', async () => {
  const phone = '10074440001'
  const made = await Promise.all([
    rings(phone, '万奶奶'),
    rings(phone, '陈爷爷', 'staff-2'),
    rings(phone, '万奶奶', 'staff-2'),
    rings(phone, '陈爷爷'),
  ])
  const [she, he, again, too] = made.map(({ id }) => id)
  expect([again, too]).toEqual([she, he])
  expect(await knownBy(phone)).toEqual([she, he].sort())
})

test('When several show a number at once that somebody is known by, then one is that person, and it is checked for the last one only', async () => {
  for (let i = 0; i < 4; i++) {
    const phone = `1007444100${i}`
    const { id: person } = await rings(phone, `范奶奶${i}`)
    const users = await Promise.all(
      [1, 2, 3].map(async n => {
        const user = `newcomer-${i}-${n}`
        await given.as(user).do(identity.consent, privacy)
        return user
      }),
    )
    given.faults.next('TransactWriteItems', 'answerLost', 'conflict')
    await Promise.all(users.map(user => given.as(user).do(identity.setPhone, { code: `demo:${phone}` })))
    given.faults.calm()
    const ids = await Promise.all(users.map(user => given.idOf(user)))
    const [now] = await everyIdOf(given.effects, person)
    expect(ids).toContain(now)
    const states = await Promise.all(
      users.map(async user => (await given.as(user).do(identity.me, {})).phone),
    )
    expect(states.sort()).toEqual(['checked', 'typed', 'typed'])
    const rung = await Promise.all(ids.map(async id => (await contactOf(given.effects, id))?.phone))
    expect(rung.filter(each => each === phone)).toHaveLength(1)
  }
})

test('When somebody is written down while another shows the number, then either is told of the other, and nobody is lost', async () => {
  for (let i = 0; i < 4; i++) {
    const phone = `1007444200${i}`
    const user = `newcomer-shows-${i}`
    await given.as(user).do(identity.consent, privacy)
    const [{ id }] = await Promise.all([
      rings(phone, `史爷爷${i}`),
      given.as(user).do(identity.setPhone, { code: `demo:${phone}` }),
    ])
    const [now] = await everyIdOf(given.effects, id)
    const holders = await knownBy(phone)
    expect(now === id ? holders : holders.length).toEqual(now === id ? [id] : 1)
  }
})
