/** 今天我很好: one tap a day, a neighbour who has said yes, and staff who see that there is no word. */
import { expect, test } from '@jest/globals'
import { onOf } from '../shared/time.ts'
import { wellbeing } from '../shared/wellbeing/wellbeing.ts'
import { as, signedIn } from './people.ts'
import { openPhones, phoneOf } from './phones.ts'
import { home, openBrowser, see, shoot, tap, visible, windowOf } from './windows.ts'

openBrowser()
openPhones()

const begin = async (person: string, partner: string) => {
  const consent = { way: 'inPerson', on: onOf(new Date().toISOString()) } as const
  const [{ me }, neighbour] = [await signedIn(person), await signedIn(partner)]
  return as('staff-1').do(wellbeing.startWellbeing, {
    ...{ person: me.id, hour: '20:59', consent, partner: { user: neighbour.me.id } },
  })
}

test('When staff have begun it, then the neighbour says yes, and the person says in one tap that they are well', async () => {
  const { id } = await begin('resident-197', 'resident-198')
  const neighbour = await windowOf('resident-198')
  await visible(neighbour, '今天我很好').first().click()
  await see(neighbour, '想请您搭伴')
  await shoot(neighbour, 'wellbeing-asked')
  await tap(neighbour, '愿意搭伴')
  await see(neighbour, '没消息先告诉')

  const page = await windowOf('resident-197')
  await shoot(page, 'wellbeing-home')
  await tap(page, '今天我很好')
  await see(page, '社区知道您今天好')
  await shoot(page, 'wellbeing-said')
  await home(page)
  await see(page, '社区知道您今天好')

  // The neighbour reads on their own page that there was a word.
  expect(await as('resident-198').do(wellbeing.wellbeing, { id })).toMatchObject({ today: 'fine' })
})

test('When there is no word from somebody, then staff see it before all else, and it ends when they say what was found', async () => {
  const { items } = await as('staff-1').do(wellbeing.wellbeings, { list: 'going' })
  const [first] = items
  expect(first).toMatchObject({ state: 'silent' })
  const page = await windowOf('staff-2')
  await shoot(page, 'wellbeing-desk')
  await tap(page, '报平安')
  await see(page, '没有消息 1位')
  await shoot(page, 'wellbeing-list')
  await tap(page, `${first!.building} ${first!.callName}`)
  await see(page, '看门牌和电话')
  await shoot(page, 'wellbeing-silent')
  await tap(page, '问到了')
  await tap(page, '没事，忘了点')
  await tap(page, '记下')
  await see(page, '上次没消息')
  await shoot(page, 'wellbeing-found')
  expect(await visible(page, '今天很好').count()).toBeGreaterThan(0)
})

test('When somebody begins for themselves in WeChat, then it takes two taps', async () => {
  const phone = await phoneOf('resident-199', { url: '/home/me' })
  await phone.see('每天报平安')
  await phone.tap('每天报平安')
  await phone.see('每天几点以前报')
  await phone.tap('开始')
  await phone.see('社区知道您今天好')
})
