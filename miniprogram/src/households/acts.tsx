/** What can be done about a visit, by those who go, by staff and by the one they go to see. */
import { View } from '@tarojs/components'
import type { Choice } from '../../../shared/choice.ts'
import type { Reply } from '../../../shared/contract.ts'
import { households, type PairingReply, type PairingRow } from '../../../shared/households/households.ts'
import {
  changeReasons,
  endReasons,
  restReasons,
  tiers,
  tryReasons,
  visitFindings,
  visitWays,
} from '../../../shared/households/life.ts'
import { actsOf, type Item } from '../components/act.tsx'
import { line, lines, oneOf, oneOfThese, someOf, when, namesOf, voice } from '../components/fields.tsx'
import { open } from '../platform/open.ts'
import { handOver } from '../platform/query.tsx'
import { inDays, today } from './words.ts'

type Candidates = Reply<typeof households.candidates>

/** The longest that a visit is noted later, or somebody is away. */
const aMonth = 30
const aYear = 365
const note = lines('要记的话（可以不填）', { hint: '比如：药快吃完了，周四女儿来', longest: 300 })
const said = voice('或者说一段')
const findings = [
  [visitFindings.text.fine, { how: 'fine' }, 'primary'],
  [visitFindings.text.changed, { how: 'changed' }],
  [visitFindings.text.needsHelp, { how: 'needsHelp' }],
] as const
/** A button for each reason. */
const reasonsOf = <R extends string>({ options }: Choice<R>) =>
  options.map(({ value, text }) => [text, { reason: value }] as const)

const declined = [[endReasons.text.declined, { reason: 'declined' }, 'danger']] as const

// ---- on a line of the round: two taps ----

type Line = PairingRow & Item
const round = actsOf<Line>()
const ofLine = { may: [], keeps: true, note: '写的话，只有走访的人和社区看得到。' } as const

export const roundActs = {
  visit: round.act(households.visit, {
    ...ofLine,
    ...{ label: '去了', title: '怎么样？', done: '记下了' },
    readout: ({ building = '', door }) => `去了，${building}${door}`,
    fields: { note, voice: said },
    choices: () => findings,
  }),
  tried: round.act(households.tried, {
    ...ofLine,
    ...{ label: '没在家', title: '没见着人？', done: '记下了' },
    readout: ({ building = '', door }) => `没在家，${building}${door}`,
    fields: { note },
    choices: () => reasonsOf(tryReasons),
  }),
}

// ---- on its page ----

const { act, leads } = actsOf<PairingReply>()
const no = '再想想'
const isTheirs = ({ reader }: PairingReply) => reader === 'resident'
const isStaff = ({ reader }: PairingReply) => reader === 'staff'

/** The form knows for whom it is, and what was noted at the last visit. */
const toHelp = ({ id, resident: person, name, phone, building, notes, visits }: PairingReply) => {
  const note = notes?.[0]
  const words = (note && note.at === visits[0]?.at && note.text) || undefined
  handOver(id, { person, name, phone, building, words })
  return open('help/phone', { from: id })
}
export const wantsHelp = ({ may, visits }: PairingReply) =>
  may.includes('askHelp') && visits[0]?.how === 'needsHelp'

const people = (all: Candidates['helper'], start?: string) =>
  oneOfThese(
    all.map(({ id, name, building, pairings }) => ({
      ...{ id, name },
      note: [building, pairings ? `手上${pairings}户` : '手上还没有'].filter(Boolean).join(' · '),
    })),
    start,
  )
const headed = (title: string, field: ReturnType<typeof people>): typeof field => ({
  ...field,
  draw: drawing => (
    <>
      <View className="heading">{title}</View>
      {field.draw(drawing)}
    </>
  ),
})
const seatNames = ({ helpers }: PairingReply) =>
  Object.fromEntries(helpers.map(({ seat, as, name }) => [seat, name ? `${name}（${as}）` : as])) as Record<
    'helper' | 'second',
    string
  >
const idOf = ({ helpers }: PairingReply, wanted: 'helper' | 'second') =>
  helpers.find(({ seat }) => seat === wanted)?.id

