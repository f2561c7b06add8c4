/** 今天我很好: every way this module says no. */
import type { RefusalsOf } from '../manifest.ts'

export const wellbeingRefusals = {
  'wellbeing.switchedOff': [409, '社区现在不在小程序里开报平安。想让人每天问一声，请打给社区。'],
  'wellbeing.homeNeeded': [409, '还没核对您住哪户。请先填楼号房号，网格员来核；想早点开始，请打给社区。'],
  'wellbeing.theirHomeNeeded': [409, '社区还没登记他住哪户。请先登记他的楼号和电话，再来开始。'],
  'wellbeing.notForThem': [403, '您还不能替这位邻居报平安。请他在手机上同意您代办“报平安”，或打给社区。'],
  'wellbeing.askFirst': [409, '先问过本人。请记下怎么问的、哪天问的，再点开始。'],
  'wellbeing.alreadyThere': [409, '他已经在报平安了，不用再开始。要改时间或换人，请点开那一件。'],
  'wellbeing.partnerIsSelf': [409, '搭伴的要是另一个人，请换一位邻居。'],
  'wellbeing.helperUnknown': [409, '这位不在社区的网格员、楼门长、党员、志愿者里，请重新选一位。'],
  'wellbeing.staffOnly': [403, '帮手由社区来定。想换人，请打给社区。'],
  'wellbeing.sayHow': [400, '请点一下是看到人了，还是听到声音了。'],
  'wellbeing.stillNoWord': [409, '今天到点了还没有他的消息。先问到他好不好，记下来，再改。'],
  'wellbeing.noContact': [409, '社区还没登记他的门牌电话，请马上打给社区。'],
} as const satisfies RefusalsOf<'wellbeing'>
