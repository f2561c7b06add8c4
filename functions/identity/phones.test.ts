import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Input } from '../../shared/contract.ts'
import { help } from '../../shared/help/help.ts'
import { identity } from '../../shared/identity/identity.ts'
import { consentVersions } from '../../shared/identity/account.ts'
import { matters } from '../../shared/matters/matters.ts'
import { messages } from '../../shared/messages/messages.ts'
import { monday10, neighbourhood, type Neighbourhood, withinLimits } from '../testing/given.ts'
import { addMember, membersOf } from './moving.ts'
import { contactOf } from '../people/people.ts'
import { ensurePersonByPhone, peopleByLastFour, personByPhone } from './phones.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())
beforeEach(() => {
  process.env.MULIN_WELCOME = 'bchd'
})
afterEach(() => {
  delete process.env.MULIN_WELCOME
  given.setNow(monday10)
})

const weChat = (path: string, body: unknown) =>
  fetch(`${process.env.WECHAT_BASE}${path}`, { method: 'POST', body: JSON.stringify(body) })
const privacy = { what: 'privacy', version: consentVersions.privacy, agree: true } as const

let people = 0
const newcomer = async () => {
  const person = `newcomer-${++people}`
  await given.as(person).do(identity.consent, privacy)
  return person
}
let numbers = 0
/** A number nobody else has: 100 is no range of mobile numbers. */
const number = () => `1007${String(++numbers).padStart(7, '0')}`
const ctx = () => ({ ...given.effects, now: given.now() })

describe('setting one’s phone', () => {
  test('When it comes by WeChat’s code, then it is checked; typed, it is not until the community has rung it', async () => {
    const [byCode, typed] = [await newcomer(), await newcomer()]
    const [one, two] = [number(), number()]
    expect(await given.as(byCode).do(identity.setPhone, { code: `demo:${one}` })).toEqual({
      phone: 'checked',
      four: one.slice(-4),
    })
    expect((await given.as(typed).do(identity.setPhone, { phone: two })).phone).toBe('typed')
    expect((await given.as(typed).do(identity.me, {})).phone).toBe('typed')
    const user = await given.idOf(typed)
    await addMember(ctx(), { ...door(), user, as: 'tenant', by: 'test' })
    const four = two.slice(-4)
    expect((await given.as('grid-9').try(identity.confirmPhone, { user, four })).status).toBe(404)
    expect(await given.as('grid-4').try(identity.confirmPhone, { user, four: '9999' })).toMatchObject({
      status: 409,
      body: { code: 'identity.phoneChanged' },
    })
    await given.as('grid-4').do(identity.confirmPhone, { user, four })
    expect((await given.as(typed).do(identity.me, {})).phone).toBe('checked')
    // Typed once more, it stays checked; another one has to be checked anew.
    expect((await given.as(typed).do(identity.setPhone, { phone: two })).phone).toBe('checked')
    expect((await given.as(typed).do(identity.setPhone, { phone: number() })).phone).toBe('typed')
  })

  test('When the phone is known as somebody else’s of another building, then only who looks after both may join them', async () => {
    const { phone, person } = await caller() // of building 4
    const typed = await newcomer()
    const user = await given.idOf(typed)
    await addMember(ctx(), { ...door(), building: 'building-9', user, as: 'tenant', by: 'test' })
    await given.as(typed).do(identity.setPhone, { phone })
    const four = phone.slice(-4)
    expect(await given.as('grid-9').try(identity.confirmPhone, { user, four })).toMatchObject({
      status: 409,
      body: { code: 'identity.phoneOfOthers' },
    })
    expect((await personByPhone(ctx(), 'bchd', phone))?.id).toBe(person.id)
    await given.as('staff-1').do(identity.confirmPhone, { user, four })
    expect((await personByPhone(ctx(), 'bchd', phone))?.id).toBe(user)
  })

  test.each([
    [40029, 400, 'identity.badPhoneCode'],
    [-1, 503, 'identity.weChatBusy'],
    [45011, 503, 'identity.weChatBusy'],
  ])('When WeChat answers %d, then we answer %d %s', async (errcode, status, code) => {
    await weChat('/_faults', { path: '/wxa/business/getuserphonenumber', errcode, times: 1 })
    const person = await newcomer()
    expect(await given.as(person).try(identity.setPhone, { code: `demo:${number()}` })).toMatchObject({
      status,
      body: { code },
    })
    expect(await given.as(person).do(identity.me, {})).not.toHaveProperty('phone')
  })

  test.each([40001, 42001])(
    'When WeChat no longer takes the token (%d), then it is renewed once, and no more',
    async errcode => {
      const person = given.as(await newcomer())
      const fault = (times: number) =>
        weChat('/_faults', { path: '/wxa/business/getuserphonenumber', errcode, times })
      await fault(1)
      expect((await person.try(identity.setPhone, { code: `demo:${number()}` })).status).toBe(200)
      await fault(2)
      expect((await person.try(identity.setPhone, { code: `demo:${number()}` })).body.code).toBe(
        'identity.weChatBusy',
      )
    },
  )

  test('When both or neither is given, the number is none, or too often, then it is refused', async () => {
    const person = given.as(await newcomer())
    expect((await person.try(identity.setPhone, {})).body.fields).toHaveProperty('phone')
    expect((await person.try(identity.setPhone, { phone: number(), code: 'x' })).status).toBe(400)
    expect((await person.try(identity.setPhone, { phone: '2234' })).status).toBe(400)
    await withinLimits(async () => {
      for (let i = 0; i < 8; i++) await person.do(identity.setPhone, { phone: number() })
      expect((await person.try(identity.setPhone, { phone: number() })).body.code).toBe('request.tooOften')
    })
  })
})

