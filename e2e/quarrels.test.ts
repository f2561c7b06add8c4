/** 说和, from the doorstep to the room: noted in twenty seconds, agreed orally on its form, or made a case of. */
import { expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { mediation } from '../shared/mediation/mediation.ts'
import { as } from './people.ts'
import { home, openBrowser, see, shoot, tap, visible, windowOf, write } from './windows.ts'

openBrowser()

const say = (page: Page, text: string) => page.locator('textarea:visible').last().fill(text)

test('When a grid worker notes a quarrel and the room talks it over, then the form of what was agreed fills itself', async () => {
  const [grid, room] = await Promise.all(['grid-3', 'room-1'].map(windowOf))
  if (!grid || !room) throw new Error('two windows')

  // On the doorstep: a name, a kind, a line.
  await tap(grid, '吵架了')
  await tap(grid, '外面碰上')
  await write(grid, '3号楼张阿姨', '5号楼老周')
  await write(grid, '楼上李家，可空', '楼上小陈')
  await tap(grid, '噪音')
  await say(grid, '半夜拖椅子，敲门吵起来了')
  await shoot(grid, 'quarrel-note')
  await tap(grid, '记下来')
  await see(grid, '还没说开')
  await see(grid, '5号楼老周 和 楼上小陈')
  expect(await visible(grid, '转正式调解').count()).toBe(0)
  await tap(grid, '再记一句')
  await say(grid, '小陈说椅子脚掉了垫')
  await tap(grid, '记上')
  await see(grid, '小陈说椅子脚掉了垫')

  // The room finds it and agrees with both.
  await home(room)
  await tap(room, '说和')
  await see(room, '还没说开')
  await visible(room, '5号楼老周 和 楼上小陈').last().click()
  await see(room, '小陈说椅子脚掉了垫')
  await shoot(room, 'quarrel')
  await tap(room, '口头协议')
  await say(room, '小陈明天装上脚垫，十点以后不挪椅子')
  await tap(room, '就这样定了')
  await see(room, '口头说好的')
  await tap(room, '打印登记表')
  await see(room, '做好了')
  await shoot(room, 'quarrel-form')
  await tap(room, '关上')
  await see(grid, '口头协议')
})

test('When it is talked over on the spot, then one tap says so, and one that it is over', async () => {
  const room = await windowOf('room-1')
  await tap(room, '吵架了')
  await write(room, '3号楼张阿姨', '12号楼老何')
  await tap(room, '养宠')
  await tap(room, '记下来')
  await see(room, '12号楼老何')
  await tap(room, '说开了')
  await see(room, '都说开了？')
  await tap(room, '说开了')
  await see(room, '说开了，不用再办什么')
  expect(await visible(room, '转正式调解').count()).toBe(0)
  await shoot(room, 'quarrel-over')
})

test('When it does not come to rest, then it becomes a case with nothing typed again', async () => {
  const room = await windowOf('room-1')
  await tap(room, '吵架了')
  await write(room, '3号楼张阿姨', '9号楼老孙')
  await tap(room, '停车')
  await tap(room, '记下来')
  await tap(room, '转正式调解')
  await tap(room, '转过去')
  await tap(room, '看这件调解')
  await see(room, '先看归不归我们管')
  await see(room, '9号楼老孙')
  await shoot(room, 'quarrel-case')
  const { items } = await as('room-1').do(mediation.quarrels, { list: 'ended' })
  expect(items[0]).toMatchObject({ state: 'formal', sides: ['9号楼老孙'], what: '停车' })
  expect(await as('room-1').do(mediation.get, { id: items[0]!.case! })).toMatchObject({
    ...{ kind: 'parking', origin: 'walkIn', state: 'applied' },
  })
})
