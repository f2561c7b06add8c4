/** 社区通知: every way this module says no. */
import type { RefusalsOf } from '../manifest.ts'

export const noticesRefusals = {
  'notices.switchedOff': [409, '社区这会儿不在小程序里发通知。要发，请在“设置”里打开“社区通知”再来。'],
  'notices.untilPassed': [400, '到哪天为止，请选今天或今天以后、一年以内的一天。'],
  'notices.buildingUnknown': [400, '有一个楼号不在名单里，请从名单里重新选。'],
  'notices.notYourBuilding': [403, '这栋楼不归您，请看看您那栋楼的，或打给社区。'],
  'notices.homeNeeded': [409, '还没核对您住哪户，记不到您家名下。请先登记住处，或打给社区说一声。'],
  'notices.homeUnknown': [404, '有一户不在这栋楼的名单里，请把名单重新打开再勾一次。'],
  'notices.noPhone': [404, '这一户没留下能打的电话，请上门告诉一声，再回来勾上。'],
} as const satisfies RefusalsOf<'notices'>
