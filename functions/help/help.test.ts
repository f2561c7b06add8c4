import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { help, type HelpReply } from '../../shared/help/help.ts'
import { helpStates, helpLife } from '../../shared/help/life.ts'
import { identity } from '../../shared/identity/identity.ts'
import { matters } from '../../shared/matters/matters.ts'
import { neighbourhood, monday10, op, type Neighbourhood } from '../testing/given.ts'
import { helpStory, tap } from '../testing/help-story.ts'

let given: Neighbourhood
let story: ReturnType<typeof helpStory>
beforeAll(async () => {
  given = await neighbourhood()
  story = helpStory(given)
})
afterAll(() => given.close())

describe('the story of a request', () => {
  test('When everybody does their part, then it goes from asked to confirmed and the timeline tells all of it', async () => {
    const delivered = await story('delivered')
    const asker = given.as('resident-1')
    const seen = await asker.do(help.get, { id: delivered.id })
    expect(seen).toMatchObject({ state: 'delivered', spentFen: 1_250, stateText: '送到了', mine: true })
    const done = await asker.do(help.confirm, tap(seen))
    expect(done.state).toBe('confirmed')
    expect(done.may).toEqual(['rate'])
    expect(done.timeline.map(({ move, as, who }) => [move, as, who])).toEqual([
      ['ask', 'resident', '您'],
      ['claim', 'teamLead', '第1服务队'],
      ['assign', 'teamLead', '第1服务队'],
      ['accept', 'volunteer', '志愿者'],
      ['bought', 'volunteer', '志愿者'],
      ['start', 'volunteer', '志愿者'],
      ['deliver', 'volunteer', '志愿者'],
      ['confirm', 'resident', '您'],
    ])
  })

  test('When nothing is bought, then the volunteer goes at once and cannot enter an amount', async () => {
    const it = await story('accepted', { kind: 'errands', lines: [{ what: '代缴电费' }] })
    expect(it.may).toContain('start')
    expect(it.may).not.toContain('bought')
    const refused = await given.as('volunteer-1').try(help.bought, { ...tap(it), spentFen: 100 })
    expect(refused).toMatchObject({ status: 409, body: { code: 'matter.moved' } })
  })

  test('When something is bought, then the volunteer cannot set out before saying for how much', async () => {
    const it = await story('accepted')
    expect(it.may).toContain('bought')
    expect((await given.as('volunteer-1').try(help.start, tap(it))).status).toBe(409)
  })

  test('When the team gives it back, then others find it open again with the deadline the asker was told', async () => {
    const claimed = await story('assigned')
    const released = await given.as('lead-1').do(help.release, { ...tap(claimed), reason: 'nobodyFree' })
    expect(released).toMatchObject({ state: 'open', dueAt: '2026-11-23T10:00:00.000Z' })
    const asker = await given.as('resident-1').do(help.get, { id: claimed.id })
    expect(asker.dueAt).toBe('2026-11-23T03:00:00.000Z')
    expect(released.team).toBeUndefined()
    expect(released.volunteer).toBeUndefined()
    expect(released.timeline.at(-1)).toMatchObject({ move: 'release', reason: 'nobodyFree' })
    const again = await given.as('lead-2').do(help.claim, tap(released))
    expect(again.team?.name).toBe('第2服务队')
  })

  test('When the volunteer declines, then the request is back with the lead and the volunteer no longer sees it', async () => {
    const it = await story('accepted')
    const no = { ...tap(it), reason: 'unwell' as const }
    const declined = await given.as('volunteer-1').do(help.decline, no)
    expect(declined).toMatchObject({ state: 'claimed', may: [] })
    expect(declined).not.toHaveProperty('lines')
    // The same tap again, its answer lost, is the same success; anything else is no longer theirs to see.
    expect(await given.as('volunteer-1').do(help.decline, no)).toEqual(declined)
    expect((await given.as('volunteer-1').try(help.get, { id: it.id })).status).toBe(404)
    const lead = await given.as('lead-1').do(help.get, { id: it.id })
    expect(lead.state).toBe('claimed')
    const { volunteers } = await given.as('lead-1').do(help.candidates, { id: it.id })
    expect(volunteers?.map(({ id }) => id)).toContain(await given.idOf('volunteer-1'))
  })

  test('When the asker withdraws before it is bought, then it ends; afterwards it cannot be withdrawn', async () => {
    const open = await given.request1()
    const withdrawn = await given.as('resident-1').do(help.withdraw, { ...tap(open), reason: 'solved' })
    expect(withdrawn.state).toBe('withdrawn')
    const under = await story('onTheWay')
    expect((await given.as('resident-1').try(help.withdraw, tap(under))).status).toBe(409)
  })

  test('When a child asks for a parent, then both see it, it says so, and either may confirm', async () => {
    const elder = await given.idOf('elder-1')
    const lines = [{ what: '牛奶' }]
    const asked = await given.as('child-1').do(help.ask, { kind: 'groceries', lines, for: elder })
    expect(asked.timeline[0]).toMatchObject({ as: 'resident', onBehalf: true })
    expect((await given.as('elder-1').do(help.get, { id: asked.id })).mine).toBe(true)
    const refused = await given.as('resident-2').try(help.ask, { kind: 'groceries', lines, for: elder })
    expect(refused).toMatchObject({ status: 403, body: { code: 'help.notForThem' } })
  })
})

