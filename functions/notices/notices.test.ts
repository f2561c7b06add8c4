import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { identity } from '../../shared/identity/identity.ts'
import { matters } from '../../shared/matters/matters.ts'
import { notices, type NoticeReply } from '../../shared/notices/notices.ts'
import { plusMinutes } from '../../shared/time.ts'
import { putProxy } from '../identity/proxies-store.ts'
import { addHome, addMember } from '../identity/moving.ts'
import { homesIn } from '../identity/register.ts'
import { clock } from '../clock.ts'
import { monday10, neighbourhood, op, type Neighbourhood } from '../testing/given.ts'
import { picture } from '../testing/media.ts'
import { readPdf } from '../testing/pdf.ts'
import { papers } from '../../shared/papers/papers.ts'

let given: Neighbourhood
const ctx = () => ({ ...given.effects, now: given.now() })
const door = (building: string, room: string) => ({ community: 'bchd', building, unit: '1', room })

beforeAll(async () => {
  given = await neighbourhood()
  // Building 5: somebody with the program, somebody known by phone, an empty door; building 6: one home.
  for (const room of ['101', '102', '103']) await addHome(ctx(), door('building-5', room))
  const at = (building: string, room: string, user: string) =>
    addMember(ctx(), { ...door(building, room), user, as: 'owner', by: 'test' })
  await at('building-5', '101', await given.idOf('resident-5'))
  await at('building-6', '101', await given.idOf('resident-6'))
  await given.as('staff-1').do(identity.registerByPhone, {
    ...{ phone: '10012348800', callName: '周奶奶', name: '实名周秀英', building: 'building-5' },
    ...{ unit: '1', room: '102' },
  })
})
afterAll(() => given.close())

const until = '2026-11-30'
const form = { title: '明天停水', text: '上午九点到十二点停水，请先存一点。', untilOn: until }
type Form = Partial<Parameters<ReturnType<Neighbourhood['as']>['do']>[1]> & Record<string, unknown>
const post = async (more: Form = {}): Promise<NoticeReply> => {
  const it = await given.as('staff-1').do(notices.postNotice, { ...form, key: op(), ...more } as never)
  await given.settled()
  return it as NoticeReply
}
const read = (person: string, { id }: { readonly id: string }) => given.as(person).do(notices.notice, { id })
const listOf = async (person: string) => (await given.as(person).do(notices.notices, {})).items
const homeAt = async (building: string, room: string) =>
  (await homesIn(ctx(), 'bchd', building)).find(each => each.door.endsWith(`${room}室`))!.id
const rowsOf = async ({ id }: { readonly id: string }) =>
  (await given.items()).filter(({ pk, sk }) => pk.includes(id) && sk.startsWith('SEEN#'))

