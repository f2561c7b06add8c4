/**
 * A move as data: what is read before one says yes, what is filled in, what its buttons say. One sheet draws them all;
 * refusals, drafts, busy photos and closing come from here. Which acts are open is decided by the reply's `may`.
 */
import { View } from '@tarojs/components'
import { Fragment, type FC, type ReactNode } from 'react'
import * as z from 'zod/mini'
import { shapeOf, type Input, type Operation, type Reply } from '../../../shared/contract.ts'
import type { Moment } from '../../../shared/messages/messages.ts'
import { useDraft, useTyped, type Draft } from '../platform/drafts.ts'
import { useMove, useReply } from '../platform/query.tsx'
import { Refused } from '../platform/refused.ts'
import { say } from '../platform/say.ts'
import { askToBeTold } from '../platform/subscribe.ts'
import { Asking } from './Asking.tsx'
import { Awaited } from './Awaited.tsx'
import { Button } from './Button.tsx'
import { enteredFields, type FieldsOf } from './fields.tsx'
import { judged, type Complaints } from './form.ts'
import { given, type Given } from './given.ts'
import { useForm } from './useForm.tsx'

/** What a move is made on, and what was seen of it. */
interface Subject {
  readonly id: string
  readonly seq?: number
}

/** A matter as its reply shows it, or something else that has moves of its own. */
export interface Item extends Subject {
  readonly may: readonly string[]
}

export interface ActProps<I> {
  readonly item: I
  readonly close: () => void
  /** With the matter as it stands now, where the operation gives it. */
  readonly onMoved: (reply: I) => void
}

type Kind = 'primary' | 'plain' | 'danger'

export interface Act<I> {
  readonly label: Given<[item: I], string>
  /** For a screen reader, where several of one name stand on a page. */
  readonly readout?: (item: I) => string
  /** The moves any one of which opens it; none: it is always there. */
  readonly may: readonly string[]
  /** Of what the rules allow, what makes sense as things stand. */
  readonly when?: (item: I) => boolean
  readonly kind?: Given<[item: I], Kind>
  readonly size?: 'normal' | 'huge' | 'small'
  /** What a tap opens. */
  readonly Sheet?: FC<ActProps<I>>
  /** What a tap does at once, where nothing is asked first. */
  readonly run?: (item: I, go: ReturnType<typeof useMove>['go']) => unknown
}

export const isOpen = <I extends Item>({ may, when }: Act<I>, item: I) =>
  (may.length === 0 || may.some(move => item.may.includes(move))) && (when?.(item) ?? true)

// ---- what a sheet says of a refusal ----

/** A reply that is the matter as it stands now, or a paper that was ordered. */
export const isShown = <I extends Subject>(reply: unknown, item: I): reply is I => {
  const { id, may, paper } = (reply ?? {}) as Partial<Item & { readonly paper: string }>
  return (id === item.id && may !== undefined) || paper !== undefined
}

/** `send` carries a move out and closes the sheet once it is made; true: it was. */
export const useTelling = <I extends Subject>({ item, close, onMoved }: ActProps<I>) => {
  const { go, error, forget } = useMove()
  const send = (moving: Promise<unknown>) =>
    moving.then(
      reply => {
        if (isShown(reply, item)) onMoved(reply)
        close()
        return true
      },
      () => false, // shown in the sheet
    )
  return { go, send, error, forget, fields: error instanceof Refused ? error.fields : {} }
}

// ---- a move ----

/** What the caller says beside which matter it is. */
type Said<Op extends Operation> = Omit<Input<Op>, 'id' | 'seq' | 'op' | 'key'>
type Says = ReactNode | readonly ReactNode[]
type OrOf<I, T> = Given<[item: I], T>

/** `known` is what was looked up; write `looksUp` above the functions that are given it, which gives it its type. */
interface About<I extends Subject, Op extends Operation, Known extends Operation = Operation> extends Partial<
  Pick<Act<I>, 'label' | 'readout' | 'may' | 'when' | 'kind' | 'size'>
