import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { mediation } from '../../shared/mediation/mediation.ts'
import type { CaseReply } from '../../shared/mediation/reply.ts'
import { messages } from '../../shared/messages/messages.ts'
import { settings } from '../../shared/community/community.ts'
import { onOf, plusMinutes } from '../../shared/time.ts'
import { caseStory, tuesday10 } from '../testing/case-story.ts'
import { monday10, neighbourhood, op, type Neighbourhood } from '../testing/given.ts'
import { picture } from '../testing/media.ts'
import type { Case } from './case-store.ts'
import { lastDayToAsk, timersOf } from './case-timers.ts'

let given: Neighbourhood
let story: ReturnType<typeof caseStory>
beforeAll(async () => {
  given = await neighbourhood()
  story = caseStory(given)
})
afterAll(() => given.close())
beforeEach(() => given.setNow(monday10))

// One neighbourhood for all: each story has people and a day of its own.
let stories = 0
const signing = async () => {
  const n = stories++
  const people = [`resident-${2 * n + 1}`, `resident-${2 * n + 2}`] as const
  const fromAt = plusMinutes(tuesday10, (Math.floor(n / 3) * 7 + (n % 3)) * story.day)
  const held = await story.held(fromAt, ...people)
  const agreed = { ...story.tap(held), oral: false, terms: ['三天内修好水管'] }
  return { each: await room().do(mediation.agree, agreed), people, met: onOf(fromAt), fromAt }
}
const room = () => given.as('room-1')
const inks = ['p1', 'p2', 'mediator', 'seal'] as const
type Ink = (typeof inks)[number]
const sign = (each: CaseReply, what: Ink, on?: string, how?: 'pen' | 'thumb') =>
  room().do(mediation.sign, { id: each.id, op: op(), what, on, how })
const signAll = async (each: CaseReply, on?: string) => {
  let after = each
  for (const what of inks) after = await sign(each, what, on)
  return after
}
const correct = async (each: CaseReply, change: object) =>
  room().tryAnything(mediation.correct, { ...story.tap(await story.read('room-1', each)), ...change })
const inbox = async (who: string) => (await given.as(who).do(messages.inbox, {})).items
const photo = async () => given.putFile('room-1', await picture())

