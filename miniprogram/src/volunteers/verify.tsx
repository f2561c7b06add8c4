/** Whether a record sheet is real: for anybody who holds the paper, member or not. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Reply } from '../../../shared/contract.ts'
import { onOf, sayDate } from '../../../shared/time.ts'
import { volunteers } from '../../../shared/volunteers.ts'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { FactCard } from '../components/facts.tsx'
import { Field } from '../components/Field.tsx'
import { State } from '../components/MatterPage.tsx'
import { Page } from '../components/Page.tsx'
import { Failed, Loading, Notice } from '../components/States.tsx'
import { useScan } from '../components/useScan.ts'
import { useReply } from '../platform/query.tsx'
import { isOffline, sayRefusal } from '../platform/refused.ts'
import { canScan } from '../platform/scan.ts'
import { recordCodeIn, sayMinutes, sayPeriod, type RecordCode } from './days.ts'
import { sayServed } from './words.ts'

const Real = ({ record }: { readonly record: Reply<typeof volunteers.verifyRecord> }) => {
  const { sealed, nowMinutes } = record
  return (
    <>
      <State
        tone={nowMinutes === undefined ? 'accent' : 'warn'}
        name={nowMinutes === undefined ? '真的' : '真的，后来有更正'}
        hint={sealed ? '这是盖过章的志愿服务证明。' : '这是一张服务记录单，没盖章，不是证明。'}
        more={nowMinutes === undefined ? undefined : `现在的时长是${sayMinutes(nowMinutes)}。`}
      />
      <FactCard
        lines={[
          { name: '哪里开的', value: record.communityName },
          { name: '谁的', value: record.name },
          { name: '哪一段', value: sayPeriod(record.fromOn, record.toOn) },
          { name: '多少时长', value: sayServed(record.minutes, record.times) },
          { name: '哪天开的', value: sayDate(onOf(record.issuedAt)) },
          sealed && { name: '哪天盖章', value: sayDate(onOf(sealed.at)) },
        ]}
      >
        {sealed && (
          <View className="small">{`公示：${sayPeriod(sealed.announcedFromOn, sealed.announcedToOn)}`}</View>
        )}
      </FactCard>
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
        <Button text="再核验一张" kind="plain" onTap={another} />
      </>
    )
  if (!error) return <Loading />
  if (isOffline(error)) return <Failed error={error} again={again} />
  return (
    <>
      <State tone="warn" name="查不到" hint={sayRefusal(error)} />
      <Button text="改一改" onTap={mend} />
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
  const scanned = useScan(recordCodeIn, '这不是记录单上的码，请扫纸上右边那个，或直接输入。', verify)
  const asked = { number: typed.number.trim(), code: typed.code.trim() }
  const send = () => {
    setTried(true)
    if (asked.number && asked.code) verify(asked)
  }
  const field = (name: keyof RecordCode, label: string) => (
    <Field
      label={label}
      longest={60}
      value={typed[name]}
      onChange={text => type({ ...typed, [name]: text })}
      complaint={tried && !asked[name] ? '请照着纸上填。' : undefined}
    />
  )
  return (
    <>
      <View className="big under-label">纸上有编号和校验码，填进来就知道真不真。</View>
      {canScan && (
        <View className="moves">
          <Button text="扫纸上的码" onTap={scanned.read} />
        </View>
      )}
      {scanned.problem && <Notice text={scanned.problem} tone="warn" />}
      {field('number', '编号')}
      {field('code', '校验码')}
      <Button text="核验" kind={canScan ? 'plain' : 'primary'} onTap={send} />
    </>
  )
}

const nothingTyped: RecordCode = { number: '', code: '' }

export default function Verify() {
  const [typed, type] = useState(nothingTyped)
  const [asked, verify] = useState<RecordCode>()
  return (
    <Page title="核验服务记录单" forAnyone>
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
