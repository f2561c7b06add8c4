/** 带走一份: all pages of what is kept, as one file. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Reply } from '../../../shared/contract.ts'
import { identity } from '../../../shared/identity.ts'
import { shanghai } from '../../../shared/time.ts'
import { Button } from '../components/Button.tsx'
import { Notice } from '../components/States.tsx'
import { call } from '../platform/call.ts'
import { sayRefusal } from '../platform/refused.ts'
import { saveText, type Saved } from '../platform/document.ts'
import { words } from './data-words.ts'

type Parts = Reply<typeof identity.export>['items']

const asFile = (parts: Parts) => {
  const content: Record<string, unknown[]> = {}
  const data: Record<string, unknown[]> = {}
  for (const part of parts) {
    ;(content[part.section] ??= []).push(part.facts)
    ;(data[part.section] ??= []).push(part.data)
  }
  const now = shanghai(new Date().toISOString())
  return {
    name: `睦邻-我的信息-${now.format('YYYYMMDD')}.json`,
    text: JSON.stringify(
      {
        说明: '这是“睦邻”保存的关于您的全部信息。“内容”给人看，“数据”给程序用。',
        时间: now.format('YYYY-MM-DD HH:mm'),
        内容: content,
        数据: data,
      },
      null,
      2,
    ),
  }
}

/** WeChat hands a file to a chat only right after a tap, so there the file is kept by a second one. */
const inWeChat = process.env.TARO_ENV === 'weapp'

export const Take = () => {
  const [fetched, setFetched] = useState(0)
  const [saved, setSaved] = useState<Saved>()
  const [ready, setReady] = useState<ReturnType<typeof asFile>>()
  const [error, setError] = useState<unknown>()
  const save = async ({ name, text }: ReturnType<typeof asFile>) => {
    setSaved(await saveText(name, text))
    setReady(undefined)
  }
  const take = async () => {
    setError(undefined)
    setSaved(undefined)
    setReady(undefined)
    try {
      const parts: Parts = []
      for (let next: string | undefined; ;) {
        const page = await call(identity.export, next ? { next } : {})
        parts.push(...page.items)
        setFetched(parts.length)
        if (!page.next) break
        next = page.next
      }
      const file = asFile(parts)
      if (inWeChat) setReady(file)
      else await save(file)
    } catch (refused) {
      setError(refused)
    } finally {
      setFetched(0)
    }
  }
  return (
    <>
      <Button text="带走一份我的信息" kind="plain" onTap={take} />
      <View className="hint under-label">
        {fetched > 0 ? `正在取，已有${fetched}条…` : '一个文件，您的资料、求助、谁看过，都在里面。'}
      </View>
      {ready && <Button text="取好了，点这里存起来" onTap={() => save(ready).catch(setError)} />}
      {saved && <Notice text={`${words.taken[saved]}文件里有您的电话和住址，别发给别人。`} tone="good" />}
      {error !== undefined && <Notice text={sayRefusal(error)} tone="warn" />}
    </>
  )
}
