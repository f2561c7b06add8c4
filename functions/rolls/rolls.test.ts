import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Reply } from '../../shared/contract.ts'
import { help } from '../../shared/help/help.ts'
import { households } from '../../shared/households/households.ts'
import { identity } from '../../shared/identity/identity.ts'
import { matters } from '../../shared/matters/matters.ts'
import { messages } from '../../shared/messages/messages.ts'
import { papers } from '../../shared/papers/papers.ts'
import { plusMinutes } from '../../shared/time.ts'
import { rolls, type RollReply } from '../../shared/rolls/rolls.ts'
import { saveSettings } from '../community/community.ts'
import { putProxy } from '../identity/proxies-store.ts'
import { neighbourhood, op, type Neighbourhood } from '../testing/given.ts'
import { readPdf } from '../testing/pdf.ts'
import type { Home } from '../identity/homes-store.ts'
import { ctxOf, homesOf } from '../testing/rolls.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
  await homesOf(given, 1, 6, ['resident-1', 'resident-2', 'elder-1'])
  await homesOf(given, 2, 4, ['resident-3'])
  await putProxy(ctxOf(given), await given.idOf('outsider-1'), {
    ...{ person: await given.idOf('elder-1'), callName: '奶奶', modules: ['rolls'] },
    ...{ from: '2026-01-01T00:00:00.000Z', until: '2027-06-01T00:00:00.000Z' },
  })
}, 60_000)
afterAll(() => given.close())

const as = (person: string) => given.as(person)
const call = (more: object = {}) => as('staff-1').do(rolls.callRoll, { key: op(), reason: 'rain', ...more })
const close = async ({ id }: Pick<RollReply, 'id'>) => {
  const { seq } = await as('staff-1').do(rolls.roll, { id })
  return as('staff-1').do(rolls.closeRoll, { id, seq, op: op() })
}
const homesIn = async (id: string, building = 'building-1', person = 'staff-1') =>
  (await as(person).do(rolls.building, { id, building })).homes
const waiting = async (person: string) =>
  (await as(person).do(matters.desk, {})).items.filter(({ kind }) => kind === 'roll')
const told = async () => {
  await given.settled()
  await given.tick({})
  await given.settled()
}
const later = () => given.minutesLater(1)
/** A roll that is over by the end, whatever happened. */
const during = async (story: (roll: RollReply) => Promise<void>, more: object = {}) => {
  const roll = await call(more)
  try {
    later()
    await story(roll)
  } finally {
    if ((await as('staff-1').do(rolls.roll, { id: roll.id })).state === 'open') await close(roll)
    later()
  }
}