describe('when it is in force', () => {
  test('When all have signed and it is sealed, then it is in force from the last of the days, without a photo', async () => {
    const { each, met, fromAt, people } = await signing()
    given.setNow(plusMinutes(fromAt, 3 * story.day))
    const after = onOf(plusMinutes(fromAt, story.day))
    await sign(each, 'seal', after)
    await sign(each, 'p2', met, 'thumb')
    const lacking = await sign(each, 'mediator', met)
    expect(lacking).toMatchObject({ state: 'signing', agreement: { missing: ['p1'] } })
    expect(lacking.confirmation).toBeUndefined()
    const agreed = await sign(each, 'p1', met)
    expect(agreed).toMatchObject({ state: 'agreed', agreement: { effectiveOn: after, missing: [] } })
    expect(agreed.stateHint).toContain('请拍下盖好章的协议')
    expect(agreed.dossier).toContainEqual({ item: 'agreement', has: false, needed: true })
    await given.settled()
    const [told] = await inbox(people[1])
    expect(told!.text).toContain(`协议从${Number(after.slice(5, 7))}月${Number(after.slice(8))}日起生效`)
    const filed = await room().do(mediation.sign, {
      ...{ id: each.id, op: op(), what: 'scan', files: [await photo()] },
    })
    expect(filed).toMatchObject({ state: 'agreed', agreement: { effectiveOn: after } })
    expect(filed.dossier).toContainEqual({ item: 'agreement', has: true, needed: true })
  })

  test('When a day is in the future, or before they talked, then it is refused by the name of the field', async () => {
    const { each, met, fromAt } = await signing()
    const days = [plusMinutes(fromAt, story.day), plusMinutes(fromAt, -story.day)].map(onOf)
    for (const on of days) {
      const answer = await room().try(mediation.sign, { id: each.id, op: op(), what: 'seal', on })
      expect([answer.status, answer.body.code]).toEqual([400, 'mediation.badSigningDay'])
      expect(answer.body.fields).toHaveProperty('on')
    }
    expect((await sign(each, 'seal', met)).agreement!.sealedOn).toBe(met)
  })

  test('When it was agreed orally, then there is nothing to sign or to put right', async () => {
    const held = await story.held(plusMinutes(tuesday10, 2 * story.day + 120), 'resident-40', 'resident-41')
    const oral = await room().do(mediation.agree, { ...story.tap(held), oral: true, terms: ['不拉琴'] })
    expect(oral.agreement!.effectiveOn).toBe(onOf(given.now()))
    for (const move of ['sign', 'correct']) expect(oral.may).not.toContain(move)
  })

  test('Whichever day it is, the last one for asking the court is thirty days of the calendar later, and reminders come on their own', () => {
    const anyDay = fc.integer({ min: 0, max: 20_000 })
    const oneDay = 86_400_000
    const rules = settings.parse({})
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (n, confirmDays) => {
        const nth = (n: number) => new Date(Date.UTC(2020, 0, 1) + n * oneDay).toISOString().slice(0, 10)
        const mediation = { ...rules.mediation, confirmDays }
        const item = { state: 'agreed', effectiveOn: nth(n), followUps: [] } as unknown as Case
        expect(lastDayToAsk(item, { ...rules, mediation })).toBe(nth(n + confirmDays))
        const reminders = timersOf(item, rules).filter(({ name }) => name.startsWith('confirm'))
        expect(reminders.map(({ at }) => onOf(at))).toEqual([nth(n + 20), nth(n + 28)])
      }),
    )
  })

  test('When the thirtieth day is not over, then both can still mean to ask the court; after midnight no longer', async () => {
    const { each, met } = await signing()
    const agreed = await signAll(each, met)
    const { lastOn } = agreed.confirmation!
    expect(Date.parse(lastOn) - Date.parse(met)).toBe(30 * 86_400_000)
    const wanted = async (at: string) => {
      given.setNow(at)
      const asked = { ...story.tap(await story.read('room-1', each)), state: 'wanted' as const }
      return (await room().try(mediation.confirmation, asked)).body.code
    }
    expect(await wanted(`${lastOn}T15:59:59.000Z`)).toBeUndefined()
    expect(await wanted(`${lastOn}T16:00:00.000Z`)).toBe('mediation.confirmationOver')
  })

  test('When the days for the court run out, then both sides, the mediator and the room hear the last day', async () => {
    const { each, people, met } = await signing()
    await signAll(each, met)
    given.setNow(plusMinutes(`${met}T02:00:00.000Z`, 28 * story.day))
    await given.tick()
    await given.settled()
    // Nobody's sign-in lasts that long.
    given.setNow(monday10)
    const lastDay = new Date(Date.parse(met) + 30 * 86_400_000).toISOString().slice(0, 10)
    const said = `最晚${Number(lastDay.slice(5, 7))}月${Number(lastDay.slice(8))}日`
    for (const who of [...people, 'mediator-1', 'room-1'])
      expect([
        who,
        (await inbox(who)).some(({ text }) => text.includes(said) && text.includes('确认')),
      ]).toEqual([who, true])
  })
})

