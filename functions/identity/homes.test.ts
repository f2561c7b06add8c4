import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import type { Input } from '../../shared/contract.ts'
import { help } from '../../shared/help/help.ts'
import { identity } from '../../shared/identity/identity.ts'
import { consentVersions } from '../../shared/identity/account.ts'
import { messages } from '../../shared/messages/messages.ts'
import { monday10, neighbourhood, type Neighbourhood, withinLimits } from '../testing/given.ts'
import { saveSettings } from '../community/community.ts'
import { addHome, addMember } from './moving.ts'
import { homeIds, homesIn, homesPage, peopleIn } from './register.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())
afterEach(() => given.setNow(monday10))

const privacy = { what: 'privacy', version: consentVersions.privacy, agree: true } as const
type Said = Input<typeof identity.bindHome>
let rooms = 100
/** A door of building 3, in grid 3, that no other test uses. */
const door = () => ({ community: 'bchd', building: 'building-3', unit: '2', room: String(++rooms) })

let people = 0
/** Somebody who has just signed in and agreed to the privacy text. */
const newcomer = async () => {
  const person = `newcomer-${++people}`
  await given.as(person).do(identity.consent, privacy)
  return person
}
const saying = (more: Partial<Said> = {}): Said => ({
  ...door(),
  as: 'owner',
  name: '王桂兰',
  callName: '王阿姨',
  ...more,
})
/** Someone who has said where they live, and what those who confirm it need to name it. */
const waiting = async (more: Partial<Said> = {}) => {
  const person = await newcomer()
  const said = saying(more)
  await given.as(person).do(identity.bindHome, said)
  const { items } = await given.as('staff-1').do(identity.waitingHomes, {})
  const user = await given.idOf(person)
  const { claim } = items.find(each => each.user === user)!
  return { person, said, it: { user, claim } }
}
const settled = async (more: Partial<Said> = {}) => {
  const one = await waiting(more)
  await given.as('staff-1').do(identity.confirmHome, { ...one.it, verdict: 'yes' })
  return one
}

describe('saying where one lives', () => {
  test('When a newcomer says where they live, then they wait, and once confirmed they are a resident and can ask', async () => {
    const { person, it } = await waiting()
    expect((await given.as(person).do(identity.me, {})).claim).toMatchObject({
      state: 'waiting',
      building: '3号楼',
    })
    const lines = [{ what: '鸡蛋' }]
    expect((await given.as(person).try(help.ask, { kind: 'groceries', lines })).status).toBe(403)
    await given.as('grid-3').do(identity.confirmHome, { ...it, verdict: 'yes' })
    const told = await given.as(person).do(messages.inbox, {})
    expect(told.items).toMatchObject([{ title: '住处核对好了' }])
    const me = await given.as(person).do(identity.me, {})
    expect(me).toMatchObject({ callName: '王阿姨', home: { community: 'bchd', building: '3号楼' } })
    expect(me).not.toHaveProperty('claim')
    expect(me.grants).toMatchObject([{ role: 'resident', scope: 'bchd', until: '2027-11-24T02:00:00.000Z' }])
    expect((await given.as(person).do(help.ask, { kind: 'groceries', lines })).building).toBe('3号楼')
  })

  test('When the same is said again, then nothing changes; something else replaces it', async () => {
    const { person, said, it } = await waiting()
    given.minutesLater(5)
    await given.as(person).do(identity.bindHome, { ...said, unit: '２单元', room: `0${said.room}室` })
    const seen = async () =>
      (await given.as('staff-1').do(identity.waitingHomes, {})).items.filter(({ user }) => user === it.user)
    expect(await seen()).toMatchObject([{ claim: it.claim, at: monday10 }])
    await given.as(person).do(identity.bindHome, { ...said, building: 'building-28' })
    expect(await seen()).toMatchObject([{ building: '28号楼' }])
    expect((await seen())[0]!.claim).not.toBe(it.claim)
  })

  test('When someone has not agreed to the privacy text, then they are asked to, and nothing is kept', async () => {
    const person = `newcomer-${++people}`
    const refused = await given.as(person).try(identity.bindHome, saying())
    expect(refused).toMatchObject({
      status: 403,
      body: { code: 'identity.consentNeeded', fields: { privacy: expect.any(String) } },
    })
    expect(await given.table.get({ pk: `U#${await given.idOf(person)}`, sk: 'CLAIM' })).toBeUndefined()
  })

  test('When someone tries doors, then the answer is the same whether people are registered there or not, and soon there is none', async () => {
    const { said } = await settled()
    const person = await newcomer()
    const answer = async (more: Said) => given.as(person).try(identity.bindHome, more)
    const taken = await answer({ ...said, name: '张三' })
    expect(taken).toEqual(await answer(saying({ name: '张三', callName: '王阿姨' })))
    await withinLimits(async () => {
      for (let i = 0; i < 8; i++) await answer(saying())
      expect(await answer(saying())).toMatchObject({ status: 429, body: { code: 'request.tooOften' } })
    })
    given.minutesLater(24 * 60)
    expect((await answer(saying())).status).toBe(200)
  })

  test('When the building or the door makes no sense, then it is said where', async () => {
    const person = given.as(await newcomer())
    expect(await person.try(identity.bindHome, saying({ building: 'team-1' }))).toMatchObject({
      status: 400,
      body: { code: 'identity.scopeUnknown', fields: { building: expect.any(String) } },
    })
    expect(await person.try(identity.bindHome, saying({ room: '五〇一!' }))).toMatchObject({
      status: 400,
      body: { fields: { room: expect.any(String) } },
    })
    expect((await person.do(identity.buildings, { community: 'bchd' })).items).toHaveLength(28)
    expect((await person.try(identity.buildings, {})).status).toBe(404)
  })
})

