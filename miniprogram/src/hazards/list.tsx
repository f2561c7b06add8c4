/** 随手拍: what there is in the community, with who has it and until when; for those it waits for, theirs first. */
import { useState } from 'react'
import { hazards, type HazardReply, hazardLists } from '../../../shared/hazards/hazards.ts'
import { extendReasons, hazardStates, refuseReasons } from '../../../shared/hazards/life.ts'
import type { Me } from '../../../shared/identity/identity.ts'
import { sayMonthDay, sayTime } from '../../../shared/time.ts'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { FactCard } from '../components/facts.tsx'
import { Lines, type ListLine } from '../components/ListPage.tsx'
import { Page } from '../components/Page.tsx'
import { holds, useMe } from '../platform/me.ts'
import { open } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'

type List = (typeof hazardLists.codes)[number]

const listsFor = (me: Me | undefined): readonly List[] => {
  if (holds(me, 'communityStaff', 'gridWorker')) return ['look', 'going', 'verify', 'ended']
  if (holds(me, 'propertyManager', 'departmentOfficer')) return ['ours', 'open', 'ended']
  if (holds(me, 'buildingHelper')) return ['verify', 'open', 'mine', 'ended']
  return ['open', 'pending', 'mine', 'ended']
}

export const lineOf = (item: HazardReply): ListLine => {
  const { id, title, building, state, stateText, late, silent, to, dueAt, extended, ending, createdAt } = item
  const now = new Date().toISOString()
  return {
    title: `${title} · ${building}`,
    badge: [silent ? '没回话' : late ? '晚了' : stateText, late ? 'late' : hazardStates.tones[state]],
    text: item.words,
    hint: [
      to?.name,
      dueAt && `${sayTime(dueAt, now)}以前${state === 'dispatched' ? '办好' : '看'}`,
      `${sayTime(createdAt, now)}报`,
      item.reopened > 0 && `没修好${item.reopened}次`,
    ],
    strong: extended
      ? `改到${sayMonthDay(extended.until)}：${extendReasons.text[extended.reason]}`
      : ending && `${refuseReasons.text[ending.reason]}${ending.whose ? `，找${ending.whose}` : ''}`,
    open: () => open('hazards/hazard', { id }),
  }
}

const empty: Readonly<Record<List, string>> = {
  open: '现在没有在办的。看见什么不对，拍一张。',
  pending: '没有要等等的。',
  ended: '还没有办完的。',
  mine: '您还没报过。看见什么不对，拍一张。',
  look: '没有等派单的。',
  going: '没有在办的。',
  verify: '没有等核的。',
  ours: '没有派给你们的。',
  near: '附近没有同样的。',
}

/** Of those mended this month, how many were not: for staff. */
const Month = () => {
  const { month } = useReply(hazards.hazards, { list: 'ended' }).data ?? {}
  return month && month.handled > 0 ? (
    <FactCard
      lines={[
        { name: '这个月修好', value: `${month.handled}件` },
        { name: '其中又坏、没修好的', value: `${month.reopened}件` },
      ]}
    />
  ) : null
}

export default function List() {
  const { data: me } = useMe()
  const lists = listsFor(me)
  const [chosen, setChosen] = useState<List>()
  const list = chosen ?? lists[0]!
  return (
    <Page
      title="随手拍"
      wide
      foot={<Button text="拍一张报上去" size="huge" onTap={() => open('hazards/report')} />}
    >
      <Choice
        look="segments"
        options={lists.map(value => ({ value, text: hazardLists.text[value] }))}
        value={list}
        onChange={setChosen}
      />
      {list === 'ended' && holds(me, 'communityStaff') && <Month />}
      <Lines
        key={list}
        {...{ list, of: hazards.hazards, line: lineOf, wide: true, follow: 30 }}
        ask={() => ({ list })}
        keyOf={({ id }) => id}
        empty={empty[list]}
      />
    </Page>
  )
}
