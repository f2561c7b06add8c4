import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Operation } from '../../shared/contract.ts'
import { identity } from '../../shared/identity/identity.ts'
import { matters } from '../../shared/matters/matters.ts'
import { mediation } from '../../shared/mediation/mediation.ts'
import type { CaseReply } from '../../shared/mediation/reply.ts'
import { papers } from '../../shared/papers/papers.ts'
import { plusMinutes } from '../../shared/time.ts'
import { getMatter } from '../platform/matter-item.ts'
import { daysOf } from '../platform/slots.ts'
import { caseStory, room, tuesday10 } from '../testing/case-story.ts'
import { monday10, neighbourhood, op, type Neighbourhood } from '../testing/given.ts'
import { picture } from '../testing/media.ts'
import { readPdf } from '../testing/pdf.ts'
import { readXlsx, unzipped } from '../testing/xlsx.ts'
import type { Case } from './case-store.ts'

let given: Neighbourhood
let story: ReturnType<typeof caseStory>
beforeAll(async () => {
  given = await neighbourhood()
  story = caseStory(given)
})
afterAll(() => given.close())
beforeEach(() => given.setNow(monday10))

// One neighbourhood for all: each story has people and a day of its own.
let people = 0
const pair = () => [`resident-${++people}`, `resident-${++people}`] as const
let days = 0
/** Tuesdays to Fridays. */
const someTime = () => plusMinutes(tuesday10, story.day * (Math.floor(days / 4) * 7 + (days++ % 4)))
const staff = () => given.as('room-1')
const stored = async ({ id }: { readonly id: string }) => (await getMatter<Case>(given.table, 'case', id))!

const agreed = async (fromAt: string, one: string, other: string) => {
  let each = await story.held(fromAt, one, other)
  each = await staff().do(mediation.agree, { ...story.tap(each), oral: false, terms: ['三天内修好水管'] })
  for (const what of ['p1', 'p2', 'mediator', 'seal'] as const)
    each = await staff().do(mediation.sign, { id: each.id, op: op(), what })
  const files = [await given.putFile('room-1', await picture())]
  return staff().do(mediation.sign, { id: each.id, op: op(), what: 'scan', files })
}

describe('an account that is taken away', () => {
  test('When a party has one open, then it is refused; once agreed, the case stays whole without them, and to them there is none', async () => {
    const [one, other] = pair()
    const fromAt = someTime()
    const open = await story.booked(fromAt, one, other)
    await given.settled()
    for (const who of [one, other, 'mediator-1'])
      expect([who, (await given.as(who).try(identity.erase, {})).body.code]).toEqual([
        who,
        'mediation.hasOpen',
      ])
    await staff().do(mediation.cancel, { ...story.tap(open), reason: 'partyAsked' })
    await given.as(one).do(mediation.withdraw, story.tap(await story.read(one, open)))

    const each = await agreed(someTime(), one, other)
    await given.settled()
    expect(await given.as(other).do(identity.erase, {})).toEqual({ erased: true })
    expect((await stored(each)).p2).not.toHaveProperty('user')
    const named = (reply: CaseReply) => reply.parties.map(({ name, here }) => [name, here])
    for (const who of ['room-1', 'mediator-1', one]) {
      const reply = await story.read(who, each)
      expect([who, reply.state, named(reply)]).toEqual([
        ...[who, 'agreed'],
        [
          [`实名${one}`, true],
          ['已注销', false],
        ],
      ])
      expect(reply.agreement).toMatchObject({ missing: [], terms: ['三天内修好水管'] })
      expect(reply.agreement!.scan).toHaveLength(1)
    }
    // The same WeChat account comes again, and is somebody else.
    const { body } = await given.request('/api/identity/signIn', JSON.stringify({ code: `demo:${other}` }))
    const { token } = body as unknown as { token: string }
    for (const [name, input] of [
      ['get', { id: each.id }],
      ['print', { id: each.id, which: 'agreement' }],
      ['withdraw', { id: each.id, op: op() }],
      ['freeSlots', { id: each.id, fromOn: '2026-11-24' }],
    ] as const) {
      const answer = await given.request(`/api/mediation/${name}`, JSON.stringify(input), token)
      expect([name, answer.status]).toEqual([name, name === 'withdraw' ? 403 : 404])
    }
    expect((await given.request('/api/mediation/mine', '{}', token)).body).toMatchObject({ items: [] })

    // The room goes on with it to the end, and its papers are made.
    given.minutesLater(18 * story.day)
    await given.tick()
    const table = given.as('mediator-1')
    const seen = await story.read('mediator-1', each)
    const visited = await table.do(mediation.followUp, { ...story.tap(seen), performed: 'all' })
    const filed = await staff().do(mediation.archive, story.tap(visited))
    expect(filed.state).toBe('archived')
    const { paper } = await staff().do(mediation.print, { id: each.id, which: 'agreement' })
    const { paper: file } = await staff().do(mediation.file, { id: each.id })
    await given.settled()
    const { url } = await staff().do(papers.get, { id: paper })
    const text = readPdf((await given.fetchFrom(url!)).bytes)
      .pages.flat()
      .join('')
    expect(text).toContain(`实名${one}`)
    expect(text).not.toContain(`实名${other}`)
    expect((await staff().do(papers.get, { id: file })).state).toBe('ready')
    const { items } = await given.as(one).do(matters.mine, {})
    expect(items.map(({ id }) => id)).toContain(each.id)
  })
})

