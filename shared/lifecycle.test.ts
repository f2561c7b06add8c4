import { choice } from './choice.ts'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  absent,
  all,
  any,
  below,
  guard,
  holds,
  is,
  lifecycle,
  may,
  not,
  roleIn,
  transition,
} from './lifecycle.ts'
import type { Fields, Matter, Who } from './lifecycle.ts'
import { someClause, someItem } from '../functions/testing/clauses.ts'

// ---- a single-owner matter and a multi-party one, small enough to see through ----

const errand = lifecycle<Pick<Errand, 'asker' | 'team' | 'teamName'>>()(
  choice({ open: '等人接', taken: '有人接了', done: '办好了' }),
  {
    take: { from: ['open'], to: 'taken', by: { teamLead: 'community' } },
    back: {
      from: ['taken'],
      to: 'open',
      by: { teamLead: { scope: 'team' }, clock: true },
      clears: ['team', 'teamName'],
    },
    note: { from: ['open', 'taken'], by: { clock: true } },
    finish: { from: ['taken'], to: 'done', by: { resident: { person: 'asker' } } },
    look: { from: ['taken'], by: { teamLead: { scope: 'team' } } },
  },
  {
    rights: {
      ring: {
        in: ['taken', 'done'],
        by: { communityStaff: 'community', teamLead: { scope: 'team', when: is('state', 'taken') } },
      },
    },
    unit: { id: 'team', name: 'teamName' },
  },
)

/** Two sides sign in any order; with both signatures it is in force. */
const agreement = lifecycle<{ a: string; b: string; signedA?: string; signedB?: string }>()(
  choice({ unsigned: '没签', inForce: '生效了' }),
  {
    signA: {
      from: ['unsigned'],
      to: after => (after.signedB ? 'inForce' : 'unsigned'),
      by: { resident: { person: 'a' } },
      where: absent('signedA'),
    },
    signB: {
      from: ['unsigned'],
      to: after => (after.signedA ? 'inForce' : 'unsigned'),
      by: { resident: { person: 'b' } },
      where: absent('signedB'),
    },
  },
)

interface Errand extends Matter {
  readonly asker: string
  readonly team?: string | undefined
  readonly teamName?: string | undefined
}

const at = '2026-11-23T02:00:00.000Z'
const base = { id: 'x', community: 'c', seq: 1, stateSeq: 1, timeline: [], createdAt: at, changedAt: at }
const open: Errand = { ...base, state: 'open', asker: 'ann' }
const lead = (id: string, ...teams: string[]): Who => ({
  id,
  grants: teams.map(scope => ({ role: 'teamLead', community: 'c', scope })),
  actsFor: [],
})
const resident = (id: string, ...actsFor: string[]): Who => ({
  id,
  grants: [{ role: 'resident', community: 'c', scope: 'c' }],
  actsFor,
})
const tap = (who: Who | 'clock', op: string, seq?: number) => ({ who, op, seq, at })

describe('clauses', () => {
  test('When nothing is asked, then it holds; when no way is left, then it does not', () => {
    expect(holds(all(), {})).toBe(true)
    expect(holds(any(), {})).toBe(false)
    expect(holds(is('state'), { state: 'open' })).toBe(false)
    expect(holds(below('n', 3), {})).toBe(false)
  })

  test('When a clause is denied twice, then it is what it was', () => {
    fc.assert(
      fc.property(someClause, someItem, (each, fields) => {
        expect(holds(not(not(each)), fields)).toBe(holds(each, fields))
        expect(holds(not(each), fields)).toBe(!holds(each, fields))
      }),
    )
  })
})

