/** What is known of a request: contents, times, money, people, history. */
import { View } from '@tarojs/components'
import { leadOf } from '../../../shared/contract.ts'
import type { HelpReply } from '../../../shared/help/help.ts'
import {
  declineReasons,
  failReasons,
  problemReasons,
  ratings,
  releaseReasons,
  withdrawReasons,
} from '../../../shared/help/life.ts'
import { choice } from '../../../shared/choice.ts'
import { sayFen } from '../../../shared/money.ts'
import { sayTime } from '../../../shared/time.ts'
import { role } from '../components/aria.ts'
import { Card } from '../components/Card.tsx'
import { FactCard, history, rows, said, type FactOf } from '../components/facts.tsx'
import { FileViews } from '../components/FileViews.tsx'
import { Row } from '../components/Row.tsx'
import { Swapped } from './Changes.tsx'
import { sayWindow } from './windows.ts'
import { moveDone, sayAnyTime, sayLine, sayRisks, words } from './words.ts'

type Fact = FactOf<HelpReply>
const now = () => new Date().toISOString()

/** 见面码, large enough to be read at the door. */
export const MeetingCode: Fact = ({ item: { meetingCode, mine } }) =>
  meetingCode ? (
    <Card title="见面码">
      <View className="meeting-code" {...role('text', [...meetingCode].join(' '))}>
        {meetingCode}
      </View>
      <View className="hint">{mine ? '志愿者会说这四个数，对上了再开门。' : '到门口先说这四个数。'}</View>
    </Card>
  ) : null

const Things: Fact = ({ item: { kind, lines, voice, files } }) =>
  lines ? (
    <Card title={words.things[kind]}>
      {lines.map((line, i) => (
        <View key={i} className="big">
          {sayLine(line)}
        </View>
      ))}
      <FileViews files={[...(voice ? [voice] : []), ...(files ?? [])]} />
    </Card>
  ) : null

const Receipts: Fact = ({ item: { receipts } }) =>
  receipts ? (
    <Card title="小票">
      <FileViews files={receipts} />
    </Card>
  ) : null

const openMoney = ({ mine, may }: HelpReply) => {
  if (mine && may.includes('confirm')) return '拿到了请说一声，再说给了多少钱。没拿到，社区会打电话问。'
  if (mine) return '这一单的钱还没对清，社区会打电话问。'
  if (may.includes('correct')) return '记错了，请点“改金额”；没记错，社区会打电话问。'
  return '请打电话问清两边，再记一笔。'
}

/** What each of the two says, until it is settled. */
export const MoneyOpen: Fact = ({ item }) => {
  const { moneyOpen, mine, spentFen, paidFen, may } = item
  if (!moneyOpen) return null
  return (
    <FactCard
      title={paidFen === undefined ? '垫的钱还没还清' : '钱没对上'}
      tone="warn"
      lines={[
        paidFen !== undefined && { name: mine ? '您说给了' : '居民说给了', value: sayFen(paidFen) },
        spentFen !== undefined && {
          name: may.includes('correct') ? '您记的' : '志愿者记的',
          value: sayFen(spentFen),
        },
        ...laidOutRows(item),
      ]}
    >
      <View>{openMoney(item)}</View>
    </FactCard>
  )
}

const laidOutRows = ({ laidOut = [], failReason }: HelpReply) =>
  laidOut.map(({ name, spentFen }) => ({
    name: `${name}垫了${sayFen(spentFen)}，${failReason === 'leftAtDoor' ? '东西放在门口' : '东西没送成'}`,
  }))

const sayMoney = (spentFen: number, capFen: number | undefined) =>
  capFen === undefined ? sayFen(spentFen) : `${sayFen(spentFen)}（最多${sayFen(capFen)}）`

