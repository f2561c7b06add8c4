/** What people read of mediation: the state in a few characters, what it means and what comes next. */
import type { Code } from '../../shared/choice.ts'
import { caseStates, type CaseState, type Party, type PartyKey } from '../../shared/mediation/life.ts'
import type { outOfScopeReasons, performances } from '../../shared/mediation/reply.ts'
import { onOf, sayClock, shanghai } from '../../shared/time.ts'

/** As it reads from the side that was asked. */
const nameWhenAsked = (state: CaseState, { consent }: Party) => {
  if (state === 'asked' || state === 'unreachable')
    return consent === 'no' ? '不谈了' : consent === 'yes' ? '还在问' : '请您回话'
  return { willing: '都愿意谈', refused: '不谈了' }[state as string]
}
/** `party`: who reads it, if they are one. That all have heard their rights is for the room to know. */
export const caseNameFor = (state: CaseState, party?: Party) =>
  (party?.side === 'other' && nameWhenAsked(state, party)) ||
  (party && state === 'noticed' ? '正在约时间' : caseStates.text[state])

export const outOfScopeText: Readonly<Record<Code<typeof outOfScopeReasons>, string>> = {
  inCourt: '法院已经受理，我们不能再调',
  criminal: '这事要由公安来办',
  handled: '公安或别的部门已经受理，我们不能再调',
  byOthers: '法律规定由专门机关来处理',
  notHere: '不在我们这一片',
  notADispute: '这不算纠纷，有别的人来管',
  other: '这事我们调不了',
}

const sayWeekday = (at: string) => {
  const time = shanghai(at)
  return `${time.format('M月D日')}周${'日一二三四五六'[time.day()]}`
}
/** `11月25日周三 15:00`, for the desk. */
export const sayWhen = (at: string) => `${sayWeekday(at)} ${shanghai(at).format('HH:mm')}`
/** `11月25日周三下午3点`, as one says it to a neighbour. */
export const sayAloud = (at: string) => `${sayWeekday(at)}${sayClock(at)}`
/** The clock alone where it is the same day; else the day as well, for it may be read on another. */
export const sayUntil = (at: string, now: string) =>
  shanghai(at).isSame(shanghai(now), 'day') ? sayClock(at) : sayAloud(at)
export const sayDay = (at: string) => shanghai(at).format('M月D日')

export interface HintFacts {
  readonly now: string
  /** Who reads: the one who applied, another party, or the room. */
  readonly reader: 'applicant' | 'other' | 'room'
  readonly mediator?: string | undefined
  readonly slot?: { readonly fromAt: string; readonly place: string } | undefined
  readonly dueBy?: string | undefined
  readonly elsewhere?: string | undefined
  readonly consent?: Party['consent']
  readonly heard: boolean
  /** For the room: somebody has said no, and can still take it back. */
  readonly saidNo: boolean
  /** The reader, or for the room any party, waits for another mediator. */
  readonly objects: boolean
  readonly timesOffered: boolean
  readonly timesChosen: boolean
  readonly missing: readonly string[]
  readonly mySignature: boolean
  readonly oral: boolean
  readonly agreed: boolean
  /** What became of the time they had last. */
  readonly undone?: 'cancel' | 'notCome' | undefined
  readonly lastDayToAsk?: string | undefined
  /** The sealed paper is in the file, as photos. */
  readonly scanned: boolean
  /** As the last visit found it. */
  readonly performed?: Code<typeof performances> | undefined
}

const unanswered = ({ consent }: HintFacts) => consent !== 'yes' && consent !== 'no'
const undoneText = { cancel: '约好的时间退了。', notCome: '上次没来齐，没有谈。' } as const
const finding = ({ timesOffered, timesChosen, undone }: HintFacts) =>
  (undone ? undoneText[undone] : '') +
  (timesOffered && !timesChosen ? '请选您方便的时间，可以多选。' : '正在约大家都方便的时间。')

const foundForParty: Readonly<Record<Code<typeof performances>, string>> = {
  all: '说好的都照办了。',
  partly: '办了一部分，没办好的我们帮着催。',
  notYet: '还没到时候，过些日子再问。',
  refused: '有一方没照办。我们再催一催，您也可以到法院起诉。',
}

