/** 二对一帮扶: every way this module says no. */
import type { RefusalsOf } from '../manifest.ts'

export const householdsRefusals = {
  'households.switchedOff': [409, '社区还没开二对一走访。要有人上门看看，请打给社区。'],
  'households.notYourGrid': [403, '这栋楼不归您。请打给那个网格的网格员，或请社区来登记。'],
  'households.groupUnknown': [400, '有一类已经不用了。请从名单里重新选。'],
  'households.doorNeeded': [400, '还不知道是哪一户。请选楼号，填单元和房号。'],
  'households.placeNeeded': [400, '还不知道是哪一处。请写这处地方叫什么。'],
  'households.askFirst': [409, '先问过本人，或他的家人。问过了，请选是谁同意的、怎么说的。'],
  'households.dutyNeeded': [409, '请写是哪一项职责，比如：特困人员探访。'],
  'households.listedAlready': [409, '这一户已经登记过了。请在名单里找到它，点开改。'],
  'households.notOfHome': [409, '他登记的不是这一户。请先核对住处，或不选人。'],
  'households.samePerson': [409, '两个人不能是同一位。请另选一位。'],
  'households.ofThisHome': [409, '他是这家的人，请换一位。'],
  'households.notAHelper': [409, '他现在不是网格员、党员或民警。请从名单里选，或先给身份。'],
  'households.dayAhead': [400, '这一天还没到。请写去过的那一天。'],
  'households.tooLongAgo': [400, '最多补记{days}天前的。更早的，请写进这次的备注里。'],
  'households.daysWrong': [400, '日子对不上。请选从哪天到哪天，今天或以后，一年以内。'],
  'households.whoseAway': [400, '请选是哪一位不在。'],
  'households.noHomeYet': [409, '还不知道您住哪一户。请先到“我的”里登记住处，核对好了再标。'],
  'households.full': [409, '这一户记得太多了。请把要紧的写进“要知道的”。'],
} as const satisfies RefusalsOf<'households'>