const about = rows<HelpReply>(item => {
  const { askerName, place, risks, comesAt, capFen, spentFen, paidFen, moneyOpen, door, problem } = item
  const { offeredTo, team, volunteer, staff, mine, rating } = item
  const window = sayWindow(item.wantedFromAt, item.wantedToAt, now())
  return [
    askerName && { name: '给谁', value: askerName },
    { name: '哪栋楼', value: item.building },
    { name: '编号', value: item.number },
    place && { name: '去哪里', value: place },
    item.insurance && { name: '用医保', note: '带上两个人的身份证件' },
    risks?.length && { name: '要留心', value: sayRisks(risks) },
    item.topic !== 'danger' && { name: words.whenRow, value: window ?? sayAnyTime(item.kind) },
    comesAt && { name: '大约几点到', value: sayTime(comesAt, now()) },
    spentFen === undefined && capFen !== undefined && { name: words.capRow, value: sayFen(capFen) },
    spentFen !== undefined && { name: '花了', value: sayMoney(spentFen, capFen) },
    paidFen !== undefined &&
      paidFen !== spentFen &&
      !moneyOpen && { name: '居民给了', value: sayFen(paidFen) },
    ...(moneyOpen ? [] : laidOutRows(item)),
    door && { name: words.doorRow, value: door, note: `只有去办的人和${leadOf(team?.name)}看得到` },
    offeredTo && { name: '正在问', value: offeredTo.name },
    team && { name: '哪个队', value: team.name },
    volunteer && { name: '志愿者', value: volunteer.name },
    staff && { name: '谁在跟', value: staff.name },
    problem &&
      item.state !== 'confirmed' && {
        name: mine ? '您说' : '居民说',
        value: problemReasons.text[problem],
      },
    rating && { name: '办得怎么样', value: ratings.text[rating] },
  ]
})

const Notes: Fact = ({ item: { notes } }) =>
  notes ? (
    <Card title="社区记的">
      {notes.map(({ at, name, text }) => (
        <Row key={at} name={text} note={`${name} · ${sayTime(at, now())}`} />
      ))}
      <View className="small">只有社区的人看得到</View>
    </Card>
  ) : null

/** What was said when it was called once more. */
const Calls: Fact = ({ item: { calls } }) =>
  calls ? (
    <Card title="又说了">
      {calls.map(({ at, text }) => (
        <Row key={at} name={text} note={sayTime(at, now())} />
      ))}
    </Card>
  ) : null

export const facts = [
  Things,
  Calls,
  Receipts,
  about,
  Swapped,
  said<HelpReply>('谢谢的话', ({ thanks }) => thanks),
  Notes,
]

type Entry = HelpReply['timeline'][number]

const reasons = choice({
  ...releaseReasons.text,
  ...declineReasons.text,
  ...withdrawReasons.text,
  ...failReasons.text,
  ...problemReasons.text,
})

const sayMove = ({ move, as }: Entry, { kind }: HelpReply) => {
  if (move === 'ask' && kind === 'groceries') return '请人买菜'
  if (move === 'decline' && as === 'teamLead') return '说这次接不了'
  if (move === 'deliver' && as !== 'volunteer') return '办到了'
  return moveDone[move] ?? move
}

export const Happened = history<HelpReply>((entry, item) => {
  const { who, move, reason, onBehalf } = entry
  // That staff have noted something is for those who may read the note.
  if (move === 'note' && !item.notes) return undefined
  return [who, onBehalf && '（代办）', sayMove(entry, item), reason && `：${reasons.say(reason)}`]
    .filter(Boolean)
    .join('')
})

const tooLate = {
  groceries: '菜已买好，取消不了。有事请打给社区',
  medicine: '药已拿好，取消不了。有事请打给社区',
  urgent: '已经出发，取消不了。有事请打给社区',
  errands: '已经出发，取消不了。有事请打给社区',
}

export const TooLate: Fact = ({ item: { mine, state, kind } }) =>
  mine && (state === 'bought' || state === 'onTheWay') ? (
    <View className="hint under-label">{tooLate[kind]}</View>
  ) : null
