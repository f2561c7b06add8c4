import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { api } from '../shared/api/api.ts'
import type { Operation } from '../shared/contract.ts'
import { help } from '../shared/help/help.ts'
import { refusalCodes } from '../shared/api/refusals.ts'
import { neighbourhood, type Neighbourhood } from './testing/given.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())

const operations = Object.values(api).flatMap(module => Object.values(module) as Operation[])
const pathOf = ({ name }: Operation) => `/api/${name.replace('.', '/')}`

/**
 * Who gets past the door of each operation, written down by hand on purpose: a table made from the contracts would
 * agree with any mistake in them. `+` gets past it (and may be refused later), `-` is stopped with 403.
 */
const door: Readonly<Record<string, string>> = {
  //                       resident  lead  volunteer  grid  staff  supervisor  visitor
  'community.about': '         +       +       +       +      +        +         +',
  'community.phoneBook': '     +       +       +       +      +        +         +',
  'community.whoseIsIt': '     +       +       +       +      +        +         +',
  'community.settings': '      -       -       -       -      +        -         -',
  'community.saveSettings': '  -       -       -       -      +        -         -',
  'community.savePhoneBook': ' -       -       -       -      +        -         -',
  'community.saveWhoseIsIt': ' -       -       -       -      +        -         -',
  'help.ask': '              +       -       -       -      +        -         -',
  'help.get': '                +       +       +       +      +        +         +',
  'help.mine': '               +       +       +       +      +        +         +',
  'help.board': '            -       +       -       +      +        -         -',
  'help.desk': '             -       -       -       +      +        -         -',
  'help.claim': '              -       +       -       -      -        -         -',
  'help.release': '          -       +       -       +      +        -         -',
  'help.assign': '             -       +       -       -      -        -         -',
  'help.accept': '             -       +       +       -      -        -         -',
  'help.decline': '            -       +       +       -      -        -         -',
  'help.bought': '             -       +       +       -      -        -         -',
  'help.start': '              -       +       +       -      -        -         -',
  'help.deliver': '          -       +       +       +      +        -         -',
  'help.confirm': '            +       -       -       -      +        -         -',
  'help.withdraw': '         +       -       -       -      +        -         -',
  'help.change': '           +       -       -       -      +        -         -',
  'help.suggest': '          -       +       +       -      -        -         -',
  'help.answer': '           +       -       -       -      +        -         -',
  'help.say': '              +       -       -       -      +        -         -',
  'help.correct': '          -       +       +       -      -        -         -',
  'help.again': '            +       -       -       -      +        -         -',
  'help.lastOf': '           -       -       -       -      +        -         -',
  'help.today': '            -       +       -       -      -        -         -',
  'help.offer': '            -       -       -       +      +        -         -',
  'help.problem': '          +       -       -       -      +        -         -',
  'help.fail': '             -       +       +       +      +        -         -',
  'help.reopen': '           +       -       -       -      +        -         -',
  'help.takeOver': '         -       -       -       +      +        -         -',
  'help.note': '             -       -       -       -      +        -         -',
  'help.rate': '             +       -       -       -      -        -         -',
  'help.reveal': '           -       +       +       +      +        -         -',
  'files.begin': '             +       +       +       +      +        +         +',
  'files.finish': '            +       +       +       +      +        +         +',
  'files.show': '              +       +       +       +      +        +         +',
  'matters.mine': '            +       +       +       +      +        +         +',
  'papers.get': '              +       +       +       +      +        +         +',
  'papers.again': '            +       +       +       +      +        +         +',
  'messages.inbox': '          +       +       +       +      +        +         +',
  'messages.unread': '         +       +       +       +      +        +         +',
  'messages.read': '           +       +       +       +      +        +         +',
  'messages.templates': '      +       +       +       +      +        +         +',
  'messages.granted': '        +       +       +       +      +        +         +',
  'messages.calls': '        -       -       -       +      +        -         -',
  'messages.ring': '         -       -       -       +      +        -         -',
  'messages.rung': '         -       -       -       +      +        -         -',
  'volunteers.teams': '        +       +       +       +       +       +       +',
  'volunteers.team': '         +       +       +       +       +       +       +',
  'volunteers.saveTeam': '     -       -       -       -       +       -       -',
  'volunteers.apply': '        +       +       +       +       -       -       -',
  'volunteers.membership': '   +       +       +       +       +       +       +',
  'volunteers.applications': ' -       +       -       -       +       -       -',
  'volunteers.decide': '       -       +       -       -       +       -       -',
  'volunteers.addMember': '    -       +       -       -       +       -       -',
  'volunteers.confirmPlace': ' +       +       +       +       +       +       +',
  'volunteers.leave': '        +       +       +       +       +       -       -',
  'volunteers.setListed': '    +       +       +       +       +       +       +',
  'volunteers.shifts': '       +       +       +       +       +       +       +',
  'volunteers.shift': '        +       +       +       +       +       +       +',
  'volunteers.addShift': '     -       +       -       -       +       -       -',
  'volunteers.changeShift': '  -       +       -       -       +       -       -',
  'volunteers.cancelShift': '  -       +       -       -       +       -       -',
  'volunteers.takeShift': '    +       +       +       +       +       +       +',
  'volunteers.giveUpShift': '  +       +       +       +       +       +       +',
  'volunteers.checkInCode': '  -       +       -       -       +       -       -',
  'volunteers.checkIn': '      +       +       +       +       +       +       +',
  'volunteers.checkOut': '     +       +       +       +       +       +       +',
  'volunteers.noShow': '       -       +       -       -       +       -       -',
  'volunteers.phoneOf': '      -       +       -       -       +       -       -',
  'volunteers.reached': '      -       +       -       -       +       -       -',
  'volunteers.sheet': '        -       +       -       -       +       -       -',
  'volunteers.hours': '        +       +       +       +       +       +       +',
  'volunteers.correctHours': ' -       +       -       -       +       -       -',
  'volunteers.record': '       +       +       +       +       +       +       +',
  'volunteers.printRecord': '  +       +       +       +       +       +       +',
  'volunteers.records': '      +       +       +       +       +       +       +',
  'volunteers.askSeal': '      +       +       +       +       +       +       +',
  'volunteers.seal': '         -       -       -       -       +       -       -',
  'volunteers.export': '       -       -       -       -       +       -       -',
  'identity.me': '             +       +       +       +      +        +         +',
  'identity.signOutEverywhere': '+     +       +       +      +        +         +',
  'identity.grant': '          -       -       -       -      +        +         -',
  'identity.revoke': '         -       -       -       -      +        +         -',
  'identity.grants': '         -       -       -       -      +        +         -',
  'identity.grantChoices': '   -       -       -       -      +        +         -',
  'identity.holder': '         -       -       -       -      +        +         -',
  'identity.myCode': '         +       +       +       +      +        +         +',
  'identity.proxyOffer': '     +       +       +       +      +        +         +',
  'identity.proxySee': '       +       +       +       +      +        +         +',
  'identity.proxyAccept': '    +       +       +       +      +        +         +',
  'identity.proxyWitness': '   -       -       -       -      +        -         -',
  'identity.proxyEnd': '       +       +       +       +      +        +         +',
  'identity.proxyAsk': '     +       +       +       +      +        +         +',
  'identity.proxyAllow': '   +       +       +       +      +        +         +',
  'identity.details': '        +       +       +       +      +        +         +',
  'identity.viewers': '        +       +       +       +      +        +         +',
  'identity.correct': '        +       +       +       +      +        +         +',
  'identity.export': '         +       +       +       +      +        +         +',
  'identity.erase': '          +       +       +       +      +        +         +',
  'identity.proxies': '        +       +       +       +      +        +         +',
  'identity.buildings': '      +       +       +       +      +        +         +',
  'identity.bindHome': '       +       +       +       +      +        +         +',
  'identity.waitingHomes': '   -       -       -       +      +        -         -',
  'identity.waitingHome': '    -       -       -       +      +        -         -',
  'identity.confirmHome': '    -       -       -       +      +        -         -',
  'identity.endResidence': '   -       -       -       +      +        -         -',
  'identity.household': '      +       +       +       +      +        +         +',
  'identity.inviteHousehold': '+       -       -       -      -        -         -',
  'identity.invitation': '     +       +       +       +      +        +         +',
  'identity.joinHome': '       +       +       +       +      +        +         +',
  'identity.doubtMember': '    +       -       -       -      -        -         -',
  'identity.leaveHome': '      +       +       +       +      +        +         +',
  'identity.consent': '        +       +       +       +      +        +         +',
  'identity.prefer': '         +       +       +       +      +        +         +',
  'identity.setPhone': '       +       +       +       +      +        +         +',
  'identity.confirmPhone': '   -       -       -       +      +        -         -',
  'identity.findByPhone': '    -       -       -       -      +        -         -',
  'identity.findPeople': '    -       -       -       -      +        -         -',
  'identity.joinPerson': '    -       -       -       -      +        -         -',
  'identity.registerByPhone': '-       -       -       -      +        -         -',
  'identity.signIns': '        +       +       +       +      +        +         +',
  'identity.endSignIn': '      +       +       +       +      +        +         +',
  'identity.allowDesk': '      +       +       +       +      +        +         +',
}
/** The room of mediation has doors of its own, and people who go through no other. */
const roomDoor: Readonly<Record<string, string>> = {
  //                                resident staff  grid  helper  room  mediator  visitor
  'mediation.note': '               -        +      +     +       +     +         -',
  'mediation.quarrels': '           -        +      +     +       +     +         -',
  'mediation.quarrel': '            +        +      +     +       +     +         -',
  'mediation.mediationDay': '       +        +      +     +       +     +         +',
  'mediation.talkTimes': '          +        +      +     +       +     +         -',
  'mediation.bookTalk': '           +        +      +     +       +     +         -',
  'mediation.moveTalk': '           +        +      +     +       +     +         -',
  'mediation.cancelTalk': '         +        +      +     +       +     +         -',
  'mediation.talkCame': '           -        -      -     -       +     +         -',
  'mediation.correctNote': '        -        +      +     +       +     +         -',
  'mediation.addToNote': '          -        +      +     +       +     +         -',
  'mediation.settle': '             -        +      +     +       +     +         -',
  'mediation.turn': '               -        -      -     -       +     +         -',
  'mediation.printInvitation': '    -        -      -     -       +     +         -',
  'mediation.invitationCode': '     -        -      -     -       +     +         -',
  'mediation.printNote': '          -        +      +     +       +     +         -',
  'mediation.apply': '              +        -      -     -       +     +         -',
  'mediation.get': '                +        +      +     +       +     +         +',
  'mediation.mine': '               +        +      +     +       +     +         +',
  'mediation.queue': '              -        -      -     -       +     +         -',
  'mediation.late': '               -        -      -     -       +     +         -',
  'mediation.search': '             -        -      -     -       +     +         -',
  'mediation.screen': '             -        -      -     -       +     -         -',
  'mediation.askOtherSide': '       -        -      -     -       +     +         -',
  'mediation.neighboursAt': '       -        -      -     -       +     +         -',
  'mediation.openLink': '           +        +      +     +       +     +         +',
  'mediation.answerOtherSide': '    +        +      +     +       +     +         +',
  'mediation.takeBackNo': '         +        -      -     -       +     +         -',
  'mediation.offerTimes': '         -        -      -     -       +     +         -',
  'mediation.chooseTimes': '        +        -      -     -       +     +         -',
  'mediation.suggestMediators': '   -        -      -     -       +     -         -',
  'mediation.setMediator': '        -        -      -     -       +     -         -',
  'mediation.objectToMediator': '   +        -      -     -       +     -         -',
  'mediation.answerObjection': '    -        -      -     -       +     -         -',
  'mediation.hearRights': '         +        -      -     -       +     +         -',
  'mediation.book': '               -        -      -     -       +     -         -',
  'mediation.reschedule': '         -        -      -     -       +     -         -',
  'mediation.cancel': '             +        -      -     -       +     -         -',
  'mediation.joinWaitlist': '       -        -      -     -       +     -         -',
  'mediation.hold': '               -        -      -     -       +     +         -',
  'mediation.endSession': '         -        -      -     -       +     +         -',
  'mediation.correctSession': '     -        -      -     -       +     +         -',
  'mediation.record': '             -        -      -     -       +     +         -',
  'mediation.signRecord': '         -        -      -     -       +     +         -',
  'mediation.reopenRecord': '       -        -      -     -       +     +         -',
  'mediation.addToRecord': '        -        -      -     -       +     +         -',
  'mediation.adjourn': '            -        -      -     -       +     +         -',
  'mediation.agree': '              -        -      -     -       +     +         -',
  'mediation.sign': '               -        -      -     -       +     +         -',
  'mediation.correct': '            -        -      -     -       +     +         -',
  'mediation.unsign': '             -        -      -     -       +     +         -',
  'mediation.noAgreement': '        -        -      -     -       +     +         -',
  'mediation.followUp': '           -        -      -     -       +     +         -',
  'mediation.confirmation': '       -        -      -     -       +     +         -',
  'mediation.archive': '            -        -      -     -       +     -         -',
  'mediation.withdraw': '           +        -      -     -       +     -         -',
  'mediation.extend': '             -        -      -     -       +     +         -',
  'mediation.report': '             -        -      -     -       +     +         -',
  'mediation.noteCase': '           -        -      -     -       +     +         -',
  'mediation.putOnFile': '          -        -      -     -       +     +         -',
  'mediation.saveParty': '          -        -      -     -       +     +         -',
  'mediation.addFiles': '           +        -      -     -       +     +         -',
  'mediation.reveal': '             -        -      -     -       +     +         -',
  'mediation.calendar': '           -        -      -     -       +     +         -',
  'mediation.freeSlots': '          +        +      +     +       +     +         +',
  'mediation.block': '              -        -      -     -       +     +         -',
  'mediation.unblock': '            -        -      -     -       +     +         -',
  'mediation.load': '               -        -      -     -       +     -         -',
  'mediation.feed': '               -        -      -     -       +     +         -',
  'mediation.print': '              +        +      +     +       +     +         +',
  'mediation.file': '               -        -      -     -       +     +         -',
  'mediation.month': '              -        -      -     -       +     -         -',
}
const parting = ['identity.signOutEverywhere', 'identity.leaveHome', 'identity.erase']
const people = ['resident', 'lead', 'volunteer', 'grid', 'staff', 'supervisor', 'visitor']
const roomPeople = ['resident', 'staff', 'grid', 'helper', 'room', 'mediator', 'visitor']
const doors = [
  ...Object.entries(door).map(([name, row]) => [name, row, people] as const),
  ...Object.entries(roomDoor).map(([name, row]) => [name, row, roomPeople] as const),
]