describe('at the same moment', () => {
  test('When a session is adjourned into a time that is being closed, then one of the two stands', async () => {
    const found: string[] = []
    for (let i = 0; i < 4; i++) {
      const [one, other] = pair()
      const fromAt = someTime()
      const each = await story.held(fromAt, one, other)
      const next = plusMinutes(fromAt, 4 * 60)
      const block = {
        of: 'room',
        which: room,
        fromAt: next,
        toAt: plusMinutes(next, 60),
        reason: '检修',
      } as const
      const [adjourned, closed] = await Promise.all([
        staff().try(mediation.adjourn, { ...story.tap(each), room, fromAt: plusMinutes(next, 30) }),
        given.as('room-2').try(mediation.block, { ...block, key: op() }),
      ])
      expect([adjourned.status, closed.status].sort()).toEqual([200, 409])
      const { state, slot } = await stored(each)
      expect([state, slot !== undefined]).toEqual(
        adjourned.status === 200 ? ['adjourned', true] : ['held', false],
      )
      found.push(adjourned.status === 200 ? 'mediation.bookedThere' : 'mediation.slotTaken')
      expect(found.at(-1)).toBe((adjourned.status === 200 ? closed : adjourned).body.code)
    }
  })

  test('When what is kept lapses while it is being booked, by those it was kept for and by others, then one has it, and nothing is lost', async () => {
    for (let i = 0; i < 2; i++) {
      const fromAt = someTime()
      const first = await story.booked(fromAt, ...pair(), 'mediator-1')
      const waits: CaseReply[] = []
      for (const mediator of ['mediator-2', 'mediator-3']) {
        const each = await story.heard(...pair(), mediator)
        waits.push(await staff().do(mediation.joinWaitlist, { id: each.id, op: op() }))
        given.minutesLater(1)
      }
      const third = await story.heard(...pair(), 'mediator-4')
      await given.settled()
      await staff().do(mediation.cancel, { ...story.tap(first), reason: 'partyAsked' })
      await given.settled()
      const kept = await story.read('room-1', waits[0]!)
      expect(kept.kept).toMatchObject({ fromAt })
      given.setNow(plusMinutes(kept.kept!.until, i % 2))
      const answers = await Promise.all([
        staff().try(mediation.book, { ...story.tap(kept), room, fromAt }),
        given.tick(),
        given.as('room-2').try(mediation.book, { ...story.tap(third), room, fromAt }),
      ])
      for (const answer of [answers[0], answers[2]]) expect([200, 409]).toContain(answer.status)
      await given.settled()
      const cases = await Promise.all([first, ...waits, third].map(stored))
      const having = cases.filter(item => [item.slot, item.kept].some(slot => slot?.fromAt === fromAt))
      expect(having).toHaveLength(1)
      const on = plusMinutes(fromAt, 8 * 60).slice(0, 10)
      const [marked] = await daysOf(given.table, 'bchd', [`room:${room}`], on, on)
      const standing = Object.values(marked!.quarters).filter(
        ({ freeAt }) => freeAt === undefined || freeAt >= given.now(),
      )
      expect(standing.map(({ b }) => b)).toEqual(Array<string>(4).fill(having[0]!.id))
      for (const item of cases)
        if (['scheduled', 'mediatorSet', 'noticed'].includes(item.state))
          await staff().do(mediation.withdraw, { id: item.id, op: op() })
      await given.settled()
      given.setNow(monday10)
    }
  })
})

