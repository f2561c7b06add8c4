import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { help, type HelpReply } from '../../shared/help/help.ts'
import { identity } from '../../shared/identity/identity.ts'
import { matters } from '../../shared/matters/matters.ts'
import { caseStory } from '../testing/case-story.ts'
import { monday10, neighbourhood, op, type Neighbourhood } from '../testing/given.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())
afterEach(() => {
  given.faults.calm()
  given.setNow(monday10)
})

const refusal = (status: number, code: string) => ({ status, body: { code } })
const tap = ({ id, seq }: HelpReply) => ({ id, seq, op: op() })
const signIn = async (person: string) => {
  const { body } = await given.request('/api/identity/signIn', JSON.stringify({ code: `demo:${person}` }))
  return body as unknown as {
    token: string
    me: { id: string; grants: object[]; actsFor: object[]; callName: string }
  }
}

/** Brought to the asker by the volunteer, who looked at the door. */
const helped = async (asker: string, n: number) => {
  const [lead, volunteer] = [given.as(`lead-${n}`), given.as(`volunteer-${n}`)]
  let it: HelpReply = await given.as(asker).do(help.ask, {
    kind: 'groceries',
    lines: [{ what: '降压茶', remark: '要无糖的' }],
    door: '钥匙在花盆下',
  })
  it = await lead.do(help.claim, tap(it))
  it = await lead.do(help.assign, { ...tap(it), volunteer: await given.idOf(`volunteer-${n}`) })
  it = await volunteer.do(help.accept, tap(it))
  await volunteer.do(help.reveal, { id: it.id })
  it = await volunteer.do(help.bought, { ...tap(it), spentFen: 2_000 })
  it = await volunteer.do(help.start, tap(it))
  it = await volunteer.do(help.deliver, tap(it))
  return it
}

const all = async (person: string) => {
  const items: { section: string; facts: Record<string, unknown>; data: Record<string, unknown> }[] = []
  for (let next: string | undefined; ;) {
    const page = await given.as(person).do(identity.export, next ? { next } : {})
    items.push(...page.items)
    if (!page.next) return items
    next = page.next
  }
}

describe('my data', () => {
  test('When someone looks at my door, then I see who, when, as what and for which matter; nobody else sees it', async () => {
    const it = await helped('resident-1', 1)
    const { items } = await given.as('resident-1').do(identity.viewers, {})
    expect(items).toEqual([
      {
        at: monday10,
        name: '称呼volunteer-1',
        as: '志愿者',
        own: false,
        matter: { kind: 'help', id: it.id },
      },
    ])
    expect((await given.as('resident-2').do(identity.viewers, {})).items).toEqual([])
    const { items: seen, next } = await given.as('resident-1').do(identity.viewers, {})
    expect([seen.length, next]).toEqual([1, undefined])
  })

  test('When many have looked, then they come page by page, each once, the last first', async () => {
    const me = await given.idOf('resident-3')
    const by = await given.idOf('volunteer-3')
    for (let i = 0; i < 120; i++) {
      const at = new Date(Date.parse(monday10) + i * 60_000).toISOString()
      await given.table.put({
        pk: `U#${me}#LOOKS#help_bchd_${i}`,
        sk: `${at}#${by}`,
        look: { at, by, as: 'volunteer', matter: `help_bchd_${i}` },
        gsi1pk: `U#${me}#LOOKS`,
        gsi1sk: at,
      })
    }
    const found: string[] = []
    for (let next: string | undefined; ;) {
      const page = await given.as('resident-3').do(identity.viewers, next ? { next } : {})
      expect(page.items.length).toBeLessThanOrEqual(50)
      found.push(...page.items.map(({ at }) => at))
      if (!page.next) break
      next = page.next
    }
    expect(found).toEqual([...new Set(found)].sort().reverse())
    expect(found).toHaveLength(120)
  })

  test('When I put right how I am called, then everybody reads it so from then on', async () => {
    const me = given.as('resident-4')
    expect(await me.do(identity.details, {})).toMatchObject({
      callName: '称呼resident-4',
      name: '实名resident-4',
    })
    expect(await me.do(identity.correct, { callName: '新称呼' })).toMatchObject({
      callName: '新称呼',
      name: '实名resident-4',
    })
    expect(await me.do(identity.correct, { name: '王改名' })).toMatchObject({
      callName: '新称呼',
      name: '王改名',
      phone: '10012340004',
    })
    expect((await me.do(identity.me, {})).callName).toBe('新称呼')
    const item = await given.table.get({ pk: `U#${await given.idOf('resident-4')}`, sk: 'ME' })
    expect(JSON.stringify(item)).not.toContain('王改名')
    for (const bad of [{ callName: ' ' }, { callName: '长'.repeat(13) }, { name: '' }])
      expect(await me.try(identity.correct, bad)).toMatchObject(refusal(400, 'request.invalid'))
  })

  test('When I take my data along, then all of it is there in words, page by page, and that I did is on record', async () => {
    await helped('resident-5', 2)
    await given.settled()
    const items = await all('resident-5')
    const section = (name: string) => items.filter(each => each.section === name)
    expect(section('我是谁')).toMatchObject([
      { facts: { 称呼: '称呼resident-5', 姓名: '实名resident-5', 电话: '10012340005', 楼: '5号楼' } },
    ])
    expect(section('我的身份')).toMatchObject([{ facts: { 身份: '居民' } }])
    expect(section('我在哪儿登录')).toHaveLength(1)
    expect(section('我求助过的事')).toMatchObject([
      { facts: { 什么事: '买菜', 要办的: ['降压茶  要无糖的'], 进门的话: '钥匙在花盆下', 花了: '20元' } },
    ])
    expect(
      section('谁看过我的信息')
        .map(({ facts }) => facts.谁)
        .sort(),
    ).toEqual(['我自己', '称呼volunteer-2（志愿者）'].sort())
    // Of those one helped there is only that one did.
    const asHelper = (await all('volunteer-2')).filter(each => each.section === '我帮过的事')
    expect(asHelper).toMatchObject([{ facts: { 什么事: '买菜' } }])
    expect(JSON.stringify(asHelper)).not.toMatch(/降压茶|花盆|resident-5/)
    expect(
      (await given.as('resident-5').do(identity.viewers, {})).items.filter(({ own }) => own),
    ).toHaveLength(1)
  })

  test('When somebody else continues my export, then they have to begin their own', async () => {
    const { next } = await given.as('resident-5').do(identity.export, {})
    expect(next).toBeDefined()
    expect(await given.as('resident-6').try(identity.export, { next: next! })).toMatchObject(
      refusal(400, 'request.staleCursor'),
    )
  })
})

