/** One who says they live here: looked at on purpose, since each look is on record, then a yes or a no. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Reply } from '../../../shared/contract.ts'
import { identity } from '../../../shared/identity.ts'
import {
  homeKindNames,
  homeRefusals,
  homeRefusalTexts,
  type HomeRefusal,
} from '../../../shared/identity/homes.ts'
import { shanghai } from '../../../shared/time.ts'
import { Button } from '../components/Button.tsx'
import { CallButton } from '../components/CallButton.tsx'
import { Card } from '../components/Card.tsx'
import { Page } from '../components/Page.tsx'
import { Row } from '../components/Row.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { Empty, Notice } from '../components/States.tsx'
import { openInstead, useParams } from '../platform/open.ts'
import { useMove } from '../platform/query.tsx'
import { isFinal, sayRefusal } from '../platform/refused.ts'
import { words } from './home-words.ts'

type Shown = Reply<typeof identity.waitingHome>

const Living = ({ shown, ended }: { readonly shown: Shown; readonly ended: () => void }) => {
  const { go, error } = useMove()
  const [asking, setAsking] = useState<Shown['members'][number]>()
  const end = () =>
    go(identity.endResidence, { user: asking!.user }).then(
      () => {
        setAsking(undefined)
        ended()
      },
      () => undefined, // shown below
    )
  return (
    <Card title={words.livesThere}>
      {!shown.known && <Notice text={words.unknownDoor} tone="warn" />}
      {shown.members.length === 0 && <View className="hint">{words.livesThereNone}</View>}
      {shown.members.map(member => (
        <Row
          key={member.user}
          name={member.callName}
          note={`${homeKindNames[member.as]} · ${words.since(shanghai(member.since).format('YYYY年M月D日'))}`}
          value={words.movedOut}
          onTap={() => setAsking(member)}
        />
      ))}
      <Sheet
        open={asking !== undefined}
        title={words.movedOutTitle(asking?.callName ?? '')}
        close={() => setAsking(undefined)}
        closeText={words.thinkAgain}
        foot={<Button text={words.movedOut} kind="danger" onTap={end} />}
      >
        <View className="sheet-text">{words.movedOutText}</View>
        {error && <Notice text={sayRefusal(error)} tone="warn" />}
      </Sheet>
    </Card>
  )
}

const Facts = ({ shown, reached }: { readonly shown: Shown; readonly reached: () => unknown }) => (
  <Card title={`${shown.callName} · ${homeKindNames[shown.as]}`}>
    <Row name={words.realName} value={shown.name} />
    <Row name={words.address} value={shown.address} />
    {shown.phone ? (
      <>
        <Row
          name={words.phone}
          value={shown.phone}
          note={shown.phoneChecked ? words.phoneChecked : words.phoneTyped}
        />
        <CallButton phone={shown.phone} text={`${words.phone} ${shown.phone}`} kind="plain" />
        {!shown.phoneChecked && <Button text={words.phoneReached} kind="plain" onTap={reached} />}
      </>
    ) : (
      <Row name={words.phone} value={words.noPhone} />
    )}
    <View className="small">{words.checkNote}</View>
  </Card>
)

export default function Check() {
  const { user = '', claim = '' } = useParams('identity/check')
  const it = { user, claim }
  const { go, error } = useMove()
  const [shown, setShown] = useState<Shown>()
  const [refusing, setRefusing] = useState(false)
  const [done, setDone] = useState(false)
  // Asked for with a tap, not with each drawing of the page: every look is on record.
  const look = () => go(identity.waitingHome, it).then(setShown, () => undefined) // shown below
  const judge = (verdict: 'yes' | 'no', reason?: HomeRefusal) =>
    go(identity.confirmHome, { ...it, verdict, ...(reason && { reason }) }).then(
      () => setDone(true),
      () => setRefusing(false),
    )
  const reached = () =>
    go(identity.confirmPhone, { user, four: shown!.phone!.slice(-4) }).then(
      () => setShown({ ...shown!, phoneChecked: true }),
      () => undefined, // shown below
    )
  const toList = <Button text={words.checkTitle} onTap={() => openInstead('identity/waiting')} />
  if (done)
    return (
      <Page title={words.checkTitle}>
        <Empty text={words.checked}>{toList}</Empty>
      </Page>
    )
  return (
    <Page title={words.checkTitle}>
      <View className="stack">
        {error && <Notice text={sayRefusal(error)} tone="warn" />}
        {error && isFinal(error) && toList}
        {shown ? (
          <>
            <Facts shown={shown} reached={reached} />
            <Living shown={shown} ended={() => setShown({ ...shown, members: [] })} />
            <Button text={shown.doubted ? words.isKnown : words.isSo} onTap={() => judge('yes')} />
            <Button
              text={shown.doubted ? words.isUnknown : words.isNot}
              kind="plain"
              onTap={() => (shown.doubted ? judge('no', 'notLiving') : setRefusing(true))}
            />
          </>
        ) : (
          !isFinal(error) && (
            <>
              <Notice text={words.checkNote} />
              <Button text={words.checkOpen} onTap={look} />
            </>
          )
        )}
      </View>
      <Sheet
        open={refusing}
        title={words.isNotTitle}
        close={() => setRefusing(false)}
        closeText={words.thinkAgain}
      >
        {homeRefusals.map(reason => (
          <Button
            key={reason}
            text={homeRefusalTexts[reason]}
            kind="plain"
            onTap={() => judge('no', reason)}
          />
        ))}
      </Sheet>
    </Page>
  )
}
