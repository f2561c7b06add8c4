import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { help, type HelpReply } from '../../../shared/help/help.ts'
import { helpKinds } from '../../../shared/help/topics.ts'
import { identity } from '../../../shared/identity/identity.ts'
import { role } from '../components/aria.ts'
import { AskSensitive } from '../components/AskSensitive.tsx'
import { Button } from '../components/Button.tsx'
import { CallButton } from '../components/CallButton.tsx'
import { CallCommunity, useCommunity } from '../components/CallCommunity.tsx'
import { EmergencyCalls } from '../components/EmergencyCalls.tsx'
import { isKnown, NotYet, StepForm, useStepForm } from '../components/StepForm.tsx'
import { Notice } from '../components/States.tsx'
import { useCare } from '../platform/care.ts'
import { createOnce, useDraft } from '../platform/drafts.ts'
import { randomKey } from '../platform/keys.ts'
import { chosenOf, useMe, whomOf } from '../platform/me.ts'
import { openInstead, useParams } from '../platform/open.ts'
import { useMove, useReply } from '../platform/query.tsx'
import { Refused } from '../platform/refused.ts'
import { askToBeTold } from '../platform/subscribe.ts'
import {
  asEscort,
  askDraft,
  asShown,
  complaintsAbout,
  dangerOf,
  emptyDraft,
  homeOf,
  homesDraft,
  inputOf,
  needsYes,
  stepOf,
  withHome,
  withTyped,
} from './ask-form.ts'
import { words } from './ask-words.ts'
import { useSaid } from './asking.tsx'
import { AskCheck, AskWhat, AskWhen, ForWhom, UrgentThing } from './AskSteps.tsx'
import { WhatNow } from './WhatNow.tsx'

const titles = { groceries: '帮我买菜', medicine: '帮我拿药', urgent: '家里急事', errands: '跑腿陪伴' }

const toTop = () => void Taro.pageScrollTo({ scrollTop: 0, duration: 0 })
const noHomes = {}
const followSeconds = 10

/** The emergency numbers and the number of the community that answers at this hour. */
const DangerCalls = ({ large }: { readonly large?: boolean }) => {
  const about = useCommunity()
  // In large letters all of them, and what comes after, still have to fit the screen.
  const size = useCare() || !large ? 'normal' : 'huge'
  const duty = about && (about.dutyPhone || about.phone)
  return (
    <View className="stack">
      <EmergencyCalls size={size} />
      {duty && <CallButton phone={duty} text="打给值班电话" kind="danger" size={size} />}
    </View>
  )
}

/** Danger is never left to volunteers: first the numbers to ring, then one tap that lets the community know. */
const Danger = ({ tell }: { readonly tell: () => unknown }) => (
  <View className="card danger">
    <View className="state" {...role('heading')}>
      有危险，先打电话
    </View>
    <View className="under-label">有人倒下打120，着火打119；闻到煤气味，先出门再打119。</View>
    <DangerCalls />
    <View className="gap" />
    <Button text="打过了，告诉社区" kind="danger" onTap={tell} />
    <View className="small">社区的人会看到，会打给您。这里不是报警电话。</View>
  </View>
)

/** What somebody takes is theirs alone: said before anything is filled in, with the one tap that asks them. */
const NotForThem = ({ proxy, name }: { readonly proxy: string; readonly name: string }) => {
  const { data } = useReply(identity.proxies, {}, { followSeconds })
  // Allowed meanwhile, the form opens by itself.
  useReply(identity.me, {}, { remember: true, followSeconds })
  const item = data?.helped.find(({ id }) => id === proxy)
  return (
    <View className="stack moves">
      <Notice tone="warn" text={`药方、病情是${name}的隐私，要${name}先点一次头，您才能替他拿药。`} />
      {item && <AskSensitive item={item} />}
      <CallCommunity text="等不及，打给社区" />
    </View>
  )
}

