import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { help, type HelpReply } from '../../shared/help/help.ts'
import { identity } from '../../shared/identity/identity.ts'
import { plusMinutes } from '../../shared/time.ts'
import { messages, templates, type TemplateName } from '../../shared/messages/messages.ts'
import { startWechat } from '../../local/wechat.ts'
import { brokenField, localTemplates } from '../../local/wechat-words.ts'
import { changes } from '../changes.ts'
import { putProxy } from '../identity/proxies-store.ts'
import { monday10, neighbourhood, op, type Neighbourhood } from '../testing/given.ts'
import { helpStory, tap } from '../testing/help-story.ts'
import type { Notice } from '../platform/notice.ts'
import { notify, sendDue } from './messages.ts'
import { dataFor, type TemplateFields } from './messages-words.ts'

let wechat: Awaited<ReturnType<typeof startWechat>>
let given: Neighbourhood
let clock = Date.parse(monday10)
beforeAll(async () => {
  // A WeChat of this file's own, for faults must not strike other files.
  wechat = await startWechat({ now: () => clock, templates: Object.values(localTemplates) })
  process.env.WECHAT_BASE = wechat.base
})
beforeEach(async () => {
  given = await neighbourhood()
  clock = Date.parse(monday10)
})
afterEach(() => given.close())
afterAll(() => wechat.stop())

const setNow = (at: string) => {
  given.setNow(at)
  clock = Date.parse(at)
}
const minutesLater = (minutes: number) => {
  given.minutesLater(minutes)
  clock = Date.parse(given.now())
}

const arrange = (path: string, body: object) =>
  fetch(`${wechat.base}${path}`, { method: 'POST', body: JSON.stringify(body) })
interface Attempt {
  readonly touser: string
  readonly template_id: string
  readonly page: string
  readonly data: Readonly<Record<string, { readonly value: string }>>
}
const seen = async (path: '/_sent' | '/_asked', persona: string) => {
  const body = (await (await fetch(`${wechat.base}${path}`)).json()) as Record<string, Attempt[]>
  return body[path.slice(2)]!.filter(({ touser }) => touser === `demo-${persona}`)
}

/** Each test has people of its own, for what WeChat has sent outlives their table. */
let people = 0
const another = (kind: string) => `${kind}-${++people + 100}`

const boxOf = async (persona: string) => {
  const item = await given.table.get({ pk: `U#${await given.idOf(persona)}#INBOX`, sk: 'BOX' })
  return item?.box as { unread: number; grants: Partial<Record<TemplateName, number>> } | undefined
}
const stored = async (persona: string) =>
  given.table.queryAll({ pk: `U#${await given.idOf(persona)}#INBOX`, sk: { beginsWith: 'M#' } })
const outcomes = async (persona: string) => (await stored(persona)).map(({ wechat }) => wechat)
const inbox = async (persona: string) => (await given.as(persona).do(messages.inbox, {})).items

/** In WeChat's prompt, and in our book. */
const allow = async (persona: string, template: TemplateName = 'helpProgress', times = 1) => {
  await arrange('/_grants', { openid: `demo-${persona}`, template_id: localTemplates[template].id, times })
  for (let n = 0; n < times; n++)
    await given.as(persona).do(messages.granted, { templates: [template], op: op() })
}

const ask = (persona: string, input: object = {}) =>
  given.as(persona).do(help.ask, { kind: 'groceries', lines: [{ what: '鸡蛋', howMany: '2斤' }], ...input })
/** A request of this person, taken by team 1. */
const claimed = async (persona: string): Promise<HelpReply> => {
  const it = await given.as('lead-1').do(help.claim, tap(await ask(persona)))
  await given.settled()
  return it
}

/** Follows all changes since the beginning once more. */
const followAgain = async () => {
  const follow = changes(() => given.effects)
  const records = await given.reader()
  for (let Records = await records(); Records.length; Records = await records())
    expect(await follow({ Records })).toEqual({ batchItemFailures: [] })
}

const withPush = (push: Neighbourhood['effects']['wechat']['push']) => {
  const { wechat } = given.effects
  const real = wechat.push
  wechat.push = push
  return {
    real,
    mend: () => {
      wechat.push = real
    },
  }
}

