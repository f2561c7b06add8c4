import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { help, type HelpReply } from '../../shared/help/help.ts'
import { identity } from '../../shared/identity/identity.ts'
import { consentVersions } from '../../shared/identity/account.ts'
import { matters } from '../../shared/matters/matters.ts'
import { giveGrant } from '../identity/grants.ts'
import { putProxy } from '../identity/proxies-store.ts'
import { neighbourhood, monday10, type Neighbourhood } from '../testing/given.ts'
import { helpStory, tap } from '../testing/help-story.ts'

let given: Neighbourhood
let story: ReturnType<typeof helpStory>
beforeAll(async () => {
  given = await neighbourhood()
  story = helpStory(given)
})
afterAll(() => given.close())

test('When acting for someone has ended, or is for other things, then it opens nothing', async () => {
  const [elder, child] = await Promise.all([given.idOf('elder-2'), given.idOf('child-2')])
  const asks = () =>
    given.as('child-2').try(help.ask, { kind: 'groceries', lines: [{ what: '米' }], for: elder })
  const asked = await asks()
  expect(asked.status).toBe(200)
  const link = {
    person: elder,
    callName: '奶奶',
    modules: ['help'],
    from: '2026-01-01T00:00:00.000Z',
    until: monday10,
  }
  for (const other of [link, { ...link, modules: ['mediation'], until: '2027-01-01T00:00:00.000Z' }]) {
    await putProxy(given.effects, child, other)
    expect(await asks()).toMatchObject({ status: 403, body: { code: 'help.notForThem' } })
    const { id } = asked.body as unknown as HelpReply
    expect((await given.as('child-2').try(help.get, { id })).status).toBe(404)
  }
})

test('When acting for someone has ended, then what they asked for is gone from 我的事 as well, whatever happens to it', async () => {
  const [elder, child] = await Promise.all([given.idOf('elder-6'), given.idOf('child-6')])
  const asked = await given
    .as('child-6')
    .do(help.ask, { kind: 'groceries', lines: [{ what: '米' }], for: elder })
  const shown = async () => {
    await given.settled()
    return (await given.as('child-6').do(matters.mine, {})).items.map(({ id, title }) => `${title} ${id}`)
  }
  expect(await shown()).toEqual([`买菜 · 称呼elder-6 ${asked.id}`])
  const link = { person: elder, callName: '奶奶', modules: ['help'], from: '2026-01-01T00:00:00.000Z' }
  await putProxy(given.effects, child, { ...link, until: monday10 })
  await given.as('lead-1').do(help.claim, tap(asked))
  expect(await shown()).toEqual([])
  expect((await given.as('elder-6').do(matters.mine, {})).items.map(({ id }) => id)).toContain(asked.id)
})

describe('for someone else, who stands for themselves', () => {
  const lines = [{ what: '米' }]
  const asksFor = async (child: string, elder: string) =>
    given.as(child).try(help.ask, { kind: 'groceries', lines, for: await given.idOf(elder) })

  test('When they have taken back their yes to how we use what is written, then their child hears what to do, until they agree or say so before staff', async () => {
    const elder = given.as('elder-20')
    const says = (agree: boolean) =>
      elder.do(identity.consent, { what: 'privacy', version: consentVersions.privacy, agree })
    await says(false)
    const refused = {
      status: 403,
      body: { code: 'help.theirConsentNeeded', fields: { for: expect.any(String) } },
    }
    expect(await asksFor('child-20', 'elder-20')).toMatchObject(refused)
    await says(true)
    expect((await asksFor('child-20', 'elder-20')).status).toBe(200)
    await says(false)
    const { code } = await given.as('resident-20').do(identity.proxyOffer, { modules: ['help'] })
    const person = await given.idOf('elder-20')
    await given
      .as('staff-1')
      .do(identity.proxyWitness, { code, person, note: '监护人，看过文书', guardian: true })
    expect((await asksFor('resident-20', 'elder-20')).status).toBe(200)
    expect(await asksFor('child-20', 'elder-20')).toMatchObject(refused)
  })

  test('When they are no resident any more, then nobody asks for their home; staff may, who know where they live', async () => {
    const user = await given.idOf('elder-21')
    const ended = { community: 'bchd', scope: 'bchd', until: monday10, grantedBy: 'test' }
    await giveGrant({ ...given.effects, now: monday10 }, user, { ...ended, role: 'resident' })
    expect(await asksFor('child-21', 'elder-21')).toMatchObject({
      status: 409,
      body: { code: 'help.theirHomeNeeded', fields: { for: expect.any(String) } },
    })
    expect((await asksFor('staff-1', 'elder-21')).status).toBe(200)
  })

  test('When they are known only by phone, then their child asks as agreed before staff; once they sign in, it is their home that counts', async () => {
    const staff = given.as('staff-1')
    const known = { phone: '10012347722', callName: '赵奶奶', name: '赵桂兰', building: 'building-2' }
    const { id: person } = await staff.do(identity.registerByPhone, known)
    const { code } = await given.as('resident-22').do(identity.proxyOffer, { modules: ['help'] })
    await staff.do(identity.proxyWitness, { code, person, note: '当面同意' })
    const asks = () => given.as('resident-22').try(help.ask, { kind: 'groceries', lines, for: person })
    expect((await asks()).status).toBe(200)
    const elder = given.as('newcomer-22')
    await elder.do(identity.consent, { what: 'privacy', version: consentVersions.privacy, agree: true })
    await elder.do(identity.setPhone, { code: `demo:${known.phone}` })
    expect((await asks()).status).toBe(200)
    await elder.do(identity.leaveHome, {})
    expect(await asks()).toMatchObject({ status: 409, body: { code: 'help.theirHomeNeeded' } })
  })
})

