/** Volunteering from the first look at a team to a record sheet that a stranger verifies, in real browsers. */
import { expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { readPdf } from '../functions/testing/pdf.ts'
import { papers } from '../shared/papers/papers.ts'
import { plusMinutes, shanghai } from '../shared/time.ts'
import { volunteers } from '../shared/volunteers/volunteers.ts'
import { api, as, front, nameOf, op, signedIn, until } from './people.ts'
import { home, openBrowser, row, see, shoot, tap, visible, windowOf, write } from './windows.ts'

openBrowser()

const teamOf = async (lead: string) =>
  (await signedIn(lead)).me.grants.find(({ role }) => role === 'teamLead')!

/** A shift that has begun and goes on for an hour. */
const shiftNow = async (lead: string, about: { title: string; openTo: 'team' | 'all' }) => {
  const now = new Date().toISOString()
  return as(lead).do(volunteers.addShift, {
    ...{ key: op(), team: (await teamOf(lead)).scope, place: '小区东门', places: 3, ...about },
    ...{ startsAt: plusMinutes(now, -30), endsAt: plusMinutes(now, 60) },
  })
}

const toMe = async (page: Page, name: string) => {
  await page.goto(`${front()}/home/me`)
  await row(page, name)
}

/** Number and code as they stand on the paper that has just been made. */
const onPaper = async (persona: string, number: string) => {
  const { paper } = await as(persona).do(volunteers.printRecord, { key: op(), number })
  const { url } = await until(
    () => as(persona).do(papers.get, { id: paper }),
    ({ state }) => state === 'ready',
    20_000,
  )
  const pdf = Buffer.from(await (await fetch(`${api()}${url}`)).arrayBuffer())
  const text = readPdf(pdf).pages.flat().join('\n')
  return { text, code: /校验码：([A-Z0-9-]+)/.exec(text)![1]! }
}

test('When a resident joins a team, comes to a shift and asks for a record sheet, then anybody can verify it', async () => {
  const [resident, lead] = await Promise.all(['resident-94', 'lead-14'].map(windowOf))
  if (!resident || !lead) throw new Error('two windows')
  const team = await teamOf('lead-14')
  const name = await nameOf('resident-94')

  // Finds the team, asks to join.
  await row(resident, '搭把手')
  await row(resident, '服务队和小组')
  await see(resident, '招人')
  await shoot(resident, 'teams')
  await visible(resident, team.scopeName).last().click()
  await tap(resident, '我要加入')
  await resident.locator('textarea:visible').last().fill('周末有空，会修自行车')
  await shoot(resident, 'apply')
  await tap(resident, '报名')
  await see(resident, '等回话')
  await shoot(resident, 'applied')

  // The lead says yes.
  await home(lead)
  await tap(lead, '队伍')
  await visible(lead, '个人报了名，等您回话').click()
  await see(lead, '会修自行车')
  await shoot(lead, 'applications')
  await lead.locator(`[aria-label="同意，${name}"]:visible`).click()
  await see(lead, '进队了')
  await see(resident, '在队里')

  // A shift goes on: a place, the digits from the lead's screen, and at the end out again.
  const { id, title } = await shiftNow('lead-14', { title: '楼道清扫', openTo: 'team' })
  await resident.goto(`${front()}/volunteers/shifts`)
  await visible(resident, title).first().click()
  await tap(resident, '我去')
  await see(resident, '您去')
  await lead.goto(`${front()}/volunteers/roll?id=${encodeURIComponent(id)}`)
  const digits = (await lead.locator('.roll-digits:visible').innerText()).replace(/\D/g, '')
  await shoot(lead, 'roll')
  await write(resident, '6个数字', digits === '000000' ? '111111' : '000000')
  await tap(resident, '签到')
  await see(resident, '码不对')
  await shoot(resident, 'check-in')
  await write(resident, '6个数字', digits)
  await tap(resident, '签到')
  await see(resident, '已签到')
  await see(lead, '到了 1 / 1')
  await tap(resident, '我走了，签退')
  await tap(resident, '走了，签退')
  await see(resident, '来过了')

  // Half an hour was not counted; the lead puts it right, and the resident reads why.
  const { items } = await as('resident-94').do(volunteers.hours, {})
  const stint = items.find(each => each.id === id)!
  await as('lead-14').do(volunteers.correctHours, {
    ...{ user: stint.user, id, version: stint.version, op: op() },
    ...{ minutes: 30, reason: '来得早，忘了签到' },
  })
  await toMe(resident, '我的服务时长')
  await see(resident, '忘了签到')
  await shoot(resident, 'hours')

  // A record sheet over this year, and the seal asked for.
  await tap(resident, '记录单')
  await tap(resident, '开服务记录单')
  await tap(resident, '就开这段')
  await see(resident, '做好了，留七天')
  await shoot(resident, 'paper')
  await tap(resident, '关上')
  await see(resident, '开好了')
  await tap(resident, '申请盖章证明')
  await see(resident, '不能撤回')
  await tap(resident, '好的，申请')
  await see(resident, '等盖章')
  await shoot(resident, 'records')
  const [sheet] = (await as('resident-94').do(volunteers.records, {})).items
  const { text, code } = await onPaper('resident-94', sheet!.number)
  expect(text).toContain('楼道清扫')

  // Somebody who holds the paper, and belongs elsewhere.
  const stranger = await windowOf('outsider-1')
  await stranger.goto(`${front()}/volunteers/verify`)
  const fields = stranger.locator('.field-input:visible input')
  await fields.first().fill(sheet!.number)
  await fields.last().fill('AAAA-AAAA-AAAA-AAAA')
  await tap(stranger, '核验')
  await see(stranger, '查不到')
  await tap(stranger, '改一改')
  await fields.last().fill(code)
  await tap(stranger, '核验')
  await see(stranger, '真的')
  await see(stranger, '不是证明')
  await shoot(stranger, 'verified')
}, 150_000)

test('When a shift is full, then the next one waits, is asked first, and says yes', async () => {
  const now = new Date().toISOString()
  const { scope } = await teamOf('lead-13')
  const { id } = await as('lead-13').do(volunteers.addShift, {
    ...{ key: op(), team: scope, title: '节日包饺子', place: '社区一楼', places: 1, openTo: 'all' },
    ...{ startsAt: plusMinutes(now, 4 * 24 * 60), endsAt: plusMinutes(now, 4 * 24 * 60 + 120) },
  })
  await as('resident-91').do(volunteers.takeShift, { id, op: op() })
  const page = await windowOf('resident-92')
  await page.goto(`${front()}/volunteers/shift?id=${encodeURIComponent(id)}`)
  await tap(page, '排队，有空位叫我')
  await see(page, '排第1')
  await shoot(page, 'shift-waiting')
  await as('resident-91').do(volunteers.giveUpShift, { id, op: op() })
  await home(page)
  await see(page, '等您回话')
  await shoot(page, 'home-kept')
  await visible(page, '节日包饺子').first().click()
  await tap(page, '我要')
  await see(page, '您去')
  await shoot(page, 'shift-seated')
}, 90_000)

test('When somebody forgot to check out, or a shift is called off, then its lead sees to it', async () => {
  const now = new Date().toISOString()
  const { scope } = await teamOf('lead-12')
  const add = (title: string, startsAt: string) =>
    as('lead-12').do(volunteers.addShift, {
      ...{ key: op(), team: scope, title, place: '北门', places: 3, openTo: 'all' },
      ...{ startsAt, endsAt: plusMinutes(startsAt, 60) },
    })
  const past = await add('清理楼道', plusMinutes(now, -180))
  const { people } = await as('lead-12').do(volunteers.team, { team: scope })
  const me = (await signedIn('lead-12')).me.id
  const person = people.find(({ user }) => user !== me)!.user!
  const came = { id: past.id, person, at: past.startsAt }
  await as('lead-12').do(volunteers.checkIn, { ...came, op: op() })
  const lead = await windowOf('lead-12')
  await lead.goto(`${front()}/volunteers/team-hours?team=${scope}`)
  await visible(lead, '忘了签退，点这里补上').first().click()
  await see(lead, '几点走的')
  const clock = (at: string) => shanghai(at).format('HH:mm')
  await lead.locator('input[type=time]:visible').fill(clock(plusMinutes(past.startsAt, 45)))
  await write(lead, '比如：忘了签退，11点就走了', '忘了签退')
  await shoot(lead, 'forgotten-check-out')
  await tap(lead, '补上签退')
  await see(lead, '补了签退')
  await shoot(lead, 'team-hours')

  // Called off: whom to ring, with the number at a tap, and a tick that stays.
  const { id, seq } = await add('送春联', plusMinutes(now, 3 * 24 * 60))
  await as('resident-93').do(volunteers.takeShift, { id, op: op() })
  await as('lead-12').do(volunteers.cancelShift, { id, seq, op: op(), reason: 'weather' })
  await lead.goto(`${front()}/volunteers/shift?id=${encodeURIComponent(id)}`)
  await see(lead, '说到了 0 / 1')
  await row(lead, '打电话')
  await tap(lead, '看电话')
  await see(lead, '打 1')
  await shoot(lead, 'called-off')
  await tap(lead, '说到了')
  await see(lead, '说到了 1 / 1')
}, 90_000)
