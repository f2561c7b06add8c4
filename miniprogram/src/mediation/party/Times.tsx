/** The beginnings offered, to be ticked; what one side ticks, the other does not see. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { CaseReply } from '../../../../shared/mediation/case.ts'
import { Button } from '../../components/Button.tsx'
import { Card } from '../../components/Card.tsx'
import { Sheet } from '../../components/Sheet.tsx'
import { Notice } from '../../components/States.tsx'
import { sayRefusal } from '../../platform/refused.ts'
import { DayTicks } from '../DayTicks.tsx'
import { sayWhen } from '../times.ts'
import { words } from '../words.ts'

const now = () => new Date().toISOString()

interface Props {
  readonly offered: NonNullable<CaseReply['offered']>
  /** Ticked before; undefined: not answered yet. */
  readonly chosen: readonly string[] | undefined
  readonly send: (starts: string[]) => Promise<unknown>
  readonly error: Error | null
}

const Ticking = ({
  offered,
  chosen,
  send,
  error,
  keep,
}: Props & { readonly keep?: (() => void) | undefined }) => {
  const [ticked, setTicked] = useState<readonly string[]>(
    chosen?.filter(start => offered.starts.includes(start)) ?? [],
  )
  const [complaint, setComplaint] = useState<string>()
  const [none, setNone] = useState(false)
  return (
    <Card title="您哪些时间方便？" tone="accent">
      <View className="under-label">{`每次大约${offered.minutes}分钟。可以多选，选得多，容易约上。`}</View>
      <DayTicks
        starts={offered.starts}
        value={ticked}
        onChange={starts => {
          setComplaint(undefined)
          setTicked(starts)
        }}
      />
      <View className="hint">您选了哪些，对方看不到。</View>
      {complaint !== undefined && <Notice text={complaint} tone="warn" />}
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      <Button
        text={ticked.length > 0 ? `就这${ticked.length}个时间` : '选好了'}
        onTap={() => (ticked.length ? send([...ticked].sort()) : setComplaint('请先点上面的时间'))}
      />
      <Button text="这些都不行" kind="plain" onTap={() => setNone(true)} />
      {keep && <Button text="不改了" kind="plain" onTap={keep} />}
      <Sheet
        open={none}
        title="这些时间都不行？"
        close={() => setNone(false)}
        closeText={words.thinkAgain}
        foot={<Button text="都不行" onTap={() => send([]).then(() => setNone(false))} />}
      >
        <View className="sheet-text">没关系，调解室会再给您几个时间，或打电话来问。</View>
      </Sheet>
    </Card>
  )
}

export const Times = (props: Props) => {
  const [changing, setChanging] = useState(false)
  const { chosen, send } = props
  if (chosen === undefined) return <Ticking {...props} />
  if (changing)
    return (
      <Ticking
        {...props}
        keep={() => setChanging(false)}
        send={starts => send(starts).then(() => setChanging(false))}
      />
    )
  return (
    <Card title="您方便的时间">
      {chosen.length === 0 ? (
        <View>您说这些时间都不行，调解室会另想办法。</View>
      ) : (
        [...chosen].sort().map(start => (
          <View key={start} className="big">
            {sayWhen(start, now())}
          </View>
        ))
      )}
      <Button text="改一改" kind="plain" onTap={() => setChanging(true)} />
    </Card>
  )
}