describe('nobody judges their own work', () => {
  test('When the child who asked is a volunteer, then the lead cannot send them', async () => {
    const child = await given.idOf('child-3')
    await given.as('staff-1').do(identity.grant, { user: child, role: 'volunteer', scope: 'team-1' })
    const lines = [{ what: '米' }]
    const elder = await given.idOf('elder-3')
    const asked = await given.as('child-3').do(help.ask, { kind: 'groceries', lines, for: elder })
    const claimed = await given.as('lead-1').do(help.claim, tap(asked))
    const { volunteers } = await given.as('lead-1').do(help.candidates, { id: claimed.id })
    expect(volunteers?.map(({ id }) => id)).not.toContain(child)
    const own = await given.as('lead-1').try(help.assign, { ...tap(claimed), volunteer: child })
    expect(own).toMatchObject({ status: 409, body: { code: 'help.ownRequest' } })
  })

  test('When the volunteer is staff as well, then somebody else confirms what they brought', async () => {
    const user = await given.idOf('volunteer-1')
    await given.as('supervisor-1').do(identity.grant, { user, role: 'communityStaff' })
    const it = await story('delivered')
    expect(it.may).not.toContain('confirm')
    expect((await given.as('volunteer-1').try(help.confirm, tap(it))).status).toBe(403)
    await given.as('supervisor-1').do(identity.revoke, { user, grant: 'communityStaff.bchd.bchd' })
    expect((await given.as('staff-1').do(help.confirm, tap(it))).state).toBe('confirmed')
  })

  test('When staff enter what they were told by phone, then the history says so', async () => {
    const done = await given
      .as('staff-1')
      .do(help.confirm, { ...tap(await story('delivered')), via: 'phone' })
    expect(done.timeline.at(-1)).toMatchObject({ move: 'confirm', via: 'phone' })
  })
})

test('When someone acts for a parent and is nobody here, then they can still ask for them, and not for themselves', async () => {
  const [elder, son] = await Promise.all([given.idOf('elder-4'), given.idOf('visitor-4')])
  const link = {
    person: elder,
    callName: '奶奶',
    modules: ['help'],
    from: '2026-01-01T00:00:00.000Z',
    until: '2027-01-01T00:00:00.000Z',
  }
  await putProxy(given.effects, son, link)
  const lines = [{ what: '米' }]
  const asked = await given.as('visitor-4').do(help.ask, { kind: 'groceries', lines, for: elder })
  expect(asked.may).toContain('withdraw')
  const own = await given.as('visitor-4').try(help.ask, { kind: 'groceries', lines })
  expect(own).toMatchObject({ status: 409, body: { code: 'help.homeNeeded' } })
})

