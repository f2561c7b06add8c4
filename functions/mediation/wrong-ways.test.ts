import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Operation } from '../../shared/contract.ts'
import { mediation } from '../../shared/mediation/mediation.ts'
import { plusMinutes } from '../../shared/time.ts'
import { saveSettings } from '../community/community.ts'
import { giveGrant } from '../identity/grants.ts'
import { putProxy } from '../identity/proxies-store.ts'
import { getMatter } from '../platform/matter-item.ts'
import { monday10, neighbourhood, op, type Neighbourhood } from '../testing/given.ts'
import { caseStory, room } from '../testing/case-story.ts'
import type { Case } from './case-store.ts'

let given: Neighbourhood
let story: ReturnType<typeof caseStory>
beforeAll(async () => {
  given = await neighbourhood()
  story = caseStory(given)
})
afterAll(() => given.close())
beforeEach(() => given.setNow(monday10))

// One neighbourhood for all: each story has people and a time of its own.
let people = 0
const pair = () => [`resident-${++people}`, `resident-${++people}`] as const
let times = 0
const someTime = () =>
  plusMinutes('2026-11-24T01:00:00.000Z', Math.floor(times / 4) * story.day + (times++ % 4) * 120)
const staff = () => given.as('room-1')
const since = '2026-01-01T00:00:00.000Z'
const until = '2027-06-01T00:00:00.000Z'

type Wrong = readonly [who: string, operation: Operation, input: object]
const answersTo = async (tries: readonly Wrong[]) =>
  Promise.all(
    tries.map(async ([who, operation, input]) => {
      const { status } = await given.as(who).tryAnything(operation, input)
      return [operation.name, status] as const
    }),
  )
const all = (tries: readonly Wrong[], status: number) => tries.map(([, { name }]) => [name, status])

describe('what no page would send', () => {
  test('When a day or a time is far away, then it is refused, and nobody looks for it for ever', async () => {
    const [one, other] = pair()
    const each = await story.heard(one, other)
    const [fromAt, toAt] = ['9999-12-31T16:00:00.000Z', '9999-12-31T17:00:00.000Z']
    const tries: Wrong[] = [
      ...['9999-12-25', '0000-01-01', '1970-01-01'].flatMap((on): Wrong[] => [
        [one, mediation.freeSlots, { id: each.id, fromOn: on, days: 31 }],
        ['room-1', mediation.calendar, { fromOn: on, toOn: on }],
      ]),
      ['room-1', mediation.book, { ...story.tap(each), room, fromAt: '2062-11-24T02:00:00.000Z' }],
      ['room-1', mediation.block, { of: 'room', which: room, fromAt, toAt, reason: '装修' }],
    ]
    expect(await answersTo(tries)).toEqual(all(tries, 400))
  })

  test('When an id is rubbish, then the answer says so, and nothing breaks', async () => {
    const [one, other] = pair()
    const each = await story.willing(one, other)
    const form = { kind: 'leak', facts: '漏水', others: [{ name: '李' }] }
    const [fromAt, toAt] = ['2026-11-30T02:00:00.000Z', '2026-11-30T03:00:00.000Z']
    for (const id of ['a#b', '__proto__', `case_bchd_${'a'.repeat(32)}`, '漏', 'x'.repeat(128)]) {
      const tries: Wrong[] = [
        ['room-1', mediation.setMediator, { ...story.tap(each), mediator: id, knowing: true }],
        ...['room', 'mediator'].map((of): Wrong => [
          'room-1',
          mediation.block,
          { of, which: id, fromAt, toAt, reason: '开会' },
        ]),
        ['room-1', mediation.reveal, { id: each.id, party: id }],
        ['room-1', mediation.queue, { next: id }],
        ['room-1', mediation.offerTimes, { id: each.id, room: id }],
        ['room-1', mediation.askOtherSide, { ...story.tap(each), party: 'p2', how: 'neighbour', user: id }],
        [one, mediation.get, { id }],
        [one, mediation.openLink, { code: id }],
        [one, mediation.answerOtherSide, { code: id, answer: 'yes' }],
        [one, mediation.apply, { ...form, for: id }],
        [one, mediation.apply, { ...form, files: [id] }],
        [one, mediation.addFiles, { id: each.id, files: [id] }],
      ]
      const wrong = (await answersTo(tries)).filter(([, status]) => status < 400 || status >= 500)
      expect([id, wrong]).toEqual([id, []])
    }
  })

  test('When somebody is said to be there who is not in the case, then the session does not begin', async () => {
    const fromAt = someTime()
    const each = await story.booked(fromAt, ...pair())
    given.setNow(fromAt)
    const hold = { ...story.tap(each), present: ['p1', 'p5'] as ('p1' | 'p5')[], held: true }
    expect((await staff().try(mediation.hold, hold)).body.code).toBe('mediation.partyUnknown')
  })
})

