/**
 * What is filled in, as data: each says what it is called, how it starts, and how it is drawn. A form made of them
 * knows no component, and a field whose value the contract does not take does not compile.
 */
import { View } from '@tarojs/components'
import { Fragment, useRef, type ReactNode } from 'react'
import { ways } from '../../../shared/contract.ts'
import { role, isChecked } from './aria.ts'
import { Button } from './Button.tsx'
import { Choice, Ticks } from './Choice.tsx'
import { classes } from './classes.ts'
import { Field } from './Field.tsx'
import { complaintAt, complaintOfLines, complaintsInside, type Complaints } from './form.ts'
import { PhotoField } from './PhotoField.tsx'
import { Row } from './Row.tsx'
import { Stepper } from './Stepper.tsx'
import { VoiceField } from './VoiceField.tsx'
import { WhenField } from './WhenField.tsx'

export interface Drawn<V> {
  readonly value: V | undefined
  readonly set: (value: V | undefined) => void
  /** Something of it is still on its way, like a photo: nothing can be sent yet. */
  readonly busy: (on: boolean) => void
  readonly complaint: string | undefined
  /** Of what it consists of, by the names there. */
  readonly inside?: Complaints
}

/** A way to fill in a value of this kind. */
export interface FieldOf<V> {
  readonly start?: V
  readonly draw: (drawn: Drawn<V>) => ReactNode
}

/** Code → what people read. */
type Labels<T extends string> = Readonly<Record<T, string>>
const optionsOf = <T extends string>(labels: Partial<Labels<T>>) =>
  (Object.entries(labels) as [T, string][]).map(([value, text]) => ({ value, text }))

/** Things that have names, like buildings and teams, by their ids. */
export const namesOf = (
  things: readonly { readonly id: string; readonly name: string }[] = [],
): Labels<string> => Object.fromEntries(things.map(({ id, name }) => [id, name]))

/** Words that stand for themselves. */
export const asIs = (texts: readonly string[]): Labels<string> =>
  Object.fromEntries(texts.map(text => [text, text]))

interface Typed {
  readonly hint?: string
  /** Characters. */
  readonly longest?: number
  readonly start?: string
  /** The label is the sheet's title already, and only read out. */
  readonly quiet?: boolean
  /** High enough for a page of text. */
  readonly tall?: boolean
  readonly type?: 'text' | 'digit'
}

const typed =
  (lines: 'one' | 'many') =>
  (label: string, { hint = '', longest = 200, start, quiet, tall, type }: Typed = {}): FieldOf<string> => ({
    start,
    draw: ({ value = '', set, complaint }) => {
      const field = (
        <Field
          {...{ label, longest, lines, value, complaint, quiet, type }}
          placeholder={hint}
          onChange={text => set(text || undefined)}
        />
      )
      return tall ? <View className="tall">{field}</View> : field
    },
  })
/** Text on one line, or on several. */
export const line = typed('one')
export const lines = typed('many')

/** Text, one thing a line; of the line that is wrong it says which it is. */
export const oneALine = (
  label: string,
  { start, ...typed }: Omit<Typed, 'start'> & { readonly start?: readonly string[] } = {},
): FieldOf<string[]> => ({
  start: start && [...start],
  draw: ({ value = [], set, complaint, inside = {}, busy }) =>
    lines(label, typed).draw({
      // An older version kept it as one text.
      value: [value].flat().join('\n'),
      set: text => set(text?.split('\n')),
      complaint: complaintOfLines(complaint, inside),
      busy,
    }),
})

/** One of several, by their codes; `start` is chosen already. */
export const oneOf = <T extends string>(
  label: string | undefined,
  labels: Partial<Labels<T>>,
  { start, look }: { readonly start?: NoInfer<T>; readonly look?: 'chips' | 'segments' } = {},
): FieldOf<T> => ({
  start,
  draw: ({ value, set, complaint }) => (
    <Choice {...{ label, look, value, complaint }} options={optionsOf(labels)} onChange={set} />
  ),
})

const { app: _, ...others } = ways.text
/** How what is entered for somebody came, and the number it has there, which nothing entered by oneself has. */
export const enteredFields = ({ via }: { readonly via?: unknown }) => ({
  via: oneOf('怎么来的', { '': '自己办的', ...others }, { start: '' }),
  ...(via ? { ref: line('编号（可不写）', { hint: '单子上的编号', longest: 40 }) } : {}),
})

interface PersonShown {
  readonly id: string
  readonly name: string
  /** What speaks for them. */
  readonly note: string
  /** What speaks against them. */
  readonly warnings?: readonly (string | false)[]
  readonly readout?: string
}

/** One of several people or teams. */
export const oneOfThese = (people: readonly PersonShown[], start?: string): FieldOf<string> => ({
  start,
  draw: ({ value, set }) =>
    people.map(({ id, name, note, warnings = [], readout = name }) => (
      <View
        key={id}
        className={classes('person', id === value && 'chosen')}
        onClick={() => set(id)}
        {...role('radio', id === value ? `${readout}，已选` : readout)}
        {...isChecked(id === value)}
      >
        <View className="row-name">{name}</View>
        <View className="row-note">{note}</View>
        {warnings.filter(Boolean).map((text, i) => (
          <View key={i} className="person-warning">
            {text}
          </View>
        ))}
      </View>
    )),
})

/** One thing that has to be said with a tap, like being fit for the work. */
export const tick = (label: string, text: string): FieldOf<true> => ({
  draw: ({ value, set, complaint }) => (
    <Ticks
      {...{ label, complaint }}
      options={optionsOf({ yes: text })}
      value={value ? ['yes'] : []}
      onChange={ticked => set(ticked.length > 0 || undefined)}
    />
  ),
})

