/** A sheet that makes one move of a case: says why it was refused, closes when it is made. */
import { View } from '@tarojs/components'
import type { PropsWithChildren, ReactNode } from 'react'
import type { CaseReply } from '../../../shared/mediation/case.ts'
import { Sheet } from '../components/Sheet.tsx'
import { Notice } from '../components/States.tsx'
import { useMove } from '../platform/query.tsx'
import { Refused, sayRefusal } from '../platform/refused.ts'
import { words } from './room-words.ts'

export interface Step {
  readonly item: CaseReply
  readonly close: () => void
  readonly onMoved: (reply: CaseReply) => void
}

/** `send` closes the sheet once the move is made; true: it was. */
export const useStep = ({ close, onMoved }: Step) => {
  const { go, error } = useMove()
  const send = (moving: Promise<CaseReply>) =>
    moving.then(
      reply => {
        onMoved(reply)
        close()
        return true
      },
      () => false, // shown in the sheet
    )
  return { go, send, error, fields: error instanceof Refused ? error.fields : {} }
}

/** Those whom no message reaches. */
export const ToCall = ({ parties }: Pick<CaseReply, 'parties'>) => {
  const names = parties.filter(({ here }) => !here).map(({ name }) => name)
  return names.length > 0 ? (
    <View className="hint under-label">{words.callThem(names.join('、'))}</View>
  ) : null
}

interface Props {
  readonly title: string
  readonly close: () => void
  readonly closeText?: string
  readonly error: unknown
  readonly foot?: ReactNode
}

export const StepSheet = ({
  title,
  close,
  closeText = words.notNow,
  error,
  foot,
  children,
}: PropsWithChildren<Props>) => (
  <Sheet open title={title} close={close} closeText={closeText} foot={foot}>
    {error !== null && error !== undefined && <Notice text={sayRefusal(error)} tone="warn" />}
    {children}
  </Sheet>
)