describe('what was noted wrongly', () => {
  test('When how or on which day one signed is put right, then the others stand, all days follow, and it is kept how it was', async () => {
    const { each, people, met, fromAt } = await signing()
    given.setNow(plusMinutes(fromAt, 5 * story.day))
    const wrong = onOf(given.now())
    await signAll(each, met)
    const late = await correct(each, { what: 'seal', on: wrong })
    expect(late.body).toMatchObject({ state: 'agreed', agreement: { effectiveOn: wrong } })
    const right = await correct(each, { what: 'seal', on: met })
    expect(right.body).toMatchObject({ agreement: { effectiveOn: met, missing: [] } })
    const thumb = await correct(each, { what: 'p2', how: 'thumb', on: met })
    const reply = thumb.body as unknown as CaseReply
    expect(reply.parties[1]).toMatchObject({ signed: 'thumb', signedOn: met })
    expect(reply.corrections!.map(({ what, before, after }) => [what, before, after])).toEqual([
      ['seal', { on: met }, { on: wrong }],
      ['seal', { on: wrong }, { on: met }],
      ['p2', { how: 'pen', on: met }, { how: 'thumb', on: met }],
    ])
    expect(reply.confirmation!.lastOn).toBe(
      new Date(Date.parse(met) + 30 * 86_400_000).toISOString().slice(0, 10),
    )
    await given.settled()
    expect((await inbox(people[0])).filter(({ title }) => title === '生效的日子改了')).toHaveLength(2)
    // A party reads that it was, not how; names stand in neither.
    const theirs = await story.read(people[0], each)
    expect(theirs.corrections).toBeUndefined()
    const entries = theirs.timeline.filter(({ move }) => move === 'correct')
    expect(entries.map(({ reason }) => reason)).toEqual(['signedOn', 'signedOn', 'signedHow'])
  })

  test('When somebody had not signed after all, then it waits for them again, until it was followed up', async () => {
    const { each, people, met } = await signing()
    await signAll(each, met)
    const open = await correct(each, { what: 'p1', undone: true })
    expect(open.body).toMatchObject({ state: 'signing', agreement: { missing: ['p1'] } })
    expect((open.body as unknown as CaseReply).confirmation).toBeUndefined()
    await given.settled()
    expect((await inbox(people[1])).map(({ title }) => title)).toContain('协议还没生效')
    expect((await correct(each, { what: 'p1', how: 'pen' })).body.code).toBe('mediation.notSignedYet')
    const agreed = await sign(each, 'p1', met)
    await room().do(mediation.followUp, { ...story.tap(agreed), performed: 'all' })
    const late = await correct(each, { what: 'p1', undone: true })
    expect([late.status, late.body.code]).toEqual([409, 'mediation.signatureStands'])
  })

  test('When a photo is bad, then it alone is replaced, and stays readable for the room', async () => {
    const { each, met } = await signing()
    await signAll(each, met)
    const files = [await photo(), await photo()]
    const filed = await room().do(mediation.sign, { id: each.id, op: op(), what: 'scan', files })
    expect(filed.agreement!.scan!.map(({ id }) => id)).toEqual(files)
    const better = await photo()
    const reply = (await correct(each, { what: 'scan', photo: files[0], files: [better] })).body
    const { agreement, corrections } = reply as unknown as CaseReply
    expect(agreement!.scan!.map(({ id }) => id)).toEqual([better, files[1]])
    expect(corrections!.at(-1)!.photo!.id).toBe(files[0])
    const once = await correct(each, { what: 'scan', photo: files[1] })
    expect(once.status).toBe(200)
    expect((await correct(each, { what: 'scan', photo: better })).body.code).toBe('mediation.lastPhoto')
    expect((await correct(each, { what: 'scan', photo: files[0] })).body.code).toBe(
      'mediation.nothingCorrected',
    )
  })

  test('When it is as it stands, on a day that cannot be, or by a party, then nothing is put right', async () => {
    const { each, people, met, fromAt } = await signing()
    await signAll(each, met)
    expect((await correct(each, { what: 'p1', how: 'pen', on: met })).body.code).toBe(
      'mediation.nothingCorrected',
    )
    const tomorrow = onOf(plusMinutes(fromAt, story.day))
    expect((await correct(each, { what: 'mediator', on: tomorrow })).body.code).toBe(
      'mediation.badSigningDay',
    )
    const theirs = { ...story.tap(await story.read(people[0], each)), what: 'p1', how: 'thumb' }
    expect((await given.as(people[0]).tryAnything(mediation.correct, theirs)).status).toBe(403)
  })
})

describe('two clerks at once', () => {
  const both = <T>(one: Promise<T>, other: Promise<T>) => Promise.all([one, other])
  const tryAs = (who: string, each: CaseReply, input: object) =>
    given.as(who).tryAnything(mediation.sign, { id: each.id, op: op(), ...input })

  test('When they enter the same signature differently, then one stands and the other is told', async () => {
    const { each } = await signing()
    const answers = await both(
      tryAs('room-1', each, { what: 'p1', how: 'pen' }),
      tryAs('room-3', each, { what: 'p1', how: 'thumb' }),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const lost = answers.find(({ status }) => status === 409)!
    expect(lost.body.code).toBe('mediation.signedAlready')
    const won = answers[0]!.status === 200 ? 'pen' : 'thumb'
    expect((await story.read('room-1', each)).parties[0]!.signed).toBe(won)
  })

  test('When they enter the last two, then it is in force once, from the later day', async () => {
    const { each, people, met, fromAt } = await signing()
    given.setNow(plusMinutes(fromAt, 2 * story.day))
    await sign(each, 'p1', met)
    await sign(each, 'p2', met)
    const later = onOf(plusMinutes(fromAt, story.day))
    const answers = await both(
      tryAs('room-1', each, { what: 'mediator', on: later }),
      tryAs('room-3', each, { what: 'seal', on: met }),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    const agreed = await story.read('room-1', each)
    expect(agreed).toMatchObject({ state: 'agreed', agreement: { effectiveOn: later } })
    await given.settled()
    expect((await inbox(people[0])).filter(({ title }) => title === '协议生效了')).toHaveLength(1)
  })
})
