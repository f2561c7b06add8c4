/** What a reader may do about a request. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Choice as ChoiceOf } from '../../../shared/choice.ts'
import { leadOf, type Reply } from '../../../shared/contract.ts'
import { help, type HelpReply } from '../../../shared/help/help.ts'
import {
  declineReasons,
  failReasons,
  problemReasons,
  ratings,
  releaseReasons,
  withdrawReasons,
} from '../../../shared/help/life.ts'
import { sayPhone } from '../../../shared/phone.ts'
import { actsOf, type Item } from '../components/act.tsx'
import { ActButton, Acts, type Order } from '../components/Acts.tsx'
import { Button } from '../components/Button.tsx'
import { CallButton } from '../components/CallButton.tsx'
import { Card } from '../components/Card.tsx'
import { lines, noted, oneOf, oneOfThese } from '../components/fields.tsx'
import type { PartOf } from '../components/MatterPage.tsx'
import { Row } from '../components/Row.tsx'
import { Notice } from '../components/States.tsx'
import { useMe } from '../platform/me.ts'
import { open, openInstead, useParams } from '../platform/open.ts'
import { useMove } from '../platform/query.tsx'
import { sayRefusal } from '../platform/refused.ts'
import { isLostRace, useClaim } from './claim.tsx'
import { change, SaySheet, suggest } from './Changes.tsx'
import { facts } from './HelpFacts.tsx'
import { AssignSheet, bought, correct, PaidSheet, type Choice, type Led } from './Sheets.tsx'
import { useUndo } from './undo.tsx'
import { arrivalsFrom } from './windows.ts'
import { claimText, isGoingOn, owedFor, sayLoad, words } from './words.ts'

type Part = PartOf<HelpReply>
const { act, byHand, leads } = actsOf<Led>()

/** Once it is bought or under way, to say no is to hand it back. */
const isBegun = ({ state }: HelpReply) => state === 'bought' || state === 'onTheWay'

/** Before one has said yes, nothing can have been sold out. */
const because =
  <R extends string>({ options }: Pick<ChoiceOf<R>, 'options'>) =>
  ({ state }: HelpReply) =>
    options
      .filter(({ value }) => state !== 'assigned' || !/outOfStock|noAnswer/.test(value))
      .map(({ value, text }) => [text, { reason: value }] as const)

/** What staff say who do it for somebody who has rung. */
const orForThem = (own: string, forThem: string) => (item: HelpReply) => (item.mine ? own : forThem)
/** What staff say who follow it in person. */
const orAsCarer = (usual: string, carer: string) => (item: HelpReply) =>
  item.state === 'withStaff' ? carer : usual
/** Staff enter what they were told on the phone, as the button says. */
const byPhone = ({ mine, state }: HelpReply) => (mine || state === 'failed' ? {} : { via: 'phone' as const })
const confirms = (item: HelpReply) =>
  item.state === 'failed' ? '东西拿到了' : item.mine ? '齐了' : '电话里说办好了'

