/** Above the calendar: which week, and the case that a time is looked for. */
import { View } from '@tarojs/components'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { acts } from '../../components/aria.ts'
import type { Placing } from './data.ts'
import { words } from './words.ts'

export const Turn = ({
  title,
  earlier,
  later,
  today,
}: {
  readonly title: string
  readonly earlier: () => void
  readonly later: () => void
  readonly today: () => void
}) => (
  <View className="desk-turn">
    <View className="step" onClick={earlier} {...acts('button', '往前')}>
      ‹
    </View>
    <View className="step desk-to-today" onClick={today} {...acts('button', words.today)}>
      {words.today}
    </View>
    <View className="step" onClick={later} {...acts('button', '往后')}>
      ›
    </View>
    <View className="desk-title" {...acts('heading')}>
      {title}
    </View>
  </View>
)

const lengths = [30, 60, 90, 120]

export const hintOf = ({ starts, each: { common = [] } }: Placing) => {
  if (!starts) return '正在看谁有空…'
  if (starts.some(({ fromAt }) => common.includes(fromAt))) return '绿的都能约，深绿的大家都选过。'
  return starts.length ? '绿的都能约。' : '这一周没有空。看看下一周，或换个时长。'
}

/** The case in hand, in place of the other tools: the calendar below does not move. */
export const Hand = ({
  placing,
  hint,
  alert,
  setMinutes,
  letGo,
}: {
  readonly placing: Placing
  readonly hint: string
  readonly alert: boolean
  readonly setMinutes: (minutes: number) => void
  readonly letGo: () => void
}) => (
  <View className="desk-hand">
    <View className="desk-hand-text">
      <View className="desk-hand-what">{`给${placing.each.title}找时间`}</View>
      <View className={alert ? 'desk-hand-alert' : ''} {...acts(alert ? 'alert' : 'text')}>
        {hint}
      </View>
    </View>
    <Choice
      look="segments"
      options={[...new Set([...lengths, placing.minutes])]
        .sort((one, other) => one - other)
        .map(count => ({ value: String(count), text: count % 60 ? `${count}分` : `${count / 60}小时` }))}
      value={String(placing.minutes)}
      onChange={count => setMinutes(Number(count))}
    />
    <Button text={placing.each.moves ? '不改了' : '不约了'} kind="plain" size="small" onTap={letGo} />
  </View>
)
