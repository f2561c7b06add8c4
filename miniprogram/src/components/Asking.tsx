/** A sheet that asks something. Apart from acts, so that what every page shows does not bring their forms along. */
import type { PropsWithChildren, ReactNode } from 'react'
import { Sheet } from './Sheet.tsx'
import { Refusal } from './States.tsx'

interface AskingProps {
  readonly title: string
  readonly close: () => void
  readonly closeText?: string
  readonly error?: unknown
  readonly foot?: ReactNode
}

/** A sheet that says on top why it was refused. */
export const Asking = ({ error, closeText = '先不', children, ...sheet }: PropsWithChildren<AskingProps>) => (
  <Sheet open closeText={closeText} {...sheet}>
    <Refusal error={error} />
    {children}
  </Sheet>
)
