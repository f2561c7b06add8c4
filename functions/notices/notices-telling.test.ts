/** How many there are: everybody is told of an urgent notice, and nothing else costs more with more homes. */
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { notices } from '../../shared/notices/notices.ts'
import { changes } from '../changes.ts'
import { createUser } from '../identity/identity-store.ts'
import { addHome, addMember } from '../identity/moving.ts'
import { ensurePersonByPhone } from '../identity/phones.ts'
import { monday10, neighbourhood, op, type Neighbourhood } from '../testing/given.ts'

let given: Neighbourhood
beforeEach(async () => {
  given = await neighbourhood()
})
afterEach(() => given.close())

const ctx = () => ({ ...given.effects, now: monday10 })
/** The n-th door of the estate, 28 buildings in turn. */
const doorOf = (n: number) => ({
  ...{ community: 'bchd', building: `building-${(n % 28) + 1}`, unit: '1' },
  room: String(101 + Math.floor(n / 28)),
})
const lives = async (n: number, name: string) => {
  const user = await createUser(given.effects, name, '邻居')
  await addMember(ctx(), { ...doorOf(n), user, as: 'owner', by: 'test' })
  return user
}
const form = { title: '马上停水', text: '主管破了，正在抢修。', untilOn: '2026-11-24' }
const post = (more: object) => given.as('staff-1').do(notices.postNotice, { ...form, key: op(), ...more })

const households = 1009

test('When an urgent one is for all, then everybody of 1,009 households is told once, in pieces that each take little', async () => {
  const people = new Set<string>()
  for (let n = 0; n < households; n++) people.add(await lives(n, `of-${n}`))
  // Two in some homes, and somebody known by phone only.
  for (let n = 0; n < 40; n++) people.add(await lives(n, `with-${n}`))
  const { id: elder } = await ensurePersonByPhone(ctx(), {
    ...{ ...doorOf(3), phone: '10012347700', name: '实名周', callName: '周奶奶', address: '' },
  })
  await addMember(ctx(), { ...doorOf(3), user: elder, as: 'owner', by: 'test' })
  people.add(elder)
  const it = await post({ urgent: true })
  const follow = changes(() => given.effects)
  const followAll = async () => {
    const [records, pieces] = [await given.reader(), [] as number[]]
    for (let found = await records(); found.length; found = await records())
      for (const record of found) {
        const spent = await given.spentBy(async () =>
          expect(await follow({ Records: [record] })).toEqual({ batchItemFailures: [] }),
        )
        pieces.push(spent.calls)
      }
    return pieces.filter(calls => calls > 0)
  }
  const messages = async () =>
    (await given.items()).filter(
      ({ sk, url, matter }) => sk.startsWith('M#') && JSON.stringify([url, matter]).includes(it.id),
    )
  const pieces = await followAll()
  // Each building by itself, and 36 homes in two pages.
  expect(pieces.length).toBeGreaterThanOrEqual(2 * 28)
  expect(Math.max(...pieces)).toBeLessThanOrEqual(150)
  const told = await messages()
  expect(told).toHaveLength(people.size)
  expect(new Set(told.map(({ to }) => to))).toEqual(people)
  // Once more from the beginning, as after a failure.
  await followAll()
  expect(await messages()).toHaveLength(people.size)
}, 300_000)

test('When it is not urgent, or has come down before its turn, then nobody is sent a message', async () => {
  for (let n = 0; n < 5; n++) await lives(n, `of-${n}`)
  const calm = await post({})
  await given.settled()
  const gone = await post({ urgent: true })
  await given.as('staff-1').do(notices.takeDownNotice, { id: gone.id, seq: gone.seq, op: op() })
  await given.settled()
  const sent = (await given.items()).filter(({ sk }) => sk.startsWith('M#'))
  expect(sent.filter(({ url }) => String(url).includes(calm.id) || String(url).includes(gone.id))).toEqual([])
})

test('When there are ten times as many homes, and all have answered, then reading and answering cost the same', async () => {
  const [resident, staff] = [given.as('resident-1'), given.as('staff-1')]
  await lives(0, 'warm')
  const spentOn = async (from: number, to: number) => {
    for (let n = from; n < to; n++) await addHome(ctx(), doorOf(n))
    const { id } = await post({ ask: true })
    await given.settled()
    for (let building = 1; building <= 28; building++) {
      const at = { id, building: `building-${building}` }
      const { items } = await staff.do(notices.unheard, at)
      const homes = items.map(({ home }) => home)
      if (homes.length) await staff.do(notices.knowNotice, { ...at, homes, via: 'paper' })
    }
    await given.settled()
    const of = (work: () => Promise<unknown>) => given.spentBy(work)
    const spent = {
      post: await of(() => post({})),
      list: await of(() => resident.do(notices.notices, {})),
      one: await of(() => resident.do(notices.notice, { id })),
      know: await of(() => resident.do(notices.knowNotice, { id })),
      forStaff: await of(() => staff.do(notices.notice, { id })),
      listForStaff: await of(() => staff.do(notices.notices, { list: 'up' })),
    }
    for (const { id, seq } of await Promise.all(
      (await staff.do(notices.notices, { list: 'up' })).items.map(each =>
        staff.do(notices.notice, { id: each.id }),
      ),
    ))
      await staff.do(notices.takeDownNotice, { id, seq, op: op() })
    return spent
  }
  await spentOn(0, 28)
  const few = await spentOn(28, 100)
  expect(await spentOn(100, 1000)).toEqual(few)
  expect(few.know.calls).toBeLessThanOrEqual(7)
  expect(few.listForStaff.calls).toBeLessThanOrEqual(6)
}, 300_000)