describe('confirming', () => {
  test('When someone waits, then their building, grid and community see it, the list without name, door and phone', async () => {
    const { said, it } = await waiting()
    const sees = async (person: string) => {
      const { items } = await given.as(person).do(identity.waitingHomes, {})
      return items.find(({ user }) => user === it.user)
    }
    for (const person of ['helper-3', 'grid-3', 'staff-1']) {
      const line = await sees(person)
      expect(line).toMatchObject({ callName: '王阿姨', building: '3号楼', as: 'owner', doubted: false })
      expect(JSON.stringify(line)).not.toContain(said.room)
      expect(JSON.stringify(line)).not.toContain('王桂兰')
    }
    for (const person of ['helper-4', 'grid-2', 'outsider-1']) {
      expect(await sees(person)).toBeUndefined()
      for (const refused of [
        await given.as(person).try(identity.waitingHome, it),
        await given.as(person).try(identity.confirmHome, { ...it, verdict: 'yes' }),
      ])
        expect(refused).toMatchObject({ status: 404, body: { code: 'identity.claimUnknown' } })
    }
  })

  test('When one of them is opened, then the look is on record before the door is shown', async () => {
    const { person, said, it } = await waiting()
    const full = await given.as('helper-3').do(identity.waitingHome, it)
    expect(full).toMatchObject({
      name: '王桂兰',
      address: `3号楼2单元${said.room}室`,
      known: false,
      members: [],
    })
    const { items } = await given.as(person).do(identity.viewers, {})
    expect(items).toMatchObject([{ name: '称呼helper-3', as: '楼门长', own: false }])
  })

  test('When it is refused, then they learn why and can say something else', async () => {
    const { person, said, it } = await waiting()
    await given.as('helper-3').do(identity.confirmHome, { ...it, verdict: 'no', reason: 'noSuchDoor' })
    const me = await given.as(person).do(identity.me, {})
    expect(me.claim).toMatchObject({ state: 'refused', reason: 'noSuchDoor' })
    expect(me.grants).toEqual([])
    expect((await given.as(person).do(identity.bindHome, said)).state).toBe('waiting')
  })

  test('When two confirm at once, then one verdict stands; the same is a second tap, the other one learns who was first', async () => {
    const agreeing = await waiting()
    const both = await Promise.all(
      ['grid-3', 'helper-3', 'staff-1'].map(person =>
        given.as(person).try(identity.confirmHome, { ...agreeing.it, verdict: 'yes' }),
      ),
    )
    expect(both.map(({ status }) => status)).toEqual([200, 200, 200])
    for (let i = 0; i < 5; i++) {
      const { person, it } = await waiting()
      const [yes, no] = await Promise.all([
        given.as('grid-3').try(identity.confirmHome, { ...it, verdict: 'yes' }),
        given.as('helper-3').try(identity.confirmHome, { ...it, verdict: 'no' }),
      ])
      const me = await given.as(person).do(identity.me, {})
      expect([yes.status, no.status].sort()).toEqual([200, 409])
      expect([yes, no].find(({ status }) => status === 409)!.body.code).toBe('identity.homeDecided')
      expect([me.home !== undefined, me.grants.length]).toEqual(yes.status === 200 ? [true, 1] : [false, 0])
    }
  })

  test('When it is confirmed while the person changes it, then either the old door was confirmed before, or nothing', async () => {
    for (let i = 0; i < 8; i++) {
      const { person, said, it } = await waiting()
      const [confirmed] = await Promise.all([
        given.as('grid-3').try(identity.confirmHome, { ...it, verdict: 'yes' }),
        given.as(person).do(identity.bindHome, { ...said, building: 'building-28' }),
      ])
      const me = await given.as(person).do(identity.me, {})
      if (confirmed.status === 200) expect(me.home?.building).toBe('3号楼')
      else {
        expect(confirmed).toMatchObject({
          status: expect.any(Number),
          body: { code: expect.stringMatching(/homeGone|claimUnknown/) },
        })
        expect(me).toMatchObject({ claim: { state: 'waiting', building: '28号楼' }, grants: [] })
      }
      const { items } = await given.as('staff-1').do(identity.waitingHomes, {})
      expect(items.find(({ user }) => user === it.user)?.building).toBe('28号楼')
    }
  })

  test('When it is one’s own, then somebody else has to confirm it', async () => {
    const staff = given.as('staff-2')
    await staff.do(identity.bindHome, saying())
    const user = await given.idOf('staff-2')
    expect((await staff.do(identity.waitingHomes, {})).items.some(each => each.user === user)).toBe(false)
    const { claim } = (await given.as('staff-1').do(identity.waitingHomes, {})).items.find(
      each => each.user === user,
    )!
    expect((await staff.try(identity.confirmHome, { user, claim, verdict: 'yes' })).status).toBe(404)
  })

  test('When someone moves, then they leave the old household as they come into the new one', async () => {
    const one = await settled()
    const stays = await settled({ ...one.said, name: '李明', callName: '李叔叔' })
    await given.as(one.person).do(identity.bindHome, { ...one.said, building: 'building-5' })
    const line = (await given.as('staff-1').do(identity.waitingHomes, {})).items.find(
      ({ user }) => user === one.it.user,
    )!
    await given.as('staff-1').do(identity.confirmHome, { user: line.user, claim: line.claim, verdict: 'yes' })
    const names = async (person: string) =>
      (await given.as(person).do(identity.household, {})).members.map(({ callName }) => callName)
    expect([await names(one.person), await names(stays.person)]).toEqual([['王阿姨'], ['李叔叔']])
  })

  test('When a tenant has moved out, then whoever confirms homes ends it, and the next call knows', async () => {
    const { person, said, it } = await settled({ as: 'tenant' })
    expect((await given.as('grid-2').try(identity.endResidence, { user: it.user })).status).toBe(404)
    const next = await waiting({ ...said, name: '赵新', callName: '赵先生' })
    const shown = await given.as('grid-3').do(identity.waitingHome, next.it)
    expect(shown).toMatchObject({
      known: true,
      members: [{ user: it.user, callName: '王阿姨', as: 'tenant' }],
    })
    await given.as('grid-3').do(identity.endResidence, { user: it.user })
    const me = await given.as(person).do(identity.me, {})
    expect([me.home, me.grants]).toEqual([undefined, []])
    expect((await given.as('grid-3').do(identity.waitingHome, next.it)).members).toEqual([])
  })
})

