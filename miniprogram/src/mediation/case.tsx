/** One case of mediation, for each reader: how it stands, what comes next, what the reader may do, what is known. */
import { View } from '@tarojs/components'
import { choice } from '../../../shared/choice.ts'
import {
  alreadyWith,
  caseOrigins,
  consents,
  objections,
  sayKind,
  type CaseMove,
  type CaseState,
} from '../../../shared/mediation/life.ts'
import { confirmations } from '../../../shared/mediation/court.ts'
import {
  elsewheres,
  corrected,
  outOfScopeReasons,
  performances,
  rescheduleReasons,
  type CaseReply,
} from '../../../shared/mediation/reply.ts'
import { recordStates, type RecordState } from '../../../shared/mediation/records.ts'
import { sayClock, sayTime } from '../../../shared/time.ts'
import { mediation } from '../../../shared/mediation/mediation.ts'
import { CallButton } from '../components/CallButton.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { CallsAbout } from '../components/Calls.tsx'
import { Card } from '../components/Card.tsx'
import { FactCard, Rows, history, looks, rows } from '../components/facts.tsx'
import { FileViews } from '../components/FileViews.tsx'
import { matterPage, type PartOf } from '../components/MatterPage.tsx'
import { Row } from '../components/Row.tsx'
import { Notice } from '../components/States.tsx'
import { open } from '../platform/open.ts'
import { PartyActs, PartyTask, Reschedule, WishAnother } from './party/PartyActs.tsx'
import { minutesOf, sayWhen } from './parts/times.ts'
import { lawPhone, nameOf, otherWays, sayOpen, you } from './parts/words.ts'
import { Agreement, Confirmation } from './papers/papers.tsx'
import { RoomActs } from './room/RoomActs.tsx'
import { RoomCards } from './room/RoomCards.tsx'

type Part = PartOf<CaseReply>
const now = () => new Date().toISOString()
const isParty = ({ reader }: CaseReply) => reader === 'party'

/** What comes next, and why it is so. */
const nextText: Readonly<Partial<Record<CaseState, readonly [what: string, why: string]>>> = {
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
  followUp: ['没办好的，调解室帮着催一催。', '协议受法律保护；有一方不照办，可以去法院。'],
}

/** All parties have signed. */
const toBeSealed = ['等调解员签字、调解室盖章，盖好就生效。', '各方都签过了。盖章以前，还可以再谈。'] as const

/** Who said no has nothing to come. */
const saidNo = ({ parties }: CaseReply) => parties.some(({ mine, consent }) => mine && consent === 'no')
const waitsForAnother = ({ parties }: CaseReply) => parties.some(({ mine, objects }) => mine && objects)

const Next: Part = ({ item }) => {
  const signed = item.agreement?.missing.every(what => what === 'mediator' || what === 'seal')
  const what = item.state === 'signing' && signed ? toBeSealed : nextText[item.state]
  const next = isParty(item) && !waitsForAnother(item) && !saidNo(item) ? what : undefined
  return next ? (
    <Card title="接下来">
      <View>{next[0]}</View>
      <View className="hint">{next[1]}</View>
    </Card>
  ) : null
}

const Slot: Part = props => {
  const { slot, open } = props.item
  return slot ? (
    <Card title="约好的时间">
      <View className="state">{sayWhen(slot.fromAt, now())}</View>
      <Row name="大约多久" value={`${minutesOf(slot)}分钟`} />
      <Row name="在哪里" note={`${slot.room.place} ${slot.room.name}`.trim()} />
      <Row name="怎么谈" value={sayOpen(open)} />
      {waitsForAnother(props.item) && (
        <View className="hint">等调解室的话：要是换人，这个时间可能会改，改了会告诉您。</View>
      )}
      <Reschedule {...props} />
    </Card>
  ) : null
}

type Party = CaseReply['parties'][number]

const sayParty = ({ side, where, rightsAt, signed, agent, companions, objects, mine, ...said }: Party) => [
  side === 'applicant' ? '申请的一方' : '另一方',
  where,
  rightsAt && !signed && '听过权利',
  signed && (signed === 'pen' ? '签了字' : '按了手印'),
  agent && `${agent}替他来`,
  companions?.length && `一起来：${companions.join('、')}`,
  objects && (mine ? '您说了想换一位，等调解室换人或书面答复。' : '想换一位调解员'),
  said.objection && `${mine ? '您说过想换一位' : '想换一位'}：${objections.text[said.objection]}`,
  said.objectionAnswer && `调解室答复：${said.objectionAnswer}`,
]

