/** What is known of a matter, as data: rows of a card, its history, who looked at it. A part without content is not drawn. */
import { View } from '@tarojs/components'
import type { FC, ReactNode } from 'react'
import { ways, type Came } from '../../../shared/contract.ts'
import { sayTime } from '../../../shared/time.ts'
import { Card } from './Card.tsx'
import { given, type Given } from './given.ts'
import { Row, type RowProps } from './Row.tsx'

export type FactOf<I> = FC<{ readonly item: I }>
type Maybe<T> = T | false | '' | 0 | null | undefined

/** `name`, then `value`, `note` and what a tap does. */
export type Line = Maybe<RowProps>

export const Rows = ({ lines }: { readonly lines: readonly Line[] }) => (
  <>{lines.map((line, i) => (line ? <Row key={i} {...line} /> : null))}</>
)

/** A card of rows; without rows there is no card. */
export const FactCard = ({
  title,
  tone,
  lines,
  children,
}: {
  readonly title?: string
  readonly tone?: 'plain' | 'accent' | 'warn'
  readonly lines: readonly Line[]
  readonly children?: ReactNode
}) =>
  lines.some(Boolean) || children ? (
    <Card title={title} tone={tone}>
      <Rows lines={lines} />
      {children}
    </Card>
  ) : null

/** `rows(item => [{ name, value }, …], title)` is a card of what is so. */
export const rows = <I,>(lines: (item: I) => readonly Line[], title?: Given<[item: I], string>): FactOf<I> =>
  function Facts({ item }) {
    return <FactCard title={given(title, item)} lines={lines(item)} />
  }

/** A text that somebody wrote, under what it is. */
export const said = <I,>(title: Given<[item: I], string>, text: (item: I) => Maybe<ReactNode>): FactOf<I> =>
  function Said({ item }) {
    const body = text(item)
    return body ? (
      <Card title={given(title, item)}>
        <View className="big">{body}</View>
      </Card>
    ) : null
  }

interface Told {
  readonly at: string
  readonly text: string
  readonly by?: string | undefined
}

/** What was told one after the other, newest on top; without any there is no card. */
export const told = <I,>(title: string, tell: (item: I) => readonly Told[]): FactOf<I> =>
  function Timeline({ item }) {
    const now = new Date().toISOString()
    const all = [...tell(item)].reverse()
    return all.length > 0 ? (
      <Card title={title}>
        <View className="timeline">
          {all.map(({ at, text, by }, i) => (
            <View key={all.length - i} className="timeline-line">
              <View className="timeline-dot" />
              <View className="timeline-body">
                <View className="timeline-text">{text}</View>
                <View className="timeline-time">{[sayTime(at, now), by].filter(Boolean).join(' · ')}</View>
              </View>
            </View>
          ))}
        </View>
      </Card>
    ) : null
  }

interface Happened extends Pick<Came, 'via' | 'ref'> {
  readonly seq: number
  readonly at: string
}

/** Entered for somebody who did not tap themselves. */
const entered = ({ via, ref }: Happened) =>
  via || ref ? ['代录', via && ways.text[via], ref && `编号${ref}`].filter(Boolean).join(' · ') : undefined

/** Newest on top; what `say` leaves out is not told. */
export const history = <
  I extends { readonly timeline: readonly E[] },
  E extends Happened = I['timeline'][number],
>(
  say: (entry: I['timeline'][number], item: I) => string | undefined,
  title = '经过',
): FactOf<I> =>
  told(title, item =>
    item.timeline.flatMap(entry => {
      const text = say(entry, item)
      return text === undefined ? [] : [{ at: entry.at, text, by: entered(entry) }]
    }),
  )

interface Look {
  readonly at: string
  readonly name: string
  readonly as: string
  readonly times: number
}

const looked = (when: string, times: number) => (times > 1 ? `${when}，共${times}次` : when)

/** Who looked at it, for whom it is about. */
export const looks = <I extends { readonly looks?: readonly Look[] | undefined }>(title: string): FactOf<I> =>
  function Looks({ item }) {
    const now = new Date().toISOString()
    if (!item.looks) return null
    return (
      <Card title={title}>
        {item.looks.map(({ at, name, as, times }) => (
          <Row key={at + name} name={`${name}（${as}）`} note={looked(sayTime(at, now), times)} />
        ))}
        {item.looks.length === 0 && <View className="hint">还没有人看过。</View>}
      </Card>
    )
  }
