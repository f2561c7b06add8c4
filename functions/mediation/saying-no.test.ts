import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { matters } from '../../shared/matters/matters.ts'
import { mediation } from '../../shared/mediation/mediation.ts'
import type { CaseReply } from '../../shared/mediation/reply.ts'
import { messages } from '../../shared/messages/messages.ts'
import { plusMinutes } from '../../shared/time.ts'
import { caseStory } from '../testing/case-story.ts'
import { neighbourhood, op, type Neighbourhood } from '../testing/given.ts'

let given: Neighbourhood
let story: ReturnType<typeof caseStory>
beforeAll(async () => {
  given = await neighbourhood()
  story = caseStory(given)
})
afterAll(() => given.close())

let applicants = 20
/** Asked by phone: only the room can answer. */
const rung = async () => {
  const who = `resident-${++applicants}`
  const each = await story.accepted(who)
  const asking = { ...story.tap(each), party: 'p2', how: 'phone' } as const
  return { who, each: await given.as('room-1').do(mediation.askOtherSide, asking) }
}
const answer = ({ id }: CaseReply, said: 'yes' | 'no' | 'thinking', as = 'room-1') =>
  given.as(as).try(mediation.answerOtherSide, { id, op: op(), party: 'p2', answer: said })
const takeBack = ({ id }: CaseReply, as = 'room-1') =>
  given.as(as).try(mediation.takeBackNo, { id, op: op(), party: 'p2' })
const codeIn = ({ body }: { readonly body: unknown }) => (body as { readonly code?: string }).code
const titles = async (who: string) => {
  await given.settled()
  return (await given.as(who).do(messages.inbox, {})).items.map(({ title }) => title)
}

test('When the clerk notes a no, then the applicant neither hears nor sees of it until it can no longer be taken back', async () => {
  const { who, each } = await rung()
  const noted = (await answer(each, 'no')).body as CaseReply
  expect(noted).toMatchObject({ state: 'asked' })
  expect(noted.parties[1]).toMatchObject({ consent: 'no', noUntil: expect.any(String) })
  given.minutesLater(9)
  await given.tick()
  const before = await story.read(who, each)
  expect(before.parties[1]).toMatchObject({ consent: 'asked' })
  expect(before.parties[1]).not.toHaveProperty('noUntil')
  expect(before.timeline.map(({ move }) => move)).not.toContain('answer')
  expect(await titles(who)).not.toContain('对方不愿谈')
  expect((await given.as(who).do(matters.mine, {})).items[0]).toMatchObject({ stateText: '正在问对方' })
  given.minutesLater(1)
  expect(codeIn(await takeBack(each))).toBe('mediation.noStands')
  await given.tick()
  expect(await story.read(who, each)).toMatchObject({ state: 'refused' })
  expect(await titles(who)).toContain('对方不愿谈')
  // They know, for they entered it.
  expect(await titles('room-1')).not.toContain('有一方不愿谈')
  expect(codeIn(await takeBack(each))).toBe('mediation.noStands')
})

test('When it was a slip, then whoever entered it takes it back, nobody else does, and nobody hears of it', async () => {
  const { who, each } = await rung()
  await answer(each, 'no')
  for (const other of ['room-2'])
    for (const tried of [takeBack(each, other), answer(each, 'yes', other)])
      expect(codeIn(await tried)).toBe('mediation.noIsAnothers')
  const stands = await story.read('room-2', each)
  const again = given.as('room-2').try(mediation.askOtherSide, {
    ...{ ...story.tap(stands), party: 'p2', how: 'link' },
  })
  expect(codeIn(await again)).toBe('mediation.noIsAnothers')
  const back = (await takeBack(each)).body as CaseReply
  expect(back).toMatchObject({ state: 'asked' })
  expect(back.parties[1]).not.toHaveProperty('noUntil')
  given.minutesLater(11)
  await given.tick()
  expect(await story.read(who, each)).toMatchObject({ state: 'asked' })
  expect(await titles(who)).not.toContain('对方不愿谈')
  expect((await story.read(who, each)).timeline.map(({ move }) => move)).not.toContain('takeBackNo')
  expect((await answer(each, 'yes')).body).toMatchObject({ state: 'willing' })
})

test('When a party says no on their phone, then they too may change their mind until the other is told', async () => {
  const each = await story.accepted('resident-10')
  const code = await story.linked(each)
  const phone = given.as('resident-11')
  const said = await phone.do(mediation.answerOtherSide, { code, op: op(), answer: 'no' })
  expect(said).toMatchObject({ stateText: '不谈了' })
  expect(said.parties.find(({ mine }) => mine)).toMatchObject({ consent: 'no', noUntil: expect.any(String) })
  const answersFor = async (who: string) =>
    (await story.read(who, each)).timeline.filter(({ move }) => move === 'answer').length
  expect([await answersFor('resident-10'), await answersFor('resident-11')]).toEqual([0, 1])
  // It is their word, not the room's.
  expect(codeIn(await takeBack(each))).toBe('mediation.noIsAnothers')
  const back = await phone.do(mediation.takeBackNo, { id: each.id, op: op() })
  expect(back).toMatchObject({ stateText: '请您回话' })
  const yes = await phone.do(mediation.answerOtherSide, { id: each.id, op: op(), answer: 'yes' })
  expect(yes).toMatchObject({ state: 'willing' })
  expect(await answersFor('resident-10')).toBe(2)
})

test('When the room noted their no, then the party’s own yes counts', async () => {
  const each = await story.accepted('resident-12')
  const code = await story.linked(each)
  await given.as('resident-13').do(mediation.answerOtherSide, { code, op: op(), answer: 'thinking' })
  await answer(each, 'no')
  const yes = await given
    .as('resident-13')
    .do(mediation.answerOtherSide, { id: each.id, op: op(), answer: 'yes' })
  expect(yes).toMatchObject({ state: 'willing' })
  given.minutesLater(11)
  await given.tick()
  expect(await story.read('room-1', each)).toMatchObject({ state: 'willing' })
})

test.each(['clock first', 'finger first'])(
  'When it is taken back as the time runs out, then either it stands and is told, or neither (%s)',
  async first => {
    const { who, each } = await rung()
    const noted = (await answer(each, 'no')).body as CaseReply
    const { noUntil } = noted.parties[1]!
    const asOf = plusMinutes(noUntil!, 0)
    // The tap left the phone before the end; the clock is on time.
    given.setNow(new Date(Date.parse(asOf) - 1).toISOString())
    const back = () => takeBack(each)
    const late = async () => {
      given.setNow(asOf)
      await given.tick()
    }
    const both = first === 'clock first' ? [late(), back()] : [back(), late()]
    await Promise.all(both)
    await given.tick()
    const { state } = await story.read('room-1', each)
    expect(['asked', 'refused']).toContain(state)
    expect((await titles(who)).includes('对方不愿谈')).toBe(state === 'refused')
  },
)
