/** Last step: read back, before it goes out. */
import { View } from '@tarojs/components'
import type { HelpKind } from '../../../shared/help/life.ts'
import type { Me } from '../../../shared/identity.ts'
import { Card } from '../components/Card.tsx'
import { CallCommunity, useCommunity } from '../components/CallCommunity.tsx'
import { Row } from '../components/Row.tsx'
import { Notice } from '../components/States.tsx'
import { sayTime } from '../../../shared/time.ts'
import { buysIn, inputOf, windowOf, type AskDraft } from './ask-form.ts'
import { caps, choices, drugs, words } from './ask-words.ts'
import { whomOf } from './AskWhat.tsx'
import { riskText, sayAnyTime, sayLine, words as helpWords } from './words.ts'

interface Props {
  readonly kind: HelpKind
  readonly draft: AskDraft
  readonly me: Me | undefined
  readonly now: string
}

/** Nobody is there to look at it now: said before it is sent, with the phone that is answered. */
export const OffDuty = ({ now }: Pick<Props, 'now'>) => {
  const about = useCommunity()
  if (!about || about.onDuty) return null
  const text = about.opensAt ? words.offDuty(sayTime(about.opensAt, now)) : words.offDutyLater
  return (
    <View className="stack moves">
      <Notice text={text} tone="warn" />
      <CallCommunity />
    </View>
  )
}

export const sayRisks = (chosen: AskDraft['risks']) => chosen?.map(risk => riskText[risk]).join('、')

const Medicine = ({ draft: { drug, insurance } }: Pick<Props, 'draft'>) => (
  <>
    <Row name={words.drugRow} value={drugs.find(([name]) => name === drug)?.[1]} />
    {insurance && <Row name={words.insuranceRow} value={words.insuranceSaid} />}
  </>
)

export const AskCheck = ({ kind, draft, me, now }: Props) => {
  const window = windowOf(draft, now)
  const whom = whomOf(me)
  const input = inputOf(kind, draft, now)
  const shownRisks = sayRisks(draft.risks)
  const extras = [
    ...(draft.photos.length > 0 ? [words.photoCount(draft.photos.length)] : []),
    ...(draft.voice ? [words.oneVoice] : []),
  ].join('、')
  // 取快递 says it already, where nothing else is said of it.
  const chip = draft.errand.trim() && kind !== 'medicine' ? draft.choice : ''
  const where = kind === 'medicine' ? draft.choice || choices.medicine[0]![0] : ''
  return (
    <>
      <View className="greeting">{words.check}</View>
      <OffDuty now={now} />
      {whom.length > 1 && (
        <Card>
          <Row name={words.forName} value={whom.find(({ value }) => value === draft.for)?.text} />
        </Card>
      )}
      <Card title={chip || helpWords.things[kind]}>
        {input.lines.map(line => (
          <View key={line.what} className="big">
            {sayLine(line)}
          </View>
        ))}
      </Card>
      <Card>
        {(where || input.place) && (
          <Row name={words.whereTo} value={[where, input.place].filter(Boolean).join('，')} />
        )}
        {kind === 'medicine' && <Medicine draft={draft} />}
        {extras && <Row name={words.extras} value={extras} />}
        <Row name={helpWords.whenRow} value={window ? `${window.text}，${window.hours}` : sayAnyTime(kind)} />
        {buysIn(kind, draft) && (
          <Row
            name={helpWords.capRow}
            value={caps.find(([value]) => value === draft.cap)?.[1] ?? words.noCap}
          />
        )}
        {shownRisks && <Row name={words.risksRow} value={shownRisks} />}
        <Row name={helpWords.doorRow} value={draft.door?.trim() || words.noDoor} />
      </Card>
    </>
  )
}
