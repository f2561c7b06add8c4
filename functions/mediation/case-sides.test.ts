/** What each side reads of the other, and what is done for somebody by those who act for them. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { mediation } from '../../shared/mediation/mediation.ts'
import { mostEvidence } from '../../shared/mediation/cases.ts'
import { matters } from '../../shared/matters/matters.ts'
import { messages } from '../../shared/messages/messages.ts'
import { identity } from '../../shared/identity/identity.ts'
import { putProxy } from '../identity/proxies-store.ts'
import { monday10, neighbourhood, op, type Neighbourhood } from '../testing/given.ts'
import { picture } from '../testing/media.ts'
import { caseStory, room } from '../testing/case-story.ts'

let given: Neighbourhood
let story: ReturnType<typeof caseStory>
beforeAll(async () => {
  given = await neighbourhood()
  story = caseStory(given)
})
afterAll(() => given.close())
beforeEach(() => given.setNow(monday10))

let people = 0
const pair = () => [`resident-${++people}`, `resident-${++people}`] as const
const photos = (who: string, count: number) =>
  Promise.all(Array.from({ length: count }, async () => given.putFile(who, await picture())))

describe('one side of the other', () => {
  test('When the applicant has said who has it already and what they call the other, then the other side reads neither', async () => {
    const [one, other] = pair()
    const filed = await given.as(one).do(mediation.apply, {
      ...{ key: op(), kind: 'noise', facts: '半夜拉琴', already: 'police' },
      others: [{ name: '楼上那个不讲理的' }],
    })
    expect(filed).toMatchObject({ already: 'police', origin: 'app' })
    const accepted = await given.as('room-1').do(mediation.screen, {
      ...{ ...story.tap(filed), accept: true, knowing: true },
    })
    const code = await story.linked(accepted)
    const asked = await given.as(other).do(mediation.answerOtherSide, { code, answer: 'thinking' })
    expect(asked).not.toHaveProperty('already')
    expect(asked).not.toHaveProperty('origin')
    expect(asked.stateHint).toContain('愿不愿意，您说了算')
    const listed = await given.as(other).do(mediation.mine, {})
    expect(JSON.stringify([asked, listed])).not.toMatch(/不讲理|police|半夜/)
    const willing = await given.as(other).do(mediation.answerOtherSide, { id: asked.id, answer: 'yes' })
    expect(willing.parties.map(({ name }) => name)).toEqual([`实名${one}`, `实名${other}`])
  })

  test('When one side adds a photo or wishes for another mediator, then the other does not read of it, and knows whose step is whose', async () => {
    const [one, other] = pair()
    const each = await story.heard(one, other)
    await given.as(other).do(mediation.addFiles, { id: each.id, op: op(), files: await photos(other, 1) })
    await given.as(other).do(mediation.objectToMediator, { id: each.id, op: op() })
    const story1 = (await story.read(one, each)).timeline
    expect(story1.map(({ move }) => move)).not.toEqual(expect.arrayContaining(['addFiles']))
    expect(story1.map(({ move }) => move)).not.toContain('object')
    expect(story1.map(({ move, who }) => [move, who])).toEqual(
      expect.arrayContaining([
        ['apply', '您'],
        ['answer', `实名${other}`],
        ['hearRights', '您'],
        ['hearRights', `实名${other}`],
      ]),
    )
    const own = (await story.read(other, each)).timeline.map(({ move, who }) => `${move} ${who}`)
    expect(own.slice(-2)).toEqual(['addFiles 您', 'object 您'])
  })

  test('When it was asked how it went, then what one side thinks of it stays with the room', async () => {
    const [one, other] = pair()
    const held = await story.held(undefined, one, other)
    const agreed = await given
      .as('room-1')
      .do(mediation.agree, { ...story.tap(held), oral: true, terms: ['十点后不拉琴'] })
    await given
      .as('room-1')
      .do(mediation.followUp, { ...story.tap(agreed), performed: 'partly', satisfied: false, risk: true })
    expect((await story.read(other, held)).followUps).toEqual([
      { at: expect.any(String), performed: 'partly' },
    ])
  })

  test('When one side gives the time back, then it is none they can come to, and both read what became of it', async () => {
    const [one, other] = pair()
    const ready = await story.heard(one, other)
    const { offered } = await given.as('room-1').do(mediation.offerTimes, { id: ready.id, op: op(), room })
    const starts = offered!.starts.slice(2, 4)
    for (const who of [one, other])
      await given.as(who).do(mediation.chooseTimes, { id: ready.id, op: op(), starts })
    const chosen = await story.read('room-1', ready)
    const booked = await given
      .as('room-1')
      .do(mediation.book, { ...story.tap(chosen), room, fromAt: starts[0]! })
    await given.as(other).do(mediation.cancel, { ...story.tap(booked), reason: 'partyAsked' })
    expect((await story.read('room-1', booked)).common).toEqual([starts[1]])
    const read = await story.read(one, booked)
    expect(read).toMatchObject({ state: 'noticed', stateText: '正在约时间' })
    expect(read.stateHint).toBe('约好的时间退了。正在约大家都方便的时间。')
    expect(read.parties[0]!.times).toEqual(starts)
  })

  test('When one of several says no, then each reads it as it is for them', async () => {
    const [one, other] = pair()
    const [third] = pair()
    const form = {
      key: op(),
      kind: 'noise',
      facts: '拉琴',
      others: [{ name: '甲' }, { name: '乙' }],
    } as const
    const filed = await given.as(one).do(mediation.apply, { ...form, others: [...form.others] })
    let each = await given.as('room-1').do(mediation.screen, { ...story.tap(filed), accept: true })
    for (const [party, who, answer] of [
      ['p2', other, 'yes'],
      ['p3', third, 'no'],
    ] as const) {
      const code = await story.linked(each, party)
      await given.as(who).do(mediation.answerOtherSide, { code, answer })
      each = await story.read('room-1', each)
    }
    given.minutesLater(10)
    await given.tick()
    expect((await story.read(other, each)).stateHint).toMatch(/^有一方不愿谈/)
    expect((await story.read(third, each)).stateHint).toBe('您说不愿谈，这件事到此为止。')
  })
})

describe('a yes', () => {
  test('When who is asked has not agreed to their dispute being written down, then they are asked for that before their yes counts', async () => {
    const [one, other] = pair()
    await given.as(other).do(identity.consent, { what: 'dispute', version: '2026-11', agree: false })
    const code = await story.linked(await story.accepted(one))
    const early = await given.as(other).try(mediation.answerOtherSide, { code, answer: 'yes' })
    expect(early.body).toMatchObject({
      code: 'identity.consentNeeded',
      fields: { dispute: expect.any(String) },
    })
    await given.as(other).do(identity.consent, { what: 'dispute', version: '2026-11', agree: true })
    const later = await given.as(other).do(mediation.answerOtherSide, { code, answer: 'yes' })
    expect(later.state).toBe('willing')
  })
})

describe('evidence', () => {
  test('When a side has laid down as much as there is room for, then they are told to bring the rest, and nothing is taken', async () => {
    const [one] = pair()
    const { id } = await story.applied(one)
    for (let left = mostEvidence; left > 0; left -= 9)
      await given
        .as(one)
        .do(mediation.addFiles, { id, op: op(), files: await photos(one, Math.min(left, 9)) })
    const files = await photos(one, 1)
    const full = await given.as(one).try(mediation.addFiles, { id, op: op(), files })
    expect(full.body).toMatchObject({ code: 'mediation.evidenceFull', fields: { files: expect.any(String) } })
    expect((await given.as(one).do(mediation.get, { id })).files).toHaveLength(mostEvidence)
    await given.as('room-1').do(mediation.addFiles, { id, op: op(), files: await photos('room-1', 1) })
  })
})

describe('for somebody', () => {
  const applied = async () => {
    const forThem = await given.idOf('elder-1')
    const form = { key: op(), kind: 'leak' as const, facts: '顶上滴水', others: [{ name: '楼上' }] }
    return given.as('child-1').do(mediation.apply, { ...form, for: forThem })
  }
  const titles = async (who: string) => {
    await given.settled()
    return (await given.as(who).do(messages.inbox, {})).items.map(({ title }) => title)
  }

  test('When a child acts for the elder, then the elder is told of each step and by whom, and the child hears how it goes on', async () => {
    const each = await applied()
    await given.as('room-1').do(mediation.screen, { ...story.tap(each), accept: true })
    expect(await titles('elder-1')).toEqual(['调解受理了', '家人替您约了调解'])
    expect(await titles('child-1')).toEqual(['调解受理了'])
    const [, first] = (await given.as('elder-1').do(messages.inbox, {})).items
    expect(first!.text).toBe('称呼child-1替您约了调解。不是您的意思，请打给社区。')
    await given.as('child-1').do(mediation.withdraw, { id: each.id, op: op() })
    expect((await titles('elder-1'))[0]).toBe('家人替您说不谈了')
    const read = await story.read('elder-1', each)
    expect(read.timeline.at(-1)).toMatchObject({ move: 'withdraw', who: '您这边', onBehalf: true })
  })

  test('When whoever applied for one side opens the link of the other, then they do not answer there', async () => {
    const each = await given
      .as('room-1')
      .do(mediation.screen, { ...story.tap(await applied()), accept: true })
    const code = await story.linked(each)
    for (const who of ['child-1', 'elder-1']) {
      expect((await given.as(who).try(mediation.openLink, { code })).body.code).toBe('mediation.ownCase')
      const answer = await given.as(who).try(mediation.answerOtherSide, { code, answer: 'yes' })
      expect(answer.body.code).toBe('mediation.ownCase')
    }
  })

  test('When a child is the other side of the elder they act for, then what they do there they do for themselves', async () => {
    const each = await story.asked('elder-2', 'child-2')
    await given.as('child-2').do(mediation.answerOtherSide, { id: each.id, answer: 'yes' })
    await given.as('child-2').do(mediation.hearRights, { id: each.id, op: op() })
    expect((await story.read('child-2', each)).timeline.at(-1)).not.toHaveProperty('onBehalf')
    expect(await titles('elder-2')).not.toContain('家人替您听了权利')
    expect((await given.as('child-2').do(matters.mine, {})).items).toMatchObject([
      { kind: 'case', id: each.id },
    ])
  })

  test('When somebody may act in the elder’s disputes, then they find them among their own, whoever began them; who may only help does not', async () => {
    const elder = await given.idOf('elder-3')
    const each = await story.accepted('elder-3')
    await given.settled()
    const listed = async (who: string) =>
      (await given.as(who).do(matters.mine, {})).items.map(({ id, title }) => [id, title])
    expect(await listed('child-3')).toEqual([[each.id, `漏水调解 · ${each.number} · 奶奶`]])
    const helping = {
      person: elder,
      callName: '奶奶',
      modules: ['help'],
      from: monday10,
      until: '2027-01-01T00:00:00.000Z',
    }
    await putProxy(given.effects, await given.idOf('resident-60'), helping)
    expect(await listed('resident-60')).toEqual([])
    expect((await given.as('resident-60').try(mediation.get, { id: each.id })).status).toBe(404)
  })

  test('When somebody stops from an old screen, then they have stopped all the same', async () => {
    const [one, other] = pair()
    const seen = story.tap(await story.accepted(one))
    await given.as('room-1').do(mediation.askOtherSide, { ...seen, party: 'p2', how: 'phone' })
    const stopped = await given.as(one).do(mediation.withdraw, { id: seen.id, op: op() })
    expect(stopped.state).toBe('withdrawn')
    expect(await titles(other)).toEqual([])
  })
})
