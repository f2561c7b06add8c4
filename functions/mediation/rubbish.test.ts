import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Operation } from '../../shared/contract.ts'
import { mediation } from '../../shared/mediation/mediation.ts'
import { plusMinutes } from '../../shared/time.ts'
import { caseStory, room, tuesday10 } from '../testing/case-story.ts'
import { monday10, neighbourhood, op, type Neighbourhood } from '../testing/given.ts'
import { tryRubbish, type Known } from '../testing/rubbish.ts'

let given: Neighbourhood
let story: ReturnType<typeof caseStory>
let known: Known
beforeAll(async () => {
  given = await neighbourhood()
  story = caseStory(given)
  const sides = Array.from({ length: 10 }, (_, i) => `resident-${i + 1}`)
  const [a, b, c, d, e, f, g, h] = sides
  const applied = await story.applied(a)
  const asked = await story.accepted(b)
  const code = await story.linked(asked)
  const heard = await story.heard(c, d)
  const booked = await story.booked(tuesday10, e, f)
  const held = await story.held(plusMinutes(tuesday10, 120), g, h)
  given.setNow(monday10)
  const noted = { key: op(), sides: ['张家', '李家'], kind: 'noise', what: '半夜拖椅子' } as const
  const note = await given.as('room-1').do(mediation.note, { ...noted, sides: [...noted.sides] })
  const block = { of: 'room', which: room, reason: '检修', key: op() } as const
  const [fromAt, toAt] = ['2026-11-30T02:00:00.000Z', '2026-11-30T03:00:00.000Z']
  const blocked = await given.as('room-1').do(mediation.block, { ...block, fromAt, toAt })
  const mediators = [await given.idOf('mediator-1'), await given.idOf('mediator-2')]
  const cases = [applied, asked, heard, booked, held].map(({ id }) => id)
  known = {
    id: [...cases, ...cases, note.id, blocked.id],
    seq: [1, 2, 3, 5, 8, 9, 10, 11],
    code: [code],
    mediator: mediators,
    which: [room, ...mediators],
    user: [await given.idOf('resident-9')],
    for: [await given.idOf('elder-1')],
    quarrel: [note.id],
    room: [room],
    community: ['bchd', 'other'],
    fromOn: ['2026-11-23', '2026-12-01'],
    toOn: ['2026-11-29', '2026-12-03'],
    fromAt: [tuesday10, fromAt, '2026-12-02T01:30:00.000Z'],
    toAt: [toAt, '2026-12-02T03:30:00.000Z'],
    starts: [[tuesday10], []],
    month: ['2026-11'],
  }
}, 60_000)
afterAll(() => given.close())

const callers = [
  ...(['room-1', 'room-1', 'mediator-1', 'mediator-2', 'staff-1', 'grid-1', 'helper-1'] as const),
  ...(['resident-1', 'resident-3', 'resident-5', 'resident-8', 'resident-9', 'child-1', 'lead-1'] as const),
  ...(['supervisor-1', 'outsider-1', 'visitor-1', 'newcomer-1'] as const),
]

test('When anything that fits, or nearly, is sent to any operation of mediation by anybody, then it is done as the contract says or clearly refused, never a 5xx', async () => {
  const { done, codes } = await tryRubbish(given, Object.values<Operation>(mediation), callers, known)
  // A check that never gets anywhere proves nothing.
  expect(done.size).toBeGreaterThan(20)
  expect(codes.size).toBeGreaterThan(15)
}, 300_000)
