import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { community } from '../../shared/community/community.ts'
import { help, type HelpReply } from '../../shared/help/help.ts'
import { identity } from '../../shared/identity/identity.ts'
import { consentVersions } from '../../shared/identity/account.ts'
import { neighbourhood, op, type Neighbourhood } from '../testing/given.ts'
import { helpStory, tap } from '../testing/help-story.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())

const eggs = { kind: 'groceries' as const, lines: [{ what: '鸡蛋' }] }
const medicine = {
  kind: 'medicine' as const,
  lines: [{ what: '降压药', howMany: '2盒' }],
}

describe('medicine', () => {
  test.each([
    ['under control', { drug: 'controlled' }, 'help.notFetched'],
    ['injected', { lines: [{ what: '胰岛素' }] }, 'help.notFetched'],
    ['by a remark', { lines: [{ what: '药', remark: '要冷藏的' }] }, 'help.notFetched'],
    ['with insurance, papers not ready', { insurance: true }, 'help.bothIdsNeeded'],
  ] as const)('When it is asked for %s, then it is refused with where to go', async (_, change, code) => {
    const { status, body } = await given.as('resident-2').tryAnything(help.ask, { ...medicine, ...change })
    expect([status, body.code]).toEqual([409, code])
    expect(body.text).toMatch(/社区|打/)
  })

  test('When someone has not agreed that their health is spoken of, then they are asked first, or say so on the phone', async () => {
    const version = consentVersions.sensitive
    await given.as('resident-12').do(identity.consent, { what: 'sensitive', version, agree: false })
    for (const more of [{}, { sensitive: true as const }])
      expect(await given.as('resident-12').try(help.ask, { ...medicine, ...more })).toMatchObject({
        status: 403,
        body: { code: 'identity.consentNeeded', fields: { sensitive: expect.any(String) } },
      })
    const phoned = { ...medicine, for: await given.idOf('resident-12') }
    expect((await given.as('staff-1').try(help.ask, phoned)).status).toBe(403)
    expect((await given.as('staff-1').do(help.ask, { ...phoned, sensitive: true })).state).toBe('open')
  })

  test('When a child may act, but not in matters of health, then they neither ask for medicine nor read of it', async () => {
    const elder = await given.idOf('elder-5')
    const child = given.as('child-5')
    expect(await child.try(help.ask, { ...medicine, for: elder })).toMatchObject({
      status: 403,
      body: { code: 'help.notForTheirHealth' },
    })
    const asked = await given.as('elder-5').do(help.ask, { ...medicine, place: '街口药店' })
    const seen = await child.do(help.get, { id: asked.id })
    expect(seen).toMatchObject({ mine: true, state: 'open' })
    for (const field of ['lines', 'place', 'door']) expect(seen).not.toHaveProperty(field)
  })

  test('When it is ordinary medicine, then leads learn what it is only once they have taken it', async () => {
    const asked = await given.as('resident-2').do(help.ask, { ...medicine, place: '街口药店' })
    expect(asked).toMatchObject({ title: '去药店拿药', topic: 'pharmacy', place: '街口药店' })
    const seen = await given.as('lead-2').do(help.get, { id: asked.id })
    expect(seen).not.toHaveProperty('lines')
    expect(await given.as('grid-2').do(help.get, { id: asked.id })).not.toHaveProperty('lines')
    const claimed = await given.as('lead-2').do(help.claim, tap(asked))
    expect(claimed.lines).toEqual(medicine.lines)
  })

  test('When the insurance pays, then the counter has to have seen both people’s papers', async () => {
    const it = await helpStory(given)('accepted', { ...medicine, insurance: true, bothIds: true })
    const volunteer = given.as('volunteer-1')
    const refused = await volunteer.try(help.bought, { ...tap(it), spentFen: 900 })
    expect(refused).toMatchObject({ status: 409, body: { code: 'help.idsNotShown' } })
    const bought = await volunteer.do(help.bought, { ...tap(it), spentFen: 900, idsShown: true })
    expect(bought.state).toBe('bought')
  })
})

