/** A week with staff and paper only; and what is left of somebody who goes. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { identity } from '../../shared/identity/identity.ts'
import { messages } from '../../shared/messages/messages.ts'
import { notices } from '../../shared/notices/notices.ts'
import { addHome, addMember } from '../identity/moving.ts'
import { neighbourhood, op, type Neighbourhood } from '../testing/given.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())

const ctx = () => ({ ...given.effects, now: given.now() })
const staff = () => given.as('staff-1')
const day = 24 * 60

test('When nobody has the program, then one person at the desk says it, has it hung, rings, walks and types back, and it ends by itself', async () => {
  for (let n = 1; n <= 6; n++)
    await addHome(ctx(), { community: 'bchd', building: 'building-12', unit: '1', room: `${n}01` })
  const rung = { phone: '10012346601', callName: '冯奶奶', name: '实名冯', building: 'building-12' }
  await staff().do(identity.registerByPhone, { ...rung, unit: '1', room: '301' })
  // Monday.
  const { id } = await staff().do(notices.postNotice, {
    ...{ title: '供暖试水', text: '周三试水，请家里留人。', untilOn: '2026-11-29', key: op() },
    ...{ buildings: ['building-12'], ask: true, paper: true },
  })
  await given.settled()
  const at = { id, building: 'building-12' }
  given.minutesLater(60)
  await staff().do(notices.postedAt, { ...at, op: op() })
  await staff().do(notices.printDoors, { ...at, key: op() })
  // Tuesday: rung are those who have left a phone; the others are walked.
  given.minutesLater(day)
  const left = async () => (await staff().do(notices.unheard, at)).items
  const [first] = await left()
  expect(first).toMatchObject({ door: '12号楼1单元301室', reach: 'phone' })
  await staff().do(notices.ringHome, { ...at, home: first!.home })
  await staff().do(notices.knowNotice, { ...at, homes: [first!.home], via: 'phone' })
  // Wednesday: the sheet comes back, and nobody was in at one door.
  given.minutesLater(day)
  const signed = (await left()).slice(0, 4).map(({ home }) => home)
  await staff().do(notices.knowNotice, { ...at, homes: signed, via: 'paper' })
  expect((await left()).map(({ door }) => door)).toEqual(['12号楼1单元601室'])
  expect(await staff().do(notices.notice, { id })).toMatchObject({ counts: { heard: 5, homes: 6 } })
  // Sunday is its last day.
  given.minutesLater(5 * day)
  await given.tick()
  const end = await staff().do(notices.notice, { id })
  expect([end.state, end.timeline.map(({ move }) => move)]).toEqual(['down', ['post', 'posted', 'takeDown']])
  expect(end.byBuilding).toMatchObject([{ heard: 5, homes: 6 }])
})

test('When somebody leaves, then their home still knows, and nothing of the notice names them', async () => {
  const user = await given.idOf('resident-13')
  const door = { community: 'bchd', building: 'building-13', unit: '1', room: '101' }
  await addMember(ctx(), { ...door, user, as: 'owner', by: 'test' })
  const { id } = await staff().do(notices.postNotice, {
    ...{ title: '停水', text: '马上停水。', untilOn: '2026-12-05', key: op() },
    ...{ buildings: ['building-13'], urgent: true, ask: true },
  })
  await given.settled()
  expect((await given.as('resident-13').do(messages.inbox, {})).items).toMatchObject([{ title: '停水' }])
  await given.as('resident-13').do(notices.knowNotice, { id })
  await given.as('resident-13').do(identity.erase, {})
  await given.settled()
  const left = (await given.items()).filter(item => JSON.stringify(item).includes(user))
  expect(left.filter(({ pk, sk }) => pk.includes(id) && !pk.startsWith('FX#') && sk !== 'TELLING')).toEqual(
    [],
  )
  expect(left.filter(({ sk }) => sk.startsWith('M#'))).toEqual([])
  expect((await staff().do(notices.notice, { id })).counts).toEqual({ heard: 1, homes: 1 })
})