describe('one move', () => {
  test('When the table allows it, then state, seq, actor and unit are on the timeline, and nothing else has changed', () => {
    const taken = transition(errand, 'take', open, tap(lead('l', 't1'), 'op1', 1), {
      team: 't1',
      teamName: 'One',
    })
    expect(taken).toEqual({
      matter: {
        ...open,
        state: 'taken',
        seq: 2,
        stateSeq: 2,
        team: 't1',
        teamName: 'One',
        timeline: [
          { seq: 2, op: 'op1', at, move: 'take', to: 'taken', by: 'l', as: 'teamLead', unit: 'One' },
        ],
      },
    })
  })

  test('When it is no longer as the tapper saw it, then it has moved; when it is not theirs, then it is not', () => {
    const other = lead('m', 't2')
    const taken: Errand = { ...open, state: 'taken', seq: 2, stateSeq: 2, team: 't1' }
    expect(transition(errand, 'take', taken, tap(other, 'op', 1))).toEqual({ not: 'moved' })
    expect(transition(errand, 'back', taken, tap(other, 'op', 2))).toEqual({ not: 'notYours' })
    expect(transition(errand, 'back', taken, tap(resident('ann'), 'op', 2))).toEqual({ not: 'notYours' })
    expect(transition(errand, 'take', taken, tap('clock', 'op', 2))).toEqual({ not: 'notYours' })
  })

  test('When someone acts for another, then the timeline says for whom; in a lead’s role nobody acts for another', () => {
    const taken: Errand = { ...open, state: 'taken', seq: 2, stateSeq: 2, team: 't1' }
    const done = transition(errand, 'finish', taken, tap(resident('kid', 'ann'), 'op', 2))
    expect('matter' in done && done.matter.timeline.at(-1)).toMatchObject({
      by: 'kid',
      for: 'ann',
      as: 'resident',
    })
    const stranger = { ...lead('kid'), actsFor: ['l'] }
    expect(transition(errand, 'back', taken, tap(stranger, 'op', 2))).toEqual({ not: 'notYours' })
  })

  test('When a grant is of another community, then it opens nothing', () => {
    const foreign: Who = { id: 'l', grants: [{ role: 'teamLead', community: 'd', scope: 't1' }], actsFor: [] }
    expect(may(errand, open, foreign)).toEqual([])
    expect(transition(errand, 'take', open, tap(foreign, 'op', 1))).toEqual({ not: 'notYours' })
  })

  test('When two parties sign side by side, then it is in force once, whoever comes last', () => {
    for (const order of [
      ['signA', 'signB'],
      ['signB', 'signA'],
    ] as const) {
      let it: Matter & Fields = { ...base, state: 'unsigned', a: 'ann', b: 'bob' }
      for (const name of order) {
        expect(it.state).toBe('unsigned')
        const [who, field] = name === 'signA' ? ['ann', 'signedA'] : ['bob', 'signedB']
        // No seq: neither has to know that the other has signed.
        const signed = transition(agreement, name, it, tap(resident(who), name), { [field]: at })
        if (!('matter' in signed)) throw new Error(signed.not)
        it = signed.matter
      }
      expect(it).toMatchObject({ state: 'inForce', seq: 3 })
      expect(transition(agreement, 'signA', it, tap(resident('ann'), 'signA'), { signedA: at })).toEqual({
        not: 'again',
      })
    }
  })
})

describe('what a tap remembers', () => {
  const took = transition(errand, 'take', open, tap(lead('l', 't1'), 'op1', 1), { team: 't1' })
  const taken = 'matter' in took ? took.matter : open

  test('When its op was used for something else, then it is no success', () => {
    const l = lead('l', 't1')
    expect(transition(errand, 'back', taken, tap(l, 'op1', 2))).toEqual({ not: 'reused' })
    expect(transition(errand, 'take', taken, tap(l, 'op1', 1), { team: 't2' })).toEqual({ not: 'reused' })
    expect(transition(errand, 'take', taken, tap(l, 'op1', 1), { team: 't1' })).toEqual({ not: 'again' })
  })

  test('When the database gives a map back in another order, then it is still the same', () => {
    const l = lead('l', 't1')
    const where = (team: object) => ({ team }) as unknown as Partial<Errand>
    const placed = transition(
      errand,
      'take',
      open,
      tap(l, 'op2', 1),
      where({ on: '1', at: [{ a: 1, b: 2 }] }),
    )
    if (!('matter' in placed)) throw new Error(placed.not)
    const again = (wants: object) => transition(errand, 'take', placed.matter, tap(l, 'op2', 1), where(wants))
    expect(again({ at: [{ b: 2, a: 1 }], on: '1' })).toEqual({ not: 'again' })
    expect(again({ at: [{ b: 2, a: 2 }], on: '1' })).toEqual({ not: 'reused' })
  })

  test('When only a note came between, then what the tapper saw is still so', () => {
    const noted = transition(errand, 'note', open, tap('clock', 'n', 1))
    if (!('matter' in noted)) throw new Error(noted.not)
    expect(noted.matter).toMatchObject({ state: 'open', seq: 2, stateSeq: 1 })
    expect(transition(errand, 'take', noted.matter, tap(lead('l', 't1'), 'x', 1))).toHaveProperty('matter')
    expect(transition(errand, 'take', noted.matter, tap(lead('l', 't1'), 'x', 3))).toEqual({ not: 'moved' })
  })

  test('When somebody was known by another id, then it is still their own work that they do not judge', () => {
    const judged = lifecycle<Pick<Errand, 'asker'>>()(choice({ open: '等人接', done: '办好了' }), {
      finish: { from: ['open'], to: 'done', by: { teamLead: { except: ['asker'] } } },
    })
    const ben = lead('ben', 'reds')
    expect(may(judged, open, ben)).toEqual(['finish'])
    expect(may(judged, open, { ...ben, also: ['ann'] })).toEqual([])
  })

  test('When somebody has a right, then they may in its states, in their role, and nothing is moved by it', () => {
    const { ring } = errand.rights
    const staff: Who = {
      id: 's',
      grants: [{ role: 'communityStaff', community: 'c', scope: 'c' }],
      actsFor: [],
    }
    const done: Errand = { ...taken, state: 'done' }
    expect(may(errand, taken, lead('l', 't1'))).toEqual(['back', 'look', 'ring'])
    expect(roleIn(ring, taken, lead('l', 't1'))).toEqual({ as: 'teamLead' })
    expect(roleIn(ring, done, staff)).toEqual({ as: 'communityStaff' })
    expect(roleIn(ring, open, staff)).toEqual({ not: 'moved' })
    expect(roleIn(ring, done, lead('l', 't1'))).toEqual({ not: 'moved' })
    expect(roleIn(ring, taken, lead('l', 't2'))).toEqual({ not: 'notYours' })
    expect(holds(guard(ring, staff, 'c'), done as unknown as Fields)).toBe(true)
    expect(errand.moves).not.toHaveProperty('ring')
  })

  test('When the role is gone, then so are its ties, also to one’s own', () => {
    const gone: Who = { id: 'ann', grants: [], actsFor: [] }
    const elsewhere: Who = { ...gone, grants: [{ role: 'resident', community: 'd', scope: 'd' }] }
    for (const who of [gone, elsewhere]) {
      expect(may(errand, taken, who)).toEqual([])
      expect(transition(errand, 'finish', taken, tap(who, 'x', 2))).toEqual({ not: 'notYours' })
    }
  })
})

