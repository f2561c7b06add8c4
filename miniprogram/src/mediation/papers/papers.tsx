/** The papers of 调解: what was agreed and what it still lacks, printing, and the tables at the end of a month. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import {
  confirmations,
  courtThatSent,
  materials,
  notConfirmed,
  whichCourt,
} from '../../../../shared/mediation/court.ts'
import type { CaseReply } from '../../../../shared/mediation/reply.ts'
import { mediation } from '../../../../shared/mediation/mediation.ts'
import { sayDate } from '../../../../shared/time.ts'
import { casePapers, type CasePaper } from '../../../../shared/mediation/papers.ts'
import { Asking } from '../../components/Asking.tsx'
import { CallButton } from '../../components/CallButton.tsx'
import { Card } from '../../components/Card.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Rows, type FactOf } from '../../components/facts.tsx'
import { FileViews } from '../../components/FileViews.tsx'
import { PaperButton } from '../../components/PaperSheet.tsx'
import { Row } from '../../components/Row.tsx'
import { daysUntil, monthsBefore } from '../parts/times.ts'
import { nameOf } from '../parts/words.ts'
import type { Step } from '../parts/Parties.tsx'

/** What is missing beside the signatures of the parties. */
const missingText: Readonly<Record<string, string>> = {
  mediator: '调解员签字',
  seal: '盖章',
}

export const Agreement: FactOf<CaseReply> = ({ item }) => {
  const { agreement } = item
  if (!agreement) return null
  const { oral, terms, missing, effectiveOn, scan, ...said } = agreement
  const mine = item.parties.some(({ key, mine }) => mine && missing.includes(key))
  return (
    <Card
      title="说好的事"
      aside={<View className="small">{oral ? '口头协议，说好就生效' : '书面协议'}</View>}
    >
      {agreement.facts && <View className="hint">{agreement.facts}</View>}
      {terms.map((term, i) => (
        <View key={i} className="big">
          {i + 1}. {term}
        </View>
      ))}
      {said.responsibilities && <Row name="各方责任" note={said.responsibilities} />}
      {said.performedHow && <Row name="怎么办" note={said.performedHow} />}
      {said.performedWhere && <Row name="在哪里办" note={said.performedWhere} />}
      {said.performedByOn && <Row name="什么时候办好" value={sayDate(said.performedByOn)} />}
      {effectiveOn && <Row name="哪天生效" value={sayDate(effectiveOn)} />}
      {missing.length > 0 && (
        <>
          <View className="strong">还差</View>
          {missing.map(what => (
            <View key={what} className="big">
              · {missingText[what] ?? `${nameOf(item, what)}签字或按手印`}
            </View>
          ))}
          {mine && <View className="hint">请带上身份证，到调解室签。按手印也算数。</View>}
        </>
      )}
      {scan && scan.length > 0 && (
        <>
          <View className="strong">盖好章的协议</View>
          <FileViews files={scan} />
        </>
      )}
      {item.reader === 'party' && !oral && (
        <PaperButton
          text="看协议，可以打印"
          ask={go => go(mediation.print, { id: item.id, which: 'agreement' })}
        />
      )}
    </Card>
  )
}

type Confirming = NonNullable<CaseReply['confirmation']>

const CourtLine = ({ name, place, phone }: Confirming['courts'][number]) => (
  <>
    <Row name={name} note={place} />
    {phone && <CallButton phone={phone} text={`打给法院 ${phone}`} kind="plain" />}
  </>
)

/** What to bring, and where to: as long as they can still go. */
const CourtKit: FactOf<CaseReply> = ({ item: { confirmation, kind, origin, id } }) => (
  <>
    {notConfirmed(kind) && <View className="hint">{notConfirmed(kind)}</View>}
    <View className="strong">要带的</View>
    {materials.map(each => (
      <View key={each}>· {each}</View>
    ))}
    <View className="strong">去哪里</View>
    <View>{origin === 'court' ? courtThatSent : whichCourt}</View>
    {confirmation?.courts.map(each => (
      <CourtLine key={each.id} {...each} />
    ))}
    <PaperButton text="填好的司法确认申请书" ask={go => go(mediation.print, { id, which: 'application' })} />
  </>
)

export const Confirmation: FactOf<CaseReply> = ({ item }) => {
  if (!item.confirmation) return null
  const { lastOn, state, court, appliedOn, ruling } = item.confirmation
  const day = sayDate(lastOn)
  const left = daysUntil(lastOn, new Date().toISOString())
  const open = state === undefined || state === 'wanted'
  return (
    <Card title="请法院确认">
      {open && (
        <View>
          {left > 0
            ? `要双方一起去申请，最晚${day}，还有${left}天。确认过的协议，对方不照办，可以直接请法院执行。`
            : left === 0
              ? `要双方一起去申请，今天是最后一天（${day}）。`
              : '申请的日子过了。协议还是有效。'}
        </View>
      )}
      {open && left >= 0 && <View className="hint">不申请也行，协议一样有效。法院不收费。</View>}
      <Rows
        lines={[
          state && { name: '现在', value: confirmations.text[state] },
          court && { name: '哪家法院', note: court.name },
          appliedOn && { name: '哪天申请的', value: sayDate(appliedOn) },
          ruling && { name: '法院的裁定', note: [ruling.number, sayDate(ruling.on)] },
        ]}
      />
      {ruling?.files && <FileViews files={ruling.files} />}
      {open && left >= 0 && <CourtKit item={item} />}
    </Card>
  )
}

interface Printing {
  readonly id: string
  readonly which: CasePaper
  /** Whose record. */
  readonly session?: number
  readonly text?: string
}

export const PrintPaper = ({ text, ...paper }: Printing) => (
  <PaperButton text={text ?? `打印${casePapers.text[paper.which]}`} ask={go => go(mediation.print, paper)} />
)

/** A paper before its time would be an empty one. */
const papersOf = (item: CaseReply): CasePaper[] => [
  'register',
  'rights',
  ...(item.agreement ? [item.agreement.oral ? ('oral' as const) : ('agreement' as const)] : []),
  ...(item.confirmation ? (['application'] as const) : []),
  ...(item.followUps.length > 0 ? (['followUp'] as const) : []),
]

const recordsOf = ({ sessions }: CaseReply) =>
  sessions.flatMap(({ held, record }, i) => (held || record ? [i + 1] : []))

export const PapersSheet = ({ item, close }: Step) => (
  <Asking title="打印" close={close} closeText="关上">
    {papersOf(item).map(which => (
      <PrintPaper key={which} id={item.id} which={which} />
    ))}
    {recordsOf(item).map(session => (
      <PrintPaper
        key={session}
        {...{ id: item.id, which: 'record', session }}
        text={`打印第${session}次的笔录`}
      />
    ))}
    <PaperButton text="整份卷宗" ask={go => go(mediation.file, { id: item.id })} />
  </Asking>
)

const tables = [
  ['table', '司法所要的案件表'],
  ['subsidy', '以案定补表'],
] as const
const sayMonth = (month: string) => `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`

export const MonthTables = () => {
  const { months, usual } = monthsBefore(new Date().toISOString())
  const [month, setMonth] = useState(usual)
  return (
    <Card title="月底的表">
      <Choice
        label="哪个月"
        options={months.map(value => ({ value, text: sayMonth(value) }))}
        value={month}
        onChange={setMonth}
      />
      <View className="gap" />
      <View className="stack">
        {tables.map(([which, text]) => (
          <PaperButton key={month + which} text={text} ask={go => go(mediation.month, { month, which })} />
        ))}
      </View>
    </Card>
  )
}
