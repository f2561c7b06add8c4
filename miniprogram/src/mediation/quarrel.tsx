/** One note: how it stands, what was said, and how it ends. */
import { View } from '@tarojs/components'
import { mediation } from '../../../shared/mediation/mediation.ts'
import { noteParts, quarrelWays, type QuarrelReply } from '../../../shared/mediation/quarrels.ts'
import { sayDate } from '../../../shared/time.ts'
import { disputeKinds } from '../../../shared/mediation/life.ts'
import { actsOf } from '../components/act.tsx'
import { FactCard, history, said, told, type FactOf } from '../components/facts.tsx'
import { drawn, lines, oneALine } from '../components/fields.tsx'
import { matterPage } from '../components/MatterPage.tsx'
import { open } from '../platform/open.ts'
import { roomAt, talkStart } from './parts/talk-times.tsx'
import { sayWhen } from './parts/times.ts'
import { saySides } from './parts/words.ts'

type Part = FactOf<QuarrelReply>
const { act, leads } = actsOf<QuarrelReply>()
const no = '再想想'

const acts = {
  came: act(mediation.talkCame, {
    may: ['came'],
    size: 'huge',
    label: '来了',
    when: ({ slot }) => slot !== undefined && slot.fromAt <= new Date().toISOString(),
    along: { came: true },
  }),
  notCome: act(mediation.talkCame, {
    may: ['notCome'],
    title: '没有来？',
    yes: '没来',
    no,
    when: ({ slot }) => slot !== undefined && slot.fromAt <= new Date().toISOString(),
    says: () => '剩下的时间空出来，给别人用。会告诉他可以再约。',
    along: { came: false },
  }),
  move: act(mediation.moveTalk, {
    may: ['move'],
    label: '改时间',
    yes: '就改到这时候',
    no,
    looksUp: [mediation.talkTimes, ({ id }) => ({ id })],
    fields: (_, __, times) => ({ fromAt: talkStart(times), room: drawn<string>(() => null) }),
    follows: ({ fromAt }, changed, _, times) => (changed === 'fromAt' ? { room: roomAt(times, fromAt) } : {}),
    needs: ['fromAt'],
  }),
  cancel: act(mediation.cancelTalk, {
    may: ['cancel'],
    title: '不约了？',
    yes: '不约了',
    no,
    danger: true,
    says: () => '时间空出来给别人。以后想谈，再约。',
  }),
  print: act(mediation.printNote, { may: ['print'], label: '打印登记表' }),
  toCase: leads(item => open('mediation/case', { id: item.case! }), {
    label: '看这件调解',
    may: [],
    when: item => item.case !== undefined,
  }),
  talkedOver: act(mediation.settle, {
    size: 'huge',
    title: '都说开了？',
    yes: '说开了',
    no,
    says: () => '记上以后就不再改了。',
    along: { ending: 'talkedOver' },
  }),
  oral: act(mediation.settle, {
    may: ['settleOrally'],
    label: '口头协议',
    title: '双方说好了什么？',
    yes: '就这样定了',
    no,
    says: () => '一两句就行。登记表会自己填好。',
    fields: {
      terms: lines('双方说好了什么？', {
        hint: '如：李家下周换管子，张家自己刷墙',
        longest: 300,
        quiet: true,
      }),
    },
    needs: ['terms'],
    along: { ending: 'oral' },
    keeps: true,
  }),
  turn: act(mediation.turn, {
    label: '转正式调解',
    title: '转正式调解？',
    yes: '转过去',
    no,
    says: () => '谁和谁、怎么回事都带过去，不用再填。接下来先看归不归我们管，再去问对方愿不愿谈。',
  }),
  add: act(mediation.addToNote, {
    may: ['add'],
    label: '再记一句',
    yes: '记上',
    no: '不记了',
    fields: { text: lines('再记一句', { hint: '谁又说了什么、约了什么', longest: 300, quiet: true }) },
    keeps: true,
  }),
  correct: act(mediation.correctNote, {
    may: ['correct'],
    label: '改错字',
    yes: '改过来',
    no: '不改了',
    says: () => '改之前写的还留着，谁改的、什么时候改的，都记上。',
    fields: ({ sides, what, terms }) => ({
      sides: oneALine('谁和谁（一行一方）', { longest: 120, start: sides }),
      what: lines('怎么回事', { longest: 300, start: what }),
      ...(terms !== undefined && { terms: lines('口头说好的', { longest: 300, start: terms }) }),
    }),
  }),
  drop: act(mediation.settle, {
    may: ['drop'],
    title: '这回没谈成？',
    yes: '没谈成',
    no,
    says: () => '不能勉强。他们以后想谈，可以再记一笔。',
    along: { ending: 'dropped' },
  }),
}

