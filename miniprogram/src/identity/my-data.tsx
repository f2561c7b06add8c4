/** 我的信息: what is kept of me, putting it right, who looked, taking it along, having it taken away. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Reply } from '../../../shared/contract.ts'
import { identity } from '../../../shared/identity/identity.ts'
import { backupDays } from '../../../shared/identity/my-data.ts'
import { shanghai } from '../../../shared/time.ts'
import { actsOf, type Item } from '../components/act.tsx'
import { Asking } from '../components/Asking.tsx'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { FactCard } from '../components/facts.tsx'
import { line } from '../components/fields.tsx'
import { Page } from '../components/Page.tsx'
import { Notice, Refusal } from '../components/States.tsx'
import { call } from '../platform/call.ts'
import { saveText, type Saved } from '../platform/document.ts'
import { useMe } from '../platform/me.ts'
import { open, openTab } from '../platform/open.ts'
import { forgetReplies, useReply } from '../platform/query.tsx'
import { say } from '../platform/say.ts'
import { forgetSession } from '../platform/session.ts'

// ---- putting it right ----

const names = { callName: '称呼', name: '姓名' } as const
const longest = { callName: 12, name: 20 } as const
type Correctable = keyof typeof names
type Details = Reply<typeof identity.details> & Item
const { act } = actsOf<Details>()

const correct = (what: Correctable) =>
  act(identity.correct, {
    title: `改${names[what]}`,
    yes: '改好了',
    no: '不改了',
    fields: item => ({ [what]: line(names[what], { longest: longest[what], start: item[what] }) }),
    needs: [what],
    done: '改好了',
  }).Sheet!
const sheets = { callName: correct('callName'), name: correct('name') }

const none = '没有登记'

const Kept = ({ details }: { readonly details: Reply<typeof identity.details> }) => {
  const [changing, setChanging] = useState<Correctable>()
  const Changing = changing && sheets[changing]
  const { callName, name, phone, address } = details
  return (
    <>
      <FactCard
        lines={[
          {
            ...{ name: names.callName, note: '邻居们看到的', value: callName },
            onTap: () => setChanging('callName'),
          },
          { name: names.name, value: name ?? none, onTap: name ? () => setChanging('name') : undefined },
          { name: '电话', value: phone ?? none },
          { name: '住址', value: address ?? none },
        ]}
      >
        <View className="small">加密保存。只有正在替您办事的人看得到，看一次记一次。</View>
      </FactCard>
      {Changing && (
        <Changing
          key={changing}
          item={{ ...details, id: 'me', may: [] }}
          close={() => setChanging(undefined)}
          onMoved={() => undefined}
        />
      )}
    </>
  )
}

// ---- taking it along: all pages of what is kept, as one file ----

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

const fetchAll = async (told: (count: number) => void) => {
  const parts: Parts = []
  for (let next: string | undefined; ;) {
    const page = await call(identity.export, { next })
    parts.push(...page.items)
    told(parts.length)
    if (!page.next) return asFile(parts)
    next = page.next
  }
}

/** WeChat hands a file to a chat only right after a tap, so there the file is kept by a second one. */
const inWeChat = process.env.TARO_ENV === 'weapp'

const whereSaved: Readonly<Record<Saved, string>> = {
  downloaded: '好了，文件在浏览器的下载里。',
  shared: '好了，可以发给“文件传输助手”存着。',
  copied: '内容复制好了，请粘贴到备忘录里存着。',
}

/** How far it is. */
interface Taking {
  readonly fetched?: number
  readonly file?: ReturnType<typeof asFile>
  readonly saved?: Saved
  readonly error?: unknown
}

const Take = () => {
  const [{ fetched, file, saved, error }, turn] = useState<Taking>({})
  const save = async (file: ReturnType<typeof asFile>) => {
    try {
      turn({ saved: await saveText(file.name, file.text) })
    } catch (error) {
      turn({ file: inWeChat ? file : undefined, error })
    }
  }
  const take = async () => {
    turn({})
    try {
      const file = await fetchAll(fetched => turn({ fetched }))
      if (inWeChat) turn({ file })
      else await save(file)
    } catch (error) {
      turn({ error })
    }
  }
  return (
    <>
      <Button text="带走一份我的信息" kind="plain" onTap={take} />
      <View className="hint under-label">
        {fetched ? `正在取，已有${fetched}条…` : '一个文件，您的资料、求助、谁看过，都在里面。'}
      </View>
      {file && <Button text="取好了，点这里存起来" onTap={() => save(file)} />}
      {saved && <Notice text={`${whereSaved[saved]}文件里有您的电话和住址，别发给别人。`} tone="good" />}
      <Refusal error={error} />
    </>
  )
}

// ---- having it taken away: asked twice, then for good ----

const erased = [
  '您的姓名、电话、住址、住哪户、各种身份、代办，都会删掉，找不回来。',
  '办过的事只留下“有过这么一件事”，没有您的名字和写的内容。',
  '别人看过您什么、您看过别人什么，记录还在，不写您的名字。',
  `备份里的最多再留${backupDays}天，谁也看不到，到时自动清掉。`,
]

const Erase = () => {
  const [asked, ask] = useState<'once' | 'twice'>()
  const [error, setError] = useState<unknown>()
  const shared = { close: () => ask(undefined), closeText: '不注销了' }
  const erase = async () => {
    setError(undefined)
    try {
      await call(identity.erase, {})
    } catch (refused) {
      return setError(refused)
    }
    forgetSession()
    forgetReplies()
    say('已经注销，您的信息删掉了。以后想用，随时再登录登记。', 4_000)
    void openTab('home/me')
  }
  const begin = () => {
    setError(undefined)
    ask('once')
  }
  return (
    <>
      <Button text="注销，删掉我的信息" kind="plain" onTap={begin} />
      {asked === 'once' && (
        <Asking {...shared} title="真的要注销吗？">
          {erased.map(text => (
            <View key={text} className="sheet-text">
              {text}
            </View>
          ))}
          <Button text="我知道了，继续" kind="danger" onTap={() => ask('twice')} />
        </Asking>
      )}
      {asked === 'twice' && (
        <Asking {...shared} title="最后问一次：现在就删？" error={error}>
          <View className="sheet-text">删了以后，要用得重新登记。</View>
          <Button text="删掉我的信息" kind="danger" onTap={erase} />
        </Asking>
      )}
    </>
  )
}

export default function MyData() {
  const asked = useReply(identity.details, {})
  const { data: me } = useMe()
  return (
    <Page title="我的信息">
      <Awaited asked={asked}>
        {details => (
          <>
            {me?.leaving && <Notice text="上次注销没做完，您现在办不了别的事。请点下面做完。" tone="warn" />}
            <Kept details={details} />
            <FactCard
              lines={[
                {
                  ...{ name: '谁看过我的信息', note: '什么时候、谁、为了哪件事' },
                  onTap: () => void open('identity/viewers'),
                },
              ]}
            />
            <View className="stack">
              <View className="hint under-label">电话、住址要改，请打给社区或到社区登记。</View>
              <CallCommunity />
              <View className="gap" />
              <Take />
              <Erase />
            </View>
          </>
        )}
      </Awaited>
    </Page>
  )
}
