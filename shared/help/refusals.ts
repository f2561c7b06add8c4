/** 帮办: every way this module says no. */
import type { RefusalsOf } from '../manifest.ts'

export const helpRefusals = {
  'help.stillOpen': [409, '您还有{count}件求助没办完。请先在“我的事”里取消或等办好，再来注销。'],
  'help.stillInHand': [409, '您手上还有{count}件邻居的事。请先办好或退回队里，再来注销。'],
  'help.alreadyClaimed': [409, '{team}先接了，谢谢您！还有别的事等人接，看看下一件。'],
  'help.homeNeeded': [409, '还没核对您住哪户。请填楼号房号，网格员来核；急事现在就打给社区。'],
  'help.notForThem': [403, '您还不能替这位邻居办事。请他本人在手机上同意，或一起到社区登记。'],
  'help.theirHomeNeeded': [
    409,
    '社区还没核对他住哪户，或登记到期了。请他填楼号房号，或一起到社区登记；急事现在就打给社区。',
  ],
  'help.theirConsentNeeded': [
    403,
    '他还没看过使用说明。请他在自己手机上打开小程序点“同意”，或一起到社区当面登记代办；急事打给社区。',
  ],
  'help.switchedOff': [409, '社区现在不在小程序里接求助，要帮忙请打给社区。有危险先打120、119、110。'],
  'help.notInTeam': [400, '这位志愿者不在队里，请从队员名单里重新选。'],
  'help.ownRequest': [409, '这是他自己家的事，请换一位志愿者去。'],
  'help.overCap': [409, '说好最多{cap}，现在是{spent}。请先跟邻居说好，再点“已说好”。'],
  'help.chooseTeam': [400, '您带着不止一个队，请选由哪个队来接。'],
  'help.noContact': [409, '社区还没登记这位邻居的门牌电话，请打给社区问。'],
  'help.wrongTopic': [400, '这一项不在这类帮忙里，请重新选一次。'],
  'help.tooMany': [409, '您家已有{count}件在办。真着急，请打给社区。'],
  'help.isDanger': [
    409,
    '这里不是报警电话。有人倒下打120，着火打119；闻到煤气味，先出门再打119。打完再到“家里急事”选“有危险”，社区马上知道。',
  ],
  'help.notForTheirHealth': [
    403,
    '拿药要长辈另外同意您替他办。请他在“谁能替我办事”里同意“看病用药”，或打给社区。',
  ],
  'help.notFetched': [409, '这种药要本人或家人去拿，志愿者不能代取。请问医院药房，或打给社区想办法。'],
  'help.neverHandled': [409, '银行卡和密码志愿者不能碰，这是保护您。可以改成“陪看病办事”，约人陪您去银行。'],
  'help.bothIdsNeeded': [409, '用医保代买药，要您和代买人的身份证件。请备好再点“备好了”，或请社区打给您。'],
  'help.idsNotShown': [
    409,
    '用医保买药，柜台要看两个人的证件。看过了请点“证件都看过了”，没带就先别付钱，打给队长。',
  ],
  'help.noSwapOfMedicine': [409, '药不能换别的。买不到请打给邻居问，或点“没办成”选“店里没货”。'],
  'help.swapUnknown': [409, '单子上没有这一样，或已经问过了。请回到这件事里再看一眼。'],
  'help.swapsFull': [409, '已经问了太多样。剩下的请打电话一起问。'],
  'help.nothingChanged': [400, '还没改什么。请改好再点“改好了”。'],
  'help.notesFull': [409, '这一单记了太多笔。请接着写在最后一笔里，或另开一单。'],
} as const satisfies RefusalsOf<'help'>