describe('who sees what', () => {
  test('When something had to be reported, then no party reads that it was', async () => {
    const [one, other] = pair()
    const each = await story.willing(one, other)
    await staff().do(mediation.report, { id: each.id, op: op(), to: 'police', text: '说要动手' })
    await staff().do(mediation.noteCase, { id: each.id, op: op(), text: '电话里哭了' })
    for (const who of [one, other]) {
      const moves = (await story.read(who, each)).timeline.map(({ move }) => move)
      expect(moves).toEqual(['apply', 'accept', 'ask', 'answer'])
    }
    expect((await story.read('room-1', each)).timeline.map(({ move }) => move)).toContain('report')
  })

  test('When the room opens the record, or who lives at a door, then that is a look as well', async () => {
    const [one, other] = pair()
    const each = await story.held(someTime(), one, other)
    const before = (await story.read(one, each)).looks!.find(({ as }) => as === '调解室工作人员')!.times
    await given.as('mediator-1').do(mediation.record, { id: each.id })
    given.minutesLater(11)
    await staff().do(mediation.neighboursAt, { id: each.id, party: 'p2' })
    const { looks } = await story.read(one, each)
    expect(looks!.find(({ as }) => as === '调解员')).toMatchObject({ times: 1 })
    expect(looks!.find(({ as }) => as === '调解室工作人员')!.times).toBe(before + 1)
  })

  test('When the case of a link is over, then the link tells nobody who had asked', async () => {
    const [one, other] = pair()
    const each = await story.accepted(one)
    const code = await story.linked(each)
    await given.as(one).do(mediation.withdraw, story.tap(await story.read(one, each)))
    expect((await given.as(other).try(mediation.openLink, { code })).status).toBe(404)
  })

  test('When it ends without an agreement, then what was only written down is shown as none', async () => {
    const held = await story.held(someTime(), ...pair())
    const written = await staff().do(mediation.agree, { ...story.tap(held), oral: false, terms: ['修好'] })
    const ended = await staff().do(mediation.noAgreement, story.tap(written))
    expect(ended.agreement).toBeUndefined()
  })
})

describe('on whose side', () => {
  test('When staff are a party, or act for one, then they decide nothing in it', async () => {
    const clerk = await given.idOf('resident-90')
    const grant = {
      role: 'mediationStaff',
      community: 'bchd',
      scope: 'bchd',
      until,
      grantedBy: 'test',
    } as const
    await giveGrant({ ...given.effects, now: since }, clerk, grant)
    const child = await given.idOf('room-2')
    const elder = { person: await given.idOf('elder-2'), callName: '奶奶', modules: ['mediation' as const] }
    await putProxy(given.effects, child, { ...elder, from: since, until })
    for (const [who, applicant] of [
      ['resident-90', 'resident-90'],
      ['room-2', 'elder-2'],
    ] as const) {
      const each = await story.applied(applicant)
      const tries: Wrong[] = [
        [who, mediation.screen, { ...story.tap(each), accept: true }],
        [who, mediation.neighboursAt, { id: each.id, party: 'p2' }],
        [who, mediation.reveal, { id: each.id, party: 'p2' }],
        [who, mediation.noteCase, { id: each.id, text: '记一笔' }],
        [who, mediation.suggestMediators, { id: each.id }],
        [who, mediation.record, { id: each.id }],
        [who, mediation.file, { id: each.id }],
        [who, mediation.saveParty, { id: each.id, party: 'p2', agent: '王' }],
      ]
      expect(await answersTo(tries)).toEqual(all(tries, 403))
      expect((await given.as(who).do(mediation.queue, {})).items.map(({ id }) => id)).not.toContain(each.id)
    }
  })

  test('When the other side acts for the applicant elsewhere, then here they are themselves', async () => {
    const each = await story.asked('elder-1', 'child-1')
    await given.as('child-1').do(mediation.answerOtherSide, { id: each.id, answer: 'yes' })
    const theirs = await story.read('child-1', each)
    expect(theirs.facts).toBeUndefined()
    expect(theirs.parties.find(({ mine }) => mine)?.key).toBe('p2')
    const forElder = { id: each.id, op: op(), party: 'p1' as const }
    expect((await given.as('child-1').try(mediation.hearRights, forElder)).status).toBe(403)
  })

  test('When somebody writes it down for another community, then it is no application of their own', async () => {
    const form = { kind: 'leak' as const, facts: '漏水', others: [{ name: '李' }], applicant: { name: '张' } }
    const answer = await given.as('outsider-1').try(mediation.apply, { ...form, community: 'bchd' })
    expect(answer.status).toBe(404)
  })

  test('When a party says they cannot be reached, then that is for others to say', async () => {
    const [one, other] = pair()
    const code = await story.linked(await story.accepted(one))
    const answer = given.as(other).try(mediation.answerOtherSide, { code, answer: 'unreachable' })
    expect((await answer).body.code).toBe('matter.notYours')
  })

  test('When a link is made anew, then the one before opens nothing, and asking twice with one tap gives one link', async () => {
    const [one, other] = pair()
    const first = await story.accepted(one)
    const code = await story.linked(first)
    const tap = {
      ...story.tap(await story.read('room-1', first)),
      party: 'p2' as const,
      how: 'link' as const,
    }
    const again = await staff().do(mediation.askOtherSide, tap)
    expect((await staff().do(mediation.askOtherSide, tap)).code).toBe(again.code)
    const tries: Wrong[] = [
      [other, mediation.openLink, { code }],
      [other, mediation.answerOtherSide, { code, answer: 'yes' }],
    ]
    expect(await answersTo(tries)).toEqual(all(tries, 404))
    expect((await given.as(other).do(mediation.openLink, { code: again.code! })).kind).toBe('leak')
    const answer = { code: again.code!, answer: 'yes' as const }
    expect((await given.as(other).do(mediation.answerOtherSide, answer)).state).toBe('willing')
  })

  test('When two use one link at once, then one is the party', async () => {
    const [one, other] = pair()
    const code = await story.linked(await story.accepted(one))
    const both = [other, pair()[0]].map(who =>
      given.as(who).try(mediation.answerOtherSide, { code, answer: 'yes' }),
    )
    expect((await Promise.all(both)).map(({ status }) => status).sort()).toEqual([200, 409])
  })
})