describe('calling it', () => {
  test('When it is called, then every home is counted, its people and who walks are told at once, and it waits for each', () =>
    during(async roll => {
      expect(roll.total).toEqual({
        of: 10,
        reached: 0,
        left: 10,
        fine: 0,
        needsHelp: 0,
        away: 0,
        notReached: 0,
      })
      expect(roll.buildings?.map(({ id, of }) => [id, of])).toEqual([
        ['building-1', 6],
        ['building-2', 4],
      ])
      await told()
      for (const person of ['resident-1', 'elder-1', 'resident-3', 'helper-1', 'grid-2', 'staff-1'])
        expect([person, (await waiting(person)).map(({ id, urgent }) => [id, urgent])]).toEqual([
          person,
          [[roll.id, true]],
        ])
      const { items } = await as('resident-1').do(messages.inbox, {})
      expect(items[0]).toMatchObject({ title: '暴雨点名：请报个平安' })
      // Once more, and nobody is told twice.
      await told()
      expect((await as('resident-1').do(messages.inbox, {})).items).toHaveLength(items.length)
      for (const person of ['helper-5', 'resident-9']) expect(await waiting(person)).toEqual([])
    }))

  test('When the same tap comes again, then it is the same roll; another one waits until it is over', () =>
    during(async ({ id }) => {
      const key = op()
      expect((await as('staff-1').try(rolls.callRoll, { key, reason: 'wind' })).body).toMatchObject({
        code: 'rolls.alreadyOn',
        text: expect.stringContaining('暴雨点名'),
      })
      await close({ id })
      const first = await as('staff-1').do(rolls.callRoll, { key, reason: 'wind' })
      later()
      expect((await as('staff-1').do(rolls.callRoll, { key, reason: 'wind' })).id).toBe(first.id)
      expect((await as('staff-1').try(rolls.callRoll, { key, reason: 'snow' })).body.code).toBe(
        'request.keyReused',
      )
      await close(first)
    }))

  test('When two of the staff press at once, then there is one roll', async () => {
    const both = await Promise.all(
      [1, 2].map(n => as(`staff-${n}`).try(rolls.callRoll, { key: op(), reason: 'gas' })),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    await close(both.find(({ status }) => status === 200)!.body as unknown as RollReply)
  })

  test('When no home stands there, or a building is not of the community, then it says what to choose', async () => {
    expect(
      (await as('staff-1').try(rolls.callRoll, { reason: 'fire', buildings: ['building-9'] })).body.code,
    ).toBe('rolls.nobodyThere')
    expect(
      (await as('staff-1').try(rolls.callRoll, { reason: 'fire', buildings: ['team-1'] })).body.code,
    ).toBe('identity.scopeUnknown')
  })

  test('When only those on the map are asked, then the others are neither counted, nor told, nor noted', async () => {
    const home = {
      target: 'home' as const,
      building: 'building-2',
      unit: '1',
      room: '101',
      groups: ['alone'],
    }
    const duty = { basis: 'duty', duty: '独居老人探访' } as const
    await as('staff-1').do(households.listHome, { ...home, ...duty, community: 'bchd' })
    await during(
      async ({ id, total, buildings }) => {
        expect([total?.of, buildings?.map(each => each.id)]).toEqual([1, ['building-2']])
        await told()
        expect((await waiting('resident-3')).map(each => each.id)).toEqual([id])
        expect(await waiting('resident-1')).toEqual([])
        expect((await as('resident-1').try(rolls.answerRoll, { id, said: 'fine' })).body.code).toBe(
          'rolls.noHome',
        )
        await as('resident-3').do(rolls.answerRoll, { id, said: 'fine' })
        const homes = await homesIn(id, 'building-2')
        expect(homes.map(each => each.said)).toEqual(['fine'])
        const other = (await given.items()).find(
          ({ sk, home: at }) =>
            sk === 'HOME' && (at as Home).building === 'building-2' && (at as Home).id !== homes[0]!.home,
        )!.home as Home
        const note = { id, building: 'building-2', home: other.id, said: 'fine', how: 'door' } as const
        expect((await as('staff-1').try(rolls.markRoll, note)).body.code).toBe('rolls.homeUnknown')
      },
      { asks: 'inNeed' },
    )
  })

  test('When a community has it switched off, then none is called there', async () => {
    await saveSettings(given.table, 'other', { name: '邻家社区', phone: '10000000001', on: ['help'] })
    const { body } = await as('outsider-1').try(rolls.callRoll, { reason: 'rain' })
    expect([body.code, body.text]).toEqual(['rolls.switchedOff', expect.stringContaining('打社区电话')])
  })
})

describe('answering', () => {
  test('When somebody says that all is well, then their home is counted, and it waits for nobody there', () =>
    during(async ({ id }) => {
      await told()
      const key = op()
      const reply = await as('resident-1').do(rolls.answerRoll, { id, said: 'fine', op: key })
      expect(reply.mine).toMatchObject([{ name: '我家', said: 'fine', how: 'self' }])
      expect(reply).not.toHaveProperty('buildings')
      await as('resident-1').do(rolls.answerRoll, { id, said: 'fine', op: key })
      expect(await waiting('resident-1')).toEqual([])
      expect((await as('staff-1').do(rolls.roll, { id })).total).toMatchObject({
        reached: 1,
        left: 9,
        fine: 1,
      })
      // What is told late does not ask them again.
      await told()
      expect(await waiting('resident-1')).toEqual([])
    }))

  test('When somebody needs help, then it is a request of theirs, made once, and staff see which', () =>
    during(async ({ id }) => {
      const tap = { id, said: 'needsHelp', need: 'urgent', words: '水漫进屋了', op: op() } as const
      const { mine } = await as('resident-2').do(rolls.answerRoll, tap)
      await as('resident-2').do(rolls.answerRoll, tap)
      await given.settled()
      const asked = (await as('resident-2').do(help.mine, {})).items.filter(each => each.kind === 'urgent')
      expect(asked.map(each => [each.id, each.lines?.[0]?.what])).toEqual([[mine[0]!.help, '水漫进屋了']])
      expect((await homesIn(id)).find(each => each.said === 'needsHelp')).toMatchObject({
        help: mine[0]!.help,
      })
      const danger = await as('resident-1').do(rolls.answerRoll, { id, said: 'needsHelp', need: 'danger' })
      expect((await as('resident-1').do(help.get, { id: danger.mine[0]!.help! })).state).toBe('withStaff')
    }))

  test('When no request can be made of it, then the home stands as needing help all the same, and it says why', () =>
    during(async ({ id }) => {
      const tap = { id, said: 'needsHelp', need: 'other', words: '家里有煤气味' } as const
      const { notAsked, mine } = await as('resident-3').do(rolls.answerRoll, tap)
      expect(notAsked).toContain('先出门再打119')
      expect(mine).toMatchObject([{ said: 'needsHelp' }])
    }))

  test('When a child who lives elsewhere acts for her, then they answer for her home and see nothing else', () =>
    during(async ({ id }) => {
      const elder = await given.idOf('elder-1')
      const reply = await as('outsider-1').do(rolls.answerRoll, { id, for: elder, said: 'fine' })
      expect(reply.mine).toMatchObject([{ for: elder, said: 'fine', how: 'family' }])
      expect(reply.total).toBeUndefined()
      expect((await as('outsider-1').try(rolls.building, { id, building: 'building-1' })).status).toBe(404)
      expect((await as('resident-1').try(rolls.answerRoll, { id, for: elder, said: 'fine' })).body.code).toBe(
        'rolls.notForThem',
      )
      expect((await as('outsider-2').try(rolls.roll, { id })).status).toBe(404)
      expect((await as('visitor-1').try(rolls.answerRoll, { id, said: 'fine' })).status).toBe(404)
    }))

  test('When it is over, then nobody answers or notes any more, and each hears whom to ring', async () => {
    const { id } = await call()
    await told()
    const [home] = await homesIn(id)
    await close({ id })
    await told()
    const refused = [
      await as('resident-1').try(rolls.answerRoll, { id, said: 'fine' }),
      await as('helper-1').try(rolls.markRoll, {
        ...{ id, building: 'building-1', home: home!.home, said: 'fine', how: 'door' },
      }),
      await as('helper-1').try(rolls.phonesOf, { id, building: 'building-1', home: home!.home }),
      await as('staff-1').try(rolls.closeRoll, { id, seq: 2, op: op() }),
    ]
    for (const { status, body } of refused)
      expect([status, body.text]).toEqual([409, '点名结束了，请打给社区。'])
    for (const person of ['resident-1', 'helper-1', 'staff-1']) expect(await waiting(person)).toEqual([])
    later()
  })
})

describe('noting', () => {
  const mark = async (person: string, input: object) => as(person).try(rolls.markRoll, input as never)

  test('When a helper notes her building by door, by phone and from paper, then it counts, and other buildings are not hers', () =>
    during(async ({ id }) => {
      const homes = await homesIn(id, 'building-1', 'helper-1')
      const marks = [
        ['fine', 'door'],
        ['away', 'phone'],
        ['needsHelp', 'paper'],
        ['notReached', 'door'],
      ] as const
      for (const [n, [said, how]] of marks.entries()) {
        const input = { id, building: 'building-1', home: homes[n]!.home, said, how }
        expect((await mark('helper-1', input)).body).toMatchObject({ said, how })
      }
      const { buildings, total } = await as('helper-1').do(rolls.roll, { id })
      expect(buildings).toMatchObject([{ id: 'building-1', of: 6, reached: 3, left: 3, notReached: 1 }])
      expect(total).toMatchObject({ of: 6, reached: 3 })
      const { home } = (await homesIn(id, 'building-2'))[0]!
      const other = { id, building: 'building-2', home, said: 'fine', how: 'door' }
      for (const answer of [
        await mark('helper-1', other),
        await mark('grid-1', other),
        await as('helper-1').try(rolls.building, { id, building: 'building-2' }),
        await as('helper-1').try(rolls.phonesOf, { id, building: 'building-2', home }),
        await as('helper-1').try(rolls.printRoll, { id, building: 'building-2' }),
      ])
        expect([answer.status, answer.body.text]).toEqual([
          403,
          '这栋楼不归您。请从您管的楼里选，或告诉社区。',
        ])
      expect((await mark('grid-2', other)).status).toBe(200)
      expect((await mark('outsider-1', other)).status).toBe(404)
    }))

  test('When paper is typed after they have answered, then what they said stands; a later visit stands over it', () =>
    during(async ({ id }) => {
      const before = given.now()
      later()
      await as('resident-1').do(rolls.answerRoll, { id, said: 'fine' })
      const { home } = (await homesIn(id)).find(each => each.how === 'self')!
      later()
      const note = { id, building: 'building-1', home }
      expect(
        (await mark('helper-1', { ...note, said: 'needsHelp', how: 'paper', at: before })).body,
      ).toMatchObject({
        ...{ said: 'fine', how: 'self' },
      })
      expect((await mark('helper-1', { ...note, said: 'notReached', how: 'door' })).body).toMatchObject({
        said: 'fine',
      })
      expect((await mark('helper-1', { ...note, said: 'needsHelp', how: 'door' })).body).toMatchObject({
        said: 'needsHelp',
      })
      expect(
        (await mark('helper-1', { ...note, said: 'fine', how: 'paper', at: plusMinutes(given.now(), 1) }))
          .body,
      ).toMatchObject({ fields: { at: expect.any(String) } })
    }))

  test('When an old tap comes again after another, then the other stands', () =>
    during(async ({ id }) => {
      const { home } = (await homesIn(id))[4]!
      const first = { id, building: 'building-1', home, said: 'away', how: 'door', op: op() }
      await mark('helper-1', first)
      later()
      await mark('grid-1', { ...first, said: 'fine', op: op() })
      later()
      expect((await mark('helper-1', first)).body).toMatchObject({ said: 'fine' })
    }))

  test('When somebody is rung, then the look is on record, and a home without a number says what to do', () =>
    during(async ({ id }) => {
      const [first, , , empty] = await homesIn(id)
      const look = { id, building: 'building-1', home: first!.home }
      const { people } = await as('helper-1').do(rolls.phonesOf, look)
      expect(people).toEqual([{ name: '称呼resident-1', phone: '10012340001' }])
      const { items } = await as('resident-1').do(identity.viewers, {})
      expect(items[0]).toMatchObject({ as: '楼门长', matter: expect.objectContaining({ id }) })
      expect((await as('helper-1').try(rolls.phonesOf, { ...look, home: empty!.home })).body.code).toBe(
        'rolls.noPhone',
      )
      expect((await as('helper-1').try(rolls.phonesOf, { ...look, home: 'home_x' })).body.code).toBe(
        'rolls.homeUnknown',
      )
    }))

  test('When nobody uses a phone, then a night goes by paper alone, and the list is empty at its end', () =>
    during(async roll => {
      const at = given.now()
      given.minutesLater(60)
      for (const building of ['building-1', 'building-2'])
        for (const { home } of await homesIn(roll.id, building))
          await mark('staff-1', { id: roll.id, building, home, said: 'fine', how: 'paper', at })
      const { total, stateHint } = await as('staff-1').do(rolls.roll, { id: roll.id })
      expect([total?.reached, total?.left, stateHint]).toEqual([10, 0, '每一户都有消息了。'])
    }))

  test('When it is printed, then each building is a page of doors without names, and what is known is ticked', () =>
    during(async ({ id }) => {
      await as('resident-1').do(rolls.answerRoll, { id, said: 'fine' })
      const { paper } = await as('staff-1').do(rolls.printRoll, { id, key: op() })
      await given.settled()
      const { url } = await as('staff-1').do(papers.get, { id: paper })
      const { pages } = readPdf((await given.fetchFrom(url!)).bytes)
      expect(pages).toHaveLength(2)
      expect(pages[0]!.join(' ')).toContain('暴雨点名 · 1号楼')
      const doors = pages.map(page => page.filter(line => /单元/.test(line)).length)
      expect(doors).toEqual([6, 4])
      expect(pages.flat().filter(line => line.includes('✓'))).toHaveLength(1)
      expect(pages.flat().join('')).not.toMatch(/称呼|实名/)
    }))

  test('When rubbish comes, then it is refused, and nothing fails', () =>
    during(async ({ id }) => {
      const rubbish = [
        {},
        { id, said: 'sure' },
        { id: '../x', said: 'fine' },
        { id, building: '#', home: '#', said: 'fine', how: 'door' },
        { id, building: 'building-1', home: 'H#1', said: 'fine', how: 'door' },
        { id, building: 'building-1', home: `home_${'a'.repeat(100)}`, said: 'fine', how: 'door', at: 'now' },
        {
          id: `roll_bchd_${'a'.repeat(32)}`,
          building: 'building-1',
          home: 'x',
          said: 'fine',
          how: 'door',
          seq: 1,
        },
        { id, for: 'nobody', said: 'fine', need: 'x' },
      ]
      for (const operation of Object.values(rolls))
        for (const input of rubbish) {
          const { status } = await as('staff-1').tryAnything(operation, input)
          expect([operation.name, input, status < 500]).toEqual([operation.name, input, true])
          if ((await as('staff-1').do(rolls.roll, { id })).state === 'closed') throw new Error('closed')
        }
    }))
})

describe('what is kept of people', () => {
  test('When somebody takes their data along and leaves, then what was noted of their home is in it, and their name goes', () =>
    during(async ({ id }) => {
      await homesOf(given, 3, 1, ['resident-5'])
      await close({ id })
      later()
      const roll = await call({ buildings: ['building-3'] })
      later()
      await as('resident-5').do(rolls.answerRoll, { id: roll.id, said: 'fine' })
      const user = await given.idOf('resident-5')
      const items: Reply<typeof identity.export>['items'] = []
      let next: string | undefined
      do {
        const part = await as('resident-5').do(identity.export, { next })
        items.push(...part.items)
        next = part.next
      } while (next)
      expect(items.filter(({ section }) => section === '应急点名时我家的情况')).toMatchObject([
        { facts: { 记的是: '没事', 怎么知道的: '自己报的' } },
      ])
      const rows = async () =>
        (await given.items()).filter(
          ({ pk, mark }) => pk.includes(roll.id) && JSON.stringify(mark ?? '').includes(user),
        )
      expect(await rows()).toHaveLength(1)
      await as('resident-5').do(identity.erase, {})
      await told()
      expect(await rows()).toEqual([])
      await close(roll)
    }))
})
