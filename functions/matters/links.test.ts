/** What comes of what: links between matters, seen by who may see both ends; and what is entered for others. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { Input } from '../../shared/contract.ts'
import { hazards } from '../../shared/hazards/hazards.ts'
import { help } from '../../shared/help/help.ts'
import { matters } from '../../shared/matters/matters.ts'
import { getMatter, keepLink, type Stored } from '../platform/matter-item.ts'
import { neighbourhood, type Neighbourhood } from '../testing/given.ts'
import { hazardStory, tap } from '../testing/hazard-story.ts'

let given: Neighbourhood
beforeEach(async () => {
  given = await neighbourhood()
})
afterEach(() => given.close())

const hazard = () => hazardStory(given)('reported')
const linksAt = async (person: string, kind: string, id: string) => {
  await given.settled()
  return given.as(person).do(matters.links, { kind, id })
}
const ask: Input<typeof help.ask> = { kind: 'errands', lines: [{ what: '换灯泡' }] }

describe('a matter that comes of another', () => {
  test('When help is asked for because of a hazard, then each shows the other, to who may see both', async () => {
    const source = await hazard()
    const from = { kind: 'hazard', id: source.id }
    const asked = await given.as('resident-1').do(help.ask, { ...ask, from })
    expect(await linksAt('resident-1', 'hazard', source.id)).toMatchObject({
      items: [{ kind: 'help', id: asked.id, title: '跑腿陪伴' }],
    })
    expect(await linksAt('resident-1', 'help', asked.id)).toMatchObject({ items: [], from })
  })

  test('When a reader may see one end only, then the link is not there for them', async () => {
    const source = await hazard()
    const from = { kind: 'hazard', id: source.id }
    const asked = await given.as('resident-1').do(help.ask, { ...ask, from })
    await given.as('staff-1').do(hazards.dispatch, { ...tap(source), to: 'firm', unit: 'firm-1' })
    expect(await linksAt('firm-1', 'hazard', source.id)).toEqual({ items: [] })
    await given.settled()
    for (const [kind, id] of [
      ['help', asked.id],
      ['help', source.id],
      ['nothing', 'nothing_bchd_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
    ] as const)
      expect((await given.as('firm-1').try(matters.links, { kind, id })).body).toMatchObject({
        code: 'matter.notFound',
      })
  })

  test('When somebody who sees it has nothing to do with it, then they read what it is called and how it stands', async () => {
    const source = await hazard()
    const from = { kind: 'hazard', id: source.id }
    const asked = await given.as('resident-1').do(help.ask, { ...ask, from })
    const { items } = await linksAt('staff-1', 'hazard', source.id)
    expect(items).toEqual([
      {
        kind: 'help',
        id: asked.id,
        title: '求助',
        stateText: '等人接',
        tone: 'waiting',
        changedAt: given.now(),
      },
    ])
  })

  test('When what it is to come of is not theirs to see, then the answer is as if it were not there', async () => {
    const { id } = await given.as('resident-2').do(help.ask, ask)
    const hidden = { ...ask, from: { kind: 'help', id } }
    const gone = { ...ask, from: { kind: 'help', id: 'help_bchd_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' } }
    const [one, other] = [
      await given.as('resident-1').try(help.ask, hidden),
      await given.as('resident-1').try(help.ask, gone),
    ]
    expect(one.body).toMatchObject({ code: 'matter.notFound' })
    expect(one).toEqual(other)
    expect((await given.as('resident-1').do(matters.mine, {})).items).toEqual([])
  })

  test('When it is sent twice, or both at once, then there is one of it, and one link', async () => {
    const source = await hazard()
    const once = { ...ask, key: 'only-once-1', from: { kind: 'hazard', id: source.id } }
    const resident = given.as('resident-1')
    const [a, b] = await Promise.all([resident.do(help.ask, once), resident.do(help.ask, once)])
    expect(a.id).toBe(b.id)
    await given.settled()
    // It has moved, and its creation is told once more, twice.
    const created = (await getMatter<Stored>(given.table, 'help', a.id))!
    await given.as('lead-1').do(help.claim, { ...tap(a), team: 'team-1' })
    for (let times = 0; times < 2; times++) await keepLink(given.table, { before: undefined, after: created })
    expect((await linksAt('resident-1', 'hazard', source.id)).items.map(({ id }) => id)).toEqual([a.id])
    const other = await hazard()
    const answer = await resident.try(help.ask, { ...once, from: { kind: 'hazard', id: other.id } })
    expect(answer.body).toMatchObject({ code: 'request.keyReused' })
  })

  test('When very much comes of it, then it is read page by page', async () => {
    const source = await hazard()
    const from = { kind: 'hazard', id: source.id }
    const ids = new Set<string>()
    for (let n = 0; n < 23; n++)
      ids.add((await given.as('resident-1').do(hazards.report, { what: 'light', words: '灯不亮', from })).id)
    const first = await linksAt('resident-1', 'hazard', source.id)
    const rest = await given
      .as('resident-1')
      .do(matters.links, { kind: 'hazard', id: source.id, next: first.next! })
    expect(new Set([...first.items, ...rest.items].map(({ id }) => id))).toEqual(ids)
  })
})

describe('entered for others', () => {
  test('When staff enter what came by phone, then the history says so, with its number', async () => {
    const report = { what: 'light', building: 'building-1', words: '灯不亮' } as const
    const it = await given
      .as('staff-1')
      .do(hazards.report, { ...report, via: 'otherSystem', ref: '12345-20261128-0042' })
    expect(it.timeline).toMatchObject([{ via: 'otherSystem', ref: '12345-20261128-0042' }])
    const given2 = { ...tap(it), to: 'firm', unit: 'firm-1', via: 'paper', ref: '〔2026〕12号' } as const
    const moved = await given.as('staff-1').do(hazards.dispatch, given2)
    expect(moved.timeline.at(-1)).toMatchObject({ move: 'dispatch', via: 'paper', ref: '〔2026〕12号' })
    expect(await given.as('staff-1').do(hazards.dispatch, given2)).toEqual(moved)
    const own = await given
      .as('firm-1')
      .do(hazards.sendBack, { ...tap(moved), reason: 'needsMoney', via: 'app' })
    expect(own.timeline.at(-1)).not.toHaveProperty('via')
  })

  test('When somebody without an office here says so, then the field is named, and nothing has happened', async () => {
    for (const [person, said, field] of [
      ['resident-1', { via: 'phone' }, 'via'],
      ['resident-1', { via: 'app' }, 'via'],
      ['resident-1', { ref: 'A-1' }, 'ref'],
      ['elder-1', { via: 'paper', ref: 'A-1' }, 'via'],
    ] as const) {
      const answer = await given.as(person).try(help.ask, { ...ask, ...said })
      expect(answer.body).toMatchObject({
        code: 'matter.enteredByOffice',
        fields: { [field]: expect.any(String) },
      })
    }
    const it = await hazard()
    const answer = await given.as('resident-1').try(hazards.withdraw, { ...tap(it), via: 'phone' })
    expect(answer.body).toMatchObject({ code: 'matter.enteredByOffice', fields: { via: expect.any(String) } })
    expect((await given.as('resident-1').do(hazards.hazard, { id: it.id })).seq).toBe(it.seq)
  })

  test('When a number says who somebody is, then it is not taken', async () => {
    const it = await hazard()
    for (const ref of [
      '10012345678',
      '13800138000',
      '12010119500101123X',
      '张三住一号楼三零一室1',
      '1单元201室',
      '301户',
      '没有数字',
      'x1'.repeat(21),
    ]) {
      const answer = await given
        .as('staff-1')
        .try(hazards.dispatch, { ...tap(it), to: 'firm', unit: 'firm-1', via: 'phone', ref })
      expect(answer.body).toMatchObject({ code: 'request.invalid', fields: { ref: expect.any(String) } })
    }
  })
})