export default function Ask() {
  const wanted = useParams('help/ask').kind
  const kind = helpKinds.has(wanted) ? wanted : 'groceries'
  const asked = useMe()
  const me = asked.data
  const kept = useDraft(`help.ask.${kind}`, askDraft, emptyDraft)
  const errand = useDraft('help.ask.errands', askDraft, emptyDraft)
  const homes = useDraft('help.homes', homesDraft, noHomes)
  const whom = whomOf(me, 'help')
  const several = whom.length > 1
  const chosen = chosenOf(whom, kept.value.for)
  // One moment for the whole form, so that no choice disappears under the finger.
  const [now] = useState(() => new Date().toISOString())
  const value = withHome({ ...kept.value, for: chosen?.id }, homes.value)
  const draft = { ...kept, value: asShown(kind, value, now) }
  const said = useSaid()
  useEffect(() => {
    if (!said.value.voice) return
    kept.set({ ...kept.value, voice: said.value.voice })
    said.clear()
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when the form is opened
  }, [])
  const [safe, setSafe] = useState(false)
  const [tapped, setTapped] = useState(false)
  const { go } = useMove()
  const typed = withTyped(draft.value)
  const wrong = complaintsAbout(kind, typed, now, several)
  const form = useStepForm({ wrong, stepOf, tidy: () => draft.set(typed) })
  // Danger never waits for what became of another request.
  const [dangerKey] = useState(randomKey)

  const askFor = async (asking: Promise<HelpReply>, answered: Promise<void>) => {
    const { id } = await asking
    draft.clear()
    await answered
    await form.leave()
    await openInstead('help/detail', { id, new: '1' })
  }

  const send = async () => {
    const answered = askToBeTold('asking')
    homes.set(homeOf(typed, homes.value))
    const create = (key: string) => go(help.ask, inputOf(kind, { ...typed, key }, now))
    try {
      await askFor(createOnce({ value: typed, set: draft.set }, create), answered)
    } catch (error) {
      const code = error instanceof Refused ? error.code : undefined
      form.refuse(error, code === 'help.isDanger' || code === 'help.neverHandled')
    }
  }

  const tellDanger = async () => {
    if (several && draft.value.for === undefined) return form.complain({ for: words.forWhomMissing })
    const answered = askToBeTold('asking')
    try {
      await askFor(go(help.ask, { ...dangerOf(kind, draft.value), key: await dangerKey }), answered)
    } catch (error) {
      form.refuse(error, true)
    }
  }

  const goAlong = async () => {
    errand.set(asEscort(kind, draft.value))
    form.forget()
    if (kind === 'errands') return toTop()
    await form.leave()
    await openInstead('help/ask', { kind: 'errands' })
  }

  // What to do now comes to stand at the top, above what is danger.
  const tap = (next: typeof value) => {
    draft.set(next)
    setTapped(true)
    toTop()
  }
  const title = titles[kind]
  if (!isKnown(me)) return <NotYet title={title} asked={asked} />
  const { step, complaints, refused, onBusy } = form
  // Somebody with something urgent is told whom to ring before anything is asked.
  const urgent = kind === 'urgent' && step === 0 && !safe
  const theirs = kind === 'medicine' && chosen?.id ? needsYes(me, chosen.id) : undefined
  const code = refused instanceof Refused ? refused.code : undefined
  const shared = { kind, draft, complaints, whom }
  return (
    <StepForm
      title={title}
      form={form}
      yes={words.yes}
      edit={words.edit}
      send={send}
      first={
        urgent ? (
          <>
            <ForWhom {...shared} />
            {tapped && <WhatNow choice={value.choice} />}
            {tapped && <UrgentThing {...shared} />}
            <Danger tell={tellDanger} />
            {!tapped && <UrgentThing {...{ ...shared, draft: { ...draft, set: tap } }} />}
          </>
        ) : (
          theirs && (
            <>
              <ForWhom {...shared} />
              <NotForThem {...theirs} />
            </>
          )
        )
      }
      firstFoot={
        urgent && (
          <Button
            text={tapped ? '没有危险，请人来帮' : '没有危险，是别的急事'}
            kind="plain"
            onTap={() => setSafe(true)}
          />
        )
      }
      instead={
        code === 'help.isDanger' ? (
          <>
            <DangerCalls large />
            <View className="gap" />
            <Button text="是有危险，告诉社区" kind="danger" onTap={tellDanger} />
          </>
        ) : code === 'help.neverHandled' ? (
          <>
            <Button text="改成“陪看病办事”，约人陪我去" onTap={goAlong} />
            <CallCommunity />
          </>
        ) : undefined
      }
    >
      {step === 0 && kind === 'urgent' && <WhatNow choice={value.choice} />}
      {step === 0 && <AskWhat {...shared} onBusy={onBusy} />}
      {step === 1 && <AskWhen {...shared} now={now} />}
      {step === 2 && (
        <AskCheck kind={kind} draft={draft.value} now={now} whom={several ? chosen?.name : undefined} />
      )}
    </StepForm>
  )
}