const acts = {
  accept: act(help.accept, {
    label: '我能去',
    title: '大约几点到？',
    no: '再想想',
    tells: 'helping',
    choices: ({ wantedFromAt }) => [
      ...arrivalsFrom(new Date().toISOString(), wantedFromAt).map(
        ({ text, at }) => [text, { comesAt: at }] as const,
      ),
      ['说不准，先答应', {}],
    ],
  }),
  start: act(help.start, { label: '我出发了' }),
  bought,
  deliver: leads(item => item.deliver(), {
    label: orAsCarer('送到了', '办到了，请居民看看'),
    may: ['deliver'],
  }),
  // Where nothing was laid out there is nothing to say about money.
  confirm: act(help.confirm, {
    label: confirms,
    when: item => owedFor(item) === undefined,
    along: byPhone,
  }),
  paid: byHand(PaidSheet, {
    label: confirms,
    may: ['confirm'],
    when: item => owedFor(item) !== undefined,
  }),
  assign: byHand(AssignSheet, {
    label: ({ volunteer }) => (volunteer ? '换一位志愿者' : '定志愿者'),
    may: ['assign'],
  }),
  takeOver: act(help.takeOver, { label: '我来跟', when: ({ staff }) => !staff }),
  reopen: act(help.reopen, { label: '再找一次' }),
  problem: act(help.problem, {
    label: orForThem('有问题', '电话里说有问题'),
    along: byPhone,
    title: '哪里有问题？',
    no: '没问题',
    choices: because(problemReasons),
  }),
  /** Suited teams first, with what they have to do already. */
  offer: act(help.offer, {
    label: '请一个队来办',
    title: '请哪个队来办？',
    no: '再想想',
    looksUp: [help.candidates, ({ id }) => ({ id })],
    fields: (_, __, { teams = [] }) => ({
      team: oneOfThese(
        teams.map(team => ({ ...team, note: sayLoad(team.inHand) + (team.suited ? '，正对口' : '') })),
      ),
    }),
    yes: ({ team }, _, { teams = [] }) => `请${teams.find(({ id }) => id === team)?.name ?? '一个队'}来办`,
  }),
  decline: act(help.decline, {
    label: item =>
      item.state === 'offered'
        ? '这次接不了'
        : isBegun(item)
          ? `办不成，交回${leadOf(item.team?.name)}`
          : '我去不了',
    title: item =>
      item.state === 'offered' ? '为什么接不了？' : isBegun(item) ? '为什么办不成？' : '为什么去不了？',
    no: '我再想想',
    choices: item =>
      item.state === 'offered' ? because(releaseReasons)(item) : because(declineReasons)(item),
  }),
  release: act(help.release, {
    label: orAsCarer('退回去，让别的队接', '再找别的队'),
    when: ({ state, staff }) => state !== 'withStaff' || staff !== undefined,
    title: '为什么退回去？',
    no: '不退了',
    choices: because(releaseReasons),
  }),
  fail: act(help.fail, {
    label: '没办成',
    // The asker has said what is wrong already; a volunteer hands back before setting out.
    when: ({ state }) => state !== 'open' && state !== 'accepted',
    title: '为什么没办成？',
    no: '再试试',
    choices: because(failReasons),
  }),
  rate: act(help.rate, {
    label: ({ thanks }) => (thanks ? '改一改谢谢的话' : '说声谢谢'),
    title: '这次办得怎么样？',
    yes: '就这样说',
    no: '不说了',
    keeps: true,
    needs: ['rating'],
    fields: ({ rating, thanks }) => ({
      rating: noted(oneOf(undefined, ratings.text, { start: rating }), '好不好，只有社区看得到，不排名次。'),
      thanks: noted(
        lines('给志愿者捎句话（可以不写）', { longest: 100, hint: '比如：菜很新鲜，谢谢您', start: thanks }),
        '志愿者看得到这句话。',
      ),
    }),
  }),
  note: act(help.note, {
    label: '记一笔',
    no: '不记了',
    keeps: true,
    fields: { text: lines('电话里怎么说的、怎么办的', { hint: '比如：电话里说好，下午再送一趟' }) },
    needs: ['text'],
    choices: () => [
      ['办妥了，不用再盯', { settled: true }, 'primary'],
      ['先记下，还要盯', { settled: false }],
    ],
  }),
  change,
  suggest,
  correct,
  say: byHand(SaySheet, { label: orForThem('捎句话', '替他捎句话'), may: ['say'] }),
  withdraw: act(help.withdraw, {
    label: orForThem('不用办了', '电话里说不用了'),
    along: byPhone,
    title: '为什么不用了？',
    no: '还是要办',
    choices: because(withdrawReasons),
  }),
  again: leads(({ id }) => open('help/again', { id }), {
    label: '还是老样子，再要一次',
    may: [],
    when: item => item.mine === true && !isGoingOn(item) && item.topic !== 'danger',
  }),
}
type Name = keyof typeof acts

/** The first of these that is open is the big one. */
const steps = [
  ...['accept', 'start', 'bought', 'deliver', 'confirm', 'paid', 'assign', 'takeOver', 'reopen'],
] as const satisfies readonly Name[]
const others = [
  ...[
    'reopen',
    'problem',
    'say',
    'suggest',
    'bought',
    'correct',
    'change',
    'assign',
    'offer',
    'takeOver',
    'decline',
    'release',
    'fail',
    'rate',
  ],
  'note',
] as const satisfies readonly Name[]

/**
 * A volunteer already named is changed only on purpose, and staff step in only where nobody else is meant to: then it
 * is no main move.
 */
const isNext = (item: HelpReply, name: Name) => {
  if (name === 'assign') return !item.volunteer
  if (name === 'takeOver') return item.state === 'withStaff'
  return name !== 'reopen' || item.mine === true
}

const order = (item: HelpReply, open: readonly Name[]): Order<Name> => {
  const next = mayClaim(item) ? undefined : steps.find(name => open.includes(name) && isNext(item, name))
  return {
    next,
    beside: others.filter(name => open.includes(name) && name !== next),
    last: (['withdraw', 'again'] as const).filter(name => open.includes(name)),
  }
}

const mayClaim = ({ may }: HelpReply) => may.includes('claim')

