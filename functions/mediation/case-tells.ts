/** Who is told what about a case. Neither names nor what it is about: a title is read on a locked phone. */
import type { Entry } from '../../shared/lifecycle.ts'
import type { Confirmation } from '../../shared/mediation/court.ts'
import { partiesIn, type CaseMove } from '../../shared/mediation/life.ts'
import { settingsOf } from '../community/community.ts'
import { actsForNow } from '../identity/identity.ts'
import { holderIds } from '../identity/grants.ts'
import type { Change } from '../platform/matter-item.ts'
import { actorOf, partyOf, type Notice, type Telling } from '../platform/notice.ts'
import type { Case } from './case-store.ts'
import { lastDayToAsk } from './case-timers.ts'
import { sayAloud, sayDay, sayUntil } from './mediation-words.ts'

type Words = readonly [title: string, text: string]
type Audience = 'applicant' | 'objected' | 'parties' | 'mediator' | 'staff'
interface Facts {
  readonly before: Case
  readonly after: Case
  readonly entry: Entry
  /** For asking the court to confirm it. */
  readonly lastDay: string
}
type Tells = (facts: Facts) => { readonly [A in Audience]?: Words | false | undefined }

const when = ({ slot }: Case) => (slot ? sayAloud(slot.fromAt) : '')
const booked: Tells = ({ after }) => {
  const words: Words = ['约好时间了', `调解约在${when(after)}。来不了请早点改约。`]
  return { parties: words, mediator: words }
}

/** Of the room. */
const both = (words: Words) => ({ staff: words, mediator: words })

/** The clock's reminders, by the name of the timer. */
const reminders = (name: string, { after, lastDay }: Pick<Facts, 'after' | 'lastDay'>): ReturnType<Tells> => {
  const number = after.number ?? ''
  if (name === 'screen') return { staff: ['有人等着受理', '有一份调解申请还没看，请先给申请人打个电话。'] }
  if (name.startsWith('day') || name.startsWith('over')) {
    const late = name.startsWith('over')
    const text = late
      ? `案子${number}到期了。要延长，请双方同意；谈不成就写明。`
      : `案子${number}${after.dueBy ? sayDay(after.dueBy) : '快要'}到期，请抓紧。`
    const words: Words = [late ? '案子到期了' : '案子快到期了', text]
    return both(words)
  }
  if (name.startsWith('slot')) {
    const words: Words = ['调解别忘了', `调解在${when(after)}。来不了请早点说。`]
    return { parties: words, mediator: words }
  }
  if (name.startsWith('confirm'))
    return {
      parties: ['想请法院确认吗', `协议要请法院确认的，双方最晚${lastDay}一起去，请点开看看。`],
      ...both(['司法确认快到期了', `案子${number}要请法院确认，最晚${lastDay}。请问问双方。`]),
    }
  if (name.startsWith('followUp'))
    return {
      mediator: ['该回访了', `案子${number}该回访了：说好的照办了吗？`],
      staff: ['该回访了', `案子${number}该回访了。`],
    }
  return {}
}

