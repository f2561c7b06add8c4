/** One’s own way into a team: asked for, waited for, said yes to, left; and for its lead who it is. */
import { onOf, sayDate } from '../../../shared/time.ts'
import { volunteers } from '../../../shared/volunteers/volunteers.ts'
import {
  declinedReasons,
  inGroup,
  outReasons,
  type MembershipReply,
} from '../../../shared/volunteers/teams.ts'
import { actsOf } from '../components/act.tsx'
import { Card } from '../components/Card.tsx'
import { history, rows } from '../components/facts.tsx'
import { matterPage, type PartOf } from '../components/MatterPage.tsx'
import { Row } from '../components/Row.tsx'
import { Refusal } from '../components/States.tsx'
import { open } from '../platform/open.ts'
import { useMove } from '../platform/query.tsx'
import { approvedToQueue, leaving, membershipDone, ownLeaving } from './words.ts'

type Part = PartOf<MembershipReply>
const { act, leads } = actsOf<MembershipReply>()

const facts = rows<MembershipReply>(({ team, ...item }) => [
  item.name && { name: '谁', value: item.name },
  item.building && { name: '哪栋楼', value: item.building },
  item.note && { name: '捎的话', note: item.note },
  item.minor && { name: '没满18岁', value: '说了爸妈同意' },
  item.fit && { name: '身体能做', value: '说能做' },
  item.since && { name: inGroup(team.group, '进队'), value: sayDate(onOf(item.since)) },
  item.reason && { name: '为什么', value: outReasons.text[item.reason] },
  {
    name: inGroup(team.group, '看看这个队'),
    onTap: () => open('volunteers/team', { team: team.id }),
  },
])

type Entry = MembershipReply['timeline'][number]

const sayEntry = ({ who, move, to, reason }: Entry) => {
  const done = move === 'approve' && to === 'waitlisted' ? approvedToQueue : membershipDone[move]
  const why = reason && outReasons.say(reason)
  return [who, done ?? move, why && `：${why}`].filter(Boolean).join('')
}

/** What it is called to go, as far as one has come; undefined: one cannot. */
const goingOf = ({ mine, may, state, team }: MembershipReply) =>
  mine && may.includes('leave') ? leaving[state]?.map(text => inGroup(team.group, text)) : undefined
/** A place is kept: to say yes is the one thing to do now. */
const isKept = ({ mine, confirmBy, may }: MembershipReply) =>
  mine === true && confirmBy !== undefined && may.includes('confirmPlace')
/** Where a yes of its own was asked, it is asked again. */
const isAsked = ({ minor, fit }: MembershipReply) => Boolean(minor ?? fit)

const acts = {
  // For the lead, to whom it waits.
  approve: act(volunteers.decide, {
    ...{ label: '同意', may: ['approve'], along: { approve: true } },
    when: ({ mine }) => !mine,
    done: ({ state }) =>
      state === 'waitlisted' ? '位子满了，排上队了，已经告诉本人' : '进队了，已经告诉本人',
  }),
  decline: act(volunteers.decide, {
    label: ({ state }) => (state === 'applied' ? '不合适' : '不用排了'),
    may: ['decline'],
    when: ({ mine }) => !mine,
    title: ({ name = '' }) => `怎么跟${name}说？`,
    no: '我再想想',
    says: () => '对方看得到是什么原因，也看得到别的队。',
    choices: () =>
      declinedReasons.options.map(({ value, text }) => [text, { approve: false, reason: value }]),
  }),
  confirm: act(volunteers.confirmPlace, {
    label: '我要',
    size: 'huge',
    when: isKept,
    done: '位子是您的了，欢迎！',
  }),
  again: act(volunteers.apply, {
    label: '再报一次名',
    when: item => item.mine === true && !isAsked(item),
    along: ({ team, listed }) => ({ team: team.id, listed }),
    tells: 'asking',
  }),
  applyAnew: leads(({ team }) => open('volunteers/team', { team: team.id, do: 'apply' }), {
    label: '再报一次名',
    may: ['apply'],
    when: item => item.mine === true && isAsked(item),
  }),
  leave: act(volunteers.leave, {
    label: item => goingOf(item)?.[0] ?? '',
    when: item => goingOf(item) !== undefined,
    title: item => goingOf(item)?.[1] ?? '',
    no: item => goingOf(item)?.[2] ?? '',
    choices: () => ownLeaving.map(reason => [outReasons.text[reason], { reason }]),
  }),
}

const Listed: Part = ({ item, onMoved }) => {
  const { go, busy, error } = useMove()
  const { id, listed, team } = item
  const change = () =>
    !busy && void go(volunteers.setListed, { id, listed: !listed }).then(onMoved, () => undefined) // shown below
  return goingOf(item) ? (
    <Card>
      <Row
        name={inGroup(team.group, '让队友看到我的名字')}
        note={inGroup(team.group, '队长总看得到。以后随时能改。')}
        on={listed}
        onTap={change}
      />
      <Refusal error={error} />
    </Card>
  ) : null
}

/** Above what leads out; below it while a place is kept. */
const ListedAbove: Part = props => (isKept(props.item) ? null : <Listed {...props} />)
const ListedBelow: Part = props => (isKept(props.item) ? <Listed {...props} /> : null)

export default matterPage({
  get: volunteers.membership,
  title: '入队报名',
  follow: 10,
  stands: ({ team, stateText, stateHint }) => ({ title: team.name, name: stateText, hint: stateHint }),
  acts,
  order: (_, [next, ...beside]) =>
    next === 'leave' || next === 'decline' ? { beside: [next, ...beside] } : { next, beside },
  between: ListedAbove,
  facts: [ListedBelow, facts, history<MembershipReply>(sayEntry)],
})
