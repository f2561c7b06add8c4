/** What one resident does over and over, through the front door: it is bounded, and nobody else is slowed. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { help } from '../../shared/help/help.ts'
import { matters } from '../../shared/matters/matters.ts'
import { messages } from '../../shared/messages/messages.ts'
import { monday10, neighbourhood, op, withinLimits, type Neighbourhood } from '../testing/given.ts'
import { tap } from '../testing/help-story.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
  await given.idOf('staff-1')
})
afterAll(() => given.close())
beforeEach(() => given.setNow(monday10))

const danger = (what: string) => ({
  ...({ kind: 'urgent', topic: 'danger' } as const),
  ...{ lines: [{ what }], key: op() },
})
const groceries = { kind: 'groceries' as const, lines: [{ what: '鸡蛋', howMany: '2斤' }] }
const call = (who: string, what = '有危险') => given.as(who).do(help.ask, danger(what))
const told = async () => {
  await given.settled()
  const { items } = await given.as('staff-1').do(messages.inbox, {})
  return items.filter(({ title }) => title === '有危险').length
}
const seen = (id: string) => given.as('staff-1').do(help.get, { id })

describe('danger', () => {
  test('When one resident calls sixty times, at once and with ever other words, then it is one matter, none is refused, and staff are told a few times', async () => {
    const before = await told()
    const same = await Promise.all(Array.from({ length: 20 }, () => call('resident-1')))
    const others: string[] = []
    for (let i = 0; i < 40; i++) {
      others.push((await call('resident-1', `第${i}句`)).id)
      given.minutesLater(0.1)
    }
    expect(new Set([...same.map(({ id }) => id), ...others]).size).toBe(1)
    await given.tick()
    expect((await told()) - before).toBeLessThanOrEqual(3)
    const { calls } = await seen(same[0]!.id)
    expect(calls!.map(({ text }) => text)).toEqual(Array.from({ length: 20 }, (_, i) => `第${20 + i}句`))
    const mine = await given.as('resident-1').do(matters.mine, {})
    expect(mine.items.filter(({ kind }) => kind === 'help')).toHaveLength(1)
  })

  test('When something new is said while staff have just been told, then they are told of it once some minutes have gone by', async () => {
    const before = await told()
    const { id } = await call('resident-2', '头晕')
    expect((await told()) - before).toBe(1)
    given.minutesLater(1)
    expect((await call('resident-2', '摔倒了')).id).toBe(id)
    await given.tick()
    expect((await told()) - before).toBe(1)
    given.minutesLater(2)
    await given.tick()
    expect((await told()) - before).toBe(2)
    given.minutesLater(4)
    await call('resident-2', '流血了')
    expect((await told()) - before).toBe(3)
    expect((await seen(id)).calls).toMatchObject([{ text: '摔倒了' }, { text: '流血了' }])
    const stored = JSON.stringify(await given.items())
    for (const text of ['摔倒了', '流血了']) expect(stored).not.toContain(text)
  })

  test('When it is taken back and called again, over and over, then it is one matter that staff have, and they are told a few times', async () => {
    const before = await told()
    const ids = new Set<string>()
    for (let i = 0; i < 20; i++) {
      const it = await call('resident-3')
      expect(it.state).toBe('withStaff')
      ids.add(it.id)
      given.minutesLater(0.01)
      await given.as('resident-3').do(help.withdraw, { ...tap(it), reason: 'mistake' })
    }
    const last = await call('resident-3')
    expect([...ids, last.id]).toEqual([last.id, last.id])
    given.minutesLater(4)
    await given.tick()
    expect((await told()) - before).toBe(2)
    expect(await seen(last.id)).toMatchObject({ state: 'withStaff' })
  })

  test('When staff have seen to it, or an hour has gone by, or it is somebody else of the home, then it is another matter', async () => {
    const first = await call('resident-4')
    await given.as('staff-1').do(help.fail, { ...tap(await seen(first.id)), reason: 'other' })
    const second = await call('resident-4')
    expect(second.id).not.toBe(first.id)
    given.minutesLater(61)
    const third = await call('resident-4')
    expect(third.id).not.toBe(second.id)
    expect(third).not.toHaveProperty('calls')
    expect((await call('resident-5')).id).not.toBe(third.id)
  })

  test('When the same call is sent again, then it is one call', async () => {
    const { id } = await call('resident-6')
    const again = danger('还在漏')
    for (let i = 0; i < 3; i++) await given.as('resident-6').do(help.ask, again)
    given.minutesLater(2)
    expect((await given.as('resident-6').do(help.ask, again)).id).toBe(id)
    expect((await seen(id)).calls).toHaveLength(1)
  })

  test('When staff taps on what was there before the calls, then it is theirs all the same', async () => {
    const it = await call('resident-7')
    const shown = await seen(it.id)
    for (let i = 0; i < 3; i++) await call('resident-7', `第${i}句`)
    expect(await given.as('staff-1').do(help.takeOver, tap(shown))).toMatchObject({ state: 'withStaff' })
  })
})

describe('the rest', () => {
  test('When somebody asks and takes it back a hundred times, then they are soon told when to come back; another is not slowed, and danger is taken', async () => {
    await withinLimits(async () => {
      const answers: number[] = []
      let refused: Awaited<ReturnType<ReturnType<typeof given.as>['try']>> | undefined
      for (let i = 0; i < 100; i++) {
        const asked = await given.as('resident-10').try(help.ask, { ...groceries, key: op() })
        answers.push(asked.status)
        if (asked.status === 200) {
          const it = asked.body as unknown as Parameters<typeof tap>[0]
          await given.as('resident-10').do(help.withdraw, { ...tap(it), reason: 'mistake' })
        } else refused = asked
      }
      const { burst, everySeconds } = help.ask.limit!.account!
      expect(answers).toEqual([...Array<number>(burst).fill(200), ...Array<number>(100 - burst).fill(429)])
      expect(refused).toMatchObject({
        retryAfter: String(everySeconds),
        body: { code: 'request.tooOften', text: expect.stringContaining('10:03以后') },
      })
      expect((await given.as('resident-11').try(help.ask, { ...groceries, key: op() })).status).toBe(200)
      expect((await given.as('resident-10').try(help.ask, danger('煤气味'))).status).toBe(200)
    })
  })
})
