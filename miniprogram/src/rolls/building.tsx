/** The homes of one building: who is left, one tap to note it, the phone at another; a list on paper is typed here. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { hows, markHows, said, type Said } from '../../../shared/rolls/life.ts'
import { rolls, type RollHome } from '../../../shared/rolls/rolls.ts'
import type { Code } from '../../../shared/choice.ts'
import { clockOf, instantOf, onDay, plusMinutes, sayTime, shanghai } from '../../../shared/time.ts'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { CallButton } from '../components/CallButton.tsx'
import { Choice } from '../components/Choice.tsx'
import { LineCard } from '../components/ListPage.tsx'
import { Page } from '../components/Page.tsx'
import { Empty, Refusal } from '../components/States.tsx'
import { WhenField } from '../components/WhenField.tsx'
import { useParams } from '../platform/open.ts'
import { useMove, useReply } from '../platform/query.tsx'
import { isFinal } from '../platform/refused.ts'
import { say } from '../platform/say.ts'
import './rolls.css'

type How = Code<typeof markHows>
type Phones = Readonly<Record<string, readonly { readonly name: string; readonly phone: string }[]>>

const lists = { left: '没消息的', all: '全部' } as const
const now = () => new Date().toISOString()
const day = 24 * 60

/** The last time it was that late. */
const lastAt = (clock: string) => {
  const at = instantOf(onDay(shanghai(now()), clock))
  return at > now() ? plusMinutes(at, -day) : at
}

const isLeft = ({ said: word }: RollHome) => word === undefined || word === 'notReached'

const lineOf = ({ door, said: word, how, at, by, online }: RollHome) => ({
  title: door,
  badge: [
    word ? said.text[word] : '没消息',
    word === 'needsHelp' ? 'late' : word ? 'ended' : 'yours',
  ] as const,
  hint: word && how && at ? [hows.text[how], by, sayTime(at, now())] : [!online && '不用小程序'],
})

export default function Building() {
  const { id = '', building = '' } = useParams('rolls/building')
  const asked = useReply(rolls.building, { id, building }, { followSeconds: 15 })
  const { go, error } = useMove()
  const [list, setList] = useState<keyof typeof lists>('left')
  const [how, setHow] = useState<How>('door')
  const [clock, setClock] = useState(clockOf(now()))
  const [phones, setPhones] = useState<Phones>({})
  const { data, error: failed } = asked
  if (!data || isFinal(failed))
    return (
      <Page title="点名">
        <Awaited asked={asked} />
      </Page>
    )
  const { homes, open, building: counts } = data
  const shown = list === 'all' ? homes : homes.filter(isLeft)
  const note = ({ home, door }: RollHome, word: Said) =>
    go(rolls.markRoll, {
      ...{ id, building, home, said: word, how },
      at: how === 'paper' ? lastAt(clock) : undefined,
    }).then(
      stands => say(`${door}：${said.say(stands.said ?? word)}`),
      () => undefined, // shown on the page
    )
  const lookUp = ({ home }: RollHome) =>
    go(rolls.phonesOf, { id, building, home }).then(
      ({ people }) => setPhones({ ...phones, [home]: people }),
      () => undefined,
    )
  return (
    <Page title={`${counts.name} · 到了 ${counts.reached}/${counts.of}`} wide>
      {open && <Choice label="怎么问到的" options={markHows.options} value={how} onChange={setHow} />}
      {open && how === 'paper' && (
        <WhenField label="纸上走完的时间" mode="time" value={clock} onChange={at => at && setClock(at)} />
      )}
      <Choice
        look="segments"
        options={[
          { value: 'left', text: `${lists.left} ${counts.left}户` },
          { value: 'all', text: `${lists.all} ${counts.of}户` },
        ]}
        value={list}
        onChange={setList}
      />
      <Refusal error={error} />
      {shown.length === 0 && <Empty text="这栋楼都有消息了，谢谢您。" />}
      <View className="wide-list">
        {shown.map(home => (
          <LineCard key={home.home} line={lineOf(home)}>
            {phones[home.home]?.map(({ name, phone }) => (
              <CallButton key={phone} phone={phone} text={`打给${name} ${phone}`} />
            ))}
            {open && (
              <View className="mark-buttons">
                {said.options.map(({ value, text }) => (
                  <Button
                    key={value}
                    {...{ text, size: 'small', label: `${home.door}${text}` }}
                    kind={value === 'fine' ? 'primary' : value === 'needsHelp' ? 'danger' : 'plain'}
                    onTap={() => note(home, value)}
                  />
                ))}
                {!phones[home.home] && (
                  <Button
                    text="电话"
                    size="small"
                    kind="plain"
                    label={`${home.door}的电话`}
                    onTap={() => lookUp(home)}
                  />
                )}
              </View>
            )}
          </LineCard>
        ))}
      </View>
    </Page>
  )
}
