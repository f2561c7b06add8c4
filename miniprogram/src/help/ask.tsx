import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { help, helpKinds } from '../../../shared/help.ts'
import { identity } from '../../../shared/identity.ts'
import { showComplaint } from '../components/complaints.ts'
import { isNewcomer, Newcomer } from '../components/Newcomer.tsx'
import { Button } from '../components/Button.tsx'
import { Page } from '../components/Page.tsx'
import { Failed, Loading, Notice } from '../components/States.tsx'
import { useDraft } from '../platform/drafts.ts'
import { randomKey } from '../platform/keys.ts'
import { useMove, useReply } from '../platform/query.tsx'
import { isOffline, Refused, sayRefusal } from '../platform/refused.ts'
import { askToBeTold } from '../platform/subscribe.ts'
import {
  askDraft,
  complaintsAbout,
  emptyDraft,
  inputOf,
  stepOf,
  withTyped,
  type Complaints,
} from './ask-form.ts'
import { AskCheck } from './AskCheck.tsx'
import { AskWhat, eldersOf } from './AskWhat.tsx'
import { AskWhen } from './AskWhen.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { stepCount, useSteps } from './steps.ts'
import { words } from './words.ts'

const toTop = () => void Taro.pageScrollTo({ scrollTop: 0, duration: 0 })

export default function Ask() {
  const wanted = useRouter().params.kind
  const kind = helpKinds.find(each => each === wanted) ?? 'groceries'
  const { data: me, error: unknown, again } = useReply(identity.me, {}, { remember: true })
  const kept = useDraft(`help.ask.${kind}`, askDraft, emptyDraft)
  const elders = eldersOf(me)
  // Who may no longer be asked for has to be chosen anew.
  const whom =
    elders.some(({ id }) => id === kept.value.for) || kept.value.for === '' ? kept.value.for : undefined
  const draft = { ...kept, value: { ...kept.value, for: whom } }
  const { step, turnTo, leave } = useSteps()
  const [complaints, setComplaints] = useState<Complaints>({})
  const [refused, setRefused] = useState<unknown>()
  const { go } = useMove()
  // One moment for the whole form, so that no choice disappears under the finger.
  const [now] = useState(() => new Date().toISOString())

  /** Shows what is to be changed where it stands. */
  const complain = (about: Complaints) => {
    setComplaints(about)
    const [first] = Object.keys(about)
    if (first === undefined) return
    turnTo(stepOf(first))
    showComplaint(about[first]!)
  }

  const next = () => {
    const typed = withTyped(draft.value)
    draft.set(typed)
    const wrong = complaintsAbout(kind, typed, now, elders.length > 0)
    const here = Object.fromEntries(Object.entries(wrong).filter(([field]) => stepOf(field) === step))
    setComplaints(here)
    setRefused(undefined)
    const [first] = Object.values(here)
    if (first === undefined) turnTo(step === 0 ? 1 : 2)
    else showComplaint(first)
  }

  const send = async () => {
    const answered = askToBeTold('asking')
    const keyed = { ...draft.value, key: draft.value.key ?? (await randomKey()) }
    draft.set(keyed)
    try {
      const { id } = await go(help.ask, inputOf(kind, keyed, now))
      draft.clear()
      await answered
      await leave()
      await Taro.redirectTo({ url: `/help/detail?id=${encodeURIComponent(id)}&new=1` })
    } catch (error) {
      setRefused(error)
      toTop()
      if (!(error instanceof Refused)) return
      complain(error.fields)
      // The earlier attempt did arrive, with other words; sending this one too is a decision of its own.
      if (error.code === 'request.keyReused') draft.set({ ...keyed, key: undefined })
    }
  }

  const reused = refused instanceof Refused && refused.code === 'request.keyReused'
  const shared = { kind, draft, complaints }
  if (!me || isNewcomer(me))
    return (
      <Page title={words.askTitle[kind]}>
        {me ? (
          <Newcomer me={me} />
        ) : unknown ? (
          <Failed error={unknown} again={again}>
            <CallCommunity />
          </Failed>
        ) : (
          <Loading />
        )}
      </Page>
    )
  return (
    <Page
      title={words.askTitle[kind]}
      back={step === 0 ? undefined : () => turnTo(step === 2 ? 1 : 0)}
      foot={
        step === 2 ? (
          <>
            <Button text={words.yes} onTap={send} />
            <Button text={words.edit} kind="plain" onTap={() => turnTo(0)} />
          </>
        ) : (
          <View className="pair">
            {step === 1 && (
              <View className="pair-part">
                <Button text={words.before} kind="plain" onTap={() => turnTo(0)} />
              </View>
            )}
            <View className="pair-part">
              <Button text={words.next} onTap={next} />
            </View>
          </View>
        )
      }
    >
      {refused !== undefined && (
        <View className="stack moves">
          <Notice text={sayRefusal(refused) + (isOffline(refused) ? words.kept : '')} tone="warn" />
          {reused && (
            <Button
              text={words.seeMatters}
              kind="plain"
              onTap={async () => {
                await leave()
                await Taro.switchTab({ url: '/home/matters' })
              }}
            />
          )}
          <CallCommunity />
        </View>
      )}
      <View className="small under-label">{words.stepIs(step + 1, stepCount)}</View>
      {step === 0 && <AskWhat {...shared} me={me} />}
      {step === 1 && <AskWhen {...shared} now={now} />}
      {step === 2 && <AskCheck kind={kind} draft={draft.value} me={me} now={now} />}
    </Page>
  )
}