/** Nothing here promises that it will work out. */
const forParty: Readonly<Record<CaseState, (facts: HintFacts) => string>> = {
  applied: () => '调解员会先给您打电话。不收费，自愿，保密。',
  outOfScope: ({ elsewhere }) => `这事我们调不了。${elsewhere ?? '请打给社区，问该找谁。'}`,
  accepted: () => '受理了。不收费，随时可以不谈。接下来去问对方。',
  asked: facts =>
    unanswered(facts)
      ? '有邻居想和您坐下来谈谈，由社区调解员主持。愿不愿意，您说了算。'
      : facts.consent === 'no'
        ? '您说不愿谈。改主意了，这会儿还可以改；过后才告诉对方。'
        : facts.reader === 'applicant'
          ? '只问愿不愿谈，不说您的电话。'
          : '谢谢您回话，还在问别人。',
  unreachable: facts =>
    facts.consent === 'no'
      ? forParty.asked(facts)
      : unanswered(facts)
        ? '有邻居想和您坐下来谈谈。愿不愿意，您说了算。'
        : '还没联系上对方，我们换个时间再试。',
  refused: ({ reader, consent }) =>
    consent === 'no'
      ? '您说不愿谈，这件事到此为止。'
      : `${reader === 'applicant' ? '' : '有一方不愿谈，'}不能勉强。您还可以找有关部门、仲裁或到法院起诉。`,
  willing: ({ heard, timesOffered, timesChosen }) =>
    timesOffered && !timesChosen
      ? '都愿意谈。正在请调解员，您可以先选方便的时间。'
      : `都愿意谈。正在请调解员${heard ? '。' : '，您可以先听听自己的权利。'}`,
  mediatorSet: facts =>
    facts.heard
      ? `${facts.mediator ?? '调解员'}来调解。${finding(facts)}`
      : `${facts.mediator ?? '调解员'}来调解，觉得不合适可以换。请先听听您的权利。`,
  noticed: finding,
  scheduled: ({ slot, heard }) =>
    `${slot ? `${sayAloud(slot.fromAt)}，${slot.place}。` : ''}${heard ? '来不了请早点改约。' : '来之前请先听听您的权利。'}`,
  held: () => '谈的内容不会对外说。谈拢了就写协议，没谈拢可以约下次。',
  adjourned: ({ slot }) => (slot ? `${sayAloud(slot.fromAt)}接着谈，${slot.place}。` : '下次接着谈。'),
  signing: ({ mySignature }) =>
    mySignature ? '请到社区看一看协议，签字或按手印。签字和盖章齐了才生效。' : '签字和盖章齐了才生效。',
  agreed: ({ oral, lastDayToAsk, now }) =>
    oral || !lastDayToAsk || lastDayToAsk < onOf(now)
      ? '协议生效了，请大家照办。'
      : `协议生效了。想请法院确认，双方最晚${sayDay(lastDayToAsk)}一起申请。`,
  notAgreed: () => '没谈成。您仍可仲裁、找有关部门或到法院起诉。',
  followUp: ({ performed = 'all' }) => `回访过了：${foundForParty[performed]}`,
  archived: ({ agreed }) => `${agreed ? '办完了。' : '材料收好了。'}要看可以找社区调解室。`,
  withdrawn: () => '不谈了。以后想谈，再来约。',
}

const afterVisit: Readonly<Record<Code<typeof performances>, string>> = {
  all: '都照办了，可以归档。',
  partly: '还没都办好：催一催，过些日子再回访。',
  notYet: '还没到时候，过些日子再回访。',
  refused: '没有照办：再催一催，也告诉另一方可以到法院起诉。',
}

const undecidedText = '有一方不愿谈。记错了还可以改；过了时间，就告诉申请人。'

const forRoom: Readonly<Record<CaseState, (facts: HintFacts) => string>> = {
  applied: () => '先看归不归我们管，再给申请人打个电话。',
  outOfScope: ({ elsewhere }) => `申请人该找谁，告诉过了：${elsewhere ?? ''}`,
  accepted: () => '去问对方愿不愿谈。',
  asked: ({ saidNo }) => (saidNo ? undecidedText : '等对方回话。也可以打电话问。'),
  unreachable: ({ saidNo }) => (saidNo ? undecidedText : '没联系上不等于不愿意，换个时间再试。'),
  refused: () => '对方不愿谈。已告诉申请人还能走哪几条路。',
  willing: () => '都愿意谈，请定调解员。',
  mediatorSet: ({ timesOffered }) =>
    timesOffered ? '等双方听权利、选时间，就可以约。' : '请双方听权利，给几个时间让他们选。',
  noticed: ({ timesOffered }) => (timesOffered ? '双方都听过权利，可以约时间了。' : '给几个时间让双方选。'),
  scheduled: ({ slot, heard }) =>
    `${slot ? `${sayWhen(slot.fromAt)}，${slot.place}。` : ''}${heard ? '' : '还有人没听权利，开谈前要讲。'}`,
  held: () => '把笔录补齐。谈成了写协议，没谈成约下次。',
  adjourned: ({ slot }) => (slot ? `${sayWhen(slot.fromAt)}接着谈，${slot.place}。` : '约下一次。'),
  signing: ({ missing }) => `还差：${missing.join('、')}。`,
  agreed: ({ lastDayToAsk, oral, scanned, now }) => {
    if (oral || !lastDayToAsk) return '协议生效，到时候回访。'
    const next = scanned ? '到时候回访。' : '请拍下盖好章的协议，放进卷宗。'
    const court = lastDayToAsk < onOf(now) ? '' : `司法确认最晚${sayDay(lastDayToAsk)}申请。`
    return `协议生效，${next}${court}`
  },
  notAgreed: () => '已告诉双方还能走哪几条路，可以归档。',
  followUp: ({ performed = 'all' }) => afterVisit[performed],
  archived: () => '卷宗收好了。以后来的材料，可以补进去。',
  withdrawn: () => '当事人不谈了，可以归档。',
}

/** Nothing goes on with the mediator whom somebody does not want. */
const objectionText = {
  party: '您说想换一位调解员。调解室换人或书面答复您以前，不会用这位调解员谈。',
  room: '有一方想换调解员：换一位，或书面答复他，才能接着约、接着谈。',
} as const

export const caseHint = (state: CaseState, facts: HintFacts): string => {
  const hint = facts.objects
    ? objectionText[facts.reader === 'room' ? 'room' : 'party']
    : (facts.reader === 'room' ? forRoom : forParty)[state](facts)
  return facts.reader === 'room' && facts.dueBy && caseStates.isIn(state, 'counted')
    ? `${hint}${facts.now > facts.dueBy ? '期限过了，要延长请双方同意。' : `期限到${sayDay(facts.dueBy)}。`}`
    : hint
}

/** What a written agreement waits for, as staff say it. */
export const missingName = (what: PartyKey | 'mediator' | 'seal', name: (key: PartyKey) => string) =>
  what === 'mediator' ? '调解员签字' : what === 'seal' ? '盖章' : `${name(what)}签字`
