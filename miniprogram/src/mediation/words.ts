/** What the pages of 调解 say to whoever is a party. */
import { outOfScopeReasons, rescheduleReasons, type CaseReply } from '../../../shared/mediation/reply.ts'
import type { CaseMove, CaseState } from '../../../shared/mediation/life.ts'
import { choice } from '../../../shared/choice.ts'

export const notAsked = '还没问'

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

const reasons = choice({ ...outOfScopeReasons.text, ...rescheduleReasons.text })
export const sayReason = reasons.say

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

/** Free legal advice. */
export const lawPhone = '12348'

export const sayOpen = (open: boolean | undefined) => (open ? '可以旁听' : '关起门来谈')

export const words = {
  thinkAgain: '再想想',
  you: '您这边',
  photos: '照片和录音',
  rightsTitle: '听听您的权利',
} as const

export const mineIn = ({ parties }: Pick<CaseReply, 'parties'>) => parties.find(({ mine }) => mine)

/** The reader’s own side, or whom they act for, is called so. */
export const nameOf = ({ parties }: Pick<CaseReply, 'parties'>, key: string) => {
  const party = parties.find(each => each.key === key)
  return party?.mine ? words.you : (party?.name ?? '')
}