describe('nothing is stuck', () => {
  test('When a state is open, then the clock has a move in it, and someone beside one single person can end it', () => {
    for (const state of helpStates.groups.open) {
      const here = Object.values(helpLife.moves).filter(({ from }) =>
        (from as readonly string[]).includes(state),
      )
      expect([state, here.some(({ by }) => 'clock' in by && by.clock)]).toEqual([state, true])
      const exits = here.filter(({ to }) => to !== undefined && to !== state)
      const many = exits.some(({ by }) => ['teamLead', 'communityStaff'].some(role => role in by))
      expect([state, many]).toEqual([state, true])
    }
  })

  test('When the volunteer loses the role half-way, then it shows as late, staff have it on their list and can free it', async () => {
    given.setNow(monday10)
    const staff = given.as('staff-1')
    let it = await story('accepted', { key: op() })
    it = await given.as('volunteer-1').do(help.bought, { ...tap(it), spentFen: 500 })
    const user = await given.idOf('volunteer-1')
    await staff.do(identity.revoke, { user, grant: 'volunteer.bchd.team-1' })
    expect((await given.as('volunteer-1').try(help.start, tap(it))).status).toBe(403)
    const lateIds = async () => (await staff.do(help.board, { list: 'late' })).items.map(({ id }) => id)
    expect(await lateIds()).not.toContain(it.id)
    for (const minutes of [241, 24 * 60]) {
      given.minutesLater(minutes)
      await given.tick()
      const seen = await given.as('resident-1').do(help.get, { id: it.id })
      expect(seen).toMatchObject({ state: 'bought', late: true })
      expect(await lateIds()).toContain(it.id)
    }
    const seen = await staff.do(help.get, { id: it.id })
    expect(seen.timeline.filter(({ move }) => move === 'escalate')).toHaveLength(2)
    const freed = await staff.do(help.release, { ...tap(seen), reason: 'nobodyFree' })
    expect(freed).toMatchObject({ state: 'open' })
    expect(freed).not.toHaveProperty('spentFen')
    expect((await given.as('lead-1').try(help.board, { list: 'late' })).status).toBe(404)
    given.setNow(monday10)
    await staff.do(identity.grant, { user, role: 'volunteer', scope: 'team-1' })
  })
})