export const pairingActs = {
  visit: act(households.visit, {
    ...{ label: '去过了', size: 'huge', title: '怎么样？', keeps: true, done: '记下了' },
    fields: {
      on: when('哪天去的', 'date', { start: today(), from: inDays(-aMonth), to: today() }),
      way: oneOf('怎么去的', visitWays.text, { start: 'door' }),
      note,
      voice: said,
    },
    choices: () => findings,
    entered: isStaff,
    leadsTo: paired => wantsHelp(paired) && toHelp(paired),
  }),
  askHelp: leads(toHelp, { label: '帮他叫人', may: ['askHelp'] }),
  tried: act(households.tried, {
    ...{ label: '没见着人', title: '没见着人？', keeps: true, done: '记下了' },
    says: () => '日子不变，改天再去。连着两次没见着，社区会知道。',
    fields: { note },
    choices: () => reasonsOf(tryReasons),
  }),
  pair: act(households.pair, {
    label: ({ state }) => (state === 'listed' ? '定谁去' : '换人、改多久一次'),
    title: '谁去、多久一次？',
    yes: '就这样定了',
    no,
    looksUp: [households.candidates, ({ id }) => ({ id })],
    fields: (item, _, known) => ({
      tier: oneOf('多久一次', tiers.text, { start: item.tier ?? 'monthly' }),
      helper: headed('网格员', people(known.helper, idOf(item, 'helper'))),
      second: headed(item.target === 'place' ? '民警' : '党员', people(known.second, idOf(item, 'second'))),
    }),
    kind: ({ lacks, state }) => (lacks || state === 'listed' ? 'primary' : 'plain'),
  }),
  cover: act(households.cover, {
    ...{ label: '请人替一阵', yes: '请他替', no },
    looksUp: [households.candidates, ({ id }) => ({ id })],
    fields: (item, _, known) => ({
      ...(isStaff(item) && { seat: oneOf('替谁', seatNames(item), { start: item.lacks?.[0] ?? 'helper' }) }),
      untilOn: when('替到哪天', 'date', { from: today(), to: inDays(aYear) }),
      who: people(known.cover),
    }),
    needs: ['who', 'untilOn'],
  }),
  noCover: act(households.cover, {
    ...{ may: ['cover'], title: '不用替了？', label: '不用替了', yes: '不用替了', no },
    when: ({ cover }) => cover !== undefined,
  }),
  away: act(households.away, {
    ...{ label: '要离开几天', title: '哪几天不在？', yes: '记上', no },
    says: () => '那几天请另一位多跑一趟，或请人替一阵。社区也会知道。',
    fields: item => ({
      ...(isStaff(item) && { seat: oneOf('谁不在', seatNames(item), { start: 'helper' }) }),
      fromOn: when('从哪天', 'date', { from: today(), to: inDays(aYear) }),
      toOn: when('到哪天', 'date', { from: today(), to: inDays(aYear) }),
    }),
    needs: ['fromOn', 'toOn'],
  }),
  changed: act(households.changed, {
    label: item => (isTheirs(item) ? '家里有变化' : '有变化'),
    title: '有什么变化？',
    says: item => (isTheirs(item) ? '说了以后，一天之内有人来看。' : '两位都会知道，一天之内去看。'),
    fields: { note },
    keeps: true,
    choices: () => reasonsOf(changeReasons),
  }),
  amend: act(households.amend, {
    ...{ label: '改记的', title: '要知道的', yes: '改好了', no: '不改了', keeps: true },
    fields: ({ target, name, phone, needs, groups = [], groupsThere = [] }) => ({
      ...(target === 'home' && {
        groups: someOf(
          '归在哪几类',
          namesOf(groupsThere),
          groups.map(({ id }) => id),
        ),
        name: line('怎么称呼', { longest: 20, start: name }),
        phone: line('电话', { longest: 20, start: phone }),
      }),
      needs: lines('去的人要知道的', { hint: '比如：耳朵背，敲门重一点', longest: 300, start: needs }),
    }),
  }),
  rest: act(households.rest, {
    label: item => (isTheirs(item) ? '先别来' : '先停一停'),
    ...{ title: '停到哪天？', yes: '先停着', no },
    fields: {
      untilOn: when('停到哪天', 'date', { from: inDays(1), to: inDays(aYear) }),
      reason: oneOf('为什么', restReasons.text),
    },
  }),
  back: act(households.back, { label: item => (isTheirs(item) ? '接着来' : '接着去'), size: 'huge' }),
  end: act(households.endPairing, {
    may: ['end'],
    label: item => (isTheirs(item) ? '不用来了' : '不再走访'),
    title: item => (isTheirs(item) ? '不用他们来了？' : '为什么不再走访？'),
    no,
    says: item => (isTheirs(item) ? '以后想要人来看看，打给社区就行。' : '两位都会知道。'),
    choices: item => (isTheirs(item) ? declined : reasonsOf(endReasons)),
  }),
}