describe('The inbox', () => {
  test('When a request is claimed, then the asker finds it in the inbox, can read it, and nobody else is told', async () => {
    const asker = another('resident')
    const it = await claimed(asker)
    expect(await inbox(asker)).toEqual([
      {
        id: expect.any(String),
        at: given.now(),
        title: '有人接了',
        text: '第1服务队接了您的“买菜”，正在安排人。',
        read: false,
        url: `/help/detail?id=${it.id}`,
      },
    ])
    expect(await given.as(asker).do(messages.unread, {})).toEqual({ unread: 1 })
    // Leads hear that somebody asks, and nothing of who has taken it.
    for (const other of ['lead-1', 'lead-2', 'volunteer-1', 'resident-1', 'staff-1'])
      expect([other, (await inbox(other)).filter(({ title }) => title !== '有人请帮忙')]).toEqual([other, []])

    const { id } = (await inbox(asker))[0]!
    for (let n = 0; n < 2; n++) expect(await given.as(asker).do(messages.read, { id })).toEqual({ unread: 0 })
    expect((await inbox(asker))[0]!.read).toBe(true)
    // Another one's message is as good as not there.
    expect(await given.as('resident-1').try(messages.read, { id })).toMatchObject({
      status: 404,
      body: { code: 'messages.notFound' },
    })
  })

  test('When many messages have come, then they are paged, newest first, and all up to one can be read at once', async () => {
    const asker = another('resident')
    const to = await given.idOf(asker)
    const ctx = () => ({ ...given.effects, now: given.now() })
    for (let n = 0; n < 60; n++) {
      minutesLater(1)
      const notice = { to, name: 'n', template: 'matterNews', title: `第${n}条`, text: '' } as const
      await notify(ctx(), `key.${n}`, [notice])
    }
    const me = given.as(asker)
    const first = await me.do(messages.inbox, {})
    expect([first.items.length, first.items[0]!.title]).toEqual([50, '第59条'])
    const second = await me.do(messages.inbox, { next: first.next! })
    expect([second.items.length, second.items.at(-1)!.title, second.next]).toEqual([10, '第0条', undefined])
    expect(await me.do(messages.read, { upTo: first.items[5]!.at })).toEqual({ unread: 5 })
    expect((await me.do(messages.inbox, {})).items.filter(({ read }) => !read)).toHaveLength(5)
    // An older mark takes nothing back, and what is still to come cannot be read yet.
    expect(await me.do(messages.read, { upTo: first.items[9]!.at })).toEqual({ unread: 5 })
    expect(await me.do(messages.read, { upTo: '2099-01-01T00:00:00.000Z' })).toEqual({ unread: 0 })
    minutesLater(1)
    await notify(ctx(), 'key.60', [{ to, name: 'n', template: 'matterNews', title: '新的', text: '' }])
    expect(await me.do(messages.unread, {})).toEqual({ unread: 1 })
  })

  test('When somebody takes their data along or leaves, then the messages go with them', async () => {
    const asker = another('resident')
    const it = await claimed(asker)
    const me = given.as(asker)
    let page = await me.do(identity.export, {})
    const facts = page.items.map(each => each.facts)
    while (page.next) {
      page = await me.do(identity.export, { next: page.next })
      facts.push(...page.items.map(each => each.facts))
    }
    expect(facts).toContainEqual(expect.objectContaining({ 消息: '有人接了' }))
    await me.do(help.withdraw, { ...tap(it), reason: 'notNeeded' })
    await given.settled()
    const to = await given.idOf(asker)
    await me.do(identity.erase, {})
    expect(await given.table.queryAll({ pk: `U#${to}#INBOX` })).toEqual([])
  })

  test('When messages arrive and are read at the same time, then the count is right in the end', async () => {
    const asker = another('resident')
    const to = await given.idOf(asker)
    const tell = (n: number) =>
      notify({ ...given.effects, now: given.now() }, `race.${n}`, [
        { to, name: 'n', template: 'matterNews', title: `${n}`, text: '' },
      ])
    for (let n = 0; n < 4; n++) await tell(n)
    const before = await inbox(asker)
    await Promise.all([
      ...[4, 5, 6].map(tell),
      ...before.slice(0, 3).map(({ id }) => given.as(asker).do(messages.read, { id })),
      given.as(asker).do(messages.read, { id: before[0]!.id }),
    ])
    expect((await boxOf(asker))!.unread).toBe(4)
    expect((await inbox(asker)).filter(({ read }) => !read)).toHaveLength(4)
  })
})

