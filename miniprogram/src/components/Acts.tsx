/** The buttons of a matter: the one next step, how it may go instead, the rest under 更多, and the sheet that is open. */
import { View } from '@tarojs/components'
import { useState, type ReactNode } from 'react'
import { useMove } from '../platform/query.tsx'
import { Refused, sayRefusal } from '../platform/refused.ts'
import { isOpen, isShown, type Act, type Item } from './act.tsx'
import { Button } from './Button.tsx'
import { Card } from './Card.tsx'
import { Pair } from './Pair.tsx'
import { usePaper } from './PaperSheet.tsx'
import { given } from './given.ts'
import { Row } from './Row.tsx'
import { Sheet } from './Sheet.tsx'
import { Notice } from './States.tsx'

/** Where the open acts stand; those that are not named are not drawn. */
export interface Order<N extends string> {
  readonly next?: N | undefined
  readonly beside?: readonly N[]
  readonly more?: readonly N[]
  /** Below what the matter is about. */
  readonly last?: readonly N[]
}

interface ActsProps<I extends Item, N extends string> {
  readonly item: I
  readonly acts: Readonly<Record<N, Act<I>>>
  /** Of the acts that are open. */
  readonly order: (item: I, open: readonly N[]) => Order<N>
  readonly onMoved?: (reply: I) => void
  /** The act whose sheet is open at once, when the page was asked for with it and it comes next. */
  readonly wanted?: string | undefined
  /** Between the next step and the others. */
  readonly between?: ReactNode
  /** What it is about, above `last`. */
  readonly facts?: ReactNode
  /** Those beside the next step stand side by side. */
  readonly pair?: boolean
}

const sayWithFields = (error: unknown) =>
  [sayRefusal(error), ...(error instanceof Refused ? Object.values(error.fields) : [])].join(' ')

/** The acts of a list that are open as the matter stands. */
const openActs = <I extends Item, N extends string>(acts: Readonly<Record<N, Act<I>>>, item: I) =>
  (Object.keys(acts) as N[]).filter(name => isOpen(acts[name], item))

export const Acts = <I extends Item, N extends string>(props: ActsProps<I, N>) => {
  const { item, acts, order, onMoved = () => undefined, wanted, between, facts, pair } = props
  const { next, beside = [], more = [], last = [] } = order(item, openActs(acts, item))
  const [asking, setAsking] = useState<N | 'more'>()
  // Opened once: an old address does not ask again what has been answered.
  const [unasked, setUnasked] = useState(wanted)
  const { go } = useMove()
  const [refused, setRefused] = useState<unknown>()
  if (unasked !== undefined && unasked === next) {
    setUnasked(undefined)
    if (acts[next].Sheet) setAsking(next)
  }
  const { show, sheet: paper } = usePaper()
  const close = () => setAsking(undefined)
  const moved = (reply: I) => {
    const ordered = (reply as { readonly paper?: string }).paper
    if (ordered === undefined) onMoved(reply)
    else show(ordered)
  }
  const start = async (name: N) => {
    setUnasked(undefined)
    setRefused(undefined)
    const { Sheet: opens, run } = acts[name]
    if (opens) return setAsking(name)
    close()
    try {
      const reply = await run?.(item, go)
      if (isShown(reply, item)) moved(reply)
    } catch (error) {
      setRefused(error)
    }
  }
  const button = (name: N, main: boolean) => {
    const act = acts[name]
    const kind = given(act.kind ?? (main ? 'primary' : 'plain'), item)
    return (
      <Button
        key={name}
        text={given(act.label, item)}
        kind={kind}
        size={act.size}
        label={act.readout?.(item)}
        onTap={() => start(name)}
      />
    )
  }
  const besides = beside.map(name => button(name, false))
  const open = asking !== undefined && asking !== 'more' ? acts[asking] : undefined
  const Opened = open && isOpen(open, item) ? open.Sheet : undefined
  return (
    <>
      {refused !== undefined && <Notice text={sayWithFields(refused)} tone="warn" />}
      {(next || between || beside.length > 0 || more.length > 0) && (
        <View className="stack moves no-print">
          {next && button(next, true)}
          {between}
          {pair ? <Pair>{besides}</Pair> : besides}
          {more.length > 0 && <Button text="更多" kind="plain" onTap={() => setAsking('more')} />}
        </View>
      )}
      {facts}
      {last.length > 0 && (
        <View className="stack moves no-print">{last.map(name => button(name, false))}</View>
      )}
      {/* In a View of its own: Taro sends a parent's whole list of children again when one of them comes or goes. */}
      <View>
        <Sheet open={asking === 'more'} title="更多" close={close} closeText="关上">
          <Card>
            {more.map(name => (
              <Row key={name} name={given(acts[name].label, item)} onTap={() => void start(name)} />
            ))}
          </Card>
        </Sheet>
        {Opened && <Opened key={asking} item={item} close={close} onMoved={moved} />}
        {paper}
      </View>
    </>
  )
}

/** One act where it belongs, e.g. in the card that it is about; not drawn while it is not open. */
export const ActButton = <I extends Item>({
  act,
  ...props
}: Pick<ActsProps<I, 'it'>, 'item' | 'onMoved'> & { readonly act: Act<I> }) =>
  isOpen(act, props.item) ? <Acts {...props} acts={{ it: act }} order={() => ({ beside: ['it'] })} /> : null
