/** 二对一走访: the grid worker goes from door to door, the Party member after work, and staff see what is left. */
import { expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { households } from '../shared/households/households.ts'
import { onOf } from '../shared/time.ts'
import { as, op, signedIn } from './people.ts'
import { home, openBrowser, row, see, shoot, tap, windowOf } from './windows.ts'

openBrowser()

const say = (page: Page, text: string) => page.locator('textarea:visible').last().fill(text)
/** What is tapped at this door, of all in the list. */
const at = (page: Page, what: string, door: string) =>
  page.locator(`[aria-label="${what}，1号楼${door}"]:visible`).last().click()
const idOf = async (persona: string) => (await signedIn(persona)).me.id
const today = () => onOf(new Date().toISOString())
const tapOn = ({ id, seq }: { readonly id: string; readonly seq: number }) => ({ id, seq, op: op() })

/** A home of building 1 whose day has come: things have changed there. */
const due = async (room: string) => {
  const listed = await as('staff-1').do(households.listHome, {
    ...{
      key: op(),
      building: 'building-1',
      unit: '8',
      room,
      groups: ['alone'],
      basis: 'self',
      consent: 'spoken',
    },
    ...{ name: '蒋奶奶', needs: '耳朵背，敲门重一点' },
  })
  const paired = await as('staff-1').do(households.pair, {
    ...{ ...tapOn(listed), helper: await idOf('grid-1'), second: await idOf('party-1'), tier: 'weekly' },
  })
  return as('staff-1').do(households.changed, { ...tapOn(paired), reason: 'discharged' })
}

test('When a grid worker goes from door to door and a Party member after work, then two taps say that all is well, and staff see what was found', async () => {
  const [one, two] = [await due('801'), await due('802')]
  const [grid, staff] = [await windowOf('grid-1'), await windowOf('staff-1')]

  // In the morning: the doors of the day, building by building; where all is well, two taps.
  await row(grid, '今天去谁家')
  await see(grid, '8单元801室')
  await shoot(grid, 'round')
  await at(grid, '去了', '8单元801室')
  await see(grid, '怎么样？')
  await tap(grid, '都好')
  await grid.locator('[aria-label="去了，1号楼8单元801室"]:visible').waitFor({ state: 'detached' })
  await at(grid, '没在家', '8单元802室')
  await tap(grid, '没人在家')

  // After work: the same door, its page, and a word for the other.
  const party = await windowOf('party-1')
  await row(party, '今天去谁家')
  await party.getByText('1号楼8单元802室').locator('visible=true').last().click()
  await see(party, '耳朵背，敲门重一点')
  await shoot(party, 'pairing')
  await tap(party, '去过了')
  await say(party, '女儿陪着，周五复查')
  await tap(party, '有变化')
  await see(party, '女儿陪着，周五复查')
  expect((await as('grid-1').do(households.pairing, { id: two.id })).notes?.[0]?.text).toBe(
    '女儿陪着，周五复查',
  )
  expect((await as('grid-1').do(households.pairing, { id: one.id })).visits).toHaveLength(1)

  // The grid worker is away for a while: staff find somebody.
  const { seq } = await as('grid-1').do(households.pairing, { id: one.id })
  await as('grid-1').do(households.away, {
    ...{ ...tapOn({ id: one.id, seq }), fromOn: today(), toOn: today() },
  })
  await home(staff)
  await tap(staff, '走访')
  await tap(staff, '缺帮手')
  await staff.getByText('1号楼8单元801室').locator('visible=true').last().click()
  await see(staff, '请人替一阵')
  await shoot(staff, 'pairing-lacking')
})
