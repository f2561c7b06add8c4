/** 我的信息: what is kept of me, putting it right, who looked, taking it along, having it taken away. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { identity } from '../../../shared/identity.ts'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { Field } from '../components/Field.tsx'
import { Page } from '../components/Page.tsx'
import { Row } from '../components/Row.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { Failed, Loading, Notice } from '../components/States.tsx'
import { open } from '../platform/open.ts'
import { useMove, useReply } from '../platform/query.tsx'
import { Refused, sayRefusal } from '../platform/refused.ts'
import { words } from './data-words.ts'
import { Erase } from './Erase.tsx'
import { Take } from './Take.tsx'

type Correctable = 'callName' | 'name'
const longest = { callName: 12, name: 20 } as const

const Change = ({
  what,
  is,
  close,
}: {
  readonly what: Correctable
  readonly is: string
  readonly close: () => void
}) => {
  const [value, setValue] = useState(is)
  const { go, error } = useMove()
  const save = () =>
    go(identity.correct, { [what]: value }).then(
      () => {
        void Taro.showToast({ title: words.saved, icon: 'none' })
        close()
      },
      () => undefined, // shown below
    )
  return (
    <Sheet open title={words.change(words[what])} close={close} closeText={words.cancel}>
      <Field
        label={words[what]}
        value={value}
        longest={longest[what]}
        onChange={setValue}
        complaint={error instanceof Refused ? error.fields[what] : undefined}
      />
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      <Button text={words.save} disabled={!value.trim() || value === is} onTap={save} />
    </Sheet>
  )
}

export default function MyData() {
  const { data, error, again } = useReply(identity.details, {})
  const { data: me } = useReply(identity.me, {}, { remember: true })
  const [changing, setChanging] = useState<Correctable>()
  return (
    <Page title={words.title}>
      {error && (
        <Failed error={error} again={again}>
          <CallCommunity />
        </Failed>
      )}
      {!data && !error && <Loading />}
      {data && (
        <>
          {me?.leaving && <Notice text={words.unfinished} tone="warn" />}
          <Card>
            <Row
              name={words.callName}
              note={words.callNameNote}
              value={data.callName}
              onTap={() => setChanging('callName')}
            />
            <Row
              name={words.name}
              value={data.name ?? words.none}
              {...(data.name && { onTap: () => setChanging('name') })}
            />
            <Row name={words.phone} value={data.phone ?? words.none} />
            <Row name={words.address} value={data.address ?? words.none} />
            <View className="small">{words.sealedNote}</View>
          </Card>
          <Card>
            <Row name={words.viewers} note={words.viewersNote} onTap={() => open('identity/viewers')} />
          </Card>
          <View className="stack">
            <View className="hint under-label">{words.fixAtCommunity}</View>
            <CallCommunity />
            <View className="gap" />
            <Take />
            <Erase />
          </View>
        </>
      )}
      {data && changing && (
        <Change what={changing} is={data[changing] ?? ''} close={() => setChanging(undefined)} />
      )}
    </Page>
  )
}
