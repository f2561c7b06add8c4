import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { help, type HelpReply } from '../../shared/help/help.ts'
import { identity } from '../../shared/identity/identity.ts'
import { messages } from '../../shared/messages/messages.ts'
import { monday10, neighbourhood, op, type Neighbourhood } from '../testing/given.ts'
import { tap } from '../testing/help-story.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())

const listOf = async (person: string) => {
  await given.settled()
  return (await given.as(person).do(messages.calls, {})).items
}
const about = async (person: string, { id }: { id: string }) =>
  (await listOf(person)).filter(({ url }) => url?.includes(id))

let n = 10
/** Somebody without the app rings the staff, who write it down. */
const phoned = async () => {
  const phone = `100123499${n++}`
  const { id } = await given.as('staff-1').do(identity.registerByPhone, {
    ...{ phone, callName: '周奶奶', name: '周秀英', building: 'building-1', unit: '1单元', room: `${n}01室` },
  })
  const it = await given.as('staff-1').do(help.ask, { kind: 'groceries', for: id, lines: [{ what: '鸡蛋' }] })
  return { it, phone, person: id }
}
const accepted = async (it: HelpReply) => {
  const [lead, volunteer] = [given.as('lead-1'), given.as('volunteer-1')]
  let now = await lead.do(help.claim, tap(it))
  now = await lead.do(help.assign, { ...tap(now), volunteer: await given.idOf('volunteer-1') })
  return volunteer.do(help.accept, { ...tap(now), comesAt: '2026-11-23T03:00:00.000Z' })
}

describe('whom no message reaches', () => {
  test('When somebody known only by phone is helped, then staff ring with who comes, when and the code, and tick it off', async () => {
    given.setNow(monday10)
    const { it, phone, person } = await phoned()
    expect(await about('staff-1', it)).toEqual([])
    const yes = await accepted(it)
    const [call] = await about('staff-1', it)
    const { meetingCode } = await given.as('volunteer-1').do(help.get, { id: it.id })
    expect(call).toMatchObject({ name: '周奶奶', title: '已安排人', noAnswer: 0 })
    expect(call!.text).toBe(`“买菜”由称呼volunteer-1来办，大约11:00到。见面码${meetingCode}，先对码再开门。`)
    const which = { person: call!.person, id: call!.id }
    expect(await given.as('staff-1').do(messages.ring, which)).toEqual({ name: '周秀英', phone })
    await given.as('staff-1').do(messages.rung, { ...which, op: op(), outcome: 'noAnswer' })
    expect(await about('staff-1', it)).toMatchObject([{ noAnswer: 1, triedAt: given.now() }])

    // The next thing to say takes the place of the first.
    given.minutesLater(20)
    let now = await given.as('volunteer-1').do(help.bought, { ...tap(yes), spentFen: 900 })
    now = await given.as('volunteer-1').do(help.start, tap(now))
    const calls = await about('staff-1', it)
    expect(calls).toMatchObject([{ title: '志愿者在路上', text: expect.stringContaining(meetingCode!) }])
    const told = { person: calls[0]!.person, id: calls[0]!.id, op: op(), outcome: 'told' } as const
    await given.as('staff-1').do(messages.rung, told)
    await given.as('staff-1').do(messages.rung, told)
    expect(await about('staff-1', it)).toEqual([])
    // Off the list, the phone is not shown any longer: neither of what was told, nor of what it took the place of.
    for (const id of [told.id, which.id])
      expect((await given.as('staff-1').try(messages.ring, { person: told.person, id })).status).not.toBe(200)
    const { looks } = {
      looks: (await given.items()).filter(({ look }) => JSON.stringify(look ?? '').includes(it.id)),
    }
    expect(looks.filter(({ pk }) => String(pk).includes(person))).toHaveLength(1)
    await given.as('staff-1').do(help.fail, tap(now))
  })

  test('When nobody comes after all, then that is rung too; when it is over or three days old, there is nothing to ring about', async () => {
    given.setNow(monday10)
    const { it } = await phoned()
    const yes = await accepted(it)
    given.minutesLater(1)
    await given.as('volunteer-1').do(help.decline, tap(yes))
    expect(await about('staff-1', it)).toMatchObject([{ text: expect.stringContaining('正在另找人') }])
    const seen = await given.as('staff-1').do(help.get, { id: it.id })
    given.minutesLater(3 * 24 * 60 + 1)
    expect(await about('staff-1', it)).toEqual([])
    given.setNow(monday10)
    given.minutesLater(2)
    const [call] = await about('staff-1', it)
    await given.as('staff-1').do(help.withdraw, tap(seen))
    expect(await about('staff-1', it)).toEqual([])
    const late = await given.as('staff-1').try(messages.ring, { person: call!.person, id: call!.id })
    expect(late).toMatchObject({ status: 409, body: { code: 'messages.nothingToSay' } })
  })

  test('When somebody has the program, then they are rung only about what went wrong and they have not read', async () => {
    given.setNow(monday10)
    const it = await given.request1()
    const yes = await accepted(it)
    expect(await about('staff-1', it)).toEqual([])
    await given.as('volunteer-1').do(help.fail, { ...tap(yes), reason: 'couldNotCome' })
    expect(await about('staff-1', it)).toMatchObject([{ title: '没办成' }])
    await given.as('resident-1').do(messages.read, { upTo: given.now() })
    expect(await about('staff-1', it)).toEqual([])
  })

  test('When it is the grid worker, then they ring those of their buildings; others, and other communities, see and may nothing', async () => {
    given.setNow(monday10)
    const { it } = await phoned()
    const yes = await accepted(it)
    const [call] = await about('grid-1', it)
    expect(call).toBeDefined()
    const which = { person: call!.person, id: call!.id }
    for (const person of ['resident-1', 'lead-1', 'volunteer-1'])
      expect((await given.as(person).try(messages.ring, which)).status).toBe(403)
    for (const operation of [messages.ring, messages.rung] as const)
      for (const person of ['outsider-1', 'room-1'])
        expect(
          (await given.as(person).tryAnything(operation, { ...which, op: op(), outcome: 'told' })).status,
        ).toBeGreaterThanOrEqual(403)
    expect((await given.as('staff-1').try(messages.ring, { ...which, id: 'x' })).status).toBe(404)
    expect((await given.as('staff-1').try(messages.ring, { ...which, person: 'user_x' })).status).toBe(404)
    expect((await given.as('staff-1').try(messages.calls, { community: 'elsewhere' })).status).toBe(400)
    await given.as('staff-1').do(help.fail, tap(yes))
  })
})