describe('the door', () => {
  test('When an operation is added, then the table above has to say who may use it', () => {
    const needSignIn = operations.filter(({ by }) => by !== 'anyone').map(({ name }) => name)
    expect(doors.map(([name]) => name).sort()).toEqual(needSignIn.sort())
    expect(operations.filter(({ by }) => by === 'anyone').map(({ name }) => name)).toEqual([
      'community.line',
      'identity.signIn',
      'identity.deskCode',
      'identity.openDesk',
      'mediation.invitation',
      'volunteers.verifyRecord',
    ])
  })

  test.each(doors)('When people knock at %s, then %s', async (name, row, people) => {
    const operation = operations.find(each => each.name === name)!
    const marks = row.trim().split(/\s+/)
    // Those who sign out everywhere, move out or leave are of no use for the other doors.
    const number = name === 'identity.erase' ? 11 : parting.includes(name) ? 10 : 9
    for (const [i, kind] of people.entries()) {
      const person = `${kind}-${number}`
      // Rubbish input, so that nobody who gets in changes anything: a door that lets in answers 400 or 404, or 200.
      const { status, body } = await given.as(person).tryAnything(operation, { id: 1, user: 1 })
      if (marks[i] === '-') expect([person, status, body.code]).toEqual([person, 403, 'identity.notYourRole'])
      else expect([person, status === 403]).toEqual([person, false])
    }
    expect((await given.request(pathOf(operation), '{}')).status).toBe(401)
  })
})