const door = () => ({ community: 'bchd', building: 'building-4', unit: '1', room: String(200 + ++numbers) })
/** Somebody who rang: known by phone, with something asked under their name. */
const caller = async (phone = number(), more: { name?: string; callName?: string } = {}) => {
  const said = { name: '孙秀英', callName: '孙奶奶', address: '4号楼1单元301室', ...more }
  const person = await ensurePersonByPhone(ctx(), {
    community: 'bchd',
    building: 'building-4',
    phone,
    ...said,
  })
  return { phone, person }
}

/** Something that staff wrote down for somebody known by phone. */
const askedFor = (person: string) =>
  given.as('staff-1').do(help.ask, { kind: 'errands', lines: [{ what: '豆腐' }], for: person })

describe('people known only by phone', () => {
  test('When staff write down a caller twice, then it is one person, found by the last four digits', async () => {
    const { phone, person } = await caller()
    expect(person.id).toMatch(/^person_/)
    const again = await caller(phone)
    expect(again.person.id).toBe(person.id)
    const both = await Promise.all([caller(phone), caller(phone)])
    expect(both.map(each => each.person.id)).toEqual([person.id, person.id])
    const four = phone.slice(-4)
    const found = await given.as('staff-1').do(identity.findByPhone, { four })
    expect(found.items).toContainEqual({
      id: person.id,
      callName: '孙奶奶',
      name: '孙秀英',
      building: '4号楼',
      door: '1单元301室',
      phoneChecked: true,
    })
    expect(JSON.stringify(found)).not.toMatch(/1007/)
    expect(await peopleByLastFour(ctx(), 'other', four)).toEqual([])
    expect((await given.as('outsider-1').do(identity.findByPhone, { four })).items).toEqual([])
    expect(JSON.stringify(await given.table.queryAll({ pk: `U#${person.id}` }))).not.toContain(phone)
  })

  test('When a stranger rings, then staff write them down once and ask in their name; nobody else may', async () => {
    const staff = given.as('staff-1')
    const who = { phone: '10071118888', callName: '钱奶奶', name: '钱秀英', building: 'building-4' }
    const [a, b] = await Promise.all([
      staff.do(identity.registerByPhone, { ...who, unit: '2单元', room: '301室' }),
      staff.do(identity.registerByPhone, { ...who, unit: '2', room: '301' }),
    ])
    expect(a).toMatchObject({ id: b.id, callName: '钱奶奶', building: '4号楼' })
    expect(await contactOf(given.effects, a.id)).toMatchObject({ address: '4号楼2单元301室' })
    const lines = [{ what: '牛奶' }]
    const asked = await staff.do(help.ask, { kind: 'groceries', lines, for: a.id })
    expect(asked).toMatchObject({ state: 'open', building: '4号楼' })
    for (const [change, status] of [
      [{ building: 'team-1' }, 400],
      [{ phone: '123' }, 400],
      [{ unit: '2' }, 400],
      [{ community: 'other' }, 404],
    ] as const)
      expect([change, (await staff.try(identity.registerByPhone, { ...who, ...change })).status]).toEqual([
        change,
        status,
      ])
    expect((await given.as('grid-1').try(identity.registerByPhone, who)).status).toBe(403)
  })

  test('When two have phones that end alike, then both are found; where none is, none', async () => {
    const [a, b] = [await caller('10070110777'), await caller('10070220777')]
    const { items } = await given.as('staff-1').do(identity.findByPhone, { four: '0777' })
    expect(items.map(({ id }) => id).sort()).toEqual([a.person.id, b.person.id].sort())
    expect((await given.as('staff-1').do(identity.findByPhone, { four: '0778' })).items).toEqual([])
  })

  test('When a user of the community rings, then it is the user, and what they keep up themselves stays', async () => {
    const phone = '10012340012' // of resident-12
    const user = await given.idOf('resident-12')
    expect((await caller(phone, { name: '实名resident-12' })).person.id).toBe(user)
    expect((await personByPhone(ctx(), 'bchd', phone))?.callName).toBe('称呼resident-12')
    expect((await contactOf(given.effects, user))?.name).toBe('实名resident-12')
  })

  test('When the caller signs in and shows that the phone is theirs, then home, role and what they asked for are theirs', async () => {
    const { phone, person } = await caller()
    const asked = await askedFor(person.id)
    const user = await newcomer()
    await given.as(user).do(identity.setPhone, { code: `demo:${phone}` })
    const me = await given.as(user).do(identity.me, {})
    expect(me).toMatchObject({
      callName: '孙奶奶',
      home: { building: '4号楼' },
      phone: 'checked',
      actsFor: [],
    })
    expect(me.grants).toMatchObject([{ role: 'resident' }])
    expect(await contactOf(given.effects, person.id)).toMatchObject({ name: '孙秀英', phone })
    await given.settled()
    const seen = await given.as(user).do(help.get, { id: asked.id })
    expect(seen.lines).toEqual([{ what: '豆腐' }])
    expect((await given.as(user).do(help.mine, {})).items.map(({ id }) => id)).toEqual([asked.id])
    expect((await given.as(user).do(matters.mine, {})).items.map(({ id }) => id)).toEqual([asked.id])
    // As their own: nobody acted for somebody else.
    const after = await given.as(user).do(help.withdraw, { id: asked.id, seq: seen.seq, reason: 'solved' })
    expect(after.timeline.at(-1)).toMatchObject({ move: 'withdraw', who: '您' })
    expect(after.timeline.at(-1)).not.toHaveProperty('onBehalf')
    // Who rings next is the user.
    expect((await personByPhone(ctx(), 'bchd', phone))?.id).toBe(await given.idOf(user))
    expect((await caller(phone)).person.id).toBe(await given.idOf(user))
  })

  test('When what they asked under both names is listed page by page, then each is there once, newest first', async () => {
    const { phone, person } = await caller()
    const ids: string[] = []
    const user = await newcomer()
    await given.as(user).do(identity.setPhone, { code: `demo:${phone}` })
    for (let i = 0; i < 60; i++) {
      given.minutesLater(1)
      const lines = [{ what: `第${i}样` }]
      const made =
        i % 2 ? await askedFor(person.id) : await given.as(user).do(help.ask, { kind: 'errands', lines })
      ids.unshift(made.id)
    }
    await given.settled()
    const listed: string[] = []
    let next: string | undefined
    do {
      const page: { items: { id: string }[]; next?: string | undefined } = await given
        .as(user)
        .do(matters.mine, next ? { next } : {})
      listed.push(...page.items.map(({ id }) => id))
      next = page.next
    } while (next)
    expect(listed).toEqual(ids)
  })

  test('When the same user shows it several times at once, then it is done once', async () => {
    const { phone, person } = await caller()
    const user = await newcomer()
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => given.as(user).try(identity.setPhone, { code: `demo:${phone}` })),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    const items = await given.table.queryAll({ pk: `U#${await given.idOf(user)}` })
    expect(items.filter(({ sk }) => sk.startsWith('A#')).map(({ sk }) => sk)).toEqual([`A#${person.id}`])
    expect((await given.as(user).do(identity.me, {})).grants).toHaveLength(1)
  })

  test('When two users show the same phone at once, then exactly one of them is the person', async () => {
    const { phone, person } = await caller()
    const asked = await askedFor(person.id)
    const users = [await newcomer(), await newcomer(), await newcomer()]
    await Promise.all(users.map(user => given.as(user).do(identity.setPhone, { code: `demo:${phone}` })))
    const see = await Promise.all(users.map(user => given.as(user).try(help.get, { id: asked.id })))
    expect(see.map(({ status }) => status).sort()).toEqual([200, 404, 404])
    const homes = await Promise.all(users.map(async user => (await given.as(user).do(identity.me, {})).home))
    expect(homes.filter(Boolean)).toHaveLength(1)
  })

  test('When only typed, then nobody becomes anybody; when long unheard of, neither', async () => {
    const { phone } = await caller()
    const typed = given.as(await newcomer())
    await typed.do(identity.setPhone, { phone })
    expect((await typed.do(identity.me, {})).home).toBeUndefined()
    given.minutesLater(401 * 24 * 60)
    const late = `newcomer-${++people}`
    await given.as(late).do(identity.consent, privacy)
    await given.as(late).do(identity.setPhone, { code: `demo:${phone}` })
    expect((await given.as(late).do(identity.me, {})).home).toBeUndefined()
  })

  test('When they already live somewhere, then they stay there, and the household has them once', async () => {
    const { phone, person } = await caller()
    const place = door()
    await addMember(ctx(), { ...place, user: person.id, as: 'owner', by: 'test' })
    const stays = await newcomer()
    await addMember(ctx(), { ...place, room: '999', user: await given.idOf(stays), as: 'owner', by: 'test' })
    await given.as(stays).do(identity.setPhone, { code: `demo:${phone}` })
    const { members } = await given.as(stays).do(identity.household, {})
    expect(members).toMatchObject([{ user: await given.idOf(stays), me: true }])
  })

  test('When they live nowhere yet, then the place in the household is theirs', async () => {
    const { phone, person } = await caller()
    await addMember(ctx(), { ...door(), user: person.id, as: 'owner', by: 'test' })
    const user = await newcomer()
    await given.as(user).do(identity.setPhone, { code: `demo:${phone}` })
    expect((await given.as(user).do(identity.household, {})).members).toMatchObject([
      { user: await given.idOf(user), as: 'owner', me: true },
    ])
  })
})

