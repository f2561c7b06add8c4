/** 随手拍: every way this module says no. */
import type { RefusalsOf } from '../manifest.ts'

export const hazardsRefusals = {
  'hazards.switchedOff': [409, '社区现在不在小程序里收隐患，看见了请打给社区。有危险先打119、110。'],
  'hazards.nothingSaid': [400, '请拍张照，或说一句是什么情况。'],
  'hazards.soundsDangerous': [
    409,
    '听着有危险：着火、燃气打119，有人受伤打120、110。打完再点“有危险”，社区马上知道。',
  ],
  'hazards.buildingUnknown': [400, '没有这栋楼。请从名单里重新选一栋。'],
  'hazards.notByPhone': [403, '只有社区能替打电话来的人报。请用您自己的名义报。'],
  'hazards.unitUnknown': [400, '这个单位不管这栋楼。请从名单里选一个管这栋楼的单位。'],
  'hazards.showHow': [400, '请拍张照，或写上是谁看见修好的。'],
  'hazards.ownWork': [403, '处理的人不能自己核。请换一位网格员、楼门长或社工去看。'],
  'hazards.extendedOnce': [409, '已经延过一次了。还办不了，请点“退回”，说说为什么。'],
  'hazards.dayWrong': [400, '请选以后的一天，最多延{most}天。'],
  'hazards.answerOver': [409, '修好已经过了{days}天。又坏了，请重新报一件。'],
  'hazards.followersFull': [409, '关注这件的人已经很多了。请过几天再来看进展。'],
  'hazards.notSame': [409, '只能并到本社区里另一件还没办完的。请重新选一件。'],
  'hazards.photosOff': [409, '社区没有打开“照片居民都能看”。请先到社区设置里打开。'],
  'hazards.photoUnknown': [400, '这张照片不在这件事里。请重新勾选。'],
  'hazards.noContact': [409, '没有登记这位居民的电话。请打给社区问。'],
} as const satisfies RefusalsOf<'hazards'>
