/** A matter for the tests of slots: a meeting that is held, booked, moved and called off, and knows nothing else. */
import { createHash } from 'node:crypto'
import { lifecycle, type Who } from '../../shared/lifecycle.ts'
import type { Span } from '../../shared/slots.ts'
import { choice, type Code } from '../../shared/choice.ts'
import type { SignedIn } from '../platform/context.ts'
import { kind } from '../platform/kind.ts'
import type { Stored } from '../platform/matter-item.ts'
import { slotSteps } from '../platform/slots.ts'
import type { Table } from '../platform/table.ts'

export const community = 'bchd'

const states = choice({ open: '没有约', held: '留着', booked: '约好了' })
type State = Code<typeof states>

export interface Meeting extends Stored {
  readonly kind: 'meeting'
  readonly state: State
  readonly span?: Span | undefined
  /** Of a hold. */
  readonly freeAt?: string | undefined
}

const by = { communityStaff: 'community' } as const
const life = lifecycle<Meeting>()(states, {
  hold: { from: states.codes, to: 'held', by },
  book: { from: states.codes, to: 'booked', by, clears: ['freeAt'] },
  confirm: { from: ['held'], to: 'booked', by, clears: ['freeAt'] },
  cancel: { from: ['held', 'booked'], to: 'open', by, clears: ['span', 'freeAt'] },
  lapse: { from: ['held'], to: 'open', by: { clock: true }, clears: ['span', 'freeAt'] },
})
export type MoveName = keyof typeof life.moves

const meetings = kind<Meeting>()({
  name: 'meeting',
  life,
  sees: () => true,
  lists: {},
  deadlines: async () => () => undefined,
  due: async () => undefined,
})

export const meetingId = (name: string) => {
  const letters = [...createHash('sha256').update(name).digest()].map(
    byte => 'abcdefghijklmnopqrstuvwxyz234567'[byte % 32],
  )
  return `meeting_${community}_${letters.join('')}`
}

const who = (id: string): Who => ({
  id,
  grants: [{ role: 'communityStaff', community, scope: community }],
  actsFor: [],
})

/** As one of the staff sees meetings at a moment. */
export const meetingsBy = (table: Table, person: string, now: string) => {
  // Meetings need only this of a request.
  const ctx = { table, who: who(person), now } as SignedIn
  const along = (was: Meeting, after: Meeting) => {
    const spans = { was: was.span, now: after.span && { ...after.span, freeAt: after.freeAt } }
    return slotSteps(table, community, after.id, spans, now)
  }
  const move =
    (name: MoveName) =>
    (id: string, op: string, wants: Partial<Meeting> = {}) =>
      meetings.move(ctx, name, { id, op }, { wants, along })
  return {
    find: (id: string) => meetings.find(ctx, id),
    /** Without a span it is only called, with one it is booked at once. */
    add(name: string, span?: Span): Promise<Meeting> {
      const state: State = span ? 'booked' : 'open'
      const first = {
        seq: 1,
        op: name,
        at: now,
        by: person,
        as: 'communityStaff',
        move: 'add',
        to: state,
      } as const
      const matter = {
        ...{
          id: meetingId(name),
          kind: 'meeting' as const,
          community,
          state,
          seq: 1,
          stateSeq: 1,
          inputHash: name,
        },
        ...{ createdAt: now, changedAt: now, timeline: [first], ...(span && { span }) },
      }
      return meetings.create(ctx, matter, () => slotSteps(table, community, matter.id, { now: span }, now))
    },
    hold: (id: string, op: string, span: Span, freeAt: string) => move('hold')(id, op, { span, freeAt }),
    book: (id: string, op: string, span: Span) => move('book')(id, op, { span }),
    confirm: (id: string, op: string) => move('confirm')(id, op),
    cancel: (id: string, op: string) => move('cancel')(id, op),
    lapse: async (id: string) => meetings.moveByClock(ctx, 'lapse', await meetings.find(ctx, id), { along }),
  }
}