describe('who sees what', () => {
  test('When it does not concern the reader, then it is the same 404 as for nothing', async () => {
    const it = await story('accepted')
    const nothing = await given.as('resident-2').try(help.get, { id: 'help_bchd_nothing' })
    for (const person of ['resident-2', 'volunteer-2', 'outsider-1', 'grid-1', 'supervisor-1', 'visitor-1'])
      expect(await given.as(person).try(help.get, { id: it.id })).toEqual(nothing)
  })

  test('When another team has it, then a lead sees whose it is and nothing that was written', async () => {
    const it = await story('accepted', { door: '密码1234' })
    const seen = await given.as('lead-2').do(help.get, { id: it.id })
    expect(seen.team?.name).toBe('第1服务队')
    expect(Object.keys(seen)).not.toEqual(expect.arrayContaining(['lines']))
    expect(seen).not.toHaveProperty('askerName')
    expect(seen.may).toEqual([])
  })

  test('When the volunteer at work looks up the door, then the asker can see who looked; nobody else gets it', async () => {
    const it = await story('accepted', { door: '门铃坏了' })
    for (const person of ['lead-2', 'resident-1'])
      expect((await given.as(person).try(help.reveal, { id: it.id })).status).toBe(403)
    expect((await given.as('outsider-1').try(help.reveal, { id: it.id })).status).toBe(404)
    const door = await given.as('volunteer-1').do(help.reveal, { id: it.id })
    expect(door).toEqual({
      name: '实名resident-1',
      phone: '10012340001',
      address: '1号楼1单元resident-1室',
      door: '门铃坏了',
    })
    const asker = await given.as('resident-1').do(help.get, { id: it.id })
    expect(asker.looks).toEqual([{ at: monday10, name: '称呼volunteer-1', as: '志愿者', times: 1 }])
  })

  test('When the asker moves away meanwhile, then the volunteer still finds the door', async () => {
    const asked = await given
      .as('resident-9')
      .do(help.ask, { kind: 'groceries', lines: [{ what: '米' }], door: '敲门' })
    const claimed = await given.as('lead-1').do(help.claim, tap(asked))
    const volunteer = await given.idOf('volunteer-1')
    const named = await given.as('lead-1').do(help.assign, { ...tap(claimed), volunteer })
    await given.as('volunteer-1').do(help.accept, tap(named))
    await given.as('resident-9').do(identity.leaveHome, {})
    const door = await given.as('volunteer-1').do(help.reveal, { id: asked.id })
    expect(door).toMatchObject({ address: '9号楼1单元resident-9室', door: '敲门' })
  })

  test('When it is delivered, then the door and phone are closed again', async () => {
    const it = await story('delivered')
    expect((await given.as('volunteer-1').try(help.reveal, { id: it.id })).status).toBe(409)
  })

  test('When staff ring somebody whose request does not move, then that look is on record like any other', async () => {
    const it = await given.request1()
    expect((await given.as('lead-1').try(help.reveal, { id: it.id })).status).toBe(403)
    expect((await given.as('staff-1').do(help.reveal, { id: it.id })).phone).toBe('10012340001')
    const { looks } = await given.as('resident-1').do(help.get, { id: it.id })
    expect(looks).toMatchObject([{ as: '社区工作者', times: 1 }])
  })

  test('When someone looks very often, then whoever else looked is still seen', async () => {
    const it = await story('accepted')
    for (let n = 0; n < 30; n++) {
      given.minutesLater(11)
      await given.as('volunteer-1').do(help.reveal, { id: it.id })
    }
    given.minutesLater(1)
    // Still at it: that is no other look.
    await given.as('volunteer-1').do(help.reveal, { id: it.id })
    given.minutesLater(1)
    await given.as('lead-1').do(help.reveal, { id: it.id })
    given.setNow(monday10)
    const { looks } = await given.as('resident-1').do(help.get, { id: it.id })
    expect(looks?.map(({ name, times }) => [name, times])).toEqual([
      ['称呼lead-1', 1],
      ['称呼volunteer-1', 30],
    ])
  })

  test('When leads look at open requests, then they read what is needed but no remarks; after the end, nothing', async () => {
    const it = await given.request1({ lines: [{ what: '鸡蛋', remark: '钥匙在门垫下' }] })
    const seen = await given.as('lead-9').do(help.get, { id: it.id })
    expect(seen.lines).toEqual([{ what: '鸡蛋' }])
    await given.as('resident-1').do(help.withdraw, tap(it))
    const after = await given.as('lead-9').do(help.get, { id: it.id })
    expect(after).not.toHaveProperty('lines')
    expect(await given.as('lead-9').try(help.claim, tap(it))).toMatchObject({
      status: 409,
      body: { code: 'matter.moved' },
    })
  })

  test('When a volunteer says they are unwell, then the asker does not read it', async () => {
    const it = await story('accepted')
    await given.as('volunteer-1').do(help.decline, { ...tap(it), reason: 'unwell' })
    const [asker, lead] = await Promise.all(
      ['resident-1', 'lead-1'].map(each => given.as(each).do(help.get, { id: it.id })),
    )
    expect(asker!.timeline.at(-1)).not.toHaveProperty('reason')
    expect(lead!.timeline.at(-1)).toMatchObject({ reason: 'unwell' })
  })

  test('When requests are stored and logged, then no text, name, phone or address is readable in either', async () => {
    const secret = '独一无二的备注'
    const it = await story('accepted', { lines: [{ what: '鸡蛋', remark: secret }], door: '暗号芝麻开门' })
    await given.as('volunteer-1').do(help.reveal, { id: it.id })
    const item = await given.table.get({ pk: `C#bchd#M#${it.id}`, sk: 'MATTER' })
    const stored = JSON.stringify([item, given.logged])
    for (const word of [secret, '芝麻开门', '10012340001', '实名', '1单元'])
      expect(stored).not.toContain(word)
  })
})
