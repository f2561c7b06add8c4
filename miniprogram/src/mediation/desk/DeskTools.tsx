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
    <View className="step" onClick={earlier} {...acts('button', words.earlier)}>
      ‹
    </View>
    <View className="step desk-to-today" onClick={today} {...acts('button', words.today)}>
      {words.today}
    </View>
    <View className="step" onClick={later} {...acts('button', words.later)}>
      ›
    </View>
    <View className="desk-title" {...acts('heading')}>
      {title}
    </View>
  </View>
)

const lengths = [30, 60, 90, 120]

export const hintOf = ({ starts, each: { common = [] } }: Placing) => {
  if (!starts) return words.placingLoading
  if (starts.some(({ fromAt }) => common.includes(fromAt))) return words.placingCommon
  return starts.length ? words.placingFree : words.placingNone
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
      <View className="desk-hand-what">{words.placing(placing.each.title)}</View>
      <View className={alert ? 'desk-hand-alert' : ''} {...acts(alert ? 'alert' : 'text')}>
        {hint}
      </View>
    </View>
    <Choice
      look="segments"
      options={[...new Set([...lengths, placing.minutes])]
        .sort((one, other) => one - other)
        .map(count => ({ value: String(count), text: words.minutes(count) }))}
      value={String(placing.minutes)}
      onChange={count => setMinutes(Number(count))}
    />
    <Button
      text={placing.each.moves ? words.movingStop : words.placingStop}
      kind="plain"
      size="small"
      onTap={letGo}
    />
  </View>
)
