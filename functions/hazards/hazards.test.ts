import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import sharp from 'sharp'
import { switches } from '../../shared/community/community.ts'
import { hazards, type HazardReply } from '../../shared/hazards/hazards.ts'
import { hazardStates } from '../../shared/hazards/life.ts'
import { identity } from '../../shared/identity/identity.ts'
import { matters } from '../../shared/matters/matters.ts'
import { messages } from '../../shared/messages/messages.ts'
import { saveSettings } from '../community/community.ts'
import { monday10, neighbourhood, op, type Neighbourhood } from '../testing/given.ts'
import { hazardStory, tap } from '../testing/hazard-story.ts'
import { phonePicture, picture } from '../testing/media.ts'

let given: Neighbourhood
let story: ReturnType<typeof hazardStory>
beforeAll(async () => {
  given = await neighbourhood()
  story = hazardStory(given)
})
beforeEach(() => given.setNow(monday10))
afterAll(() => given.close())

const see = (person: string, { id }: { readonly id: string }) => given.as(person).do(hazards.hazard, { id })
const refused = (code: string, status = 409) => ({ status, body: { code } })
const waits = async (person: string, { id }: { readonly id: string }) => {
  await given.settled()
  for (let next: string | undefined; ;) {
    const page = await given.as(person).do(matters.desk, { next })
    if (page.items.some(each => each.id === id)) return true
    if (!page.next) return false
    next = page.next
  }
}
const told = async (person: string, { id }: { readonly id: string }) => {
  await given.settled()
  const titles: string[] = []
  for (let next: string | undefined; ;) {
    const page = await given.as(person).do(messages.inbox, { next })
    titles.push(...page.items.filter(each => each.url?.includes(id)).map(({ title }) => title))
    if (!page.next) return titles
    next = page.next
  }
}