> {
  /** Of the sheet; left out: as the label. Where nothing is asked or said there is none, and a tap makes the move. */
  readonly title?: Given<[item: I, said: Partial<Said<Op>>], string>
  /** Asked for when the sheet opens; nothing is filled in before it is there. */
  readonly looksUp?: readonly [of: Known, input: (item: I) => Input<Known>]
  /** On the button that makes the move; an empty text: there is nothing to say yes to. */
  readonly yes?: Given<[said: Partial<Said<Op>>, item: I, known: Reply<Known>], string>
  readonly no?: OrOf<I, string>
  readonly danger?: boolean
  /** Read before one says yes; each of a list stands for itself. */
  readonly says?: (item: I, said: Partial<Said<Op>>, known: Reply<Known>) => Says
  /** Those that are shown are sent. */
  readonly fields?: Given<[item: I, said: Partial<Said<Op>>, known: Reply<Known>], FieldsOf<Said<Op>>>
  /** Fields that the contract leaves open, or empty, and this act asks for where they are shown. */
  readonly needs?: readonly (keyof Said<Op> & string)[]
  /** With it nothing waits for all to be filled in: what the contract finds wrong, and this, is said at the tap. */
  readonly wrong?: true | ((said: Partial<Said<Op>>, item: I) => Complaints)
  /** What follows from what was just filled in. */
  readonly follows?: (
    said: Partial<Said<Op>>,
    changed: keyof Said<Op>,
    item: I,
    known: Reply<Known>,
  ) => Partial<Said<Op>>
  /** What goes along without being asked for. */
  readonly along?: Given<[item: I, said: Partial<Said<Op>>], Partial<Said<Op>>>
  /** One button for each, instead of `yes` or below it: a tap on it says this and makes the move. */
  readonly choices?: (
    item: I,
    said: Partial<Said<Op>>,
  ) => readonly (readonly [text: string, says: Partial<Said<Op>>, kind?: Kind])[]
  /** It may be entered for somebody who did not tap themselves (代录): how it came, and its number, are asked for as well. */
  readonly entered?: Given<[item: I], boolean>
  /** Below the fields, e.g. who will read it. */
  readonly note?: OrOf<I, string>
  /** What is typed outlives the sheet, until it has arrived; under the matter's id, or another name. */
  readonly keeps?: boolean | ((item: I) => string)
  /** As the matter stands after the move, the sheet stays open and starts anew. */
  readonly stays?: (reply: I) => boolean
  /** WeChat may ask at this tap whether the person wants to be told. */
  readonly tells?: Moment
  /** Said in passing once it is made. */
  readonly done?: Given<[reply: Reply<Op>, item: I], string>
  /** What follows once it is made, like the page of what came of it. */
  readonly leadsTo?: (reply: Reply<Op>, item: I) => unknown
}

const isString = (value: unknown) => typeof value === 'string'
const isText = (value: unknown) => isString(value) || (Array.isArray(value) && value.every(isString))
const isEmpty = (value: unknown) => value === undefined || value === '' || isEmptyList(value)
const isEmptyList = (value: unknown) => Array.isArray(value) && value.length === 0

/** Trimmed; what is empty was not said, nor was an empty line of several. */
const spoken = (said: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(said).flatMap(([name, value]) => {
      const clean = Array.isArray(value) ? value.map(trimmed).filter(each => each !== '') : trimmed(value)
      return clean === undefined || clean === '' ? [] : [[name, clean]]
    }),
  )
const trimmed = (value: unknown): unknown => (typeof value === 'string' ? value.trim() : value)

/** Which matter, what was seen of it where the operation wants to know, and what is said. */
const inputOf = <I extends Subject, Op extends Operation>(of: Op, { id, seq }: I, said: object) => {
  const shape = shapeOf(of)
  return { ...('id' in shape && { id }), ...('seq' in shape && { seq }), ...spoken({ ...said }) } as Input<Op>
}

/** Each text for itself; what is not text as it is. */
const Lines = ({ says }: { readonly says: Says }) =>
  (Array.isArray(says) ? (says as readonly ReactNode[]) : [says]).map((each, i) =>
    isString(each) ? (
      <View key={i} className="sheet-text">
        {each}
      </View>
    ) : (
      <Fragment key={i}>{each}</Fragment>
    ),
  )

type SoFilled = Readonly<Record<string, unknown>>
const kept = z.record(z.string(), z.unknown())

/** What was filled in so far: on the phone until it has arrived, or as long as the sheet is open. */
const useSaid = (of: Operation, name: string, start: SoFilled, keeps: boolean): Draft<SoFilled> => {
  const draft = useDraft(`${of.name}.${name}`, kept, start)
  const here = useTyped(start)
  if (!keeps) return here
  // An older version may have left a code that is none any more; text is never thrown away.
  const shape = shapeOf(of)
  const readable = Object.entries(draft.value).filter(
    ([name, value]) => isText(value) || shape[name]?.safeParse(value).success,
  )
  return { ...draft, value: Object.fromEntries(readable) }
}

const madeBy =
  <I extends Subject, Op extends Operation>(
    { done, leadsTo }: Pick<About<I, Op>, 'done' | 'leadsTo'>,
    item: I,
  ) =>
  (reply: Reply<Op>) => {
    if (done !== undefined) say(given(done, reply, item))
    void leadsTo?.(reply, item)
    return reply
  }

