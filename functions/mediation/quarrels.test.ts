import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { community } from '../../shared/community/community.ts'
import type { Input, Operation } from '../../shared/contract.ts'
import { mediation } from '../../shared/mediation/mediation.ts'
import type { QuarrelReply } from '../../shared/mediation/quarrels.ts'
import { messages } from '../../shared/messages/messages.ts'
import { papers } from '../../shared/papers/papers.ts'
import { plusMinutes } from '../../shared/time.ts'
import { getMatter } from '../platform/matter-item.ts'
import { monday10, neighbourhood, op, type Neighbourhood } from '../testing/given.ts'
import { readPdf } from '../testing/pdf.ts'
import { detailsOf, type Case } from './case-store.ts'
import { quarrelTells } from './quarrels-tells.ts'
import type { Quarrel } from './quarrels-store.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())
beforeEach(() => {
  given.faults.calm()
  given.setNow(monday10)
})

const as = (person: string) => ({
  do: given.as(person).do,
  /** The code of the refusal. */
  async try<Op extends Operation>(operation: Op, input: Input<Op>) {
    const { status, body } = await given.as(person).try(operation, input)
    return status === 200 ? 'done' : body.code
  },
})

const said = {
  sides: ['3号楼张阿姨', '楼上李家'],
  what: '楼上漏水，天花板湿了，吵起来了',
  kind: 'leak' as const,
}
const note = (person: string, more: Partial<Input<typeof mediation.note>> = {}) =>
  as(person).do(mediation.note, { ...said, ...more })
const tap = ({ id, seq }: QuarrelReply) => ({ id, seq, op: op() })
const settle = (quarrel: QuarrelReply, ending: 'talkedOver' | 'oral' | 'dropped', terms?: string) => ({
  ...tap(quarrel),
  ending,
  ...(terms && { terms }),
})
const stored = async ({ id }: { readonly id: string }) =>
  (await getMatter<Quarrel>(given.table, 'quarrel', id))!
const idsIn = async (person: string, list: 'open' | 'ended') =>
  (await as(person).do(mediation.quarrels, { list })).items.map(({ id }) => id)

describe('noting a quarrel', () => {
  test('When three fields are typed, then the rest is filled in, and nothing about anybody is readable in storage', async () => {
    const noted = await note('room-1')
    expect(noted).toMatchObject({
      ...said,
      ...{ state: 'open', way: 'walkIn', title: '漏水 · 11月23日周一 10:00', stateText: '还没说开' },
      ...{ notedBy: '称呼room-1', notes: [], dueAt: plusMinutes(monday10, 3 * 24 * 60) },
      may: ['add', 'settle', 'settleOrally', 'drop', 'turn', 'correct'],
    })
    await as('room-1').do(mediation.addToNote, { id: noted.id, text: '李家说管子是老的' })
    await as('room-1').do(mediation.settle, settle(noted, 'oral', '李家下周换管子'))
    const text = JSON.stringify(await stored(noted)) + given.logged.join('')
    for (const each of ['张阿姨', '李家', '漏水', '管子', 'room-1']) expect(text).not.toContain(each)
  })

  test('When the same tap comes twice, then it is one note; under the same key something else is refused', async () => {
    const key = op()
    const first = await note('room-1', { key })
    expect((await note('room-1', { key })).id).toBe(first.id)
    expect(await as('room-1').try(mediation.note, { ...said, key, kind: 'noise' })).toBe('request.keyReused')
    expect((await note('mediator-1', { key })).id).not.toBe(first.id)
  })
})

