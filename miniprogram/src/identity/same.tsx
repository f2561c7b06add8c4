/** 当面合账号: somebody stands at the desk with a new WeChat account, or one of several known by a phone; staff join the two. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { identity } from '../../../shared/identity/identity.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { CodeField } from '../components/CodeField.tsx'
import { lines, noted } from '../components/fields.tsx'
import { Page } from '../components/Page.tsx'
import { PeopleByPhone, sayPerson, type PersonFound } from '../components/PeopleByPhone.tsx'
import { Notice } from '../components/States.tsx'
import { useForm } from '../components/useForm.tsx'
import { useTyped } from '../platform/drafts.ts'
import { useMove } from '../platform/query.tsx'

export default function Same() {
  const [code, setCode] = useState<string>()
  const [person, setPerson] = useState<PersonFound>()
  const [other, setOther] = useState<string>()
  const [done, setDone] = useState(false)
  const { go } = useMove()
  const { value, field, refused, send, clear } = useForm({
    draft: useTyped({ note: '' }),
    fields: {
      note: noted(
        lines('记一笔', { hint: '看了什么证件、为什么换了微信' }),
        '合好以后，两边的时长、身份、办过的事都算他一个人的。',
      ),
    },
  })
  const join = async () => {
    if (code === undefined || person === undefined) return
    const input = { code, into: person.id, other }
    if (await send(({ note }) => go(identity.joinPerson, { ...input, note }))) setDone(true)
  }
  const startOver = () => {
    setCode(undefined)
    setPerson(undefined)
    setOther(undefined)
    setDone(false)
    clear()
  }
  return (
    <Page title="当面合账号">
      <View className="stack">
        {code === undefined && (
          <>
            <View className="big under-label">
              请他在现在用的微信里，打开“我的”里的“我的身份码”，亮给您看。
            </View>
            <CodeField label="身份码" scan="扫他的身份码" onCode={setCode} />
          </>
        )}
        {code !== undefined && person === undefined && (
          <>
            <Notice text="看到他的码了。他以前是哪一位？" tone="good" />
            <PeopleByPhone
              label="以前登记的电话后四位"
              choose={setPerson}
              nobody={() => <Notice text="没找到。请看看登记的是哪个电话，或按姓名找。" />}
            />
          </>
        )}
        {code !== undefined && person !== undefined && !done && (
          <>
            <Card title={sayPerson(person)} tone="accent">
              {person.name && <View className="strong">{person.name}</View>}
              <View className="hint">请对着证件看清是本人，再合。合了不能拆。</View>
            </Card>
            {person.id.startsWith('user_') && other === undefined && (
              <>
                <View className="big under-label">
                  他以前用的也是微信账号：请把那个微信的身份码也亮一下。登不上了，就请另一位社区工作者看过证件，亮自己的码。
                </View>
                <CodeField label="第二个身份码" scan="再扫一个身份码" onCode={setOther} />
              </>
            )}
            {other !== undefined && <Notice text="第二个码也看到了。" tone="good" />}
            {field('note')}
            {refused}
            <Button text="是同一个人，合在一起" disabled={!value.note.trim()} onTap={join} />
          </>
        )}
        {done ? (
          <>
            <Notice text="合好了。请他在手机上重新登录一次。" tone="good" />
            <Button text="再合一位" kind="plain" onTap={startOver} />
          </>
        ) : (
          code !== undefined && <Button text="重来" kind="plain" onTap={startOver} />
        )}
      </View>
    </Page>
  )
}
