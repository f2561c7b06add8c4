/** A form of three steps: what is complained about where, what the server refused, and the way on and back. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useRef, useState, type PropsWithChildren, type ReactNode } from 'react'
import type { Me } from '../../../shared/identity.ts'
import { openTab } from '../platform/open.ts'
import { isOffline, Refused, sayRefusal } from '../platform/refused.ts'
import { Awaited, type Asked } from './Awaited.tsx'
import { Button } from './Button.tsx'
import { CallCommunity } from './CallCommunity.tsx'
import { showComplaint } from './complaints.ts'
import type { Complaints } from './form.ts'
import { isNewcomer, Newcomer } from './Newcomer.tsx'
import { Page } from './Page.tsx'
import { Pair } from './Pair.tsx'
import { Notice } from './States.tsx'
import { stepCount, useSteps } from './steps.ts'

const words = {
  stepIs: (step: number, of: number) => `第${step}步，共${of}步`,
  next: '下一步',
  before: '上一步',
  sending: '照片或录音还在传，请稍等',
  kept: '填过的都还在。',
  seeMatters: '看我的事',
} as const

const toTop = () => void Taro.pageScrollTo({ scrollTop: 0, duration: 0 })

interface About {
  /** What is wrong with it as it stands now. */
  readonly wrong: Complaints
  /** Which step has the field. */
  readonly stepOf: (field: string) => 0 | 1
  /** Takes in what was typed last, before the next step. */
  readonly tidy: () => void
}

export const useStepForm = ({ wrong, stepOf, tidy }: About) => {
  const { step, turnTo, leave } = useSteps()
  const [told, setTold] = useState<{ readonly fields: Complaints; readonly byServer?: boolean }>({
    fields: {},
  })
  const [refused, setRefused] = useState<unknown>()
  /** What is still on its way. */
  const busy = useRef({ photos: false, voice: false })

  /** Shows what is to be changed where it stands. */
  const complain = (fields: Complaints, byServer = false) => {
    setTold({ fields, byServer })
    const [first] = Object.keys(fields)
    if (first === undefined) return
    turnTo(stepOf(first))
    showComplaint(fields[first]!)
  }

  return {
    step,
    turnTo,
    leave,
    refused,
    complain,
    // Nothing is said any longer of what has been put right.
    complaints: told.byServer
      ? told.fields
      : Object.fromEntries(Object.entries(told.fields).filter(([field]) => field in wrong)),
    onBusy: (what: 'photos' | 'voice', on: boolean) => void (busy.current[what] = on),

    next() {
      if (Object.values(busy.current).some(Boolean)) return showComplaint(words.sending)
      tidy()
      const here = Object.fromEntries(Object.entries(wrong).filter(([field]) => stepOf(field) === step))
      setTold({ fields: here })
      setRefused(undefined)
      const [first] = Object.values(here)
      if (first === undefined) turnTo(step === 0 ? 1 : 2)
      else showComplaint(first)
    },

    /** `stays`: there is no field that could be put right; what can be done instead stands at the top. */
    refuse(error: unknown, stays = false) {
      setRefused(error)
      toTop()
      if (!(error instanceof Refused)) return
      if (stays || error.code === 'identity.consentNeeded') setTold({ fields: error.fields, byServer: true })
      else complain(error.fields, true)
    },

    forget() {
      setRefused(undefined)
      setTold({ fields: {} })
    },
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
        {step === 1 && <Button text={words.before} kind="plain" onTap={() => turnTo(0)} />}
        <Button text={words.next} onTap={next} />
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
          <Notice text={sayRefusal(refused) + (isOffline(refused) ? words.kept : '')} tone="warn" />
          {refused instanceof Refused && refused.code === 'request.keyReused' && (
            <Button
              text={words.seeMatters}
              kind="plain"
              onTap={async () => {
                await leave()
                await openTab('home/matters')
              }}
            />
          )}
          {instead ?? <CallCommunity />}
        </View>
      )}
      {first || (
        <>
          <View className="small under-label">{words.stepIs(step + 1, stepCount)}</View>
          {children}
        </>
      )}
    </Page>
  )
}

interface NotYetProps extends Asked {
  readonly title: string
  readonly me: Me | undefined
}

/** In place of the form, until it is known who asks, and for those who belong to nothing yet. */
export const NotYet = ({ title, me, ...asked }: NotYetProps) => (
  <Page title={title}>{me ? <Newcomer me={me} /> : <Awaited asked={asked} />}</Page>
)
export const isKnown = (me: Me | undefined): me is Me => me !== undefined && !isNewcomer(me)
