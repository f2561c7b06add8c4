/** What waits for somebody or for the desks they hold, across modules. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { help } from '../../shared/help/help.ts'
import { matters } from '../../shared/matters/matters.ts'
import { mediation } from '../../shared/mediation/mediation.ts'
import { volunteers } from '../../shared/volunteers/volunteers.ts'
import { memoryTable } from '../../local/memory/memory-table.ts'
import { helpDesks } from '../help/help-cards.ts'
import type { Help } from '../help/help-store.ts'
import type { Change } from '../platform/matter-item.ts'
import { keepCards, waitingCards, type Desk } from '../platform/mine.ts'
import { caseStory } from '../testing/case-story.ts'
import { monday10, neighbourhood, type Neighbourhood } from '../testing/given.ts'
import { helpStory, tap } from '../testing/help-story.ts'
import { runs } from '../testing/runs.ts'

let given: Neighbourhood
let story: ReturnType<typeof helpStory>
beforeEach(async () => {
  given = await neighbourhood()
  story = helpStory(given)
})
afterEach(() => given.close())

const deskOf = async (person: string) => {
  await given.settled()
  return (await given.as(person).do(matters.desk, {})).items
}
const idsAt = async (person: string) => (await deskOf(person)).map(({ id }) => id)

describe('a request', () => {
  test('When it is open, then every lead has it, and the grid worker of its building; who may not take it has not', async () => {
    const { id } = await given.request1()
    for (const person of ['lead-1', 'lead-9', 'grid-1']) expect(await idsAt(person)).toEqual([id])
    for (const person of ['grid-2', 'staff-1', 'resident-1', 'volunteer-1', 'outsider-1', 'room-1'])
      expect(await idsAt(person)).toEqual([])
  })

  test('When a team has taken it, then it waits for that team alone, and then for whom it asked', async () => {
    const claimed = await story('claimed')
    expect(await idsAt('lead-1')).toEqual([claimed.id])
    expect(await idsAt('lead-2')).toEqual([])
    const volunteer = await given.idOf('volunteer-1')
    await given.as('lead-1').do(help.assign, { ...tap(claimed), volunteer })
    expect(await idsAt('lead-1')).toEqual([])
    expect(await deskOf('volunteer-1')).toMatchObject([{ id: claimed.id, hint: '能不能去，点开回个话。' }])
  })

  test('When somebody may come to harm, then it stands before what is due sooner, at the desks that see to it', async () => {
    const ordinary = await given.request1()
    const danger = await given.request1({ kind: 'urgent', topic: 'danger', lines: [{ what: '有人摔倒了' }] })
    expect(await deskOf('grid-1')).toMatchObject([
      { id: danger.id, urgent: true },
      { id: ordinary.id, title: expect.stringContaining('1号楼') },
    ])
    expect(await idsAt('staff-1')).toEqual([danger.id])
  })

  test('When it is a parent’s and waits for a word, then the child who acts for them has it too, said whose', async () => {
    const asked = await given.as('elder-1').do(help.ask, { kind: 'groceries', lines: [{ what: '鸡蛋' }] })
    const claimed = await given.as('lead-1').do(help.claim, { ...tap(asked), team: 'team-1' })
    const volunteer = await given.idOf('volunteer-1')
    const assigned = await given.as('lead-1').do(help.assign, { ...tap(claimed), volunteer })
    expect(await idsAt('child-1')).toEqual([])
    const accepted = await given.as('volunteer-1').do(help.accept, tap(assigned))
    const bought = await given.as('volunteer-1').do(help.bought, { ...tap(accepted), spentFen: 1_000 })
    const started = await given.as('volunteer-1').do(help.start, tap(bought))
    await given.as('volunteer-1').do(help.deliver, tap(started))
    expect(await deskOf('elder-1')).toMatchObject([{ id: asked.id, title: '买菜' }])
    expect(await deskOf('child-1')).toMatchObject([{ id: asked.id, title: '买菜 · 奶奶' }])
  })

  test('When it is on the way too long, then its team has it beside staff, who can ring', async () => {
    const accepted = await story('accepted')
    expect(await idsAt('lead-1')).toEqual([])
    for (let hours = 0; hours < 72; hours += 12) {
      given.minutesLater(12 * 60)
      await given.tick()
    }
    for (const person of ['lead-1', 'staff-1']) expect(await idsAt(person)).toEqual([accepted.id])
    expect(await idsAt('lead-2')).toEqual([])
  })

  test('When its time has gone by, then the server says that it is late, and once the clock has looked staff have it', async () => {
    const { id } = await given.request1()
    expect(await deskOf('lead-1')).toEqual([expect.not.objectContaining({ late: true })])
    given.minutesLater(24 * 60)
    expect(await deskOf('lead-1')).toMatchObject([{ id, late: true }])
    for (let looks = 0; looks < 4; looks++) {
      await given.tick()
      given.minutesLater(24 * 60)
    }
    expect(await idsAt('staff-1')).toContain(id)
  })

  test('When an office has ended, then its desk is shut at once', async () => {
    await given.request1()
    expect(await idsAt('lead-3')).toHaveLength(1)
    given.setNow('2027-06-02T02:00:00.000Z')
    expect((await given.as('lead-3').try(matters.desk, {})).body).toMatchObject({ items: [] })
    given.setNow(monday10)
  })

  test('When there are 30, then a lead reads them page by page, each once, as cheaply as three', async () => {
    const spent = async () => {
      await given.settled()
      return given.spentBy(() => given.as('lead-1').do(matters.desk, {}))
    }
    await deskOf('lead-1')
    for (let n = 0; n < 3; n++) await given.request1()
    const few = await spent()
    for (let n = 0; n < 27; n++) await given.request1()
    expect((await spent()).calls).toBe(few.calls)
    const first = await given.as('lead-1').do(matters.desk, {})
    const second = await given.as('lead-1').do(matters.desk, { next: first.next! })
    expect(second.next).toBeUndefined()
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(30)
  })
})

test('When somebody applies for mediation, then it waits for the room, not while the other side is asked', async () => {
  const cases = caseStory(given)
  const applied = await cases.applied()
  expect(await deskOf('room-1')).toMatchObject([{ id: applied.id, kind: 'case', stateText: '已收到' }])
  expect(await idsAt('staff-1')).toEqual([])
  const accepted = await given.as('room-1').do(mediation.screen, { ...cases.tap(applied), accept: true })
  expect(await idsAt('room-1')).toEqual([applied.id])
  await cases.linked(accepted)
  expect(await idsAt('room-1')).toEqual([])
})

test('When somebody wants to join a team, then it waits for its lead, and for staff once that took too long', async () => {
  const { id } = await given.as('resident-5').do(volunteers.apply, { team: 'team-3' })
  expect(await deskOf('lead-3')).toMatchObject([{ id, title: '有人想加入第3服务队' }])
  expect(await idsAt('lead-4')).toEqual([])
  given.minutesLater(3 * 24 * 60)
  await given.tick()
  expect(await idsAt('staff-1')).toEqual([id])
})

test('When changes come late, twice or out of order, then each desk has what waits for it as it stands last', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('open', 'offered', 'claimed', 'assigned', 'withStaff', 'confirmed'), {
        minLength: 2,
        maxLength: 6,
      }),
      fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
      async (states, order) => {
        const table = memoryTable()
        const id = 'help_bchd_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
        const standing = states.map((state, n) => ({
          ...{ id, kind: 'help', community: 'bchd', seq: n + 1, state, topic: 'groceries', timeline: [] },
          ...{ building: '1号楼', grid: 'grid-1', claimBy: monday10, changedAt: monday10 },
          ...(state === 'offered' ? { offeredTo: 'team-2' } : { team: 'team-1' }),
        })) as unknown as Help[]
        const changes = standing.map((after, n): Change<Help> => ({ before: standing[n - 1], after }))
        // Each at least once, in any order, some twice.
        const brought = [...changes, ...order.map(n => changes[n % changes.length]!)].toSorted(
          (one, other) => order[one.after.seq]! - order[other.after.seq]!,
        )
        for (const change of brought) await keepCards(table, change, () => new Map(), helpDesks)
        const desks: readonly Desk[] = (
          [
            ['teamLead', 'bchd'],
            ['teamLead', 'team-1'],
            ['teamLead', 'team-2'],
            ['gridWorker', 'grid-1'],
            ['communityStaff', 'bchd'],
          ] as const
        ).map(([role, scope]) => ({ role, community: 'bchd', scope }))
        const wanted = helpDesks(standing.at(-1)!).map(([desk]) => desk)
        for (const desk of desks) {
          const { items } = await waitingCards(table, [], [desk], undefined)
          expect(items).toHaveLength(
            wanted.filter(each => each.role === desk.role && each.scope === desk.scope).length,
          )
        }
      },
    ),
    { numRuns: runs(1_000, 200) },
  ))
