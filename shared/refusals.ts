/**
 * Every way we say no: code → HTTP status and what a neighbour reads. Each sentence says what to do next.
 * `{name}` is filled in by the refusal.
 */
const table = {
  // the request itself
  'request.invalid': [400, '有几处要改一改，改好再点一次。'],
  'request.notJson': [400, '内容没传完整，请再点一次。'],
  'request.tooLarge': [413, '内容太多了，删短一些再试。'],
  'request.wrongMethod': [405, '这个地址要用 POST 来问，请更新小程序再试。'],
  'request.unknown': [404, '没有这个功能，请更新小程序再试。'],
  'request.staleCursor': [400, '这一页放久了，请从头再看。'],
  'request.keyReused': [409, '这一单刚才已经提交过别的内容，请到“我的事”里看。'],
  'server.failed': [500, '我们这边出了错，您填的还在。请再点一次，着急就打给社区。'],
  'server.busy': [503, '这会儿人多，请过几秒再点一次。'],
  // who is asking
  'identity.signInAgain': [401, '登录过期了，请重新登录。'],
  'identity.badCode': [400, '登录没成功，请再点一次登录。'],
  'identity.risky': [403, '微信提示这个账号有风险，请打给社区核对。'],
  'identity.weChatBusy': [503, '微信这会儿忙，请过一会儿再试。'],
  'identity.notYourRole': [403, '这件事要由{roles}来办。有疑问请打给社区。'],
  'identity.userUnknown': [404, '没找到这个人，请他先登录一次小程序再来添加。'],
  'identity.grantUnknown': [404, '没找到这项身份，可能已经收回了，请刷新名单看看。'],
  'identity.mayNotGrant': [403, '这个身份您不能授予，请找街道或社区负责人。'],
  'identity.notYourself': [403, '自己的身份要由别人来给、来收，请找另一位负责人。'],
  'identity.scopeUnknown': [400, '没有这个队或范围，请从名单里重新选。'],
  'identity.codeUnknown': [404, '这个码过期了或不对。请对方重新给您看一次。'],
  'identity.deskUnknown': [404, '这个码过期了或不对。请在电脑上换一个新的码，再扫一次。'],
  'identity.deskTaken': [409, '这个码已经有人用过了。请在电脑上换一个新的码，再扫一次。'],
  'identity.phoneNeeded': [403, '登录电脑要用手机来同意。请在手机微信里打开“睦邻”，再扫一次。'],
  'identity.offerOver': [409, '这份代办邀请已经用过或撤回了。还要办，请对方重新发一份。'],
  'identity.notForYourself': [409, '自己的事自己办就行。请把邀请发给家里老人，由他来点同意。'],
  'identity.helpersFull': [409, '已有{most}个人能替他办事。请先停掉一个，再来同意。'],
  'identity.offersFull': [409, '您有好几份邀请还没人回。请先撤回不要的，再发新的。'],
  'identity.noContact': [409, '社区还没登记您住哪户，登记好才能改姓名。'],
  'help.stillOpen': [409, '您还有{count}件求助没办完。请先在“我的事”里取消或等办好，再来注销。'],
  'help.stillInHand': [409, '您手上还有{count}件邻居的事。请先办好或退回队里，再来注销。'],
  'identity.proxyUnknown': [404, '没找到这份代办，可能已经停了，请刷新看看。'],
  // where one lives, consent, phone
  'identity.consentNeeded': [403, '办这件事要先请您看一眼说明、点“同意”。不想点，也可以打给社区。'],
  'identity.consentOld': [409, '这份说明刚更新过，请看一眼新的再定。'],
  'identity.phoneOfOthers': [409, '这个号码社区早先登记过，要请社区工作者来核对。请打给社区。'],
  'identity.beingChecked': [409, '社区正在核对您住的这一户，核对好了再改。着急请打给社区。'],
  'identity.homeGone': [409, '他刚改了住处，或有人先核对了。请刷新名单看看。'],
  'identity.homeDecided': [409, '{name}已经核对过这一户了，结果不一样。请先跟对方说一声，再刷新看看。'],
  'identity.claimUnknown': [404, '没找到这条登记，可能改了或已经核对过。请刷新名单看看。'],
  'identity.livesElsewhere': [
    409,
    '您现在登记在{building}。搬家了，请先在“我家的人”里点“我搬走了”，再来加入。',
  ],
  'identity.noHome': [404, '还没核对您住哪户。请先登记住处，或打给社区。'],
  'identity.invitationUnknown': [404, '这个邀请用不了，可能过期或用完了。请家里人再发一个，或自己登记住处。'],
  'identity.memberUnknown': [404, '没找到这个人，可能已经搬走了。请刷新看看。'],
  'identity.tooOften': [429, '今天已经试了好几次，请明天再来。着急就打给社区。'],
  'identity.badPhoneCode': [400, '这次授权过期了，请再点一次“用微信手机号”。'],
  'identity.phoneChanged': [409, '这个号码刚改过，请刷新看看再核对。'],
  'community.notFound': [404, '还没把您登记到社区。请填楼号房号，或打给社区。'],
  'community.changed': [409, '{who}刚改过这里，您的还没存。请先看新的，再把您的改一遍。'],
  // any matter
  'matter.notFound': [404, '没找到这件事。可能取消了，或不在您名下，请到“我的事”里看看。'],
  'matter.notYours': [403, '这件事现在不在您手上。请到“我的事”里看您能办的。'],
  'matter.moved': [409, '这件事刚有变化，现在是“{state}”。请看一眼再定。'],
  // times that are booked
  'slots.taken': [409, '这个时间刚被约走了。请另选一个时间。'],
  // messages
  'messages.notFound': [404, '没找到这条消息，可能太久，已经清掉了。请看看别的消息。'],
  // help
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
  'help.notesFull': [409, '这一单记了太多笔。请接着写在最后一笔里，或另开一单。'],
  // volunteers
  'volunteers.switchedOff': [409, '社区这会儿不在小程序里招志愿者。想帮忙，请打给社区。'],
  'volunteers.teamUnknown': [404, '没有这个队，请回“志愿服务”里重新选。'],
  'volunteers.notTaking': [409, '这个队这阵子不招人。请看看别的队，或打给社区问问。'],
  'volunteers.tooYoung': [409, '这个队要满{age}岁才能加入。请看看别的队，或打给社区问问。'],
  'volunteers.parentsNeeded': [409, '不满18岁，要先问过家里大人。大人同意了，请勾上再点一次。'],
  'volunteers.sayFit': [409, '这个活要身体吃得消。想好了请勾“身体能行”；拿不准，先打给队长问问。'],
  'volunteers.queueFull': [409, '排队的人太多了。请看看别的，或打给社区问问。'],
  'volunteers.teamFull': [409, '这个队满了。请先把队里的名额改多，再加人；或让他自己报名排队。'],
  'volunteers.notInTeam': [400, '他还不在这个队里。请先把他加进队，再来替他报。'],
  'volunteers.whoIsIt': [400, '请让他亮出身份码扫一下；没有手机的，从名单里选。'],
  'volunteers.placeGone': [409, '这个位子没给您留着了，已经问下一位。还想来，请再报一次。'],
  'volunteers.takePlaceFirst': [409, '您还没报上这一班。请先点“我去”；满了就找队长。'],
  'volunteers.stillWaiting': [409, '您还在排队，没有位子。来都来了，请找队长看能不能加上。'],
  'volunteers.shiftOver': [409, '这一班已经结束或取消了。请看看下一班。'],
  'volunteers.hasBegun': [409, '这一班已经开始，不能自己退了。来不了，请打给队长。'],
  'volunteers.hasCome': [409, '他已经签到了，不能退。记错了，请改时长，写明原因。'],
  'volunteers.overlaps': [409, '这个时候您已经报了“{title}”。要换，请先退那一班。'],
  'volunteers.hasGone': [409, '他已经签退了。时长不对，请在“服务时长”里改，写明原因。'],
  'volunteers.tooEarly': [409, '还没到签到的时候，{time}起可以签。'],
  'volunteers.tooLate': [409, '这一班签到的时间过了。来过的，请找队长补上。'],
  'volunteers.wrongCode': [400, '码不对或过期了。请看一眼队长手机上现在的六位数字。'],
  'volunteers.codeNeeded': [400, '请扫队长手机上的码，或输入六位数字。'],
  'volunteers.notCheckedIn': [409, '还没签到，不用签退。来过的，请先找队长补签到。'],
  'volunteers.notYetBegun': [409, '这一班还没开始，请到时候再记。'],
  'volunteers.badTimes': [400, '时间不对：要在一天之内，最早七天前，最晚三个月后。请重新选。'],
  'volunteers.wrongTime': [400, '请填这一班当中、已经过去的时间。'],
  'volunteers.stintUnknown': [404, '没找到这一次服务，请刷新看看。'],
  'volunteers.notYourOwn': [403, '自己的时长要由别人来改。请找社区或另一位队长。'],
  'volunteers.changed': [409, '这一条刚有人改过，现在是{now}。请看一眼再改。'],
  'volunteers.nothingServed': [409, '这段时间还没有服务记录。请换一段时间再开。'],
  'volunteers.tooMuchServed': [409, '这段时间服务了{most}次以上，一张写不下。请分段开。'],
  'volunteers.sheetOutdated': [409, '开单以后时长更正过，现在是{now}。请重新开一张，再申请盖章。'],
  'volunteers.badPeriod': [400, '起止日期不对：最长五年，止日不能晚于今天。请重新选。'],
  'volunteers.recordUnknown': [404, '没查到这张记录单。请对一遍编号和校验码，或打给开具的社区。'],
  'volunteers.notAnnounced': [409, '公示要满{days}天，过了才能盖章。最早{first}。'],
  'volunteers.announcedBefore': [
    409,
    '公示要从开单那天（{issued}）或以后开始。请看看日期；要重新公示，最早{first}盖章。',
  ],
  'volunteers.moreThanHeld': [409, '这一次最多{most}，改不到这么长。请看看时长。'],
  'volunteers.mostTooFew': [409, '队里现在有{members}人，最多人数不能比这还少。'],
  'volunteers.sealDecided': [409, '这张记录单已经有结果了，请刷新看看。'],
  'volunteers.sayWhyNot': [400, '请写明为什么不盖章，好告诉申请的人。'],
  // mediation
  'mediation.switchedOff': [409, '社区这会儿不在小程序里约调解。想找人说和，请打给社区。'],
  'mediation.inCourt': [409, '法院已经受理，我们不能再调。可以打给社区，问问法律顾问。'],
  'mediation.homeNeeded': [409, '还没核对您住哪户。请填楼号房号，网格员来核；着急请打给社区。'],
  'mediation.notForThem': [
    403,
    '替长辈约调解，要长辈另外同意。请他在“谁能替我办事”里同意，或一起到社区当面说。',
  ],
  'mediation.roomUnknown': [400, '没有这间调解室，或它停用了，请从名单里重新选。'],
  'mediation.slotTaken': [409, '这个时间刚被约走。最近的是{next}，也可以再看看别的。'],
  'mediation.badTime': [
    400,
    '这个时间约不了：要在调解室开门的时候、今天以后一年以内，从整刻开始。请重新选。',
  ],
  'mediation.notOffered': [400, '请从给出的时间里选。都不方便，就点“都不行”。'],
  'mediation.partyUnknown': [400, '没有这一方，请从名单里选。'],
  'mediation.partiesFull': [409, '最多六方。请让一家出一个人来。'],
  'mediation.linkUnknown': [404, '这个邀请过期了或不对。请打给社区调解室，再发一次。'],
  'mediation.linkUsed': [409, '这个邀请已经有人回过话了。有疑问请打给社区调解室。'],
  'mediation.ownCase': [409, '这个邀请是给另一方的，您不能替他回话。请交给他本人，或打给社区调解室。'],
  'mediation.notANeighbour': [409, '您还没登记在这个社区。请直接打给调解室，在电话里回话。'],
  'mediation.notThere': [400, '他不住这一户了，请重新选，或打电话问。'],
  'mediation.evidenceFull': [
    409,
    '照片和录音一边最多{most}份，您这边已有{have}份。其余的请谈的那天带来，给调解员看。',
  ],
  'mediation.sayWhyNot': [400, '请选为什么不受理，写明该找谁。'],
  'mediation.mediatorUnknown': [400, '没有这位调解员，请从名单里选。'],
  'mediation.mediatorIsParty': [409, '他是这件事的当事人，或替当事人办事，不能来调解。请换一位。'],
  'mediation.conflict': [409, '这位调解员：{why}。想清楚了仍请他来，请勾“双方都知道”。'],
  'mediation.tooEarly': [409, '还没到约好的时候。提前谈，请先改约到现在。'],
  'mediation.nobodyThere': [400, '要双方都到了才能谈。有人没来，请点“没来齐”。'],
  'mediation.notAllHeard': [409, '还有人没听过权利。请先念给他听，再点“听明白了”。'],
  'mediation.termsNeeded': [400, '请把说好的写上，一条一行。'],
  'mediation.scanNeeded': [400, '请拍一张盖好章的协议。'],
  'mediation.recordChanged': [409, '有人刚存过这份笔录，您写的还在。请先看新的，再合到一起。'],
  'mediation.notesFull': [409, '记得太多了，存不下。请接着写在笔录里。'],
  'mediation.noteFull': [409, '这一笔记得太多了，存不下。请另记一笔，或转正式调解。'],
  'mediation.noTermsYet': [409, '还没有谈成的内容，打不了协议。请先在“谈成了”里把说好的写上。'],
  'mediation.agreedOrally': [409, '这次是口头协议，没有协议书。请打印“口头协议登记表”。'],
  'mediation.agreedInWriting': [409, '这次写了书面协议，不用登记表。请打印“人民调解协议书”。'],
  'mediation.notInForceYet': [409, '协议还没生效，不用回访。请等生效以后再打印。'],
  'mediation.keptByTheRoom': [403, '这份材料由调解室保管。您可以打印协议和权利告知书，要看别的请到调解室。'],
  'mediation.noneSettledThatMonth': [
    409,
    '这个月没有谈完的案子，以案定补表是空的。请换一个月份；刚谈完的，先把结果写上再来。',
  ],
  'mediation.nothingThatMonth': [409, '这个月没有调解可以列表。请换一个月份。'],
  'mediation.oralNotConfirmed': [
    409,
    '口头协议没有协议书可交，法院确认不了。协议照样有效；有一方不照办，可以到法院起诉。',
  ],
  'mediation.confirmationOver': [
    409,
    '申请的日子过了，不能再申请。协议照样有效；期限里申请过的，请点“已经向法院申请”。',
  ],
  'mediation.oralTermsNeeded': [400, '请把双方口头说好的写上一两句。'],
  'mediation.bookedThere': [409, '{when}有{what}。请先给它改约，再来关。'],
  'mediation.blockedThere': [409, '{when}已经关过了，不用再关一次。要改，请先重新开放。'],
  'mediation.roomBooked': [409, '{room}{when}还约着调解{more}。请先在调解室的排期里改约，再来改这里。'],
  'mediation.roomUsed': [409, '{room}用过，老案卷上还写着它的名字，不能删。请改成“停用”。'],
  'mediation.badSpan': [400, '起止时间要从整刻开始，先起后止，不在过去，一年以内，最长四周。请重新选。'],
  'mediation.ownLeaveOnly': [403, '您只能记自己不在的时间。要关调解室，请找调解室工作人员。'],
  'mediation.feedNotYours': [403, '这个日历不归您看。调解员请选“我的场次”，调解室的由工作人员生成。'],
  'mediation.feedUnknown': [404, '这个日历链接停用了。请到调解室的排期页重新生成一个。'],
  'mediation.hasOpen': [409, '您还有{count}件调解没谈完。请先点“不谈了”或等谈完，再来注销。'],
  // photos and voice notes
  'files.unknown': [404, '照片或录音没找到，可能放久了，请重新添加。'],
  'files.wrongType': [400, '这里只收照片（JPG、PNG、WebP）和录音。请从相册里选照片，或重新录一段。'],
  'files.broken': [400, '这个文件打不开，请重新拍一张，或重新录一段。'],
  'files.tooBig': [413, '文件太大，最大 {most} MB。照片请选“压缩图”，或先截个图再传；录音请短一些。'],
  'files.tooManyPixels': [413, '照片尺寸太大。请在手机上截个图，传截图就行。'],
  'files.tooLong': [400, '录音最长 {most} 秒，请分成几段来录。'],
  'files.tooMany': [429, '今天传的已经满 {most} 个了，请明天再传。着急就打给社区。'],
  'files.partBroken': [400, '有一段没传完整，请点“再试一次”。'],
  'files.incomplete': [409, '还没传完，请点“再试一次”接着传。'],
  'files.changed': [409, '路上丢了一点内容，请点“再试一次”重新传。'],
  'files.linkEnded': [404, '这个链接过期了，请回上一页再打开。'],
  // papers to print or keep
  'papers.notFound': [404, '没找到这份文件，做好七天后会清掉。请回到原来的页面再做一份。'],
  'papers.tooMany': [429, '您有{most}份文件正在做。请等做好了，再做下一份。'],
} as const satisfies Record<string, readonly [number, string]>

