/** Until it is bought: the asker puts it another way, and the volunteer asks whether something else will do. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { help, type HelpLine, type HelpReply } from '../../../shared/help/help.ts'
import { askerWords } from '../../../shared/help/life.ts'
import { sayTime } from '../../../shared/time.ts'
import { actsOf, useTelling, type ActProps } from '../components/act.tsx'
import { Asking } from '../components/Asking.tsx'
import { Acts } from '../components/Acts.tsx'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { FactCard } from '../components/facts.tsx'
import { asIs, drawn, line, lines as manyLines, noted, oneOf, type Drawn } from '../components/fields.tsx'
import type { PartOf } from '../components/MatterPage.tsx'
import { linesTyped } from './lines.ts'
import type { Led } from './Sheets.tsx'
import { sayWindow, windowsFrom } from './windows.ts'
import { isListed, sayAnyTime, sayLine, saySwap, waits, words, type Swap } from './words.ts'

const { act } = actsOf<Led>()
const now = () => new Date().toISOString()

// ---- the asker puts it another way ----

/** A list is split as it is typed; what was remarked of a thing stays with it. */
const linesIn = (typed: string, { kind, lines: before = [] }: HelpReply): HelpLine[] => {
  const typedLines = isListed(kind)
    ? linesTyped(typed, kind)
    : typed.split('\n').flatMap(what => (what.trim() ? [{ what: what.trim() }] : []))
  return typedLines.map(line => ({ ...before.find(({ what }) => what === line.what), ...line }))
}

const Lines = ({
  item,
  value = [],
  set,
  complaint,
  inside = {},
  busy,
}: Drawn<HelpLine[]> & { readonly item: HelpReply }) => {
  const [typed, type] = useState(value.map(({ remark: _, ...line }) => sayLine(line)).join('\n'))
  return manyLines(words.things[item.kind], { longest: 800 }).draw({
    value: typed,
    set: (text = '') => {
      type(text)
      set(linesIn(text, item))
    },
    complaint: complaint ?? Object.values(inside)[0],
    busy,
  })
}

const anyTime = 'any'
/** The times one can choose from, with the one it has. */
const timesOf = ({ kind, wantedFromAt, wantedToAt }: HelpReply) => {
  const windows = windowsFrom(now())
  const current = windows.some(({ fromAt }) => fromAt === wantedFromAt)
    ? undefined
    : sayWindow(wantedFromAt, wantedToAt, now())
  return {
    [anyTime]: sayAnyTime(kind),
    ...(wantedFromAt && current && { [wantedFromAt]: current }),
    ...Object.fromEntries(windows.map(({ fromAt, text }) => [fromAt, text])),
  }
}

export const change = act(help.change, {
  label: ({ mine }) => (mine ? '改一改' : '电话里说要改'),
  title: '改什么？',
  yes: '就这样改',
  no: '不改了',
  keeps: true,
  fields: item => ({
    ...(item.lines && {
      lines: noted(
        drawn<HelpLine[]>(drawing => <Lines item={item} {...drawing} />, [...item.lines]),
        lines => <View className="hint under-label">{lines?.map(sayLine).join('、') ?? ''}</View>,
      ),
    }),
    wantedFromAt: drawn<string>(
      ({ value = anyTime, set, ...rest }) =>
        oneOf<string>('什么时候要', timesOf(item)).draw({
          ...{ ...rest, value },
          set: at => set(at === anyTime ? undefined : at),
        }),
      item.wantedFromAt,
    ),
    door: manyLines(words.doorRow, { longest: 100, start: item.door, hint: '比如：门铃坏了，请敲门' }),
  }),
  along: ({ wantedFromAt, wantedToAt }, said) => {
    if (said.wantedFromAt === undefined) return wantedFromAt ? { anyTime: true as const } : {}
    const window = windowsFrom(now()).find(({ fromAt }) => fromAt === said.wantedFromAt)
    return { wantedToAt: window?.toAt ?? wantedToAt }
  },
  note: ({ team, volunteer }) => (team || volunteer ? '改了会马上告诉去办的人。' : ''),
  done: '改好了',
})

