/**
 * Beside the calendar: who waits for a time, what is due when, and how much each mediator has in hand. On a phone, where
 * no week fits, the day stands above them as a list.
 */
import { View } from '@tarojs/components'
import type { CaseReply } from '../../../../shared/mediation/reply.ts'
import { onOf, sayWeekday } from '../../../../shared/time.ts'
import { role } from '../../components/aria.ts'
import { Awaited } from '../../components/Awaited.tsx'
import { classes } from '../../components/classes.ts'
import { LineCard } from '../../components/ListPage.tsx'
import { Empty } from '../../components/States.tsx'
import { daysUntil } from '../parts/starts.ts'
import { sayLeft } from '../parts/times.ts'
import {
  awayOn,
  closedIn,
  itemsIn,
  nameIn,
  nameOf,
  openIn,
  toPlace,
  waitingOf,
  words,
  type Block,
} from './data.ts'
import { sayDate, sayTimes, timesOn } from './grid.ts'
import { toCase, useDrag, type AtDesk } from './use-desk.ts'

const soonDays = 3

interface LineProps extends AtDesk {
  readonly each: CaseReply
  /** It can be put on the calendar; else it is opened. */
  readonly movable: boolean
}

const Line = ({ desk: { now, hueOf, placing, grab }, each, movable }: LineProps) => {
  const { id, number, mediator, stateText, dueAt } = each
  const take = () => grab(toPlace(each))
  const drag = useDrag(movable ? take : undefined)
  const who = mediator?.name ?? words.noMediator
  const line = (
    <View
      className={classes(
        'desk-line',
        movable && 'desk-grab',
        movable && id === placing?.each.id && 'desk-chosen',
      )}
      style={{ borderLeftColor: hueOf(mediator?.id) }}
      onClick={() => (movable ? take() : toCase(id))}
      {...role(movable ? 'button' : 'link', [nameOf(each), who, stateText].join('，'))}
    >
      <View className="desk-line-head">
        <View className="desk-what">{number ? nameOf(each) : `${nameOf(each)} · 未编号`}</View>
        {dueAt && (
          <View className={classes('desk-due', daysUntil(dueAt, now) <= soonDays && 'desk-due-soon')}>
            {sayLeft(dueAt, now)}
          </View>
        )}
      </View>
      <View className="desk-note">
        {who} · {stateText}
      </View>
    </View>
  )
  // In the hand it is let go of over the calendar, or put there by the next click.
  return movable ? <div {...drag}>{line}</div> : line
}

export const DeskLoads = ({ desk: { loads, hueOf } }: AtDesk) => {
  if (!loads) return null
  const most = Math.max(1, ...loads.map(({ load }) => load))
  return (
    <View className="desk-part desk-loads">
      <View className="desk-part-title" {...role('heading')}>
        调解员手上
      </View>
      {loads.map(({ id, name, load }) => (
        <View key={id} className="desk-load" {...role('text', `${name}，${words.cases(load)}`)}>
          <View className="desk-load-name">{name}</View>
          <View className="desk-load-track">
            <View
              className="desk-load-bar"
              style={{ width: `${(load / most) * 100}%`, background: hueOf(id) }}
            />
          </View>
          <View className="desk-load-count">{words.cases(load)}</View>
        </View>
      ))}
    </View>
  )
}

interface CasesProps extends AtDesk {
  readonly title: string
  readonly hint?: string
  readonly none: string
  readonly cases: readonly CaseReply[]
  readonly movable?: boolean
}

const Cases = ({ desk, title, hint, none, cases, movable = false }: CasesProps) => (
  <View className="desk-part">
    <View className="desk-part-title" {...role('heading')}>
      {title} <View className="desk-count">{cases.length}</View>
    </View>
    {hint && cases.length > 0 && <View className="desk-hint">{hint}</View>}
    {cases.length === 0 && <View className="desk-note">{desk.typed ? '在办的里没找到。' : none}</View>}
    {cases.map(each => (
      <Line key={each.id} {...{ desk, each, movable }} />
    ))}
  </View>
)

export const DeskCases = ({ desk }: AtDesk) => {
  const { queue, found, staff, wide } = desk
  const waiting = waitingOf(found)
  if (!queue.items) return <Awaited asked={queue} calls={false} />
  return (
    <>
      {staff && (
        <Cases
          desk={desk}
          title="等约时间"
          hint={wide ? '往右拖到日历上；或点一下，再点时间。' : '点一件，打开它约时间。'}
          none={words.nobodyWaits}
          cases={waiting}
          movable={wide}
        />
      )}
      <Cases
        desk={desk}
        title="按期限"
        none="手上没有在办的。"
        cases={staff ? found.filter(each => !waiting.includes(each)) : found}
      />
    </>
  )
}

export const DeskDay = ({ desk }: AtDesk) => {
  const { calendar, week, on, now, setOn, setOpen } = desk
  const items = itemsIn(calendar, { on })
  const blocks = [...closedIn(calendar, { on }), ...awayOn(calendar, on)]
  const nameOfBlock = ({ of, which }: Block) => {
    const name = nameIn(calendar, which)
    return of === 'room' ? name : words.awayTitle(name)
  }
  return (
    <View>
      <View className="desk-days">
        {week.map(each => {
          const weekday = sayWeekday(each)
          const count = itemsIn(calendar, { on: each }).length
          return (
            <View
              key={each}
              className={classes(
                'desk-day',
                each === on && 'chosen',
                each === onOf(now) && 'desk-day-today',
                !openIn(calendar, { on: each }).length && 'desk-day-closed',
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
        const said = [timesOn(block, on), nameOfBlock(block), block.reason].filter(Boolean).join(' · ')
        const open = () => setOpen({ sheet: 'block', block })
        return <LineCard key={block.id} line={{ tone: 'warn', text: said, open }} />
      })}
      {items.map(item => (
        <LineCard
          key={`${item.fromAt}${item.room}`}
          line={{
            title: sayTimes(item),
            aside: item.stateText,
            text: item.title,
            hint: [item.mediator?.name, nameIn(calendar, item.room)],
            label: `${sayTimes(item)}，${item.title}`,
            open: () => (item.id ? toCase(item.id) : setOpen({ sheet: 'item', item })),
          }}
        />
      ))}
      {items.length === 0 && (
        <Empty text={openIn(calendar, { on }).length ? '这一天没有约。' : '这一天不开门。'} />
      )}
    </View>
  )
}