describe('rubbish', () => {
  const answers = async (path: string, body: string | undefined, token?: string, method?: string) => {
    const { status, body: answer } = await given.request(path, body, token, method)
    if (status === 200) return status
    expect(refusalCodes).toContain(answer.code)
    expect(answer.text).toMatch(/[\u4e00-\u9fff]/)
    expect([path, body, status < 500]).toEqual([path, body, true])
    return status
  }

  test('When anything at all is sent to any operation, then it is a clear refusal, never a 5xx', async () => {
    const everyone = await given.tokenOf('lead-8')
    const staff = await given.tokenOf('staff-8')
    const resident = await given.tokenOf('resident-8')
    const anything = fc.oneof(
      fc.json({ maxDepth: 3 }),
      fc.string({ unit: 'binary', maxLength: 50 }),
      fc
        .record(
          {
            id: fc.oneof(
              fc.string(),
              fc.constantFrom('help_bchd_x', `help_bchd_${'a'.repeat(32)}`, '__proto__', 'x'.repeat(999)),
            ),
            seq: fc.oneof(fc.integer(), fc.double(), fc.constant('1')),
            op: fc.string(),
            key: fc.string(),
            next: fc.string(),
            kind: fc.constantFrom('groceries', 'medicine', 'urgent', 'errands', 'x'),
            topic: fc.constantFrom('danger', 'bills', 'pharmacy', 'x'),
            whom: fc.constantFrom('asker', 'volunteer'),
            person: fc.string(),
            text: fc.string(),
            paidFen: fc.integer(),
            list: fc.constantFrom('open', 'team', 'late'),
            lines: fc.array(fc.record({ what: fc.string() }), { maxLength: 22 }),
            for: fc.string(),
            user: fc.string(),
            volunteer: fc.string(),
            team: fc.string(),
            scope: fc.string(),
            grant: fc.string(),
            community: fc.string(),
            role: fc.constantFrom('teamLead', 'resident', 'x'),
            code: fc.oneof(fc.string(), fc.constant('a'.repeat(32))),
            building: fc.constantFrom('building-1', 'x', '#'),
            unit: fc.oneof(fc.string(), fc.constant('1')),
            room: fc.oneof(fc.string(), fc.constant('101')),
            as: fc.constantFrom('owner', 'family', 'x'),
            name: fc.string(),
            callName: fc.string(),
            claim: fc.string(),
            number: fc.oneof(fc.string(), fc.constant(`20261123${'a'.repeat(10)}`)),
            fromOn: fc.constantFrom('2026-01-01', '2026-13-01', '1900-01-01'),
            toOn: fc.constantFrom('2026-02-01', '9999-01-01'),
            month: fc.constantFrom('2026-11', '2026-13'),
            minutes: fc.integer(),
            version: fc.oneof(fc.string(), fc.integer()),
            reason: fc.string(),
            digits: fc.string(),
            approve: fc.boolean(),
            verdict: fc.constantFrom('yes', 'no', 'x'),
            phone: fc.oneof(fc.string(), fc.constant('10000000009')),
            four: fc.oneof(fc.string(), fc.constant('0008')),
            what: fc.constantFrom('privacy', 'sensitive', 'x'),
            agree: fc.boolean(),
            spentFen: fc.oneof(fc.integer(), fc.double()),
          },
          { requiredKeys: [] },
        )
        .map(each => JSON.stringify(each)),
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...operations), anything, async (operation, body) => {
        if (parting.includes(operation.name)) return
        for (const token of [everyone, staff, resident]) await answers(pathOf(operation), body, token)
      }),
      { numRuns: 400 },
    )
  })

  test('When the address, the method, the size or the depth is wrong, then it is refused by name', async () => {
    const token = await given.tokenOf('resident-8')
    const deep = '{"id":'.repeat(40) + '1' + '}'.repeat(40)
    const cases = [
      [404, '/api/help/nothing', '{}'],
      [404, '/api/help/constructor', '{}'],
      [404, '/api/__proto__/get', '{}'],
      [404, '/api/help/get/more', '{}'],
      [404, '/else', '{}'],
      [400, '/api/help/get', '{'],
      [400, '/api/help/get', deep],
      [400, '/api/help/get', '[]'],
      [400, '/api/help/get', 'null'],
      [413, '/api/help/get', JSON.stringify({ id: 'x'.repeat(300_000) })],
    ] as const
    for (const [status, path, body] of cases)
      expect([path, body.slice(0, 20), await answers(path, body, token)]).toEqual([
        path,
        body.slice(0, 20),
        status,
      ])
    expect(await answers('/api/help/get', undefined, token, 'GET')).toBe(405)
  })

  test('When fields are wrong, then each is named with what to change', async () => {
    const lines = [{ what: ' ' }, { what: '蛋'.repeat(41) }]
    const { body } = await given.as('resident-8').tryAnything(help.ask, { kind: 'magic', lines, capFen: -1 })
    expect(body).toEqual({
      code: 'request.invalid',
      text: '有几处要改一改，改好再点一次。',
      fields: {
        kind: '请从给出的选项里选一个',
        'lines.0.what': '这里还没填',
        'lines.1.what': '最多 40 个字',
        capFen: '不能小于 0',
      },
    })
  })
})

