/** Places to go, as tiles with a drawing each. */
import { View } from '@tarojs/components'
import type { Me } from '../../../shared/identity/identity.ts'
import { role } from './aria.ts'
import { useCommunity } from './CallCommunity.tsx'
import { Drawing } from './Drawing.tsx'
import type { Door } from './home.ts'

/** Those that are for the reader, of what their community has switched on. */
export const useDoors = (me: Me) => {
  const switchedOn = useCommunity()?.on ?? []
  return <D extends Door>(doors: readonly D[]) =>
    doors.filter(door => (!door.on || switchedOn.includes(door.on)) && (door.for?.(me) ?? true))
}

interface Props {
  readonly me: Me
  readonly doors: readonly Door[]
  /** On the page of residents. */
  readonly large?: true
}

export const Doors = ({ me, doors, large }: Props) => (
  <View className={large ? 'doors doors-large' : 'doors'}>
    {doors.map(({ name, drawing, go }) => (
      <View
        key={name}
        className="door"
        hoverClass="card-pressed"
        onClick={() => void go(me)}
        {...role('button', name)}
      >
        <Drawing name={drawing} />
        <View className="door-name">{name}</View>
      </View>
    ))}
  </View>
)
