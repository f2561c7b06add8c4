import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Input, Operation, Reply } from '../../shared/contract.ts'
import { help } from '../../shared/help/help.ts'
import { identity } from '../../shared/identity/identity.ts'
import { consentVersions } from '../../shared/identity/account.ts'
import { matters } from '../../shared/matters/matters.ts'
import { messages } from '../../shared/messages/messages.ts'
import { volunteers } from '../../shared/volunteers/volunteers.ts'
import { neighbourhood, type Neighbourhood } from '../testing/given.ts'
import { everyIdOf } from '../people/people.ts'
import { putProxy } from './proxies-store.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())

const note = '本人带身份证来，旧手机丢了'
const codeOf = async (person: string) => (await given.as(person).do(identity.myCode, {})).code
let accounts = 0
/** A second WeChat account of somebody, which has done nothing yet but agree to the privacy text. */
const account = async () => {
  const person = `newcomer-second-${++accounts}`
  const privacy = { what: 'privacy', version: consentVersions.privacy, agree: true } as const
  await given.as(person).do(identity.consent, privacy)
  return person
}
const joins = async (second: string, first: string, by = 'staff-1') => {
  const into = await given.idOf(first)
  const [code, other] = [await codeOf(second), await codeOf(first)]
  return given.as(by).try(identity.joinPerson, { code, into, other, note })
}

/** The account signed in anew, as it has to be once it is joined. */
const anew = async (person: string) => {
  const send = async (path: string, input: unknown, token?: string) =>
    (await given.request(path, JSON.stringify(input), token)).body
  const { token, me } = (await send('/api/identity/signIn', { code: `demo:${person}` })) as {
    token?: string
    me?: { id: string }
  }
  return {
    id: me!.id,
    do: async <Op extends Operation>(operation: Op, input: Input<Op>) =>
      (await send(`/api/${operation.name.replace('.', '/')}`, input, token)) as Reply<Op>,
  }
}