describe('money', () => {
  test('When it costs more than was allowed, then the asker is asked first; a wrong amount can be put right', async () => {
    const it = await story('accepted', { capFen: 5_000 })
    const volunteer = given.as('volunteer-1')
    expect(await volunteer.try(help.bought, { ...tap(it), spentFen: 5_001 })).toMatchObject({
      status: 409,
      body: { code: 'help.overCap', text: expect.stringContaining('50元') },
    })
    const more = await volunteer.do(help.bought, { ...tap(it), spentFen: 5_001, agreed: true })
    expect(more).toMatchObject({ state: 'bought', spentFen: 5_001 })
    const right = await volunteer.do(help.bought, { ...tap(more), spentFen: 4_990 })
    expect(right.spentFen).toBe(4_990)
    for (const spentFen of [0, 500_001]) {
      const refused = await volunteer.try(help.bought, { ...tap(right), spentFen })
      expect(refused).toMatchObject({ status: 400, body: { fields: { spentFen: expect.any(String) } } })
    }
  })

  test('When the amount is put right above what was allowed, then the asker is asked first as well', async () => {
    const it = await story('delivered', { capFen: 5_000 })
    const volunteer = given.as('volunteer-1')
    expect(await volunteer.try(help.correct, { ...tap(it), spentFen: 5_001 })).toMatchObject({
      status: 409,
      body: { code: 'help.overCap' },
    })
    const more = await volunteer.do(help.correct, { ...tap(it), spentFen: 5_001, agreed: true })
    expect(more.spentFen).toBe(5_001)
    // Afterwards too, while the amounts differ: the page knows what was allowed.
    await given.as('resident-1').do(help.confirm, { ...tap(more), paidFen: 5_000 })
    const later = await volunteer.do(help.get, { id: it.id })
    expect(later).toMatchObject({ capFen: 5_000, may: ['correct'] })
    expect((await volunteer.try(help.correct, { ...tap(later), spentFen: 6_000 })).body.code).toBe(
      'help.overCap',
    )
  })

  test('When it cannot be brought after all, then the lead has it back and the amount is gone', async () => {
    const it = await story('onTheWay')
    await given.as('volunteer-1').do(help.decline, { ...tap(it), reason: 'noAnswer' })
    const back = await given.as('lead-1').do(help.get, { id: it.id })
    expect(back).toMatchObject({ state: 'claimed' })
    expect(back).not.toHaveProperty('spentFen')
  })
})

describe('lists', () => {
  test('When leads look at the board, then open requests come by deadline, page by page, and claimed ones are gone', async () => {
    const mine = await Promise.all(Array.from({ length: 55 }, () => given.request1({ kind: 'errands' })))
    const lead = given.as('lead-3')
    const first = await lead.do(help.board, {})
    expect(first.items).toHaveLength(50)
    const second = await lead.do(help.board, { next: first.next })
    const all = [...first.items, ...second.items]
    const dues = all.map(({ dueAt }) => dueAt!)
    expect(dues).toEqual([...dues].sort())
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    for (const { id } of mine) expect(all.some(each => each.id === id)).toBe(true)
    const claimed = await lead.do(help.claim, tap(mine[0]!))
    const ours = await lead.do(help.board, { list: 'team' })
    expect(ours.items.map(({ id }) => id)).toEqual([claimed.id])
    // A cursor is good for its own question and caller only.
    expect((await lead.try(help.board, { list: 'team', next: first.next })).body.code).toBe(
      'request.staleCursor',
    )
    expect((await given.as('lead-4').try(help.board, { next: first.next })).body.code).toBe(
      'request.staleCursor',
    )
  })

  test('When something changes, then it is on top of "mine" for everyone it concerns, and gone for who is out of it', async () => {
    given.minutesLater(5 * 24 * 60)
    const it = await story('assigned')
    await given.settled()
    for (const person of ['resident-1', 'lead-1', 'volunteer-1'])
      expect((await given.as(person).do(help.mine, {})).items[0]?.id).toBe(it.id)
    await given.as('volunteer-1').try(help.decline, tap(it))
    await given.settled()
    const cards = (await given.as('resident-1').do(matters.mine, {})).items
    expect(cards[0]).toMatchObject({
      kind: 'help',
      id: it.id,
      title: '买菜',
      stateText: '有人接了',
      tone: 'waiting',
      hint: '有队接了，正在安排人。',
      askedAt: it.createdAt,
    })
    const leads = (await given.as('lead-1').do(matters.mine, {})).items[0]
    expect([leads?.title, leads?.hint, leads?.askedAt]).toEqual([
      '买菜 · 1号楼',
      '点开，定下谁去。',
      undefined,
    ])
    expect(cards.map(({ changedAt }) => changedAt)).toEqual(
      cards
        .map(({ changedAt }) => changedAt)
        .sort()
        .reverse(),
    )
    const ids = (await given.as('volunteer-1').do(help.mine, {})).items.map(({ id }) => id)
    expect((await given.as('volunteer-1').do(matters.mine, {})).items.map(({ id }) => id)).not.toContain(
      it.id,
    )
    expect(ids).not.toContain(it.id)
    given.setNow(monday10)
  })
})

