/** What is known of a request: contents, times, money, people, history. */
import { View } from '@tarojs/components'
import type { HelpReply } from '../../../shared/help.ts'
import { sayTime } from '../../../shared/time.ts'
import { acts } from '../components/aria.ts'
import { Card } from '../components/Card.tsx'
import { FileViews } from '../components/FileViews.tsx'
import { Row } from '../components/Row.tsx'
import { Notice } from '../components/States.tsx'
import { Timeline } from '../components/Timeline.tsx'
import { sayFen } from '../../../shared/money.ts'
import { sayWindow } from './windows.ts'
import {
  askedGroceries,
  carerDelivered,
  moveDone,
  notNowDone,
  ratingText,
  reasonText,
  riskText,
  sayAnyTime,
  sayLine,
  words,
} from './words.ts'

const now = () => new Date().toISOString()

const sayMoney = (spentFen: number, capFen: number | undefined) =>
  capFen === undefined ? sayFen(spentFen) : words.spentOf(sayFen(spentFen), sayFen(capFen))

/** 见面码, large enough to be read at the door. */
export const MeetingCode = ({ item }: { readonly item: HelpReply }) =>
  item.meetingCode ? (
    <Card title={words.meeting}>
      <View className="meeting-code" {...acts('text', [...item.meetingCode].join(' '))}>
        {item.meetingCode}
      </View>
      <View className="hint">{item.mine ? words.meetingAsker : words.meetingHelper}</View>
    </Card>
  ) : null

export const Facts = ({ item }: { readonly item: HelpReply }) => {
  const { kind, lines, building, askerName, capFen, spentFen, paidFen, team, volunteer, door } = item
  const window = sayWindow(item.wantedFromAt, item.wantedToAt, now())
  return (
    <>
      {lines && (
        <Card title={words.things[kind]}>
          {lines.map((line, i) => (
            <View key={i} className="big">
              {sayLine(line)}
            </View>
          ))}
          <FileViews files={[...(item.voice ? [item.voice] : []), ...(item.files ?? [])]} />
        </Card>
      )}
      {item.receipts && (
        <Card title={words.receipts}>
          <FileViews files={item.receipts} />
        </Card>
      )}
      {item.moneyOpen && <Notice text={item.mine ? words.moneyOpen : words.moneyOpenStaff} tone="warn" />}
      <Card>
        {askerName && <Row name={words.for} value={askerName} />}
        <Row name={words.where} value={building} />
        {item.place && <Row name={words.place} value={item.place} />}
        {item.insurance && <Row name={words.insurance} value="" note={words.insuranceNote} />}
        {item.risks?.length ? (
          <Row name={words.risks} value={item.risks.map(risk => riskText[risk]).join('、')} />
        ) : null}
        {item.topic !== 'danger' && <Row name={words.whenRow} value={window ?? sayAnyTime(kind)} />}
        {item.comesAt && <Row name={words.comesRow} value={sayTime(item.comesAt, now())} />}
        {spentFen === undefined && capFen !== undefined && <Row name={words.capRow} value={sayFen(capFen)} />}
        {spentFen !== undefined && <Row name={words.spent} value={sayMoney(spentFen, capFen)} />}
        {paidFen !== undefined && paidFen !== spentFen && <Row name={words.paid} value={sayFen(paidFen)} />}
        {item.laidOut?.map((each, i) => (
          <Row key={i} name={words.laidOut(each.name, sayFen(each.spentFen))} />
        ))}
        {door && <Row name={words.doorRow} value={door} note={words.doorSeen} />}
        {item.offeredTo && <Row name={words.offeredTo} value={item.offeredTo.name} />}
        {team && <Row name={words.team} value={team.name} />}
        {volunteer && <Row name={words.volunteer} value={volunteer.name} />}
        {item.staff && <Row name={words.staff} value={item.staff.name} />}
        {item.problem && item.state !== 'confirmed' && (
          <Row
            name={item.mine ? words.problemMine : words.problemRow}
            value={reasonText[item.problem] ?? item.problem}
          />
        )}
        {item.rating && <Row name={words.rated} value={ratingText[item.rating]} />}
      </Card>
      {item.thanks && (
        <Card title={words.thanks}>
          <View className="big">{item.thanks}</View>
        </Card>
      )}
      {item.notes && (
        <Card title={words.notes}>
          {item.notes.map(({ at, name, text }) => (
            <Row key={at} name={text} note={`${name} · ${sayTime(at, now())}`} />
          ))}
          <View className="small">{words.notesSeen}</View>
        </Card>
      )}
    </>
  )
}

export const Looks = ({ looks }: Pick<HelpReply, 'looks'>) =>
  looks && (
    <Card title={words.looks}>
      {looks.map(({ at, name, as, times }) => (
        <Row key={at + name} name={`${name}（${as}）`} value={words.looked(sayTime(at, now()), times)} />
      ))}
      {looks.length === 0 && <View className="hint">{words.nobodyLooked}</View>}
    </Card>
  )

type Entry = HelpReply['timeline'][number]

const doneBy = (move: string, as: Entry['as'], kind: HelpReply['kind']) => {
  if (move === 'ask' && kind === 'groceries') return askedGroceries
  if (move === 'decline' && as === 'teamLead') return notNowDone
  if (move === 'deliver' && as !== 'volunteer') return carerDelivered
  return moveDone[move] ?? move
}

const sayEntry = ({ who, move, as, reason, onBehalf }: Entry, kind: HelpReply['kind']) =>
  [who, onBehalf && '（代办）', doneBy(move, as, kind), reason && `：${reasonText[reason] ?? reason}`]
    .filter(Boolean)
    .join('')

/** That staff have noted something is for those who may read the note. */
export const History = ({ timeline, kind, notes }: Pick<HelpReply, 'timeline' | 'kind' | 'notes'>) => (
  <Card title={words.history}>
    <Timeline
      lines={[...timeline]
        .filter(({ move }) => move !== 'note' || notes)
        .reverse()
        .map(entry => ({
          key: entry.seq,
          time: sayTime(entry.at, now()),
          text: sayEntry(entry, kind),
        }))}
    />
  </Card>
)
