/** Read back before it goes out: what was filled in, or what was asked for the last time. */
import { View } from '@tarojs/components'
import type { HelpLine } from '../../../shared/help.ts'
import type { HelpKind } from '../../../shared/help/topics.ts'
import type { Me } from '../../../shared/identity.ts'
import { sayTime } from '../../../shared/time.ts'
import { CallCommunity, useCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { FactCard } from '../components/facts.tsx'
import { Notice } from '../components/States.tsx'
import { buysIn, inputOf, windowOf, type AskDraft } from './ask-form.ts'
import { caps, choices, drugText } from './ask-words.ts'
import { whomOf } from './AskWhat.tsx'
import { sayAnyTime, sayLine, sayRisks, words } from './words.ts'

/** Nobody is there to look at it now: said before it is sent, with the phone that is answered. */
export const OffDuty = ({ now }: { readonly now: string }) => {
  const about = useCommunity()
  if (!about || about.onDuty) return null
  const first = about.opensAt ? `，${sayTime(about.opensAt, now)}先看` : ''
  return (
    <View className="stack moves">
      <Notice text={`这会儿没人值班接单。发出来先记下${first}。等不了请打电话。`} tone="warn" />
      <CallCommunity />
    </View>
  )
}

interface Said {
  readonly whom: string | undefined
  readonly title: string
  readonly lines: readonly HelpLine[]
  readonly place: string | undefined
  readonly drug?: string | undefined
  readonly insured: boolean | undefined
  readonly extras?: string
  readonly when: string
  readonly cap: string | undefined
  readonly risks: AskDraft['risks']
  readonly door: string | undefined
}

export const ReadBack = (said: Said) => (
  <>
    <FactCard lines={[said.whom && { name: '给谁', value: said.whom }]} />
    <Card title={said.title}>
      {said.lines.map((line, i) => (
        <View key={i} className="big">
          {sayLine(line)}
        </View>
      ))}
    </Card>
    <FactCard
      lines={[
        said.place && { name: '去哪里', value: said.place },
        said.drug && { name: '哪种药', value: said.drug },
        said.insured && { name: '医保', value: '用，证件备好了' },
        said.extras && { name: '还带上', value: said.extras },
        { name: words.whenRow, value: said.when },
        said.cap && { name: words.capRow, value: said.cap },
        said.risks?.length && { name: '要知道的', value: sayRisks(said.risks) },
        { name: words.doorRow, value: said.door?.trim() || '没写' },
      ]}
    />
  </>
)

interface Props {
  readonly kind: HelpKind
  readonly draft: AskDraft
  readonly me: Me | undefined
  readonly now: string
}

export const AskCheck = ({ kind, draft, me, now }: Props) => {
  const window = windowOf(draft, now)
  const whom = whomOf(me)
  const { lines, place } = inputOf(kind, draft, now)
  const { photos, voice, choice, errand, drug, insurance, risks, door } = draft
  const medicine = kind === 'medicine'
  const where = medicine && (choice || choices.medicine[0]![0])
  return (
    <>
      <View className="greeting">您看对不对</View>
      <OffDuty now={now} />
      <ReadBack
        whom={whom.length > 1 ? whom.find(({ value }) => value === draft.for)?.text : undefined}
        // 取快递 says it already, where nothing else is said of it.
        title={(errand.trim() && !medicine && choice) || words.things[kind]}
        {...{ lines, risks, door }}
        place={[where, place].filter(Boolean).join('，')}
        drug={medicine && drug ? drugText[drug] : undefined}
        insured={medicine && insurance}
        extras={[photos.length > 0 && `${photos.length}张照片`, voice && '一段录音']
          .filter(Boolean)
          .join('、')}
        when={window ? `${window.text}，${window.hours}` : sayAnyTime(kind)}
        cap={buysIn(kind, draft) ? (caps[draft.cap] ?? '不限') : undefined}
      />
    </>
  )
}