describe('the story of a hazard', () => {
  test('When everybody does their part, then it is mended, the reporter says so, and the timeline tells all of it', async () => {
    const it = await story('closed')
    expect(await see('resident-1', it)).toMatchObject({ state: 'closed', mine: true, may: ['answer'] })
    const done = await given.as('resident-1').do(hazards.answer, { ...tap(it), fixed: true })
    expect(done.timeline.map(({ move, as }) => [move, as])).toEqual([
      ['report', 'resident'],
      ['dispatch', 'communityStaff'],
      ['handle', 'propertyManager'],
      ['verify', 'gridWorker'],
      ['answer', 'resident'],
    ])
    expect(await told('resident-1', it)).toEqual(['修好了吗？', '说是修好了', '有人在办了'])
  })

  test('When it is reported, then it waits for the community; given to a firm it waits for that; handled, for those who look', async () => {
    const desks = async (it: HazardReply) => {
      const found: string[] = []
      for (const person of ['staff-1', 'grid-1', 'grid-2', 'firm-1', 'firm-2', 'helper-1'])
        if (await waits(person, it)) found.push(person)
      return found
    }
    expect(await desks(await story('reported'))).toEqual(['staff-1', 'grid-1'])
    expect(await desks(await story('dispatched'))).toEqual(['firm-1'])
    expect(await desks(await story('handled'))).toEqual(['staff-1', 'grid-1', 'helper-1'])
    expect(await desks(await story('closed'))).toEqual([])
  })

  test('When the reporter says that it is not mended, then it is with the firm again for the whole time, with what they say', async () => {
    const it = await story('closed')
    given.minutesLater(24 * 60)
    const said = { ...tap(it), fixed: false, words: '到了晚上又不亮' }
    const no = await given.as('resident-1').do(hazards.answer, said)
    expect(no).toMatchObject({ state: 'dispatched', reopened: 1, to: { name: '第1物业' } })
    expect(no.dueAt).toBe('2026-12-01T02:00:00.000Z')
    expect((await see('firm-1', it)).answer).toEqual({ fixed: false, words: '到了晚上又不亮' })
    expect(await told('firm-1', it)).toContain('还没修好')
    expect(await told('staff-1', it)).toContain('居民说没修好')
  })

  test('When thirty days have passed since somebody looked, then it is a new one that has to be reported', async () => {
    const it = await story('closed')
    given.minutesLater(30 * 24 * 60 + 1)
    expect((await see('resident-1', it)).may).toEqual([])
    const answer = await given.as('resident-1').try(hazards.answer, { ...tap(it), fixed: false })
    expect(answer).toMatchObject(refused('hazards.answerOver'))
  })

  test('When it is sent back, then whose it may be is read by the community, and nobody has it', async () => {
    const it = await story('dispatched')
    const back = { ...tap(it), reason: 'notOurs', whose: '归供电所' } as const
    await given.as('firm-1').do(hazards.sendBack, back)
    const seen = await see('staff-1', it)
    expect(seen).toMatchObject({ state: 'reported', sentBack: { reason: 'notOurs', whose: '归供电所' } })
    expect(seen).not.toHaveProperty('to')
    expect(await told('resident-1', it)).toContain('正在另找人办')
    // The firm that has sent it back has it no longer.
    expect((await given.as('firm-1').try(hazards.handle, { ...tap(seen), what: '好了' })).status).toBe(403)
  })

  test('When it is put off, then everybody reads until when and why, and it is not put off again', async () => {
    const it = await story('dispatched')
    const later = (until: string) => ({ ...tap(it), reason: 'needsParts', until }) as const
    for (const until of ['2026-11-23', '2027-02-22'])
      expect(await given.as('firm-1').try(hazards.extend, later(until))).toMatchObject(
        refused('hazards.dayWrong', 400),
      )
    await given.as('firm-1').do(hazards.extend, later('2026-12-10'))
    const { items } = await given.as('resident-9').do(hazards.hazards, { list: 'pending' })
    expect(items.find(({ id }) => id === it.id)).toMatchObject({
      extended: { until: '2026-12-10', reason: 'needsParts' },
      dueAt: '2026-12-10T12:00:00.000Z',
    })
    const again = await given.as('firm-1').try(hazards.extend, later('2026-12-20'))
    expect(again).toMatchObject(refused('hazards.extendedOnce'))
  })

  test('When it will not be done, then everybody reads whose it is and why, and a phone', async () => {
    const it = await story('reported')
    const no = { reason: 'notOurs', whose: '供电所', phone: '10000000013', why: '是市里的电线' } as const
    await given.as('grid-1').do(hazards.refuse, { ...tap(it), ...no })
    expect(await see('resident-9', it)).toMatchObject({ state: 'refused', ending: no })
  })

  test('When it is the same as another, then those who reported and follow it hear of the other', async () => {
    const [one, other] = [await story('reported'), await story('reported')]
    const followed = await given.as('resident-2').do(hazards.follow, tap(one))
    expect(followed).toMatchObject({ followers: 1, following: true })
    await given.as('staff-1').do(hazards.turn, { ...tap(followed), same: other.id })
    await given.settled()
    expect(await see('resident-2', other)).toMatchObject({ followers: 1, following: true })
    expect(await see('resident-1', other)).toMatchObject({ mine: true })
    const same = await given.as('staff-1').try(hazards.turn, { ...tap(other), same: other.id })
    expect(same).toMatchObject(refused('hazards.notSame'))
    await given.as('staff-1').do(hazards.dispatch, { ...tap(await see('staff-1', other)), to: 'self' })
    expect(await told('resident-2', other)).toEqual(['有人在办了'])
  })

  test('When somebody no longer wants to hear of it, then they do not', async () => {
    const it = await story('reported')
    const yes = await given.as('resident-2').do(hazards.follow, tap(it))
    const no = await given.as('resident-2').do(hazards.follow, { ...tap(yes), yes: false })
    expect(no.followers).toBe(0)
    expect(no.timeline.map(({ move }) => move)).toEqual(['report'])
  })

  test('When it was mended at once, then somebody else looks, and who mended it cannot say that it is', async () => {
    const files = [await given.putFile('helper-1', await picture())]
    const mended = { what: 'rail', building: 'building-1', files, mended: '拧紧了' } as const
    const it = await given.as('helper-1').do(hazards.report, mended)
    expect(it).toMatchObject({ state: 'handled', handled: { what: '拧紧了' } })
    const own = await given.as('helper-1').try(hazards.verify, tap(it))
    expect(own).toMatchObject({ ...refused('hazards.ownWork', 403) })
    expect((await given.as('helper-1').try(hazards.answer, { ...tap(it), fixed: true })).status).toBe(403)
    // Who looks finds that it is loose still: nobody has it yet.
    const loose = await given.as('grid-1').do(hazards.notFixed, { ...tap(it), words: '还是松' })
    expect(loose).toMatchObject({ state: 'reported', reopened: 1 })
  })

  test('When nobody of a department has an account, then staff note all of it, and go and look', async () => {
    const staff = given.as('staff-1')
    let it = await story('reported')
    it = await staff.do(hazards.dispatch, { ...tap(it), to: 'department', unit: 'department-2' })
    expect(it).toMatchObject({ byStaff: true, to: { kind: 'department', name: '第2部门' } })
    expect(await waits('staff-1', it)).toBe(true)
    it = await staff.do(hazards.extend, { ...tap(it), reason: 'needsPermit', until: '2026-12-10' })
    it = await staff.do(hazards.handle, { ...tap(it), what: '来修过了', witness: '门卫老张' })
    it = await staff.do(hazards.verify, tap(it))
    it = await staff.do(hazards.answer, { ...tap(it), fixed: true })
    expect(it).toMatchObject({ state: 'closed', answer: { fixed: true } })
  })

  test('When staff do it themselves, then another has to look', async () => {
    let it = await story('reported')
    it = await given.as('staff-1').do(hazards.dispatch, { ...tap(it), to: 'self', severity: 'soon' })
    it = await given.as('staff-1').do(hazards.handle, { ...tap(it), what: '搬走了', witness: '门卫老张' })
    expect(await given.as('staff-1').try(hazards.verify, tap(it))).toMatchObject(
      refused('hazards.ownWork', 403),
    )
    expect((await given.as('staff-2').do(hazards.verify, tap(it))).state).toBe('closed')
  })
})

