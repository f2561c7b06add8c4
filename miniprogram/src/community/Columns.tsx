/** The columns of a table: what stands above each, what it holds, and in which order they come. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Column, Labels } from '../../../shared/settings-form.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Choice } from '../components/Choice.tsx'
import { Complaint, Field } from '../components/Field.tsx'
import { Row } from '../components/Row.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { Stepper } from '../components/Stepper.tsx'
import { isNew, placed } from './lines.ts'

interface Props {
  readonly columns: readonly Column[]
  /** What a column can hold. */
  readonly labels: Labels
  readonly set: (columns: readonly Column[]) => void
}

const ColumnSheet = ({
  columns,
  labels,
  index,
  close,
  set,
}: Props & { readonly index: number; readonly close: () => void }) => {
  const column = columns[index]
  const [title, setTitle] = useState(column?.title ?? '')
  const [of, setOf] = useState(column?.of)
  const [at, setAt] = useState(column ? index + 1 : columns.length + 1)
  const [tried, setTried] = useState(false)
  const free = Object.entries(labels).filter(
    ([code]) => code !== column?.of && !columns.some(({ of }) => of === code),
  )
  const choices = column ? [[column.of, labels[column.of] ?? column.of] as const, ...free] : free
  const choose = (next: string) => {
    setOf(next)
    // As long as nobody has written a title of their own.
    if (!title.trim() || title === (of && labels[of])) setTitle(labels[next] ?? '')
  }
  const done = () => {
    setTried(true)
    if (of && title.trim()) set(placed(columns, index, at - 1, { title: title.trim(), of }))
  }
  return (
    <Sheet
      open
      title={column ? '改这一列' : '加一列'}
      close={close}
      closeText="不改了"
      foot={<Button text="好了" onTap={done} />}
    >
      <Field
        label="表头写什么"
        longest={20}
        value={title}
        onChange={setTitle}
        complaint={tried && !title.trim() ? '请写表头' : undefined}
      />
      <View className="field">
        <View className="field-label">排在第几列</View>
        <Stepper label="排在第几列" value={at} most={columns.length + (column ? 0 : 1)} onChange={setAt} />
      </View>
      <Choice
        label="这一列填什么"
        options={choices.map(([value, text]) => ({ value, text }))}
        value={of}
        onChange={choose}
        complaint={tried && !of ? '请选一样' : undefined}
      />
      {column && columns.length > 1 && (
        <Button text="不要这一列" kind="danger" onTap={() => set(placed(columns, index, 0, undefined))} />
      )}
    </Sheet>
  )
}

export const Columns = ({ complaint, ...props }: Props & { readonly complaint: string | undefined }) => {
  const { columns, labels, set } = props
  const [index, open] = useState<number>()
  return (
    <>
      <Card>
        {columns.map(({ title, of }, i) => (
          <Row
            key={`${i} ${title}`}
            name={`${i + 1}. ${title}`}
            note={title === labels[of] ? undefined : `填的是${labels[of] ?? of}`}
            onTap={() => open(i)}
          />
        ))}
        {complaint !== undefined && <Complaint text={complaint} />}
        {Object.keys(labels).some(code => !columns.some(({ of }) => of === code)) && (
          <Button text="加一列" kind="plain" onTap={() => open(isNew)} />
        )}
      </Card>
      {index !== undefined && (
        <ColumnSheet
          {...props}
          index={index}
          close={() => open(undefined)}
          set={next => {
            set(next)
            open(undefined)
          }}
        />
      )}
    </>
  )
}
