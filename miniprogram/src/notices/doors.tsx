/** The homes of a building that have not heard: rung, walked with the printed sheet, and ticked on this one screen. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { Reply } from '../../../shared/contract.ts'
import { toldWays, type HeardWay } from '../../../shared/notices/life.ts'
import { notices } from '../../../shared/notices/notices.ts'
import { sayPhone } from '../../../shared/phone.ts'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { Choice, Ticks } from '../components/Choice.tsx'
import { Page } from '../components/Page.tsx'
import { PaperButton } from '../components/PaperSheet.tsx'
import { FactCard } from '../components/facts.tsx'
import { Row } from '../components/Row.tsx'
import { Section } from '../components/Section.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { Empty, Refusal } from '../components/States.tsx'
import { useParams } from '../platform/open.ts'
import { useMove, useReply } from '../platform/query.tsx'
import { sayCounts } from './lines.ts'

type Item = Reply<typeof notices.unheard>['items'][number]

/** In this order, as the server gives them. */
const groups: readonly (readonly [Item['reach'], string])[] = [
  ['phone', '没用手机的，先打电话'],
  ['door', '没留电话的，上门说一声'],
  ['app', '用手机的'],
]

/** Who of a home can be rung, as it was asked for at a tap: each look is on record. */
interface Rung {
  readonly item: Item
  readonly people: Reply<typeof notices.ringHome>['people']
}

export default function Doors() {
  const { id = '', building = '' } = useParams('notices/doors')
  const { data, ...asked } = useReply(notices.unheard, { id, building })
  const notice = useReply(notices.notice, { id }).data
  const rings = notice?.may.includes('ring') ?? false
  const [ticked, setTicked] = useState<readonly string[]>([])
  const [chosen, setVia] = useState<Exclude<HeardWay, 'app'>>()
  const via = chosen ?? (rings ? 'phone' : 'inPerson')
  const [rung, setRung] = useState<Rung>()
  const { go, error } = useMove()
  const shown = () => undefined // what went wrong stands on the page
  const there = ticked.filter(home => data?.items.some(each => each.home === home))
  const note = (homes: readonly string[]) =>
    go(notices.knowNotice, { id, building, homes: [...homes], via }).then(() => {
      setTicked([])
      setRung(undefined)
      void asked.again()
    }, shown)
  const look = (item: Item) =>
    go(notices.ringHome, { id, building, home: item.home }).then(
      ({ people }) => setRung({ item, people }),
      shown,
    )
  const call = (phoneNumber: string) => void Taro.makePhoneCall({ phoneNumber }).catch(() => undefined)
  const doorOf = ({ door }: Item) =>
    data && door.startsWith(data.building) ? door.slice(data.building.length) : door
  const byPhone = via === 'phone' && rings
  const unknown = data?.items.filter(({ reach }) => reach === 'door').length ?? 0
  return (
    <Page
      title={notice?.title ?? '谁家知道了'}
      foot={
        there.length > 0 && (
          <Button text={`记下这${there.length}户知道了`} size="huge" onTap={() => note(there)} />
        )
      }
    >
      {!data && <Awaited asked={asked} />}
      {data && (
        <>
          <View className="state under-label">{`${data.building} ${sayCounts(data)}`}</View>
          <Refusal error={error} />
          {data.items.length > 0 && (
            <Choice
              {...{ label: '怎么告诉的', look: 'segments', value: via, onChange: setVia }}
              options={toldWays.options}
            />
          )}
          {groups.map(([reach, title]) => {
            // Who left no phone is not rung.
            const homes = data.items.filter(each => each.reach === reach && !(byPhone && reach === 'door'))
            const here = homes.map(({ home }) => home)
            return homes.length === 0 ? null : (
              <Section key={reach} title={title} count={homes.length} unit="户">
                {byPhone ? (
                  <FactCard
                    lines={homes.map(each => ({
                      ...{ name: doorOf(each), value: '打电话', onTap: () => look(each) },
                    }))}
                  />
                ) : (
                  <Ticks
                    options={homes.map(each => ({ value: each.home, text: doorOf(each) }))}
                    value={ticked.filter(home => here.includes(home))}
                    onChange={now => setTicked([...ticked.filter(home => !here.includes(home)), ...now])}
                  />
                )}
              </Section>
            )
          })}
          {byPhone && unknown > 0 && (
            <View className="hint under-label">{`还有${unknown}户没留电话，要上门说一声。`}</View>
          )}
          {data.items.length === 0 && <Empty text="这栋楼都知道了。" />}
          <View className="apart">
            <PaperButton text="打印签收单，上门签字" ask={go => go(notices.printDoors, { id, building })} />
          </View>
        </>
      )}
      {rung && (
        <Sheet open title={doorOf(rung.item)} close={() => setRung(undefined)} closeText="没人接">
          {rung.people.map(({ name, phone }) => (
            <Row
              key={phone + name}
              {...{ name, note: sayPhone(phone), value: '打电话' }}
              onTap={() => call(phone)}
            />
          ))}
          <View className="hint">看过电话会记下来，本人查得到。</View>
          <Button text="告诉了" onTap={() => note([rung.item.home])} />
        </Sheet>
      )}
    </Page>
  )
}
