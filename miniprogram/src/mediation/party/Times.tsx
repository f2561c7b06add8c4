/** The beginnings offered, to be ticked; what one side ticks, the other does not see. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { mediation } from '../../../../shared/mediation/mediation.ts'
import type { CaseReply } from '../../../../shared/mediation/reply.ts'
import { actsOf } from '../../components/act.tsx'
import { ActButton } from '../../components/Acts.tsx'
import { Button } from '../../components/Button.tsx'
import { Card } from '../../components/Card.tsx'
import type { PartOf } from '../../components/MatterPage.tsx'
import type { Complaints } from '../../components/form.ts'
import { useForm } from '../../components/useForm.tsx'
import { useTyped } from '../../platform/drafts.ts'
import { useMove } from '../../platform/query.tsx'
import { dayTicks } from '../parts/DayTicks.tsx'
import { sayWhen } from '../parts/times.ts'
import { mineIn } from '../parts/words.ts'

const noneOfThem = actsOf<CaseReply>().act(mediation.chooseTimes, {
  label: '这些都不行',
  title: '这些时间都不行？',
  says: () => '没关系，调解室会再给您几个时间，或打电话来问。',
  yes: '都不行',
  no: '再想想',
  along: { starts: [] },
})

interface TickingProps {
  readonly item: CaseReply
  readonly offered: NonNullable<CaseReply['offered']>
  /** Ticked before. */
  readonly chosen: string[]
  readonly onMoved: (reply: CaseReply) => void
  readonly keep: (() => void) | undefined
}

const Ticking = ({ item, offered, chosen, onMoved, keep }: TickingProps) => {
  const { value, field, refused, send } = useForm({
    draft: useTyped({ starts: chosen }),
    fields: { starts: dayTicks(offered.starts) },
    wrong: ({ starts }): Complaints => (starts.length > 0 ? {} : { starts: '请先点上面的时间' }),
  })
  const { starts } = value
  const { go } = useMove()
  const choose = async () => {
    const reply = await send(() => go(mediation.chooseTimes, { id: item.id, starts }))
    if (reply) onMoved(reply)
  }
  return (
    <Card title="您哪些时间方便？" tone="accent">
      <View className="under-label">{`每次大约${offered.minutes}分钟。可以多选，选得多，容易约上。`}</View>
      {field()}
      <View className="hint">您选了哪些，对方看不到。</View>
      {refused}
      <Button text={starts.length > 0 ? `就这${starts.length}个时间` : '选好了'} onTap={choose} />
      <ActButton act={noneOfThem} item={item} onMoved={onMoved} />
      {keep && <Button text="不改了" kind="plain" onTap={keep} />}
    </Card>
  )
}

export const Times: PartOf<CaseReply> = ({ item, onMoved }) => {
  const { offered, slot } = item
  const [changing, setChanging] = useState(false)
  const times = mineIn(item)?.times
  const left = times?.filter(start => offered?.starts.includes(start)) ?? []
  // What was ticked has served once a time is booked.
  if (!offered?.starts.length || (slot && times)) return null
  const moved = (reply: CaseReply) => {
    setChanging(false)
    onMoved(reply)
  }
  // When all they ticked is past they are asked again; that none suits is an answer that stands.
  const answered = times && (times.length === 0 || left.length > 0)
  if (!answered || changing)
    return (
      <Ticking
        {...{ item, offered }}
        chosen={left}
        onMoved={moved}
        keep={answered ? () => setChanging(false) : undefined}
      />
    )
  return (
    <Card title="您方便的时间">
      {left.length === 0 && <View>您说这些时间都不行，调解室会另想办法。</View>}
      {left.sort().map(start => (
        <View key={start} className="big">
          {sayWhen(start, new Date().toISOString())}
        </View>
      ))}
      <Button text="改一改" kind="plain" onTap={() => setChanging(true)} />
    </Card>
  )
}