describe('a household invites its own', () => {
  const join = (code: string, callName = '小王') => ({
    code,
    as: 'family' as const,
    name: '王小明',
    callName,
  })

  test('When a member invites, then whoever has the code belongs at once, and the household sees by whom', async () => {
    const { person } = await settled()
    const { code, path, until, people } = await given.as(person).do(identity.inviteHousehold, {})
    expect([path, until, people]).toEqual([`/identity/join?code=${code}`, '2026-11-30T02:00:00.000Z', 4])
    const joiner = await newcomer()
    expect(await given.as(joiner).do(identity.invitation, { code })).toMatchObject({
      building: '3号楼',
      from: '王阿姨',
    })
    expect(await given.as(joiner).do(identity.joinHome, join(code))).toEqual({ building: '3号楼' })
    await given.as(joiner).do(identity.joinHome, join(code))
    expect(await given.as(person).do(identity.household, {})).toMatchObject({
      members: [
        { callName: '王阿姨', as: 'owner', me: true },
        { callName: '小王', as: 'family', me: false, invitedBy: '王阿姨' },
      ],
    })
    expect((await given.as(joiner).do(identity.me, {})).grants).toMatchObject([{ role: 'resident' }])
    const rows = JSON.stringify(await given.table.queryAll({ pk: `U#${await given.idOf(person)}` }))
    expect(rows).not.toContain(code)
  })

  test('When a code is old, wrong, or of someone who has moved out, then it is the same no', async () => {
    const { person } = await settled()
    const joiner = given.as(await newcomer())
    const { code } = await given.as(person).do(identity.inviteHousehold, {})
    expect((await joiner.try(identity.invitation, { code: 'bad' })).body.code).toBe(
      'identity.invitationUnknown',
    )
    const tries = async (wanted: string) => joiner.try(identity.joinHome, join(wanted))
    const wrong = await tries('a'.repeat(32))
    expect(wrong).toMatchObject({ status: 404, body: { code: 'identity.invitationUnknown' } })
    given.minutesLater(7 * 24 * 60)
    expect(await tries(code)).toEqual(wrong)
    given.setNow(monday10)
    await given.as(person).do(identity.leaveHome, {})
    expect(await tries(code)).toEqual(wrong)
  })

  test('When someone lives elsewhere already, then they leave there first', async () => {
    const { person } = await settled()
    const { code } = await given.as(person).do(identity.inviteHousehold, {})
    const other = await settled({ building: 'building-7' })
    expect(await given.as(other.person).try(identity.joinHome, join(code))).toMatchObject({
      status: 409,
      body: { code: 'identity.livesElsewhere', text: expect.stringContaining('7号楼') },
    })
    await given.as(other.person).do(identity.leaveHome, {})
    expect((await given.as(other.person).try(identity.joinHome, join(code))).status).toBe(200)
  })

  test.each(['no', 'yes'] as const)(
    'When the household does not know who came, then the community looks at it; its %s decides',
    async verdict => {
      const { person } = await settled()
      const { code } = await given.as(person).do(identity.inviteHousehold, {})
      const joiner = await newcomer()
      await given.as(joiner).do(identity.joinHome, join(code))
      const user = await given.idOf(joiner)
      const owner = await given.idOf(person)
      expect((await given.as(joiner).try(identity.doubtMember, { user: owner })).status).toBe(404)
      await given.as(person).do(identity.doubtMember, { user })
      await given.as(person).do(identity.doubtMember, { user })
      // Saying something else meanwhile puts nothing aside.
      expect(await given.as(joiner).try(identity.bindHome, saying())).toMatchObject({
        status: 409,
        body: { code: 'identity.beingChecked' },
      })
      const line = (await given.as('helper-3').do(identity.waitingHomes, {})).items.find(
        each => each.user === user,
      )!
      expect(line).toMatchObject({ doubted: true, callName: '小王' })
      await given.as('helper-3').do(identity.confirmHome, { user, claim: line.claim, verdict })
      const { members } = await given.as(person).do(identity.household, {})
      expect(members.map(each => [each.callName, each.doubted])).toEqual(
        verdict === 'no'
          ? [['王阿姨', false]]
          : [
              ['王阿姨', false],
              ['小王', false],
            ],
      )
      expect((await given.as(joiner).do(identity.me, {})).grants).toHaveLength(verdict === 'no' ? 0 : 1)
      // The old invitation does not let anybody back in.
      const again = await given.as(joiner).try(identity.joinHome, join(code))
      expect(again.status).toBe(verdict === 'no' ? 404 : 200)
    },
  )

  test('When someone lives nowhere, then there is no household to see or invite to', async () => {
    const person = given.as(await newcomer())
    expect(await person.try(identity.household, {})).toMatchObject({
      status: 404,
      body: { code: 'identity.noHome' },
    })
    expect((await person.try(identity.inviteHousehold, {})).status).toBe(403)
  })
})

