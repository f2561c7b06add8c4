/** Handlers against the same calls of the table made bare, and many at once against as many bare writes. */
import { randomUUID } from 'node:crypto'
import type { Input, Operation, Reply } from '../shared/contract.ts'
import { help } from '../shared/help/help.ts'
import { identity } from '../shared/identity/identity.ts'
import { absent, is } from '../shared/lifecycle.ts'
import { matters } from '../shared/matters/matters.ts'
import { mediation } from '../shared/mediation/mediation.ts'
import { messages } from '../shared/messages/messages.ts'
import { onOf, plusMinutes } from '../shared/time.ts'
import { volunteers } from '../shared/volunteers/volunteers.ts'
import { api } from '../functions/api.ts'
import { caseStory, room, tuesday10 } from '../functions/testing/case-story.ts'
import { neighbourhood } from '../functions/testing/given.ts'
import { recording } from './replay.ts'
import { pair, row, timed } from './rows.ts'

const goal = 1.25

export const speed = async () => {
  const given = await neighbourhood()
  const recorder = recording(given.table)
  const door = api(() => ({ ...given.effects, table: recorder.table }))

  const call = async <Op extends Operation>(person: string, operation: Op, input: Input<Op>) => {
    const { statusCode, body = '' } = await door({
      rawPath: `/api/${operation.name.replace('.', '/')}`,
      requestContext: { http: { method: 'POST' } },
      headers: { authorization: `Bearer ${await given.tokenOf(person)}` },
      body: JSON.stringify(input),
    } as unknown as Parameters<typeof door>[0])
    if (statusCode !== 200) throw new Error(`${operation.name}: ${statusCode} ${body}`)
    return JSON.parse(body) as Reply<Op>
  }

  /** The operation against the calls of the table that this very run of it made. */
  const against = async (name: string, runs: number, work: (n: number) => Promise<unknown>) => {
    let made: readonly (() => Promise<unknown>)[] = []
    const measured = await pair(
      runs,
      async n => {
        recorder.taken()
        await work(n)
        made = recorder.taken()
      },
      async () => {
        for (const each of made) await each()
      },
    )
    row(name, { ...measured, goal, yardstick: 'its calls of the table, bare' })
  }

  const lead = 'lead-1'
  const asked = new Map<number, Reply<typeof help.ask>>()
  const basket = { kind: 'groceries' as const, lines: [{ what: '鸡蛋', howMany: '2斤' }] }
  await against('help.ask', 100, async n =>
    asked.set(n, await call('resident-1', help.ask, { ...basket, key: randomUUID() })),
  )
  await given.settled()
  const first = asked.get(0)!
  await against('help.get, by the one who asked', 100, () => call('resident-1', help.get, { id: first.id }))
  await against('help.mine', 60, () => call('resident-1', help.mine, {}))
  await against('help.board of 50', 40, () => call('staff-1', help.board, {}))
  await against('matters.mine of 50', 60, () => call('resident-1', matters.mine, {}))
  await against('identity.me', 100, () => call('resident-1', identity.me, {}))
  await against('messages.unread', 100, () => call('resident-1', messages.unread, {}))
  await against('help.claim', 100, n =>
    call(lead, help.claim, { id: asked.get(n)!.id, seq: 1, op: randomUUID() }),
  )
  const days = { fromOn: onOf(tuesday10), toOn: onOf(plusMinutes(tuesday10, 6 * 24 * 60)) }
  await against('mediation.calendar of a week', 60, () =>
    call('room-1', mediation.calendar, { community: 'bchd', ...days }),
  )
  const startsAt = plusMinutes(given.now(), 24 * 60)
  const shift = await call(lead, volunteers.addShift, {
    ...{ team: 'team-1', title: '文明岗', place: '东门', places: 200, openTo: 'all' },
    ...{ startsAt, endsAt: plusMinutes(startsAt, 60) },
  })
  const people = Array.from({ length: 70 }, (_, i) => `resident-${i + 1}`)
  for (const person of people) await given.idOf(person)
  await against('volunteers.takeShift', 60, n =>
    call(people[n + 10]!, volunteers.takeShift, { id: shift.id, op: randomUUID() }),
  )

  // ---- many at once ----
  const leads = Array.from({ length: 15 }, (_, i) => `lead-${i + 1}`)
  for (const each of leads) await given.idOf(each)
  const many = 500
  const wanted = await call('resident-1', help.ask, { ...basket, key: randomUUID() })
  const one = { pk: 'BENCH#one', sk: 'X' }
  await given.table.put({ ...one, n: 0 })
  const each = Array.from({ length: many }, (_, n) => n)
  const bare = await timed(() => Promise.all(each.map(() => given.table.put({ ...one, n: 1 }, is('n', 0)))))
  const claims = await timed(() =>
    Promise.all(
      each.map(n =>
        given.as(leads[n % leads.length]!).try(help.claim, { id: wanted.id, seq: 1, op: randomUUID() }),
      ),
    ),
  )
  const all = { unit: 'ms', goal: 1.5 }
  row(`${many} claims of one request at once`, {
    ...{ ...all, ours: claims, bare, yardstick: 'as many bare conditional writes of one item' },
  })

  const story = caseStory(given)
  const cases: Awaited<ReturnType<typeof story.heard>>[] = []
  for (let n = 0; n < 5; n++)
    cases.push(await story.heard(`resident-${n * 2 + 1}`, `resident-${n * 2 + 2}`, `mediator-${n + 1}`))
  const hundred = each.slice(0, 100)
  const six = (n: number) => [
    ...['room', 'mediator', 'one', 'other', 'third'].map(sk => ({
      put: { pk: 'BENCH#slot', sk, n },
      when: absent('pk'),
    })),
    { put: { pk: `BENCH#case${n % 5}`, sk: 'MATTER', n } },
  ]
  const bareBookings = await timed(() => Promise.allSettled(hundred.map(n => given.table.transact(six(n)))))
  const bookings = await timed(() =>
    Promise.all(
      hundred.map(n => {
        const { id, seq } = cases[n % 5]!
        return given.as('room-1').try(mediation.book, { id, seq, op: randomUUID(), room, fromAt: tuesday10 })
      }),
    ),
  )
  row('100 bookings of one slot at once', {
    ...{
      ...all,
      ours: bookings,
      bare: bareBookings,
      yardstick: 'as many bare transactions of as many items',
    },
  })
  await given.close()
}
