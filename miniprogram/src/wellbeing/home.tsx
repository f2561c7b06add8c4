/** What it brings to the home page: one big button for who says it, and the list for who works here. */
import { View } from '@tarojs/components'
import type { Me } from '../../../shared/identity/identity.ts'
import { wellbeing } from '../../../shared/wellbeing/wellbeing.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import type { AtHome, HomeView } from '../components/home.ts'
import { Refusal } from '../components/States.tsx'
import { useMove, useReply } from '../platform/query.tsx'
import { holds, isResident } from '../platform/me.ts'
import { open } from '../platform/open.ts'

const useMine = (me: Me) =>
  useReply(wellbeing.wellbeings, {}, { enabled: isResident(me), followSeconds: 60 }).data?.items ?? []

/** How those are today for whom the reader acts. */
const useFamily = (me: Me) =>
  useMine(me).map(
    ({ id, reader, state, callName, todayText, stateHint }) =>
      reader === 'family' &&
      state !== 'ended' && {
        ...{ name: `${callName}今天`, note: stateHint, value: todayText },
        onTap: () => open('wellbeing/one', { id }),
      },
  )

/** 今天我很好; after the tap, that the community knows. Who does not have it sees nothing. */
const SayIt = ({ me }: HomeView) => {
  const { go, error } = useMove()
  const own = useMine(me).find(({ reader, state }) => reader === 'self' && state !== 'ended')
  if (!own || own.today === 'away') return null
  const { id, today, stateHint } = own
  const see = () => open('wellbeing/one', { id })
  return today === 'fine' ? (
    <Card tone="accent" title="今天我很好" label={`今天我很好，${stateHint}`} onTap={see}>
      <View>{stateHint}</View>
    </Card>
  ) : (
    <>
      <Button
        text="今天我很好"
        size="huge"
        onTap={() => go(wellbeing.sayFine, { id }).catch(() => undefined)}
      />
      <Refusal error={error} />
      <View className="gap" />
    </>
  )
}

export const wellbeingHome: AtHome = {
  name: 'wellbeing',
  daily: SayIt,
  useToday: useFamily,
  tools: [
    {
      ...{ group: 'visit', name: '报平安', drawing: 'sun', on: 'wellbeing' },
      for: me => holds(me, 'communityStaff'),
      go: () => open('wellbeing/list'),
    },
  ],
  mine: {
    title: '报平安',
    on: 'wellbeing',
    ways: [{ name: '每天报平安', note: '一天点一下，没消息有人问', go: () => open('wellbeing/start') }],
  },
}