describe('what the outside sees', () => {
  test('When a bug throws, then it is an explicit 500 that repeats nothing', async () => {
    const token = await given.tokenOf('resident-8')
    const get = given.effects.table.query
    given.effects.table.query = () => Promise.reject(new Error('王阿姨 13800000000'))
    const answer = await given.request('/api/identity/me', '{}', token)
    given.effects.table.query = get
    expect(answer).toMatchObject({ status: 500, body: { code: 'server.failed' } })
    expect(JSON.stringify([answer, given.logged.slice(-3)])).not.toContain('13800000000')
  })

  test('When the OpenAPI document is read, then it describes every operation with input, reply and refusal', async () => {
    const { status, body } = await given.request('/api/openapi.json', undefined, undefined, 'GET')
    const document = body as unknown as {
      openapi: string
      paths: Record<string, { post: Record<string, unknown> }>
    }
    expect([status, document.openapi]).toEqual([200, '3.1.0'])
    expect(Object.keys(document.paths).sort()).toEqual(operations.map(pathOf).sort())
    expect(document.paths['/api/help/claim']!.post).toMatchObject({
      operationId: 'help.claim',
      requestBody: {
        content: {
          'application/json': {
            schema: { required: ['id', 'seq'], properties: { id: { type: 'string', maxLength: 128 } } },
          },
        },
      },
    })
  })
})

test('When somebody asks, then the log tells one account and one address from another, and names neither', async () => {
  const before = given.logged.length
  for (const person of ['resident-31', 'resident-31', 'resident-32'])
    await given.as(person).do(api.help.mine, {})
  const lines = given.logged
    .slice(before)
    .filter(line => line.includes('"help.mine"'))
    .map(line => JSON.parse(line.slice(line.indexOf('{'))) as { who?: string; from?: string })
  const [one, again, other] = lines.map(({ who }) => who)
  expect([one, other]).toEqual([
    expect.stringMatching(/^[a-z2-7]{12}$/),
    expect.stringMatching(/^[a-z2-7]{12}$/),
  ])
  expect(again).toBe(one)
  expect(other).not.toBe(one)
  expect(given.logged.join()).not.toContain(await given.idOf('resident-31'))
})
