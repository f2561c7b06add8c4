/** What a page has asked for, once it is there; until then that it is being opened, or why it was not. */
import type { ReactNode } from 'react'
import { isFinal } from '../platform/refused.ts'
import { CallCommunity } from './CallCommunity.tsx'
import { Failed, Loading } from './States.tsx'

interface Props<T> {
  readonly asked: {
    readonly data: T | undefined
    readonly error: Error | null
    readonly again: () => unknown
  }
  /** Where else to go when it is not there. */
  readonly instead?: ReactNode
  readonly children: (data: T) => ReactNode
}

export const Shown = <T,>({ asked: { data, error, again }, instead, children }: Props<T>) => (
  <>
    {error && (
      <Failed error={error} again={again}>
        {instead}
        <CallCommunity />
      </Failed>
    )}
    {data === undefined ? !error && <Loading /> : !isFinal(error) && children(data)}
  </>
)
