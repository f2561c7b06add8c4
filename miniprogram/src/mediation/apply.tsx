/** 约人调解: what happened, with whom, read back, sent. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useRef, useState } from 'react'
import type { Input } from '../../../shared/contract.ts'
import { identity } from '../../../shared/identity.ts'
import { mediation } from '../../../shared/mediation.ts'
import { pathOf } from '../../../shared/matters.ts'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { showComplaint } from '../components/complaints.ts'
import { isNewcomer, Newcomer } from '../components/Newcomer.tsx'
import { Page } from '../components/Page.tsx'
import { Failed, Loading, Notice } from '../components/States.tsx'
import { stepCount, useSteps } from '../components/steps.ts'
import { useDraft } from '../platform/drafts.ts'
import { randomKey } from '../platform/keys.ts'
import { useMove, useReply } from '../platform/query.tsx'
import { isOffline, Refused, sayRefusal } from '../platform/refused.ts'
import { askToBeTold } from '../platform/subscribe.ts'
import {
  applyDraft,
  complaintsAbout,
  emptyDraft,
  inputOf,
  stepOf,
  withoutBlank,
  type Complaints,
} from './apply-form.ts'
import { words } from './apply-words.ts'
import { ApplyCheck } from './ApplyCheck.tsx'
import { ApplyWhat, whomOf } from './ApplyWhat.tsx'
import { ApplyWhom } from './ApplyWhom.tsx'

const toTop = () => void Taro.pageScrollTo({ scrollTop: 0, duration: 0 })

export default function Apply() {
  const { data: me, error: unknown, again } = useReply(identity.me, {}, { remember: true })
  const kept = useDraft('mediation.apply', applyDraft, emptyDraft)
  const whom = whomOf(me)
  const several = whom.length > 1
  // Who may no longer be applied for has to be chosen anew; where there is one only, there is nothing to choose.
  const chosen = several ? whom.find(({ value }) => value === kept.value.for) : whom[0]
  const draft = { ...kept, value: { ...kept.value, for: chosen?.value } }
  const { step, turnTo, leave } = useSteps()
  const [complaints, setComplaints] = useState<Complaints>({})
  const [refused, setRefused] = useState<unknown>()
  const { go } = useMove()
  /** What is still on its way. */
  const busy = useRef({ photos: false, voice: false })

  const next = () => {
    if (Object.values(busy.current).some(Boolean)) return showComplaint(words.sending)
    const value = withoutBlank(draft.value)
    draft.set(value)
    const wrong = complaintsAbout(value, several)
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
    // A draft taken up again may lack what an earlier step asks for; the server says which.
    const input = inputOf(keyed) as Input<typeof mediation.apply>
    try {
      const { id } = await go(mediation.apply, input)
      draft.clear()
      await answered
      await leave()
      await Taro.redirectTo({ url: `${pathOf('case', id)}&new=1` })
    } catch (error) {
      setRefused(error)
      toTop()
      if (!(error instanceof Refused)) return
      setComplaints(error.fields)
      const [first] = Object.keys(error.fields)
      if (first !== undefined && first !== 'dispute') turnTo(stepOf(first))
      // The earlier attempt did arrive, with other words; sending this one too is a decision of its own.
      if (error.code === 'request.keyReused') draft.set({ ...keyed, key: undefined })
    }
  }

  if (!me || isNewcomer(me))
    return (
      <Page title={words.title}>
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
  const shared = { draft, complaints }
  return (
    <Page
      title={words.title}
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
          {refused instanceof Refused && refused.code === 'request.keyReused' && (
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
      {step === 0 && <ApplyWhat {...shared} me={me} onBusy={(what, on) => void (busy.current[what] = on)} />}
      {step === 1 && <ApplyWhom {...shared} />}
      {step === 2 && <ApplyCheck draft={draft.value} me={me} />}
    </Page>
  )
}
