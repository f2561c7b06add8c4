/** One note: how it stands, what was said, and how it ends. */
import { View } from '@tarojs/components'
import { mediation } from '../../../shared/mediation/mediation.ts'
import { quarrelWays, type QuarrelReply } from '../../../shared/mediation/quarrels.ts'
import { sayDate } from '../../../shared/time.ts'
import { disputeKinds } from '../../../shared/mediation/life.ts'
import { actsOf } from '../components/act.tsx'
import { FactCard, history, said, told, type FactOf } from '../components/facts.tsx'
import { lines } from '../components/fields.tsx'
import { matterPage } from '../components/MatterPage.tsx'
import { open, openInstead } from '../platform/open.ts'
import { saySides } from './parts/words.ts'

type Part = FactOf<QuarrelReply>
const { act, leads } = actsOf<QuarrelReply>()
const no = '再想想'

const acts = {
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
  notes.map(({ at, name, text }) => ({ at, text, by: name })),
)

const Facts: Part = ({ item: { kind, way, notedBy, settledOn, terms } }) => (
  <FactCard
    lines={[
      { name: '什么事', value: disputeKinds.text[kind] },
      { name: '怎么来的', value: quarrelWays.text[way] },
      { name: '谁记的', value: notedBy },
      settledOn && { name: terms ? '哪天说好的' : '哪天的事', value: sayDate(settledOn) },
    ]}
  >
    <View className="hint">只有记的人和调解室看得到，不要对外说。</View>
  </FactCard>
)

const moveDone: Readonly<Record<string, string>> = {
  note: '记下了',
  add: '又记了一句',
  settle: '记了：说开了',
  settleOrally: '记了口头协议',
  drop: '记了：没谈成',
  turn: '转了正式调解',
  remind: '好几天没动静，提醒了一次',
}

export default matterPage({
  get: mediation.quarrel,
  title: '说和',
  follow: 15,
  stands: ({ state, stateText, stateHint }) => ({
    name: stateText,
    hint: stateHint,
    tone: state === 'open' ? 'accent' : 'plain',
  }),
  notes: [
    said<QuarrelReply>(
      ({ sides }) => saySides(sides),
      ({ what }) => what,
    ),
    said<QuarrelReply>('口头说好的', ({ terms }) => terms),
  ],
  acts,
  order: (_, [next, ...beside]) => ({ next, beside }),
  after: [later, Facts, history<QuarrelReply>(({ who, move }) => `${who}${moveDone[move] ?? move}`)],
  calls: false,
  elsewhere: { text: '看全部', go: () => openInstead('mediation/notes') },
})
