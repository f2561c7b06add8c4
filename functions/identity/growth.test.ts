/** What a person's day reads does not grow with what they have done before. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { help } from '../../shared/help/help.ts'
import { identity } from '../../shared/identity/identity.ts'
import { offerDays } from '../../shared/identity/proxies.ts'
import { matters } from '../../shared/matters/matters.ts'
import { messages } from '../../shared/messages/messages.ts'
import { neighbourhood, op, type Neighbourhood } from '../testing/given.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())

/** Each of what a person opens daily, with what it reads. */
const dayOf = async (person: string) => {
  const read: Record<string, number> = {}
  for (const operation of [
    identity.me,
    identity.proxies,
    identity.signIns,
    identity.details,
    matters.mine,
    messages.inbox,
  ]) {
    const { reads } = await given.spentBy(() => given.as(person).try(operation, {}))
    read[operation.name] = reads
  }
  return read
}

const offer = async (person: string) => {
  given.minutesLater(10)
  return (await given.as(person).do(identity.proxyOffer, { key: randomUUID(), modules: ['help'] })).proxy
}

test('When somebody has offered three hundred times to act for others, then their day reads what it read before', async () => {
  await given.as('resident-1').do(identity.me, {})
  const before = await dayOf('resident-1')
  for (let n = 0; n < 300; n++) {
    const { id, helper } = await offer('resident-1')
    await given.as('resident-1').do(identity.proxyEnd, { helper: helper.id, proxy: id })
  }
  expect(await dayOf('resident-1')).toEqual(before)
  expect((await given.as('resident-1').do(identity.proxies, {})).helped).toEqual([])
}, 240_000)

test('When offers lapse because nobody answers, then they go as new ones come', async () => {
  const own = async () =>
    (await given.table.queryAll({ pk: `U#${await given.idOf('resident-2')}` })).filter(({ sk }) =>
      sk.startsWith('P#'),
    )
  for (let round = 0; round < 5; round++) {
    for (let n = 0; n < 10; n++) await offer('resident-2')
    given.minutesLater(offerDays * 24 * 60)
  }
  const { id } = await offer('resident-2')
  expect(await own()).toMatchObject([{ proxy: { id } }])
  expect((await given.as('resident-2').do(identity.proxies, {})).helped.map(each => each.id)).toEqual([id])
})

test('When what was offered and ended is taken along or taken away, then it is all there, and all gone', async () => {
  const { id, helper } = await offer('resident-3')
  await given.as('resident-3').do(identity.proxyEnd, { helper: helper.id, proxy: id })
  const items: { section: string; facts: object }[] = []
  for (let next: string | undefined; ;) {
    const page = await given.as('resident-3').do(identity.export, next ? { next } : {})
    items.push(...page.items)
    if (!page.next) break
    next = page.next
  }
  expect(items.filter(({ section }) => section === '我替别人办事')).toMatchObject([
    { facts: { 状态: '已停' } },
  ])
  await given.as('resident-3').do(identity.erase, {})
  expect(
    (await given.items()).filter(({ pk, sk }) => pk.startsWith(`U#${helper.id}`) && sk.startsWith('P#')),
  ).toEqual([])
})

test('When a hundred requests of somebody have ended, then their day reads what it read after fifty', async () => {
  const ended = async (count: number) => {
    for (let n = 0; n < count; n++) {
      const { id, seq } = await given.as('resident-4').do(help.ask, {
        key: randomUUID(),
        ...{ kind: 'groceries', lines: [{ what: '鸡蛋' }] },
      })
      await given.as('resident-4').do(help.withdraw, { id, seq, op: op() })
    }
    await given.settled()
    return dayOf('resident-4')
  }
  const after = await ended(55)
  expect(await ended(55)).toEqual(after)
}, 240_000)