describe('leaving', () => {
  test('When a request is open, or a neighbour’s is in hand, then one cannot leave yet, and nothing has changed', async () => {
    const it = await helped('resident-10', 4)
    await given.settled()
    expect(await given.as('resident-10').try(identity.erase, {})).toMatchObject(
      refusal(409, 'help.stillOpen'),
    )
    expect(await given.as('volunteer-4').try(identity.erase, {})).toMatchObject(
      refusal(409, 'help.stillInHand'),
    )
    expect(await given.as('lead-4').try(identity.erase, {})).toMatchObject(refusal(409, 'help.stillInHand'))
    await given.as('resident-10').do(help.confirm, tap(it))
    expect((await given.as('resident-10').do(identity.me, {})).grants).toHaveLength(1)
  })

  test('When I leave, then my details are gone everywhere, what others need stays without me, and I may come again as a newcomer', async () => {
    let it = await helped('resident-11', 5)
    it = await given.as('resident-11').do(help.confirm, tap(it))
    const { code } = await given.as('resident-12').do(identity.proxyOffer, { modules: ['help'] })
    const proxy = await given.as('resident-11').do(identity.proxyAccept, { code })
    const offered = await given.as('resident-11').do(identity.proxyOffer, { modules: ['help'] })
    await given.settled()
    const [user, token] = [await given.idOf('resident-11'), await given.tokenOf('resident-11')]

    expect(await given.as('resident-11').do(identity.erase, {})).toEqual({ erased: true })

    // Every sign-in has ended; the same account begins anew and finds nothing of before.
    expect((await given.request('/api/identity/me', '{}', token)).status).toBe(401)
    const again = await signIn('resident-11')
    expect(again.me).toMatchObject({ grants: [], actsFor: [], callName: '邻居' })
    expect(again.me.id).not.toBe(user)
    for (const [name, input] of [
      ['help/get', { id: it.id }],
      ['identity/proxySee', { code: 'a'.repeat(32) }],
    ] as const)
      expect((await given.request(`/api/${name}`, JSON.stringify(input), again.token)).status).toBe(404)
    expect((await given.request('/api/matters/mine', '{}', again.token)).body).toEqual({ items: [] })
    expect((await given.request('/api/identity/me', '{}', token)).status).toBe(401)

    // What is left of them in storage says nothing about them.
    await given.settled()
    const left = await given.table.queryAll({ pk: `U#${user}` })
    expect(left).toEqual([{ pk: `U#${user}`, sk: 'ME', erasedAt: monday10 }])
    const matter = await given.table.get({ pk: `C#bchd#M#${it.id}`, sk: 'MATTER' })
    expect(matter).toMatchObject({ state: 'confirmed', askerName: '已注销', spentFen: 2_000 })
    expect(JSON.stringify(matter)).not.toContain('称呼resident-11')
    const forStaff = await given.as('staff-1').do(help.get, { id: it.id })
    expect(forStaff.lines).toEqual([])
    expect(forStaff.timeline.map(({ move }) => move)).toContain('confirm')

    // Nobody acts for someone who is gone, nor does what they offered lead anywhere.
    expect((await given.as('resident-12').do(identity.me, {})).actsFor).toEqual([])
    const kept = await given.table.get({ pk: `U#${proxy.helper.id}#PAST`, sk: `P#${proxy.id}` })
    expect(kept?.proxy).toMatchObject({ state: 'ended' })
    expect(JSON.stringify(kept)).not.toContain('称呼')
    expect(await given.as('resident-13').try(identity.proxyAccept, { code: offered.code })).toMatchObject(
      refusal(404, 'identity.codeUnknown'),
    )
  })

  test('When a viewer leaves, then whom they looked at still reads that somebody did, by role and not by name', async () => {
    let it = await helped('resident-14', 6)
    it = await given.as('resident-14').do(help.confirm, tap(it))
    await given.settled()
    await given.as('volunteer-6').do(identity.erase, {})
    const { items } = await given.as('resident-14').do(identity.viewers, {})
    expect(items).toEqual([{ at: monday10, as: '志愿者', own: false, matter: { kind: 'help', id: it.id } }])
    const shown = await given.as('resident-14').do(help.get, { id: it.id })
    expect(shown.looks).toMatchObject([{ name: '已注销', as: '志愿者' }])
    expect(JSON.stringify(shown)).not.toContain('称呼volunteer-6')
    // And their place on the team's list is free.
    const members = await given
      .as('staff-1')
      .do(identity.grants, { list: 'role', role: 'volunteer', scope: 'team-6' })
    expect(members.items.map(({ holder }) => holder.callName)).not.toContain('称呼volunteer-6')
  })

  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'When it breaks off at write %d, then nothing more may be done, and asked again it comes to its end',
    async n => {
      const person = `resident-${20 + n}`
      let it = await given
        .as(person)
        .do(help.ask, { kind: 'errands', lines: [{ what: `取快递${n}` }], door: '右门' })
      it = await given.as(person).do(help.withdraw, tap(it))
      const { code } = await given.as(`resident-${40 + n}`).do(identity.proxyOffer, { modules: ['help'] })
      await given.as(person).do(identity.proxyAccept, { code })
      await given.settled()
      const user = await given.idOf(person)
      let writes = 0
      const { put, remove } = given.table
      const breaking =
        <A extends unknown[], R>(write: (...input: A) => Promise<R>) =>
        (...input: A) =>
          ++writes === n
            ? Promise.reject(Object.assign(new Error('cut'), { name: 'TimeoutError' }))
            : write(...input)
      given.effects.table.put = breaking(put)
      given.effects.table.remove = breaking(remove)
      const first = await given.as(person).try(identity.erase, {})
      given.effects.table.put = put
      given.effects.table.remove = remove
      if (first.status !== 200) {
        expect(first).toMatchObject(refusal(503, 'server.busy'))
        if (n > 1) {
          const me = await given.as(person).do(identity.me, {})
          expect(me.leaving).toBe(true)
          const asked = { kind: 'errands' as const, lines: [{ what: '再来' }] }
          expect(await given.as(person).try(help.ask, asked)).toMatchObject(
            refusal(403, 'identity.notYourRole'),
          )
        }
        expect(await given.as(person).do(identity.erase, {})).toEqual({ erased: true })
      }
      expect(await given.table.queryAll({ pk: `U#${user}` })).toEqual([
        { pk: `U#${user}`, sk: 'ME', erasedAt: monday10 },
      ])
      const matter = await given.table.get({ pk: `C#bchd#M#${it.id}`, sk: 'MATTER' })
      expect(matter).toMatchObject({ askerName: '已注销' })
      expect((await given.as('staff-1').do(help.get, { id: it.id })).lines).toEqual([])
      expect((await given.as(`resident-${40 + n}`).do(identity.me, {})).actsFor).toEqual([])
      expect(
        (await given
          .as(person)
          .do(matters.mine, {})
          .catch((error: Error) => error.message)) as string,
      ).toMatch('401')
    },
  )

  test('When leaving and a yes to a proxy meet, then nobody acts for someone who is gone', async () => {
    for (let i = 0; i < 5; i++) {
      const [elder, helper] = [`resident-${60 + i}`, `resident-${70 + i}`]
      await given.idOf(elder)
      const { code } = await given.as(helper).do(identity.proxyOffer, { modules: ['help'] })
      const [yes, bye] = await Promise.all([
        given.as(elder).try(identity.proxyAccept, { code }),
        given.as(elder).try(identity.erase, {}),
      ])
      expect(bye.status).toBe(200)
      expect([200, 401, 404]).toContain(yes.status)
      expect((await given.as(helper).do(identity.me, {})).actsFor).toEqual([])
    }
  })

  test('When leaving is tapped many times at once, then it happened once and no answer is an error of ours', async () => {
    await given.idOf('resident-80')
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => given.as('resident-80').try(identity.erase, {})),
    )
    for (const { status } of answers) expect([200, 401]).toContain(status)
    expect(answers.some(({ status }) => status === 200)).toBe(true)
    const again = await signIn('resident-80')
    expect(again.me.grants).toEqual([])
    // Who came again and leaves again is somebody new once more.
    expect((await given.request('/api/identity/erase', '{}', again.token)).status).toBe(200)
    const third = await signIn('resident-80')
    expect(third.me.id).not.toBe(again.me.id)
  })
  test('When leaving meets a correction, a sign-out or a new role, then what is gone stays gone', async () => {
    const role = 'volunteer' as const
    for (let i = 0; i < 6; i++) {
      const person = `resident-${90 + i}`
      const user = await given.idOf(person)
      const me = given.as(person)
      const answers = await Promise.all([
        me.try(identity.erase, {}),
        me.try(identity.correct, { callName: '晚到的' }),
        me.try(identity.signOutEverywhere, {}),
        given.as('staff-1').try(identity.grant, { user, role, scope: 'team-8' }),
      ])
      for (const { status } of answers) expect([200, 401, 404]).toContain(status)
      if (answers[0]!.status !== 200) continue // it was the sign-out that came first
      expect(JSON.stringify(await given.table.get({ pk: `U#${user}`, sk: 'ME' }))).not.toMatch(
        /晚到的|profile/,
      )
    }
    expect(
      (await given.as('staff-1').try(identity.grants, { list: 'role', role, scope: 'team-8' })).status,
    ).toBe(200)
  })
})

