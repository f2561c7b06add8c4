/** 我的电话: handed over by WeChat, which has checked it, or typed. */
import { Button as Native, View } from '@tarojs/components'
import { useState } from 'react'
import type { Reply } from '../../../shared/contract.ts'
import { identity } from '../../../shared/identity/identity.ts'
import { role } from '../components/aria.ts'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { line } from '../components/fields.tsx'
import { judged } from '../components/form.ts'
import { Page } from '../components/Page.tsx'
import { Notice, Refusal } from '../components/States.tsx'
import { useForm } from '../components/useForm.tsx'
import { useTyped } from '../platform/drafts.ts'
import { useMe } from '../platform/me.ts'
import { useMove } from '../platform/query.tsx'

const phoneNow = { typed: '已留电话，等社区打通核对', checked: '电话已核对' }
const fromWeChat = '用微信手机号'

export default function Phone() {
  const { data: me } = useMe()
  const { go, error } = useMove()
  const [saved, setSaved] = useState<Reply<typeof identity.setPhone>>()
  const [refused, setRefused] = useState(false)
  const { field, send, clear } = useForm({
    draft: useTyped({ phone: '' }),
    fields: { phone: line('电话', { hint: '手机，或带区号的座机', longest: 40, type: 'digit' }) },
    wrong: said => judged(identity.setPhone.takes, said),
  })
  const save = async () => {
    const reply = await send(said => go(identity.setPhone, said))
    if (!reply) return
    setSaved(reply)
    clear()
  }
  return (
    <Page title="我的电话">
      <View className="stack">
        <Card title={me?.phone ? phoneNow[me.phone] : '还没留电话'}>
          <View className="hint">志愿者上门前会打给您，只在办事时给他看。</View>
        </Card>
        {saved && <Notice text={`记下了，尾号${saved.four}。`} tone="good" />}
        {saved?.askStaff && (
          <Notice
            text="这个号码社区以前登记过别的邻居。是您家的，请带手机到社区，当面合到一起；也可以打给社区。"
            tone="warn"
          />
        )}
        {process.env.TARO_ENV === 'weapp' && (
          <>
            {refused && <Notice text="没拿到微信手机号。可以再点一次，或自己填。" tone="warn" />}
            <Native
              className="button button-primary button-normal"
              openType="getPhoneNumber|agreePrivacyAuthorization"
              onGetPhoneNumber={({ detail }) => {
                setRefused(!detail.code)
                // Why it was refused stands below.
                if (detail.code) go(identity.setPhone, { code: detail.code }).then(setSaved, () => undefined)
              }}
              {...role('button', fromWeChat)}
            >
              {fromWeChat}
            </Native>
          </>
        )}
        {field('phone')}
        <Refusal error={error} />
        <Button text="就用这个号" kind="plain" onTap={save} />
        <CallCommunity />
      </View>
    </Page>
  )
}
