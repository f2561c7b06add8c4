import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Input, Operation, Reply } from '../../shared/contract.ts'
import { mediation } from '../../shared/mediation/mediation.ts'
import { plusMinutes } from '../../shared/time.ts'
import { saveSettings } from '../community/community.ts'
import { room, tuesday10 } from '../testing/case-story.ts'
import { picture } from '../testing/media.ts'
import { monday10, neighbourhood, op, type Neighbourhood } from '../testing/given.ts'

let given: Neighbourhood
const court = { id: 'court-1', name: '城东区人民法院', place: '东街1号', phone: '12368' }
beforeAll(async () => {
  given = await neighbourhood()
  await saveSettings(given.table, 'bchd', { mediation: { courts: [court] } })
})
afterAll(() => given.close())

interface Sent {
  readonly who: string
  readonly operation: Operation
  readonly input: object
}
/** Plays a story, and keeps each tap as it was sent. */
const player = () => {
  const sent: Sent[] = []
  let seq: number | undefined
  return {
    sent,
    async tap<Op extends Operation>(who: string, operation: Op, input: Omit<Input<Op>, 'op' | 'seq'>) {
      const all = { seq, op: op(), ...input } as unknown as Input<Op>
      const reply = (await given.as(who).do(operation, all)) as Reply<Op> & { readonly seq?: number }
      sent.push({ who, operation, input: all as object })
      seq = reply.seq ?? seq
      return reply
    },
    saw: (now: number) => void (seq = now),
  }
}

/** All that is stored of the matter, apart from what its readers leave. */
const stored = async (id: string) =>
  (await given.items())
    .filter(({ pk, sk }) => pk.includes(id) && !sk.startsWith('T#') && !sk.startsWith('LOOK'))
    .map(item => JSON.stringify(item))
    .sort()

/** Each of them comes once more, the answer of the first having been lost. */
const sendAgain = async (id: string, sent: readonly Sent[]) => {
  await given.settled()
  const before = await stored(id)
  const found: unknown[] = []
  for (const { who, operation, input } of sent) {
    const { status, body } = await given.as(who).tryAnything(operation, input)
    if (status !== 200) found.push([operation.name, body.code])
  }
  await given.settled()
  return [
    ...found,
    ...((await stored(id)).length === before.length ? [] : ['changed']),
    ...(await stored(id)).filter(each => !before.includes(each)),
  ]
}

