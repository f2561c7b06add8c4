/** What the pages of 调解 say to whoever is a party. */
import type {
  cancelReasons,
  CaseReply,
  confirmations,
  elsewheres,
  outOfScopeReasons,
  performances,
  rescheduleReasons,
} from '../../../shared/mediation/case.ts'
import type {
  alreadyWith,
  caseOrigins,
  CaseMove,
  CaseState,
  DisputeKind,
} from '../../../shared/mediation/life.ts'

export const kindText: Readonly<Record<DisputeKind, string>> = {
  leak: '漏水',
  noise: '噪音',
  parking: '停车',
  pets: '养宠',
  publicSpace: '公共空间',
  family: '家庭',
  property: '物业',
  loan: '借贷',
  other: '其他',
}

export const alreadyText: Readonly<Record<(typeof alreadyWith)[number], string>> = {
  nobody: '都没有',
  police: '派出所在管',
  court: '法院受理了',
}

export const originText: Readonly<Record<(typeof caseOrigins)[number], string>> = {
  app: '手机上申请',
  walkIn: '上门申请',
  phone: '电话申请',
  mediator: '调解员主动调',
  court: '法院委托',
  police: '派出所委托',
}

export const consentText: Readonly<Record<NonNullable<CaseReply['parties'][number]['consent']>, string>> = {
  asked: '等回话',
  yes: '愿意谈',
  no: '不愿谈',
  thinking: '再想想',
  unreachable: '没联系上',
}
export const notAsked = '还没问'

export const elsewhereText: Readonly<Record<(typeof elsewheres)[number], string>> = {
  court: '人民法院',
  police: '派出所',
  arbitration: '仲裁',
  property: '物业',
  department: '有关部门',
  legalAid: '法律援助',
  other: '别处',
}

export const performedText: Readonly<Record<(typeof performances)[number], string>> = {
  all: '都照办了',
  partly: '办了一部分',
  notYet: '还没到时候',
  refused: '没有照办',
}

export const confirmationText: Readonly<Record<(typeof confirmations)[number], string>> = {
  wanted: '双方想申请',
  applied: '已经向法院申请',
  confirmed: '法院确认了',
  denied: '法院没有确认',
  notWanted: '不申请了',
}

/** For the timeline, after who it was; what is not there is no business of a party. */
export const moveDone: Readonly<Partial<Record<CaseMove | 'apply', string>>> = {
  apply: '约了调解',
  accept: '受理了',
  sendElsewhere: '说了该去哪里',
  ask: '去问愿不愿谈',
  answer: '回了话',
  offerTimes: '给了几个时间',
  chooseTimes: '选了时间',
  setMediator: '请了调解员',
  replaceMediator: '换了调解员',
  object: '想换一位调解员',
  hearRights: '听了权利',
  book: '约好了时间',
  reschedule: '改了时间',
  cancel: '退了约好的时间',
  keepSlot: '有个时间空出来，先留着',
  letSlotGo: '留着的时间让给了别人',
  hold: '坐下来谈了',
  notCome: '有人没来，没谈成',
  adjourn: '约了下次再谈',
  agree: '说好了，写下来',
  sign: '签字、盖章',
  unsign: '协议要再谈谈',
  noAgreement: '没谈成',
  followUp: '做了回访',
  confirmation: '记了司法确认',
  archive: '归了档',
  withdraw: '说不谈了',
  extend: '都同意多谈些日子',
  addFiles: '添了照片',
}

/** The same where the room has noted it down for others. */
export const movedByRoom: typeof moveDone = {
  apply: '登记了这件事',
  answer: '记下了回话',
  chooseTimes: '记下了方便的时间',
  hearRights: '念了权利',
  hold: '记下谈了一次',
  notCome: '记下有人没来',
  agree: '记下说好的事',
  sign: '记下签字、盖章',
  unsign: '记下协议要再谈谈',
  noAgreement: '记下没谈成',
  withdraw: '记下有一方不谈了',
  extend: '记下都同意多谈些日子',
}

export const outOfScopeText: Readonly<Record<(typeof outOfScopeReasons)[number], string>> = {
  inCourt: '法院已经受理',
  criminal: '要由公安来办',
  byOthers: '要由专门机关处理',
  notHere: '不在我们这一片',
  notADispute: '不是纠纷',
  other: '别的原因',
}
export const cancelText: Readonly<Record<(typeof cancelReasons)[number], string>> = {
  partyAsked: '有一方来不了',
  mediatorAway: '调解员来不了',
  roomGone: '调解室用不了',
  other: '别的原因',
}
export const rescheduleText: Readonly<Record<(typeof rescheduleReasons)[number], string>> = {
  ...cancelText,
  earlier: '有更早的时间',
}
export const reasonText = { ...outOfScopeText, ...rescheduleText }

