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
import { saveText, type Saved } from '../platform/save.ts'
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
    name: words.file(now.format('YYYYMMDD')),
    text: JSON.stringify(
      { 说明: words.fileSays, 时间: now.format('YYYY-MM-DD HH:mm'), 内容: content, 数据: data },
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
      <Button text={words.take} kind="plain" onTap={take} />
      <View className="hint under-label">{fetched > 0 ? words.taking(fetched) : words.takeNote}</View>
      {ready && <Button text={words.keep} onTap={() => save(ready).catch(setError)} />}
      {saved && <Notice text={`${words.taken[saved]}${words.takenCare}`} tone="good" />}
      {error !== undefined && <Notice text={sayRefusal(error)} tone="warn" />}
    </>
  )
}