describe('leaving while what follows from changes lags', () => {
  test('When somebody has just reported a danger, applied to the room, or taken something on, then they are held back', async () => {
    const asked = await given
      .as('resident-190')
      .do(help.ask, { kind: 'urgent', topic: 'danger', lines: [{ what: '煤气味' }] })
    expect(await given.as('resident-190').try(identity.erase, {})).toMatchObject(
      refusal(409, 'help.stillOpen'),
    )
    await given.as('staff-1').do(help.fail, { id: asked.id, seq: asked.seq })

    await caseStory(given).applied('resident-191')
    expect(await given.as('resident-191').try(identity.erase, {})).toMatchObject(
      refusal(409, 'mediation.hasOpen'),
    )

    const wanted = await given.as('resident-192').do(help.ask, { kind: 'errands', lines: [{ what: '修灯' }] })
    const claimed = await given.as('lead-9').do(help.claim, { id: wanted.id, seq: wanted.seq })
    expect(await given.as('lead-9').try(identity.erase, {})).toMatchObject(refusal(409, 'help.stillInHand'))
    const volunteer = await given.idOf('volunteer-9')
    await given.as('lead-9').do(help.assign, { id: wanted.id, seq: claimed.seq, volunteer })
    expect(await given.as('volunteer-9').try(identity.erase, {})).toMatchObject(
      refusal(409, 'help.stillInHand'),
    )
    // What is over holds nobody, and is no row of theirs once it has been followed.
    expect(await given.as('resident-190').do(identity.erase, {})).toEqual({ erased: true })
  })

  test('When a matter is over, then its rows go, and come back when it is asked for once more', async () => {
    const rows = async (user: string) => (await given.items()).filter(({ pk }) => pk === `U#${user}#HOLDS`)
    const asker = await given.idOf('resident-193')
    const asked = await given.as('resident-193').do(help.ask, { kind: 'errands', lines: [{ what: '修灯' }] })
    expect(await rows(asker)).toHaveLength(1)
    const failed = await given.as('staff-1').do(help.fail, { id: asked.id, seq: asked.seq })
    await given.settled()
    expect(await rows(asker)).toEqual([])
    await given.as('resident-193').do(help.reopen, { id: asked.id, seq: failed.seq })
    await given.settled()
    expect(await rows(asker)).toHaveLength(1)
  })
})
