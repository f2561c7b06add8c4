/** 我的电话: handed over by WeChat, which has checked it, or typed. */
import { Button as Native, View } from '@tarojs/components'
import { useState } from 'react'
import type { Reply } from '../../../shared/contract.ts'
import { identity } from '../../../shared/identity.ts'
import { fieldComplaints } from '../../../shared/complaints.ts'
import { role } from '../components/aria.ts'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { Field } from '../components/Field.tsx'
import { Page } from '../components/Page.tsx'
import { Notice } from '../components/States.tsx'
import { useMove, useReply } from '../platform/query.tsx'
import { Refused, sayRefusal } from '../platform/refused.ts'
import { words } from './home-words.ts'

export default function Phone() {
  const { data: me } = useReply(identity.me, {}, { remember: true })
  const { go, error } = useMove()
  const [typed, setTyped] = useState('')
  const [complaints, setComplaints] = useState<Readonly<Record<string, string>>>({})
  const [saved, setSaved] = useState<Reply<typeof identity.setPhone>>()
  const [refused, setRefused] = useState(false)
  const save = async (input: { code: string } | { phone: string }) => {
    const asked = identity.setPhone.takes.safeParse(input, { reportInput: true })
    setComplaints(asked.success ? {} : fieldComplaints(asked.error.issues))
    if (!asked.success) return
    try {
      setSaved(await go(identity.setPhone, input))
      setTyped('')
    } catch (no) {
      if (no instanceof Refused) setComplaints(no.fields)
    }
  }
  return (
    <Page title={words.phoneTitle}>
      <View className="stack">
        <Card title={me?.phone ? words.phoneNow[me.phone] : words.phoneNone}>
          <View className="hint">{words.phoneHint}</View>
        </Card>
        {saved && <Notice text={words.phoneSaved(saved.four)} tone="good" />}
        {process.env.TARO_ENV === 'weapp' && (
          <>
            {refused && <Notice text={words.phoneRefused} tone="warn" />}
            <Native
              className="button button-primary button-normal"
              openType="getPhoneNumber|agreePrivacyAuthorization"
              onGetPhoneNumber={({ detail }) => {
                setRefused(!detail.code)
                if (detail.code) void save({ code: detail.code })
              }}
              {...role('button', words.phoneWeChat)}
            >
              {words.phoneWeChat}
            </Native>
          </>
        )}
        <Field
          label={words.phoneType}
          value={typed}
          onChange={setTyped}
          placeholder={words.phoneExample}
          longest={11}
          type="digit"
          complaint={complaints.phone}
        />
        {error && <Notice text={sayRefusal(error)} tone="warn" />}
        <Button text={words.phoneSave} kind="plain" onTap={() => save({ phone: typed })} />
        <CallCommunity />
      </View>
    </Page>
  )
}
