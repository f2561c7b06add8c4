/** 应急点名: every way this module says no. */
import type { RefusalsOf } from '../manifest.ts'

export const rollsRefusals = {
  'rolls.switchedOff': [409, '社区没有开“应急点名”。要用请在社区设置里打开，急事直接打社区电话。'],
  'rolls.alreadyOn': [409, '“{title}”还没点完。请接着那一次点，或先把它结束。'],
  'rolls.nobodyThere': [409, '这几栋楼还没有登记住户，点不了名。请换几栋楼，或先登记住户。'],
  'rolls.over': [409, '点名结束了，请打给社区。'],
  'rolls.notYourBuilding': [403, '这栋楼不归您。请从您管的楼里选，或告诉社区。'],
  'rolls.homeUnknown': [404, '这次点名里没有这一户。请回名单里重新选，或打给社区。'],
  'rolls.noHome': [409, '还没核对您住哪户，或这次没点您家。家里有事请打给社区，有危险先打120、119、110。'],
  'rolls.notForThem': [403, '您还不能替这位邻居报平安。请打给社区，说一声就行。'],
  'rolls.noPhone': [409, '这一户没有留电话。请上门看看，或问问邻居。'],
} as const satisfies RefusalsOf<'rolls'>
