/** 建档 in a browser: a sheet with a bad line is given, put right, and carried out; a door's code fills in where one lives. */
import { expect, test } from '@jest/globals'
import { book } from '../functions/testing/sheets.ts'
import { front } from './people.ts'
import { openBrowser, row, see, shoot, tap, windowOf } from './windows.ts'

openBrowser()

const head = ['楼号', '单元', '房号', '姓名', '电话']
const sheet = (phone: string) =>
  book({
    楼栋: [
      ['楼号', '网格'],
      ['1号楼', '第1网格'],
    ],
    住户: [head, ['1号楼', '9', '901', '欧阳新来', '10060000001'], ['1号楼', '9', '902', '诸葛新来', phone]],
  })

test('When a sheet has a bad line, then staff read which, give it again, see what will change, and it is in', async () => {
  const staff = await windowOf('staff-1')
  await staff.setViewportSize({ width: 1280, height: 800 })
  await staff.goto(`${front()}/community/settings`)
  await row(staff, '建档')
  const give = async (phone: string) => {
    const chooser = staff.waitForEvent('filechooser')
    await tap(staff, '选表格文件')
    await (
      await chooser
    ).setFiles({
      ...{ name: '住户.xlsx', buffer: await sheet(phone) },
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    })
  }
  await give('123')
  await see(staff, '3 要改的 1 处')
  await see(staff, '住户 第3行 “电话”')
  await shoot(staff, 'onboarding-wrong')
  await give('10060000002')
  await see(staff, '4 会怎么变')
  await shoot(staff, 'onboarding-changes')
  await tap(staff, '照这样登记')
  await see(staff, '5 登记好了')
  await shoot(staff, 'onboarding-done')
})

test('When somebody scans the code at a door, then the door is filled in and they only say who they are', async () => {
  const newcomer = await windowOf('newcomer-3')
  await tap(newcomer, '普通版')
  await tap(newcomer, '同意，开始用')
  await newcomer.goto(`${front()}/identity/home?scene=building-3~2~301`)
  await see(newcomer, '填好后，网格员或楼门长会来核对。')
  await shoot(newcomer, 'door-code')
  const typed = await newcomer
    .locator('input:visible')
    .evaluateAll(all => all.map(each => (each as HTMLInputElement).value))
  expect(typed).toEqual(expect.arrayContaining(['2', '301']))
})