describe('WeChat', () => {
  test('When the asker has allowed one message, then one is sent, and the next move is told in the inbox alone', async () => {
    const asker = another('resident')
    await allow(asker)
    let it = await claimed(asker)
    expect(await seen('/_sent', asker)).toEqual([
      expect.objectContaining({
        template_id: 'local-help-progress',
        page: `help/detail?id=${it.id}`,
        data: {
          thing1: { value: '有人接了' },
          time2: { value: '2026年11月23日 10:00' },
          thing3: { value: '点开看看办到哪了' },
        },
      }),
    ])
    expect(await outcomes(asker)).toEqual(['sent'])
    it = await given.as('lead-1').do(help.assign, { ...tap(it), volunteer: await given.idOf('volunteer-1') })
    await given.as('volunteer-1').do(help.accept, { ...tap(it), comesAt: plusMinutes(given.now(), 30) })
    await given.settled()
    const told = await inbox(asker)
    expect(told.map(({ title }) => title)).toEqual(['已安排人', '有人接了'])
    expect(told[0]?.text).toBe('第1服务队的志愿者答应来办“买菜”，大约10:30到。')
    expect(await seen('/_asked', asker)).toHaveLength(1)
    expect((await outcomes(asker)).sort()).toEqual(['noGrant', 'sent'])
  })

  test('When all changes are followed a second time, then nobody gets a second message', async () => {
    const asker = another('resident')
    await allow(asker, 'helpProgress', 3)
    await claimed(asker)
    const box = await boxOf(asker)
    await followAgain()
    expect(await inbox(asker)).toHaveLength(1)
    expect(await seen('/_asked', asker)).toHaveLength(1)
    expect(await boxOf(asker)).toEqual(box)
    expect(box).toMatchObject({ unread: 1, grants: { helpProgress: 2 } })
  })

  test('When the function dies before WeChat is asked, then the clock sends it', async () => {
    const asker = another('resident')
    await allow(asker)
    const { mend } = withPush(() => Promise.reject(new Error('killed')))
    await claimed(asker)
    mend()
    expect(await outcomes(asker)).toEqual(['due'])
    // The one that died had taken it for two minutes.
    await given.tick()
    expect(await seen('/_sent', asker)).toEqual([])
    minutesLater(2)
    await given.tick()
    await given.tick()
    expect(await seen('/_sent', asker)).toHaveLength(1)
    expect(await outcomes(asker)).toEqual(['sent'])
  })

  test('When the function dies after WeChat has answered, then it is sent once more, and no more than that', async () => {
    const asker = another('resident')
    await allow(asker, 'helpProgress', 3)
    const { real, mend } = withPush(async message => {
      await real(message)
      throw new Error('killed')
    })
    await claimed(asker)
    mend()
    for (let n = 0; n < 3; n++) {
      minutesLater(2)
      await given.tick()
    }
    expect(await seen('/_sent', asker)).toHaveLength(2)
    expect(await outcomes(asker)).toEqual(['sent'])
  })

  test('When the stream and the clock are at it together, then one of them sends it', async () => {
    const asker = another('resident')
    const to = await given.idOf(asker)
    await allow(asker, 'matterNews', 3)
    const ctx = { ...given.effects, now: given.now() }
    const due = await notify(ctx, 'together', [
      { to, name: 'n', template: 'matterNews', title: '有消息', text: '' },
    ])
    await Promise.all([sendDue(ctx, due), sendDue(ctx, due), given.tick(), given.tick()])
    expect(await seen('/_asked', asker)).toHaveLength(1)
  })

  test('When WeChat says the person refuses (43101), then that is noted, and no more are tried until allowed again', async () => {
    const asker = another('resident')
    for (let n = 0; n < 2; n++)
      await given.as(asker).do(messages.granted, { templates: ['helpProgress'], op: op() })
    await claimed(asker)
    expect(await outcomes(asker)).toEqual(['noGrant'])
    expect((await boxOf(asker))!.grants).toEqual({ helpProgress: 0 })
    await claimed(asker)
    expect(await seen('/_asked', asker)).toHaveLength(1)
    await allow(asker)
    await claimed(asker)
    expect(await seen('/_sent', asker)).toHaveLength(1)
  })

  test.each([40001, 42001])(
    'When the token has ended (%i), then it is renewed once and the message sent',
    async errcode => {
      const asker = another('resident')
      await allow(asker)
      await arrange('/_faults', { path: '/cgi-bin/message/subscribe/send', errcode })
      await claimed(asker)
      expect(await outcomes(asker)).toEqual(['sent'])
    },
  )

  test('When two hours pass, then the token of before is renewed; when none is to be had, then it is sent later', async () => {
    const asker = another('resident')
    await allow(asker, 'helpProgress', 2)
    await claimed(asker)
    minutesLater(121)
    await arrange('/_faults', { path: '/cgi-bin/stable_token', errcode: -1 })
    await claimed(asker)
    // The clock may have told of more by then: that the first has waited for two hours.
    const ofTheClaims = async () =>
      (await stored(asker)).filter(({ title }) => title === '有人接了').map(({ wechat }) => wechat)
    expect((await ofTheClaims()).sort()).toEqual(['due', 'sent'])
    minutesLater(2)
    await given.tick()
    expect(await ofTheClaims()).toEqual(['sent', 'sent'])
  })

  test.each([-1, 45009, 44991])(
    'When WeChat has had enough (%i), then nothing else waits, and the clock tries again',
    async errcode => {
      const [first, second] = [another('resident'), another('resident')]
      await allow(first)
      await allow(second)
      await arrange('/_faults', { path: '/cgi-bin/message/subscribe/send', errcode })
      await claimed(first)
      await claimed(second)
      expect([await outcomes(first), await outcomes(second)]).toEqual([['due'], ['sent']])
      await given.tick()
      expect(await seen('/_sent', first)).toEqual([])
      minutesLater(1)
      await given.tick()
      expect(await outcomes(first)).toEqual(['sent'])
      expect(await seen('/_sent', first)).toHaveLength(1)
    },
  )

  test('When WeChat is silent for a day, then it is given up with the reason, and the allowance is kept', async () => {
    const asker = another('resident')
    await allow(asker)
    const { mend } = withPush(async () => ({ became: 'later', errcode: 45009 }))
    await claimed(asker)
    for (let n = 0; n < 40; n++) {
      minutesLater(60)
      await given.tick()
    }
    mend()
    expect((await stored(asker))[0]).toMatchObject({ wechat: 'failed', errcode: 45009 })
    expect((await boxOf(asker))!.grants).toEqual({ helpProgress: 1 })
  })

  test.each([47003, 40037, 40003, 41030])(
    'When WeChat will never take it (%i), then that is kept with the reason, and the allowance as well',
    async errcode => {
      const asker = another('resident')
      await allow(asker)
      await arrange('/_faults', { path: '/cgi-bin/message/subscribe/send', errcode })
      await claimed(asker)
      expect(await stored(asker)).toMatchObject([{ wechat: 'failed', errcode }])
      expect((await boxOf(asker))!.grants).toEqual({ helpProgress: 1 })
    },
  )

  test('When somebody is only known by phone, then it is on record that they were not reached', async () => {
    const to = `person_${'a'.repeat(32)}`
    await given.table.put({ pk: `U#${to}`, sk: 'ME', profile: { id: to, callName: '张奶奶', epoch: 1 } })
    const notice: Notice = { to, name: 'n', template: 'matterNews', title: '有消息', text: '' }
    const ctx = { ...given.effects, now: given.now() }
    expect(await notify(ctx, 'phone', [notice])).toEqual([])
    expect(await given.table.queryAll({ pk: `U#${to}#INBOX`, sk: { beginsWith: 'M#' } })).toMatchObject([
      { wechat: 'unreached' },
    ])
    // And somebody who is nobody does not keep the others from being told.
    expect(await notify(ctx, 'nobody', [{ ...notice, to: `user_${'b'.repeat(32)}` }])).toEqual([])
  })
})