test('When a lead has lost the team between two pages, then the next page is refused, not broken', async () => {
  const user = await given.idOf('visitor-6')
  const staff = given.as('staff-1')
  await staff.do(identity.grant, { user, role: 'teamLead', scope: 'team-6' })
  await staff.do(identity.grant, { user, role: 'teamLead', scope: 'team-7' })
  const lead = given.as('visitor-6')
  for (let n = 0; n < 51; n++) await lead.do(help.claim, { ...tap(await given.request1()), team: 'team-6' })
  const { next } = await lead.do(help.board, { list: 'team' })
  expect(next).toBeDefined()
  await staff.do(identity.revoke, { user, grant: 'teamLead.bchd.team-6' })
  expect(await lead.try(help.board, { list: 'team', next })).toMatchObject({
    body: { code: 'request.staleCursor' },
  })
})

test('When a team gives it back, then its lead no longer has it under 我的事', async () => {
  given.minutesLater(9 * 24 * 60)
  const claimed = await story('claimed')
  await given.settled()
  const first = async () => (await given.as('lead-1').do(matters.mine, {})).items[0]
  expect(await first()).toMatchObject({ id: claimed.id, tone: 'yours' })
  await given.as('lead-1').do(help.release, tap(claimed))
  await given.settled()
  expect((await first())?.id).not.toBe(claimed.id)
  given.setNow(monday10)
})

describe('deadlines', () => {
  test('When nobody claims it, then ever more people are told, and in the end staff; it stays open all the while', async () => {
    given.setNow(monday10)
    const it = await given.request1()
    expect(it).toMatchObject({ ring: 'near', dueAt: '2026-11-23T03:00:00.000Z' })
    const seen = () => given.as('staff-1').do(help.get, { id: it.id })
    given.minutesLater(59)
    await given.tick()
    expect(await seen()).toMatchObject({ ring: 'near', late: false })
    for (const ring of ['building', 'all', 'grid']) {
      given.minutesLater(60)
      await given.tick()
      await given.tick() // once is once
      expect(await seen()).toMatchObject({ state: 'open', ring, late: false })
    }
    const lateIds = async () => {
      const ids: string[] = []
      for (let next: string | undefined; ;) {
        const page = await given.as('staff-1').do(help.board, { list: 'late', ...(next && { next }) })
        ids.push(...page.items.map(({ id }) => id))
        if (!page.next) return ids
        next = page.next
      }
    }
    expect(await lateIds()).not.toContain(it.id)
    given.minutesLater(8 * 60 - 4 * 60 + 2)
    await given.tick()
    const late = await seen()
    expect(late).toMatchObject({ state: 'open', late: true, ring: 'staff', call: 'asker' })
    expect(late.timeline.map(({ move, as }) => [move, as])).toEqual([
      ['ask', 'resident'],
      ['widen', 'clock'],
      ['widen', 'clock'],
      ['widen', 'clock'],
      ['escalate', 'clock'],
    ])
    expect(await lateIds()).toContain(it.id)
    given.setNow(monday10)
  })

  test('When it is asked at night, then it is said when it will be looked at, and the rings wait for the morning', async () => {
    given.setNow('2026-11-23T13:30:00.000Z') // 21:30
    const it = await given.request1()
    expect(it.stateHint).toBe('这会儿没人值班接单，已记下，明天 08:00先看。等不了请打值班电话。')
    expect(it.dueAt).toBe('2026-11-24T01:00:00.000Z')
    given.setNow(monday10)
  })

  test('When a volunteer does not answer in time, then others may take it', async () => {
    given.setNow(monday10)
    const it = await story('assigned')
    given.minutesLater(31)
    await given.tick()
    const open = await given.as('resident-1').do(help.get, { id: it.id })
    expect(open).toMatchObject({ state: 'open' })
    expect(open.timeline.at(-1)).toMatchObject({ move: 'lapse', as: 'clock' })
    given.setNow(monday10)
  })

  test('When the asker says nothing for two days, then it ends as unanswered and can still be confirmed', async () => {
    given.setNow(monday10)
    const it = await story('delivered')
    given.minutesLater(48 * 60 + 1)
    await given.tick()
    const seen = await given.as('resident-1').do(help.get, { id: it.id })
    expect(seen.state).toBe('unanswered')
    expect((await given.as('resident-1').do(help.confirm, tap(seen))).state).toBe('confirmed')
    given.setNow(monday10)
  })
})