const sheetOf = <I extends Subject, Op extends Operation, Known extends Operation>(
  of: Op,
  about: About<I, Op, Known>,
): FC<ActProps<I>> => {
  type SoFar = Partial<Said<Op>>
  const titleOf = (item: I, said: SoFar = {}) => given(about.title ?? about.label ?? '', item, said)
  const closeTextOf = (item: I) => about.no && given(about.no, item)

  const Filled = ({ known, ...props }: ActProps<I> & { readonly known: Reply<Known> }) => {
    const { item, close, onMoved } = props
    const { keeps = false, stays, wrong, yes = '', note } = about
    const drawing = (item: I, said: SoFilled) =>
      ({
        ...given(about.fields ?? {}, item, said as SoFar, known),
        ...(given(about.entered ?? false, item) && enteredFields(said)),
      }) as FieldsOf<SoFilled>
    const startOf = (item: I) =>
      Object.fromEntries(Object.entries(drawing(item, {})).map(([name, field]) => [name, field?.start]))
    const name = typeof keeps === 'function' ? keeps(item) : item.id
    const draft = useSaid(of, name, startOf(item), keeps !== false)
    const said = draft.value
    const fields = drawing(item, said)
    const soFar = said as SoFar
    const along = given(about.along ?? {}, item, soFar)
    const shown = Object.fromEntries(Object.entries(said).filter(([name]) => name in fields))
    const input = inputOf(of, item, { ...along, ...shown })
    const { go } = useMove()
    const form = useForm({
      draft,
      fields,
      empty: {},
      follows: (next, changed) => ({
        ...about.follows?.(next as SoFar, changed as keyof Said<Op>, item, known),
      }),
      wrong: () => ({
        ...(wrong && judged(of.takes, input)),
        ...(typeof wrong === 'function' && wrong(shown as SoFar, item)),
      }),
    })
    const make = async (chosen: object) => {
      if (about.tells) void askToBeTold(about.tells)
      const reply: unknown = await go(of, { ...(input as object), ...chosen } as Input<Op>).then(
        madeBy(about, item),
      )
      const moved = isShown(reply, item)
      if (moved) onMoved(reply)
      if (moved && stays?.(reply)) return draft.set(startOf(reply))
      close()
      draft.clear()
    }
    const send = (chosen: object = {}) => form.send(() => make(chosen))
    const lacks = (chosen: object = {}) =>
      about.needs?.some(name => fields[name] && !(name in chosen) && isEmpty(said[name]))
    const ready = !form.busy && (wrong || (!lacks() && of.takes.safeParse(input).success))
    const yesText = given(yes, soFar, item, known)
    const says = about.says?.(item, soFar, known)
    const choices = about
      .choices?.(item, soFar)
      .map(([text, more, kind = 'plain']) => (
        <Button key={text} {...{ text, kind }} disabled={form.busy || lacks(more)} onTap={() => send(more)} />
      ))
    return (
      <Asking
        title={titleOf(item, soFar)}
        close={close}
        closeText={closeTextOf(item)}
        error={form.error}
        foot={
          yesText && (
            <>
              <Button
                text={yesText}
                kind={about.danger ? 'danger' : 'primary'}
                disabled={!ready}
                onTap={() => send()}
              />
              {choices}
            </>
          )
        }
      >
        {says !== undefined && <Lines says={says} />}
        {form.field()}
        {note && <View className="hint">{given(note, item)}</View>}
        {!yesText && choices}
      </Asking>
    )
  }

  const { looksUp } = about
  if (!looksUp) return props => <Filled {...props} known={undefined as Reply<Known>} />
  const [look, inputFor] = looksUp
  return function LooksUp(props) {
    const { data, ...asked } = useReply(look, inputFor(props.item))
    const { item, close } = props
    return data === undefined ? (
      <Asking title={titleOf(item)} close={close} closeText={closeTextOf(item)}>
        <Awaited asked={asked} calls={false} />
      </Asking>
    ) : (
      <Filled {...props} known={data} />
    )
  }
}

/** The sheet of a move alone, for a page that opens it itself: `sheetsOf<Closing>()(operation, { … })`. */
export const sheetsOf =
  <I extends Subject>() =>
  <Op extends Operation>(of: Op, about: About<I, Op>) =>
    sheetOf(of, about)

/**
 * `actsOf<CaseReply>()` gives the ways to write the acts of one kind of matter:
 * `act` makes a move, with a sheet where something is asked or said; `byHand` opens a sheet drawn for it alone; `leads` goes to a page.
 */
export const actsOf = <I extends Item>() => ({
  act: <Op extends Operation, Known extends Operation = Operation>(
    of: Op,
    about: About<I, Op, Known>,
  ): Act<I> => {
    const { label, may = [of.name.split('.')[1]!], title, yes, tells, along = {} } = about
    const { when, kind, size, readout } = about
    return {
      ...{ may, when, kind, size, readout },
      label: label ?? (typeof yes === 'string' ? yes : of.name),
      ...(!(title ?? about.fields ?? about.says ?? about.choices)
        ? {
            run: (item, go) => {
              if (tells) void askToBeTold(tells)
              return go(of, inputOf(of, item, given(along, item, {}))).then(madeBy(about, item))
            },
          }
        : { Sheet: sheetOf(of, about) }),
    }
  },
  byHand: (Sheet: FC<ActProps<I>>, about: Omit<Act<I>, 'Sheet' | 'run'>): Act<I> => ({ ...about, Sheet }),
  leads: (to: (item: I) => unknown, about: Omit<Act<I>, 'Sheet' | 'run'>): Act<I> => ({ ...about, run: to }),
})
