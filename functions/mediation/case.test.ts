import { afterAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { matters } from '../../shared/matters/matters.ts'
import { mediation } from '../../shared/mediation/mediation.ts'
import type { CaseReply } from '../../shared/mediation/reply.ts'
import { messages } from '../../shared/messages/messages.ts'
import { plusMinutes } from '../../shared/time.ts'
import { daysOf } from '../platform/slots.ts'
import { monday10, neighbourhood, op, type Neighbourhood } from '../testing/given.ts'
import { picture } from '../testing/media.ts'
import { caseStory, room, tuesday10 } from '../testing/case-story.ts'

let given: Neighbourhood
let story: ReturnType<typeof caseStory>
beforeEach(async () => {
  given = await neighbourhood()
  story = caseStory(given)
})
// A neighbourhood for each: those booked in one story would be busy in the next.
const closing: Neighbourhood[] = []
beforeEach(() => void closing.push(given))
afterAll(async () => {
  for (const each of closing) await each.close()
})

const day = 24 * 60
const codeOf = async (
  answer: Promise<{ readonly status: number; readonly body: { readonly code?: string } }>,
) => (await answer).body.code

describe('the story', () => {
  test('When two neighbours agree, then it goes from the application to the file, and each step tells who has to know', async () => {
    const staff = given.as('room-1')
    let each = await story.applied()
    expect(each).toMatchObject({
      state: 'applied',
      reader: 'party',
      stateText: '已收到',
      title: '漏水 · 约人调解',
    })
    each = await staff.do(mediation.screen, { ...story.tap(each), accept: true })
    expect(each).toMatchObject({
      state: 'accepted',
      number: '〔2026〕1',
      dueAt: plusMinutes(monday10, 30 * day),
    })
    const code = await story.linked(each)
    expect(await given.as('resident-2').do(mediation.openLink, { code })).toMatchObject({ kind: 'leak' })
    const other = await given.as('resident-2').do(mediation.answerOtherSide, { code, answer: 'yes' })
    expect(other).toMatchObject({ state: 'willing', reader: 'party', stateText: '都愿意谈' })
    each = await story.read('room-1', each)
    const mediator = await given.idOf('mediator-1')
    each = await staff.do(mediation.setMediator, { ...story.tap(each), mediator, knowing: true })
    expect(each).toMatchObject({ state: 'mediatorSet', mediator: { id: mediator } })
    each = await staff.do(mediation.offerTimes, { id: each.id, op: op(), room })
    expect(each.offered!.starts.length).toBeGreaterThan(3)
    const [first, second] = each.offered!.starts as [string, string]
    for (const [who, starts] of [
      ['resident-1', [first, second]],
      ['resident-2', [second]],
    ] as const) {
      await given.as(who).do(mediation.hearRights, { id: each.id, op: op() })
      await given.as(who).do(mediation.chooseTimes, { id: each.id, op: op(), starts: [...starts] })
    }
    each = await story.read('room-1', each)
    expect(each).toMatchObject({ state: 'noticed', common: [second] })
    each = await staff.do(mediation.book, { ...story.tap(each), room, fromAt: second })
    expect(each).toMatchObject({ state: 'scheduled', slot: { fromAt: second } })
    given.setNow(second)
    const table = given.as('mediator-1')
    each = await table.do(mediation.hold, { ...story.tap(each), present: ['p1', 'p2'], held: true })
    expect(each.state).toBe('held')
    const record = { blocks: [{ who: '调解员', text: '双方说了说经过。' }], points: ['楼上三天内修好水管'] }
    const saved = await table.do(mediation.record, { id: each.id, version: 0, ...record })
    expect(saved).toMatchObject({ version: 1, ...record })
    const people = [
      { party: 'p1', name: '张建国', how: 'paper' },
      { party: 'p2', name: '李桂芬', how: 'vouched' },
    ] as const
    const written = { oral: false, terms: record.points, people: [...people] }
    const unknown = await table.try(mediation.agree, { ...story.tap(each), ...written, people: [people[0]] })
    expect(unknown.body).toMatchObject({
      code: 'mediation.peopleNeeded',
      fields: { 'people.p2': expect.any(String) },
    })
    each = await table.do(mediation.agree, { ...story.tap(each), ...written })
    expect(each.parties).toMatchObject([
      { name: '张建国', idSeen: true },
      { name: '李桂芬', vouched: true },
    ])
    expect(each.agreement!.missing).toEqual(['p1', 'p2', 'mediator', 'seal'])
    for (const what of ['p1', 'p2', 'mediator', 'seal'] as const)
      each = await staff.do(mediation.sign, { id: each.id, op: op(), what, how: 'thumb' })
    expect(each).toMatchObject({ state: 'agreed', agreement: { missing: [], effectiveOn: '2026-11-24' } })
    const scan = await given.putFile('room-1', await picture())
    each = await staff.do(mediation.sign, { id: each.id, op: op(), what: 'scan', files: [scan] })
    expect(each.may).not.toContain('unsign')
    const back = await staff.try(mediation.unsign, { ...story.tap(each), text: '再谈谈' })
    expect([back.status, back.body.code]).toEqual([409, 'matter.moved'])
    expect(each).toMatchObject({
      state: 'agreed',
      agreement: { missing: [], effectiveOn: expect.any(String) },
    })
    expect(each.confirmation!.lastOn).toBe('2026-12-24')
    given.minutesLater(20 * day)
    each = await table.do(mediation.followUp, { ...story.tap(each), performed: 'all', satisfied: true })
    each = await staff.do(mediation.archive, story.tap(each))
    expect(each).toMatchObject({ state: 'archived', stateText: '已归档' })
    await given.settled()
    const titles = (await given.as('resident-2').do(messages.inbox, {})).items.map(({ title }) => title)
    expect(titles).toEqual(expect.arrayContaining(['定了调解员', '约好时间了', '协议写好了', '协议生效了']))
    const cards = (await given.as('resident-1').do(matters.mine, {})).items
    expect(cards).toMatchObject([{ kind: 'case', title: '漏水调解 · 〔2026〕1', tone: 'ended' }])
  })

  test('When the other side says no, then it ends there, and the applicant reads where else to go', async () => {
    const each = await story.accepted()
    const code = await story.linked(each)
    await given.as('resident-2').do(mediation.answerOtherSide, { code, answer: 'no' })
    given.minutesLater(10)
    await given.tick()
    const refused = await story.read('resident-2', each)
    expect(refused.state).toBe('refused')
    await given.settled()
    const [card] = (await given.as('resident-1').do(matters.mine, {})).items
    expect(card).toMatchObject({ tone: 'ended', hint: '不能勉强，还可以走别的路。' })
    expect((await story.read('resident-1', each)).stateHint).toContain('不能勉强')
    const later = given.as('resident-2').try(mediation.answerOtherSide, { code, answer: 'yes' })
    expect(await codeOf(later)).toBe('matter.moved')
  })

  test('When somebody cannot be reached, then that is no refusal, and staff note the answer of a later call', async () => {
    const each = await story.accepted()
    const staff = given.as('room-1')
    const asked = await staff.do(mediation.askOtherSide, { ...story.tap(each), party: 'p2', how: 'phone' })
    const answer = (answer: 'unreachable' | 'thinking' | 'yes') =>
      staff.do(mediation.answerOtherSide, { id: asked.id, op: op(), party: 'p2', answer })
    expect((await answer('unreachable')).state).toBe('unreachable')
    expect((await answer('thinking')).state).toBe('asked')
    expect((await answer('yes')).state).toBe('willing')
  })

  test('When what was agreed is oral, then it is in force at once and asks for no signature', async () => {
    const each = await story.held()
    const agreed = await given
      .as('mediator-1')
      .do(mediation.agree, { ...story.tap(each), oral: true, terms: ['晚上十点后不拉琴'] })
    expect(agreed).toMatchObject({ state: 'agreed', agreement: { oral: true, missing: [] } })
    // There is no paper for the court to confirm.
    expect(agreed.confirmation).toBeUndefined()
    expect(agreed.may).not.toContain('confirmation')
    const asked = { ...story.tap(agreed), state: 'wanted' as const }
    expect(await codeOf(given.as('room-1').try(mediation.confirmation, asked))).toBe(
      'mediation.oralNotConfirmed',
    )
  })

  test('When a party stops, then it ends, and the slot is free for others', async () => {
    const each = await story.booked()
    await given.as('resident-2').do(mediation.withdraw, story.tap(await story.read('resident-2', each)))
    expect((await story.read('room-1', each)).state).toBe('withdrawn')
    const next = await story.booked(tuesday10, 'resident-3', 'resident-4')
    expect(next.slot!.fromAt).toBe(tuesday10)
  })
})

describe('who may know', () => {
  test('When one is neither a party, nor the mediator, nor of the room, then there is no case', async () => {
    const each = await story.withMediator()
    const strangers = [
      'resident-3',
      'staff-1',
      'lead-1',
      'grid-1',
      'mediator-2',
      'supervisor-1',
      'outsider-1',
    ]
    for (const who of strangers) {
      const answer = await given.as(who).try(mediation.get, { id: each.id })
      expect([who, answer.status, answer.body.code]).toEqual([who, 404, 'matter.notFound'])
    }
  })

  test('When a party reads it, then of the other side there is a name and nothing else, and what was said stays with whoever said it', async () => {
    const each = await story.booked()
    const theirs = await story.read('resident-2', each)
    expect(theirs.facts).toBeUndefined()
    expect(theirs.wish).toBeUndefined()
    const [p1] = theirs.parties
    expect(Object.keys(p1!).sort()).toEqual(['consent', 'here', 'key', 'name', 'rightsAt', 'side'])
    expect(JSON.stringify(theirs)).not.toMatch(/1001234|单元/)
    // Those who said yes themselves are called by their own name, not as the applicant had it.
    expect(theirs.parties[1]!.name).toBe('实名resident-2')
    expect(theirs.notes).toBeUndefined()
  })

  test('When the room opens it, then each opening is on record, and the party reads by whom', async () => {
    const each = await story.withMediator()
    await story.read('mediator-1', each)
    await given.as('mediator-1').do(mediation.reveal, { id: each.id, party: 'p1' })
    const { looks } = await story.read('resident-1', each)
    expect(looks!.map(({ as }) => as).sort()).toEqual(['调解员', '调解室工作人员'].sort())
  })

  test('When a mediator begins of their own accord, then they read it until somebody is chosen, and then only who is', async () => {
    const began = await given.as('mediator-1').do(mediation.apply, {
      ...{ key: op(), kind: 'noise', facts: '两家吵了几回', applicant: { name: '张家' } },
      ...{ origin: 'mediator', others: [{ name: '李家' }] },
    })
    expect(began).toMatchObject({ state: 'applied', reader: 'mediator' })
    const mediators = ['mediator-1', 'mediator-2'].map(who => given.as(who))
    const read = () =>
      Promise.all(mediators.map(async who => (await who.try(mediation.get, { id: began.id })).status))
    expect(await read()).toEqual([200, 404])
    const tap = story.tap(await story.read('room-1', began))
    const each = await given.as('room-1').do(mediation.screen, { ...tap, accept: true })
    for (const party of ['p1', 'p2'] as const) {
      const seen = await story.read('room-1', each)
      await given.as('room-1').do(mediation.askOtherSide, { ...story.tap(seen), party, how: 'phone' })
      await given.as('room-1').do(mediation.answerOtherSide, { id: each.id, op: op(), party, answer: 'yes' })
    }
    const mediator = await given.idOf('mediator-2')
    const willing = story.tap(await story.read('room-1', each))
    await given.as('room-1').do(mediation.setMediator, { ...willing, mediator, knowing: true })
    expect(await read()).toEqual([404, 200])
  })

  test('When somebody of the room is a party, then they read it as a party and decide nothing', async () => {
    const each = await story.accepted()
    const asked = await story.linked(each)
    const staff = await given.idOf('room-2')
    expect(staff).toBeDefined()
    // Of another building of the same community, and resident there.
    const answer = await given.as('room-2').try(mediation.answerOtherSide, { code: asked, answer: 'yes' })
    expect(answer.body.code).toBe('mediation.notANeighbour')
  })

  test('When a party acts for the other, then it is refused', async () => {
    const each = await story.booked()
    const forOther = await given
      .as('resident-2')
      .try(mediation.chooseTimes, { id: each.id, op: op(), party: 'p1', starts: [] })
    expect(forOther).toMatchObject({ status: 403, body: { code: 'matter.notYours' } })
    for (const [name, input] of [
      ['book', { ...story.tap(each), room, fromAt: tuesday10 }],
      ['reveal', { id: each.id, party: 'p1' }],
      ['noteCase', { id: each.id, op: op(), text: '记一笔' }],
    ] as const)
      expect((await given.as('resident-2').tryAnything(mediation[name], input)).status).toBe(403)
  })

  test('When a link has been answered, then nobody else can use it, nor its applicant', async () => {
    const each = await story.accepted()
    const code = await story.linked(each)
    expect(await codeOf(given.as('resident-1').try(mediation.answerOtherSide, { code, answer: 'yes' }))).toBe(
      'mediation.ownCase',
    )
    const thinking = { code, answer: 'thinking' } as const
    expect(await given.as('resident-2').do(mediation.answerOtherSide, thinking)).toMatchObject({
      stateText: '请您回话',
    })
    for (const operation of [mediation.openLink, mediation.answerOtherSide])
      expect(await codeOf(given.as('resident-3').tryAnything(operation, { code, answer: 'yes' }))).toBe(
        'mediation.linkUsed',
      )
  })
})

describe('rules', () => {
  test('When not everybody has heard their rights, then nothing is said at the table', async () => {
    const each = await story.withMediator()
    await given.as('resident-1').do(mediation.hearRights, { id: each.id, op: op() })
    const booked = await given
      .as('room-1')
      .do(mediation.book, { ...story.tap(await story.read('room-1', each)), room, fromAt: tuesday10 })
    given.setNow(tuesday10)
    const hold = { ...story.tap(booked), present: ['p1', 'p2'] as ('p1' | 'p2')[], held: true }
    expect(await codeOf(given.as('room-1').try(mediation.hold, hold))).toBe('mediation.notAllHeard')
  })

  test('When a time is over, closed or no quarter, then it is not booked', async () => {
    const each = await story.heard()
    const book = (fromAt: string) =>
      codeOf(given.as('room-1').try(mediation.book, { ...story.tap(each), room, fromAt }))
    const bad = [
      plusMinutes(monday10, -60),
      '2026-11-28T02:00:00.000Z',
      '2026-11-24T02:07:00.000Z',
      '2026-11-24T12:00:00.000Z',
    ]
    expect(await Promise.all(bad.map(book))).toEqual(bad.map(() => 'mediation.badTime'))
  })

  test('When a month is nearly over, then staff and mediator are warned, once each time', async () => {
    const each = await story.withMediator()
    for (const days of [20, 27, 30]) {
      given.setNow(plusMinutes(monday10, days * day + 1))
      await given.tick()
      await given.tick()
    }
    await given.settled()
    // Nobody's sign-in lasts that long.
    given.setNow(monday10)
    const warned = (await given.as('mediator-1').do(messages.inbox, {})).items.filter(
      ({ title }) => title === '案子快到期了' || title === '案子到期了',
    )
    expect(warned.map(({ title }) => title).sort()).toEqual(['案子到期了', '案子快到期了', '案子快到期了'])
    expect((await story.read('room-1', each)).state).toBe('mediatorSet')
  })

  test('When it is sent again, then nothing is done twice', async () => {
    const input = { key: op(), kind: 'noise', facts: '半夜拉琴', others: [{ name: '楼下王家' }] } as const
    const twice = await Promise.all(
      [1, 2].map(() => given.as('resident-5').do(mediation.apply, { ...input, others: [...input.others] })),
    )
    expect(twice[0]!.id).toBe(twice[1]!.id)
    const accept = { ...story.tap(twice[0]!), accept: true }
    const both = await Promise.all([1, 2].map(() => given.as('room-1').do(mediation.screen, accept)))
    expect(both.map(({ number }) => number)).toEqual(['〔2026〕1', '〔2026〕1'])
  })

  test('When many are accepted at once, then each has a number of its own and none is left out', async () => {
    const cases = await Promise.all(
      ['resident-1', 'resident-2', 'resident-3', 'resident-4'].map(who => story.applied(who)),
    )
    const accepted = await Promise.all(
      cases.map(each => given.as('room-1').do(mediation.screen, { ...story.tap(each), accept: true })),
    )
    expect(accepted.map(({ number }) => number).sort()).toEqual([1, 2, 3, 4].map(n => `〔2026〕${n}`))
  })
})

describe('booking', () => {
  test('When one of the parties is elsewhere at that time, then the slot is not free for them, in any room', async () => {
    await story.booked(tuesday10, 'resident-1', 'resident-2', 'mediator-1')
    const other = await story.heard('resident-1', 'resident-3', 'mediator-2')
    const book = { ...story.tap(other), room, fromAt: plusMinutes(tuesday10, 30) }
    expect(await codeOf(given.as('room-1').try(mediation.book, book))).toBe('mediation.slotTaken')
  })

  test('When it is moved or called off, then the old time is free, and who waits is kept it for half an hour, one after the other', async () => {
    const first = await story.booked(tuesday10, 'resident-1', 'resident-2', 'mediator-1')
    const waits: CaseReply[] = []
    for (const [a, b, m] of [
      ['resident-3', 'resident-4', 'mediator-2'],
      ['resident-5', 'resident-6', 'mediator-3'],
    ] as const) {
      const each = await story.heard(a, b, m)
      waits.push(await given.as('room-1').do(mediation.joinWaitlist, { id: each.id, op: op() }))
      given.minutesLater(1)
    }
    await given.settled()
    await given.as('room-1').do(mediation.cancel, { ...story.tap(first), reason: 'partyAsked' })
    await given.settled()
    const [one, two] = await Promise.all(waits.map(each => story.read('room-1', each)))
    expect(one!.kept).toMatchObject({ fromAt: tuesday10 })
    expect(two!.kept).toBeUndefined()
    given.minutesLater(31)
    await given.tick()
    await given.settled()
    const later = await Promise.all(waits.map(each => story.read('room-1', each)))
    expect(later.map(({ kept }) => kept?.fromAt)).toEqual([undefined, tuesday10])
    const booked = await given
      .as('room-1')
      .do(mediation.book, { ...story.tap(later[1]!), room, fromAt: tuesday10 })
    expect(booked).toMatchObject({ state: 'scheduled', slot: { fromAt: tuesday10 } })
    expect(booked.waiting).toBeUndefined()
  })

  test('When who waits gets another mediator while a time is kept for them, then it is kept with that one', async () => {
    const first = await story.booked(tuesday10, 'resident-1', 'resident-2', 'mediator-1')
    const waits = await story.heard('resident-3', 'resident-4', 'mediator-2')
    await given.as('room-1').do(mediation.joinWaitlist, { id: waits.id, op: op() })
    await given.settled()
    await given.as('room-1').do(mediation.cancel, { ...story.tap(first), reason: 'partyAsked' })
    const mediator = await given.idOf('mediator-3')
    const transact = given.effects.table.transact.bind(given.effects.table)
    const keeping = jest.spyOn(given.effects.table, 'transact').mockImplementation(async steps => {
      if (steps.some(step => 'put' in step && step.put.kept)) {
        keeping.mockRestore()
        const tap = story.tap(await story.read('room-1', waits))
        await given.as('room-1').do(mediation.setMediator, { ...tap, mediator, knowing: true })
      }
      return transact(steps)
    })
    await given.settled()
    const { kept, mediator: now } = await story.read('room-1', waits)
    expect([kept?.fromAt, now?.id]).toEqual([tuesday10, mediator])
    const [theirs] = await daysOf(given.table, 'bchd', [`person:${mediator}`], '2026-11-24', '2026-11-24')
    expect(Object.values(theirs!.quarters).map(({ b }) => b)).toContain(waits.id)
  })

  test('When a time comes free at night, then who waits has half an hour of the morning for it, and reads until when', async () => {
    const first = await story.booked(tuesday10, 'resident-1', 'resident-2', 'mediator-1')
    const waits = await story.heard('resident-3', 'resident-4', 'mediator-2')
    await given.as('room-1').do(mediation.joinWaitlist, { id: waits.id, op: op() })
    await given.settled()
    given.setNow('2026-11-23T15:10:00.000Z')
    await given.as('resident-2').do(mediation.cancel, { ...story.tap(first), reason: 'partyAsked' })
    await given.settled()
    const until = '2026-11-24T00:30:00.000Z'
    expect((await story.read('room-1', waits)).kept).toMatchObject({ fromAt: tuesday10, until })
    const [told] = (await given.as('resident-3').do(messages.inbox, {})).items
    expect(told!.text).toContain('给您留到11月24日周二上午8点半')
    given.setNow(plusMinutes(until, -1))
    await given.tick()
    expect((await story.read('room-1', waits)).kept).toBeDefined()
    given.setNow(plusMinutes(until, 1))
    await given.tick()
    expect((await story.read('room-1', waits)).kept).toBeUndefined()
  })

  test('When another mediator comes, then they are booked and the first is free', async () => {
    const each = await story.booked(tuesday10, 'resident-1', 'resident-2', 'mediator-1')
    const mediator = await given.idOf('mediator-2')
    await given.as('room-1').do(mediation.setMediator, { ...story.tap(each), mediator, knowing: true })
    const other = await story.heard('resident-3', 'resident-4', 'mediator-2')
    const away = await given
      .as('room-1')
      .try(mediation.book, { ...story.tap(other), room, fromAt: plusMinutes(tuesday10, 30) })
    expect(away.body.code).toBe('mediation.slotTaken')
    expect(away.body.text).toContain('这个时间调解室刚被约走。最近的是11月24日周二上午11点')
  })
})