describe('what neighbours do not do', () => {
  test.each([
    ['拿银行卡去取钱', undefined, 'help.neverHandled'],
    ['我妈晕倒了', undefined, 'help.isDanger'],
    ['厨房有煤气味', 'otherErrand', 'help.isDanger'],
    ['帮我拿 银 行 卡', undefined, 'help.neverHandled'],
    ['ｕ盾放你那', undefined, 'help.neverHandled'],
    ['去医院开吗啡片', 'otherErrand', 'help.notFetched'],
  ] as const)(
    'When %s is asked of them, then it is refused with what to do instead',
    async (what, topic, code) => {
      const input = { kind: 'errands' as const, lines: [{ what }], ...(topic && { topic }) }
      const { status, body } = await given.as('resident-2').try(help.ask, input)
      expect([status, body.code]).toEqual([409, code])
      expect(body.fields).toHaveProperty(['lines.0.what'])
    },
  )

  test('When someone wants company to the bank, then that is fine', async () => {
    const lines = [{ what: '陪我去银行取钱' }]
    const asked = await given.as('resident-2').do(help.ask, { kind: 'errands', topic: 'escort', lines })
    expect(asked).toMatchObject({ state: 'open', title: '陪看病办事' })
  })

  test('When the time wanted is over, or too far off to be kept in mind, then it is refused by name', async () => {
    for (const wantedToAt of [
      '2026-11-23T01:00:00.000Z',
      '2027-11-23T02:00:00.000Z',
      '9999-12-31T23:59:59.999Z',
    ])
      expect(
        await given
          .as('resident-2')
          .try(help.ask, { kind: 'errands', lines: [{ what: '取快递' }], wantedToAt }),
      ).toMatchObject({
        status: 400,
        body: { fields: { wantedToAt: expect.any(String) } },
      })
  })

  test('When the topic is of another kind, then it is refused by name', async () => {
    const input = { kind: 'groceries' as const, topic: 'danger' as const, lines: [{ what: '蛋' }] }
    expect(await given.as('resident-2').try(help.ask, input)).toMatchObject({
      status: 400,
      body: { code: 'help.wrongTopic', fields: { topic: expect.any(String) } },
    })
  })
})

describe('danger', () => {
  const danger = {
    kind: 'urgent' as const,
    topic: 'danger' as const,
    lines: [{ what: '老人摔了，起不来' }],
  }

  test('When there is danger, then staff have it at once, no team ever sees it, and no time is promised', async () => {
    const asked = await given.as('resident-3').do(help.ask, danger)
    expect(asked).toMatchObject({ state: 'withStaff', stateHint: expect.stringContaining('120') })
    expect(asked).not.toHaveProperty('dueAt')
    const late = await given.as('staff-1').do(help.board, { list: 'late' })
    expect(late.items.find(({ id }) => id === asked.id)).toMatchObject({ call: 'asker' })
    for (const person of ['lead-1', 'lead-3', 'volunteer-3', 'resident-2', 'grid-4'])
      expect((await given.as(person).try(help.get, { id: asked.id })).status).toBe(404)
    // The grid worker of the building may go there as well.
    const taken = await given.as('grid-3').do(help.takeOver, tap(asked))
    expect(taken.staff?.name).toBe('称呼grid-3')
    expect((await given.as('grid-3').do(help.reveal, { id: asked.id })).phone).toBe('10012340003')
    const { looks } = await given.as('resident-3').do(help.get, { id: asked.id })
    expect(looks).toMatchObject([{ as: '网格员', times: 1 }])
    const done = await given.as('grid-3').do(help.deliver, tap(taken))
    expect((await given.as('grid-3').try(help.confirm, tap(done))).status).toBe(403)
    expect((await given.as('resident-3').do(help.confirm, tap(done))).state).toBe('confirmed')
  })

  test('When nobody of the staff has taken it on, then they are reminded, by night as well', async () => {
    const before = given.now()
    given.setNow('2026-11-23T18:00:00.000Z')
    const asked = await given.as('resident-3').do(help.ask, danger)
    for (const times of [1, 2]) {
      given.minutesLater(11)
      await given.tick()
      const { timeline } = await given.as('staff-1').do(help.get, { id: asked.id })
      expect(timeline.filter(({ move }) => move === 'escalate')).toHaveLength(times)
    }
    given.setNow(before)
  })
})

describe('switched off', () => {
  test('When the community has switched help off, then whoever asks is sent to the phone, danger is still told, and what is under way goes on', async () => {
    const asked = await given.as('resident-30').do(help.ask, eggs)
    const { version } = await given.as('staff-1').do(community.settings, {})
    await given.as('staff-1').do(community.saveSettings, { version, changes: { on: ['phoneBook'] } })
    const off = { status: 409, body: { code: 'help.switchedOff', text: expect.stringContaining('打给社区') } }
    expect(await given.as('resident-30').try(help.ask, eggs)).toMatchObject(off)
    expect(await given.as('resident-30').try(help.again, { id: asked.id })).toMatchObject(off)
    const person = await given.idOf('resident-30')
    expect(await given.as('staff-1').try(help.ask, { ...eggs, for: person })).toMatchObject(off)
    const danger = { kind: 'urgent' as const, topic: 'danger' as const, lines: [{ what: '闻到煤气味' }] }
    expect((await given.as('resident-30').do(help.ask, danger)).state).toBe('withStaff')
    expect((await given.as('lead-1').do(help.claim, tap(asked))).state).toBe('claimed')
    await given.as('staff-1').do(community.saveSettings, { version: version + 1, changes: { on: ['help'] } })
    expect((await given.as('resident-30').try(help.ask, eggs)).status).toBe(200)
  })
})

