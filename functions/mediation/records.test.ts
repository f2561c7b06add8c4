import { afterAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Input } from '../../shared/contract.ts'
import { mediation } from '../../shared/mediation/mediation.ts'
import type { CaseReply } from '../../shared/mediation/reply.ts'
import type { Signer } from '../../shared/mediation/records.ts'
import { plusMinutes } from '../../shared/time.ts'
import { caseStory, room, tuesday10 } from '../testing/case-story.ts'
import { neighbourhood, op, type Neighbourhood } from '../testing/given.ts'

let given: Neighbourhood
let story: ReturnType<typeof caseStory>
const closing: Neighbourhood[] = []
beforeEach(async () => {
  given = await neighbourhood()
  story = caseStory(given)
  closing.push(given)
})
afterAll(async () => {
  for (const each of closing) await each.close()
})

const at = (minutes: number) => plusMinutes(tuesday10, minutes)
const staff = () => given.as('room-1')
const table = () => given.as('mediator-1')
const said = (text: string) => [{ who: '调解员', text }]
const read = ({ id }: CaseReply, session?: number) => staff().do(mediation.record, { id, session })
const save = ({ id }: CaseReply, version: number, text: string, session = 1) =>
  staff().try(mediation.record, { id, op: op(), session, version, blocks: said(text), points: [] })
type Sign = Partial<Input<typeof mediation.signRecord>>
const sign = ({ id }: CaseReply, what: Signer, more: Sign = {}) =>
  staff().try(mediation.signRecord, { id, op: op(), session: 1, version: 1, what, ...more })
const add = ({ id }: CaseReply, text: string, key = op()) =>
  table().try(mediation.addToRecord, { id, op: key, session: 1, text })
const reopen = ({ id }: CaseReply, text = '李家要改一句') =>
  staff().try(mediation.reopenRecord, { id, op: op(), session: 1, text })
const outcome = ({ status, body }: { readonly status: number; readonly body: object }) => [
  status,
  'code' in body ? body.code : undefined,
]
const everybody: readonly Signer[] = ['p1', 'p2', 'mediator', 'recorder']

/** A session that was held, written down and over. */
const written = async () => {
  const each = await story.held()
  await save(each, 0, '双方说了说经过。')
  given.setNow(at(40))
  return staff().do(mediation.endSession, story.tap(await story.read('room-1', each)))
}
const signed = async () => {
  const each = await written()
  for (const what of everybody) expect(outcome(await sign(each, what))).toEqual([200, undefined])
  return each
}

describe('a record of each session', () => {
  test('When there is another session, then it begins with an empty record, and the first one’s stays', async () => {
    const first = await signed()
    const fromAt = plusMinutes(tuesday10, story.day)
    const next = await staff().do(mediation.adjourn, {
      ...story.tap(await story.read('room-1', first)),
      ...{ room, fromAt },
    })
    given.setNow(fromAt)
    const held = await staff().do(mediation.hold, {
      ...story.tap(next),
      ...{ present: ['p1', 'p2'] as const, held: true },
    } as Input<typeof mediation.hold>)
    expect(await read(held)).toMatchObject({ session: 2, version: 0, blocks: [], state: 'writing' })
    await save(held, 0, '第二次说的。', 2)
    expect(await read(held, 1)).toMatchObject({ blocks: said('双方说了说经过。'), state: 'signed' })
    expect((await story.read('room-1', held)).sessions.map(({ record }) => record)).toEqual([
      'signed',
      'writing',
    ])
    expect((await story.read('resident-1', held)).sessions.map(({ record }) => record)).toEqual([
      undefined,
      undefined,
    ])
  })

  test('When nothing was talked over yet, or there was no such session, then the answer says what to do', async () => {
    const booked = await story.booked()
    expect(outcome(await staff().try(mediation.record, { id: booked.id }))).toEqual([
      409,
      'mediation.noSessionYet',
    ])
    given.setNow(at(0))
    const tap = { ...story.tap(booked), held: true }
    const held = await staff().do(mediation.hold, { ...tap, present: ['p1', 'p2'] })
    expect(outcome(await save(held, 0, '说', 2))).toEqual([400, 'mediation.sessionUnknown'])
  })

  test('When somebody did not come, then only those who were there sign', async () => {
    const each = await story.booked()
    given.setNow(at(20))
    await staff().do(mediation.hold, { ...story.tap(each), present: ['p1'], held: false })
    await save(each, 0, '李家没有来，电话没人接。')
    expect((await read(each, 1)).signers.map(({ what }) => what)).toEqual(['p1', 'mediator', 'recorder'])
    expect(outcome(await sign(each, 'p2'))).toEqual([400, 'mediation.notASigner'])
    for (const what of ['p1', 'mediator', 'recorder'] as const)
      expect(outcome(await sign(each, what))).toEqual([200, undefined])
    expect(await read(each, 1)).toMatchObject({ state: 'signed' })
  })
})