const later = told<QuarrelReply>('后来记的', ({ notes }) =>
  (notes ?? []).map(({ at, name, text }) => ({ at, text, by: name })),
)

const corrected = told<QuarrelReply>('改过的字', ({ corrections }) =>
  (corrections ?? []).map(({ at, name, part, was }) => ({
    at,
    text: `${noteParts.text[part]}，原来写的：${was}`,
    by: name,
  })),
)

const Booked: Part = ({ item: { slot, mediator, kind, reader, state } }) =>
  slot && (
    <FactCard
      lines={[
        { name: '什么时候', note: sayWhen(slot.fromAt, new Date().toISOString()) },
        { name: '在哪里', note: slot.place },
        { name: reader === 'party' ? '谁来听您说' : '谁来听', value: mediator },
        slot.sitting && { name: '矛调日，还有', value: slot.sitting },
        reader === 'party' && { name: '什么事', value: disputeKinds.text[kind] },
      ]}
    >
      {reader === 'party' && state === 'booked' && (
        <View className="hint">带上照片、单据就行，没有也可以来。</View>
      )}
    </FactCard>
  )

const Facts: Part = ({ item: { kind, what, sides, way, notedBy, settledOn, terms } }) => (
  <FactCard
    lines={[
      // Else they stand above what was said.
      sides && what === disputeKinds.text[kind] && { name: '谁和谁', value: saySides(sides) },
      { name: '什么事', value: disputeKinds.text[kind] },
      way && { name: '怎么来的', value: quarrelWays.text[way] },
      notedBy && { name: '谁记的', value: notedBy },
      settledOn && { name: terms ? '哪天说好的' : '哪天的事', value: sayDate(settledOn) },
    ]}
  >
    <View className="hint">只有记的人和调解室看得到，不要对外说。</View>
  </FactCard>
)

/** What is noted is between who noted it and the room. */
const forRoom =
  (Part: Part): Part =>
  ({ item }) =>
    item.reader === 'room' ? <Part item={item} /> : null

const moveDone: Readonly<Record<string, string>> = {
  book: '约了时间',
  move: '改了时间',
  cancel: '说不约了',
  came: '记了：来了',
  notCome: '记了：没来',
  correct: '改了写错的字',
  note: '记下了',
  add: '又记了一句',
  settle: '记了：说开了',
  settleOrally: '记了口头协议',
  drop: '记了：没谈成',
  turn: '转了正式调解',
  remind: '提醒了一次',
}

export default matterPage({
  get: mediation.quarrel,
  title: '说和',
  follow: 15,
  stands: ({ state, stateText, stateHint }) => ({
    name: stateText,
    hint: stateHint,
    tone: state === 'open' || state === 'booked' ? 'accent' : 'plain',
  }),
  received: ({ reader }) => reader === 'party' && '约好了',
  notes: [
    said<QuarrelReply>(
      ({ sides, reader }) => (reader === 'party' ? '您说的' : saySides(sides ?? [])),
      ({ what, kind }) => what !== disputeKinds.text[kind] && what,
    ),
    said<QuarrelReply>('口头说好的', ({ terms }) => terms),
  ],
  acts,
  // Until its time there is nothing that has to be done.
  order: (_, open) => {
    const next = (['came', 'print', 'toCase', 'talkedOver'] as const).find(each => open.includes(each))
    return { next, beside: open.filter(each => each !== next) }
  },
  between: Booked,
  after: [
    later,
    corrected,
    forRoom(Facts),
    history<QuarrelReply>(({ who, move }) => `${who}${moveDone[move] ?? move}`),
  ],
  calls: ({ reader }) => reader === 'party',
})