describe('what is reported', () => {
  const report = (input: object) =>
    given.as('resident-1').tryAnything(hazards.report, { what: 'light', building: 'building-1', ...input })

  test('When nothing is shown or said, or the building is not here, then that is said', async () => {
    expect(await report({})).toMatchObject(refused('hazards.nothingSaid', 400))
    const nowhere = await report({ building: 'building-99', words: '灯' })
    expect(nowhere).toMatchObject(refused('hazards.buildingUnknown', 400))
    expect(await report({ words: '灯', mended: '换了' })).toMatchObject(refused('hazards.showHow', 400))
  })

  test('When it sounds like danger, then one rings first; said to be one, it is taken, and the community is told by night', async () => {
    expect(await report({ words: '电箱 冒 烟' })).toMatchObject(refused('hazards.soundsDangerous'))
    const { body } = await report({ words: '电箱冒烟', danger: true, what: 'wire' })
    const it = body as unknown as HazardReply
    expect(it).toMatchObject({ danger: true, dueAt: '2026-11-23T02:30:00.000Z' })
    expect(await told('staff-1', it)).toEqual(['有危险'])
    expect(await told('grid-1', it)).toEqual(['有危险'])
    const [first] = (await given.as('staff-1').do(matters.desk, {})).items
    expect(first).toMatchObject({ id: it.id, urgent: true })
  })

  test('When it is somewhere in the estate, then it has no building, and any firm may get it', async () => {
    const it = await story('reported', { building: undefined })
    expect(it.building).toBe('小区里')
    const { units } = await see('staff-1', it)
    expect(units!.map(({ id }) => id)).toEqual(['firm-1', 'firm-2', 'department-1', 'department-2'])
  })

  test('When it is in a building, then only its firm is offered, and no other gets it', async () => {
    const it = await story('reported')
    const { units } = await see('staff-1', it)
    expect(units!.map(({ id }) => id)).toEqual(['firm-1', 'department-1', 'department-2'])
    for (const unit of ['firm-2', 'department-1', 'nobody'])
      expect(await given.as('staff-1').try(hazards.dispatch, { ...tap(it), to: 'firm', unit })).toMatchObject(
        refused('hazards.unitUnknown', 400),
      )
  })

  test('When another of the kind is open in the building, then it is found, within thirty days', async () => {
    const near = { list: 'near', building: 'building-1', what: 'tree' } as const
    const it = await story('reported', { what: 'tree' })
    const ids = async () => (await given.as('resident-3').do(hazards.hazards, near)).items.map(({ id }) => id)
    expect(await ids()).toEqual([it.id])
    given.minutesLater(30 * 24 * 60 + 1)
    expect(await ids()).toEqual([])
    given.setNow(monday10)
    await given.as('resident-1').do(hazards.withdraw, tap(it))
    expect(await ids()).toEqual([])
  })

  test('When a person who is known by phone has rung, then it is theirs; only staff can say so', async () => {
    const caller = { phone: '10012349977', callName: '孙奶奶', name: '孙玉', building: 'building-1' }
    const { id } = await given.as('staff-1').do(identity.registerByPhone, caller)
    const said = { what: 'light', building: 'building-1', words: '灯不亮', for: id } as const
    const it = await given.as('staff-1').do(hazards.report, said)
    expect(await see('staff-1', it)).toMatchObject({ reporter: '孙奶奶' })
    const other = await given.as('resident-2').try(hazards.report, said)
    expect(other).toMatchObject(refused('hazards.notByPhone', 403))
  })

  test('When the community has it switched off, then nothing new is taken, and what is there goes on', async () => {
    const it = await story('reported')
    const settings = { name: '宝翠花都社区', phone: '10000000001', on: [...switches.codes] }
    await saveSettings(given.table, 'bchd', { ...settings, on: ['help'] })
    expect(await report({ words: '灯' })).toMatchObject(refused('hazards.switchedOff'))
    await given.as('staff-1').do(hazards.dispatch, { ...tap(it), to: 'self' })
    await saveSettings(given.table, 'bchd', settings)
  })
})

