/** What the pages of 调解 say to the room: its staff and the mediators. */
import type { dossierItems } from '../../../../shared/community.ts'
import type { elsewheres, outOfScopeReasons, reportedTo } from '../../../../shared/mediation/case.ts'
import type { answers } from '../../../../shared/mediation/life.ts'
import type { casePapers } from '../../../../shared/mediation/papers.ts'

/** Where each usually goes; staff may choose otherwise. */
export const usualElsewhere: Readonly<
  Partial<Record<(typeof outOfScopeReasons)[number], (typeof elsewheres)[number]>>
> = { inCourt: 'court', criminal: 'police', byOthers: 'department' }

export const answerText: Readonly<Record<(typeof answers)[number], string>> = {
  yes: '愿意',
  no: '不愿意',
  thinking: '再想想',
  unreachable: '没联系上',
}

export const reportText: Readonly<Record<(typeof reportedTo)[number], string>> = {
  police: '报了110',
  womensFederation: '告诉了妇联',
  civilAffairs: '告诉了民政',
  street: '告诉了街道',
  other: '告诉了别处',
}

export const paperText: Readonly<Record<(typeof casePapers)[number], string>> = {
  register: '受理登记表',
  rights: '权利义务告知书',
  record: '调解笔录',
  agreement: '调解协议书',
  oral: '口头协议登记表',
  followUp: '回访记录',
}

export const dossierText: Readonly<Record<(typeof dossierItems)[number], string>> = {
  register: '登记表',
  rights: '告知书',
  identity: '身份证明',
  record: '笔录',
  agreement: '协议书',
  inquiry: '调查材料',
  performance: '履行凭证',
  followUp: '回访',
  confirmation: '司法确认',
}