/** Somebody whom staff write down as they ring. */
const rings = (said: Partial<Input<typeof identity.registerByPhone>> & { phone: string; callName: string }) =>
  given.as('staff-1').do(identity.registerByPhone, { name: said.callName, building: 'building-6', ...said })
const shows = (user: string, phone: string) => given.as(user).do(identity.setPhone, { code: `demo:${phone}` })
const found = async (four: string) => (await given.as('staff-1').do(identity.findByPhone, { four })).items
const told = async (user: string) =>
  (await given.as(user).do(messages.inbox, {})).items.map(({ title }) => title)

describe('a phone that several have', () => {
  test('When a couple shares one, then both are known, by name and door, each with what they asked for themselves', async () => {
    const phone = number()
    const door = { unit: '1', room: '602' }
    const she = await rings({ phone, callName: '万奶奶', name: '万桂兰', ...door })
    const asked = await askedFor(she.id)
    const he = await rings({ phone, callName: '陈爷爷', name: '陈德福', ...door })
    expect(he.id).not.toBe(she.id)
    expect(await found(phone.slice(-4))).toMatchObject(
      [she, he].sort((a, b) => a.id.localeCompare(b.id)).map(({ id }) => ({ id, door: '1单元602室' })),
    )
    await given.settled()
    const staff = given.as('staff-1')
    expect(await staff.do(help.lastOf, { person: he.id })).toEqual({ open: 1 })
    expect((await staff.do(help.lastOf, { person: she.id })).last?.id).toBe(asked.id)
    expect(await staff.do(help.reveal, { id: asked.id })).toMatchObject({ name: '万桂兰', phone })
    // Said again, with more or less of it, they are who they are.
    expect((await rings({ phone, callName: '万奶奶', ...door })).id).toBe(she.id)
    expect((await rings({ phone, callName: '老陈', name: '陈德福', ...door })).id).toBe(he.id)
    expect(await personByPhone(ctx(), 'bchd', phone)).toBeUndefined()
  })

  test('When two call themselves alike on one phone, then the full name tells them apart', async () => {
    const phone = number()
    const [one, other] = [
      await rings({ phone, callName: '万阿姨', name: '万桂兰' }),
      await rings({ phone, callName: '万阿姨', name: '万桂英' }),
    ]
    expect(one.id).not.toBe(other.id)
    const staff = given.as('staff-1')
    for (const said of ['万桂兰', '６号楼 万桂兰'])
      expect((await staff.do(identity.findPeople, { said })).items.map(({ id }) => id)).toEqual([one.id])
    expect((await staff.do(identity.findPeople, { said: '6号楼万阿姨' })).items).toHaveLength(2)
    expect((await staff.do(identity.findPeople, { said: '7号楼万阿姨' })).items).toEqual([])
  })

  test('When a known elder rings from a neighbour’s phone, then name or door finds them, and they can see who looked', async () => {
    const elder = await rings({ phone: number(), callName: '乔大娘', unit: '二单元', room: '东户' })
    const staff = given.as('staff-1')
    for (const said of ['乔大娘', '6号楼2单元东户', '六号楼 2单元 东', '6-2-东户'])
      expect([said, (await staff.do(identity.findPeople, { said })).items.map(({ id }) => id)]).toEqual([
        said,
        said === '6-2-东户' ? [] : [elder.id],
      ])
    expect((await given.as('outsider-1').do(identity.findPeople, { said: '乔大娘' })).items).toEqual([])
    expect((await given.as('grid-6').try(identity.findPeople, { said: '乔大娘' })).status).toBe(403)
    expect(await given.table.queryAll({ pk: `U#${elder.id}#LOOKS#identity.find` })).not.toEqual([])
  })

  test.each(['022-2681 0123', '(022)26810124', '+86 22 2681 0125'])(
    'When somebody has a landline only, like %s, then they are registered and found by its last four digits',
    async phone => {
      const elder = await rings({ phone, callName: '鲁大爷' })
      const four = phone.replace(/\D/g, '').slice(-4)
      expect((await found(phone)).map(({ id }) => id)).toEqual([elder.id])
      expect((await found(four)).map(({ id }) => id)).toEqual([elder.id])
      expect((await contactOf(given.effects, elder.id))?.phone).toBe(`0222681${four}`)
    },
  )

  test('When more are written down under one number than any household has, then it is refused', async () => {
    const phone = number()
    for (let i = 0; i < 20; i++) await rings({ phone, callName: `住户${i}` })
    const said = { phone, callName: '住户20', name: '住户20', building: 'building-6' }
    expect((await given.as('staff-1').try(identity.registerByPhone, said)).body.code).toBe(
      'identity.phoneFull',
    )
    expect((await rings({ phone, callName: '住户3' })).callName).toBe('住户3')
  })
})