describe('any history of taps', () => {
  // Independent of the table: what must be true of an errand whatever was tapped in whatever order.
  test('When many people tap anything, late, twice or at once, then the invariants of an errand hold', () => {
    const leads = [lead('l1', 't1'), lead('l2', 't2'), lead('l12', 't1', 't2')]
    const people = [...leads, resident('ann'), resident('bob'), 'clock' as const]
    const someTap = fc.record({
      who: fc.constantFrom(...people),
      name: fc.constantFrom('take', 'back', 'finish', 'look', 'note'),
      team: fc.constantFrom('t1', 't2'),
      op: fc.integer({ min: 0, max: 12 }).map(String),
      behind: fc.integer({ min: 0, max: 2 }),
    })
    fc.assert(
      fc.property(fc.array(someTap, { maxLength: 40 }), taps => {
        let it: Errand = open
        let changedSeq = 1
        for (const { who, name, team, op, behind } of taps) {
          const sets = name === 'take' ? { team } : {}
          const taken = transition(errand, name as 'take', it, tap(who, op, it.seq - behind), sets)
          const offered = who !== 'clock' && may(errand, it, who).includes(name as 'take')
          if (!('matter' in taken)) {
            const me = who === 'clock' ? 'clock' : who.id
            const last = it.timeline.at(-1)
            const before = it.timeline.some(entry => entry.op === op && entry.by === me)
            if (offered && behind === 0) expect(before || last?.move === name).toBe(true)
            continue
          }
          expect(it.seq - behind).toBeGreaterThanOrEqual(changedSeq)
          expect(taken.matter.seq).toBe(it.seq + 1)
          if (who !== 'clock') expect(offered).toBe(true)
          if (name === 'finish') expect([(who as Who).id, it.state]).toEqual(['ann', 'taken'])
          if (name === 'back' && who !== 'clock')
            expect((who as Who).grants.map(grant => grant.scope)).toContain(it.team)
          if (it.state === 'done') throw new Error('moved after the end')
          it = taken.matter
          if (name !== 'look' && name !== 'note') changedSeq = it.seq
          expect(it.stateSeq).toBe(changedSeq)
        }
        expect(it.timeline.map(entry => entry.seq)).toEqual(it.timeline.map((_, i) => i + 2))
        expect(new Set(it.timeline.map(({ by, op }) => `${by} ${op}`)).size).toBe(it.timeline.length)
        expect(it.team === undefined).toBe(it.state === 'open')
      }),
      { numRuns: 500 },
    )
  })

  test('When the guard is judged, then it says the same as what may be done', () => {
    const taken: Errand = { ...open, state: 'taken', team: 't1' }
    for (const who of [lead('l', 't1'), lead('l', 't2'), resident('ann'), resident('bob')])
      for (const matter of [open, taken])
        for (const [name, move] of Object.entries(errand.moves))
          expect(may(errand, matter, who).includes(name as 'take')).toBe(
            holds(guard(move, who, 'c'), matter as unknown as Fields),
          )
  })
})