describe('who sees what', () => {
  test('When a grid worker notes one, then they and the room see it, and nobody else', async () => {
    const noted = await note('grid-1', { way: 'doorstep' })
    expect(noted.may).toEqual(['add', 'settle', 'settleOrally', 'drop', 'correct'])
    for (const person of ['grid-1', 'room-1', 'mediator-1'])
      expect(await as(person).do(mediation.quarrel, { id: noted.id })).toMatchObject({ id: noted.id })
    for (const person of ['grid-2', 'staff-1', 'helper-1', 'outsider-1'])
      expect([person, await as(person).try(mediation.quarrel, { id: noted.id })]).toEqual([
        person,
        'matter.notFound',
      ])
    const others = { grid: await note('grid-2'), room: await note('room-1') }
    expect(await idsIn('grid-1', 'open')).toEqual([noted.id])
    expect(await idsIn('room-1', 'open')).toEqual(
      expect.arrayContaining([noted.id, others.grid.id, others.room.id]),
    )
    expect(await idsIn('outsider-1', 'open')).toEqual([])
    expect(await as('resident-1').try(mediation.quarrels, {})).toBe('identity.notYourRole')
    expect(await as('resident-1').try(mediation.quarrel, { id: noted.id })).toBe('matter.notFound')
    expect(await as('grid-1').try(mediation.quarrels, { community: 'other' })).toBe('community.notFound')
  })

  test('When one has ended, then it is in the other list, and the latest is first', async () => {
    const [first, second] = [await note('helper-7'), await note('helper-7')]
    given.minutesLater(1)
    await as('helper-7').do(mediation.settle, settle(second, 'talkedOver'))
    given.minutesLater(1)
    await as('helper-7').do(mediation.settle, settle(first, 'dropped'))
    expect(await idsIn('helper-7', 'open')).toEqual([])
    expect(await idsIn('helper-7', 'ended')).toEqual([first.id, second.id])
  })

  test('When a helper would make a case of it, then it is not theirs to do', async () => {
    const noted = await note('grid-1')
    for (const person of ['grid-1', 'grid-2', 'staff-1'])
      expect(await as(person).try(mediation.turn, tap(noted))).toBe('identity.notYourRole')
    expect(await as('outsider-1').try(mediation.turn, tap(noted))).toBe('matter.notFound')
  })
})

describe('how it ends', () => {
  test('When it was talked over, then nothing more can be said, and a second tap is no error', async () => {
    const noted = await note('mediator-1')
    const end = settle(noted, 'talkedOver')
    const ended = await as('mediator-1').do(mediation.settle, end)
    expect(ended).toMatchObject({
      state: 'talkedOver',
      stateText: '说开了',
      settledOn: '2026-11-23',
      may: ['correct'],
    })
    expect(ended.dueAt).toBeUndefined()
    expect(await as('mediator-1').do(mediation.settle, end)).toMatchObject({ seq: ended.seq })
    expect(await as('room-1').try(mediation.settle, settle(noted, 'dropped'))).toBe('matter.moved')
    expect(await as('room-1').try(mediation.addToNote, { id: noted.id, text: '又来了' })).toBe('matter.moved')
    expect(await as('room-1').try(mediation.printNote, { id: noted.id })).toBe('matter.moved')
  })

  test('When it is agreed orally, then the terms are needed, kept, and not replaced by a second tap with others', async () => {
    const noted = await note('room-1')
    expect(await as('room-1').try(mediation.settle, settle(noted, 'oral'))).toBe('mediation.oralTermsNeeded')
    const ended = await as('room-1').do(mediation.settle, settle(noted, 'oral', '李家下周换管子'))
    expect(ended).toMatchObject({ state: 'oral', terms: '李家下周换管子', may: ['correct', 'print'] })
    const again = settle(noted, 'oral', '李家下周换管子')
    expect(await as('room-1').do(mediation.settle, again)).toMatchObject({ terms: '李家下周换管子' })
    expect(await as('room-1').try(mediation.settle, settle(noted, 'oral', '李家赔两百'))).toBe('matter.moved')
  })

  test('When more is added by several at once, then every line is there, in order, with who said it', async () => {
    const noted = await note('room-1')
    const people = ['room-1', 'mediator-1', 'mediator-2']
    await Promise.all(
      people.map(person => as(person).do(mediation.addToNote, { id: noted.id, text: `${person}说` })),
    )
    const { notes } = await as('room-1').do(mediation.quarrel, { id: noted.id })
    expect(notes!.map(({ name, text }) => `${name} ${text}`).sort()).toEqual(
      people.map(person => `称呼${person} ${person}说`).sort(),
    )
    const once = op()
    for (let i = 0; i < 2; i++)
      await as('room-1').do(mediation.addToNote, { id: noted.id, op: once, text: '再说一句' })
    expect((await as('room-1').do(mediation.quarrel, { id: noted.id })).notes).toHaveLength(4)
  })

  test('When it has grown longer than a case can begin with, then a new line is refused and says what to do', async () => {
    const noted = await note('room-1')
    const add = () => as('room-1').try(mediation.addToNote, { id: noted.id, text: '长'.repeat(300) })
    const tries = []
    for (let i = 0; i < 7; i++) tries.push(await add())
    expect(tries).toEqual([...Array<string>(6).fill('done'), 'mediation.noteFull'])
    expect(await as('room-1').do(mediation.turn, tap(noted))).toMatchObject({ state: 'formal' })
  })
})