describe('a number that changes hands', () => {
  test('When somebody else shows that it is theirs, then for whoever had it it is unchecked, they are told, and nobody rings it for them', async () => {
    const phone = number()
    const [first, second] = [await newcomer(), await newcomer()]
    const user = await given.idOf(first)
    await addMember(ctx(), { ...door(), user, as: 'owner', by: 'test' })
    await shows(first, phone)
    const asked = await given.as(first).do(help.ask, { kind: 'errands', lines: [{ what: '送报纸' }] })
    expect((await given.as('staff-1').do(help.reveal, { id: asked.id })).phone).toBe(phone)
    expect(await shows(second, phone)).toEqual({ phone: 'checked', four: phone.slice(-4) })
    expect((await given.as(first).do(identity.me, {})).phone).toBe('typed')
    expect(await told(first)).toContain('请再登记一次手机号')
    expect(await given.as('staff-1').do(help.reveal, { id: asked.id })).not.toHaveProperty('phone')
    // They themselves see which one it was.
    expect((await given.as(first).do(identity.details, {})).phone).toBe(phone)
    expect(await found(phone.slice(-4))).toMatchObject([{ id: user, phoneChecked: false }])
    const next = number()
    await shows(first, next)
    expect((await given.as('staff-1').do(help.reveal, { id: asked.id })).phone).toBe(next)
    expect((await given.as(second).do(identity.me, {})).phone).toBe('checked')
  })

  test('When it was that of somebody known by phone who is another, then staff are told, and once they have rung, it counts', async () => {
    const phone = number()
    const elder = await rings({ phone, callName: '康奶奶', name: '康淑珍' })
    const user = await newcomer()
    await addMember(ctx(), { ...door(), user: await given.idOf(user), as: 'owner', by: 'test' }) // of building 4
    expect(await shows(user, phone)).toMatchObject({ askStaff: true })
    expect((await given.as(user).do(identity.me, {})).callName).not.toBe('康奶奶')
    expect(await told('staff-1')).toContain('有个号码要核对')
    expect(await found(phone.slice(-4))).toContainEqual(
      expect.objectContaining({ id: elder.id, phoneChecked: false }),
    )
    expect((await contactOf(given.effects, elder.id))?.phone).toBe('')
    await given.as('staff-1').do(identity.confirmPhone, { user: elder.id, four: phone.slice(-4) })
    expect((await contactOf(given.effects, elder.id))?.phone).toBe(phone)
    expect((await given.as(user).do(identity.me, {})).phone).toBe('checked')
  })

  test('When one of a couple signs in, then nobody guesses which; within the household the number still reaches both', async () => {
    const phone = number()
    const place = { unit: '3', room: '801' }
    const [she, he] = [
      await rings({ phone, callName: '董奶奶', name: '董玉华', ...place }),
      await rings({ phone, callName: '于爷爷', name: '于长河', ...place }),
    ]
    const user = await newcomer()
    const home = { community: 'bchd', building: 'building-6', ...place }
    await addMember(ctx(), { ...home, user: await given.idOf(user), as: 'owner', by: 'test' })
    expect(await shows(user, phone)).not.toHaveProperty('askStaff')
    for (const { id } of [she, he]) expect((await contactOf(given.effects, id))?.phone).toBe(phone)
    expect((await given.as(user).do(help.mine, {})).items).toEqual([])
    // At the desk it is said which of them it is.
    const { code } = await given.as(user).do(identity.myCode, {})
    await given.as('staff-1').do(identity.joinPerson, { code, into: she.id, note: '本人带身份证来' })
    const asked = await askedFor(she.id)
    expect((await given.as(user).do(help.get, { id: asked.id })).mine).toBe(true)
    expect((await found(phone.slice(-4))).map(({ id }) => id).sort()).toEqual(
      [await given.idOf(user), he.id].sort(),
    )
  })
})

