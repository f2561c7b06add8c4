import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Input } from '../../shared/contract.ts'
import { help, type HelpReply } from '../../shared/help/help.ts'
import { identity } from '../../shared/identity/identity.ts'
import { monday10, neighbourhood, op, type Neighbourhood } from '../testing/given.ts'
import { helpStory, tap } from '../testing/help-story.ts'
import { numberIn, numberOf } from './help-store.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
  given.setNow(monday10)
})
afterAll(() => given.close())

const page = async (person: string, input: Input<typeof help.desk>) => {
  await given.settled()
  return given.as(person).do(help.desk, input)
}
/** All of it, page by page. */
const onDesk = async (person: string, input: Input<typeof help.desk>) => {
  const all: HelpReply[] = []
  let next: string | undefined
  do {
    const reply = await page(person, { ...input, next })
    all.push(...reply.items)
    next = reply.next
  } while (next)
  return all
}
const idsOn = async (person: string, input: Input<typeof help.desk>) =>
  (await onDesk(person, input)).map(({ id }) => id)

let n = 10
const rang = async (callName: string, name: string) => {
  const phone = `100123477${n++}`
  const { id } = await given.as('staff-1').do(identity.registerByPhone, {
    ...{ phone, callName, name, building: 'building-1', unit: '1单元', room: `${n}01室` },
  })
  const it = await given
    .as('staff-1')
    .do(help.ask, { kind: 'groceries', for: id, lines: [{ what: '鸡蛋' }], door: '门铃坏了' })
  return { it, phone, id }
}

describe('求助台', () => {
  test('When a request goes its way, then it stands in the list of how it stands, and in all of them together, once', async () => {
    const story = helpStory(given)
    const inLists = async (id: string) => {
      const lists = ['open', 'going', 'ended'] as const
      const where = await Promise.all(
        lists.map(async list => (await idsOn('staff-1', { list })).includes(id)),
      )
      expect((await idsOn('staff-1', {})).filter(each => each === id)).toHaveLength(1)
      return lists.filter((_, i) => where[i])
    }
    const open = await story('open')
    expect(await inLists(open.id)).toEqual(['open'])
    let now = await given.as('lead-1').do(help.claim, tap(open))
    expect(await inLists(open.id)).toEqual(['going'])
    now = await given.as('resident-1').do(help.withdraw, tap(now))
    expect(await inLists(open.id)).toEqual(['ended'])
    given.minutesLater(1)
    const other = await story('open')
    await given.as('resident-1').do(help.withdraw, tap(other))
    // What ended last stands first; what goes on stands before it.
    expect((await idsOn('staff-1', { list: 'ended' })).slice(0, 2)).toEqual([other.id, open.id])
    const going = await story('claimed')
    const first = await page('staff-1', {})
    expect(first.items.slice(0, 2).map(({ id }) => id)).toEqual([going.id, other.id])
    await given.as('lead-1').do(help.release, tap(going))
    await given.as('resident-1').do(help.withdraw, tap(await given.as('resident-1').do(help.get, going)))
    expect(now.state).toBe('withdrawn')
  })

  test('When staff look, then a row says whose it is and who has it, and no door and no phone', async () => {
    const { it, phone } = await rang('周奶奶', '周秀英')
    const rows = (await page('staff-1', { list: 'open' })).items
    const row = rows.find(({ id }) => id === it.id)
    expect(row).toMatchObject({ askerName: '周奶奶', building: expect.any(String), state: 'open' })
    for (const secret of [phone, '01室', '门铃', '周秀英']) expect(JSON.stringify(rows)).not.toContain(secret)
    await given.as('staff-1').do(help.withdraw, tap(it))
  })

  test('When it is looked for by number, four digits, name, call name or door, then it is found, ended or not, and the look is on record', async () => {
    const { it, phone, id } = await rang('郝奶奶', '郝秀英')
    const other = await rang('郝爷爷', '郝建国')
    await given.as('staff-1').do(help.withdraw, tap(it))
    const finds = (find: string) => idsOn('staff-1', { find })
    const [day, letters] = it.number.split('-')
    for (const find of [
      it.number,
      `${day}${letters}`,
      it.number.toLowerCase(),
      `${day} ${letters}`,
      letters!,
    ])
      expect(await finds(find)).toEqual([it.id])
    expect(await finds(phone.slice(-4))).toEqual([it.id])
    expect(await finds(phone)).toEqual([it.id])
    expect(await finds('郝秀英')).toEqual([it.id])
    expect(await finds('郝爷爷')).toEqual([other.it.id])
    expect(await finds(`1号楼1单元${n - 1}01`)).toContain(it.id)
    expect(await finds('0000')).toEqual([])
    expect(await finds('1123-XXXX')).toEqual([])
    const looks = (await given.items()).filter(({ pk, look }) => String(pk).includes(id) && look)
    expect(looks.map(({ look }) => (look as { matter: string }).matter)).toContain('identity.find')
    await given.as('staff-1').do(help.withdraw, tap(other.it))
  })

  test('When it is a grid worker, then they have what they may see of their grid, and find by number only', async () => {
    const { it, phone } = await rang('孟奶奶', '孟秀英')
    expect(await idsOn('grid-1', { list: 'open' })).toContain(it.id)
    expect(await idsOn('grid-1', { find: it.number })).toEqual([it.id])
    expect(await idsOn('grid-1', { find: phone.slice(-4) })).toEqual([])
    expect(await idsOn('grid-1', { find: '孟秀英' })).toEqual([])
    const claimed = await given.as('lead-1').do(help.claim, tap(it))
    expect(await idsOn('grid-1', {})).not.toContain(it.id)
    expect(await idsOn('grid-1', { find: it.number })).toEqual([])
    await given.as('staff-1').do(help.withdraw, tap(claimed))
  })

  test('When it is anybody else, then there is no desk, nor for another community', async () => {
    const { it, phone } = await rang('时奶奶', '时秀英')
    for (const person of ['resident-1', 'lead-1', 'volunteer-1'])
      expect((await given.as(person).try(help.desk, {})).status).toBe(403)
    for (const find of [it.number, phone.slice(-4), '时秀英'])
      expect(await idsOn('outsider-1', { find })).toEqual([])
    expect(await idsOn('outsider-1', {})).not.toContain(it.id)
    expect((await given.as('staff-1').try(help.desk, { community: 'elsewhere' })).status).toBe(404)
    await given.as('staff-1').do(help.withdraw, { ...tap(it), op: op() })
  })
})

describe('the number', () => {
  test('When it is read from what somebody typed, then as people write it; a phone, a door and a name are none', () => {
    expect(numberIn('1123-KQXM')).toEqual({ day: '1123', four: 'KQXM' })
    expect(numberIn(' １１２３ kqxm ')).toEqual({ day: '1123', four: 'KQXM' })
    expect(numberIn('kqxm')).toEqual({ day: undefined, four: 'KQXM' })
    for (const said of ['1123', '10055501234', '5号楼301', '王阿姨', 'KQX', '123-KQXM'])
      expect(numberIn(said)).toBeUndefined()
  })

  test('When it is made, then of the day in Shanghai and letters that nobody takes for others; of many few are alike', () => {
    const at = '2026-11-22T17:00:00.000Z'
    const numbers = Array.from({ length: 500 }, (_, i) => numberOf({ id: `help_${i}`, createdAt: at }))
    for (const each of numbers) expect(each).toMatch(/^1123-[ACDEFHJKLMNPQRTUVWXY]{4}$/)
    expect(new Set(numbers).size).toBeGreaterThan(495)
  })
})
