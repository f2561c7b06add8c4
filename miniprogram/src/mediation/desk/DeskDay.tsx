/** A day as a list: for a phone, where no week fits. */
import { View } from '@tarojs/components'
import { role } from '../../components/aria.ts'
import { Card } from '../../components/Card.tsx'
import { classes } from '../../components/classes.ts'
import { Empty } from '../../components/States.tsx'
import { onOf, sayWeekday } from '../../../../shared/time.ts'
import { awayOn, closedIn, itemsIn, mediatorName, openIn, roomName, words, type Block } from './data.ts'
import { sayDate, sayTimes, timesOn } from './grid.ts'
import { toCase, type Shown } from './use-desk.ts'

export const DeskDay = ({ desk, calendar }: Shown) => {
  const { week, on, now, setOn, setOpen } = desk
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
                each === onOf(now) && 'desk-day-today',
                !openIn(calendar, { ...column, on: each }).length && 'desk-day-closed',
              )}
              onClick={() => setOn(each)}
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
          <Card key={block.id} tone="warn" label={said} onTap={() => setOpen({ sheet: 'block', block })}>
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
          onTap={() => (item.id ? toCase(item.id) : setOpen({ sheet: 'item', item }))}
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