test('Whatever is asked of identity, no reply has a phone or a room for whom it is not meant', async () => {
  const user = await newcomer()
  const phone = '10079998765'
  await given.as(user).do(identity.setPhone, { phone })
  const said = {
    community: 'bchd',
    building: 'building-4',
    unit: '7',
    room: '7654',
    as: 'owner',
    name: '钱进宝',
  } as const
  await given.as(user).do(identity.bindHome, said)
  const id = await given.idOf(user)
  const { items } = await given.as('staff-1').do(identity.waitingHomes, {})
  const { claim } = items.find(each => each.user === id)!
  const operations = Object.values(identity).filter(
    ({ name }) => !/signOut|leaveHome|erase|endSignIn$|confirm|waitingHome$/.test(name),
  )
  const inputs = {
    user: id,
    id,
    claim,
    four: '8765',
    verdict: 'yes',
    community: 'bchd',
    code: 'a'.repeat(32),
  }
  const readers = [
    'resident-4',
    'helper-5',
    'grid-5',
    'lead-4',
    'volunteer-4',
    'outsider-1',
    'staff-1',
    'grid-4',
  ]
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...operations),
      fc.constantFrom(...readers),
      async (operation, reader) => {
        const answer = JSON.stringify(await given.as(reader).tryAnything(operation, inputs))
        expect([operation.name, reader, answer]).toEqual([
          operation.name,
          reader,
          expect.not.stringMatching(/10079998765|7654|钱进宝/),
        ])
      },
    ),
    { numRuns: 150 },
  )
  for (const reader of readers.slice(0, 6))
    expect((await given.as(reader).tryAnything(identity.waitingHome, inputs)).status).toBeGreaterThanOrEqual(
      403,
    )
})

test('When someone leaves for good, then what was asked under either of their names goes with them, and the household has them no more', async () => {
  const { phone, person } = await caller()
  await addMember(ctx(), { ...door(), user: person.id, as: 'owner', by: 'test' })
  const asked = await askedFor(person.id)
  const user = await newcomer()
  await given.as(user).do(identity.setPhone, { code: `demo:${phone}` })
  await given.settled()
  expect((await given.as(user).try(identity.erase, {})).status).toBe(409)
  const { seq } = await given.as(user).do(help.get, { id: asked.id })
  await given.as(user).do(help.withdraw, { id: asked.id, seq, reason: 'solved' })
  await given.settled()
  const home = (await personByPhone(ctx(), 'bchd', phone))!.home!
  await given.as(user).do(identity.erase, {})
  expect(await membersOf(given.effects, 'bchd', home.id)).toEqual([])
  expect(await personByPhone(ctx(), 'bchd', phone)).toBeUndefined()
  expect(await contactOf(given.effects, person.id)).toBeUndefined()
  expect((await given.as('staff-1').do(help.get, { id: asked.id })).askerName).toBe('已注销')
})
