/** A form of three steps: what is complained about where, what the server refused, and the way on and back. */
import { View } from '@tarojs/components'
import { useRef, useState, type PropsWithChildren, type ReactNode } from 'react'
import type { Me } from '../../../shared/identity/identity.ts'
import { openTab } from '../platform/open.ts'
import { Refused } from '../platform/refused.ts'
import { Awaited, type Asked } from './Awaited.tsx'
import { Button } from './Button.tsx'
import { CallCommunity } from './CallCommunity.tsx'
import { showComplaint } from './complaints.ts'
import type { Complaints } from './form.ts'
import { isNewcomer, Newcomer } from './Newcomer.tsx'
import { Page } from './Page.tsx'
import { Pair } from './Pair.tsx'
import { Refusal } from './States.tsx'
import { toTop, useSteps } from './steps.ts'

interface About {
  /** What is wrong with it as it stands now. */
  readonly wrong: Complaints
  /** Which step has the field. */
  readonly stepOf: (field: string) => 0 | 1
  /** Takes in what was typed last, before the next step. */
  readonly tidy: () => void
}

/** What is said of the form: by itself, or with the refusal by the server. */
interface Told {
  readonly fields: Complaints
  readonly refused?: unknown
}

export const useStepForm = ({ wrong, stepOf, tidy }: About) => {
  const { step, turnTo, leave } = useSteps()
  const [told, setTold] = useState<Told>({ fields: {} })
  const { fields, refused } = told
  /** What is still on its way. */
  const busy = useRef<Readonly<Record<string, boolean>>>({})

  /** Shows what is to be changed where it stands. */
  const complain = (fields: Complaints, refused?: unknown) => {
    setTold({ fields, refused })
    const [first] = Object.entries(fields)
    if (!first) return false
    turnTo(stepOf(first[0]))
    showComplaint(first[1])
    return true
  }

  return {
    step,
    turnTo,
    leave,
    refused,
    complain,
    // Nothing is said any longer of what has been put right.
    complaints: refused
      ? fields
      : Object.fromEntries(Object.entries(fields).filter(([field]) => field in wrong)),
    onBusy: (what: string, on: boolean) => void (busy.current = { ...busy.current, [what]: on }),

    next() {
      if (Object.values(busy.current).some(Boolean)) return showComplaint('照片或录音还在传，请稍等')
      tidy()
      const here = Object.entries(wrong).filter(([field]) => stepOf(field) === step)
      if (!complain(Object.fromEntries(here))) turnTo(step === 0 ? 1 : 2)
    },

    /** `stays`: there is no field that could be put right; what can be done instead stands at the top. */
    refuse(refused: unknown, stays = false) {
      toTop()
      const { code, fields = {} } = refused instanceof Refused ? refused : {}
      if (stays || code === 'identity.consentNeeded') setTold({ fields, refused })
      else complain(fields, refused)
    },

    forget: () => setTold({ fields: {} }),
  }
}

interface Props {
  readonly title: string
  readonly form: ReturnType<typeof useStepForm>
  readonly yes: string
  readonly edit: string
  readonly send: () => unknown
  /** Instead of the steps: what comes before them. */
  readonly first?: ReactNode
  readonly firstFoot?: ReactNode
  /** What can be done instead of what was refused. */
  readonly instead?: ReactNode
}

export const StepForm = (props: PropsWithChildren<Props>) => {
  const { title, form, yes, edit, send, first, firstFoot, instead, children } = props
  const { step, turnTo, leave, refused, next } = form
  const foot =
    step === 2 ? (
      <>
        <Button text={yes} onTap={send} />
        <Button text={edit} kind="plain" onTap={() => turnTo(0)} />
      </>
    ) : (
      <Pair>
        {step === 1 && <Button text="上一步" kind="plain" onTap={() => turnTo(0)} />}
        <Button text="下一步" onTap={next} />
      </Pair>
    )
  return (
    <Page
      title={title}
      back={step === 0 ? undefined : () => turnTo(step === 2 ? 1 : 0)}
      foot={first ? firstFoot : foot}
    >
      {refused !== undefined && (
        <View className="stack moves">
          <Refusal error={refused} kept="填过的都还在。" />
          {refused instanceof Refused && refused.code === 'request.keyReused' && (
            <Button text="看我的事" kind="plain" onTap={() => leave().then(() => openTab('home/matters'))} />
          )}
          {instead ?? <CallCommunity />}
        </View>
      )}
      {first || (
        <>
          <View className="small under-label">{`第${step + 1}步，共3步`}</View>
          {children}
        </>
      )}
    </Page>
  )
}

/** In place of the form, until it is known who asks, and for those who belong to nothing yet. */
export const NotYet = ({ title, asked }: { readonly title: string; readonly asked: Asked<Me> }) => (
  <Page title={title}>{asked.data ? <Newcomer me={asked.data} /> : <Awaited asked={asked} />}</Page>
)
export const isKnown = (me: Me | undefined): me is Me => me !== undefined && !isNewcomer(me)
