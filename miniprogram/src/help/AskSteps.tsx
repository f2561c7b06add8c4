/** The steps of the form: what and for whom; when, and how to get in; all of it read back. */
import { View } from '@tarojs/components'
import type { Input } from '../../../shared/contract.ts'
import type { help, HelpLine } from '../../../shared/help/help.ts'
import { helpRisks } from '../../../shared/help/life.ts'
import { buysFor, type HelpKind } from '../../../shared/help/topics.ts'
import { sayFen } from '../../../shared/money.ts'
import { sayTime } from '../../../shared/time.ts'
import { CallCommunity, useCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { FactCard } from '../components/facts.tsx'
import {
  asIs,
  drawn,
  Fields,
  line,
  lines,
  namesOf,
  noted,
  oneOf,
  photos,
  someOf,
  voice,
  yesNo,
  type FieldsOf,
} from '../components/fields.tsx'
import { Notice } from '../components/States.tsx'
import { Button } from '../components/Button.tsx'
import { VoicePlayer } from '../components/VoicePlayer.tsx'
import { useArrived } from '../components/sending.ts'
import { Ticks } from '../components/Choice.tsx'
import { useCare } from '../platform/care.ts'
import { addressOf } from '../platform/request.ts'
import { useSpeak } from '../platform/speak.ts'
import type { Whom } from '../platform/me.ts'
import {
  buysIn,
  emptyDraft,
  hasPlace,
  inputOf,
  isNotFetched,
  placed,
  topicIn,
  windowOf,
  type AskDraft,
  type StepProps,
} from './ask-form.ts'
import { caps, choices, drugText, vague, words } from './ask-words.ts'
import { AskGroceries } from './AskGroceries.tsx'
import { windowsFrom } from './windows.ts'
import { sayAnyTime, sayLine, sayRisks, words as helpWords } from './words.ts'

type Of = FieldsOf<AskDraft>

const Form = ({ of, ...step }: StepProps & { readonly of: Of }) => {
  const { kind, draft, complaints, onBusy } = step
  const { value, set } = draft
  const at = {
    ...{ topic: 'choice', files: 'photos', lines: isOwn(kind, value) ? 'errand' : 'detail' },
    ...{ wantedFromAt: 'window', wantedToAt: 'window', capFen: 'cap' },
  }
  return (
    <Fields
      {...{ of, value }}
      // Door and risks are those of that home.
      set={(next, changed) => set(changed === 'for' ? { ...next, risks: undefined, door: undefined } : next)}
      empty={{ ...emptyDraft, door: '' }}
      complaints={placed(complaints, at)}
      busy={onBusy}
    />
  )
}

// ---- what, and for whom ----

export const ForWhom = ({ whom, ...step }: StepProps & { readonly whom: Whom }) =>
  whom.length > 1 && <Form {...step} of={{ for: oneOf('给谁办', namesOf(whom)) }} />

/** Before the form: what it is, so that it can be said at once what to do. */
export const UrgentThing = (step: StepProps) => (
  <Form
    {...step}
    of={{ choice: oneOf('没有危险，是哪一件？', asIs(choices.urgent.map(([text]) => text))) }}
  />
)

const places = {
  pharmacy: ['哪家药店（可以不写）', '不写就去最近的'],
  hospital: ['哪家医院', '比如：中心医院，内科'],
  other: ['去哪里（可以不写）', '比如：中心医院'],
} as const

const place = (kind: HelpKind, value: AskDraft): Of => {
  if (!hasPlace(kind, value)) return {}
  const topic = topicIn(kind, value)
  const [label, hint] = places[topic === 'pharmacy' || topic === 'hospital' ? topic : 'other']
  return { place: line(label, { longest: 60, hint }) }
}

const bothIds: Of['bothIds'] = drawn(({ value, set, complaint }) => (
  <View className="field">
    <Notice text="用医保代买药，要您和代买人的身份证件。请把您的备好，志愿者也会带上他的。" />
    <Ticks
      options={[{ value: 'ready', text: '备好了' }]}
      value={value ? ['ready'] : []}
      onChange={ready => set(ready.length > 0)}
      complaint={complaint}
    />
    {complaint !== undefined && <CallCommunity />}
  </View>
))

/** What kind of medicine it is, and how it is paid. What may not be fetched is said at once, with whom to ring. */
const drug = (value: AskDraft): Of => {
  const kinds = oneOf('是哪一种药', drugText)
  return {
    drug: drawn(field =>
      isNotFetched(value) ? (
        <>
          {kinds.draw({ ...field, complaint: undefined })}
          <View className="field">
            <Notice
              text="这种药要本人或家人去拿，志愿者不能代取。请问医院药房，或打给社区想办法。"
              tone="warn"
            />
            <CallCommunity />
          </View>
        </>
      ) : (
        kinds.draw(field)
      ),
    ),
    insurance: yesNo('用医保吗', '用医保', '不用', { start: false }),
    ...(value.insurance && { bothIds }),
  }
}

const detailHints = {
  groceries: '',
  medicine: '比如：一天三次的那种，拿两盒',
  urgent: '比如：厨房没水，客厅有',
  errands: '比如：周三上午挂好了号',
}

/** 取快递 says it; what else there is to say goes below. */
const isOwn = (kind: HelpKind, { choice, errand }: AskDraft) =>
  kind === 'medicine' || !choice || vague.includes(choice) || errand.trim() !== ''

const inWords = (kind: HelpKind, value: AskDraft): Of => {
  const medicine = kind === 'medicine'
  const [label, hint] = words.what[kind]
  return {
    choice: oneOf(label, asIs(choices[kind].map(([text]) => text))),
    ...(medicine && place(kind, value)),
    ...(isOwn(kind, value) && { errand: line(medicine ? '什么药' : '或者写在这里', { longest: 40, hint }) }),
    ...(medicine ? drug(value) : place(kind, value)),
    detail: lines('多说两句（可以不写）', { longest: 60, hint: detailHints[kind] }),
  }
}

/** As many photos as the contract takes. */
const mostPhotos = 6

/** For those who would rather say it or show it. */
const spoken: Of = { voice: voice('不想写？说给我们听') }
const shown = (kind: HelpKind): Of => ({
  photos: photos(
    kind === 'medicine' ? '处方照片（可以不拍）' : '拍张照片（可以不拍）',
    undefined,
    mostPhotos,
  ),
})

export const AskWhat = ({ whom, ...step }: StepProps & { readonly whom: Whom }) => {
  const { kind, draft } = step
  // 长辈版: speaking comes before typing.
  const [before, after] = useCare() ? [spoken, {}] : [{}, spoken]
  return (
    <>
      <ForWhom {...step} whom={whom} />
      <Form {...step} of={before} />
      {kind === 'groceries' && <AskGroceries {...step} whom={whom} />}
      <Form
        {...step}
        of={{ ...(kind !== 'groceries' && inWords(kind, draft.value)), ...after, ...shown(kind) }}
      />
    </>
  )
}

// ---- when, for how much at the most, what to mind, and how to get in ----

export const AskWhen = ({ now, ...step }: StepProps & { readonly now: string }) => {
  const { kind, draft } = step
  const times = [['any', sayAnyTime(kind)], ...windowsFrom(now).map(({ id, text }) => [id, text])]
  return (
    <Form
      {...step}
      of={{
        window: oneOf<string>('什么时候要', Object.fromEntries(times)),
        ...(buysIn(kind, draft.value) && { cap: oneOf<string>('最多花多少钱', caps) }),
        risks: someOf('来的人要先知道的（没有就不点）', helpRisks.text),
        door: noted(
          lines('怎么进门（可以不写）', { longest: 100, hint: '比如：门铃坏了，请敲门' }),
          '只有去办的志愿者和队长看得到。下次不用再写。',
        ),
      }}
    />
  )
}

// ---- read back before it goes out: what was filled in, or what was asked for the last time ----

/** Nobody is there to look at it now: said before it is sent, with the phone that is answered. */
const OffDuty = ({ now }: { readonly now: string }) => {
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

type Asked = Input<typeof help.ask>

interface ReadBackProps {
  readonly greeting: string
  readonly of: Pick<Asked, 'kind' | 'topic' | 'place' | 'insurance' | 'capFen' | 'risks' | 'door'> & {
    readonly lines?: readonly HelpLine[]
  }
  readonly now: string
  /** Where one may ask for several. */
  readonly whom: string | undefined
  readonly title?: string
  readonly drug?: string | undefined
  readonly extras?: string
  readonly when?: string
}

export const ReadBack = ({ greeting, of, now, whom, title, drug, extras, when }: ReadBackProps) => {
  const { kind, topic, lines = [], place, insurance, capFen, risks, door } = of
  return (
    <>
      <View className="greeting">{greeting}</View>
      <OffDuty now={now} />
      <FactCard lines={[whom && { name: '给谁', value: whom }]} />
      <Card title={title ?? helpWords.things[kind]}>
        {lines.map((line, i) => (
          <View key={i} className="big">
            {sayLine(line)}
          </View>
        ))}
      </Card>
      <FactCard
        lines={[
          place && { name: '去哪里', value: place },
          drug && { name: '哪种药', value: drug },
          insurance && { name: '医保', value: '用，证件备好了' },
          extras && { name: '还带上', value: extras },
          { name: helpWords.whenRow, value: when ?? sayAnyTime(kind) },
          topic &&
            buysFor(kind, topic) && {
              name: helpWords.capRow,
              value: capFen === undefined ? '不限' : sayFen(capFen),
            },
          risks?.length && { name: '要知道的', value: sayRisks(risks) },
          { name: helpWords.doorRow, value: door ?? '没写' },
        ]}
      />
    </>
  )
}

/** Read back: the phone says it, where it can; what was said into it can be heard as it was said. */
const Heard = ({ text, voice }: { readonly text: string; readonly voice: string | undefined }) => {
  const speak = useSpeak()
  const [link] = useArrived(voice ? [voice] : []) ?? []
  return (
    <View className="stack moves">
      {link && <VoicePlayer address={addressOf(link.url)} seconds={link.seconds} />}
      {speak && <Button text="念给我听" kind="plain" onTap={() => speak(text)} />}
    </View>
  )
}

interface CheckProps {
  readonly kind: HelpKind
  readonly draft: AskDraft
  readonly now: string
  readonly whom: string | undefined
}

export const AskCheck = ({ kind, draft, ...rest }: CheckProps) => {
  const { photos, voice, choice, errand, drug } = draft
  const medicine = kind === 'medicine'
  const input = inputOf(kind, draft, rest.now)
  const window = windowOf(draft, rest.now)
  const when = window && `${window.text}，${window.hours}`
  const said = [helpWords.things[kind], ...input.lines.map(sayLine), input.place, when ?? sayAnyTime(kind)]
  return (
    <>
      <ReadBack
        {...rest}
        greeting="您看对不对"
        of={{ ...input, place: [medicine && choice, input.place].filter(Boolean).join('，') }}
        // 取快递 says it already, where nothing else is said of it.
        title={errand.trim() && !medicine && choice ? choice : undefined}
        drug={medicine && drug ? drugText[drug] : undefined}
        extras={[photos.length > 0 && `${photos.length}张照片`, voice && '一段录音']
          .filter(Boolean)
          .join('、')}
        when={when}
      />
      <Heard text={said.filter(Boolean).join('，')} voice={voice} />
    </>
  )
}
