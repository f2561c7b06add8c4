/** What was asked for, once it is there; until then that it is being opened, or why it is not there. */
import type { ReactNode } from 'react'
import { isFinal } from '../platform/refused.ts'
import { Button } from './Button.tsx'
import { CallCommunity } from './CallCommunity.tsx'
import { Failed, Loading } from './States.tsx'

export interface Asked<T = unknown> {
  readonly data?: T | undefined
  readonly error: Error | null
  readonly again: () => unknown
}

interface Props<T> {
  readonly asked: Asked<T>
  /** Where else to go when it is not there. */
  readonly instead?: ReactNode
  /** Whether one may ring the community then: all may, unless they are its own people. */
  readonly calls?: boolean
  readonly children?: (data: T) => ReactNode
}

export const Awaited = <T,>({ asked, instead, calls = true, children }: Props<T>) => {
  const { data, error, again } = asked
  return (
    <>
      {error && (
        <Failed error={error} again={again}>
          {instead}
          {calls && <CallCommunity />}
        </Failed>
      )}
      {data === undefined ? !error && <Loading /> : !isFinal(error) && children?.(data)}
    </>
  )
}

interface Listed extends Omit<Asked, 'data'> {
  readonly items: unknown
  readonly hasMore: boolean
  readonly more: () => unknown
}

/** Below a list: the same, and more of it. */
export const ListRest = ({ items, error, again, hasMore, more }: Listed) => (
  <>
    <Awaited asked={{ data: items, error, again }} />
    {hasMore && <Button text="再看几件" kind="plain" onTap={more} />}
  </>
)
