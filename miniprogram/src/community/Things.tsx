/** Things that have a form each, like rooms: a list, and a sheet for the one that is changed. */
import { Fragment, useState } from 'react'
import type { Thing } from '../../../shared/settings-form.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Complaint } from '../components/Field.tsx'
import { complaintAt, type Complaints } from '../components/form.ts'
import { Row } from '../components/Row.tsx'
import { Notice } from '../components/States.tsx'
import { FormSheet } from './FormSheet.tsx'
import { isNew, withLine, wrongInOne, type ThingsAt } from './lines.ts'

interface Props extends ThingsAt<Thing> {
  readonly was: readonly Thing[]
  readonly put: (all: readonly Thing[]) => void
  /** By their paths in what is kept. */
  readonly complaints: Complaints
}

export const ThingsPart = (props: Props) => {
  const { path, things, was, all, put, complaints } = props
  const [index, open] = useState<number>()
  const one = index === undefined ? undefined : (all[index] ?? things.another(all))
  const named = one?.name !== ''
  const kept = was.some(({ id }) => id === one?.id)
  const notice = things.notice?.(all, new Date().toISOString())
  const wrong = complaintAt(complaints, path)
  const wrongAt = all.map((_, i) => complaintAt(complaints, `${path}.${i}`))
  const { words } = things
  const close = () => open(undefined)
  const putAll = (next: readonly Thing[]) => {
    put(next)
    close()
  }
  return (
    <>
      {notice && <Notice text={notice} />}
      <Card>
        {all.map((each, i) => (
          <Fragment key={each.id}>
            <Row name={each.name} {...things.line(each)} onTap={() => open(i)} />
            {wrongAt[i] !== undefined && <Complaint text={wrongAt[i]} />}
          </Fragment>
        ))}
        {wrong !== undefined && !wrongAt.includes(wrong) && <Complaint text={wrong} />}
        <Button text={words.add} kind="plain" onTap={() => open(isNew)} />
      </Card>
      {index !== undefined && one && (
        <FormSheet
          key={one.id}
          title={named ? words.change : words.added}
          of={things.of(one, { named, kept })}
          value={one}
          wrongIn={next => wrongInOne(props, index, next)}
          close={close}
          put={next => putAll(withLine(all, index, next))}
        >
          {named && !kept && (
            <Button
              text={words.drop}
              kind="danger"
              onTap={() => putAll(all.filter(({ id }) => id !== one.id))}
            />
          )}
        </FormSheet>
      )}
    </>
  )
}