test('When the register is kept from a list, then doing it twice is doing it once', async () => {
  const place = door()
  const user = await given.idOf('resident-40')
  const ctx = { ...given.effects, now: monday10 }
  for (let i = 0; i < 2; i++) {
    await addHome(ctx, place)
    await addMember(ctx, { ...place, user, as: 'owner', by: 'import' })
  }
  expect(await given.as('resident-40').do(identity.household, {})).toMatchObject({
    building: '3号楼',
    members: [{ user, as: 'owner', me: true }],
  })
  expect((await given.as('resident-40').do(identity.me, {})).grants).toHaveLength(1)
})

describe('two families behind one door', () => {
  test('When one says so, then each has a household, invitations and limits of its own; the register knows both', async () => {
    const { person: first, said } = await settled()
    const other = await waiting({ ...said, as: 'tenant', apart: true, name: '陶小红', callName: '小陶' })
    const seen = await given.as('staff-1').do(identity.waitingHome, other.it)
    expect(seen).toMatchObject({ apart: true, members: [{ user: await given.idOf(first) }] })
    await given.as('grid-3').do(identity.confirmHome, { ...other.it, verdict: 'yes' })
    const names = async (person: string) =>
      (await given.as(person).do(identity.household, {})).members.map(({ callName }) => callName)
    expect([await names(first), await names(other.person)]).toEqual([['王阿姨'], ['小陶']])
    const { code } = await given.as(other.person).do(identity.inviteHousehold, {})
    const child = await newcomer()
    await given.as(child).do(identity.joinHome, { code, as: 'family', name: '陶然', callName: '陶陶' })
    expect([await names(first), (await names(other.person)).sort()]).toEqual([
      ['王阿姨'],
      ['小陶', '陶陶'].sort(),
    ])
    await saveSettings(given.table, 'bchd', { name: '宝翠花都社区', help: { mostAtOnce: 1 } })
    const lines = [{ what: '鸡蛋' }]
    const asks = (who: string) => given.as(who).try(help.ask, { kind: 'groceries', lines })
    for (const [who, status] of [
      [first, 200],
      [first, 409],
      [other.person, 200],
      [child, 409],
    ] as const)
      expect([who, (await asks(who)).status]).toEqual([who, status])
    await saveSettings(given.table, 'bchd', { name: '宝翠花都社区', help: { mostAtOnce: 1000 } })
    // A third one who belongs to the second, as the one who confirms finds out.
    const third = await waiting({ ...said, as: 'family', name: '陶大明', callName: '老陶' })
    const { members } = await given.as('staff-1').do(identity.waitingHome, third.it)
    expect(new Set(members.map(({ family }) => family)).size).toBe(2)
    const { family } = members.find(({ callName }) => callName === '小陶')!
    expect(
      (await given.as('staff-1').try(identity.confirmHome, { ...third.it, verdict: 'yes', family: 'home_x' }))
        .body.code,
    ).toBe('identity.homeGone')
    await given.as('staff-1').do(identity.confirmHome, { ...third.it, verdict: 'yes', family })
    expect((await names(third.person)).sort()).toEqual(['小陶', '陶陶', '老陶'].sort())
    expect(await names(first)).toEqual(['王阿姨'])
    // Who rings is found by the door, of whichever family.
    const door = `3号楼2单元${said.room}`
    const { items } = await given.as('staff-1').do(identity.findPeople, { said: door })
    expect(items.map(({ callName }) => callName).sort()).toEqual(['小陶', '王阿姨', '老陶', '陶陶'].sort())
  })

  test('When nobody lives there yet, then who says that two families do is simply the first', async () => {
    const { person, said } = await settled({ apart: true })
    const { code } = await given.as(person).do(identity.inviteHousehold, {})
    const child = await newcomer()
    await given.as(child).do(identity.joinHome, { code, as: 'family', name: '王小明', callName: '小王' })
    const third = await settled({ ...said, as: 'family', apart: false, callName: '老王' })
    expect((await given.as(third.person).do(identity.household, {})).members).toHaveLength(3)
  })
})

