import { afterEach, beforeEach, expect, test } from '@jest/globals'
import type { CaseReply } from '../../shared/mediation/reply.ts'
import type { dossierItems } from '../../shared/mediation/dossier.ts'
import type { Code } from '../../shared/choice.ts'
import { mediation } from '../../shared/mediation/mediation.ts'
import { saveSettings } from '../community/community.ts'
import { caseStory, tuesday10 } from '../testing/case-story.ts'
import { neighbourhood, op, type Neighbourhood } from '../testing/given.ts'
import { picture } from '../testing/media.ts'

type Items = Code<typeof dossierItems>
let given: Neighbourhood
let story: ReturnType<typeof caseStory>
beforeEach(async () => {
  given = await neighbourhood()
  story = caseStory(given)
})
afterEach(() => given.close())

const day = 24 * 60
const room = () => given.as('room-1')
/** Somebody of the room says that the original is in the paper file. */
const inPaperFile = (each: CaseReply, ...items: Items[]) =>
  Promise.all(items.map(item => room().do(mediation.putOnFile, { id: each.id, op: op(), item })))
/** What has still to come, as the room sees it. */
const lacks = async (each: CaseReply) =>
  (await story.read('room-1', each))
    .dossier!.filter(({ has, needed }) => needed && !has)
    .map(({ item }) => item)
const now = (each: CaseReply) => story.read('room-1', each)

test('When a case goes its way, then the meter fills, and is full when all that is needed is there', async () => {
  await saveSettings(given.table, 'bchd', { mediation: { followUpDays: 14 } })
  let each = await story.applied()
  expect(await lacks(each)).toEqual(['register', 'rights', 'identity', 'record', 'agreement'])
  each = await story.held(tuesday10, 'resident-3', 'resident-4')
  // What was tapped is no paper.
  expect(await lacks(each)).toEqual(['rights', 'identity', 'record', 'agreement'])
  await inPaperFile(each, 'rights')
  expect(await lacks(each)).toEqual(['identity', 'record', 'agreement'])
  for (const party of ['p1', 'p2'] as const)
    await room().do(mediation.saveParty, { id: each.id, op: op(), party, idSeen: true })
  const blocks = [{ who: '调解员', text: '请两家来谈。' }]
  await room().do(mediation.record, { id: each.id, op: op(), version: 0, blocks, points: [] })
  expect(await lacks(each)).toEqual(['identity', 'record', 'agreement'])
  await inPaperFile(each, 'identity', 'record')
  expect(await lacks(each)).toEqual(['agreement'])
  const terms = ['三天内修好水管']
  await room().do(mediation.agree, {
    ...story.tap(await now(each)),
    ...{ oral: false, terms, performedByOn: '2026-11-27' },
  })
  for (const what of ['p1', 'p2', 'mediator', 'seal'] as const)
    await room().do(mediation.sign, { id: each.id, op: op(), what })
  expect(await lacks(each)).toEqual(['agreement'])
  const files = [await given.putFile('room-1', await picture())]
  await room().do(mediation.sign, { id: each.id, op: op(), what: 'scan', files })
  expect(await lacks(each)).toEqual([])

  // What applies later is asked for later.
  given.minutesLater(10 * day)
  expect(await lacks(each)).toEqual(['performance'])
  given.minutesLater(5 * day)
  expect(await lacks(each)).toEqual(['performance', 'followUp'])
  await room().do(mediation.followUp, { ...story.tap(await now(each)), performed: 'notYet' })
  expect(await lacks(each)).toEqual(['performance'])
  await room().do(mediation.followUp, { ...story.tap(await now(each)), performed: 'all' })
  expect(await lacks(each)).toEqual(['performance'])
  const receipt = [await given.putFile('room-1', await picture())]
  await room().do(mediation.putOnFile, { id: each.id, op: op(), item: 'performance', files: receipt })
  expect(await lacks(each)).toEqual([])
  await room().do(mediation.confirmation, { ...story.tap(await now(each)), state: 'applied' })
  expect(await lacks(each)).toEqual(['confirmation'])
  await room().do(mediation.confirmation, {
    ...story.tap(await now(each)),
    ...{ state: 'confirmed', on: '2026-12-09', number: '（2026）京0105民特12号' },
  })
  expect(await lacks(each)).toEqual(['confirmation'])
  await inPaperFile(each, 'confirmation')
  expect(await lacks(each)).toEqual([])
})

test('When it ended before anybody sat down, then nothing is asked for that cannot be any more', async () => {
  const each = await story.accepted('resident-5')
  await given.as('resident-5').do(mediation.withdraw, story.tap(await story.read('resident-5', each)))
  expect(await lacks(each)).toEqual([])
})

test('When it is not ours, then that is registered, and nothing else is asked for', async () => {
  const each = await story.applied('resident-7')
  const sent = { accept: false, reason: 'criminal', to: 'police' } as const
  await room().do(mediation.screen, { ...story.tap(each), ...sent })
  expect(await lacks(each)).toEqual([])
})

test('When they talked and it came to nothing, then what the file lacks can still be put in', async () => {
  const each = await story.held('2026-11-25T06:00:00.000Z', 'resident-8', 'resident-9')
  await room().do(mediation.noAgreement, story.tap(each))
  expect(await lacks(each)).toEqual(['rights', 'identity', 'record'])
  for (const party of ['p1', 'p2'] as const)
    await room().do(mediation.saveParty, { id: each.id, op: op(), party, idSeen: true })
  const blocks = [{ who: '调解员', text: '赔多少谈不拢。' }]
  await room().do(mediation.record, { id: each.id, op: op(), version: 0, blocks })
  await inPaperFile(each, 'rights', 'identity', 'record')
  expect(await lacks(each)).toEqual([])
})

test('When a community needs less in its files, then the meter asks for less; a party does not see it', async () => {
  await saveSettings(given.table, 'bchd', { mediation: { dossier: ['register', 'record'] } })
  const each = await story.applied('resident-6')
  expect(await lacks(each)).toEqual(['register', 'record'])
  expect((await story.read('resident-6', each)).dossier).toBeUndefined()
})

test('When something is put on file after archiving, then it is an addition with a name and a day, and what was there stays', async () => {
  const each = await story.held('2026-11-25T06:00:00.000Z', 'resident-12', 'resident-13')
  await inPaperFile(each, 'rights')
  await room().do(mediation.noAgreement, story.tap(await now(each)))
  await room().do(mediation.archive, story.tap(await now(each)))
  given.minutesLater(day)
  await inPaperFile(each, 'record')
  const files = [await given.putFile('room-1', await picture())]
  await room().do(mediation.putOnFile, { id: each.id, op: op(), item: 'identity', files })
  await room().do(mediation.noteCase, { id: each.id, op: op(), text: '身份证复印件晚交了一天' })
  const { dossier, notes, state } = await now(each)
  const of = (item: Items) => dossier!.find(each => each.item === item)!.papers
  expect(state).toBe('archived')
  expect(of('rights')).toEqual([{ at: expect.any(String), name: expect.any(String) }])
  expect(of('record')).toEqual([{ at: given.now(), name: expect.stringMatching(/./), late: true }])
  expect(of('identity')).toMatchObject([{ late: true, files: [{ id: files[0] }] }])
  expect(notes!.at(-1)).toMatchObject({ late: true, text: '身份证复印件晚交了一天' })
  expect((await given.as('resident-12').do(mediation.get, { id: each.id })).dossier).toBeUndefined()
})
