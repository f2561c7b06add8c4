/** 登记住处: where I live, and how far the community is with it. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import * as z from 'zod/mini'
import type { Reply } from '../../../shared/contract.ts'
import { identity, type Me } from '../../../shared/identity.ts'
import { homeKindNames, homeRefusalTexts } from '../../../shared/identity/homes.ts'
import { fieldComplaints } from '../../../shared/complaints.ts'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { Choice } from '../components/Choice.tsx'
import { Field } from '../components/Field.tsx'
import { Page } from '../components/Page.tsx'
import { Notice } from '../components/States.tsx'
import { useDraft } from '../platform/drafts.ts'
import { open, openInstead, openTab } from '../platform/open.ts'
import { useMove, useReply } from '../platform/query.tsx'
import { Refused, sayRefusal } from '../platform/refused.ts'
import { homeKinds, words } from './home-words.ts'
import { NameFields } from './NameFields.tsx'

const form = z.object({
  building: z.optional(z.string()),
  unit: z.string(),
  room: z.string(),
  as: z.optional(z.enum(['owner', 'tenant', 'family'])),
  name: z.string(),
  callName: z.string(),
})
const empty: z.output<typeof form> = { unit: '', room: '', name: '', callName: '' }

type Buildings = Reply<typeof identity.buildings>

const Form = ({ choices, sent }: { readonly choices: Buildings; readonly sent: () => void }) => {
  const draft = useDraft('home', form, empty)
  const { value, set } = draft
  const { go, error } = useMove()
  const [complaints, setComplaints] = useState<Readonly<Record<string, string>>>({})
  const change = (more: Partial<typeof value>) => {
    set({ ...value, ...more })
    // What is being put right is no longer wrong.
    setComplaints(Object.fromEntries(Object.entries(complaints).filter(([field]) => !(field in more))))
  }
  const send = async () => {
    const asked = { ...value, community: choices.community, callName: value.callName || undefined }
    const checked = identity.bindHome.takes.safeParse(asked, { reportInput: true })
    setComplaints(checked.success ? {} : fieldComplaints(checked.error.issues))
    if (!checked.success) return
    try {
      await go(identity.bindHome, checked.data)
      draft.clear()
      sent()
    } catch (refused) {
      if (refused instanceof Refused) setComplaints(refused.fields)
    }
  }
  return (
    <>
      <View className="hint under-label">{words.homeHint}</View>
      <Choice
        label={`${choices.name} · ${words.building}`}
        options={choices.items.map(({ id, name }) => ({ value: id, text: name }))}
        value={value.building}
        onChange={building => change({ building })}
        complaint={complaints.building}
      />
      <View className="pair">
        <View className="pair-part">
          <Field
            label={words.unit}
            value={value.unit}
            onChange={unit => change({ unit })}
            placeholder={words.unitExample}
            longest={6}
            complaint={complaints.unit}
          />
        </View>
        <View className="pair-part">
          <Field
            label={words.room}
            value={value.room}
            onChange={room => change({ room })}
            placeholder={words.roomExample}
            longest={8}
            complaint={complaints.room}
          />
        </View>
      </View>
      <Choice
        label={words.as}
        options={homeKinds}
        value={value.as}
        onChange={as => change({ as })}
        complaint={complaints.as}
      />
      <NameFields value={value} change={change} complaints={complaints} />
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      <Button text={words.send} onTap={send} />
    </>
  )
}

/** What was said, and that somebody will come. */
const Waiting = ({ me, change }: { readonly me: Me; readonly change: () => void }) => {
  const { go, error } = useMove()
  const { building, as } = me.claim!
  return (
    <View className="stack">
      <Card tone="accent" title={words.waitingTitle}>
        <View className="strong">{words.waitingHome(building, homeKindNames[as])}</View>
        <View>{words.waitingText}</View>
      </Card>
      {!me.phone && <Button text={words.leavePhone} onTap={() => open('identity/phone')} />}
      <CallCommunity kind={me.phone ? 'primary' : 'plain'} />
      <Button text={words.change} kind="plain" onTap={change} />
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      <Button
        text={words.takeBack}
        kind="plain"
        onTap={() => go(identity.leaveHome, {}).catch(() => undefined)} // shown above
      />
    </View>
  )
}

const Asking = ({ sent }: { readonly sent: () => void }) => {
  const asked = useReply(identity.buildings, {})
  return <Awaited asked={asked}>{choices => <Form choices={choices} sent={sent} />}</Awaited>
}

const Content = ({ me }: { readonly me: Me }) => {
  const [changing, setChanging] = useState(false)
  const { home, claim } = me
  if (home && !changing)
    return (
      <View className="stack">
        <Notice text={words.done(home.building)} tone="good" />
        <Button text={words.household} onTap={() => openInstead('identity/household')} />
        <Button text={words.toHome} kind="plain" onTap={() => openTab('home/home')} />
      </View>
    )
  if (claim?.state === 'waiting' && !changing) return <Waiting me={me} change={() => setChanging(true)} />
  return home ? null : (
    <>
      {claim?.state === 'refused' && (
        <Notice text={words.refused(homeRefusalTexts[claim.reason ?? 'notLiving'])} tone="warn" />
      )}
      <Asking sent={() => setChanging(false)} />
      <View className="apart">
        <CallCommunity />
      </View>
    </>
  )
}

export default function HomePage() {
  const asked = useReply(identity.me, {}, { remember: true, followSeconds: 15 })
  return (
    <Page title={words.homeTitle}>
      <Awaited asked={asked}>{me => <Content me={me} />}</Awaited>
    </Page>
  )
}
