/** What the pages of 调解 say to the room: its staff and the mediators. */
import type { dossierItems } from '../../../../shared/community.ts'
import type { elsewheres, outOfScopeReasons, reportedTo } from '../../../../shared/mediation/case.ts'
import type { answers } from '../../../../shared/mediation/life.ts'

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

export const sayLoad = (count: number) => (count === 0 ? '手上没有案子' : `手上${count}件`)

export const words = {
  shut: '关上',
  later: '先这样',
  whom: '哪一位',
  missing: '还缺',
  objected: (names: string) => `${names}想换一位调解员，由调解室另请。`,
  objects: (names: string) => `${names}想换一位调解员，请另请一位。`,
  // 当事人
  someone: { name: '姓名', building: '哪栋楼', room: '单元和房号', phone: '电话' },
  someoneHint: { name: '怎么称呼都行', building: '比如：3号楼', room: '比如：2单元502', phone: '没有就空着' },
  idSeen: '身份证件看过了',
  idSeenNote: '只记看过，不记号码。',
  // 受理
  acceptCheck: [
    '法院没有受理，也不是要公安来办的事。',
    '是邻里、家庭之间的民事纠纷，在我们这一片。',
    '先给申请人打个电话，听一听，问问急不急。',
  ],
  // 问对方
  ways: { phone: '打电话', neighbour: '发到他手机', link: '给邀请码' },
  // 调解员
  // 时间
  room: '哪一间',
  noFree: '这两周没有空着的时间。',
  moreDays: '再看后面几天',
  // 约
  bookTitle: { book: '约哪个时间？', reschedule: '改到什么时候？', adjourn: '下次什么时候谈？' },
  takeKept: '约到空出来的时间',
  kept: (when: string, until: string) => `${when}空出来了，给这件留到${until}。请打电话问双方，行就约上。`,
  waiting: '在排队：有更早的时间空出来，先留给这件。',
  // 协议
  agreeTitle: '谈成了',
  agreeHow: { written: '书面协议', oral: '口头协议' },
  agreeNote: {
    written: '双方和调解员签字、盖了章才生效。',
    oral: '说好就生效，登记表自己填好。想请法院确认的，请写书面协议。',
  },
  // 签字
  pen: '签了字',
  signed: { pen: '签了字', thumb: '按了手印' },
  // 没谈成、回访、司法确认、归档
  confirmationNote: (day: string) => `双方要一起去申请，最晚${day}。`,
  confirmationOver: (day: string) => `申请的日子到${day}为止，已经过了。期限里申请过的，照实记。`,
} as const
