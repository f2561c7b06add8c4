import { View } from '@tarojs/components'
import { usePlayer } from '../platform/sound.ts'
import { role } from './aria.ts'

interface Voice {
  readonly address: string
  readonly seconds?: number | undefined
}

/** A voice note with one large button. */
export const VoicePlayer = ({ address, seconds }: Voice) => {
  const { state, toggle } = usePlayer(address)
  const length = seconds === undefined ? '' : ` ${Math.max(1, Math.round(seconds))}秒`
  const text = { quiet: `听录音${length}`, playing: '正在放，点一下停', failed: '没放出来，再点一次' }[state]
  return (
    <View className="voice" hoverClass="card-pressed" onClick={toggle} {...role('button', text)}>
      <View className={state === 'playing' ? 'voice-stop' : 'voice-play'} />
      {text}
    </View>
  )
}
