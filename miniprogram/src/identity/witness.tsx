/** 当面登记代办: staff record that someone agreed before them, or that a guardian acts. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { identity } from '../../../shared/identity/identity.ts'
import type { Proxy } from '../../../shared/identity/proxies.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { CodeField } from '../components/CodeField.tsx'
import { lines, noted, oneOf } from '../components/fields.tsx'
import { Page } from '../components/Page.tsx'
import { PeopleByPhone } from '../components/PeopleByPhone.tsx'
import { Notice } from '../components/States.tsx'
import { useForm } from '../components/useForm.tsx'
import { call } from '../platform/call.ts'
import { useTyped } from '../platform/drafts.ts'
import { useMove } from '../platform/query.tsx'
import { sayProxy, sensitive } from './proxy-words.ts'

/** Whom it is for. */
interface Elder {
  readonly id: string
  readonly callName: string
  readonly building?: string | undefined
}

/** By four digits of the phone the community has, or by the code they show. */
const FindElder = ({ found }: { readonly found: (elder: Elder) => void }) => (
  <View className="stack">
    <PeopleByPhone
      label="老人电话的后四位"
      choose={found}
      nobody={() => <Notice text="没有这个号。请看看登记的是哪个电话，或用身份码。" />}
    />
    <View className="gap" />
    <CodeField
      label="老人的身份码"
      scan="扫老人的身份码"
      onCode={code => call(identity.holder, { code }).then(found)}
    />
  </View>
)

const noteHint = {
  agreed: '谁在场、看了什么证件、老人怎么说的',
  guardian: '监护依据：文书名称和编号、看了什么证件',
}
interface Said {
  readonly how: keyof typeof noteHint
  readonly sensitive: boolean
  readonly note: string
}

interface RecordProps {
  readonly code: string
  readonly offer: Proxy
  readonly elder: Elder
  readonly done: (text: string) => void
}

const Record = ({ code, offer, elder, done }: RecordProps) => {
  const { go } = useMove()
  const draft = useTyped<Said>({ how: 'agreed', sensitive: false, note: '' })
  const { value, field, refused, send } = useForm({
    draft,
    fields: {
      how: oneOf('怎么同意的', { agreed: '本人当面同意', guardian: '监护人代办' }),
      sensitive,
      note: noted(
        lines('记一笔', { hint: noteHint[draft.value.how] }),
        '这段话加密保存，只有老人本人和社区看得到。',
      ),
    },
  })
  const record = async () => {
    const reply = await send(({ how, sensitive, note }) =>
      go(identity.proxyWitness, {
        ...{ code, note },
        person: elder.id,
        guardian: how === 'guardian',
        sensitive: offer.sensitive && sensitive,
      }),
    )
    const [helper, whom] = [offer.helper.callName, elder.callName]
    if (reply) done(`登记好了：${helper}能替${whom}办事了。请当面告诉两位，随时能停。`)
  }
  return (
    <>
      {field('how')}
      {offer.sensitive && <Card>{field('sensitive')}</Card>}
      {field('note')}
      {refused}
      <Button text="登记" disabled={!value.note.trim()} onTap={record} />
    </>
  )
}

export default function Witness() {
  const [offered, setOffered] = useState<{ readonly code: string; readonly offer: Proxy }>()
  const [elder, setElder] = useState<Elder>()
  const [done, setDone] = useState<string>()
  const see = async (code: string) => setOffered({ code, offer: await call(identity.proxySee, { code }) })
  const startOver = () => {
    setOffered(undefined)
    setElder(undefined)
    setDone(undefined)
  }
  return (
    <Page title="当面登记代办">
      {!offered && (
        <>
          <View className="big under-label">请办事的人先在自己手机“替人办事”里做一份邀请，亮出码来。</View>
          <CodeField label="代办邀请码" scan="扫代办邀请码" onCode={see} />
        </>
      )}
      {offered && (
        <Card
          title={
            elder
              ? `替 ${elder.callName}${elder.building ? `（${elder.building}）` : ''} 办事`
              : `${offered.offer.helper.callName}想替谁办事？`
          }
        >
          {elder && <View>{`由${offered.offer.helper.callName}来办`}</View>}
          <View className="hint">{sayProxy(offered.offer)}</View>
        </Card>
      )}
      {done !== undefined && (
        <>
          <Notice text={done} tone="good" />
          <Button text="再登记一位" kind="plain" onTap={startOver} />
        </>
      )}
      {offered && !elder && <FindElder found={setElder} />}
      {offered && elder && done === undefined && <Record {...offered} elder={elder} done={setDone} />}
    </Page>
  )
}