// ---- what the shop does not have ----

/** What may still be asked about: each once at a time. */
const askable = ({ lines = [], swaps = [] }: HelpReply) =>
  lines.map(({ what }) => what).filter(what => !swaps.some(swap => swap.what === what && waits(swap)))

export const suggest = act(help.suggest, {
  label: '问能不能换',
  // Nobody changes what somebody takes for their health.
  when: item => item.kind !== 'medicine' && askable(item).length > 0,
  title: '店里没有哪一样？',
  no: '不问了',
  fields: item => ({
    what: oneOf<string>(undefined, asIs(askable(item))),
    instead: line('换成什么（不写就问“不要了？”）', { longest: 40, hint: '比如：菠菜' }),
  }),
  yes: ({ what, instead }) => (what ? `问：${saySwap({ what, instead: instead?.trim() })}` : '问一声'),
  note: '居民点一下就能回话，您这里马上看得到。',
  done: '问了，等居民回话',
})

interface Asked extends HelpReply {
  readonly swap: number
  readonly asked: Swap
}
const answering = actsOf<Asked>()
const sayYes = ({ instead }: Swap) => (instead ? '换吧' : '不要了')
const sayNo = ({ instead }: Swap) => (instead ? '不要换' : '还是要')
const answer = (yes: boolean, says: (swap: Swap) => string) =>
  answering.act(help.answer, {
    label: ({ asked }) => says(asked),
    readout: ({ asked }) => `${saySwap(asked)}${says(asked)}`,
    kind: yes ? 'primary' : 'plain',
    along: ({ swap }) => ({ swap, yes }),
    done: '告诉志愿者了',
  })
const answers = {
  yes: answer(true, sayYes),
  no: answer(false, sayNo),
}

/** What the volunteer asks from the shop, each with its two answers. */
export const Swaps: PartOf<HelpReply> = ({ item, onMoved }) => {
  if (!item.may.includes('answer')) return null
  return item.swaps?.map((asked, swap) =>
    waits(asked) ? (
      <Card key={swap} tone="accent" title={item.mine ? '志愿者问您' : '志愿者问居民'}>
        <View className="big under-label">{saySwap(asked)}</View>
        <Acts
          pair
          acts={answers}
          item={{ ...item, swap, asked }}
          order={() => ({ beside: ['yes', 'no'] })}
          onMoved={onMoved}
        />
      </Card>
    ) : null,
  )
}

const sayAnswer = (swap: Swap) => {
  if (waits(swap)) return '等居民回话'
  return swap.yes ? sayYes(swap) : sayNo(swap)
}

export const Swapped = ({ item: { swaps = [], may } }: { readonly item: HelpReply }) => (
  <FactCard
    title="问过能不能换"
    lines={swaps
      .filter(each => !waits(each) || !may.includes('answer'))
      .map(each => ({ name: saySwap(each), value: sayAnswer(each) }))}
  />
)

// ---- a word to who is coming ----

/** Ready sentences, so that nobody's phone is shown; for anything else there is the community. */
export const SaySheet = (props: ActProps<Led>) => {
  const { id, seq } = props.item
  const { go, send, error } = useTelling(props)
  return (
    <Asking title="给志愿者捎句话" close={props.close} closeText="不捎了" error={error}>
      <View className="sheet-text">点一句，他马上看得到。</View>
      {askerWords.options.map(({ value, text }) => (
        <Button
          key={value}
          text={text}
          kind="plain"
          onTap={() => send(go(help.say, { id, seq, what: value }))}
        />
      ))}
      <CallCommunity text="要说别的，打给社区" />
    </Asking>
  )
}

export const Said = ({ item: { said = [], mine } }: { readonly item: HelpReply }) => (
  <FactCard
    title={mine ? '您捎的话' : '居民捎话'}
    tone={mine ? 'plain' : 'accent'}
    lines={said.map(({ at, what }) => ({ name: askerWords.text[what], note: sayTime(at, now()) })).reverse()}
  />
)