describe('a notice is put up', () => {
  test('When it is for one building, then those who live there find it, others do not, and staff see both', async () => {
    const [five, six, all] = [
      await post({ title: '五号楼停水', buildings: ['building-5'] }),
      await post({ title: '六号楼停水', buildings: ['building-6'] }),
      await post({ title: '都停水' }),
    ]
    const titles = async (person: string) => (await listOf(person)).map(({ title }) => title)
    expect(await titles('resident-5')).toEqual(expect.arrayContaining(['五号楼停水', '都停水']))
    expect(await titles('resident-5')).not.toContain('六号楼停水')
    expect(await titles('resident-6')).not.toContain('五号楼停水')
    const { items } = await given.as('staff-1').do(notices.notices, { list: 'up' })
    expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining([five.id, six.id, all.id]))
    expect(items.find(({ id }) => id === five.id)).toMatchObject({ counts: { heard: 0, homes: 3 } })
    // Whom it is for, and nobody's numbers, for those who live there.
    const reply = await read('resident-5', five)
    expect(reply).toMatchObject({ buildings: ['5号楼'], may: ['know'], mine: [{}] })
    expect([reply.counts, reply.byBuilding, reply.dueAt, reply.timeline]).toEqual([
      undefined,
      undefined,
      undefined,
      [],
    ])
    // It can be read by its id in the community, and is for nobody elsewhere.
    expect((await read('resident-6', five)).mine).toEqual([])
    for (const person of ['outsider-1', 'visitor-1'])
      expect(await given.as(person).try(notices.notice, { id: five.id })).toMatchObject({ status: 404 })
  })

  test('When there are more than a page holds, then each is read once, newest first, over both lists', async () => {
    const made: string[] = []
    for (let n = 0; n < 23; n++) {
      given.minutesLater(1)
      made.unshift((await post(n % 2 ? { buildings: ['building-9'] } : {})).id)
    }
    const person = given.as('resident-9')
    const first = await person.do(notices.notices, {})
    const second = await person.do(notices.notices, { next: first.next! })
    const ids = [...first.items, ...second.items].map(({ id }) => id)
    expect(ids.slice(0, 23)).toEqual(made)
    expect(new Set(ids).size).toBe(ids.length)
    expect(second.next).toBeUndefined()
    for (const id of made) {
      const { seq } = await read('staff-1', { id })
      await given.as('staff-1').do(notices.takeDownNotice, { id, seq, op: op() })
    }
    given.setNow(monday10)
  })

  test('When the tap is sent again, then it is one notice; with something else it is refused', async () => {
    const key = op()
    const first = await post({ key })
    expect((await post({ key })).id).toBe(first.id)
    expect(await given.as('staff-1').try(notices.postNotice, { ...form, key, text: '别的' })).toMatchObject({
      body: { code: 'request.keyReused' },
    })
  })

  test('When the day is over or too far, a building is not there, or the switch is off, then it says so', async () => {
    const tried = async (more: Form) =>
      (await given.as('staff-1').try(notices.postNotice, { ...form, ...more } as never)).body
    for (const untilOn of ['2026-11-22', '2028-01-01'])
      expect(await tried({ untilOn })).toMatchObject({
        code: 'notices.untilPassed',
        fields: { untilOn: expect.any(String) },
      })
    expect(await tried({ buildings: ['building-5', 'building-99'] })).toMatchObject({
      code: 'notices.buildingUnknown',
    })
    for (const rubbish of [
      { title: ' ' },
      { title: '长'.repeat(21) },
      { text: '' },
      { untilOn: '2026-02-31' },
      { buildings: [] },
      { buildings: ['#'] },
      { photos: ['x'.repeat(200)] },
      { urgent: 'yes' },
    ])
      expect(await tried(rubbish)).toMatchObject({ code: 'request.invalid' })
    expect(
      (await given.as('outsider-1').try(notices.postNotice, { ...form, community: 'other' })).body,
    ).toMatchObject({ code: 'notices.switchedOff' })
    expect(
      (await given.as('outsider-1').try(notices.postNotice, { ...form, community: 'bchd' })).body,
    ).toMatchObject({ code: 'community.notFound' })
  })

  test('When it has a photo, then those who may read it get a link, and the photo is taken once', async () => {
    const photo = await given.putFile('staff-1', await picture())
    const it = await post({ photos: [photo] })
    expect((await read('resident-5', it)).photos).toMatchObject([{ id: photo, type: 'image/jpeg' }])
    expect(await given.as('staff-1').try(notices.postNotice, { ...form, photos: [photo] })).toMatchObject({
      body: { code: 'files.unknown' },
    })
  })
})