/** What comes next, and why it is so. */
export const nextText: Readonly<Partial<Record<CaseState, readonly [what: string, why: string]>>> = {
  applied: ['调解室先看这件事能不能调，再给您打电话。', '法院受理了的、要公安来办的，法律不让社区调。'],
  accepted: ['调解室去问对方愿不愿谈。', '各方都愿意才能调，谁也不能勉强。'],
  asked: ['等各方回话。都愿意谈，就请调解员、约时间。', '愿不愿意都可以。只问这一句，不说谁的电话。'],
  unreachable: ['调解室换个时间再联系。', '没联系上，不等于不愿意。'],
  willing: ['调解室请一位调解员，再约时间。', '调解员和哪一方都不能沾亲带故；不合适，可以换。'],
  mediatorSet: ['听完权利、选好时间，调解室来定哪一天。', '各方都方便的时间才定。您选了哪些，对方看不到。'],
  noticed: ['调解室按各方方便的时间定一天，再告诉您。', '您选了哪些时间，对方看不到。'],
  scheduled: ['到时候坐下来谈，事先会再提醒您。', '想带家里人来，或请人替您来，先跟调解室说一声。'],
  adjourned: ['到时候接着谈，事先会再提醒您。', '想带家里人来，或请人替您来，先跟调解室说一声。'],
  held: ['谈拢了就写协议，没谈拢可以约下次。', '成不成由你们自己定，调解员不替谁做主。'],
  signing: ['各方签字或按手印，调解员签字，再盖章。', '齐了才生效；没齐以前，还可以再谈。'],
  agreed: ['请按说好的办。过些日子调解室会问一问。', '协议受法律保护；有一方不照办，可以去法院。'],
  followUp: ['调解室在问说好的事办了没有。', '没办好的，调解室帮着催一催。'],
}

/** 人民调解法 23 and 24, and 4 on that it costs nothing, in words one would use oneself. */
export const rights = [
  ['您的权利', '调解员您可以自己选。觉得不合适，可以换一位。'],
  ['您的权利', '愿意谈就谈，不愿意可以不谈。谈到一半，也可以说不谈了。'],
  ['您的权利', '关起门来谈，还是让别人旁听，您可以提。'],
  ['您的权利', '心里怎么想就怎么说。签不签协议，您自己拿主意，谁也不能逼您。'],
  ['不收费', '从头到尾，一分钱也不收。'],
  ['您要做到', '事情是怎样就怎样说，不瞒也不编。'],
  ['您要做到', '守谈话的规矩，尊重调解员。'],
  ['您要做到', '也让对方把话说完，他有同样的权利。'],
] as const

/** 人民调解法 26: what is open to whoever cannot or will not be reconciled here. */
export const otherWays = [
  ['找有关部门', '吵闹、养宠可以找派出所；违建、占道打12345。'],
  ['仲裁', '合同里写了仲裁的，可以去申请仲裁。'],
  ['到法院起诉', '带上身份证和证据，去法院的立案窗口。'],
] as const

