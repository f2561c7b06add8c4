/**
 * The page of a matter, as data: how it stands, what the reader may do, what is known of it. Loading, what went wrong,
 * pulling down and asking again are the same for all.
 */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState, type FC, type PropsWithChildren, type ReactNode } from 'react'
import type { Operation, Reply } from '../../../shared/contract.ts'
import { openTab, useParams } from '../platform/open.ts'
import { keepReply, useReply } from '../platform/query.tsx'
import { isFinal } from '../platform/refused.ts'
import type { Act, Item } from './act.tsx'
import { Acts, type Order } from './Acts.tsx'
import { role } from './aria.ts'
import { Awaited } from './Awaited.tsx'
import { Button } from './Button.tsx'
import { CallCommunity } from './CallCommunity.tsx'
import { Card } from './Card.tsx'
import type { FactOf } from './facts.tsx'
import { given, type Given } from './given.ts'
import { Linked } from './Linked.tsx'
import { Page } from './Page.tsx'
import { StateBadge, type Tone } from './StateBadge.tsx'
import { Empty, Notice } from './States.tsx'

/** A part drawn by hand that may move the matter. */
export type PartOf<I> = FC<{ readonly item: I; readonly onMoved: (reply: I) => void }>

interface Stands {
  readonly name: string
  readonly hint?: string | undefined
  /** Above it, e.g. whose matter it is. */
  readonly title?: string | undefined
  /** Beside it: a badge, or a number. */
  readonly badge?: readonly [text: string, tone: Tone] | undefined
  readonly number?: string | undefined
  readonly tone?: 'accent' | 'plain' | 'warn'
  readonly more?: string | undefined
}

export interface Matter extends Item {
  readonly state: string
  readonly stateText: string
  readonly stateHint: string
}

export interface About<Op extends Operation, I extends Matter, N extends string> {
  /** Asked with the id that the page was opened with. */
  readonly get: Op
  /** Until it is there, and if it is not. */
  readonly title: string
  readonly titleOf?: (item: I) => string
  /** Seconds after which it is asked again, if at all. */
  readonly follow?: Given<[item: I | undefined], number | undefined>
  /** What it says to the one who has just made it (`new` in the address). */
  readonly received?: (item: I) => string | false | undefined
  readonly stands?: (item: I) => Stands
  /** Between how it stands and what may be done. */
  readonly notes?: readonly PartOf<I>[]
  readonly acts?: Readonly<Record<N, Act<I>>>
  readonly order?: (item: I, open: readonly N[]) => Order<N>
  readonly between?: PartOf<I>
  /** Above the acts that come last; then the rest. */
  readonly facts?: readonly (FactOf<I> | PartOf<I>)[]
  readonly after?: readonly (FactOf<I> | PartOf<I>)[]
  /** Uses the width of a desk's screen, with what may be done beside what is known. */
  readonly wide?: (item: I) => boolean
  /** Said in parting, when the reader has nothing to do with it any more. */
  readonly parting?: (reply: I) => string | undefined
  /** Whether one may ring the community at the end of it: all may, unless they are its own people or it stands above. */
  readonly calls?: Given<[item: I], boolean>
  /** Where else to look, when it is not there. */
  readonly elsewhere?: { readonly text: string; readonly go: () => unknown }
}

const toMatters = { text: '看我的事', go: () => openTab('home/matters') }

/** How it stands, in large letters. */
export const State = ({ name, hint, title, badge, number, tone = 'accent', more }: Stands) => (
  <Card tone={tone} title={title}>
    <View className="card-head">
      <View className="state" {...role('heading')}>
        {name}
      </View>
      {badge && <StateBadge text={badge[0]} tone={badge[1]} />}
      {number && <View className="small">{number}</View>}
    </View>
    {hint && <View>{hint}</View>}
    {more && <View className="hint">{more}</View>}
  </Card>
)

const usualStands = ({ stateText, stateHint }: Matter): Stands => ({ name: stateText, hint: stateHint })

interface Shown {
  readonly id: string
  /** The move whose question is asked at once. */
  readonly wanted?: string | undefined
  readonly isNew?: boolean
}
type Around = FC<PropsWithChildren<{ readonly title: string; readonly wide?: boolean }>>

const Beside: Around = ({ title, children }) => (
  <View>
    <View className="greeting" {...role('heading')}>
      {title}
    </View>
    {children}
  </View>
)

const drawn = <Op extends Operation, N extends string = never>(
  about: About<Op, Reply<Op> & Matter, N>,
  Around: Around,
): FC<Shown> => {
  type I = Reply<Op> & Matter
  const { get, title, follow, parting, wide, elsewhere = toMatters } = about
  const { stands = usualStands, calls = true } = about
  const { acts = {} as Readonly<Record<N, Act<I>>>, order = () => ({}) } = about
  return function Matter({ id, wanted, isNew }) {
    const input = { id } as never
    const [gone, setGone] = useState<string>()
    const asked = useReply(get, input, {
      followSeconds: reply => given(follow, reply as I | undefined),
      enabled: gone === undefined,
    })
    const { error } = asked
    const item = asked.data as I | undefined
    const onMoved = (reply: I) => {
      const last = parting?.(reply)
      if (last !== undefined) return setGone(last)
      keepReply(get, input, reply)
      // What comes next stands at the top; what was tapped may be gone from under the finger.
      if (Around === Page && !wide?.(reply)) void Taro.pageScrollTo({ scrollTop: 0, duration: 0 })
    }
    const awaited = (
      <Awaited asked={asked} instead={<Button text={elsewhere.text} kind="plain" onTap={elsewhere.go} />} />
    )
    if (gone !== undefined)
      return (
        <Around title={title}>
          <Empty text={gone}>
            <Button text="回首页" onTap={() => openTab('home/home')} />
          </Empty>
        </Around>
      )
    if (!item || isFinal(error)) return <Around title={title}>{awaited}</Around>
    const draw = (parts: readonly (FactOf<I> | PartOf<I>)[] = []): ReactNode =>
      parts.map((Part, i) => <Part key={i} item={item} onMoved={onMoved} />)
    const received = isNew && about.received?.(item)
    const Between = about.between
    const isWide = wide?.(item) ?? false
    const facts = draw(about.facts)
    return (
      <Around title={about.titleOf?.(item) ?? title} wide={isWide}>
        <View className={isWide ? 'page-beside' : ''}>
          <View className={isWide ? 'page-stays' : ''}>
            {received && <Notice text={received} tone="good" />}
            <State {...stands(item)} />
            {awaited}
            {draw(about.notes)}
            <Acts
              {...{ item, acts, order, onMoved, wanted }}
              between={Between && <Between item={item} onMoved={onMoved} />}
              facts={!isWide && facts}
            />
          </View>
          <View>
            {isWide && facts}
            {draw(about.after)}
            {Around === Page && <Linked id={item.id} />}
            {given(calls, item) && <CallCommunity />}
          </View>
        </View>
      </Around>
    )
  }
}

/** The page of a matter, by the id in its address. */
export const matterPage = <Op extends Operation, N extends string = never>(
  about: About<Op, Reply<Op> & Matter, N>,
) => {
  const Matter = drawn(about, Page)
  return function MatterPage() {
    const { id = '', do: wanted, new: isNew } = useParams()
    return <Matter {...{ id, wanted, isNew: Boolean(isNew) }} />
  }
}

/** The same beside a list. */
export const matterBeside = <Op extends Operation, N extends string = never>(
  about: About<Op, Reply<Op> & Matter, N>,
) => drawn(about, Beside)