describe('moving house', () => {
  const asked = async () => {
    const one = await settled()
    const lines = [{ what: '白菜' }]
    const made = await given
      .as(one.person)
      .do(help.ask, { kind: 'groceries', lines, door: '门铃坏了，请敲门' })
    return { ...one, id: made.id, seq: made.seq }
  }
  const moves = async ({ person }: { person: string }) => {
    const said = saying({ building: 'building-18', unit: 'A座', room: '501-1' })
    await given.as(person).do(identity.bindHome, said)
    const user = await given.idOf(person)
    const { items } = await given.as('staff-1').do(identity.waitingHomes, {})
    const { claim } = items.find(each => each.user === user)!
    await given.as('staff-1').do(identity.confirmHome, { user, claim, verdict: 'yes' })
  }

  test('When they have moved while somebody is on the way, then that one is told and sees both doors', async () => {
    const one = await asked()
    const lead = given.as('lead-3')
    const volunteer = await given.idOf('volunteer-3')
    let each = await lead.do(help.claim, { id: one.id, seq: one.seq })
    each = await lead.do(help.assign, { id: one.id, seq: each.seq, volunteer })
    each = await given.as('volunteer-3').do(help.accept, { id: one.id, seq: each.seq })
    expect(each).not.toHaveProperty('moved')
    await given.settled()
    await moves(one)
    const { items } = await given.as('volunteer-3').do(messages.inbox, {})
    expect(items.filter(({ title }) => title === '他搬家了')).toHaveLength(1)
    expect((await given.as('volunteer-3').do(help.get, { id: one.id })).moved).toBe(true)
    expect((await given.as(one.person).do(help.get, { id: one.id })).moved).toBeUndefined()
    expect(await given.as('volunteer-3').do(help.reveal, { id: one.id })).toMatchObject({
      address: `3号楼2单元${one.said.room}室`,
      movedTo: '18号楼A座501-1室',
    })
  })

  test('When it could not be done and is asked for once more after they moved, then it goes to the new door', async () => {
    const one = await asked()
    const lead = given.as('lead-3')
    const volunteer = await given.idOf('volunteer-3')
    let each = await lead.do(help.claim, { id: one.id, seq: one.seq })
    each = await lead.do(help.assign, { id: one.id, seq: each.seq, volunteer })
    each = await given.as('volunteer-3').do(help.accept, { id: one.id, seq: each.seq })
    each = await given.as('volunteer-3').do(help.fail, { id: one.id, seq: each.seq, reason: 'noAnswer' })
    await moves(one)
    const again = await given.as(one.person).do(help.reopen, { id: one.id, seq: each.seq })
    expect(again).toMatchObject({ state: 'open', building: '18号楼' })
    expect(again).not.toHaveProperty('door')
    expect(await given.as('staff-1').do(help.reveal, { id: one.id })).toMatchObject({
      address: '18号楼A座501-1室',
    })
    expect((await given.as('staff-1').do(help.get, { id: one.id })).moved).toBeUndefined()
    // So does the same once more, without what was said of the old door.
    const made = await given.as(one.person).do(help.again, { id: one.id })
    expect(made).toMatchObject({ building: '18号楼', lines: [{ what: '白菜' }] })
    expect(made).not.toHaveProperty('door')
  })
})

