/** The columns of a month's table: what stands above each, what it holds, and in which order they come. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { caseColumns } from '../../../shared/mediation/settings.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Choice } from '../components/Choice.tsx'
import { Complaint, Field } from '../components/Field.tsx'
import { Row } from '../components/Row.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { Stepper } from '../components/Stepper.tsx'
import { withColumn, type CaseColumn, type Column } from './mediation-form.ts'
import { mediationWords as said, words } from './words.ts'

const isNew = -1

/** What no column holds yet. */
const notIn = (columns: readonly Column[]) =>
  caseColumns.filter(each => !columns.some(({ of }) => of === each))

interface ColumnSheetProps {
  readonly columns: readonly Column[]
  readonly index: number
  readonly close: () => void
  readonly put: (columns: readonly Column[]) => void
}

const ColumnSheet = ({ columns, index, close, put }: ColumnSheetProps) => {
  const column = columns[index]
  const [title, setTitle] = useState(column?.title ?? '')
  const [of, setOf] = useState<CaseColumn | undefined>(column?.of)
  const [at, setAt] = useState(column ? index + 1 : columns.length + 1)
  const [tried, setTried] = useState(false)
  const choices = [...(column ? [column.of] : []), ...notIn(columns)]
  const choose = (next: CaseColumn) => {
    setOf(next)
    // As long as nobody has written a title of their own.
    if (!title.trim() || title === (of && said.fields[of])) setTitle(said.fields[next])
  }
  const done = () => {
    setTried(true)
    if (of && title.trim()) put(withColumn(columns, index, at - 1, { title: title.trim(), of }))
  }
  return (
    <Sheet
      open
      title={column ? said.changeColumn : said.addColumn}
      close={close}
      closeText={words.cancel}
      foot={<Button text={words.done} onTap={done} />}
    >
      <Field
        label={said.columnTitle}
        longest={20}
        value={title}
        onChange={setTitle}
        complaint={tried && !title.trim() ? said.titleNeeded : undefined}
      />
      <View className="field">
        <View className="field-label">{said.columnAt}</View>
        <Stepper label={said.columnAt} value={at} most={columns.length + (column ? 0 : 1)} onChange={setAt} />
      </View>
      <Choice
        label={said.columnOf}
        options={choices.map(each => ({ value: each, text: said.fields[each] }))}
        value={of}
        onChange={choose}
        complaint={tried && !of ? said.ofNeeded : undefined}
      />
      {column && columns.length > 1 && (
        <Button
          text={said.removeColumn}
          kind="danger"
          onTap={() => put(withColumn(columns, index, 0, undefined))}
        />
      )}
    </Sheet>
  )
}

interface Props {
  readonly columns: readonly Column[]
  readonly set: (columns: readonly Column[]) => void
  readonly complaint: string | undefined
}

export const ColumnsPart = ({ columns, set, complaint }: Props) => {
  const [index, open] = useState<number>()
  const close = () => open(undefined)
  return (
    <>
      <Card>
        {columns.map(({ title, of }, i) => (
          <Row
            key={`${i} ${title}`}
            name={`${i + 1}. ${title}`}
            {...(title !== said.fields[of] && { note: said.holds(said.fields[of]) })}
            onTap={() => open(i)}
          />
        ))}
        {complaint !== undefined && <Complaint text={complaint} />}
        {notIn(columns).length > 0 && <Button text={said.addColumn} kind="plain" onTap={() => open(isNew)} />}
      </Card>
      {index !== undefined && (
        <ColumnSheet
          columns={columns}
          index={index}
          close={close}
          put={next => {
            set(next)
            close()
          }}
        />
      )}
    </>
  )
}
