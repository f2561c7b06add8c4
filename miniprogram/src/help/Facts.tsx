/** What is known of a request: contents, times, money, people, history. */
import { View } from '@tarojs/components'
import type { HelpReply } from '../../../shared/help.ts'
import { sayTime } from '../../../shared/time.ts'
import { Card } from '../components/Card.tsx'
import { Row } from '../components/Row.tsx'
import { Timeline } from '../components/Timeline.tsx'
import { sayFen } from '../../../shared/money.ts'
import { sayWindow } from './windows.ts'
import { askedGroceries, moveDone, reasonText, sayLine, words } from './words.ts'

const now = () => new Date().toISOString()

const sayMoney = (spentFen: number, capFen: number | undefined) =>
  capFen === undefined ? sayFen(spentFen) : words.spentOf(sayFen(spentFen), sayFen(capFen))

export const Facts = ({ item }: { readonly item: HelpReply }) => {
  const { kind, lines, building, askerName, capFen, spentFen, team, volunteer, door } = item
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
        </Card>
      )}
      <Card>
        {askerName && <Row name={words.for} value={askerName} />}
        <Row name={words.where} value={building} />
        {window && <Row name={words.whenRow} value={window} />}
        {spentFen === undefined && capFen !== undefined && <Row name={words.capRow} value={sayFen(capFen)} />}
        {spentFen !== undefined && <Row name={words.spent} value={sayMoney(spentFen, capFen)} />}
        {door && <Row name={words.doorRow} value={door} note={words.doorSeen} />}
        {team && <Row name={words.team} value={team.name} />}
        {volunteer && <Row name={words.volunteer} value={volunteer.name} />}
      </Card>
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

const sayEntry = ({ who, move, reason, onBehalf }: Entry, kind: HelpReply['kind']) =>
  [
    who,
    onBehalf && '（代办）',
    move === 'ask' && kind === 'groceries' ? askedGroceries : (moveDone[move] ?? move),
    reason && `：${reasonText[reason] ?? reason}`,
  ]
    .filter(Boolean)
    .join('')

export const History = ({ timeline, kind }: Pick<HelpReply, 'timeline' | 'kind'>) => (
  <Card title={words.history}>
    <Timeline
      lines={[...timeline].reverse().map(entry => ({
        key: entry.seq,
        time: sayTime(entry.at, now()),
        text: sayEntry(entry, kind),
      }))}
    />
  </Card>
)
