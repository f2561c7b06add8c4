/** What the room does with a case, act by act: the words of an act stand with it. */
import { View } from '@tarojs/components'
import type { FC } from 'react'
import { dossierItems } from '../../../../shared/mediation/dossier.ts'
import {
  cancelReasons,
  elsewheres,
  outOfScopeReasons,
  performances,
  reportedTo,
  type CaseReply,
} from '../../../../shared/mediation/reply.ts'
import { plusMinutes, sayMonthDay, sayTime } from '../../../../shared/time.ts'
import type { Code } from '../../../../shared/choice.ts'
import { alreadyWith, hasIt, longestSubject } from '../../../../shared/mediation/life.ts'
import { mediation } from '../../../../shared/mediation/mediation.ts'
import { actsOf, type Act as ActOf } from '../../components/act.tsx'
import { Acts } from '../../components/Acts.tsx'
import { EmergencyCalls } from '../../components/EmergencyCalls.tsx'
import { Rows } from '../../components/facts.tsx'
import {
  count,
  drawn,
  evidence,
  line,
  lines,
  oneOf,
  someOf,
  toggle,
  yesNo,
} from '../../components/fields.tsx'
import type { PartOf } from '../../components/MatterPage.tsx'
import { Row } from '../../components/Row.tsx'
import { Notice } from '../../components/States.tsx'
import { open } from '../../platform/open.ts'
import { otherWays } from '../parts/words.ts'
import { AskSheet, PartySheet, setMediator } from './PeopleSheets.tsx'
import { PapersSheet } from '../papers/papers.tsx'
import { RevealPhone, ToCall, namesByKey, sayNames, whom, type Step } from '../parts/Parties.tsx'
import { mayDo, stepsOf, unanswered, type Act } from '../parts/next.ts'
import { confirmation } from './CourtSheet.tsx'
import { SignSheet, correct, scan } from './SignSheets.tsx'
import { Dossier } from './RoomCards.tsx'
import { HoldSheet, agree, rights } from './TableSheets.tsx'
import { BookSheet, choose, offer, type How } from './TimeSheets.tsx'

const now = () => new Date().toISOString()

const { act, byHand, leads } = actsOf<CaseReply>()
type Named = Omit<ActOf<CaseReply>, 'may' | 'when'>

/** Whose no can still be taken back. */
const refusing = (parties: CaseReply['parties']) => parties.filter(({ noUntil }) => noUntil)
const applicants = ({ parties }: CaseReply) => parties.filter(({ side }) => side === 'applicant')
const day = 24 * 60

/** Where each usually goes; staff may choose otherwise. */
const usualElsewhere: Readonly<Partial<Record<Code<typeof outOfScopeReasons>, Code<typeof elsewheres>>>> = {
  inCourt: 'court',
  criminal: 'police',
  handled: 'department',
  byOthers: 'department',
}

const acceptCheck = [
  '法院没有受理，也不是要公安来办的事。',
  '是邻里、家庭之间的民事纠纷，在我们这一片。',
  '先给申请人打个电话，听一听，问问急不急。',
]
const may: readonly string[] = []
const opens = (Sheet: FC<Step>, label: Named['label']) => byHand(Sheet, { label, may })
const books = (how: How, label: Named['label']) => opens(props => <BookSheet {...props} how={how} />, label)