describe('assigning', () => {
  test('When the same volunteer is named again and again, then the time to answer does not start anew', async () => {
    given.setNow(monday10)
    let it = await story('assigned')
    const { dueAt } = it
    given.minutesLater(20)
    it = await given.as('lead-1').do(help.assign, { ...tap(it), volunteer: it.volunteer!.id })
    expect(it.dueAt).toBe(dueAt)
    given.setNow(monday10)
  })

  test('When a volunteer’s time in the team is over, then they are not offered', async () => {
    const user = await given.idOf('visitor-5')
    const until = '2026-11-23T03:00:00.000Z'
    await given.as('staff-1').do(identity.grant, { user, role: 'volunteer', scope: 'team-1', until })
    const offered = async () => {
      const { id } = await story('claimed')
      return (await given.as('lead-1').do(help.candidates, { id })).volunteers?.map(each => each.id)
    }
    expect(await offered()).toContain(user)
    given.setNow(until)
    expect(await offered()).not.toContain(user)
    given.setNow(monday10)
  })

  test('When someone is not in the team, or it is their own request, then the lead is told', async () => {
    const it = await story('claimed')
    const lead = given.as('lead-1')
    const stranger = await lead.try(help.assign, { ...tap(it), volunteer: await given.idOf('volunteer-2') })
    expect(stranger).toMatchObject({ status: 400, body: { code: 'help.notInTeam' } })
    const nobody = await lead.try(help.assign, { ...tap(it), volunteer: 'user_nobody' })
    expect(nobody).toMatchObject({ status: 400, body: { code: 'help.notInTeam' } })
    // Another team's lead learns nothing about who is in the team.
    const other = await given.as('lead-2').try(help.assign, { ...tap(it), volunteer: 'user_nobody' })
    expect(other).toMatchObject({ status: 403, body: { code: 'matter.notYours' } })
  })
})

describe('大约几点到', () => {
  const at1030 = '2026-11-23T02:30:00.000Z'
  const seenBy = async (person: string, { id }: HelpReply) => given.as(person).do(help.get, { id })

  test('When the volunteer says about when they come, then both sides read it until somebody else comes', async () => {
    const it = await story('assigned')
    const volunteer = given.as('volunteer-1')
    const past = await volunteer.try(help.accept, { ...tap(it), comesAt: monday10 })
    expect(past).toMatchObject({ status: 400, body: { fields: { comesAt: expect.any(String) } } })
    const yes = await volunteer.do(help.accept, { ...tap(it), comesAt: at1030 })
    expect(yes.stateHint).toMatch(/^您答应了，大约10:30到。/)
    // Said once more a moment later, half an hour from now is another time; the first one stands.
    await volunteer.do(help.accept, { ...tap(it), comesAt: '2026-11-23T02:31:00.000Z' })
    const asked = await seenBy('resident-1', it)
    expect([asked.comesAt, asked.stateHint]).toEqual([at1030, '称呼volunteer-1答应来，大约10:30到。'])
    const other = await given.idOf('lead-1')
    const changed = await given.as('lead-1').do(help.assign, { ...tap(yes), volunteer: other })
    const anew = await given.as('lead-1').do(help.accept, tap(changed))
    expect(anew).not.toHaveProperty('comesAt')
    expect((await seenBy('resident-1', it)).stateHint).toBe('称呼lead-1答应来。')
  })

  test('When it is wanted at no special time, then it is late only after the time that was said', async () => {
    const it = await story('assigned')
    const comesAt = '2026-11-24T02:00:00.000Z'
    const yes = await given.as('volunteer-1').do(help.accept, { ...tap(it), comesAt })
    expect(yes.dueAt! > comesAt).toBe(true)
    const none = await story('accepted')
    expect(none.dueAt! < comesAt).toBe(true)
    expect((await seenBy('resident-1', none)).stateHint).toBe('称呼volunteer-1答应来。')
  })
})