describe('limits', () => {
  test('When what could not be done is asked for once more, then it takes a place like any other', async () => {
    const [outsider, staff] = [given.as('outsider-2'), given.as('outsider-1')]
    const ask = () => outsider.try(help.ask, { kind: 'groceries', key: op(), lines: [{ what: '蛋' }] })
    const failed = await Promise.all(
      Array.from({ length: 3 }, async () => {
        const asked = (await ask()).body as HelpReply
        return staff.do(help.fail, { ...tap(asked), reason: 'outOfStock' })
      }),
    )
    // All at once want the three places that have come free.
    const answers = await Promise.all([
      ...failed.map(each => outsider.try(help.reopen, tap(each))),
      ...Array.from({ length: 6 }, ask),
    ])
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3)
    const no = answers.filter(({ status }) => status !== 200)
    expect(no.map(({ body }) => body.code)).toEqual(Array(6).fill('help.tooMany'))
    const { items } = await (await given.settled(), outsider.do(help.mine, {}))
    expect(items.filter(({ state }) => state === 'open')).toHaveLength(3)
    const left = items.find(({ state }) => state === 'failed')
    if (left) expect((await outsider.try(help.reopen, tap(left))).status).toBe(409)
    // What has ended makes room for it.
    await outsider.do(help.withdraw, tap(items.find(({ state }) => state === 'open')!))
    const last = left ? await outsider.try(help.reopen, tap(left)) : await ask()
    expect(last.status).toBe(200)
  })
})

describe('还是老样子', () => {
  test('When something is asked for once more, then it is the same in everything, by a key once only', async () => {
    const first = await given.as('resident-4').do(help.ask, {
      kind: 'groceries',
      lines: [{ what: '鸡蛋', howMany: '2斤', remark: '要土鸡蛋' }],
      capFen: 5_000,
      door: '敲门',
      risks: ['dog'],
    })
    const key = op()
    const again = () => given.as('resident-4').do(help.again, { id: first.id, key })
    const [a, b] = await Promise.all([again(), again()])
    expect(a!.id).toBe(b!.id)
    expect(a!.id).not.toBe(first.id)
    const { lines, capFen, door, risks, state } = a!
    expect({ lines, capFen, door, risks, state }).toEqual({
      lines: first.lines,
      capFen: 5_000,
      door: '敲门',
      risks: ['dog'],
      state: 'open',
    })
    const other = { id: first.id, key: op(), lines: [{ what: '豆腐' }] }
    expect((await given.as('resident-4').do(help.again, other)).lines).toEqual([{ what: '豆腐' }])
    for (const person of ['resident-5', 'outsider-1'])
      expect((await given.as(person).try(help.again, { id: first.id })).status).toBe(404)
  })

  test('When somebody rings, then staff find the last order and ask for the same in their name', async () => {
    const person = await given.idOf('resident-6')
    const staff = given.as('staff-1')
    expect(await staff.do(help.lastOf, { person })).toEqual({ open: 0 })
    const lines = [{ what: '牛奶' }]
    const asked = await staff.do(help.ask, { kind: 'groceries', lines, for: person })
    expect(asked.timeline[0]).toMatchObject({ as: 'communityStaff', onBehalf: true })
    await given.settled()
    const { last, open } = await staff.do(help.lastOf, { person })
    expect([open, last?.lines]).toEqual([1, lines])
    const again = await staff.do(help.again, { id: last!.id, key: op() })
    expect((await given.as('resident-6').do(help.get, { id: again.id })).mine).toBe(true)
    // Not for somebody of another community.
    const stranger = await given.idOf('outsider-1')
    expect((await staff.try(help.lastOf, { person: stranger })).status).toBe(404)
    const refused = await staff.try(help.ask, { kind: 'groceries', lines, for: stranger })
    expect(refused).toMatchObject({ status: 403, body: { code: 'help.notForThem' } })
  })
})

describe('the right volunteer', () => {
  test('When somebody has brought it before, then they are the first to be sent, with the reason', async () => {
    const story = helpStory(given)
    const done = await story('delivered')
    await given.as('resident-1').do(help.confirm, tap(done))
    await given.settled()
    const user = await given.idOf('visitor-7')
    await given.as('staff-1').do(identity.grant, { user, role: 'volunteer', scope: 'team-1' })
    const claimed = await story('claimed')
    const { volunteers } = await given.as('lead-1').do(help.candidates, { id: claimed.id })
    expect(volunteers?.[0]).toMatchObject({ name: '称呼volunteer-1', why: 'usual' })
    // The team that came the last time is the nearest of all.
    const open = await given.request1()
    const nears = await Promise.all(
      ['lead-1', 'lead-2'].map(async lead => (await given.as(lead).do(help.get, { id: open.id })).near),
    )
    expect(nears).toEqual([true, false])
  })
})
