import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { help } from '../../shared/help/help.ts'
import { neighbourhood, monday10, op, type Neighbourhood } from '../testing/given.ts'
import { helpStory, tap } from '../testing/help-story.ts'

let given: Neighbourhood
let story: ReturnType<typeof helpStory>
beforeAll(async () => {
  given = await neighbourhood()
  story = helpStory(given)
})
afterAll(() => given.close())

const late = async () => (await given.as('staff-1').do(help.board, { list: 'late' })).items

describe('派单', () => {
  test('When staff ask a team, then it alone can take it or say no, and the suited with least to do come first', async () => {
    const it = await given.request1()
    const seen = await given.as('staff-1').do(help.candidates, { id: it.id })
    const suited = seen.teams?.map(team => team.suited)
    expect(suited).toEqual([...(suited ?? [])].sort((a, b) => Number(b) - Number(a)))
    expect(seen.teams?.find(({ id }) => id === 'team-1')).toMatchObject({ suited: true })
    const offered = await given.as('staff-1').do(help.offer, { ...tap(it), team: 'team-2' })
    expect(offered).toMatchObject({ state: 'offered', offeredTo: { id: 'team-2' } })
    expect(await given.as('lead-1').try(help.claim, tap(offered))).toMatchObject({
      status: 409,
      body: { code: 'help.alreadyClaimed', text: expect.stringContaining('第2服务队') },
    })
    const asked = await given.as('lead-2').do(help.board, { list: 'team' })
    expect(asked.items.find(({ id }) => id === it.id)?.may).toEqual(
      expect.arrayContaining(['claim', 'decline']),
    )
    const declined = await given.as('lead-2').do(help.decline, { ...tap(offered), reason: 'noTime' })
    expect(declined).toMatchObject({ state: 'open' })
    expect(declined).not.toHaveProperty('offeredTo')
    const again = await given.as('grid-1').do(help.offer, { ...tap(declined), team: 'team-3' })
    const claimed = await given.as('lead-3').do(help.claim, tap(again))
    expect(claimed).toMatchObject({ state: 'claimed', team: { id: 'team-3' } })
    expect(claimed).not.toHaveProperty('offeredTo')
  })

  test('When the team does not answer, then others may have it again', async () => {
    const it = await given.request1()
    await given.as('staff-1').do(help.offer, { ...tap(it), team: 'team-2' })
    given.minutesLater(31)
    await given.tick()
    const open = await given.as('staff-1').do(help.get, { id: it.id })
    expect(open.state).toBe('open')
    expect((await given.as('lead-1').do(help.claim, tap(open))).state).toBe('claimed')
    given.setNow(monday10)
  })

  test('When 15 leads and two offers race, then there is one outcome, and nobody was ordered', async () => {
    const it = await given.request1()
    const answers = await Promise.all([
      ...Array.from({ length: 15 }, (_, n) => given.as(`lead-${n + 1}`).try(help.claim, tap(it))),
      given.as('staff-1').try(help.offer, { ...tap(it), team: 'team-4' }),
      given.as('grid-1').try(help.offer, { ...tap(it), team: 'team-5' }),
    ])
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.every(({ status }) => [200, 403, 404, 409].includes(status))).toBe(true)
  })

  test('When the team is none, or the grid is not theirs, then it is refused', async () => {
    const it = await given.request1()
    expect(await given.as('staff-1').try(help.offer, { ...tap(it), team: 'grid-1' })).toMatchObject({
      status: 400,
      body: { fields: { team: expect.any(String) } },
    })
    expect((await given.as('grid-2').try(help.offer, { ...tap(it), team: 'team-1' })).status).toBe(404)
  })
})