describe('Allowances', () => {
  test('When the same prompt is reported again and again, then it counts once', async () => {
    const asker = another('resident')
    const input = { templates: ['helpProgress', 'matterNews'] as TemplateName[], op: op() }
    await Promise.all(Array.from({ length: 5 }, () => given.as(asker).do(messages.granted, input)))
    expect((await boxOf(asker))!.grants).toEqual({ helpProgress: 1, matterNews: 1 })
    expect(
      (await given.as(asker).tryAnything(messages.granted, { templates: ['else'], op: op() })).status,
    ).toBe(400)
  })

  test('When the templates are asked for, then their ids come from the settings of the deployment', async () => {
    expect(await given.as('resident-1').do(messages.templates, {})).toEqual(
      Object.fromEntries(templates.map(name => [name, localTemplates[name].id])),
    )
  })

  test('When any number is allowed and any number of things happens at once, then as many are sent as both permit', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 0, max: 2 }),
        async (allowed, told, more) => {
          const asker = another('resident')
          const to = await given.idOf(asker)
          await allow(asker, 'matterNews', allowed)
          const ctx = { ...given.effects, now: given.now() }
          const tell = async (n: number) => {
            const notice = { to, name: 'n', template: 'matterNews', title: `第${n}件`, text: '' } as const
            // Each twice: the stream may bring a change again.
            const due = await Promise.all([
              notify(ctx, `${asker}.${n}`, [notice]),
              notify(ctx, `${asker}.${n}`, [notice]),
            ])
            await sendDue(ctx, due.flat())
          }
          await Promise.all([
            ...Array.from({ length: told }, (_, n) => tell(n)),
            ...Array.from({ length: more }, () => allow(asker, 'matterNews')),
          ])
          const { grants, unread } = (await boxOf(asker))!
          const sent = (await seen('/_sent', asker)).length
          expect(unread).toBe(told)
          expect(await inbox(asker)).toHaveLength(told)
          expect(sent).toBeGreaterThanOrEqual(Math.min(allowed, told))
          expect(sent).toBeLessThanOrEqual(Math.min(allowed + more, told))
          expect((grants.matterNews ?? 0) + sent).toBe(allowed + more)
          expect(grants.matterNews ?? 0).toBeGreaterThanOrEqual(0)
        },
      ),
      { numRuns: 12 },
    )
  }, 60_000)
})