describe('who knows of it', () => {
  test('When somebody of a home says so, then the home has, once, and no trace of who it was is kept', async () => {
    const it = await post({ buildings: ['building-5'], ask: true })
    expect((await listOf('resident-5')).find(({ id }) => id === it.id)).toMatchObject({
      ask: true,
      known: false,
    })
    for (let n = 0; n < 2; n++) await given.as('resident-5').do(notices.knowNotice, { id: it.id })
    expect(await read('resident-5', it)).toMatchObject({
      mine: [{ knownAt: given.now(), via: 'app' }],
      may: [],
    })
    expect((await listOf('resident-5')).find(({ id }) => id === it.id)).toMatchObject({ known: true })
    expect(await read('staff-1', it)).toMatchObject({ counts: { heard: 1, homes: 3 } })
    const rows = await rowsOf(it)
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(await given.idOf('resident-5'))
    // The notice itself was not written again.
    expect((await read('staff-1', it)).seq).toBe(it.seq)
  })

  test('When it is for others, or the home is not known, then it cannot be said, and it says what to do', async () => {
    const it = await post({ buildings: ['building-5'] })
    for (const person of ['resident-6', 'staff-1'])
      expect(await given.as(person).try(notices.knowNotice, { id: it.id })).toMatchObject({
        status: 409,
        body: { code: 'notices.homeNeeded', text: expect.stringContaining('登记住处') },
      })
  })

  test('When a child acts for somebody, then they say it for that home, and for no other', async () => {
    const it = await post({ buildings: ['building-5'] })
    const [child, elder] = [await given.idOf('resident-7'), await given.idOf('resident-5')]
    const term = { from: monday10, until: plusMinutes(monday10, 60 * 24) }
    await putProxy(given.effects, child, { person: elder, callName: '奶奶', modules: ['notices'], ...term })
    expect((await read('resident-7', it)).mine).toEqual([{ for: elder, name: '称呼resident-5' }])
    expect((await listOf('resident-7')).map(({ id }) => id)).toContain(it.id)
    const said = { id: it.id, for: elder }
    expect((await given.as('resident-7').do(notices.knowNotice, said)).mine).toMatchObject([{ via: 'app' }])
    expect(await given.as('resident-6').try(notices.knowNotice, said)).toMatchObject({
      body: { code: 'notices.homeNeeded' },
    })
    expect((await read('resident-5', it)).mine).toMatchObject([{ via: 'app' }])
  })

  test('When many say so, some twice and some at the desk, then the counts are those of the rows', async () => {
    const building = 'building-8'
    const homes: string[] = []
    for (let n = 1; n <= 24; n++) homes.push(await addHome(ctx(), door(building, String(100 + n))))
    const user = await given.idOf('resident-8')
    await addMember(ctx(), { ...door(building, '101'), user, as: 'owner', by: 'test' })
    const it = await post({ buildings: [building, 'building-5'] })
    const tell = (from: number, to: number, person = 'staff-1') =>
      given.as(person).do(notices.knowNotice, {
        ...{ id: it.id, building, homes: homes.slice(from, to), via: 'paper' },
      })
    await Promise.all([
      given.as('resident-8').do(notices.knowNotice, { id: it.id }),
      ...[tell(0, 9), tell(5, 14, 'helper-8'), tell(0, 9, 'grid-8'), tell(13, 15)],
    ])
    const { byBuilding, counts } = await read('staff-1', it)
    expect(await rowsOf(it)).toHaveLength(15)
    expect(counts).toEqual({ heard: 15, homes: 27 })
    expect(byBuilding).toEqual([
      { building: 'building-5', name: '5号楼', heard: 0, homes: 3 },
      { building, name: '8号楼', heard: 15, homes: 24 },
    ])
    const left = await given.as('helper-8').do(notices.unheard, { id: it.id, building })
    expect([left.heard, left.homes, left.items.length]).toEqual([15, 24, 9])
  })

  test('When homes are read out that are not of that building, or the building is somebody else’s, then nothing is noted', async () => {
    const it = await post({ buildings: ['building-5', 'building-6'] })
    const [five, six] = [await homeAt('building-5', '101'), await homeAt('building-6', '101')]
    const tried = async (person: string, building: string, ...homes: string[]) =>
      (await given.as(person).try(notices.knowNotice, { id: it.id, building, homes })).body.code
    expect(await tried('staff-1', 'building-5', five, six)).toBe('notices.homeUnknown')
    expect(await tried('staff-1', 'building-5', 'home_nowhere')).toBe('notices.homeUnknown')
    expect(await tried('staff-1', 'building-7', five)).toBe('notices.notYourBuilding')
    expect(await tried('helper-6', 'building-5', five)).toBe('notices.notYourBuilding')
    expect(await tried('grid-6', 'building-5', five)).toBe('notices.notYourBuilding')
    expect(await tried('resident-5', 'building-5', five)).toBe('notices.notYourBuilding')
    expect(await rowsOf(it)).toEqual([])
    expect(await tried('helper-5', 'building-5', five)).toBeUndefined()
    expect(await tried('grid-6', 'building-6', six)).toBeUndefined()
    expect((await rowsOf(it)).map(({ via }) => via)).toEqual(['phone', 'phone'])
  })
})