describe('the same tap with something else in it', () => {
  /** Done once, then sent again with its op and other content. */
  const reused = async (
    who: string,
    operation: Operation,
    { id }: { readonly id: string },
    first: object,
    other: object,
  ) => {
    const { seq } = await stored({ id })
    const tap = { id, seq, op: op() }
    const once = await given.as(who).tryAnything(operation, { ...tap, ...first })
    expect([operation.name, once.status]).toEqual([operation.name, 200])
    // Its story is cut short by what follows, in its own time.
    const stands = async () => ({ ...(await stored({ id })), timeline: [] })
    const before = await stands()
    const again = await given.as(who).tryAnything(operation, { ...tap, ...other })
    expect(await stands()).toEqual(before)
    // With the same content it is the same tap, whose answer was lost.
    const same = await given.as(who).tryAnything(operation, { ...tap, ...first })
    expect([operation.name, same.status]).toEqual([operation.name, 200])
    return [operation.name.split('.')[1], again.status === 200 ? 200 : again.body.code]
  }

  test('When it comes with other content, then it is refused, and the first stands', async () => {
    const [one, other] = pair()
    const fromAt = someTime()
    const room1 = 'room-1'
    const each = await story.applied(one)
    const found = [
      await reused(
        room1,
        mediation.screen,
        each,
        { accept: true },
        { accept: false, reason: 'other', to: 'court' },
      ),
    ]
    const tries = async (...[who, operation, first, second]: readonly [string, Operation, object, object]) =>
      void found.push(await reused(who, operation, each, first, second))
    await tries(room1, mediation.noteCase, { text: '打过电话' }, { text: '没打电话' })
    await tries(room1, mediation.report, { to: 'police', text: '说要动手' }, { to: 'other', text: '没什么' })
    await tries(room1, mediation.extend, { days: 5, text: '都同意' }, { days: 50, text: '都同意' })
    await tries(
      room1,
      mediation.saveParty,
      { party: 'p2', agent: '王律师' },
      { party: 'p2', agent: '李律师' },
    )
    const code = await story.linked(await story.read(room1, each))
    await given.as(other).do(mediation.answerOtherSide, { code, answer: 'thinking' })
    await tries(other, mediation.answerOtherSide, { answer: 'yes' }, { answer: 'no' })
    const [mediator, another] = [await given.idOf('mediator-1'), await given.idOf('mediator-2')]
    await tries(
      room1,
      mediation.setMediator,
      { mediator, knowing: true },
      { mediator: another, knowing: true },
    )
    const later = plusMinutes(fromAt, 60)
    await tries(room1, mediation.offerTimes, { room, starts: [fromAt, later] }, { room, starts: [later] })
    await tries(one, mediation.chooseTimes, { starts: [fromAt] }, { starts: [later] })
    for (const who of [one, other]) await given.as(who).do(mediation.hearRights, { id: each.id, op: op() })
    await tries(room1, mediation.book, { room, fromAt }, { room, fromAt: later })
    await tries(room1, mediation.reschedule, { room, fromAt: later }, { room, fromAt })
    given.setNow(later)
    await tries(
      room1,
      mediation.hold,
      { present: ['p1', 'p2'], held: true },
      { present: ['p1'], held: false },
    )
    for (const party of ['p1', 'p2'] as const) await story.shown(each, party)
    await tries(room1, mediation.agree, { oral: false, terms: ['修好'] }, { oral: true, terms: ['修好'] })
    await tries(room1, mediation.sign, { what: 'p1', how: 'pen' }, { what: 'p2', how: 'pen' })
    for (const what of ['p2', 'mediator', 'seal'] as const)
      await staff().do(mediation.sign, { id: each.id, op: op(), what })
    const files = [
      await given.putFile('room-1', await picture()),
      await given.putFile('room-1', await picture()),
    ]
    await tries(
      room1,
      mediation.sign,
      { what: 'scan', files: [files[0]] },
      { what: 'scan', files: [files[1]] },
    )
    await tries(room1, mediation.confirmation, { state: 'wanted' }, { state: 'notWanted' })
    await tries(
      'mediator-1',
      mediation.followUp,
      { performed: 'all', text: '好' },
      { performed: 'refused', text: '没好' },
    )
    expect(found).toEqual(found.map(([name]) => [name, 'request.keyReused']))
  })
})