describe('not done, and why', () => {
  test('When it fails at the door, then the asker reads why and has it looked for again in one tap', async () => {
    const it = await story('onTheWay')
    const failed = await given.as('volunteer-1').do(help.fail, { ...tap(it), reason: 'outOfStock' })
    expect(failed.state).toBe('failed')
    const seen = await given.as('resident-1').do(help.get, { id: it.id })
    expect(seen).toMatchObject({ failReason: 'outOfStock', stateHint: expect.stringContaining('没货') })
    given.minutesLater(30)
    const open = await given.as('resident-1').do(help.reopen, tap(seen))
    expect(open).toMatchObject({ state: 'open', ring: 'near', dueAt: '2026-11-23T03:30:00.000Z' })
    expect(open).not.toHaveProperty('team')
    given.setNow(monday10)
  })

  test('When money was laid out for what did not come, then it stays on the staff’s list until they say how it was settled', async () => {
    const it = await story('onTheWay')
    await given.as('volunteer-1').do(help.fail, { ...tap(it), reason: 'leftAtDoor' })
    const seen = (await late()).find(({ id }) => id === it.id)!
    expect(seen).toMatchObject({ moneyOpen: true, laidOut: [{ name: '称呼volunteer-1', spentFen: 1_250 }] })
    const noted = await given
      .as('staff-1')
      .do(help.note, { ...tap(seen), text: '电话里说好，志愿者下午来取钱', settled: true })
    expect(noted.notes).toMatchObject([{ text: '电话里说好，志愿者下午来取钱' }])
    expect(await late()).not.toContainEqual(expect.objectContaining({ id: it.id }))
    expect(await given.as('resident-1').do(help.get, { id: it.id })).not.toHaveProperty('notes')
    const stored = JSON.stringify(await given.table.get({ pk: `C#bchd#M#${it.id}`, sk: 'MATTER' }))
    expect(stored).not.toContain('下午来取钱')
  })
})

describe('money on both sides', () => {
  test('When both say the same, then it is right to the fen; when they differ, staff have it on their list', async () => {
    for (const [paidFen, open] of [
      [1_250, undefined],
      [1_249, true],
    ] as const) {
      const it = await story('delivered')
      const done = await given.as('resident-1').do(help.confirm, { ...tap(it), paidFen })
      expect([done.state, done.paidFen, done.moneyOpen]).toEqual(['confirmed', paidFen, open])
      const waits = (await late()).some(({ id }) => id === it.id)
      expect(waits).toBe(open === true)
    }
  })

  test('When the same confirmation comes twice, then it is one; with another amount it is not the same', async () => {
    const it = await story('delivered')
    const once = { ...tap(it), paidFen: 1_250 }
    const resident = given.as('resident-1')
    expect(await resident.do(help.confirm, once)).toEqual(await resident.do(help.confirm, once))
    expect((await resident.try(help.confirm, { ...tap(it), paidFen: 1 })).status).toBe(409)
  })
})

describe('said twice', () => {
  test('When staff note two things, or the thanks are said anew, then nothing is lost; the same tap sent again is one', async () => {
    const it = await story('delivered')
    const staff = given.as('staff-1')
    const first = { ...tap(it), text: '打过电话' }
    await staff.do(help.note, first)
    await staff.do(help.note, first)
    const both = await staff.do(help.note, { ...tap(it), text: '钱已结清', settled: true })
    expect(both.notes?.map(({ text }) => text)).toEqual(['打过电话', '钱已结清'])
    const done = await given.as('resident-1').do(help.confirm, tap(both))
    const resident = given.as('resident-1')
    await resident.do(help.rate, { ...tap(done), rating: 'good', thanks: '谢谢一' })
    const anew = await resident.do(help.rate, { ...tap(done), rating: 'good', thanks: '谢谢二' })
    expect(anew.thanks).toBe('谢谢二')
  })
})

describe('left at the door', () => {
  test('When it is found there after all, then the asker says so; what failed otherwise cannot be confirmed', async () => {
    for (const [reason, status] of [
      ['leftAtDoor', 200],
      ['outOfStock', 409],
    ] as const) {
      const it = await story('onTheWay')
      await given.as('volunteer-1').do(help.fail, { ...tap(it), reason })
      const seen = await given.as('resident-1').do(help.get, { id: it.id })
      expect((await given.as('resident-1').try(help.confirm, tap(seen))).status).toBe(status)
    }
  })
})