describe('Quiet hours', () => {
  const night = '2026-11-23T14:00:00.000Z' // 22:00
  const morning = '2026-11-23T23:30:00.000Z' // 7:30

  test('When something happens at night, then WeChat is silent until half past seven', async () => {
    const asker = another('resident')
    await allow(asker)
    setNow(night)
    await claimed(asker)
    expect(await inbox(asker)).toHaveLength(1)
    setNow('2026-11-23T23:29:59.999Z')
    await given.tick()
    expect(await seen('/_asked', asker)).toEqual([])
    setNow(morning)
    await given.tick()
    expect(await seen('/_sent', asker)).toHaveLength(1)
  })

  test('When it was read before the morning, then WeChat is not needed and the allowance stays', async () => {
    const asker = another('resident')
    await allow(asker)
    setNow(night)
    await claimed(asker)
    await given.as(asker).do(messages.read, { upTo: given.now() })
    setNow(morning)
    await given.tick()
    expect(await seen('/_asked', asker)).toEqual([])
    expect(await outcomes(asker)).toEqual(['read'])
    expect((await boxOf(asker))!.grants).toEqual({ helpProgress: 1 })
  })

  test('When somebody is on the way at night, then both sides are told at once', async () => {
    const asker = another('resident')
    let it = await claimed(asker)
    const volunteer = given.as('volunteer-1')
    it = await given.as('lead-1').do(help.assign, { ...tap(it), volunteer: await given.idOf('volunteer-1') })
    it = await volunteer.do(help.accept, tap(it))
    it = await volunteer.do(help.bought, { ...tap(it), spentFen: 1_000 })
    await given.settled()
    setNow(night)
    await allow(asker)
    it = await volunteer.do(help.start, tap(it))
    await given.settled()
    expect((await seen('/_sent', asker)).map(({ data }) => data.thing1!.value)).toEqual(['志愿者在路上'])
    const before = (await seen('/_sent', 'volunteer-1')).length
    await allow('volunteer-1', 'matterNews')
    await given.as('lead-1').do(help.release, { ...tap(it), reason: 'other' })
    await given.settled()
    expect((await seen('/_sent', 'volunteer-1')).length).toBe(before + 1)
  })
})