describe('the households of a building', () => {
  test('When homes come into the register, by an import or by being confirmed, then the building lists each once, by door', async () => {
    const ctx = { ...given.effects, now: given.now() }
    const at = { community: 'bchd', building: 'building-27', unit: '1' }
    for (const room of ['1001', '201', '201', '101']) await addHome(ctx, { ...at, room })
    const user = await given.idOf(await newcomer())
    await addMember(ctx, { ...at, room: '102', user, as: 'owner', by: 'import' })
    await settled({ building: 'building-27', unit: '2', room: '101' })
    const homes = await homesIn(ctx, 'bchd', 'building-27')
    expect(homes.map(({ door }) => door)).toEqual([
      ...['27号楼1单元101室', '27号楼1单元102室', '27号楼1单元201室', '27号楼1单元1001室'],
      '27号楼2单元101室',
    ])
    expect(await peopleIn(ctx, homes[1]!)).toEqual([user])
    expect((await homeIds(ctx, 'bchd', 'building-27')).sort()).toEqual(homes.map(({ id }) => id).sort())
    const first = await homesPage(ctx, 'bchd', 'building-27', undefined, 3)
    const second = await homesPage(ctx, 'bchd', 'building-27', first.last, 3)
    expect([...first.homes, ...second.homes].map(({ id }) => id).sort()).toEqual(
      homes.map(({ id }) => id).sort(),
    )
    expect(await homesIn(ctx, 'other', 'building-27')).toEqual([])
  })
})