describe('who reads what', () => {
  test('When somebody is not concerned, then they read what it is and who has it, and no words, photo or name', async () => {
    const photo = await given.putFile('resident-1', await picture())
    const it = await story('handled', { files: [photo], spot: '三楼拐角', mayCall: true })
    const neighbour = await see('resident-9', it)
    expect(neighbour).toMatchObject({ title: '路灯楼道灯', building: '1号楼', to: { name: '第1物业' } })
    for (const field of ['words', 'spot', 'photos', 'handled', 'reporter', 'mine', 'units'])
      expect(neighbour).not.toHaveProperty(field)
    for (const person of ['firm-1', 'grid-1', 'helper-1', 'staff-1', 'resident-1'])
      expect(await see(person, it)).toMatchObject({
        spot: '三楼拐角',
        words: '灯不亮',
        photos: [{ id: photo }],
      })
    for (const person of ['firm-1', 'helper-1', 'resident-1'])
      expect(await see(person, it)).not.toHaveProperty('reporter')
    expect((await given.as('outsider-1').try(hazards.hazard, { id: it.id })).status).toBe(404)
  })

  test('When staff tick a photo, then all of the community see that one, if the community has said so', async () => {
    const files = [
      await given.putFile('resident-1', await picture()),
      await given.putFile('resident-1', await picture()),
    ]
    const it = await story('reported', { files })
    const show = (photos: string[]) => given.as('staff-1').try(hazards.showPhoto, { ...tap(it), photos })
    expect(await show([files[0]!])).toMatchObject(refused('hazards.photosOff'))
    await saveSettings(given.table, 'bchd', { on: [...switches.codes], hazards: { publicPhotos: true } })
    expect(await show(['file_x'])).toMatchObject(refused('hazards.photoUnknown', 400))
    expect((await show([files[0]!])).status).toBe(200)
    expect((await see('resident-9', it)).photos!.map(({ id }) => id)).toEqual([files[0]])
    await saveSettings(given.table, 'bchd', { on: [...switches.codes] })
    expect(await see('resident-9', it)).not.toHaveProperty('photos')
  })

  test('When a phone has written the place into a photo, then nobody gets it', async () => {
    const sent = await phonePicture()
    expect(sent.includes('Secret')).toBe(true)
    const it = await story('dispatched', { files: [await given.putFile('resident-1', sent)] })
    const [photo] = (await see('firm-1', it)).photos!
    for (const url of [photo!.url, photo!.small].flatMap(each => each ?? [])) {
      const { bytes } = await given.fetchFrom(url)
      expect((await sharp(bytes).metadata()).exif).toBeUndefined()
      for (const word of ['Secret', 'secret', 'GPS']) expect(bytes.includes(word)).toBe(false)
    }
  })

  test('When one may ring the reporter, then the firm gets the phone, and the look is on record; else nobody does', async () => {
    const quiet = await story('dispatched')
    expect((await given.as('firm-1').try(hazards.reveal, { id: quiet.id })).status).toBe(409)
    const it = await story('dispatched', { mayCall: true })
    const contact = await given.as('firm-1').do(hazards.reveal, { id: it.id })
    expect(contact.phone).toBe('10012340001')
    const { items } = await given.as('resident-1').do(identity.viewers, {})
    expect(items.some(({ as }) => as === '物业代表')).toBe(true)
    expect((await given.as('firm-2').try(hazards.reveal, { id: it.id })).status).toBe(403)
    await given.as('firm-1').do(hazards.sendBack, { ...tap(it), reason: 'needsMoney' })
    expect((await given.as('firm-1').try(hazards.reveal, { id: it.id })).status).toBe(403)
  })

  test('When it was taken back, then only those who had to do with it find it', async () => {
    const it = await story('reported')
    await given.as('resident-1').do(hazards.withdraw, tap(it))
    expect((await given.as('resident-9').try(hazards.hazard, { id: it.id })).status).toBe(404)
    expect(await see('resident-1', it)).toMatchObject({ state: 'withdrawn' })
  })
})

