/** 求助台: every request, and beside the list the one that was tapped; on a phone it opens its page. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { deskLists, help, type HelpReply } from '../../../shared/help/help.ts'
import { sayTime } from '../../../shared/time.ts'
import { ListRest } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { Field } from '../components/Field.tsx'
import { LineCard, type ListLine } from '../components/ListPage.tsx'
import { Page } from '../components/Page.tsx'
import { Empty } from '../components/States.tsx'
import { holds, useMe } from '../platform/me.ts'
import { open } from '../platform/open.ts'
import { useList } from '../platform/query.tsx'
import { useWide } from '../platform/wide.ts'
import { Request } from './OneRequest.tsx'
import { stateOf, toneOf } from './request.tsx'
import './requests.css'
import { sayWindow } from './windows.ts'

const sideBySide = 1000 // px
const followSeconds = 20
const longest = 30

/** Who has it. */
const holder = ({ offeredTo, team, volunteer, staff }: HelpReply) =>
  offeredTo ? `在问${offeredTo.name}` : [team?.name, volunteer?.name, staff?.name].filter(Boolean).join(' ')

const lineOf = (item: HelpReply): ListLine => {
  const { title, building, askerName, stateText, createdAt, wantedFromAt, wantedToAt, number } = item
  const now = new Date().toISOString()
  const window = sayWindow(wantedFromAt, wantedToAt, now)
  return {
    title: [title, building, askerName].filter(Boolean).join(' · '),
    // How it stands, and what is the matter with it.
    badge: [[...new Set([stateText, stateOf(item)])].join(' · '), toneOf(item)],
    hint: [holder(item), `${sayTime(createdAt, now)}提出`, window && `要${window}`, number],
  }
}

export default function Requests() {
  const { data: me } = useMe()
  const wide = useWide(sideBySide)
  const [list, setList] = useState<(typeof deskLists.codes)[number]>('all')
  const [typed, setTyped] = useState('')
  const [find, setFind] = useState('')
  const [chosen, setChosen] = useState<string>()
  const asked = useList(help.desk, find ? { find } : { list }, find ? {} : { followSeconds })
  const { items } = asked
  const type = (text: string) => {
    setTyped(text)
    // Emptied, the list is there again; each search is on record, so it waits for the button.
    if (!text.trim()) setFind('')
  }
  const show = ({ id }: HelpReply) => (wide ? setChosen(id) : open('help/detail', { id }))
  const byWhat = holds(me, 'communityStaff') ? '编号、姓名、门牌、电话后四位' : '编号，比如1123-KQXM'
  return (
    <Page title="求助台" wide>
      <View className="requests">
        <View className="requests-list">
          <View className="requests-find">
            <Field
              label="找一件"
              value={typed}
              onChange={type}
              placeholder={byWhat}
              longest={longest}
              quiet
            />
            <Button text="找" size="small" disabled={!typed.trim()} onTap={() => setFind(typed.trim())} />
          </View>
          {!find && <Choice options={deskLists.options} value={list} onChange={setList} />}
          {items?.map(item => (
            <LineCard
              key={item.id}
              line={{
                ...lineOf(item),
                tone: wide && item.id === chosen ? 'accent' : 'plain',
                open: () => show(item),
              }}
            />
          ))}
          {items?.length === 0 && !asked.hasMore && (
            <Empty text={find ? `没找到“${find}”。可以按${byWhat}找。` : '这里没有求助。'} />
          )}
          <ListRest {...asked} />
        </View>
        {wide && (
          <View className="requests-one">
            {chosen ? (
              <Request key={chosen} id={chosen} />
            ) : (
              <Empty text="点左边一件，在这里看、在这里办。" />
            )}
          </View>
        )}
      </View>
    </Page>
  )
}