describe('Help', () => {
  const allTitles = async (persona: string) => (await inbox(persona)).map(({ title }) => title).reverse()
  /** Without the calls for help that leads hear anyway. */
  const titles = async (persona: string) => (await allTitles(persona)).filter(title => title !== '有人请帮忙')

  test('When somebody asks, then the leads it is brought to are told, ever more while nobody takes it, each once', async () => {
    const told = async () => {
      await given.settled()
      const heard = await Promise.all(
        Array.from({ length: 15 }, async (_, n) => (await allTitles(`lead-${n + 1}`)).length),
      )
      expect(Math.max(...heard)).toBe(1)
      return heard.filter(count => count > 0).length
    }
    await given.idOf('grid-1')
    for (let n = 1; n <= 15; n++) await given.idOf(`lead-${n}`)
    await given.request1()
    // One team is there for groceries in this building.
    expect(await told()).toBe(1)
    for (let ring = 0; ring < 3; ring++) {
      minutesLater(61)
      await given.tick()
    }
    expect(await told()).toBe(15)
    expect(await titles('grid-1')).toEqual(['有件事还没人接'])
    for (const other of ['volunteer-1', 'resident-2', 'grid-2', 'outsider-1', 'staff-1'])
      expect([other, await allTitles(other)]).toEqual([other, []])
  })

  test('When there is danger, then staff and the grid worker of the building hear of it at once, and no team', async () => {
    for (const person of ['staff-1', 'grid-1', 'grid-2', 'lead-1']) await given.idOf(person)
    const lines = [{ what: '有危险' }]
    await given.as('resident-1').do(help.ask, { kind: 'urgent', topic: 'danger', lines })
    await given.settled()
    for (const [person, heard] of [
      ['staff-1', ['有危险']],
      ['grid-1', ['有危险']],
      ['grid-2', []],
      ['lead-1', []],
    ] as const)
      expect([person, await allTitles(person)]).toEqual([person, heard])
  })

  test('When a request goes all the way, then each hears what concerns them, and nobody else hears anything', async () => {
    const it = await helpStory(given)('delivered')
    await given.settled()
    expect(await titles('resident-1')).toEqual(['有人接了', '已安排人', '志愿者在路上', '送到了'])
    expect(await titles('volunteer-1')).toEqual(['有人请您帮忙'])
    expect(await titles('lead-1')).toEqual([])
    await given.as('resident-1').do(help.confirm, tap(it))
    await given.settled()
    for (const other of ['resident-2', 'lead-2', 'volunteer-2', 'staff-1', 'grid-1', 'outsider-1'])
      expect([other, await titles(other)]).toEqual([other, []])
  })

  test('When it goes wrong on the way, then those who rely on it hear of it', async () => {
    const story = helpStory(given)
    const it = await story('accepted')
    await given.as('volunteer-1').do(help.decline, { ...tap(it), reason: 'noTime' })
    await given.settled()
    expect(await titles('lead-1')).toEqual(['要再定一位志愿者'])
    expect((await titles('resident-1')).at(-1)).toBe('正在换人')

    minutesLater(1)
    const second = await story('assigned')
    await given.as('resident-1').do(help.withdraw, { ...tap(second), reason: 'notNeeded' })
    await given.settled()
    expect((await titles('lead-1')).at(-1)).toBe('居民取消了')
    expect((await titles('volunteer-1')).at(-1)).toBe('这一趟不用去了')
    expect(await titles('resident-1')).not.toContain('居民取消了')

    minutesLater(1)
    const third = await story('assigned')
    await given.as('lead-1').do(help.release, { ...tap(third), reason: 'nobodyFree' })
    await given.settled()
    expect((await titles('resident-1')).at(-1)).toBe('还在找人')
    expect((await titles('volunteer-1')).at(-1)).toBe('这一趟不用去了')
  })

  test('When nobody takes it in time, then staff and the asker are told; and staff again while it stays so', async () => {
    await given.as('staff-1').do(messages.unread, {})
    await given.request1()
    // Past the last ring and the promise.
    for (let hour = 0; hour < 9; hour++) {
      minutesLater(61)
      await given.tick()
    }
    await given.settled()
    expect(await titles('staff-1')).toEqual(['有件事等太久了'])
    expect(await titles('resident-1')).toEqual(['还在找人'])
    minutesLater(24 * 60)
    await given.tick()
    await given.settled()
    expect(await titles('staff-1')).toEqual(['有件事等太久了', '有件事等太久了'])
    expect(await titles('resident-1')).toHaveLength(1)
  })

  test('When staff ask for somebody who has rung, then the notice says that the community did, not family', async () => {
    const asked = await ask('staff-1', { for: await given.idOf('elder-1') })
    await given.settled()
    expect((await titles('elder-1'))[0]).toBe('社区替您求助了')
    await given.as('staff-1').do(help.withdraw, tap(asked))
  })

  test('When a child asks for an elder, then both hear how it goes; and the child no more when the link has ended', async () => {
    const elder = await given.idOf('elder-1')
    const child = await given.idOf('child-1')
    const asked = await ask('child-1', { for: elder })
    await given.as('lead-1').do(help.claim, tap(asked))
    await given.settled()
    expect(await titles('elder-1')).toEqual(['家人替您求助了', '有人接了'])
    // The message holds no name; on opening it one reads who it was.
    const [first] = (await given.as('elder-1').do(messages.inbox, {})).items.slice(-1)
    expect(first?.text).toBe('称呼child-1替您求助了：“买菜”。不是您的意思，请打给社区。')
    expect(JSON.stringify(await stored('elder-1'))).not.toContain('称呼child-1')
    expect(await titles('child-1')).toEqual(['有人接了'])

    const next = await ask('child-1', { for: elder })
    const since = '2026-01-01T00:00:00.000Z'
    const ended = { person: elder, callName: '奶奶', modules: ['help'], from: since, until: given.now() }
    await putProxy(given.effects, child, ended)
    await given.as('lead-1').do(help.claim, tap(next))
    await given.settled()
    expect(await titles('elder-1')).toHaveLength(4)
    expect(await titles('child-1')).toEqual(['有人接了'])
  })

  test('When anything at all is told, then no name, phone, address or line is in it', async () => {
    await allow('resident-1', 'helpProgress', 9)
    await allow('volunteer-1', 'helpWanted', 9)
    const secret = { lines: [{ what: '救心丸针头', howMany: '两盒' }], door: '钥匙在花盆下' }
    await helpStory(given)('delivered', secret)
    const again = await helpStory(given)('onTheWay', secret)
    await given.as('volunteer-1').do(help.decline, { ...tap(again), reason: 'unwell' })
    await given.settled()
    const told = JSON.stringify([
      ...(await Promise.all(['resident-1', 'volunteer-1', 'lead-1'].map(stored))).flat(),
      ...(await seen('/_asked', 'resident-1')),
      ...(await seen('/_asked', 'volunteer-1')),
    ])
    expect(told.length).toBeGreaterThan(2_000)
    for (const detail of ['实名', '称呼', '1001234', '单元', '救心丸', '两盒', '花盆', 'unwell'])
      expect([detail, told.includes(detail)]).toEqual([detail, false])
    // Nor does WeChat learn which team it is.
    for (const attempt of await seen('/_asked', 'resident-1'))
      expect(JSON.stringify(attempt.data)).not.toContain('服务队')
  })
})

