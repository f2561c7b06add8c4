/** The sheets of the desk: whom a time is for, a session, what is closed, a calendar's link. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { mediation } from '../../../../shared/mediation/mediation.ts'
import { onOf, plusMinutes, sayTime } from '../../../../shared/time.ts'
import { sheetsOf } from '../../components/act.tsx'
import { Asking } from '../../components/Asking.tsx'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Rows } from '../../components/facts.tsx'
import { Notice } from '../../components/States.tsx'
import { useMove, useReply } from '../../platform/query.tsx'
import { addressOf } from '../../platform/request.ts'
import { copy } from '../../platform/say.ts'
import { BookSheet, MoveSheet, sayAt, sayWhen } from './BookSheets.tsx'
import { CloseSheet } from './CloseSheet.tsx'
import { nameIn, nameOf, toMove, toPlace, waitingOf, words } from './data.ts'
import type { Block, Calendar, Item } from './data.ts'
import { sayDay } from './grid.ts'
import { toCase, toTalk, type AtDesk, type Desk, type Wish } from './use-desk.ts'

/** A free time, and who waits for one. */
const ChooseSheet = ({ desk, column, at }: AtDesk & Wish) => {
  const waiting = waitingOf(desk.cases)
  const closeRoom = () => desk.close({ fromAt: at, toAt: plusMinutes(at, 60) }, column)
  return (
    <Asking
      title={sayAt(at)}
      close={desk.shut}
      closeText="再看看"
      foot={<Button text="关上这段时间" kind="plain" onTap={closeRoom} />}
    >
      <View className="sheet-text">{waiting.length ? '约哪一件？' : words.nobodyWaits}</View>
      <Rows
        lines={waiting.map(each => ({
          name: nameOf(each),
          note: `${each.mediator?.name ?? words.noMediator} · ${each.stateText}`,
          value: each.common?.includes(at) ? words.everybody : undefined,
          onTap: () => desk.grab(toPlace(each), { column, at }),
        }))}
      />
    </Asking>
  )
}

const SessionSheet = ({ desk, item }: AtDesk & { readonly item: Item }) => {
  const { id, talk, mediator, stateText, keptUntil } = item
  const moving = desk.wide ? toMove(item, desk.cases) : undefined
  const kept = keptUntil && words.keptUntil(sayTime(keptUntil, desk.now))
  return (
    <Asking
      title={item.title}
      close={desk.shut}
      closeText="好了"
      foot={
        <>
          {id && <Button text="打开这件事" onTap={() => toCase(id)} />}
          {talk && <Button text="打开这一次" onTap={() => toTalk(talk)} />}
          {moving && <Button text="改个时间" kind="plain" onTap={() => desk.grab(moving)} />}
        </>
      }
    >
      <Rows
        lines={[
          { name: '时间', value: sayWhen(item) },
          item.names && { name: '谁来', note: item.names },
          { name: '地方', value: nameIn(desk.calendar, item.room) },
          mediator && { name: '调解员', value: mediator.name },
          stateText && { name: '进展', value: [stateText, kept].filter(Boolean).join(' · ') },
        ]}
      />
    </Asking>
  )
}

// ---- what is closed ----

interface Closed extends Block {
  readonly calendar: Calendar
  /** Whether the reader may open it again. */
  readonly mayOpen: boolean
}

const BlockSheet = sheetsOf<Closed>()(mediation.unblock, {
  title: ({ of, which, calendar }) =>
    of === 'room' ? words.blockTitle : words.awayTitle(nameIn(calendar, which)),
  no: '先关着',
  says: ({ of, which, calendar, fromAt, toAt, reason }) => (
    <Rows
      lines={[
        of === 'room' && { name: '地方', value: nameIn(calendar, which) },
        { name: '从哪天', value: sayAt(fromAt) },
        { name: '到哪天', value: sayAt(toAt) },
        { name: '为什么', value: reason },
      ]}
    />
  ),
  choices: ({ mayOpen }) => (mayOpen ? [['重新开放', {}, 'danger']] : []),
})

// ---- a calendar's link ----

const linkOf = (path: string) =>
  process.env.TARO_ENV === 'h5' ? new URL(addressOf(path), location.href).href : addressOf(path)

const feeds = { room: '调解室全部', mine: '我的场次' }

/** A secret link for the calendar on one's own phone or computer: shown once, and ended at any time. */
const FeedSheet = ({ staff, mediator, shut }: Desk) => {
  const [of, setOf] = useState<keyof typeof feeds>(staff ? 'room' : 'mine')
  const [link, setLink] = useState<string>()
  const { data } = useReply(mediation.feed, { of })
  const { go, error } = useMove()
  const failed = () => undefined // said in the sheet
  const tell = (change: 'make' | 'revoke') =>
    go(mediation.feed, { of, change }).then(({ path }) => setLink(path && linkOf(path)), failed)
  const since = data?.madeAt
  return (
    <Asking title="在自己的日历里看" close={shut} closeText="好了" error={error}>
      <View className="sheet-text">
        手机、电脑的日历都能订阅。里面有时间、地方、编号和类型，取消的、停用和请假的时间也有；没有名字，也不写为什么。
      </View>
      {staff && mediator && (
        <Choice
          look="segments"
          options={(['room', 'mine'] as const).map(value => ({ value, text: feeds[value] }))}
          value={of}
          onChange={value => {
            setOf(value)
            setLink(undefined)
          }}
        />
      )}
      {link ? (
        <>
          <View className="desk-link">{link}</View>
          <Notice text="只显示这一次，请现在复制。谁拿到都能看，请不要转发。" tone="warn" />
          {/* Where it cannot be copied it can be marked and copied by hand. */}
          <Button text="复制链接" onTap={() => copy(link, '复制好了').catch(failed)} />
        </>
      ) : (
        <>
          <View className="sheet-text">
            {since ? `${sayDay(onOf(since))}生成过一个，还能用。` : '还没有链接。'}
          </View>
          {since && <View className="hint under-label">换了以后，旧的就不能用了。</View>}
          <Button
            text={since ? '换一个新链接' : '生成链接'}
            kind={since ? 'plain' : 'primary'}
            onTap={() => tell('make')}
          />
        </>
      )}
      {since && <Button text="停用" kind="danger" onTap={() => tell('revoke')} />}
    </Asking>
  )
}

/** The one that is open. */
export const DeskSheet = ({ desk }: AtDesk) => {
  const { open, isThere, calendar, placing, shut, letGo, me, staff } = desk
  if (open?.sheet === 'feed') return <FeedSheet {...desk} />
  if (!open || !isThere) return null
  const props = { close: shut, onMoved: letGo }
  switch (open.sheet) {
    case 'choose':
      return <ChooseSheet desk={desk} {...open} />
    case 'item':
      return <SessionSheet desk={desk} item={open.item} />
    case 'block': {
      const { of, which } = open.block
      const mayOpen = staff || (of === 'mediator' && which === me)
      return <BlockSheet {...props} item={{ ...open.block, calendar, mayOpen }} />
    }
    case 'close':
      return <CloseSheet desk={desk} {...open} />
    case 'book': {
      if (!placing) return null
      const { id, seq, moves } = placing.each
      const Sheet = moves ? MoveSheet : BookSheet
      return <Sheet {...props} item={{ id, seq, calendar, ...placing, ...open }} />
    }
  }
}