/** What one was called by the applicant is not said to one’s face. */
const sayName = ({ mine, side, name }: Party) =>
  !mine ? name : side === 'applicant' ? `${name}（您这边）` : you

/** Afterwards nobody asks any more who was willing. */
const asking: readonly CaseState[] = ['applied', 'accepted', 'asked', 'unreachable', 'refused', 'willing']
const sayConsent = ({ consent, side }: Party) =>
  consent ? consents.text[consent] : side === 'other' ? '还没问' : undefined

/** Names, never a phone. */
const People: Part = props => {
  const { state, parties, mediator } = props.item
  return (
    <FactCard
      title="谁来谈"
      lines={[
        ...parties.map(party => ({
          name: sayName(party),
          note: sayParty(party),
          value: asking.includes(state) ? sayConsent(party) : undefined,
        })),
        mediator && { name: '调解员', value: mediator.name },
      ]}
    >
      <WishAnother {...props} />
    </FactCard>
  )
}

const Facts: Part = ({ item }) => {
  const { facts, wish, subject, prefers, already, files, reader, open, slot, origin } = item
  // The other side hears at the table what the applicant has to say.
  if (!facts && !files?.length) return null
  return (
    <Card title={facts ? '怎么回事' : '照片和录音'}>
      {facts && <View className="big case-said">{facts}</View>}
      <Rows
        lines={[
          wish && { name: '希望怎么办', note: wish },
          subject && { name: '只跟对方说', note: subject },
          prefers && { name: '想请谁调解', value: prefers },
          already && already !== 'nobody' && { name: '别处在管', value: alreadyWith.text[already] },
          !slot && { name: '怎么谈', value: sayOpen(open) },
          reader !== 'party' && origin && { name: '怎么来的', value: caseOrigins.text[origin] },
        ]}
      />
      {files && files.length > 0 && (
        <>
          <FileViews files={files} />
          {reader === 'party' && <View className="small">只有您、调解员和调解室看得到。</View>}
        </>
      )}
    </Card>
  )
}

/** All that the other side is told before they sit down. */
const Subject: Part = ({ item: { facts, subject, reader } }) =>
  reader === 'party' && !facts ? <FactCard lines={[subject && { name: '谈什么', note: subject }]} /> : null

type Keys = CaseReply['sessions'][number]['present']
const namesOf = (item: CaseReply, keys: Keys) => keys.map(key => nameOf(item, key)).join('、')
const absentFrom = ({ parties }: CaseReply, present: Keys) =>
  parties.map(({ key }) => key).filter(key => !present.includes(key))

/** Nobody writes on what is closed. */
const sayRecord = ({ may }: CaseReply, state: RecordState) =>
  state === 'writing' && !may.includes('record') ? '笔录没签' : `笔录${recordStates.text[state]}`

const sessions = rows<CaseReply>(
  item =>
    item.sessions.map(({ fromAt, room, mediator, held, present, record, ...times }, i) => ({
      name: sayWhen(times.beganAt ?? fromAt, now()),
      value: record && sayRecord(item, record),
      // Its record is the room’s.
      ...(item.may.includes('readRecord') && {
        onTap: () => open('mediation/record', { id: item.id, session: String(i + 1) }),
      }),
      note: [
        present.length > 0 && `来了：${namesOf(item, present)}`,
        !held && `没来：${namesOf(item, absentFrom(item, present))}，没有谈`,
        held && times.endedAt && `${sayClock(times.endedAt)}谈完`,
        mediator,
        room,
      ],
    })),
  '约过几次',
)

const followUps = rows<CaseReply>(
  item =>
    item.followUps.map(({ at, performed, text }) => ({
      name: performances.text[performed],
      note: [sayTime(at, now()), text],
    })),
  '回访',
)

/** It is not ours, or did not come about: nobody is left standing there (人民调解法 26), unless they said no themselves. */
const OtherWays: Part = ({ item }) => {
  const { state, elsewhere, agreement } = item
  const over = state === 'refused' || state === 'notAgreed' || (state === 'archived' && !agreement)
  if (!isParty(item) || saidNo(item) || !(over || state === 'outOfScope')) return null
  return (
    <Card title="还能走这几条路">
      {elsewhere && <Row name={`该找${elsewheres.text[elsewhere.to]}`} note={elsewhere.text} />}
      {!elsewhere && state !== 'outOfScope' && <Rows lines={otherWays} />}
      <CallButton phone={lawPhone} text="打12348，免费问律师" kind="plain" />
    </Card>
  )
}

/**
 * For the timeline, after who it was; second, where the room has noted it down for others. What is not there is no
 * business of a party.
 */