export const words = {
  /** The page's title where there is none of the matter itself. */
  title: '约人调解',
  /** Short, for the bar has room for few large letters. */
  titleOf: (kind: string) => `${kind}调解`,
  explainTitle: '调解是怎么回事',
  explain: [
    '不收费：从头到尾，一分钱也不收。',
    '自愿：都愿意才谈，随时可以不谈。',
    '保密：谈的不对外说，电话也不说。',
  ],
  thinkAgain: '再想想',
  // 一件调解
  received: '收到了。调解员会先给您打电话。',
  next: '接下来',
  kept: (when: string, until: string) =>
    `有个早一点的时间空出来：${when}。先给你们留到${until}，行的话请打给调解室。`,
  waiting: '有更早的时间空出来，先问你们。',
  slotTitle: '约好的时间',
  when: '什么时候',
  long: '大约多久',
  minutes: (count: number) => `${count}分钟`,
  where: '在哪里',
  openRow: '怎么谈',
  openYes: '可以旁听',
  openNo: '关起门来谈',
  people: '谁来谈',
  mediator: '调解员',
  you: '您这边',
  withYou: (name: string) => `${name}（您这边）`,
  applicant: '申请的一方',
  otherSide: '另一方',
  agent: (name: string) => `${name}替他来`,
  companions: (names: string) => `一起来：${names}`,
  signedRow: { pen: '签了字', thumb: '按了手印' },
  heard: '听过权利',
  objects: '想换一位调解员',
  objected: '您说了想换一位，调解室正在安排。',
  facts: '怎么回事',
  wish: '希望怎么办',
  prefers: '想请谁调解',
  already: '别处在管',
  origin: '怎么来的',
  photos: '照片和录音',
  photosSeen: '只有您、调解员和调解室看得到。',
  sessions: '约过几次',
  present: (names: string) => `来了：${names}`,
  absent: (names: string) => `没来：${names}，没有谈`,
  // 回话
  yes: '愿意',
  no: '不愿意',
  noTitle: '不愿意谈？',
  noText: '不愿意也没关系，谁也不能勉强。说了不愿意，这件事在调解室就到此为止。',
  noYes: '不愿意',
  thinkingNoted: '不急，想好了再回话。',
  // 权利
  rightsTitle: '听听您的权利',
  rightsLead: `谈以前先看一看，一共${rights.length}句话。`,
  rightsStart: '一条一条看',
  rightsAgain: '再看看您的权利',
  lineOf: (at: number, of: number) => `第${at}条，共${of}条`,
  nextLine: '下一条',
  lineBefore: '上一条',
  understood: '听明白了',
  rightsHeard: '记下了，您听明白了',
  notNow: '等会儿再看',
  // 时间
  timesTitle: '您哪些时间方便？',
  timesLead: (minutes: number) => `每次大约${minutes}分钟。可以多选，选得多，容易约上。`,
  timesUnseen: '您选了哪些，对方看不到。',
  timesSend: (count: number) => (count > 0 ? `就这${count}个时间` : '选好了'),
  timesFirst: '请先点上面的时间',
  noneOfThem: '这些都不行',
  noneTitle: '这些时间都不行？',
  noneText: '没关系，调解室会再给您几个时间，或打电话来问。',
  noneYes: '都不行',
  timesChosen: '您方便的时间',
  timesNone: '您说这些时间都不行，调解室会另想办法。',
  timesChange: '改一改',
  timesKeep: '不改了',
  // 改时间、换人、添照片、不谈
  reschedule: '改个时间',
  rescheduleTitle: '这个时间来不了？',
  rescheduleText: '这个时间会退掉，请您再选几个方便的，调解室重新定。对方只知道要改时间，不知道为什么。',
  rescheduleYes: '退掉，另约时间',
  rescheduleNo: '还是这个时间',
  object: '想换一位调解员',
  objectTitle: '想换一位调解员？',
  objectText: '不用说原因，这是您的权利。调解室会另请一位；约好的时间可能要改。',
  objectYes: '换一位',
  objectNo: '不换了',
  addPhotos: '添照片',
  addPhotosTitle: '添上照片',
  addPhotosHint: '拍下现场、单据、聊天记录都可以。对方看不到。',
  addPhotosYes: '添上',
  addPhotosNo: '不添了',
  photosFull: '照片放满了。其余的请谈的那天带来，给调解员看。',
  sending: '照片还在传，请稍等',
  withdraw: '不谈了',
  withdrawTitle: '真的不谈了？',
  withdrawText: '谈不谈都由您定，不用说原因。说了不谈，这件事就停下来；以后想谈，可以再来约。',
  withdrawYes: '不谈了',
  withdrawNo: '还想谈',
  // 协议
  agreement: '说好的事',
  oral: '口头协议，说好就生效',
  written: '书面协议',
  how: '怎么办',
  by: '什么时候办好',
  effective: '哪天生效',
  missing: '还差',
  missingOne: { mediator: '调解员签字', seal: '盖章', scan: '调解室拍照存档' },
  missingSign: (name: string) => `${name}签字或按手印`,
  missingYou: '您这边签字或按手印',
  signHow: '请带上身份证，到调解室签。按手印也算数。',
  print: '看协议，可以打印',
  scan: '盖好章的协议',
  confirmTitle: '请法院确认',
  confirmLead: (day: string, left: number) =>
    `要双方一起去申请，最晚${day}，还有${left}天。确认过的协议，对方不照办，可以直接请法院执行。`,
  confirmLast: (day: string) => `要双方一起去申请，今天是最后一天（${day}）。`,
  confirmOver: '申请的日子过了。协议还是有效。',
  confirmFree: '不申请也行，协议一样有效。',
  confirmState: '现在',
  followUps: '回访',
  // 别的路
  elsewhereTitle: '还能走这几条路',
  goTo: '该找',
  lawCall: '打12348，免费问律师',
  applyAgain: '再约一次',
  // 谁看过
  looks: '谁打开看过',
  history: '经过',
  // 收到邀请
  linkTitle: '邀您谈一谈',
  linkAsks: (community: string) => `${community}的调解室问您一句话`,
  linkWhat: (name: string, kind: string) => `${name}想和您坐下来，谈谈${kind}的事。您愿意吗？`,
  linkHow: '由社区的调解员主持。愿不愿意，您说了算；对方看不到您的电话。',
  linkCall: '打给调解室问问',
  outsideTitle: '有邻居想和您坐下来谈谈',
  outsideHow:
    '愿不愿意，您说了算。回话请先登录；在微信里，打开“睦邻”小程序，点“约人调解”里的“是别人邀您谈？”。不方便用手机，给社区打个电话说一声也行。',
  linkBad: '请重新点开收到的邀请，或把整段粘贴在下面。',
  linkNotMine: '不是找您的？不用回话，打给调解室说一声。',
  linkCode: '收到的邀请',
  linkScan: '扫邀请上的码',
  saidYes: '谢谢您。调解室会来请您选时间、听权利。',
  saidNo: '知道了，不会再来问。',
  saidThinking: '不急。想好了，在“我的事”里点开回话。',
  openCase: '看这件事',
  toHome: '回首页',
} as const

/** The reader’s own side, or whom they act for, is called so. */
export const nameOf = ({ parties }: Pick<CaseReply, 'parties'>, key: string) => {
  const party = parties.find(each => each.key === key)
  return party?.mine ? words.you : (party?.name ?? '')
}