describe('有问题', () => {
  test('When something is wrong, then staff follow it, who brought it stays named, and it can still end well', async () => {
    const it = await story('delivered')
    const wrong = await given.as('resident-1').do(help.problem, { ...tap(it), reason: 'missing' })
    expect(wrong).toMatchObject({
      state: 'withStaff',
      volunteer: { name: '称呼volunteer-1' },
      spentFen: 1_250,
    })
    expect((await late()).find(({ id }) => id === it.id)).toMatchObject({ problem: 'missing', call: 'asker' })
    // Door and phone stay closed to the volunteer, who has nothing more to do there.
    expect((await given.as('volunteer-1').try(help.reveal, { id: it.id })).status).toBe(409)
    const taken = await given.as('staff-1').do(help.takeOver, tap(wrong))
    expect(taken).toMatchObject({ staff: { name: '称呼staff-1' }, volunteer: { name: '称呼volunteer-1' } })
    const done = await given.as('staff-1').do(help.deliver, tap(taken))
    const seen = await given.as('resident-1').do(help.get, { id: it.id })
    expect(seen.stateHint).toMatch(/齐/)
    expect((await given.as('resident-1').do(help.confirm, tap(done))).state).toBe('confirmed')
  })

  test('When the asker never answers, then staff ring, and what they hear settles it', async () => {
    const it = await story('delivered')
    given.minutesLater(48 * 60 + 1)
    await given.tick()
    expect((await late()).find(({ id }) => id === it.id)).toMatchObject({
      state: 'unanswered',
      call: 'asker',
    })
    const seen = await given.as('staff-1').do(help.get, { id: it.id })
    await given.as('staff-1').do(help.note, { ...tap(seen), text: '电话没人接，已请楼长去看', settled: true })
    expect((await late()).map(({ id }) => id)).not.toContain(it.id)
    given.setNow(monday10)
  })
})

describe('after the deed', () => {
  test('When it was good, then the volunteer reads the thanks, and nobody the marks', async () => {
    const it = await story('delivered')
    const done = await given.as('resident-1').do(help.confirm, tap(it))
    const rated = await given
      .as('resident-1')
      .do(help.rate, { ...tap(done), rating: 'good', thanks: '菜很新鲜，谢谢' })
    expect(rated).toMatchObject({ state: 'confirmed', rating: 'good', thanks: '菜很新鲜，谢谢' })
    const volunteer = await given.as('volunteer-1').do(help.get, { id: it.id })
    expect(volunteer.thanks).toBe('菜很新鲜，谢谢')
    expect(volunteer).not.toHaveProperty('rating')
    expect((await given.as('volunteer-1').try(help.rate, { ...tap(rated), rating: 'good' })).status).toBe(403)
    const better = await given.as('resident-1').do(help.rate, { ...tap(rated), rating: 'fair' })
    expect(better.rating).toBe('fair')
    expect(better).not.toHaveProperty('thanks')
  })
})

describe('见面码', () => {
  test('When the volunteer has said yes, then both see the same four digits, and nobody else does', async () => {
    const it = await story('accepted')
    const codes = await Promise.all(
      ['resident-1', 'volunteer-1', 'lead-1', 'staff-1'].map(
        async person => (await given.as(person).do(help.get, { id: it.id })).meetingCode,
      ),
    )
    expect(codes[0]).toMatch(/^\d{4}$/)
    expect(codes).toEqual([codes[0], codes[0], undefined, undefined])
    expect(await story('assigned')).not.toHaveProperty('meetingCode')
  })
})

describe('帮我打电话', () => {
  test('When the volunteer does not answer, then the lead rings, and the volunteer can see that someone looked', async () => {
    const it = await story('assigned')
    const lead = given.as('lead-1')
    expect(await lead.do(help.get, { id: it.id })).not.toHaveProperty('call')
    given.minutesLater(16)
    expect((await lead.do(help.get, { id: it.id })).call).toBe('volunteer')
    const contact = await lead.do(help.reveal, { id: it.id, whom: 'volunteer' })
    expect(contact).toEqual({ name: '实名volunteer-1', phone: '10012340001' })
    for (const person of ['resident-1', 'lead-2'])
      expect((await given.as(person).try(help.reveal, { id: it.id, whom: 'volunteer' })).status).toBe(403)
    const rows = await given.table.queryAll({
      pk: `U#${await given.idOf('volunteer-1')}#LOOKS#${it.id}`,
    })
    expect(rows).toHaveLength(1)
    given.setNow(monday10)
  })
})