describe('becoming a case', () => {
  const caseOf = async (id: string) => (await getMatter<Case>(given.table, 'case', id))!

  test('When it is turned, then the case holds all that was said and nothing is typed again', async () => {
    const noted = await note('grid-1', { way: 'phone' })
    await as('grid-1').do(mediation.addToNote, { id: noted.id, text: '李家说管子是老的' })
    const turned = await as('room-1').do(mediation.turn, tap(noted))
    expect(turned).toMatchObject({ state: 'formal', may: ['correct'] })
    const item = await caseOf(turned.case!)
    expect(item).toMatchObject({ state: 'applied', what: 'leak', origin: 'phone', quarrel: noted.id })
    expect(await detailsOf(given.effects, item)).toMatchObject({
      facts: `${said.what}\n11月23日周一 10:00：李家说管子是老的`,
      parties: { p1: { name: '3号楼张阿姨' }, p2: { name: '楼上李家' } },
    })
    expect(item.p1).toMatchObject({ side: 'applicant', consent: 'yes' })
    const shown = await as('room-1').do(mediation.get, { id: item.id })
    expect(shown).toMatchObject({ id: item.id, kind: 'leak', reader: 'staff' })
    expect(shown.parties.map(({ name }) => name)).toEqual(said.sides)
    // The one who noted it sees that it goes on, and not where.
    const seen = await as('grid-1').do(mediation.quarrel, { id: noted.id })
    expect(seen.state).toBe('formal')
    expect(seen.case).toBeUndefined()
  })

  test('When only one side is named, then nothing can be agreed orally until the other one is', async () => {
    const noted = await note('mediator-1', { sides: ['5号楼老周'], way: 'doorstep' })
    const oral = { ending: 'oral', terms: '十点后不拖椅子' } as const
    const refused = await as('mediator-1').try(mediation.settle, { ...tap(noted), ...oral })
    expect(refused).toBe('mediation.bothSidesNeeded')
    const sides = ['5号楼老周', '楼上小李']
    const mended = await as('mediator-1').do(mediation.correctNote, { ...tap(noted), sides })
    expect((await as('mediator-1').do(mediation.settle, { ...tap(mended), ...oral })).state).toBe('oral')
  })

  test('When only one side was there, or nobody asked for it, then the other is to be named and both are to be asked', async () => {
    const noted = await note('mediator-1', { sides: ['5号楼老周'], way: 'doorstep' })
    const turned = await as('mediator-1').do(mediation.turn, tap(noted))
    // Who begins a case of their own accord reads it.
    expect(turned.case).toBe((await stored(noted)).case)
    const item = await caseOf(turned.case!)
    expect(item).toMatchObject({ origin: 'mediator', p1: { side: 'applicant' }, p2: { side: 'other' } })
    expect(item.p1?.consent).toBeUndefined()
    expect((await detailsOf(given.effects, item)).parties.p2).toEqual({ name: '对方' })
  })

  test('When it is turned and settled at the same moment, then one of them wins, and a case is there only if it was turned', async () => {
    const ends = new Set<string>()
    for (let i = 0; i < 8; i++) {
      const noted = await note('room-1')
      const answers = await Promise.all([
        as('room-1').try(mediation.turn, tap(noted)),
        as('mediator-1').try(mediation.settle, settle(noted, 'talkedOver')),
        as('mediator-2').try(mediation.turn, tap(noted)),
      ])
      expect(answers.filter(each => each === 'done')).toHaveLength(1)
      const { state, case: id } = await stored(noted)
      ends.add(state)
      const derived = `case_bchd_${await given.effects.secrets.derive('quarrel.case', noted.id)}`
      expect((await getMatter<Case>(given.table, 'case', derived))?.id).toBe(id)
      expect(id !== undefined).toBe(state === 'formal')
    }
    expect([...ends].every(each => ['formal', 'talkedOver'].includes(each))).toBe(true)
  })
})