describe('the link to a calendar', () => {
  const read = (path: string) => given.fetchFrom(path)
  const feed = (who: string, input: object) => given.as(who).tryAnything(mediation.feed, input)

  test('When it is guessed, altered, of another community, or of somebody who works here no more, then it leads nowhere', async () => {
    await story.booked(someTime(), ...pair())
    const path = async (who: string, of: string) =>
      ((await feed(who, { of, change: 'make' })).body as { path?: string }).path!
    const [ours, theirs] = [await path('room-3', 'room'), await path('outsider-1', 'room')]
    expect((await read(ours)).bytes.toString()).toContain('BEGIN:VEVENT')
    expect((await read(theirs)).bytes.toString()).not.toContain('BEGIN:VEVENT')
    for (const [who, input, status] of [
      ['outsider-1', { of: 'room', change: 'make', community: 'bchd' }, 404],
      ['outsider-1', { of: 'mine', community: 'bchd' }, 404],
      ['mediator-2', { of: 'room', change: 'make' }, 403],
      ['room-3', { of: 'mine', change: 'make' }, 403],
      ['staff-1', { of: 'room', change: 'make' }, 403],
      ['resident-1', { of: 'mine' }, 403],
    ] as const)
      expect([who, input, (await feed(who, input)).status]).toEqual([who, input, status])
    const token = ours.split('/').pop()!.replace('.ics', '')
    const flipped = (at: number) => token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1)
    const guesses = [
      ...Array.from({ length: 32 }, (_, at) => flipped(at)),
      ...[token.toLowerCase(), token.toUpperCase(), [...token].reverse().join(''), `${token}%00`],
      ...[token.slice(0, 31), `${token}A`, `${token}/..`, 'FEED', '*'],
    ].filter(guess => guess !== token)
    for (const guess of guesses)
      expect([guess, (await read(`/api/calendar/${guess}.ics`)).status]).toEqual([guess, 404])
    // A revoked one cannot be revoked into being, nor by another.
    await feed('room-1', { of: 'room', change: 'revoke' })
    expect((await read(ours)).status).toBe(200)
    const user = await given.idOf('room-3')
    await given.as('staff-1').do(identity.revoke, { user, grant: 'mediationStaff.bchd.bchd' })
    expect((await read(ours)).status).toBe(404)
  })
})

describe('the month on paper', () => {
  const month = { month: '2026-11', which: 'table' } as const

  test('When somebody else asks for it, or for another community’s, then there is none for them', async () => {
    await story.accepted(pair()[0])
    for (const who of [
      'resident-1',
      'mediator-1',
      'staff-1',
      'grid-1',
      'helper-1',
      'supervisor-1',
      'lead-1',
      'visitor-1',
    ])
      for (const which of ['table', 'subsidy'] as const)
        expect([who, (await given.as(who).try(mediation.month, { ...month, which })).status]).toEqual([
          who,
          403,
        ])
    const outside = await given.as('outsider-1').try(mediation.month, { ...month, community: 'bchd' })
    expect(outside.status).toBe(404)
    expect((await given.as('outsider-1').try(mediation.month, month)).body.code).toBe(
      'mediation.nothingThatMonth',
    )
    // Whose order it is decides as well: the number of somebody else's paper is none.
    const { paper } = await staff().do(mediation.month, month)
    await given.settled()
    for (const who of ['room-2', 'mediator-1', 'outsider-1'])
      expect([who, (await given.as(who).try(papers.get, { id: paper })).status]).toEqual([who, 404])
  })

  test('When an applicant writes formulas, then the table holds them as words', async () => {
    const wicked = ['=HYPERLINK("x","y")', "+cmd|' /C'!A0", '@SUM(1+1)', '-2+3', '\t=1+1', '</t><f>1</f>']
    for (const name of wicked) {
      const each = await story.applied(pair()[0], { name })
      await staff().do(mediation.screen, { ...story.tap(each), accept: true })
    }
    const { paper } = await staff().do(mediation.month, { ...month, key: op() })
    await given.settled()
    const { url } = await staff().do(papers.get, { id: paper })
    const { bytes } = await given.fetchFrom(url!)
    const parties = readXlsx(bytes).map(row => String(row.当事人))
    for (const name of wicked) expect(parties.filter(each => each.endsWith(name.trim()))).toHaveLength(1)
    const files = unzipped(bytes)
    expect([...files.values()].join()).not.toMatch(/<f[ >]/)
    for (const cell of files.get('xl/worksheets/sheet1.xml')!.match(/<c [^>]*>/g)!)
      expect(cell).not.toMatch(/t="(str|inlineStr|e)"/)
  })
})

test('Nothing of all this stands in a log', () => {
  expect(given.logged.filter(line => line.startsWith('failed'))).toEqual([])
})
