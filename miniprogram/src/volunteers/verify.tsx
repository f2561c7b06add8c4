/** Whether a record sheet is real: for anybody who holds the paper, member or not. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Reply } from '../../../shared/contract.ts'
import { volunteers } from '../../../shared/volunteers.ts'
import { acts } from '../components/aria.ts'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { Field } from '../components/Field.tsx'
import { Page } from '../components/Page.tsx'
import { Row } from '../components/Row.tsx'
import { Failed, Loading, Notice } from '../components/States.tsx'
import { useReply } from '../platform/query.tsx'
import { isOffline, sayRefusal } from '../platform/refused.ts'
import { canScan, scan } from '../platform/scan.ts'
import { dayOf, recordCodeIn, sayDate, sayMinutes, sayPeriod, type RecordCode } from './days.ts'
import { words } from './words.ts'

type Record = Reply<typeof volunteers.verifyRecord>

const Real = ({ record }: { readonly record: Record }) => {
  const { sealed, nowMinutes } = record
  return (
    <>
      <Card tone={nowMinutes === undefined ? 'accent' : 'warn'}>
        <View className="state" {...acts('heading')}>
          {nowMinutes === undefined ? words.real : words.realCorrected}
        </View>
        <View>{sealed ? words.realSealed : words.realRecord}</View>
        {nowMinutes !== undefined && <View className="strong">{words.now(sayMinutes(nowMinutes))}</View>}
      </Card>
      <Card>
        <Row name={words.issuedBy} value={record.communityName} />
        <Row name={words.issuedTo} value={record.name} />
        <Row name={words.issuedFor} value={sayPeriod(record.fromOn, record.toOn)} />
        <Row name={words.issuedHours} value={words.servedOf(sayMinutes(record.minutes), record.times)} />
        <Row name={words.issuedAt} value={sayDate(dayOf(record.issuedAt))} />
        {sealed && <Row name={words.sealedAt} value={sayDate(dayOf(sealed.at))} />}
        {sealed && (
          <View className="small">
            {words.announced(sayPeriod(sealed.announcedFromOn, sealed.announcedToOn))}
          </View>
        )}
      </Card>
    </>
  )
}

interface AnswerProps {
  readonly asked: RecordCode
  readonly mend: () => void
  readonly another: () => void
}

const Answer = ({ asked, mend, another }: AnswerProps) => {
  const { data, error, again } = useReply(volunteers.verifyRecord, asked)
  if (data)
    return (
      <>
        <Real record={data} />
        <Button text={words.verifyAgain} kind="plain" onTap={another} />
      </>
    )
  if (!error) return <Loading />
  if (isOffline(error)) return <Failed error={error} again={again} />
  return (
    <>
      <Card tone="warn">
        <View className="state" {...acts('heading')}>
          {words.unreal}
        </View>
        <View>{sayRefusal(error)}</View>
      </Card>
      <Button text={words.verifyMend} onTap={mend} />
    </>
  )
}

interface FormProps {
  /** Kept by the page, so that a slip can be mended. */
  readonly typed: RecordCode
  readonly type: (typed: RecordCode) => void
  readonly verify: (asked: RecordCode) => void
}

const Form = ({ typed, type, verify }: FormProps) => {
  const [tried, setTried] = useState(false)
  const [problem, setProblem] = useState<string>()
  const asked = { number: typed.number.trim(), code: typed.code.trim() }
  const send = () => {
    setTried(true)
    if (asked.number && asked.code) verify(asked)
  }
  const read = async () => {
    setProblem(undefined)
    try {
      const seen = await scan()
      if (seen === undefined) return
      const found = recordCodeIn(seen)
      if (found) verify(found)
      else setProblem(words.verifyNotACode)
    } catch (error) {
      setProblem(sayRefusal(error))
    }
  }
  return (
    <>
      <View className="big under-label">{words.verifyLead}</View>
      {canScan && (
        <View className="moves">
          <Button text={words.verifyScan} onTap={read} />
        </View>
      )}
      {problem && <Notice text={problem} tone="warn" />}
      <Field
        label={words.verifyNumber}
        longest={60}
        value={typed.number}
        onChange={number => type({ ...typed, number })}
        complaint={tried && !asked.number ? words.verifyMissing : undefined}
      />
      <Field
        label={words.verifyCode}
        longest={60}
        value={typed.code}
        onChange={code => type({ ...typed, code })}
        complaint={tried && !asked.code ? words.verifyMissing : undefined}
      />
      <Button text={words.verifyGo} kind={canScan ? 'plain' : 'primary'} onTap={send} />
    </>
  )
}

const nothingTyped: RecordCode = { number: '', code: '' }

export default function Verify() {
  const [typed, type] = useState(nothingTyped)
  const [asked, verify] = useState<RecordCode>()
  return (
    <Page title={words.verify} forAnyone>
      {asked ? (
        <View className="stack">
          <Answer
            asked={asked}
            mend={() => verify(undefined)}
            another={() => {
              type(nothingTyped)
              verify(undefined)
            }}
          />
          <CallCommunity />
        </View>
      ) : (
        <Form typed={typed} type={type} verify={verify} />
      )}
    </Page>
  )
}