describe('a second account of one person', () => {
  test('When staff join it to the first, then by either they have the roles, hours and matters of both', async () => {
    const [first, second] = ['volunteer-7', await account()]
    const asked = await given.as('resident-7').do(help.ask, { kind: 'errands', lines: [{ what: '修灯' }] })
    const lead = given.as('lead-7')
    const claimed = await lead.do(help.claim, { id: asked.id, seq: asked.seq })
    const volunteer = await given.idOf(first)
    const assigned = await lead.do(help.assign, { id: asked.id, seq: claimed.seq, volunteer })
    expect(await joins(second, first)).toMatchObject({ status: 200, body: { id: volunteer } })
    // Twice is no error.
    expect((await given.as(second).try(identity.me, {})).status).toBe(401)
    const they = await anew(second)
    expect(they.id).toBe(volunteer)
    expect((await they.do(identity.me, {})).grants).toMatchObject([{ role: 'volunteer', scope: 'team-7' }])
    let each = await they.do(help.accept, { id: asked.id, seq: assigned.seq })
    each = await they.do(help.start, { id: asked.id, seq: each.seq })
    each = await they.do(help.deliver, { id: asked.id, seq: each.seq })
    await given.as('resident-7').do(help.confirm, { id: asked.id, seq: each.seq })
    await given.settled()
    const hours = async () => (await (await anew(second)).do(volunteers.hours, {})).items
    expect(await hours()).toHaveLength(1)
    expect(await given.as(first).do(volunteers.hours, {})).toEqual(await they.do(volunteers.hours, {}))
    expect((await they.do(matters.mine, {})).items.map(({ id }) => id)).toContain(asked.id)
    expect((await given.as(first).do(messages.inbox, {})).items.map(({ title }) => title)).toContain(
      '两个账号合好了',
    )
  })

  test('When the second has done things itself, then they come along', async () => {
    const [first, second] = ['resident-21', 'resident-22']
    const asked = await given.as(second).do(help.ask, { kind: 'errands', lines: [{ what: '缴电费' }] })
    const [elder, child] = [await given.idOf('elder-21'), await given.idOf(second)]
    const now = given.now()
    const term = { from: now, until: '2027-05-01T00:00:00.000Z' }
    await putProxy(given.effects, child, {
      person: elder,
      callName: '奶奶',
      modules: ['help'],
      ...term,
    })
    expect((await joins(second, first)).status).toBe(200)
    await given.settled()
    const they = given.as(first)
    expect((await they.do(help.get, { id: asked.id })).mine).toBe(true)
    expect((await they.do(help.mine, {})).items.map(({ id }) => id)).toEqual([asked.id])
    expect((await they.do(identity.me, {})).actsFor).toMatchObject([{ id: elder }])
    const lines = [{ what: '牛奶' }]
    expect((await they.do(help.ask, { kind: 'groceries', lines, for: elder })).mine).toBe(true)
    // Every id leads to all of them: "is this me?" can be asked of each.
    const ids = [await given.idOf(first), child]
    expect(await everyIdOf(given.effects, child)).toEqual(ids)
    expect((await given.as('elder-21').do(identity.proxies, {})).helpers).toMatchObject([
      { helper: { id: ids[0] } },
    ])
  })

  test('When somebody whom a child acts for signs in, then the child sees what was asked before and after', async () => {
    const staff = given.as('staff-1')
    const said = { phone: '10073334441', callName: '葛奶奶', name: '葛秀兰', building: 'building-8' }
    const { id: person } = await staff.do(identity.registerByPhone, said)
    const before = await staff.do(help.ask, { kind: 'errands', lines: [{ what: '换灯泡' }], for: person })
    const { code } = await given.as('resident-23').do(identity.proxyOffer, { modules: ['help'] })
    await staff.do(identity.proxyWitness, { code, person, note: '当面同意' })
    const elder = await account()
    await given.as(elder).do(identity.setPhone, { code: `demo:${said.phone}` })
    const after = await given.as(elder).do(help.ask, { kind: 'errands', lines: [{ what: '修水管' }] })
    const child = given.as('resident-23')
    for (const { id } of [before, after]) expect((await child.do(help.get, { id })).mine).toBe(true)
  })

  test('When two of the staff join them at once, then they are joined once', async () => {
    const [first, second] = ['resident-24', await account()]
    const [code, into] = [await codeOf(second), await given.idOf(first)]
    const other = await codeOf(first)
    const answers = await Promise.all(
      ['staff-1', 'staff-2', 'staff-1'].map(by =>
        given.as(by).try(identity.joinPerson, { code, into, other, note }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(await everyIdOf(given.effects, into)).toHaveLength(2)
  })

  test('When it is their own, or one has a role that staff may not give, or is of elsewhere, then it is refused', async () => {
    const second = await account()
    expect((await joins(second, 'staff-2')).body.code).toBe('identity.mayNotGrant')
    expect((await joins(second, 'staff-1')).body.code).toBe('identity.notYourself')
    expect((await joins('staff-1', 'resident-25')).body.code).toBe('identity.notYourself')
    expect((await joins(second, 'outsider-1')).body.code).toBe('identity.userUnknown')
    expect((await joins('outsider-1', 'resident-25')).body.code).toBe('identity.userUnknown')
    expect((await joins(second, 'resident-25', 'grid-1')).status).toBe(403)
    const into = await given.idOf('resident-25')
    const nobody = await given.as('staff-1').try(identity.joinPerson, { code: 'a'.repeat(32), into, note })
    expect(nobody.body.code).toBe('identity.codeUnknown')
    expect((await given.as(second).try(identity.me, {})).status).toBe(200)
  })
})

describe('a clerk who wants another’s account, or an office of her own', () => {
  const staff = (by = 'staff-1') => given.as(by)

  test('When only one of two accounts shows its code, then they are not joined; with the other’s, or that of another of the staff, they are', async () => {
    const [first, second] = ['resident-31', await account()]
    const into = await given.idOf(first)
    const input = async (other?: string) => ({
      ...{ code: await codeOf(second), into, note },
      other: other && (await codeOf(other)),
    })
    for (const other of [undefined, second, 'staff-1', 'resident-32', 'outsider-1', 'room-1'])
      expect((await staff().try(identity.joinPerson, await input(other))).body.code).toBe(
        'identity.bothCodes',
      )
    expect((await given.as(first).try(identity.me, {})).status).toBe(200)
    expect((await staff().try(identity.joinPerson, await input('staff-2'))).status).toBe(200)
    expect(await everyIdOf(given.effects, into)).toHaveLength(2)
    const kept = (await given.items()).find(
      ({ pk, vouched }) => vouched !== undefined && String(pk).includes(into),
    )
    expect(kept?.vouched).toBe(await given.idOf('staff-2'))
  })

  const knownBy = (phone: string, callName: string) =>
    staff('staff-5').do(identity.registerByPhone, { phone, callName, name: callName, building: 'building-5' })
  const grantRoom = (user: string) =>
    given.as('staff-5').try(identity.grant, { user, role: 'mediationStaff' })
  const offices = async () => (await given.as('staff-5').do(identity.me, {})).grants.map(({ role }) => role)

  test('When she gives an office to somebody who is known by her own phone, then it is refused', async () => {
    const { id } = await knownBy('10012340005', '乔阿姨')
    expect((await grantRoom(id)).body.code).toBe('identity.notYourself')
  })

  test('When she gives it to a number first and then shows that the number is hers, then it counts for nothing', async () => {
    const { id } = await knownBy('10075556001', '称呼staff-5')
    expect((await grantRoom(id)).status).toBe(200)
    await given.as('staff-5').do(identity.setPhone, { code: 'demo:10075556001' })
    expect((await everyIdOf(given.effects, id))[0]).toBe(await given.idOf('staff-5'))
    expect(await offices()).toEqual(['communityStaff'])
    // Neither under the other id, nor from now on.
    expect((await grantRoom(id)).body.code).toBe('identity.notYourself')
    // What another gives her does count.
    const user = await given.idOf('staff-5')
    await given.as('staff-4').do(identity.grant, { user, role: 'mediationStaff' })
    expect(await offices()).toEqual(['communityStaff', 'mediationStaff'])
  })

  test('When somebody is given an office, then the others who may give it hear of it, and nobody else', async () => {
    const user = await given.idOf('visitor-41')
    await staff().do(identity.grant, { user, role: 'mediationStaff' })
    const heard = async (person: string) =>
      (await given.as(person).do(messages.inbox, {})).items.filter(({ title }) => title === '有人得了新身份')
        .length
    const before = [await heard('staff-2'), await heard('staff-1'), await heard('outsider-1')]
    await staff().do(identity.grant, {
      user: await given.idOf('visitor-42'),
      role: 'gridWorker',
      scope: 'grid-2',
    })
    await staff().do(identity.grant, {
      user: await given.idOf('visitor-43'),
      role: 'volunteer',
      scope: 'team-2',
    })
    const after = [await heard('staff-2'), await heard('staff-1'), await heard('outsider-1')]
    expect(after).toEqual([before[0]! + 1, before[1], 0])
  })
})

describe('acting for somebody who is joined', () => {
  test('When staff witness a yes under an id of before, then the person sees who acts for them', async () => {
    const [first, second] = ['resident-33', await account()]
    const old = await given.idOf(second)
    expect((await joins(second, first)).status).toBe(200)
    const { code } = await given.as('resident-34').do(identity.proxyOffer, { modules: ['help'] })
    await given.as('staff-1').do(identity.proxyWitness, { code, person: old, note })
    expect((await given.as(first).do(identity.proxies, {})).helpers).toHaveLength(1)
  })

  test('When who acts was known by another account before, then what staff noted can still be read', async () => {
    const [first, second] = ['resident-37', await account()]
    const { code } = await given.as(second).do(identity.proxyOffer, { modules: ['help'] })
    const person = await given.idOf('resident-38')
    await given.as('staff-1').do(identity.proxyWitness, { code, person, note })
    expect((await joins(second, first)).status).toBe(200)
    const { helpers } = await given.as('resident-38').do(identity.proxies, {})
    expect(helpers).toMatchObject([{ helper: { id: await given.idOf(first) }, note }])
  })

  test('When yes and joining meet, then whoever acts for them is on their list', async () => {
    for (let n = 0; n < 6; n++) {
      const [first, second, helper] = [`resident-5${n}`, await account(), `resident-6${n}`]
      const [old, into] = [await given.idOf(second), await given.idOf(first)]
      await given.as(second).do(identity.me, {})
      const { code } = await given.as(helper).do(identity.proxyOffer, { modules: ['help'] })
      const [yes] = await Promise.all([
        given.as(second).try(identity.proxyAccept, { code }),
        joins(second, first),
      ])
      const { actsFor } = await given.as(helper).do(identity.me, {})
      const { helpers } = await given.as(first).do(identity.proxies, {})
      expect(helpers).toHaveLength(actsFor.length)
      expect(actsFor).toHaveLength(yes.status === 200 ? 1 : 0)
      if (actsFor.length) expect([old, into]).toContain(actsFor[0]!.id)
    }
  })

  test('When an account with an open offer is joined, then the offer is the other’s; nobody acts for themselves', async () => {
    const [first, second] = ['resident-35', await account()]
    const { code } = await given.as(second).do(identity.proxyOffer, { modules: ['help'] })
    expect((await joins(second, first)).status).toBe(200)
    expect((await given.as(first).try(identity.proxyAccept, { code })).body.code).toBe(
      'identity.notForYourself',
    )
    await given.as('resident-36').do(identity.proxyAccept, { code })
    expect((await given.as(first).do(identity.me, {})).actsFor).toHaveLength(1)
  })
})