describe('the evening', () => {
  test('When the lead tells the group, then it is how many of what, without a name or a door', async () => {
    given.setNow('2026-12-01T02:00:00.000Z')
    const done = await story('delivered')
    await given.as('resident-1').do(help.confirm, tap(done))
    await story('accepted')
    await given.settled()
    const today = await given.as('lead-1').do(help.today, {})
    expect(today).toEqual({
      done: 1,
      underWay: expect.any(Number),
      text: expect.stringMatching(
        /^第1服务队 12月1日：今天1件都有着落（买菜1件），还有\d+件在办。大家辛苦了！$/,
      ),
    })
    expect((await given.as('lead-1').try(help.today, { team: 'team-2' })).status).toBe(400)
    given.setNow(monday10)
  })
})

test('When two of the staff take it over at once, then one has it and the other sees who', async () => {
  const it = await given.request1()
  const [a, b] = await Promise.all([
    given.as('staff-1').try(help.takeOver, { ...tap(it), op: op() }),
    given.as('grid-1').try(help.takeOver, { ...tap(it), op: op() }),
  ])
  expect([a.status, b.status].sort()).toEqual([200, 409])
  expect((await given.as('staff-1').do(help.get, { id: it.id })).staff).toBeDefined()
})

describe('photos and receipts', () => {
  const picture = async (person: string) =>
    given.putFile(person, await (await import('sharp')).default({ create: blank }).jpeg().toBuffer())
  const blank = { width: 40, height: 30, channels: 3 as const, background: '#884422' }

  test('When a request carries a photo, then those at work see it and onlookers do not; a receipt goes both ways', async () => {
    const photo = await picture('resident-1')
    const it = await story('accepted', { files: [photo] })
    expect(it.files).toMatchObject([{ id: photo, type: 'image/jpeg' }])
    expect(await given.as('lead-2').do(help.get, { id: it.id })).not.toHaveProperty('files')
    const receipt = await picture('volunteer-1')
    const bought = { ...tap(it), spentFen: 2_000, receipts: [receipt] }
    await given.as('volunteer-1').do(help.bought, bought)
    const seen = await given.as('resident-1').do(help.get, { id: it.id })
    expect(seen.receipts).toMatchObject([{ id: receipt }])
  })

  test('When another volunteer buys anew, then the first one’s receipt does not stand for it', async () => {
    const it = await story('accepted')
    const receipt = await picture('volunteer-1')
    const bought = await given
      .as('volunteer-1')
      .do(help.bought, { ...tap(it), spentFen: 5_000, receipts: [receipt] })
    await given.as('volunteer-1').do(help.decline, { ...tap(bought), reason: 'unwell' })
    const back = await given.as('lead-1').do(help.get, { id: it.id })
    expect(back).not.toHaveProperty('receipts')
    expect(back.laidOut).toEqual([{ name: '称呼volunteer-1', spentFen: 5_000 }])
  })

  test('When a key is used again for something else, then the photo stays with the one who took it', async () => {
    const key = op()
    const resident = given.as('resident-1')
    await given.request1({ key })
    const photo = await picture('resident-1')
    const other = { kind: 'groceries' as const, key, lines: [{ what: '米' }], files: [photo] }
    expect((await resident.try(help.ask, other)).status).toBe(409)
    expect((await resident.do(help.ask, { ...other, key: op() })).files).toHaveLength(1)
  })

  test('When the photo is somebody else’s or belongs to another request, then nothing is asked', async () => {
    const [theirs, used] = await Promise.all([picture('resident-2'), picture('resident-1')])
    await given.request1({ files: [used] })
    for (const id of [theirs, used, 'file_nothing']) {
      const input = { kind: 'groceries' as const, lines: [{ what: '蛋' }], files: [id] }
      expect(await given.as('resident-1').try(help.ask, input)).toMatchObject({
        status: 404,
        body: { code: 'files.unknown' },
      })
    }
  })
})
