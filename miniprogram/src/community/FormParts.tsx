/** Draws a form that is data (form.ts): one drawing for each kind of field. */
import { View } from '@tarojs/components'
import { Fragment, type ReactNode } from 'react'
import {
  valueAt,
  withValue,
  type Column,
  type FieldIn,
  type Group,
  type Kind,
  type Piece,
  type Thing,
  type Things,
} from '../../../shared/settings-form.ts'
import { weekdayNames } from '../../../shared/time.ts'
import { isChecked, role } from '../components/aria.ts'
import { Card } from '../components/Card.tsx'
import { Choice, Ticks } from '../components/Choice.tsx'
import { classes } from '../components/classes.ts'
import { Complaint, Field } from '../components/Field.tsx'
import { complaintAt, type Complaints } from '../components/form.ts'
import { Pair } from '../components/Pair.tsx'
import { Row } from '../components/Row.tsx'
import { Columns } from './Columns.tsx'
import { linesFor, ticked, type Draft } from './form.ts'

interface FormProps<T> {
  readonly draft: Draft<T>
  /** As it would be kept. */
  readonly now: T
  readonly set: (draft: Draft<T>) => void
  readonly complaints: Complaints
  /** The folds that are open, by their titles, and what a tap on one does. */
  readonly opened?: readonly string[]
  readonly toggle?: (fold: string) => void
  /** Draws a list of things. */
  readonly things?: (list: ThingsIn) => ReactNode
}

/** A list of things in the form, and what puts another in its place. */
export interface ThingsIn {
  readonly path: string
  readonly things: Things<Thing>
  readonly all: readonly Thing[]
  readonly put: (all: readonly Thing[]) => void
}

interface Drawn {
  readonly field: FieldIn<never>
  readonly complaint: string | undefined
  readonly value: <V>() => V
  readonly put: (value: unknown) => void
}

const Weekdays = ({ field: { label }, complaint, value, put }: Drawn) => {
  const days = value<number[]>()
  return (
    <View className="field">
      <View className="field-label">{label}</View>
      <View className="chips">
        {weekdayNames.map((name, i) => {
          const on = days.includes(i + 1)
          const others = days.filter(day => day !== i + 1)
          return (
            <View
              key={name}
              className={classes('chip', on && 'chosen')}
              hoverClass="card-pressed"
              onClick={() => put(on ? others : [...others, i + 1].sort())}
              {...role('switch', `${label}，星期${name}，${on ? '是' : '不是'}`)}
              {...isChecked(on)}
            >
              {name}
            </View>
          )
        })}
      </View>
      {complaint !== undefined && <Complaint text={complaint} />}
    </View>
  )
}

/** The kinds that are chosen; all others are lines that are typed. */
const drawings: { readonly [K in Kind]?: (drawn: Drawn) => ReactNode } = {
  weekdays: Weekdays,
  switches: ({ field: { labels = {} }, value, put }) => {
    const on = value<string[]>()
    const others = (code: string) => (on.includes(code) ? on.filter(each => each !== code) : [...on, code])
    return Object.entries(labels).map(([code, name]) => (
      <Row
        key={code}
        name={name}
        on={on.includes(code)}
        onTap={() => put(ticked(labels, on, others(code)))}
      />
    ))
  },
  toggle: ({ field: { label }, complaint, value, put }) => (
    <>
      <Row name={label} on={value() === true} onTap={() => put(value() === true ? undefined : true)} />
      {complaint !== undefined && <Complaint text={complaint} />}
    </>
  ),
  ticks: ({ field: { labels = {} }, complaint, value, put }) => (
    <Ticks
      options={Object.entries(labels).map(([value, text]) => ({ value, text }))}
      value={value<string[]>().filter(code => code in labels)}
      onChange={on => put(ticked(labels, value(), on))}
      complaint={complaint}
    />
  ),
  oneNumber: ({ field: { label, labels = {} }, complaint, value, put }) => (
    <Choice
      label={label}
      options={Object.entries(labels).map(([value, text]) => ({ value, text }))}
      value={String(value())}
      onChange={code => put(Number(code))}
      complaint={complaint}
    />
  ),
  columns: ({ field: { labels = {} }, complaint, value, put }) => (
    <Columns columns={value<Column[]>()} labels={labels} set={put} complaint={complaint} />
  ),
}

const FieldPart = <T extends object>({ field, ...form }: FormProps<T> & { readonly field: FieldIn<T> }) => {
  const { draft, set, complaints } = form
  const { kind, path, things } = field
  const put = (value: unknown) => set({ ...draft, chosen: withValue(draft.chosen, path, value) })
  if (things) return <>{form.things?.({ path, things, put, all: valueAt(draft.chosen, path) })}</>
  const Drawing = drawings[kind]
  if (Drawing)
    return (
      <Drawing
        field={field as FieldIn<never>}
        complaint={complaintAt(complaints, path)}
        value={<V,>() => valueAt<V>(draft.chosen, path)}
        put={put}
      />
    )
  return (
    <>
      {linesFor(field, draft.chosen).map(({ path, label, longest, lines, hint }) => (
        <Field
          key={path}
          {...{ label, longest, lines }}
          placeholder={hint}
          value={draft.typed[path] ?? ''}
          onChange={typed => set({ ...draft, typed: { ...draft.typed, [path]: typed } })}
          complaint={complaintAt(complaints, path)}
        />
      ))}
    </>
  )
}

const looks = { list: 'wide-list', cards: 'wide-list moves', within: 'within' }

const GroupPart = <T extends object>({ group, ...form }: FormProps<T> & { readonly group: Group<T> }) => {
  const { look, title = '', of } = group
  const inside = <FormParts {...form} of={of} />
  if (look === 'card') return <Card title={group.title}>{inside}</Card>
  if (look === 'pair')
    return (
      <Pair fields>
        {of.map((piece, i) => (
          <FormParts key={i} {...form} of={[piece]} />
        ))}
      </Pair>
    )
  if (look === 'heading')
    return (
      <>
        <View className="heading">{title}</View>
        {inside}
      </>
    )
  if (look !== 'fold') return <View className={looks[look]}>{inside}</View>
  const open = form.opened?.includes(title)
  return (
    <>
      <Card>
        <Row
          name={title}
          note={group.note?.(form.now)}
          value={open ? '收起' : '展开'}
          onTap={() => form.toggle?.(title)}
        />
      </Card>
      {open && inside}
    </>
  )
}

export const FormParts = <T extends object>({
  of,
  ...form
}: FormProps<T> & { readonly of: readonly Piece<T>[] }) =>
  of.map((piece, i) => (
    <Fragment key={i}>
      {typeof piece === 'string' ? (
        <View className={classes('small', i < of.length - 1 && 'under-label')}>{piece}</View>
      ) : 'of' in piece ? (
        <GroupPart {...form} group={piece} />
      ) : (
        <FieldPart {...form} field={piece} />
      )}
    </Fragment>
  ))
