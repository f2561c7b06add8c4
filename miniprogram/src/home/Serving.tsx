/** 志愿 on the home page: what waits for a word, and where one goes next. */
import { View } from '@tarojs/components'
import { matters, pathOf } from '../../../shared/matters.ts'
import { sayTime } from '../../../shared/time.ts'
import { volunteers } from '../../../shared/volunteers.ts'
import type { ShiftReply } from '../../../shared/volunteers/shifts.ts'
import { acts } from '../components/aria.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { StateBadge } from '../components/StateBadge.tsx'
import { open, openAddress } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'
import { words } from './words.ts'

const followSeconds = 60
const shownCards = 3

/** Requests have cards of their own, with their buttons; of anything else that waits for a word the page is opened. */
const Awaited = () => {
  const { data } = useReply(matters.mine, {}, { followSeconds })
  const items = data?.items.filter(({ kind, tone }) => kind !== 'help' && tone === 'yours') ?? []
  if (items.length === 0) return null
  return (
    <View className="section">
      <View className="heading" {...acts('heading')}>
        {words.awaited}
        <View className="heading-count"> {items.length} 件</View>
      </View>
      {items.slice(0, shownCards).map(({ kind, id, title, stateText }) => (
        <Card
          key={id}
          title={title}
          tone="accent"
          label={`${title}，${stateText}`}
          aside={<StateBadge text={stateText} tone="yours" />}
          onTap={() => openAddress(pathOf(kind, id))}
        />
      ))}
      {items.length > shownCards && <View className="hint">{words.moreInMatters}</View>}
    </View>
  )
}

/** Asked to come into a team, and nobody has said anything yet: the reader sees that it was not lost. */
const Applied = () => {
  const { data } = useReply(matters.mine, {}, { followSeconds })
  const items = data?.items.filter(({ kind, tone }) => kind === 'membership' && tone === 'waiting') ?? []
  if (items.length === 0) return null
  return (
    <View className="section">
      <View className="heading" {...acts('heading')}>
        {words.appliedTo}
      </View>
      {items.map(({ id, title, stateText }) => (
        <Card
          key={id}
          title={title}
          label={`${title}，${stateText}`}
          aside={<StateBadge text={stateText} tone="waiting" />}
          onTap={() => open('volunteers/membership', { id })}
        />
      ))}
    </View>
  )
}

/** One that the reader goes to, or has not checked out of. Who keeps its list has it in a section of their own. */
const goesTo = ({ mine, may }: ShiftReply) =>
  mine?.place === 'seated' &&
  !may.includes('keepList') &&
  ['giveUpShift', 'checkIn', 'checkOut'].some(move => may.includes(move))

const NextShift = () => {
  const { data } = useReply(volunteers.shifts, { list: 'mine' }, { followSeconds })
  const shift = data?.items.find(goesTo)
  if (!shift) return null
  const now = (['checkIn', 'checkOut'] as const).find(move => shift.may.includes(move))
  const time = sayTime(shift.startsAt, new Date().toISOString())
  // A time of today is said without its day; of a time to come the day is the first thing to know.
  const when = /^\d\d:/.test(time) ? `${words.today} ${time}` : time
  return (
    <View className={now ? 'section task' : 'section'}>
      <View className="heading" {...acts('heading')}>
        {words.nextShift}
      </View>
      <Card
        title={shift.title}
        label={`${shift.title}，${when}，${shift.place}`}
        aside={<View className="strong">{when}</View>}
        onTap={() => open('volunteers/shift', { id: shift.id })}
      >
        <View className="hint">{`${shift.place} · ${shift.team.name}`}</View>
      </Card>
      {now && <Button text={words[now]} onTap={() => open('volunteers/shift', { id: shift.id })} />}
    </View>
  )
}

export const ServingSection = () => (
  <>
    <Awaited />
    <NextShift />
    <Applied />
  </>
)