const tells: { readonly [M in CaseMove | 'apply']?: Tells } = {
  apply: () => ({ staff: ['有人约调解', '有一份新的调解申请，请先给申请人打个电话。'] }),
  accept: () => ({ applicant: ['调解受理了', '您的调解申请受理了。不收费，随时可以不谈。'] }),
  sendElsewhere: () => ({ applicant: ['这事归别处管', '这事我们调不了，该找谁，请点开看看。'] }),
  ask: ({ before, after }) => {
    const asked = partiesIn(after).some(
      key => after[key]!.user !== undefined && before[key]?.user === undefined,
    )
    return {
      parties: asked && [
        '有邻居想和您谈谈',
        '社区调解室转告：有邻居想和您坐下来谈谈。愿不愿意，请点开回个话。',
      ],
    }
  },
  answer: ({ after }) => {
    if (after.state === 'willing')
      return {
        parties: ['都愿意谈', '大家都愿意坐下来谈。接下来请调解员、约时间。'],
        staff: ['双方都愿谈', '有一件调解双方都愿谈，请定调解员。'],
      }
    return {}
  },
  letNoStand: () => ({
    applicant: ['对方不愿谈', '对方不愿谈，不能勉强。还能走哪几条路，请点开看看。'],
    staff: ['有一方不愿谈', '有一件调解对方不愿谈，请看看。'],
  }),
  offerTimes: () => ({ parties: ['请选方便的时间', '调解的时间请您选一选，可以多选。'] }),
  chooseTimes: ({ after }) => {
    const all = partiesIn(after).every(key => after[key]!.times !== undefined)
    return { staff: all && ['时间都选好了', '有一件调解各方都选好了时间，可以约了。'] }
  },
  setMediator: () => ({
    parties: ['定了调解员', '调解员定好了。觉得不合适可以换。请先听听您的权利。'],
    mediator: ['请您调解', '有一件事请您来调解，请点开看看。'],
  }),
  replaceMediator: () => ({
    objected: ['换了调解员', '您说想换一位调解员，调解室换了，请点开看看。'],
    parties: ['换了调解员', '调解员换了一位，请点开看看。'],
    mediator: ['请您调解', '有一件事请您来调解，请点开看看。'],
  }),
  object: () => ({
    staff: ['有人想换调解员', '有一方想换一位调解员。换人或书面答复以前，不能约、不能谈。'],
  }),
  answerObjection: () => ({
    objected: ['调解室答复您了', '您说想换一位调解员，调解室书面答复了，请点开看看。'],
  }),
  book: booked,
  reschedule: ({ after }) => {
    const words: Words = ['调解改了时间', `调解改到${when(after)}。来不了请早点说。`]
    return { parties: words, mediator: words }
  },
  adjourn: ({ after }) => ({ parties: ['下次接着谈', `调解下次在${when(after)}接着谈。`] }),
  cancel: () => {
    const words: Words = ['调解时间取消了', '约好的调解时间取消了，我们再约。']
    return { parties: words, mediator: words, staff: words }
  },
  notCome: () => ({
    parties: ['这次没来齐', '这次没来齐，我们再约个时间。'],
    staff: ['没来齐', '有一场调解没来齐，请再约。'],
  }),
  keepSlot: ({ after, entry }) => {
    const [at, until] = after.kept
      ? [sayAloud(after.kept.fromAt), sayUntil(after.kept.until, entry.at)]
      : ['', '']
    return {
      parties: ['空出一个时间', `${at}空出来了，给您留到${until}。行的话请打给调解室。`],
      staff: ['空出一个时间', `${at}空出来了，给排队的留着，请问问双方行不行。`],
    }
  },
  agree: ({ after }) =>
    after.state === 'agreed'
      ? { parties: ['说好了', '口头协议今天起生效，请大家照办。'] }
      : { parties: ['协议写好了', '请到社区看一看协议，签字或按手印。'] },
  sign: ({ before, after, lastDay }) =>
    before.effectiveOn === after.effectiveOn
      ? {}
      : {
          parties: [
            '协议生效了',
            `签字盖章齐了，协议从${sayDay(after.effectiveOn!)}起生效。想请法院确认，双方最晚${lastDay}一起申请。`,
          ],
        },
  correct: ({ before, after, lastDay }) => {
    if (before.effectiveOn === after.effectiveOn) return {}
    if (!after.effectiveOn)
      return { parties: ['协议还没生效', '有一处签字没有齐，先前记错了。请点开看看还差什么。'] }
    const from = `协议从${sayDay(after.effectiveOn)}起生效`
    return {
      parties: ['生效的日子改了', `记错的改过来了：${from}。想请法院确认，双方最晚${lastDay}一起申请。`],
    }
  },
  confirmation: ({ after: { confirmation = 'notWanted' }, lastDay }) => {
    const words: Readonly<Record<Confirmation, Words | undefined>> = {
      wanted: ['想请法院确认', `协议要请法院确认，双方最晚${lastDay}一起去。要带什么、去哪里，请点开看看。`],
      applied: ['向法院申请了', '协议已经请法院确认，等法院的裁定。'],
      confirmed: ['法院确认了协议', '法院确认协议有效。有一方不照办，可以直接请法院执行。'],
      denied: ['法院没有确认', '法院驳回了确认的申请。可以重新谈，也可以到法院起诉，请点开看看。'],
      withdrawn: ['申请撤回了', '请法院确认的申请撤回了。协议照样有效，请大家照办。'],
      notWanted: undefined,
    }
    return { parties: words[confirmation] }
  },
  noAgreement: () => ({ parties: ['这次没谈成', '您仍可仲裁、找有关部门或到法院起诉，请点开看看。'] }),
  withdraw: () => ({
    parties: ['有一方不谈了', '有一方说不谈了。以后想谈，再来约。'],
    mediator: ['有一方不谈了', '有一方说不谈了，时间已经空出来。'],
    staff: ['有一方不谈了', '有一件调解有一方不谈了。'],
  }),
  extend: ({ after }) => ({
    parties: after.dueBy !== undefined && ['多谈一阵子', `大家同意多谈一阵子，到${sayDay(after.dueBy)}。`],
  }),
}

