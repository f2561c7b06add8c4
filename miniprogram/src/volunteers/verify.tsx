/** Whether a record sheet is real: for anybody who holds the paper, member or not. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Reply } from '../../../shared/contract.ts'
import { onOf, sayDate, sayMinutes } from '../../../shared/time.ts'
import { volunteers } from '../../../shared/volunteers/volunteers.ts'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { FactCard } from '../components/facts.tsx'
import { line } from '../components/fields.tsx'
import { lacking } from '../components/form.ts'
import { State } from '../components/MatterPage.tsx'
import { Page } from '../components/Page.tsx'
import { Failed, Loading, Notice } from '../components/States.tsx'
import { useForm } from '../components/useForm.tsx'
import { useScan } from '../components/useScan.ts'
import { useTyped, type Draft } from '../platform/drafts.ts'
import { useReply } from '../platform/query.tsx'
import { isOffline, sayRefusal } from '../platform/refused.ts'
import { canScan } from '../platform/scan.ts'
import { recordCodeIn, sayPeriod, type RecordCode } from './days.ts'
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
  readonly draft: Draft<RecordCode>
  readonly verify: (asked: RecordCode) => void
}

const fields = { number: line('编号', { longest: 60 }), code: line('校验码', { longest: 60 }) }

const Form = ({ draft, verify }: FormProps) => {
  const scanned = useScan(recordCodeIn, '这不是记录单上的码，请扫纸上右边那个，或直接输入。', verify)
  const { field, send } = useForm({
    draft,
    fields,
    wrong: said => lacking(said, '请照着纸上填。'),
  })
  return (
    <>
      <View className="big under-label">纸上有编号和校验码，填进来就知道真不真。</View>
      {canScan && (
        <View className="moves">
          <Button text="扫纸上的码" onTap={scanned.read} />
        </View>
      )}
      {scanned.problem && <Notice text={scanned.problem} tone="warn" />}
      {field('number', 'code')}
      <Button
        text="核验"
        kind={canScan ? 'plain' : 'primary'}
        onTap={() => send(async ({ number, code }) => verify({ number: number.trim(), code: code.trim() }))}
      />
    </>
  )
}

export default function Verify() {
  const draft = useTyped<RecordCode>({ number: '', code: '' })
  const [asked, verify] = useState<RecordCode>()
  const mend = () => verify(undefined)
  const another = () => {
    draft.clear()
    mend()
  }
  return (
    <Page title="核验服务记录单" forAnyone>
      {asked ? (
        <View className="stack">
          <Answer {...{ asked, mend, another }} />
          <CallCommunity />
        </View>
      ) : (
        <Form {...{ draft, verify }} />
      )}
    </Page>
  )
}