test('When every tap of a case comes once more, much later, then each is answered as done, and nothing changes', async () => {
  const { tap, sent, saw } = player()
  const [one, other, staff] = ['resident-1', 'resident-2', 'room-1']
  const { id } = await given.as(one).do(mediation.apply, {
    ...{ key: op(), kind: 'leak', facts: '楼上漏水', wish: '修好' },
    others: [{ name: '楼上李家', building: '2号楼', room: '1单元201室' }],
  })
  saw(1)
  const mediator = await given.idOf('mediator-1')
  await tap(staff, mediation.screen, { id, accept: true })
  await tap(staff, mediation.noteCase, { id, text: '打过电话' })
  await tap(staff, mediation.noteCase, { id, text: '又打过电话' })
  await tap(staff, mediation.saveParty, { id, party: 'p2', agent: '王律师' })
  const { code } = await tap(staff, mediation.askOtherSide, { id, party: 'p2', how: 'link' })
  await tap(other, mediation.answerOtherSide, { code: code!, answer: 'no' })
  await tap(other, mediation.takeBackNo, { id })
  await tap(other, mediation.answerOtherSide, { id, answer: 'thinking' })
  await tap(other, mediation.answerOtherSide, { id, answer: 'yes' })
  await tap(one, mediation.addFiles, { id, files: [await given.putFile(one, await picture())] })
  await tap(staff, mediation.setMediator, { id, mediator, knowing: true })
  await tap(one, mediation.hearRights, { id })
  await tap(other, mediation.hearRights, { id })
  await tap(other, mediation.objectToMediator, { id })
  await tap(staff, mediation.answerObjection, { id, party: 'p2', text: '只是同楼。' })
  const later = plusMinutes(tuesday10, 60)
  await tap(staff, mediation.offerTimes, { id, room, starts: [tuesday10, later] })
  await tap(one, mediation.chooseTimes, { id, starts: [tuesday10] })
  await tap(other, mediation.chooseTimes, { id, starts: [later] })
  await tap(staff, mediation.offerTimes, { id, room, starts: [later] })
  await tap(staff, mediation.book, { id, room, fromAt: tuesday10 })
  await tap(staff, mediation.reschedule, { id, room, fromAt: later })
  await tap(staff, mediation.joinWaitlist, { id })
  await tap(staff, mediation.joinWaitlist, { id, leave: true })
  await tap(staff, mediation.cancel, { id, reason: 'partyAsked' })
  await tap(staff, mediation.book, { id, room, fromAt: tuesday10 })
  await tap(staff, mediation.setMediator, { id, mediator: await given.idOf('mediator-2'), knowing: true })
  given.setNow(plusMinutes(tuesday10, 5))
  for (const party of ['p1', 'p2'] as const)
    await tap(staff, mediation.saveParty, { id, party, idSeen: true })
  await tap(staff, mediation.hold, { id, present: ['p1', 'p2'], held: true })
  await tap(staff, mediation.endSession, { id })
  await tap(staff, mediation.correctSession, {
    id,
    session: 1,
    beganAt: tuesday10,
    endedAt: plusMinutes(tuesday10, 4),
    present: ['p1', 'p2'],
  })
  const blocks = (text: string) => [{ who: '申请人', text }]
  await tap(staff, mediation.record, { id, session: 1, version: 0, blocks: blocks('漏水') })
  await tap(staff, mediation.record, { id, session: 1, version: 1, blocks: blocks('漏水三天') })
  await tap(staff, mediation.signRecord, { id, session: 1, version: 2, what: 'p1', how: 'pen' })
  await tap(staff, mediation.reopenRecord, { id, session: 1, text: '写错了' })
  await tap(staff, mediation.record, { id, session: 1, version: 2, blocks: blocks('漏水四天') })
  for (const what of ['p1', 'p2', 'mediator', 'recorder'] as const)
    await tap(staff, mediation.signRecord, { id, session: 1, version: 3, what, how: 'pen' })
  await tap(staff, mediation.signRecord, { id, session: 1, version: 3, what: 'p1', how: 'thumb' })
  await tap(staff, mediation.addToRecord, { id, session: 1, text: '另：钥匙已还' })
  await tap(staff, mediation.adjourn, { id, room, fromAt: plusMinutes(tuesday10, 24 * 60) })
  given.setNow(plusMinutes(tuesday10, 24 * 60 + 5))
  await tap(staff, mediation.hold, { id, present: ['p1', 'p2'], held: true })
  await tap(staff, mediation.agree, {
    id,
    oral: false,
    terms: ['修好'],
    people: [
      { party: 'p1', name: '王建国', how: 'paper' },
      { party: 'p2', name: '李秀英', how: 'paper' },
    ],
  })
  await tap(staff, mediation.sign, { id, what: 'p1', how: 'pen' })
  await tap(staff, mediation.unsign, { id, text: '少写一条' })
  expect(await sendAgain(id, sent)).toEqual([])
  await tap(staff, mediation.agree, { id, oral: false, terms: ['修好', '刷白'] })
  for (const what of ['p1', 'p2', 'mediator', 'seal'] as const)
    await tap(staff, mediation.sign, { id, what, ...(what.startsWith('p') && { how: 'pen' as const }) })
  await tap(staff, mediation.correct, { id, what: 'p1', how: 'thumb' })
  const photo = await given.putFile(staff, await picture('jpeg', 61))
  await tap(staff, mediation.sign, { id, what: 'scan', files: [photo] })
  await tap(staff, mediation.correct, {
    id,
    what: 'scan',
    photo,
    files: [await given.putFile(staff, await picture('jpeg', 62))],
  })
  await tap(staff, mediation.putOnFile, { id, item: 'identity' })
  await tap(staff, mediation.confirmation, { id, state: 'wanted', court: 'court-1' })
  await tap(staff, mediation.confirmation, { id, state: 'applied', court: 'court-1', on: '2026-11-25' })
  given.setNow(plusMinutes(tuesday10, 40 * 24 * 60))
  await tap(staff, mediation.followUp, { id, performed: 'partly', text: '修了一半' })
  await tap(staff, mediation.followUp, { id, performed: 'all', text: '修好了' })
  await tap(staff, mediation.archive, { id })
  await tap(staff, mediation.putOnFile, { id, item: 'record' })
  await tap(staff, mediation.noteCase, { id, text: '寄了一份' })
  // A link opens for thirty days.
  const lasting = sent.filter(({ input }) => !('code' in input))
  expect(await sendAgain(id, lasting)).toEqual([])
  given.setNow(monday10)
}, 120_000)

test('When every tap of a talk comes once more, much later, then each is answered as done, and nothing changes', async () => {
  given.setNow(monday10)
  const { tap, sent, saw } = player()
  const [one, staff] = ['resident-3', 'room-1']
  const at = (minutes: number) => plusMinutes(tuesday10, 7 * 24 * 60 + minutes)
  const form = { key: op(), kind: 'noise', room, fromAt: at(0) } as const
  const { id, seq } = await given.as(one).do(mediation.bookTalk, form)
  sent.push({ who: one, operation: mediation.bookTalk, input: form })
  saw(seq)
  await tap(one, mediation.moveTalk, { id, room, fromAt: at(60) })
  await tap(one, mediation.moveTalk, { id, room, fromAt: at(120) })
  await tap(staff, mediation.addToNote, { id, text: '来过电话' })
  // What they had is another's by now.
  for (const [who, fromAt] of [
    ['resident-4', at(0)],
    ['resident-5', at(60)],
  ] as const)
    await given.as(who).do(mediation.bookTalk, { ...form, key: op(), fromAt })
  expect(await sendAgain(id, sent)).toEqual([])
  given.setNow(at(121))
  await tap(staff, mediation.talkCame, { id, came: false })
  await tap(staff, mediation.talkCame, { id, came: true })
  await tap(staff, mediation.addToNote, { id, text: '又来过电话' })
  await tap(staff, mediation.correctNote, { id, sides: ['王', '李'], what: '夜里吵' })
  await tap(staff, mediation.settle, { id, ending: 'oral', terms: '十点后不放音乐' })
  await tap(staff, mediation.correctNote, { id, terms: '九点后不放音乐' })
  expect(await sendAgain(id, sent)).toEqual([])
}, 120_000)