describe('what is signed', () => {
  test('When the first has signed, then neither words nor people nor times change, and the answer says how to add', async () => {
    const each = await written()
    expect(outcome(await sign(each, 'p1', { how: 'thumb' }))).toEqual([200, undefined])
    expect(await read(each)).toMatchObject({ state: 'signing' })
    const changed = await save(each, 1, '改过的话')
    expect([outcome(changed), JSON.stringify(changed.body)]).toEqual([
      [409, 'mediation.recordSigned'],
      expect.stringContaining('补充一句'),
    ])
    const times = { id: each.id, op: op(), session: 1, beganAt: at(1), endedAt: at(30) }
    expect(outcome(await staff().try(mediation.correctSession, times))).toEqual([
      409,
      'mediation.recordSigned',
    ])
    // What is sent again and stands there already is no change.
    expect(outcome(await save(each, 0, '双方说了说经过。'))).toEqual([200, undefined])
  })

  test('When there is nothing to sign, or nobody has said when it was, then it cannot be signed', async () => {
    const each = await story.held()
    expect(outcome(await sign(each, 'p1', { version: 0 }))).toEqual([409, 'mediation.recordEmpty'])
    await save(each, 0, '说了说。')
    expect(outcome(await sign(each, 'p1'))).toEqual([409, 'mediation.sessionTimesNeeded'])
  })

  test('When what was seen is not what stands there, then nobody signs it', async () => {
    const each = await written()
    await save(each, 1, '又写了一句。')
    expect(outcome(await sign(each, 'p1'))).toEqual([409, 'mediation.recordChanged'])
    expect(outcome(await sign(each, 'p1', { version: 2 }))).toEqual([200, undefined])
  })

  test('When a signature was noted wrongly, then it is put right with a trace', async () => {
    const each = await signed()
    expect(outcome(await sign(each, 'p2', { how: 'thumb' }))).toEqual([200, undefined])
    const record = await read(each)
    expect(record).toMatchObject({ state: 'signed' })
    expect(record.signers.find(({ what }) => what === 'p2')).toMatchObject({ how: 'thumb' })
    expect(record.corrected).toMatchObject([{ text: expect.stringMatching(/签了字，改为按了手印$/) }])
  })

  test('When one of them wants a word changed before all have signed, then the signatures are void, with a trace; afterwards it stands', async () => {
    const each = await written()
    await sign(each, 'p1')
    expect(outcome(await reopen(each))).toEqual([200, undefined])
    expect(await read(each)).toMatchObject({ state: 'writing', reopenings: [{ text: '李家要改一句' }] })
    expect(outcome(await save(each, 1, '改过的话。'))).toEqual([200, undefined])
    for (const what of everybody) await sign(each, what, { version: 2 })
    expect(outcome(await reopen(each))).toEqual([409, 'mediation.recordAllSigned'])
  })

  test('When something is said later, then it is added with the day and the name, once, also to a closed file', async () => {
    const early = await written()
    expect(outcome(await add(early, '早了'))).toEqual([409, 'mediation.recordNotSigned'])
    for (const what of everybody) await sign(early, what)
    given.setNow(at(3 * story.day))
    const key = op()
    for (const _ of [1, 2])
      expect(outcome(await add(early, '水管型号应为 PPR。', key))).toEqual([200, undefined])
    expect(outcome(await add(early, '别的话', key))).toEqual([409, 'request.keyReused'])
    const { additions, blocks } = await read(early)
    expect([additions, blocks]).toMatchObject([
      [{ at: at(3 * story.day), text: '水管型号应为 PPR。' }],
      said('双方说了说经过。'),
    ])
    expect(additions[0]!.name).not.toBe('')
    const over = await staff().do(mediation.noAgreement, story.tap(await story.read('room-1', early)))
    await staff().do(mediation.archive, story.tap(over))
    expect(outcome(await add(early, '归档以后补的。'))).toEqual([200, undefined])
    expect(outcome(await save(early, 1, '归档以后改的。'))[0]).toBe(409)
    expect((await read(early)).additions).toHaveLength(2)
  })
})

describe('two at once', () => {
  test('When two write upon the same, then one has it, and the other is told and can read what stands', async () => {
    const each = await story.held()
    const both = await Promise.all([save(each, 0, '甲写的。'), save(each, 0, '乙写的。')])
    expect(both.map(outcome).sort()).toEqual([
      [200, undefined],
      [409, 'mediation.recordChanged'],
    ])
    expect(await read(each)).toMatchObject({ version: 1 })
  })

  test('When one signs while the other writes, then what is signed is what was seen', async () => {
    const each = await written()
    const [wrote, signs] = await Promise.all([save(each, 1, '另一句。'), sign(each, 'p1')])
    expect([outcome(wrote), outcome(signs)].filter(([status]) => status === 200)).toHaveLength(1)
  })

  test('When all sign and add at the same moment, then nothing of it is lost', async () => {
    const each = await written()
    await sign(each, 'p1')
    const answers = await Promise.all([
      ...everybody.slice(1).map(what => sign(each, what)),
      ...['一', '二', '三'].map(text => add(each, text)),
    ])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200])
    const record = await read(each)
    expect(record).toMatchObject({ state: 'signed' })
    expect(record.additions.map(({ text }) => text).sort()).toEqual(['一', '三', '二'])
  })
})