/** When and where one is expected: a party whom no message reaches is rung. */
const rung: readonly string[] = [
  'book',
  'reschedule',
  'adjourn',
  'cancel',
  'notCome',
  'keepSlot',
] satisfies CaseMove[]
const isRung = (name: string) => rung.includes(name) || name.startsWith('slot')

/** What was done for somebody by a child or another who acts for them (代办): they are told of each. */
const onBehalf: { readonly [M in CaseMove | 'apply']?: string } = {
  apply: '替您约了调解',
  answer: '替您回了话',
  chooseTimes: '替您选了时间',
  object: '替您说想换调解员',
  hearRights: '替您听了权利',
  cancel: '替您退了约好的时间',
  withdraw: '替您说不谈了',
  addFiles: '替您添了照片',
}

/** Someone who applied for the applicant hears of it as well, as long as they act for them. */
const helperOf = async (ctx: Telling, { appliedBy, p1 }: Case) =>
  p1?.user && appliedBy !== p1.user && (await actsForNow(ctx, appliedBy, 'mediation')).includes(p1.user)
    ? [appliedBy]
    : []

export const caseTells = async (
  ctx: Telling,
  { before = {} as Case, after }: Change<Case>,
): Promise<readonly Notice[]> => {
  const { community, id, mediator, number } = after
  const audiences: { readonly [A in Audience]: () => Promise<readonly string[]> } = {
    applicant: async () => [...(after.p1?.user ? [after.p1.user] : []), ...(await helperOf(ctx, after))],
    objected: async () =>
      partiesIn(after).flatMap(key =>
        before[key]?.objects && !after[key]!.objects ? (after[key]!.user ?? []) : [],
      ),
    parties: async () => [
      ...partiesIn(after).flatMap(key => after[key]!.user ?? []),
      ...(await helperOf(ctx, after)),
    ],
    mediator: async () => (mediator ? [mediator] : []),
    staff: () => holderIds(ctx, community, 'mediationStaff'),
  }
  const lastOn = lastDayToAsk(after, await settingsOf(ctx, community))
  const lastDay = lastOn ? sayDay(lastOn) : ''
  const notices: Notice[] = []
  const parties = new Set(await audiences.parties())
  /** Who rings about it can say the number. */
  const numbered = (text: string) => (number && !text.includes(number) ? `${text}案号${number}。` : text)
  const ring = {
    by: 'mediationStaff',
    community,
    unread: true,
    until: (after.kept ?? after.slot)?.fromAt,
  } as const
  const about = ([title, text]: Words) => ({
    ...{ template: 'matterNews' as const, title, text: numbered(text), kind: 'case', id },
  })
  const add = (to: string, name: string, words: Words, who?: string) =>
    notices.push({
      ...{ to, name, who, ...about(words) },
      ring: parties.has(to) && isRung(name) ? ring : undefined,
    })
  /** Those without an account read nothing: they are rung. */
  const addRung = (name: string, words: Words) => {
    for (const key of partiesIn(after).filter(key => !after[key]!.user))
      notices.push({ ...about(words), to: partyOf(id, key), party: key, name, ring })
  }
  const tell = async (name: string, { by, as, for: person }: Entry, said: ReturnType<Tells>) => {
    // Who entered a no knows of it.
    const told = new Set(
      name === 'letNoStand' ? [by, ...partiesIn(after).flatMap(key => after[key]!.noBy ?? [])] : [by],
    )
    const done = person && onBehalf[name as CaseMove]
    if (done) {
      told.add(person)
      add(
        person,
        `${name}.onBehalf`,
        [`${actorOf(as)}${done}`, `{who}${done}。不是您的意思，请打给社区。`],
        by,
      )
    }
    if (said.parties && isRung(name)) addRung(name, said.parties)
    for (const [audience, words] of Object.entries(said) as [Audience, Words | false | undefined][]) {
      if (!words) continue
      for (const to of await audiences[audience]())
        if (!told.has(to)) {
          told.add(to)
          add(to, name, words)
        }
    }
  }
  for (const entry of after.timeline.filter(({ seq }) => seq > (before.seq ?? 0))) {
    const said = new Set(before.reminded ?? [])
    if (entry.move === 'remind')
      for (const name of (after.reminded ?? []).filter(each => !said.has(each)))
        await tell(name, entry, reminders(name, { after, lastDay }))
    else
      await tell(entry.move, entry, tells[entry.move as CaseMove]?.({ before, after, entry, lastDay }) ?? {})
  }
  return notices
}