describe('a note that nobody touches', () => {
  test('When some days have passed, then whoever noted it is told once, without any name; the room when it is their work no more', async () => {
    const noted = await note('grid-3')
    const before = await stored(noted)
    given.setNow(noted.dueAt!)
    await given.tick()
    await given.tick()
    const after = await stored(noted)
    expect(after).toMatchObject({ remindedAt: noted.dueAt, state: 'open' })
    expect(after.dueAt).toBeUndefined()
    await given.settled()
    const { items } = await as('grid-3').do(messages.inbox, {})
    expect(items).toMatchObject([{ title: '有一笔纠纷还没下文', url: `/mediation/quarrel?id=${noted.id}` }])
    expect(JSON.stringify(items)).not.toMatch(/张|李/)
    const strangers = { ...after, notedBy: await given.idOf('resident-1') }
    expect(
      (await quarrelTells({ ...given.effects, now: given.now() }, { before, after: strangers })).map(
        ({ to }) => to,
      ),
    ).toEqual([await given.idOf('room-1')])
  })

  test('When the community gives it more days meanwhile, then it comes up after those', async () => {
    const noted = await note('grid-4')
    const staff = as('staff-1')
    const { version, settings } = await staff.do(community.settings, {})
    const give = (noteDays: number, seen: number) =>
      staff.do(community.saveSettings, {
        ...{ version: seen, changes: { mediation: { ...settings.mediation, noteDays } } },
      })
    await give(5, version)
    given.setNow(noted.dueAt!)
    await given.tick()
    const later = plusMinutes(monday10, 5 * 24 * 60)
    expect(await stored(noted)).toMatchObject({ dueAt: later, changedAt: monday10 })
    expect(await stored(noted)).not.toHaveProperty('remindedAt')
    given.setNow(later)
    await given.tick()
    expect(await stored(noted)).toMatchObject({ remindedAt: later })
    await give(settings.mediation.noteDays, version + 1)
  })
})

describe('the form of an oral agreement', () => {
  const printed = async (person: string, { id }: QuarrelReply) => {
    const { paper } = await as(person).do(mediation.printNote, { id, key: op() })
    await given.settled()
    const { url } = await as(person).do(papers.get, { id: paper })
    return readPdf((await given.fetchFrom(url!)).bytes).pages.map(lines => lines.join(''))
  }

  test('When it is ordered, then what is known stands in it, on one page', async () => {
    const noted = await note('room-1')
    await as('room-1').do(mediation.settle, settle(noted, 'oral', '李家下周换管子，张家自己刷墙'))
    const pages = await printed('room-1', noted)
    expect(pages).toHaveLength(1)
    for (const each of [
      ...['人民调解口头协议登记表', '3号楼张阿姨', '楼上李家', '漏水', said.what, '2026年11月23日'],
      ...['李家下周换管子，张家自己刷墙', '宝翠花都社区人民调解委员会', '登记人：实名room-1', '人民调解员：'],
    ])
      expect(pages[0]).toContain(each)
  })

  test('When six sides had much to say, then nothing is lost', async () => {
    const sides = [...'甲乙丙丁戊己'].map(each => `${each}家${'长'.repeat(17)}`)
    const noted = await note('grid-4', { sides, what: '吵'.repeat(300) })
    await as('grid-4').do(mediation.settle, settle(noted, 'oral', '妥'.repeat(300)))
    const text = (await printed('grid-4', noted)).join('')
    for (const each of ['吵', '妥']) expect(text.split(each)).toHaveLength(301)
    for (const side of sides) expect(text.split(side.slice(0, 3))).toHaveLength(3)
  })
})
