/** A list, as data: what it asks for, how each line reads and where it leads, and what it says when it is empty. */
import { View } from '@tarojs/components'
import { useState, type FC, type ReactNode } from 'react'
import type { Input, Operation } from '../../../shared/contract.ts'
import { useHeldNote } from '../platform/held.ts'
import { useList, type Listing } from '../platform/query.tsx'
import { ListRest } from './Awaited.tsx'
import { Card } from './Card.tsx'
import { Choice } from './Choice.tsx'
import { given, type Given } from './given.ts'
import { Page } from './Page.tsx'
import { inOne, type Parts } from './Row.tsx'
import { Section } from './Section.tsx'
import { StateBadge, type Tone } from './StateBadge.tsx'
import { Empty, Notice } from './States.tsx'

/** A line of a list: a card that says what it is, how it stands, and leads to its page. */
export interface ListLine {
  readonly title?: string | undefined
  readonly badge?: readonly [text: string, tone: Tone] | undefined
  /** In place of a badge, e.g. how long. */
  readonly aside?: string
  readonly tone?: 'plain' | 'accent' | 'warn'
  /** What it is about. */
  readonly text?: string | false | undefined
  /** Smaller: when, where, by whom. */
  readonly hint?: Parts
  /** What the reader has to know of it now. */
  readonly strong?: string | false | undefined
  /** What was done about it. */
  readonly small?: readonly string[]
  /** For a screen reader, where it is not simply all of it. */
  readonly label?: string
  readonly open?: () => unknown
}

export const LineCard = ({ line, children }: { readonly line: ListLine; readonly children?: ReactNode }) => {
  const { title, badge, aside, tone, text, strong, small, open } = line
  const hint = inOne(line.hint)
  return (
    <Card
      title={title}
      tone={tone}
      label={line.label ?? [title, badge?.[0] ?? aside, text, hint].filter(Boolean).join('，')}
      aside={
        badge ? (
          <StateBadge text={badge[0]} tone={badge[1]} />
        ) : (
          aside && <View className="strong">{aside}</View>
        )
      }
      onTap={open && (() => open())}
    >
      {text && <View>{text}</View>}
      {hint && <View className="hint">{hint}</View>}
      {strong && <View className="strong">{strong}</View>}
      {small?.map(each => (
        <View key={each} className="small">
          {each}
        </View>
      ))}
      {children}
    </Card>
  )
}

/**
 * A line with its next step as a button below; for a moment after a tap it says there what came of it. Without
 * `children` there is nothing to tap but the line.
 */
export const TaskCard = ({
  id,
  line,
  children,
}: {
  readonly id: string
  readonly line: ListLine
  readonly children?: ReactNode
}) => {
  const held = useHeldNote(id)
  return (
    <View className={children ? 'task' : ''}>
      <LineCard line={line} />
      {held ? <Notice text={held.text} tone={held.tone} /> : children}
    </View>
  )
}

type Lists<F extends string> = Readonly<Record<F, string>>

interface About<Op extends Operation, F extends string> {
  readonly title: string
  readonly of: Op
  /** Segments to choose from, by their codes; the first one is shown first. */
  readonly lists?: Lists<F>
  readonly ask?: (list: F) => Input<Op>
  readonly keyOf: (item: Listing<Op>) => string
  readonly line: (item: Listing<Op>, list: F) => ListLine
  /** What else stands with each, like what can be done about it. */
  readonly more?: (item: Listing<Op>) => ReactNode
  /** Seconds after which it is asked again. */
  readonly follow?: number
  /** Under headings; `more`: more of it may follow. */
  readonly groups?: (items: readonly Listing<Op>[], more: boolean) => readonly Group<Listing<Op>>[]
  readonly empty: Given<[list: F], string>
  /** What one can do instead, when it is empty. */
  readonly instead?: Given<[list: F, turn: (list: F) => void], ReactNode>
  readonly wide?: boolean
  readonly head?: ReactNode
  readonly foot?: ReactNode
  /** Where else one can go. */
  readonly tail?: ReactNode
  /** Below the list. */
  readonly Rest?: FC<{ readonly list: F; readonly items: readonly Listing<Op>[]; readonly hasMore: boolean }>
}

interface Group<T> {
  readonly title: string
  readonly items: readonly T[]
}

type ShownProps<Op extends Operation, F extends string> = Omit<About<Op, F>, 'title' | 'lists'> & {
  readonly list: F
  readonly turn?: (list: F) => void
}

/** Lines of a list with all that belongs to it, for a page that has more than the list. */
export const Lines = <Op extends Operation, F extends string>(props: ShownProps<Op, F>) => {
  const { of, list, turn = () => undefined, ask, keyOf, line, groups, empty, instead, wide, Rest } = props
  const asked = useList(of, ask?.(list) ?? ({} as Input<Op>), { followSeconds: props.follow })
  const { items } = asked
  const draw = (all: readonly Listing<Op>[]) =>
    all.map(item => (
      <LineCard key={keyOf(item)} line={line(item, list)}>
        {props.more?.(item)}
      </LineCard>
    ))
  const shown =
    items && groups
      ? groups(items, asked.hasMore).map(({ title, items }) => (
          <Section key={title} title={title}>
            {draw(items)}
          </Section>
        ))
      : items && draw(items)
  return (
    <>
      {wide ? <View className="wide-list">{shown}</View> : shown}
      {items?.length === 0 && <Empty text={given(empty, list)}>{given(instead, list, turn)}</Empty>}
      <ListRest {...asked} />
      {items && Rest && <Rest list={list} items={items} hasMore={asked.hasMore} />}
    </>
  )
}

export const listPage = <Op extends Operation, const F extends string = 'all'>(about: About<Op, F>) => {
  const { title, lists, wide, head, foot, tail, ...rest } = about
  const names = Object.keys(lists ?? { all: '' }) as F[]
  return function ListPage() {
    const [list, setList] = useState(names[0]!)
    return (
      <Page title={title} wide={wide} foot={foot}>
        {head}
        {lists && (
          <Choice
            look="segments"
            options={names.map(value => ({ value, text: lists[value] }))}
            value={list}
            onChange={setList}
          />
        )}
        <Lines key={list} {...rest} wide={wide} list={list} turn={setList} />
        {tail}
      </Page>
    )
  }
}
