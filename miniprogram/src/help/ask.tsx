import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useRef, useState } from 'react'
import type { Input } from '../../../shared/contract.ts'
import { help } from '../../../shared/help.ts'
import { helpKinds } from '../../../shared/help/life.ts'
import { identity } from '../../../shared/identity.ts'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { showComplaint } from '../components/complaints.ts'
import { isNewcomer, Newcomer } from '../components/Newcomer.tsx'
import { Page } from '../components/Page.tsx'
import { Failed, Loading, Notice } from '../components/States.tsx'
import { useDraft } from '../platform/drafts.ts'
import { randomKey } from '../platform/keys.ts'
import { useMove, useReply } from '../platform/query.tsx'
import { isOffline, Refused, sayRefusal } from '../platform/refused.ts'
import { askToBeTold } from '../platform/subscribe.ts'
import {
  asEscort,
  askDraft,
  complaintsAbout,
  dangerOf,
  emptyDraft,
  homeOf,
  homesDraft,
  inputOf,
  stepOf,
  withHome,
  withTyped,
  type Complaints,
} from './ask-form.ts'
import { words } from './ask-words.ts'
import { AskCheck } from './AskCheck.tsx'
import { AskWhat, ForWhom, whomOf } from './AskWhat.tsx'
import { AskWhen } from './AskWhen.tsx'
import { Danger, DangerCalls } from './Danger.tsx'
import { stepCount, useSteps } from '../components/steps.ts'

const toTop = () => void Taro.pageScrollTo({ scrollTop: 0, duration: 0 })
const noHomes = {}

export default function Ask() {
  const wanted = useRouter().params.kind
  const kind = helpKinds.find(each => each === wanted) ?? 'groceries'
  const { data: me, error: unknown, again } = useReply(identity.me, {}, { remember: true })
  const kept = useDraft(`help.ask.${kind}`, askDraft, emptyDraft)
  const errand = useDraft('help.ask.errands', askDraft, emptyDraft)
  const homes = useDraft('help.homes', homesDraft, noHomes)
  const whom = whomOf(me)
  const several = whom.length > 1
  // Who may no longer be asked for has to be chosen anew; where there is one only, there is nothing to choose.
  const chosen = several ? whom.find(({ value }) => value === kept.value.for) : whom[0]
  const draft = { ...kept, value: withHome({ ...kept.value, for: chosen?.value }, homes.value) }
  const { step, turnTo, leave } = useSteps()
  const [complaints, setComplaints] = useState<Complaints>({})
  const [refused, setRefused] = useState<unknown>()
  const [safe, setSafe] = useState(false)
  const { go } = useMove()
  // One moment for the whole form, so that no choice disappears under the finger.
  const [now] = useState(() => new Date().toISOString())
  /** What is still on its way. */
  const busy = useRef({ photos: false, voice: false })
  // Danger never waits for what became of another request.
  const [dangerKey] = useState(randomKey)

  /** Shows what is to be changed where it stands. */
  const complain = (about: Complaints) => {
    setComplaints(about)
    const [first] = Object.keys(about)
    if (first === undefined) return
    turnTo(stepOf(first))
    showComplaint(about[first]!)
  }

  const next = () => {
    if (Object.values(busy.current).some(Boolean)) return showComplaint(words.sending)
    const typed = withTyped(draft.value)
    draft.set(typed)
    const wrong = complaintsAbout(kind, typed, now, several)
    const here = Object.fromEntries(Object.entries(wrong).filter(([field]) => stepOf(field) === step))
    setComplaints(here)
    setRefused(undefined)
    const [first] = Object.values(here)
    if (first === undefined) turnTo(step === 0 ? 1 : 2)
    else showComplaint(first)
  }

  const askFor = async (input: Input<typeof help.ask>, answered: Promise<void>) => {
    const { id } = await go(help.ask, input)
    draft.clear()
    await answered
    await leave()
    await Taro.redirectTo({ url: `/help/detail?id=${encodeURIComponent(id)}&new=1` })
  }

  const send = async () => {
    const answered = askToBeTold('asking')
    const keyed = { ...draft.value, key: draft.value.key ?? (await randomKey()) }
    draft.set(keyed)
    try {
      homes.set(homeOf(keyed, homes.value))
      await askFor(inputOf(kind, keyed, now), answered)
    } catch (error) {
      setRefused(error)
      toTop()
      if (!(error instanceof Refused)) return
      // What these two offer instead stands at the top; there is no field that could be put right.
      if (error.code === 'help.isDanger' || error.code === 'help.neverHandled')
        return setComplaints(error.fields)
      complain(error.fields)
      // The earlier attempt did arrive, with other words; sending this one too is a decision of its own.
      if (error.code === 'request.keyReused') draft.set({ ...keyed, key: undefined })
    }
  }

  const tellDanger = async () => {
    if (several && draft.value.for === undefined) return complain({ for: words.forWhomMissing })
    const answered = askToBeTold('asking')
    try {
      await askFor({ ...dangerOf(kind, draft.value), key: await dangerKey }, answered)
    } catch (error) {
      setRefused(error)
      toTop()
    }
  }

  const goAlong = async () => {
    errand.set(asEscort(kind, draft.value))
    setRefused(undefined)
    setComplaints({})
    if (kind === 'errands') return toTop()
    await leave()
    await Taro.redirectTo({ url: '/help/ask?kind=errands' })
  }

  // Whoever comes with something urgent is first asked nothing and told whom to ring.
  const first = kind === 'urgent' && step === 0 && !safe
  const code = refused instanceof Refused ? refused.code : undefined
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
        first ? (
          <Button text={words.noDanger} kind="plain" onTap={() => setSafe(true)} />
        ) : step === 2 ? (
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
          {code === 'request.keyReused' && (
            <Button
              text={words.seeMatters}
              kind="plain"
              onTap={async () => {
                await leave()
                await Taro.switchTab({ url: '/home/matters' })
              }}
            />
          )}
          {code === 'help.isDanger' && (
            <>
              <DangerCalls />
              <View className="gap" />
              <Button text={words.dangerNow} kind="danger" onTap={tellDanger} />
            </>
          )}
          {code === 'help.neverHandled' && <Button text={words.escortInstead} onTap={goAlong} />}
          {code !== 'help.isDanger' && <CallCommunity />}
        </View>
      )}
      {first ? (
        <>
          <ForWhom me={me} draft={draft} complaints={complaints} />
          <Danger tell={tellDanger} />
        </>
      ) : (
        <>
          <View className="small under-label">{words.stepIs(step + 1, stepCount)}</View>
          {step === 0 && (
            <AskWhat {...shared} me={me} onBusy={(what, on) => void (busy.current[what] = on)} />
          )}
          {step === 1 && <AskWhen {...shared} now={now} />}
          {step === 2 && <AskCheck kind={kind} draft={draft.value} me={me} now={now} />}
        </>
      )}
    </Page>
  )
}
