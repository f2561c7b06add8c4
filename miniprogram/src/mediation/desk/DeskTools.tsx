/** Above the calendar: which week, and the case that a time is looked for. */
import { View } from '@tarojs/components'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { role } from '../../components/aria.ts'
import type { Placing } from './data.ts'

interface Turning {
  readonly title: string
  readonly earlier: () => void
  readonly later: () => void
  readonly today: () => void
}

export const Turn = ({ title, earlier, later, today }: Turning) => (
  <View className="desk-turn">
    <View className="step" onClick={earlier} {...role('button', '往前')}>
      ‹
    </View>
    <View className="step desk-to-today" onClick={today} {...role('button', '今天')}>
      今天
    </View>
    <View className="step" onClick={later} {...role('button', '往后')}>
      ›
    </View>
    <View className="desk-title" {...role('heading')}>
      {title}
    </View>
  </View>
)

const lengths = [30, 60, 90, 120]
const sayLength = (minutes: number) => (minutes % 60 ? `${minutes}分` : `${minutes / 60}小时`)

const hintOf = ({ starts, each: { common = [] } }: Placing) => {
  if (!starts) return '正在看谁有空…'
  if (starts.some(({ fromAt }) => common.includes(fromAt))) return '绿的都能约，深绿的大家都选过。'
  return starts.length ? '绿的都能约。' : '这一周没有空。看看下一周，或换个时长。'
}

interface Holding {
  readonly placing: Placing
  /** Why it cannot be where it was let go of. */
  readonly said: string
  readonly failed: string | null
  readonly setMinutes: (minutes: number) => void
  readonly letGo: () => void
}

/** The case in hand, in place of the other tools: the calendar below does not move. */
export const Hand = ({ placing, said, failed, setMinutes, letGo }: Holding) => (
  <View className="desk-hand">
    <View className="desk-hand-text">
      <View className="desk-hand-what">{`给${placing.each.title}找时间`}</View>
      <View className={said ? 'desk-hand-alert' : ''} {...role(said ? 'alert' : 'text')}>
        {said || (failed ?? hintOf(placing))}
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