describe('by when', () => {
  const due = async (severity: 'danger' | 'soon' | 'usual' | 'works') => {
    const it = await story('reported')
    const to = { ...tap(it), to: 'firm', unit: 'firm-1', severity } as const
    return (await given.as('staff-1').do(hazards.dispatch, to)).dueAt
  }

  test('When it is given to somebody, then the time counts from then, in hours and days of duty; a danger in all hours', async () => {
    expect((await story('reported')).dueAt).toBe('2026-11-23T06:00:00.000Z')
    expect(await due('danger')).toBe('2026-11-23T04:00:00.000Z')
    expect(await due('soon')).toBe('2026-11-25T02:00:00.000Z')
    expect(await due('usual')).toBe('2026-11-30T02:00:00.000Z')
    expect(await due('works')).toBe('2026-12-08T02:00:00.000Z')
    expect((await story('handled')).dueAt).toBe('2026-11-26T02:00:00.000Z')
  })

  test('When nobody looks, then the community is told; when the firm says nothing, it is reminded, late, and after a week silent, for all to read', async () => {
    const it = await story('reported')
    given.minutesLater(4 * 60 + 1)
    await given.tick()
    expect(await told('staff-1', it)).toEqual(['隐患还没人看'])
    const to = { ...tap(it), to: 'firm', unit: 'firm-1' } as const
    await given.as('staff-1').do(hazards.dispatch, to)
    const passed = async (days: number) => {
      given.minutesLater(days * 24 * 60)
      await given.tick()
      return told('firm-1', it)
    }
    expect(await passed(4)).toEqual(['快到时间了', '有隐患派给您'])
    expect(await passed(3.1)).toEqual(['超时了', '快到时间了', '有隐患派给您'])
    expect(await see('resident-9', it)).toMatchObject({ state: 'dispatched', late: true })
    expect(await waits('staff-1', it)).toBe(true)
    await passed(7)
    expect(await see('resident-9', it)).toMatchObject({ state: 'dispatched', late: true, silent: true })
    expect(await told('resident-1', it)).toContain('没回话')
    // It is never closed by silence.
    await passed(60)
    expect((await see('resident-9', it)).state).toBe('dispatched')
  })

  test('When nobody looks whether it is mended, then those who should are told again', async () => {
    const it = await story('handled')
    given.minutesLater(3 * 24 * 60 + 1)
    await given.tick()
    expect(await told('grid-1', it)).toContain('修好没有还没人看')
    expect((await told('helper-1', it)).filter(each => each === '等您去看一眼')).toHaveLength(2)
  })

  test('When a state is open, then the clock has a move in it', () => {
    expect(hazardStates.groups.open).toEqual(['reported', 'dispatched', 'handled'])
  })
})

test('When somebody leaves, then what is wrong stays, without them', async () => {
  const it = await story('reported', { mayCall: true })
  const erased = given.as('resident-30')
  const theirs = await erased.do(hazards.report, {
    what: 'road',
    building: 'building-2',
    words: '坑',
    mayCall: true,
  })
  await erased.do(hazards.follow, tap(it))
  await given.settled()
  await erased.do(identity.erase, {})
  await given.settled()
  expect(await see('staff-1', theirs)).toMatchObject({ state: 'reported', words: '坑' })
  expect(await see('staff-1', theirs)).not.toHaveProperty('reporter')
  expect((await see('staff-1', it)).followers).toBe(0)
  expect((await given.as('staff-1').try(hazards.reveal, { id: theirs.id })).status).toBe(409)
})

test('When an answer is lost and the tap is sent again, then it is one', async () => {
  const it = await story('handled')
  const tapped = { ...tap(it), op: op() }
  const first = await given.as('grid-1').do(hazards.verify, tapped)
  expect(await given.as('grid-1').do(hazards.verify, tapped)).toEqual(first)
})

test('When so many of the month are opened again, then staff read as many as a recount finds', async () => {
  given.setNow('2027-03-05T02:00:00.000Z')
  const every: HazardReply[] = []
  for (let n = 0; n < 9; n++) {
    let it = await story('closed')
    for (let again = 0; again < n % 3; again++) {
      it = await given.as('resident-1').do(hazards.answer, { ...tap(it), fixed: false })
      it = await given.as('firm-1').do(hazards.handle, { ...tap(it), what: '又修', witness: '门卫老张' })
    }
    every.push(it)
  }
  const again = every.filter(({ timeline }) => timeline.filter(({ move }) => move === 'handle').length > 1)
  const { month } = await given.as('staff-1').do(hazards.hazards, { list: 'ended' })
  expect(month).toEqual({ handled: every.length, reopened: again.length })
  expect((await given.as('resident-1').do(hazards.hazards, { list: 'ended' })).month).toBeUndefined()
})