const moveDone: Readonly<
  Partial<Record<CaseMove | 'apply', string | readonly [done: string, noted: string]>>
> = {
  apply: ['约了调解', '登记了这件事'],
  accept: '受理了',
  sendElsewhere: '说了该去哪里',
  ask: '去问愿不愿谈',
  answer: ['回了话', '记下了回话'],
  takeBackNo: ['改了主意', '改回了“等回话”'],
  letNoStand: '有一方不愿谈，到此为止',
  offerTimes: '给了几个时间',
  chooseTimes: ['选了时间', '记下了方便的时间'],
  setMediator: '请了调解员',
  replaceMediator: '换了调解员',
  object: ['想换一位调解员', '记下想换一位调解员'],
  answerObjection: '书面答复了想换人的一方',
  hearRights: ['听了权利', '念了权利'],
  book: '约好了时间',
  reschedule: '改了时间',
  cancel: '退了约好的时间',
  keepSlot: '有个时间空出来，先留着',
  letSlotGo: '留着的时间让给了别人',
  hold: ['坐下来谈了', '记下谈了一次'],
  endSession: '谈完了',
  correctSession: '改了那次的时间、到场的人',
  notCome: ['有人没来，没谈成', '记下有人没来'],
  adjourn: '约了下次再谈',
  agree: ['说好了，写下来', '记下说好的事'],
  sign: ['签字、盖章', '记下签字、盖章'],
  correct: '改正了记错的',
  unsign: ['协议要再谈谈', '记下协议要再谈谈'],
  noAgreement: ['没谈成', '记下没谈成'],
  followUp: '做了回访',
  confirmation: '记了司法确认',
  archive: '归了档',
  withdraw: ['说不谈了', '记下有一方不谈了'],
  extend: ['都同意多谈些日子', '记下都同意多谈些日子'],
  addFiles: '添了照片',
  putOnFile: '放了一份材料进卷宗',
}

const reasons = choice({
  ...outOfScopeReasons.text,
  ...rescheduleReasons.text,
  ...corrected.text,
  ...confirmations.text,
})

/** A line of the history; what is nobody's business is left out. */
const sayEntry = ({ who, as, onBehalf, reason, move }: CaseReply['timeline'][number]) => {
  const [done, noted = done] = [moveDone[move as CaseMove] ?? []].flat()
  if (done === undefined) return undefined
  const byRoom = as === 'mediator' || as === 'mediationStaff'
  const why = reason && `：${reasons.say(reason)}`
  return [who, onBehalf && '（代办）', byRoom ? noted : done, why].filter(Boolean).join('')
}

const Kept: Part = ({ item }) => {
  const { kept, waiting } = item
  const party = isParty(item)
  if (!kept)
    return waiting ? (
      <Notice
        text={party ? '要是有更早的时间空出来，先来问你们。' : '在排队：有更早的时间空出来，先留给这件。'}
      />
    ) : null
  const [when, until] = [sayWhen(kept.fromAt, now()), sayClock(kept.until)]
  return party ? (
    <View className="moves">
      <Notice
        text={`有个早一点的时间空出来：${when}。先给你们留到${until}，行的话请打给调解室。`}
        tone="good"
      />
      <CallCommunity kind="primary" />
    </View>
  ) : (
    <Notice text={`${when}空出来了，给这件留到${until}。请打电话问双方，行就约上。`} tone="good" />
  )
}

const Task: Part = props => (isParty(props.item) ? <PartyTask {...props} /> : <RoomActs {...props} />)
const Rest: Part = props => (isParty(props.item) ? <PartyActs {...props} /> : <RoomCards {...props} />)

export default matterPage({
  get: mediation.get,
  title: '约人调解',
  // Short, for the bar has room for few large letters.
  titleOf: ({ kind }) => `${sayKind(kind)}调解`,
  // Each look of the room is on record, so only a party’s page keeps asking.
  follow: item => (item && isParty(item) ? 15 : undefined),
  received: ({ state }) => state === 'applied' && '收到了。调解员会先给您打电话。',
  stands: ({ stateText, stateHint, number }) => ({ name: stateText, hint: stateHint, number }),
  notes: [Kept, Task, CallsAbout],
  facts: [
    ...[OtherWays, Next, Slot, Agreement, Confirmation, People, Subject, Facts, sessions, followUps],
    ...[Rest, looks<CaseReply>('谁打开看过'), history<CaseReply>(sayEntry)],
  ],
  wide: item => !isParty(item),
  // The room is where that phone rings.
  calls: item => isParty(item) && !item.kept,
})