test('When any title goes into any field of a template, then WeChat would take it', () => {
  const kind = fc.constantFrom('thing', 'phrase', 'time', 'date', 'character_string')
  const meaning = fc.constantFrom('title', 'note', 'at') as fc.Arbitrary<TemplateFields[string]>
  const field = fc.tuple(kind, fc.nat({ max: 99 })).map(([name, n]) => `${name}${n}`)
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom('', ' ', '\n', '家人替您取消了', '👵'.repeat(20), '一'.repeat(40)),
  )
  fc.assert(
    fc.property(
      fc.dictionary(field, meaning, { minKeys: 1 }),
      text,
      fc.constantFrom(...templates),
      fc.date({ noInvalidDate: true, min: new Date('2020-01-01'), max: new Date('2099-12-31') }),
      (fields, title, template, at) => {
        const data = dataFor(fields, { template, title, at: at.toISOString() })
        const sent = Object.fromEntries(Object.entries(data).map(([name, value]) => [name, { value }]))
        expect(brokenField(sent)).toBeUndefined()
        // However WeChat counts: an emoji must not make twenty characters of ten.
        for (const [name, value] of Object.entries(data))
          if (name.startsWith('thing')) expect(value.length).toBeLessThanOrEqual(20)
      },
    ),
    { numRuns: 2_000 },
  )
})
