import { expect, test } from '@jest/globals'
import type { CaseReply } from '../../../../shared/mediation/reply.ts'
import { caseLife, caseStates, type CaseState } from '../../../../shared/mediation/life.ts'
import { firstOf, stepsOf } from './next.ts'

const now = '2026-11-23T02:00:00.000Z'
const party = (part: Partial<CaseReply['parties'][number]> = {}): CaseReply['parties'][number] => ({
  ...{ key: 'p1', side: 'applicant', name: '张阿姨', here: true },
  ...part,
})
const sat: CaseReply['sessions'][number] = {
  ...{ fromAt: now, toAt: now, room: '调解室', mediator: '刘老师', held: true, present: ['p1', 'p2'] },
}
/** Everything that the rules let somebody of the room do in this state. */
const mayIn = (state: CaseReply['state']) =>
  Object.entries({ ...caseLife.moves, ...caseLife.rights })
    .filter(([, rule]) => {
      const states: readonly CaseState[] = 'from' in rule ? rule.from : rule.in
      return states.includes(state) && 'mediationStaff' in rule.by
    })
    .map(([name]) => name)
const given = (part: Partial<CaseReply> & Pick<CaseReply, 'state'>): CaseReply => ({
  ...{ id: 'case_1', seq: 3, may: mayIn(part.state), timeline: [], createdAt: now, changedAt: now },
  ...{ kind: 'leak', title: '漏水 · 约人调解', stateText: '', stateHint: '', reader: 'staff' },
  ...{ origin: 'walkIn', already: 'nobody', open: false, sessions: [], followUps: [] },
  parties: [party(), party({ key: 'p2', side: 'other', name: '李家', here: false })],
  ...part,
})

test('When a case is under way, its next step is said in every state but the last', () => {
  const mediator = { id: 'user_1', name: '刘老师' }
  const without = caseStates.codes.filter(
    state => stepsOf(given({ state, mediator }), now).next === undefined,
  )
  expect(without).toEqual(['archived'])
})

test('When times were offered, whoever has not answered is asked; what suits all is booked', () => {
  const mediator = { id: 'user_1', name: '刘老师' }
  const offered = { minutes: 60, room: 'room-1', starts: ['2026-11-25T07:00:00.000Z'] }
  expect(stepsOf(given({ state: 'noticed', mediator }), now).next).toBe('offer')
  expect(stepsOf(given({ state: 'noticed', mediator, offered, common: [] }), now).next).toBe('choose')
  expect(stepsOf(given({ state: 'noticed', mediator, offered, common: offered.starts }), now).next).toBe(
    'book',
  )
  const answered = [party({ times: [] }), party({ key: 'p2', times: offered.starts })]
  const none = given({ state: 'noticed', mediator, offered, common: [], parties: answered })
  expect(stepsOf(none, now).next).toBe('offer')
})

test('When a party wishes for another mediator, that comes first', () => {
  const item = given({
    state: 'noticed',
    mediator: { id: 'user_1', name: '刘老师' },
    parties: [party({ objects: true })],
  })
  expect(stepsOf(item, now).next).toBe('mediator')
})

test('When that is so at the table as well, staff find another one first; the mediator goes on', () => {
  const parties = [party({ objects: true })]
  const held = { state: 'held', mediator: { id: 'user_1', name: '刘老师' }, parties } as const
  expect(stepsOf(given(held), now).next).toBe('mediator')
  expect(stepsOf(given({ ...held, may: ['record', 'agree'] }), now).next).toBe('record')
})

test('When a visit found something left to do, they are asked again before the file is put away', () => {
  const after = (performed: 'partly' | 'all') =>
    stepsOf(given({ state: 'followUp', followUps: [{ at: now, performed }] }), now)
  expect(after('partly')).toMatchObject({ next: 'followUp', beside: ['archive', 'papers'] })
  expect(after('all')).toMatchObject({ next: 'archive', beside: ['followUp', 'papers'] })
})

test('When it ended before anybody sat down, then there is no record to write', () => {
  const ended = given({ state: 'withdrawn' })
  expect(stepsOf(ended, now).more).not.toContain('record')
  expect(stepsOf({ ...ended, sessions: [sat] }, now).more).toContain('record')
})

test('When a slot is kept for it, taking that comes first', () => {
  const fromAt = '2026-11-25T07:00:00.000Z'
  const slot = { fromAt, toAt: fromAt, room: { id: 'room-1', name: '调解室', place: '一楼' } }
  const kept = { ...slot, until: '2026-11-23T02:30:00.000Z' }
  const mediator = { id: 'user_1', name: '刘老师' }
  expect(stepsOf(given({ state: 'noticed', mediator, kept }), now).next).toBe('book')
  expect(stepsOf(given({ state: 'scheduled', mediator, slot, kept }), now).next).toBe('reschedule')
})

test('When the record is written, what they agree to comes next', () => {
  const sessions = [{ ...sat, endedAt: sat.toAt, record: 'writing' as const }]
  expect(stepsOf(given({ state: 'held', sessions }), now)).toMatchObject({
    ...{ next: 'agree', beside: ['record', 'adjourn', 'noAgreement'] },
  })
})

test('When it is booked, rights are read first, and it begins on its day', () => {
  const slot = (fromAt: string) => ({
    ...{ fromAt, toAt: fromAt },
    room: { id: 'room-1', name: '调解室', place: '一楼' },
  })
  const heard = [party({ rightsAt: now }), party({ key: 'p2', rightsAt: now })]
  const today = slot('2026-11-23T07:00:00.000Z')
  expect(stepsOf(given({ state: 'scheduled', slot: today }), now).next).toBe('rights')
  const ready = given({ state: 'scheduled', slot: today, parties: heard })
  expect(stepsOf(ready, now)).toMatchObject({ next: 'hold', beside: ['notCome', 'reschedule'] })
  const later = given({ state: 'scheduled', slot: slot('2026-11-25T07:00:00.000Z'), parties: heard })
  expect(stepsOf(later, now)).toMatchObject({ next: undefined, beside: ['reschedule'] })
})

test('When a mediator may not do what is due, there is no such button', () => {
  const item = given({ state: 'applied', may: ['note', 'reveal', 'report'] })
  expect(stepsOf(item, now)).toEqual({ next: undefined, beside: [], more: ['note', 'report', 'papers'] })
})

test('When several are to be asked, whoever cannot answer in the mini-program is first', () => {
  expect(firstOf([party(), party({ key: 'p2', here: false })])).toBe('p2')
  expect(firstOf([party({ key: 'p3' })])).toBe('p3')
  expect(firstOf([])).toBeUndefined()
})