/** Any number of several. */
export const someOf = <T extends string>(
  label: string | undefined,
  labels: Partial<Labels<T>>,
  start: readonly NoInfer<T>[] = [],
): FieldOf<T[]> => ({
  start: [...start],
  draw: ({ value = [], set, complaint }) => (
    <Ticks {...{ label, value, complaint }} options={optionsOf(labels)} onChange={set} />
  ),
})

/** What it starts with stands first. */
export const yesNo = (
  label: string | undefined,
  yes = '是',
  no = '不是',
  { start, look }: { readonly start?: boolean; readonly look?: 'chips' | 'segments' } = {},
): FieldOf<boolean> => ({
  start,
  draw: ({ value, set, complaint }) => (
    <Choice
      {...{ label, look, complaint }}
      options={optionsOf(start === false ? { no, yes } : { yes, no })}
      value={value === undefined ? undefined : value ? 'yes' : 'no'}
      onChange={said => set(said === 'yes')}
    />
  ),
})

/** Off until it is tapped. */
export const toggle = (name: string, note?: string, start = false): FieldOf<boolean> => ({
  start,
  draw: ({ value = start, set }) => <Row {...{ name, note }} on={value} onTap={() => set(!value)} />,
})

export const count = (
  label: string,
  { unit, least, most, start }: { unit?: string; least?: number; most?: number; start: number },
): FieldOf<number> => ({
  start,
  draw: ({ value = start, set }) => <Stepper {...{ label, unit, least, most, value }} onChange={set} />,
})

/** A day, `2026-11-28`, or a time of day, `08:30`. */
export const when = (
  label: string,
  mode: 'date' | 'time',
  { start, from, to }: { start?: string; from?: string; to?: string } = {},
): FieldOf<string> => ({
  start,
  draw: ({ value = '', set, complaint }) => (
    <WhenField {...{ label, mode, value, from, to, complaint }} onChange={at => set(at || undefined)} />
  ),
})

const filesField =
  (documents: boolean) =>
  (label: string, hint?: string, most?: number): FieldOf<string[]> => ({
    draw: ({ value = [], set, busy, complaint }) => (
      <PhotoField
        {...{ label, hint, most, documents, value, complaint }}
        onChange={ids => set(ids.length > 0 ? ids : undefined)}
        onBusy={busy}
      />
    ),
  })
export const photos = filesField(false)
/** Photos and PDF. */
export const evidence = filesField(true)

/** A voice note, for those who would rather say it. */
export const voice = (label: string): FieldOf<string> => ({
  draw: ({ value, set, busy, complaint }) => (
    <VoiceField {...{ label, value, complaint }} onChange={set} onBusy={busy} />
  ),
})

/** With a word below it, or what follows from how it is filled in. */
export const noted = <V,>(
  field: FieldOf<V>,
  note: string | ((value: V | undefined) => ReactNode),
): FieldOf<V> => ({
  start: field.start,
  draw: drawing => (
    <>
      {field.draw(drawing)}
      {typeof note === 'string' ? <View className="hint under-label">{note}</View> : note(drawing.value)}
    </>
  ),
})

interface Several<V> {
  /** As each of them starts. */
  readonly none: V
  readonly most: number
  readonly heading: (at: number) => string
  /** On the button for one more, and for one less. */
  readonly more: string
  readonly less: string
}

/** Several of a kind, one below the other, at least one. */
export const several = <V,>(
  each: FieldOf<V>,
  { none, most, heading, more, less }: Several<V>,
): FieldOf<V[]> => ({
  start: [none],
  draw: ({ value: all = [none], set, inside = {}, busy }) => (
    <>
      {all.map((value, at) => (
        <View key={at}>
          <View className="heading">{heading(at)}</View>
          {each.draw({
            value,
            set: (changed = none) => set(all.map((other, i) => (i === at ? changed : other))),
            busy,
            complaint: complaintAt(inside, `${at}`),
            inside: complaintsInside(inside, `${at}`),
          })}
          {all.length > 1 && (
            <Button text={less} kind="plain" size="small" onTap={() => set(all.filter((_, i) => i !== at))} />
          )}
        </View>
      ))}
      {all.length < most && (
        <View className="field">
          <Button text={more} kind="plain" onTap={() => set([...all, none])} />
        </View>
      )}
    </>
  ),
})

/** What none of the others draws. */
export const drawn = <V,>(draw: FieldOf<V>['draw'], start?: V): FieldOf<V> => ({ start, draw })

export type FieldsOf<T> = { readonly [K in keyof T]?: FieldOf<NonNullable<T[K]>> }

interface FieldsProps<T> {
  readonly of: FieldsOf<T>
  /** Which of them; left out: all. */
  readonly only?: readonly (keyof T & string)[]
  readonly value: T
  /** With which of them was filled in. */
  readonly set: (value: T, changed: keyof T & string) => void
  /** What is emptied stands as it does here; left out: as an empty text. */
  readonly empty?: T
  readonly complaints?: Complaints
  readonly busy?: (name: keyof T & string, on: boolean) => void
}

/** The fields of a form, one below the other. */
export const Fields = <T extends object>(props: FieldsProps<T>) => {
  const { of, value, set, empty, complaints = {}, busy } = props
  const { only = Object.keys(of) as (keyof T & string)[] } = props
  // A recording ends long after it was begun; what was typed meanwhile stays.
  const latest = useRef(value)
  latest.current = value
  return only.map(name => (
    <Fragment key={name}>
      {of[name]?.draw({
        value: value[name] ?? undefined,
        set: said => set({ ...latest.current, [name]: said ?? (empty ? empty[name] : '') }, name),
        busy: on => busy?.(name, on),
        complaint: complaintAt(complaints, name),
        inside: complaintsInside(complaints, name),
      })}
    </Fragment>
  ))
}