describe('from an old screen', () => {
  test('When another time is asked for, then it is not taken for the one that was', async () => {
    const fromAt = someTime()
    const each = await story.booked(fromAt, ...pair())
    const seen = { ...story.tap(each), room }
    await staff().do(mediation.reschedule, { ...seen, fromAt: plusMinutes(fromAt, 30) })
    const another = plusMinutes(fromAt, 60)
    const codes = [op(), seen.op].map(
      async op => (await staff().try(mediation.reschedule, { ...seen, op, fromAt: another })).body.code,
    )
    expect(await Promise.all(codes)).toEqual(['matter.moved', 'request.keyReused'])
    const same = await staff().do(mediation.reschedule, { ...seen, fromAt: plusMinutes(fromAt, 30) })
    expect(same.slot!.fromAt).toBe(plusMinutes(fromAt, 30))
  })

  test('When two parties are asked at once, then each link given is one that opens', async () => {
    const [one, other] = pair()
    const form = {
      key: op(),
      kind: 'noise',
      facts: '半夜拉琴',
      others: [{ name: '甲' }, { name: '乙' }],
    } as const
    const filed = await given.as(one).do(mediation.apply, { ...form, others: [...form.others] })
    const seen = story.tap(await staff().do(mediation.screen, { ...story.tap(filed), accept: true }))
    const asked = await Promise.all(
      (['p2', 'p3'] as const).map(party =>
        staff().try(mediation.askOtherSide, { ...seen, op: op(), party, how: 'link' }),
      ),
    )
    expect(asked.map(({ status }) => status).sort()).toEqual([200, 409])
    const { code } = asked.find(({ status }) => status === 200)!.body
    expect((await given.as(other).try(mediation.openLink, { code: code! })).status).toBe(200)
  })

  test('When other terms are sent, then they are not taken for those that stand', async () => {
    const seen = story.tap(await story.held(someTime(), ...pair()))
    await staff().do(mediation.agree, { ...seen, oral: true, terms: ['十点后不拉琴'] })
    const others = { ...seen, op: op(), oral: true, terms: ['九点后不拉琴'] }
    expect((await staff().try(mediation.agree, others)).body.code).toBe('matter.moved')
  })
})

describe('the clock', () => {
  test('When the days of warning have changed, then a case is not due again and again', async () => {
    const each = await story.accepted(pair()[0])
    const stored = async () => (await getMatter<Case>(given.table, 'case', each.id))!
    given.setNow(plusMinutes(monday10, 20 * story.day + 1))
    await given.tick()
    const phones = { phone: '10000000001', dutyPhone: '10000000002' }
    const warnDays = { mediation: { warnDays: [20, 29] } }
    await saveSettings(given.table, 'bchd', { name: '宝翠花都社区', ...phones, ...warnDays })
    given.setNow(plusMinutes(monday10, 27 * story.day + 1))
    await given.tick()
    expect(await stored()).toMatchObject({
      dueAt: plusMinutes(monday10, 29 * story.day),
      reminded: [`day20.${plusMinutes(monday10, 30 * story.day)}`],
    })
    const { seq } = await stored()
    await given.tick()
    expect((await stored()).seq).toBe(seq)
  })
})

test('Nothing of all this stands in a log', () => {
  expect(given.logged.join('\n')).not.toMatch(/1001234|实名|厨房|动手|拉琴/)
  expect(given.logged.filter(line => line.startsWith('failed'))).toEqual([])
})
