/** A day as a list: for a phone, where no week fits. */
import { View } from '@tarojs/components'
import { role } from '../../components/aria.ts'
import { Card } from '../../components/Card.tsx'
import { classes } from '../../components/classes.ts'
import { Empty } from '../../components/States.tsx'
import {
  awayOn,
  closedIn,
  itemsIn,
  mediatorName,
  openIn,
  roomName,
  type Block,
  type Calendar,
  type Item,
} from './data.ts'
import { sayWeekday } from '../../../../shared/time.ts'
import { sayDate, sayTimes, timesOn } from './grid.ts'
import { words } from './words.ts'

interface Props {
  readonly calendar: Calendar
  readonly week: readonly string[]
  readonly on: string
  readonly today: string
  readonly choose: (on: string) => void
  readonly openItem: (item: Item) => void
  readonly openBlock: (block: Block) => void
}

export const DeskDay = ({ calendar, week, on, today, choose, openItem, openBlock }: Props) => {
  const column = { key: on, on, title: '', note: '' }
  const items = itemsIn(calendar, column)
  const blocks = [...closedIn(calendar, column), ...awayOn(calendar, on)]
  const nameOf = ({ of, which }: Block) =>
    of === 'room' ? roomName(calendar, which) : words.awayTitle(mediatorName(calendar, which))
  return (
    <View>
      <View className="desk-days">
        {week.map(each => {
          const weekday = sayWeekday(each)
          const count = itemsIn(calendar, { ...column, on: each }).length
          return (
            <View
              key={each}
              className={classes(
                'desk-day',
                each === on && 'chosen',
                each === today && 'desk-day-today',
                !openIn(calendar, { ...column, on: each }).length && 'desk-day-closed',
              )}
              onClick={() => choose(each)}
              {...role('button', `${weekday} ${sayDate(each)}，${words.cases(count)}`)}
            >
              <View>{weekday.slice(1)}</View>
              <View className="desk-day-date">{Number(each.slice(8))}</View>
              <View className="desk-day-count">{count || ''}</View>
            </View>
          )
        })}
      </View>
      {blocks.map(block => {
        const said = [timesOn(block, on), nameOf(block), block.reason].filter(Boolean).join(' · ')
        return (
          <Card key={block.id} tone="warn" label={said} onTap={() => openBlock(block)}>
            {said}
          </Card>
        )
      })}
      {items.map(item => (
        <Card
          key={`${item.fromAt}${item.room}`}
          title={sayTimes(item)}
          aside={<View className="hint">{item.stateText ?? ''}</View>}
          label={`${sayTimes(item)}，${item.title}`}
          onTap={() => openItem(item)}
        >
          <View className="strong">{item.title}</View>
          <View className="hint">
            {[item.mediator?.name, roomName(calendar, item.room)].filter(Boolean).join(' · ')}
          </View>
        </Card>
      ))}
      {items.length === 0 && (
        <Empty text={openIn(calendar, column).length ? '这一天没有约。' : '这一天不开门。'} />
      )}
    </View>
  )
}