export const words = {
  shut: '关上',
  later: '先这样',
  notNow: '先不办',
  yes: '是',
  no: '不是',
  save: '存好',
  whom: '哪一位',
  missing: '还缺',
  inLine: (line: number, wrong: string) => `第${line}行：${wrong}`,
  there: '有了',
  copied: '复制好了',
  objected: (names: string) => `${names}想换一位调解员，由调解室另请。`,
  objects: (names: string) => `${names}想换一位调解员，请另请一位。`,
  // 当事人
  reveal: (name: string) => `看${name}的电话`,
  revealed: '看过了，有记录，本人查得到。',
  call: (who: string) => `打给${who}`,
  noPhone: (name: string) => `没留${name}的电话。`,
  partyTitle: '当事人',
  further: '添一方',
  furtherNote: '添上以后，也要问他愿不愿谈。',
  furtherYes: '添上',
  partiesFull: '最多六方。请让一家出一个人来。',
  someone: { name: '姓名', building: '哪栋楼', room: '单元和房号', phone: '电话' },
  someoneHint: { name: '怎么称呼都行', building: '比如：3号楼', room: '比如：2单元502', phone: '没有就空着' },
  idSeen: '身份证件看过了',
  idSeenNote: '只记看过，不记号码。',
  agent: '谁替他来（要有委托书）',
  agentHint: (name: string) => `没有就空着，${name}自己来`,
  companions: '一起来的人（一行一位）',
  companionsHint: '家里人、懂行的人',
  // 受理
  acceptCheck: [
    '法院没有受理，也不是要公安来办的事。',
    '是邻里、家庭之间的民事纠纷，在我们这一片。',
    '先给申请人打个电话，听一听，问问急不急。',
  ],
  elsewhereTitle: '不归我们管',
  // 问对方
  askOf: (names: string) => `问${names}愿不愿谈`,
  askTitle: (name: string) => `问${name}愿不愿谈`,
  ways: { phone: '打电话', neighbour: '发到他手机', link: '给邀请码' },
  scriptTitle: '照着说就行',
  script: (name: string, kind: string) => [
    `您好，是${name}吗？我是社区调解室的。`,
    `有邻居想请我们帮着，和您坐下来谈谈${kind}的事。`,
    '不收费，谈的不对外说，谁也不能勉强。',
    '您愿意来谈一谈吗？要想一想也行。',
  ],
  saidWhat: '对方怎么说？',
  neighbourNote: '登记住这一户的邻居。他会在小程序里收到，自己回话。',
  nobodyThere: '这一户没有登记过的邻居，或门牌没写全。请打电话，或给邀请码。',
  askNeighbour: (name: string) => `请${name}回话`,
  linkNote: (name: string) => `做一个给${name}的邀请，三十天里有效。谁拿到谁能回话，请当面给，或发给本人。`,
  linkMake: '做邀请',
  linkReady: (name: string) => `请${name}扫这个码，或在小程序里输入邀请。关上就看不到了，可以再做一个。`,
  qr: '给对方扫的邀请码',
  codeRead: '邀请',
  copy: '复制邀请',
  // 调解员
  mediatorTitle: '请谁来调解？',
  replaceTitle: (name: string) => `不请${name}了，换谁？`,
  mediatorSet: (name: string) => `请${name}来`,
  noMediators: '还没有别的调解员。请先在“谁管什么”里添上。',
  prefers: (name: string) => `申请人想请${name}。`,
  wanted: '（申请人想请）',
  load: (count: number) => (count === 0 ? '手上没有案子' : `手上${count}件`),
  warning: (all: readonly string[]) => `要留心：${all.join('、')}`,
  knowing: '双方都知道，仍请他来',
  knowingNote: '请先跟双方说清楚，他们没意见再勾。',
  // 时间
  offerTitle: '给哪些时间选？',
  offerNote: '都是调解室和调解员空着的。上午下午各先选了一个，可以改。',
  offerYes: (count: number) => `给这${count}个时间`,
  room: '哪一间',
  noFree: '这两周没有空着的时间。',
  moreDays: '再看后面几天',
  chooseOf: (names: string) => `问${names}哪天方便`,
  chooseTitle: (name: string) => `${name}哪些时间方便？`,
  chooseYes: (count: number) => `就这${count}个时间`,
  chooseNone: '这些都不行',
  // 约
  bookTitle: { book: '约哪个时间？', reschedule: '改到什么时候？', adjourn: '下次什么时候谈？' },
  bookYes: (when: string) => `就${when}`,
  suitsAll: '大家都方便',
  otherTime: '另选时间',
  keptTime: '空出来的时间，先打电话问双方',
  noCommon: '还没有大家都选了的时间。下面是调解室、调解员和当事人都没有别的安排的。',
  whichDay: '哪一天',
  whichTime: '几点',
  walkIn: '人都在这儿，现在就谈',
  takeKept: '约到空出来的时间',
  kept: (when: string, until: string) => `${when}空出来了，给这件留到${until}。请打电话问双方，行就约上。`,
  waiting: '在排队：有更早的时间空出来，先留给这件。',
  rescheduleWhy: '为什么改',
  // 念权利、到场
  rightsOf: (names: string) => `念权利给${names}听`,
  rightsTitle: (name: string) => `念给${name}听`,
  rightsHeard: (name: string) => `${name}听明白了`,
  holdTitle: '谁到了？',
  whoCame: '到场的人',
  holdYes: '开始谈',
  notComeTitle: '没来齐',
  notComeNote: '这次不算谈过，只记下谁来了谁没来。接着另约时间。',
  notComeYes: '记下，另约时间',
  // 协议
  agreeTitle: '谈成了',
  agreeHow: { written: '书面协议', oral: '口头协议' },
  agreeNote: {
    written: '双方和调解员签字、盖了章才生效。',
    oral: '说好就生效，登记表自己填好。想请法院确认的，请写书面协议。',
  },
  agreeWritten: '写好了，去签字',
  agreeOral: '说好了，生效',
  terms: '说好的事（一条一行）',
  termsHint: '比如：楼上李家11月30日前修好水管',
  termsMissing: '请把说好的写上，一条一行。',
  performedHow: '怎么办（可以不写）',
  performedHowHint: '比如：请物业的师傅修，材料费两家平摊',
  performedBy: '哪天以前办好（可以不选）',
  agreedFacts: '纠纷事实（双方都认可的写法）',
  agreedFactsHint: '时间、地点、怎么回事，不评谁对谁错',
  // 签字
  signTitle: '签字、盖章',
  signNote: '先打印，签一个点一个。都齐了，协议就生效。',
  pen: '签了字',
  thumb: '按了手印',
  signed: { pen: '签了字', thumb: '按了手印' },
  mediatorSigns: (name: string | undefined) => (name ? `调解员${name}` : '调解员'),
  seal: '人民调解委员会的章',
  sealNow: '盖了',
  sealed: '盖了',
  scan: '盖好章的照片',
  scanned: '有了',
  scanLabel: '拍下盖好章的协议',
  scanHint: '每一页都拍，字要看得清。',
  scanSend: '存这些照片',
  // 没谈成、回访、司法确认、归档
  confirmationNote: (day: string) => `双方要一起去申请，最晚${day}。`,
  confirmationOver: (day: string) => `申请的日子到${day}为止，已经过了。期限里申请过的，照实记。`,
  dossier: '卷宗',
  dossierOf: (done: number, all: number) => `${done}/${all}`,
  // 打印
  papersTitle: '打印',
  print: (name: string) => `打印${name}`,
  wholeFile: '整份卷宗',
  // 记一句、照片、延期、报告、不谈
  noteTitle: '记一句',
  notes: '记过的话',
  reports: '报告过',
  withdrawTitle: '当事人说不谈了？',
  withdrawYes: '记下，不谈了',
} as const