export type RefusalCode = keyof typeof table

/** The one kind of error that is meant for people; anything else is a bug and answered as `server.failed`. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly status: number
  /** Field path → what to change there. */
  readonly fields: Readonly<Record<string, string>> | undefined

  constructor(
    code: RefusalCode,
    names: Readonly<Record<string, string>> = {},
    fields?: Readonly<Record<string, string>>,
  ) {
    const [status, text] = table[code]
    super(text.replace(/\{(\w+)\}/g, (_, name: string) => names[name] ?? ''))
    this.code = code
    this.status = status
    this.fields = fields
  }
}

export const refusalCodes = Object.keys(table) as RefusalCode[]

/** What a schema's own rules find wrong, by name. */
const wrongs = {
  endsFirst: '要比开始晚，比如 17:00',
  notOnQuarter: '请写整刻的时间，比如 09:00、09:15',
  nameTaken: '已经有一间叫这个名字，请换一个',
  shorterThanSession: '开门的时间不够谈一场，请改长一些',
  noneOpen: '至少留一间开着',
  tooLate: '要在到期以前，请写小一些',
} as const
export type Wrong = keyof typeof wrongs
/** The `params` of such a rule. */
export const wrong = (name: Wrong) => ({ wrong: name })

/** The part of a schema's complaint that we read; zod's issues have it. */
interface Issue {
  readonly code: string
  readonly path: readonly PropertyKey[]
  readonly input?: unknown
  readonly origin?: string
  readonly minimum?: number | bigint
  readonly maximum?: number | bigint
  readonly divisor?: number
  readonly params?: Readonly<Record<string, unknown>> | undefined
}

const complaint = (issue: Issue): string => {
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? '这里还没填'
        : `不能小于 ${issue.minimum}`
    case 'too_big':
      if (issue.origin === 'string') return `最多 ${issue.maximum} 个字`
      return issue.origin === 'array' ? `最多 ${issue.maximum} 项` : `不能大于 ${issue.maximum}`
    case 'invalid_type':
      return issue.input === undefined ? '这里还没填' : '这里填得不对，请重新填'
    case 'invalid_value':
      return '请从给出的选项里选一个'
    case 'not_multiple_of':
      return `请写 ${issue.divisor} 的倍数，比如 ${(issue.divisor ?? 1) * 4}`
    case 'custom':
      return wrongs[issue.params?.wrong as Wrong] ?? '这里填得不对，请重新填'
    default:
      return '这里填得不对，请重新填'
  }
}

/** What to change, field by field; the page shows it beside the field, before or after asking the server. */
export const fieldComplaints = (issues: readonly Issue[]): Record<string, string> =>
  Object.fromEntries(issues.map(issue => [issue.path.map(String).join('.') || 'body', complaint(issue)]))