/** What the last tap came to, when it was a no. */
const Answer = ({ error }: { readonly error: unknown }) => {
  const lost = isLostRace(error)
  return (
    <View className="stack">
      <Notice text={sayRefusal(error)} tone={lost ? 'good' : 'warn'} />
      {lost && <Button text="看下一件" onTap={() => openInstead('help/board', { list: 'open' })} />}
    </View>
  )
}

type Seen = Reply<typeof help.reveal>

interface Looked {
  readonly id: string
  readonly whom: 'asker' | 'volunteer'
  /** It is time to ring them. */
  readonly wanted: boolean
}

const look = actsOf<Looked & Item & { readonly show: (seen: Seen) => void }>().act(help.reveal, {
  may: [],
  label: ({ whom }) => (whom === 'asker' ? '看门牌和电话' : '给志愿者打电话'),
  kind: ({ wanted }) => (wanted ? 'primary' : 'plain'),
  along: ({ whom }) => ({ whom }),
  leadsTo: (seen, { show }) => show(seen),
})

/** Door and phone: shown only on this screen and only now; each look is on record. */
const Reveal = (looked: Looked) => {
  const [seen, show] = useState<Seen>()
  if (!seen) return <ActButton act={look} item={{ ...looked, may: [], show }} />
  const { name, phone, address, movedTo, door } = seen
  return (
    <Card title={name}>
      {address && <Row name="住在" value={address} />}
      {movedTo && <Row name="搬到了" value={movedTo} note="先打电话问清送到哪儿" />}
      {door && <Row name={words.doorRow} value={door} />}
      {looked.whom === 'asker' && <View className="small">您看过门牌，邻居也知道您看过。</View>}
      {phone ? (
        <CallButton phone={phone} text={`打给${name} ${sayPhone(phone)}`} kind="plain" />
      ) : (
        <Notice text="他留的号码现在是别人的，别打。找他请问社区。" tone="warn" />
      )}
    </Card>
  )
}

const Ringing = ({ item }: { readonly item: HelpReply }) => {
  const { id, may, call, volunteer, laidOut, moved } = item
  const { data: me } = useMe()
  return (
    <>
      {moved && <Notice text="他搬家了，先打电话问清送到哪儿，再去。" tone="warn" />}
      {call && <Notice text={call === 'asker' ? '请给居民打个电话' : '还没回话，先打个电话'} />}
      {(may.includes('reveal') || may.includes('phone')) && (
        <Reveal id={id} whom="asker" wanted={call === 'asker'} />
      )}
      {may.includes('callHelper') && (volunteer ?? laidOut) && volunteer?.id !== me?.id && (
        <Reveal id={id} whom="volunteer" wanted={call === 'volunteer'} />
      )}
    </>
  )
}

const Facts = ({ item }: { readonly item: HelpReply }) => facts.map((Fact, i) => <Fact key={i} item={item} />)

/** Several leads may race for it; whom they send can be taken back for ten seconds. */
export const Moves: Part = ({ item, onMoved }) => {
  const { go } = useMove()
  const { do: asked } = useParams('help/detail')
  const [wanted, want] = useState(asked === 'confirm' ? 'paid' : asked)
  const [refused, setRefused] = useState<unknown>()
  const moved = (reply: HelpReply) => {
    setRefused(undefined)
    onMoved(reply)
  }
  const claim = useClaim(reply => {
    moved(reply)
    want('assign')
  })
  const undo = useUndo()
  const send = ({ id, seq, volunteer }: Choice) =>
    go(help.assign, { id, seq, volunteer }).then(moved, setRefused)
  const { id, seq } = item
  const deliver = () =>
    undo.start({
      whom: '居民',
      send: () => go(help.deliver, { id, seq }).then(moved, setRefused),
    })
  const choose = (choice: Choice) => {
    want(undefined)
    // Nobody else is told when the lead goes in person, so there is nothing to wait for.
    return choice.self ? send(choice) : undo.start({ whom: choice.name, send: () => send(choice) })
  }
  const error = refused ?? claim.refused
  return (
    <>
      {error !== undefined && <Answer error={error} />}
      {undo.card ? (
        <>
          {undo.card}
          <Facts item={item} />
        </>
      ) : (
        <>
          {mayClaim(item) && (
            <View className="stack moves">
              <Button text={claimText} onTap={() => claim.claim(item)} />
            </View>
          )}
          <Acts
            key={wanted}
            {...{ acts, order, wanted }}
            item={{ ...item, send: choose, deliver }}
            onMoved={moved}
            between={<Ringing item={item} />}
            facts={<Facts item={item} />}
          />
        </>
      )}
      {claim.sheet}
    </>
  )
}
