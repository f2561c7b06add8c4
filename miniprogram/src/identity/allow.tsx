/** 登录电脑: on the phone, a yes to the code that a computer shows. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Reply } from '../../../shared/contract.ts'
import { identity } from '../../../shared/identity.ts'
import { shanghai } from '../../../shared/time.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { CodeField } from '../components/CodeField.tsx'
import { Page } from '../components/Page.tsx'
import { Empty, Notice } from '../components/States.tsx'
import { call } from '../platform/call.ts'
import { openInstead } from '../platform/open.ts'
import { useMove } from '../platform/query.tsx'
import { sayRefusal } from '../platform/refused.ts'
import { words } from './desk-words.ts'

interface Asked extends Reply<typeof identity.allowDesk> {
  readonly code: string
}

export default function Allow() {
  const [asked, setAsked] = useState<Asked>()
  const [unknown, setUnknown] = useState<unknown>()
  const { go, error, forget } = useMove()
  const see = async (code: string) => {
    setUnknown(undefined)
    await call(identity.allowDesk, { code }).then(reply => setAsked({ ...reply, code }), setUnknown)
  }
  const allow = () =>
    go(identity.allowDesk, { code: asked!.code, yes: true }).then(
      reply => setAsked({ ...reply, code: asked!.code }),
      () => undefined, // shown below
    )
  const startOver = () => {
    forget()
    setAsked(undefined)
  }
  return (
    <Page title={words.allowTitle}>
      {!asked ? (
        <View className="stack">
          <View className="hint under-label">{words.lead}</View>
          <CodeField label={words.label} scan={words.scan} onCode={see} />
          {unknown !== undefined && <Notice text={sayRefusal(unknown)} tone="warn" />}
        </View>
      ) : asked.allowed ? (
        <Empty text={words.done}>
          <View className="empty-text">{words.undo}</View>
          <Button text={words.signIns} onTap={() => openInstead('identity/sign-ins')} />
          <Button text={words.another} kind="plain" onTap={startOver} />
        </Empty>
      ) : (
        <View className="stack">
          <Card title={words.asked}>
            <View>{words.as(asked.callName)}</View>
            <View className="hint">{words.until(shanghai(asked.until).format('M月D日 HH:mm'))}</View>
          </Card>
          <Notice text={words.own} tone="warn" />
          {error && <Notice text={sayRefusal(error)} tone="warn" />}
          <Button text={words.yes} onTap={allow} />
          <Button text={words.no} kind="plain" onTap={startOver} />
        </View>
      )}
    </Page>
  )
}