const acts: Readonly<Record<Act, Named>> = {
  accept: act(mediation.screen, {
    label: '受理',
    title: '受理这件事？',
    yes: '受理，给编号',
    along: { accept: true },
    says: item => [
      hasIt(item) && (
        <Notice
          text={`申请里写了“${alreadyWith.text[hasIt(item)!]}”。那边受理了的，按规定不再受理：先打电话问清楚，不归我们的，选“转别处”。`}
          tone="warn"
        />
      ),
      ...acceptCheck,
      ...applicants(item).map(party => <RevealPhone key={party.key} id={item.id} party={party} />),
    ],
    fields: item => ({
      subject: line('只跟对方说（和申请人说好）', { start: item.subject, longest: longestSubject }),
      knowing: hasIt(item)
        ? drawn<true>(({ value, set }) => (
            <Row
              name="问过了，仍受理"
              note="那边没受理，或同意我们调。"
              on={value ?? false}
              onTap={() => set(value ? undefined : true)}
            />
          ))
        : undefined,
    }),
  }),
  sendElsewhere: act(mediation.screen, {
    label: '不归我们管，转别处',
    title: '不归我们管',
    yes: '告诉申请人',
    along: { accept: false },
    says: item => <ToCall parties={applicants(item)} />,
    fields: {
      reason: oneOf('为什么', outOfScopeReasons.text),
      to: oneOf('该找谁', elsewheres.text),
      text: lines('跟申请人说（可以不写）', { hint: '写上地址、电话，让人找得到' }),
    },
    needs: ['reason', 'to'],
    follows: ({ reason, to }, changed) =>
      changed === 'reason' && reason && !to ? { to: usualElsewhere[reason] } : {},
  }),
  ask: opens(AskSheet, item => {
    const open = unanswered(item)
    return open.length > 0 ? `问${sayNames(open)}愿不愿谈` : '问对方愿不愿谈'
  }),
  takeBackNo: act(mediation.takeBackNo, {
    label: '“不愿谈”记错了',
    title: '改回“等回话”？',
    yes: '改回来',
    says: ({ parties }) =>
      refusing(parties).map(
        ({ name, noUntil }) => `${name}：${sayTime(noUntil!, now())}以前能改，过后告诉申请人。`,
      ),
    fields: ({ parties }) => ({ party: whom(refusing(parties)) }),
  }),
  mediator: setMediator,
  answerObjection: act(mediation.answerObjection, {
    label: '书面答复，仍请这位调解员',
    title: '书面答复',
    yes: '答复他',
    says: ({ mediator }) =>
      `为什么仍请${mediator?.name ?? '这位调解员'}来，写给他看。他还不愿意，可以不谈，也可以再提。`,
    fields: ({ parties }) => ({
      party: whom(parties.filter(({ objects }) => objects)),
      text: lines('写给他的话', { hint: '比如：刘老师和对方只是同楼，不是亲戚' }),
    }),
  }),
  object: act(mediation.objectToMediator, {
    label: '当事人想换调解员',
    yes: '记下',
    says: () => '不用问原因。换人或书面答复以前，不能再和这位调解员约、谈、写协议。',
    fields: ({ parties }) => ({ party: whom(parties.filter(({ objects }) => !objects)) }),
  }),
  rights,
  offer,
  choose,
  book: books('book', ({ kept }) => (kept ? '约到空出来的时间' : '约时间')),
  reschedule: books('reschedule', ({ kept }) => (kept ? '改到空出来的时间' : '改约')),
  adjourn: books('adjourn', '下次接着谈'),
  wait: act(mediation.joinWaitlist, {
    label: '排队等更早的时间',
    title: '排队等更早的时间？',
    yes: '排上',
    says: () =>
      '有更早的时间空出来，调解员和当事人那时都没别的安排，会先给这件留半小时，请您打电话问双方行不行。',
  }),
  leaveWait: act(mediation.joinWaitlist, {
    label: '不排队了',
    title: '不排队了？',
    yes: '不排了',
    along: { leave: true },
  }),
  hold: opens(HoldSheet, '人到了，开始谈'),
  notCome: act(mediation.hold, {
    label: '没来齐',
    yes: '记下，另约时间',
    says: () => '这次不算谈过，只记下谁来了谁没来。接着另约时间。',
    fields: ({ parties }) => ({
      present: someOf('到场的人', namesByKey(parties)),
    }),
    along: { held: false },
  }),
  endSession: act(mediation.endSession, {
    label: '谈完了',
    title: '这次谈完了？',
    yes: '谈完了',
    says: () => '现在记作结束的时间。笔录、谈成没谈成，可以接着写。',
  }),
  record: leads(({ id }) => open('mediation/record', { id }), {
    label: ({ may }) => (may.includes('record') ? '写笔录' : '看笔录'),
    may,
  }),
  agree,
  noAgreement: act(mediation.noAgreement, {
    label: '没谈成',
    yes: '说过了，记下没谈成',
    no: '再谈谈',
    says: () => [
      <View className="strong">请告诉双方，还可以走这几条路</View>,
      <Rows lines={otherWays} />,
      <View className="gap" />,
    ],
    fields: { text: lines('卡在哪里（可以不写）', { hint: '比如：赔多少谈不拢' }) },
  }),
  sign: opens(SignSheet, '签字、盖章'),
  scan,
  correct,
  unsign: act(mediation.unsign, {
    label: '协议要改，回到桌上',
    title: '回到桌上再谈？',
    yes: '回到桌上',
    says: ({ agreement }) =>
      agreement?.oral
        ? '口头协议先放下，说好的条款还在，可以改，也可以写成书面的再签字。'
        : '签过的字、盖过的章都不算了，说好的条款还在，可以改。',
    fields: { text: lines('哪里不对', { hint: '比如：李家要求把日期改到12月' }) },
  }),
  followUp: act(mediation.followUp, {
    label: ({ followUps }) => (followUps.length > 0 ? '再记一次回访' : '记回访'),
    title: '回访',
    yes: '记下',
    says: ({ agreement }) => agreement?.terms.map((term, i) => `${i + 1}. ${term}`),
    fields: {
      performed: oneOf('说好的事，都照办了吗？', performances.text),
      satisfied: yesNo('当事人满意吗？'),
      risk: toggle('还可能再闹起来', '开着的，请在下面写一句怎么回事。'),
      text: lines('问了谁，怎么说（可以不写）', { hint: '比如：李家说水管修好了，墙还没刷' }),
    },
  }),
  confirmation,
  archive: act(mediation.archive, {
    label: '归档',
    title: '归档？',
    yes: '归档',
    // Nothing stands in the way of an incomplete file; it says so.
    says: item => [
      <Dossier item={item} />,
      item.dossier?.some(({ has, needed }) => needed && !has) && (
        <View className="hint">还缺的可以先补齐。归档以后补的，另写明谁补的、哪天补的。</View>
      ),
    ],
  }),
  party: opens(PartySheet, '当事人：电话、代理人'),
  papers: opens(PapersSheet, '打印'),
  files: act(mediation.addFiles, {
    label: '添照片、PDF',
    yes: '添上',
    fields: { files: evidence('现场、单据、材料', '放进卷宗，当事人看不到。') },
  }),
  onFile: act(mediation.putOnFile, {
    label: ({ state }) => (state === 'archived' ? '补一份材料' : '材料归卷'),
    title: '材料归卷',
    yes: ({ files }) => (files?.length ? '存进卷宗' : '原件在纸质卷'),
    says: ({ state }) =>
      state === 'archived' && '已经归档，原来的不动。这份记作“归档后补”，写明您的名字和日子。',
    fields: ({ dossier = [] }) => ({
      item: oneOf('哪一份', dossierItems.text, {
        start: dossierItems.codes.find(code =>
          dossier.some(({ item, has, needed }) => item === code && needed && !has),
        ),
      }),
      files: evidence('拍下来，或上传 PDF', '不拍也行：原件放在纸质卷里，点下面记一笔，写着是您说的。'),
    }),
    needs: ['item'],
  }),
  note: act(mediation.noteCase, {
    label: '记一句',
    yes: '记下',
    fields: { text: lines('电话里、桌边说的', { hint: '比如：李家说周末在家' }) },
    note: '只有调解员和调解室看得到。',
    keeps: true,
  }),
  extend: act(mediation.extend, {
    label: '延长期限',
    yes: ({ days = 0 }) => `双方同意，延长${days}天`,
    says: ({ dueAt }, { days = 0 }) => [
      '一般一个月谈完。要再谈些日子，得双方都同意。',
      dueAt && `原来到${sayMonthDay(dueAt)}，延长以后到${sayMonthDay(plusMinutes(dueAt, days * day))}。`,
    ],
    fields: {
      days: count('延长', { unit: '天', most: 60, start: 15 }),
      text: lines('谁同意的，为什么', { hint: '比如：双方都说等漏水检测结果' }),
    },
  }),
  // The duty to report comes before confidentiality: who is in danger is helped first.
  report: act(mediation.report, {
    label: '有危险，要报告',
    yes: '记下，已经报告',
    says: () => [
      <Notice text="有人挨打、孩子或不能自理的人有危险：先报警，再来记。报告在保密前面。" tone="warn" />,
      <EmergencyCalls first="110" kind="danger" />,
      <View className="gap" />,
    ],
    fields: {
      to: oneOf('告诉了谁', reportedTo.text),
      text: lines('什么情况', { hint: '看到、听到的，几句话' }),
    },
  }),
  // It is voluntary: a party who rings and says so has stopped.
  withdraw: act(mediation.withdraw, {
    label: '当事人说不谈了',
    title: '当事人说不谈了？',
    yes: '记下，不谈了',
    no: '再谈谈',
    danger: true,
    says: ({ parties }) => ['谈不谈自愿，不用问为什么。约好的时间会退掉。', <ToCall parties={parties} />],
  }),
  cancel: act(mediation.cancel, {
    label: '退掉约好的时间',
    title: '退掉约好的时间？',
    no: '不退了',
    says: ({ parties }) => ['时间会让给排队的人，双方都会收到消息。为什么退？', <ToCall parties={parties} />],
    choices: () => cancelReasons.options.map(({ value, text }) => [text, { reason: value }]),
  }),
}

/** Which of them are open says `room-next`, the same for the buttons here and on the desk. */
const roomActs = Object.fromEntries(
  Object.entries(acts).map(([name, each]) => [
    name,
    { ...each, may, when: (item: CaseReply) => mayDo(item, name as Act, now()) },
  ]),
) as Readonly<Record<Act, ActOf<CaseReply>>>

export const RoomActs: PartOf<CaseReply> = ({ item, onMoved }) => {
  const objects = item.parties.filter(party => party.objects)
  const who = item.may.includes('answerObjection') ? '请换一位，或书面答复他' : '由调解室换人或答复'
  return (
    <>
      {objects.length > 0 && (
        <Notice text={`${sayNames(objects)}想换一位调解员，${who}。在那以前不约、不谈。`} tone="warn" />
      )}
      <Acts item={item} acts={roomActs} order={() => stepsOf(item, now())} onMoved={onMoved} />
    </>
  )
}
