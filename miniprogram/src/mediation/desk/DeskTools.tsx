/** Above the calendar: which week, and the case that a time is looked for. */
import { View } from '@tarojs/components'
import { onOf } from '../../../../shared/time.ts'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { role } from '../../components/aria.ts'
import { sayRefusal } from '../../platform/refused.ts'
import type { Placing } from './data.ts'
import { daysAfter, sayDay, sayWeek } from './grid.ts'
import type { Desk } from './use-desk.ts'

export const Turn = ({ desk: { wide, view, week, on, setOn, now } }: { readonly desk: Desk }) => {
  const byDay = wide && view === 'day'
  const stride = byDay ? 1 : 7
  const step = (text: string, label: string, to: string, look = '') => (
    <View className={`step ${look}`} onClick={() => setOn(to)} {...role('button', label)}>
      {text}
    </View>
  )
  return (
    <View className="desk-turn">
      {step('‹', '往前', daysAfter(on, -stride))}
      {step('今天', '今天', onOf(now), 'desk-to-today')}
      {step('›', '往后', daysAfter(on, stride))}
      <View className="desk-title" {...role('heading')}>
        {byDay ? sayDay(on) : sayWeek(week)}
      </View>
    </View>
  )
}

const lengths = [30, 60, 90, 120]
const sayLength = (minutes: number) => (minutes % 60 ? `${minutes}分` : `${minutes / 60}小时`)

const hintOf = ({ starts, each: { common = [] } }: Placing) => {
  if (!starts) return '正在看谁有空…'
  if (starts.some(({ fromAt }) => common.includes(fromAt))) return '绿的都能约，深绿的大家都选过。'
  return starts.length ? '绿的都能约。' : '这一周没有空。看看下一周，或换个时长。'
}

interface Holding {
  readonly desk: Desk
  readonly placing: Placing
}

/** The case in hand, in place of the other tools: the calendar below does not move. */
export const Hand = ({ desk: { said, failed, setMinutes, letGo }, placing }: Holding) => (
  <View className="desk-hand">
    <View className="desk-hand-text">
      <View className="desk-hand-what">{`给${placing.each.title}找时间`}</View>
      <View className={said ? 'desk-hand-alert' : ''} {...role(said ? 'alert' : 'text')}>
        {said || (failed ? sayRefusal(failed) : hintOf(placing))}
      </View>
    </View>
    <Choice
      look="segments"
      options={[...new Set([...lengths, placing.minutes])]
        .sort((one, other) => one - other)
        .map(count => ({ value: String(count), text: sayLength(count) }))}
      value={String(placing.minutes)}
      onChange={count => setMinutes(Number(count))}
    />
    <Button text={placing.each.moves ? '不改了' : '不约了'} kind="plain" size="small" onTap={letGo} />
  </View>
)