describe('those who have not heard', () => {
  test('When staff look, then whom no phone with the program reaches stands first, by door and without a name', async () => {
    const it = await post({ buildings: ['building-5'] })
    const list = await given.as('staff-1').do(notices.unheard, { id: it.id, building: 'building-5' })
    expect(list.items.map(({ door, reach }) => [door, reach])).toEqual([
      ['5号楼1单元102室', 'phone'],
      ['5号楼1单元103室', 'door'],
      ['5号楼1单元101室', 'app'],
    ])
    expect(JSON.stringify(list)).not.toMatch(/周奶奶|实名|10012348800/)
  })

  test('When staff ring a home, then the look is on record before the phone is shown; helpers are not shown it', async () => {
    const it = await post({ buildings: ['building-5'] })
    const [home, empty] = [await homeAt('building-5', '102'), await homeAt('building-5', '103')]
    const at = { id: it.id, building: 'building-5' }
    expect(await given.as('staff-1').do(notices.ringHome, { ...at, home })).toEqual({
      people: [{ name: '实名周秀英', phone: '10012348800' }],
    })
    const looks = (await given.items()).filter(({ look }) => JSON.stringify(look ?? '').includes(it.id))
    expect(looks).toHaveLength(1)
    for (const person of ['helper-5', 'grid-5', 'resident-5'])
      expect(await given.as(person).try(notices.ringHome, { ...at, home })).toMatchObject({ status: 403 })
    expect(await given.as('staff-1').try(notices.ringHome, { ...at, home: empty })).toMatchObject({
      body: { code: 'notices.noPhone' },
    })
    await given.as('staff-1').do(notices.knowNotice, { ...at, homes: [home] })
    const list = await given.as('staff-1').do(notices.unheard, at)
    expect(list.items.map(({ home }) => home)).not.toContain(home)
  })

  test('When the sheet is printed, then it has a line for each door, no name, and says who need not be asked', async () => {
    const it = await post({ buildings: ['building-5'] })
    await given.as('resident-5').do(notices.knowNotice, { id: it.id })
    const { paper } = await given.as('helper-5').do(notices.printDoors, { id: it.id, building: 'building-5' })
    await given.settled()
    const { url } = await given.as('helper-5').do(papers.get, { id: paper })
    const text = readPdf((await given.fetchFrom(url!)).bytes)
      .pages.flat()
      .join('\n')
    for (const part of ['通知签收单', '明天停水', '1单元101室', '1单元102室', '1单元103室', '已知道'])
      expect(text).toContain(part)
    expect(text).not.toMatch(/实名|周奶奶|10012348800/)
  })
})

describe('it comes down', () => {
  test('When its last day is over, then the clock takes it down, late and twice all the same', async () => {
    const it = await post({ buildings: ['building-5'] })
    given.setNow('2026-11-30T15:59:00.000Z')
    await given.tick()
    expect((await read('staff-1', it)).state).toBe('up')
    given.setNow('2026-12-03T16:00:00.000Z')
    await Promise.all([given.tick(), clock(() => ({ ...given.effects, now: given.now }))()])
    await given.tick()
    const now = await read('staff-1', it)
    expect([now.state, now.timeline.map(({ move }) => move)]).toEqual(['down', ['post', 'takeDown']])
    expect((await listOf('resident-5')).map(({ id }) => id)).not.toContain(it.id)
    given.setNow(monday10)
  })

  test('When staff take it down, then once; what was signed on paper is noted all the same', async () => {
    const it = await post({ buildings: ['building-5'] })
    const tap = { id: it.id, seq: it.seq, op: op() }
    for (let n = 0; n < 2; n++) await given.as('staff-1').do(notices.takeDownNotice, tap)
    expect(await given.as('staff-2').try(notices.takeDownNotice, { ...tap, op: op() })).toMatchObject({
      status: 409,
    })
    const late = { id: it.id, building: 'building-5', homes: [await homeAt('building-5', '103')] }
    expect((await given.as('helper-5').do(notices.knowNotice, { ...late, via: 'paper' })).state).toBe('down')
    expect(await rowsOf(it)).toMatchObject([{ via: 'paper' }])
  })
})

describe('the halls', () => {
  const waits = async (person: string, { id }: { readonly id: string }) => {
    await given.settled()
    return (await given.as(person).do(matters.desk, {})).items.some(each => each.id === id)
  }

  test('When it is to hang in the halls, then it waits for each helper until one of them says so, twice as once', async () => {
    const it = await post({ buildings: ['building-5', 'building-6'], paper: true })
    expect([await waits('helper-5', it), await waits('helper-6', it), await waits('helper-7', it)]).toEqual([
      true,
      true,
      false,
    ])
    const tap = { id: it.id, building: 'building-5', op: op() }
    for (let n = 0; n < 2; n++) await given.as('helper-5').do(notices.postedAt, tap)
    await given.as('staff-1').do(notices.postedAt, { ...tap, op: op() })
    expect([await waits('helper-5', it), await waits('helper-6', it)]).toEqual([false, true])
    const { byBuilding, timeline } = await read('staff-1', it)
    expect(byBuilding!.map(({ postedAt }) => postedAt)).toEqual([given.now(), undefined])
    expect(timeline.map(({ move }) => move)).toEqual(['post', 'posted'])
    expect(await given.as('helper-6').try(notices.postedAt, { ...tap, op: op() })).toMatchObject({
      status: 403,
      body: { code: 'notices.notYourBuilding' },
    })
    // Down, it waits for nobody.
    const { seq } = await read('staff-1', it)
    await given.as('staff-1').do(notices.takeDownNotice, { id: it.id, seq, op: op() })
    expect(await waits('helper-6', it)).toBe(false)
  })
})
